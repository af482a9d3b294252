import type { Assumption, Equilibrium } from '../crisis/index.js'
import { drawAll, valuesAt, valuesOf } from './draws.js'
import type { Option } from './option.js'
import { type DrawResult, solveAt, solveDraw } from './solveDraws.js'

/** A run of draws of one option: what one worker does at a time. Plain data, so it can cross to another thread. */
export interface Shard {
  readonly option: Option
  readonly assumptions: readonly Assumption[]
  readonly seed: number
  readonly draws: number
  /** Draws from `from` up to, but not including, `to`. */
  readonly from: number
  readonly to: number
}

/** Further equilibria are looked for in one draw of four. */
const SEARCH_EVERY = 4

/**
 * Solves one shard. Every draw starts from the option's own median solution and from nothing else, so results do not
 * depend on how draws are dealt to workers.
 */
export const runShard = (shard: Shard, onDraw: () => void = () => undefined): DrawResult[] => {
  const { option, assumptions, seed, draws, from, to } = shard
  const all = drawAll(assumptions, seed, draws)
  const median: Equilibrium = solveAt(option, valuesAt(assumptions, 0.5))[0].equilibrium
  return Array.from({ length: to - from }, (_, k) => {
    const result = solveDraw(option, valuesOf(all, from + k), median, (from + k) % SEARCH_EVERY === 0)
    onDraw()
    return result
  })
}

/** The default worker task: see `workers.ts`. */
export default (shard: Shard): DrawResult[] => runShard(shard)
