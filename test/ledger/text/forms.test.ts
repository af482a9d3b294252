import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  findCandidates,
  findConditions,
  findDeadlines,
  findHedges,
  findMoney,
  findParties,
  findQuantities,
  sentencesOf,
} from '../../../src/ledger/index.js'

const scales = [
  ['', 0],
  [' million', 6],
  ['m', 6],
  [' mn', 6],
  [' billion', 9],
  ['bn', 9],
  [' bn', 9],
  [' trillion', 12],
] as const
const scale = fc.constantFrom(...scales)
const prefixes = [
  ['EUR ', 'EUR'],
  ['€', 'EUR'],
  ['GBP ', 'GBP'],
  ['£', 'GBP'],
  ['US$', 'USD'],
  ['NOK ', 'NOK'],
  ['SEK', 'SEK'],
  ['C$', 'CAD'],
  ['PLN ', 'PLN'],
] as const
const suffixes = [
  [' euros', 'EUR'],
  [' EUR', 'EUR'],
  [' pounds sterling', 'GBP'],
  [' US dollars', 'USD'],
  [' Norwegian kroner', 'NOK'],
  [' Swedish kronor', 'SEK'],
  [' Swiss francs', 'CHF'],
  [' zloty', 'PLN'],
] as const

/** A number as digits, with what it is: whole with or without commas, or with a decimal part. */
const digits = fc.oneof(
  fc.integer({ min: 1, max: 999 }).map((n) => [String(n), n] as const),
  fc
    .integer({ min: 1000, max: 999_999 })
    .map((n) => [String(n).replace(/(\d)(?=(\d{3})+$)/g, '$1,'), n] as const),
  fc
    .tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 9 }))
    .map(([whole, part]) => [`${whole}.${part}`, Number(`${whole}.${part}`)] as const),
)
const bounds = [
  ['', 'exact'],
  ['up to ', 'up-to'],
  ['at least ', 'at-least'],
  ['more than ', 'at-least'],
  ['about ', 'about'],
  ['nearly ', 'about'],
] as const
const pers = [
  ['', 'total'],
  [' a year', 'year'],
  [' per year', 'year'],
  [' annually', 'year'],
  [' each month', 'month'],
] as const

describe('money in the forms of statements', () => {
  const check = (
    text: string,
    currency: string,
    value: number,
    power: number,
    bound: string,
    per: string,
  ) => {
    const sentence = `The Government will provide ${text} in military aid.`
    const found = findMoney(sentence)
    expect(found, sentence).toHaveLength(1)
    expect(found[0]).toMatchObject({ currency, bound, per, amount: Number(`${value}e${power}`) })
    expect(sentence.slice(found[0].start, found[0].end)).toContain(text.match(/\d[\d.,]*/)![0])
  }

  it('reads back a currency before the number', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...prefixes),
        digits,
        scale,
        fc.constantFrom(...bounds),
        fc.constantFrom(...pers),
        ([prefix, currency], [text, value], [word, power], [bound, boundName], [per, perName]) => {
          check(`${bound}${prefix}${text}${word}${per}`, currency, value, power, boundName, perName)
        },
      ),
    )
  })

  it('reads back a currency after the number', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...suffixes),
        digits,
        scale,
        fc.constantFrom(...bounds),
        ([suffix, currency], [text, value], [word, power], [bound, boundName]) => {
          check(`${bound}${text}${word}${suffix}`, currency, value, power, boundName, 'total')
        },
      ),
    )
  })

  it.each([
    [
      'up to GBP 3 billion a year until 2030/31',
      { currency: 'GBP', amount: 3e9, bound: 'up-to', per: 'year' },
    ],
    ['NOK 85 billion', { currency: 'NOK', amount: 85e9 }],
    ['£3bn', { currency: 'GBP', amount: 3e9 }],
    ['EUR 90 bn', { currency: 'EUR', amount: 90e9 }],
    ['between 2 and 3 billion euros', { currency: 'EUR', amount: 2e9, high: 3e9 }],
    ['EUR 2-3 billion', { currency: 'EUR', amount: 2e9, high: 3e9 }],
    ['half a billion dollars', { currency: 'USD', amount: 5e8, assumed: true }],
    ['one and a half billion euros', { currency: 'EUR', amount: 1.5e9 }],
    ['EUR41.9 million', { currency: 'EUR', amount: 41.9e6 }],
    ['EUR 500.000', { currency: 'EUR', amount: 500_000 }],
    ['60 GBP million', { currency: 'GBP', amount: 60e6 }],
    ['an additional EUR 5 billion', { currency: 'EUR', amount: 5e9, further: true }],
    ['a minimum baseline funding of EUR 40 billion', { currency: 'EUR', amount: 40e9, bound: 'at-least' }],
    ['3 billion pounds of military aid per year', { currency: 'GBP', amount: 3e9, per: 'year' }],
    ['bringing the total EU support to EUR 5.6 billion', { currency: 'EUR', amount: 5.6e9, total: true }],
  ])('%s', (text, wanted) => {
    expect(findMoney(text)).toEqual([expect.objectContaining(wanted)])
  })

  it('takes the issuer’s own currency where the words leave it open', () => {
    expect(findMoney('$60 million', 'AUS')[0].currency).toBe('AUD')
    expect(findMoney('$60 million', 'POL')[0].currency).toBe('USD')
    expect(findMoney('1 billion kroner', 'DNK')[0]).toMatchObject({ currency: 'DKK', assumed: true })
  })

  it.each(['300 pounds of food', '2.3 million people', 'in November 2022', 'paragraph 3 m', 'the euro area'])(
    'sees no money in "%s"',
    (text) => {
      expect(findMoney(text)).toEqual([])
    },
  )
})

describe('quantities', () => {
  const nouns = fc.constantFrom(
    'tanks',
    'missiles',
    'howitzers',
    'drones',
    'soldiers',
    'Patriot missiles',
    'armoured vehicles',
  )
  it('reads back what is counted', () => {
    fc.assert(
      fc.property(digits, nouns, fc.constantFrom(...bounds), ([text, value], noun, [bound, boundName]) => {
        fc.pre(!/^(?:19|20)\d\d$/.test(text))
        const found = findQuantities(`We will send ${bound}${text} ${noun} to Ukraine.`)
        expect(found).toEqual([expect.objectContaining({ amount: value, item: noun, bound: boundName })])
      }),
    )
  })

  it.each([
    ['one million shells', { amount: 1e6, item: 'shells' }],
    ['one million rounds of artillery ammunition', { amount: 1e6, item: 'rounds of artillery ammunition' }],
    ['a further 20 Patriot missiles', { amount: 20, item: 'Patriot missiles', further: true }],
    ['two dozen tanks', { amount: 24, item: 'tanks' }],
    ['10,000-15,000 soldiers', { amount: 10_000, high: 15_000, kind: 'people' }],
    ['0.25% of GDP', { amount: 0.25, kind: 'share' }],
    ['31 M1 Abrams tanks', { amount: 31, item: 'M1 Abrams tanks' }],
  ])('%s', (text, wanted) => {
    expect(findQuantities(text)).toEqual([expect.objectContaining(wanted)])
  })

  it.each(['In 2024 tanks will arrive', 'dozens of tanks', '155 mm shells', 'Leopard 2 tanks'])(
    'counts nothing in "%s"',
    (text) => {
      expect(findQuantities(text)).toEqual([])
    },
  )
})

describe('deadlines', () => {
  it.each([
    ['by the end of 2026', 'by', '2026'],
    ['by end-2026', 'by', '2026'],
    ['until 2030/31', 'until', '2031'],
    ['within 24 hours', 'within', '2025-03-21'],
    ['within the next twelve months', 'within', '2026-03-20'],
    ['for the years 2026-2027', 'during', '2027'],
    ['by 30 June 2025', 'by', '2025-06-30'],
    ['by April 1, 2025', 'by', '2025-04-01'],
    ['by March', 'by', '2025-03'],
    ['in the first half of 2025', 'during', '2025-06'],
    ['before the end of the year', 'by', '2025'],
    ['over the next five years', 'within', '2030-03-20'],
    ['for ten years', 'for', '2035-03-20'],
    ['next year', 'during', '2026'],
    ['by the end of the decade', 'by', '2029'],
    ['for as long as it takes', 'open', undefined],
    ['as soon as possible', 'vague', undefined],
  ])('%s', (text, kind, due) => {
    const found = findDeadlines(text, '2025-03-20')
    expect(found.map((one) => [one.kind, one.due])).toEqual([[kind, due]])
  })

  it('names no day that does not exist, and counts from nothing where the day of the statement is not known', () => {
    expect(findDeadlines('by 31 February 2026', '2025-01-01')).toEqual([])
    expect(findDeadlines('within twelve months').map(({ due }) => due)).toEqual([undefined])
    expect(findDeadlines('next year').map(({ due }) => due)).toEqual([undefined])
  })

  it('reads back days', () => {
    const months = [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ]
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2099 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        (y, m, d) => {
          const due = `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
          for (const text of [
            `by ${d} ${months[m - 1]} ${y}`,
            `by ${months[m - 1]} ${d}, ${y}`,
            `no later than ${due}`,
          ])
            expect(
              findDeadlines(text, '1999-01-01').map((one) => one.due),
              text,
            ).toEqual([due])
        },
      ),
    )
  })
})

describe('sentences', () => {
  it('keeps every character in order, with its place', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('a', 'B', '.', ' ', '\n', '!', '"', '(', ')', '1', ','),
          maxLength: 200,
        }),
        (text) => {
          const found = sentencesOf(text)
          let from = 0
          for (const { start, end, text: own } of found) {
            expect(text.slice(start, end)).toBe(own)
            expect(text.slice(from, start).trim()).toBe('')
            from = end
          }
          expect(text.slice(from).trim()).toBe('')
        },
      ),
    )
  })

  it('does not stop at abbreviations, decimals or numbers of a list', () => {
    expect(
      sentencesOf('The U.S. will give $2.5 billion. It is for Mr. Smith.').map(({ text }) => text),
    ).toEqual(['The U.S. will give $2.5 billion.', 'It is for Mr. Smith.'])
    expect(sentencesOf('1. Participation in a mission. 2. Support.').map(({ text }) => text)).toEqual([
      '1. Participation in a mission.',
      '2. Support.',
    ])
  })
})

describe('promises', () => {
  const facts = { issuer: 'GBR', date: '2025-03-20', to: 'UKR' }
  const degree = (text: string) => findCandidates(text, facts).map(({ hedge }) => hedge.degree)

  it.each([
    ['We will provide £3 billion a year.', ['firm']],
    ['We intend to deliver 20 tanks.', ['intends']],
    ['We stand ready to contribute troops.', ['ready']],
    ['We could send more missiles.', ['possible']],
    ['In the event of an armed attack on Ukraine, the UK will provide swift assistance.', ['conditional']],
    ['We call on partners to provide more.', []],
    ['We have provided £3 billion.', []],
    ['Russia will deliver more attacks.', []],
    ['Ukraine will receive 20 tanks.', []],
    ['We will not send troops.', []],
  ])('%s', (text, wanted) => {
    expect(degree(text)).toEqual(wanted)
  })

  it('names the part that a test would lack', () => {
    const missing = (text: string) => findCandidates(text, facts).map((one) => one.missing)
    expect(missing('We will provide GBP 3 billion by the end of 2026.')).toEqual([[]])
    expect(missing('We will provide GBP 3 billion.')).toEqual([['by-when']])
    expect(missing('We will stand with Ukraine for as long as it takes.')).toEqual([['how-much', 'by-when']])
    // Time that runs from an attack fixes no day.
    expect(missing('In the event of an attack the UK will consult within 24 hours.')).toEqual([
      ['how-much', 'by-when'],
    ])
  })

  it('gives places in the whole text', () => {
    const text = 'It rains. We will give £5 million by 2026. We hope.'
    const [one] = findCandidates(text, facts)
    expect(text.slice(one.money[0].start, one.money[0].end)).toBe('£5 million')
    expect(text.slice(one.deadlines[0].start, one.deadlines[0].end)).toBe('by 2026')
    expect(text.slice(one.hedge.start, one.hedge.end)).toBe('will')
  })
})

describe('hostile text', () => {
  it('takes time that grows no faster than the text does, roughly', () => {
    // What would blow up a careless pattern; each is read whole, and the test ends.
    const hostile = [
      'will '.repeat(40_000),
      '1,'.repeat(60_000),
      'EUR '.repeat(40_000),
      '('.repeat(100_000),
      'within the next '.repeat(10_000),
      'by the end of the '.repeat(10_000),
      'up to another additional '.repeat(8_000),
      'twenty-'.repeat(20_000),
      `${'a'.repeat(100_000)}`,
      'we are, , , , '.repeat(10_000),
      '1 million to '.repeat(10_000),
      "'".repeat(50_000),
    ]
    for (const text of hostile) {
      const found = findCandidates(text, { issuer: 'GBR', date: '2025-01-01' })
      expect(Array.isArray(found)).toBe(true)
    }
  }, 60_000)

  it('never throws and keeps all places inside the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        for (const { sentence, money, quantities, deadlines, hedge } of findCandidates(text, {
          issuer: 'GBR',
          date: '2025-01-01',
        }))
          for (const { start, end } of [sentence, hedge, ...money, ...quantities, ...deadlines])
            expect(0 <= start && start < end && end <= text.length).toBe(true)
        findHedges(text)
        findConditions(text)
        findParties(text)
      }),
    )
  })
})
