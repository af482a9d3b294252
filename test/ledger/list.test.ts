import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { chainOf } from '../../src/ledger/chainOf.js'
import type { CorrectedEntry, EntryDraft } from '../../src/ledger/entry.js'
import { readExported } from '../../src/ledger/intake/exported.js'
import { readIntake } from '../../src/ledger/intake/recognise.js'
import { addTo, correctedIn, readList, writeList, writeTable } from '../../src/ledger/list.js'
import { dueWithin, monthsIn, statusIn } from '../../src/ledger/listQueries.js'
import { dueIn, monthsOf, openLedger, statusOf } from '../../src/ledger/node/index.js'
import { delivery, draft } from './drafts.js'

/* A list in memory answers as the database does: the database is the oracle. */

const root = mkdtempSync(join(tmpdir(), 'ledger-list-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let count = 0

const entered = { by: 'A. Example', at: '2026-08-10T12:00:00Z' }

/** Rows with sums rounded to cents: the database may add in another order. */
const rounded = <Row extends { readonly eur: number | null }>(rows: readonly Row[]): readonly Row[] =>
  rows.map((row) => ({ ...row, eur: row.eur === null ? null : Math.round(row.eur * 100) / 100 }))

const unchained = ({ seq: _, previous: __, hash: ___, ...entry }: CorrectedEntry) => entry

const sameAsDatabase = async (drafts: readonly EntryDraft[]): Promise<void> => {
  const ledger = await openLedger({ dir: join(root, `ledger-${count++}`) }, true)
  const { added, same, refused } = addTo([], drafts)
  let set = 0
  const appended = await ledger.append(drafts, {
    bad: (bad, index, issues) => {
      expect(refused[set++]).toEqual({ index, issues })
      return { file: 'f', raw: JSON.stringify(bad), issues, at: entered.at, by: entered.by }
    },
  })
  expect({ added: added.length, same, refused: refused.length }).toEqual({
    added: appended.appended,
    same: appended.same,
    refused: appended.quarantined,
  })
  const entries = correctedIn(added)
  const there: CorrectedEntry[] = []
  for await (const entry of ledger.readCorrected()) there.push(entry)
  expect(entries.map(unchained)).toEqual(there.map(unchained))
  expect(rounded(statusIn(entries))).toEqual(rounded(await statusOf(ledger)))
  expect(rounded(monthsIn(entries))).toEqual(rounded(await monthsOf(ledger)))
  const due = (items: readonly { day: string; days: number; progress: object; entry: CorrectedEntry }[]) =>
    items.map(({ entry, ...item }) => ({ ...item, id: entry.id }))
  expect(due(dueWithin(entries, '2026-08-01', 365))).toEqual(due(await dueIn(ledger, '2026-08-01', 365)))
  await ledger.close()
}

const amounts = fc.record({
  amount: fc.integer({ min: 0, max: 1000 }),
  currency: fc.constantFrom('EUR', 'USD'),
})
const days = fc.constantFrom('2024', '2025-03', '2025-03-07', '2026-02-11')

/** Entries e0, e1, ... that link to each other, and sometimes to nothing. */
const ledgers = fc
  .array(
    fc.record({
      kind: fc.constantFrom('pledge' as const, 'commitment' as const, 'allocation' as const),
      act: fc.constantFrom('enter', 'deliver', 'cancel', 'repeat', 'part', 'correct', 'withdraw', 'again'),
      who: fc.constantFrom('NOR', 'POL'),
      money: fc.option(amounts, { nil: undefined }),
      announced: days,
      due: fc.option(fc.constantFrom('2026', '2026-09', '2027-08-01', '2028'), { nil: undefined }),
      target: fc.nat(12),
      per: fc.constantFrom(undefined, 'year' as const),
    }),
    { maxLength: 14 },
  )
  .map((rows) =>
    rows.map(({ kind, act, who, money, announced, due, target, per }, k): EntryDraft => {
      // Mostly to one before it, sometimes to itself or nothing.
      const of = `e${target > 10 ? target : target % Math.max(1, k)}`
      const own: Partial<EntryDraft> = {
        id: act === 'again' ? of : `e${k}`,
        who,
        what: {
          area: 'military',
          disclosure: money === undefined ? 'undisclosed' : 'disclosed',
          ...(money === undefined ? {} : { money: per === undefined ? money : { ...money, per } }),
        },
      }
      const dates = { announced, ...(due === undefined ? {} : { due }) }
      if (act === 'deliver') return delivery(of, own)
      if (act === 'cancel') return draft({ ...own, kind: 'cancellation', dates, links: { of } })
      if (act === 'correct' || act === 'withdraw')
        return draft({
          ...own,
          kind: 'correction',
          dates,
          links: { corrects: of },
          correction: { reason: 'put right', as: act === 'withdraw' ? 'withdrawn' : kind },
        })
      const links = act === 'repeat' ? { repeats: [of] } : act === 'part' ? { of } : undefined
      return draft({ ...own, kind, dates, ...(links === undefined ? {} : { links }) })
    }),
  )

it('answers as the database does, of any entries', async () => {
  await fc.assert(fc.asyncProperty(ledgers, sameAsDatabase), { numRuns: 60 })
}, 60_000)

const example = async (): Promise<readonly EntryDraft[]> => {
  const stem = 'examples/ledger/kiel-r29-by-year'
  const intake = await readIntake([{ name: 'kiel.csv', bytes: readFileSync(`${stem}.csv`) }], {
    format: 'auto',
    mapping: { name: 'kiel.mapping.yaml', text: readFileSync(`${stem}.mapping.yaml`, 'utf8') },
    entered,
  })
  return intake.drafts
}

it('answers as the database does, of the example, whose ids it makes itself', async () => {
  const drafts = await example()
  const { added } = addTo([], drafts)
  expect(new Set(added.map(({ id }) => id)).size).toBe(drafts.length)
  await sameAsDatabase(drafts.map((one, k) => ({ ...one, id: `k${k}` })))
}, 60_000)

it('comes back from its text and from its table, and adds nothing twice', async () => {
  const { added } = addTo([], await example())
  const text = writeList(added)
  expect(readList(text)).toEqual({ entries: added, issues: [] })
  for (const [format, file] of [
    ['jsonl', text],
    ['ledger-csv', writeTable(added).replace('\ufeff', '')],
  ] as const) {
    const { drafts, setAside } = readExported(file, 'f', format, entered)
    expect(setAside).toEqual([])
    expect(
      addTo(
        added,
        drafts.map((one) => one.draft),
      ),
    ).toEqual({ added: [], same: added.length, refused: [] })
  }
})

it('names the lines that are no entries, and keeps the others', () => {
  const sound = writeList(addTo([], [draft()]).added)
  const { entries, issues } = readList(`{"kind":\n${sound}\n[1]\n"<script>"\n`)
  expect(entries).toHaveLength(1)
  expect([...new Set(issues.map(({ line }) => line))]).toEqual([1, 4, 5])
})

it('has the chain of hashes that the database makes of its saved text', async () => {
  const { added } = addTo([], (await example()).slice(0, 40))
  const ledger = await openLedger({ dir: join(root, `ledger-${count++}`) }, true)
  const saved = readExported(writeList(added), 'f', 'jsonl', entered).drafts.map(({ draft: one }) => one)
  await ledger.append(saved as EntryDraft[])
  const chain = await chainOf(added)
  expect(chain?.at(-1)).toBe((await ledger.head()).hash)
  await ledger.close()
  const altered = added.map((entry, k) => (k === 20 ? { ...entry, note: 'altered' } : entry))
  const other = await chainOf(altered)
  expect(other?.slice(0, 20)).toEqual(chain?.slice(0, 20))
  expect(other?.slice(20).some((hash) => chain?.includes(hash))).toBe(false)
})
