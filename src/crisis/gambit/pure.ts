import type { Issue } from '../../core/issue.js'
import { checkGame } from './check.js'
import { isSequential } from './sequential.js'
import { subgameRoots } from './subgames.js'
import { compileTree, type GameTree } from './tree.js'
import type { ExtensiveGame, Profile } from './types.js'

export interface PureEquilibrium {
  /** Per information set: the action, counted from 0. */
  readonly actions: readonly number[]
  /** The same as probabilities. */
  readonly profile: Profile
  /** Per player: expected payoff. */
  readonly payoffs: readonly number[]
  /** An equilibrium in every subgame. */
  readonly subgamePerfect: boolean
  /** Best at every information set, reached or not, with beliefs from equal small trembles; see `isSequential`. */
  readonly sequential: boolean
}

export interface PureResult {
  readonly equilibria: readonly PureEquilibrium[]
  /** Pure behaviour profiles of the game: the product of the numbers of actions; Infinity beyond 1.8e308. */
  readonly profiles: number
  /** Nodes at which subgames begin, the root first. */
  readonly subgames: readonly number[]
  /** An error when the game was refused; then nothing was enumerated. */
  readonly issues: readonly Issue[]
}

export interface PureOptions {
  /** Most profiles to go through. Default 262,144 (18 binary information sets). */
  readonly limit?: number
  /** Gains from a deviation up to this share of the game's largest payoff difference do not count. Default 1e-9. */
  readonly tolerance?: number
}

/** Most profiles times nodes gone through, some ten seconds' work. */
const MAX_WORK = 2e9

/**
 * All Nash equilibria in pure behaviour strategies, by enumeration: no player gains by changing the choices at any number of
 * own information sets. Never throws; a game with errors (`checkGame`) or more profiles than the limit is refused by an issue
 * that says how many there are.
 */
export const pureEquilibria = (game: ExtensiveGame, options: PureOptions = {}): PureResult => {
  const { limit = 262_144, tolerance = 1e-9 } = options
  const profiles = game.sets.reduce((product, { actions }) => product * actions.length, 1)
  const faults = checkGame(game).filter(({ level }) => level === 'error')
  const refused = (issues: readonly Issue[]): PureResult => ({ equilibria: [], profiles, subgames: [], issues })
  if (faults.length > 0) return refused(faults)
  if (profiles > limit) return refused([tooMany(`${profiles} pure profiles`, `${limit}`)])
  const nodes = game.nodes.length
  if (profiles * nodes > MAX_WORK)
    return refused([tooMany(`${profiles} pure profiles on ${nodes} nodes`, `a product of ${MAX_WORK}`)])
  const tree = compileTree(game)
  const slack = tolerance * spreadOf(tree)
  const subgames = subgameRoots(tree)
  const tables = subgames.map((root) => nashTable(tree, root, slack))
  const equilibria: PureEquilibrium[] = []
  const [whole] = tables
  for (let index = 0; index < profiles; index++) {
    if (whole.isNash[index] === 0) continue
    const actions = actionsOf(tree, whole, index)
    equilibria.push({
      actions,
      profile: game.sets.map((set, s) => set.actions.map((_, a) => (a === actions[s] ? 1 : 0))),
      payoffs: tree.payoffs.map((_, player) => payoffsOf(tree, 0, actions)[player]),
      subgamePerfect: tables.every((table) => table.isNash[indexOf(table, actions)] === 1),
      sequential: isSequential(tree, actions, slack),
    })
  }
  return { equilibria, profiles, subgames, issues: [] }
}

const tooMany = (received: string, most: string): Issue => ({
  code: 'too-many-profiles',
  level: 'error',
  message: `the game has ${received}; at most ${most} are gone through`,
  expected: most,
  received,
})

const spreadOf = (tree: GameTree): number =>
  tree.payoffs.reduce((most, paid) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let n = 0; n < tree.nodeCount; n++)
      if (tree.end[n] === n + 1) {
        low = Math.min(low, paid[n])
        high = Math.max(high, paid[n])
      }
    return Math.max(most, high - low)
  }, 0)

/** The profiles of a subgame, numbered: sets in order of player, the first set's action changing fastest. */
interface Table {
  readonly sets: readonly number[]
  /** Per entry of `sets`. */
  readonly strides: readonly number[]
  /** Per profile: 1 for an equilibrium. */
  readonly isNash: Uint8Array
}

const indexOf = (table: Table, actions: readonly number[]): number =>
  table.sets.reduce((sum, set, k) => sum + actions[set] * table.strides[k], 0)

const countOf = (tree: GameTree, set: number): number => tree.actionStart[set + 1] - tree.actionStart[set]

const actionsOf = (tree: GameTree, table: Pick<Table, 'sets' | 'strides'>, index: number): number[] => {
  const actions = new Array<number>(tree.setCount).fill(0)
  table.sets.forEach((set, k) => {
    actions[set] = Math.floor(index / table.strides[k]) % countOf(tree, set)
  })
  return actions
}

const nashTable = (tree: GameTree, root: number, slack: number): Table => {
  const inside = new Set(tree.setOf.subarray(root, tree.end[root]).filter((set) => set >= 0))
  const sets = [...inside].sort((a, b) => tree.playerOfSet[a] - tree.playerOfSet[b] || a - b)
  const strides: number[] = []
  let total = 1
  for (const set of sets) {
    strides.push(total)
    total *= countOf(tree, set)
  }
  const isNash = new Uint8Array(total).fill(1)
  const paid = Array.from({ length: total }, (_, index) => payoffsOf(tree, root, actionsOf(tree, { sets, strides }, index)))
  for (const player of new Set(sets.map((set) => tree.playerOfSet[set]))) {
    // A player's strategies are a digit of the profile's number.
    const own = sets.flatMap((set, k) => (tree.playerOfSet[set] === player ? [k] : []))
    const stride = strides[own[0]]
    const count = own.reduce((product, k) => product * countOf(tree, sets[k]), 1)
    for (let index = 0; index < total; index++) {
      if (Math.floor(index / stride) % count !== 0) continue
      let best = Number.NEGATIVE_INFINITY
      for (let k = 0; k < count; k++) best = Math.max(best, paid[index + k * stride][player])
      for (let k = 0; k < count; k++)
        if (paid[index + k * stride][player] < best - slack) isNash[index + k * stride] = 0
    }
  }
  return { sets, strides, isNash }
}

/** Expected payoff of each player from a node on, everybody doing as told: branches not taken are jumped over. */
const payoffsOf = (tree: GameTree, root: number, actions: readonly number[]): Float64Array => {
  const { parent, edge, end, actionCount, chance, actionStart, setOfAction } = tree
  const sums = new Float64Array(tree.playerCount)
  const reach = reachOf(tree)
  reach[root] = 1
  for (let n = root; n < end[root]; ) {
    if (n > root) {
      const e = edge[n]
      const share =
        e >= actionCount ? chance[e - actionCount] : e - actionStart[setOfAction[e]] === actions[setOfAction[e]] ? 1 : 0
      if (share === 0) {
        n = end[n]
        continue
      }
      reach[n] = reach[parent[n]] * share
    }
    if (end[n] === n + 1)
      for (let player = 0; player < sums.length; player++) sums[player] += reach[n] * tree.payoffs[player][n]
    n++
  }
  return sums
}

const scratch = new WeakMap<GameTree, Float64Array>()

/** One array a tree, used again by every walk. */
const reachOf = (tree: GameTree): Float64Array => {
  const known = scratch.get(tree)
  if (known !== undefined) return known
  const made = new Float64Array(tree.nodeCount)
  scratch.set(tree, made)
  return made
}
