import { responseProbability } from '../crisis/coalition.js'
import type { Equilibrium } from '../crisis/index.js'
import { stateWeight } from '../crisis/solve.js'

/** What the record asks of one solved game. */
export interface Reading {
  /** Probability of each level of challenge on one occasion: hybrid, limited, full. */
  readonly levels: readonly [hybrid: number, limited: number, full: number]
  /** Given a full challenge: fighting goes on. */
  readonly war: number
  /** Given a full challenge and the casus foederis found: mean over guarantors of P(honour), P(at least one does); NaN without any. */
  readonly honour: number
  readonly someHonour: number
}

const FULL = 2

/** Reads a solved game of the record; much less than `outcomeOf` does, and much faster. */
export const readingOf = (equilibrium: Equilibrium): Reading => {
  const { types, challenge } = equilibrium
  const levels: [number, number, number] = [0, 0, 0]
  for (let type = 0; type < types.count; type++)
    for (let level = 0; level < 3; level++)
      levels[level] += types.prior[type] * challenge[type * 4 + level + 1]
  const each = honourOf(equilibrium)
  return {
    levels,
    war: warGivenFull(equilibrium),
    honour: each.length === 0 ? Number.NaN : each.reduce((sum, p) => sum + p, 0) / each.length,
    someHonour: each.length === 0 ? Number.NaN : someHonour(equilibrium),
  }
}

const warGivenFull = (equilibrium: Equilibrium): number => {
  let war = 0
  for (const junction of equilibrium.junctions) {
    if (junction.level !== FULL) continue
    const { joined, apart } = junction.curves
    for (const state of junction.states) {
      const weight = junction.weight * stateWeight(equilibrium, junction, state)
      const { force } = state.coalition
      for (let cell = 0; cell < junction.move.cells; cell++)
        war += weight * (force.all[cell] * joined[1][cell] + force.apart[cell] * apart[1][cell])
    }
  }
  return war
}

/** Each guarantor's probability of doing what it owes in a full attack, the casus foederis found. */
export const honourOf = (equilibrium: Equilibrium): Float64Array => {
  const honour = new Float64Array(equilibrium.game.guarantors.length)
  eachFound(equilibrium, (weight, kept) => {
    for (const [g, p] of kept.entries()) honour[g] += weight * p
  })
  return honour
}

/** Independent given the common shock, which is averaged over. */
const someHonour = (equilibrium: Equilibrium): number => {
  let some = 0
  eachFound(equilibrium, (weight, kept) => {
    some += weight * (1 - kept.reduce((none, p) => none * (1 - p), 1))
  })
  return some
}

const eachFound = (
  { junctions, shocks, game }: Equilibrium,
  take: (weight: number, kept: Float64Array) => void,
): void => {
  for (const junction of junctions) {
    if (junction.level !== FULL) continue
    for (const state of junction.states) {
      if (state.finding !== 'passed') continue
      const { coalition } = state
      const kept = new Float64Array(game.guarantors.length)
      for (let n = 0; n < coalition.layout.count; n++) {
        const g = coalition.layout.order[n]
        for (let r = game.guarantors[g].ifPassed[FULL].response; r < coalition.layout.responses; r++)
          kept[g] += responseProbability(coalition, n, r)
      }
      take(junction.weight * shocks.weights[state.shock], kept)
    }
  }
}
