import { Temporal } from 'temporal-polyfill'
import type { Instant } from './event.js'

/*
 * Times as exercise planners write them: `D+1 H+2 M+30`, counted from the start of the exercise. D counts days of the
 * calendar (the same hour on a later day, also where clocks change in between), H and M time that passes.
 */

const part = (letter: string): string => `(?:${letter}(?:([+-])(\\d{1,5}))?)?`
const OFFSET = new RegExp(`^${part('D')}\\s*${part('H')}\\s*${part('M')}$`, 'i')

const signed = (sign: string | undefined, digits: string | undefined): number =>
  digits === undefined ? 0 : (sign === '-' ? -1 : 1) * Number(digits)

const instant = (time: Temporal.ZonedDateTime): Instant =>
  `${time.toInstant().toString({ smallestUnit: 'second' })}`

/**
 * `D+1 H+2 M+30` as a moment; `D`, `H-6` and `D+1` alone are fine, blanks and case do not matter.
 * @returns undefined for a text that is no such time
 */
export const atOffset = (text: string, start: Instant, zone: string): Instant | undefined => {
  const match = OFFSET.exec(text.trim())
  if (match === null || text.trim() === '') return undefined
  const [, dSign, days, hSign, hours, mSign, minutes] = match
  try {
    return instant(
      Temporal.Instant.from(start)
        .toZonedDateTimeISO(zone)
        .add({ days: signed(dSign, days) })
        .add({ hours: signed(hSign, hours), minutes: signed(mSign, minutes) }),
    )
  } catch {
    return undefined
  }
}

/** A moment as `D+1 H+2 M+30`; `undefined` where it is not a whole number of minutes from the start. */
export const offsetOf = (at: Instant, start: Instant, zone: string): string | undefined => {
  const from = Temporal.Instant.from(start).toZonedDateTimeISO(zone)
  const to = Temporal.Instant.from(at).toZonedDateTimeISO(zone)
  const days = from.until(to, { largestUnit: 'day' }).days
  const rest = Math.round((to.epochMilliseconds - from.add({ days }).epochMilliseconds) / 1000)
  if (rest % 60 !== 0) return undefined
  const minutes = rest / 60
  const [hours, left] = [Math.trunc(minutes / 60), minutes % 60]
  const show = (letter: string, value: number): string =>
    `${letter}${value < 0 ? '-' : '+'}${Math.abs(value)}`
  return [show('D', days), show('H', hours), ...(left === 0 ? [] : [show('M', left)])].join(' ')
}
