import type { Interval } from '../../core/summary.js'

/** How a language writes numbers. */
interface Marks {
  readonly decimal: string
  /** Between groups of three digits. */
  readonly group: string
  /** From one end of an interval to the other, where a dash would be unclear. */
  readonly range: (low: string, high: string) => string
  /** `1e-9`, or as the language prints it. */
  readonly exponential: (mantissa: string, exponent: string) => string
}

/** Stands where a number has no meaning. */
export const NO_NUMBER = '–'
const MINUS = '−'

type Format = (x: number | null) => string

/** The ways of writing numbers that all pages share, in one language. */
export const numbersWith = ({ decimal, group, range, exponential: powerOfTen }: Marks) => {
  const written = (text: string): string => text.replace('.', decimal)

  /** A number with so many decimals. */
  const fixed = (x: number, digits: number): string => written(x.toFixed(digits))

  /** A number with the decimals it has. */
  const decimals = (x: number): string => written(String(x))

  /** A probability: whole percent, one decimal below 1% and above 99%; never a false 0% or 100%. */
  const percent = (x: number | null): string => {
    if (x === null || !Number.isFinite(x)) return NO_NUMBER
    if (x === 0 || x === 1) return `${x * 100}%`
    if (x < 0) return MINUS + percent(-x)
    if (x < 0.0005) return `<${written('0.1')}%`
    if (x > 0.9995 && x < 1) return `>${written('99.9')}%`
    if (x < 0.00995 || (x > 0.9905 && x < 1)) return `${fixed(x * 100, 1)}%`
    return `${Math.round(x * 100)}%`
  }

  /** A number of points, with one decimal and a true minus sign. */
  const points = (x: number | null): string => {
    if (x === null || !Number.isFinite(x)) return NO_NUMBER
    const text = Math.abs(x).toFixed(1)
    return written(x < 0 && text !== '0.0' ? MINUS + text : text)
  }

  /** As `points`, with a plus sign before what is above zero. */
  const signedPoints = (x: number | null): string =>
    x !== null && x >= 0.05 && Number.isFinite(x) ? `+${points(x)}` : points(x)

  /** A difference of two probabilities, in percentage points. */
  const percentagePoints = (x: number | null): string => {
    if (x === null || !Number.isFinite(x)) return NO_NUMBER
    const text = (Math.abs(x) * 100).toFixed(Math.abs(x) < 0.00995 ? 1 : 0)
    if (Number(text) === 0) return '0'
    return written((x < 0 ? MINUS : '+') + text)
  }

  /** Credibility on its scale from 0 to 1, which it may leave: two decimals. */
  const credibility = (x: number | null): string => {
    if (x === null || !Number.isFinite(x)) return NO_NUMBER
    const text = Math.abs(x).toFixed(2)
    return written(x < 0 && text !== '0.00' ? MINUS + text : text)
  }

  /** Any number to three significant digits. */
  const significant = (x: number): string => {
    if (!Number.isFinite(x)) return NO_NUMBER
    const rounded = Number(x.toPrecision(3))
    const [whole, fraction] = String(Math.abs(rounded)).split('.')
    const grouped = whole.includes('e') ? whole : whole.replace(/\B(?=(\d{3})+$)/g, group)
    return (rounded < 0 ? MINUS : '') + grouped + (fraction === undefined ? '' : decimal + fraction)
  }

  /** Very small numbers, by their power of ten. */
  const exponential = (x: number, digits = 0): string => {
    const [mantissa, exponent = '0'] = x.toExponential(digits).split('e')
    return powerOfTen(written(mantissa), exponent)
  }

  /** `5th to 95th percentile` of an interval, the percent sign written once. */
  const rangeText = (i: Interval | null, format: Format = percent): string => {
    if (i === null) return NO_NUMBER
    const low = format(i.p05)
    const high = format(i.p95)
    const plain = /^\d[\d.,]*%$/.test(low) && /^\d[\d.,]*%$/.test(high)
    return plain ? `${low.slice(0, -1)}–${high}` : range(low, high)
  }

  /** `median (5th to 95th percentile)`. */
  const intervalText = (i: Interval | null, format: Format = percent): string =>
    i === null ? NO_NUMBER : `${format(i.p50)} (${rangeText(i, format)})`

  return {
    fixed,
    decimals,
    percent,
    points,
    signedPoints,
    percentagePoints,
    credibility,
    significant,
    exponential,
    range,
    rangeText,
    intervalText,
  }
}
