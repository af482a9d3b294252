import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'

/**
 * One thing that a search may vary. A `choice` is one of `count` that have no order, a `ladder` one of `count` that have; both are
 * given by an index from 0. A `real` lies between `low` and `high`.
 */
export type Variable =
  | { readonly kind: 'choice'; readonly count: number }
  | { readonly kind: 'ladder'; readonly count: number }
  | { readonly kind: 'real'; readonly low: number; readonly high: number }

/** A value for each variable, in their order. */
export type Point = readonly number[]

/** Tells points apart. */
export const keyOf = (point: Point): string => point.join(' ')

/** A value drawn evenly. */
export const randomValue = (variable: Variable, rng: RandomGenerator): number =>
  variable.kind === 'real'
    ? variable.low + uniformFloat64(rng) * (variable.high - variable.low)
    : uniformInt(rng, 0, variable.count - 1)

export const randomPoint = (variables: readonly Variable[], rng: RandomGenerator): number[] =>
  variables.map((variable) => randomValue(variable, rng))

/** Number of points; infinite where a variable is real and has any width. */
export const sizeOf = (variables: readonly Variable[]): number =>
  variables.reduce(
    (size, variable) =>
      size * (variable.kind === 'real' ? (variable.high > variable.low ? Infinity : 1) : variable.count),
    1,
  )

/** Every point of a space without reals of any width, the last variable changing fastest. */
export const everyPoint = function* (variables: readonly Variable[]): Generator<number[]> {
  const point = variables.map((variable) => (variable.kind === 'real' ? variable.low : 0))
  for (;;) {
    yield [...point]
    let j = variables.length - 1
    for (; j >= 0; j--) {
      const variable = variables[j]
      if (variable.kind !== 'real' && point[j] + 1 < variable.count) break
      point[j] = variable.kind === 'real' ? variable.low : 0
    }
    if (j < 0) return
    point[j]++
  }
}

/** The nearest value that the variable may take. */
export const withinBounds = (variable: Variable, value: number): number =>
  variable.kind === 'real'
    ? Math.min(variable.high, Math.max(variable.low, value))
    : Math.min(variable.count - 1, Math.max(0, Math.round(value)))
