import { describe, expect, it } from 'vitest'
import { describeState, findState, historicalStates, sources, states } from '../../src/world/index.js'

const card = (id: string): string => {
  const state = findState(id)
  if (state === undefined) throw new Error(`no ${id}`)
  return describeState(state)
}

describe('describeState', () => {
  it('gives the card of Poland', () => {
    expect(card('POL').split('\n')).toEqual([
      'Poland (POL)',
      '  capital                 Warsaw, 52.23 N 21.01 E [S. Miller]',
      '  GDP                     914.7 current US$ bn, 2024 [CIA World Factbook]',
      '  population              36,559,233 persons, 2024 [World Bank]',
      '  military expenditure    38,000.7 current US$ m, 2024 [SIPRI Milex 2025]',
      '  active forces           235,000 persons, 2025 [CIA World Factbook]',
      '                          note: COW NMC 7.0 gives 114,000 for 2022',
      '  brigades at home        23.5 brigade-equivalents, 2025 [our estimate]',
      '                          note: our estimate: active / 10,000; active personnel: COW NMC 7.0 gives 114,000 for 2022',
      '  brigades deployable     9.4 brigade-equivalents, 2025 [our estimate]',
      '                          note: our estimate: active / 25,000; active personnel: COW NMC 7.0 gives 114,000 for 2022',
      '  nuclear weapons         0 warheads, 2025 [SIPRI Yearbook 2025]',
      '  public for own troops   no figure',
      '  member of               NATO from 1999-03-12',
      '                          EU from 2004-05-01',
    ])
  })

  it('says south and west, ends of spells, and none', () => {
    expect(card('NZL')).toContain('41.29 S 174.78 E')
    expect(card('USA')).toContain('38.90 N 77.04 W')
    expect(card('GBR')).toContain('EU from 1973-01-01 until 2020-02-01')
    expect(card('ARM')).toContain('CSTO from 1992-05-15, suspended 2024-02-22')
    expect(card('ARM')).toContain('note: participation frozen')
    expect(card('CHE')).toContain('none of NATO, EU, G7, CSTO')
    expect(card('PRK')).toMatch(/military expenditure +no figure/)
  })

  it('shows every figure of every state with unit, year, source and note', () => {
    for (const state of [...states, ...historicalStates(1939), ...historicalStates(1953)]) {
      const text = describeState(state)
      const figures = Object.values(state).filter(
        (part): part is NonNullable<typeof state.gdp> =>
          part !== null && typeof part === 'object' && 'unit' in part,
      )
      expect(figures.length).toBeGreaterThanOrEqual(6)
      for (const { value, unit, year, source, note } of figures) {
        const shown = value.toLocaleString('en-US', { maximumFractionDigits: 6 })
        expect(text).toContain(` ${shown} ${unit}, ${year} [${sources[source].short}]`)
        if (note !== undefined) expect(text).toContain(`note: ${note}`)
      }
      expect(text).not.toMatch(/undefined|null|NaN| +$/m)
    }
  })
})
