import {
  type Cast,
  type Equilibrium,
  findEquilibria,
  gameOf,
  type Labelled,
  type Outcome,
  outcomeOf,
  type Reading,
  type Values,
} from '../crisis/index.js'
import type { Pact } from '../pact/index.js'

/** One option ready to be solved. */
export interface Option {
  readonly pact: Pact
  readonly cast: Cast
  readonly reading: Reading
}

/** What a study keeps of one draw of one option. */
export interface DrawResult {
  readonly outcome: Outcome
  /** P(no challenge) at every equilibrium found, the selected one first. */
  readonly deterrences: readonly number[]
}

/** P(no challenge) over all types. */
export const deterrenceOf = ({ types, challenge, game }: Equilibrium): number => {
  let sum = 0
  for (let type = 0; type < types.count; type++) sum += types.prior[type] * challenge[type * (game.levels.length + 1)]
  return sum
}

/** Solves an option at one point of the assumptions; `warm` only saves time. */
export const solveAt = ({ pact, cast, reading }: Option, values: Values, warm?: Equilibrium): readonly Labelled[] =>
  findEquilibria(gameOf(pact, cast, reading, values), warm)

/** One draw of one option. The principal equilibrium is selected; the others are kept beside it. */
export const solveDraw = (option: Option, values: Values, warm: Equilibrium): DrawResult => {
  const found = solveAt(option, values, warm)
  return {
    outcome: outcomeOf(found[0].equilibrium),
    deterrences: found.map(({ equilibrium }) => deterrenceOf(equilibrium)),
  }
}
