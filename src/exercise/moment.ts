import type { Instant } from './event.js'
import { atLocal, fromZoned, instantOf, isZone, zoned } from './time.js'

/** A time as people write it, read; or what is wrong with it. */
export type ReadMoment = { readonly at: Instant } | { readonly fault: MomentFault }

export interface MomentFault {
  readonly code: 'bad-time' | 'ambiguous-time'
  readonly message: string
  readonly hint: string
}

const forms = 'write 2026-03-01T04:30 (local), 2026-03-01T02:30Z, 2026-03-01T04:30+02:00, or D+1 H+2 M+30'

const fault = (code: MomentFault['code'], message: string, hint = forms): ReadMoment => ({
  fault: { code, message, hint },
})

const absolute = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)\s*(Z|[+-]\d{2}:\d{2})?$/
const relative = /^(?:D\s*([+-]?\s*\d{1,4}))?\s*(?:H\s*([+-]?\s*\d{1,4}))?\s*(?:M\s*([+-]?\s*\d{1,5}))?$/i

const whole = (text: string | undefined): number =>
  text === undefined ? 0 : Number(text.replaceAll(' ', ''))

/**
 * Reads a time: on the clocks of `zone`, with an offset or Z, or from the start (`D+1 H+2 M+30`: days on the calendar of
 * the zone, then hours and minutes on the clock). A local time that the clocks skipped or showed twice is refused.
 * `start` may be absent only where relative times make no sense, as for the start itself.
 */
export const readMoment = (text: string, zone: string, start?: Instant): ReadMoment => {
  const written = text.trim()
  const found = absolute.exec(written)
  if (found !== null) {
    const [, day, clock, offset] = found
    if (offset !== undefined) {
      const ms = Date.parse(`${day}T${clock}${offset}`)
      return Number.isNaN(ms) || !isRealDay(day)
        ? fault('bad-time', `${written} is no moment that exists`)
        : { at: instantOf(ms) }
    }
    if (!isRealDay(day) || Number.isNaN(Date.parse(`${day}T${clock}Z`)) || !isZone(zone))
      return fault('bad-time', `${written} is no moment that exists`)
    const local = atLocal(`${day}T${clock}`, zone)
    if (local.fault === undefined) return { at: local.at }
    return fault(
      'ambiguous-time',
      local.fault === 'twice'
        ? `the clocks of ${zone} showed ${written} twice`
        : `the clocks of ${zone} skipped ${written}`,
      'write it with its offset, or with Z',
    )
  }
  const steps = relative.exec(written)
  if (written === '' || steps === null)
    return fault('bad-time', `${JSON.stringify(written)} is not read as a time`)
  if (start === undefined) return fault('bad-time', 'the start cannot be counted from itself')
  const [, days, hours, minutes] = steps
  const time = zoned(start, zone)
    .add({ days: whole(days) })
    .add({ hours: whole(hours), minutes: whole(minutes) })
  return { at: fromZoned(time) }
}

const isRealDay = (day: string): boolean => {
  const ms = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day)
}
