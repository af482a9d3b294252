import type { Distribution } from '../core/distribution.js'
import type { Family } from '../core/elicited.js'
import type { Interval } from '../core/summary.js'

/** Stands where a number has no meaning. */
export const NO_NUMBER = '–'
const MINUS = '−'

/** A probability: whole percent, one decimal below 1% and above 99%; never a false 0% or 100%. */
export const percent = (x: number | null): string => {
  if (x === null || !Number.isFinite(x)) return NO_NUMBER
  if (x === 0 || x === 1) return `${x * 100}%`
  if (x < 0) return MINUS + percent(-x)
  if (x < 0.0005) return '<0.1%'
  if (x > 0.9995 && x < 1) return '>99.9%'
  if (x < 0.00995 || (x > 0.9905 && x < 1)) return `${(x * 100).toFixed(1)}%`
  return `${Math.round(x * 100)}%`
}

/** A number of points, with one decimal and a true minus sign. */
export const points = (x: number | null): string => {
  if (x === null || !Number.isFinite(x)) return NO_NUMBER
  const text = Math.abs(x).toFixed(1)
  return x < 0 && text !== '0.0' ? MINUS + text : text
}

/** As `points`, with a plus sign before what is above zero. */
export const signedPoints = (x: number | null): string =>
  x !== null && x >= 0.05 && Number.isFinite(x) ? `+${points(x)}` : points(x)

/** A difference of two probabilities, in percentage points. */
export const percentagePoints = (x: number | null): string => {
  if (x === null || !Number.isFinite(x)) return NO_NUMBER
  const text = (Math.abs(x) * 100).toFixed(Math.abs(x) < 0.00995 ? 1 : 0)
  if (Number(text) === 0) return '0'
  return (x < 0 ? MINUS : '+') + text
}

/** Credibility on its scale from 0 to 1, which it may leave: two decimals. */
export const credibility = (x: number | null): string => {
  if (x === null || !Number.isFinite(x)) return NO_NUMBER
  const text = Math.abs(x).toFixed(2)
  return x < 0 && text !== '0.00' ? MINUS + text : text
}

/** Any number to three significant digits. */
export const significant = (x: number): string => {
  if (!Number.isFinite(x)) return NO_NUMBER
  const rounded = Number(x.toPrecision(3))
  const [whole, fraction] = String(Math.abs(rounded)).split('.')
  const grouped = whole.includes('e') ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return (rounded < 0 ? MINUS : '') + grouped + (fraction === undefined ? '' : `.${fraction}`)
}

type Format = (x: number | null) => string

/** `5th to 95th percentile` of an interval, the percent sign written once. */
export const rangeText = (i: Interval | null, format: Format = percent): string => {
  if (i === null) return NO_NUMBER
  const low = format(i.p05)
  const high = format(i.p95)
  const plain = /^\d[\d.]*%$/.test(low) && /^\d[\d.]*%$/.test(high)
  return plain ? `${low.slice(0, -1)}–${high}` : `${low} to ${high}`
}

/** `median (5th to 95th percentile)`. */
export const intervalText = (i: Interval | null, format: Format = percent): string =>
  i === null ? NO_NUMBER : `${format(i.p50)} (${rangeText(i, format)})`

/** A distribution in words. */
export const distributionText = (d: Distribution): string => {
  const n = significant
  switch (d.kind) {
    case 'fixed':
      return `fixed at ${n(d.value)}`
    case 'uniform':
      return `${n(d.low)} to ${n(d.high)}, all equally likely`
    case 'logUniform':
      return `${n(d.low)} to ${n(d.high)}, even on a log scale`
    case 'normal':
      return `bell curve around ${n(d.mean)}, sd ${n(d.sd)}`
    case 'logNormal':
      return `log-normal, median ${n(d.median)}, sd of log ${n(d.sigma)}`
    case 'triangular':
      return `${n(d.low)} to ${n(d.high)}, most likely ${n(d.mode)}`
    case 'beta':
      return `beta, shapes ${n(d.alpha)} and ${n(d.beta)}, on ${n(d.low ?? 0)} to ${n(d.high ?? 1)}`
    case 'pert':
      return `PERT, ${n(d.low)} to ${n(d.high)}, most likely ${n(d.mode)}`
    case 'discrete':
      return `one of ${sharesOf(d.values)
        .map(({ value, weight }) => `${n(value)} (${percent(weight)})`)
        .join(', ')}`
    case 'elicited':
      return `${familyNames[d.family]} through ${d.quantiles
        .map(({ p, value }) => `${n(value)} at ${n(100 * p)}%`)
        .join(', ')}`
    case 'mixture':
    case 'logPool':
      return `${d.kind === 'mixture' ? 'linear' : 'logarithmic'} pool of ${sharesOf(d.components)
        .map(
          ({ name, weight, distribution }) =>
            `${name} (${percent(weight)}: ${distributionText(distribution)})`,
        )
        .join(', ')}`
    case 'truncated':
      return `${distributionText(d.of)}; cut ${[
        ...(d.low === undefined ? [] : [`below ${n(d.low)}`]),
        ...(d.high === undefined ? [] : [`above ${n(d.high)}`]),
      ].join(' and ')}`
  }
}

const familyNames: Readonly<Record<Family, string>> = {
  metalog: 'metalog',
  normal: 'bell curve',
  logNormal: 'log-normal',
  beta: 'beta',
}

/** Weights as shares of their sum. */
const sharesOf = <T extends { readonly weight: number }>(parts: readonly T[]): T[] => {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0)
  return parts.map((part) => ({ ...part, weight: part.weight / total }))
}
