/** A decision point of a player: nodes that the player cannot tell apart share one. */
export interface InformationSet {
  /** Index into `ExtensiveGame.players`. */
  readonly player: number
  /** As in the file: a positive integer, unique within the player. */
  readonly number: number
  readonly name: string
  readonly actions: readonly string[]
}

/** A move of chance. Several nodes may share one; nobody is told which of them it is, so nothing follows from that. */
export interface ChanceEvent {
  /** As in the file: a positive integer, unique among the events. */
  readonly number: number
  readonly name: string
  readonly actions: readonly string[]
  /** One an action, each in [0, 1]; they sum to 1 within 1e-9. */
  readonly probabilities: readonly number[]
}

export interface Outcome {
  /** As in the file: a positive integer, unique among the outcomes. */
  readonly number: number
  readonly name: string
  /** One a player, in the game's unit of utility; added up along a path. */
  readonly payoffs: readonly number[]
}

export interface GameNode {
  readonly kind: 'chance' | 'personal' | 'terminal'
  readonly name: string
  /** Index into `events` (chance) or `sets` (personal); -1 at a terminal node. */
  readonly set: number
  /** Index into `outcomes`; -1 for none, which pays nothing. */
  readonly outcome: number
}

/**
 * A game in extensive form, as plain data. The tree is its list of nodes in prefix order: a node, then the subtree of its
 * first action, then that of its second, and so on.
 */
export interface ExtensiveGame {
  readonly title: string
  readonly comment: string
  readonly players: readonly string[]
  /** In the order of their first node. */
  readonly sets: readonly InformationSet[]
  readonly events: readonly ChanceEvent[]
  readonly outcomes: readonly Outcome[]
  readonly nodes: readonly GameNode[]
}

/** A behaviour profile: for each information set, in the order of `ExtensiveGame.sets`, the probability of each action. */
export type Profile = readonly (readonly number[])[]

/** Where something stands in a text; both 1-based, the column in UTF-16 units. */
export interface Place {
  readonly line: number
  readonly column: number
}
