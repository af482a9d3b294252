import { describe, expect, it } from 'vitest'
import { findState, historicalStates, historicalYears, type State } from '../../src/world/index.js'
import type { Line } from './data.js'
import { dataAbsent, readData } from './data.js'

interface Row {
  readonly year: number
  readonly state: State
}

const rows: readonly Row[] = historicalYears.flatMap((year) =>
  historicalStates(year).map((state) => ({ year, state })),
)

const stateOf = (year: number, id: string): State => {
  const row = rows.find(({ year: y, state }) => y === year && state.id === id)
  if (row === undefined) throw new Error(`no ${id} in ${year}`)
  return row.state
}

/** Year from which each state has nuclear weapons: first tests, and Israel as usually dated. */
const firstWeapon: Readonly<Record<string, number>> = {
  USA: 1945,
  RUS: 1949,
  GBR: 1952,
  FRA: 1960,
  CHN: 1964,
  ISR: 1967,
}

/** Members of NATO in 1960 and those that joined later, by the year they did; France and Greece never left the treaty. */
const natoSince: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    ['BEL', 'CAN', 'DNK', 'FRA', 'GBR', 'ISL', 'ITA', 'LUX', 'NLD', 'NOR', 'PRT', 'USA'].map((id) => [
      id,
      1949,
    ]),
  ),
  GRC: 1952,
  TUR: 1952,
  DEU: 1955,
  ESP: 1982,
  CZE: 1999,
  HUN: 1999,
  POL: 1999,
  BGR: 2004,
  EST: 2004,
  LTU: 2004,
  LVA: 2004,
  ROU: 2004,
  SVK: 2004,
  SVN: 2004,
}

describe('historicalStates', () => {
  it('has the years of the cases in order, in each its states sorted, each once', () => {
    expect(historicalYears).toEqual([...historicalYears].sort((a, b) => a - b))
    expect(historicalYears.length).toBe(25)
    for (const year of historicalYears) {
      const ids = historicalStates(year).map(({ id }) => id)
      expect([year, ids]).toEqual([year, [...new Set(ids)].sort()])
    }
    expect(historicalStates(1939).map(({ id }) => id)).toEqual(['DEU', 'FRA', 'GBR', 'POL'])
    expect(historicalStates(1940)).toEqual([])
  })

  it('means by a code the state of that code today, apart from those that had another name', () => {
    const named = rows.flatMap(({ year, state }) => {
      const today = findState(state.id)?.name
      return today === undefined || today === state.name ? [] : [`${state.id} ${state.name} ${year}`]
    })
    const soviet = [1937, 1938, 1947, 1949, 1953, 1957, 1960].map((year) => `RUS Soviet Union ${year}`)
    const turkey = [1960, 1973, 1994, 1998, 2003, 2019, 2021].map((year) => `TUR Turkey ${year}`)
    expect(named.sort()).toEqual(
      [
        ...soviet,
        ...turkey,
        'AUT Austria-Hungary 1913',
        'CZE Czechoslovakia 1937',
        'DEU Federal Republic of Germany 1960',
        'SRB Yugoslavia 1994',
        'SRB Yugoslavia 1998',
      ].sort(),
    )
    expect(stateOf(1962, 'MYS').name).toBe('Malaya')
  })

  it('dates every figure to its year, GDP to 2019 at the latest', () => {
    for (const { year, state } of rows) {
      for (const figure of [state.population, state.milex, state.active, state.warheads])
        if (figure !== null) expect([state.id, figure.year]).toEqual([state.id, year])
      if (state.gdp !== null) expect([state.id, state.gdp.year]).toEqual([state.id, Math.min(year, 2019)])
    }
  })

  it('never passes its GDP off as current dollars, nor possession as a count', () => {
    for (const { state } of rows) {
      expect(state.gdp?.unit).toBe('2017 international $ bn (PPP)')
      expect(state.gdp?.note).toMatch(/^simulated estimate, standard deviation \d+ %/)
      expect(state.warheads?.unit).toMatch(/possession/)
      expect([0, 1]).toContain(state.warheads?.value)
      expect(state.troopsWillingness).toBeNull()
    }
  })

  it('has the nuclear states of each year and no other', () => {
    for (const { year, state } of rows)
      expect([year, state.id, state.warheads?.value]).toEqual([
        year,
        state.id,
        year >= (firstWeapon[state.id] ?? Number.POSITIVE_INFINITY) ? 1 : 0,
      ])
  })

  it('has the members of NATO of each year and no other, and nobody before he joined anything', () => {
    for (const { year, state } of rows) {
      const isMember = state.memberships.some(({ group }) => group === 'NATO')
      expect([year, state.id, isMember]).toEqual([
        year,
        state.id,
        year >= (natoSince[state.id] ?? Number.POSITIVE_INFINITY),
      ])
      for (const { from } of state.memberships) expect(from <= `${year}-12-31`).toBe(true)
    }
  })

  it('has figures of the size history gives', () => {
    // US Bureau of the Budget: national defence about 44-53 bn US$ in 1953; 3.6 m men under arms.
    expect(stateOf(1953, 'USA').milex?.value).toBeGreaterThan(44_000)
    expect(stateOf(1953, 'USA').milex?.value).toBeLessThan(53_000)
    expect(stateOf(1953, 'USA').active?.value).toBe(3_555_000)
    expect(stateOf(1939, 'DEU').brigadesHome?.value).toBe(275)
    expect(stateOf(1939, 'POL').population?.value).toBe(35_486_000)
    expect(stateOf(1953, 'PRK').milex).toBeNull()
    // Military Balance: Iraq about a million under arms in 1989, Kuwait some twenty thousand.
    expect(stateOf(1989, 'IRQ').active?.value).toBe(1_000_000)
    expect(stateOf(1989, 'KWT').active?.value).toBeLessThan(25_000)
  })

  it('warns where one year breaks the series', () => {
    expect(stateOf(1939, 'FRA').active?.note).toMatch(/1940 is 8\.6 times/)
    expect(stateOf(1939, 'POL').milex?.note).toMatch(/6\.4 times the figure of 1938/)
    expect(stateOf(1939, 'DEU').active?.note).toMatch(/3\.5 times the figure of 1938/)
    expect(stateOf(1953, 'KOR').active?.note).toBeUndefined()
    expect(stateOf(1913, 'AUT').gdp?.note).toMatch(/not 52\.2 m: probably other borders/)
  })
})

describe.skipIf(dataAbsent)('historicalStates against the collected data', () => {
  const otherNames: Readonly<Record<string, string>> = {
    'United States': 'United States of America',
    'Soviet Union': 'Russia',
    'Federal Republic of Germany': 'German Federal Republic',
    Czechia: 'Czech Republic',
    Malaya: 'Malaysia',
  }
  const codes = dataAbsent ? [] : readData('conflict/cow_state_codes.csv')

  /** By the name, while the script that wrote the table goes by codes. */
  const codeOf = ({ name }: State): string => {
    const found = codes.filter(({ statenme }) => statenme === (otherNames[name] ?? name))
    if (found.length !== 1) throw new Error(`${found.length} states are named ${name}`)
    return found[0].ccode
  }

  it('equals NMC 7.0, thousands made units and millions, and the GDP series, in every row', () => {
    const byKey = (lines: readonly Line[]): ReadonlyMap<string, Line> =>
      new Map(lines.map((line) => [`${line.ccode} ${line.year}`, line]))
    const nmc = byKey(readData('conflict/cow_nmc7_capabilities.csv'))
    const gdp = byKey(readData('conflict/state_year_gdp_pop.csv'))
    for (const { year, state } of rows) {
      const line = nmc.get(`${codeOf(state)} ${year}`)
      if (line === undefined) throw new Error(`no ${state.name} ${year} in NMC`)
      expect([year, state.id, state.population?.value]).toEqual([year, state.id, Number(line.tpop) * 1000])
      expect([year, state.id, state.active?.value]).toEqual([year, state.id, Number(line.milper) * 1000])
      if (line.milex === '') expect([year, state.id, state.milex]).toEqual([year, state.id, null])
      else expect((state.milex?.value ?? Number.NaN) * 1000).toBeCloseTo(Number(line.milex), 0)
      const published = gdp.get(`${codeOf(state)} ${Math.min(year, 2019)}`)?.pwtrgdp
      expect(Math.abs((state.gdp?.value ?? 0) - Number(published) / 1000)).toBeLessThan(0.051)
    }
  })

  it('places each capital where the list of capitals has it in that year', () => {
    const capitals = readData('conflict/capitals_cow_codes.csv')
    for (const { year, state } of rows) {
      const there = capitals.filter(
        (line) =>
          line.ccode === codeOf(state) && line.stdate <= `${year}-01-01` && `${year}-01-01` <= line.enddate,
      )
      expect(there.map(({ capital }) => capital)).toEqual([state.capital?.name])
      expect(there.map(({ lat, lng }) => [Number(lat), Number(lng)])).toEqual([
        [state.capital?.lat, state.capital?.lon],
      ])
    }
  })
})
