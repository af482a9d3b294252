import { groupBy } from '../core/groups.js'
import type { PastPromise, PromiseRecords } from '../crisis/index.js'
import { daysBetween } from './due.js'
import { doneBy, type Lot, type Lots, type Part, type Stage, standing } from './sayDo.js'

/*
 * The record that crisis/promiseRecord.ts weighs: what became of promises whose time is over.
 */

export interface CredibilityOptions {
  /** YYYY-MM-DD; later entries do not count, and ages are counted back from here. */
  readonly asOf: string
  /** Months after which a promise without a date is taken to be due; without it such promises test nothing. */
  readonly dueAfterMonths?: number
}

/** What went into the record of one guarantor. */
export interface CredibilityBasis {
  readonly who: string
  readonly promises: readonly PastPromise[]
  /** Promises left out: not yet due, without a date, with deeds nobody puts a figure on. */
  readonly notDue: number
  readonly undated: number
  readonly undisclosed: number
  /** Was "done" read off deliveries, or off allocations where nothing is known of deliveries? */
  readonly countedBy: readonly Stage[]
}

const YEAR = 365.25

const addMonths = (day: string, months: number): string => {
  const [y, m, d] = day.split('-').map(Number)
  const last = new Date(Date.UTC(y, m - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(y, m - 1 + months, Math.min(d, last))).toISOString().slice(0, 10)
}

const dueOf = (lot: Lot, { dueAfterMonths }: CredibilityOptions): string | null =>
  lot.due ?? (dueAfterMonths === undefined ? null : addMonths(lot.day, dueAfterMonths))

const years = (from: string, to: string): number => Math.max(0, daysBetween(from, to) / YEAR)

/**
 * The fate of one promise, part by part: done in time kept, done after it late, the rest broken when it fell due. What was
 * cancelled is broken on the day it was. Parts add up to one promise.
 */
const fatesOf = (lot: Lot, stage: Stage, due: string, asOf: string): PastPromise[] => {
  const whole = lot.amount
  const part = (fate: PastPromise['fate'], amount: number, day: string): PastPromise[] =>
    amount > 0 ? [{ fate, years: years(day, asOf), weight: amount / whole }] : []
  const done = lot[stage].filter(({ day }) => day <= asOf)
  const each = done.flatMap(({ day, amount }: Part) => part(day <= due ? 'kept' : 'late', amount, day))
  const rest = standing(lot) - doneBy(lot, stage, asOf)
  return [
    ...each,
    ...part('broken', rest > 1e-9 * whole ? rest : 0, due),
    ...(lot.cancelled === null ? [] : part('broken', lot.cancelled.amount, lot.cancelled.day)),
  ]
}

/**
 * The record of every guarantor in a set of lots, by guarantor. Whether a promise was kept is read off deliveries in
 * groups (data set, guarantor, area, measure) where some delivery is known, else off allocations.
 */
export const credibilityOf = ({ lots }: Lots, options: CredibilityOptions): CredibilityBasis[] => {
  const { asOf } = options
  const key = ({ dataset, release, who, area, measure }: Lot) =>
    [dataset, release, who, area, measure].join('\u0000')
  const delivering = new Set(lots.filter(({ delivered }) => delivered.length > 0).map(key))
  const byWho = groupBy(lots, ({ who }) => who)
  return [...byWho.keys()].sort().map((who): CredibilityBasis => {
    const promises: PastPromise[] = []
    const counted = new Set<Stage>()
    const out = { notDue: 0, undated: 0, undisclosed: 0 }
    for (const lot of byWho.get(who) ?? []) {
      const due = dueOf(lot, options)
      const wholly = lot.cancelled !== null && standing(lot) <= 0
      if (lot.undisclosed) out.undisclosed++
      else if (due === null && !wholly) out.undated++
      else if (due !== null && due >= asOf && !wholly) out.notDue++
      else {
        const stage: Stage = delivering.has(key(lot)) ? 'delivered' : 'allocated'
        counted.add(stage)
        promises.push(...fatesOf(lot, stage, due ?? asOf, asOf))
      }
    }
    return { who, promises, ...out, countedBy: [...counted].sort() }
  })
}

/** As the game takes it; guarantors without a test have no record there. */
export const recordsOf = (bases: readonly CredibilityBasis[]): PromiseRecords =>
  Object.fromEntries(
    bases.filter(({ promises }) => promises.length > 0).map(({ who, promises }) => [who, promises]),
  )
