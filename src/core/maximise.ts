import { inverseOf, times } from './symmetric.js'

/** The top of a smooth function, and how curved it is there. */
export interface Maximum {
  readonly at: Float64Array
  readonly value: number
  /** Inverse of minus the Hessian: for a log-likelihood, the covariance of the estimates. Null where it is not positive. */
  readonly covariance: readonly (readonly number[])[] | null
  readonly gradient: number
  readonly iterations: number
}

const MOST = 400

const gradientOf = (f: (at: Float64Array) => number, at: Float64Array): Float64Array => {
  const point = Float64Array.from(at)
  return at.map((x, k) => {
    const h = 1e-5 * Math.max(1, Math.abs(x))
    point[k] = x + h
    const above = f(point)
    point[k] = x - h
    const below = f(point)
    point[k] = x
    return (above - below) / (2 * h)
  })
}

/** Minus the Hessian by central differences. */
const curvatureOf = (f: (at: Float64Array) => number, at: Float64Array): number[][] => {
  const step = at.map((x) => 1e-4 * Math.max(1, Math.abs(x)))
  const value = (i: number, a: number, j: number, b: number): number => {
    const point = Float64Array.from(at)
    point[i] += a * step[i]
    point[j] += b * step[j]
    return f(point)
  }
  return Array.from(at, (_, i) =>
    Array.from(at, (_, j) => {
      const [low, high] = [Math.min(i, j), Math.max(i, j)]
      const sum =
        value(low, 1, high, 1) - value(low, 1, high, -1) - value(low, -1, high, 1) + value(low, -1, high, -1)
      return -sum / (4 * step[i] * step[j])
    }),
  )
}

/** Climbs from `start` by quasi-Newton steps (BFGS) with numerical derivatives. `f` may be -Infinity where it has no meaning. */
export const maximise = (f: (at: Float64Array) => number, start: ArrayLike<number>): Maximum => {
  let at = Float64Array.from(start)
  let value = f(at)
  let gradient = gradientOf(f, at)
  const n = at.length
  const identity = (): number[][] =>
    Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)))
  let inverse = identity()
  let fresh = true
  let iterations = 0
  const size = (): number => Math.max(...gradient.map(Math.abs))
  while (iterations < MOST && size() > 1e-7) {
    iterations++
    let step = times(inverse, gradient)
    if (step.reduce((sum, s, k) => sum + s * gradient[k], 0) <= 0) {
      inverse = identity()
      step = Float64Array.from(gradient)
      fresh = true
    }
    const slope = step.reduce((sum, s, k) => sum + s * gradient[k], 0)
    let share = fresh ? Math.min(1, 1 / Math.sqrt(slope)) : 1
    let next = at
    let nextValue = Number.NEGATIVE_INFINITY
    for (let halving = 0; halving < 50; halving++, share /= 2) {
      next = at.map((x, k) => x + share * step[k])
      nextValue = f(next)
      if (nextValue >= value + 1e-4 * share * slope) break
    }
    if (!(nextValue > value)) {
      if (fresh) break
      inverse = identity()
      fresh = true
      continue
    }
    const nextGradient = gradientOf(f, next)
    const moved = next.map((x, k) => x - at[k])
    const bent = gradient.map((g, k) => g - nextGradient[k])
    const along = moved.reduce((sum, m, k) => sum + m * bent[k], 0)
    if (along > 1e-14) {
      const carried = times(inverse, bent)
      const quad = bent.reduce((sum, b, k) => sum + b * carried[k], 0)
      inverse = inverse.map((row, i) =>
        row.map(
          (x, j) =>
            x +
            ((1 + quad / along) * moved[i] * moved[j]) / along -
            (carried[i] * moved[j] + moved[i] * carried[j]) / along,
        ),
      )
    }
    fresh = false
    at = next
    value = nextValue
    gradient = nextGradient
  }
  return { at, value, covariance: inverseOf(curvatureOf(f, at)), gradient: size(), iterations }
}
