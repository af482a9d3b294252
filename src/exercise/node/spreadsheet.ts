import { readFile, stat } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import readSheets from 'read-excel-file/node'
import writeExcelFile from 'write-excel-file/node'
import type { Issue } from '../../core/issue.js'
import { addressOf, type Cell, MAX_COLUMNS, MAX_ROWS, type Sheet } from '../sheet.js'
import { MAX_STORED, unzip, ZipRefused, zipped } from './zip.js'

/*
 * Spreadsheets on disk: .xlsx and .csv. Whatever is in a file, what comes out is a sheet or issues, never an exception.
 */

export interface ReadSpreadsheet {
  /** The list: the first sheet that is not `head`. */
  readonly sheet?: Sheet
  /** The sheet named Exercise, where there is one: what the list does not say of the exercise. */
  readonly head?: Sheet
  readonly issues: readonly Issue[]
}

const refused = (file: string, code: string, message: string, hint?: string): ReadSpreadsheet => ({
  issues: [{ code, level: 'error', message, file, ...(hint === undefined ? {} : { hint }) }],
})

/** Reads an .xlsx or .csv file. */
export const readSpreadsheet = async (path: string): Promise<ReadSpreadsheet> => {
  const info = await stat(path).catch(() => undefined)
  if (info === undefined || !info.isFile()) return refused(path, 'file', 'no such file')
  if (info.size > MAX_STORED)
    return refused(path, 'file-too-large', `has ${info.size} bytes; at most ${MAX_STORED} are read`)
  const bytes = await readFile(path).catch(() => undefined)
  if (bytes === undefined) return refused(path, 'file', 'cannot be read')
  return sheetOf(bytes, path)
}

/** The same from bytes. What it is is told by its first bytes, not by its name. */
export const sheetOf = async (bytes: Buffer, file: string): Promise<ReadSpreadsheet> => {
  if (bytes.byteLength > MAX_STORED)
    return refused(file, 'file-too-large', `has ${bytes.byteLength} bytes; at most ${MAX_STORED} are read`)
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return readXlsx(bytes, file)
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0')
    return refused(
      file,
      'old-spreadsheet',
      'is an old .xls file, or one with a password',
      'save it as .xlsx without a password',
    )
  return readCsv(bytes, file)
}

const readCsv = (bytes: Buffer, file: string): ReadSpreadsheet => {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refused(file, 'not-text', 'is neither a spreadsheet nor a text in UTF-8', 'save it as CSV UTF-8')
  }
  if (text.includes('\u0000')) return refused(file, 'not-text', 'holds zero bytes: it is no text')
  try {
    const rows = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      max_record_size: 1_000_000,
      to: MAX_ROWS + 1,
    }) as string[][]
    const wide = rows.findIndex((row) => row.length > MAX_COLUMNS)
    if (wide >= 0) return tooLarge(file, wide + 1, rows[wide].length)
    return { sheet: { name: 'CSV', rows, formulas: formulasIn(rows) }, issues: [] }
  } catch (error) {
    const { message, lines } = error as { message: string; lines?: number }
    return {
      issues: [
        { code: 'bad-csv', level: 'error', message, file, ...(lines === undefined ? {} : { line: lines }) },
      ],
    }
  }
}

/** Comma, semicolon or tab, by which of them the first line has most. */
const delimiterOf = (text: string): string => {
  const line = text.slice(0, text.search(/[\r\n]/) + 1 || undefined)
  const count = (mark: string): number => line.split(mark).length
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

/** In a text file a formula is what a spreadsheet program would take for one: `=...`. */
const formulasIn = (rows: readonly (readonly Cell[])[]): string[] =>
  rows.flatMap((row, r) =>
    row.flatMap((cell, c) => (typeof cell === 'string' && /^[=@]/.test(cell) ? [addressOf(r, c)] : [])),
  )

const tooLarge = (file: string, rows: number, columns: number): ReadSpreadsheet =>
  refused(
    file,
    'sheet-too-large',
    `the sheet goes to row ${rows} and column ${columns}; at most ${MAX_ROWS} rows and ${MAX_COLUMNS} columns are read`,
    'delete what lies outside the list, also empty cells with a format',
  )

const PARTS =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/workbook\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/sharedStrings\.xml|xl\/styles\.xml|xl\/worksheets\/[^/]+\.xml)$/i

const readXlsx = async (bytes: Buffer, file: string): Promise<ReadSpreadsheet> => {
  try {
    const parts = await unzip(bytes, (part) => PARTS.test(part))
    if (![...parts.keys()].some((part) => part.toLowerCase() === 'xl/workbook.xml'))
      return refused(file, 'no-spreadsheet', 'is a zip archive, but no .xlsx spreadsheet')
    const formulas: string[] = []
    for (const [part, content] of parts) {
      const xml = Buffer.from(content).toString('utf8')
      if (/<!DOCTYPE|<!ENTITY/i.test(xml))
        return refused(file, 'bad-spreadsheet', `${part} declares entities, which no spreadsheet needs`)
      if (!part.startsWith('xl/worksheets/')) continue
      const extent = extentOf(xml)
      if (extent.rows > MAX_ROWS || extent.columns > MAX_COLUMNS)
        return tooLarge(file, extent.rows, extent.columns)
      formulas.push(...formulaCells(xml))
    }
    // Only what was unpacked with bounds goes on to the reader.
    const sheets = (await readSheets(Buffer.from(zipped(parts, 0)))).map(
      ({ sheet, data }): Sheet => ({ name: sheet, rows: data as Cell[][], formulas }),
    )
    const head = sheets.find(({ name }) => name.trim().toLowerCase() === 'exercise')
    const list = sheets.find((sheet) => sheet !== head)
    if (list === undefined) return refused(file, 'no-list', 'holds no sheet of injects')
    return { sheet: list, ...(head === undefined ? {} : { head }), issues: [] }
  } catch (error) {
    if (error instanceof ZipRefused) return refused(file, error.code, error.message)
    const reason = error instanceof Error ? error.message : String(error)
    return refused(file, 'bad-spreadsheet', `cannot be read as a spreadsheet: ${reason.slice(0, 200)}`)
  }
}

const CELL = /<(?:\w+:)?c\s[^>]*?\br="([A-Za-z]{1,7})(\d{1,10})"/g

/** Last row and column that any cell or row claims. */
const extentOf = (xml: string): { rows: number; columns: number } => {
  let rows = 0
  let columns = 0
  for (const [, letters, digits] of xml.matchAll(CELL)) {
    rows = Math.max(rows, Number(digits))
    let column = 0
    for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
    columns = Math.max(columns, column)
  }
  for (const [, digits] of xml.matchAll(/<(?:\w+:)?row\s[^>]*?\br="(\d{1,10})"/g))
    rows = Math.max(rows, Number(digits))
  return { rows, columns }
}

const formulaCells = (xml: string): string[] =>
  [...xml.matchAll(/<(?:\w+:)?c\s[^>]*?\br="([A-Za-z]+\d+)"[^>]*>\s*<(?:\w+:)?f[\s>/]/g)].map(
    ([, address]) => address,
  )

const widths: Readonly<Record<string, number>> = {
  Description: 60,
  Title: 40,
  'Expected Action': 50,
  'Event Fields': 40,
  Value: 60,
}

/** Sheets as an .xlsx file: bold headers that stay in sight, every cell a text. Same sheets, same bytes. */
export const xlsxOf = async (...sheets: readonly Sheet[]): Promise<Uint8Array> => {
  const text = (value: string, more = {}) =>
    value === '' ? null : { value, type: String, wrap: true, alignVertical: 'top' as const, ...more }
  const made = await writeExcelFile(
    sheets.map(({ name, rows }) => {
      const [head, ...body] = rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))))
      return {
        sheet: name,
        data: [
          head.map((value) => text(value, { fontWeight: 'bold' })),
          ...body.map((row) => row.map((cell) => text(cell))),
        ],
        stickyRowsCount: 1,
        columns: head.map((column) => ({ width: widths[column] ?? Math.max(12, column.length + 2) })),
      }
    }),
  ).toBuffer()
  return zipped(await unzip(made, () => true), 6)
}

/** A sheet as CSV (RFC 4180, UTF-8 with a mark of it, which spreadsheet programs need). */
export const csvOf = (sheet: Sheet): string =>
  stringify(
    sheet.rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))),
    { bom: true, record_delimiter: '\r\n' },
  )
