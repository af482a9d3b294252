import type { SourceId } from './sources.js'
import type { Membership, State } from './state.js'

/** A figure whose unit and source its column fixes. */
export interface Cell {
  readonly value: number
  readonly year: number
  readonly note?: string
}

/** One line of the table of present states: see `scripts/make-world.mjs`. */
export interface StateRow {
  readonly id: string
  readonly name: string
  readonly capital: State['capital']
  readonly gdp: Cell
  readonly population: Cell & { readonly source?: SourceId }
  readonly milex: Cell | null
  readonly active: {
    readonly low: number
    readonly high: number
    readonly year: number
    readonly note?: string
  }
  readonly warheads: number
  readonly troops: (Cell & { readonly source: SourceId }) | null
  readonly memberships: readonly Membership[]
}

/** One line of the table of historical states: every figure is of `year`, but GDP, whose series ends in 2019. */
export interface HistoricalRow {
  readonly year: number
  readonly id: string
  readonly name: string
  readonly capital: State['capital']
  readonly gdp: Cell | null
  readonly population: Cell
  readonly milex: Cell | null
  readonly active: Cell
  readonly nuclear: Cell
  readonly memberships: readonly Membership[]
}
