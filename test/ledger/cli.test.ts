import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Io } from '../../src/cli/io.js'
import { runCli } from '../../src/cli/program.js'

const folder = mkdtempSync(join(tmpdir(), 'ledger-cli-'))
const dir = join(folder, 'ledger')

const run = async (...argv: string[]): Promise<{ code: number; out: string; err: string }> => {
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
    version: '9.9.9',
  }
  const code = await runCli(['ledger', argv[0]!, '--dir', dir, ...argv.slice(1)], io)
  return { code, out, err }
}
const pledge = [
  '--kind',
  'pledge',
  '--who',
  'NOR',
  '--to',
  'UKR',
  '--area',
  'military',
  '--source',
  'Press release',
]

it('keeps a ledger from the first entry to the report', async () => {
  expect(await run('status')).toMatchObject({
    code: 1,
    err: expect.stringContaining('guarantor ledger init'),
  })
  expect((await run('init')).out).toContain('An empty ledger')
  expect((await run('init')).out).toContain('An empty ledger')
  expect(
    (
      await run(
        'add',
        ...pledge,
        '--id',
        'nor-2025',
        '--amount',
        'EUR 7.3 bn',
        '--announced',
        '2025-02',
        '--due',
        '2026-12',
      )
    ).out,
  ).toBe('Added nor-2025 as entry 1.\n')
  const added = await run(
    'add',
    '--kind',
    'delivery',
    '--who',
    'NOR',
    '--area',
    'military',
    '--amount',
    'EUR 2 bn',
    '--milestone',
    'in-service',
    '--happened',
    '2025-09',
    '--fulfils',
    'nor-2025',
    '--source',
    'Report',
    '--json',
  )
  expect(JSON.parse(added.out)).toMatchObject({
    seq: 2,
    links: { fulfils: ['nor-2025'] },
    what: { disclosure: 'disclosed' },
  })
  expect(
    (await run('add', '--corrects', 'nor', '--reason', 'the budget says eight', '--amount', 'EUR 8 bn')).code,
  ).toBe(0)
  const shown = JSON.parse((await run('show', 'nor-2025', '--json')).out)
  expect(shown.entry.what.money.amount).toBe(7.3e9)
  expect(shown.corrected.what).toEqual({
    area: 'military',
    disclosure: 'disclosed',
    money: { amount: 8e9, currency: 'EUR' },
  })
  expect((await run('show', 'nor')).out).toMatch(/corrected +e\w+, .*: the budget says eight/)
  expect((await run('status')).out).toMatch(/Norway +8\.00 \(1\) +2\.00 \(1\)/)
  expect((await run('timeline', '--kind', 'delivery')).out).toContain('in-service')
  const due = await run('due', '--on', '2026-11-01', '--ics', join(folder, 'due.ics'))
  expect(due.out).toMatch(/Within 90 days: 1\n[^\n]*\n2026-12-31 +60 +Norway +pledge +25% done/)
  expect(readFileSync(join(folder, 'due.ics'), 'utf8')).toContain('SUMMARY:Norway: pledge due')
  expect((await run('report', '--as-of', '2026-11-01', '--html', join(folder, 'report.html'))).code).toBe(0)
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('pledged 8.00, delivered 2.00')
  const { out } = await run('verify')
  const head = /Head ([0-9a-f]{64})/.exec(out)![1]!
  expect((await run('verify', '--head', head)).code).toBe(0)
  expect((await run('verify', '--head', '1'.repeat(64))).code).toBe(1)
  expect((await run('add', '--withdraw', 'nor-2025', '--reason', 'never said')).code).toBe(0)
  expect((await run('due', '--on', '2026-11-01')).out).toContain('Nothing falls due')
  expect((await run('export', '--format', 'csv')).out.split('\r\n')).toHaveLength(6)
})

it('says what is wrong, and adds nothing', async () => {
  await run('init')
  const before = (await run('export')).out
  const wrong: readonly (readonly [string[], string])[] = [
    [['--kind', 'pledge'], '--who, --source wanted'],
    [[...pledge, '--amount', 'a lot'], 'is no amount of money'],
    [[...pledge, '--eur', 'EUR 1 m'], '--eur-source'],
    [[...pledge, '--due', '31.12.2026'], 'a day, month or year'],
    [[...pledge, '--of', 'nothing'], 'there is no entry nothing'],
    [['--corrects', 'nothing', '--reason', 'x'], 'there is no entry nothing'],
    [['--kind', 'rumour'], 'Allowed choices'],
  ]
  for (const [argv, message] of wrong) {
    const { code, err } = await run('add', ...argv)
    expect(code, argv.join(' ')).toBeGreaterThan(0)
    expect(err).toContain(message)
  }
  expect((await run('due', '--on', 'soon')).code).toBe(2)
  expect((await run('add', ...pledge, '--amount', 'EUR 1 m', '--dry-run')).out).toContain('nothing was added')
  expect((await run('export')).out).toBe(before)
})
