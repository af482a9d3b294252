import { betaCurve } from './beta.js'
import type { Curve } from './curve.js'
import { exp, log, normalCdf, normalDensity, normalQuantile } from './elementary.js'
import { type Elicited, fitElicited, stretched } from './elicited.js'
import { linearPool, logarithmicPool } from './pool.js'

/** One voice of a pool. Weights are positive; they are normalised to sum to 1. */
export interface Component {
  readonly name: string
  readonly weight: number
  readonly source?: string
  readonly distribution: Distribution
}

/** A value that carries probability in proportion to its weight. */
export interface WeightedValue {
  readonly value: number
  readonly weight: number
}

/**
 * A univariate distribution as plain data. `logNormal` is given by its median and the sd of its logarithm, `beta` by
 * its shapes on low to high (0 to 1 if not given), `pert` by its ends and mode (a beta of shape weight 4; Malcolm et
 * al. 1959). `mixture` is the linear pool of its components, `logPool` the logarithmic one. `truncated` is `of`, cut
 * and renormalised.
 */
export type Distribution =
  | { readonly kind: 'fixed'; readonly value: number }
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  | { readonly kind: 'logUniform'; readonly low: number; readonly high: number }
  | { readonly kind: 'normal'; readonly mean: number; readonly sd: number }
  | { readonly kind: 'logNormal'; readonly median: number; readonly sigma: number }
  | { readonly kind: 'triangular'; readonly low: number; readonly mode: number; readonly high: number }
  | {
      readonly kind: 'beta'
      readonly alpha: number
      readonly beta: number
      readonly low?: number
      readonly high?: number
    }
  | { readonly kind: 'pert'; readonly low: number; readonly mode: number; readonly high: number }
  | { readonly kind: 'discrete'; readonly values: readonly WeightedValue[] }
  | Elicited
  | { readonly kind: 'mixture'; readonly components: readonly Component[] }
  | { readonly kind: 'logPool'; readonly components: readonly Component[] }
  | {
      readonly kind: 'truncated'
      readonly of: Distribution
      readonly low?: number
      readonly high?: number
    }

export interface Range {
  readonly min: number
  readonly max: number
}

const unit = (x: number): number => Math.min(1, Math.max(0, x))

/** Distribution function P(X <= x), before any truncation to a range. */
export const cdf = (d: Distribution, x: number): number => {
  switch (d.kind) {
    case 'fixed':
      return x >= d.value ? 1 : 0
    case 'uniform':
      return unit((x - d.low) / (d.high - d.low))
    case 'logUniform':
      return x <= 0 ? 0 : unit(log(x / d.low) / log(d.high / d.low))
    case 'normal':
      return normalCdf((x - d.mean) / d.sd)
    case 'logNormal':
      return x <= 0 ? 0 : normalCdf(log(x / d.median) / d.sigma)
    case 'triangular': {
      if (x <= d.low) return 0
      if (x >= d.high) return 1
      const width = d.high - d.low
      return x <= d.mode
        ? ((x - d.low) * (x - d.low)) / (width * (d.mode - d.low))
        : 1 - ((d.high - x) * (d.high - x)) / (width * (d.high - d.mode))
    }
    default:
      return curveOf(d).cdf(x)
  }
}

/**
 * Inverse distribution function at p in [0, 1], before any truncation to a range: the smallest x with P(X <= x) >= p.
 * NaN for elicited quantiles that fit nothing and pools without a common value: `distributionFaults` names them.
 */
export const quantile = (d: Distribution, p: number): number => {
  switch (d.kind) {
    case 'fixed':
      return d.value
    case 'uniform':
      return d.low + p * (d.high - d.low)
    case 'logUniform':
      return d.low * exp(p * log(d.high / d.low))
    case 'normal':
      return d.mean + d.sd * normalQuantile(p)
    case 'logNormal':
      return d.median * exp(d.sigma * normalQuantile(p))
    case 'triangular': {
      const width = d.high - d.low
      const split = (d.mode - d.low) / width
      return p <= split
        ? d.low + Math.sqrt(p * width * (d.mode - d.low))
        : d.high - Math.sqrt((1 - p) * width * (d.high - d.mode))
    }
    default:
      return curveOf(d).quantile(p)
  }
}

/** P(X > x), before any truncation to a range; without loss where it is small. */
const upper = (d: Distribution, x: number): number => {
  switch (d.kind) {
    case 'uniform':
      return unit((d.high - x) / (d.high - d.low))
    case 'logUniform':
      return x <= 0 ? 1 : unit(log(d.high / x) / log(d.high / d.low))
    case 'normal':
      return normalCdf((d.mean - x) / d.sd)
    case 'logNormal':
      return x <= 0 ? 1 : normalCdf(log(d.median / x) / d.sigma)
    case 'triangular':
      return x > d.mode && x < d.high
        ? ((d.high - x) * (d.high - x)) / ((d.high - d.low) * (d.high - d.mode))
        : 1 - cdf(d, x)
    default:
      return 1 - cdf(d, x)
  }
}

/** Density at x, before any truncation to a range; 0 for what has none. */
export const density = (d: Distribution, x: number): number => {
  switch (d.kind) {
    case 'fixed':
      return 0
    case 'uniform':
      return x >= d.low && x <= d.high ? 1 / (d.high - d.low) : 0
    case 'logUniform':
      return x >= d.low && x <= d.high ? 1 / (x * log(d.high / d.low)) : 0
    case 'normal':
      return normalDensity((x - d.mean) / d.sd) / d.sd
    case 'logNormal':
      return x <= 0 ? 0 : normalDensity(log(x / d.median) / d.sigma) / (d.sigma * x)
    case 'triangular': {
      if (x < d.low || x > d.high) return 0
      const peak = 2 / (d.high - d.low)
      if (x === d.mode) return peak
      return x < d.mode ? (peak * (x - d.low)) / (d.mode - d.low) : (peak * (d.high - x)) / (d.high - d.mode)
    }
    default:
      return curveOf(d).density(x)
  }
}

/** Ends of what is possible, before any truncation to a range; they may be infinite. */
export const support = (d: Distribution): Range => {
  switch (d.kind) {
    case 'fixed':
      return { min: d.value, max: d.value }
    case 'uniform':
    case 'logUniform':
    case 'triangular':
    case 'pert':
      return { min: d.low, max: d.high }
    case 'normal':
      return { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY }
    case 'logNormal':
      return { min: 0, max: Number.POSITIVE_INFINITY }
    default: {
      const { low, high } = curveOf(d)
      return { min: low, max: high }
    }
  }
}

/** Made once for each distribution: fits, tables and pools cost more than a draw. */
const curves = new WeakMap<Distribution, Curve>()

const curveOf = (d: Distribution): Curve => {
  const known = curves.get(d)
  if (known !== undefined) return known
  const curve = makeCurve(d)
  curves.set(d, curve)
  return curve
}

const plainCurve = (d: Distribution): Curve => {
  const { min, max } = support(d)
  const at = d.kind === 'fixed' ? [d.value] : []
  return {
    cdf: (x) => cdf(d, x),
    before: (x) => (d.kind === 'fixed' ? (x > d.value ? 1 : 0) : cdf(d, x)),
    upper: (x) => upper(d, x),
    density: (x) => density(d, x),
    quantile: (p) => quantile(d, p),
    low: min,
    high: max,
    atoms: at,
    kinks: d.kind === 'triangular' ? [d.mode] : [],
  }
}

/** Stands for what does not exist, so that nothing throws on the way to being named. */
const nothing: Curve = {
  cdf: () => Number.NaN,
  before: () => Number.NaN,
  upper: () => Number.NaN,
  density: () => Number.NaN,
  quantile: () => Number.NaN,
  low: Number.NaN,
  high: Number.NaN,
  atoms: [],
  kinks: [],
}

const makeCurve = (d: Distribution): Curve => {
  switch (d.kind) {
    case 'beta':
      return stretched(betaCurve(d.alpha, d.beta), d.low ?? 0, d.high ?? 1)
    case 'pert': {
      const width = d.high - d.low
      const lean = (4 * (d.mode - d.low)) / width
      return stretched(betaCurve(1 + lean, 5 - lean), d.low, d.high)
    }
    case 'discrete':
      return discreteCurve(d.values)
    case 'elicited':
      return fitElicited(d).curve ?? nothing
    case 'mixture':
      return linearPool(d.components.map(voice))
    case 'logPool':
      return logarithmicPool(d.components.map(voice)) ?? nothing
    case 'truncated':
      return truncatedCurve(curveOf(d.of), {
        min: d.low ?? Number.NEGATIVE_INFINITY,
        max: d.high ?? Number.POSITIVE_INFINITY,
      })
    default:
      return plainCurve(d)
  }
}

const voice = ({ weight, distribution }: Component) => ({ weight, curve: curveOf(distribution) })

const discreteCurve = (given: readonly WeightedValue[]): Curve => {
  const sorted = [...given].sort((a, b) => a.value - b.value)
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0)
  const values = sorted.map(({ value }) => value)
  let sum = 0
  const upTo = sorted.map(({ weight }) => {
    sum += weight
    return sum / total
  })
  upTo[upTo.length - 1] = 1
  const massBelow = (holds: (value: number) => boolean): number => {
    let k = 0
    while (k < values.length && holds(values[k])) k++
    return k === 0 ? 0 : upTo[k - 1]
  }
  return {
    cdf: (x) => massBelow((value) => value <= x),
    before: (x) => massBelow((value) => value < x),
    upper: (x) => 1 - massBelow((value) => value <= x),
    density: () => 0,
    quantile: (p) =>
      values[
        Math.max(
          0,
          upTo.findIndex((reached) => reached >= p),
        )
      ],
    low: values[0],
    high: values[values.length - 1],
    atoms: values,
    kinks: [],
  }
}

/** A curve cut to a range and renormalised; its quantiles are always inside. */
const truncatedCurve = (curve: Curve, { min, max }: Range): Curve => {
  const below = curve.before(min)
  const kept = curve.cdf(max) - below
  const beyond = curve.upper(max)
  return {
    cdf: (x) => (x >= max ? 1 : x < min ? 0 : unit((curve.cdf(x) - below) / kept)),
    before: (x) => (x > max ? 1 : x <= min ? 0 : unit((curve.before(x) - below) / kept)),
    upper: (x) => (x >= max ? 0 : x < min ? 1 : unit((curve.upper(x) - beyond) / kept)),
    density: (x) => (x >= min && x <= max ? curve.density(x) / kept : 0),
    quantile: (p) => Math.min(max, Math.max(min, curve.quantile(below + p * kept))),
    low: Math.max(min, curve.low),
    high: Math.min(max, curve.high),
    atoms: curve.atoms.filter((x) => x >= min && x <= max),
    kinks: curve.kinks.filter((x) => x > min && x < max),
  }
}

/**
 * Inverse distribution function of `d` cut to `range` (renormalised), for p in [0, 1]; always inside the range. What
 * can be done once is done here, not with every draw.
 */
export const sampler = (d: Distribution, range: Range): ((p: number) => number) => {
  if (d.kind === 'fixed') return () => d.value
  return truncatedCurve(curveOf(d), range).quantile
}

/** As `sampler`, for a single p. */
export const truncatedQuantile = (d: Distribution, range: Range, p: number): number => sampler(d, range)(p)

/** P(X inside the range), before truncation. */
export const massInside = (d: Distribution, { min, max }: Range): number => {
  const curve = curveOf(d)
  return curve.cdf(max) - curve.before(min)
}

/** Faults of the parameters; `range` is for the voices of a pool. */
const parameterFaults = (d: Distribution, range: Range): string[] => {
  const faults: string[] = []
  const ordered = (a: number, b: number, what: string) => {
    if (!(a < b)) faults.push(`${what}: ${a} is not below ${b}`)
  }
  const peaked = (low: number, mode: number, high: number) => {
    ordered(low, high, 'low, high')
    if (!(mode >= low && mode <= high)) faults.push(`mode ${mode} is outside ${low} to ${high}`)
  }
  const shaped = (shape: number, what: string) => {
    if (!(shape >= 0.05 && shape <= 10_000)) faults.push(`${what}: ${shape} is not from 0.05 to 10000`)
  }
  switch (d.kind) {
    case 'fixed':
      break
    case 'uniform':
      ordered(d.low, d.high, 'low, high')
      break
    case 'logUniform':
      ordered(0, d.low, '0, low')
      ordered(d.low, d.high, 'low, high')
      break
    case 'normal':
      ordered(0, d.sd, '0, sd')
      break
    case 'logNormal':
      ordered(0, d.median, '0, median')
      ordered(0, d.sigma, '0, sigma')
      break
    case 'triangular':
    case 'pert':
      peaked(d.low, d.mode, d.high)
      break
    case 'beta':
      shaped(d.alpha, 'alpha')
      shaped(d.beta, 'beta')
      ordered(d.low ?? 0, d.high ?? 1, 'low, high')
      break
    case 'discrete':
      if (d.values.length === 0) faults.push('no values')
      for (const { value, weight } of d.values) ordered(0, weight, `0, weight of ${value}`)
      d.values.forEach(({ value }, k) => {
        if (d.values.findIndex((other) => other.value === value) < k)
          faults.push(`value ${value} stands twice`)
      })
      break
    case 'elicited':
      return [...fitElicited(d).faults]
    case 'mixture':
    case 'logPool':
      return poolFaults(d.components, d.kind === 'logPool', range)
    case 'truncated': {
      faults.push(...parameterFaults(d.of, ANYWHERE))
      if (d.low !== undefined && d.high !== undefined) ordered(d.low, d.high, 'low, high')
      if (faults.length > 0) break
      const cut = { min: d.low ?? Number.NEGATIVE_INFINITY, max: d.high ?? Number.POSITIVE_INFINITY }
      if (!(massInside(d.of, cut) > LEAST_MASS))
        faults.push(`no probability lies inside ${cut.min} to ${cut.max}`)
      break
    }
  }
  return faults
}

/** Less than this inside a range counts as none. */
const LEAST_MASS = 1e-6

const ANYWHERE: Range = { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY }

const poolFaults = (components: readonly Component[], logarithmic: boolean, range: Range): string[] => {
  const names = components.map(({ name }) => name)
  const faults = components.flatMap(({ name, weight, distribution }) => [
    ...(weight > 0 ? [] : [`${name}: 0, weight: 0 is not below ${weight}`]),
    ...distributionFaults(distribution, range).map((fault) => `${name}: ${fault}`),
  ])
  if (components.length === 0) faults.push('nobody in the pool')
  for (const name of new Set(names.filter((name, k) => names.indexOf(name) < k)))
    faults.push(`${name} stands twice in the pool`)
  if (faults.length > 0 || !logarithmic) return faults
  for (const { name, distribution } of components)
    if (curveOf(distribution).atoms.length > 0)
      faults.push(`${name}: a logarithmic pool needs densities, not single values; pool linearly`)
  if (faults.length === 0 && logarithmicPool(components.map(voice)) === null)
    faults.push('a logarithmic pool needs values that all hold possible, and there are none; pool linearly')
  return faults
}

/** Kinds whose ends somebody wrote down; the voices of a pool are checked one by one. */
const CLAIMING: ReadonlySet<string> = new Set(['uniform', 'logUniform', 'triangular', 'pert'])

/** What is wrong with the parameters of `d`, given the permitted range; empty when nothing is. */
export const distributionFaults = (d: Distribution, range: Range): string[] => {
  if (d.kind === 'fixed')
    return d.value >= range.min && d.value <= range.max
      ? []
      : [`${d.value} is outside ${range.min} to ${range.max}`]
  const faults = parameterFaults(d, range)
  if (faults.length > 0) return faults
  const { min, max } = support(d)
  // An infinite end of a family is no claim: what lies beyond the range is cut without a word.
  const claimed = CLAIMING.has(d.kind) || (Number.isFinite(min) && Number.isFinite(max))
  if (claimed && d.kind !== 'mixture' && d.kind !== 'logPool' && (min < range.min || max > range.max))
    return [`${min} to ${max} reaches outside ${range.min} to ${range.max}`]
  if (!(massInside(d, range) > LEAST_MASS)) return [`no probability lies inside ${range.min} to ${range.max}`]
  return []
}
