import type { Issue } from '../../core/issue.js'
import { MAX_NODES, MAX_PAYOFFS } from './limits.js'
import type { ExtensiveGame, GameNode, Place } from './types.js'

/** How far from 1 the probabilities of a chance event may add up. */
const SUM_TOLERANCE = 1e-9
/** Of each level. */
const MAX_ISSUES = 20

/**
 * What is wrong with a game, whether read from a file or built: a list of nodes that is no tree, references to nothing,
 * payoffs that are not finite, probabilities that are negative or do not sum to 1 (within 1e-9), an information set met
 * twice on one path (errors: the game cannot be solved), and a player who forgets (`imperfect-recall`, a warning: the
 * agent form is solved all the same). `placeOf` says where a node stands, for the issues' line and column.
 */
export const checkGame = (
  game: ExtensiveGame,
  file?: string,
  placeOf?: (node: number) => Place,
): readonly Issue[] => {
  const issues: Issue[] = []
  const add = (level: Issue['level'], code: string, message: string, node = 0): void => {
    if (issues.filter((issue) => issue.level === level).length >= MAX_ISSUES) return
    const place = placeOf === undefined ? {} : placeOf(node)
    issues.push({ code, level, message, ...(file === undefined ? {} : { file }), ...place })
  }
  if (!sizeFits(game, add) || !partsFit(game, add)) return issues
  if (treeFits(game, add)) walk(game, add)
  return issues
}

type Add = (level: Issue['level'], code: string, message: string, node?: number) => void

const sizeFits = (game: ExtensiveGame, add: Add): boolean => {
  const nodes = game.nodes.length
  if (nodes > MAX_NODES)
    add('error', 'too-large', `the game has ${nodes} nodes; at most ${MAX_NODES} are read`)
  else if (nodes * game.players.length > MAX_PAYOFFS)
    add('error', 'too-large', `${nodes} nodes times ${game.players.length} players is over ${MAX_PAYOFFS}`)
  else return true
  return false
}

const partsFit = (game: ExtensiveGame, add: Add): boolean => {
  let sound = true
  const fail = (code: string, message: string, node = 0): void => {
    sound = false
    add('error', code, message, node)
  }
  const outcomeNode = firstNodes(game.outcomes.length, game.nodes, (node) => node.outcome)
  game.outcomes.forEach(({ number, payoffs }, k) => {
    if (payoffs.length !== game.players.length || !payoffs.every(Number.isFinite))
      fail('bad-payoffs', `outcome ${number} needs a finite payoff for each of the players`, outcomeNode[k])
  })
  game.sets.forEach(({ player, number, actions }) => {
    if (game.players[player] === undefined || actions.length === 0)
      fail('bad-set', `information set ${number} needs a player and an action`)
  })
  const eventNode = firstNodes(game.events.length, game.nodes, ({ kind, set }) =>
    kind === 'chance' ? set : -1,
  )
  game.events.forEach(({ number, actions, probabilities }, k) => {
    const sum = probabilities.reduce((total, probability) => total + probability, 0)
    if (actions.length === 0 || probabilities.length !== actions.length)
      fail('bad-event', `chance event ${number} needs an action, and a probability for each`, eventNode[k])
    else if (!probabilities.every((probability) => probability >= 0 && probability <= 1 + SUM_TOLERANCE))
      fail('bad-probability', `chance event ${number} has a probability outside 0 to 1`, eventNode[k])
    else if (Math.abs(sum - 1) > SUM_TOLERANCE)
      fail(
        'probability-sum',
        `the probabilities of chance event ${number} sum to ${sum}, not 1`,
        eventNode[k],
      )
  })
  return sound
}

/** The first node at which each index is used; 0 where none is. */
const firstNodes = (
  count: number,
  nodes: readonly GameNode[],
  indexOf: (node: GameNode) => number,
): Int32Array => {
  const first = new Int32Array(count)
  for (let n = nodes.length - 1; n >= 0; n--) {
    const index = indexOf(nodes[n])
    if (index >= 0 && index < count) first[index] = n
  }
  return first
}

const treeFits = (game: ExtensiveGame, add: Add): boolean => {
  let open = 1
  for (const [n, { kind, set, outcome }] of game.nodes.entries()) {
    const list = kind === 'chance' ? game.events : kind === 'personal' ? game.sets : []
    if ((kind !== 'terminal' && list[set] === undefined) || (outcome !== -1 && !game.outcomes[outcome])) {
      add('error', 'bad-node', `node ${n} refers to nothing`, n)
      return false
    }
    if (open === 0) break
    open += (kind === 'terminal' ? 0 : list[set].actions.length) - 1
    if (open === 0 && n === game.nodes.length - 1) return true
  }
  add('error', 'no-tree', 'the nodes are not one whole tree in prefix order')
  return false
}

/** Walks the tree with every player's last own move in mind. */
const walk = (game: ExtensiveGame, add: Add): void => {
  const starts = game.sets.map(() => 0)
  for (let s = 1; s < starts.length; s++) starts[s] = starts[s - 1] + game.sets[s - 1].actions.length
  const onPath = new Uint8Array(game.sets.length)
  /** Last own move known at each set: -2 for not met yet, -3 for told. */
  const memory = new Int32Array(game.sets.length).fill(-2)
  const last = new Int32Array(game.players.length).fill(-1)
  /** The open nodes above: node, actions gone through, last own move before it. */
  const above: { readonly n: number; taken: number; readonly before: number }[] = []
  game.nodes.forEach((node, n) => {
    if (node.kind === 'personal') {
      const { player, number } = game.sets[node.set]
      const whose = `information set ${number} of player ${player + 1} (${game.players[player]})`
      if (onPath[node.set] === 1) {
        add('error', 'absent-minded', `${whose} is met twice on one path`, n)
      } else if (memory[node.set] === -2) memory[node.set] = last[player]
      else if (memory[node.set] !== -3 && memory[node.set] !== last[player]) {
        memory[node.set] = -3
        add('warning', 'imperfect-recall', `at ${whose} the player has forgotten an own move`, n)
      }
    }
    if (node.kind !== 'terminal') {
      above.push({ n, taken: 0, before: node.kind === 'personal' ? last[game.sets[node.set].player] : -1 })
      enter(game, above, onPath, last, starts)
      return
    }
    while (above.length > 0) {
      const top = above[above.length - 1]
      const { kind, set } = game.nodes[top.n]
      const { actions } = kind === 'chance' ? game.events[set] : game.sets[set]
      top.taken++
      if (top.taken < actions.length) {
        enter(game, above, onPath, last, starts)
        return
      }
      if (kind === 'personal') {
        onPath[set] = 0
        last[game.sets[set].player] = top.before
      }
      above.pop()
    }
  })
}

/** Goes down the next action of the lowest open node. */
const enter = (
  game: ExtensiveGame,
  above: readonly { readonly n: number; readonly taken: number }[],
  onPath: Uint8Array,
  last: Int32Array,
  starts: readonly number[],
): void => {
  const { n, taken } = above[above.length - 1]
  const { kind, set } = game.nodes[n]
  if (kind !== 'personal') return
  onPath[set] = 1
  last[game.sets[set].player] = starts[set] + taken
}
