import { type Estimate, estimateOf, estimateWith } from '../../core/estimate.js'
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
  const quantile = (p: number): Estimate =>
    estimateWith(
      sortedQuantile(all, p),
      some.map((values) => sortedQuantile(values, p)),
    )
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

/** Share of draws for which `holds`, with its error; missing values count for neither side. */
export const shareOf = (replicates: readonly Float64Array[], holds: (value: number) => boolean): Estimate =>
  estimateOf(
    replicates.flatMap((values) => {
      const kept = present(values)
      return kept.length === 0 ? [] : [kept.filter(holds).length / kept.length]
    }),
  )
