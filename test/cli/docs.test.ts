import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

// Compiled code, beside the built pages: `npm test` builds both first.
const PROGRAM = new URL('../../dist/cli/program.js', import.meta.url).href
const { runCli } = (await import(PROGRAM)) as typeof import('../../src/cli/program.js')

const run = async (...argv: string[]): Promise<{ code: number; out: string; err: string }> => {
  let out = ''
  let err = ''
  const code = await runCli(argv, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    outIsTerminal: false,
    errIsTerminal: false,
    columns: 80,
    colour: false,
    version: 'test',
  })
  return { code, out, err }
}

it.each([
  [[], 'index.html'],
  [['tutorial'], 'tutorial.html'],
  [['No-Deadline'], 'lint-rules.html#no-deadline'],
  [['fear.clash'], 'assumption-list.html#fear.clash'],
  [['ledger', 'import'], 'commands.html#ledger-import'],
  [['casus foederis'], 'glossary.html#casus-foederis'],
  [['moral', 'hazard'], 'glossary.html#moral-hazard-emboldenment'],
])('guarantor docs %j prints where its page is', async (topic, place) => {
  const { code, out, err } = await run('docs', ...topic, '--no-browser')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out.trim().endsWith(`/dist/web/help/${place}`)).toBe(true)
  expect(existsSync(fileURLToPath(out.trim().split('#')[0]))).toBe(true)
})

it('names the nearest topic where there is none of that name', async () => {
  const { code, out, err } = await run('docs', 'fear.clahs', '--no-browser')
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain('did you mean "fear.clash"?')
})

it('is named in the help of the command line', async () => {
  expect((await run('--help')).out).toContain('guarantor docs')
})
