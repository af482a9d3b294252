import { describe, expect, it } from 'vitest'
import type { Figure, State } from '../../src/world/index.js'
import { findState, historicalStates, sources, states } from '../../src/world/index.js'

const figureKeys = [
  'gdp',
  'population',
  'milex',
  'active',
  'brigadesHome',
  'brigadesDeployable',
  'warheads',
  'troopsWillingness',
] as const

const figuresOf = (state: State): readonly (readonly [string, Figure])[] =>
  figureKeys.flatMap((key) => {
    const figure = state[key]
    return figure === null ? [] : [[`${state.id} ${key}`, figure] as const]
  })

const figureValue = (id: string, key: (typeof figureKeys)[number]): number | undefined =>
  findState(id)?.[key]?.value

const noteOf = (id: string, key: (typeof figureKeys)[number]): string => findState(id)?.[key]?.note ?? ''

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

const nullsOf = (key: (typeof figureKeys)[number]): readonly string[] =>
  states.filter((state) => state[key] === null).map((state) => state.id)

// Typed from memory of the treaties, not from the table.
const needed =
  `AUT BEL BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN IRL ITA LVA LTU LUX MLT NLD POL PRT ROU SVK SVN ESP SWE
  GBR USA CAN NOR ISL TUR ALB MNE MKD AUS NZL JPN KOR UKR RUS BLR MDA GEO ARM AZE KAZ SRB CHE CHN PRK KGZ TJK
  TWN IND PAK ISR IRN PHL BIH XKX`.split(/\s+/)

describe('the table of states', () => {
  it('holds the 62 states needed, once each, sorted', () => {
    expect(states.map((state) => state.id)).toEqual([...needed].sort())
    expect(states).toHaveLength(62)
  })

  it.each([...states, ...historicalStates(1939), ...historicalStates(1953)])(
    '$id $name: each figure has a finite value, a unit, a year and a known source',
    (state) => {
      const figures = figuresOf(state)
      expect(figures.length).toBeGreaterThanOrEqual(6)
      for (const [what, figure] of figures) {
        expect(figure.value, what).toSatisfy((x: number) => Number.isFinite(x) && x >= 0)
        expect(figure.unit, what).toMatch(/\w/)
        expect(figure.year, what).toSatisfy((x: number) => Number.isInteger(x) && x >= 1939 && x <= 2026)
        expect(Object.keys(sources), what).toContain(figure.source)
        if (figure.note !== undefined) expect(figure.note, what).toMatch(/\w/)
      }
    },
  )

  it('has one unit for each column of present states', () => {
    for (const key of figureKeys)
      expect(new Set(states.flatMap((state) => state[key]?.unit ?? [])).size, key).toBe(1)
  })

  it('leaves out only what no source gives', () => {
    expect(figureKeys.filter((key) => nullsOf(key).length > 0)).toEqual(['milex', 'troopsWillingness'])
    expect(nullsOf('milex')).toEqual(['PRK'])
    expect(states.filter((s) => s.troopsWillingness !== null).map((s) => s.id)).toEqual(
      'DEU DNK ESP FRA GBR ITA USA'.split(' '),
    )
  })

  it('agrees with the total of SIPRI for NATO in 2024: 1,506 bn US$', () => {
    const nato = states.filter((s) => s.memberships.some((m) => m.group === 'NATO'))
    expect(nato).toHaveLength(32)
    expect(sum(nato.map((s) => s.milex?.value ?? Number.NaN)) / 1000).toBeCloseTo(1506.08, 2)
    expect(new Set(nato.map((s) => s.milex?.year))).toEqual(new Set([2024]))
  })

  it('agrees with the total of the SIPRI Yearbook 2025: 12,241 warheads in nine states', () => {
    const holders = states.filter((s) => (s.warheads?.value ?? 0) > 0)
    expect(holders.map((s) => s.id)).toEqual('CHN FRA GBR IND ISR PAK PRK RUS USA'.split(' '))
    expect(sum(holders.map((s) => s.warheads?.value ?? Number.NaN))).toBe(12_241)
  })

  it('has 449 to 452 million people in the EU of 2025', () => {
    const eu = states.filter((s) => s.memberships.some((m) => m.group === 'EU' && m.to === undefined))
    const people = sum(eu.map((s) => s.population?.value ?? Number.NaN)) / 1e6
    expect(people).toBeGreaterThan(449)
    expect(people).toBeLessThan(452)
  })

  it('carries each known defect on its figure', () => {
    expect(noteOf('TWN', 'gdp')).toMatch(/too low.*785/)
    expect(noteOf('PRK', 'gdp')).toMatch(/guess/)
    expect(noteOf('RUS', 'milex')).toMatch(/highly uncertain/)
    expect(noteOf('UKR', 'milex')).toMatch(/highly uncertain/)
    expect(noteOf('KGZ', 'milex')).toMatch(/2\.97 %.*2\.71 %/)
    expect(noteOf('TWN', 'milex')).toMatch(/2\.1 %.*2\.69 %/)
    expect(noteOf('GEO', 'active')).toMatch(/authorised ceiling/)
    expect(noteOf('UKR', 'active')).toMatch(/midpoint of 850,000-1,000,000/)
    expect(noteOf('CYP', 'active')).toMatch(/^midpoint of 12,000-15,000$/)
    expect(noteOf('POL', 'active')).toMatch(/114,000 for 2022/)
  })

  it('carries the doubt about a force to its brigades', () => {
    for (const key of ['brigadesHome', 'brigadesDeployable'] as const) {
      expect(noteOf('CHE', key)).toMatch(/our estimate.*militia/)
      expect(noteOf('ISL', key)).toMatch(/our estimate.*no regular forces/)
      expect(noteOf('FRA', key)).toMatch(/^our estimate: active \/ \d\d,000$/)
    }
  })

  it('takes the year of a sentence of the Factbook before the year of the edition', () => {
    expect(findState('CHE')?.active?.year).toBe(2024)
    expect(findState('XKX')?.active?.year).toBe(2024)
    expect(findState('POL')?.active?.year).toBe(2025)
  })

  it('gives the most recent poll of each state, with pollster, fieldwork and wording', () => {
    const polls = { DEU: 31, FRA: 33, USA: 37, GBR: 52, ESP: 53, ITA: 37, DNK: 53 }
    for (const [id, value] of Object.entries(polls)) {
      expect(figureValue(id, 'troopsWillingness'), id).toBe(value)
      expect(noteOf(id, 'troopsWillingness'), id).toMatch(
        /^(YouGov|Public First for POLITICO|Voxmeter for Ritzau), .*20\d\d.*: .*peacekeepers/,
      )
    }
    expect(findState('DEU')?.troopsWillingness?.year).toBe(2026)
    expect(noteOf('DEU', 'troopsWillingness')).toMatch(/YouGov.*36 % for.*Forsa.*49 % for/)
    expect(noteOf('FRA', 'troopsWillingness')).toMatch(/43 % against.*49 % for/)
    expect(noteOf('GBR', 'troopsWillingness')).toMatch(/58 % for/)
  })

  it('finds a state by its exact id only', () => {
    expect(findState('UKR')?.name).toBe('Ukraine')
    expect(findState('XKX')?.capital.name).toBe('Pristina')
    expect(findState('TUR')?.name).toBe('Türkiye')
    expect(findState('ukr')).toBeUndefined()
    expect(findState('Ukraine')).toBeUndefined()
    expect(findState('')).toBeUndefined()
    expect(findState('constructor')).toBeUndefined()
  })
})

describe('the sources', () => {
  it('each say who, on what terms and where', () => {
    for (const [id, source] of Object.entries(sources)) {
      for (const text of [source.short, source.title, source.authority, source.licence, source.address])
        expect(text, id).toMatch(/\w{2}/)
      if (source.accessed !== undefined) expect(source.accessed, id).toMatch(/^20\d\d-\d\d-\d\d$/)
    }
  })
})
