import { neutralise } from '../ledger/csv.js'

/*
 * Tables as CSV for spreadsheets (RFC 4180, with a mark of its encoding): no cell of a document can become a formula.
 */

/** What a cell may hold. Nothing is an empty cell. */
export type Cell = string | number | null

/** A number as it stands, with sign or percent; anything else is text. */
const NUMBER = /^[+-]?\d[\d.,]*%?$/

/** A cell as CSV writes it; what a spreadsheet would take for a formula gets an apostrophe. */
export const csvCell = (cell: Cell): string => {
  if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) return ''
  const text = String(cell)
  const safe = typeof cell === 'number' || NUMBER.test(text) ? text : neutralise(text)
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows as a file; the first names the columns. */
export const csvText = (rows: readonly (readonly Cell[])[]): string =>
  `\ufeff${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
