import { truncatedQuantile } from '../core/distribution.js'
import { stratifiedUniforms } from '../core/stream.js'
import type { Assumption, Values } from '../crisis/index.js'

/** Draws of every assumption, by name: `columns.get(name)[k]` belongs to draw k. */
export interface Draws {
  readonly count: number
  readonly columns: ReadonlyMap<string, Float64Array>
}

/**
 * Latin-hypercube draws: each assumption is stratified on its own stream, keyed by its name, so adding or changing one
 * assumption leaves the draws of all the others as they were.
 */
export const drawAll = (assumptions: readonly Assumption[], seed: number, count: number): Draws => ({
  count,
  columns: new Map(
    assumptions.map(({ name, distribution, range }) => [
      name,
      stratifiedUniforms(seed, name, count).map((u) => truncatedQuantile(distribution, range, u)),
    ]),
  ),
})

/** The values of all assumptions in draw k. */
export const valuesOf = ({ columns }: Draws, k: number): Values =>
  Object.fromEntries(Array.from(columns, ([name, column]) => [name, column[k]]))

/** Every assumption at the same quantile of its own distribution: .5 gives the medians. */
export const valuesAt = (assumptions: readonly Assumption[], p: number): Values =>
  Object.fromEntries(
    assumptions.map(({ name, distribution, range }) => [name, truncatedQuantile(distribution, range, p)]),
  )
