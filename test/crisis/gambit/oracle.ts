import type { ExtensiveGame, Profile } from '../../../src/crisis/gambit/index.js'

/*
 * A second, slow reading of a game: nested nodes, plain recursion, probabilities multiplied out along every path. It shares no
 * code with the compiled tree.
 */

interface Tree {
  readonly kind: 'chance' | 'personal' | 'terminal'
  readonly set: number
  /** What this node's own outcome pays each player. */
  readonly paid: readonly number[]
  readonly children: readonly Tree[]
}

export const nested = (game: ExtensiveGame): Tree => {
  let next = 0
  const build = (): Tree => {
    const node = game.nodes[next++]
    const count =
      node.kind === 'terminal'
        ? 0
        : node.kind === 'chance'
          ? game.events[node.set].actions.length
          : game.sets[node.set].actions.length
    const paid = node.outcome < 0 ? game.players.map(() => 0) : game.outcomes[node.outcome].payoffs
    return { kind: node.kind, set: node.set, paid, children: Array.from({ length: count }, build) }
  }
  return build()
}

type Choose = (tree: Tree, child: number) => number

const choosing =
  (game: ExtensiveGame, profile: Profile): Choose =>
  (tree, child) =>
    tree.kind === 'chance' ? game.events[tree.set].probabilities[child] : profile[tree.set][child]

/** What a player expects from a node on, its own outcome included. */
const worth = (tree: Tree, player: number, choose: Choose): number =>
  tree.paid[player] +
  tree.children.reduce((sum, child, k) => sum + choose(tree, k) * worth(child, player, choose), 0)

export const expectedPayoff = (game: ExtensiveGame, profile: Profile, player: number): number =>
  worth(nested(game), player, choosing(game, profile))

/** Per set: its probability, and each action's payoff given the set; what the path has paid before included. */
export const slowEvaluation = (game: ExtensiveGame, profile: Profile) => {
  const choose = choosing(game, profile)
  const reach = game.sets.map(() => 0)
  const payoffs = game.sets.map(({ actions }) => actions.map(() => 0))
  const walk = (tree: Tree, probability: number, before: readonly number[]): void => {
    const sofar = before.map((paid, player) => paid + tree.paid[player])
    if (tree.kind === 'personal') {
      const { player } = game.sets[tree.set]
      reach[tree.set] += probability
      tree.children.forEach((child, k) => {
        payoffs[tree.set][k] += probability * (sofar[player] + worth(child, player, choose))
      })
    }
    tree.children.forEach((child, k) => {
      walk(child, probability * choose(tree, k), sofar)
    })
  }
  const root = nested(game)
  walk(
    root,
    1,
    root.paid.map(() => 0),
  )
  return { reach, payoffs: payoffs.map((sums, set) => sums.map((sum) => sum / reach[set])) }
}

export const softmax = (values: readonly number[]): number[] => {
  const highest = Math.max(...values)
  const weights = values.map((value) => Math.exp(value - highest))
  const sum = weights.reduce((a, b) => a + b, 0)
  return weights.map((weight) => weight / sum)
}

/** Largest |p - softmax(lambda u)| over the sets reached with more than 1e-12. */
export const slowResidual = (game: ExtensiveGame, profile: Profile, lambda: number): number => {
  const { reach, payoffs } = slowEvaluation(game, profile)
  return Math.max(
    0,
    ...game.sets.flatMap((_, s) =>
      reach[s] > 1e-12
        ? softmax(payoffs[s].map((u) => lambda * u)).map((p, k) => Math.abs(p - profile[s][k]))
        : [],
    ),
  )
}

export const distance = (a: Profile, b: Profile): number =>
  Math.max(0, ...a.flatMap((set, s) => set.map((p, k) => Math.abs(p - b[s][k]))))

/** The index of the information set with that number of the player with that name. */
export const setIndex = (game: ExtensiveGame, player: string, number: number): number =>
  game.sets.findIndex((set) => game.players[set.player] === player && set.number === number)
