import { responseProbability } from './coalition.js'
import type { Game } from './game.js'
import { type Expectations, expectationsByState, settledWeight } from './outcome.js'
import { type Equilibrium, solve } from './solve.js'

/*
 * Burden sharing (output 9) and what a test would cost (part of 11), given a challenge at one level. Beside what the
 * coalition provides stands what it would if each guarantor weighed the prize with the stakes of all together: the gap
 * is the public-good problem of Olson & Zeckhauser (1966).
 */

/** What one guarantor is expected to bear. */
export interface Share {
  readonly id: string
  /** Force it brings, BE. */
  readonly force: number
  /** Own cost of what it does, and fear of a direct clash, points. */
  readonly cost: number
  readonly fear: number
}

export interface Burden {
  readonly shares: readonly Share[]
  readonly force: number
  readonly cost: number
  readonly fear: number
  /** Share of the force that its largest provider carries, 0 to 1; NaN where none is expected. */
  readonly largest: number
}

const sumOf = (shares: readonly Share[], pick: (share: Share) => number): number =>
  shares.reduce((sum, share) => sum + pick(share), 0)

/** What each guarantor is expected to bear, given a challenge at this level. */
export const burdenOf = (
  equilibrium: Equilibrium,
  level: number,
  expected: Expectations = expectationsByState(equilibrium),
): Burden => {
  const { game } = equilibrium
  const spec = game.levels[level]
  const shares = game.guarantors.map((guarantor, g): Share => {
    let force = 0
    let cost = 0
    let fear = 0
    for (const junction of equilibrium.junctions) {
      if (junction.level !== level) continue
      for (const state of junction.states) {
        const weight = junction.weight * settledWeight(equilibrium, junction, state)
        const { layout } = state.coalition
        const n = layout.order.indexOf(g)
        const curves = expected.get(state)
        for (let r = 0; r < layout.responses; r++) {
          const p = weight * responseProbability(state.coalition, n, r)
          const at = 3 * (n * layout.responses + r)
          const war = curves?.[at + 1] ?? 0
          const clash = curves?.[at + 2] ?? 0
          const severity = game.direct[r] ? spec.directSeverity : spec.severity
          const upfront = guarantor.upfront[r]
          force += p * guarantor.force[level][r]
          cost += p * guarantor.cost[r] * severity * (upfront + (1 - upfront) * war)
          fear += p * guarantor.exposure[r] * guarantor.fear * clash
        }
      }
    }
    return { id: guarantor.id, force, cost, fear }
  })
  const force = sumOf(shares, (share) => share.force)
  return {
    shares,
    force,
    cost: sumOf(shares, (share) => share.cost),
    fear: sumOf(shares, (share) => share.fear),
    largest: force > 0 ? Math.max(...shares.map((share) => share.force)) / force : Number.NaN,
  }
}

/** The game in which every guarantor weighs the prize with the stakes of all guarantors together. */
export const commonStakes = (game: Game): Game => {
  const stake = game.guarantors.reduce((sum, guarantor) => sum + guarantor.stake, 0)
  return { ...game, guarantors: game.guarantors.map((guarantor) => ({ ...guarantor, stake })) }
}

/** The coalition's optimum beside its equilibrium: that game, solved from the solution of this one. */
export const solveOptimum = (equilibrium: Equilibrium): Equilibrium =>
  solve(commonStakes(equilibrium.game), { warm: equilibrium })
