import { exp, log } from '../core/elementary.js'
import { READING } from './readings.js'

/*
 * One directed dyad-year: occasions arrive at the rate m, each brings a challenge with the game's probabilities of its levels. So
 * P(nothing begins) = e^(-m C), C = P(any level), and what begins is shared out: hybrid challenges are disputes without force, limited
 * ones force, full ones war where fighting goes on and force where it does not.
 */

const FLOOR = 1e-12

/** Shares of a challenge by outcome, given C; `readings` at `at` as in `readingColumns`. */
const sharesAt = (
  readings: ArrayLike<number>,
  at: number,
): readonly [any: number, dispute: number, force: number, war: number] => {
  const [hybrid, limited, full, war] = [readings[at], readings[at + 1], readings[at + 2], readings[at + 3]]
  return [
    Math.max(FLOOR, hybrid + limited + full),
    Math.max(FLOOR, hybrid),
    Math.max(FLOOR, limited + full * (1 - war)),
    Math.max(FLOOR, full * war),
  ]
}

/** Probabilities of none, dispute, force, war in one year. */
export const outcomeProbabilities = (
  readings: ArrayLike<number>,
  row: number,
  logRate: number,
): readonly [number, number, number, number] => {
  const [any, dispute, force, war] = sharesAt(readings, row * READING)
  const hazard = exp(logRate) * any
  const begun = hazard < 1e-5 ? hazard * (1 - hazard / 2) : 1 - exp(-hazard)
  return [1 - begun, (begun * dispute) / any, (begun * force) / any, (begun * war) / any]
}

/** Logarithms of what the likelihood is made of: C, and each outcome's share of it. */
export const logShares = (readings: ArrayLike<number>, row: number): readonly number[] => {
  const [any, ...each] = sharesAt(readings, row * READING)
  return [log(any), ...each.map((share) => log(share / any))]
}

/** d log P(outcome) / d log(rate): the same for C, on which the rate acts. */
export const rateScore = (hazard: number, outcome: number): number => {
  if (outcome === 0) return -hazard
  return hazard < 1e-5 ? 1 - hazard / 2 : (hazard * exp(-hazard)) / (1 - exp(-hazard))
}
