import { userInfo } from 'node:os'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { IssueError } from '../core/issue.js'
import {
  type CorrectedEntry,
  type EntryFilter,
  type EntryKind,
  entryKinds,
  isDay,
  period,
} from '../ledger/index.js'
import type { SqlLedger } from '../ledger/node/index.js'
import { usageIssue } from './io.js'
import { collect } from './options.js'

/** Where a ledger is, as options of a command. */
export interface PlaceOptions {
  readonly dir: string
  readonly db?: string
}

/** Options of every command that opens a ledger. */
export const withPlace = (command: Command): Command =>
  command
    .option('--dir <folder>', 'folder of the ledger', 'ledger')
    .option('--db <address>', 'a ledger on PostgreSQL instead: postgres://user@host/database')

/** Opens the ledger, does something with it, and closes it whatever happened. */
export const withLedger = async <Result>(
  { dir, db }: PlaceOptions,
  action: (ledger: SqlLedger) => Promise<Result>,
  create = false,
): Promise<Result> => {
  // Loaded when a ledger is opened: see ledger.ts.
  const { openLedger } = await import('../ledger/node/index.js')
  const ledger = await openLedger(db === undefined ? { dir } : { db }, create)
  try {
    return await action(ledger)
  } finally {
    await ledger.close()
  }
}

/** Now, in UTC, as entries are dated. */
export const now = (): string => new Date().toISOString()

/** Who enters: as given, or the name of the account. */
export const enteredBy = (by: string | undefined): string => by ?? userInfo().username

/** Options that choose entries. */
export interface FilterOptions {
  readonly who: readonly string[]
  readonly to: readonly string[]
  readonly kind: readonly string[]
  readonly pact?: string
  readonly dataset?: string
  readonly release?: string
  readonly from?: string
  readonly until?: string
}

/** Options of every command that shows some of the entries. */
export const withFilter = (command: Command): Command =>
  command
    .option('--who <code>', 'only this guarantor (may be repeated)', collect, [])
    .option('--to <code>', 'only for this beneficiary (may be repeated)', collect, [])
    .addOption(new Option('--kind <kind>', 'only this kind (may be repeated)').argParser(kinds).default([]))
    .option('--pact <id>', 'only what is linked to this pact document; id#commitment for one commitment')
    .option('--dataset <name>', 'only from this data set')
    .option('--release <name>', 'only from this release')
    .option('--from <date>', 'only from this day, month or year')
    .option('--until <date>', 'only up to this day, month or year')

const kinds = (value: string, before: readonly string[] | undefined): string[] => {
  if (!entryKinds.some((kind) => kind === value))
    throw new InvalidArgumentError(`one of ${entryKinds.join(', ')} is wanted.`)
  return [...(before ?? []), value]
}

/** The filter that the options ask for. */
export const filterOf = (options: FilterOptions): EntryFilter => {
  const [pact, commitment] = options.pact?.split('#') ?? []
  for (const date of [options.from, options.until])
    if (date !== undefined && !period.safeParse(date).success)
      throw new IssueError([usageIssue(`"${date}" is no day, month or year`, 'YYYY-MM-DD, YYYY-MM or YYYY')])
  return {
    ...(options.who.length === 0 ? {} : { who: options.who }),
    ...(options.to.length === 0 ? {} : { to: options.to }),
    ...(options.kind.length === 0 ? {} : { kinds: options.kind as EntryKind[] }),
    ...(pact === undefined ? {} : { pact }),
    ...(commitment === undefined ? {} : { commitment }),
    ...(options.dataset === undefined ? {} : { dataset: options.dataset }),
    ...(options.release === undefined ? {} : { release: options.release }),
    ...(options.from === undefined ? {} : { from: options.from }),
    ...(options.until === undefined ? {} : { until: options.until }),
  }
}

/** The entries of a ledger as corrected, those that the filter lets through. */
export const entriesIn = async (place: PlaceOptions, filter: FilterOptions): Promise<CorrectedEntry[]> =>
  await withLedger(place, async (ledger) => {
    const entries: CorrectedEntry[] = []
    for await (const entry of ledger.readCorrected(filterOf(filter))) entries.push(entry)
    return entries
  })

/** The day that an option gives; today if absent. */
export const dayOf = (text: string | undefined, option: string): string => {
  const value = text ?? now().slice(0, 10)
  if (!isDay(value)) throw new IssueError([usageIssue(`--${option} "${value}" is no day`, 'YYYY-MM-DD')])
  return value
}
