import { describe, expect, it } from 'vitest'
import { historicalStates } from '../../src/world/index.js'
import type { Line } from './data.js'
import { dataAbsent, readData } from './data.js'

const years = [1939, 1953] as const

const stateOf = (year: 1939 | 1953, id: string) => {
  const state = historicalStates(year).find((s) => s.id === id)
  if (state === undefined) throw new Error(`no ${id} in ${year}`)
  return state
}

const ccodes: Readonly<Record<string, string>> = {
  DEU: '255',
  FRA: '220',
  GBR: '200',
  POL: '290',
  CHN: '710',
  KOR: '732',
  PRK: '731',
  USA: '2',
}

describe('historicalStates', () => {
  it('holds the states of the two cases, sorted', () => {
    expect(historicalStates(1939).map((s) => s.id)).toEqual(['DEU', 'FRA', 'GBR', 'POL'])
    expect(historicalStates(1953).map((s) => s.id)).toEqual(['CHN', 'KOR', 'PRK', 'USA'])
  })

  it('dates every figure to the year of the case', () => {
    for (const year of years)
      for (const state of historicalStates(year))
        for (const figure of [state.gdp, state.population, state.milex, state.active, state.warheads])
          if (figure !== null) expect([state.id, figure.year]).toEqual([state.id, year])
  })

  it('never passes its GDP off as current dollars, nor possession as a count', () => {
    for (const state of years.flatMap(historicalStates)) {
      expect(state.gdp?.unit).toBe('2017 international $ bn (PPP)')
      expect(state.gdp?.note).toMatch(/standard deviation 4\d %/)
      expect(state.warheads?.unit).toMatch(/possession/)
      expect(state.troopsWillingness).toBeNull()
    }
  })

  it('has one nuclear state, the United States, and one membership, NATO', () => {
    const all = years.flatMap(historicalStates)
    expect(all.filter((s) => s.warheads?.value === 1).map((s) => s.id)).toEqual(['USA'])
    expect(all.filter((s) => s.memberships.length > 0).map((s) => [s.id, s.memberships[0].group])).toEqual([
      ['USA', 'NATO'],
    ])
    expect(stateOf(1953, 'USA').memberships).toHaveLength(1)
  })

  it('has figures of the size history gives', () => {
    // US Bureau of the Budget: national defence about 44-53 bn US$ in 1953; 3.6 m men under arms.
    expect(stateOf(1953, 'USA').milex?.value).toBeGreaterThan(44_000)
    expect(stateOf(1953, 'USA').milex?.value).toBeLessThan(53_000)
    expect(stateOf(1953, 'USA').active?.value).toBe(3_555_000)
    expect(stateOf(1939, 'DEU').brigadesHome?.value).toBe(275)
    expect(stateOf(1939, 'POL').population?.value).toBe(35_486_000)
    expect(stateOf(1953, 'PRK').milex).toBeNull()
  })

  it('warns where one year breaks the series', () => {
    expect(stateOf(1939, 'FRA').active?.note).toMatch(/1940 is 8\.6 times/)
    expect(stateOf(1939, 'POL').milex?.note).toMatch(/6\.4 times the figure of 1938/)
    expect(stateOf(1939, 'DEU').active?.note).toMatch(/3\.5 times the figure of 1938/)
    expect(stateOf(1953, 'KOR').active?.note).toBeUndefined()
  })
})

describe.skipIf(dataAbsent)('historicalStates against the collected data', () => {
  const cell = (lines: readonly Line[], id: string, year: number, column: string): number => {
    const found = lines.filter((r) => r.ccode === ccodes[id] && r.year === String(year))
    if (found.length !== 1 || found[0][column] === '') return Number.NaN
    return Number(found[0][column])
  }

  it('equals NMC 7.0, thousands made units and millions, and the GDP series', () => {
    const nmc = readData('conflict/cow_nmc7_capabilities.csv')
    const gdp = readData('conflict/state_year_gdp_pop.csv')
    for (const year of years)
      for (const state of historicalStates(year)) {
        const { id } = state
        expect([id, state.population?.value]).toEqual([id, cell(nmc, id, year, 'tpop') * 1000])
        expect([id, state.active?.value]).toEqual([id, cell(nmc, id, year, 'milper') * 1000])
        const milex = cell(nmc, id, year, 'milex')
        if (state.milex === null) expect([id, milex]).toEqual([id, Number.NaN])
        else expect(state.milex.value * 1000).toBeCloseTo(milex, 3)
        expect(Math.abs((state.gdp?.value ?? 0) - cell(gdp, id, year, 'pwtrgdp') / 1000)).toBeLessThan(0.051)
      }
  })
})
