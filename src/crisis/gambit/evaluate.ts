import { exp, log } from '../../core/elementary.js'
import { flatten, type GameTree, unflatten } from './tree.js'
import type { Profile } from './types.js'

/** Scratch of one evaluation; make it once per tree. */
export interface Work {
  /** Per edge. */
  readonly probability: Float64Array
  readonly logProbability: Float64Array
  /** Per node: log probability of getting there. */
  readonly logReach: Float64Array
  /** Per node of a player: its probability given that its set is reached. */
  readonly belief: Float64Array
  /** Per node: expected payoff of the player at hand from there on. */
  readonly value: Float64Array
  /** Per node: probability of getting there from the node at hand, times that one's belief. */
  readonly below: Float64Array
  /** Per action: its expected payoff given that its set is reached. */
  readonly payoff: Float64Array
}

export const newWork = (tree: GameTree): Work => ({
  probability: concat(new Float64Array(tree.actionCount), tree.chance),
  logProbability: concat(new Float64Array(tree.actionCount), tree.logChance),
  logReach: new Float64Array(tree.nodeCount),
  belief: new Float64Array(tree.nodeCount),
  value: new Float64Array(tree.nodeCount),
  below: new Float64Array(tree.nodeCount),
  payoff: new Float64Array(tree.actionCount),
})

const concat = (a: Float64Array, b: Float64Array): Float64Array => {
  const out = new Float64Array(a.length + b.length)
  out.set(a)
  out.set(b, a.length)
  return out
}

/**
 * Fills `work.payoff` from the log probability of each action, and, when given, `slopes` (actionCount x actionCount, row by
 * row) with the derivative of each action's payoff by the log probability of each action.
 *
 * Reach probabilities are handled as logarithms and only ever compared within a set, so a set is evaluated as exactly when it
 * is reached once in 1e1000 as when it is reached always.
 */
export const evaluateActions = (
  tree: GameTree,
  work: Work,
  logProbability: ArrayLike<number>,
  slopes?: Float64Array,
): void => {
  for (let a = 0; a < tree.actionCount; a++) {
    work.logProbability[a] = logProbability[a]
    work.probability[a] = exp(logProbability[a])
  }
  believe(tree, work)
  slopes?.fill(0)
  for (let player = 0; player < tree.playerCount; player++) {
    foresee(tree, work, player)
    for (let set = 0; set < tree.setCount; set++)
      if (tree.playerOfSet[set] === player) {
        average(tree, work, set)
        if (slopes !== undefined) slopesOf(tree, work, set, slopes)
      }
  }
}

/** Beliefs: Bayes' rule within each set; NaN where a move of probability 0 keeps the set from being reached. */
const believe = (tree: GameTree, work: Work): void => {
  const { logReach, logProbability, belief } = work
  for (let n = 1; n < tree.nodeCount; n++)
    logReach[n] = logReach[tree.parent[n]] + logProbability[tree.edge[n]]
  for (let set = 0; set < tree.setCount; set++) {
    const from = tree.memberStart[set]
    const to = tree.memberStart[set + 1]
    let highest = Number.NEGATIVE_INFINITY
    for (let m = from; m < to; m++) highest = Math.max(highest, logReach[tree.members[m]])
    let sum = 0
    for (let m = from; m < to; m++) sum += belief[tree.members[m]] = exp(logReach[tree.members[m]] - highest)
    for (let m = from; m < to; m++) belief[tree.members[m]] /= sum
  }
}

/** What the player expects from each node on. */
const foresee = (tree: GameTree, work: Work, player: number): void => {
  const { value, probability } = work
  value.set(tree.payoffs[player])
  for (let n = tree.nodeCount - 1; n > 0; n--) value[tree.parent[n]] += probability[tree.edge[n]] * value[n]
}

const average = (tree: GameTree, work: Work, set: number): void => {
  const from = tree.actionStart[set]
  const to = tree.actionStart[set + 1]
  work.payoff.fill(0, from, to)
  for (let m = tree.memberStart[set]; m < tree.memberStart[set + 1]; m++) {
    const node = tree.members[m]
    for (let a = from, child = node + 1; a < to; a++, child = tree.end[child])
      work.payoff[a] += work.belief[node] * work.value[child]
  }
}

/**
 * Rows of a set's actions. A move above a node changes what is believed: by belief x (what the action pays there less what it
 * pays on average). A move below changes what the action pays: by the chance of getting there x the value there.
 */
const slopesOf = (tree: GameTree, work: Work, set: number, slopes: Float64Array): void => {
  const { parent, edge, end, moved, actionCount } = tree
  const { belief, value, payoff, below, probability } = work
  const from = tree.actionStart[set]
  const to = tree.actionStart[set + 1]
  for (let m = tree.memberStart[set]; m < tree.memberStart[set + 1]; m++) {
    const node = tree.members[m]
    for (let a = from, child = node + 1; a < to; a++, child = end[child]) {
      const row = a * actionCount
      const surprise = belief[node] * (value[child] - payoff[a])
      for (let above = moved[node]; above >= 0; above = moved[parent[above]])
        slopes[row + edge[above]] += surprise
      below[child] = belief[node]
      for (let n = child + 1; n < end[child]; n++) {
        below[n] = below[parent[n]] * probability[edge[n]]
        if (edge[n] < actionCount) slopes[row + edge[n]] += below[n] * value[n]
      }
    }
  }
}

export interface Evaluation {
  /** Per set, per action: expected payoff of the set's player given that the set is reached; NaN where it cannot be. */
  readonly payoffs: readonly (readonly number[])[]
  /** Per set: the probability that it is reached. */
  readonly reach: readonly number[]
  /** Per player: expected payoff of the whole game. */
  readonly expected: readonly number[]
}

/**
 * What each action is worth when everybody, the player's own other sets included, keeps to the profile (the agent form).
 * Payoffs in the game's unit; probabilities in [0, 1]. A set that the profile gives probability 0 has no beliefs: NaN.
 */
export const evaluateProfile = (tree: GameTree, profile: Profile): Evaluation => {
  const work = newWork(tree)
  evaluateActions(tree, work, flatten(profile).map(log))
  const reached = work.below
  reached[0] = 1
  const reach = new Array<number>(tree.setCount).fill(0)
  for (let n = 0; n < tree.nodeCount; n++) {
    if (n > 0) reached[n] = reached[tree.parent[n]] * work.probability[tree.edge[n]]
    if (tree.setOf[n] >= 0) reach[tree.setOf[n]] += reached[n]
  }
  const expected = tree.payoffs.map((_, player) => {
    foresee(tree, work, player)
    return work.value[0]
  })
  return { payoffs: unflatten(tree, work.payoff), reach, expected }
}
