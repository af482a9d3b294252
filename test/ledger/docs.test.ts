import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCli } from '../../src/cli/program.js'

/** Splits a command line as a shell would, as far as the page needs it. */
const words = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!)

it('docs/ledger.md: every command runs, in the order of the page', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-docs-'))
  const blocks = [...readFileSync('docs/ledger.md', 'utf8').matchAll(/```sh\n([\s\S]*?)```/g)].map(
    ([, text]) => text!,
  )
  const lines = blocks
    .join('\n')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((line) => line.replace(/ +#.*$/, '').trim())
    .filter((line) => line !== '')
  expect(lines.length).toBeGreaterThan(10)
  const here = process.cwd()
  process.chdir(folder)
  try {
    for (const line of lines) {
      const argv = words(line)
      expect(argv.shift()).toBe('guarantor')
      // The page takes the ledger it imports into for granted.
      if (line.includes('--dir other')) await runCli(['ledger', 'init', '--dir', 'other'], quiet())
      const io = quiet()
      expect(await runCli(argv, io), `${line}\n${io.text()}`).toBe(0)
    }
  } finally {
    process.chdir(here)
  }
})

const quiet = () => {
  let text = ''
  const take = (more: string) => {
    text += more
  }
  return {
    out: take,
    err: take,
    outIsTerminal: false,
    errIsTerminal: false,
    columns: 100,
    colour: false,
    version: '9.9.9',
    text: () => text,
  }
}
