import { type Curve, increasingRoot, logistic, logit } from './curve.js'
import { exp, log } from './elementary.js'

/** A quantile that somebody gave: P(X <= value) = p, with p in (0, 1). */
export interface Quantile {
  readonly p: number
  readonly value: number
}

/**
 * A metalog distribution (Keelin 2016, Decision Analysis 13(4)): a quantile function that is linear in its
 * coefficients. With an end of the support given, the same holds for log (one end) or logit (both) of the distance.
 */
export interface Metalog {
  readonly coefficients: readonly number[]
  readonly low: number
  readonly high: number
  /** Does the quantile function rise everywhere? If not, there is no such distribution. */
  readonly feasible: boolean
}

/** From 2 to 5: more terms than quantiles cannot be fitted. */
export const MAX_METALOG_TERMS = 5

const basis = (term: number, y: number, l: number): number => {
  switch (term) {
    case 0:
      return 1
    case 1:
      return l
    case 2:
      return (y - 0.5) * l
    case 3:
      return y - 0.5
    default:
      return (y - 0.5) * (y - 0.5)
  }
}

const rowOf = (p: number, terms: number): number[] => {
  const l = logit(p)
  return Array.from({ length: terms }, (_, k) => basis(k, p, l))
}

/** Least squares by modified Gram-Schmidt; exact where there are as many rows as columns. */
const leastSquares = (rows: readonly (readonly number[])[], values: readonly number[]): number[] => {
  const n = rows[0].length
  const columns = Array.from({ length: n }, (_, k) => rows.map((row) => row[k]))
  const dot = (u: readonly number[], v: readonly number[]) => u.reduce((sum, x, i) => sum + x * v[i], 0)
  const r = columns.map(() => new Array<number>(n).fill(0))
  const projected = new Array<number>(n).fill(0)
  let rest = [...values]
  for (let k = 0; k < n; k++) {
    const length = Math.sqrt(dot(columns[k], columns[k]))
    r[k][k] = length
    columns[k] = columns[k].map((x) => x / length)
    for (let j = k + 1; j < n; j++) {
      r[k][j] = dot(columns[k], columns[j])
      columns[j] = columns[j].map((x, i) => x - r[k][j] * columns[k][i])
    }
    projected[k] = dot(columns[k], rest)
    rest = rest.map((x, i) => x - projected[k] * columns[k][i])
  }
  const solution = new Array<number>(n).fill(0)
  for (let k = n - 1; k >= 0; k--) {
    let sum = projected[k]
    for (let j = k + 1; j < n; j++) sum -= r[k][j] * solution[j]
    solution[k] = sum / r[k][k]
  }
  return solution
}

/** The metalog's own scale: straight, log or logit of the value. */
const inward = (low: number, high: number, x: number): number => {
  if (low === Number.NEGATIVE_INFINITY) return high === Number.POSITIVE_INFINITY ? x : -log(high - x)
  return high === Number.POSITIVE_INFINITY ? log(x - low) : log((x - low) / (high - x))
}

const outward = (low: number, high: number, z: number): number => {
  if (low === Number.NEGATIVE_INFINITY) return high === Number.POSITIVE_INFINITY ? z : high - exp(-z)
  if (high === Number.POSITIVE_INFINITY) return low + exp(z)
  return z <= 0 ? low + (high - low) * logistic(z) : high - (high - low) * logistic(-z)
}

/** d outward / dz. */
const outwardSlope = (low: number, high: number, z: number): number => {
  if (low === Number.NEGATIVE_INFINITY) return high === Number.POSITIVE_INFINITY ? 1 : exp(-z)
  if (high === Number.POSITIVE_INFINITY) return exp(z)
  const share = logistic(-Math.abs(z))
  return (high - low) * share * (1 - share)
}

/** On the metalog's own scale, at log-odds l of p: the value, and its growth per unit of l. */
const valueAt = (c: readonly number[], y: number, l: number): number => {
  let sum = c[0] + c[1] * l
  const d = y - 0.5
  if (c.length > 2) sum += c[2] * d * l
  if (c.length > 3) sum += c[3] * d
  if (c.length > 4) sum += c[4] * d * d
  return sum
}

const slopeAt = (c: readonly number[], y: number, spread: number, l: number): number => {
  const d = y - 0.5
  const [, a2, a3 = 0, a4 = 0, a5 = 0] = c
  return a2 + a3 * d + spread * (a3 * l + a4 + 2 * a5 * d)
}

/** p (1 - p) at log-odds l. */
const spreadAt = (l: number): number => {
  const y = logistic(-Math.abs(l))
  return y * (1 - y)
}

/** Log-odds beyond which the slope is that of the tail to 1e-13. */
const TAIL = 36
const GRID = 1440

/**
 * The least growth of the quantile function per unit of log-odds, over all p: on a grid of log-odds with a step of
 * .05, refined around its least point, and in both limits.
 */
const leastSlope = (c: readonly number[]): number => {
  const at = (l: number) => slopeAt(c, logistic(l), spreadAt(l), l)
  const step = (2 * TAIL) / GRID
  let best = 0
  for (let k = 1; k <= GRID; k++) if (at(-TAIL + k * step) < at(-TAIL + best * step)) best = k
  let left = -TAIL + (best - 1) * step
  let right = -TAIL + (best + 1) * step
  for (let k = 0; k < 60; k++) {
    const third = (right - left) / 3
    if (at(left + third) < at(right - third)) right -= third
    else left += third
  }
  const [, a2, a3 = 0] = c
  return Math.min(at((left + right) / 2), at(-TAIL + best * step), a2 - a3 / 2, a2 + a3 / 2)
}

/**
 * Fits a metalog of so many terms (2 to 5) to quantiles: exactly when there are as many quantiles, by least squares on
 * its own scale when there are more. Quantiles must rise and lie inside the support.
 */
export const fitMetalog = (
  quantiles: readonly Quantile[],
  terms: number,
  low: number,
  high: number,
): Metalog => {
  const coefficients = leastSquares(
    quantiles.map(({ p }) => rowOf(p, terms)),
    quantiles.map(({ value }) => inward(low, high, value)),
  )
  return { coefficients, low, high, feasible: leastSlope(coefficients) > 0 }
}

/** The functions of a feasible metalog. */
export const metalogCurve = ({ coefficients: c, low, high }: Metalog): Curve => {
  const quantile = (p: number): number => {
    if (p <= 0) return low
    if (p >= 1) return high
    return outward(low, high, valueAt(c, p, logit(p)))
  }
  /** Log-odds of P(X <= x), x inside the support. */
  const oddsOf = (x: number): number => {
    const z = inward(low, high, x)
    const start = (z - c[0]) / c[1]
    return increasingRoot(
      (l) => ({ value: valueAt(c, logistic(l), l) - z, slope: slopeAt(c, logistic(l), spreadAt(l), l) }),
      -800,
      800,
      start,
    )
  }
  const cdf = (x: number): number => (x <= low ? 0 : x >= high ? 1 : logistic(oddsOf(x)))
  return {
    cdf,
    before: cdf,
    upper: (x) => (x <= low ? 1 : x >= high ? 0 : logistic(-oddsOf(x))),
    density: (x) => {
      if (!(x > low && x < high)) return 0
      const l = oddsOf(x)
      const spread = spreadAt(l)
      const z = valueAt(c, logistic(l), l)
      return spread / (slopeAt(c, logistic(l), spread, l) * outwardSlope(low, high, z))
    },
    quantile,
    low,
    high,
    atoms: [],
    kinks: [],
  }
}
