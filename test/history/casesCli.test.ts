import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../../src/cli/program.js'
import { all, parse } from '../report/page.js'
import { fixtures } from './openFixture.js'

const folder = mkdtempSync(join(tmpdir(), 'cases-'))
cpSync(fixtures, folder, { recursive: true })
afterAll(() => rmSync(folder, { recursive: true }))

const runAt = async (columns: number, ...argv: string[]) => {
  let [out, err] = ['', '']
  const code = await runCli(['history', ...argv], {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    outIsTerminal: false,
    errIsTerminal: false,
    columns,
    colour: false,
    version: 'test',
  })
  return { code, out, err }
}
const run = (...argv: string[]) => runAt(100, ...argv)
const own = ['--cases', folder]
const quick = ['--draws', '2', '--threads', '1', '--quiet']

const edited = (name: string, file: string, change: (text: string) => string): string[] => {
  const made = join(folder, '..', `${folder.split('/').at(-1)}-${name}`)
  cpSync(fixtures, made, { recursive: true })
  writeFileSync(join(made, file), change(readFileSync(join(made, file), 'utf8')))
  folders.push(made)
  return ['--cases', made]
}
const folders: string[] = []
afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true })
})

describe('history list', () => {
  it('has a line for each case, by day, and says nothing of what happened', async () => {
    const { code, out } = await run('list', ...own)
    expect(code).toBe(0)
    const rows = out.split('\n').filter((line) => line.startsWith('made-up'))
    expect(rows.map((row) => row.split(/\s+/).slice(0, 2))).toEqual([
      ['made-up-poland', '1939-06-01'],
      ['made-up-korea', '1954-01-01'],
    ])
    expect(rows[0]).toContain('Poland – Germany')
    expect(rows[0]).toContain('GBR: declaration, all-means')
    const json = await run('list', '--json', ...own)
    expect(JSON.parse(json.out).map(({ id }: { id: string }) => id)).toEqual([
      'made-up-poland',
      'made-up-korea',
    ])
    expect(json.out).not.toMatch(/outcome|invaded|why/)
  })

  it('fits the terminal', async () => {
    for (const columns of [80, 120])
      for (const line of (await runAt(columns, 'list', ...own)).out.split('\n'))
        expect([...line].length).toBeLessThanOrEqual(columns)
  })
})

describe('history show', () => {
  it('shows document, sheet with sources and differences of the coders; what happened only if asked', async () => {
    const { code, out } = await run('show', 'made-up-korea', ...own)
    expect(code).toBe(0)
    for (const text of [
      'Would anyone move against South Korea',
      'article-3 (defence, by guarantors)',
      'Owes: troops, words deems-necessary',
      '8 BE ground',
      'Forces in place: Eight brigades [low]',
      'https://example.org/war',
      'Conditions: none; second coder some',
    ])
      expect(out).toContain(text)
    expect(out).not.toContain('Nothing happened')
    const shown = await run('show', 'made-up-korea', '--outcome', ...own)
    expect(shown.out).toContain('Nothing happened')
    expect(shown.out).toContain('The model is right, or no occasion came.')
  })

  it('keeps what happened out of the JSON as well', async () => {
    const { out } = await run('show', 'made-up-poland', '--json', ...own)
    expect(Object.keys(JSON.parse(out).case)).not.toContain('outcome')
    expect(out).not.toMatch(/invaded|A test has no reasons/)
    expect(
      JSON.parse((await run('show', 'made-up-poland', '--outcome', '--json', ...own)).out).case.outcome
        .challenge,
    ).toBe('full')
  })

  it('takes part of an id, suggests the nearest, and lists what could be meant', async () => {
    expect((await run('show', 'korea', ...own)).code).toBe(0)
    const slip = await run('show', 'made-up-polnad', ...own)
    expect([slip.code, slip.err]).toEqual([2, expect.stringContaining('did you mean made-up-poland?')])
    const both = await run('show', 'made', ...own)
    expect(both.err).toContain('could be any of made-up-korea, made-up-poland')
    expect((await run('show', 'nothing-like-it-at-all', ...own)).err).toContain('history list')
  })
})

describe('history run', () => {
  it('asks blind first, then lays what happened beside it', async () => {
    const { code, out } = await run('run', 'poland', ...quick, ...own)
    expect(code).toBe(0)
    const [said, came, beside, why] = [
      'What the model says',
      'What happened',
      'Beside each other',
      'Where the model is wrong',
    ].map((text) => out.indexOf(text))
    expect(0 < said && said < came && came < beside && beside < why).toBe(true)
    expect(out).toContain('GBR honoured in part (troops)')
    expect(out).toContain('FRA owed nothing')
  })

  it('leaves it out with --blind, and the bytes then hang on nothing that came later', async () => {
    const blind = (where: readonly string[]) => run('run', 'poland', '--blind', '--json', ...quick, ...where)
    const { out } = await blind(own)
    expect(out).not.toMatch(/invaded|outcome|A test has no reasons/)
    const other = edited('other', 'made-up-poland.case.yaml', (text) =>
      text
        .replace('challenge: full', 'challenge: hybrid')
        .replace('1939-09-01', '1940-02-02')
        .replace('Poland was invaded.', 'Something else.')
        .replace('honoured: partly', 'honoured: "no"')
        .replace('why: A test has no reasons.', '')
        .replace('confidence: medium', 'confidence: low'),
    )
    expect((await blind(other)).out).toBe(out)
    expect((await run('run', 'poland', '--blind', ...quick, ...own)).out).not.toContain('invaded')
  })

  it('runs all, scores both priors, and writes a page with every case and figure', async () => {
    const page = join(folder, 'record-cases.html')
    const { code, out } = await run('run', '--all', '--html', page, '--samples', '20', ...quick, ...own)
    expect(code).toBe(0)
    expect(out).toContain('made-up-poland')
    expect(out.match(/^Scores, /gm)).toHaveLength(2)
    for (const line of out.split('\n'))
      expect([...line].length).toBeLessThanOrEqual(Math.max(100, page.length))
    const html = readFileSync(page, 'utf8')
    const dom = parse(html)
    expect(all(dom, 'article.card').map((card) => card.getAttribute('id'))).toEqual([
      'case-made-up-poland',
      'case-made-up-korea',
    ])
    expect(all(dom, 'section').map((one) => one.getAttribute('id'))).toEqual([
      'verdict',
      'cases',
      'scores',
      'calibration',
      'honour',
      'why',
      'coders',
      'method',
      'limits',
    ])
    for (const drawing of all(dom, 'svg.plot')) expect(drawing.getAttribute('aria-label')).toBeTruthy()
    expect(all(dom, 'svg.plot').length).toBe(2 + 3)
    expect(html).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org|example\.org)[^"]*\.(js|css)|NaN|undefined/)
  })

  it('escapes what cases say', async () => {
    const hostile = edited('hostile', 'made-up-poland.case.yaml', (text) =>
      text
        .replace('text: Poland was invaded.', 'text: "<script>alert(1)</script> \\u202E"')
        .replace('title: Poland, made up for tests', 'title: "<img src=x onerror=alert(1)>"'),
    )
    const page = join(folder, 'hostile.html')
    const { code, out } = await run('run', '--all', '--html', page, '--samples', '20', ...quick, ...hostile)
    expect(code).toBe(0)
    expect(out).not.toContain('\u202e')
    expect(readFileSync(page, 'utf8')).not.toMatch(/<script|<img|\u202e/)
    expect((await run('show', 'poland', '--outcome', ...hostile)).out).not.toContain('\u202e')
  })

  it('gives the same bytes whatever else is asked at the same time', async () => {
    const one = JSON.parse((await run('run', 'korea', '--blind', '--json', ...quick, ...own)).out)
    const many = JSON.parse((await run('run', '--all', '--json', '--samples', '20', ...quick, ...own)).out)
    expect(many.priors[0].answers[1].run).toEqual(one.run)
    expect(many.priors.map(({ prior }: { prior: string }) => prior)).toEqual(['record', 'wide'])
  })

  it('wants a case or all of them', async () => {
    expect((await run('run', ...own)).code).toBe(2)
    expect((await run('run', 'poland', '--all', ...own)).code).toBe(2)
    expect((await run('run', '--all', '--blind', ...own)).err).toContain('one case')
    expect((await run('run', 'poland', '--set', 'fear.clahs=3', ...quick, ...own)).err).toContain(
      'fear.clash',
    )
  })
})

describe('bad files', () => {
  const errors = async (name: string, file: string, change: (text: string) => string) =>
    run('list', ...edited(name, file, change))

  it.each([
    [
      'schema',
      'made-up-poland.case.yaml',
      /challenge: full/,
      'challenge: total',
      /made-up-poland\.case\.yaml:\d+:\d+/,
    ],
    [
      'source',
      'made-up-poland.case.yaml',
      /date: 1939-03-31/,
      'date: 1945-03-31',
      /:\d+:\d+.*later than 1939-06-01/,
    ],
    ['early', 'made-up-poland.case.yaml', /date: 1939-09-01/, 'date: 1939-05-01', /not later than the day/],
    ['horizon', 'made-up-poland.case.yaml', /date: 1939-09-01/, 'date: 1945-09-01', /later than 12 months/],
    [
      'day',
      'made-up-poland.pact.yaml',
      /asOf: 1939-06-01/,
      'asOf: 1939-06-02',
      /case\.yaml:\d+:\d+.*another-day/,
    ],
    [
      'year',
      'made-up-poland.pact.yaml',
      /year: 1938, recentWar/,
      'year: 1953, recentWar',
      /facts-later-than-the-day|unknown-party/,
    ],
    [
      'pact',
      'made-up-poland.case.yaml',
      /made-up-poland\.pact\.yaml/,
      'nothing.pact.yaml',
      /case\.yaml:\d+:\d+.*nothing\.pact\.yaml/,
    ],
    [
      'id',
      'made-up-poland.case.yaml',
      /id: made-up-poland/,
      'id: somebody-else',
      /case\.yaml:\d+:\d+.*another-id/,
    ],
    [
      'state',
      'made-up-poland.pact.yaml',
      /guarantors: \[GBR\]/,
      'guarantors: [XYZ]',
      /pact\.yaml:\d+:\d+.*XYZ/,
    ],
    ['yaml', 'made-up-poland.case.yaml', /title: Poland.*/, 'title: [', /case\.yaml:\d+:\d+/],
  ])('%s: an error with its line and column', async (name, file, from, to, expected) => {
    const { code, err } = await errors(name, file, (text) => text.replace(from, to))
    expect(code).toBe(1)
    expect(err).toMatch(expected)
  })

  it('a party to the outcome that is none to the document is a warning, and the rest works', async () => {
    const { code, out, err } = await errors('party', 'made-up-poland.case.yaml', (text) =>
      text.replace('state: FRA', 'state: USA'),
    )
    expect([code, err]).toEqual([0, expect.stringMatching(/case\.yaml:\d+:\d+.*not-a-party/)])
    expect(out).toContain('made-up-poland')
  })

  it('no folder, and an empty one', async () => {
    expect((await run('list', '--cases', '/nowhere')).err).toContain('no such folder of cases')
    const empty = mkdtempSync(join(tmpdir(), 'empty-'))
    folders.push(empty)
    expect((await run('list', '--cases', empty)).err).toContain('no .case.yaml file')
  })
})

describe('history like', () => {
  const file = 'examples/history/us-korea-1953.pact.yaml'

  it('names the nearest with what is alike, unlike and what became of them, and warns of selection', async () => {
    const { code, out } = await run('like', file, '--count', '3', ...own)
    expect(code).toBe(0)
    expect(out).toMatch(
      /1\. United States, South Korea, 1953–in force \[atop-3240\], distance 0\.00: this document itself/,
    )
    expect(out).toMatch(/Unlike: /)
    expect(out).toContain('[made-up-korea]')
    expect(out.replaceAll(/\s+/g, ' ')).toContain('Munich 1938 is not in it')
    expect(out).toMatch(/tests? in war, honoured \d+ \(.*95%/)
    for (const line of out.split('\n')) expect([...line].length).toBeLessThanOrEqual(100)
  })

  it('as JSON, so many as asked for', async () => {
    const json = JSON.parse((await run('like', file, '--count', '4', '--json', ...own)).out)
    expect([json.pacts.length, json.tested.length, json.cases.length]).toEqual([4, 4, 2])
    expect(json.pacts[0]).toMatchObject({ itself: true })
    expect(json.pacts[0].distance).toBeLessThan(1e-4)
    expect(json.rate.low).toBeLessThanOrEqual(json.rate.high)
  })

  it('says so where the document promises nothing, and where it does not read', async () => {
    expect((await run('like', 'examples/ukraine/0-no-guarantee.pact.yaml', ...own)).out).toContain(
      'promises nothing',
    )
    const bad = join(folder, 'bad.pact.yaml')
    writeFileSync(bad, 'pact: "1"\n')
    expect((await run('like', bad, ...own)).code).toBe(1)
    expect((await run('like', '/nowhere.pact.yaml', ...own)).code).toBe(2)
  })
})

const built = new URL('../../dist/history/node/caseCrew.js', import.meta.url)

it.skipIf(!existsSync(built))('any number of threads gives the same bytes', async () => {
  const { caseCrew } = (await import(built.href)) as typeof import('../../src/history/node/caseCrew.js')
  const { fixture } = await import('./openFixture.js')
  const { answer, blind } = await import('../../src/history/cases/index.js')
  const { applyOverrides } = await import('../../src/study/index.js')
  const settings = { assumptions: applyOverrides([], []), seed: 3, draws: 70 }
  const open = await fixture('made-up-poland')
  const bytes = async (threads: number): Promise<string> => {
    const crew = caseCrew(threads)
    try {
      return JSON.stringify(await answer(blind(open), settings, crew.solve))
    } finally {
      await crew.end()
    }
  }
  expect(await bytes(3)).toBe(await bytes(1))
})

describe('cases that come with the package', () => {
  let out = ''
  beforeAll(async () => {
    out = (await run('list')).out
  })
  it('are found from anywhere', () => {
    expect(out).toMatch(/\d+ past cases/)
    expect(JSON.parse(readFileSync('package.json', 'utf8')).files).toContain('examples')
  })
})
