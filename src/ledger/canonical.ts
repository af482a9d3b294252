import { compareText } from '../core/order.js'

/**
 * JSON with one text for one value: keys sorted by code units, no blanks, absent and undefined alike left out.
 * Numbers as JSON.stringify writes them, which ECMAScript fixes.
 * @throws TypeError on a number that JSON has no text for
 */
export const canonicalJson = (value: unknown): string => {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError(`JSON has no text for ${value}`)
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`)
  return `{${fields.join(',')}}`
}
