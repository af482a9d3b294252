import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Io } from '../../src/cli/io.js'
import { runCli } from '../../src/cli/program.js'
import { type Pact, readPact } from '../../src/pact/index.js'
import { renderDesign, renderDesignReport } from '../../src/report/design/index.js'
import { type DesignResult, designAt, pactFile } from '../../src/study/design/index.js'
import { edited, smallText, spaceFrom } from '../study/design/spaces.js'

const folder = mkdtempSync(join(tmpdir(), 'guarantor-design-'))
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
  return { code: await runCli(argv, io), out, err }
}
const written = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const spaceFile = written('small.space.yaml', smallText)
/** A proposal that costs more than it need: forces, and weak words. */
const dear: Pact = {
  ...designAt(spaceFrom(smallText), [0, 0, 0, 2, 0]),
  id: 'dear',
  short: 'Dear & <b>weak</b>',
}
const proposal = written('dear.pact.yaml', pactFile(dear))
const few = ['--draws', '4', '--final-draws', '8', '--most', '60', '--threads', '1', '--quiet']

describe('guarantor design', () => {
  it('searches, answers, writes valid documents, and says the same again', async () => {
    const out = join(folder, 'whole')
    const first = await run('design', proposal, '--space', spaceFile, ...few, '--out', out)
    expect([first.code, first.err]).toEqual([0, ''])
    for (const heading of [
      'What no other design looked at beats',
      'Knees',
      'The proposals on the table',
      'Amendments of',
      'What each further euro buys',
      'In nearly every design',
      "The adversary's side",
      'Until when',
      'does not feel',
      'Limits',
    ])
      expect(first.out).toContain(heading)
    expect(first.out.toLowerCase()).not.toMatch(/the best guarantee|optimal/)
    const result = JSON.parse(readFileSync(join(out, 'design.json'), 'utf8')) as DesignResult
    expect(result.search.stopped).toBe('exhausted')
    expect(result.why?.length).toBe(result.knees.length)
    expect(result.proposals[0].beatenBy.length).toBeGreaterThan(0)
    expect(result.amended?.[0].looked.one).toBeGreaterThan(3)
    for (const name of readdirSync(join(out, 'designs')))
      expect(readPact(readFileSync(join(out, 'designs', name)), name).issues).toEqual([])
    const amendments = readdirSync(join(out, 'amendments'))
    expect(amendments.filter((name) => name.endsWith('.diff')).length).toBeGreaterThan(0)
    for (const name of amendments.filter((one) => one.endsWith('.yaml')))
      expect(readPact(readFileSync(join(out, 'amendments', name)), name).issues).toEqual([])
    // Taken up again when it is done, it does no search and ends in the same bytes.
    const again = await run(
      'design',
      proposal,
      '--space',
      spaceFile,
      ...few,
      '--out',
      out,
      '--resume',
      '--json',
    )
    expect(again.out).toBe(readFileSync(join(out, 'design.json'), 'utf8'))
    expect(JSON.parse(again.out)).toEqual(result)
    // The page holds what documents say as text, and nothing from elsewhere.
    const page = readFileSync(join(out, 'report.html'), 'utf8')
    expect(page).toContain('Dear &amp; &lt;b&gt;weak&lt;/b&gt;')
    expect(page).not.toContain('<b>weak</b>')
    expect(page).not.toMatch(/<script|src="http|href="http/)
    expect(page).not.toMatch(/NaN|undefined|Infinity/)
    expect(renderDesign(result, { colour: false, width: 80 })).not.toMatch(/NaN|undefined|Infinity/)
    expect(renderDesignReport(result, [])).toContain('Trade-offs under stated assumptions')
  })

  it('gives the few changes to one document that buy the most', async () => {
    const out = join(folder, 'amend')
    const { code, out: text } = await run(
      'design',
      '--amend',
      proposal,
      '--space',
      spaceFile,
      ...few,
      '--out',
      out,
    )
    expect(code).toBe(0)
    expect(text).toContain('Single changes')
    expect(text).toContain('A1')
    const names = readdirSync(join(out, 'amendments'))
    expect(names).toContain('dear-A1.diff')
    const diff = readFileSync(join(out, 'amendments', 'dear-A1.diff'), 'utf8')
    expect(diff).toContain('--- a/dear.pact.yaml')
    expect(diff).toMatch(/^\+id: dear-a1$/m)
    const checked = await run('check', join(out, 'amendments', 'dear-A1.pact.yaml'))
    expect(checked.code).toBe(0)
  })

  it('refuses what it cannot use, in words', async () => {
    const cases: readonly [readonly string[], number, RegExp][] = [
      [['--space', join(folder, 'none.yaml')], 2, /no such file/],
      [
        [
          '--space',
          written(
            'bad.space.yaml',
            edited((raw) => {
              raw.objectives = ['mony']
            }),
          ),
        ],
        1,
        /did you mean money/,
      ],
      [['--space', spaceFile, '--objective', 'mony'], 2, /did you mean money/],
      [['--space', spaceFile, '--objective', 'money', '--objective', 'money'], 2, /twice/],
      [['--space', spaceFile, '--bound', 'money<1'], 2, /not a bound/],
      [['examples/history/us-korea-1953.pact.yaml', '--space', spaceFile], 2, /the space about UKR and RUS/],
      [[proposal, proposal, '--space', spaceFile], 2, /two documents have the id "dear"/],
      [['--space', spaceFile, '--draws', '0'], 2, /whole number/],
      [[], 2, /--space/],
    ]
    for (const [argv, code, words] of cases) {
      const result = await run('design', ...argv, '--out', join(folder, 'refused'), '--quiet')
      expect([argv, result.code]).toEqual([argv, code])
      expect(result.err).toMatch(words)
    }
  })

  it('does not take up another search, nor what is none', async () => {
    const out = join(folder, 'other')
    const argv = [
      '--space',
      spaceFile,
      ...few,
      '--out',
      out,
      '--no-breaking',
      '--no-red-team',
      '--no-amendments',
    ]
    expect((await run('design', ...argv)).code).toBe(0)
    const other = await run('design', ...argv, '--resume', '--seed', '2')
    expect(other.code).not.toBe(0)
    expect(other.err).toContain('holds another search')
    writeFileSync(join(out, 'search.json'), '{"guarantor": 1}')
    expect((await run('design', ...argv)).err).toContain('not one of ours')
    writeFileSync(join(out, 'search.json'), '{{{')
    expect((await run('design', ...argv, '--resume')).err).toContain('not one of ours')
  })
})
