import { type ExpressionBuilder, sql } from 'kysely'
import { type Issue, IssueError } from '../../core/issue.js'
import type { CorrectedEntry, Entry } from '../entry.js'
import type {
  Appended,
  AppendOptions,
  Drafts,
  EntryFilter,
  Head,
  LedgerStore,
  Quarantined,
} from '../store.js'
import { appendEntries } from './append.js'
import type { LedgerDatabase } from './database.js'
import { conditionsOf } from './filter.js'
import { correctedOf, entryOf } from './row.js'
import type { LedgerTables } from './tables.js'

/** Rows fetched at a time: what a reader holds in memory. */
const PAGE = 1000

const messages: Readonly<Record<string, readonly [code: string, message: string]>> = {
  SQLITE_BUSY: [
    'ledger-busy',
    'another process has been writing to the ledger for too long; nothing was added',
  ],
  SQLITE_FULL: ['disk-full', 'the disk is full; nothing was added'],
  SQLITE_READONLY: ['read-only', 'the ledger may not be written to; nothing was added'],
}

/** A fault of the database as an issue; other errors as they are. */
const explained = (error: unknown, place: string): unknown => {
  if (error instanceof IssueError || !(error instanceof Error)) return error
  const code = (error as { code?: unknown }).code
  if (typeof code !== 'string') return error
  const [issueCode, message] = messages[code.split('_').slice(0, 2).join('_')] ?? ['database', error.message]
  const issue: Issue = { code: issueCode, level: 'error', message: `${place}: ${message}` }
  return new IssueError([issue])
}

/** A ledger in a database, of either engine. */
export class SqlLedger implements LedgerStore {
  readonly database: LedgerDatabase

  constructor(database: LedgerDatabase) {
    this.database = database
  }

  async append(drafts: Drafts, options: AppendOptions = {}): Promise<Appended> {
    try {
      return await appendEntries(this.database.db, drafts, options)
    } catch (error) {
      throw explained(error, this.database.place)
    }
  }

  async *read(filter: EntryFilter = {}): AsyncGenerator<Entry> {
    for (let after = filter.afterSeq ?? 0; ; ) {
      const rows = await this.database.db
        .selectFrom('entries')
        .select(['seq', 'body', 'hash'])
        .where((eb) =>
          eb.and(conditionsOf({ ...filter, afterSeq: after }, eb as unknown as CorrectedBuilder, 'kind')),
        )
        .orderBy('seq')
        .limit(PAGE)
        .execute()
      for (const row of rows) yield entryOf(row)
      if (rows.length < PAGE) return
      after = rows.at(-1)!.seq
    }
  }

  async *readCorrected(filter: EntryFilter = {}): AsyncGenerator<CorrectedEntry> {
    for (let after = filter.afterSeq ?? 0; ; ) {
      const rows = await this.database.db
        .selectFrom('corrected')
        .select(['seq', 'id', 'said_seq', 'kind_of', 'body', 'original_body', 'hash'])
        .where((eb) => eb.and(conditionsOf({ ...filter, afterSeq: after }, eb, 'kind_of')))
        .orderBy('seq')
        .limit(PAGE)
        .execute()
      const corrections = await this.#correctionsOf(
        rows.flatMap(({ id, seq, said_seq }) => (seq === said_seq ? [] : [id])),
      )
      for (const row of rows) yield correctedOf(row, corrections.get(row.id) ?? [])
      if (rows.length < PAGE) return
      after = rows.at(-1)!.seq
    }
  }

  async #correctionsOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = new Map<string, string[]>()
    if (ids.length === 0) return found
    const rows = await this.database.db
      .selectFrom('entries')
      .select(['id', 'root'])
      .where('root', 'in', [...ids])
      .orderBy('seq')
      .execute()
    for (const { id, root } of rows) found.set(root!, [...(found.get(root!) ?? []), id])
    return found
  }

  async get(id: string): Promise<Entry | undefined> {
    const row = await this.database.db
      .selectFrom('entries')
      .select(['body', 'hash'])
      .where('id', '=', id)
      .executeTakeFirst()
    return row === undefined ? undefined : entryOf(row)
  }

  async count(filter: EntryFilter = {}): Promise<number> {
    const { n } = await this.database.db
      .selectFrom('entries')
      .select(sql<number>`count(*)`.as('n'))
      .where((eb) => eb.and(conditionsOf(filter, eb as unknown as CorrectedBuilder, 'kind')))
      .executeTakeFirstOrThrow()
    return n
  }

  async head(): Promise<Head> {
    return await this.database.db.selectFrom('head').select(['seq', 'hash']).executeTakeFirstOrThrow()
  }

  async *quarantined(): AsyncGenerator<Quarantined> {
    for (let after = 0; ; ) {
      const rows = await this.database.db
        .selectFrom('quarantine')
        .selectAll()
        .where('n', '>', after)
        .orderBy('n')
        .limit(PAGE)
        .execute()
      for (const { file, line, raw, issues, at, by_whom } of rows)
        yield {
          file,
          ...(line === null ? {} : { line }),
          raw,
          issues: JSON.parse(issues) as Issue[],
          at,
          by: by_whom,
        }
      if (rows.length < PAGE) return
      after = rows.at(-1)!.n
    }
  }

  async close(): Promise<void> {
    await this.database.db.destroy()
  }
}

// Every column that a filter names is in both.
type CorrectedBuilder = ExpressionBuilder<LedgerTables, 'corrected'>
