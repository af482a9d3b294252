import { cholesky } from '../../core/cholesky.js'
import { normalCorrelation } from '../../core/correlation.js'
import { sampler, truncatedQuantile } from '../../core/distribution.js'
import { normalCdf, normalQuantile } from '../../core/elementary.js'
import { IssueError } from '../../core/issue.js'
import type { Assumption, Values } from '../../crisis/index.js'
import { correlationsOf } from '../correlations.js'
import { dimensions } from './dimensions.js'

/** One uncertain assumption: its distribution, and its dimension of the Sobol' sequence. */
export interface Input {
  readonly assumption: Assumption
  readonly dimension: number
}

export interface DeepInput extends Input {
  readonly low: number
  readonly high: number
}

/** Inputs that depend on one another through a Gaussian copula: places in `inputs` and their normal correlations. */
export interface Cluster {
  readonly members: readonly number[]
  readonly matrix: readonly (readonly number[])[]
}

/** All assumptions of a study: those that vary, and those that stay where they are. Plain data. */
export interface Space {
  readonly inputs: readonly Input[]
  readonly fixed: readonly Assumption[]
  /** Deeply uncertain: a range and no probabilities. Only futures move them; elsewhere they stay at the median of their stand-in. */
  readonly deep: readonly DeepInput[]
  readonly clusters: readonly Cluster[]
}

/** Dimensions from here on serve second, independent copies of the inputs. */
export const COPY = 160

/** The space of a study. @throws IssueError where the correlations cannot belong to any set of variables. */
export const spaceOf = (assumptions: readonly Assumption[]): Space => {
  const inputOf = (assumption: Assumption): Input => ({
    assumption,
    dimension: dimensions.indexOf(assumption.name),
  })
  const probable = assumptions.filter(({ deep }) => deep === undefined)
  const inputs = probable.filter(({ distribution }) => distribution.kind !== 'fixed').map(inputOf)
  const places = new Map(inputs.map(({ assumption }, j) => [assumption.name, j]))
  const known = correlationsOf(assumptions).flatMap(({ a, b, rank }) => {
    const [i, j] = [places.get(a), places.get(b)]
    // One that is fixed correlates with nothing.
    return i === undefined || j === undefined ? [] : [{ i, j, normal: normalCorrelation(rank) }]
  })
  const between = (i: number, j: number): number =>
    known.find((pair) => (pair.i === i && pair.j === j) || (pair.i === j && pair.j === i))?.normal ?? 0
  return {
    inputs,
    fixed: probable.filter(({ distribution }) => distribution.kind === 'fixed'),
    deep: assumptions.flatMap((assumption) =>
      assumption.deep === undefined ? [] : [{ ...inputOf(assumption), ...assumption.deep }],
    ),
    clusters: clustersOf(inputs.length, known).map((members): Cluster => {
      const matrix = members.map((i) => members.map((j) => (i === j ? 1 : between(i, j))))
      if (cholesky(matrix) === null)
        throw new IssueError([
          {
            code: 'correlations',
            level: 'error',
            message: `the correlations of ${members.map((j) => inputs[j].assumption.name).join(', ')} contradict one another: no variables have them`,
            hint: 'weaken one of them, or ask for the repair in the assumptions file',
          },
        ])
      return { members, matrix }
    }),
  }
}

/** Connected sets of correlated inputs. */
const clustersOf = (count: number, pairs: readonly { i: number; j: number }[]): number[][] => {
  const group = Array.from({ length: count }, (_, j) => j)
  for (const { i, j } of pairs) {
    const [from, to] = [group[i], group[j]]
    for (let k = 0; k < count; k++) if (group[k] === from) group[k] = to
  }
  const found = new Map<number, number[]>()
  group.forEach((root, j) => {
    found.set(root, [...(found.get(root) ?? []), j])
  })
  return [...found.values()].filter((members) => members.length > 1)
}

/**
 * Makes independent uniforms depend on one another as the clusters say, in place. With `early` (per cluster an order of its members),
 * members that come first hang only on their own uniforms, later ones are drawn given the earlier: the way to keep some and redraw others.
 */
export const correlate = (
  { clusters }: Space,
  uniforms: Float64Array,
  early: readonly (readonly number[])[] = [],
): void => {
  clusters.forEach(({ members, matrix }, c) => {
    const order = early[c] ?? members.map((_, k) => k)
    const factor = cholesky(matrix, order)
    if (factor === null) return
    const normals = order.map((k) => normalQuantile(uniforms[members[k]]))
    order.forEach((k, row) => {
      let sum = 0
      for (let column = 0; column <= row; column++) sum += factor[row][column] * normals[column]
      uniforms[members[k]] = normalCdf(sum)
    })
  })
}

type Sampler = (p: number) => number

/** Samplers prepare what they can; a space is made once and asked often. */
const samplers = new WeakMap<Space, readonly Sampler[]>()

const samplersOf = (space: Space): readonly Sampler[] => {
  const known = samplers.get(space)
  if (known !== undefined) return known
  const made = space.inputs.map(({ assumption: { distribution, range } }) => sampler(distribution, range))
  samplers.set(space, made)
  return made
}

/**
 * The values of all assumptions where each varying one stands at the given quantile of its distribution. Positions beyond those of the
 * inputs are places of the deeply uncertain ones between the ends of their ranges (0 to 1).
 */
export const valuesFrom = (space: Space, quantiles: ArrayLike<number>): Values => {
  const at = samplersOf(space)
  const values: Record<string, number> = {}
  space.inputs.forEach(({ assumption: { name } }, j) => {
    values[name] = at[j](quantiles[j])
  })
  for (const { name, distribution, range } of space.fixed)
    values[name] = truncatedQuantile(distribution, range, 0.5)
  space.deep.forEach(({ assumption: { name, distribution, range }, low, high }, d) => {
    const place = quantiles.length > space.inputs.length ? quantiles[space.inputs.length + d] : null
    values[name] = place === null ? truncatedQuantile(distribution, range, 0.5) : low + place * (high - low)
  })
  return values
}
