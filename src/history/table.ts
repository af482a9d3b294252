import { csvParseRows } from 'd3-dsv'
import type { Issue } from '../core/issue.js'

/** What one column of a published file holds. */
export interface ColumnSpec {
  readonly name: string
  readonly kind: 'text' | 'whole' | 'real'
  /** Smallest and largest value that is not missing. */
  readonly min?: number
  readonly max?: number
  /** Codes that mean missing, beside the blank cell and `NA`. */
  readonly missing?: readonly number[]
  /** May the cell be missing? */
  readonly optional?: boolean
}

/** One published file: where it lies in the data folder, who made it, and what is read from it. */
export interface TableSpec {
  readonly id: string
  readonly path: string
  readonly authority: string
  readonly columns: readonly ColumnSpec[]
  /** Rows of the file as published by its authors. */
  readonly published: number
  /** Rows of the copy that ends in 1990, where the copy does. */
  readonly until1990?: number
}

export type Cell = number | string | null
export type Row = Readonly<Record<string, Cell>>

export interface Table {
  readonly spec: TableSpec
  readonly rows: readonly Row[]
  readonly issues: readonly Issue[]
}

/** No more issues than this are given for one file. */
const MOST = 20

const cellOf = (text: string, spec: ColumnSpec): Cell | undefined => {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed === 'NA') return spec.optional === true ? null : undefined
  if (spec.kind === 'text') return trimmed
  const value = Number(trimmed)
  if (spec.missing?.includes(value)) return spec.optional === true ? null : undefined
  if (!Number.isFinite(value) || (spec.kind === 'whole' && !Number.isInteger(value))) return undefined
  if (value < (spec.min ?? Number.NEGATIVE_INFINITY) || value > (spec.max ?? Number.POSITIVE_INFINITY))
    return undefined
  return value
}

const wanted = ({ kind, min, max, optional, missing }: ColumnSpec): string =>
  [
    kind === 'text' ? 'text' : kind === 'whole' ? 'a whole number' : 'a number',
    min === undefined ? '' : ` from ${min}`,
    max === undefined ? '' : ` to ${max}`,
    optional === true ? `, or missing (blank${missing === undefined ? '' : `, ${missing.join(', ')}`})` : '',
  ].join('')

/**
 * Reads one published CSV file row by row: missing codes become null, every cell is checked, rows with a wrong cell are left
 * out and named. `file` is the name shown in issues. Never throws for what is in the file.
 */
export const readTable = (spec: TableSpec, text: string, file: string = spec.path): Table => {
  const issues: Issue[] = []
  const report = (issue: Omit<Issue, 'level' | 'file'>): void => {
    if (issues.length < MOST) issues.push({ level: 'error', file, ...issue })
  }
  const [head, ...body] = csvParseRows(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  if (head === undefined) {
    report({ code: 'empty-table', message: 'the file is empty' })
    return { spec, rows: [], issues }
  }
  const at = spec.columns.map(({ name }) => head.indexOf(name))
  const lacking = spec.columns.filter((_, k) => at[k] === -1)
  if (lacking.length > 0) {
    report({
      code: 'no-column',
      message: `no column ${lacking.map(({ name }) => name).join(', ')}`,
      line: 1,
      expected: spec.columns.map(({ name }) => name).join(', '),
    })
    return { spec, rows: [], issues }
  }
  const rows: Row[] = []
  body.forEach((cells, index) => {
    if (cells.length === 1 && cells[0].trim() === '') return
    const line = index + 2
    if (cells.length !== head.length) {
      report({
        code: 'row-length',
        message: `${cells.length} cells where the first line has ${head.length}`,
        line,
      })
      return
    }
    const row: Record<string, Cell> = {}
    for (const [k, column] of spec.columns.entries()) {
      const cell = cellOf(cells[at[k]], column)
      if (cell === undefined) {
        report({
          code: 'bad-cell',
          message: `${column.name} of line ${line} cannot be used`,
          line,
          received: cells[at[k]],
          expected: wanted(column),
        })
        return
      }
      row[column.name] = cell
    }
    rows.push(row)
  })
  return { spec, rows, issues }
}

/** Does the number of rows equal that of the authors (or of the copy that ends in 1990)? */
export const countIssue = ({ spec, rows }: Table, file: string = spec.path): Issue | null =>
  rows.length === spec.published || rows.length === spec.until1990
    ? null
    : {
        code: 'row-count',
        level: 'warning',
        message: `${rows.length} rows; ${spec.authority} has ${spec.published}`,
        file,
        expected: [spec.published, spec.until1990].filter((count) => count !== undefined).join(' or '),
        received: String(rows.length),
      }
