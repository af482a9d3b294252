import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runCli } from '../../src/cli/program.js'
import { features, pastPacts } from '../../src/history/like/index.js'

const page = readFileSync('docs/history.md', 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'history-page-'))
afterAll(() => rmSync(folder, { recursive: true }))

const commands = [...page.matchAll(/^guarantor (history (?:list|show|run|like)[^#\n]*)/gm)].map((match) =>
  match[1].trim(),
)

describe('commands of the page', () => {
  it('are those of past cases and nearest guarantees', () => {
    expect(new Set(commands.map((command) => command.split(' ')[1]))).toEqual(
      new Set(['list', 'show', 'run', 'like']),
    )
  })

  it.each(commands)('guarantor %s', async (command) => {
    let [out, err] = ['', '']
    const words = command.split(/\s+/).map((word) => (word.endsWith('.html') ? join(folder, word) : word))
    // As they stand, but with few draws.
    const quick = words[1] === 'run' ? ['--draws', '1', '--threads', '1', '--quiet'] : []
    if (words.includes('--all')) quick.push('--samples', '20')
    const code = await runCli([...words, ...quick], {
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
    })
    expect([code, err]).toEqual([0, ''])
    expect(out.length).toBeGreaterThan(200)
  })
})

it('counts what it says there is', () => {
  expect(page).toContain(`${new Set(pastPacts.map(({ atopId }) => atopId)).size} alliances of ATOP 5.0`)
  const tests = new Map(pastPacts.map(({ atopId, wars }) => [atopId, wars.filter(({ llm }) => llm).length]))
  expect(page).toContain(`${[...tests.values()].reduce((sum, one) => sum + one, 0)} tests by the rules`)
  expect(page).toContain(`over ${features.length} features`)
  expect(features.filter(({ group }) => group === 'text').length).toBe(15)
  expect(features.filter(({ weight }) => weight === 0.5).length).toBe(10)
})
