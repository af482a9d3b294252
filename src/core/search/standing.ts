import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { streamFor } from '../stream.js'
import { sortedQuantile } from '../summary.js'
import { dominates } from './dominance.js'
import type { Columns } from './racing.js'

/** How sure the standing of one point is. */
export interface Standing {
  /** Share of resamples in which no other point dominates it, 0 to 1. */
  readonly onFront: number
  /** [objective]: its rank (1 the best; ties share the best), 5th and 95th percentile over resamples. */
  readonly ranks: readonly { readonly low: number; readonly high: number }[]
}

/**
 * Standing of points over bootstrap resamples of their common draws: all points are resampled alike, so that what all share drops out.
 *
 * @param points [point]: columns of finite values, all of the same length
 */
export const standings = (points: readonly Columns[], seed: number, resamples = 400): Standing[] => {
  if (points.length === 0) return []
  const m = points[0].length
  const draws = points[0][0].length
  const rng = streamFor(seed, 'resamples of the final draws')
  const fronts = new Float64Array(points.length)
  const ranks = points.map(() => Array.from({ length: m }, () => new Float64Array(resamples)))
  for (let r = 0; r < resamples; r++) {
    const counts = new Float64Array(draws)
    for (let k = 0; k < draws; k++) counts[uniformInt(rng, 0, draws - 1)]++
    const means = points.map((columns) =>
      columns.map((column) => {
        let sum = 0
        for (let k = 0; k < draws; k++) sum += counts[k] * column[k]
        return sum / draws
      }),
    )
    means.forEach((row, i) => {
      if (!means.some((other) => dominates(other, row))) fronts[i]++
      for (let j = 0; j < m; j++)
        ranks[i][j][r] = 1 + means.reduce((above, other) => above + (other[j] < row[j] ? 1 : 0), 0)
    })
  }
  return points.map((_, i) => ({
    onFront: fronts[i] / resamples,
    ranks: ranks[i].map((column) => {
      const sorted = column.sort()
      return { low: sortedQuantile(sorted, 0.05), high: sortedQuantile(sorted, 0.95) }
    }),
  }))
}
