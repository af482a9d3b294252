import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atlasName, outlines } from '../../src/report/atlas.js'
import { escapeHtml, html } from '../../src/report/markup.js'
import {
  distributionText,
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

describe('distributions in words', () => {
  it.each([
    [{ kind: 'beta', alpha: 2, beta: 3 }, 'beta, shapes 2 and 3, on 0 to 1'],
    [{ kind: 'pert', low: 1, mode: 2, high: 9 }, 'PERT, 1 to 9, most likely 2'],
    [
      {
        kind: 'discrete',
        values: [
          { value: 1, weight: 1 },
          { value: 5, weight: 3 },
        ],
      },
      'one of 1 (25%), 5 (75%)',
    ],
    [
      {
        kind: 'elicited',
        family: 'metalog',
        quantiles: [
          { p: 0.05, value: 3 },
          { p: 0.5, value: 8 },
        ],
      },
      'metalog through 3 at 5%, 8 at 50%',
    ],
    [
      { kind: 'truncated', of: { kind: 'normal', mean: 8, sd: 4 }, low: 2, high: 9 },
      'bell curve around 8, sd 4; cut below 2 and above 9',
    ],
    [
      {
        kind: 'logPool',
        components: [
          { name: 'Ada', weight: 3, distribution: { kind: 'uniform', low: 1, high: 2 } },
          { name: 'Ben', weight: 1, distribution: { kind: 'normal', mean: 1, sd: 2 } },
        ],
      },
      'logarithmic pool of Ada (75%: 1 to 2, all equally likely), Ben (25%: bell curve around 1, sd 2)',
    ],
  ] as const)('%j', (distribution, words) => {
    expect(distributionText(distribution)).toBe(words)
  })
})

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
    expect(new Set(verdicts.map((verdict) => verdictText(verdict))).size).toBe(5)
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
