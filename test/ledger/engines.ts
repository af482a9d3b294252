import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { openLedger, type Place, type SqlLedger } from '../../src/ledger/node/index.js'
import { noPostgres, type PostgresServer, startPostgres } from './postgres.js'

/** Runs the same tests on a ledger in a folder and on a PostgreSQL server. */
export const onBothEngines = (
  name: string,
  tests: (fresh: () => Promise<SqlLedger>, place: () => Place) => void,
): void => {
  const opened: SqlLedger[] = []
  const opening = (place: () => Place) => async (): Promise<SqlLedger> => {
    const ledger = await openLedger(place(), true)
    opened.push(ledger)
    return ledger
  }
  const closeAll = async () => {
    for (const ledger of opened.splice(0)) await ledger.close()
  }
  describe(`${name}, in a folder`, () => {
    const root = mkdtempSync(join(tmpdir(), 'ledger-'))
    let count = 0
    const place = () => ({ dir: join(root, `ledger-${count++}`) })
    afterAll(async () => {
      await closeAll()
      rmSync(root, { recursive: true, force: true })
    })
    tests(opening(place), place)
  })
  if (noPostgres !== undefined) console.warn(`skipped: ${noPostgres}`)
  describe.skipIf(noPostgres !== undefined)(`${name}, on PostgreSQL`, () => {
    let server: PostgresServer
    let count = 0
    beforeAll(async () => {
      server = await startPostgres()
    }, 60_000)
    const place = () => ({ db: server.database(`ledger${count++}`) })
    afterAll(async () => {
      await closeAll()
      await server.stop()
    }, 60_000)
    tests(opening(place), place)
  })
}

export const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}
