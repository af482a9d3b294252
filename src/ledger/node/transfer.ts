import { parse as csvParser } from 'csv-parse'
import type { Issue } from '../../core/issue.js'
import { canonicalJson } from '../canonical.js'
import { columnOrder, csvLine, flatten, neutralise, restoreText, unflatten } from '../csv.js'
import type { CorrectedEntry, Entry, EntryDraft } from '../entry.js'
import type { Drafts, EntryFilter, Unreadable } from '../store.js'
import { bodyOf, sha256 } from './chain.js'
import { linesOf } from './lines.js'
import type { SqlLedger } from './sqlStore.js'

export type TransferFormat = 'jsonl' | 'csv'

export interface ExportOptions {
  readonly format: TransferFormat
  /** Each entry with the content of its last correction, instead of all as they were entered. */
  readonly corrected: boolean
  readonly filter: EntryFilter
}

/**
 * The entries as texts of a file, bit by bit. JSON Lines: an entry a line. CSV: an entry a row, a column for each
 * path that occurs, safe to open in a spreadsheet; the ledger is read twice, first for the columns.
 */
export const exportTexts = async function* (
  ledger: SqlLedger,
  { format, corrected, filter }: ExportOptions,
): AsyncGenerator<string> {
  const { seq } = await ledger.head()
  const entries = (): AsyncIterable<Entry | CorrectedEntry> => {
    const upToHere = { ...filter, untilSeq: seq }
    return corrected ? ledger.readCorrected(upToHere) : ledger.read(upToHere)
  }
  if (format === 'jsonl') {
    for await (const entry of entries()) yield `${canonicalJson(entry)}\n`
    return
  }
  const found = new Set<string>()
  for await (const entry of entries()) for (const column of flatten(entry).keys()) found.add(column)
  const columns = columnOrder(found)
  // The mark at the beginning tells spreadsheets that the file is UTF-8.
  yield `\ufeff${csvLine(columns.map(neutralise))}`
  for await (const entry of entries()) {
    const cells = flatten(entry)
    yield csvLine(columns.map((column) => cells.get(column) ?? ''))
  }
}

const unreadable = (raw: string, code: string, message: string): Unreadable => {
  const issue: Issue = { code, level: 'error', message }
  return { unreadable: raw.slice(0, 100_000), issues: [issue] }
}

/** Who enters what does not say so itself, and when. */
export type Entered = EntryDraft['entered']

/** A draft of an exported entry: without its place in the chain it came from. */
const draftOf = (value: unknown, raw: string, entered: Entered): EntryDraft | Unreadable => {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return unreadable(raw, 'bad-entry', 'no entry')
  const { seq, previous, hash, correctedBy, ...draft } = value as Record<string, unknown>
  // As corrected it carries the hash of the original, which is not that of its content.
  if (
    hash !== undefined &&
    correctedBy === undefined &&
    sha256(bodyOf({ ...draft, seq, previous } as Entry)) !== hash
  )
    return unreadable(
      raw,
      'altered',
      'the content was changed after the export: remove the hash to enter it as new',
    )
  return { entered, ...draft } as unknown as EntryDraft
}

const parsed = (raw: string): unknown => {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}

/** What an import reads: the drafts, and on which line each one of them stood. */
export interface Reading {
  readonly drafts: Drafts
  readonly lineOf: (index: number) => number | undefined
}

/** The drafts in a file of JSON Lines, an entry a line, as exported or by hand. Blank lines do not count. */
export const readJsonLines = (file: string, entered: Entered): Reading => {
  const lines: number[] = []
  const drafts = async function* (): AsyncGenerator<EntryDraft | Unreadable> {
    let number = 0
    for await (const raw of linesOf(file)) {
      number += 1
      if (raw.trim() === '') continue
      lines.push(number)
      const value = parsed(raw)
      yield value === undefined
        ? unreadable(raw, 'bad-json', 'no JSON on this line')
        : draftOf(value, raw, entered)
    }
  }
  return { drafts: drafts(), lineOf: (index) => lines[index] }
}

/** The drafts in a CSV file with the columns of the export. */
export const readCsv = (file: string, entered: Entered): Reading => {
  const lines: number[] = []
  const drafts = async function* (): AsyncGenerator<EntryDraft | Unreadable> {
    const parser = csvParser({
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      max_record_size: 4_000_000,
      info: true,
    })
    const feeding = feed(file, parser)
    feeding.catch((error) => parser.destroy(error))
    let columns: readonly string[] | undefined
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[]
      info: { lines: number }
    }>) {
      if (columns === undefined) {
        columns = record.map(restoreText)
        continue
      }
      lines.push(info.lines)
      const raw = JSON.stringify(record)
      if (record.length !== columns.length) {
        yield unreadable(raw, 'bad-row', `${record.length} cells under ${columns.length} columns`)
        continue
      }
      yield draftOf(unflatten(Object.fromEntries(columns.map((name, k) => [name, record[k]!]))), raw, entered)
    }
    await feeding
  }
  return { drafts: drafts(), lineOf: (index) => lines[index] }
}

const feed = async (file: string, parser: NodeJS.WritableStream): Promise<void> => {
  for await (const line of linesOf(file))
    if (!parser.write(`${line}\n`)) await new Promise((resolve) => parser.once('drain', resolve))
  parser.end()
}
