import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { IssueError } from '../../src/core/issue.js'
import type { EntryDraft } from '../../src/ledger/entry.js'
import {
  backupLedger,
  dueIn,
  exportTexts,
  openLedger,
  readCsv,
  readJsonLines,
  restoreLedger,
  type SqlLedger,
  statusOf,
  timelineOf,
  verifyLedger,
  writeTexts,
} from '../../src/ledger/node/index.js'
import { delivery, draft } from './drafts.js'
import { all, onBothEngines } from './engines.js'

const folder = mkdtempSync(join(tmpdir(), 'ledger-files-'))
const entered = { by: 'B. Example', at: '2026-03-02T08:00:00Z' }

/** Codes of the issues that a promise fails with. */
const codes = async (promise: Promise<unknown>): Promise<string[]> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(IssueError)
  return (error as IssueError).issues.map(({ code, path }) => `${code} ${path ?? ''}`.trim())
}

const withExternal = (id: string, changes: Partial<EntryDraft> = {}, release = '29'): EntryDraft =>
  draft({ external: { dataset: 'kiel', release, id }, ...changes })

const euros = (amount: number): EntryDraft['what'] => ({
  area: 'financial',
  disclosure: 'disclosed',
  money: { amount, currency: 'EUR' },
})

const correction = (corrects: string, changes: Partial<EntryDraft> = {}): EntryDraft =>
  draft({
    kind: 'correction',
    links: { corrects },
    correction: { reason: 'misread', as: 'pledge' },
    ...changes,
  })

/** A small ledger with every kind of link. */
const filled = async (ledger: SqlLedger) => {
  await ledger.append([
    draft({ id: 'p1', what: euros(100), dates: { announced: '2025-01', due: '2026-02' } }),
    draft({
      id: 'p2',
      who: 'DEU',
      links: { repeats: ['p1'] },
      what: euros(100),
      dates: { announced: '2025-06-01' },
    }),
    withExternal('k1', {
      id: 'a1',
      kind: 'allocation',
      what: euros(60),
      links: { of: 'p1' },
      dates: { happened: '2025-07' },
    }),
    delivery('p1', { id: 'd1', what: euros(25), dates: { happened: '2025-09-30' } }),
    draft({
      id: 'x1',
      kind: 'pledge',
      who: 'POL',
      what: { area: 'military', disclosure: 'undisclosed', text: 'tanks' },
      dates: {},
    }),
    correction('p1', { id: 'c1', what: euros(80), dates: { announced: '2025-01', due: '2026-02' } }),
    correction('c1', { id: 'c2', what: euros(50), dates: { announced: '2025-01', due: '2026-02' } }),
    correction('x1', { id: 'c3', who: 'POL', correction: { reason: 'not so', as: 'withdrawn' } }),
  ])
  return ledger
}

onBothEngines('ledger', (fresh, place) => {
  it('gives back what was entered, in order, with a chain of hashes', async () => {
    const ledger = await fresh()
    expect(await ledger.head()).toMatchObject({ seq: 0 })
    const drafts = [draft({ id: 'a', note: 'Ünï "x" \u001b[31m\u2028' }), delivery('a', { id: 'b' })]
    const { head, appended } = await ledger.append(drafts)
    expect(appended).toBe(2)
    const [a, b] = await all(ledger.read())
    expect(a).toMatchObject({ ...drafts[0], seq: 1, testability: { missing: [] } })
    expect(b).toMatchObject({ ...drafts[1], seq: 2, previous: a!.hash, hash: head.hash })
    expect(await ledger.get('b')).toEqual(b)
    expect(await ledger.get('nothing')).toBeUndefined()
    expect(await ledger.count({ kinds: ['delivery'] })).toBe(1)
    expect(await verifyLedger(ledger)).toMatchObject({ entries: 2, head, faults: [] })
  })

  it('is all or nothing, and names every fault with its place', async () => {
    const ledger = await fresh()
    const bad = [
      draft({ id: 'ok' }),
      draft({ who: 'ZZZ' }),
      delivery('nowhere'),
      draft({ id: 'ok', note: 'another' }),
      correction('ok', { id: 'c' }),
      draft({ links: { of: 'c' } }),
      draft({ id: 'self', links: { of: 'self' } }),
    ]
    expect(await codes(ledger.append(bad))).toEqual([
      'unknown-party entries[1].who',
      'no-such-entry entries[2].links.fulfils[0]',
      'id-taken entries[3].id',
      'link-to-correction entries[5].links.of',
      'no-such-entry entries[6].links.of',
    ])
    expect(await ledger.count()).toBe(0)
    expect((await ledger.append([draft({ id: 'ok' })])).head.seq).toBe(1)
    const broken = (function* () {
      yield draft()
      throw new Error('the source broke off')
    })()
    await expect(ledger.append(broken)).rejects.toThrow('broke off')
    expect(await ledger.count()).toBe(1)
  })

  it('takes the same source twice without change, and refuses what changed under one name', async () => {
    const ledger = await fresh()
    const rows = [withExternal('1'), withExternal('2', { who: 'DEU' })]
    await ledger.append(rows)
    const again = rows.map((row) => ({ ...row, entered: { by: 'Another', at: '2026-04-01T00:00:00Z' } }))
    expect(await ledger.append([...again, withExternal('3')])).toMatchObject({ appended: 1, same: 2 })
    expect(await codes(ledger.append([withExternal('1', { who: 'POL' })]))).toEqual([
      'external-changed entries[0].external.id',
    ])
    expect(await ledger.append([withExternal('1', { who: 'POL' }, '30')])).toMatchObject({ appended: 1 })
    expect(
      (await all(ledger.read({ dataset: 'kiel', release: '29', externalIds: ['2'] }))).map(({ who }) => who),
    ).toEqual(['DEU'])
  })

  it('puts bad ones aside where asked to, with what hangs on them', async () => {
    const ledger = await fresh()
    const aside = { file: 'f.csv', at: entered.at, by: 'B' }
    const result = await ledger.append(
      [
        draft({ id: 'bad', who: 'ZZZ' }),
        draft({ id: 'child', links: { of: 'bad' } }),
        { unreadable: 'a;b', issues: [{ code: 'bad-row', level: 'error', message: 'two cells' }] },
        draft({ id: 'good' }),
      ],
      {
        quarantine: [{ ...aside, raw: 'row 0', issues: [] }],
        bad: (one, index, issues) => ({ ...aside, line: index + 1, raw: JSON.stringify(one), issues }),
      },
    )
    expect(result).toMatchObject({ appended: 1, quarantined: 4 })
    const items = await all(ledger.quarantined())
    expect(items.map(({ issues }) => issues[0]?.code)).toEqual([
      undefined,
      'unknown-party',
      'no-such-entry',
      'bad-row',
    ])
    expect(items[1]).toMatchObject({ line: 1, file: 'f.csv' })
    expect((await verifyLedger(ledger)).faults).toEqual([])
  })

  it('shows entries as corrected, and keeps what they were', async () => {
    const ledger = await filled(await fresh())
    const corrected = await all(ledger.readCorrected())
    expect(corrected.map(({ id }) => id)).toEqual(['p1', 'p2', 'a1', 'd1'])
    expect(corrected[0]).toMatchObject({
      id: 'p1',
      seq: 1,
      kind: 'pledge',
      what: euros(50),
      correctedBy: ['c1', 'c2'],
    })
    expect(corrected[0]).not.toHaveProperty('correction')
    expect(corrected[0]).not.toHaveProperty('links')
    expect((await ledger.get('p1'))!.what).toEqual(euros(100))
    const more = correction('a1', { kind: 'correction', correction: { reason: 'kind', as: 'disbursement' } })
    await ledger.append([more])
    const [a1] = await all(ledger.readCorrected({ dataset: 'kiel', kinds: ['disbursement'] }))
    expect(a1).toMatchObject({ id: 'a1', external: { id: 'k1' } })
    expect(await all(ledger.readCorrected({ kinds: ['allocation'] }))).toEqual([])
  })

  it('filters by any field, together and to nothing', async () => {
    const ledger = await filled(await fresh())
    const ids = async (filter: Parameters<SqlLedger['read']>[0]) =>
      (await all(ledger.read(filter))).map(({ id }) => id)
    expect(await ids({ who: ['DEU', 'POL'] })).toEqual(['p2', 'x1', 'c3'])
    expect(await ids({ kinds: ['correction'], who: ['POL'] })).toEqual(['c3'])
    expect(await ids({ from: '2025-07', until: '2025-09' })).toEqual(['a1', 'd1'])
    expect(await ids({ afterSeq: 6, untilSeq: 7 })).toEqual(['c2'])
    expect(await ids({ ids: [] })).toEqual([])
    expect(await ids({ kinds: [] })).toEqual([])
    expect(await ids({ to: ['MDA'] })).toEqual([])
  })

  it('adds up per guarantor and kind, without repeats, parts and what is not known', async () => {
    const ledger = await filled(await fresh())
    await ledger.append([
      draft({ id: 'whole', who: 'FRA', kind: 'allocation', what: euros(10), dates: {} }),
      draft({ who: 'FRA', kind: 'allocation', what: euros(4), dates: {}, links: { of: 'whole' } }),
      draft({
        who: 'FRA',
        kind: 'allocation',
        what: { ...euros(7), money: { amount: 7, currency: 'EUR', per: 'year' } },
      }),
      draft({ who: 'FRA', kind: 'allocation', what: { area: 'military', disclosure: 'undisclosed' } }),
      draft({ who: 'FRA', kind: 'allocation', what: { ...euros(1), money: { amount: 9, currency: 'USD' } } }),
    ])
    const rows = await statusOf(ledger)
    expect(rows.map(({ who, kind, eur, entries }) => [who, kind, eur, entries])).toEqual([
      ['DEU', 'pledge', null, 1],
      ['FRA', 'allocation', 10, 5],
      ['NOR', 'delivery', 25, 1],
      ['NOR', 'pledge', 50, 1],
      ['NOR', 'allocation', 60, 1],
    ])
    expect(rows[1]).toMatchObject({
      summed: 1,
      unconverted: 1,
      periodic: 1,
      partsAndRepeats: 1,
      undisclosed: 1,
    })
    expect(rows[4]).toMatchObject({ dataset: 'kiel', release: '29', from: '2025-07', testable: null })
  })

  it('knows what falls due, and how far it is done as corrected', async () => {
    const ledger = await filled(await fresh())
    const items = await dueIn(ledger, '2026-02-01', 365)
    expect(items.map(({ entry, days, progress }) => [entry.id, days, progress.share])).toEqual([
      ['p1', 27, 0.5],
    ])
    expect(await dueIn(ledger, '2026-02-01', 26)).toEqual([])
    expect((await dueIn(ledger, '2026-03-01', 0))[0]!.days).toBe(-1)
    await ledger.append([delivery('p1', { what: euros(25) })])
    expect(await dueIn(ledger, '2026-02-01', 365)).toEqual([])
  })

  it('lists the last entries in time', async () => {
    const ledger = await filled(await fresh())
    const { entries, all: count } = await timelineOf(ledger, {}, 2)
    expect([entries.map(({ id }) => id), count]).toEqual([['a1', 'd1'], 4])
  })

  it('refuses changes in the database itself', async () => {
    const { database } = await filled(await fresh())
    const attempts = [
      sql`update entries set amount = 1`,
      sql`delete from entries where seq = 8`,
      sql`delete from links`,
      sql`update links set to_id = 'p2'`,
      sql`insert into entries select 20, 'new', kind, kind_of, who, beneficiary, area, disclosure, milestone, currency, amount,
        per, amount_eur, eur_price_year, item, units, day, due, testable, repeats, part_of, root, pact, commitment, null, null,
        null, digest, body, hash, 'x' from entries where seq = 8`,
    ]
    for (const attempt of attempts)
      await expect(attempt.execute(database.db)).rejects.toThrow(/append-only|end of the chain/)
  })

  it('finds whatever was altered behind its back', async () => {
    const unguard =
      (statement: string) =>
      async ({ database: { db, engine } }: SqlLedger) => {
        const names = [
          'entries_no_update',
          'entries_no_delete',
          'links_no_update',
          'links_no_delete',
          'entries_in_chain',
        ]
        if (engine === 'sqlite') {
          await sql`pragma foreign_keys = off`.execute(db)
          for (const name of names) await sql.raw(`drop trigger ${name}`).execute(db)
        } else
          for (const name of ['entries', 'links'])
            await sql.raw(`alter table ${name} disable trigger all`).execute(db)
        await sql.raw(statement).execute(db)
      }
    const attacks: readonly (readonly [string, string])[] = [
      [`update entries set body = replace(body, '"amount":100', '"amount":10') where seq = 1`, 'altered'],
      [`update entries set amount_eur = 10 where seq = 1`, 'altered'],
      [`update entries set who = 'POL' where seq = 4`, 'altered'],
      [`update links set to_id = 'p2' where relation = 'fulfils'`, 'altered'],
      [`delete from links where relation = 'repeats'`, 'altered'],
      [`update entries set root = 'p2' where seq = 7`, 'altered'],
      [`update head set seq = 7`, 'cut-off'],
    ]
    for (const [statement, code] of attacks) {
      const ledger = await filled(await fresh())
      await unguard(statement)(ledger)
      const found = (await verifyLedger(ledger)).faults.map((fault) => fault.code)
      expect(found, statement).toContain(code)
      expect(found).toContain('no-guard')
    }
    const ledger = await filled(await fresh())
    const { hash } = await ledger.head()
    await unguard('delete from links where seq >= 8')(ledger)
    await sql`delete from entries where seq = 8`.execute(ledger.database.db)
    expect((await verifyLedger(ledger)).faults.map(({ code }) => code)).toContain('cut-off')
    await sql`update head set seq = 7, hash = (select hash from entries where seq = 7)`.execute(
      ledger.database.db,
    )
    expect((await verifyLedger(ledger, hash)).faults.map(({ code }) => code)).toContain('not-in-chain')
  })

  it('is backed up, and restored to an empty ledger only', async () => {
    const ledger = await filled(await fresh())
    await ledger.append([], { quarantine: [{ file: 'f', raw: 'r', issues: [], at: entered.at, by: 'B' }] })
    const file = join(folder, 'backup.jsonl.gz')
    const head = await backupLedger(ledger, file)
    const copy = await fresh()
    expect(await restoreLedger(copy, file)).toEqual(head)
    expect(await all(copy.read())).toEqual(await all(ledger.read()))
    expect(await all(copy.quarantined())).toEqual(await all(ledger.quarantined()))
    expect((await verifyLedger(copy, head.hash)).faults).toEqual([])
    expect(await codes(restoreLedger(copy, file))).toEqual(['not-empty'])
    expect((await copy.append([draft()])).head.seq).toBe(9)
  })

  it('refuses a backup that was cut off or altered, and restores nothing of it', async () => {
    const ledger = await filled(await fresh())
    const file = join(folder, 'whole.jsonl.gz')
    await backupLedger(ledger, file)
    const lines = gunzipSync(readFileSync(file)).toString().split('\n')
    const broken = {
      'cut.jsonl': lines.slice(0, 5).join('\n'),
      'altered.jsonl': lines.join('\n').replace('"amount":25', '"amount":26'),
      'gap.jsonl': [...lines.slice(0, 3), ...lines.slice(4)].join('\n'),
      'half.jsonl.gz': gzipSync(lines.join('\n')).subarray(0, 300),
      'other.jsonl': '{"a":1}\n',
      'bomb.jsonl.gz': gzipSync(`${lines[0]}\n${' '.repeat(30_000_000)}`),
    }
    const target = await fresh()
    for (const [name, content] of Object.entries(broken)) {
      writeFileSync(join(folder, name), content)
      expect(await codes(restoreLedger(target, join(folder, name))), name).toEqual(['file'])
      expect(await target.count()).toBe(0)
    }
  })

  it('exports everything and takes it in again, as JSON Lines and as CSV', async () => {
    const ledger = await filled(await fresh())
    await ledger.append([
      draft({
        id: 'f',
        note: '=cmd|calc',
        extra: { a: '1', 'b.c': 2 },
        sources: [{ title: '@x', quote: 'a\r\nb,"c"' }],
      }),
    ])
    for (const format of ['jsonl', 'csv'] as const) {
      const file = join(folder, `export.${format}`)
      await writeTexts(file, exportTexts(ledger, { format, corrected: false, filter: {} }))
      const read = format === 'csv' ? readCsv : readJsonLines
      const copy = await fresh()
      expect(await copy.append(read(file, entered).drafts)).toMatchObject({ appended: 9, same: 0 })
      expect(await all(copy.read())).toEqual(await all(ledger.read()))
      expect(await copy.append(read(file, entered).drafts)).toMatchObject({ appended: 0, same: 9 })
    }
    const text = readFileSync(join(folder, 'export.csv'), 'utf8')
    expect(text).toContain(`"'=cmd|calc"`)
    expect(text).not.toMatch(/[,\n]"?[=@]/)
    await writeTexts(
      join(folder, 'now.jsonl'),
      exportTexts(ledger, { format: 'jsonl', corrected: true, filter: {} }),
    )
    const copy = await fresh()
    await copy.append(readJsonLines(join(folder, 'now.jsonl'), entered).drafts)
    expect((await all(copy.read())).map(({ id, what }) => [id, what.money?.amount])).toContainEqual([
      'p1',
      50,
    ])
  })

  it('says on which line an import is wrong', async () => {
    const ledger = await fresh()
    const file = join(folder, 'bad.jsonl')
    const { entered: _, ...without } = draft()
    const lines = [JSON.stringify(without), '', '{"kind":', JSON.stringify(draft({ who: 'ZZZ' })), '[1]']
    writeFileSync(file, lines.join('\n'))
    const reading = readJsonLines(file, entered)
    const error = await ledger
      .append(reading.drafts, { locate: (index) => ({ file, line: reading.lineOf(index)! }) })
      .catch((reason: unknown) => reason)
    expect((error as IssueError).issues.map(({ code, line }) => [code, line])).toEqual([
      ['bad-json', 3],
      ['unknown-party', 4],
      ['bad-entry', 5],
    ])
    writeFileSync(file, `${lines[0]}\n`)
    await ledger.append(readJsonLines(file, entered).drafts)
    expect((await all(ledger.read()))[0]!.entered).toEqual(entered)
    writeFileSync(file, Buffer.from([0x7b, 0xff, 0xfe, 0x0a]))
    expect(await codes(ledger.append(readJsonLines(file, entered).drafts))).toEqual(['file'])
    expect(await codes(ledger.append(readCsv(join(folder, 'none.csv'), entered).drafts))).toEqual(['file'])
  })

  it('does not take in what was changed in an export under its old hash', async () => {
    const ledger = await filled(await fresh())
    const file = join(folder, 'changed.jsonl')
    await writeTexts(file, exportTexts(ledger, { format: 'jsonl', corrected: false, filter: {} }))
    writeFileSync(file, readFileSync(file, 'utf8').replace('"amount":25', '"amount":26'))
    expect(await codes((await fresh()).append(readJsonLines(file, entered).drafts))).toEqual([
      'altered entries[3]',
    ])
  })

  it('does everything but keep it in a dry run', async () => {
    const ledger = await fresh()
    expect(await ledger.append([draft()], { dryRun: true })).toMatchObject({ appended: 1, head: { seq: 1 } })
    expect(await ledger.head()).toMatchObject({ seq: 0 })
    expect(await codes(ledger.append([draft({ who: 'ZZZ' })], { dryRun: true }))).toHaveLength(1)
  })

  it('loses nothing when several write at once', async () => {
    const where = place()
    const writers = [await openLedger(where, true)]
    for (let k = 1; k < 4; k++) writers.push(await openLedger(where, true))
    const rounds = writers.map(async (ledger, w) => {
      for (let k = 0; k < 10; k++)
        await ledger.append([draft({ id: `w${w}-${k}` }), draft({ id: `v${w}-${k}` })])
    })
    await Promise.all(rounds)
    expect(await writers[0]!.count()).toBe(80)
    expect((await verifyLedger(writers[1]!)).faults).toEqual([])
    for (const ledger of writers) await ledger.close()
  })

  it('is not made by looking for it', async () => {
    expect(await codes(openLedger(place()))).toEqual(['no-ledger'])
  })
})

it('refuses a file that is no ledger, and an address that is none', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'ledger-'))
  writeFileSync(
    join(dir, 'ledger.sqlite'),
    'this is not a database, but it is long enough to be taken for one'.repeat(50),
  )
  expect(await codes(openLedger({ dir }, true))).toEqual(['no-ledger'])
  expect(await codes(openLedger({ db: 'mysql://x' }))).toEqual(['bad-address'])
  expect(await codes(openLedger({ db: 'postgres://nobody@localhost:1/none' }))).toEqual(['no-ledger'])
})
