import { openSync, writeSync } from 'node:fs'
import { openLedger } from '../../src/ledger/node/open.js'
import { draft } from './drafts.js'

/*
 * A process that adds batches of one to three entries to a ledger until it is killed. An entry's id names its batch,
 * how many are in it, and which it is: `w0-12-3-1`. Once the store has said that a batch is safe, a line in the
 * second file acknowledges it.
 */
const [place, acknowledged, name] = process.argv.slice(2) as [string, string, string]
const ledger = await openLedger(place.startsWith('postgres:') ? { db: place } : { dir: place })
const out = openSync(acknowledged, 'a')
for (let batch = 0; ; batch++) {
  const size = 1 + (batch % 3)
  const ids = Array.from({ length: size }, (_, k) => `${name}-${batch}-${size}-${k}`)
  await ledger.append(ids.map((id) => draft({ id, note: 'x'.repeat((batch * 997) % 5000) || 'x' })))
  writeSync(out, `${ids.join('\n')}\n`)
}
