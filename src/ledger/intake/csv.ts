import { CsvError, parse } from 'csv-parse/browser/esm/sync'
import { IssueError } from '../../core/issue.js'
import { limits } from './limits.js'

/** One record of a CSV file. */
export interface CsvRow {
  /** Line of the file that it begins on, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

export interface CsvTable {
  readonly columns: readonly string[]
  readonly rows: readonly CsvRow[]
}

export const separators = [',', ';', '\t', '|'] as const
export type Separator = (typeof separators)[number]

const fail = (file: string, line: number, message: string, code = 'csv'): never => {
  throw new IssueError([{ code, level: 'error', message, file, line }])
}

/** The separator that the first line has most of; a comma if it has none. */
export const guessSeparator = (text: string): Separator => {
  const head = text.slice(0, text.search(/[\r\n]|$/)).replaceAll(/"[^"]*"/g, '')
  const counts = separators.map((separator) => head.split(separator).length)
  return separators[counts.indexOf(Math.max(...counts))]
}

/** What the parser tells of a record: the line that it ends on. */
interface Told {
  readonly record: string[]
  readonly info: { readonly lines: number }
}

const breaksIn = (cells: readonly string[]): number =>
  cells.reduce((count, cell) => count + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0)

/**
 * Reads a CSV text with a head line, by RFC 4180 and strictly. Empty lines are passed over; every row has as many fields as
 * the head. Line ends inside a field become line feeds.
 * @throws IssueError `csv` (not a CSV text), `csv-too-long`, `csv-too-wide`, `csv-too-many-rows`, each with its line
 */
export const readCsv = (
  text: string,
  file: string,
  separator: Separator = guessSeparator(text),
): CsvTable => {
  const rows: CsvRow[] = []
  try {
    // The parser counts a carriage return inside quotes as a line of its own.
    parse(text.replaceAll('\r\n', '\n'), {
      delimiter: separator,
      record_delimiter: '\n',
      skip_empty_lines: true,
      info: true,
      max_record_size: limits.field * 10,
      on_record: (told) => {
        const { record: cells, info } = told as unknown as Told
        const line = info.lines - breaksIn(cells)
        if (rows.length > limits.rows) fail(file, line, `More than ${limits.rows} rows.`, 'csv-too-many-rows')
        if (cells.length > limits.columns)
          fail(file, line, `More than ${limits.columns} fields.`, 'csv-too-wide')
        const bare = cells.find((cell) => cell.includes('\r'))
        if (bare !== undefined)
          fail(file, line, 'A carriage return alone; lines end with a line feed, or with both.')
        if (cells.some((cell) => cell.length > limits.field))
          fail(file, line, `A field of more than ${limits.field} characters.`, 'csv-too-long')
        rows.push({ line, cells })
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { lines } = error as unknown as { lines?: number }
    const code = error.code === 'CSV_MAX_RECORD_SIZE' ? 'csv-too-long' : 'csv'
    fail(file, lines ?? 1, error.message.replaceAll(/\s+/g, ' ').slice(0, 300), code)
  }
  const [head, ...body] = rows
  if (head === undefined) return fail(file, 1, 'The file has no line.')
  const columns = head.cells.map((cell) => cell.trim())
  const twice = columns.find((column, i) => column !== '' && columns.indexOf(column) < i)
  if (twice !== undefined) fail(file, head.line, `The column "${twice}" stands there twice.`)
  return { columns, rows: body }
}
