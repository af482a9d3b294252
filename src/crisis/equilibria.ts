import type { Game } from './game.js'
import { distanceBetween, type Equilibrium, type SolveOptions, solve } from './solve.js'

/** Where an equilibrium was reached from. `principal` is the end of the logit branch that starts at lambda 0. */
export type Label = 'principal' | 'from-all' | 'from-none'

export interface Labelled {
  readonly label: Label
  readonly equilibrium: Equilibrium
}

/** Above the distance at which `solve` stops when it nears a known equilibrium. */
const SAME = 2e-3
const TRACE_STEPS = 24

/**
 * All distinct equilibria found: the principal one first, then those reached from "everybody responds" and "nobody
 * responds". When the three starts agree, the principal branch can end nowhere else that they would reach, and it is
 * not traced; when they differ it is, so that the label is earned.
 */
export const findEquilibria = (game: Game, warm?: Equilibrium): readonly Labelled[] => {
  const direct = solve(game, warm === undefined ? {} : { warm })
  const settled =
    direct.converged &&
    (['all', 'none'] as const).every((start) => agree(solve(game, { start, near: direct }), direct))
  if (settled) return [{ label: 'principal', equilibrium: direct }]
  const found: Labelled[] = [{ label: 'principal', equilibrium: tracePrincipal(game) }]
  const others: readonly Labelled[] = [
    { label: 'from-all', equilibrium: solve(game, { start: 'all' }) },
    { label: 'from-none', equilibrium: solve(game, { start: 'none' }) },
  ]
  for (const other of others)
    if (other.equilibrium.converged && !found.some((known) => agree(known.equilibrium, other.equilibrium)))
      found.push(other)
  return found
}

const agree = (a: Equilibrium, b: Equilibrium): boolean => distanceBetween(a, b) < SAME

/** Follows the logit branch from lambda 0 (everybody indifferent) by small steps, each starting from the last. */
export const tracePrincipal = (game: Game): Equilibrium => {
  let current: Equilibrium | undefined
  for (let step = 1; step <= TRACE_STEPS; step++) {
    const share = step / TRACE_STEPS
    const scaled: Game = {
      ...game,
      lambdaGuarantor: game.lambdaGuarantor * share,
      adversary: { ...game.adversary, lambda: game.adversary.lambda * share },
    }
    const options: SolveOptions = current === undefined ? {} : { warm: current }
    current = solve(step === TRACE_STEPS ? game : scaled, options)
  }
  return current as Equilibrium
}
