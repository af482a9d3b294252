import { describe, expect, it } from 'vitest'
import { quantile, sampler } from '../../src/core/index.js'
import { assumptions } from '../../src/crisis/index.js'
import {
  applyOverrides,
  assumptionRows,
  checkCorrelations,
  correlationsOf,
  type Driver,
  drawAll,
  fitsOf,
  joinCorrelations,
  lintAssumptions,
  percentilesOf,
  placeInFile,
  readAssumptions,
  recordFigures,
  repaired,
} from '../../src/study/index.js'

const RHO = 'guarantor.rho'
const read = (text: string) => readAssumptions(text, 'mine.yaml')
const entry = (text: string) => read(`assumptions:\n  ${RHO}: ${text}\n`)
const faults = (text: string) =>
  read(text).issues.map(({ line, column, code }) => `${line}:${column} ${code}`)

describe('an entry of an assumptions file', () => {
  it('with quantiles makes a metalog that ends where the permitted range does', () => {
    const { overrides, issues } = entry('{ quantiles: { 5: 3, 50: 8, 95%: 16 }, source: panel }')
    expect(issues).toEqual([])
    const [{ distribution }] = overrides
    expect(distribution).toEqual({
      kind: 'elicited',
      family: 'metalog',
      quantiles: [
        { p: 0.05, value: 3 },
        { p: 0.5, value: 8 },
        { p: 0.95, value: 16 },
      ],
      low: 0,
      high: 100,
    })
    for (const [p, value] of [
      [0.05, 3],
      [0.5, 8],
      [0.95, 16],
    ])
      expect(quantile(distribution, p)).toBeCloseTo(value, 9)
  })

  it('may name a family, fewer terms, or other ends', () => {
    const found = [
      '{ quantiles: { 5: 3, 95: 16 }, family: logNormal, source: x }',
      '{ quantiles: { 5: 3, 50: 8, 95: 16 }, terms: 2, source: x }',
      '{ quantiles: { 5: 3, 50: 8, 95: 16 }, family: beta, low: 1, high: 30, source: x }',
    ].map((text) => entry(text).overrides[0].distribution)
    expect(found[0]).toEqual({
      kind: 'elicited',
      family: 'logNormal',
      quantiles: expect.any(Array),
    })
    expect(found[1]).toMatchObject({ terms: 2, low: 0, high: 100 })
    expect(found[2]).toMatchObject({ family: 'beta', low: 1, high: 30 })
  })

  it('with experts makes a pool, weights by name, linear unless said otherwise', () => {
    const experts =
      'experts: [{ name: Ada, weight: 2, quantiles: { 10: 3, 90: 9 } }, { name: Ben, weight: 1, source: paper, distribution: { kind: pert, low: 4, mode: 6, high: 20 } }]'
    const linear = entry(`{ ${experts}, source: panel }`)
    expect(linear.issues).toEqual([])
    expect(linear.overrides[0].distribution).toMatchObject({
      kind: 'mixture',
      components: [
        { name: 'Ada', weight: 2, distribution: { kind: 'elicited', low: 0, high: 100 } },
        { name: 'Ben', weight: 1, source: 'paper', distribution: { kind: 'pert' } },
      ],
    })
    const logarithmic = entry(`{ ${experts}, pool: logarithmic, source: panel }`)
    expect(logarithmic.overrides[0].distribution.kind).toBe('logPool')
    expect(
      fitsOf(applyOverrides(linear.overrides)).map(({ name, expert, rows }) => [name, expert, rows.length]),
    ).toEqual([[RHO, 'Ada', 2]])
  })

  it('that is deeply uncertain keeps the default for a plain run, and its range beside it', () => {
    const { overrides, issues } = entry('{ deep: { low: 1, high: 30 }, source: x }')
    expect(issues).toEqual([])
    const known = assumptions.find(({ name }) => name === RHO)
    expect(applyOverrides(overrides).find(({ name }) => name === RHO)).toEqual({
      ...known,
      deep: { low: 1, high: 30 },
      source: 'x',
      judgement: false,
    })
  })

  it('carries unit, who, when and why into the rows', () => {
    const { overrides, issues } = entry(
      '{ distribution: { kind: normal, mean: 8, sd: 1 }, unit: points, source: judgement, by: A. Example, on: 2026-11-12, why: because }',
    )
    expect(issues).toEqual([])
    const row = assumptionRows(applyOverrides(overrides), new Set([RHO])).find(({ name }) => name === RHO)
    expect(row).toMatchObject({ by: 'A. Example', on: '2026-11-12', why: 'because', judgement: true })
    expect(row?.interval.p50).toBeCloseTo(8, 12)
  })

  it.each([
    ['another unit', '{ distribution: { kind: fixed, value: 8 }, unit: km, source: x }', ['2:61 wrong-unit']],
    [
      'a date that does not exist',
      '{ deep: { low: 1, high: 2 }, on: 2026-02-30, source: x }',
      ['2:51 bad-format'],
    ],
    ['nothing but a source', '{ source: x }', ['2:3 missing']],
    [
      'two ways at once',
      '{ deep: { low: 1, high: 2 }, quantiles: { 5: 1, 95: 2 }, source: x }',
      ['2:20 conflict'],
    ],
    [
      'a family without quantiles',
      '{ deep: { low: 1, high: 2 }, family: beta, source: x }',
      ['2:47 unused-key'],
    ],
    ['a pool of nobody', '{ deep: { low: 1, high: 2 }, pool: linear, source: x }', ['2:47 unused-key']],
    ['an empty panel', '{ experts: [], source: x }', ['2:29 out-of-range']],
    ['quantiles that fall', '{ quantiles: { 5: 9, 50: 8 }, source: x }', ['2:20 outside-range']],
    ['one quantile', '{ quantiles: { 50: 8 }, source: x }', ['2:20 outside-range']],
    ['a level that is none', '{ quantiles: { p50: 8, 95: 9 }, source: x }', ['2:33 bad-format']],
    ['a level beyond 100', '{ quantiles: { 50: 8, 105: 9 }, source: x }', ['2:20 outside-range']],
    ['a level given twice', '{ quantiles: { 50: 8, 50: 9 }, source: x }', ['2:40 duplicate-key']],
    ['quantiles outside the range', '{ quantiles: { 5: -1, 50: 9 }, source: x }', ['2:20 outside-range']],
    ['ends outside the range', '{ quantiles: { 5: 1, 50: 9 }, low: -5, source: x }', ['2:20 outside-range']],
    [
      'ends where there are none',
      '{ quantiles: { 5: 1, 50: 9 }, family: normal, low: 0, source: x }',
      ['2:64 unused-key'],
    ],
    ['deep from high to low', '{ deep: { low: 3, high: 2 }, source: x }', ['2:20 outside-range']],
    ['deep beyond the range', '{ deep: { low: 3, high: 200 }, source: x }', ['2:20 outside-range']],
    [
      'an expert without a distribution',
      '{ experts: [{ name: Ada, weight: 1 }], source: x }',
      ['2:30 missing'],
    ],
    [
      'an expert twice',
      '{ experts: [{ name: Ada, weight: 1, quantiles: { 5: 1, 95: 2 } }, { name: Ada, weight: 1, quantiles: { 5: 1, 95: 2 } }], source: x }',
      ['2:20 outside-range'],
    ],
    [
      'a weight of nothing',
      '{ experts: [{ name: Ada, weight: 0, quantiles: { 5: 1, 95: 2 } }], source: x }',
      ['2:20 outside-range'],
    ],
    [
      'an expert whose quantiles fall',
      '{ experts: [{ name: Ada, weight: 1, quantiles: { 5: 4, 95: 2 } }], source: x }',
      ['2:54 outside-range'],
    ],
    ['a misspelt key', '{ quantiles: { 5: 1, 95: 2 }, sorce: x, source: x }', ['2:48 unknown-key']],
  ])('with %s is refused, with the place', (_, text, places) => {
    expect(faults(`assumptions:\n  ${RHO}: ${text}\n`)).toEqual(places)
  })
})

const file = (correlations: string, rest = '') =>
  `assumptions: {}\ncorrelations:\n${correlations
    .split('\n')
    .map((line) => `  - ${line}`)
    .join('\n')}\n${rest}`

const impossibleOnes = file(`{ between: [stake.near, fear.clash], rank: .9, source: x }
{ between: [fear.clash, audience.points], rank: .9, source: x }
{ between: [stake.near, audience.points], rank: -.9, source: x }
{ between: [stake.near, cost.aid], rank: .1, source: x }`)

describe('correlations', () => {
  it('are read, and come out of the assumptions again', () => {
    const { correlations, issues } = read(
      file('{ between: [stake.near, fear.clash], rank: .4, source: paper }'),
    )
    expect(issues).toEqual([])
    expect(correlations).toEqual([{ a: 'stake.near', b: 'fear.clash', rank: 0.4, source: 'paper' }])
    const list = applyOverrides([], correlations)
    expect(list.find(({ name }) => name === 'fear.clash')?.correlated).toEqual([
      { with: 'stake.near', rank: 0.4, source: 'paper' },
    ])
    expect(correlationsOf(list)).toEqual(correlations)
  })

  it('that cannot hold together are refused, naming the pairs and no others, and the repair', () => {
    const { issues } = read(impossibleOnes)
    expect(issues).toHaveLength(1)
    expect(issues[0]).toMatchObject({ code: 'impossible-correlations', line: 2, column: 1 })
    for (const pair of [
      'stake.near and fear.clash (0.9)',
      'fear.clash and audience.points (0.9)',
      'stake.near and audience.points (-0.9)',
    ])
      expect(issues[0].message).toContain(pair)
    expect(issues[0].message).not.toContain('cost.aid')
    expect(issues[0].hint).toMatch(/"repair: true" takes the nearest/)
  })

  it('are repaired if asked, with what was given beside what is used', () => {
    const { correlations, issues } = read(`${impossibleOnes}repair: true\n`)
    expect(issues).toEqual([])
    expect(checkCorrelations(correlations)).toEqual([])
    expect(correlations[0]).toMatchObject({ given: 0.9 })
    expect(correlations[0].rank).toBeLessThan(0.9)
    // A repair of what is possible changes nothing.
    expect(repaired(correlations)).toBe(correlations)
  })

  it('of several files are joined, the later winning', () => {
    const one = { a: 'stake.near', b: 'fear.clash', rank: 0.4, source: 'first' }
    const two = { a: 'fear.clash', b: 'stake.near', rank: 0.2, source: 'second' }
    expect(joinCorrelations([[one], [two]])).toEqual([two])
  })

  it.each([
    [
      'an unknown name',
      file('{ between: [stake.nera, fear.clash], rank: .4, source: x }'),
      ['3:17 unknown-assumption'],
    ],
    ['itself', file('{ between: [fear.clash, fear.clash], rank: .4, source: x }'), ['3:7 bad-correlation']],
    [
      'three',
      file('{ between: [stake.near, fear.clash, cost.aid], rank: .4, source: x }'),
      ['3:16 out-of-range'],
    ],
    ['no source', file('{ between: [stake.near, fear.clash], rank: .4 }'), ['3:5 missing']],
    ['a rank of 1', file('{ between: [stake.near, fear.clash], rank: 1, source: x }'), ['3:42 out-of-range']],
    [
      'a fixed one',
      file('{ between: [stake.near, bind.automatic], rank: .4, source: x }'),
      ['3:29 bad-correlation'],
    ],
    [
      'the same pair twice',
      file(
        '{ between: [stake.near, fear.clash], rank: .4, source: x }\n{ between: [fear.clash, stake.near], rank: .4, source: x }',
      ),
      ['4:7 bad-correlation'],
    ],
    [
      'a deeply uncertain one',
      `assumptions:\n  stake.near: { deep: { low: .1, high: .9 }, source: x }\ncorrelations:\n  - { between: [stake.near, fear.clash], rank: .4, source: x }\n`,
      ['4:17 bad-correlation'],
    ],
  ])('with %s are refused, with the place', (_, text, places) => {
    expect(faults(text)).toEqual(places)
  })

  it('tie the draws: ranks as asked, margins as before, all others untouched', () => {
    const { correlations } = read(
      file(
        '{ between: [stake.near, fear.clash], rank: .7, source: x }\n{ between: [fear.clash, cost.aid], rank: -.4, source: x }',
      ),
    )
    const count = 2000
    const plain = drawAll(assumptions, 5, count)
    const tied = drawAll(applyOverrides([], correlations), 5, count)
    const ranks = (name: string): number[] => {
      const column = tied.columns.get(name) as Float64Array
      const order = [...column.keys()].sort((i, j) => column[i] - column[j])
      const out = new Array<number>(count)
      order.forEach((draw, rank) => {
        out[draw] = rank
      })
      return out
    }
    const spearman = (a: string, b: string): number => {
      const [x, y] = [ranks(a), ranks(b)]
      const sum = x.reduce((total, rank, k) => total + (rank - y[k]) ** 2, 0)
      return 1 - (6 * sum) / (count * (count * count - 1))
    }
    expect(Math.abs(spearman('stake.near', 'fear.clash') - 0.7)).toBeLessThan(0.04)
    expect(Math.abs(spearman('fear.clash', 'cost.aid') + 0.4)).toBeLessThan(0.05)
    expect(Math.abs(spearman('stake.near', 'cost.aid'))).toBeLessThan(0.06)
    for (const { name } of assumptions)
      if (!['stake.near', 'fear.clash', 'cost.aid'].includes(name))
        expect(tied.columns.get(name)).toEqual(plain.columns.get(name))
    const cost = assumptions.find(({ name }) => name === 'cost.aid')!
    const below = (tied.columns.get('cost.aid') as Float64Array).filter((x) => x < percentilesOf(cost).p05)
    expect(Math.abs(below.length / count - 0.05)).toBeLessThan(0.015)
  })
})

describe('lint of assumptions', () => {
  const lint = (text: string, drivers: readonly Driver[] = []) => {
    const { overrides, correlations, issues } = read(text)
    expect(issues).toEqual([])
    const list = applyOverrides(overrides, correlations)
    const names = new Set(overrides.map(({ name }) => name))
    return lintAssumptions(assumptionRows(list, names), correlationsOf(list), drivers)
  }
  const codes = (text: string) => lint(text).map(({ code }) => code)

  it('finds nothing in the defaults', () => {
    expect(lint('assumptions: {}\n')).toEqual([])
  })

  const good = 'source: "Study of 2024, table 3", by: A. Example, on: 2026-11-12'
  it.each([
    ['missing-source', `${RHO}: 8`, `${RHO}: { distribution: { kind: fixed, value: 8 }, ${good} }`],
    [
      'missing-source',
      `${RHO}: { deep: { low: 1, high: 9 }, source: "?" }`,
      `${RHO}: { deep: { low: 1, high: 9 }, ${good} }`,
    ],
    [
      'no-elicitor',
      `${RHO}: { quantiles: { 5: 1, 95: 9 }, source: "Panel of November" }`,
      `${RHO}: { quantiles: { 5: 1, 95: 9 }, ${good} }`,
    ],
    [
      'excludes-record',
      `willingness.default: { quantiles: { 5: 60, 95: 80 }, ${good} }`,
      `willingness.default: { quantiles: { 5: 40, 95: 80 }, ${good} }`,
    ],
    [
      'excludes-record',
      `willingness.default: { deep: { low: 1, high: 30 }, ${good} }`,
      `willingness.default: { deep: { low: 1, high: 31 }, ${good} }`,
    ],
    [
      'mass-outside-range',
      `${RHO}: { distribution: { kind: normal, mean: 1, sd: 2 }, ${good} }`,
      `${RHO}: { distribution: { kind: normal, mean: 4, sd: 2 }, ${good} }`,
    ],
  ])('%s', (code, fires, silent) => {
    expect(codes(`assumptions:\n  ${fires}\n`)).toEqual([code])
    expect(codes(`assumptions:\n  ${silent}\n`)).toEqual([])
  })

  it('correlations without a source, and repaired ones', () => {
    const given = file('{ between: [stake.near, fear.clash], rank: .4, source: guess }')
    expect(codes(given)).toEqual(['correlation-without-source'])
    expect(codes(given.replace('guess', 'Smith 2020'))).toEqual([])
    expect(codes(`${impossibleOnes.replaceAll('source: x', 'source: Smith 2020')}repair: true\n`)).toContain(
      'repaired-correlation',
    )
  })

  it('judgement that drives the result, and neither what is measured nor what moves nothing', () => {
    const driver = (name: string, atHigh: number): Driver => ({
      name,
      meaning: '',
      unit: 'points',
      judgement: true,
      low: 1,
      high: 2,
      atLow: 0.5,
      atHigh,
      base: 0.5,
      verdictChanges: false,
    })
    const measured = assumptions.find(({ judgement }) => !judgement)!.name
    const found = lint('assumptions: {}\n', [
      driver(RHO, 0.7),
      driver('fear.clash', 0.501),
      driver(measured, 0.9),
    ])
    expect(found.map(({ code, path }) => [code, path])).toEqual([['judgement-drives', `assumptions.${RHO}`]])
    expect(found[0].message).toContain('from 50% to 70%')
  })

  it('keeps record figures of assumptions that exist, each with a source, and defaults that meet them', () => {
    expect(recordFigures.length).toBeGreaterThan(3)
    for (const { assumption, low, high, source } of recordFigures) {
      expect(assumptions.map(({ name }) => name)).toContain(assumption)
      expect(low).toBeLessThanOrEqual(high)
      expect(source.length).toBeGreaterThan(3)
    }
  })

  it('knows where things stand', () => {
    const text = `assumptions:\n  ${RHO}: 8\n`
    expect(placeInFile(text, 'a.yaml', `assumptions.${RHO}`)).toMatchObject({ line: 2, column: 3 })
    expect(placeInFile(text, 'a.yaml', 'correlations')).toBeUndefined()
  })
})

describe('percentiles', () => {
  it('are of what may be drawn', () => {
    const cut = {
      ...assumptions[0],
      distribution: { kind: 'normal', mean: 0, sd: 1 },
      range: { min: 0, max: 9 },
    } as const
    expect(percentilesOf(cut).p50).toBe(sampler(cut.distribution, cut.range)(0.5))
    expect(percentilesOf(cut).p05).toBeGreaterThan(0)
  })
})
