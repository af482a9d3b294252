import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

/** Text as an SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Runs `work` on a database in memory that is closed afterwards. */
export const withDuck = async <T>(work: (duck: DuckDBConnection) => Promise<T>, threads = 2): Promise<T> => {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) })
  const connection = await instance.connect()
  try {
    return await work(connection)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** Runs statements one after the other. */
export const runAll = async (duck: DuckDBConnection, statements: readonly string[]): Promise<void> => {
  for (const statement of statements) await duck.run(statement)
}

/** A query's columns by name; numbers as doubles, NaN for null. */
export const columnsOf = async (
  duck: DuckDBConnection,
  query: string,
): Promise<{ count: number; number: (name: string) => Float64Array; text: (name: string) => string[] }> => {
  const reader = await duck.runAndReadAll(query)
  const names = reader.columnNames()
  const columns = reader.getColumnsJS()
  const at = (name: string) => {
    const index = names.indexOf(name)
    if (index === -1) throw new Error(`no column ${name} in the query`)
    // A query without rows has no columns either.
    return columns[index] ?? []
  }
  return {
    count: reader.currentRowCount,
    number: (name) => Float64Array.from(at(name), (cell) => (cell === null ? Number.NaN : Number(cell))),
    text: (name) => at(name).map((cell) => String(cell ?? '')),
  }
}
