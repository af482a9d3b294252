// Rebuilds examples/ledger/kiel-r29-by-year.csv: sums of our own by donor, year and kind, from the tracker's website CSV.
//   npm run build && node scripts/make-ledger-example.mjs --data ../shared/data/kiel_ust/website_csv_r29
// The institute's monthly file itself is not committed.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'csv-parse/sync'

const { values } = parseArgs({ options: { data: { type: 'string' } } })
if (values.data === undefined) throw new Error('--data FOLDER with data_explorer.csv and release_info.csv')

const read = (name) => parse(readFileSync(join(values.data, name), 'utf8'), { columns: true })
const [{ release }] = read('release_info.csv')
if (release !== '29') throw new Error(`release ${release}: the texts of the mapping speak of release 29`)

const KINDS = [
  ['financial', 'allocation', 'financial'],
  ['humanitarian', 'allocation', 'humanitarian'],
  ['military', 'allocation', 'military'],
  ['commitments', 'commitment', 'other'],
]
const sums = new Map()
for (const row of read('data_explorer.csv'))
  for (const [column, kind, area] of KINDS) {
    const dates = kind === 'commitment' ? [row.year, ''] : ['', row.year]
    const key = [row.iso, kind, area, ...dates].join(',')
    // Thousands of euros, so that no sum is off by a rounding.
    sums.set(key, (sums.get(key) ?? 0) + Math.round(Number(row[column]) * 1e6))
  }
const lines = [...sums]
  .filter(([, thousands]) => thousands !== 0)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([key, thousands]) => `${key},${(thousands / 1e6).toFixed(6).replace(/0{1,3}$/, '')}`)
const file = 'examples/ledger/kiel-r29-by-year.csv'
writeFileSync(file, `who,kind,area,announced,happened,eur_bn\n${lines.join('\n')}\n`)
console.log(`${file}: ${lines.length} rows`)
