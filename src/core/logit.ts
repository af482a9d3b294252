import { exp, log } from './elementary.js'
import { inverseOf, sandwich, times } from './symmetric.js'

/** Rows of regressors, one after the other; `width` numbers a row, an intercept among them if one is wanted. */
export interface Design {
  readonly rows: number
  readonly width: number
  readonly x: Float64Array
}

/** A logistic regression by maximum likelihood. */
export interface LogitFit {
  readonly coefficients: Float64Array
  /** Inverse information, or the cluster-robust sandwich where clusters were given. */
  readonly covariance: readonly (readonly number[])[]
  readonly se: Float64Array
  readonly logLik: number
  readonly iterations: number
  /** False where the likelihood has no maximum (outcomes perfectly separated) or regressors are collinear. */
  readonly converged: boolean
}

const TOLERANCE = 1e-9
const MOST = 60
/** A fitted log odds this far out is a coefficient on its way to infinity. */
const CERTAIN = 20

/** 1 / (1 + e^-x). */
export const logistic = (x: number): number => {
  if (x >= 0) return 1 / (1 + exp(-x))
  const e = exp(x)
  return e / (1 + e)
}

/** log(1 + e^x) without overflow. */
const softplus = (x: number): number => (x > 0 ? x + log(1 + exp(-x)) : log(1 + exp(x)))

const linear = ({ rows, width, x }: Design, beta: ArrayLike<number>): Float64Array => {
  const eta = new Float64Array(rows)
  for (let row = 0, at = 0; row < rows; row++) {
    let sum = 0
    for (let k = 0; k < width; k++, at++) sum += x[at] * beta[k]
    eta[row] = sum
  }
  return eta
}

/** Fitted probabilities. */
export const predictLogit = (design: Design, beta: ArrayLike<number>): Float64Array =>
  linear(design, beta).map(logistic)

const logLikOf = (
  eta: Float64Array,
  y: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): number => {
  let sum = 0
  for (let row = 0; row < eta.length; row++)
    sum += (weights === undefined ? 1 : weights[row]) * (y[row] * eta[row] - softplus(eta[row]))
  return sum
}

/** Score and information at `eta`. */
const derivatives = (
  { rows, width, x }: Design,
  eta: Float64Array,
  y: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): { score: Float64Array; information: number[][] } => {
  const score = new Float64Array(width)
  const information = Array.from({ length: width }, () => new Array<number>(width).fill(0))
  for (let row = 0; row < rows; row++) {
    const p = logistic(eta[row])
    const w = weights === undefined ? 1 : weights[row]
    const gap = w * (y[row] - p)
    const curve = w * p * (1 - p)
    const at = row * width
    for (let i = 0; i < width; i++) {
      const xi = x[at + i]
      score[i] += gap * xi
      const ci = curve * xi
      for (let j = 0; j <= i; j++) information[i][j] += ci * x[at + j]
    }
  }
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) information[j][i] = information[i][j]
  return { score, information }
}

/**
 * Logistic regression by iteratively reweighted least squares (Newton's method) with step halving. `y` holds 0 and 1. `weights`
 * weight the rows; `clusters` (a number a row) ask for the cluster-robust covariance with the usual G/(G-1) factor.
 */
export const fitLogit = (
  design: Design,
  y: ArrayLike<number>,
  { weights, clusters }: { weights?: ArrayLike<number>; clusters?: ArrayLike<number> } = {},
): LogitFit => {
  const { width } = design
  let beta = new Float64Array(width)
  let eta = linear(design, beta)
  let logLik = logLikOf(eta, y, weights)
  let converged = false
  let iterations = 0
  while (iterations < MOST && !converged) {
    const { score, information } = derivatives(design, eta, y, weights)
    const inverse = inverseOf(information)
    if (inverse === null) break
    const step = times(inverse, score)
    iterations++
    let share = 1
    let next = beta
    let nextEta = eta
    let nextLik = Number.NEGATIVE_INFINITY
    for (let halving = 0; halving < 30; halving++, share /= 2) {
      next = beta.map((b, k) => b + share * step[k])
      nextEta = linear(design, next)
      nextLik = logLikOf(nextEta, y, weights)
      if (nextLik >= logLik - 1e-10 * Math.abs(logLik)) break
    }
    const gain = step.reduce((sum, s, k) => sum + s * score[k], 0)
    beta = next
    eta = nextEta
    logLik = nextLik
    converged = gain < TOLERANCE
  }
  const { information } = derivatives(design, eta, y, weights)
  const bread = inverseOf(information)
  const none = Array.from({ length: width }, () => new Array<number>(width).fill(Number.NaN))
  const covariance =
    bread === null
      ? none
      : clusters === undefined
        ? bread
        : sandwich(bread, clusterMeat(design, eta, y, weights, clusters))
  return {
    coefficients: beta,
    covariance,
    se: Float64Array.from(covariance, (row, k) => Math.sqrt(row[k])),
    logLik,
    iterations,
    converged: converged && bread !== null && eta.every((x) => Math.abs(x) < CERTAIN),
  }
}

const clusterMeat = (
  { rows, width, x }: Design,
  eta: Float64Array,
  y: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
  clusters: ArrayLike<number>,
): number[][] => {
  const sums = new Map<number, Float64Array>()
  for (let row = 0; row < rows; row++) {
    const gap = (weights === undefined ? 1 : weights[row]) * (y[row] - logistic(eta[row]))
    const sum = sums.get(clusters[row]) ?? new Float64Array(width)
    for (let k = 0; k < width; k++) sum[k] += gap * x[row * width + k]
    sums.set(clusters[row], sum)
  }
  const factor = sums.size / Math.max(1, sums.size - 1)
  const meat = Array.from({ length: width }, () => new Array<number>(width).fill(0))
  for (const sum of sums.values())
    for (let i = 0; i < width; i++) for (let j = 0; j < width; j++) meat[i][j] += factor * sum[i] * sum[j]
  return meat
}
