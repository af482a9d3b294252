import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  type Bearing,
  daysBetween,
  dueItem,
  horizonOf,
  lastDay,
  progressOf,
} from '../../src/ledger/due.js'
import type { CorrectedEntry, EntryDraft } from '../../src/ledger/entry.js'
import { calendar } from '../../src/ledger/ics.js'
import { delivery, draft } from './drafts.js'

const entry = (content: EntryDraft): CorrectedEntry => ({
  ...content,
  id: 'e',
  seq: 1,
  previous: '0'.repeat(64),
  hash: '0'.repeat(64),
})
const done = (content: EntryDraft): Bearing => ({ relation: 'fulfils', entry: entry(content) })
const off = (content: EntryDraft): Bearing => ({ relation: 'cancels', entry: entry(content) })
const money = (amount: number, currency = 'NOK'): Partial<EntryDraft> => ({
  what: { area: 'military', disclosure: 'disclosed', money: { amount, currency } },
})
const promise = entry(draft(money(100)))

describe('days', () => {
  it('ends a month and a year on its last day, leap years too', () => {
    expect(lastDay('2024-02')).toBe('2024-02-29')
    expect(lastDay('2100-02')).toBe('2100-02-28')
    expect(lastDay('2026')).toBe('2026-12-31')
    expect(lastDay('2026-05-03')).toBe('2026-05-03')
  })
  it('counts there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 60_000 }), (n) => {
        expect(daysBetween('2000-01-01', addDays('2000-01-01', n))).toBe(n)
      }),
    )
  })
})

describe('progressOf', () => {
  it('is open until something is done', () => {
    expect(progressOf(promise, [])).toEqual({ state: 'open', share: 0, measure: 'NOK' })
  })
  it('adds up what is in the same currency', () => {
    expect(progressOf(promise, [done(delivery('e', money(30))), done(delivery('e', money(20)))])).toEqual({
      state: 'partly',
      share: 0.5,
      measure: 'NOK',
    })
    expect(progressOf(promise, [done(delivery('e', money(120)))])).toMatchObject({
      state: 'fulfilled',
      share: 1,
    })
  })
  it('does not measure one currency by another', () => {
    expect(progressOf(promise, [done(delivery('e', money(30, 'EUR')))])).toEqual({
      state: 'begun',
      share: null,
      measure: null,
    })
  })
  it('does not count what has only left the depot', () => {
    const gone = done(delivery('e', { ...money(100), milestone: 'left-depot' }))
    expect(progressOf(promise, [gone])).toMatchObject({ state: 'begun', share: 0 })
  })
  it('owes less where a part was cancelled, and nothing where the whole was', () => {
    const part = off(draft({ kind: 'cancellation', links: { of: 'e' }, ...money(50) }))
    expect(progressOf(promise, [part, done(delivery('e', money(25)))])).toMatchObject({
      state: 'partly',
      share: 0.5,
    })
    const whole = off(draft({ kind: 'cancellation', what: { area: 'military', disclosure: 'undisclosed' } }))
    expect(progressOf(promise, [whole]).state).toBe('cancelled')
  })
  it('measures equipment by units before its value', () => {
    const tanks = (units: number, amount: number) => ({
      what: {
        area: 'military' as const,
        disclosure: 'disclosed' as const,
        equipment: { item: 'tank', units },
        money: { amount, currency: 'NOK' },
      },
    })
    expect(progressOf(entry(draft(tanks(10, 100))), [done(delivery('e', tanks(5, 90)))])).toMatchObject({
      share: 0.5,
      measure: 'units of tank',
    })
  })
  it('never leaves 0 to 1', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e12, noNaN: true })), (amounts) => {
        const { share } = progressOf(
          promise,
          amounts.map((amount) => done(delivery('e', money(amount)))),
        )
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('horizons and calendar', () => {
  const item = (due: string) => dueItem(entry(draft({ dates: { due } })), [], '2026-01-01')
  it('sorts by the nearest horizon', () => {
    expect(
      ['2025', '2026-01-01', '2026-01', '2026-03', '2026', '2027-01'].map((due) => horizonOf(item(due))),
    ).toEqual(['overdue', 30, 30, 90, 365, undefined])
  })
  it('writes lines of at most 75 octets that unfold to the text, control characters out', () => {
    const words = `Ünï,cöde; \\ and\nmore 🚚🚚🚚 ${'é'.repeat(120)}\u0007`
    const text = calendar([
      dueItem(
        entry(
          draft({ dates: { due: '2026-06' }, what: { area: 'other', text: words, disclosure: 'partly' } }),
        ),
        [],
        '2026-01-01',
      ),
    ])
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    const unfolded = text.replaceAll('\r\n ', '')
    expect(unfolded).toContain('DTSTART;VALUE=DATE:20260630\r\nDTEND;VALUE=DATE:20260701')
    expect(unfolded).toContain(`Ünï\\,cöde\\; \\\\ and\\nmore 🚚🚚🚚 ${'é'.repeat(120)}`)
    expect(text).not.toContain('\u0007')
    expect(unfolded.match(/BEGIN:VEVENT/g)).toHaveLength(1)
  })
})
