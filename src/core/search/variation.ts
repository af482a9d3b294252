import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import { pow } from '../elementary.js'
import { type Point, randomValue, type Variable, withinBounds } from './variables.js'

/*
 * How new points are made of old ones. Choices are inherited or drawn anew, ladders and reals move; a ladder moves as a real would and is
 * rounded to a step.
 */

/** Distribution indices of crossover and mutation: the larger, the nearer children stay to their parents. */
const CROSSOVER = 15
const MUTATION = 20

const spanOf = (variable: Variable): readonly [number, number] =>
  variable.kind === 'real' ? [variable.low, variable.high] : [0, variable.count - 1]

const coin = (rng: RandomGenerator, p: number): boolean => uniformFloat64(rng) < p

/** Simulated binary crossover (Deb & Agrawal 1995) of one number. */
const crossed = (a: number, b: number, rng: RandomGenerator): number => {
  const u = uniformFloat64(rng)
  const beta = u < 0.5 ? pow(2 * u, 1 / (CROSSOVER + 1)) : pow(1 / (2 * (1 - u)), 1 / (CROSSOVER + 1))
  return coin(rng, 0.5) ? 0.5 * ((1 + beta) * a + (1 - beta) * b) : 0.5 * ((1 - beta) * a + (1 + beta) * b)
}

/** Polynomial mutation (Deb & Goyal 1996); a ladder always moves by a step at least. */
const mutated = (variable: Variable, value: number, rng: RandomGenerator): number => {
  if (variable.kind === 'choice') return randomValue(variable, rng)
  const [low, high] = spanOf(variable)
  if (high <= low) return low
  const u = uniformFloat64(rng)
  const delta = u < 0.5 ? pow(2 * u, 1 / (MUTATION + 1)) - 1 : 1 - pow(2 * (1 - u), 1 / (MUTATION + 1))
  const moved = withinBounds(variable, value + delta * (high - low))
  if (variable.kind === 'real' || moved !== value) return moved
  return withinBounds(variable, value + (delta < 0 ? -1 : 1))
}

const mutateSome = (
  variables: readonly Variable[],
  point: Point,
  p: number,
  rng: RandomGenerator,
): number[] => point.map((value, j) => (coin(rng, p) ? mutated(variables[j], value, rng) : value))

/** A way of making a child: `first` is from the archive, `others` give two more points. */
export type Operator = (
  variables: readonly Variable[],
  first: Point,
  others: () => Point,
  rng: RandomGenerator,
) => number[]

const cross: Operator = (variables, first, others, rng) => {
  const second = others()
  const child = variables.map((variable, j) => {
    const [a, b] = [first[j], second[j]]
    if (a === b) return a
    if (variable.kind === 'choice') return coin(rng, 0.5) ? a : b
    return coin(rng, 0.5) ? withinBounds(variable, crossed(a, b, rng)) : a
  })
  return mutateSome(variables, child, 1 / variables.length, rng)
}

/** Differential evolution (Storn & Price 1997) around a point of the archive. */
const differ: Operator = (variables, first, others, rng) => {
  const [second, third] = [others(), others()]
  const forced = uniformInt(rng, 0, variables.length - 1)
  const child = variables.map((variable, j) => {
    if (j !== forced && !coin(rng, 0.3)) return first[j]
    if (variable.kind === 'choice') return coin(rng, 0.5) ? second[j] : third[j]
    return withinBounds(variable, first[j] + 0.5 * (second[j] - third[j]))
  })
  return mutateSome(variables, child, 1 / variables.length, rng)
}

/** A few variables drawn anew: mostly one. */
const redraw: Operator = (variables, first, _others, rng) => {
  const child = [...first]
  do {
    const j = uniformInt(rng, 0, variables.length - 1)
    const variable = variables[j]
    child[j] =
      variable.kind === 'ladder' && coin(rng, 0.5)
        ? withinBounds(variable, child[j] + (coin(rng, 0.5) ? 1 : -1))
        : variable.kind === 'real' && coin(rng, 0.5)
          ? mutated(variable, child[j], rng)
          : randomValue(variable, rng)
  } while (coin(rng, 0.4))
  return child
}

export const operators: readonly Operator[] = [cross, differ, redraw]
