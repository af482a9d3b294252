import type { Entry } from '../ledger/entry.js'
import { writeIati } from '../ledger/intake/iati/write.js'
import { writeTexts } from '../ledger/node/index.js'
import type { Io } from './io.js'
import { type PlaceOptions, withLedger } from './ledgerPlace.js'

export interface IatiOptions extends PlaceOptions {
  readonly publisherRef: string
  readonly publisherName: string
  readonly json?: boolean
}

const textsOf = async function* (text: string): AsyncGenerator<string> {
  yield text
}

/** `guarantor ledger export-iati`: the ledger as corrected, as an IATI 2.03 activity file. */
export const exportIatiCommand = async (path: string, options: IatiOptions, io: Io): Promise<number> => {
  const entries: Entry[] = []
  await withLedger(options, async (ledger) => {
    for await (const entry of ledger.readCorrected()) entries.push(entry)
  })
  const { xml, transactions, activities, leftOut } = writeIati(entries, {
    ref: options.publisherRef,
    name: options.publisherName,
  })
  await writeTexts(path, textsOf(xml))
  if (options.json === true)
    io.out(
      `${JSON.stringify({ file: path, transactions, activities, leftOut: Object.fromEntries(leftOut) }, null, 2)}\n`,
    )
  else {
    io.out(`${path}: ${transactions} transactions in ${activities} activities\n`)
    for (const [reason, count] of leftOut) io.out(`  left out ${count}: ${reason}\n`)
  }
  return 0
}
