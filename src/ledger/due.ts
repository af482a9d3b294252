import { isIsoDate } from '../world/day.js'
import type { CorrectedEntry } from './entry.js'

/*
 * What falls due, and how much of it is done. Plain data in, plain data out; where it comes from is in node/queries.ts.
 */

/** An entry that bears on a promise: what fulfils it, and what cancels it. */
export interface Bearing {
  readonly relation: 'fulfils' | 'cancels'
  readonly entry: CorrectedEntry
}

export type DueState = 'open' | 'begun' | 'partly' | 'fulfilled' | 'cancelled'

export interface Progress {
  readonly state: DueState
  /** Share done, from 0, not above 1; null where promise and deed cannot be measured in one unit. */
  readonly share: number | null
  /** What the share is measured in: units, or a currency. */
  readonly measure: string | null
}

export interface DueItem {
  readonly entry: CorrectedEntry
  /** Last day on which it is in time, YYYY-MM-DD. */
  readonly day: string
  /** Days from the day asked for; negative where overdue. */
  readonly days: number
  readonly progress: Progress
}

const DAY = 86_400_000

/** True of a day of the calendar written YYYY-MM-DD. */
export const isDay = isIsoDate

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY

/** The last day of a day, month or year. */
export const lastDay = (period: string): string => {
  if (period.length === 4) return `${period}-12-31`
  if (period.length === 10) return period
  const [year, month] = period.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

/** Days from one day to another. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from)

/** The day so many days later. */
export const addDays = (day: string, days: number): string =>
  new Date((dayNumber(day) + days) * DAY).toISOString().slice(0, 10)

/** On its way, but not yet with whom it is for. */
const underWay = ({ milestone }: CorrectedEntry): boolean =>
  milestone === 'left-depot' || milestone === 'arrived-at-port'

interface Amount {
  readonly measure: string
  readonly value: number
}

/** What an entry can be measured in, the most telling first. Amounts per year or month have no total. */
const amountsOf = ({ what: { money, equipment, people } }: CorrectedEntry): readonly Amount[] => [
  ...(equipment?.units === undefined
    ? []
    : [{ measure: `units of ${equipment.item}`, value: equipment.units }]),
  ...(people?.count === undefined ? [] : [{ measure: people.role, value: people.count }]),
  ...(money === undefined || (money.per ?? 'total') !== 'total'
    ? []
    : [
        { measure: money.currency, value: money.amount },
        ...(money.eur === undefined ? [] : [{ measure: 'EUR', value: money.eur.amount }]),
      ]),
]

const amountIn = (measure: string, entry: CorrectedEntry): number | undefined =>
  amountsOf(entry).find((amount) => amount.measure === measure)?.value

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/**
 * How far a promise has been made good. Measured in the first unit that the promise and all that bears on it share;
 * without one, only whether something was done is known. A delivery counts once it has been received.
 */
export const progressOf = (promise: CorrectedEntry, bearings: readonly Bearing[]): Progress => {
  const cancelling = bearings.filter(({ relation }) => relation === 'cancels').map(({ entry }) => entry)
  const fulfilling = bearings.filter(({ relation }) => relation === 'fulfils').map(({ entry }) => entry)
  const done = fulfilling.filter((entry) => !underWay(entry))
  // A cancellation that names no amount is of the whole.
  const whole = cancelling.some((entry) => amountsOf(entry).length === 0)
  if (whole) return { state: 'cancelled', share: null, measure: null }
  if (promise.what.legalAct !== undefined && done.length > 0)
    return { state: 'fulfilled', share: 1, measure: null }
  const shared = amountsOf(promise).find(
    ({ measure, value }) =>
      value > 0 && [...done, ...cancelling].every((entry) => amountIn(measure, entry) !== undefined),
  )
  if (shared === undefined)
    return { state: fulfilling.length > 0 ? 'begun' : 'open', share: null, measure: null }
  const { measure } = shared
  const cancelled = sum(cancelling.map((entry) => amountIn(measure, entry)!))
  const owed = shared.value - cancelled
  const given = sum(done.map((entry) => amountIn(measure, entry)!))
  if (owed <= 0) return { state: 'cancelled', share: null, measure }
  const share = Math.min(1, Math.max(0, given / owed))
  // A billionth short is a rounding.
  const state =
    share > 1 - 1e-9 ? 'fulfilled' : share > 0 ? 'partly' : fulfilling.length > 0 ? 'begun' : 'open'
  return { state, share, measure }
}

/** A promise as something that falls due. */
export const dueItem = (entry: CorrectedEntry, bearings: readonly Bearing[], on: string): DueItem => {
  const day = lastDay(entry.dates.due!)
  return { entry, day, days: daysBetween(on, day), progress: progressOf(entry, bearings) }
}

/** Within how many days something falls due; what is overdue has its own. */
export const horizons = [30, 90, 365] as const

/** The group of an item: overdue, or the nearest horizon; undefined beyond the last. */
export const horizonOf = ({ days }: DueItem): 'overdue' | (typeof horizons)[number] | undefined =>
  days < 0 ? 'overdue' : horizons.find((horizon) => days <= horizon)
