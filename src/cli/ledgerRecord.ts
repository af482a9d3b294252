import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { IssueError } from '../core/issue.js'
import type { PromiseRecords } from '../crisis/index.js'
import {
  type CorrectedEntry,
  type CredibilityBasis,
  credibilityOf,
  lotsOf,
  recordsOf,
} from '../ledger/index.js'
import type { RecordSource } from '../study/index.js'
import { usageIssue } from './io.js'
import { dayOf, enteredBy, entriesIn, type FilterOptions, now } from './ledgerPlace.js'
import type { RecordOptions } from './options.js'

/** The entries of an export: it is put into a ledger of its own for the time, so that corrections count. */
const entriesOfFile = async (file: string): Promise<CorrectedEntry[]> => {
  // Loaded when an export is given: see ledger.ts.
  const { openLedger, readCsv, readJsonLines } = await import('../ledger/node/index.js')
  const dir = await mkdtemp(join(tmpdir(), 'guarantor-ledger-'))
  try {
    const ledger = await openLedger({ dir }, true)
    try {
      const who = { by: enteredBy(undefined), at: now() }
      const reading = /\.csv(\.gz)?$/i.test(file) ? readCsv(file, who) : readJsonLines(file, who)
      await ledger.append(reading.drafts)
      const entries: CorrectedEntry[] = []
      for await (const entry of ledger.readCorrected()) entries.push(entry)
      return entries
    } finally {
      await ledger.close()
    }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

const entriesAt = async (place: string): Promise<CorrectedEntry[]> => {
  const filter: FilterOptions = { who: [], to: [], kind: [] }
  if (/^postgres(?:ql)?:\/\//.test(place)) return await entriesIn({ dir: '', db: place }, filter)
  const info = await stat(place).catch(() => undefined)
  if (info === undefined)
    throw new IssueError([{ ...usageIssue('no such ledger folder or file'), code: 'file', file: place }])
  return info.isDirectory() ? await entriesIn({ dir: place }, filter) : await entriesOfFile(place)
}

/** What a ledger says of guarantors, for the game; nothing where none was given. */
export interface LedgerRecord {
  readonly records: PromiseRecords
  readonly bases: readonly CredibilityBasis[]
  readonly source: RecordSource
}

export const loadRecord = async (options: RecordOptions): Promise<LedgerRecord | undefined> => {
  if (options.ledger === undefined) return undefined
  const asOf = dayOf(options.ledgerDate, 'ledger-date')
  const entries = await entriesAt(options.ledger)
  const bases = credibilityOf(lotsOf(entries, asOf), {
    asOf,
    ...(options.ledgerDueAfter === undefined ? {} : { dueAfterMonths: Math.round(options.ledgerDueAfter) }),
  })
  const left = (of: (basis: CredibilityBasis) => number): number =>
    bases.reduce((sum, basis) => sum + of(basis), 0)
  return {
    records: recordsOf(bases),
    bases,
    source: {
      ledger: options.ledger.replace(/^(postgres(?:ql)?:\/\/)[^@/]*@/, '$1'),
      asOf,
      entries: entries.length,
      notDue: left(({ notDue }) => notDue),
      undated: left(({ undated }) => undated),
      undisclosed: left(({ undisclosed }) => undisclosed),
    },
  }
}
