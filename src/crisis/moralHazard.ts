import { logit } from './contest.js'
import { type Outcome, outcomeOf } from './outcome.js'
import type { Equilibrium } from './solve.js'

/*
 * The beneficiary's posture: restrained or assertive, seen by all before the adversary weighs a challenge. A guarantee that
 * lowers the price of being assertive invites it (moral hazard); one that voids itself then, or that only deters while
 * nobody is provoked, does not (Benson 2012; Benson, Meirowitz & Ramsay 2014).
 */

/** What the beneficiary weighs, points; 100 = its total defeat. */
export interface Beneficiary {
  /** Precision of its choice per point, >= 0. */
  readonly lambda: number
  /** What an assertive posture gains it, apart from what it brings on. */
  readonly gain: number
  /** What fighting at the highest level costs it beside the prize; at others in proportion to severity. */
  readonly war: number
}

/** The two games that follow from the two postures. */
export interface Postures {
  readonly restrained: Equilibrium
  readonly assertive: Equilibrium
}

export interface MoralHazard {
  /** P(assertive) under the guarantee, and with nothing promised. */
  readonly assertive: number
  readonly without: number
  /** P(assertive) if the text had no voiding clause and no condition of no provocation; NaN where it has none. */
  readonly unvoided: number
  /** P(challenge | occasion) under the guarantee after each posture. */
  readonly challenge: { readonly restrained: number; readonly assertive: number }
  readonly converged: boolean
}

/** What one occasion costs the beneficiary, points (negative): the prize it may lose and the fighting. */
export const beneficiaryPayoff = (equilibrium: Equilibrium, { war }: Beneficiary): number =>
  payoffIn(equilibrium, outcomeOf(equilibrium), war)

const payoffIn = ({ game }: Equilibrium, outcome: Outcome, war: number): number =>
  outcome.levels.reduce(
    (sum, level, l) =>
      sum -
      level.challenge * (100 * game.levels[l].share * level.lost + war * game.levels[l].severity * level.war),
    0,
  )

/** P(assertive): its logit choice between the two games. */
export const assertiveChance = (postures: Postures, beneficiary: Beneficiary): number => {
  const choice = new Float64Array(2)
  logit(
    Float64Array.of(
      beneficiaryPayoff(postures.restrained, beneficiary),
      beneficiaryPayoff(postures.assertive, beneficiary) + beneficiary.gain,
    ),
    beneficiary.lambda,
    choice,
  )
  return choice[1]
}

/** Output 10: what the guarantee does to the beneficiary's restraint. `unvoided` is null where nothing voids the text. */
export const moralHazardOf = (
  under: Postures,
  without: Postures,
  unvoided: Postures | null,
  beneficiary: Beneficiary,
): MoralHazard => {
  const solved = [under, without, ...(unvoided === null ? [] : [unvoided])]
  const challenge = (equilibrium: Equilibrium): number => 1 - outcomeOf(equilibrium).deterrence
  return {
    assertive: assertiveChance(under, beneficiary),
    without: assertiveChance(without, beneficiary),
    unvoided: unvoided === null ? Number.NaN : assertiveChance(unvoided, beneficiary),
    challenge: { restrained: challenge(under.restrained), assertive: challenge(under.assertive) },
    converged: solved.every(({ restrained, assertive }) => restrained.converged && assertive.converged),
  }
}
