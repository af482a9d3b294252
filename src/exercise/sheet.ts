import type { Issue } from '../core/issue.js'

/*
 * A sheet of a spreadsheet as plain data, however it was stored. Reading and writing files is in `node/`.
 */

/** What a cell holds. A `Date` is a day, a time of day (on 1899-12-30) or both, as shown, written in UTC. */
export type Cell = string | number | boolean | Date | null

export interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly Cell[])[]
  /** Addresses of cells that hold a formula: `C7`. */
  readonly formulas: readonly string[]
}

/** Largest sheet that is read. */
export const MAX_ROWS = 20_000
export const MAX_COLUMNS = 100
export const MAX_CELL = 10_000

/** `A` for 0, `AA` for 26. */
export const columnName = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : `${columnName(Math.floor(index / 26) - 1)}${columnName(index % 26)}`

/** `C7`, from column and row counted from 0. */
export const addressOf = (row: number, column: number): string => `${columnName(column)}${row + 1}`

/** An issue about one cell: its address is the path, so that it can be found in the spreadsheet. */
export const cellIssue = (
  row: number,
  column: number,
  issue: Omit<Issue, 'path' | 'line' | 'column'>,
): Issue => ({ ...issue, path: addressOf(row, column), line: row + 1, column: column + 1 })

/** What spreadsheet programs take for the beginning of a formula (OWASP, CSV injection), marks of text before it or not. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/

/** A text as it may stand in a cell without being taken for a formula: marked as text where need be. */
export const neutral = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** Takes off what `neutral` put on. */
export const plain = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text
