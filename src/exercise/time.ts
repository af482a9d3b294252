import { Temporal } from 'temporal-polyfill'
import type { Instant } from './event.js'

/*
 * Moments and zones. Rules of zones are the IANA data of the JavaScript engine; nothing here reads a clock or the
 * machine's own zone.
 */

const MINUTE = 60_000

/** Milliseconds since 1970. */
export const millis = (at: Instant): number => Date.parse(at)

/** To the second. */
export const instantOf = (ms: number): Instant => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')

export const addMinutes = (at: Instant, minutes: number): Instant => instantOf(millis(at) + minutes * MINUTE)

export const addHours = (at: Instant, hours: number): Instant => addMinutes(at, hours * 60)

/** Hours from one moment to another; negative if the second is earlier. */
export const hoursBetween = (from: Instant, to: Instant): number =>
  (millis(to) - millis(from)) / (60 * MINUTE)

const zones = new Map<string, boolean>()

/** Is it a zone that the IANA data know, by a name such as Europe/Kyiv or UTC? Bare offsets are none. */
export const isZone = (zone: string): boolean => {
  const known = zones.get(zone)
  if (known !== undefined) return known
  let found = /^[A-Z]/i.test(zone)
  try {
    if (found) zoned('2026-01-01T00:00:00Z', zone)
  } catch {
    found = false
  }
  zones.set(zone, found)
  return found
}

/** A moment on the clocks of a zone. Throws a RangeError on an unknown zone. */
export const zoned = (at: Instant, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.from(at).toZonedDateTimeISO(zone)

export const fromZoned = (time: Temporal.ZonedDateTime): Instant => instantOf(time.epochMilliseconds)

/** Why a local time names no moment, or two. */
export type LocalFault = 'skipped' | 'twice'

/**
 * The moment of a local date and time (`2026-03-29T03:30`). A time that the clocks skipped or showed twice is not guessed:
 * `fault` says so, and `at` is then the later moment of the two, or the one after the gap.
 */
export const atLocal = (
  local: string,
  zone: string,
): { readonly at: Instant; readonly fault?: LocalFault } => {
  const plain = Temporal.PlainDateTime.from(local)
  const [early, late] = [
    plain.toZonedDateTime(zone, { disambiguation: 'earlier' }),
    plain.toZonedDateTime(zone, { disambiguation: 'later' }),
  ]
  const at = fromZoned(late)
  if (early.epochMilliseconds === late.epochMilliseconds) return { at }
  return { at, fault: late.toPlainDateTime().equals(plain) ? 'twice' : 'skipped' }
}

/** First moment of a day (YYYY-MM-DD) in a zone. */
export const startOfDay = (day: string, zone: string): Instant =>
  fromZoned(Temporal.PlainDate.from(day).toZonedDateTime(zone))

const two = (n: number): string => String(n).padStart(2, '0')

const cities: Readonly<Record<string, string>> = { UTC: 'UTC' }

/** `Kyiv time` for Europe/Kyiv. */
export const zoneName = (zone: string): string =>
  cities[zone] ?? `${zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')} time`

/** `2026-03-04 12:00`, with seconds only where there are any. */
export const showLocal = (at: Instant, zone: string): string => {
  const { year, month, day, hour, minute, second } = zoned(at, zone)
  const seconds = second === 0 ? '' : `:${two(second)}`
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}${seconds}`
}

/** `2026-03-04 12:00 Kyiv time`. */
export const showMoment = (at: Instant, zone: string): string => `${showLocal(at, zone)} ${zoneName(zone)}`

/** `45 min`, `5 h`, `3 d 4 h`: how long from one moment to a later one. */
export const showSpan = (from: Instant, to: Instant): string => {
  const minutes = Math.round((millis(to) - millis(from)) / MINUTE)
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  const rest = minutes % 60
  const parts = [
    days > 0 ? `${days} d` : '',
    hours > 0 ? `${hours} h` : '',
    days === 0 && rest > 0 ? `${rest} min` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? '0 min' : parts.join(' ')
}
