import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { log } from './elementary.js'
import { wilson } from './rates.js'
import { streamFor } from './stream.js'
import { sortedQuantile } from './summary.js'

/** Scores of probabilities `p` against what happened, `y` (0 or 1); `weights` count rows, 1 each without them. */
export interface Scored {
  readonly p: ArrayLike<number>
  readonly y: ArrayLike<number>
}

/** A probability of 0 or 1 that was wrong is scored as if it had been this far from it. */
const FLOOR = 1e-9

/** Squared error of one probability (Brier 1950). */
export const brierLoss = (p: number, y: number): number => (p - y) * (p - y)

/** -log P(what happened), natural logarithm. */
export const logLoss = (p: number, y: number): number => -log(Math.max(FLOOR, y === 1 ? p : 1 - p))

/** Mean of values, each counted as often as its weight says. */
export const weightedMean = (values: Float64Array, weights?: ArrayLike<number>): number => {
  let sum = 0
  let total = 0
  for (let row = 0; row < values.length; row++) {
    const w = weights === undefined ? 1 : weights[row]
    sum += w * values[row]
    total += w
  }
  return sum / total
}

const lossesOf = ({ p, y }: Scored, loss: (p: number, y: number) => number): Float64Array =>
  Float64Array.from(p, (one, row) => loss(one, y[row]))

/** Mean squared error: 0 is perfect. */
export const brierScore = (scored: Scored, weights?: ArrayLike<number>): number =>
  weightedMean(lossesOf(scored, brierLoss), weights)

/** Mean logarithmic loss: 0 is perfect. */
export const logScore = (scored: Scored, weights?: ArrayLike<number>): number =>
  weightedMean(lossesOf(scored, logLoss), weights)

/** Rows by ascending probability: what `areaUnderCurve` walks; worth keeping where many weights are tried. */
export const orderOf = ({ p }: Scored): Uint32Array => {
  const key = Float64Array.from(p)
  return Uint32Array.from({ length: key.length }, (_, row) => row).sort((a, b) => key[a] - key[b] || a - b)
}

/** Area under the ROC curve: P(a case has the higher probability than a non-case), ties counting half. NaN without both kinds. */
export const areaUnderCurve = (
  { p, y }: Scored,
  weights?: ArrayLike<number>,
  order: Uint32Array = orderOf({ p, y }),
): number => {
  let below = 0
  let cases = 0
  let sum = 0
  for (let at = 0; at < order.length; ) {
    let tiedCases = 0
    let tiedOthers = 0
    const value = p[order[at]]
    for (; at < order.length && p[order[at]] === value; at++) {
      const w = weights === undefined ? 1 : weights[order[at]]
      if (y[order[at]] === 1) tiedCases += w
      else tiedOthers += w
    }
    sum += tiedCases * (below + tiedOthers / 2)
    below += tiedOthers
    cases += tiedCases
  }
  return cases > 0 && below > 0 ? sum / (cases * below) : Number.NaN
}

/** One group of rows with like probabilities. */
export interface CalibrationBin {
  readonly count: number
  readonly cases: number
  readonly predicted: number
  readonly observed: number
  /** Wilson's 95% interval of the observed share. */
  readonly low: number
  readonly high: number
}

/** Groups of rows by rising probability, each with about the same expected number of cases, so that rare events show. */
export const calibrationOf = (
  scored: Scored,
  bins: number,
  weights?: ArrayLike<number>,
): readonly CalibrationBin[] => {
  const { p, y } = scored
  const order = orderOf(scored)
  let expected = 0
  const weigh = (row: number): number => (weights === undefined ? 1 : weights[row])
  for (let row = 0; row < p.length; row++) expected += weigh(row) * p[row]
  const out: CalibrationBin[] = []
  let [count, cases, sum, passed] = [0, 0, 0, 0]
  order.forEach((row, k) => {
    const w = weigh(row)
    count += w
    cases += w * y[row]
    sum += w * p[row]
    passed += w * p[row]
    const full = passed >= ((out.length + 1) * expected) / bins
    if (count > 0 && (full || k === order.length - 1)) {
      out.push({ count, cases, predicted: sum / count, observed: cases / count, ...wilson(cases, count) })
      ;[count, cases, sum] = [0, 0, 0]
    }
  })
  return out
}

/** A number with its 95% interval over bootstrap samples. */
export interface Bootstrapped {
  readonly value: number
  readonly low: number
  readonly high: number
}

/**
 * Percentile intervals of several statistics by resampling whole clusters (rows of one dyad belong together). `statistics` gets the
 * number of times each row was drawn. NaN results are left out.
 */
export const clusterBootstrap = (
  clusters: ArrayLike<number>,
  statistics: (weights?: Float64Array) => readonly number[],
  { samples, seed, name }: { samples: number; seed: number; name: string },
): readonly Bootstrapped[] => {
  const index = new Map<number, number>()
  const of = Int32Array.from(clusters, (cluster) => {
    const known = index.get(cluster)
    if (known !== undefined) return known
    index.set(cluster, index.size)
    return index.size - 1
  })
  const point = statistics()
  const drawn = point.map(() => [] as number[])
  const rng = streamFor(seed, name)
  const times = new Float64Array(index.size)
  const weights = new Float64Array(of.length)
  for (let sample = 0; sample < samples; sample++) {
    times.fill(0)
    for (let k = 0; k < index.size; k++) times[uniformInt(rng, 0, index.size - 1)]++
    for (let row = 0; row < of.length; row++) weights[row] = times[of[row]]
    for (const [k, value] of statistics(weights).entries()) if (!Number.isNaN(value)) drawn[k].push(value)
  }
  return point.map((value, k) => {
    const sorted = Float64Array.from(drawn[k]).sort()
    return { value, low: sortedQuantile(sorted, 0.025), high: sortedQuantile(sorted, 0.975) }
  })
}
