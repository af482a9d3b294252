import { exp, log } from './elementary.js'

/** A univariate distribution as functions, made ready once and then called many times. */
export interface Curve {
  /** P(X <= x). */
  readonly cdf: (x: number) => number
  /** P(X < x): differs from `cdf` where single values carry probability. */
  readonly before: (x: number) => number
  /** P(X > x), without loss where it is small. */
  readonly upper: (x: number) => number
  /** Density at x; 0 where there is none. Single values that carry probability are not in it. */
  readonly density: (x: number) => number
  /** Smallest x with P(X <= x) >= p, for p in [0, 1]. */
  readonly quantile: (p: number) => number
  /** Ends of the support; may be infinite. */
  readonly low: number
  readonly high: number
  /** Values that carry probability of their own, ascending. */
  readonly atoms: readonly number[]
  /** Where the density bends or jumps. */
  readonly kinks: readonly number[]
}

/** log(p / (1 - p)) for p in [0, 1]. */
export const logit = (p: number): number => log(p) - log(1 - p)

/** Inverse of `logit`. */
export const logistic = (x: number): number => {
  if (x >= 0) return 1 / (1 + exp(-x))
  const e = exp(x)
  return e / (1 + e)
}

/**
 * Root of a function that never falls, inside [low, high]: Newton's method, with bisection wherever a step would leave
 * the bracket or steps do not halve. `at` gives the value and the slope. Ends when x no longer moves, or after 200 steps.
 */
export const increasingRoot = (
  at: (x: number) => { readonly value: number; readonly slope: number },
  low: number,
  high: number,
  start: number,
): number => {
  let below = low
  let above = high
  let moved = high - low
  let x = start > low && start < high ? start : (low + high) / 2
  for (let step = 0; step < 200; step++) {
    const { value, slope } = at(x)
    if (value === 0) return x
    if (value < 0) below = x
    else above = x
    let next = x - value / slope
    const slow = Math.abs(next - x) > moved / 2
    if (slow || !(next > below && next < above)) next = below + (above - below) / 2
    moved = Math.abs(next - x)
    // Below this, the next step would be rounding.
    if (moved <= 4e-16 * Math.abs(next) || next === below || next === above) return next
    x = next
  }
  return x
}

export interface Table {
  /** Value at t, by cubic Hermite interpolation between nodes; exact to about the fourth power of the step. */
  readonly at: (t: number) => number
}

/**
 * A table of a smooth function over [from, to], filled node by node when first asked for, so that its values do not
 * depend on the order of questions.
 */
export const hermiteTable = (
  from: number,
  to: number,
  step: number,
  node: (t: number) => { readonly value: number; readonly slope: number },
): Table => {
  const count = Math.ceil((to - from) / step) + 1
  const values = new Float64Array(count).fill(Number.NaN)
  const slopes = new Float64Array(count)
  const fill = (k: number): void => {
    if (!Number.isNaN(values[k])) return
    const { value, slope } = node(from + k * step)
    values[k] = value
    slopes[k] = slope * step
  }
  return {
    at: (t) => {
      const place = (t - from) / step
      const k = Math.min(count - 2, Math.max(0, Math.floor(place)))
      fill(k)
      fill(k + 1)
      const s = place - k
      const rest = 1 - s
      return (
        rest * rest * ((1 + 2 * s) * values[k] + s * slopes[k]) +
        s * s * ((3 - 2 * s) * values[k + 1] - rest * slopes[k + 1])
      )
    },
  }
}
