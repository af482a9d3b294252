import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, Migrator, PostgresDialect, sql } from 'kysely'
import Sqlite from 'libsql'
import { type Issue, IssueError } from '../../core/issue.js'
import { type Engine, migrationsFor } from './migrations.js'
import { LedgerSqliteDialect, SHORT_WAIT } from './sqliteDialect.js'
import type { LedgerTables } from './tables.js'

/** A ledger's database, of either engine. */
export interface LedgerDatabase {
  readonly engine: Engine
  readonly db: Kysely<LedgerTables>
  /** Where it is, for messages: a folder, or a server without its password. */
  readonly place: string
}

export const LEDGER_FILE = 'ledger.sqlite'

const fail = (code: string, message: string, hint?: string): IssueError => {
  const issue: Issue = { code, level: 'error', message, ...(hint === undefined ? {} : { hint }) }
  return new IssueError([issue])
}

/**
 * The database in a folder. Locks are those of the kernel on the file: they end with the process that holds them,
 * however it ends, and can be taken from no living one. Each commit is written through to the disk.
 */
const openFolder = (folder: string, create: boolean): LedgerDatabase => {
  const file = join(folder, LEDGER_FILE)
  if (!create && !existsSync(file))
    throw fail('no-ledger', `no ledger in the folder ${folder}`, 'guarantor ledger init makes one')
  mkdirSync(folder, { recursive: true })
  const database = new Sqlite(file, { timeout: SHORT_WAIT })
  try {
    database.pragma('journal_mode = wal')
    database.pragma('synchronous = full')
    database.pragma('foreign_keys = on')
    database.pragma('trusted_schema = off')
  } catch (error) {
    database.close()
    throw fail('no-ledger', `${file} cannot be opened as a ledger: ${(error as Error).message}`)
  }
  return { engine: 'sqlite', db: new Kysely({ dialect: new LedgerSqliteDialect(database) }), place: folder }
}

const INT8 = 20

// Loaded when it is wanted: most ledgers are folders.
const openServer = async (url: string): Promise<LedgerDatabase> => {
  const { default: pg } = await import('pg')
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
  }
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    types,
    connectionTimeoutMillis: 10_000,
    options: '-c synchronous_commit=on -c statement_timeout=0',
  })
  // An idle connection that breaks is the next query's business.
  pool.on('error', () => undefined)
  const { hostname, port, pathname } = new URL(url)
  return {
    engine: 'postgres',
    db: new Kysely({ dialect: new PostgresDialect({ pool }) }),
    place: `postgres://${hostname}${port === '' ? '' : `:${port}`}${pathname}`,
  }
}

const migratorOf = ({ db, engine }: LedgerDatabase): Migrator =>
  new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrationsFor(engine) }) },
    migrationTableName: 'ledger_migration',
    migrationLockTableName: 'ledger_migration_lock',
  })

/** Is this database a ledger already? */
const isLedger = async ({ db }: LedgerDatabase): Promise<boolean> => {
  const tables = await db.introspection.getTables()
  return tables.some(({ name }) => name === 'head') && tables.some(({ name }) => name === 'entries')
}

/** Names of the steps that this database has been through. */
const executed = async ({ db }: LedgerDatabase): Promise<readonly string[]> => {
  const { rows } = await sql<{ name: string }>`select name from ledger_migration order by name`.execute(db)
  return rows.map(({ name }) => name)
}

/** Brings a database to this version. One that is there already is not even locked: readers wait for nobody. */
const migrate = async (database: LedgerDatabase, isThere: boolean): Promise<void> => {
  const steps = Object.keys(migrationsFor(database.engine))
  if (isThere) {
    const done = await executed(database)
    const unknown = done.find((name) => !steps.includes(name))
    if (unknown !== undefined)
      throw fail(
        'newer-ledger',
        `${database.place} was written by a newer Guarantor (step ${unknown})`,
        'that version or a later one is needed',
      )
    if (done.length === steps.length) return
  }
  const { error } = await migratorOf(database).migrateToLatest()
  if (error !== undefined)
    throw fail(
      'migration-failed',
      `${database.place} cannot be brought to this version: ${(error as Error).message}`,
    )
}

export interface Place {
  /** A folder. */
  readonly dir?: string
  /** postgres://user:password@host:port/database */
  readonly db?: string
}

/**
 * Opens a ledger's database and brings it to this version.
 * @param create make a ledger where there is none
 * @throws IssueError `no-ledger`, `bad-address`, `newer-ledger`, `migration-failed`
 */
export const openDatabase = async (place: Place, create: boolean): Promise<LedgerDatabase> => {
  if (place.db !== undefined && !/^postgres(ql)?:\/\//.test(place.db))
    throw fail('bad-address', 'the address of a database begins with postgres://')
  const database =
    place.db === undefined ? openFolder(place.dir ?? 'ledger', create) : await openServer(place.db)
  try {
    const isThere = await isLedger(database)
    if (!create && !isThere)
      throw fail('no-ledger', `no ledger at ${database.place}`, 'guarantor ledger init makes one')
    await migrate(database, isThere)
    return database
  } catch (error) {
    await database.db.destroy()
    if (error instanceof IssueError) throw error
    throw fail('no-ledger', `${database.place}: ${(error as Error).message}`)
  }
}

/**
 * Takes the right to write, in a transaction that has read nothing yet, and gives the end of the chain. The others
 * wait here, or in SQLite for the file, until the transaction ends.
 */
export const takeHead = async (db: Kysely<LedgerTables>): Promise<{ seq: number; hash: string }> => {
  await sql`update head set seq = seq where one = 1`.execute(db)
  return await db.selectFrom('head').select(['seq', 'hash']).executeTakeFirstOrThrow()
}
