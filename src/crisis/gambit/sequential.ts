import type { GameTree } from './tree.js'

/**
 * Whether a pure profile is best at every information set, also those it never reaches, given the beliefs that come from one
 * kind of mistakes: every action not chosen is taken with the same tiny probability. Those beliefs are consistent, so true
 * means a sequential equilibrium (Kreps & Wilson 1982) when players have perfect recall. False means that these beliefs do
 * not support the profile; others might.
 *
 * It tells promises that would be kept from those that would not where no subgame begins, as when the guarantors do not know
 * the type of the adversary they face.
 *
 * `actions` has an action a set, counted from 0; gains up to `slack`, in units of payoff, do not count.
 */
export const isSequential = (tree: GameTree, actions: readonly number[], slack: number): boolean => {
  const { mistakes, reach } = tremble(tree, actions)
  const value = new Float64Array(tree.nodeCount)
  for (let player = 0; player < tree.playerCount; player++) {
    foresee(tree, actions, player, value)
    for (let set = 0; set < tree.setCount; set++)
      if (tree.playerOfSet[set] === player && !isBest(tree, set, actions[set], mistakes, reach, value, slack))
        return false
  }
  return true
}

const isChosen = (tree: GameTree, edge: number, actions: readonly number[]): boolean => {
  const set = tree.setOfAction[edge]
  return edge - tree.actionStart[set] === actions[set]
}

/** Per node: mistakes on the way there, and the probability of chance's part of the way (moves of 0 left out). */
const tremble = (tree: GameTree, actions: readonly number[]) => {
  const { parent, edge, actionCount, chance, nodeCount } = tree
  const mistakes = new Int32Array(nodeCount)
  const reach = new Float64Array(nodeCount).fill(1)
  for (let n = 1; n < nodeCount; n++) {
    const share = edge[n] < actionCount ? 1 : chance[edge[n] - actionCount]
    mistakes[n] = mistakes[parent[n]] + (edge[n] < actionCount && !isChosen(tree, edge[n], actions) ? 1 : 0)
    reach[n] = reach[parent[n]] * (share === 0 ? 1 : share)
  }
  return { mistakes, reach }
}

const foresee = (tree: GameTree, actions: readonly number[], player: number, value: Float64Array): void => {
  const { parent, edge, actionCount, chance } = tree
  value.set(tree.payoffs[player])
  for (let n = tree.nodeCount - 1; n > 0; n--) {
    if (edge[n] >= actionCount) value[parent[n]] += chance[edge[n] - actionCount] * value[n]
    else if (isChosen(tree, edge[n], actions)) value[parent[n]] += value[n]
  }
}

/** Nodes behind the fewest mistakes are infinitely likelier than the others. */
const isBest = (
  tree: GameTree,
  set: number,
  action: number,
  mistakes: Int32Array,
  reach: Float64Array,
  value: Float64Array,
  slack: number,
): boolean => {
  const members = tree.members.subarray(tree.memberStart[set], tree.memberStart[set + 1])
  const fewest = members.reduce((least, n) => Math.min(least, mistakes[n]), Number.POSITIVE_INFINITY)
  const payoffs = new Float64Array(tree.actionStart[set + 1] - tree.actionStart[set])
  let sum = 0
  for (const n of members) {
    if (mistakes[n] > fewest) continue
    sum += reach[n]
    for (let a = 0, child = n + 1; a < payoffs.length; a++, child = tree.end[child])
      payoffs[a] += reach[n] * value[child]
  }
  return payoffs.every((payoff) => payoff <= payoffs[action] + slack * sum)
}
