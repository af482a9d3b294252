import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { runCli } from '../../src/cli/program.js'
import { readMapping } from '../../src/ledger/intake/mapping.js'
import { averageRates } from '../../src/ledger/intake/rateTables.js'

const page = readFileSync('docs/ledger-data.md', 'utf8')
const scratch = mkdtempSync(join(tmpdir(), 'ledger-docs-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const run = async (argv: readonly string[]): Promise<string> => {
  let out = ''
  const keep = (text: string) => {
    out += text
  }
  const io = {
    out: keep,
    err: keep,
    outIsTerminal: false,
    errIsTerminal: false,
    columns: 100,
    colour: false,
    version: 'test',
  }
  expect(await runCli(argv, io)).toBe(0)
  return out
}

const commands = [...page.matchAll(/^ {4}guarantor (ledger .*)$/gm)].map((match) => match[1].split(' '))

it('the commands of the worked ledgers do what the page says, in its order', async () => {
  const ours = commands.filter((words) => words[1] !== 'import' || words[2].startsWith('examples/'))
  expect(ours).toHaveLength(4)
  const out: string[] = []
  for (const words of ours) {
    const at = words.indexOf('--dir')
    const dir = join(scratch, at < 0 ? 'ledger' : words[at + 1])
    out.push(await run([...(at < 0 ? words : words.slice(0, at)), '--dir', dir]))
  }
  expect(out[0]).toContain('commitment: 178 (EUR 547.98 bn)')
  expect(out[0]).toContain('allocation: 398 (EUR 358.40 bn)')
  expect(out[1]).toMatch(/European Union\s+190\.72 \(5\)\s+84\.43/)
  expect(out[3]).toMatch(/2026-04-23 European Union commitment/)
})

it('the mapping on the page is one', () => {
  const [block] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)]
  expect(readMapping(block[1], 'page').fields.who).toHaveProperty('column', 'state')
})

it('the days between promise and adoption of the loan are counted right', () => {
  const entries = readFileSync('examples/ledger/eu-loan-2026-27.jsonl', 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; dates: { announced: string } })
  const day = (id: string) => Date.parse(entries.find((entry) => entry.id === id)!.dates.announced)
  expect((day('eu-loan-adopted') - day('eu-loan-promised')) / 86_400_000).toBe(126)
})

it('the page lists the currencies and years that there are rates for', () => {
  const currencies = (period: string) =>
    new Set(averageRates.filter((rate) => rate.period === period).map(({ currency }) => currency))
  expect([...currencies('2025')].sort()).toEqual(['CHF', 'GBP', 'JPY', 'USD'])
  expect([...currencies('2023')].sort().join(' ')).toBe('CHF CZK DKK GBP HUF JPY NOK PLN RON USD')
  expect(currencies('2024-06').size).toBe(18)
})
