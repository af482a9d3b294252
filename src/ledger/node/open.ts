import type { LedgerStore } from '../store.js'
import { openDatabase, type Place } from './database.js'
import { SqlLedger } from './sqlStore.js'

/**
 * Opens a ledger in a folder (`dir`, by default `ledger`) or on PostgreSQL (`db`).
 * @param create make one where there is none
 * @throws IssueError `no-ledger` where there is none, `bad-address`, `migration-failed`
 */
export const openLedger = async (place: Place, create = false): Promise<SqlLedger & LedgerStore> =>
  new SqlLedger(await openDatabase(place, create))
