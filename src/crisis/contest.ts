import { exp, pow } from '../core/elementary.js'

/**
 * Ratio contest success function (Tullock; Hirshleifer 1989): the probability that `attack` prevails over `defence`.
 * 1/2 when both are zero. `m` > 0 is decisiveness.
 */
export const ratioContest = (attack: number, defence: number, m: number): number => {
  if (attack <= 0 && defence <= 0) return 0.5
  if (attack <= 0) return 0
  return 1 / (1 + pow(defence / attack, m))
}

/** Difference contest (Hirshleifer 1989): 1 / (1 + exp(k (defence - attack))). */
export const differenceContest = (attack: number, defence: number, k: number): number =>
  1 / (1 + exp(k * (defence - attack)))

/**
 * Critical credibility (basis 1.1; Ellsberg's critical risk): the response probability at which an adversary is
 * indifferent, (EU0 - SQ) / (EU0 - EU1). NaN when response changes nothing.
 */
export const requiredCredibility = (eu0: number, eu1: number, statusQuo: number): number =>
  eu0 === eu1 ? Number.NaN : (eu0 - statusQuo) / (eu0 - eu1)

/** Logit probabilities proportional to exp(lambda * utility), written into `out`. */
export const logit = (utilities: Float64Array, lambda: number, out: Float64Array): void => {
  let best = Number.NEGATIVE_INFINITY
  for (let k = 0; k < utilities.length; k++) if (utilities[k] > best) best = utilities[k]
  let sum = 0
  for (let k = 0; k < utilities.length; k++) {
    out[k] = exp(lambda * (utilities[k] - best))
    sum += out[k]
  }
  for (let k = 0; k < utilities.length; k++) out[k] /= sum
}
