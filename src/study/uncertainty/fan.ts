import { type Estimate, estimateOf, estimateWith, t975 } from '../../core/estimate.js'
import { mean, sortedQuantile } from '../../core/summary.js'

/** How one number spreads over the draws, each figure with the error that sampling leaves. */
export interface Fan {
  readonly mean: Estimate
  readonly p05: Estimate
  readonly p25: Estimate
  readonly p50: Estimate
  readonly p75: Estimate
  readonly p95: Estimate
  /** Share of draws in which the number has no meaning, or the game did not converge. */
  readonly missing: number
}

const present = (values: Float64Array): Float64Array => values.filter((value) => !Number.isNaN(value))

/** The fan of a series that comes in independent replicates; null where it has no meaning in any draw. */
export const fanOf = (replicates: readonly Float64Array[]): Fan | null => {
  const kept = replicates.map((values) => present(values).sort())
  const drawn = replicates.reduce((sum, values) => sum + values.length, 0)
  const count = kept.reduce((sum, values) => sum + values.length, 0)
  if (count === 0) return null
  const all = new Float64Array(count)
  let at = 0
  for (const values of kept) {
    all.set(values, at)
    at += values.length
  }
  all.sort()
  const some = kept.filter(({ length }) => length > 0)
  const quantile = (p: number): Estimate => quantileOf(all, some, p)
  return {
    mean: estimateWith(
      mean(all),
      some.map((values) => mean(values)),
    ),
    p05: quantile(0.05),
    p25: quantile(0.25),
    p50: quantile(0.5),
    p75: quantile(0.75),
    p95: quantile(0.95),
    missing: 1 - count / drawn,
  }
}

/**
 * A quantile with its error by Woodruff's way (1952): the error of the share of draws below it, which replicates show well even in the
 * tails, carried over to the numbers.
 */
const quantileOf = (all: Float64Array, replicates: readonly Float64Array[], p: number): Estimate => {
  const value = sortedQuantile(all, p)
  const { low, high } = estimateOf(replicates.map((values) => countUpTo(values, value) / values.length))
  const reach = (high - low) / 2
  const at = (q: number): number => sortedQuantile(all, Math.min(1, Math.max(0, q)))
  const [from, to] = Number.isNaN(reach) ? [Number.NaN, Number.NaN] : [at(p - reach), at(p + reach)]
  return { value, se: (to - from) / (2 * t975(replicates.length - 1)), low: from, high: to }
}

/** How many of the sorted values are not above x. */
const countUpTo = (sorted: Float64Array, x: number): number => {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (sorted[middle] <= x) from = middle + 1
    else to = middle
  }
  return from
}

/** Share of draws for which `holds`, with its error; missing values count for neither side. */
export const shareOf = (replicates: readonly Float64Array[], holds: (value: number) => boolean): Estimate =>
  estimateOf(
    replicates.flatMap((values) => {
      const kept = present(values)
      return kept.length === 0 ? [] : [kept.filter(holds).length / kept.length]
    }),
  )
