import type { TracePoint } from '../../core/search/index.js'
import type { Attack } from './attacks.js'

/** A mean over draws, with the 5th and 95th percentile over them; null where it has no meaning. */
export type Measured = Readonly<
  Record<string, { readonly mean: number; readonly p05: number; readonly p95: number } | null>
>

/** One design of the front. */
export interface DesignRow {
  readonly id: string
  /** Id of its document. */
  readonly document: string
  /** Its option of each element, by number, in the order of `elements`. */
  readonly point: readonly number[]
  readonly words: readonly string[]
  /** Reassurance that it could add without moving any force. */
  readonly couldOffer: readonly string[]
  /** On the final draws. */
  readonly values: Measured
  /** Means of the objectives on the draws of the search: what it was chosen for. */
  readonly searched: Readonly<Record<string, number>>
  /** Share of resamples of the final draws in which no other finalist beats it. */
  readonly onFront: number
  /** Rank among the finalists by objective, 5th to 95th percentile over resamples. */
  readonly ranks: Readonly<Record<string, { readonly low: number; readonly high: number }>>
  /** Expected loss if it were not there, over weights of the objectives: high at knees. */
  readonly kneeUtility: number
}

export interface ProposalRow {
  readonly id: string
  readonly title: string
  readonly short: string
  readonly values: Measured
  /** Designs that are nowhere worse and somewhere noticeably better. */
  readonly beatenBy: readonly string[]
  /** Bounds that it does not keep. */
  readonly breaks: readonly string[]
}

export interface ElementUse {
  readonly id: string
  readonly label: string
  readonly options: readonly {
    readonly option: string
    /** Share of the designs of the front, and of all that were looked at. */
    readonly good: number
    readonly looked: number
  }[]
}

/** A step up in price on the front. `gain` and `extra` are against the step before; null for the first. */
export interface Step {
  readonly id: string
  readonly cost: number
  readonly value: number
  readonly gain: number | null
  readonly extra: number | null
}

/** A few changes to a document, and what it is worth with them. */
export interface AmendmentRow {
  readonly id: string
  readonly changes: readonly string[]
  /** Why it is shown. */
  readonly reasons: readonly string[]
  readonly values: Measured
  /** Does no design of the front beat it noticeably, on all final draws? Null without a front. */
  readonly efficient: boolean | null
}

export interface AmendedRow {
  readonly document: string
  readonly short: string
  /** Changes, pairs and triples that were solved. */
  readonly looked: { readonly one: number; readonly two: number; readonly three: number }
  readonly draws: number
  readonly base: Measured
  /** Every single change: what it gains in each objective (above 0 is better), on the first draws; best first. */
  readonly singles: readonly { readonly words: string; readonly gains: Readonly<Record<string, number>> }[]
  readonly amendments: readonly AmendmentRow[]
}

/** A challenge, and what it gains the adversary over the status quo, points: mean, and 5th and 95th percentile over draws. */
export interface AttackRow extends Attack {
  readonly gain: number
  readonly p05: number
  readonly p95: number
}

/** The design of the front, within a budget, whose worst challenge gains least. */
export interface MinimaxRow {
  /** EUR m a year. */
  readonly budget: number
  readonly design: string | null
  readonly gain: number | null
  /** The alternation: each design with the best challenge to it; it ends when that is known already. */
  readonly steps: readonly { readonly design: string; readonly attack: Attack; readonly gain: number }[]
}

export interface RedTeam {
  readonly draws: number
  /** Challenges of the grid. */
  readonly attacks: number
  /** By design and proposal: the challenges that gain most. */
  readonly best: readonly { readonly id: string; readonly attacks: readonly AttackRow[] }[]
  readonly minimax: readonly MinimaxRow[]
  readonly unexplored: readonly string[]
}

/** What would turn round that a design is better than another. */
export interface WhyRow {
  readonly design: string
  /** Id of the proposal, or null for a threshold. */
  readonly against: string | null
  readonly question: string
  /** The metric at the medians: design less the other, or less the threshold. */
  readonly at: number
  readonly holds: boolean
  readonly alone: readonly { readonly name: string; readonly distance: number; readonly value: number }[]
  readonly together: {
    readonly distance: number
    readonly parts: readonly { readonly name: string; readonly distance: number; readonly value: number }[]
  } | null
}

export interface ObjectiveRow {
  readonly name: string
  readonly label: string
  readonly unit: string
  readonly aim: 'maximise' | 'minimise'
  readonly notice: number
}

/** What `guarantor design` found: what `--json` prints and every page is made from. */
export interface DesignResult {
  readonly guarantor: 'design'
  readonly version: string
  readonly seed: number
  readonly space: {
    readonly id: string
    readonly title: string
    readonly summary: string
    readonly asOf: string
    /** Number of designs; null where amounts vary freely. */
    readonly size: number | null
    readonly elements: readonly {
      readonly id: string
      readonly label: string
      readonly options: readonly string[]
    }[]
  }
  readonly objectives: readonly ObjectiveRow[]
  readonly bounds: readonly string[]
  readonly search: {
    readonly looked: number
    readonly solved: number
    readonly stopped: 'settled' | 'most' | 'exhausted'
    readonly draws: number
    readonly heats: readonly number[]
    readonly finalDraws: number
    readonly gain: number
    readonly settled: number
    readonly trace: readonly TracePoint[]
    readonly finalists: number
  }
  readonly designs: readonly DesignRow[]
  readonly knees: readonly string[]
  readonly proposals: readonly ProposalRow[]
  readonly elements: readonly ElementUse[]
  readonly buys: {
    readonly goal: string
    readonly money: readonly Step[]
    readonly brigades: readonly Step[]
  }
  readonly notFelt: readonly string[]
  /** Proposals that a design beats, amended; null where not asked for. */
  readonly amended: readonly AmendedRow[] | null
  readonly redTeam: RedTeam | null
  readonly why: readonly WhyRow[] | null
}

/** What `guarantor design --amend` alone found. */
export interface AmendedResult {
  readonly guarantor: 'amendments'
  readonly version: string
  readonly seed: number
  readonly space: { readonly id: string; readonly title: string }
  readonly objectives: readonly ObjectiveRow[]
  readonly goal: string
  readonly amended: AmendedRow
  readonly notFelt: readonly string[]
}
