/** Median with the 5th and 95th percentile. */
export interface Interval {
  readonly p05: number
  readonly p50: number
  readonly p95: number
}

/**
 * Sample quantile by linear interpolation of order statistics (Hyndman & Fan 1996, type 7) of values already
 * sorted ascending. NaN when there are none.
 */
export const sortedQuantile = (sorted: ArrayLike<number>, p: number): number => {
  const n = sorted.length
  if (n === 0) return Number.NaN
  const position = p * (n - 1)
  const below = Math.floor(position)
  const above = Math.min(below + 1, n - 1)
  return sorted[below] + (position - below) * (sorted[above] - sorted[below])
}

/** The interval of a sample; infinite and missing (NaN) values are left out. Null when nothing is left. */
export const intervalOf = (values: ArrayLike<number>): Interval | null => {
  const sorted = Float64Array.from(Array.from(values).filter(Number.isFinite)).sort()
  if (sorted.length === 0) return null
  return {
    p05: sortedQuantile(sorted, 0.05),
    p50: sortedQuantile(sorted, 0.5),
    p95: sortedQuantile(sorted, 0.95),
  }
}

/** Arithmetic mean; NaN for no values. */
export const mean = (values: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum / values.length
}
