import type { Distribution, Range } from '../core/distribution.js'
import type { Issue } from '../core/issue.js'
import type { Interval } from '../core/summary.js'
import type { Correlated, Label, MoneyNamed, Motives, Phase, Verdict } from '../crisis/index.js'
import type { Level, Response } from '../pact/index.js'
import type { Prior } from './assume.js'

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
  /** Where the scales come from that nobody can measure, where it was said. */
  readonly prior?: Prior
  readonly options: readonly OptionResult[]
  readonly assumptions: readonly AssumptionRow[]
  /** The ledger that gave the guarantors' records, where one was given. */
  readonly record?: RecordSource
}

/** Where the record of promises comes from. */
export interface RecordSource {
  readonly ledger: string
  /** The day up to which it was read, YYYY-MM-DD. */
  readonly asOf: string
  readonly entries: number
  /** Promises that test nothing: not yet due, without a date, with deeds nobody puts a figure on. */
  readonly notDue: number
  readonly undated: number
  readonly undisclosed: number
}

/** What the record of one state is and does. Intervals over draws. */
export interface RecordResult {
  /** Promises that were due, by what became of them; parts of promises count as parts. */
  readonly kept: number
  readonly late: number
  readonly broken: number
  /** Mean chance of keeping the next promise: before the record, and after. */
  readonly prior: Interval
  readonly posterior: Interval
  /** 5th and 95th percentile of the posterior itself at the medians of all assumptions. */
  readonly credible: { readonly p05: number; readonly p95: number }
  /** Factor on audience and reputation cost, and points of mean resolve at the highest response. */
  readonly audience: Interval
  readonly resolve: Interval
  /** P(honour) with the record less that without, on the same draws; null where nothing is owed. */
  readonly moves: ByLevel<Interval | null>
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
  /** What needs further games: solved in one draw of four; null where none of them converged. */
  readonly further: Further | null
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
  /**
   * Its part in the decision of its body on a full attack: P(it is against; as lead nation: does not lead), P(the decision
   * fails and it was against), P(its vote decides); null without a part.
   */
  readonly against: Interval | null
  readonly blocks: Interval | null
  readonly decisive: Interval | null
  /** Points for (+) and against (-) responding as owed rather than not at all, full attack; means over draws. */
  readonly motives: Motives
  /** With a ledger only. */
  readonly record?: RecordResult
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

/** Outputs 7 to 11 of the model page; intervals over the draws in which their further games were solved. */
export interface Further {
  readonly draws: number
  readonly unconverged: number
  /** Null where the text is in force as soon as it is announced, promises nothing, or is read as it stands. */
  readonly window: WindowResult | null
  readonly foreknowledge: ForeknowledgeResult
  readonly burden: BurdenResult
  readonly moralHazard: MoralHazardResult
  readonly peaceCost: PeaceCostResult
}

/** Would it have challenged, had it known what it would meet? Chances on one occasion. */
export interface ForeknowledgeResult {
  /** P(challenge at the level, or any): on its expectations, knowing in advance, and expectation less knowledge. */
  readonly challenge: Readonly<Record<'any' | Level, Foreseen>>
  /** Share of occasions on which knowing turns its likeliest choice from a challenge to none, and the reverse. */
  readonly dissuaded: Interval
  readonly invited: Interval
}

export interface Foreseen {
  readonly expecting: Interval
  readonly knowing: Interval
  readonly value: Interval
}

/** Who provides what after a full attack, and what the coalition would want (Olson & Zeckhauser 1966). */
export interface BurdenResult {
  /** Coalition force, BE: expected at equilibrium, if each weighed the prize with everybody's stakes, and the gap. */
  readonly force: Interval
  readonly optimum: Interval
  readonly gap: Interval
  /** P(no challenge) if each did. */
  readonly deterrenceAtOptimum: Interval
  /** Share of the force that its largest provider carries. */
  readonly largestShare: Interval
  /** Expected cost if tested, points over all guarantors: their own, and fear of a direct clash. */
  readonly cost: Interval
  readonly fear: Interval
  readonly byGuarantor: readonly GuarantorBurden[]
}

export interface GuarantorBurden extends StateRef {
  readonly force: Interval
  readonly optimum: Interval
  readonly cost: Interval
  readonly fear: Interval
  /** What flips it in a full attack, one lever at a time, all others as they are; null for one that owes nothing there. */
  readonly tipping: Readonly<Record<'bind' | 'stake' | 'forwardForce', TippingResult>> | null
}

/** The value of a lever at which P(honour) crosses one half: bind 0 to 1, stake (1 = vital), forward force BE. */
export interface TippingResult {
  readonly now: Interval
  /** Over the draws in which it lies within the lever's range; null where it does in none. */
  readonly at: Interval | null
  /** Share of draws in which it does. */
  readonly reachable: number
}

/** From the announcement until all is in force. */
export interface WindowResult {
  /** Months from the announcement until all is in force. */
  readonly months: Interval
  /** Each phase, the month it begins, and the chance of a challenge (of a full attack) on an occasion in it. */
  readonly phases: readonly {
    readonly phase: Phase
    readonly from: Interval
    readonly challenge: Interval
    readonly full: Interval
  }[]
  /** P(challenge | occasion) with nothing promised and nothing on its way. */
  readonly before: Interval
  /** Month by month: of any challenge, and of a full attack. */
  readonly curve: { readonly any: readonly CurvePoint[]; readonly full: readonly CurvePoint[] }
  /** What the window adds: to any challenge, and to a full attack. */
  readonly provocation: { readonly any: ByMotive<Provoked>; readonly full: ByMotive<Provoked> }
}

export type ByMotive<T> = Readonly<Record<'all' | 'greedy' | 'fearful', T>>

export interface CurvePoint {
  /** Month after the announcement, from 1. */
  readonly month: number
  /** P(a challenge in this month | none before); P(none by its end); the same with nothing promised. */
  readonly hazard: Interval
  readonly survival: Interval
  readonly withoutGuarantee: Interval
}

export interface Provoked {
  /** P(a challenge before force), and P(one in the same months with nothing promised); excess: the difference. */
  readonly strike: Interval
  readonly baseline: Interval
  readonly excess: Interval
  /** Growth of the excess with one more month of delay. */
  readonly perMonth: Interval | null
}

export interface MoralHazardResult {
  /** P(the beneficiary is assertive): under the guarantee, with nothing promised, and the difference. */
  readonly assertive: Interval
  readonly withoutGuarantee: Interval
  readonly change: Interval
  /** P(assertive) if the text had no voiding clause; null where it has none. */
  readonly withoutVoiding: Interval | null
  /** P(challenge | occasion) under the guarantee after each posture. */
  readonly challenge: { readonly restrained: Interval; readonly assertive: Interval }
}

export interface PeaceCostResult {
  /** Forces that the text places, BE, and what they cost a year, EUR m. */
  readonly brigades: Interval
  readonly forces: Interval
  /** Money that the text names, as it writes it: nothing is converted. */
  readonly money: readonly MoneyNamed[]
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
  /** Who gave it, when (YYYY-MM-DD) and why. */
  readonly by?: string
  readonly on?: string
  readonly why?: string
  /** Deeply uncertain: this range and no probabilities; the distribution served the draws of this run. */
  readonly deep?: { readonly low: number; readonly high: number }
  readonly correlated?: readonly Correlated[]
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
