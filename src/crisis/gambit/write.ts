import { plainDecimal } from './decimal.js'
import { exactShares } from './fractions.js'
import type { ExtensiveGame, GameNode } from './types.js'

/**
 * The game as an `.efg` file (EFG 2 R). Every number reads back as the same double, without exponents: payoffs as decimals,
 * probabilities as fractions that sum to exactly 1, as Gambit asks (`exactShares`). Sets, events and outcomes are described at
 * each of their nodes, as Gambit itself does; those without a node are not written.
 *
 * The format has no way to end a name in a backslash: such a name gets a blank after it.
 */
export const writeEfg = (game: ExtensiveGame): string => {
  const sets = game.sets.map(
    ({ player, number, name, actions }) =>
      `${player + 1} ${number} ${quoted(name)} { ${actions.map(quoted).join(' ')} }`,
  )
  const events = game.events.map(({ number, name, actions, probabilities }) => {
    const shares = exactShares(probabilities)
    return `${number} ${quoted(name)} { ${actions.map((action, k) => `${quoted(action)} ${shares[k]}`).join(' ')} }`
  })
  const outcomes = game.outcomes.map(
    ({ number, name, payoffs }) => `${number} ${quoted(name)} { ${payoffs.map(plainDecimal).join(', ')} }`,
  )
  const line = ({ kind, name, set, outcome }: GameNode): string => {
    const paid = outcome < 0 ? '0' : outcomes[outcome]
    if (kind === 'terminal') return `t ${quoted(name)} ${paid}`
    return kind === 'chance'
      ? `c ${quoted(name)} ${events[set]} ${paid}`
      : `p ${quoted(name)} ${sets[set]} ${paid}`
  }
  const players = game.players.map(quoted).join(' ')
  const head = `EFG 2 R ${quoted(game.title)} { ${players} }\n${quoted(game.comment)}\n\n`
  return `${head}${game.nodes.map(line).join('\n')}\n`
}

const quoted = (text: string): string => `"${text.replaceAll('"', '\\"')}${text.endsWith('\\') ? ' ' : ''}"`
