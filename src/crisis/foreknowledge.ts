import { responseProbability } from './coalition.js'
import { logit } from './contest.js'
import { type Equilibrium, type State, stateWeight } from './solve.js'
import type { Strike, Strikes } from './window.js'

/*
 * The value of foreknowledge (output 8): would the adversary have challenged, had it known what it would meet? It then
 * learns, before it chooses, the mood of the guarantors (Z) and at each level how the first clash ends, what is found and
 * which coalition comes; the last move and the luck of war stay open. What it would meet at different levels hangs
 * together: the same quantile of "how well a challenge would go", as the median type ranks it, holds at all of them.
 */

export interface Foreknowledge {
  readonly expecting: Strikes
  readonly knowing: Strikes
  /** Probability that knowing turns its likeliest choice from some challenge to none, and from none to some challenge. */
  readonly dissuaded: number
  readonly invited: number
}

/** It knows what it meets to within one part in so many. */
const SLICES = 100

/** Something that may be met at one level: its probability given Z, and where its payoff is found. */
interface Prospect {
  readonly weight: number
  readonly payoff: (node: number) => number
}

const painOf = ({ game }: Equilibrium, { coalition, level }: State): number => {
  const { layout } = coalition
  let pain = 0
  for (let n = 0; n < layout.count; n++)
    for (let r = 0; r < layout.responses; r++)
      pain += responseProbability(coalition, n, r) * game.guarantors[layout.order[n]].pain[r]
  return pain * game.levels[level].severity
}

/** All that may be met at one level under one shock, in the order in which the median type would have it, worst first. */
const prospectsAt = (equilibrium: Equilibrium, level: number, shock: number): Prospect[] => {
  const { types, shocks, junctions } = equilibrium
  const prospects: Prospect[] = []
  for (const junction of junctions) {
    if (junction.level !== level) continue
    const { cells, payoff } = junction.move
    for (const state of junction.states) {
      if (state.shock !== shock) continue
      const share = (junction.weight * stateWeight(equilibrium, junction, state)) / shocks.weights[shock]
      const pain = painOf(equilibrium, state)
      const { all, apart } = state.coalition.force
      for (let cell = 0; cell < cells; cell++)
        for (let joined = 0; joined < 2; joined++) {
          const weight = share * (joined === 1 ? all[cell] - apart[cell] : apart[cell])
          if (weight < 1e-12) continue
          prospects.push({ weight, payoff: (node) => payoff[(node * 2 + joined) * cells + cell] - pain })
        }
    }
  }
  const median = types.node[types.median]
  const rank = prospects.map((prospect) => prospect.payoff(median))
  return Array.from(prospects.keys())
    .sort((a, b) => rank[a] - rank[b] || a - b)
    .map((k) => prospects[k])
}

/** [slice * nodes + node]: mean payoff in each slice of equal probability. */
const slicesOf = (prospects: readonly Prospect[], nodes: number): Float64Array => {
  const out = new Float64Array(SLICES * nodes)
  const total = prospects.reduce((sum, { weight }) => sum + weight, 0)
  let slice = 0
  let room = 1 / SLICES
  for (const { weight, payoff } of prospects) {
    let left = weight / total
    while (left > 0) {
      const taken = slice === SLICES - 1 ? left : Math.min(left, room)
      for (let node = 0; node < nodes; node++) out[slice * nodes + node] += taken * SLICES * payoff(node)
      left -= taken
      room -= taken
      if (room <= 1e-15 && slice < SLICES - 1) {
        slice++
        room = 1 / SLICES
      }
    }
  }
  return out
}

/** Sums of chances for all types and for each motive. */
class Tally {
  private readonly mass = { greedy: 0, fearful: 0 }
  private readonly sums: { readonly greedy: number[]; readonly fearful: number[] }

  constructor(levels: number) {
    const zeros = (): number[] => new Array<number>(levels).fill(0)
    this.sums = { greedy: zeros(), fearful: zeros() }
  }

  add(fearful: boolean, weight: number, choice: Float64Array): void {
    const motive = fearful ? 'fearful' : 'greedy'
    this.mass[motive] += weight
    for (let l = 0; l + 1 < choice.length; l++) this.sums[motive][l] += weight * choice[l + 1]
  }

  strikes(): Strikes {
    const { mass, sums } = this
    const of = (total: number, values: readonly number[]): Strike => {
      const levels = values.map((value) => (total > 0 ? value / total : Number.NaN))
      return { any: levels.reduce((sum, p) => sum + p, 0), levels }
    }
    return {
      all: of(
        mass.greedy + mass.fearful,
        sums.greedy.map((value, l) => value + sums.fearful[l]),
      ),
      greedy: of(mass.greedy, sums.greedy),
      fearful: of(mass.fearful, sums.fearful),
    }
  }
}

const likeliest = (choice: Float64Array): number => {
  let best = 0
  for (let k = 1; k < choice.length; k++) if (choice[k] > choice[best]) best = k
  return best
}

/** Compares the choice on expectations (the equilibrium) with the choice of one who knows what it would meet. */
export const foreknowledgeOf = (equilibrium: Equilibrium): Foreknowledge => {
  const { game, types, shocks, challenge, outside } = equilibrium
  const levels = game.levels.length
  const nodes = types.values.length
  const expecting = new Tally(levels)
  const knowing = new Tally(levels)
  const utilities = new Float64Array(levels + 1)
  const choice = new Float64Array(levels + 1)
  const expected = Array.from({ length: types.count }, (_, type) =>
    challenge.subarray(type * (levels + 1), (type + 1) * (levels + 1)),
  )
  expected.forEach((one, type) => {
    expecting.add(types.fearful[type], types.prior[type], one)
  })
  let dissuaded = 0
  let invited = 0
  shocks.weights.forEach((shockWeight, shock) => {
    const slices = game.levels.map((_, level) => slicesOf(prospectsAt(equilibrium, level, shock), nodes))
    for (let type = 0; type < types.count; type++) {
      const weight = (types.prior[type] * shockWeight) / SLICES
      const challenges = likeliest(expected[type]) > 0
      utilities[0] = outside[type]
      for (let slice = 0; slice < SLICES; slice++) {
        for (let level = 0; level < levels; level++)
          utilities[level + 1] = slices[level][slice * nodes + types.node[type]]
        logit(utilities, game.adversary.lambda, choice)
        knowing.add(types.fearful[type], weight, choice)
        const would = likeliest(choice) > 0
        if (challenges && !would) dissuaded += weight
        if (!challenges && would) invited += weight
      }
    }
  })
  return { expecting: expecting.strikes(), knowing: knowing.strikes(), dissuaded, invited }
}
