import type { Temporal } from 'temporal-polyfill'
import type { Deadline } from '../pact/index.js'
import type { Instant, Settings } from './event.js'
import { fromZoned, instantOf, isZone, millis, zoned } from './time.js'

export interface DueTime {
  readonly at: Instant
  /** Zone it was counted in, and is to be shown in. */
  readonly zone: string
  /** Counting rules that are the exercise's and not the text's. */
  readonly conventions: readonly string[]
}

/** A deadline that cannot be counted, and what would settle it. */
export interface Refusal {
  readonly code: 'ambiguous-deadline'
  readonly message: string
  readonly hint: string
}

export type Counted = { readonly due: DueTime } | { readonly refused: Refusal }

const refuse = (message: string, hint: string): { readonly refused: Refusal } => ({
  refused: { code: 'ambiguous-deadline', message, hint },
})

/** Most working days counted one by one. */
const MAX_WORKING_DAYS = 5000

const HOUR = 3_600_000

/**
 * When a deadline that began at `start` ends. Hours on the clock are true hours, across changes of summer time; days,
 * working days and months are counted on the calendar of the zone, the day of the start not included (as in Regulation
 * 1182/71, article 3). What text and exercise leave open is refused, never guessed.
 */
export const dueTime = (deadline: Deadline, start: Instant, settings: Settings): Counted => {
  const { amount, unit, calendar } = deadline
  if (calendar === 'clock') return clockTime(deadline, start, settings)
  if (unit === 'hour')
    return refuse(
      `${amount} hours cannot be counted by the ${calendar === 'day' ? 'calendar day' : 'working day'}`,
      'calendar: clock counts hours round the clock; or give the deadline in days',
    )
  if (calendar === 'working-day' && unit !== 'day')
    return refuse(`working days cannot be counted in ${unit}s`, 'give the deadline in days, or calendar: day')
  if (!Number.isInteger(amount))
    return refuse(
      `${amount} ${unit}s is no whole number of them`,
      'give a whole number, or hours on the clock',
    )
  const zone = deadline.zone ?? settings.zone
  if (!isZone(zone)) return refuse(`"${zone}" is no IANA time zone`, 'write it as Europe/Kyiv')
  const rounding = deadline.rounding ?? settings.conventions?.rounding
  if (rounding === undefined)
    return refuse(
      'neither text nor exercise says whether it ends at the same hour or at the end of the last day',
      'rounding: exact or end-of-day, in the deadline or in the conventions of the exercise',
    )
  const needsHolidays = calendar === 'working-day' || deadline.onHoliday === 'next-working-day'
  if (needsHolidays && settings.holidays === undefined)
    return refuse(
      'working days cannot be counted without the holidays',
      'give holidays in the exercise (an empty list if there are none)',
    )
  const from = zoned(start, zone)
  const isWorking = workingDays(settings)
  const counted =
    calendar === 'working-day'
      ? addWorkingDays(from, amount, isWorking)
      : addCalendar(from, deadline, settings)
  if ('refused' in counted) return counted
  let end = counted.time
  if (deadline.onHoliday === 'next-working-day') while (!isWorking(end)) end = end.add({ days: 1 })
  if (rounding === 'end-of-day') end = end.startOfDay().add({ days: 1 }).subtract({ seconds: 1 })
  const conventions = [
    ...(deadline.zone === undefined ? [`days of ${zone}`] : []),
    ...(deadline.rounding === undefined
      ? [rounding === 'exact' ? 'ends at the same hour' : 'ends with its last day']
      : []),
    ...(calendar === 'working-day' ? ['holidays of the exercise'] : []),
    ...counted.conventions,
  ]
  return { due: { at: fromZoned(end), zone, conventions } }
}

const clockTime = (deadline: Deadline, start: Instant, settings: Settings): Counted => {
  const { amount, unit } = deadline
  if (unit === 'month' || unit === 'year')
    return refuse(
      `a ${unit} has no fixed number of hours`,
      'calendar: day counts months and years by the calendar',
    )
  const zone = deadline.zone ?? settings.zone
  if (!isZone(zone)) return refuse(`"${zone}" is no IANA time zone`, 'write it as Europe/Kyiv')
  const hours = unit === 'hour' ? amount : amount * 24
  return { due: { at: instantOf(millis(start) + hours * HOUR), zone, conventions: [] } }
}

type Time = Temporal.ZonedDateTime

const workingDays = ({ holidays = [], restDays = [6, 7] }: Settings): ((time: Time) => boolean) => {
  const off = new Set(holidays)
  return (time) => !restDays.includes(time.dayOfWeek) && !off.has(time.toPlainDate().toString())
}

type Shifted =
  | { readonly time: Time; readonly conventions: readonly string[] }
  | Extract<Counted, { readonly refused: Refusal }>

const addWorkingDays = (from: Time, amount: number, isWorking: (time: Time) => boolean): Shifted => {
  let time = from
  let left = amount
  for (let day = 0; left > 0; day++) {
    if (day === MAX_WORKING_DAYS)
      return refuse(
        `${amount} working days do not end within ${MAX_WORKING_DAYS} days`,
        'are all days of rest?',
      )
    time = time.add({ days: 1 })
    if (isWorking(time)) left--
  }
  return { time, conventions: [] }
}

const addCalendar = (from: Time, deadline: Deadline, settings: Settings): Shifted => {
  const { amount, unit } = deadline
  if (unit === 'day') return { time: from.add({ days: amount }), conventions: [] }
  const months = unit === 'month' ? amount : 12 * amount
  const time = from.add({ months })
  if (time.day === from.day) return { time, conventions: [] }
  const monthEnd = deadline.monthEnd ?? settings.conventions?.monthEnd
  if (monthEnd === undefined)
    return refuse(
      `the month in which it ends has no day ${from.day}`,
      'monthEnd: last-day or next-day, in the deadline or in the conventions of the exercise',
    )
  return {
    time: monthEnd === 'last-day' ? time : time.add({ days: 1 }),
    conventions:
      deadline.monthEnd === undefined
        ? [monthEnd === 'last-day' ? 'ends on the last day of a shorter month' : 'runs into the next month']
        : [],
  }
}

/** `24 hours`, `3 working days`: as the text has it. */
export const showDuration = ({ amount, unit, calendar, qualifier }: Deadline): string =>
  `${amount} ${calendar === 'working-day' ? 'working ' : ''}${unit}${amount === 1 ? '' : 's'}${
    qualifier === undefined ? '' : ` (${qualifier})`
  }`
