import type { Interval } from '../core/summary.js'
import { strings } from './strings/index.svelte.js'

/*
 * How numbers are written in the workbench. The minus sign is a real one; ranges use an en dash; the
 * decimal sign is that of the language in use.
 */

export type Unit = 'probability' | 'number' | 'change'

const decimals = (value: number, digits: number): string => {
  const text = value.toFixed(digits)
  const zero = (0).toFixed(digits)
  const signed = text === zero || text === `-${zero}` ? zero : text.replace('-', '−')
  return signed.replace('.', strings().decimal)
}

/** One number: probabilities as percentages, others with as many digits as their size is worth. */
export const numberText = (value: number, unit: Unit): string => {
  if (!Number.isFinite(value)) return '—'
  if (unit === 'probability') {
    const percent = value * 100
    return percent > 0 && percent < 0.5 ? '<1%' : `${decimals(percent, 0)}%`
  }
  if (unit === 'change') {
    const points = value * 100
    const text = decimals(points, Math.abs(points) < 1 ? 1 : 0)
    return points > 0 && !/^0([.,]0)?$/.test(text) ? `+${text}` : text
  }
  const size = Math.abs(value)
  return decimals(value, size >= 20 ? 0 : size >= 2 ? 1 : 2)
}

export const rangeText = ({ p05, p95 }: Interval, unit: Unit): string =>
  `${numberText(p05, unit)}–${numberText(p95, unit)}`
