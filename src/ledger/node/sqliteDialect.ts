import { setTimeout } from 'node:timers/promises'
import {
  CompiledQuery,
  type DatabaseConnection,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
  type TransactionSettings,
} from 'kysely'

/*
 * Kysely's SQLite with two changes. Transactions that may write take the file's write lock when they begin, and wait
 * for it there: one that reads first and writes later would fail instead, if another wrote in between. And a
 * migration is one transaction, so that a process killed in the middle leaves the ledger as it was.
 */

/** How long other statements wait for the file, in milliseconds: for another process's recovery after a crash. */
export const SHORT_WAIT = 5000
/** How long a writer waits for another one, in milliseconds: longer than a large import. */
const LONG_WAIT = 120_000
const PAUSE = 10
/** Insert statements kept at most. */
const KEPT = 20

const isBusy = (error: unknown): boolean =>
  String((error as { code?: unknown } | null)?.code).startsWith('SQLITE_BUSY')

/** What Kysely needs of a database, and statements without a result. */
export interface LedgerSqlite extends SqliteDatabase {
  exec(statements: string): unknown
}

class ImmediateDriver extends SqliteDriver {
  readonly #database: LedgerSqlite

  constructor(database: LedgerSqlite) {
    super({ database })
    this.#database = database
  }

  override async beginTransaction(
    connection: DatabaseConnection,
    settings?: TransactionSettings,
  ): Promise<void> {
    if (settings?.accessMode === 'read only') {
      await connection.executeQuery(CompiledQuery.raw('begin'))
      return
    }
    // SQLite's own wait would hold up this thread, and with it a writer of the same process that is waited for.
    // Not by a prepared statement: libsql leaves one that was refused in progress, and then nothing can be committed.
    const run = (statement: string) => this.#database.exec(statement)
    run('pragma busy_timeout = 0')
    try {
      for (let waited = 0; ; waited += PAUSE) {
        try {
          run('begin immediate')
          return
        } catch (error) {
          if (!isBusy(error) || waited >= LONG_WAIT) throw error
        }
        await setTimeout(PAUSE)
      }
    } finally {
      run(`pragma busy_timeout = ${SHORT_WAIT}`)
    }
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/**
 * The database, with statements that insert kept for the next time: an import runs the same one thousands of times, and
 * the memory of each is outside the sight of JavaScript's garbage collector. One that failed is not used again.
 */
const keepingInserts = (database: LedgerSqlite): LedgerSqlite => {
  const kept = new Map<string, SqliteStatement>()
  return {
    exec: (statements) => database.exec(statements),
    close: () => database.close(),
    prepare: (text) => {
      if (!text.startsWith('insert into ')) return database.prepare(text)
      const statement = kept.get(text) ?? database.prepare(text)
      if (kept.size >= KEPT) kept.clear()
      kept.set(text, statement)
      return {
        reader: statement.reader,
        all: (parameters) => statement.all(parameters),
        iterate: (parameters) => statement.iterate(parameters),
        run: (parameters) => {
          try {
            return statement.run(parameters)
          } catch (error) {
            kept.delete(text)
            throw error
          }
        },
      }
    },
  }
}

export class LedgerSqliteDialect extends SqliteDialect {
  readonly #database: LedgerSqlite

  constructor(database: LedgerSqlite) {
    const keeping = keepingInserts(database)
    super({ database: keeping })
    this.#database = keeping
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#database)
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter()
  }
}
