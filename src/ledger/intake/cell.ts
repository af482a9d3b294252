/*
 * What stands in one cell of a table: numbers, days and months, and text that a spreadsheet would run.
 */

const DAY_MS = 86_400_000
const pad = (value: number, width: number): string => String(value).padStart(width, '0')

/** A text that a spreadsheet takes for a formula, or hides one: a number with its sign is none. */
export const looksLikeFormula = (text: string): boolean =>
  /^\s*(=|@|\|)/.test(text) || /^[\t\r]/.test(text) || /^[+-]\s*[A-Za-z_(]+[\w.]*\(/.test(text)

/** How a table writes numbers. */
export interface NumberFormat {
  /** `.` or `,`. */
  readonly decimal: '.' | ','
}

const FORMS: Record<NumberFormat['decimal'], { plain: RegExp; grouped: RegExp; group: RegExp }> = {
  '.': {
    plain: /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i,
    grouped: /^[+-]?\d{1,3}([,' \u00a0\u202f]\d{3})+(\.\d+)?$/,
    group: /[,' \u00a0\u202f]/g,
  },
  ',': {
    plain: /^[+-]?\d+(,\d+)?(e[+-]?\d+)?$/i,
    grouped: /^[+-]?\d{1,3}([.' \u00a0\u202f]\d{3})+(,\d+)?$/,
    group: /[.' \u00a0\u202f]/g,
  },
}

/**
 * A number as written, times ten to the power of `shift`, rounded once, to the nearest double: `0.002645` shifted by 9 is 2645000.
 * @returns undefined if the text is no number of that format
 */
export const readNumber = (
  text: string,
  { decimal }: NumberFormat = { decimal: '.' },
  shift = 0,
): number | undefined => {
  const form = FORMS[decimal]
  const trimmed = text.trim()
  const plain = form.plain.test(trimmed)
    ? trimmed
    : form.grouped.test(trimmed)
      ? trimmed.replaceAll(form.group, '')
      : undefined
  if (plain === undefined) return undefined
  const [mantissa, exponent = '0'] = plain.replace(',', '.').toLowerCase().split('e')
  const value = Number(`${mantissa}e${Number(exponent) + shift}`)
  // Adding zero makes minus zero, which no file means, plain zero.
  return Number.isFinite(value) ? value + 0 : undefined
}

/** A number in plain digits, without an exponent: the shortest that reads back as the same double. */
export const decimalText = (value: number): string => {
  const [mantissa, exponent] = String(Math.abs(value)).split('e')
  const sign = value < 0 ? '-' : ''
  if (exponent === undefined) return `${sign}${mantissa}`
  const [whole, fraction = ''] = mantissa.split('.')
  const shift = Number(exponent)
  if (shift >= 0) return `${sign}${whole}${fraction.padEnd(shift, '0')}`
  return `${sign}0.${'0'.repeat(-shift - 1)}${whole}${fraction}`
}

const isReal = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(2000, month - 1, day))
  date.setUTCFullYear(year, month - 1, day)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** `YYYY-MM-DD` of its numbers; undefined if there is no such day. */
export const dayText = (year: number, month: number, day: number): string | undefined =>
  year >= 1000 && year <= 9999 && isReal(year, month, day)
    ? `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
    : undefined

/** `YYYY-MM` of its numbers; undefined if there is no such month. */
export const monthText = (year: number, month: number): string | undefined =>
  dayText(year, month, 1)?.slice(0, 7)

/** How a mapping may say that dates are written. Day and month are never guessed. */
export const dateFormats = [
  'YYYY-MM-DD',
  'YYYY-MM',
  'YYYY',
  'DD.MM.YYYY',
  'DD/MM/YYYY',
  'MM/DD/YYYY',
  'YYYYMMDD',
  'serial',
] as const
export type DateFormat = (typeof dateFormats)[number]

/** A day of a spreadsheet's serial number (1 is 1900-01-01, with its 29 February 1900 that never was). */
const fromSerial = (text: string): string | undefined => {
  const serial = Number(text)
  if (!/^\d{1,7}(\.\d+)?$/.test(text) || serial < 61) return undefined
  const date = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * DAY_MS)
  return dayText(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

const DATE_FORMS: Record<DateFormat, (text: string) => string | undefined> = {
  'YYYY-MM-DD': (text) => {
    const found = /^(\d{4})-(\d{2})-(\d{2})(T00:00:00(\.0+)?Z?| 00:00:00)?$/.exec(text)
    return found ? dayText(Number(found[1]), Number(found[2]), Number(found[3])) : undefined
  },
  'YYYY-MM': (text) => {
    const found = /^(\d{4})-(\d{1,2})$/.exec(text)
    return found ? monthText(Number(found[1]), Number(found[2])) : undefined
  },
  YYYY: (text) => (/^[1-9]\d{3}$/.test(text) ? text : undefined),
  'DD.MM.YYYY': (text) => {
    const found = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text)
    return found ? dayText(Number(found[3]), Number(found[2]), Number(found[1])) : undefined
  },
  'DD/MM/YYYY': (text) => {
    const found = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
    return found ? dayText(Number(found[3]), Number(found[2]), Number(found[1])) : undefined
  },
  'MM/DD/YYYY': (text) => {
    const found = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
    return found ? dayText(Number(found[3]), Number(found[1]), Number(found[2])) : undefined
  },
  YYYYMMDD: (text) => {
    const found = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
    return found ? dayText(Number(found[1]), Number(found[2]), Number(found[3])) : undefined
  },
  serial: fromSerial,
}

/**
 * A day, month or year as the ledger writes it.
 * @returns undefined if the text has none of the formats, or there is no such day
 */
export const readDate = (text: string, formats: readonly DateFormat[]): string | undefined => {
  for (const format of formats) {
    const found = DATE_FORMS[format](text.trim())
    if (found !== undefined) return found
  }
  return undefined
}
