import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterAll, describe, expect, it } from 'vitest'
import type { Io } from '../../../src/cli/io.js'
import { addLedgerIntakeCommands } from '../../../src/cli/ledgerIntake.js'
import { IssueError } from '../../../src/core/index.js'
import type { CorrectedEntry } from '../../../src/ledger/entry.js'
import { exportTexts, openLedger, verifyLedger, writeTexts } from '../../../src/ledger/node/index.js'
import { kielAbsent, kielFolder } from './helpers.js'

const scratch = mkdtempSync(join(tmpdir(), 'intake-'))
afterAll(() => rmSync(scratch, { recursive: true }))

interface Run {
  readonly code: number
  readonly out: string
  readonly err: string
  readonly issues: readonly string[]
}

/** Runs `guarantor ledger ...` as the command line does. */
const ledger = async (...argv: string[]): Promise<Run> => {
  let code = 0
  let out = ''
  let err = ''
  const io: Io = {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    outIsTerminal: false,
    errIsTerminal: false,
    columns: 100,
    colour: false,
    version: 'test',
  }
  const program = new Command('ledger').exitOverride()
  const done = (result: number) => {
    code = result
  }
  addLedgerIntakeCommands(program, io, done)
  try {
    await program.parseAsync(argv, { from: 'user' })
    return { code, out, err, issues: [] }
  } catch (error) {
    if (!(error instanceof IssueError)) throw error
    return { code: 1, out, err, issues: error.issues.map((issue) => issue.code) }
  }
}

const corrected = async (dir: string): Promise<CorrectedEntry[]> => {
  const store = await openLedger({ dir })
  try {
    const entries: CorrectedEntry[] = []
    for await (const entry of store.readCorrected()) entries.push(entry)
    expect((await verifyLedger(store)).faults).toEqual([])
    return entries
  } finally {
    await store.close()
  }
}

const quarantined = async (dir: string): Promise<string[]> => {
  const store = await openLedger({ dir })
  try {
    const codes: string[] = []
    for await (const { issues } of store.quarantined()) codes.push(...issues.map(({ code }) => code))
    return codes
  } finally {
    await store.close()
  }
}

const sum = (entries: readonly CorrectedEntry[], kind: string) =>
  entries
    .filter((entry) => entry.kind === kind)
    .reduce((total, { what }) => total + (what.money?.amount ?? 0), 0) / 1e9

const HEAD =
  '"country","iso","year","month","total","financial","humanitarian","military","commitments","to_be_allocated","gdp","pct_gdp"'

/** A folder as the website has it, with these rows. */
const website = (name: string, release: number, period: string, ...rows: string[]): string => {
  const folder = join(scratch, name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'data_explorer.csv'), [HEAD, ...rows].join('\n'))
  writeFileSync(
    join(folder, 'release_info.csv'),
    `"release","period","date","label"\n"${release}","${period}","2026-08-04","x"\n`,
  )
  return folder
}

describe('guarantor ledger import', () => {
  it('says what would change, changes it, and changes nothing the second time', async () => {
    const folder = website(
      'first',
      30,
      '04/2026',
      '"Norway","NOR",2024,3,0.5,0,0,0.5,2,1.5,400,0.1',
      '"Norway","NOR",2024,13,0.5,0,0,0.5,2,1.5,400,0.1',
    )
    const dir = join(scratch, 'ledger-1')
    const dry = await ledger('import', folder, '--dir', dir, '--dry-run')
    expect(dry.out).toContain('would be added 2')
    expect(dry.out).toContain('added kiel30-NOR-2024-03-military-allocation: EUR 500 m')
    expect(dry.out).toContain('nothing was written')
    expect(dry.err).toContain('absurd-date')
    await expect(openLedger({ dir })).rejects.toThrow()

    const first = await ledger('import', folder, '--dir', dir)
    expect(first.out).toContain('added 2, revised 0, withdrawn 0, the same 0')
    const again = await ledger('import', folder, '--dir', dir)
    expect(again.out).toContain('added 0, revised 0, withdrawn 0, the same 2')
    expect(await quarantined(dir)).toEqual(['absurd-date'])
    expect(await corrected(dir)).toHaveLength(2)
  })

  it('makes corrections of a release that its publisher corrected, and takes them back', async () => {
    const rows = (military: string, more: string[] = []) =>
      website(
        'corrected',
        30,
        '04/2026',
        `"Norway","NOR",2024,3,${military},0,0,${military},2,0,400,0`,
        ...more,
      )
    const dir = join(scratch, 'ledger-2')
    await ledger('import', rows('0.5', ['"Poland","POL",2024,3,1,0,0,1,1,0,600,0']), '--dir', dir)
    expect(sum(await corrected(dir), 'allocation')).toBeCloseTo(1.5, 9)

    const folder = rows('0.7')
    const dry = await ledger('import', folder, '--dir', dir, '--dry-run')
    expect(dry.out).toContain('would be added 0, would be revised 1, would be withdrawn 2, the same 1')
    expect(dry.out).toContain('revised kiel30-NOR-2024-03-military-allocation: EUR 500 m -> EUR 700 m')
    const run = await ledger('import', folder, '--dir', dir)
    expect(run.out).toContain('revised 1, withdrawn 2, the same 1')
    const entries = await corrected(dir)
    expect(sum(entries, 'allocation')).toBeCloseTo(0.7, 9)
    expect(entries.some(({ who }) => who === 'POL')).toBe(false)
    expect((await ledger('import', folder, '--dir', dir)).out).toContain('revised 0, withdrawn 0, the same 2')

    const back = rows('0.5', ['"Poland","POL",2024,3,1,0,0,1,1,0,600,0'])
    expect((await ledger('import', back, '--dir', dir)).out).toContain('added 2, revised 1, withdrawn 0')
    expect(sum(await corrected(dir), 'allocation')).toBeCloseTo(1.5, 9)
    expect((await ledger('import', back, '--dir', dir)).out).toContain('added 0, revised 0, withdrawn 0')
  })

  it('never mixes releases', async () => {
    const older = website('older', 29, '02/2026', '"Norway","NOR",2024,3,0.5,0,0,0.5,2,1.5,400,0')
    const newer = website('newer', 30, '04/2026', '"Norway","NOR",2024,3,0.6,0,0,0.6,2,1.4,400,0')
    const dir = join(scratch, 'ledger-3')
    await ledger('import', older, '--dir', dir)
    expect((await ledger('import', newer, '--dir', dir)).issues).toEqual(['other-release'])
    expect(sum(await corrected(dir), 'allocation')).toBeCloseTo(0.5, 9)
    expect((await ledger('import', newer, '--dir', dir, '--replace')).out).toContain(
      'added 2, revised 0, withdrawn 2',
    )
    expect(sum(await corrected(dir), 'allocation')).toBeCloseTo(0.6, 9)
  })

  it('takes in nothing with --strict if one row is wrong', async () => {
    const folder = website(
      'strict',
      30,
      '04/2026',
      '"Norway","NOR",2024,3,0.5,0,0,0.5,2,1.5,400,0',
      '"Nowhere","NWH",2024,3,0.5,0,0,0.5,2,1.5,400,0',
    )
    const dir = join(scratch, 'ledger-4')
    expect((await ledger('import', folder, '--dir', dir, '--strict')).issues).toEqual(['kiel-donor'])
    await expect(openLedger({ dir })).rejects.toThrow()
  })

  it('sets aside what the ledger would refuse: parties, days to come, amounts beyond all measure', async () => {
    const file = join(scratch, 'refused.csv')
    const mapping = join(scratch, 'refused.yaml')
    writeFileSync(
      file,
      'id,who,amount,date\n1,DEU,5,2024-01-01\n2,XQZ,5,2024-01-01\n3,DEU,5,2124-01-01\n4,DEU,1e30,2024-01-01\n5,DEU,=1+1,2024-01-01\n',
    )
    writeFileSync(
      mapping,
      `mapping: 1
dataset: test
release: "1"
source: { title: A table }
id: [id]
fields:
  kind: { value: disbursement }
  who: { column: who }
  amount: { column: amount, scale: million }
  currency: { value: EUR }
  happened: { column: date }
`,
    )
    const dir = join(scratch, 'ledger-5')
    const run = await ledger('import', file, '--mapping', mapping, '--dir', dir)
    expect(run.out).toContain('added 1')
    expect([...new Set(await quarantined(dir))].sort()).toEqual([
      'absurd-amount',
      'absurd-date',
      'formula',
      'unknown-party',
    ])
    const [entry] = await corrected(dir)
    expect(entry.what.money).toEqual({ amount: 5_000_000, currency: 'EUR' })
  })

  it("reads a ledger's own exports, JSON Lines and CSV, packed and not, and tells what would come in", async () => {
    const dir = join(scratch, 'ledger-6')
    await ledger('import', 'examples/ledger/eu-loan-2026-27.jsonl', '--dir', dir)
    const entries = await corrected(dir)
    expect(entries).toHaveLength(5)
    const store = await openLedger({ dir })
    const files = { 'a.jsonl': 'jsonl', 'a.csv': 'csv', 'a.jsonl.gz': 'jsonl', 'a.csv.gz': 'csv' } as const
    for (const [name, format] of Object.entries(files))
      await writeTexts(join(scratch, name), exportTexts(store, { format, corrected: false, filter: {} }))
    await store.close()
    for (const name of Object.keys(files)) {
      const back = join(scratch, `back-${name}`)
      const dry = await ledger('import', join(scratch, name), '--dir', back, '--dry-run')
      expect(dry.out).toContain('would be added 5')
      await expect(openLedger({ dir: back })).rejects.toThrow()
      await ledger('import', join(scratch, name), '--dir', back)
      const again = await ledger('import', join(scratch, name), '--dir', back)
      expect(again.out).toContain('added 0, the same 5')
      expect((await corrected(back)).map(({ hash }) => hash)).toEqual(entries.map(({ hash }) => hash))
    }
  })

  it('refuses what it cannot recognise, and says how it can be read', async () => {
    const file = join(scratch, 'other.csv')
    writeFileSync(file, 'a,b\n1,2\n')
    expect((await ledger('import', file, '--dir', join(scratch, 'no'))).issues).toEqual(['unknown-format'])
    expect((await ledger('import', join(scratch, 'nothing'), '--dir', 'x')).issues).toEqual(['file'])
  })
})

describe.skipIf(kielAbsent)('the whole of release 29', () => {
  it('is in the ledger with the published totals, and goes out as IATI and comes back', async () => {
    const dir = join(scratch, 'ledger-29')
    const run = await ledger('import', join(kielFolder, 'website_csv_r29'), '--dir', dir)
    expect(run.out).toContain('allocation: 1511 (EUR 358.40 bn; 61 without an amount of money)')
    const entries = await corrected(dir)
    expect(sum(entries, 'allocation')).toBeCloseTo(358.4, 1)
    expect(sum(entries, 'commitment')).toBeCloseTo(548, 1)

    const file = join(scratch, 'out.xml')
    const out = await ledger('export-iati', file, '--dir', dir)
    expect(out.out).toContain('IATI has no transaction for the kind allocation')
    const back = join(scratch, 'ledger-iati')
    await ledger('import', file, '--dir', back)
    expect(sum(await corrected(back), 'commitment')).toBeCloseTo(sum(entries, 'commitment'), 6)
    expect(readFileSync(file, 'utf8')).toContain('version="2.03"')
  })

  it('differs from a release changed by hand in just what was changed', async () => {
    const folder = join(scratch, 'changed')
    mkdirSync(folder)
    copyFileSync(join(kielFolder, 'website_csv_r29/release_info.csv'), join(folder, 'release_info.csv'))
    const lines = readFileSync(join(kielFolder, 'website_csv_r29/data_explorer.csv'), 'utf8')
      .trim()
      .split('\n')
    const at = lines.findIndex((line) => line.startsWith('"Norway","NOR",2024,'))
    const cells = lines[at].split(',')
    const was = Number(cells[7])
    cells[7] = String(was + 1)
    writeFileSync(
      join(folder, 'data_explorer.csv'),
      [...lines.slice(0, at), cells.join(','), ...lines.slice(at + 1)].join('\n'),
    )
    const run = await ledger(
      'compare-releases',
      join(kielFolder, 'website_csv_r29/data_explorer.csv'),
      join(folder, 'data_explorer.csv'),
      '--json',
    )
    const { cells: changes, totals } = JSON.parse(run.out)
    expect(changes).toHaveLength(1)
    expect(changes[0]).toMatchObject({ who: 'NOR', measure: 'allocation', area: 'military' })
    expect(changes[0].after - changes[0].before).toBeCloseTo(1e9, 0)
    expect(totals[0].revised).toBeCloseTo(1e9, 0)
    expect(totals[1].revised).toBeCloseTo(0, 0)
  })
})
