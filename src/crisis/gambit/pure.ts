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

/** Most profiles times nodes of subgames gone through: some ten seconds' work. */
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
  const refused = (issues: readonly Issue[]): PureResult => ({
    equilibria: [],
    profiles,
    subgames: [],
    issues,
  })
  if (faults.length > 0) return refused(faults)
  if (profiles > limit) return refused([tooMany(`${profiles} pure profiles`, `${limit}`)])
  const tree = compileTree(game)
  const subgames = subgameRoots(tree)
  const nodes = subgames.reduce((sum, root) => sum + tree.end[root] - root, 0)
  if (profiles * nodes > MAX_WORK)
    return refused([
      tooMany(`${profiles} pure profiles on ${nodes} nodes of subgames`, `a product of ${MAX_WORK}`),
    ])
  const slack = tolerance * spreadOf(tree)
  const reach = new Float64Array(tree.nodeCount)
  const tables = subgames.map((root) => nashTable(tree, root, slack, reach))
  const equilibria: PureEquilibrium[] = []
  const [whole] = tables
  for (let index = 0; index < profiles; index++) {
    if (whole.isNash[index] === 0) continue
    const actions = actionsOf(tree, whole, index)
    equilibria.push({
      actions,
      profile: game.sets.map((set, s) => set.actions.map((_, a) => (a === actions[s] ? 1 : 0))),
      payoffs: [...payoffsOf(tree, 0, actions, reach)],
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
interface Numbering {
  /** The subgame's sets with more than one action. */
  readonly sets: readonly number[]
  /** Per entry of `sets`. */
  readonly strides: readonly number[]
  readonly total: number
}

interface Table extends Numbering {
  /** Per profile: 1 for an equilibrium. */
  readonly isNash: Uint8Array
}

const countOf = (tree: GameTree, set: number): number => tree.actionStart[set + 1] - tree.actionStart[set]

const numberingOf = (tree: GameTree, root: number): Numbering => {
  const inside = new Set(
    tree.setOf.subarray(root, tree.end[root]).filter((set) => set >= 0 && countOf(tree, set) > 1),
  )
  const sets = [...inside].sort((a, b) => tree.playerOfSet[a] - tree.playerOfSet[b] || a - b)
  const strides: number[] = []
  let total = 1
  for (const set of sets) {
    strides.push(total)
    total *= countOf(tree, set)
  }
  return { sets, strides, total }
}

const indexOf = ({ sets, strides }: Numbering, actions: readonly number[]): number =>
  sets.reduce((sum, set, k) => sum + actions[set] * strides[k], 0)

const actionsOf = (tree: GameTree, { sets, strides }: Numbering, index: number): number[] => {
  const actions = new Array<number>(tree.setCount).fill(0)
  sets.forEach((set, k) => {
    actions[set] = Math.floor(index / strides[k]) % countOf(tree, set)
  })
  return actions
}

const nashTable = (tree: GameTree, root: number, slack: number, reach: Float64Array): Table => {
  const numbering = numberingOf(tree, root)
  const { sets, strides, total } = numbering
  const movers = [...new Set(sets.map((set) => tree.playerOfSet[set]))]
  const paid = movers.map(() => new Float64Array(total))
  for (let index = 0; index < total; index++) {
    const payoffs = payoffsOf(tree, root, actionsOf(tree, numbering, index), reach)
    movers.forEach((player, k) => {
      paid[k][index] = payoffs[player]
    })
  }
  const isNash = new Uint8Array(total).fill(1)
  movers.forEach((player, m) => {
    // A player's strategies are one digit of the profile's number: its own sets stand together.
    const first = sets.findIndex((set) => tree.playerOfSet[set] === player)
    const own = sets.filter((set) => tree.playerOfSet[set] === player)
    const strategies = own.reduce((product, set) => product * countOf(tree, set), 1)
    strike(isNash, paid[m], strides[first], strategies, slack)
  })
  return { ...numbering, isNash }
}

/** Strikes out the profiles in which one player, whose strategies are `stride` apart, would gain by another strategy. */
const strike = (
  isNash: Uint8Array,
  paid: Float64Array,
  stride: number,
  strategies: number,
  slack: number,
): void => {
  for (let index = 0; index < paid.length; index++) {
    if (Math.floor(index / stride) % strategies !== 0) continue
    let best = Number.NEGATIVE_INFINITY
    for (let k = 0; k < strategies; k++) best = Math.max(best, paid[index + k * stride])
    for (let k = 0; k < strategies; k++)
      if (paid[index + k * stride] < best - slack) isNash[index + k * stride] = 0
  }
}

/** Expected payoff of each player from a node on, everybody doing as told: branches not taken are jumped over. */
const payoffsOf = (
  tree: GameTree,
  root: number,
  actions: readonly number[],
  reach: Float64Array,
): Float64Array => {
  const { parent, edge, end, actionCount, actionStart, setOfAction } = tree
  const sums = new Float64Array(tree.playerCount)
  const shareOf = (e: number): number =>
    e >= actionCount
      ? tree.chance[e - actionCount]
      : e - actionStart[setOfAction[e]] === actions[setOfAction[e]]
        ? 1
        : 0
  reach[root] = 1
  let n = root
  while (n < end[root]) {
    if (n > root) reach[n] = reach[parent[n]] * shareOf(edge[n])
    if (reach[n] === 0) {
      n = end[n]
      continue
    }
    if (end[n] === n + 1)
      for (let player = 0; player < sums.length; player++) sums[player] += reach[n] * tree.payoffs[player][n]
    n++
  }
  return sums
}
