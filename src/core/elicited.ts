import { betaCurve } from './beta.js'
import type { Curve } from './curve.js'
import { exp, log, normalCdf, normalDensity, normalQuantile } from './elementary.js'
import { fitMetalog, MAX_METALOG_TERMS, metalogCurve, type Quantile } from './metalog.js'

/** Families that can be matched to quantiles. Beta needs both ends of its support. */
export const families = ['metalog', 'normal', 'logNormal', 'beta'] as const
export type Family = (typeof families)[number]

/** Two to five quantiles that somebody gave, and how a distribution is made of them. */
export interface Elicited {
  readonly kind: 'elicited'
  readonly quantiles: readonly Quantile[]
  readonly family: Family
  /** Metalog terms, 2 to as many as there are quantiles (the default: through every quantile). */
  readonly terms?: number
  /** Ends of the support of a metalog or beta; a metalog may have none, one or both. */
  readonly low?: number
  readonly high?: number
}

/** What was given beside what the fitted distribution has. */
export interface Fitted {
  readonly p: number
  readonly given: number
  readonly fitted: number
}

export interface Fit {
  /** Null where there are faults. */
  readonly curve: Curve | null
  readonly faults: readonly string[]
  readonly rows: readonly Fitted[]
  /** In words: `metalog, 3 terms`, `beta(2.1, 3.4) on 0 to 1`. */
  readonly name: string
}

/** mean + sd z, turned by `outward`: the normal, and the log-normal. */
const normalCurve = (mean: number, sd: number): Curve => {
  const cdf = (x: number) => normalCdf((x - mean) / sd)
  return {
    cdf,
    before: cdf,
    upper: (x) => normalCdf((mean - x) / sd),
    density: (x) => normalDensity((x - mean) / sd) / sd,
    quantile: (p) => mean + sd * normalQuantile(p),
    low: Number.NEGATIVE_INFINITY,
    high: Number.POSITIVE_INFINITY,
    atoms: [],
    kinks: [],
  }
}

const logNormalCurve = (mean: number, sd: number): Curve => {
  const cdf = (x: number) => (x <= 0 ? 0 : normalCdf((log(x) - mean) / sd))
  return {
    cdf,
    before: cdf,
    upper: (x) => (x <= 0 ? 1 : normalCdf((mean - log(x)) / sd)),
    density: (x) => (x <= 0 ? 0 : normalDensity((log(x) - mean) / sd) / (sd * x)),
    quantile: (p) => exp(mean + sd * normalQuantile(p)),
    low: 0,
    high: Number.POSITIVE_INFINITY,
    atoms: [],
    kinks: [],
  }
}

/** A curve on [0, 1] stretched over [low, high]. */
export const stretched = (curve: Curve, low: number, high: number): Curve => {
  const width = high - low
  const cdf = (x: number) => curve.cdf((x - low) / width)
  return {
    cdf,
    before: cdf,
    upper: (x) => curve.upper((x - low) / width),
    density: (x) => curve.density((x - low) / width) / width,
    quantile: (p) => low + width * curve.quantile(p),
    low,
    high,
    atoms: [],
    kinks: [],
  }
}

/** Least-squares line of the values on normal scores: [mean, sd]. */
const normalFit = (quantiles: readonly Quantile[]): [number, number] => {
  const n = quantiles.length
  const scores = quantiles.map(({ p }) => normalQuantile(p))
  const centre = scores.reduce((sum, z) => sum + z, 0) / n
  const mean = quantiles.reduce((sum, { value }) => sum + value, 0) / n
  let over = 0
  let under = 0
  quantiles.forEach(({ value }, k) => {
    over += (scores[k] - centre) * (value - mean)
    under += (scores[k] - centre) * (scores[k] - centre)
  })
  return [mean - (over / under) * centre, over / under]
}

const SMALLEST_SHAPE = 0.05
const LARGEST_SHAPE = 10_000

/**
 * Shapes of the beta on [0, 1] whose quantiles come nearest (least squares), by Levenberg-Marquardt in the logarithms
 * of the shapes, from the shapes with the mean and variance of a normal fit.
 */
const betaFit = (quantiles: readonly Quantile[]): [number, number] => {
  const residuals = (u: number, v: number): number[] => {
    const curve = betaCurve(exp(u), exp(v))
    return quantiles.map(({ p, value }) => curve.quantile(p) - value)
  }
  const cost = (r: readonly number[]) => r.reduce((sum, x) => sum + x * x, 0)
  const bounded = (x: number) => Math.min(log(LARGEST_SHAPE), Math.max(log(SMALLEST_SHAPE), x))
  const [centre, sd] = normalFit(quantiles)
  const mean = Math.min(0.98, Math.max(0.02, centre))
  const size = Math.max(0.5, (mean * (1 - mean)) / (sd * sd) - 1)
  let u = bounded(log(mean * size))
  let v = bounded(log((1 - mean) * size))
  let r = residuals(u, v)
  let damping = 1e-3
  for (let step = 0; step < 100 && damping < 1e12; step++) {
    const h = 1e-6
    const du = residuals(u + h, v).map((x, k) => (x - r[k]) / h)
    const dv = residuals(u, v + h).map((x, k) => (x - r[k]) / h)
    const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, k) => sum + x * b[k], 0)
    const [uu, uv, vv, gu, gv] = [dot(du, du), dot(du, dv), dot(dv, dv), dot(du, r), dot(dv, r)]
    const [a, c] = [uu * (1 + damping), vv * (1 + damping)]
    const det = a * c - uv * uv
    if (!(det > 0)) break
    const nextU = bounded(u - (c * gu - uv * gv) / det)
    const nextV = bounded(v - (a * gv - uv * gu) / det)
    const next = residuals(nextU, nextV)
    if (cost(next) < cost(r)) {
      const moved = Math.max(Math.abs(nextU - u), Math.abs(nextV - v))
      u = nextU
      v = nextV
      r = next
      damping /= 10
      if (moved < 1e-13) break
    } else damping *= 10
  }
  return [exp(u), exp(v)]
}

const shown = (x: number): string => String(Number(x.toPrecision(4)))

/** Faults of what was given, before anything is fitted. */
const givenFaults = ({ quantiles, family, terms, low, high }: Elicited): string[] => {
  const faults: string[] = []
  if (quantiles.length < 2 || quantiles.length > MAX_METALOG_TERMS)
    faults.push(`${quantiles.length} quantiles: two to five can be fitted`)
  const sorted = [...quantiles].sort((a, b) => a.p - b.p)
  for (const { p } of sorted)
    if (!(p > 0 && p < 1))
      faults.push(`a quantile at ${shown(100 * p)}%: levels lie between 0 and 100; give ends as low and high`)
  sorted.slice(1).forEach(({ p, value }, k) => {
    const before = sorted[k]
    if (p === before.p) faults.push(`two quantiles at ${shown(100 * p)}%`)
    else if (!(value > before.value))
      faults.push(
        `quantiles must rise: ${value} at ${shown(100 * p)}% is not above ${before.value} at ${shown(100 * before.p)}%`,
      )
  })
  if (terms !== undefined && !(Number.isInteger(terms) && terms >= 2 && terms <= quantiles.length))
    faults.push(`terms: ${terms} is not a whole number from 2 to ${quantiles.length}`)
  if (terms !== undefined && family !== 'metalog') faults.push(`terms belong to a metalog, not to ${family}`)
  if (low !== undefined && high !== undefined && !(low < high))
    faults.push(`low, high: ${low} is not below ${high}`)
  if (family === 'beta' && (low === undefined || high === undefined))
    faults.push('a beta distribution needs low and high')
  const least = family === 'logNormal' ? 0 : (low ?? Number.NEGATIVE_INFINITY)
  for (const { value } of sorted)
    if (!(value > least && value < (high ?? Number.POSITIVE_INFINITY)))
      faults.push(`${value} is not inside the ends of the support, ${least} to ${high ?? 'infinity'}`)
  return faults
}

/** Fits a distribution to elicited quantiles, and shows the fit. Never throws. */
export const fitElicited = (elicited: Elicited): Fit => {
  const { family, low, high } = elicited
  const quantiles = [...elicited.quantiles].sort((a, b) => a.p - b.p)
  const faults = givenFaults(elicited)
  if (faults.length > 0) return { curve: null, faults, rows: [], name: family }
  const fitted = (curve: Curve, name: string): Fit => ({
    curve,
    faults: [],
    rows: quantiles.map(({ p, value }) => ({ p, given: value, fitted: curve.quantile(p) })),
    name,
  })
  switch (family) {
    case 'normal': {
      const [mean, sd] = normalFit(quantiles)
      return fitted(normalCurve(mean, sd), `normal, mean ${shown(mean)}, sd ${shown(sd)}`)
    }
    case 'logNormal': {
      const [mean, sd] = normalFit(quantiles.map(({ p, value }) => ({ p, value: log(value) })))
      return fitted(
        logNormalCurve(mean, sd),
        `log-normal, median ${shown(exp(mean))}, sd of log ${shown(sd)}`,
      )
    }
    case 'beta': {
      const [from, to] = [low ?? 0, high ?? 1]
      const scaled = quantiles.map(({ p, value }) => ({ p, value: (value - from) / (to - from) }))
      const [a, b] = betaFit(scaled)
      return fitted(
        stretched(betaCurve(a, b), from, to),
        `beta, shapes ${shown(a)} and ${shown(b)}, on ${shown(from)} to ${shown(to)}`,
      )
    }
    case 'metalog':
      return metalogFit(elicited, quantiles, fitted)
  }
}

const metalogFit = (
  { terms, low, high }: Elicited,
  quantiles: readonly Quantile[],
  fitted: (curve: Curve, name: string) => Fit,
): Fit => {
  const from = low ?? Number.NEGATIVE_INFINITY
  const to = high ?? Number.POSITIVE_INFINITY
  const wanted = terms ?? quantiles.length
  const metalog = fitMetalog(quantiles, wanted, from, to)
  const ends = [
    low === undefined ? [] : [`from ${shown(low)}`],
    high === undefined ? [] : [`to ${shown(high)}`],
  ]
  if (metalog.feasible)
    return fitted(metalogCurve(metalog), [`metalog, ${wanted} terms`, ...ends.flat()].join(' '))
  const fewer = Array.from({ length: wanted - 2 }, (_, k) => wanted - 1 - k).find(
    (count) => fitMetalog(quantiles, count, from, to).feasible,
  )
  const way =
    fewer === undefined ? 'give other quantiles, or a family' : `"terms: ${fewer}" fits, though not exactly`
  return {
    curve: null,
    faults: [
      `no metalog of ${wanted} terms goes through these quantiles (its density would be negative): ${way}`,
    ],
    rows: [],
    name: 'metalog',
  }
}
