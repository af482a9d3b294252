import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atlasName, outlines } from '../../src/report/atlas.js'
import { escapeHtml, html } from '../../src/report/markup.js'
import {
  intervalText,
  listText,
  percent,
  percentagePoints,
  points,
  significant,
  verdicts,
  verdictText,
} from '../../src/report/words.js'
import { states } from '../../src/world/index.js'
import { interval } from './fixture.js'

describe('numbers', () => {
  it('prints percentages whole, with a decimal at the ends, and never a false 0 or 100', () => {
    expect([0, 1e-9, 0.004, 0.01, 0.126, 0.5, 0.994, 0.9999, 1].map(percent)).toEqual([
      '0%',
      '<0.1%',
      '0.4%',
      '1%',
      '13%',
      '50%',
      '99.4%',
      '>99.9%',
      '100%',
    ])
    expect(percent(null)).toBe('–')
    expect(percent(Number.NaN)).toBe('–')
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true, minExcluded: true, maxExcluded: true }), (x) => {
        expect(['0%', '0.0%', '100%', '100.0%']).not.toContain(percent(x))
      }),
    )
  })

  it('prints intervals, differences, points and other numbers', () => {
    expect(intervalText(interval(0.1, 0.25, 0.4))).toBe('25% (10–40%)')
    expect(intervalText(interval(0.0001, 0.25, 0.4))).toBe('25% (<0.1% to 40%)')
    expect(intervalText(null)).toBe('–')
    expect([-0.123, 0.004, 0.00001, 0.2].map(percentagePoints)).toEqual(['−12', '+0.4', '0', '+20'])
    expect([-1.25, -0.01, 3].map(points)).toEqual(['−1.3', '0.0', '3.0'])
    expect([0, 1234567, -0.0012345, 12.345, 1e-9].map(significant)).toEqual([
      '0',
      '1,230,000',
      '−0.00123',
      '12.3',
      '1e-9',
    ])
  })

  it('joins lists', () => {
    expect(listText([])).toBe('')
    expect(listText(['a', 'b', 'c'])).toBe('a, b and c')
  })

  it('has words for every verdict, and says where credibility is not the problem', () => {
    expect(new Set(verdicts.map(verdictText)).size).toBe(5)
    expect(verdictText('capability-problem')).toContain('credibility is not the problem')
    expect(verdictText('none-needed')).toContain('credibility is not the problem')
  })
})

describe('markup', () => {
  it('escapes whatever is put in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/)
      }),
    )
    expect(html`<p>${'<b>'}${[html`<i>${'&'}</i>`, null, false, 3]}</p>`.html).toBe(
      '<p>&lt;b&gt;<i>&amp;</i>3</p>',
    )
  })
})

describe('atlas', () => {
  it('draws every state of the tables but the smallest', () => {
    const names = new Set(outlines().map(({ name }) => name))
    const missing = states.filter(({ id, name }) => !names.has(atlasName(id, name))).map(({ id }) => id)
    expect(missing).toEqual(['MLT'])
  })

  it('draws Crimea as part of Ukraine and the north of Cyprus as part of Cyprus', () => {
    const count = (wanted: string) =>
      outlines().find(({ name }) => name === wanted)?.geometry.coordinates.length
    expect(count('Ukraine')).toBe(2)
    expect(count('Cyprus')).toBe(2)
    expect(count('N. Cyprus')).toBeUndefined()
  })
})
