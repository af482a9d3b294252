import { type Issue, IssueError } from '../../core/issue.js'
import { checkedIntake } from './checked.js'
import { readCsv } from './csv.js'
import { decode } from './decode.js'
import { readIati } from './iati/read.js'
import type { Entered, Format, Intake } from './intake.js'
import { findColumns } from './kiel/columns.js'
import { describeRelease, KIEL, type KielRelease, releaseOfRow, releaseOfText } from './kiel/release.js'
import { readWebsite, recordsOf, type WebsiteTable, websiteFileOf } from './kiel/website.js'
import { readKielWorkbook, readMain } from './kiel/workbook.js'
import { readMapped } from './mapped.js'
import { readMapping, readParties } from './mapping.js'
import { looksZipped } from './workbook.js'

/** A file as it lies on the disk or came from a browser. */
export interface NamedBytes {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface RecogniseOptions {
  readonly format: Format
  /** The mapping's text, with its file's name. */
  readonly mapping?: { readonly name: string; readonly text: string }
  /** The release as the user names it. */
  readonly release?: string
  readonly entered: Entered
}

const refuse = (code: string, message: string, file: string, hint: string): never => {
  const issue: Issue = { code, level: 'error', message, file, hint }
  throw new IssueError([issue])
}

const unknown = (file: string): never =>
  refuse(
    'unknown-format',
    'The file is not one that can be recognised: the Kiel tracker (workbook or website CSV), an IATI activity file, or the export of a ledger.',
    file,
    'Any other table can be read as CSV with a mapping of its columns: --mapping FILE.',
  )

/** Files of other programs that people are likely to give, and what to do with them. */
const KNOWN_BEGINNINGS: readonly (readonly [string, string, string])[] = [
  [
    'd0cf11e0',
    'old-spreadsheet',
    'The file is an old .xls spreadsheet, or one with a password: save it as .xlsx without one.',
  ],
  ['25504446', 'unknown-format', 'The file is a PDF: it holds statements, not a table of entries.'],
]

const refuseOthers = ({ name, bytes }: NamedBytes): void => {
  const begins = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const known = KNOWN_BEGINNINGS.find(([beginning]) => beginning === begins)
  if (known !== undefined)
    throw new IssueError([{ code: known[1], level: 'error', message: known[2], file: name }])
}

const textOf = ({ name, bytes }: NamedBytes): { text: string; notes: readonly Issue[] } => decode(bytes, name)

const kielRelease = (
  tables: readonly WebsiteTable[],
  file: string,
  named: string | undefined,
): KielRelease => {
  const info = tables.find(({ kind }) => kind === 'release_info')
  const row = info === undefined ? undefined : recordsOf(info.table)[0]
  const found = (row === undefined ? undefined : releaseOfRow(row.cells)) ?? releaseOfText(file)
  if (named !== undefined) return { ...found, name: named }
  return (
    found ??
    refuse(
      'kiel-release',
      'Nothing says which release of the tracker this is.',
      file,
      'Put release_info.csv of the same release beside it, or name it: --release 29.',
    )
  )
}

/** The main sheet, saved as CSV by somebody. */
const kielMainCsv = (file: NamedBytes, options: RecogniseOptions): Intake | undefined => {
  const { text, notes } = textOf(file)
  const table = readCsv(text, file.name)
  const columns = findColumns(table.columns)
  if (columns === undefined) return undefined
  const release = kielRelease([], file.name, options.release)
  const own = { ...release, name: `${release.name}-workbook` }
  const reading = readMain(columns, table.rows, file.name, own, options.entered)
  return {
    file: file.name,
    dataset: KIEL,
    release: own.name,
    recognised: `Kiel Ukraine Support Tracker, ${describeRelease(release)}, main sheet as CSV`,
    rows: reading.rows,
    drafts: reading.drafts,
    setAside: reading.setAside,
    notes,
    covers: (id) => !id.endsWith('-disbursement'),
    cumulative: true,
  }
}

const kielCsv = (files: readonly NamedBytes[], options: RecogniseOptions): Intake | undefined => {
  const notes: Issue[] = []
  const tables = files.flatMap((file): WebsiteTable[] => {
    const read = textOf(file)
    notes.push(...read.notes)
    const table = readCsv(read.text, file.name)
    const kind = websiteFileOf(table.columns)
    return kind === undefined ? [] : [{ name: file.name, kind, table }]
  })
  if (!tables.some(({ kind }) => kind !== 'release_info'))
    return files.length === 1 && tables.length === 0 ? kielMainCsv(files[0], options) : undefined
  const release = kielRelease(tables, files[0].name, options.release)
  const intake = readWebsite(tables, release, options.release !== undefined, options.entered)
  return { ...intake, notes: [...notes, ...intake.notes] }
}

/** What the bytes look like; CSV by default, for any text is one. */
export const guessFormat = ({ name, bytes }: NamedBytes): Exclude<Format, 'auto'> => {
  if (looksZipped(bytes)) return 'kiel'
  // Only a ledger packs its exports.
  if (name.endsWith('.gz')) return name.endsWith('.csv.gz') ? 'ledger-csv' : 'jsonl'
  const head = new TextDecoder('utf-8')
    .decode(bytes.subarray(0, 400))
    .replace(/^\ufeff/, '')
    .trimStart()
  if (head.startsWith('<')) return 'iati'
  if (head.startsWith('{')) return 'jsonl'
  return head.includes('what.area') && /\bkind\b/.test(head) ? 'ledger-csv' : 'csv'
}

/**
 * Reads a file, or the files of the tracker's website together, as what it is recognised as or said to be. Nothing is written.
 * What the ledger would refuse (unknown parties, absurd dates and amounts) is set aside with what cannot be read.
 * @throws IssueError if the file as a whole is refused; rows that are wrong alone are set aside
 */
export const readIntake = async (
  files: readonly NamedBytes[],
  options: RecogniseOptions,
): Promise<Intake> => {
  const [file] = files
  const { mapping, entered } = options
  refuseOthers(file)
  const format = options.format === 'auto' ? guessFormat(file) : options.format
  if (looksZipped(file.bytes)) {
    if (format !== 'kiel') return unknown(file.name)
    return checkedIntake(await readKielWorkbook(file.bytes, file.name, options.release, entered))
  }
  if (format === 'iati') {
    const { text, notes } = textOf(file)
    const parties = mapping === undefined ? {} : readParties(mapping.text, mapping.name)
    const intake = readIati(text, file.name, parties, entered)
    return { ...intake, notes: [...notes, ...intake.notes] }
  }
  if (mapping !== undefined && format === 'csv') {
    const read = readMapping(mapping.text, mapping.name)
    const { text, notes } = decode(file.bytes, file.name, read.encoding)
    const intake = readMapped(text, file.name, read, entered)
    return { ...intake, notes: [...notes, ...intake.notes] }
  }
  const kiel = kielCsv(files, options)
  return kiel === undefined ? unknown(file.name) : checkedIntake(kiel)
}
