import { stratifiedUniforms } from '../../core/stream.js'
import {
  type Assumption,
  asAgreed,
  burdenOf,
  type Cast,
  type Equilibrium,
  gameOf,
  levelsOf,
  type Outcome,
  outcomeOf,
  peaceCostOf,
  resolveCast,
  scheduleOf,
  solve,
  solveWindow,
  strikesOf,
  survivalOf,
  type Values,
  type WindowPhase,
} from '../../crisis/index.js'
import type { Pact } from '../../pact/index.js'
import { type Draws, drawAll, valuesAt, valuesOf } from '../draws.js'
import { occasionsOf } from '../uncertainty/block.js'
import { metricIndex, metrics } from '../uncertainty/metrics.js'
import { attackGains, attacks, promises } from './attacks.js'
import { EARLY_MONTHS, GOOD_ENOUGH, measures } from './objectives.js'

/** What all evaluations of a run have in common. Plain data. */
export interface Setting {
  /** Names the run, so that a worker keeps what it has prepared. */
  readonly run: string
  readonly assumptions: readonly Assumption[]
  /** The same states with nothing promised. */
  readonly nothing: Pact
  /** Euros for one unit of other currencies. */
  readonly euros: Readonly<Record<string, number>>
}

/** Some draws of one document: what a worker does at a time. */
export interface Job {
  /** Tells documents apart. */
  readonly key: string
  readonly pact: Pact
  readonly seed: number
  /** Size of the whole set of draws; from `from` up to, but not including, `to` are wanted. */
  readonly draws: number
  readonly from: number
  readonly to: number
  /** What is wanted beside the levels; measures that need what is not are NaN. */
  readonly wants: Wants
  /** The adversary's gains by challenge (attacks.ts) instead of the measures: [attack * (to - from) + draw]. */
  readonly attacks?: true
}

export interface Wants {
  /** The games of the window. */
  readonly window: boolean
  /** What each guarantor does and bears. */
  readonly shares: boolean
}

export const everything: Wants = { window: true, shares: true }

/** [measure * (to - from) + draw]: what one job found; NaN where a game did not settle. */
export type JobResult = Float64Array

/** Draws of all assumptions; deeply uncertain ones evenly between the ends of their ranges. */
export const designDraws = (assumptions: readonly Assumption[], seed: number, count: number): Draws => {
  const { columns } = drawAll(assumptions, seed, count)
  const replaced = assumptions.flatMap(({ name, deep }): [string, Float64Array][] =>
    deep === undefined
      ? []
      : [
          [
            name,
            stratifiedUniforms(seed, `deep ${name}`, count).map((u) => deep.low + u * (deep.high - deep.low)),
          ],
        ],
  )
  return { count, columns: new Map([...columns, ...replaced]) }
}

const nowhere = () => ({ line: 1, column: 1 })

/** The states of a document. @throws RangeError if they are not in the table of facts. */
export const castOf = (pact: Pact): Cast => {
  const { cast } = resolveCast(pact, pact.id, nowhere)
  if (cast === undefined) throw new RangeError(`${pact.id}: its parties are not in the table of facts`)
  return cast
}

interface Prepared {
  readonly pact: Pact
  readonly cast: Cast
  readonly median: Equilibrium
}

const prepare = (pact: Pact, medians: Values): Prepared => {
  const cast = castOf(pact)
  return { pact, cast, median: solve(gameOf(pact, cast, 'in-force', medians)) }
}

/** Documents kept ready: more than are under way at any time. */
const KEPT = 48

/** Evaluates jobs of one setting. Each draw starts from its document's own median solution, so who computes it changes nothing. */
export const evaluator = (setting: Setting): ((job: Job) => JobResult) => {
  const { assumptions, nothing, euros } = setting
  const medians = valuesAt(assumptions, 0.5)
  const drawn = new Map<string, Draws>()
  const baselines = new Map<string, number>()
  const ready = new Map<string, Prepared>()
  let base: Prepared | null = null
  const drawsOf = (seed: number, count: number): Draws => {
    const name = `${seed} ${count}`
    const draws = drawn.get(name) ?? designDraws(assumptions, seed, count)
    drawn.set(name, draws)
    return draws
  }
  const preparedOf = ({ key, pact }: Job): Prepared => {
    const kept = ready.get(key) ?? prepare(pact, medians)
    ready.delete(key)
    ready.set(key, kept)
    for (const oldest of ready.keys()) {
      if (ready.size <= KEPT) break
      ready.delete(oldest)
    }
    return kept
  }
  const baselineOf = ({ seed, draws }: Job, k: number, values: Values): number => {
    const name = `${seed} ${draws} ${k}`
    const known = baselines.get(name)
    if (known !== undefined) return known
    base ??= prepare(nothing, medians)
    const before = solve(gameOf(base.pact, base.cast, 'in-force', values), { warm: base.median })
    const found = before.converged
      ? earlyOf(
          [{ phase: 'in-force', from: 0, to: Number.POSITIVE_INFINITY, strikes: strikesOf(before) }],
          base,
          values,
        )
      : Number.NaN
    baselines.set(name, found)
    return found
  }
  return (job) => {
    const { from, to } = job
    const count = to - from
    const draws = drawsOf(job.seed, job.draws)
    const prepared = preparedOf(job)
    if (job.attacks === true) {
      const gains = new Float64Array(attacks.length * count)
      for (let n = 0; n < count; n++)
        attackGains(prepared.pact, prepared.cast, prepared.median, valuesOf(draws, from + n)).forEach(
          (gain, a) => {
            gains[a * count + n] = gain
          },
        )
      return gains
    }
    const out = new Float64Array(measures.length * count)
    for (let n = 0; n < count; n++) {
      const values = valuesOf(draws, from + n)
      const row = measureAt(prepared, values, euros, job.wants)
      if (job.wants.window) row.provocation = row.early - baselineOf(job, from + n, values)
      measures.forEach(({ name }, m) => {
        out[m * count + n] = row[name] ?? Number.NaN
      })
    }
    return out
  }
}

const earlyOf = (phases: readonly WindowPhase[], { pact, cast }: Prepared, values: Values): number => {
  const perYear = occasionsOf({ pact, cast, reading: 'in-force' }, values)
  return 1 - (survivalOf(phases, perYear, EARLY_MONTHS).at(-1)?.survival ?? 1)
}

/** The worst margin at the levels where anything is owed, kept between -1 and 1; -1 where nothing is. */
const marginOf = ({ levels }: Outcome): number => {
  const margins = levels
    .slice(1)
    .map(({ motivated }) => motivated.supplied - motivated.required)
    .filter(Number.isFinite)
  return margins.length === 0 ? -1 : Math.max(-1, Math.min(1, ...margins))
}

/** Euros a year, millions, that a document costs its guarantors in peace; totals without dates, and currencies without a rate, are left out. */
export const moneyOf = (pact: Pact, values: Values, euros: Readonly<Record<string, number>>): number => {
  const { forces, money } = peaceCostOf(pact, values)
  return (
    forces +
    money.reduce(
      (sum, { currency, perYear }) =>
        sum + (perYear / 1e6) * (currency === 'EUR' ? 1 : (euros[currency] ?? 0)),
      0,
    )
  )
}

/** All measures of one document at one point of the assumptions. */
const measureAt = (
  prepared: Prepared,
  values: Values,
  euros: Readonly<Record<string, number>>,
  wants: Wants,
): Record<string, number> => {
  const { pact, cast, median } = prepared
  const equilibrium = solve(gameOf(pact, cast, 'in-force', values), { warm: median })
  if (!equilibrium.converged) return {}
  const outcome: Outcome = wants.shares
    ? outcomeOf(equilibrium)
    : { ...levelsOf(equilibrium), guarantors: [] }
  const perYear = occasionsOf({ pact, cast, reading: 'in-force' }, values)
  const row: Record<string, number> = {}
  for (const { name } of measures) {
    const known = metricIndex(name)
    if (known >= 0) row[name] = metrics[known].of(outcome, perYear)
  }
  row.margin = marginOf(outcome)
  row.money = moneyOf(pact, values, euros)
  if (wants.shares) {
    const burden = burdenOf(equilibrium, outcome.levels.length - 1)
    row.tested = burden.cost + burden.fear
    row.largest = burden.largest
  }
  row.satisficing = row['full.tenYears'] <= GOOD_ENOUGH ? 1 : 0
  row.brigades = peaceCostOf(pact, values).brigades
  if (wants.window) {
    const solved: Equilibrium[] = []
    row.early = earlyOf(windowOf(prepared, values, equilibrium, solved), prepared, values)
    row.exploit = Math.max(bestGain(equilibrium), ...solved.map(bestGain))
  }
  return row
}

/** What its best challenge gains a motivated adversary over the status quo, points. */
const bestGain = ({ game, types, payoff }: Equilibrium): number =>
  Math.max(
    ...game.levels.map(
      (_, l) => payoff[l * types.count + types.motivated] - types.statusQuo[types.motivated],
    ),
  )

/** The phases on the way to force; the solved games of those before it go to `solved`. */
const windowOf = (
  { pact, cast }: Prepared,
  values: Values,
  inForce: Equilibrium,
  solved: Equilibrium[],
): readonly WindowPhase[] => {
  const steps = scheduleOf(pact, values)
  if (steps.length < 2 || !promises(pact))
    return [{ phase: 'in-force', from: 0, to: Number.POSITIVE_INFINITY, strikes: strikesOf(inForce) }]
  const gameAt = (phase: (typeof steps)[number]['phase']) =>
    gameOf(pact, cast, 'in-force', values, { ...asAgreed, phase })
  // What was before is another document here; its strikes are not used.
  return solveWindow(steps, gameAt, inForce, inForce, values['adversary.discount'], (one) => {
    solved.push(one)
  }).phases
}
