import { type Issue, IssueError } from '../../core/issue.js'
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
  const issue: Issue = { code, level: 'error', message, file, line }
  throw new IssueError([issue])
}

/** The records of a text, by RFC 4180, with their lines. A quote that is not closed, or stands inside a bare field, is an error. */
const records = (text: string, separator: string, file: string): CsvRow[] => {
  const rows: CsvRow[] = []
  let at = 0
  let line = 1
  while (at < text.length) {
    const cells: string[] = []
    const first = line
    for (let more = true; more; ) {
      if (cells.length >= limits.columns)
        fail(file, first, `More than ${limits.columns} fields.`, 'csv-too-wide')
      let field = ''
      if (text[at] === '"') {
        const opened = line
        for (at++; ; ) {
          const close = text.indexOf('"', at)
          if (close < 0) fail(file, opened, 'A quote is opened and never closed.')
          const part = text.slice(at, close)
          field += part
          for (let i = part.indexOf('\n'); i >= 0; i = part.indexOf('\n', i + 1)) line++
          if (field.length > limits.field)
            fail(file, opened, `A field of more than ${limits.field} characters.`, 'csv-too-long')
          at = close + 1
          if (text[at] !== '"') break
          field += '"'
          at++
        }
        if (
          at < text.length &&
          text[at] !== separator &&
          text[at] !== '\n' &&
          !text.startsWith('\r\n', at)
        )
          fail(file, line, 'Text after a closing quote: a quote inside a quoted field is doubled.')
      } else {
        let end = at
        while (end < text.length && text[end] !== separator && text[end] !== '\n') end++
        field = text.slice(at, end)
        if (text[end] !== separator && field.endsWith('\r')) field = field.slice(0, -1)
        if (field.length > limits.field)
          fail(file, line, `A field of more than ${limits.field} characters.`, 'csv-too-long')
        if (field.includes('"')) fail(file, line, 'A quote inside a field that is not quoted.')
        if (field.includes('\r'))
          fail(file, line, 'A carriage return alone; lines end with a line feed, or with both.')
        at = end
      }
      cells.push(field)
      more = text[at] === separator
      if (more) at++
    }
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
    line++
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: first, cells })
    if (rows.length > limits.rows + 1) fail(file, first, `More than ${limits.rows} rows.`, 'csv-too-many-rows')
  }
  return rows
}

/** The separator that the first line has most of; a comma if it has none. */
export const guessSeparator = (text: string): Separator => {
  const head = text.slice(0, text.search(/[\r\n]|$/)).replaceAll(/"[^"]*"/g, '')
  const counts = separators.map((separator) => head.split(separator).length)
  return separators[counts.indexOf(Math.max(...counts))]
}

/**
 * Reads a CSV text with a head line. Empty lines are passed over; every row has as many fields as the head.
 * @throws IssueError `csv` (not a CSV text), `csv-too-long`, `csv-too-wide`, `csv-too-many-rows`, each with its line
 */
export const readCsv = (
  text: string,
  file: string,
  separator: Separator = guessSeparator(text),
): CsvTable => {
  const [head, ...rows] = records(text, separator, file)
  if (head === undefined) return fail(file, 1, 'The file has no line.')
  const columns = head.cells.map((cell) => cell.trim())
  const twice = columns.find((column, i) => columns.indexOf(column) < i)
  if (twice !== undefined) fail(file, head.line, `The column "${twice}" stands there twice.`)
  for (const row of rows)
    if (row.cells.length !== columns.length)
      fail(file, row.line, `${row.cells.length} fields, where the head has ${columns.length}.`)
  return { columns, rows }
}
