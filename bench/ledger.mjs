// `node bench/ledger.mjs` after `npm run build`: 100,000 entries into an empty ledger, the status of all guarantors, what
// is due, verify, backup and export; time and memory of each in a process of its own. Beside it, in the same run, the
// same rows by plain SQL in one transaction, and a sum over them: read the ratios. Nothing here passes or fails on time.
//   node bench/ledger.mjs [entries] [postgres://user@host/database]
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const WHO = [
  'USA',
  'DEU',
  'GBR',
  'FRA',
  'POL',
  'NOR',
  'SWE',
  'DNK',
  'NLD',
  'CAN',
  'JPN',
  'ITA',
  'ESP',
  'FIN',
  'EU',
]
const KINDS = ['pledge', 'commitment', 'allocation', 'disbursement']

/** Entries like those of an import: four kinds, fifteen guarantors, ten years, a tenth linked, a tenth undisclosed. */
function* drafts(entries) {
  for (let k = 0; k < entries; k++) {
    const kind = KINDS[k % 4]
    const month = String(1 + (k % 12)).padStart(2, '0')
    const year = 2016 + (k % 10)
    const undisclosed = k % 10 === 3
    const money = { amount: 1e6 + ((k * 7919) % 1e9), currency: 'EUR' }
    yield {
      id: `bench-${k}`,
      kind,
      who: WHO[(k * 31) % WHO.length],
      to: 'UKR',
      what: {
        area: 'military',
        text: `Package ${k} of ammunition, spare parts and training, as announced`,
        disclosure: undisclosed ? 'undisclosed' : 'disclosed',
        ...(undisclosed ? {} : { money }),
      },
      dates:
        kind === 'pledge'
          ? { announced: `${year}-${month}`, due: `${year + 1}-${month}` }
          : { happened: `${year}-${month}` },
      ...(k % 10 === 7 ? { links: { fulfils: [`bench-${k - 3}`] } } : {}),
      sources: [
        { title: 'Bench', address: `https://example.org/${k}`, quote: 'We will give what it takes.' },
      ],
      external: { dataset: 'bench', release: '1', id: String(k) },
      entered: { by: 'bench', at: '2026-11-26T00:00:00Z' },
    }
  }
}

const steps = {
  import: async ({ ledger, entries }) => await ledger.append(drafts(entries)),
  again: async ({ ledger, entries }) => await ledger.append(drafts(entries)),
  status: async ({ ledger, node }) => await node.statusOf(ledger),
  due: async ({ ledger, node }) => await node.dueIn(ledger, '2026-01-01', 365),
  verify: async ({ ledger, node }) => {
    const { faults } = await node.verifyLedger(ledger)
    if (faults.length > 0) throw new Error(JSON.stringify(faults[0]))
  },
  backup: async ({ ledger, node, folder }) =>
    await node.backupLedger(ledger, join(folder, 'backup.jsonl.gz')),
  restore: async ({ node, folder }) => {
    const target = await node.openLedger({ dir: join(folder, 'restored') }, true)
    await node.restoreLedger(target, join(folder, 'backup.jsonl.gz'))
    await target.close()
  },
  csv: async ({ ledger, node, folder }) =>
    await node.writeTexts(
      join(folder, 'export.csv'),
      node.exportTexts(ledger, { format: 'csv', corrected: false, filter: {} }),
    ),
  'plain insert': async ({ entries, folder }) => {
    const { default: Database } = await import('libsql')
    const db = new Database(join(folder, 'plain.sqlite'))
    db.exec(
      'pragma journal_mode = wal; pragma synchronous = full; create table t (who text, kind text, eur real, body text); begin',
    )
    const insert = db.prepare('insert into t values (?, ?, ?, ?)')
    for (const draft of drafts(entries))
      insert.run(draft.who, draft.kind, draft.what.money?.amount ?? null, JSON.stringify(draft))
    db.exec('commit')
    db.close()
  },
  'plain sum': async ({ folder }) => {
    const { default: Database } = await import('libsql')
    const db = new Database(join(folder, 'plain.sqlite'))
    db.prepare('select who, kind, count(*), sum(eur) from t group by who, kind').all()
    db.close()
  },
}

const [mode, ...rest] = process.argv.slice(2)
if (mode === 'step') {
  const [step, entries, folder, db] = rest
  const node = await import('../dist/ledger/node/index.js')
  const own = step.startsWith('plain')
  const ledger = own ? undefined : await node.openLedger(db ? { db } : { dir: join(folder, 'ledger') }, true)
  const begin = performance.now()
  await steps[step]({ ledger, node, entries: Number(entries), folder })
  const ms = performance.now() - begin
  await ledger?.close()
  const { user, system } = process.cpuUsage()
  console.log(JSON.stringify({ ms, cpu: (user + system) / 1000, mb: process.resourceUsage().maxRSS / 1024 }))
} else {
  const entries = Number(mode ?? 100_000)
  const folder = mkdtempSync(join(tmpdir(), 'ledger-bench-'))
  const results = {}
  for (const step of Object.keys(steps)) {
    const args = [fileURLToPath(import.meta.url), 'step', step, String(entries), folder, rest[0] ?? '']
    results[step] = JSON.parse(
      execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }),
    )
    const { ms, cpu, mb } = results[step]
    console.log(
      `${step.padEnd(14)} ${(ms / 1000).toFixed(2).padStart(8)} s ${(cpu / 1000).toFixed(2).padStart(8)} s of processor ${mb.toFixed(0).padStart(6)} MB`,
    )
  }
  console.log(
    `import is ${(results.import.ms / results['plain insert'].ms).toFixed(1)} times plain inserts, status ${(results.status.ms / results['plain sum'].ms).toFixed(1)} times a plain sum`,
  )
  if (rest[0] === undefined)
    console.log(
      `ledger ${(statSync(join(folder, 'ledger', 'ledger.sqlite')).size / 1e6).toFixed(0)} MB on disk`,
    )
  const [cpu] = cpus()
  console.log(`${entries} entries, ${cpus().length} × ${cpu?.model.trim()}, Node ${process.version}`)
  rmSync(folder, { recursive: true, force: true })
}
