import type { SourceId } from './sources.js'

/** One number with all that is needed to judge it. */
export interface Figure {
  readonly value: number
  readonly unit: string
  readonly year: number
  readonly source: SourceId
  /** Known defect, range or wording. */
  readonly note?: string
}

/** One spell in a group. Dates are ISO days; a spell holds from `from` up to, but not on, `to`. */
export interface Membership {
  readonly group: string
  readonly from: string
  /** First day outside. */
  readonly to?: string
  /** First day of a participation frozen but not ended. */
  readonly suspended?: string
  readonly note?: string
}

/** A capital or another point, degrees: north and east positive. */
export interface Place {
  readonly lat: number
  readonly lon: number
}

/** What is known of one state. `null` where no source gives a figure: never a guess, never zero. */
export interface State {
  /** ISO 3166-1 alpha-3 (XKX for Kosovo). */
  readonly id: string
  readonly name: string
  readonly capital: Place & { readonly name: string }
  /** Current US$ bn at official exchange rates; historical states: 2017 international $ bn (see its unit). */
  readonly gdp: Figure | null
  /** Persons. */
  readonly population: Figure | null
  /** Current US$ m. */
  readonly milex: Figure | null
  /** Active military persons: midpoint where the source gives a range. */
  readonly active: Figure | null
  /** Brigade-equivalents usable at home or on the own border: our estimate. */
  readonly brigadesHome: Figure | null
  /** Brigade-equivalents that could be sent abroad within months: our estimate. */
  readonly brigadesDeployable: Figure | null
  /** Total inventory, January 2025; historical states: 1 or 0 for possession (see its unit). */
  readonly warheads: Figure | null
  /** Percent of the public for own troops as peacekeepers in Ukraine after a deal. Wordings differ: see notes. */
  readonly troopsWillingness: Figure | null
  readonly memberships: readonly Membership[]
}
