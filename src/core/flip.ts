/*
 * The smallest change that turns the sign of a function, measured in standard deviations of independent normal variables: the
 * reliability index of Hasofer & Lind (1974), found by the iteration of Rackwitz & Fiessler (1978).
 */

const TOLERANCE = 1e-4
const MOST = 40

/** Where `g` changes sign between two points at which its signs differ, to 1e-4: regula falsi, Illinois variant. */
export const crossing = (g: (x: number) => number, from: number, to: number): number => {
  let [a, b] = [from, to]
  let [ga, gb] = [g(a), g(b)]
  for (let k = 0; k < MOST && Math.abs(b - a) > TOLERANCE; k++) {
    const slope = gb - ga
    // Every third step halves, so that a kink or a step cannot hold the search up.
    const x = k % 3 === 2 || !Number.isFinite(slope) || slope === 0 ? (a + b) / 2 : b - (gb * (b - a)) / slope
    const gx = g(x)
    if (gx === 0) return x
    if (gx > 0 === gb > 0) ga /= 2
    else {
      a = b
      ga = gb
    }
    b = x
    gb = gx
  }
  return b
}

export interface Flip {
  /** Distance from the origin, and the point itself. */
  readonly distance: number
  readonly point: Float64Array
}

export interface FlipOptions {
  /** Inputs that may move; the others stay at the origin. */
  readonly movable: readonly number[]
  /** How far to look. */
  readonly reach: number
}

const ITERATIONS = 8
const STEP = 0.05

/**
 * The nearest point to the origin where `g` changes sign. An upper bound of the distance: a curved border may come closer elsewhere.
 * Null when no border is met within `reach` in any direction tried.
 */
export const nearestFlip = (
  g: (z: Float64Array) => number,
  dimensions: number,
  { movable, reach }: FlipOptions,
): Flip | null => {
  const origin = g(new Float64Array(dimensions))
  if (!Number.isFinite(origin) || origin === 0) return null
  const point = new Float64Array(dimensions)
  let best: Flip | null = null
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const here = g(point)
    const slope = new Float64Array(dimensions)
    let steepness = 0
    for (const j of movable) {
      const kept = point[j]
      point[j] = kept + STEP
      const up = g(point)
      point[j] = kept
      slope[j] = Number.isFinite(up) ? (up - here) / STEP : 0
      steepness += slope[j] * slope[j]
    }
    if (!(steepness > 0) || !Number.isFinite(here)) break
    let along = 0
    for (const j of movable) along += slope[j] * point[j]
    const step = (along - here) / steepness
    let length = 0
    for (const j of movable) length += step * step * slope[j] * slope[j]
    length = Math.sqrt(length)
    if (length === 0) break
    const direction = slope.map((value) => (value * step) / length)
    const found = onRay(g, origin, direction, reach)
    if (found === null) break
    const nearer = best === null || found.distance < best.distance - 1e-4
    if (nearer) best = found
    else if (found.distance > (best as Flip).distance - 1e-4) break
    point.set(found.point)
  }
  return best
}

/** First change of sign along a ray from the origin, looked for in steps of a quarter. */
const onRay = (
  g: (z: Float64Array) => number,
  origin: number,
  direction: Float64Array,
  reach: number,
): Flip | null => {
  const at = (t: number): number => g(direction.map((value) => value * t))
  let before = 0
  for (let t = 0.25; t <= reach + 1e-12; t += 0.25) {
    if (at(t) > 0 !== origin > 0) {
      const distance = crossing(at, before, t)
      return { distance, point: direction.map((value) => value * distance) }
    }
    before = t
  }
  return null
}
