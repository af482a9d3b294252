import type { Pact } from '../pact/index.js'
import type { Values } from './assumptions.js'

/** Money that a document names in one currency, in the units it writes. */
export interface MoneyNamed {
  readonly currency: string
  /** A year: yearly amounts, and totals with dates spread over their years. */
  readonly perYear: number
  /** Totals without dates. */
  readonly total: number
}

/** Cost in peace (output 11). */
export interface PeaceCost {
  /** Forces of the document, BE, by its own range, and what they cost a year, EUR m (`money.brigade`). */
  readonly brigades: number
  readonly forces: number
  /** By currency, as named: nothing is converted. */
  readonly money: readonly MoneyNamed[]
}

const DAY = 86_400_000
const YEAR = 365.25 * DAY

const yearsBetween = (from: string, to: string): number =>
  Math.max((Date.parse(to) - Date.parse(from) + DAY) / YEAR, 1 / 12)

/** What a document costs its guarantors each year while nothing happens. Withdrawn forces cost nothing. */
export const peaceCostOf = (pact: Pact, values: Values): PeaceCost => {
  let brigades = 0
  for (const { status, brigades: amount } of pact.forces ?? [])
    if (status !== 'withdrawn')
      brigades +=
        typeof amount === 'number' ? amount : amount.low + values['force.range'] * (amount.high - amount.low)
  const byCurrency = new Map<string, { perYear: number; total: number }>()
  for (const { amount, currency, per, from, to } of pact.money ?? []) {
    const sum = byCurrency.get(currency) ?? { perYear: 0, total: 0 }
    if (per === 'year') sum.perYear += amount
    else if (from !== undefined && to !== undefined) sum.perYear += amount / yearsBetween(from, to)
    else sum.total += amount
    byCurrency.set(currency, sum)
  }
  return {
    brigades,
    forces: brigades * values['money.brigade'],
    money: Array.from(byCurrency, ([currency, sum]) => ({ currency, ...sum })),
  }
}
