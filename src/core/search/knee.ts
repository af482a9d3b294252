import { simplexDraws } from '../robustness.js'

/**
 * Expected marginal utility of each point (Branke et al. 2004): with the objectives on a scale from 0 (the best of these points) to 1 (the
 * worst) and weights drawn evenly from the simplex, the mean of what would be lost if the point were not there. High where a little gain
 * in one objective costs much in another: at knees. All objectives are to be made small.
 *
 * @param draws number of weight vectors
 */
export const kneeUtilities = (
  rows: readonly (readonly number[])[],
  seed: number,
  draws = 2048,
): Float64Array => {
  const out = new Float64Array(rows.length)
  if (rows.length === 0) return out
  if (rows.length === 1) return out.fill(1)
  const m = rows[0].length
  const low = Array.from({ length: m }, (_, j) => Math.min(...rows.map((row) => row[j])))
  const high = Array.from({ length: m }, (_, j) => Math.max(...rows.map((row) => row[j])))
  const unit = rows.map((row) =>
    row.map((x, j) => (high[j] > low[j] ? (x - low[j]) / (high[j] - low[j]) : 0)),
  )
  for (const weight of simplexDraws(m, draws, seed, 'weights of objectives')) {
    let best = -1
    let first = Number.POSITIVE_INFINITY
    let second = Number.POSITIVE_INFINITY
    unit.forEach((row, i) => {
      let cost = 0
      for (let j = 0; j < m; j++) cost += weight[j] * row[j]
      if (cost < first) {
        second = first
        first = cost
        best = i
      } else if (cost < second) second = cost
    })
    out[best] += (second - first) / draws
  }
  return out
}
