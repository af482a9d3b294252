import type { VotingRule } from './vote.js'

/**
 * The coalition crisis game as numbers: what the solver takes, with no word of any document or state in it.
 * Moves, payoffs and meaning: docs/model.md. Utilities are in points, force in brigade-equivalents (BE).
 */
export interface Game {
  readonly adversary: Adversary
  /** Levels of challenge, any number from 1; the adversary may also choose none. */
  readonly levels: readonly ChallengeLevel[]
  /** Names of the steps of the response ladder, the first being no response. */
  readonly responses: readonly string[]
  /** For each response: does it use the guarantor's own forces? */
  readonly direct: readonly boolean[]
  /** 0 to 60. */
  readonly guarantors: readonly Guarantor[]
  /** Precision of guarantors' choice per point (logit lambda), >= 0. */
  readonly lambdaGuarantor: number
  /** Weight in points of the common shock Z ~ N(0,1) at the highest response. */
  readonly rho: number
  /** Nodes for the common shock, 1 to 15. */
  readonly shockNodes: number
  /** Width of a force cell in BE, > 0. Forces between cells are split so that their mean is kept. */
  readonly forceStep: number
}

export interface Adversary {
  /** Precision of the adversary's choice per point (logit lambda), >= 0. */
  readonly lambda: number
  /** Median value of the whole objective, points. */
  readonly value: number
  /** Sd of the logarithm of the value. 0: one type. */
  readonly valueSigma: number
  /** Nodes for the value, odd so that the median type is one of them. */
  readonly valueNodes: number
  /** Share of fearful types, 0 to 1. */
  readonly fearfulShare: number
  /** Status-quo payoff of greedy and of fearful types, points. */
  readonly statusQuo: { readonly greedy: number; readonly fearful: number }
  /** What waiting changes; null where nothing is about to change. */
  readonly prospects: Prospects | null
  /** Points lost by the adversary in a direct clash. */
  readonly clashCost: number
  /** Share by which its forces grow when it escalates, >= 1. */
  readonly escalateForce: number
  /** Factor on its fighting cost when it escalates, >= 1. */
  readonly escalateCost: number
}

/**
 * A guarantee on its way: what an occasion will be worth later. Not to challenge is then worth the status quo plus
 * `discount` times the change that waiting brings, `later` less what an occasion is worth now.
 */
export interface Prospects {
  /** Discount factor from now until the change, 0 to 1. */
  readonly discount: number
  /** By type (order of `typesOf`): points that an occasion is worth after the change. */
  readonly later: readonly number[]
}

export interface ChallengeLevel {
  readonly id: string
  /** Share of the whole objective at stake, 0 to 1. */
  readonly share: number
  /** Adversary's force, BE. */
  readonly attackers: number
  /** Beneficiary's force engaged, BE. */
  readonly defenders: number
  /** Decisiveness m of the ratio contest, > 0. */
  readonly decisiveness: number
  /** Probability that the first clash ends in a fait accompli, 0 to 1. */
  readonly faitAccompli: number
  /** Force that evicting needs per BE that holding needs, >= 1. */
  readonly evict: number
  /** Probability that the casus foederis is found, 0 to 1. */
  readonly found: number
  /** Fighting cost to the adversary, points, before the coalition's force is added. */
  readonly fightingCost: number
  /** Growth of that cost per unit of coalition force over the adversary's own. */
  readonly costSlope: number
  /** Cost to the adversary of backing down, points. */
  readonly backDownCost: number
  /** Probability of a direct clash if it persists (escalates) against forces of guarantors. */
  readonly clash: number
  readonly clashIfEscalated: number
  /** Factor on guarantors' costs, on the norm to answer and on sanctions at this level, 0 to 1. */
  readonly severity: number
  /** The same for the cost of responses that use a guarantor's own forces: sending them is never a small step. */
  readonly directSeverity: number
  /** Probability that forward-deployed troops are hit, 0 to 1. */
  readonly forwardHit: number
  /** What the `ifPassed` obligations need before they bind; null: nothing. */
  readonly procedure: Procedure | null
}

/**
 * How a body makes the casus foederis a duty: by a vote of its members (indices of guarantors), or by a lead nation that
 * moves first, the others seeing what it does; they are bound as `ifPassed` when it does what it owes.
 */
export type Procedure =
  | {
      readonly kind: 'vote'
      readonly name: string
      readonly members: readonly number[]
      readonly rule: VotingRule
    }
  | { readonly kind: 'lead'; readonly name: string; readonly lead: number }

/** What one guarantor owes at one level: the step of the ladder and how far it binds (0 to 1). */
export interface Obligation {
  readonly response: number
  readonly bind: number
}

export interface Guarantor {
  readonly id: string
  /** 1: the beneficiary's total defeat would cost it 100 points. */
  readonly stake: number
  /** Points that a certain direct clash would cost it. */
  readonly fear: number
  /** Audience and reputation cost of a full shortfall on a fully binding text, points. */
  readonly audience: number
  /** Points for answering when its own forward troops are hit. */
  readonly tripwire: number
  /** Points that using its own forces costs where no duty found to be due calls for them. */
  readonly mandate: number
  /** Points for being the one to block a joint decision. */
  readonly blame: number
  /** Per response: own cost in points, share of it paid at once, exposure to a clash, economic pain on the adversary. */
  readonly cost: readonly number[]
  readonly upfront: readonly number[]
  readonly exposure: readonly number[]
  /** Per response: points for being seen to answer an attack at all, whatever the text says. */
  readonly norm: readonly number[]
  readonly pain: readonly number[]
  /**
   * [level][response]: probability that this response puts its own forces in the adversary's way, 0 to 1; above 0
   * only where the response is direct.
   */
  readonly contact: readonly (readonly number[])[]
  /** [level][response]: force brought to bear, BE. */
  readonly force: readonly (readonly number[])[]
  /** [level]: owed when the joint decision passed (or none is needed), and when it was blocked. */
  readonly ifPassed: readonly Obligation[]
  readonly ifBlocked: readonly Obligation[]
  /** [level]: share of the owed response that happens without a choice, 0 to 1. */
  readonly delegated: readonly number[]
}

/** What the facts and the body made of the casus foederis. */
export const findings = ['notFound', 'blocked', 'passed'] as const
export type Finding = (typeof findings)[number]

export const branches = ['contested', 'faitAccompli'] as const
export type Branch = (typeof branches)[number]
