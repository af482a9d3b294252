import type { Verdict } from '../crisis/index.js'
import type { Level } from '../pact/index.js'
import type { Driver } from './result.js'

/*
 * What `sweep.ts` finds, and what is read off it. Apart from it, so that a page can read what a worker computed.
 */

/**
 * Numbers read off one solved game, by name: `deterrence`, `challenge.full`, `full.tenYears`, `required`, `net`,
 * `honour.POL` ... NaN where a number has no meaning, such as a promise where nothing is owed.
 */
export type Measures = Readonly<Record<string, number>>

export type AdversaryType = 'median' | 'motivated'

/** A verdict that an assumption alone turns: from what it is at the medians, on which side, and about where. */
export interface Turn {
  readonly level: Level
  readonly who: AdversaryType
  readonly from: Verdict
  readonly to: Verdict
  /** Value of the assumption at which the verdict becomes `to`, found to a thirtieth of the way from its median. */
  readonly at: number
}

/** One assumption at its 5th and 95th percentile, the others at their medians. */
export interface Swept {
  readonly name: string
  readonly meaning: string
  readonly unit: string
  readonly judgement: boolean
  readonly low: number
  readonly high: number
  readonly below: Measures
  readonly above: Measures
  /** Does any verdict differ between low and high? */
  readonly verdictChanges: boolean
  readonly turns: readonly Turn[]
}

export interface Sweep {
  /** At the medians of all assumptions. */
  readonly base: Measures
  readonly assumptions: readonly Swept[]
}

/** What drives one number: largest change first; those that leave it alone last, by name. */
export const driversIn = ({ base, assumptions }: Sweep, measure: string): Driver[] => {
  const middle = base[measure]
  const drivers = assumptions.map(
    ({ name, meaning, unit, judgement, low, high, below, above, verdictChanges }): Driver => ({
      name,
      meaning,
      unit,
      judgement,
      low,
      high,
      atLow: below[measure],
      atHigh: above[measure],
      base: middle,
      verdictChanges,
    }),
  )
  const reach = ({ atLow, atHigh }: Driver): number => {
    const most = Math.max(Math.abs(atLow - middle), Math.abs(atHigh - middle))
    return Number.isNaN(most) ? 0 : most
  }
  return drivers.sort((a, b) => reach(b) - reach(a) || (a.name < b.name ? -1 : 1))
}
