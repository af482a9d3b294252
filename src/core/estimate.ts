import { mean } from './summary.js'

/** A number with what is known of its error: standard error and the 95% interval that replicates give. */
export interface Estimate {
  readonly value: number
  /** Standard error, from replicates that were drawn independently. NaN when there is one only. */
  readonly se: number
  readonly low: number
  readonly high: number
}

/** 97.5% points of Student's t with 1 to 30 degrees of freedom (any table of the distribution). */
const T_975 = [
  12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281, 2.201, 2.1788, 2.1604,
  2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.093, 2.086, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555,
  2.0518, 2.0484, 2.0452, 2.0423,
]

/** 97.5% point of Student's t; above 30 degrees of freedom by Cornish and Fisher's expansion, to 1e-4. NaN below 1. */
export const t975 = (freedom: number): number => {
  if (freedom < 1) return Number.NaN
  if (freedom <= 30) return T_975[Math.floor(freedom) - 1]
  const z = 1.959963984540054
  const z3 = z * z * z
  return z + (z3 + z) / (4 * freedom) + (5 * z3 * z * z + 16 * z3 + 3 * z) / (96 * freedom * freedom)
}

const around = (value: number, errors: readonly number[]): Estimate => {
  const count = errors.length
  const centre = mean(errors)
  let sum = 0
  for (const error of errors) sum += (error - centre) * (error - centre)
  const se = count < 2 ? Number.NaN : Math.sqrt(sum / (count - 1) / count)
  const half = t975(count - 1) * se
  return { value, se, low: value - half, high: value + half }
}

/** The mean of replicates with its error. */
export const estimateOf = (replicates: readonly number[]): Estimate => around(mean(replicates), replicates)

/** A value computed from all replicates together, with the error that its values in the single replicates show. */
export const estimateWith = (value: number, replicates: readonly number[]): Estimate =>
  around(value, replicates)

/** Ratio of two means over replicates, with the error of the ratio (linearised, so that errors common to both cancel). */
export const ratioOf = (above: readonly number[], below: readonly number[]): Estimate => {
  const denominator = mean(below)
  const value = mean(above) / denominator
  return around(
    value,
    above.map((one, r) => (one - value * below[r]) / denominator),
  )
}
