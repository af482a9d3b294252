import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Io } from '../../src/cli/io.js'
import { runCli } from '../../src/cli/program.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'say-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

const run = async (...argv: string[]) => {
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
    version: '0.0.0',
  }
  const code = await runCli(argv, io)
  return { code, out, err }
}

const at = (name: string) => join(folder, name)

it('reads a statement, enters what was confirmed, and finds it repeated', async () => {
  await writeFile(
    at('a.txt'),
    'The United Kingdom will provide Ukraine with 20 Gravehawk systems by the end of 2024. We stand with Ukraine. We intend to train more pilots.',
  )
  const read = ['ledger', 'read', at('a.txt'), '--issuer', 'GBR', '--to', 'UKR', '--dir', at('ledger')]
  const shown = await run(...read, '--date', '2024-01-16', '--draft', at('draft.yaml'))
  expect(shown.code).toBe(0)
  expect(shown.out).toContain('2 sentences seem to promise')
  expect(shown.out).toContain('cannot be tested: how-much, by-when missing')
  // Edited by hand: YAML makes a number of the year.
  const draft = (await readFile(at('draft.yaml'), 'utf8')).replace('due: "2024"', 'due: 2024')
  await writeFile(at('draft.yaml'), draft)
  const accepted = await run(
    'ledger',
    'read',
    '--accept',
    at('draft.yaml'),
    '--dir',
    at('ledger'),
    '--init',
    '--by',
    'A',
  )
  expect(accepted.out).toContain('2 pledges added, 1 of them not testable as they stand.')
  const again = await run(...read, '--date', '2024-03-01', '--json')
  const { drafts } = JSON.parse(again.out)
  expect(drafts[0].links.repeats[0]).toMatch(/^said-GBR-2024-01-16-/)
  const table = JSON.parse(
    (await run('ledger', 'say-do', '--dir', at('ledger'), '--as-of', '2026-01-01', '--json')).out,
  )
  expect(table.rows[0]).toMatchObject({
    who: 'GBR',
    measure: 'units of Gravehawk systems',
    promised: 20,
    overdue: 20,
    deliveredShare: null,
  })
  expect((await run('ledger', 'repeated', '--dir', at('ledger'))).out).toBe('No promise is said again.\n')
})

it('says what is wrong, and enters nothing then', async () => {
  await writeFile(at('bad.yaml'), 'pledges:\n  - kind: pledge\n    who: ATLANTIS\n')
  const bad = await run('ledger', 'read', '--accept', at('bad.yaml'), '--dir', at('ledger'))
  expect(bad.code).toBe(1)
  expect(bad.err).toContain('pledges[0]')
  expect((await run('ledger', 'read', at('a.txt'))).err).toContain('--issuer and --date are needed')
  expect((await run('ledger', 'read', at('a.txt'), '--issuer', 'GBR', '--date', '2024-13-01')).err).toContain(
    'is no day',
  )
  expect(
    (await run('ledger', 'read', at('a.txt'), '--issuer', 'GBR', '--date', '2024-01-01', '--confirm')).err,
  ).toContain('terminal')
  expect((await run('assess', 'examples/ukraine/3-paris-2026.pact.yaml', '--ledger', at('none'))).code).toBe(
    2,
  )
})

it('lets the record of a ledger move honour, and changes nothing without one', async () => {
  const assess = [
    'assess',
    'examples/ukraine/3-paris-2026.pact.yaml',
    '--draws',
    '2',
    '--threads',
    '1',
    '--quiet',
    '--json',
  ]
  const plain = JSON.parse((await run(...assess)).out)
  expect(plain.record).toBeUndefined()
  expect(plain.assumptions.some(({ name }: { name: string }) => name.startsWith('record.'))).toBe(false)
  const moved = JSON.parse(
    (await run(...assess, '--ledger', at('ledger'), '--ledger-date', '2026-01-01')).out,
  )
  const of = (result: typeof plain, id: string) =>
    result.options[0].guarantors.find((one: { id: string }) => one.id === id)
  expect(of(moved, 'GBR').record).toMatchObject({ kept: 0, late: 0, broken: 1 })
  expect(of(moved, 'GBR').honour.p50).toBeLessThan(of(plain, 'GBR').honour.p50)
  expect(of(moved, 'GBR').record.moves.full.p50).toBeLessThan(0)
  expect(moved.assumptions.length).toBe(plain.assumptions.length + 8)
})

it('has the EU loan as a worked case: 126 days from promise to act', async () => {
  const dir = at('loan')
  await run('ledger', 'init', '--dir', dir)
  await run('ledger', 'import', 'examples/ledger/eu-loan-2026-27.jsonl', '--dir', dir)
  const { rows } = JSON.parse(
    (await run('ledger', 'say-do', '--dir', dir, '--as-of', '2026-06-30', '--json')).out,
  )
  expect(rows).toEqual([
    expect.objectContaining({
      who: 'EU',
      promised: 90e9,
      notYetDue: 90e9,
      overdue: 0,
      daysToFirm: 126,
      deliveredShare: null,
    }),
  ])
})

it('lays the Kiel allocations against commitments that are not split by area, and shows what says something', async () => {
  const dir = at('kiel')
  const imported = await run('ledger', 'import', 'examples/ledger/kiel-r29-by-year.csv', '--dir', dir)
  expect(imported.code).toBe(0)
  const { out } = await run('ledger', 'say-do', '--dir', dir, '--resamples', '100', '--as-of', '2026-08-04')
  const lines = out.split('\n')
  expect(lines[1]).toContain('Allocated share')
  // No promise of the tracker has a due date, and no commitment an area.
  expect(lines[1]).not.toMatch(/Area|Not yet due|Overdue/)
  const names = lines.slice(2, lines.indexOf('')).map((line) => line.slice(0, 14).trim())
  expect(names).toHaveLength(42)
  expect(names).toEqual([...names].sort())
  // Status has EUR 118.96 bn committed and 115.38 bn allocated.
  expect(lines.find((line) => line.startsWith('United States'))).toMatch(/118\.96.* 97% /)
  const paris = [
    'assess',
    'examples/ukraine/3-paris-2026.pact.yaml',
    '--draws',
    '2',
    '--threads',
    '1',
    '--quiet',
  ]
  const still = await run(...paris, '--ledger', dir, '--ledger-date', '2026-08-04')
  expect(still.out.replace(/\s+/g, ' ')).toMatch(
    /honour in a full attack does not move: .* \(\d+ without a date, which --ledger-due-after supposes\)/,
  )
})

it('says nothing of the default of options that may be repeated', async () => {
  const { code, out } = await run('design', '--help')
  expect(code).toBe(0)
  expect(out).not.toContain('[])')
  expect(out).toContain('(default: 32)')
})
