import type { Assumption, Equilibrium } from '../crisis/index.js'
import { type Draws, drawAll, valuesAt, valuesOf } from './draws.js'
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

/** What the shards of one option share: a worker that is dealt several may keep it. */
export interface Start {
  readonly all: Draws
  readonly median: Equilibrium
}

export const startOf = ({ option, assumptions, seed, draws }: Shard): Start => ({
  all: drawAll(assumptions, seed, draws),
  median: solveAt(option, valuesAt(assumptions, 0.5))[0].equilibrium,
})

/**
 * Solves one shard. Every draw starts from the option's own median solution and from nothing else, so results do not
 * depend on how draws are dealt to workers.
 */
export const runShard = (
  shard: Shard,
  onDraw: () => void = () => undefined,
  { all, median } = startOf(shard),
): DrawResult[] => {
  const { option, from, to } = shard
  return Array.from({ length: to - from }, (_, k) => {
    const result = solveDraw(option, valuesOf(all, from + k), median, (from + k) % SEARCH_EVERY === 0)
    onDraw()
    return result
  })
}

/** The default worker task: see `workers.ts`. */
export default (shard: Shard): DrawResult[] => runShard(shard)
