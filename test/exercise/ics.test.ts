import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { type CalendarEntry, deadlineEntries, icsOf } from '../../src/exercise/ics.js'

const head = { exercise: 'grey-zone', title: 'Grey zone', stamp: '2026-01-01T00:00:00Z' }
const events = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((part) => new ICAL.Event(part))
/** As RFC 5545 allows it: no control characters but line ends and tabs. */
const printable = (text: string): string =>
  [...text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')]
    .map((mark) =>
      mark !== '\n' && mark !== '\t' && (mark < ' ' || (mark >= '\u007f' && mark <= '\u009f')) ? ' ' : mark,
    )
    .join('')
const entry: CalendarEntry = { id: '1', title: 'Inject', at: '2026-03-28T10:00:00Z', category: 'inject' }

describe('the calendar', () => {
  it('is read by another program as it was meant, whatever the texts hold', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            title: fc.string({ unit: 'grapheme', minLength: 1 }),
            description: fc.string({ unit: 'binary' }),
            minutes: fc.integer({ min: 0, max: 5_000_000 }),
          }),
          { minLength: 1, maxLength: 5 },
        ),
        (list) => {
          const entries = list.map(
            ({ title, description, minutes }, index): CalendarEntry => ({
              id: `${index}/é`,
              title: `${title}\r\nEND:VCALENDAR`,
              description: `${description}.`,
              at: new Date(Date.parse('2020-01-01T00:00:00Z') + minutes * 60_000)
                .toISOString()
                .replace('.000Z', 'Z'),
              category: 'deadline',
            }),
          )
          const text = icsOf(entries, head)
          const found = events(text)
          expect(
            found.map((event) => event.startDate.toJSDate().toISOString().replace('.000Z', 'Z')),
          ).toEqual(entries.map(({ at }) => at))
          expect(new Set(found.map((event) => event.uid)).size).toBe(entries.length)
          found.forEach((event, index) => {
            expect(event.summary).toBe(printable(entries[index].title))
          })
          expect(new ICAL.Component(ICAL.parse(text)).getFirstPropertyValue('version')).toBe('2.0')
          // RFC 5545, section 3.1: lines of at most 75 octets, ended by CRLF.
          for (const line of text.split('\r\n')) {
            expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
            expect(line).not.toMatch(/[\r\n]/)
          }
        },
      ),
    )
  })

  it('has every property that RFC 5545 requires of an event, and says nothing of the local zone', () => {
    const [vevent] = new ICAL.Component(ICAL.parse(icsOf([entry], head))).getAllSubcomponents('vevent')
    expect(vevent.getFirstPropertyValue('uid')).toBe('grey-zone%2F1@guarantor')
    expect(String(vevent.getFirstPropertyValue('dtstamp'))).toBe('2026-01-01T00:00:00Z')
    expect(String(vevent.getFirstPropertyValue('dtstart'))).toBe('2026-03-28T10:00:00Z')
    expect(icsOf([entry], head)).not.toContain('VTIMEZONE')
    expect(icsOf([entry], head)).toBe(icsOf([entry], head))
  })

  it('holds the deadlines of a state, those that no longer matter as cancelled', () => {
    const entries = deadlineEntries([
      {
        id: 'us-2024/consult/USA:deadline',
        what: 'consultation at the most senior level',
        who: ['USA', 'UKR'],
        at: '2026-03-05T10:00:00Z',
        local: '2026-03-05 12:00 (Europe/Kyiv)',
        startedAt: '2026-03-04T10:00:00Z',
        startedBy: 'request-1',
        status: 'moot',
        qualifier: 'where possible',
        conventions: [],
        obligation: null,
        path: 'commitments[0].deadline',
      },
    ])
    const [event] = events(icsOf(entries, head))
    expect(event.summary).toBe('Due: USA, UKR: consultation at the most senior level')
    expect(event.description).toContain('2026-03-05 12:00 (Europe/Kyiv)')
    expect(event.description).toContain('"where possible"')
    expect(event.component.getFirstPropertyValue('status')).toBe('CANCELLED')
  })
})
