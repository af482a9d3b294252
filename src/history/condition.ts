import type { Distribution } from '../core/distribution.js'
import { exp, log } from '../core/elementary.js'
import { logistic } from '../core/logit.js'
import { type Assumption, assumptions, findAssumption, type Values } from '../crisis/index.js'
import { type Draws, drawAll, valuesAt } from '../study/draws.js'
import { outcomeProbabilities } from './likelihood.js'
import { outcomeAt } from './occasions.js'
import type { CoalitionFacts, Panel } from './panel.js'
import { READING, type Solver } from './readings.js'
import { type Grid, type Situations, situationsOf } from './situation.js'

/*
 * Conditioning on the record: wide priors on the scales that nobody can measure, weighted by how well the same model, fed with the facts
 * of past dyad-years, gives back published regularities (docs/model.md; importance sampling).
 */

/** Assumptions whose prior is widened and conditioned. */
export const conditioned: readonly string[] = [
  'adversary.lambda',
  'adversary.valueSigma',
  'adversary.statusQuo',
  'adversary.clashCost',
  'occasions.perYear',
  'occasions.recentWar',
  'contest.decisiveness',
  'fighting.limited',
  'fighting.full',
  'guarantor.lambda',
  'fear.clash',
  'audience.points',
  'reputation.points',
  'mandate.points',
  'cost.troops',
]

/** How much wider than the product's own distributions the priors are. */
const WIDER = 2

/** The product's distribution, twice as wide around its middle and cut at its range. */
export const widened = ({ distribution, range }: Assumption): Distribution => {
  if (distribution.kind === 'logNormal') return { ...distribution, sigma: WIDER * distribution.sigma }
  if (distribution.kind === 'normal') return { ...distribution, sd: WIDER * distribution.sd }
  if (distribution.kind !== 'triangular') return distribution
  const { low, mode, high } = distribution
  return {
    kind: 'triangular',
    low: Math.max(range.min, mode - WIDER * (mode - low)),
    mode,
    high: Math.min(range.max, mode + WIDER * (high - mode)),
  }
}

/** A published regularity: what was seen, on the scale that is compared, and how near the model need come to it. */
export interface Regularity {
  readonly id: string
  readonly name: string
  readonly scale: 'logit' | 'log' | 'log odds ratio'
  readonly observed: number
  /** Sampling error and what the model may miss together, on the scale. Judgement, but for the pact effect. */
  readonly sd: number
  readonly source: string
}

const logitOf = (p: number): number => log(p / (1 - p))

/** Facts that the regularities are computed from. */
export interface ConditionData {
  /** Neighbours by land of the years fitted, each with its pacts. */
  readonly situations: Situations
  readonly recent: Uint8Array
  readonly era: Uint8Array
  /** The same rows without any pact, for those that have one: index into `situations`, and the situations. */
  readonly defended: Int32Array
  readonly alone: Situations
  /** Rows kept back, their outcome and the number of rows that each stands for. */
  readonly check: Situations
  readonly checkRecent: Uint8Array
  readonly checkOutcome: Uint8Array
  readonly checkWeight: Float64Array
  readonly regularities: readonly Regularity[]
}

/** Years within which the product counts a war (here: a dispute) as recent. */
const RECENT = 5

/** Regularities of the years up to `until`, with those that are published, for neighbours by land. */
export const conditionData = (
  panel: Panel,
  facts: CoalitionFacts | null,
  rows: Int32Array,
  until: number,
  { games, checks }: { games: number; checks: number },
): ConditionData => {
  const { columns } = panel
  const land = rows.filter((row) => columns.contiguity[row] === 1)
  const early = land.filter((row) => columns.year[row] <= until)
  const late = land.filter((row) => columns.year[row] > until)
  const begun = (row: number): boolean => columns.gml_init[row] === 1
  const isRecent = (row: number): boolean => columns.gml_peace_years[row] < RECENT
  const every = (list: Int32Array, count: number): Int32Array =>
    list.filter(
      (_, k) => Math.floor((k * count) / list.length) !== Math.floor(((k - 1) * count) / list.length),
    )
  const defendedRows = early.filter(
    (row) => columns.b_n_defenders[row] > 0 && columns.b_n_defenders[row] <= 8,
  )
  const otherRows = early.filter((row) => columns.b_n_defenders[row] === 0)
  const kept = Int32Array.from([...every(otherRows, games / 2), ...every(defendedRows, games / 2)])
  const situations = situationsOf(panel, kept, facts)
  const defended = Int32Array.from(
    Array.from(kept.keys()).filter((k) => situations.from[k + 1] > situations.from[k]),
  )
  const alone = situationsOf(
    panel,
    Array.from(defended, (k) => kept[k]),
    facts,
  )
  const lateBegun = late.filter((row) => begun(row) && columns.b_n_defenders[row] <= 8)
  const lateQuiet = late.filter((row) => !begun(row) && columns.b_n_defenders[row] <= 8)
  const checkBegun = every(lateBegun, checks / 2)
  const checkQuiet = every(lateQuiet, checks / 2)
  const checkRows = Int32Array.from([...checkBegun, ...checkQuiet])
  const count = (list: Int32Array, test: (row: number) => boolean): number => list.filter(test).length
  const disputes = count(early, begun)
  const forceless = count(early, (row) => outcomeAt(panel, row) === 1)
  const wars = count(early, (row) => outcomeAt(panel, row) === 3)
  const quietYears = early.filter((row) => !isRecent(row))
  const recentYears = early.filter(isRecent)
  return {
    situations,
    recent: Uint8Array.from(kept, (row) => (isRecent(row) ? 1 : 0)),
    era: Uint8Array.from(kept, (row) => (columns.year[row] < 1945 ? 0 : 1)),
    defended,
    alone: { ...alone, from: new Int32Array(alone.count + 1) },
    check: situationsOf(panel, checkRows, facts),
    checkRecent: Uint8Array.from(checkRows, (row) => (isRecent(row) ? 1 : 0)),
    checkOutcome: Uint8Array.from(checkRows, (row) => outcomeAt(panel, row)),
    checkWeight: Float64Array.from(checkRows, (row) =>
      begun(row) ? lateBegun.length / checkBegun.length : lateQuiet.length / checkQuiet.length,
    ),
    regularities: [
      {
        id: 'quiet',
        name: 'Disputes a year between neighbours by land, five years or more after the last',
        scale: 'log',
        observed: log(count(quietYears, begun) / quietYears.length),
        sd: 0.25,
        source: `GML 2.2.1, to ${until}`,
      },
      {
        id: 'recent',
        name: 'The same, within five years of a dispute',
        scale: 'log',
        observed: log(count(recentYears, begun) / recentYears.length),
        sd: 0.25,
        source: `GML 2.2.1, to ${until}`,
      },
      {
        id: 'forceless',
        name: 'Share of new disputes without use of force',
        scale: 'logit',
        observed: logitOf(forceless / disputes),
        sd: 0.4,
        source: `GML 2.2.1, to ${until}`,
      },
      {
        id: 'wars',
        name: 'Share of new disputes that became wars',
        scale: 'logit',
        observed: logitOf(wars / disputes),
        sd: 0.4,
        source: `GML 2.2.1, to ${until}`,
      },
      {
        id: 'pacts',
        name: 'Effect of defence pacts on a new dispute',
        scale: 'log odds ratio',
        observed: -0.2,
        sd: 0.35,
        source: 'basis 2.2: wide prior over contested studies',
      },
      {
        id: 'honourBefore',
        name: 'Defence pacts honoured in war, before 1945 (36 of 59)',
        scale: 'logit',
        observed: logitOf(36 / 59),
        sd: 0.5,
        source: 'Berkemeier and Fuhrmann 2018',
      },
      {
        id: 'honourAfter',
        name: 'Defence pacts honoured in war, 1945-2003, one ally being enough (10 of 43)',
        scale: 'logit',
        observed: logitOf(10 / 43),
        sd: 0.8,
        source: 'Berkemeier and Fuhrmann 2018; a wider margin, one pact supplies 7 of 43',
      },
    ],
  }
}

/** One weighted draw's statistics and its probability of each row kept back. */
interface Drawn {
  readonly statistics: readonly number[]
  readonly check: Float64Array
}

const rateOf = (values: Values, recent: number): number =>
  log(values['occasions.perYear'] * (recent === 1 ? values['occasions.recentWar'] : 1))

const any = (readings: Float64Array, row: number): number =>
  readings[row * READING] + readings[row * READING + 1] + readings[row * READING + 2]

/** What the model says of each regularity, in their order and on their scales. */
export const statisticsOf = (
  data: ConditionData,
  values: Values,
  readings: Float64Array,
  alone: Float64Array,
): readonly number[] => {
  const sums = { quiet: 0, quietRows: 0, recent: 0, recentRows: 0, disputes: 0, forceless: 0, wars: 0 }
  const honour = [0, 0]
  const war = [0, 0]
  for (let row = 0; row < data.situations.count; row++) {
    const recent = data.recent[row]
    const [, dispute, force, wars] = outcomeProbabilities(readings, row, rateOf(values, recent))
    const begun = dispute + force + wars
    if (recent === 1) {
      sums.recent += begun
      sums.recentRows++
    } else {
      sums.quiet += begun
      sums.quietRows++
    }
    sums.disputes += begun
    sums.forceless += dispute
    sums.wars += wars
    const kept = readings[row * READING + 4]
    if (!Number.isNaN(kept)) {
      honour[data.era[row]] += wars * kept
      war[data.era[row]] += wars
    }
  }
  const effect = Array.from(
    data.defended,
    (row, k) => logitOf(clip(any(readings, row))) - logitOf(clip(any(alone, k))),
  )
  return [
    log(sums.quiet / sums.quietRows),
    log(sums.recent / sums.recentRows),
    logitOf(clip(sums.forceless / sums.disputes)),
    logitOf(clip(sums.wars / sums.disputes)),
    effect.reduce((sum, x) => sum + x, 0) / effect.length,
    logitOf(clip(honour[0] / war[0])),
    logitOf(clip(honour[1] / war[1])),
  ]
}

const clip = (p: number): number => Math.min(1 - 1e-9, Math.max(1e-9, p))

/** Prior and posterior of one assumption: quantiles. */
export interface Conditioned {
  readonly name: string
  readonly prior: Quantiles
  readonly posterior: Quantiles
  /** Posterior median with one regularity left out each time, in the order of the regularities. */
  readonly without: readonly number[]
}

export interface Quantiles {
  readonly p05: number
  readonly p25: number
  readonly p50: number
  readonly p75: number
  readonly p95: number
}

/** The conditioned draws, and what is needed to judge them. */
export interface Conditioning {
  readonly format: 1
  readonly seed: number
  readonly draws: number
  readonly until: number
  readonly games: number
  readonly grid: Grid
  /** Effective sample size (Kish) of the draws whose games were solved: of all regularities, and with one left out each time. */
  readonly ess: number
  readonly essWithout: readonly number[]
  readonly regularities: readonly (Regularity & {
    readonly prior: Quantiles
    readonly posterior: Quantiles
  })[]
  readonly assumptions: readonly Conditioned[]
  /** Weighted rank correlations of the posterior, [i][j], in the order of `assumptions`. */
  readonly correlations: readonly (readonly number[])[]
  /** Rows kept back: mean log score of the prior's and of the posterior's mixture, and the 95% interval of the gain. */
  readonly check: {
    readonly rows: number
    readonly prior: number
    readonly posterior: number
    readonly gain: number
    readonly low: number
    readonly high: number
  }
}

/** Quantiles of a weighted sample. */
export const weightedQuantiles = (values: ArrayLike<number>, weights: ArrayLike<number>): Quantiles => {
  const order = Array.from({ length: values.length }, (_, k) => k).sort(
    (a, b) => values[a] - values[b] || a - b,
  )
  let total = 0
  for (let k = 0; k < weights.length; k++) total += weights[k]
  const at = (p: number): number => {
    let sum = 0
    for (const k of order) {
      sum += weights[k]
      if (sum >= p * total) return values[k]
    }
    return values[order[order.length - 1]]
  }
  return { p05: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) }
}

/** Kish's effective sample size: (sum of weights)^2 / sum of squares. */
export const effectiveSize = (weights: ArrayLike<number>): number => {
  let [sum, squares] = [0, 0]
  for (let k = 0; k < weights.length; k++) {
    sum += weights[k]
    squares += weights[k] * weights[k]
  }
  return (sum * sum) / squares
}

/** Importance weights of draws from the prior: normal margins around each regularity, `left` out. Sum to 1. */
export const weightsFor = (
  statistics: readonly (readonly number[])[],
  regularities: readonly Regularity[],
  left: number | null,
): Float64Array => {
  const logs = statistics.map((one) =>
    regularities.reduce((sum, { observed, sd }, k) => {
      if (k === left) return sum
      const z = (one[k] - observed) / sd
      return sum - (z * z) / 2
    }, 0),
  )
  const usable = logs.map((x) => (Number.isFinite(x) ? x : Number.NEGATIVE_INFINITY))
  const most = Math.max(...usable)
  const weights = Float64Array.from(usable, (x) => exp(x - most))
  const total = weights.reduce((sum, w) => sum + w, 0)
  return weights.map((w) => w / total)
}

/** The rate of occasions multiplies what games say: draws of it need no game solved. */
const rates: readonly string[] = ['occasions.perYear', 'occasions.recentWar']
/** Draws of the rates for each draw of the rest. */
const RATES_EACH = 32

/** Draws of the widened priors of these assumptions. */
export const priorDraws = (names: readonly string[], seed: number, count: number): Draws =>
  drawAll(
    names.map((name) => {
      const assumption = findAssumption(name)
      if (assumption === undefined) throw new RangeError(`no assumption ${name}`)
      return { ...assumption, distribution: widened(assumption) }
    }),
    seed,
    count,
  )

const columnOf = ({ columns }: Draws, name: string): Float64Array => {
  const column = columns.get(name)
  if (column === undefined) throw new RangeError(`${name} was not drawn`)
  return column
}

/** Weights of the draws whose games were solved: those of all rates that go with each. */
const solvedWeights = (weights: Float64Array): Float64Array => {
  const sums = new Float64Array(weights.length / RATES_EACH)
  for (let k = 0; k < weights.length; k++) sums[Math.floor(k / RATES_EACH)] += weights[k]
  return sums
}

/** Conditions the priors on the regularities. All assumptions that are not conditioned are at the product's medians. */
export const condition = async (
  data: ConditionData,
  solver: Solver,
  grid: Grid,
  { seed, count, until }: { seed: number; count: number; until: number },
): Promise<Conditioning> => {
  const names = conditioned.filter((name) => !rates.includes(name))
  const solved = priorDraws(names, seed, count)
  const rateDraws = priorDraws(rates, seed, count * RATES_EACH)
  const medians = valuesAt(assumptions, 0.5)
  const values = Array.from(
    { length: count },
    (_, k): Values => ({
      ...medians,
      ...Object.fromEntries(names.map((name) => [name, columnOf(solved, name)[k]])),
    }),
  )
  const readings = await solver(data.situations, values, grid)
  const alone = await solver(data.alone, values, grid)
  const check = await solver(data.check, values, grid)
  const drawn = Array.from({ length: count * RATES_EACH }, (_, d): Drawn => {
    const k = Math.floor(d / RATES_EACH)
    const one: Values = Object.fromEntries(rates.map((name) => [name, columnOf(rateDraws, name)[d]]))
    const p = new Float64Array(data.check.count)
    for (let row = 0; row < p.length; row++)
      p[row] = outcomeProbabilities(check[k], row, rateOf(one, data.checkRecent[row]))[data.checkOutcome[row]]
    return { statistics: statisticsOf(data, one, readings[k], alone[k]), check: p }
  })
  const columns = conditioned.map((name) =>
    rates.includes(name)
      ? columnOf(rateDraws, name)
      : Float64Array.from(
          { length: count * RATES_EACH },
          (_, d) => columnOf(solved, name)[Math.floor(d / RATES_EACH)],
        ),
  )
  const statistics = drawn.map((one) => one.statistics)
  const { regularities } = data
  const weights = weightsFor(statistics, regularities, null)
  const flat = new Float64Array(weights.length).fill(1 / weights.length)
  const without = regularities.map((_, left) => weightsFor(statistics, regularities, left))
  return {
    format: 1,
    seed,
    draws: count,
    until,
    games: count * (data.situations.count + data.alone.count + data.check.count),
    grid,
    ess: effectiveSize(solvedWeights(weights)),
    essWithout: without.map((one) => effectiveSize(solvedWeights(one))),
    regularities: regularities.map((regularity, k) => {
      const shown = statistics.map((one) => shownRegularity(regularity, one[k]))
      return {
        ...regularity,
        prior: weightedQuantiles(shown, flat),
        posterior: weightedQuantiles(shown, weights),
      }
    }),
    assumptions: conditioned.map((name, k) => ({
      name,
      prior: weightedQuantiles(columns[k], flat),
      posterior: weightedQuantiles(columns[k], weights),
      without: without.map((w) => weightedQuantiles(columns[k], w).p50),
    })),
    correlations: rankCorrelations(columns, weights),
    check: checkOf(data, drawn, flat, weights),
  }
}

/** A statistic as people read it: a share, a rate, or a log odds ratio as it is. */
export const shownRegularity = ({ scale }: Regularity, x: number): number =>
  scale === 'log' ? exp(x) : scale === 'logit' ? logistic(x) : x

const checkOf = (
  data: ConditionData,
  drawn: readonly Drawn[],
  flat: Float64Array,
  weights: Float64Array,
): Conditioning['check'] => {
  const score = (w: Float64Array): Float64Array =>
    Float64Array.from({ length: data.check.count }, (_, row) =>
      log(
        Math.max(
          1e-12,
          drawn.reduce((sum, { check }, k) => sum + w[k] * check[row], 0),
        ),
      ),
    )
  const [prior, posterior] = [score(flat), score(weights)]
  const w = data.checkWeight
  const total = w.reduce((sum, one) => sum + one, 0)
  const mean = (x: ArrayLike<number>): number => w.reduce((sum, one, row) => sum + one * x[row], 0) / total
  const gains = prior.map((x, row) => posterior[row] - x)
  const gain = mean(gains)
  // Stratified sampling: each stratum's variance by itself.
  let variance = 0
  for (const begun of [true, false]) {
    const rows = Array.from(gains.keys()).filter((row) => data.checkOutcome[row] > 0 === begun)
    const average = rows.reduce((sum, row) => sum + gains[row], 0) / rows.length
    const spread =
      rows.reduce((sum, row) => sum + (gains[row] - average) * (gains[row] - average), 0) / (rows.length - 1)
    const share = rows.reduce((sum, row) => sum + w[row], 0) / total
    variance += (share * share * spread) / rows.length
  }
  const half = 1.96 * Math.sqrt(variance)
  return {
    rows: data.check.count,
    prior: mean(prior),
    posterior: mean(posterior),
    gain,
    low: gain - half,
    high: gain + half,
  }
}

const rankCorrelations = (columns: readonly Float64Array[], weights: Float64Array): number[][] => {
  const ranks = columns.map((column) => {
    const order = Array.from(column.keys()).sort((a, b) => column[a] - column[b] || a - b)
    const rank = new Float64Array(column.length)
    let sum = 0
    for (const k of order) {
      rank[k] = sum + weights[k] / 2
      sum += weights[k]
    }
    return rank
  })
  const mean = (x: Float64Array): number => x.reduce((sum, one, k) => sum + weights[k] * one, 0)
  const centred = ranks.map((rank) => {
    const middle = mean(rank)
    return rank.map((one) => one - middle)
  })
  const product = (a: Float64Array, b: Float64Array): number =>
    a.reduce((sum, one, k) => sum + weights[k] * one * b[k], 0)
  return centred.map((a) => centred.map((b) => product(a, b) / Math.sqrt(product(a, a) * product(b, b))))
}
