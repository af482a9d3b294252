import { describe, expect, it } from 'vitest'
import { states, suggestState } from '../../src/world/index.js'

describe('suggestState', () => {
  it.each([
    ['ukr', 'UKR'],
    ['Ukriane', 'UKR'],
    ['PLO', 'POL'],
    ['Polend', 'POL'],
    ['germany', 'DEU'],
    ['GER', 'DEU'],
    ['Turkiye', 'TUR'],
    ['Turkey', 'TUR'],
    ['UK', 'GBR'],
    ['U.K', 'GBR'],
    ['america', 'USA'],
    ['Swizerland', 'CHE'],
    ['united k', 'GBR'],
    ['  Czech Republic ', 'CZE'],
    ['Bosnia', 'BIH'],
    ['Sloveina', 'SVN'],
  ])('takes %s for %s', (text, id) => {
    expect(suggestState(text)).toBe(id)
  })

  it('suggests nothing for what is near nothing', () => {
    for (const text of ['', '   ', '?', 'Atlantis', 'Wakanda', 'x'.repeat(1_000_000), 'Zzz'])
      expect(suggestState(text), text.slice(0, 20)).toBeUndefined()
  })

  it('takes every id and every name for its own', () => {
    for (const { id, name } of states) {
      expect(suggestState(id)).toBe(id)
      expect(suggestState(name.toUpperCase())).toBe(id)
    }
  })

  it('suggests some state for every long name with a letter missing', () => {
    const slips = states
      .filter(({ name }) => name.length >= 6)
      .flatMap(({ name }) => [...name].map((_, i) => name.slice(0, i) + name.slice(i + 1)))
    expect(slips.length).toBeGreaterThan(300)
    expect(slips.filter((slip) => suggestState(slip) === undefined)).toEqual([])
    const own = states.flatMap(({ id, name }) =>
      name.length < 9
        ? []
        : [...name].map((_, i) => suggestState(name.slice(0, i) + name.slice(i + 1)) === id),
    )
    expect(own.filter((right) => right).length / own.length).toBeGreaterThan(0.99)
  })
})
