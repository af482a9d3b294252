import { exp } from '../core/elementary.js'
import { normalQuadrature } from '../core/quadrature.js'
import type { Adversary } from './game.js'

/** The adversary's private types: every value node with each motive that has any weight. */
export interface Types {
  readonly count: number
  readonly value: Float64Array
  readonly statusQuo: Float64Array
  readonly prior: Float64Array
  readonly fearful: readonly boolean[]
  /** Standard normal score of the value, ascending within each motive. */
  readonly score: Float64Array
  /** Index of the median-value type of the commoner motive. */
  readonly median: number
}

export const typesOf = (adversary: Adversary): Types => {
  const rule = normalQuadrature(adversary.valueSigma > 0 ? adversary.valueNodes : 1)
  const motives = [false, true].filter((fearful) => motiveShare(adversary, fearful) > 0)
  const rows = motives.flatMap((fearful) =>
    Array.from(rule.nodes, (score, k) => ({
      fearful,
      score,
      value: adversary.value * exp(adversary.valueSigma * score),
      statusQuo: fearful ? adversary.statusQuo.fearful : adversary.statusQuo.greedy,
      prior: rule.weights[k] * motiveShare(adversary, fearful),
    })),
  )
  const medianMotive = adversary.fearfulShare > 0.5
  return {
    count: rows.length,
    value: Float64Array.from(rows, (row) => row.value),
    statusQuo: Float64Array.from(rows, (row) => row.statusQuo),
    prior: Float64Array.from(rows, (row) => row.prior),
    fearful: rows.map((row) => row.fearful),
    score: Float64Array.from(rows, (row) => row.score),
    median: rows.findIndex((row) => row.fearful === medianMotive && row.score === 0),
  }
}

const motiveShare = (adversary: Adversary, fearful: boolean): number =>
  fearful ? adversary.fearfulShare : 1 - adversary.fearfulShare
