import type { EntryDraft, Quarantined, Unreadable } from '../ledger/index.js'
import {
  backupLedger,
  exportTexts,
  type Reading,
  readCsv,
  readJsonLines,
  restoreLedger,
  type TransferFormat,
  writeTexts,
} from '../ledger/node/index.js'
import type { Io } from './io.js'
import { enteredBy, type FilterOptions, filterOf, now, type PlaceOptions, withLedger } from './ledgerPlace.js'

const plain = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`)

/** `guarantor ledger backup`. */
export const backupCommand = async (file: string, options: PlaceOptions, io: Io): Promise<number> =>
  await withLedger(options, async (ledger) => {
    const head = await backupLedger(ledger, file)
    io.out(`${plain(head.seq)} in ${file}, head ${head.hash}\n`)
    return 0
  })

/** `guarantor ledger restore`. */
export const restoreCommand = async (file: string, options: PlaceOptions, io: Io): Promise<number> =>
  await withLedger(
    options,
    async (ledger) => {
      const head = await restoreLedger(ledger, file)
      io.out(`${plain(head.seq)} restored to ${ledger.database.place}, head ${head.hash}\n`)
      return 0
    },
    true,
  )

export interface ExportOptions extends PlaceOptions, FilterOptions {
  readonly out?: string
  readonly format?: TransferFormat
  readonly corrected?: boolean
}

const formatOf = (file: string | undefined, format: TransferFormat | undefined): TransferFormat =>
  format ?? (file !== undefined && /\.csv(\.gz)?$/i.test(file) ? 'csv' : 'jsonl')

/** `guarantor ledger export`. */
export const exportCommand = async (options: ExportOptions, io: Io): Promise<number> =>
  await withLedger(options, async (ledger) => {
    const texts = exportTexts(ledger, {
      format: formatOf(options.out, options.format),
      corrected: options.corrected === true,
      filter: filterOf(options),
    })
    if (options.out === undefined) for await (const text of texts) io.out(text)
    else {
      await writeTexts(options.out, texts)
      io.out(`${options.out}\n`)
    }
    return 0
  })

export interface ImportOptions extends PlaceOptions {
  readonly format?: TransferFormat
  readonly quarantine?: boolean
  readonly dryRun?: boolean
  readonly init?: boolean
  readonly by?: string
  readonly json?: boolean
}

const rawOf = (draft: EntryDraft | Unreadable): string =>
  draft !== null && typeof draft === 'object' && 'unreadable' in draft
    ? draft.unreadable
    : (JSON.stringify(draft) ?? '')

/** `guarantor ledger import`. */
export const importCommand = async (file: string, options: ImportOptions, io: Io): Promise<number> => {
  const by = enteredBy(options.by)
  const at = now()
  const reading: Reading =
    formatOf(file, options.format) === 'csv' ? readCsv(file, { by, at }) : readJsonLines(file, { by, at })
  const place = (index: number) => {
    const line = reading.lineOf(index)
    return { file, ...(line === undefined ? {} : { line }) }
  }
  const aside = (
    draft: EntryDraft | Unreadable,
    index: number,
    issues: Quarantined['issues'],
  ): Quarantined => ({
    ...place(index),
    raw: rawOf(draft),
    issues,
    at,
    by,
  })
  return await withLedger(
    options,
    async (ledger) => {
      const result = await ledger.append(reading.drafts, {
        locate: place,
        dryRun: options.dryRun === true,
        ...(options.quarantine === true ? { bad: aside } : {}),
      })
      if (options.json === true) io.out(`${JSON.stringify(result, null, 2)}\n`)
      else
        io.out(
          `${plain(result.appended)} ${options.dryRun === true ? 'would be added' : 'added'}, ${result.same} there already` +
            `${result.quarantined > 0 ? `, ${result.quarantined} in quarantine (guarantor ledger quarantine)` : ''}.\n`,
        )
      return 0
    },
    options.init === true,
  )
}
