import { ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Instant } from './event.js'
import type { DeadlineState } from './state.js'

/*
 * Deadlines and injects as a calendar (RFC 5545). Times are in UTC, so every calendar program shows them in its own zone.
 */

export interface CalendarEntry {
  /** Unique in the exercise: with the exercise's id it makes the UID, so that a later export replaces an earlier one. */
  readonly id: string
  readonly title: string
  readonly description?: string
  readonly at: Instant
  readonly category: 'inject' | 'deadline'
  readonly location?: string
  readonly cancelled?: boolean
}

/** Deadlines of a state: what, who must act, and when in local words. One that is moot is shown as cancelled. */
export const deadlineEntries = (deadlines: readonly DeadlineState[]): CalendarEntry[] =>
  deadlines.map((deadline) => ({
    id: `deadline/${deadline.id}`,
    title: `Due: ${deadline.who.join(', ')}: ${deadline.what}`,
    description: [
      `Due ${deadline.local}.`,
      `Running since ${deadline.startedAt}, from ${deadline.startedBy}; ${deadline.status}.`,
      ...(deadline.qualifier === null ? [] : [`The text softens it: "${deadline.qualifier}".`]),
      `In the document: ${deadline.path}.`,
    ].join('\n'),
    at: deadline.at,
    category: 'deadline',
    cancelled: deadline.status === 'moot',
  }))

export interface CalendarHead {
  readonly exercise: string
  readonly title: string
  /** When the export was made (DTSTAMP): passed in, as nothing here reads a clock. */
  readonly stamp: Instant
}

/** No control characters but line ends and tabs (RFC 5545, section 3.1). */
const clean = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/(?![\n\t])\p{Cc}/gu, ' ')

/** The calendar as a text. Same entries, same stamp: same bytes. */
export const icsOf = (entries: readonly CalendarEntry[], head: CalendarHead): string => {
  const calendar = new ICalCalendar({
    name: clean(head.title),
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Guarantor', product: 'exercise', language: 'EN' },
  })
  for (const entry of entries) {
    const start = new Date(entry.at)
    calendar.createEvent({
      id: `${encodeURIComponent(`${head.exercise}/${entry.id}`)}@guarantor`,
      stamp: new Date(head.stamp),
      start,
      end: new Date(start.getTime() + 15 * 60_000),
      summary: clean(entry.title),
      ...(entry.description === undefined ? {} : { description: clean(entry.description) }),
      ...(entry.location === undefined ? {} : { location: clean(entry.location) }),
      categories: [{ name: entry.category }],
      ...(entry.cancelled === true ? { status: ICalEventStatus.CANCELLED } : {}),
    })
  }
  return calendar.toString()
}
