import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayWidth, renderExplanation, renderTerminal } from '../../src/report/index.js'
import { bar } from '../../src/report/terminal.js'
import { pad, shorten, wrap } from '../../src/report/text.js'
import type { Driver } from '../../src/study/index.js'
import { bareComparison, comparison, hostile, hostileComparison, interval } from './fixture.js'

const ESCAPE = '\u001b'
const colourCodes = new RegExp(`${ESCAPE}\\[\\d+m`, 'g')
const widest = (text: string): number =>
  Math.max(...text.split('\n').map((line) => displayWidth(line.replace(colourCodes, ''))))

const drivers: readonly Driver[] = [
  {
    name: 'a.triangular',
    meaning: 'Meaning',
    unit: 'points',
    judgement: true,
    low: 1,
    high: 2,
    atLow: 0.4,
    atHigh: 0.6,
    base: 0.5,
    verdictChanges: true,
  },
  {
    name: 'a.normal',
    meaning: 'Other meaning',
    unit: 'points',
    judgement: false,
    low: -1,
    high: 1,
    atLow: 0.5,
    atHigh: 0.5,
    base: 0.5,
    verdictChanges: false,
  },
]

describe('renderTerminal', () => {
  const text = renderTerminal(comparison(), { colour: false, width: 100 })

  it('names every option, its verdicts and its chances', () => {
    for (const word of ['Short first', 'Short second', 'Short third', '50% (30–80%)', 'capability problem'])
      expect(text).toContain(word)
    expect(text).toContain('+5 (−10 to +20)?')
    expect(text).toContain('−15 (−20 to −10)')
    expect(text).toContain('Several equilibria in 25% of draws')
    expect(text).toContain('not a forecast')
  })

  it('is plain without colour and the same text with it', () => {
    expect(text).not.toContain(ESCAPE)
    const coloured = renderTerminal(comparison(), { colour: true, width: 100 })
    expect(coloured).toContain(ESCAPE)
    expect(coloured.replace(colourCodes, '')).toBe(text)
  })

  it.each([40, 80, 81, 93, 100, 120, 140])('keeps within %i columns, 80 at least', (width) => {
    const inputs = [
      comparison(),
      bareComparison(),
      comparison({ options: [] }),
      ...hostile.map(hostileComparison),
    ]
    for (const input of inputs)
      for (const colour of [false, true]) {
        const room = Math.max(80, width)
        expect(widest(renderTerminal(input, { colour, width }))).toBeLessThanOrEqual(room)
        if (input.options.length > 0)
          expect(
            widest(renderExplanation(input.options[0], drivers, input, { colour, width })),
          ).toBeLessThanOrEqual(room)
      }
  })

  it('lets no control character of a document through', () => {
    for (const one of hostile)
      expect(renderTerminal(hostileComparison(one), { colour: false, width: 100 })).not.toMatch(
        /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u,
      )
  })
})

describe('renderExplanation', () => {
  it('says what drives the verdict, what would change it and what is judgement', () => {
    const input = comparison()
    const text = renderExplanation(input.options[0], drivers, input, { colour: false, width: 100 })
    for (const word of [
      'what breaking its word costs +20.0',
      'a.triangular',
      '40% to 60%',
      '5 of 6 assumptions are judgements',
      'Changed by the user: a.fixed',
      'Alone enough to change a verdict at some level: a.triangular',
    ])
      expect(text.replace(/\s+/g, ' ')).toContain(word)
  })

  it('works without drivers and without states', () => {
    const input = bareComparison()
    const text = renderExplanation(input.options[0], [], input, { colour: false, width: 80 })
    expect(text).toContain('No state may respond')
    expect(text).toContain('No single assumption')
  })
})

describe('layout', () => {
  it('measures wide and combining characters', () => {
    expect(displayWidth('abc')).toBe(3)
    expect(displayWidth('日本')).toBe(4)
    expect(displayWidth('e\u0301')).toBe(1)
  })

  it('draws bars of a fixed length', () => {
    expect(bar(interval(0, 0.5, 1), 10)).toBe('▓▓▓▓▓░░░░░')
    expect(bar(interval(0.2, 0.4, 0.6), 10)).toBe('██▓▓░░····')
  })

  it('wraps and cuts any text to its width and loses no word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 10, max: 60 }), (text, width) => {
        const lines = wrap(text, width, 2)
        expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width)
        expect(displayWidth(shorten(text, width))).toBeLessThanOrEqual(width)
        expect(displayWidth(pad(shorten(text, width), width))).toBe(width)
      }),
    )
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,9}$/)), (words) => {
        expect(
          wrap(words.join(' '), 20, 2)
            .map((line) => line.trim())
            .join(' '),
        ).toBe(words.join(' '))
      }),
    )
  })
})
