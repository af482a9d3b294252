import { exp, pow } from '../core/elementary.js'
import type { Phase, Step } from './circumstances.js'
import type { Game } from './game.js'
import { type Equilibrium, solve } from './solve.js'

/*
 * The window: what an adversary does that may strike before a guarantee is in force. By backward induction over the
 * phases: in each, an occasion is used as in the crisis game of that phase, but not to challenge is worth the status quo
 * plus what waiting changes (docs/model.md, "The window").
 */

/** Chances on one occasion: of any challenge, and [level] of each. */
export interface Strike {
  readonly any: number
  readonly levels: readonly number[]
}

/** Over all types, and given each motive (NaN where no type has it). */
export interface Strikes {
  readonly all: Strike
  readonly greedy: Strike
  readonly fearful: Strike
}

export interface WindowPhase extends Step {
  readonly strikes: Strikes
}

export interface WindowOutcome {
  /** From the announcement on; the last is `in-force`. */
  readonly phases: readonly WindowPhase[]
  /** The same game with nothing promised and nothing on its way. */
  readonly before: Strikes
  /** Largest residual of the solves, and whether all converged. */
  readonly residual: number
  readonly converged: boolean
}

/** Chances of a challenge on one occasion, over all types and by motive. */
export const strikesOf = ({ game, types, challenge }: Equilibrium): Strikes => {
  const width = game.levels.length + 1
  const given = (counts: (type: number) => boolean): Strike => {
    const levels = new Array<number>(game.levels.length).fill(0)
    let mass = 0
    for (let type = 0; type < types.count; type++) {
      if (!counts(type)) continue
      mass += types.prior[type]
      for (let l = 0; l < levels.length; l++) levels[l] += types.prior[type] * challenge[type * width + l + 1]
    }
    const shares = levels.map((p) => (mass > 0 ? p / mass : Number.NaN))
    return { any: shares.reduce((sum, p) => sum + p, 0), levels: shares }
  }
  return {
    all: given(() => true),
    greedy: given((type) => !types.fearful[type]),
    fearful: given((type) => types.fearful[type]),
  }
}

const MONTHS = 12

/** Probability of at least one event of a Poisson process with so many expected. */
const happens = (expected: number): number => 1 - exp(-expected)

/**
 * Solves the window. `inForce` is the solved game once all is in force, `gameAt` gives the game of any phase with nothing
 * about to change, `discount` is a year's (0 to 1). In the last phase before force the adversary foresees the game in
 * force, in the one before it that phase, and so on. `before` is the solved game with nothing promised. `onSolved` is given the game
 * of each phase before force as it is solved.
 */
export const solveWindow = (
  steps: readonly Step[],
  gameAt: (phase: Phase) => Game,
  inForce: Equilibrium,
  before: Equilibrium,
  discount: number,
  onSolved: (equilibrium: Equilibrium) => void = () => undefined,
): WindowOutcome => {
  const solved: WindowPhase[] = []
  let later = inForce
  let residual = Math.max(inForce.residual, before.residual)
  let converged = inForce.converged && before.converged
  for (const step of [...steps].reverse()) {
    if (step.phase !== 'in-force') {
      const game = gameAt(step.phase)
      const prospects = {
        discount: pow(discount, (step.to - step.from) / MONTHS),
        later: Array.from(later.worth),
      }
      later = solve({ ...game, adversary: { ...game.adversary, prospects } }, { warm: later })
      residual = Math.max(residual, later.residual)
      converged &&= later.converged
      onSolved(later)
    }
    solved.unshift({ ...step, strikes: strikesOf(later) })
  }
  return { phases: solved, before: strikesOf(before), residual, converged }
}

/** One month of a survival curve. */
export interface Hazard {
  /** Month after the announcement, from 1. */
  readonly month: number
  /** P(a challenge in this month | none before). */
  readonly hazard: number
  /** P(no challenge by the end of this month). */
  readonly survival: number
}

/**
 * Hazard per month and survival from the announcement on, for `months` months. Occasions arrive as a Poisson process at
 * `occasionsPerYear`; at each a type is drawn anew, as for the horizons. A month in which phases meet takes its share of
 * each. `pick` chooses whose strikes are counted.
 */
export const survivalOf = (
  phases: readonly WindowPhase[],
  occasionsPerYear: number,
  months: number,
  pick: (strikes: Strikes) => number = ({ all }) => all.any,
): readonly Hazard[] => {
  let survival = 1
  return Array.from({ length: months }, (_, k): Hazard => {
    let rate = 0
    for (const { from, to, strikes } of phases) {
      const share = Math.max(0, Math.min(k + 1, to) - Math.max(k, from))
      if (share > 0) rate += (share / MONTHS) * occasionsPerYear * pick(strikes)
    }
    const hazard = happens(rate)
    survival *= 1 - hazard
    return { month: k + 1, hazard, survival }
  })
}

/** What the window adds, for the types that `pick` chooses. */
export interface Provocation {
  /** P(a challenge before force), and P(one in the same months had nothing been promised). */
  readonly strike: number
  readonly baseline: number
  /** Growth of strike less baseline with one more month of delay, all phases stretched alike; NaN without a window. */
  readonly perMonth: number
}

/** The provocation index (output 7). Chances on an occasion are held as solved while the phases are stretched. */
export const provocationOf = (
  { phases, before }: WindowOutcome,
  occasionsPerYear: number,
  pick: (strikes: Strikes) => number = ({ all }) => all.any,
): Provocation => {
  const window = phases.filter(({ phase }) => phase !== 'in-force')
  const tau = window.reduce((end, { to }) => Math.max(end, to), 0)
  const rate =
    (occasionsPerYear / MONTHS) *
    window.reduce((sum, { from, to, strikes }) => sum + (to - from) * pick(strikes), 0)
  const base = (occasionsPerYear / MONTHS) * tau * pick(before)
  const strike = happens(rate)
  const baseline = happens(base)
  if (tau === 0) return { strike, baseline, perMonth: Number.NaN }
  const stretch = (tau + 1) / tau
  return {
    strike,
    baseline,
    perMonth: happens(rate * stretch) - happens(base * stretch) - (strike - baseline),
  }
}
