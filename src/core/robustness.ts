import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { log } from './elementary.js'
import { streamFor } from './stream.js'
import { mean, sortedQuantile } from './summary.js'

/** What an option is worth in each scenario, by one measure. */
export interface Metric {
  readonly name: string
  /** Whether more or less of it is better. */
  readonly better: 'more' | 'less'
  /** `values[option][scenario]`, finite, in the metric's own unit; at least one of each. */
  readonly values: readonly Float64Array[]
  /** Good enough: at least this where more is better, at most this where less is. Same unit. */
  readonly threshold?: number
}

/** How one option fares over the scenarios. All but the share in the metric's own unit and sign. */
export interface OptionRobustness {
  /** Regret in each scenario: how much worse than the best option there, as a difference; 0 for the best, never below. */
  readonly regret: Float64Array
  readonly regretMedian: number
  readonly regretP90: number
  /** Savage's criterion: the option with the least is minimax regret. */
  readonly regretMax: number
  /**
   * Regret against the best of the *other* options: negative where this option is the best, by its lead. NaN when there
   * is no other.
   */
  readonly lead: Float64Array
  /** Share of scenarios that meet the threshold, 0 to 1; null without a threshold. */
  readonly satisficing: number | null
  /** Value in the worst scenario (Wald's criterion: maximin). */
  readonly worst: number
  readonly best: number
  /** Optimism x best + (1 - optimism) x worst (Hurwicz). */
  readonly hurwicz: number
  /** Mean with equal weight on every scenario (Laplace). */
  readonly mean: number
}

export interface MetricRobustness {
  readonly name: string
  readonly better: 'more' | 'less'
  readonly threshold: number | null
  readonly optimism: number
  readonly options: readonly OptionRobustness[]
}

/**
 * Robustness of options over scenarios without probabilities. Regret is a difference, so it is right where the best is
 * zero or negative (Savage 1951; Lempert, Popper & Bankes 2003); satisficing after Starr (1963) and Herman et al. (2015).
 *
 * @param optimism Hurwicz's weight of the best scenario, 0 to 1
 * @throws RangeError for no options or scenarios, rows of different length, values that are not finite, optimism out of range
 */
export const robustness = (metric: Metric, optimism = 0.5): MetricRobustness => {
  checkMetric(metric)
  if (!(optimism >= 0 && optimism <= 1))
    throw new RangeError(`robustness: optimism must be 0 to 1, not ${optimism}`)
  const { name, better, values, threshold } = metric
  const scenarios = values[0].length
  const sign = better === 'more' ? 1 : -1
  const regret = values.map(() => new Float64Array(scenarios))
  const lead = values.map(() => new Float64Array(scenarios).fill(Number.NaN))
  for (let s = 0; s < scenarios; s++) {
    let first = 0
    let second = -1
    for (let o = 1; o < values.length; o++) {
      if (sign * values[o][s] > sign * values[first][s]) {
        second = first
        first = o
      } else if (second < 0 || sign * values[o][s] > sign * values[second][s]) second = o
    }
    for (let o = 0; o < values.length; o++) {
      regret[o][s] = sign * (values[first][s] - values[o][s]) + 0
      const other = o === first ? second : first
      if (other >= 0) lead[o][s] = sign * (values[other][s] - values[o][s]) + 0
    }
  }
  return {
    name,
    better,
    threshold: threshold ?? null,
    optimism,
    options: values.map((row, o) => {
      const sorted = row.slice().sort()
      const [lowest, highest] = [sorted[0], sorted[scenarios - 1]]
      const [worst, best] = better === 'more' ? [lowest, highest] : [highest, lowest]
      const regrets = regret[o].slice().sort()
      return {
        regret: regret[o],
        regretMedian: sortedQuantile(regrets, 0.5),
        regretP90: sortedQuantile(regrets, 0.9),
        regretMax: regrets[scenarios - 1],
        lead: lead[o],
        satisficing:
          threshold === undefined
            ? null
            : row.reduce((met, value) => met + (sign * value >= sign * threshold ? 1 : 0), 0) / scenarios,
        worst,
        best,
        hurwicz: optimism * best + (1 - optimism) * worst,
        mean: mean(row),
      }
    }),
  }
}

/** Ranks of the options in many rankings: how often each takes each, and how far the rankings agree. */
export interface RankStability {
  /**
   * `shares[option][rank]`: share of rankings in which the option takes the rank, 0 the best. Options that tie share the
   * ranks they take up in equal parts, so that rows and columns each sum to 1.
   */
  readonly shares: readonly Float64Array[]
  /** Mean rank of each option, 1 the best; ties at their middle. */
  readonly meanRank: Float64Array
  /**
   * Kendall's coefficient of concordance W over the rankings, corrected for ties (Kendall & Babington Smith 1939): 1 when
   * all agree, 0 when mean ranks do not differ. Null with fewer than two options or when everything ties everywhere.
   */
  readonly concordance: number | null
  /** Number of rankings. */
  readonly rankings: number
}

/**
 * @param scores one array a ranking: a score for each option, more is better
 * @throws RangeError for no ranking or no option, arrays of different length, scores that are not finite
 */
export const rankStability = (scores: readonly ArrayLike<number>[]): RankStability => {
  if (scores.length === 0 || scores[0].length === 0)
    throw new RangeError('rankStability: needs at least one ranking of at least one option')
  const options = scores[0].length
  const rankings = scores.length
  const shares = Array.from({ length: options }, () => new Float64Array(options))
  // Twice the rank, so that ties, at half ranks, stay whole and sums exact.
  const doubled = new Float64Array(options)
  let ties = 0
  for (const row of scores) {
    if (row.length !== options)
      throw new RangeError(`rankStability: ${row.length} scores in one ranking, ${options} in another`)
    for (let o = 0; o < options; o++) {
      if (!Number.isFinite(row[o])) throw new RangeError(`rankStability: score ${row[o]} is not finite`)
      let above = 0
      let equal = 0
      for (let other = 0; other < options; other++) {
        if (row[other] > row[o]) above++
        else if (row[other] === row[o]) equal++
      }
      for (let rank = above; rank < above + equal; rank++) shares[o][rank] += 1 / equal
      doubled[o] += 2 * above + equal + 1
      // Each of t tied adds t^2 - 1, together t^3 - t.
      ties += equal * equal - 1
    }
  }
  let spread = 0
  for (const sum of doubled) spread += (sum - rankings * (options + 1)) * (sum - rankings * (options + 1))
  const possible = rankings * rankings * options * (options * options - 1) - rankings * ties
  return {
    shares: shares.map((row) => row.map((count) => count / rankings)),
    meanRank: doubled.map((sum) => sum / (2 * rankings)),
    concordance: possible === 0 ? null : (3 * spread) / possible,
    rankings,
  }
}

/** Ranks of the options by one metric in each scenario. */
export const ranksAcrossScenarios = (metric: Metric): RankStability => {
  checkMetric(metric)
  const sign = metric.better === 'more' ? 1 : -1
  return rankStability(Array.from(metric.values[0], (_, s) => metric.values.map((row) => sign * row[s])))
}

/** Ranks of the options by the mean over scenarios, one ranking a metric. */
export const ranksAcrossMetrics = (metrics: readonly Metric[]): RankStability => {
  checkMetrics(metrics)
  return rankStability(
    metrics.map(({ better, values }) => values.map((row) => (better === 'more' ? 1 : -1) * mean(row))),
  )
}

/**
 * Ranks of the options over weights of the metrics: each weight vector ranks by the weighted sum of the metrics' means,
 * each brought to 0 for the worst option and 1 for the best (a metric on which all are equal counts 0 for all).
 * That scale hangs on the options compared: adding one may change it (as in any weighted sum of ranges).
 *
 * @param weights each of as many entries as there are metrics, from `simplexGrid` or `simplexDraws`
 */
export const ranksAcrossWeights = (
  metrics: readonly Metric[],
  weights: readonly ArrayLike<number>[],
): RankStability => {
  checkMetrics(metrics)
  const scaled = metrics.map(({ better, values }) => {
    const means = values.map((row) => (better === 'more' ? 1 : -1) * mean(row))
    const low = Math.min(...means)
    const range = Math.max(...means) - low
    return means.map((value) => (range === 0 ? 0 : (value - low) / range))
  })
  return rankStability(
    weights.map((weight) => {
      if (weight.length !== metrics.length)
        throw new RangeError(`ranksAcrossWeights: ${weight.length} weights for ${metrics.length} metrics`)
      return metrics[0].values.map((_, o) => scaled.reduce((sum, row, m) => sum + weight[m] * row[o], 0))
    }),
  )
}

/**
 * Every weight vector of `parts` entries that are whole multiples of 1 / `steps` and sum to 1 (a simplex lattice):
 * (steps + parts - 1 over parts - 1) of them, in lexicographic order.
 *
 * @throws RangeError unless both are whole and at least 1
 */
export const simplexGrid = (parts: number, steps: number): readonly Float64Array[] => {
  checkWhole('simplexGrid', 'parts', parts)
  checkWhole('simplexGrid', 'steps', steps)
  const out: Float64Array[] = []
  const place = (given: readonly number[], left: number): void => {
    if (given.length === parts - 1) {
      out.push(Float64Array.from([...given, left], (count) => count / steps))
      return
    }
    for (let count = 0; count <= left; count++) place([...given, count], left - count)
  }
  place([], steps)
  return out
}

/**
 * `n` weight vectors of `parts` entries, uniform on the simplex (Dirichlet with all parameters 1), from the stream of
 * (seed, name).
 *
 * @throws RangeError unless `parts` and `n` are whole and at least 1
 */
export const simplexDraws = (
  parts: number,
  n: number,
  seed: number,
  name = 'weights of metrics',
): readonly Float64Array[] => {
  checkWhole('simplexDraws', 'parts', parts)
  checkWhole('simplexDraws', 'n', n)
  const rng = streamFor(seed, name)
  return Array.from({ length: n }, () => {
    // Exponential draws over their sum; 1 - u lies in (0, 1].
    const draws = Float64Array.from({ length: parts }, () => -log(1 - uniformFloat64(rng)))
    const sum = draws.reduce((total, draw) => total + draw, 0)
    return draws.map((draw) => (sum === 0 ? 1 / parts : draw / sum))
  })
}

const checkWhole = (where: string, name: string, value: number): void => {
  if (!Number.isSafeInteger(value) || value < 1)
    throw new RangeError(`${where}: ${name} must be a whole number from 1, not ${value}`)
}

const checkMetric = ({ name, values, threshold }: Metric): void => {
  if (values.length === 0 || values[0].length === 0)
    throw new RangeError(`metric "${name}" needs at least one option and one scenario`)
  for (const [option, row] of values.entries()) {
    if (row.length !== values[0].length)
      throw new RangeError(
        `metric "${name}": option ${option} has ${row.length} scenarios, option 0 ${values[0].length}`,
      )
    const bad = row.findIndex((value) => !Number.isFinite(value))
    if (bad >= 0)
      throw new RangeError(`metric "${name}": option ${option}, scenario ${bad} is ${row[bad]}, not finite`)
  }
  if (threshold !== undefined && Number.isNaN(threshold))
    throw new RangeError(`metric "${name}": threshold is not a number`)
}

const checkMetrics = (metrics: readonly Metric[]): void => {
  if (metrics.length === 0) throw new RangeError('needs at least one metric')
  for (const metric of metrics) {
    checkMetric(metric)
    if (metric.values.length !== metrics[0].values.length)
      throw new RangeError(
        `metric "${metric.name}" has ${metric.values.length} options, "${metrics[0].name}" ${metrics[0].values.length}`,
      )
  }
}
