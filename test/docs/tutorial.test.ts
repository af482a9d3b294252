import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { en } from '../../src/web/strings/en.js'

/*
 * The tutorial, done as it says. Commands whose numbers it does not quote are run with fewer draws.
 */

// Compiled code: `npm test` builds first. Transformed by vitest, a game takes several times as long.
const PROGRAM = new URL('../../dist/cli/program.js', import.meta.url).href
const { runCli } = (await import(PROGRAM)) as typeof import('../../src/cli/program.js')

const tutorial = readFileSync('docs/tutorial.md', 'utf8')
const fences = [...tutorial.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
const blocks = (language: string): string[] =>
  fences.filter(([, named]) => named === language).map(([, , text]) => text)

let folder: string
let before: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guarantor-tutorial-'))
  cpSync('examples', join(folder, 'examples'), { recursive: true })
  before = process.cwd()
  process.chdir(folder)
})
afterAll(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true })
})

const argumentsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain)

const run = async (line: string): Promise<{ code: number; out: string; err: string }> => {
  let out = ''
  let err = ''
  const code = await runCli(argumentsOf(line).slice(1), {
    out: (text: string) => {
      out += text
    },
    err: (text: string) => {
      err += text
    },
    outIsTerminal: false,
    errIsTerminal: false,
    columns: 100,
    colour: false,
    version: 'test',
  })
  return { code, out, err }
}

/** Applies a diff of single lines: each that goes stands in the file once. */
const amend = (file: string, diff: string): void => {
  let text = readFileSync(file, 'utf8')
  const lines = diff.trimEnd().split('\n')
  for (let k = 0; k < lines.length; k += 2) {
    const [gone, come] = [lines[k], lines[k + 1]]
    expect(gone[0] + come[0]).toBe('-+')
    expect(text.split('\n').filter((line) => line === gone.slice(1)).length, gone).toBe(1)
    text = text.replace(`\n${gone.slice(1)}\n`, () => `\n${come.slice(1)}\n`)
  }
  writeFileSync(file, text)
}

it('can be followed from the first command to the last, and shows what they print', async () => {
  const [diff] = blocks('diff')
  const quoted = blocks('').filter((text) => !text.startsWith('npm'))
  const lines = blocks('sh').flatMap((block) => block.trimEnd().split('\n'))
  expect(lines.length).toBe(10)
  let printed = ''
  for (const line of lines) {
    if (line.startsWith('cp ')) {
      const [, from, to] = line.split(' ')
      cpSync(from, to)
      amend(to, diff)
      continue
    }
    const numbers = / compare /.test(line) || /assess examples/.test(line)
    const { code, out, err } = await run(numbers ? line : line.replace('--draws 64', '--draws 8'))
    expect(err.replace(/^.*(warning|note).*$/gm, ''), line).not.toMatch(/error/)
    expect(code, line).toBe(0)
    printed += out + err
  }
  const lacking = quoted
    .flatMap((block) => block.trimEnd().split('\n'))
    .filter((line) => !printed.includes(line))
  expect(lacking).toEqual([])
  expect(printed.includes('FRA, DNK, CAN, ITA, NLD, FIN, LVA and 20 more owes, with no time set')).toBe(true)
  expect(printed.includes('verdict!')).toBe(true)
  expect(printed.includes('awaited: approval of Bundestag')).toBe(true)
}, 240_000)

const leaves = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [String(value)]

it.each(['docs/tutorial.md', 'docs/how-to.md'])('%s names what stands in the workbench', (file) => {
  const said = new Set(leaves(en))
  const names = readFileSync(join(import.meta.dirname, '../..', file), 'utf8')
    .split(/\n\n/)
    .filter((paragraph) => paragraph.includes('workbench'))
    .flatMap((paragraph) => [...paragraph.matchAll(/(?<!\*)\*([^*\n]+)\*(?!\*)/g)].map(([, name]) => name))
  expect(names.length).toBeGreaterThan(8)
  expect(names.filter((name) => !said.has(name))).toEqual([])
})
