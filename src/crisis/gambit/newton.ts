import { factor, solveFactored } from './lu.js'

/** n equations in n unknowns and a parameter. A point is an array of n + 1 numbers, the parameter last. */
export interface System {
  readonly size: number
  /** Fills `residual` (n) and `jacobian` (n rows of n + 1: the unknowns, then the parameter) at a point. */
  readonly evaluate: (point: Float64Array, residual: Float64Array, jacobian: Float64Array) => void
}

/** A point of the curve: unit tangent, and the sign of the bordered determinant, which only a crossing changes. */
export interface Station {
  readonly point: Float64Array
  readonly tangent: Float64Array
  readonly sign: number
}

/** Largest first correction accepted, and corrections tried. */
const LARGEST_MISS = 0.3
const MOST_CORRECTIONS = 8

export interface Corrected {
  readonly station: Station
  /** Largest entry of the first correction. */
  readonly miss: number
  readonly iterations: number
}

/** Newton's method orthogonal to the last tangent; undefined when it does not contract at once. */
export const newCorrector = (system: System, counter: { iterations: number }) => {
  const { size } = system
  const order = size + 1
  const residual = new Float64Array(size)
  const jacobian = new Float64Array(size * order)
  const bordered = new Float64Array(order * order)
  const right = new Float64Array(order)
  const along = new Float64Array(order)
  along[size] = 1
  return (from: Float64Array, tangent: Float64Array): Corrected | undefined => {
    const point = from.slice()
    let miss = 0
    let last = LARGEST_MISS
    for (let iterations = 1; iterations <= MOST_CORRECTIONS; iterations++) {
      counter.iterations++
      system.evaluate(point, residual, jacobian)
      bordered.set(jacobian)
      bordered.set(tangent, size * order)
      const { rows, sign } = factor(bordered, order)
      if (sign === 0) return undefined
      for (let k = 0; k < size; k++) right[k] = -residual[k]
      const step = solveFactored(bordered, rows, right)
      const moved = largest(step)
      if (!(moved <= (iterations === 1 ? LARGEST_MISS : 0.5 * last))) return undefined
      if (iterations === 1) miss = moved
      last = moved
      for (let k = 0; k < order; k++) point[k] += step[k]
      // Newton's method squares its error: what is left is far below the tolerance.
      if (moved <= 1e-7 + 1e-13 * largest(point)) {
        const direction = unit(solveFactored(bordered, rows, along))
        return { station: { point, tangent: direction, sign }, miss, iterations }
      }
    }
    return undefined
  }
}

/** How far polishing may move the interpolated point; farther, and it may have left the curve. */
const POLISH_REACH = 0.3
const MOST_POLISHES = 12

/** Newton's method with the parameter held at `target`, until rounding stops it; undefined when it strays or stalls. */
export const polish = (
  system: System,
  start: Float64Array,
  target: number,
  counter: { iterations: number },
): Float64Array | undefined => {
  const { size } = system
  const residual = new Float64Array(size)
  const jacobian = new Float64Array(size * (size + 1))
  const matrix = new Float64Array(size * size)
  const point = start.slice()
  point[size] = target
  let best = point
  let least = Number.POSITIVE_INFINITY
  let last = POLISH_REACH
  let settled = false
  for (let iteration = 0; iteration < MOST_POLISHES; iteration++) {
    counter.iterations++
    system.evaluate(point, residual, jacobian)
    const off = largest(residual)
    const floor = 1e-14 * (1 + largest(point))
    // Once only rounding moves the point, the best of what it goes through is taken.
    if (settled && off >= least) return best
    if (off < least) best = point.slice()
    least = Math.min(least, off)
    // Where branches meet the equations are singular, but the point itself may be there already.
    if (off <= 0.01 * floor) return best
    for (let k = 0; k < size; k++)
      matrix.set(jacobian.subarray(k * (size + 1), k * (size + 1) + size), k * size)
    const { rows, sign } = factor(matrix, size)
    if (sign === 0) return undefined
    const step = solveFactored(
      matrix,
      rows,
      residual.map((value) => -value),
    )
    const moved = largest(step)
    settled ||= moved <= 1e4 * floor
    if (!settled && !(moved <= 0.7 * last)) return undefined
    for (let k = 0; k < size; k++) point[k] += step[k]
    last = moved
  }
  return best
}

const largest = (vector: Float64Array): number => {
  let most = 0
  for (const value of vector) {
    if (Number.isNaN(value)) return value
    most = Math.max(most, Math.abs(value))
  }
  return most
}

/** The inner product: the cosine between unit vectors. */
export const cosine = (a: Float64Array, b: Float64Array): number => {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k]
  return sum
}

export const norm = (vector: Float64Array): number => Math.sqrt(cosine(vector, vector))

const unit = (vector: Float64Array): Float64Array => {
  const size = norm(vector)
  return vector.map((value) => value / size)
}
