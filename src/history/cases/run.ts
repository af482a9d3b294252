import { exp } from '../../core/elementary.js'
import { IssueError } from '../../core/issue.js'
import { type Interval, intervalOf, mean } from '../../core/summary.js'
import {
  type Assumption,
  asAgreed,
  type Cast,
  type Equilibrium,
  findEquilibria,
  type Game,
  gameOf,
  isLastStep,
  type Outcome,
  outcomeOf,
  type Phase,
  scheduleOf,
  solve,
  solveWindow,
  survivalOf,
  type Values,
  type Verdict,
} from '../../crisis/index.js'
import { type Level, latestStage, levels, type Pact, type Response, responses } from '../../pact/index.js'
import { drawAll, valuesAt, valuesOf } from '../../study/index.js'

/*
 * A past case as the product would have assessed it on the day. What happened is not among the arguments, so it cannot leak in.
 */

/** What is judged: the gravest step within the horizon is at least this. Force is a limited or a full attack. */
export const caseEvents = ['any', 'force', 'full'] as const
export type CaseEvent = (typeof caseEvents)[number]

/** Index of the least level that counts as each event. */
const leastLevel: Readonly<Record<CaseEvent, number>> = { any: 0, force: 1, full: 2 }

/** Does a step of this level count as the event? */
export const countsAs = (challenge: 'none' | Level, event: CaseEvent): boolean =>
  challenge !== 'none' && levels.indexOf(challenge) >= leastLevel[event]

export interface CaseSettings {
  readonly assumptions: readonly Assumption[]
  readonly seed: number
  readonly draws: number
}

/** How the text is taken: as it stood on the day, or on its way into force by its schedule. */
export type Standing = 'as it stood' | 'under way'

/** A number over draws: mean, median and 5th to 95th percentile. The mean is what is scored. */
export interface Spread extends Interval {
  readonly mean: number
}

export interface CaseLevel {
  /** The median type's payoff of such a challenge and of none, points; what makes the former up. */
  readonly net: Spread
  readonly statusQuo: Spread
  readonly prize: Spread
  readonly fighting: Spread
  readonly sanctions: Spread
  readonly clash: Spread
  readonly backDown: Spread
  /** Required and supplied credibility; null where nothing is owed. */
  readonly required: Spread | null
  readonly supplied: Spread | null
  readonly verdicts: Readonly<Record<Verdict, number>>
}

export interface CaseResponder {
  readonly id: string
  readonly name: string
  readonly role: 'guarantor' | 'supporter'
  readonly owes: Readonly<Record<Level, Response | null>>
  /** P(response >= what it owes | a challenge of that level, casus foederis found); null where nothing is owed. */
  readonly honour: Readonly<Record<Level, Spread | null>>
  /** Mean over draws of its responses to a challenge of that level. */
  readonly response: Readonly<Record<Level, Readonly<Record<Response, number>>>>
}

/** The model's answer for one case. Nothing in it comes from what happened. */
export interface CaseRun {
  readonly horizonMonths: number
  readonly standing: Standing
  readonly seed: number
  readonly draws: number
  /** Draws that missed the solver's tolerance: they are left out. */
  readonly unconverged: number
  /** P(at least one such challenge within the horizon), occasions arriving at their assumed rate. */
  readonly within: Readonly<Record<CaseEvent, Spread>>
  /** P(each step | an occasion on the day). */
  readonly occasion: Readonly<Record<'none' | Level, Spread>>
  /** P(a challenge of at least that level | an occasion on the day). */
  readonly givenOccasion: Readonly<Record<CaseEvent, Spread>>
  readonly occasionsPerYear: Spread
  readonly levels: Readonly<Record<Level, CaseLevel>>
  readonly responders: readonly CaseResponder[]
}

/** Status as it was on the day; where no legal step is left, as in force: a declaration needs no ratification. */
export const asItStood = (pact: Pact): Pact => {
  const stage = latestStage(pact.status)
  const done = stage === 'announced' || stage === 'signed' || stage === 'ratified'
  return done && isLastStep(pact, stage)
    ? { ...pact, status: [...pact.status, { stage: 'in-force', date: pact.asOf }] }
    : pact
}

/** One draw of one case: plain numbers, so it can cross to another thread. */
export interface CaseDraw {
  /** Null where the solver missed its tolerance. */
  readonly outcome: Outcome | null
  readonly occasionsPerYear: number
  readonly within: readonly number[]
}

const MONTHS = 12

const settle = (game: Game, warm: Equilibrium): Equilibrium => {
  const quick = solve(game, { warm })
  return quick.converged ? quick : findEquilibria(game, warm)[0].equilibrium
}

/** Solves draws `from` to `to` (not included) of one case; each starts from the case's median solution and nothing else. */
export const solveCaseDraws = (
  pact: Pact,
  cast: Cast,
  horizonMonths: number,
  { assumptions, seed, draws }: CaseSettings,
  [from, to]: readonly [number, number] = [0, draws],
): readonly CaseDraw[] => {
  const all = drawAll(assumptions, seed, draws)
  const text = asItStood(pact)
  const underWay = pact.schedule !== undefined
  const medians = valuesAt(assumptions, 0.5)
  const gameAt = (values: Values, phase: Phase): Game =>
    gameOf(text, cast, underWay ? 'in-force' : 'as-is', values, { ...asAgreed, phase })
  const start = findEquilibria(gameAt(medians, 'in-force'))[0].equilibrium
  return Array.from({ length: to - from }, (_, k): CaseDraw => {
    const values = valuesOf(all, from + k)
    const occasionsPerYear =
      values['occasions.perYear'] * (pact.context?.recentWar === true ? values['occasions.recentWar'] : 1)
    const inForce = settle(gameAt(values, 'in-force'), start)
    const steps = underWay ? scheduleOf(text, values) : []
    if (steps.length < 2) {
      const outcome = outcomeOf(inForce)
      const expected = (occasionsPerYear * horizonMonths) / MONTHS
      return {
        outcome: outcome.converged ? outcome : null,
        occasionsPerYear,
        within: caseEvents.map((event) => 1 - exp(-expected * atLeast(outcome, event))),
      }
    }
    // The game of the day is that of the first phase: it is solved last.
    let onTheDay = inForce
    const before = settle(gameAt(values, 'before'), inForce)
    const window = solveWindow(
      steps,
      (phase) => gameAt(values, phase),
      inForce,
      before,
      values['adversary.discount'],
      (equilibrium) => {
        onTheDay = equilibrium
      },
    )
    return {
      outcome: window.converged ? outcomeOf(onTheDay) : null,
      occasionsPerYear,
      within: caseEvents.map(
        (event) =>
          1 -
          survivalOf(window.phases, occasionsPerYear, horizonMonths, ({ all: strike }) =>
            strike.levels.slice(leastLevel[event]).reduce((sum, p) => sum + p, 0),
          )[horizonMonths - 1].survival,
      ),
    }
  })
}

const atLeast = (outcome: Outcome, event: CaseEvent): number =>
  outcome.levels.slice(leastLevel[event]).reduce((sum, { challenge }) => sum + challenge, 0)

/** Solves the draws of a case, here or on threads, in the order of the draws. */
export type CaseSolver = (
  pact: Pact,
  cast: Cast,
  horizonMonths: number,
  settings: CaseSettings,
) => Promise<readonly CaseDraw[]>

export const solveCaseHere: CaseSolver = async (pact, cast, horizonMonths, settings) =>
  solveCaseDraws(pact, cast, horizonMonths, settings)

/**
 * What the product says of a guarantee and its states over a horizon (months, from the day of the document): the same game, draws and survival
 * curve as `assess`. A document with a `schedule` is on its way into force; any other is taken as it stood. Throws an IssueError where the
 * document names no adversary, or no draw reaches an equilibrium.
 */
export const runCase = async (
  pact: Pact,
  cast: Cast,
  horizonMonths: number,
  settings: CaseSettings,
  solver: CaseSolver = solveCaseHere,
): Promise<CaseRun> => {
  if (cast.adversary === null)
    throw new IssueError([
      {
        code: 'no-adversary',
        level: 'error',
        message: `${pact.id} names no adversary: there is no game to solve`,
        hint: 'add parties.adversary',
      },
    ])
  const all = await solver(pact, cast, horizonMonths, settings)
  const kept = all.flatMap(({ outcome, ...rest }) => (outcome === null ? [] : [{ outcome, ...rest }]))
  if (kept.length === 0)
    throw new IssueError([
      {
        code: 'no-solution',
        level: 'error',
        message: `${pact.id}: no draw reached an equilibrium within the tolerance`,
      },
    ])
  const outcomes = kept.map(({ outcome }) => outcome)
  const challenge = (l: number): Spread => spread(outcomes.map((outcome) => outcome.levels[l].challenge))
  return {
    horizonMonths,
    standing: pact.schedule === undefined ? 'as it stood' : 'under way',
    seed: settings.seed,
    draws: all.length,
    unconverged: all.length - kept.length,
    within: {
      any: spread(kept.map(({ within }) => within[0])),
      force: spread(kept.map(({ within }) => within[1])),
      full: spread(kept.map(({ within }) => within[2])),
    },
    occasion: {
      none: spread(outcomes.map(({ deterrence }) => deterrence)),
      ...byLevel(challenge),
    },
    givenOccasion: {
      any: spread(outcomes.map((outcome) => atLeast(outcome, 'any'))),
      force: spread(outcomes.map((outcome) => atLeast(outcome, 'force'))),
      full: spread(outcomes.map((outcome) => atLeast(outcome, 'full'))),
    },
    occasionsPerYear: spread(kept.map(({ occasionsPerYear }) => occasionsPerYear)),
    levels: byLevel((l) => levelOf(outcomes, l)),
    responders: cast.responders.map((state, g) => ({
      id: state.id,
      name: state.name,
      role: cast.guarantorIds.has(state.id) ? 'guarantor' : 'supporter',
      ...responderOf(outcomes, g),
    })),
  }
}

const byLevel = <T>(make: (index: number) => T): Readonly<Record<Level, T>> => ({
  hybrid: make(0),
  limited: make(1),
  full: make(2),
})

const spreadOrNull = (values: readonly number[]): Spread | null => {
  const interval = intervalOf(values)
  return interval === null ? null : { mean: mean(values.filter(Number.isFinite)), ...interval }
}

const spread = (values: readonly number[]): Spread =>
  spreadOrNull(values) ?? { mean: Number.NaN, p05: Number.NaN, p50: Number.NaN, p95: Number.NaN }

const levelOf = (outcomes: readonly Outcome[], l: number): CaseLevel => {
  const of = (pick: (level: Outcome['levels'][number]) => number): number[] =>
    outcomes.map((outcome) => pick(outcome.levels[l]))
  const verdicts: Record<Verdict, number> = {
    deterred: 0,
    'not-deterred': 0,
    'capability-problem': 0,
    'none-needed': 0,
    'nothing-owed': 0,
  }
  for (const outcome of outcomes) verdicts[outcome.levels[l].median.verdict] += 1 / outcomes.length
  return {
    net: spread(of(({ median }) => median.eu)),
    statusQuo: spread(of(({ median }) => median.statusQuo)),
    prize: spread(of(({ ledger }) => ledger.prize)),
    fighting: spread(of(({ ledger }) => ledger.fighting)),
    sanctions: spread(of(({ ledger }) => ledger.sanctions)),
    clash: spread(of(({ ledger }) => ledger.clash)),
    backDown: spread(of(({ ledger }) => ledger.backDown)),
    required: spreadOrNull(of(({ median }) => median.required)),
    supplied: spreadOrNull(of(({ median }) => median.supplied)),
    verdicts,
  }
}

const responderOf = (
  outcomes: readonly Outcome[],
  g: number,
): Pick<CaseResponder, 'owes' | 'honour' | 'response'> => {
  const own = outcomes.map(({ guarantors }) => guarantors[g])
  return {
    owes: byLevel((l): Response | null => {
      const step = own[0].owes[l]
      return step === 0 ? null : responses[step]
    }),
    honour: byLevel((l) => spreadOrNull(own.map(({ honour }) => honour[l]))),
    response: byLevel(
      (l) =>
        Object.fromEntries(
          responses.map((name, r) => [name, mean(own.map(({ response }) => response[l][r]))]),
        ) as Record<Response, number>,
    ),
  }
}
