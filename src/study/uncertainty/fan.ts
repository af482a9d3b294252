import { type Estimate, estimateOf, estimateWith, t975 } from '../../core/estimate.js'
import { quantilesOf, ROOM, type Series, visitAll } from './series.js'

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

const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const

/** The fan of a series that comes in independent replicates; null where it has no meaning in any draw. `room`: values held at once. */
export const fanOf = async (series: Series, room = ROOM): Promise<Fan | null> => {
  const drawn = series.pieces.reduce((sum, { length }) => sum + length, 0)
  const sums = new Float64Array(series.replicates)
  const counts = new Float64Array(series.replicates)
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  await visitAll(series, (value, replicate) => {
    sums[replicate] += value
    counts[replicate] += 1
    low = Math.min(low, value)
    high = Math.max(high, value)
  })
  const count = counts.reduce((sum, one) => sum + one, 0)
  if (count === 0) return null
  const some = [...counts.keys()].filter((r) => counts[r] > 0)
  const whole = { low, high, count }
  const values = await quantilesOf(series, QUANTILES, whole, room)
  const errors = await errorsAt(series, values, counts, some)
  const reach = errors.map((one) => (one.high - one.low) / 2)
  const ends = QUANTILES.flatMap((p, k) => [Math.max(0, p - reach[k]), Math.min(1, p + reach[k])])
  const known = !Number.isNaN(reach[0])
  const around = known ? await quantilesOf(series, ends, whole, room) : ends.map(() => Number.NaN)
  const quantile = (k: number): Estimate => {
    const [from, to] = [around[2 * k], around[2 * k + 1]]
    return { value: values[k], se: (to - from) / (2 * t975(some.length - 1)), low: from, high: to }
  }
  return {
    mean: estimateWith(
      sums.reduce((sum, one) => sum + one, 0) / count,
      some.map((r) => sums[r] / counts[r]),
    ),
    p05: quantile(0),
    p25: quantile(1),
    p50: quantile(2),
    p75: quantile(3),
    p95: quantile(4),
    missing: 1 - count / drawn,
  }
}

/**
 * The share of draws up to each quantile with its error, which replicates show well even in the tails: Woodruff's way (1952) to the
 * error of a quantile.
 */
const errorsAt = async (
  series: Series,
  values: readonly number[],
  counts: Float64Array,
  some: readonly number[],
): Promise<readonly Estimate[]> => {
  const upTo = values.map(() => new Float64Array(series.replicates))
  await visitAll(series, (value, replicate) => {
    for (let k = 0; k < values.length; k++) if (value <= values[k]) upTo[k][replicate] += 1
  })
  return upTo.map((below) => estimateOf(some.map((r) => below[r] / counts[r])))
}

/** Share of draws for which `holds`, with its error; missing values count for neither side. */
export const shareOf = async (series: Series, holds: (value: number) => boolean): Promise<Estimate> => {
  const held = new Float64Array(series.replicates)
  const counts = new Float64Array(series.replicates)
  await visitAll(series, (value, replicate) => {
    counts[replicate] += 1
    if (holds(value)) held[replicate] += 1
  })
  return estimateOf([...counts.keys()].filter((r) => counts[r] > 0).map((r) => held[r] / counts[r]))
}

/** Standard deviation over the draws, with its error. */
export const spreadOf = async (series: Series): Promise<Estimate> => {
  const sums = new Float64Array(series.replicates)
  const counts = new Float64Array(series.replicates)
  await visitAll(series, (value, replicate) => {
    sums[replicate] += value
    counts[replicate] += 1
  })
  const squares = new Float64Array(series.replicates)
  await visitAll(series, (value, replicate) => {
    const off = value - sums[replicate] / counts[replicate]
    squares[replicate] += off * off
  })
  return estimateOf(Array.from(squares, (sum, r) => Math.sqrt(sum / counts[r])))
}
