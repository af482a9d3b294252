import { pow } from '../../core/elementary.js'
import { factor, solveFactored } from './lu.js'

/** n equations in n unknowns and a parameter. A point is an array of n + 1 numbers, the parameter last. */
export interface System {
  readonly size: number
  /** Fills `residual` (n) and `jacobian` (n rows of n + 1: the unknowns, then the parameter) at a point. */
  readonly evaluate: (point: Float64Array, residual: Float64Array, jacobian: Float64Array) => void
}

export interface Stop {
  readonly parameter: number
  /** Length of the step that led here, and Newton iterations it took. */
  readonly stepLength: number
  readonly iterations: number
  readonly point: Float64Array
}

export interface Trace {
  /** Where tracing ended: at the target when `end` is `target`, else the last point found. */
  readonly point: Float64Array
  readonly end: 'target' | 'stalled' | 'too-many-steps'
  readonly steps: number
  readonly iterations: number
  /** Values of the parameter near which the curve turns back in it. */
  readonly turns: readonly number[]
  /** Intervals of the parameter in which another curve crosses (an odd number of them). */
  readonly crossings: readonly (readonly [number, number])[]
}

interface Limits {
  readonly maxSteps: number
  readonly onStep?: (stop: Stop) => void
}

/** A point of the curve: unit tangent, and the sign of the bordered determinant, which only a crossing changes. */
interface Station {
  readonly point: Float64Array
  readonly tangent: Float64Array
  readonly sign: number
}

const FIRST_STEP = 0.05
const SHORTEST_STEP = 1e-9
/** Longest step, as a share of 1 + the length of the point: what lies far out is met on a log scale. */
const LONGEST_SHARE = 0.25
/** First Newton correction aimed at, and the largest accepted: how far the predictor may miss. */
const AIM = 0.02
const LARGEST_MISS = 0.3
/** Smallest cosine between neighbouring tangents. */
const STRAIGHT = 0.95
/** Steps are cut to this before a crossing is believed. */
const CROSSING_STEP = 1e-3
const MOST_CORRECTIONS = 8

/**
 * Follows the curve of zeros from `start` (a zero), the parameter rising at first, until the parameter first equals `target`.
 *
 * Pseudo-arclength continuation (Keller 1977; Allgower & Georg 1990): a second-order predictor along the tangent, Newton's
 * method on the equations bordered by the tangent, so that turning points are passed like any other; steps adapt to the miss
 * of the predictor, the contraction of Newton's method and the angle turned. At the target, Newton's method in the unknowns alone.
 */
export const trace = (system: System, start: Float64Array, target: number, limits: Limits): Trace => {
  const { size } = system
  const counter = { iterations: 0 }
  const corrector = newCorrector(system, counter)
  const turns: number[] = []
  const crossings: [number, number][] = []
  const up = new Float64Array(size + 1)
  up[size] = 1
  const first = corrector(start, up)
  const finish = (point: Float64Array, end: Trace['end'], steps: number): Trace => ({
    point,
    end,
    steps,
    iterations: counter.iterations,
    turns,
    crossings,
  })
  if (first === undefined) return finish(start, 'stalled', 0)
  let here: Station = first.station
  let bend: Float64Array | undefined
  let length = FIRST_STEP
  let steps = 0
  while (steps < limits.maxSteps) {
    if (length < SHORTEST_STEP) return finish(here.point, 'stalled', steps)
    const next = corrector(predict(here, bend, length), here.tangent)
    const before = here.point[size]
    if (next === undefined || cosine(here.tangent, next.station.tangent) < STRAIGHT) {
      length /= 2
      continue
    }
    const { station, miss, iterations } = next
    const after = station.point[size]
    // The other arm of a hairpin, run backwards, looks like a crossing from afar; a true crossing is one from near by too.
    const crossing = station.sign !== here.sign
    const [slope, slopeAfter] = [here.tangent[size], station.tangent[size]]
    const turning = slope * slopeAfter < 0
    const turn = before + (0.5 * length * slope * slope) / (slope - slopeAfter)
    // The target may lie on the loop that a step cuts off.
    const cut =
      turning && slope > 0 && turn + 0.5 * (turn - Math.max(before, after)) >= target && after < target
    if ((crossing && length > CROSSING_STEP) || (cut && length > 10 * SHORTEST_STEP)) {
      length /= 2
      continue
    }
    const reached =
      after >= target
        ? polish(system, between(here.point, station.point, target), target, counter)
        : undefined
    if (after >= target && reached === undefined) {
      length /= 2
      continue
    }
    if (turning) turns.push(turn)
    if (crossing) crossings.push([Math.min(before, after), Math.max(before, after)])
    steps++
    const point = reached ?? station.point
    limits.onStep?.({ parameter: point[size], stepLength: length, iterations, point })
    if (reached !== undefined) return finish(reached, 'target', steps)
    bend = difference(station.tangent, here.tangent, length)
    here = station
    const growth = miss > 0 ? Math.min(2, Math.max(0.5, pow(AIM / miss, 1 / 3))) : 2
    length = Math.min(length * growth, LONGEST_SHARE * (1 + norm(here.point)))
  }
  return finish(here.point, 'too-many-steps', steps)
}

interface Corrected {
  readonly station: Station
  /** Largest entry of the first correction. */
  readonly miss: number
  readonly iterations: number
}

/** Newton's method orthogonal to the last tangent; undefined when it does not contract at once. */
const newCorrector = (system: System, counter: { iterations: number }) => {
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
const polish = (
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
  let last = POLISH_REACH
  for (let iteration = 0; iteration < MOST_POLISHES; iteration++) {
    counter.iterations++
    system.evaluate(point, residual, jacobian)
    const floor = 1e-14 * (1 + largest(point))
    // Where branches meet the equations are singular, but the point itself may be there already.
    if (largest(residual) <= 0.01 * floor) return point
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
    if (!(moved <= 0.7 * last) && !(moved <= 1e4 * floor)) return undefined
    for (let k = 0; k < size; k++) point[k] += step[k]
    if (moved <= floor || (iteration > 0 && moved >= last)) return point
    last = moved
  }
  return point
}

const predict = (here: Station, bend: Float64Array | undefined, length: number): Float64Array =>
  here.point.map(
    (value, k) =>
      value + length * here.tangent[k] + (bend === undefined ? 0 : 0.5 * length * length * bend[k]),
  )

/** Where the chord between two points meets the target; a start for `polish`. */
const between = (from: Float64Array, to: Float64Array, target: number): Float64Array => {
  const last = from.length - 1
  const share = to[last] === from[last] ? 1 : (target - from[last]) / (to[last] - from[last])
  return from.map((value, k) => value + share * (to[k] - value))
}

const difference = (a: Float64Array, b: Float64Array, length: number): Float64Array =>
  a.map((value, k) => (value - b[k]) / length)

const largest = (vector: Float64Array): number => {
  let most = 0
  for (const value of vector) {
    if (Number.isNaN(value)) return value
    most = Math.max(most, Math.abs(value))
  }
  return most
}

const cosine = (a: Float64Array, b: Float64Array): number => {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k]
  return sum
}

const norm = (vector: Float64Array): number => Math.sqrt(cosine(vector, vector))

const unit = (vector: Float64Array): Float64Array => {
  const size = norm(vector)
  return vector.map((value) => value / size)
}
