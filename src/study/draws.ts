import { copula } from '../core/correlation.js'
import { sampler, truncatedQuantile } from '../core/distribution.js'
import { normalCdf, normalQuantile } from '../core/elementary.js'
import { stratifiedUniforms } from '../core/stream.js'
import type { Assumption, Values } from '../crisis/index.js'
import { correlationMatrix, correlationsOf } from './correlations.js'

/** Draws of every assumption, by name: `columns.get(name)[k]` belongs to draw k. */
export interface Draws {
  readonly count: number
  readonly columns: ReadonlyMap<string, Float64Array>
}

/**
 * Latin-hypercube draws: each assumption is stratified on its own stream, keyed by its name, so adding or changing one
 * assumption leaves the draws of all the others as they were. Correlated ones are tied by a Gaussian copula: the first
 * named in the list keeps its draws. Throws a RangeError if the correlations cannot hold together.
 */
export const drawAll = (assumptions: readonly Assumption[], seed: number, count: number): Draws => {
  const uniforms = new Map(assumptions.map(({ name }) => [name, stratifiedUniforms(seed, name, count)]))
  correlate(assumptions, uniforms, count)
  return {
    count,
    columns: new Map(
      assumptions.map(({ name, distribution, range }) => [
        name,
        (uniforms.get(name) as Float64Array).map(sampler(distribution, range)),
      ]),
    ),
  }
}

/** Ties the uniforms of correlated assumptions, in place. */
const correlate = (
  assumptions: readonly Assumption[],
  uniforms: ReadonlyMap<string, Float64Array>,
  count: number,
): void => {
  const correlations = correlationsOf(assumptions)
  if (correlations.length === 0) return
  const { names, matrix } = correlationMatrix(correlations)
  const { apply } = copula(matrix)
  const columns = names.map((name) => uniforms.get(name) as Float64Array)
  const z = new Float64Array(names.length)
  for (let k = 0; k < count; k++) {
    for (let i = 0; i < z.length; i++) z[i] = normalQuantile(columns[i][k])
    apply(z)
    for (let i = 0; i < z.length; i++) columns[i][k] = normalCdf(z[i])
  }
}

/** The values of all assumptions in draw k. */
export const valuesOf = ({ columns }: Draws, k: number): Values =>
  Object.fromEntries(Array.from(columns, ([name, column]) => [name, column[k]]))

/** Every assumption at the same quantile of its own distribution: .5 gives the medians. */
export const valuesAt = (assumptions: readonly Assumption[], p: number): Values =>
  Object.fromEntries(
    assumptions.map(({ name, distribution, range }) => [name, truncatedQuantile(distribution, range, p)]),
  )
