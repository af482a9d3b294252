import { sql } from 'kysely'
import type { Issue } from '../../core/issue.js'
import { canonicalJson } from '../canonical.js'
import { entrySchema } from '../entry.js'
import type { Head } from '../store.js'
import { NO_HASH, sha256 } from './chain.js'
import type { LedgerDatabase } from './database.js'
import { entryOf, linksOf, rowOf } from './row.js'
import type { SqlLedger } from './sqlStore.js'
import type { EntriesTable, LinksTable } from './tables.js'

const PAGE = 1000
const MOST_FAULTS = 100

export interface Verification {
  readonly entries: number
  /** The end of the chain as computed. */
  readonly head: Head
  /** Empty where nothing was altered. */
  readonly faults: readonly Issue[]
}

const fault = (code: string, message: string, path?: string): Issue => ({
  code,
  level: 'error',
  message,
  ...(path === undefined ? {} : { path }),
})

/** Follows the chain, entry by entry. */
class Chain {
  seq = 0
  hash = NO_HASH
  readonly faults: Issue[] = []
  readonly #roots = new Map<string, string>()

  /** The links that the entry should have. */
  follow(row: EntriesTable): readonly LinksTable[] {
    const place = `entry ${row.seq}`
    const wrong = (code: string, message: string) => this.faults.push(fault(code, message, row.id))
    if (row.seq !== this.seq + 1) wrong('gap', `${place} follows entry ${this.seq}: one is missing`)
    if (row.previous !== this.hash)
      wrong('broken-chain', `${place} does not name the hash of the entry before it`)
    if (sha256(row.body) !== row.hash)
      wrong('altered', `${place} was altered: its hash is not that of its content`)
    this.seq = row.seq
    this.hash = row.hash
    const parsed = entrySchema.safeParse(parsedBody(row))
    if (!parsed.success) {
      wrong('altered', `${place} is no entry any more: ${parsed.error.issues[0]?.message}`)
      return []
    }
    const entry = entryOf(row)
    const corrects = entry.links?.corrects
    const root = corrects === undefined ? null : (this.#roots.get(corrects) ?? corrects)
    if (root !== null) this.#roots.set(entry.id, root)
    const { hash, ...content } = entry
    const expected: object = rowOf(content, root)
    const columns = Object.entries(expected).filter(
      ([name, value]) => value !== row[name as keyof EntriesTable],
    )
    if (columns.length > 0)
      wrong('altered', `${place}: ${columns.map(([name]) => name).join(', ')} no longer as its content says`)
    return linksOf(content)
  }
}

const parsedBody = (row: EntriesTable): unknown => {
  try {
    return entryOf(row)
  } catch {
    return undefined
  }
}

const linkText = ({ seq, from_id, relation, to_id }: LinksTable): string =>
  canonicalJson([seq, from_id, relation, to_id])

/** Names of the triggers that keep the tables append-only; see migrations.ts. */
const guards: Readonly<Record<LedgerDatabase['engine'], readonly string[]>> = {
  sqlite: [
    'entries_in_chain',
    'entries_no_delete',
    'entries_no_update',
    'links_no_delete',
    'links_no_update',
  ],
  postgres: ['entries_append_only', 'entries_in_chain', 'links_append_only'],
}

const missingGuards = async ({ db, engine }: LedgerDatabase): Promise<readonly string[]> => {
  const { rows } =
    engine === 'sqlite'
      ? await sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`.execute(db)
      : await sql<{ name: string }>`select t.tgname as name from pg_trigger t
          join pg_class c on c.oid = t.tgrelid
          where c.oid in ('entries'::regclass, 'links'::regclass) and t.tgenabled = 'O'`.execute(db)
  const there = new Set(rows.map(({ name }) => name))
  return guards[engine].filter((name) => !there.has(name))
}

/**
 * Proves that nothing in the ledger was altered since it was entered: every hash, the chain, every column and link
 * beside the content it comes from, and that the database still refuses changes. A chain cannot show by itself that
 * its last entries were cut off and the head put back: for that give an earlier head from outside the ledger.
 * @param earlier hash of a head that was noted down before
 */
export const verifyLedger = async (ledger: SqlLedger, earlier?: string): Promise<Verification> => {
  const { db } = ledger.database
  const chain = new Chain()
  let found = earlier === undefined || earlier === NO_HASH
  for (let full = true; full && chain.faults.length < MOST_FAULTS; ) {
    const after = chain.seq
    const rows = await db
      .selectFrom('entries')
      .selectAll()
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(PAGE)
      .execute()
    const links = rows.flatMap((row) => {
      if (row.hash === earlier) found = true
      return chain.follow(row)
    })
    const stored = await db
      .selectFrom('links')
      .selectAll()
      .where('seq', '>', after)
      .where('seq', '<=', rows.at(-1)?.seq ?? after)
      .execute()
    const expected = new Set(links.map(linkText))
    const present = new Set(stored.map(linkText))
    for (const text of expected)
      if (!present.has(text)) chain.faults.push(fault('altered', `a link was removed: ${text}`))
    for (const text of present)
      if (!expected.has(text)) chain.faults.push(fault('altered', `a link was added: ${text}`))
    full = rows.length === PAGE
  }
  const head = await ledger.head()
  const complete = chain.faults.length < MOST_FAULTS
  if (complete && (head.seq !== chain.seq || head.hash !== chain.hash))
    chain.faults.push(
      fault('cut-off', `the chain ends at entry ${chain.seq}, the head was at entry ${head.seq}`),
    )
  if (complete && !found)
    chain.faults.push(fault('not-in-chain', `the earlier head ${earlier} is not in this ledger`))
  const unguarded = await missingGuards(ledger.database)
  if (unguarded.length > 0)
    chain.faults.push(
      fault('no-guard', `the database no longer refuses changes: ${unguarded.join(', ')} missing`),
    )
  return { entries: chain.seq, head: { seq: chain.seq, hash: chain.hash }, faults: chain.faults }
}
