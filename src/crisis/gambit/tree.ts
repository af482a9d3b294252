import { log } from '../../core/elementary.js'
import type { ExtensiveGame, Profile } from './types.js'

/**
 * A game compiled to flat arrays. Actions are numbered through: those of set 0, of set 1, and so on. An edge is an action
 * (below `actionCount`) or a branch of chance (from `actionCount` on). Nodes stand in prefix order, so the subtree of n is
 * n .. end[n] - 1, a forward loop meets parents first and a backward loop children first.
 */
export interface GameTree {
  readonly nodeCount: number
  readonly playerCount: number
  readonly setCount: number
  readonly actionCount: number
  /** Per node; -1 at the root. */
  readonly parent: Int32Array
  /** Per node: the edge that leads to it; -1 at the root. */
  readonly edge: Int32Array
  readonly end: Int32Array
  /** Per node: its information set; -1 when it is not a player's. */
  readonly setOf: Int32Array
  /** Per node: the nearest node, itself or above, that an action leads to; -1 when none. */
  readonly moved: Int32Array
  /** Per set, and one more: its first action. */
  readonly actionStart: Int32Array
  /** Per action: its set. */
  readonly setOfAction: Int32Array
  readonly playerOfSet: Int32Array
  /** The nodes of set s are `members[memberStart[s]]` .. `members[memberStart[s + 1] - 1]`. */
  readonly memberStart: Int32Array
  readonly members: Int32Array
  /** Per branch of chance: its probability. */
  readonly chance: Float64Array
  /** Per branch of chance: log of its probability, 0 where that is 0; see `compileTree`. */
  readonly logChance: Float64Array
  /** Per player, per node: what the path to a terminal node pays in all; 0 elsewhere. */
  readonly payoffs: readonly Float64Array[]
}

/**
 * Compiles a game in which `checkGame` finds no error.
 *
 * An information set that only impossible moves of chance lead to still needs beliefs. They are those of the limit in which
 * every probability of 0 is the same tiny number: nodes behind the fewest impossible moves count, the others are not among
 * the set's `members`.
 */
export const compileTree = (game: ExtensiveGame): GameTree => {
  const nodeCount = game.nodes.length
  const actionStart = startsOf(game.sets.map(({ actions }) => actions.length))
  const chanceStart = startsOf(game.events.map(({ actions }) => actions.length))
  const actionCount = actionStart[game.sets.length]
  const chance = Float64Array.from(game.events.flatMap(({ probabilities }) => probabilities))
  const parent = new Int32Array(nodeCount).fill(-1)
  const edge = new Int32Array(nodeCount).fill(-1)
  const end = new Int32Array(nodeCount)
  const moved = new Int32Array(nodeCount).fill(-1)
  const impossible = new Int32Array(nodeCount)
  const setOf = Int32Array.from(game.nodes, ({ kind, set }) => (kind === 'personal' ? set : -1))
  const open: number[] = []
  const edges: number[] = []
  game.nodes.forEach((node, n) => {
    const depth = open.length - 1
    if (depth >= 0) {
      const above = open[depth]
      parent[n] = above
      edge[n] = edges[depth]++
      moved[n] = edge[n] < actionCount ? n : moved[above]
      const branch = edge[n] - actionCount
      impossible[n] = impossible[above] + (branch >= 0 && chance[branch] === 0 ? 1 : 0)
    }
    if (node.kind === 'terminal') {
      // Closes every node whose last action this was.
      end[n] = n + 1
      while (open.length > 0 && edges[open.length - 1] === lastEdge(open[open.length - 1])) {
        end[open.pop()!] = n + 1
        edges.pop()
      }
    } else {
      open.push(n)
      edges.push(node.kind === 'personal' ? actionStart[node.set] : actionCount + chanceStart[node.set])
    }
  })
  function lastEdge(n: number): number {
    const { kind, set } = game.nodes[n]
    return kind === 'personal' ? actionStart[set + 1] : actionCount + chanceStart[set + 1]
  }
  return {
    nodeCount,
    playerCount: game.players.length,
    setCount: game.sets.length,
    actionCount,
    parent,
    edge,
    end,
    setOf,
    moved,
    actionStart,
    setOfAction: Int32Array.from(game.sets.flatMap(({ actions }, s) => actions.map(() => s))),
    playerOfSet: Int32Array.from(game.sets, ({ player }) => player),
    ...membersOf(setOf, impossible, game.sets.length),
    chance,
    logChance: chance.map((probability) => (probability === 0 ? 0 : log(probability))),
    payoffs: game.players.map((_, player) => terminalPayoffs(game, parent, player)),
  }
}

/** 0 and the running sums. */
const startsOf = (lengths: readonly number[]): Int32Array => {
  const starts = new Int32Array(lengths.length + 1)
  lengths.forEach((length, k) => {
    starts[k + 1] = starts[k] + length
  })
  return starts
}

const membersOf = (setOf: Int32Array, impossible: Int32Array, sets: number) => {
  const least = new Int32Array(sets).fill(2147483647)
  setOf.forEach((set, n) => {
    if (set >= 0 && impossible[n] < least[set]) least[set] = impossible[n]
  })
  const counts = new Array<number>(sets).fill(0)
  setOf.forEach((set, n) => {
    if (set >= 0 && impossible[n] === least[set]) counts[set]++
  })
  const memberStart = startsOf(counts)
  const members = new Int32Array(memberStart[sets])
  const next = memberStart.slice()
  setOf.forEach((set, n) => {
    if (set >= 0 && impossible[n] === least[set]) members[next[set]++] = n
  })
  return { memberStart, members }
}

/** Outcomes at nodes on the way pay too: they are moved down to the terminal nodes. */
const terminalPayoffs = (game: ExtensiveGame, parent: Int32Array, player: number): Float64Array => {
  const paid = new Float64Array(game.nodes.length)
  game.nodes.forEach(({ outcome }, n) => {
    const before = n === 0 ? 0 : paid[parent[n]]
    paid[n] = outcome < 0 ? before : before + game.outcomes[outcome].payoffs[player]
  })
  game.nodes.forEach(({ kind }, n) => {
    if (kind !== 'terminal') paid[n] = 0
  })
  return paid
}

/** The tree with each player's payoffs replaced by (payoff - shift[player]) / scale. */
export const rescaled = (tree: GameTree, shift: readonly number[], scale: number): GameTree => ({
  ...tree,
  payoffs: tree.payoffs.map((paid, player) =>
    paid.map((payoff, n) => (tree.end[n] === n + 1 ? (payoff - shift[player]) / scale : 0)),
  ),
})

/** A profile as one array, an entry an action; and back. */
export const flatten = (profile: Profile): Float64Array => Float64Array.from(profile.flat())

export const unflatten = (tree: GameTree, flat: ArrayLike<number>): number[][] =>
  Array.from({ length: tree.setCount }, (_, s) =>
    Array.from(
      { length: tree.actionStart[s + 1] - tree.actionStart[s] },
      (_, k) => flat[tree.actionStart[s] + k],
    ),
  )
