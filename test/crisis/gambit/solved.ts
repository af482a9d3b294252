import { expect } from 'vitest'
import {
  type ExtensiveGame,
  type Profile,
  principalBranch,
  readGame,
} from '../../../src/crisis/gambit/index.js'

export const read = (text: string): ExtensiveGame => readGame(text, 'test').game!

/** A 2x2 game from rows of [row player, column player]. */
export const twoByTwo = (cells: readonly (readonly [number, number])[]): ExtensiveGame => {
  const [uu, ud, du, dd] = cells
  return read(`NFG 1 R "" { "A" "B" } { 2 2 } ${[uu, du, ud, dd].flat().map(String).join(' ')}`)
}

export const solved = (game: ExtensiveGame, lambda: number): Profile => {
  const result = principalBranch(game, { lambda })
  expect(result.converged).toBe(true)
  expect(result.reached).toBe(lambda)
  expect(result.residual).toBeLessThan(1e-10)
  return result.profile
}
