import { cholesky } from './cholesky.js'
import { exp, log } from './elementary.js'

/*
 * Adaptive importance sampling in the space of standard normals: draws of several normal proposals, each fitted to the weighted draws
 * before it, are weighted as if they came from the mixture of all (deterministic mixture weights: Veach and Guibas 1995; Owen and
 * Zhou 2000; adaptive: Cornuet, Marin, Mira and Robert 2012). Where the first proposal is the prior itself no weight exceeds
 * likelihood / (its share of the draws), so a poor fit of the others can waste draws and do no harm.
 */

/** A multivariate normal: z = mean + factor e, with independent standard normals e. */
export interface NormalProposal {
  readonly mean: Float64Array
  /** Lower-triangular. */
  readonly factor: readonly Float64Array[]
}

/** The prior: independent standard normals. */
export const standardNormals = (dimensions: number): NormalProposal => ({
  mean: new Float64Array(dimensions),
  factor: Array.from({ length: dimensions }, (_, i) =>
    Float64Array.from({ length: dimensions }, (_, j) => (i === j ? 1 : 0)),
  ),
})

/** Turns independent standard normals into a draw of the proposal. */
export const drawOf = ({ mean, factor }: NormalProposal, e: ArrayLike<number>): Float64Array =>
  mean.map((m, i) => {
    let sum = m
    for (let j = 0; j <= i; j++) sum += factor[i][j] * e[j]
    return sum
  })

/** Logarithm of the proposal's density at z, but for the constant that all of one dimension share. */
export const logDensity = ({ mean, factor }: NormalProposal, z: ArrayLike<number>): number => {
  const e = new Float64Array(mean.length)
  let result = 0
  for (let i = 0; i < e.length; i++) {
    let sum = z[i] - mean[i]
    for (let j = 0; j < i; j++) sum -= factor[i][j] * e[j]
    e[i] = sum / factor[i][i]
    result -= (e[i] * e[i]) / 2 + log(factor[i][i])
  }
  return result
}

/**
 * The normal with the mean and `inflate` times the covariance of weighted draws, pulled a little towards the standard normal so that it
 * has a factor however few draws count. Weights sum to 1.
 */
export const fittedNormal = (
  draws: readonly ArrayLike<number>[],
  weights: ArrayLike<number>,
  inflate: number,
): NormalProposal => {
  const dimensions = draws[0].length
  const mean = new Float64Array(dimensions)
  draws.forEach((z, k) => {
    for (let i = 0; i < dimensions; i++) mean[i] += weights[k] * z[i]
  })
  const covariance = Array.from({ length: dimensions }, () => new Float64Array(dimensions))
  draws.forEach((z, k) => {
    for (let i = 0; i < dimensions; i++)
      for (let j = 0; j <= i; j++) covariance[i][j] += weights[k] * (z[i] - mean[i]) * (z[j] - mean[j])
  })
  const matrix = covariance.map((row, i) =>
    Array.from(row, (_, j) => {
      const one = i >= j ? covariance[i][j] : covariance[j][i]
      return inflate * ((1 - PULL) * one + (i === j ? PULL : 0))
    }),
  )
  const factor = cholesky(matrix)
  if (factor === null) throw new RangeError('fittedNormal: the weights leave no spread')
  return { mean, factor }
}

/** Share of the standard normal in a fitted covariance. */
const PULL = 0.05

/** log of (prior / mixture of the proposals) at z; `shares` of the draws sum to 1 and the prior is standard normal. */
export const logImportance = (
  z: ArrayLike<number>,
  proposals: readonly NormalProposal[],
  shares: readonly number[],
): number => {
  let prior = 0
  for (let i = 0; i < z.length; i++) prior -= (z[i] * z[i]) / 2
  const terms = proposals.map((proposal, s) => log(shares[s]) + logDensity(proposal, z))
  const most = terms.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  return prior - most - log(terms.reduce((sum, term) => sum + exp(term - most), 0))
}

/** Weights that sum to 1 from their logarithms; one that is not finite counts as 0. Throws a RangeError where none is finite. */
export const normalisedWeights = (logs: ArrayLike<number>): Float64Array => {
  let most = Number.NEGATIVE_INFINITY
  for (let k = 0; k < logs.length; k++) if (Number.isFinite(logs[k])) most = Math.max(most, logs[k])
  if (most === Number.NEGATIVE_INFINITY) throw new RangeError('normalisedWeights: no draw has a likelihood')
  const weights = Float64Array.from(logs, (x) => (Number.isFinite(x) ? exp(x - most) : 0))
  const total = weights.reduce((sum, w) => sum + w, 0)
  return weights.map((w) => w / total)
}

/** Kish's effective sample size: (sum of weights)^2 / sum of squares. */
export const effectiveSize = (weights: ArrayLike<number>): number => {
  let [sum, squares] = [0, 0]
  for (let k = 0; k < weights.length; k++) {
    sum += weights[k]
    squares += weights[k] * weights[k]
  }
  return (sum * sum) / squares
}

/** Systematic resampling: `count` indices, each about `count` times its weight often, in order (Kitagawa 1996). */
export const resampled = (weights: ArrayLike<number>, count: number): Int32Array => {
  const out = new Int32Array(count)
  let k = 0
  let sum = weights[0]
  for (let n = 0; n < count; n++) {
    const at = (n + 0.5) / count
    while (sum < at && k < weights.length - 1) sum += weights[++k]
    out[n] = k
  }
  return out
}
