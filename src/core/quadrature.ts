import { exp, normalDensity } from './elementary.js'

export interface Quadrature {
  /** Abscissae, ascending and symmetric about 0. */
  readonly nodes: Float64Array
  /** Positive weights that sum to 1. */
  readonly weights: Float64Array
}

/**
 * Gauss-Hermite rule for expectations over a standard normal: sum w f(z) is exact for polynomials of degree
 * 2n - 1. Nodes are the roots of the probabilists' Hermite polynomial He_n (Abramowitz & Stegun 25.4.46).
 */
export const normalQuadrature = (n: number): Quadrature => {
  if (!Number.isInteger(n) || n < 1 || n > 64)
    throw new RangeError(`normalQuadrature: n must be 1 to 64, not ${n}`)
  const nodes = new Float64Array(n)
  const weights = new Float64Array(n)
  for (let k = 0; k < n >> 1; k++) {
    const root = largestRootBelow(n, k === 0 ? Number.POSITIVE_INFINITY : nodes[n - k])
    nodes[n - 1 - k] = root
    nodes[k] = -root
  }
  let total = 0
  for (let k = 0; k < n; k++) {
    const slope = orthonormalHermite(n, nodes[k]).slope
    weights[k] = 1 / (slope * slope)
    total += weights[k]
  }
  for (let k = 0; k < n; k++) weights[k] /= total
  return { nodes, weights }
}

/** Scans down from `bound` for a change of sign of He_n, then bisects: slow, sure, and done once. */
const largestRootBelow = (n: number, bound: number): number => {
  const step = 0.01
  let right = Math.min(bound - 1e-9, 2 * Math.sqrt(n) + 2)
  const signAtRight = Math.sign(orthonormalHermite(n, right).value)
  let left = right - step
  while (Math.sign(orthonormalHermite(n, left).value) === signAtRight) {
    right = left
    left -= step
  }
  for (let i = 0; i < 80; i++) {
    const middle = (left + right) / 2
    if (Math.sign(orthonormalHermite(n, middle).value) === signAtRight) right = middle
    else left = middle
  }
  return (left + right) / 2
}

/** He_n / sqrt(n!) and its derivative at x, times exp(-x^2/4) against overflow (which leaves roots in place). */
const orthonormalHermite = (n: number, x: number): { value: number; slope: number } => {
  const damping = n > 24 ? exp((-x * x) / 4) : 1
  let previous = 0
  let current = damping
  for (let k = 0; k < n; k++) {
    const next = (x * current - Math.sqrt(k) * previous) / Math.sqrt(k + 1)
    previous = current
    current = next
  }
  return { value: current, slope: (Math.sqrt(n) * previous) / damping }
}

/**
 * Trapezoidal rule for expectations over a standard normal cut at +-`span`, with n equally spaced nodes. Where f has a
 * sharp step somewhere (a logit choice of high precision), its error falls steadily with n while that of
 * Gauss-Hermite wanders; for smooth f both are exact to rounding soon.
 */
export const normalGrid = (n: number, span: number): Quadrature => {
  if (!Number.isInteger(n) || n < 1)
    throw new RangeError(`normalGrid: n must be a positive integer, not ${n}`)
  const nodes = Float64Array.from({ length: n }, (_, k) => (n === 1 ? 0 : -span + (2 * span * k) / (n - 1)))
  if (n % 2 === 1) nodes[(n - 1) / 2] = 0
  const weights = nodes.map(normalDensity)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return { nodes, weights: weights.map((weight) => weight / total) }
}
