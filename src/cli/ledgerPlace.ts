import { userInfo } from 'node:os'
import type { Command } from 'commander'
import type { SqlLedger } from '../ledger/node/index.js'
import { openLedger } from '../ledger/node/index.js'

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
