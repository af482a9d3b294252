import { compareText } from '../core/order.js'

/*
 * Entries as the rows of a table, there and back. Nested fields become columns by their path (what.money.amount,
 * sources.1.title; lists count from 1). No cell is read as a formula by a spreadsheet, and all can be read back.
 */

const numeric =
  /^(seq|what\.money\.(amount|priceYear|eur\.(amount|rate|priceYear))|what\.equipment\.units|what\.people\.count)$/
const logical = /^(milestoneUnknown|what\.(money|equipment)\.net|sources\.\d+\.official)$/

/**
 * What a spreadsheet may take for the beginning of a formula, also behind blanks, and in full-width letters; and the
 * apostrophes by which that is prevented.
 */
const formula = /^'*[\s\u00a0\ufeff]*[=+\-@|%\t\r\n\uff1d\uff0b\uff0d\uff20]/

/** A text that no spreadsheet takes for a formula: an apostrophe is put before one that might be. */
export const neutralise = (text: string): string => (formula.test(text) ? `'${text}` : text)

/** The text that {@link neutralise} was given. */
export const restoreText = (cell: string): string =>
  cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const cellOf = (path: string, value: string | number | boolean): string => {
  if (typeof value !== 'string') return String(value)
  // A value of `extra` may be of any type: a text that looks like another one is written in quotes.
  return neutralise(
    path.startsWith('extra.') && (value === '' || isJson(value)) ? JSON.stringify(value) : value,
  )
}

/** The cells of an entry, by column. Empty lists and objects are `[]` and `{}`. */
export const flatten = (entry: object): ReadonlyMap<string, string> => {
  const cells = new Map<string, string>()
  const walk = (value: unknown, path: string): void => {
    if (value === undefined || value === null) return
    if (typeof value !== 'object') {
      cells.set(path, cellOf(path, value as string | number | boolean))
      return
    }
    const fields = Array.isArray(value)
      ? value.map((item, k) => [String(k + 1), item])
      : Object.entries(value)
    if (fields.length === 0) cells.set(path, Array.isArray(value) ? '[]' : '{}')
    for (const [key, field] of fields) walk(field, path === '' ? key : `${path}.${key}`)
  }
  walk(entry, '')
  return cells
}

const readCell = (path: string, cell: string): unknown => {
  const text = restoreText(cell)
  if (path.startsWith('extra.')) return isJson(text) ? JSON.parse(text) : text
  if (numeric.test(path)) return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text)
  if (logical.test(path)) return text === 'true' ? true : text === 'false' ? false : text
  return text
}

const emptyOnes = new Set([
  'with',
  'dates',
  'tags',
  'extra',
  'links',
  'links.repeats',
  'links.fulfils',
  'testability.missing',
])

interface Nested {
  [key: string]: Nested | unknown
}

// Keys of a table come from outside: an object without a prototype has nothing to overwrite.
const container = (): Nested => Object.create(null) as Nested

const place = (into: Nested, keys: readonly string[], value: unknown): void => {
  const [key, ...rest] = keys as [string, ...string[]]
  if (rest.length === 0) {
    into[key] = value
    return
  }
  const inner = into[key]
  if (inner === null || typeof inner !== 'object') into[key] = container()
  place(into[key] as Nested, rest, value)
}

/** Lists again where all keys are numbers. */
const listed = (value: unknown, path: string): unknown => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  const fields = Object.entries(value)
  if (path !== 'extra' && fields.length > 0 && fields.every(([key]) => /^[1-9]\d{0,3}$/.test(key)))
    return fields
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([key, field]) => listed(field, `${path}.${key}`))
  return Object.fromEntries(
    fields.map(([key, field]) => [key, listed(field, path === '' ? key : `${path}.${key}`)]),
  )
}

/** The entry of a row, as far as cells can tell; whether it is a sound one is for `checkDraft`. */
export const unflatten = (row: Readonly<Record<string, string>>): unknown => {
  const entry = container()
  for (const [path, cell] of Object.entries(row)) {
    if (cell === '') continue
    const keys = path.startsWith('extra.') ? ['extra', path.slice('extra.'.length)] : path.split('.')
    if (emptyOnes.has(path) && (cell === '[]' || cell === '{}')) place(entry, keys, cell === '[]' ? [] : {})
    else place(entry, keys, readCell(path, cell))
  }
  return listed(entry, '')
}

const first = [
  'seq',
  'id',
  'kind',
  'who',
  'with.1',
  'to',
  'what.area',
  'what.text',
  'what.money.amount',
].concat(
  ['what.money.currency', 'what.money.eur.amount', 'what.equipment.item', 'what.equipment.units'],
  ['what.disclosure', 'milestone', 'dates.announced', 'dates.due', 'dates.happened', 'dates.known'],
)

/** Columns in the order of the table: what a reader looks for first, then the others by name, the chain last. */
export const columnOrder = (columns: Iterable<string>): readonly string[] => {
  const last = ['previous', 'hash']
  const rank = (column: string): number => {
    const k = first.indexOf(column)
    return k >= 0 ? k : last.includes(column) ? 1000 + last.indexOf(column) : 500
  }
  return [...columns].sort((a, b) => rank(a) - rank(b) || compareText(a, b))
}

/** A line of CSV (RFC 4180): every cell that is not a plain number in quotes. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => (/^-?\d{1,15}(\.\d{1,15})?$/.test(cell) || cell === '' ? cell : `"${cell.replaceAll('"', '""')}"`)).join(',')}\r\n`
