import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAmount } from '../../src/ledger/amount.js'
import { canonicalJson } from '../../src/ledger/canonical.js'
import { checkDraft } from '../../src/ledger/check.js'
import type { EntryDraft } from '../../src/ledger/entry.js'
import { missingParts } from '../../src/ledger/testable.js'
import { delivery, draft } from './drafts.js'

const TODAY = '2026-03-01'
const codes = (entry: unknown) => checkDraft(entry, TODAY).map(({ code, path }) => `${code} ${path}`)
const what = (changes: Partial<EntryDraft['what']>): Partial<EntryDraft> => ({
  what: { ...draft().what, ...changes },
})

describe('checkDraft', () => {
  it('passes sound entries of every kind', () => {
    expect(codes(draft())).toEqual([])
    expect(codes(delivery('x'))).toEqual([])
    expect(codes(draft({ dates: {} }))).toEqual([])
    expect(codes(draft({ dates: { announced: '2026-03', due: '2026' } }))).toEqual([])
    expect(
      codes(
        draft({
          ...what({ disclosure: 'undisclosed' }),
          what: { area: 'military', disclosure: 'undisclosed' },
        }),
      ),
    ).toEqual([])
  })
  const refused: readonly (readonly [string, unknown, string])[] = [
    ['nothing', null, 'bad-entry '],
    ['an unknown field', { ...draft(), colour: 'red' }, 'bad-entry '],
    ['a kind that is none', { ...draft(), kind: 'rumour' }, 'bad-entry kind'],
    ['a day that does not exist', draft({ dates: { due: '2026-02-30' } }), 'bad-entry dates.due'],
    ['a date in another format', draft({ dates: { due: '1/2/26' } }), 'bad-entry dates.due'],
    ['a year from a typing slip', draft({ dates: { due: '9999-01-01' } }), 'absurd-date dates.due'],
    [
      'a deed in the future',
      delivery('x', { dates: { happened: '2026-03-02' } }),
      'absurd-date dates.happened',
    ],
    ['news from the future', draft({ dates: { announced: '2027' } }), 'absurd-date dates.announced'],
    [
      'due before it was said',
      draft({ dates: { announced: '2025-05-01', due: '2025-04' } }),
      'absurd-date dates.due',
    ],
    [
      'a negative amount',
      draft(what({ money: { amount: -1, currency: 'EUR' } })),
      'bad-entry what.money.amount',
    ],
    [
      'more than there is',
      draft(what({ money: { amount: 3e14, currency: 'EUR' } })),
      'absurd-amount what.money.amount',
    ],
    [
      'no number',
      draft(what({ money: { amount: Number.NaN, currency: 'EUR' } })),
      'bad-entry what.money.amount',
    ],
    [
      'negative units',
      draft(what({ equipment: { item: 'tank', units: -2 } })),
      'absurd-amount what.equipment.units',
    ],
    [
      'undisclosed, with an amount',
      draft(what({ disclosure: 'undisclosed' })),
      'undisclosed-amount what.disclosure',
    ],
    ['a state that is none', draft({ who: 'NRW' }), 'unknown-party who'],
    ['a partner that is none', draft({ with: ['POL', 'ZZZ'] }), 'unknown-party with[1]'],
    ['a delivery without a milestone', { ...delivery('x'), milestone: undefined }, 'bad-entry milestone'],
    ['a pledge with one', draft({ milestone: 'in-service' }), 'bad-entry milestone'],
    ['a cancellation of nothing', draft({ kind: 'cancellation' }), 'bad-entry links.of'],
    [
      'a correction of nothing',
      draft({ kind: 'correction', correction: { reason: 'x', as: 'pledge' } }),
      'bad-entry links.corrects',
    ],
    ['no source', draft({ sources: [] }), 'bad-entry sources'],
    ['half a character', draft({ note: 'a\ud800' }), 'bad-text note'],
    ['a NUL', draft({ note: 'a\u0000' }), 'bad-text note'],
    ['a NUL in a name', draft({ extra: { 'a\u0000': 1 } }), 'bad-text extra'],
  ]
  for (const [name, entry, expected] of refused) {
    it(`refuses ${name}`, () => expect(codes(entry)).toContain(expected))
  }
  it('allows negative net changes', () => {
    expect(codes(draft(what({ money: { amount: -1, currency: 'EUR', net: true } })))).toEqual([])
  })
  it('suggests the state that was meant', () => {
    expect(checkDraft(draft({ who: 'NOO' }), TODAY)[0]!.hint).toBe('NOR?')
  })
})

describe('missingParts', () => {
  it('names what a promise does not say, and is silent on deeds', () => {
    expect(missingParts(draft())).toEqual([])
    expect(missingParts(draft({ dates: {} }))).toEqual(['by-when'])
    expect(
      missingParts(draft({ what: { area: 'political', disclosure: 'undisclosed' }, dates: {} })),
    ).toEqual(['what', 'how-much', 'by-when'])
    expect(missingParts(delivery('x'))).toBeUndefined()
  })
})

describe('canonicalJson', () => {
  it('is the same text whatever the order of keys, and reads back as the value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse())
        expect(canonicalJson(turned)).toBe(canonicalJson(value))
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
  it('has one text for absent and undefined, and none for what is no number', () => {
    expect(canonicalJson({ b: undefined, a: [1, { d: 1, c: 2 }] })).toBe('{"a":[1,{"c":2,"d":1}]}')
    expect(() => canonicalJson({ a: Number.POSITIVE_INFINITY })).toThrow(TypeError)
  })
})

describe('parseAmount', () => {
  it('reads amounts as people write them, to the unit', () => {
    expect(parseAmount('NOK 85 bn')).toEqual({ currency: 'NOK', amount: 85e9 })
    expect(parseAmount('EUR 1,250,000')).toEqual({ currency: 'EUR', amount: 1_250_000 })
    expect(parseAmount('GBP 4.35 billion')).toEqual({ currency: 'GBP', amount: 4_350_000_000 })
    expect(parseAmount('USD 0.1 k')).toEqual({ currency: 'USD', amount: 100 })
    expect(parseAmount('USD 12.345')).toEqual({ currency: 'USD', amount: 12.345 })
  })
  it('refuses what could be read two ways', () => {
    for (const text of ['85 bn', 'NOK', 'EUR 1.250.000', 'EUR 1,25', 'EUR 3 zillion', 'EUR -3', '€ 3 bn'])
      expect(parseAmount(text), text).toBeUndefined()
  })
})
