import {
  backupLedger,
  exportTexts,
  restoreLedger,
  type TransferFormat,
  writeTexts,
} from '../ledger/node/index.js'
import type { Io } from './io.js'
import { type FilterOptions, filterOf, type PlaceOptions, withLedger } from './ledgerPlace.js'

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
