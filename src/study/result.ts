import type { Distribution, Range } from '../core/distribution.js'
import type { Issue } from '../core/issue.js'
import type { Interval } from '../core/summary.js'
import type { Label, Motives, Verdict } from '../crisis/index.js'
import type { Level, Response } from '../pact/index.js'

/**
 * The result of a comparison: what `--json` prints and the report is made from. Stable: keys are added, not changed,
 * within a major version. Intervals run over draws (5, 50, 95%). Probabilities are per occasion unless a horizon is
 * named. `null` stands where a number has no meaning (nothing is owed, nobody votes).
 */
export interface Comparison {
  readonly guarantor: 'comparison'
  readonly version: string
  readonly seed: number
  readonly draws: number
  readonly reading: 'in-force' | 'as-is'
  readonly options: readonly OptionResult[]
  readonly assumptions: readonly AssumptionRow[]
}

export type ByLevel<T> = Readonly<Record<Level, T>>

export interface OptionResult {
  readonly id: string
  readonly title: string
  readonly short: string
  readonly summary: string
  readonly form: string | null
  readonly stage: string | null
  readonly asOf: string
  readonly hypothetical: string | null
  readonly unknown: readonly string[]
  readonly beneficiary: StateRef
  readonly adversary: StateRef | null
  /** P(no challenge) on one occasion. */
  readonly deterrence: Interval
  readonly challenge: Readonly<Record<'none' | Level, Interval>>
  /** P(at least one challenge within so many years), with occasions arriving at their assumed rate. */
  readonly horizon: Readonly<Record<'any' | Level, Readonly<Record<'1' | '5' | '10', Interval>>>>
  readonly credibility: ByLevel<Credibility>
  /** The adversary's median type, points: its expected risk and benefit at each level. */
  readonly ledger: ByLevel<Ledger>
  readonly guarantors: readonly GuarantorResult[]
  readonly coalition: ByLevel<Coalition>
  readonly escalation: ByLevel<Escalation>
  readonly equilibria: Equilibria
  /** This option minus the first one, on the same draws; null for the first. */
  readonly difference: Difference | null
  /** Loopholes the linter found. */
  readonly findings: readonly Issue[]
}

export interface StateRef {
  readonly id: string
  readonly name: string
  readonly lat: number
  readonly lon: number
}

/** Required against supplied credibility for one type of adversary. */
export interface Calculus {
  /** q* and q; null where nothing is owed at this level, in which case there is no promise to be credible. */
  readonly required: Interval | null
  readonly supplied: Interval | null
  readonly margin: Interval | null
  /** Verdict of most draws, and the share of draws for each. */
  readonly verdict: Verdict
  readonly verdicts: Readonly<Record<Verdict, number>>
}

/** For the median type; `motivated` is the type at the 90th percentile of value. */
export interface Credibility extends Calculus {
  readonly motivated: Calculus
  /** Share of adversary types whom the guarantee deters from this level. */
  readonly typesDeterred: Interval
}

export interface Ledger {
  readonly prize: Interval
  readonly fighting: Interval
  readonly sanctions: Interval
  readonly clash: Interval
  readonly backDown: Interval
  /** Sum of the above, and what no challenge is worth. */
  readonly net: Interval
  readonly statusQuo: Interval
}

export interface GuarantorResult extends StateRef {
  /** A supporter owes nothing under this text but may respond. */
  readonly role: 'guarantor' | 'supporter'
  /** Step owed in a full attack; null where nothing is owed. */
  readonly owes: Response | null
  readonly owesAt: ByLevel<Response | null>
  /** P(response >= what it owes | full attack, casus foederis found); `honourAt` for each level. */
  readonly honour: Interval | null
  readonly honourAt: ByLevel<Interval | null>
  /** Mean over draws of the distribution over responses, given a challenge at that level. */
  readonly response: ByLevel<Readonly<Record<Response, number>>>
  /** By how much its response lowers the chance that fighting goes on, full attack. */
  readonly pivotal: Interval
  /** P(it votes against a joint decision), full attack; null without a vote. */
  readonly against: Interval | null
  /** Points for (+) and against (-) responding as owed rather than not at all, full attack; means over draws. */
  readonly motives: Motives
}

export interface Coalition {
  /** Coalition force, BE: expected, and the 5th and 95th percentile that chance leaves within a draw. */
  readonly force: Interval
  readonly forceLow: Interval
  readonly forceHigh: Interval
  /** [k]: mean probability that exactly k states respond at all; that exactly k send their own forces. */
  readonly responding: readonly number[]
  readonly fighting: readonly number[]
  readonly blocked: Interval | null
}

export interface Escalation {
  /** Given a challenge: fighting goes on; it becomes a direct clash with guarantors; the prize is lost. */
  readonly war: Interval
  readonly clash: Interval
  readonly lost: Interval
  /** Share of war paths whose last clear chance was the adversary's. */
  readonly burden: Interval | null
}

export interface Equilibria {
  /** Those found at the median of all assumptions. */
  readonly atMedian: readonly {
    readonly label: Label
    readonly challenge: Readonly<Record<'none' | Level, number>>
    readonly residual: number
    /** False where the residual missed the tolerance: then it is no equilibrium, only where the search ended. */
    readonly converged: boolean
  }[]
  /** Draws in which more were looked for; the share of those with several, and the widest gap in P(no challenge). */
  readonly searched: number
  readonly severalShare: number
  readonly widestGap: number
  /** Draws whose solution missed the tolerance: they are counted here and left out of every interval. */
  readonly unconverged: number
}

export interface Difference {
  readonly deterrence: Interval
  readonly challenge: ByLevel<Interval>
  /** Share of draws in which this option deters more than the first. */
  readonly better: number
}

export interface AssumptionRow {
  readonly name: string
  readonly unit: string
  readonly meaning: string
  readonly distribution: Distribution
  readonly range: Range
  readonly source: string
  readonly judgement: boolean
  /** Set by the user rather than by default. */
  readonly overridden: boolean
  readonly interval: Interval
}

/** What one assumption does to the answer, the others at their medians. */
export interface Driver {
  readonly name: string
  readonly meaning: string
  readonly unit: string
  readonly judgement: boolean
  /** 5th and 95th percentile of the assumption, and P(no challenge) there and at all medians. */
  readonly low: number
  readonly high: number
  readonly atLow: number
  readonly atHigh: number
  readonly base: number
  /** Does the verdict at any level change between low and high? */
  readonly verdictChanges: boolean
}
