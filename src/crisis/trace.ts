import { responseProbability } from './coalition.js'
import { lastMoves } from './lastMove.js'
import { type Equilibrium, leadUtilities, stateWeight } from './solve.js'
import { voteChances } from './vote.js'

const percent = (p: number): string => `${(100 * p).toFixed(1)}%`
const points = (u: number): string => u.toFixed(1)

/**
 * A readable account of one solve, information set by information set: what the adversary's types would gain by each
 * challenge and choose, what every guarantor expects of each response in each state and chooses, and the last move over
 * a few amounts of coalition force. Payoffs in points.
 */
export const traceOf = (equilibrium: Equilibrium): string => {
  const { game, types, challenge, payoff, outside, residual, sweeps, converged } = equilibrium
  const lines: string[] = []
  const say = (text = ''): void => {
    lines.push(text)
  }
  say(`${game.guarantors.length} guarantors, ${types.count} types of adversary, ${game.levels.length} levels`)
  say(`${converged ? 'solved' : 'NOT SOLVED'}: residual ${residual.toExponential(1)} after ${sweeps} sweeps`)
  say()
  say('1. The challenge (adversary, by type; payoff in points, then chance)')
  const width = game.levels.length + 1
  for (let t = 0; t < types.count; t++) {
    const options = game.levels.map(
      (level, l) =>
        `${level.id} ${points(payoff[l * types.count + t])} ${percent(challenge[t * width + l + 1])}`,
    )
    const who = `${types.fearful[t] ? 'fearful' : 'greedy'}, value ${points(types.value[t])}, weight ${percent(types.prior[t])}`
    say(`   ${who}: none ${points(outside[t])} ${percent(challenge[t * width])}; ${options.join('; ')}`)
  }
  equilibrium.junctions.forEach((junction, index) => {
    const level = game.levels[junction.level]
    say()
    say(`${index + 2}. ${level.id}, ${junction.branch} (${percent(junction.weight)} of such challenges)`)
    junction.votes.forEach((yes, shock) => {
      if (level.procedure?.kind !== 'vote') return
      const { members, name, rule } = level.procedure
      const { passes, decisive } = voteChances(rule, yes)
      const voters = members.map(
        (g, m) => `${game.guarantors[g].id} ${percent(yes[m])} (decisive ${percent(decisive[m])})`,
      )
      say(
        `   vote of the ${name} at Z ${points(equilibrium.shocks.nodes[shock])}: passes ${percent(passes)}; consent ${voters.join(', ')}`,
      )
    })
    junction.leads.forEach((choice, shock) => {
      if (level.procedure?.kind !== 'lead') return
      const { lead } = level.procedure
      const n = junction.states[0].coalition.layout.order.indexOf(lead)
      const utilities = leadUtilities(junction, n, shock)
      const each = game.responses.map((name, r) => `${name} ${points(utilities[r])} ${percent(choice[r])}`)
      say(
        `   lead nation ${game.guarantors[lead].id} at Z ${points(equilibrium.shocks.nodes[shock])}: ${each.join('; ')}`,
      )
    })
    for (const state of junction.states) {
      const { layout, utility, payoffs } = state.coalition
      const z = equilibrium.shocks.nodes[state.shock]
      say(
        `   casus foederis ${state.finding}${state.led === null ? '' : `, lead nation gives ${game.responses[state.led]}`}, Z ${points(z)}: weight ${percent(stateWeight(equilibrium, junction, state))}`,
      )
      game.guarantors.forEach((guarantor, g) => {
        const n = layout.order.indexOf(g)
        const owed = payoffs.owed[n] > 0 ? `owes ${game.responses[payoffs.owed[n]]}` : 'owes nothing'
        const each = game.responses.map(
          (name, r) =>
            `${name} ${points(utility[n * layout.responses + r])} ${percent(responseProbability(state.coalition, n, r))}`,
        )
        say(`      ${guarantor.id} ${owed}: ${each.join('; ')}`)
      })
    }
    const { cells, persist, escalate } = junction.move
    say(`   last move of the median type: ${lastMoves.join(' / ')} by coalition force`)
    for (const joined of [0, 1])
      for (let k = 0; k <= 4; k++) {
        const cell = Math.round(((cells - 1) * k) / 4)
        const at = (types.node[types.median] * 2 + joined) * cells + cell
        const back = Math.max(0, 1 - persist[at] - escalate[at])
        const where = joined === 1 ? 'guarantors in the way' : 'none in the way'
        say(
          `      ${points(cell * game.forceStep)} BE, ${where}: ${percent(persist[at])} / ${percent(back)} / ${percent(escalate[at])}`,
        )
      }
  })
  return `${lines.join('\n')}\n`
}
