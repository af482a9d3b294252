import { exp } from '../core/elementary.js'
import { normalGrid } from '../core/quadrature.js'
import type { Adversary } from './game.js'

/** The adversary's private types: every value node with each motive that has any weight. */
export interface Types {
  readonly count: number
  /** Values of the objective, points, ascending; motives share them, and with them the last move. */
  readonly values: Float64Array
  /** [type]: index into `values`. */
  readonly node: Int32Array
  readonly value: Float64Array
  readonly statusQuo: Float64Array
  readonly prior: Float64Array
  readonly fearful: readonly boolean[]
  /** Standard normal score of the value, ascending within each motive. */
  readonly score: Float64Array
  /** Index of the median-value type of the commoner motive. */
  readonly median: number
  /** Index of the type of that motive nearest to the 90th percentile of value. */
  readonly motivated: number
}

/** Four standard deviations hold all but 6 in 100,000. */
const SPAN = 4
const NINETIETH = 1.2815515655446004

export const typesOf = (adversary: Adversary): Types => {
  const rule = normalGrid(adversary.valueSigma > 0 ? adversary.valueNodes : 1, SPAN)
  const motives = [false, true].filter((fearful) => motiveShare(adversary, fearful) > 0)
  const rows = motives.flatMap((fearful) =>
    Array.from(rule.nodes, (score, k) => ({
      fearful,
      score,
      node: k,
      value: adversary.value * exp(adversary.valueSigma * score),
      statusQuo: fearful ? adversary.statusQuo.fearful : adversary.statusQuo.greedy,
      prior: rule.weights[k] * motiveShare(adversary, fearful),
    })),
  )
  const commoner = adversary.fearfulShare > 0.5
  const nearest = (score: number): number => {
    let best = -1
    rows.forEach((row, type) => {
      if (row.fearful !== commoner) return
      if (best === -1 || Math.abs(row.score - score) < Math.abs(rows[best].score - score)) best = type
    })
    return best
  }
  return {
    count: rows.length,
    values: rule.nodes.map((score) => adversary.value * exp(adversary.valueSigma * score)),
    node: Int32Array.from(rows, (row) => row.node),
    value: Float64Array.from(rows, (row) => row.value),
    statusQuo: Float64Array.from(rows, (row) => row.statusQuo),
    prior: Float64Array.from(rows, (row) => row.prior),
    fearful: rows.map((row) => row.fearful),
    score: Float64Array.from(rows, (row) => row.score),
    median: nearest(0),
    motivated: nearest(NINETIETH),
  }
}

const motiveShare = (adversary: Adversary, fearful: boolean): number =>
  fearful ? adversary.fearfulShare : 1 - adversary.fearfulShare
