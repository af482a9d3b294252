import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atLocal, dueTime, readMoment, type Settings, showMoment } from '../../src/exercise/index.js'
import type { Deadline } from '../../src/pact/index.js'

const kyiv: Settings = { zone: 'Europe/Kyiv', reading: 'in-force', horizonHours: 72 }
const days = (change: Partial<Deadline> = {}): Deadline => ({
  amount: 3,
  unit: 'day',
  calendar: 'day',
  startsFrom: 'event',
  rounding: 'exact',
  ...change,
})
const end = (deadline: Deadline, start: string, settings = kyiv): string => {
  const counted = dueTime(deadline, start, settings)
  return 'due' in counted ? counted.due.at : counted.refused.message
}

describe('deadlines', () => {
  it('24 hours are 24 hours across the change to summer time, a calendar day is not', () => {
    // Clocks in Kyiv went from 03:00 to 04:00 on 29 March 2026.
    const start = '2026-03-28T10:00:00Z'
    expect(end(days({ amount: 24, unit: 'hour', calendar: 'clock' }), start)).toBe('2026-03-29T10:00:00Z')
    expect(end(days({ amount: 1 }), start)).toBe('2026-03-29T09:00:00Z')
  })

  it('hours on the clock are what arithmetic says, from any moment in any zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000_000_000 }),
        fc.integer({ min: 1, max: 5000 }),
        fc.constantFrom('Europe/Kyiv', 'America/New_York', 'Australia/Lord_Howe', 'UTC'),
        (second, amount, zone) => {
          const start = `${new Date(second * 1000).toISOString().slice(0, 19)}Z`
          const due = end(days({ amount, unit: 'hour', calendar: 'clock', zone }), start)
          expect(Date.parse(due) - Date.parse(start)).toBe(amount * 3_600_000)
        },
      ),
    )
  })

  it('ends with the last day where the text says so', () => {
    expect(end(days({ rounding: 'end-of-day' }), '2026-03-04T10:00:00Z')).toBe('2026-03-07T21:59:59Z')
  })

  it('counts working days one by one, against holidays', () => {
    const settings = { ...kyiv, holidays: ['2026-03-09'] }
    // From Friday 6 March: Monday is a holiday, so the third working day is Thursday.
    expect(end(days({ calendar: 'working-day' }), '2026-03-06T10:00:00Z', settings)).toBe(
      '2026-03-12T10:00:00Z',
    )
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 400 }), (amount, day) => {
        const start = new Date(Date.parse('2026-01-01T12:00:00Z') + day * 86_400_000)
        const due = new Date(
          end(
            days({ amount, calendar: 'working-day', zone: 'UTC' }),
            `${start.toISOString().slice(0, 19)}Z`,
            settings,
          ),
        )
        let counted = 0
        for (let at = start.getTime() + 86_400_000; at <= due.getTime(); at += 86_400_000) {
          const date = new Date(at)
          const off =
            date.getUTCDay() === 0 || date.getUTCDay() === 6 || date.toISOString().startsWith('2026-03-09')
          if (!off) counted++
        }
        expect(counted).toBe(amount)
      }),
    )
  })

  it.each([
    ['hours by the calendar day', days({ unit: 'hour' })],
    ['months on the clock', days({ unit: 'month', calendar: 'clock' })],
    [
      'days without rounding',
      { amount: 3, unit: 'day', calendar: 'day', startsFrom: 'event' } satisfies Deadline,
    ],
    ['working days without holidays', days({ calendar: 'working-day' })],
    ['a month that ends on a day it does not have', days({ amount: 1, unit: 'month' })],
    ['an unknown zone', days({ zone: 'Europe/Nowhere' })],
    ['half a day', days({ amount: 1.5 })],
  ])('refuses %s', (_, deadline) => {
    expect(dueTime(deadline, '2026-01-31T10:00:00Z', kyiv)).toMatchObject({
      refused: { code: 'ambiguous-deadline' },
    })
  })

  it('takes the rule from the exercise where the text is silent, and says so', () => {
    const counted = dueTime(days({ amount: 1, unit: 'month' }), '2026-01-31T10:00:00Z', {
      ...kyiv,
      conventions: { monthEnd: 'last-day' },
    })
    expect(counted).toMatchObject({ due: { at: '2026-02-28T10:00:00Z' } })
    expect(counted).toHaveProperty(
      'due.conventions',
      expect.arrayContaining([expect.stringContaining('shorter month')]),
    )
  })

  it('a deadline on a holiday moves where the text says so', () => {
    const settings = { ...kyiv, holidays: [] }
    expect(end(days({ onHoliday: 'next-working-day' }), '2026-03-04T10:00:00Z', settings)).toBe(
      '2026-03-09T10:00:00Z',
    )
  })
})

describe('times as people write them', () => {
  const start = '2026-03-28T04:00:00Z'
  it.each([
    ['2026-03-01T04:30', '2026-03-01T02:30:00Z'],
    ['2026-03-01 04:30', '2026-03-01T02:30:00Z'],
    ['2026-03-01T04:30Z', '2026-03-01T04:30:00Z'],
    ['2026-03-01T04:30+05:30', '2026-02-28T23:00:00Z'],
    ['D+0 H+2 M+30', '2026-03-28T06:30:00Z'],
    // The next day at the same hour on the clocks of Kyiv, which lost an hour that night.
    ['D+1', '2026-03-29T03:00:00Z'],
    ['D-2 H-1', '2026-03-26T03:00:00Z'],
  ])('%s', (text, at) => {
    expect(readMoment(text, 'Europe/Kyiv', start)).toEqual({ at })
  })

  it.each(['2026-02-30T04:30', '2026-03-01T25:00', 'soon', '', '2026-03-01', 'D+x'])('refuses %j', (text) => {
    expect(readMoment(text, 'Europe/Kyiv', start)).toMatchObject({ fault: { code: 'bad-time' } })
  })

  it('a local time that the clocks skipped or showed twice is refused, with its offset it is not', () => {
    expect(readMoment('2026-03-29T03:30', 'Europe/Kyiv')).toMatchObject({ fault: { code: 'ambiguous-time' } })
    expect(readMoment('2026-10-25T03:30', 'Europe/Kyiv')).toMatchObject({ fault: { code: 'ambiguous-time' } })
    expect(readMoment('2026-10-25T03:30+02:00', 'Europe/Kyiv')).toEqual({ at: '2026-10-25T01:30:00Z' })
    expect(atLocal('2026-10-25T03:30', 'Europe/Kyiv').fault).toBe('twice')
  })

  it('shows the zone by its city', () => {
    expect(showMoment('2026-03-04T10:00:00Z', 'Europe/Kyiv')).toBe('2026-03-04 12:00 Kyiv time')
    expect(showMoment('2026-03-04T10:00:01Z', 'America/New_York')).toBe('2026-03-04 05:00:01 New York time')
  })
})
