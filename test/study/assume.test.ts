import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { type Distribution, distributionFaults, type Issue } from '../../src/core/index.js'
import { assumptions } from '../../src/crisis/index.js'
import { applyOverrides, type Override, readAssumptions, readSettings } from '../../src/study/assume.js'

const FILE = 'mine.yaml'
const RHO = 'guarantor.rho'
const rho = assumptions.find(({ name }) => name === RHO)!

const place = ({ line, column, code }: Issue): string => `${line}:${column} ${code}`

const entry = (text: string): string => `assumptions:\n  ${RHO}: ${text}\n`

/** A fixed value that the assumption of this place in the list permits. */
const permitted = fc
  .tuple(fc.nat(assumptions.length - 1), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([k, at]) => {
    const { name, range } = assumptions[k]
    return { name, value: Math.min(range.max, range.min + at * (range.max - range.min)) }
  })

const permittedSet = fc.uniqueArray(permitted, { selector: ({ name }) => name, minLength: 1, maxLength: 20 })

describe('an assumptions file', () => {
  it('of permitted numbers reads without fault, all of them, fixed', () => {
    fc.assert(
      fc.property(permittedSet, (entries) => {
        const text = stringify({
          assumptions: Object.fromEntries(entries.map(({ name, value }) => [name, value])),
        })
        const { overrides, issues } = readAssumptions(text, FILE)
        expect(issues).toEqual([])
        expect(overrides).toEqual(
          entries.map(({ name, value }) => ({
            name,
            distribution: { kind: 'fixed', value },
            source: 'mine.yaml (fixed by the user)',
          })),
        )
      }),
    )
  })

  it('of the defaults themselves, written out, changes nothing but the source', () => {
    const text = stringify({
      assumptions: Object.fromEntries(
        assumptions.map(({ name, distribution }) => [name, { distribution, source: 'default' }]),
      ),
    })
    const { overrides, issues } = readAssumptions(text, FILE)
    expect(issues).toEqual([])
    expect(overrides).toHaveLength(assumptions.length)
    applyOverrides(overrides).forEach((assumption, k) => {
      expect(assumption).toEqual({ ...assumptions[k], source: 'default', judgement: false })
    })
  })

  it('of numbers out of range is refused, each at its own name', () => {
    fc.assert(
      fc.property(permittedSet, fc.constantFrom(1, -1), (entries, side) => {
        const lines = entries.map(({ name }) => {
          const { range } = assumptions.find((assumption) => assumption.name === name)!
          return `  ${name}: ${side > 0 ? range.max + 1 : range.min - 1}`
        })
        const { issues } = readAssumptions(`assumptions:\n${lines.join('\n')}\n`, FILE)
        expect(issues.map(place)).toEqual(entries.map((_, k) => `${k + 2}:3 outside-range`))
        issues.forEach(({ path, message, expected }, k) => {
          expect(path).toBe(`assumptions.${entries[k].name}`)
          expect(message).toMatch(/is outside/)
          expect(expected).toMatch(/ to /)
        })
      }),
    )
  })

  it.each([
    ['fixed', '{ distribution: { kind: fixed, value: 8 }, source: mine }', { kind: 'fixed', value: 8 }],
    [
      'uniform',
      '{ distribution: { kind: uniform, low: 1, high: 2 }, source: mine }',
      { kind: 'uniform', low: 1, high: 2 },
    ],
    [
      'logUniform',
      '{ distribution: { kind: logUniform, low: 1, high: 2 }, source: mine }',
      { kind: 'logUniform', low: 1, high: 2 },
    ],
    [
      'normal',
      '{ distribution: { kind: normal, mean: 8, sd: 1 }, source: mine }',
      { kind: 'normal', mean: 8, sd: 1 },
    ],
    [
      'logNormal',
      '{ distribution: { kind: logNormal, median: 8, sigma: 1 }, source: mine }',
      { kind: 'logNormal', median: 8, sigma: 1 },
    ],
    [
      'triangular',
      '{ distribution: { kind: triangular, low: 1, mode: 2, high: 3 }, source: mine }',
      { kind: 'triangular', low: 1, mode: 2, high: 3 },
    ],
  ])('takes a distribution: %s', (_, text, distribution) => {
    expect(readAssumptions(entry(text), FILE)).toEqual({
      overrides: [{ name: RHO, distribution, source: 'mine' }],
      correlations: [],
      issues: [],
    })
  })

  const at = (column: number, code: string) => `2:${column} ${code}`
  const faults: readonly (readonly [string, string, readonly string[], RegExp])[] = [
    ['a text', entry('"8"'), [at(18, 'wrong-type')], /has the wrong form/],
    ['nothing', entry(''), [at(18, 'wrong-type')], /has the wrong form/],
    ['a list', entry('[1, 2]'), [at(18, 'wrong-type')], /has the wrong form/],
    ['not a number', entry('.nan'), [at(18, 'wrong-type')], /has the wrong form/],
    ['infinity', entry('.inf'), [at(18, 'wrong-type')], /has the wrong form/],
    [
      'a misspelt kind',
      entry('{ distribution: { kind: unifrom, low: 1, high: 2 }, source: x }'),
      [at(42, 'not-in-vocabulary')],
      /cannot be "unifrom"/,
    ],
    ['no kind', entry('{ distribution: { low: 1 }, source: x }'), [at(34, 'missing')], /kind is missing/],
    [
      'a parameter of another kind',
      entry('{ distribution: { kind: normal, mean: 8, sigma: 1 }, source: x }'),
      [at(34, 'missing'), at(59, 'unknown-key')],
      /distribution.sd is missing/,
    ],
    [
      'no source',
      entry('{ distribution: { kind: fixed, value: 8 } }'),
      [at(18, 'missing')],
      /source is missing/,
    ],
    [
      'an empty source',
      entry('{ distribution: { kind: fixed, value: 8 }, source: "" }'),
      [at(69, 'out-of-range')],
      /source/,
    ],
    [
      'the distribution not under its key',
      entry('{ kind: uniform, low: 1, high: 2 }'),
      [
        at(3, 'missing'),
        at(18, 'missing'),
        at(20, 'unknown-key'),
        at(35, 'unused-key'),
        at(43, 'unused-key'),
      ],
      /distribution is missing/,
    ],
    [
      'low above high',
      entry('{ distribution: { kind: uniform, low: 3, high: 2 }, source: x }'),
      [at(3, 'outside-range')],
      /^guarantor.rho: low, high: 3 is not below 2$/,
    ],
    [
      'a distribution that reaches outside',
      entry(`{ distribution: { kind: uniform, low: 1, high: ${rho.range.max + 1} }, source: x }`),
      [at(3, 'outside-range')],
      /reaches outside/,
    ],
    [
      'a distribution wholly outside',
      entry('{ distribution: { kind: normal, mean: -1000, sd: 1 }, source: x }'),
      [at(3, 'outside-range')],
      /no probability lies inside/,
    ],
    ['a name given twice', `${entry('1')}  ${RHO}: 2\n`, ['3:3 duplicate-key'], /given twice/],
    [
      'names without their heading',
      `${RHO}: 8\n`,
      ['1:1 missing', '1:1 unknown-key'],
      /assumptions is missing/,
    ],
    ['a list of names', `assumptions:\n  - ${RHO}: 8\n`, ['2:3 wrong-type'], /must be a mapping/],
    ['an empty heading', 'assumptions:\n', ['1:13 wrong-type'], /must be a mapping/],
    ['an empty file', '', ['1:1 empty'], /is empty/],
    ['only comments', '# none\n', ['1:1 empty'], /is empty/],
    ['another list beside', `${entry('8')}asumptions: {}\n`, ['3:1 unknown-key'], /unknown key "asumptions"/],
    ['a second document', `${entry('8')}---\n${entry('9')}`, ['3:1 several-documents'], /more than one/],
    ['a tab', `assumptions:\n\t${RHO}: 8\n`, [at(1, 'yaml-syntax')], /tab/i],
    ['an alias to nothing', entry('*base'), [at(18, 'unknown-alias')], /points nowhere/],
    ['binary', 'a: \u0000', ['1:4 not-text'], /not a UTF-8 text/],
    ['half a megabyte and more', `# ${'x'.repeat(600_000)}`, ['1:1 too-large'], /at most/],
    ['nested deep', '['.repeat(100_000), ['1:41 too-deep'], /nested/],
    [
      'a name that every object has',
      'assumptions:\n  __proto__: 1\n  constructor: 2\n',
      ['2:3 unknown-assumption', '3:3 unknown-assumption'],
      /no assumption "__proto__"/,
    ],
  ]

  it.each(faults)('with %s is refused, with the place', (_, text, places, message) => {
    const { issues } = readAssumptions(text, FILE)
    const syntaxTail = issues.length > places.length && places[0].endsWith('yaml-syntax')
    expect((syntaxTail ? issues.slice(0, 1) : issues).map(place)).toEqual(places)
    expect(issues[0].message).toMatch(message)
    for (const { file, level } of issues) expect([file, level]).toEqual([FILE, 'error'])
  })

  it('says which parameters the kind of distribution has', () => {
    const { issues } = readAssumptions(
      entry('{ distribution: { kind: normal, mean: 8, sigma: 1 }, source: x }'),
      FILE,
    )
    expect(issues[1].expected).toBe('one of kind, mean, sd')
  })

  it('with unknown names suggests the nearest, or says how names are written', () => {
    const hints = readAssumptions(
      'assumptions:\n  guarantor.roh: 1\n  adversary.lamda: 1\n  guarantor:\n    rho: 8\n  weather: fine\n',
      FILE,
    ).issues
    expect(hints.map(place)).toEqual([2, 3, 4, 6].map((line) => `${line}:3 unknown-assumption`))
    expect(hints.map(({ hint }) => hint)).toEqual([
      'did you mean "guarantor.rho"?',
      'did you mean "adversary.lambda"?',
      expect.stringMatching(/^write whole names, such as "guarantor\./),
      '"guarantor assumptions" lists all of them',
    ])
  })

  it('suggests every name there is for that name less one letter', () => {
    for (const { name } of assumptions) {
      const cut = `${name.slice(0, 4)}${name.slice(5)}`
      if (assumptions.some((other) => other.name === cut)) continue
      expect(readSettings([`${cut}=1`]).issues[0].hint).toMatch(/^did you mean "/)
    }
  })

  it('tells all its faults at once: shapes, names and ranges', () => {
    const { issues, overrides } = readAssumptions(
      `assumptions:
  guarantor.roh: 1
  adversary.fear: "5"
  ${RHO}: -1
  adversary.clashCost: 40
`,
      FILE,
    )
    expect(issues.map(place)).toEqual(['2:3 unknown-assumption', '3:19 wrong-type', '4:3 outside-range'])
    expect(overrides.map(({ name }) => name)).toEqual([RHO, 'adversary.clashCost'])
  })

  it('of anything at all never throws, and its faults stand inside it', () => {
    const check = (text: string): void => {
      const { issues } = readAssumptions(text, FILE)
      const lines = text.replace(/^\ufeff/, '').split('\n')
      for (const { line = 0, column = 0, message } of issues) {
        expect(line >= 1 && line <= lines.length, message).toBe(true)
        expect(column >= 1 && column <= lines[line - 1].length + 1, message).toBe(true)
      }
    }
    const name = fc.oneof(
      fc.constantFrom(...assumptions.map((one) => one.name)),
      fc.string({ maxLength: 12 }),
    )
    fc.assert(
      fc.property(fc.dictionary(name, fc.jsonValue({ maxDepth: 3 })), (entries) => {
        check(stringify({ assumptions: entries }))
        check(stringify(entries))
      }),
      { numRuns: 120 },
    )
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 100 }), check), { numRuns: 300 })
  })
})

describe('--set', () => {
  it.each([
    ['guarantor.rho=8', 8],
    ['guarantor.rho=0', 0],
    ['guarantor.rho = 8.5', 8.5],
    ['guarantor.rho=1e1', 10],
    [' guarantor.rho=+3 ', 3],
    ['guarantor.rho=.5', 0.5],
  ])('%s', (setting, value) => {
    expect(readSettings([setting])).toEqual({
      overrides: [{ name: RHO, distribution: { kind: 'fixed', value }, source: 'set by the user (--set)' }],
      correlations: [],
      issues: [],
    })
  })

  it.each([
    'guarantor.rho',
    'guarantor.rho=',
    'guarantor.rho= ',
    'guarantor.rho=NaN',
    'guarantor.rho=Infinity',
    'guarantor.rho=-Infinity',
    'guarantor.rho=1=2',
    'guarantor.rho==2',
    'guarantor.rho=eight',
    'guarantor.rho=8,5',
    'guarantor.rho=8 points',
    'guarantor.rho=1e999',
    'guarantor.rho=1_0',
    '=8',
    ' =8',
    '=',
    '',
  ])('%j is no setting', (setting) => {
    const { overrides, issues } = readSettings([setting])
    expect(overrides).toEqual([])
    expect(issues).toHaveLength(1)
    expect(issues[0]).toMatchObject({ code: 'bad-setting', level: 'error' })
    expect(issues[0].message).toContain(`"${setting}"`)
    expect(issues[0].expected).toMatch(/^name=number/)
  })

  it('refuses what is out of range and what is unknown', () => {
    const { issues } = readSettings([`${RHO}=${rho.range.max + 1}`, 'guarantor.roh=8', 'toString=1'])
    expect(issues.map(({ code, hint }) => [code, hint])).toEqual([
      ['outside-range', undefined],
      ['unknown-assumption', 'did you mean "guarantor.rho"?'],
      ['unknown-assumption', '"guarantor assumptions" lists all of them'],
    ])
    expect(issues[0].message).toBe(
      `${RHO}: ${rho.range.max + 1} is outside ${rho.range.min} to ${rho.range.max}`,
    )
  })

  it('names an assumption that the usage message can set', () => {
    const example = /--set (\S+)$/.exec(readSettings(['']).issues[0].expected ?? '')?.[1] ?? 'none'
    expect(readSettings([example]).issues).toEqual([])
  })

  it('takes every number that JavaScript prints, and nothing but numbers', () => {
    const range = rho.range
    fc.assert(
      fc.property(fc.double({ min: range.min, max: range.max, noNaN: true }), (value) => {
        const [override] = readSettings([`${RHO}=${value}`]).overrides
        expect(override.distribution).toEqual({ kind: 'fixed', value: value === 0 ? 0 : value })
      }),
    )
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { overrides } = readSettings([`${RHO}=${text}`])
        for (const { distribution } of overrides)
          expect(distribution.kind === 'fixed' && Number.isFinite(distribution.value)).toBe(true)
      }),
    )
  })
})

describe('applyOverrides', () => {
  const fixed = (name: string, value: number): Override => ({
    name,
    distribution: { kind: 'fixed', value },
    source: `set to ${value}`,
  })

  it('keeps the order and the number of assumptions, and leaves all others the very same', () => {
    fc.assert(
      fc.property(permittedSet, (entries) => {
        const changed = applyOverrides(entries.map(({ name, value }) => fixed(name, value)))
        expect(changed.map(({ name }) => name)).toEqual(assumptions.map(({ name }) => name))
        changed.forEach((assumption, k) => {
          const given = entries.find(({ name }) => name === assumption.name)
          if (given === undefined) expect(assumption).toBe(assumptions[k])
          else
            expect(assumption).toEqual({
              ...assumptions[k],
              distribution: { kind: 'fixed', value: given.value },
              source: `set to ${given.value}`,
              judgement: false,
            })
        })
      }),
    )
  })

  it('lets the later of two changes win', () => {
    const changed = applyOverrides([fixed(RHO, 1), fixed('adversary.fear', 3), fixed(RHO, 2)])
    expect(changed.find(({ name }) => name === RHO)?.distribution).toEqual({ kind: 'fixed', value: 2 })
    expect(changed.find(({ name }) => name === 'adversary.fear')?.source).toBe('set to 3')
  })

  it('of nothing is the defaults, which it never changes', () => {
    const before = structuredClone(assumptions)
    expect(applyOverrides([])).toEqual(assumptions)
    applyOverrides([fixed(RHO, 1)])
    expect(assumptions).toEqual(before)
  })
})

describe('the defaults', () => {
  it('pass the checks that a user has to pass', () => {
    for (const { name, distribution, range } of assumptions)
      expect(distributionFaults(distribution, range), name).toEqual([])
    const kinds = new Set<Distribution['kind']>(assumptions.map(({ distribution }) => distribution.kind))
    expect(kinds.size).toBeGreaterThan(2)
  })
})
