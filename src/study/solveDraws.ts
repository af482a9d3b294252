import {
  type Cast,
  type Equilibrium,
  findEquilibria,
  gameOf,
  type Labelled,
  type Outcome,
  outcomeOf,
  solve,
  type Values,
} from '../crisis/index.js'
import { type Aspects, solveAspects } from './aspects.js'
import type { Option } from './option.js'

/** What a study keeps of one draw of one option. */
export interface DrawResult {
  readonly outcome: Outcome
  /** Were further equilibria looked for? */
  readonly searched: boolean
  /** P(no challenge) at every equilibrium found, the selected one first. */
  readonly deterrences: readonly number[]
  /** What the further games say; null where they were not solved. */
  readonly aspects: Aspects | null
  /** The same draw without the ledger's record; absent where none was given. */
  readonly withoutRecord?: Outcome
}

/** P(no challenge) over all types. */
export const deterrenceOf = ({ types, challenge, game }: Equilibrium): number => {
  let sum = 0
  for (let type = 0; type < types.count; type++)
    sum += types.prior[type] * challenge[type * (game.levels.length + 1)]
  return sum
}

/** Solves an option at one point of the assumptions and searches for further equilibria; `warm` only saves time. */
export const solveAt = (
  { pact, cast, reading }: Option,
  values: Values,
  warm?: Equilibrium,
): readonly Labelled[] => findEquilibria(gameOf(pact, cast, reading, values), warm)

const castWithout = ({ records: _, ...cast }: Cast): Cast => cast

/**
 * One draw of one option. With `search`, further equilibria are looked for and further games solved (which takes several times as long); the principal
 * one is selected and the others are kept beside it. A draw that does not settle at once is always searched.
 */
export const solveDraw = (option: Option, values: Values, warm: Equilibrium, search: boolean): DrawResult => {
  const { pact, cast, reading } = option
  const withoutRecord =
    cast.records === undefined
      ? {}
      : { withoutRecord: outcomeOf(solve(gameOf(pact, castWithout(cast), reading, values), { warm })) }
  const quick = search ? null : solve(gameOf(pact, cast, reading, values), { warm })
  const found = quick?.converged
    ? [{ label: 'principal' as const, equilibrium: quick }]
    : solveAt(option, values, warm)
  return {
    outcome: outcomeOf(found[0].equilibrium),
    searched: search,
    deterrences: found.map(({ equilibrium }) => deterrenceOf(equilibrium)),
    aspects: search ? solveAspects(option, values, found[0].equilibrium) : null,
    ...withoutRecord,
  }
}
