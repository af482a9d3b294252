import type { Estimate } from '../../core/estimate.js'
import {
  type ElementaryEffects,
  elementaryEffects,
  type MorrisWalk,
  type PairIndex,
  type PawnIndex,
  pawnIndices,
  type ShapleyEffect,
  type SobolIndices,
  shapleyEffects,
  sobolIndices,
} from '../../core/sensitivity/index.js'
import { type Design, morrisWalk, pickFreezeSteps, pointsOf, shapleyOrder } from './designs.js'
import type { Space } from './space.js'

/** What one assumption alone does to a number, the others at their medians. */
export interface TornadoBar {
  readonly name: string
  /** The number with the assumption at its 5th and at its 95th percentile, and with all at their medians. */
  readonly atLow: number
  readonly atHigh: number
  readonly base: number
}

/** What drives one number of one option, or of the difference between two. */
export interface Drivers {
  readonly tornado: readonly TornadoBar[]
  /** From the draws themselves: costs no game. */
  readonly pawn: readonly PawnIndex[]
  readonly sobol: { readonly factors: readonly SobolIndices[]; readonly pairs: readonly PairIndex[] } | null
  readonly shapley: readonly ShapleyEffect[] | null
  readonly morris: readonly ElementaryEffects[] | null
  /** Standard deviation of the number over the draws. */
  readonly spread: Estimate
}

/** Inputs that vary together under one name in Sobol' indices and Shapley effects. */
export interface Group {
  readonly name: string
  readonly inputs: readonly number[]
}

/** Distances of the one-at-a-time design, in standard deviations: 5 and 95%, and three to either side. */
export const DISTANCES = [-3, -1.6448536269514722, 1.6448536269514722, 3] as const

const namesOf = ({ inputs }: Space): string[] => inputs.map(({ assumption }) => assumption.name)

/** Bars of a tornado from the one-at-a-time design, longest first. */
export const tornadoOf = (space: Space, column: Float64Array): readonly TornadoBar[] => {
  const reach = (bar: TornadoBar): number => {
    const swing = Math.max(Math.abs(bar.atLow - bar.base), Math.abs(bar.atHigh - bar.base))
    return Number.isNaN(swing) ? 0 : swing
  }
  return namesOf(space)
    .map((name, j) => ({
      name,
      atLow: column[1 + j * DISTANCES.length + 1],
      atHigh: column[1 + j * DISTANCES.length + 2],
      base: column[0],
    }))
    .sort((a, b) => reach(b) - reach(a) || (a.name < b.name ? -1 : 1))
}

/**
 * The inputs that a tornado shows to matter most, each a group of its own, and all others as one. Inputs that are correlated stay in one
 * group: what they explain cannot be told apart without saying in which order.
 */
export const groupsOf = (
  space: Space,
  bars: readonly (readonly TornadoBar[])[],
  top: number,
): readonly Group[] => {
  const names = namesOf(space)
  const rank = new Map<string, number>()
  for (const tornado of bars)
    tornado.forEach(({ name }, place) => {
      rank.set(name, Math.min(rank.get(name) ?? Number.POSITIVE_INFINITY, place))
    })
  const clusterOf = (j: number): readonly number[] =>
    space.clusters.find(({ members }) => members.includes(j))?.members ?? [j]
  const groups: Group[] = []
  const taken = new Set<number>()
  for (const j of [...names.keys()].sort(
    (a, b) => (rank.get(names[a]) as number) - (rank.get(names[b]) as number) || a - b,
  )) {
    if (groups.length >= top) break
    if (taken.has(j)) continue
    const inputs = clusterOf(j)
    for (const one of inputs) taken.add(one)
    groups.push({ name: inputs.map((one) => names[one]).join(' with '), inputs })
  }
  const rest = [...names.keys()].filter((j) => !taken.has(j))
  if (rest.length === 0) return groups
  const name = rest.length === 1 ? names[rest[0]] : `all ${rest.length} others`
  return [...groups, { name, inputs: rest }]
}

/** Quantile positions of each input at the points of a design, one column an input. */
export const positionsOf = (design: Design, space: Space, from: number, to: number): Float64Array[] => {
  const pointAt = pointsOf(design, space)
  const columns = space.inputs.map(() => new Float64Array(to - from))
  for (let k = from; k < to; k++) {
    const point = pointAt(k)
    for (let j = 0; j < point.length; j++) columns[j][k - from] = point[j]
  }
  return columns
}

/** Sobol' indices from the games of a pick-freeze design. */
export const sobolFrom = (
  design: Extract<Design, { kind: 'pickFreeze' }>,
  space: Space,
  groups: readonly Group[],
  column: Float64Array,
) => {
  const steps = pickFreezeSteps(design)
  const size = design.perReplicate
  const replicates = Array.from({ length: design.replicates }, (_, r) => {
    const at = (step: number): Float64Array =>
      Float64Array.from({ length: size }, (_, i) => column[(r * size + i) * steps + step])
    const pointAt = pointsOf(design, space)
    const positions = (step: number): Float64Array[] => {
      const columns = space.inputs.map(() => new Float64Array(size))
      for (let i = 0; i < size; i++) {
        const point = pointAt((r * size + i) * steps + step)
        for (let j = 0; j < point.length; j++) columns[j][i] = point[j]
      }
      return columns
    }
    return {
      a: positions(0),
      b: positions(1),
      fa: at(0),
      fb: at(1),
      fab: groups.map((_, g) => at(2 + g)),
      ...(design.pairs ? { fba: groups.map((_, g) => at(2 + groups.length + g)) } : {}),
    }
  })
  const { factors, pairs } = sobolIndices(replicates, groups)
  return { factors, pairs }
}

/** Shapley effects from the games of a Shapley design. */
export const shapleyFrom = (
  design: Extract<Design, { kind: 'shapley' }>,
  groups: readonly Group[],
  column: Float64Array,
): readonly ShapleyEffect[] => {
  const steps = groups.length + 1
  const size = design.perReplicate
  return shapleyEffects(
    Array.from({ length: design.replicates }, (_, r) => ({
      orders: Array.from({ length: size }, (_, i) => shapleyOrder(design, r * size + i)),
      values: column.slice(r * size * steps, (r + 1) * size * steps),
    })),
    groups.map(({ name }) => name),
  )
}

/** Elementary effects from the games of Morris's design. */
export const morrisFrom = (
  design: Extract<Design, { kind: 'morris' }>,
  space: Space,
  column: Float64Array,
): readonly ElementaryEffects[] => {
  const steps = space.inputs.length + 1
  return elementaryEffects(
    Array.from({ length: design.walks }, (_, walk): MorrisWalk => {
      const { order, directions } = morrisWalk(design, space, walk)
      return { order, directions, values: column.slice(walk * steps, (walk + 1) * steps) }
    }),
    namesOf(space),
  )
}

/** PAWN indices from the draws, largest first; of those that chance alone would explain only the names are of use. */
export const pawnFrom = (
  space: Space,
  replicates: readonly { readonly columns: readonly Float64Array[]; readonly values: Float64Array }[],
): readonly PawnIndex[] =>
  [...pawnIndices(replicates, namesOf(space))].sort(
    (a, b) => b.median.value - a.median.value || (a.name < b.name ? -1 : 1),
  )
