import { log } from '../core/elementary.js'
import { outcomeProbabilities } from './likelihood.js'
import type { ConditionData } from './regularities.js'

/** Mixtures over draws of three priors: probabilities of none, dispute, force, war of each row kept back, four to a row. */
export interface CheckDraws {
  readonly wide: Float64Array
  readonly product: Float64Array
  readonly record: Float64Array
}

/** How much better (above 0) the conditioned priors predict than others: mean difference in log score, 95% interval. */
export interface Gain {
  readonly mean: number
  readonly low: number
  readonly high: number
}

/** The three priors on dyad-years that nothing was fitted or conditioned on. */
export interface Check {
  /** Dyad-years five years or more after the last dispute. */
  readonly rows: number
  /** Rows on which a dispute began, whenever the last one was. */
  readonly begun: number
  /** Mean log score of a dyad-year, whichever began. */
  readonly scores: { readonly wide: number; readonly product: number; readonly record: number }
  readonly overWide: Gain
  readonly overProduct: Gain
  /** The same where a dispute began, of what it became: the rate of occasions has no part in it. */
  readonly levelOverWide: Gain
  readonly levelOverProduct: Gain
}

const OUTCOMES = 4
const FLOOR = 1e-12

/** Mean over draws of the four outcomes' probabilities, four to a row. */
export const levelProbabilities = (
  readings: readonly Float64Array[],
  logRates: readonly number[],
  rows: number,
): Float64Array => {
  const out = new Float64Array(rows * OUTCOMES)
  readings.forEach((one, k) => {
    for (let row = 0; row < rows; row++)
      outcomeProbabilities(one, row, logRates[k]).forEach((p, outcome) => {
        out[row * OUTCOMES + outcome] += p / readings.length
      })
  })
  return out
}

/** Scores the three priors; rows are sampled by whether a dispute began, and weighted to stand for all. */
export const checkOf = (data: ConditionData, draws: CheckDraws): Check => {
  const rows = Array.from({ length: data.check.count }, (_, row) => row)
  const begun = rows.filter((row) => data.checkOutcome[row] > 0)
  // Years soon after a dispute have a rate of their own that no assumption stands for.
  const calm = rows.filter((row) => data.checkRecent[row] === 0)
  const whole = (p: Float64Array, row: number): number =>
    log(Math.max(FLOOR, p[row * OUTCOMES + data.checkOutcome[row]]))
  const level = (p: Float64Array, row: number): number =>
    whole(p, row) - log(Math.max(FLOOR, 1 - p[row * OUTCOMES]))
  const w = data.checkWeight
  const total = calm.reduce((sum, row) => sum + w[row], 0)
  const score = (p: Float64Array): number =>
    calm.reduce((sum, row) => sum + w[row] * whole(p, row), 0) / total
  const gainOver = (other: Float64Array): Gain =>
    stratified(
      [true, false]
        .map((disputed) => calm.filter((row) => data.checkOutcome[row] > 0 === disputed))
        .map((stratum) => ({
          share: stratum.reduce((sum, row) => sum + w[row], 0) / total,
          values: stratum.map((row) => whole(draws.record, row) - whole(other, row)),
        })),
    )
  const levelGainOver = (other: Float64Array): Gain =>
    stratified([{ share: 1, values: begun.map((row) => level(draws.record, row) - level(other, row)) }])
  return {
    rows: calm.length,
    begun: begun.length,
    scores: { wide: score(draws.wide), product: score(draws.product), record: score(draws.record) },
    overWide: gainOver(draws.wide),
    overProduct: gainOver(draws.product),
    levelOverWide: levelGainOver(draws.wide),
    levelOverProduct: levelGainOver(draws.product),
  }
}

/** Mean of a stratified sample with its normal 95% interval; within a stratum all rows weigh the same. */
const stratified = (
  strata: readonly { readonly share: number; readonly values: readonly number[] }[],
): Gain => {
  let [mean, variance] = [0, 0]
  for (const { share, values } of strata) {
    const average = values.reduce((sum, x) => sum + x, 0) / values.length
    const spread = values.reduce((sum, x) => sum + (x - average) * (x - average), 0) / (values.length - 1)
    mean += share * average
    variance += (share * share * spread) / values.length
  }
  const half = 1.96 * Math.sqrt(variance)
  return { mean, low: mean - half, high: mean + half }
}
