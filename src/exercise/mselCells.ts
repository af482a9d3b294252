import type { Instant } from './event.js'
import { atOffset } from './mselTime.js'
import { type Cell, plain } from './sheet.js'
import { atLocal, showLocal } from './time.js'

/*
 * Times in the cells of a master scenario events list: `D+1 H+2 M+30`, a clock time beside a date, a cell that the
 * spreadsheet itself holds as a date, or a moment in ISO 8601. Local times are of the exercise's zone.
 */

export interface CellTime {
  readonly at?: Instant
  readonly fault?: { readonly code: string; readonly message: string; readonly hint?: string }
}

interface Clock {
  readonly start: Instant
  readonly zone: string
}

const FORMS = 'write D+1 H+2 M+30, or 14:30 beside a date such as 2026-03-04, or 2026-03-04T14:30'

const bad = (cell: Cell, what: string): CellTime => ({
  fault: {
    code: what === 'date' ? 'bad-date' : 'bad-time',
    message: `"${shown(cell)}" is no ${what}`,
    hint: FORMS,
  },
})

const shown = (cell: Cell): string => (cell instanceof Date ? cell.toISOString() : String(cell)).slice(0, 60)

/** Days that spreadsheets write for a time of day alone. */
const isClock = (cell: Date): boolean => cell.getUTCFullYear() < 1901

const pad = (n: number): string => String(n).padStart(2, '0')

const dayOf = (cell: Cell): string | undefined => {
  if (cell instanceof Date) return isClock(cell) ? undefined : cell.toISOString().slice(0, 10)
  const match = typeof cell === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(plain(cell.trim())) : null
  if (match === null) return undefined
  const date = new Date(`${match[0]}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== match[0] ? undefined : match[0]
}

/** Time of day as `HH:MM:SS`; a number is a share of a day, as spreadsheets count. */
const clockOf = (cell: Cell): string | undefined => {
  if (cell instanceof Date) return isClock(cell) ? cell.toISOString().slice(11, 19) : undefined
  if (typeof cell === 'number') {
    if (!(cell >= 0 && cell < 1)) return undefined
    const seconds = Math.round(cell * 86_400)
    return seconds === 86_400
      ? undefined
      : [3600, 60, 1].map((unit, i) => pad(Math.floor(seconds / unit) % (i === 0 ? 24 : 60))).join(':')
  }
  const match = typeof cell === 'string' ? /^(\d{1,2}):?(\d{2})(?::(\d{2}))?$/.exec(cell.trim()) : null
  if (match === null) return undefined
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)]
  return hour > 23 || minute > 59 || second > 59 ? undefined : [hour, minute, second].map(pad).join(':')
}

const local = (day: string, clock: string, zone: string): CellTime => {
  const { at, fault } = atLocal(`${day}T${clock}`, zone)
  return fault === undefined
    ? { at }
    : {
        fault: {
          code: 'time-ambiguous',
          message: `clocks in ${zone} ${fault === 'twice' ? 'showed this time twice' : 'skipped this time'} on ${day}`,
          hint: 'write the moment in UTC: 2026-03-29T01:30:00Z',
        },
      }
}

/** A whole moment in one cell. */
const moment = (cell: Cell, clock: Clock): CellTime | undefined => {
  if (cell instanceof Date)
    return isClock(cell)
      ? undefined
      : local(cell.toISOString().slice(0, 10), cell.toISOString().slice(11, 19), clock.zone)
  if (typeof cell !== 'string') return undefined
  const text = plain(cell.trim())
  const offset = atOffset(text, clock.start, clock.zone)
  if (offset !== undefined) return { at: offset }
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(Z)?$/.exec(text)
  if (match === null) return undefined
  const [day, time] = [dayOf(match[1]), clockOf(match[2])]
  if (day === undefined || time === undefined) return undefined
  return match[3] === 'Z' ? { at: `${day}T${time}Z` } : local(day, time, clock.zone)
}

/** When a row becomes known, from its cells Time and Exercise Date. */
export const readTimes = (time: Cell, date: Cell, clock: Clock): CellTime => {
  const noTime = time === null
  const noDate = date === null
  if (noTime && noDate) return { fault: { code: 'no-time', message: 'the row has no time', hint: FORMS } }
  const day = noDate ? undefined : dayOf(date)
  if (!noDate && day === undefined) return bad(date, 'date')
  if (noTime) return { fault: { code: 'no-time', message: 'the row has a date but no time', hint: FORMS } }
  const whole = moment(time, clock)
  if (whole?.fault !== undefined) return whole
  if (whole?.at !== undefined) {
    return day === undefined || showLocal(whole.at, clock.zone).startsWith(day)
      ? whole
      : {
          fault: {
            code: 'date-disagrees',
            message: `the time is on ${showLocal(whole.at, clock.zone).slice(0, 10)}, the date says ${day}`,
            hint: 'leave one of the two out',
          },
        }
  }
  const clockTime = clockOf(time)
  if (clockTime === undefined) return bad(time, 'time')
  if (day === undefined)
    return {
      fault: { code: 'no-date', message: 'a time of day without a date', hint: FORMS },
    }
  return local(day, clockTime, clock.zone)
}

/** A whole moment, as when something happened. */
export const readMoment = (cell: Cell, clock: Clock): CellTime => moment(cell, clock) ?? bad(cell, 'time')
