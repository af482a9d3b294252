import { type Curve, hermiteTable, increasingRoot, logistic, logit } from './curve.js'
import { cos, exp, log } from './elementary.js'

/** One voice in a pool; weights are positive and need not sum to 1. */
export interface Weighted {
  readonly weight: number
  readonly curve: Curve
}

const normalised = (parts: readonly Weighted[]): Weighted[] => {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0)
  return parts.map(({ weight, curve }) => ({ weight: weight / total, curve }))
}

const distinct = (values: readonly number[]): number[] =>
  [...new Set(values)].filter(Number.isFinite).sort((a, b) => a - b)

/** Reach of the table of starting points, in log-odds. */
const REACH = 30

/**
 * The linear pool (a mixture): its distribution function is the weighted mean of theirs. Quantiles are found by
 * Newton's method on that function, to its last digits.
 */
export const linearPool = (given: readonly Weighted[]): Curve => {
  const parts = normalised(given)
  const sumOf = (f: (curve: Curve) => number): number => {
    let sum = 0
    for (const { weight, curve } of parts) sum += weight * f(curve)
    return sum
  }
  // Weights that were divided by their sum may add up to a rounding more than 1.
  const chanceOf = (f: (curve: Curve) => number): number => Math.min(1, sumOf(f))
  const cdf = (x: number): number => chanceOf((curve) => curve.cdf(x))
  const before = (x: number): number => chanceOf((curve) => curve.before(x))
  const upper = (x: number): number => chanceOf((curve) => curve.upper(x))
  // From the nearer end, so that no digits are lost in the upper tail.
  const excess = (x: number, p: number): number => (p <= 0.5 ? cdf(x) - p : 1 - p - upper(x))
  const density = (x: number): number => sumOf((curve) => curve.density(x))
  const atoms = distinct(parts.flatMap(({ curve }) => curve.atoms))
  const jumps = atoms.map((value) => ({ value, from: before(value), to: cdf(value) }))
  const lowest = Math.min(...parts.map(({ curve }) => curve.low))
  const highest = Math.max(...parts.map(({ curve }) => curve.high))
  const bracketed = (p: number): number => {
    // The ends may be infinite, which no search can start from.
    if (p <= 0) return lowest
    if (p >= 1) return highest
    let low = Number.POSITIVE_INFINITY
    let high = Number.NEGATIVE_INFINITY
    for (const { curve } of parts) {
      const x = curve.quantile(p)
      low = Math.min(low, x)
      high = Math.max(high, x)
    }
    for (const { value, from, to } of jumps) {
      if (p > from && p <= to) return value
      if (p <= from) high = Math.min(high, value)
      else low = Math.max(low, value)
    }
    return low < high ? refine(p, low, high, (low + high) / 2) : low
  }
  const refine = (p: number, low: number, high: number, start: number): number =>
    increasingRoot((x) => ({ value: excess(x, p), slope: density(x) }), low, high, start)
  const table = hermiteTable(-REACH, REACH, 0.125, (t) => {
    const p = logistic(t)
    const value = bracketed(p)
    return { value, slope: (p * (1 - p)) / density(value) }
  })
  const quantile = (p: number): number => {
    if (atoms.length > 0 || p <= 0 || p >= 1) return bracketed(p)
    const t = logit(p)
    if (Math.abs(t) > REACH - 1) return bracketed(p)
    const start = table.at(t)
    const slope = density(start)
    // Near a kink or a gap the table says nothing; elsewhere one or two steps are enough.
    let x = start
    if (slope > 0) {
      for (let step = 0; step < 3; step++) {
        const next = x - excess(x, p) / density(x)
        if (!Number.isFinite(next)) break
        if (Math.abs(next - x) <= 1e-9 * Math.abs(next)) return next
        x = next
      }
    }
    return bracketed(p)
  }
  return {
    cdf,
    before,
    upper,
    density,
    quantile,
    low: lowest,
    high: highest,
    atoms,
    kinks: distinct(parts.flatMap(({ curve }) => [...curve.kinks, curve.low, curve.high])),
  }
}

const DEGREE = 14
const NODES = Array.from({ length: DEGREE + 1 }, (_, k) => cos((Math.PI * (k + 0.5)) / (DEGREE + 1)))
const COSINES = Array.from({ length: DEGREE + 1 }, (_, j) =>
  NODES.map((_, k) => cos((Math.PI * ((j * (2 * k + 1)) % (4 * (DEGREE + 1)))) / (2 * (DEGREE + 1)))),
)

/** A stretch of the pooled density as a Chebyshev series, and its integral from the left end. */
interface Panel {
  readonly left: number
  readonly width: number
  readonly series: readonly number[]
  readonly integral: readonly number[]
  /** Mass left of the panel, and in it; of the whole once normalised. */
  readonly from: number
  readonly mass: number
}

const clenshaw = (series: readonly number[], s: number): number => {
  let b1 = 0
  let b2 = 0
  for (let j = series.length - 1; j >= 1; j--) {
    const b = 2 * s * b1 - b2 + series[j]
    b2 = b1
    b1 = b
  }
  return s * b1 - b2 + series[0]
}

const seriesOf = (values: readonly number[]): number[] =>
  COSINES.map((row, j) => {
    let sum = 0
    for (let k = 0; k <= DEGREE; k++) sum += values[k] * row[k]
    return ((j === 0 ? 1 : 2) * sum) / (DEGREE + 1)
  })

/** Integral from -1 of a Chebyshev series. */
const integralOf = (series: readonly number[]): number[] => {
  const at = (j: number) => series[j] ?? 0
  const out = [0]
  for (let j = 1; j <= DEGREE + 1; j++)
    out[j] = j === 1 ? at(0) - at(2) / 2 : (at(j - 1) - at(j + 1)) / (2 * j)
  out[0] = -clenshaw(out, -1)
  return out
}

/** Where each voice is asked, to lay the first panels. */
const LANDMARKS = [1e-14, 1e-10, 1e-7, 1e-5, 1e-3, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999]
const MIRRORED = [...LANDMARKS, ...LANDMARKS.filter((p) => p < 0.01).map((p) => 1 - p)]

/** Share of the whole mass that a panel may get wrong. */
const TOLERANCE = 1e-12
const MAX_HALVINGS = 48

/**
 * The logarithmic pool: density in proportion to the product of theirs, each to the power of its weight (weights
 * normalised to sum to 1; Genest & Zidek 1986). Made of Chebyshev series on panels halved until each is right to
 * 1e-12 of the whole; the distribution function is right to 1e-9 (tested against pools with closed forms). Null
 * where there is no value that all hold possible. Every voice needs a density.
 */
export const logarithmicPool = (given: readonly Weighted[]): Curve | null => {
  const parts = normalised(given)
  const product = (x: number): number => {
    let sum = 0
    for (const { weight, curve } of parts) {
      const f = curve.density(x)
      if (!(f > 0)) return 0
      sum += weight * log(f)
    }
    return exp(sum)
  }
  const low = Math.max(...parts.map(({ curve }) => curve.low))
  const high = Math.min(...parts.map(({ curve }) => curve.high))
  if (!(low < high)) return null
  const marks = parts.flatMap(({ curve }) => [...MIRRORED.map(curve.quantile), ...curve.kinks])
  const reach = [low, high].map((end, k) => {
    if (Number.isFinite(end)) return end
    const ends = parts.map(({ curve }) => curve.quantile(k === 0 ? 1e-14 : 1 - 1e-14))
    return k === 0 ? Math.min(...ends) : Math.max(...ends)
  })
  const edges = distinct([...marks, ...reach]).filter((x) => x >= reach[0] && x <= reach[1])
  const approximate = (left: number, width: number) => {
    const values = NODES.map((s) => product(left + ((s + 1) / 2) * width))
    const series = seriesOf(values)
    const integral = integralOf(series).map((c) => (c * width) / 2)
    const doubt =
      (Math.abs(series[DEGREE]) + Math.abs(series[DEGREE - 1]) + Math.abs(series[DEGREE - 2])) * width
    return { left, width, series, integral, doubt, mass: Math.max(0, clenshaw(integral, 1)) }
  }
  const rough = edges.slice(1).map((right, k) => approximate(edges[k], right - edges[k]))
  const whole = rough.reduce((sum, { mass }) => sum + mass, 0)
  if (!(whole > 0)) return null
  type Fit = (typeof rough)[number]
  const settled = (one: Fit, halvings: number): Fit[] => {
    if (one.doubt <= TOLERANCE * whole || halvings === 0) return [one]
    const half = one.width / 2
    return [
      ...settled(approximate(one.left, half), halvings - 1),
      ...settled(approximate(one.left + half, half), halvings - 1),
    ]
  }
  const fits = rough.flatMap((one) => settled(one, MAX_HALVINGS))
  const total = fits.reduce((sum, { mass }) => sum + mass, 0)
  let from = 0
  const panels = fits.map(({ left, width, series, integral, mass }): Panel => {
    const panel = {
      left,
      width,
      series: series.map((c) => c / total),
      integral: integral.map((c) => c / total),
      from,
      mass: mass / total,
    }
    from += mass / total
    return panel
  })
  /** The last panel whose `key` is at or below x. */
  const panelAt = (x: number, key: (panel: Panel) => number): Panel => {
    let first = 0
    let above = panels.length
    while (above - first > 1) {
      const middle = (first + above) >> 1
      if (key(panels[middle]) <= x) first = middle
      else above = middle
    }
    return panels[first]
  }
  const end = reach[1]
  const cdf = (x: number): number => {
    if (x <= reach[0]) return 0
    if (x >= end) return 1
    const { left, width, integral, from: below } = panelAt(x, (panel) => panel.left)
    return Math.min(1, Math.max(0, below + clenshaw(integral, (2 * (x - left)) / width - 1)))
  }
  return {
    cdf,
    before: cdf,
    upper: (x) => 1 - cdf(x),
    density: (x) => (x >= reach[0] && x <= end ? product(x) / total : 0),
    quantile: (p) => {
      if (p <= 0) return reach[0]
      if (p >= 1) return end
      const { left, width, series, integral, from: below, mass } = panelAt(p, (panel) => panel.from)
      const s = increasingRoot(
        (at) => ({
          value: below + clenshaw(integral, at) - p,
          slope: (clenshaw(series, at) * width) / 2,
        }),
        -1,
        1,
        mass > 0 ? (2 * (p - below)) / mass - 1 : 0,
      )
      return left + ((s + 1) / 2) * width
    },
    low: reach[0],
    high: end,
    atoms: [],
    kinks: distinct([...edges]),
  }
}
