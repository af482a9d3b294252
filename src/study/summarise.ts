import { exp } from '../core/elementary.js'
import { type Issue, IssueError } from '../core/issue.js'
import { type Interval, intervalOf, mean } from '../core/summary.js'
import type { Motives, Outcome, Values, Verdict } from '../crisis/index.js'
import { type Level, latestStage, levels, type Response, responses } from '../pact/index.js'
import type { State } from '../world/index.js'
import { furtherOf } from './further.js'
import type { Option } from './option.js'
import { recordResult } from './recordMoves.js'
import type {
  ByLevel,
  Calculus,
  Coalition,
  Difference,
  Equilibria,
  GuarantorResult,
  OptionResult,
  StateRef,
} from './result.js'
import type { DrawResult } from './solveDraws.js'

/** What `summarise` needs beside the draws. */
export interface Material {
  readonly option: Option
  readonly results: readonly DrawResult[]
  /** [draw]: occasions a year on which a challenge is weighed. */
  readonly occasions: Float64Array
  readonly atMedian: Equilibria['atMedian']
  /** Values of the assumptions in each draw; asked only where a ledger was given. */
  readonly valuesOf: (draw: number) => Values
  readonly medians: Values
  readonly findings: readonly Issue[]
}

/** Differences below this are the solver's tolerance, not the options'. */
const NOTICEABLE = 1e-6

const ZERO: Interval = { p05: 0, p50: 0, p95: 0 }

const byLevel = <T>(make: (index: number, level: Level) => T): ByLevel<T> => ({
  hybrid: make(0, 'hybrid'),
  limited: make(1, 'limited'),
  full: make(2, 'full'),
})

const refOf = (state: State): StateRef => ({
  id: state.id,
  name: state.name,
  lat: state.capital.lat,
  lon: state.capital.lon,
})

/** P(at least one challenge within `years`) when occasions arrive as a Poisson process. */
export const withinYears = (perOccasion: number, occasionsPerYear: number, years: number): number =>
  1 - exp(-perOccasion * occasionsPerYear * years)

/** Turns the draws of one option into its result. Draws that did not converge are counted and left out. */
export const summarise = (material: Material, baseline: Material | null): OptionResult => {
  const { option, results, occasions } = material
  const { pact, cast } = option
  const kept = Array.from(results.keys()).filter((k) => results[k].outcome.converged)
  const searched = results.filter((result) => result.searched)
  if (kept.length === 0)
    throw new IssueError([
      {
        code: 'no-solution',
        level: 'error',
        message: `${pact.id}: no draw reached an equilibrium within the tolerance`,
        hint: 'choices this precise make the game jump between equilibria; lower adversary.lambda or guarantor.lambda',
      },
    ])
  const outcomes = kept.map((k) => results[k].outcome)
  const over = (pick: (outcome: Outcome, k: number) => number): Interval =>
    intervalOf(outcomes.map((outcome, n) => pick(outcome, kept[n]))) ?? ZERO
  const overOrNull = (pick: (outcome: Outcome) => number): Interval | null => intervalOf(outcomes.map(pick))
  const horizon = (pick: (outcome: Outcome) => number) => ({
    1: over((outcome, k) => withinYears(pick(outcome), occasions[k], 1)),
    5: over((outcome, k) => withinYears(pick(outcome), occasions[k], 5)),
    10: over((outcome, k) => withinYears(pick(outcome), occasions[k], 10)),
  })
  return {
    id: pact.id,
    title: pact.title,
    short: pact.short,
    summary: pact.summary,
    form: pact.form ?? null,
    stage: latestStage(pact.status) ?? null,
    asOf: pact.asOf,
    hypothetical: pact.hypothetical ?? null,
    unknown: pact.unknown ?? [],
    beneficiary: refOf(cast.beneficiary),
    adversary: cast.adversary === null ? null : refOf(cast.adversary),
    deterrence: over((outcome) => outcome.deterrence),
    challenge: {
      none: over((outcome) => outcome.deterrence),
      ...byLevel((l) => over((outcome) => outcome.levels[l].challenge)),
    },
    horizon: {
      any: horizon((outcome) => 1 - outcome.deterrence),
      ...byLevel((l) => horizon((outcome) => outcome.levels[l].challenge)),
    },
    credibility: byLevel((l) => {
      const of = (type: 'median' | 'motivated'): Calculus => {
        const verdicts = countVerdicts(outcomes, l, type)
        return {
          required: overOrNull((outcome) => outcome.levels[l][type].required),
          supplied: overOrNull((outcome) => outcome.levels[l][type].supplied),
          margin: overOrNull(
            (outcome) => outcome.levels[l][type].supplied - outcome.levels[l][type].required,
          ),
          verdict: commonest(verdicts),
          verdicts,
        }
      }
      return {
        ...of('median'),
        motivated: of('motivated'),
        typesDeterred: over((outcome) => outcome.levels[l].typesDeterred),
      }
    }),
    ledger: byLevel((l) => ({
      prize: over((outcome) => outcome.levels[l].ledger.prize),
      fighting: over((outcome) => outcome.levels[l].ledger.fighting),
      sanctions: over((outcome) => outcome.levels[l].ledger.sanctions),
      clash: over((outcome) => outcome.levels[l].ledger.clash),
      backDown: over((outcome) => outcome.levels[l].ledger.backDown),
      net: over((outcome) => outcome.levels[l].median.eu),
      statusQuo: over((outcome) => outcome.levels[l].median.statusQuo),
    })),
    guarantors: cast.responders.map((state, g) => ({
      ...guarantorResult(option, state, g, outcomes),
      ...recordResult(material, state, g, kept),
    })),
    coalition: byLevel((l) => coalitionResult(outcomes, l)),
    escalation: byLevel((l) => ({
      war: over((outcome) => outcome.levels[l].war),
      clash: over((outcome) => outcome.levels[l].clash),
      lost: over((outcome) => outcome.levels[l].lost),
      burden: overOrNull((outcome) => outcome.levels[l].burden),
    })),
    equilibria: {
      atMedian: material.atMedian,
      searched: searched.length,
      severalShare: mean(searched.map(({ deterrences }) => (deterrences.length > 1 ? 1 : 0))),
      widestGap: results.reduce(
        (gap, { deterrences }) => Math.max(gap, Math.max(...deterrences) - Math.min(...deterrences)),
        0,
      ),
      unconverged: results.length - kept.length,
    },
    further: furtherOf(
      results.flatMap(({ aspects }, k) => (aspects === null ? [] : [{ aspects, occasions: occasions[k] }])),
      cast.responders.map(refOf),
    ),
    difference: baseline === null || baseline === material ? null : differenceFrom(material, baseline),
    findings: material.findings,
  }
}

const countVerdicts = (
  outcomes: readonly Outcome[],
  level: number,
  type: 'median' | 'motivated',
): Readonly<Record<Verdict, number>> => {
  const counts: Record<Verdict, number> = {
    deterred: 0,
    'not-deterred': 0,
    'capability-problem': 0,
    'none-needed': 0,
    'nothing-owed': 0,
  }
  for (const outcome of outcomes) counts[outcome.levels[level][type].verdict] += 1 / outcomes.length
  return counts
}

/** Ties go to the verdict that claims least for the guarantee. */
const leastFirst: readonly Verdict[] = [
  'capability-problem',
  'not-deterred',
  'nothing-owed',
  'none-needed',
  'deterred',
]

const commonest = (verdicts: Readonly<Record<Verdict, number>>): Verdict =>
  leastFirst.reduce((best, verdict) => (verdicts[verdict] > verdicts[best] + 1e-9 ? verdict : best))

const guarantorResult = (
  option: Option,
  state: State,
  g: number,
  outcomes: readonly Outcome[],
): GuarantorResult => {
  const own = outcomes.map((outcome) => outcome.guarantors[g])
  const owed = (l: number): Response | null => {
    const step = own[0]?.owes[l] ?? 0
    return step === 0 ? null : responses[step]
  }
  const top = levels.length - 1
  return {
    ...refOf(state),
    role: option.cast.guarantorIds.has(state.id) ? 'guarantor' : 'supporter',
    owes: owed(top),
    owesAt: byLevel(owed),
    honour: intervalOf(own.map((one) => one.honour[top])),
    honourAt: byLevel((l) => intervalOf(own.map((one) => one.honour[l]))),
    response: byLevel(
      (l) =>
        Object.fromEntries(
          responses.map((name, r) => [name, mean(own.map((one) => one.response[l][r]))]),
        ) as Record<Response, number>,
    ),
    pivotal: intervalOf(own.map((one) => one.pivotal[top])) ?? ZERO,
    against: intervalOf(own.map((one) => one.against[top])),
    blocks: intervalOf(own.map((one) => one.blocks[top])),
    decisive: intervalOf(own.map((one) => one.decisive[top])),
    motives: meanMotives(own.map((one) => one.motives)),
  }
}

const meanMotives = (motives: readonly Motives[]): Motives => ({
  stake: mean(motives.map((one) => one.stake)),
  cost: mean(motives.map((one) => one.cost)),
  fear: mean(motives.map((one) => one.fear)),
  audience: mean(motives.map((one) => one.audience)),
  other: mean(motives.map((one) => one.other)),
})

const coalitionResult = (outcomes: readonly Outcome[], l: number): Coalition => {
  const at = (pick: (level: Outcome['levels'][number]) => number) =>
    outcomes.map((outcome) => pick(outcome.levels[l]))
  const meanOf = (pick: (level: Outcome['levels'][number]) => Float64Array): number[] => {
    const first = outcomes[0] === undefined ? new Float64Array(1) : pick(outcomes[0].levels[l])
    return Array.from(first, (_, k) => mean(at((level) => pick(level)[k])))
  }
  return {
    force: intervalOf(at((level) => level.force.mean)) ?? ZERO,
    forceLow: intervalOf(at((level) => level.force.p05)) ?? ZERO,
    forceHigh: intervalOf(at((level) => level.force.p95)) ?? ZERO,
    responding: meanOf((level) => level.responding),
    fighting: meanOf((level) => level.fighting),
    blocked: intervalOf(at((level) => level.blocked)),
  }
}

/** Paired differences: the same draws in both options, only those solved in both. */
const differenceFrom = (material: Material, baseline: Material): Difference => {
  const pairs = material.results.flatMap(({ outcome }, k) => {
    const other = baseline.results[k].outcome
    return outcome.converged && other.converged ? [{ outcome, other }] : []
  })
  const over = (pick: (outcome: Outcome) => number): Interval =>
    intervalOf(pairs.map(({ outcome, other }) => pick(outcome) - pick(other))) ?? ZERO
  return {
    deterrence: over((outcome) => outcome.deterrence),
    challenge: byLevel((l) => over((outcome) => outcome.levels[l].challenge)),
    better: mean(
      pairs.map(({ outcome, other }) => (outcome.deterrence - other.deterrence > NOTICEABLE ? 1 : 0)),
    ),
  }
}
