import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../../src/cli/program.js'
import { frozen } from '../../src/history/frozen.js'
import { readPanel } from '../../src/history/node/panel.js'
import { occasionTerms } from '../../src/history/occasions.js'
import { atRisk, numberColumns, type Panel, panelColumns, rowsOf, subPanel } from '../../src/history/panel.js'
import { primitives } from '../../src/history/primitives.js'
import type { RecordScores } from '../../src/history/record.js'
import { renderRecord } from '../../src/report/index.js'
import { all, parse } from '../report/page.js'
import { panelFile, recordAbsent } from './data.js'

const folder = mkdtempSync(join(tmpdir(), 'score-'))
afterAll(() => rmSync(folder, { recursive: true }))

const run = async (...argv: string[]) => {
  let [out, err] = ['', '']
  const code = await runCli(argv, {
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
  return { code, out, err }
}

const write = (name: string, text: string): string => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

const csvOf = (panel: Panel): string =>
  [
    panelColumns.join(','),
    ...Array.from({ length: panel.count }, (_, row) =>
      panelColumns
        .map((name) => {
          if (name === 'state_a') return panel.stateA[row]
          if (name === 'state_b') return panel.stateB[row]
          const value = panel.columns[name][row]
          return Number.isNaN(value) ? '' : value
        })
        .join(','),
    ),
  ].join('\n')

describe('the frozen model', () => {
  it('has every term that the program asks for, and every comparator', () => {
    const names = frozen.terms.map(({ name }) => name)
    expect(names).toEqual([
      ...occasionTerms.map(({ name }) => `rate.${name}`),
      ...primitives.map(({ name }) => name),
    ])
    expect(frozen.years).toEqual({ from: 1816, to: 1960 })
    expect(frozen.comparators.length).toBe(15)
    for (const { at, se } of frozen.terms) expect(Number.isFinite(at) && se > 0).toBe(true)
  })
})

describe('wrong input to history', () => {
  it.each([
    ['no folder', ['panel', '--data', '/nowhere', '--out', join(folder, 'x.csv')], /cannot be read/],
    ['an unknown ending', ['panel', '--data', '/nowhere', '--out', join(folder, 'x.xls')], /ends neither/],
    ['no panel', ['score', '--panel', '/nowhere.csv'], /no such file/],
    ['no model', ['score', '--panel', '/nowhere.csv', '--model', '/nowhere.json'], /cannot be read/],
  ])('%s: a clear error, code 1 or 2', async (_, argv, message) => {
    const { code, err, out } = await run('history', ...argv)
    expect(code).toBeGreaterThan(0)
    expect(err).toMatch(message)
    expect(out).toBe('')
  })

  it('a model that is none, a panel without columns, an empty one', async () => {
    const model = write('model.json', '{"format": 2}')
    expect((await run('history', 'score', '--panel', 'x.csv', '--model', model)).err).toMatch(
      /no frozen model/,
    )
    const thin = write('thin.csv', 'ccode_a,ccode_b\n2,200\n')
    expect((await run('history', 'score', '--panel', thin)).err).toMatch(/no column state_a/)
    const empty = write('empty.csv', `${panelColumns.join(',')}\n`)
    expect((await run('history', 'score', '--panel', empty)).err).toMatch(/empty/)
  })
})

describe('--prior', () => {
  const assess = async (...more: string[]) => {
    const { code, out } = await run(
      'assess',
      'examples/history/us-korea-1953.pact.yaml',
      '--draws',
      '4',
      '--threads',
      '1',
      '--quiet',
      '--json',
      ...more,
    )
    expect(code).toBe(0)
    return out
  }

  it('record is the default, from named sources; wide is another answer, by judgement alone; --set wins', async () => {
    const plain = await assess()
    expect(await assess('--prior', 'record')).toBe(plain)
    expect(plain).toMatch(/conditioned on the record to 1960/)
    const wide = await assess('--prior', 'wide')
    expect(wide).not.toBe(plain)
    expect(wide).not.toMatch(/conditioned on the record/)
    const set = await assess('--prior', 'record', '--set', 'adversary.lambda=0.5')
    expect(
      JSON.parse(set).assumptions.find(({ name }: { name: string }) => name === 'adversary.lambda').interval
        .p50,
    ).toBe(0.5)
  })

  it('of another name is wrong use', async () => {
    expect((await run('assess', 'examples/history/us-korea-1953.pact.yaml', '--prior', 'other')).code).toBe(2)
  })
})

describe.skipIf(recordAbsent)('scoring a panel', () => {
  let file: string
  let record: RecordScores
  const page = join(folder, 'page.html')

  beforeAll(async () => {
    const panel = await readPanel(panelFile)
    const few = rowsOf(panel, (row) => atRisk(panel, row) && panel.columns.b_n_defenders[row] <= 1)
    const kept = few.filter((row, k) => k % 450 === 0 || (panel.columns.gml_init[row] === 1 && k % 7 === 0))
    file = write('small.csv', csvOf(subPanel(panel, kept)))
    const { code, out, err } = await run(
      'history',
      'score',
      '--panel',
      file,
      '--samples',
      '20',
      '--threads',
      '1',
      '--html',
      page,
      '--json',
      '--quiet',
    )
    expect(err).toBe('')
    expect(code).toBe(0)
    record = JSON.parse(out) as RecordScores
  }, 120_000)

  it('reads the columns of a CSV back as they were written', async () => {
    const again = await readPanel(file)
    for (const name of numberColumns) expect(again.columns[name].length).toBe(again.count)
    expect(again.count).toBe(record.games)
  })

  it('gives every score of every event in two periods', () => {
    expect(record.periods.map(({ from }) => from < 1961)).toEqual([true, false])
    expect(record.guarantors).toBe('from columns')
    expect(record.unsolved).toBe(0)
    for (const { events } of record.periods)
      for (const { methods, cases, rows } of events) {
        expect(methods.map(({ id }) => id)).toEqual([
          'model',
          'base',
          'peace',
          'balance',
          'controls',
          'alliances',
        ])
        expect(cases).toBeLessThanOrEqual(rows)
        const [model, base] = methods
        expect(model.logSkill.value).toBe(0)
        expect(base.logSkill.value).toBeCloseTo(1 - model.log.value / base.log.value, 12)
        for (const { brier, log, calibration } of methods) {
          expect(brier.value).toBeGreaterThanOrEqual(0)
          expect(log.value).toBeGreaterThanOrEqual(0)
          expect(calibration.reduce((sum, { count }) => sum + count, 0)).toBe(rows)
        }
      }
  })

  it('fits the terminal, with every method and what log skill is', () => {
    for (const width of [80, 120]) {
      const lines = renderRecord(record, { colour: false, width }).split('\n')
      for (const line of lines) expect([line, [...line].length <= width]).toEqual([line, true])
      const text = lines.join(' ').replaceAll(/\s+/g, ' ')
      expect(text).toContain('Log skill: by how many percent')
      for (const { methods } of record.periods[0].events)
        for (const { name } of methods) expect(text).toContain(name)
    }
  })

  it('writes a page with every section, a figure for every event, and the verdict in words', () => {
    const text = readFileSync(page, 'utf8')
    const document = parse(text)
    const ids = all(document, 'section').map((one) => one.getAttribute('id'))
    expect(ids).toEqual([
      'verdict',
      'scores',
      'calibration',
      'fitted',
      'honour',
      'conditioning',
      'structure',
      'protocol',
      'limits',
    ])
    expect(all(document, '#scores figure').length).toBe(6)
    expect(all(document, '#calibration figure').length).toBe(6)
    expect(document.querySelector('#verdict')?.textContent).toMatch(/predicts better|cannot be told apart/)
    expect(text).not.toMatch(/NaN|undefined|https?:\/\/(?!www\.w3\.org)/)
  })
})
