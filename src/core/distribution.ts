import { exp, log, normalCdf, normalQuantile } from './elementary.js'

/** A univariate distribution as plain data. `logNormal` is given by its median and the sd of its logarithm. */
export type Distribution =
  | { readonly kind: 'fixed'; readonly value: number }
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  | { readonly kind: 'logUniform'; readonly low: number; readonly high: number }
  | { readonly kind: 'normal'; readonly mean: number; readonly sd: number }
  | { readonly kind: 'logNormal'; readonly median: number; readonly sigma: number }
  | { readonly kind: 'triangular'; readonly low: number; readonly mode: number; readonly high: number }

export interface Range {
  readonly min: number
  readonly max: number
}

/** Distribution function P(X <= x), before any truncation. */
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
  }
}

/** Inverse distribution function at p in [0, 1], before any truncation. */
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
  }
}

/** Inverse distribution function of `d` cut to `range` (renormalised), at p in [0, 1]; always inside the range. */
export const truncatedQuantile = (d: Distribution, range: Range, p: number): number => {
  if (d.kind === 'fixed') return d.value
  const below = cdf(d, range.min)
  const upTo = cdf(d, range.max)
  const x = quantile(d, below + p * (upTo - below))
  return Math.min(range.max, Math.max(range.min, x))
}

/** What is wrong with the parameters of `d`, given the permitted range; empty when nothing is. */
export const distributionFaults = (d: Distribution, range: Range): string[] => {
  const faults: string[] = []
  const ordered = (a: number, b: number, what: string) => {
    if (!(a < b)) faults.push(`${what}: ${a} is not below ${b}`)
  }
  switch (d.kind) {
    case 'fixed':
      if (!(d.value >= range.min && d.value <= range.max))
        faults.push(`${d.value} is outside ${range.min} to ${range.max}`)
      return faults
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
      ordered(d.low, d.high, 'low, high')
      if (!(d.mode >= d.low && d.mode <= d.high))
        faults.push(`mode ${d.mode} is outside ${d.low} to ${d.high}`)
      break
  }
  if (faults.length === 0 && 'low' in d && (d.low < range.min || d.high > range.max))
    faults.push(`${d.low} to ${d.high} reaches outside ${range.min} to ${range.max}`)
  if (faults.length === 0 && !(cdf(d, range.max) - cdf(d, range.min) > 1e-6))
    faults.push(`no probability lies inside ${range.min} to ${range.max}`)
  return faults
}

const unit = (x: number): number => Math.min(1, Math.max(0, x))
