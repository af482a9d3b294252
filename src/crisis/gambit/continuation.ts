import { pow } from '../../core/elementary.js'
import { cosine, newCorrector, norm, polish, type Station, type System } from './newton.js'

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

const FIRST_STEP = 0.05
const SHORTEST_STEP = 1e-9
/** Longest step, as a share of 1 + the length of the point: what lies far out is met on a log scale. */
const LONGEST_SHARE = 0.25
/** First Newton correction aimed at: how far the predictor may miss. */
const AIM = 0.02
/** Smallest cosine between neighbouring tangents. */
const STRAIGHT = 0.95
/** Steps are cut to this before a crossing is believed. */
const CROSSING_STEP = 1e-3

/**
 * Follows the curve of zeros from `start` (a zero), the parameter rising at first, until the parameter first equals `target`. The curve
 * is taken never to fall behind the start's parameter.
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
    if (next === undefined || cosine(here.tangent, next.station.tangent) < STRAIGHT) {
      length /= 2
      continue
    }
    const { station, miss, iterations } = next
    const [before, after] = [here.point[size], station.point[size]]
    // The other arm of a hairpin, run backwards, looks like a crossing from afar; a true crossing is one from near by too.
    const crossing = station.sign !== here.sign
    const [slope, slopeAfter] = [here.tangent[size], station.tangent[size]]
    const turning = slope * slopeAfter < 0
    const turn = before + (0.5 * length * slope * slope) / (slope - slopeAfter)
    // The target may lie on the loop that a step cuts off.
    const cut =
      turning && slope > 0 && turn + 0.5 * (turn - Math.max(before, after)) >= target && after < target
    const behind = after < start[size]
    if (behind || (crossing && length > CROSSING_STEP) || (cut && length > 10 * SHORTEST_STEP)) {
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
