import { normalCdf } from '../../core/elementary.js'
import { hashText, mix32 } from '../../core/hash.js'
import { MORRIS_LEVELS, MORRIS_STEP } from '../../core/sensitivity/index.js'
import { scrambledSobol, scrambleKey } from '../../core/sobol.js'
import { stratifiedUniforms } from '../../core/stream.js'
import { COPY, correlate, type Space } from './space.js'

export type Sampling = 'sobol' | 'lhs' | 'random'

/** Which points of the assumptions are asked for, and why. Plain data: point k of a design hangs on nothing but the design and k. */
export type Design =
  /** Replicates that are drawn independently, each with points `from` up to `to`. Point k is point from + k % size of replicate k / size. */
  | {
      readonly kind: 'sample'
      readonly seed: number
      readonly sampling: Sampling
      readonly replicates: number
      readonly from: number
      readonly to: number
    }
  /** The median, then each input alone at each of these distances from it, in standard deviations of a normal variable. */
  | { readonly kind: 'oneAtATime'; readonly distances: readonly number[] }
  /** Saltelli's design: per point A, B, then A with each group of inputs from B; with `pairs` also B with each group from A. */
  | {
      readonly kind: 'pickFreeze'
      readonly seed: number
      readonly replicates: number
      readonly perReplicate: number
      readonly groups: readonly (readonly number[])[]
      readonly pairs: boolean
    }
  /** Goda's walks: per point, groups are redrawn one after the other in an order of the point's own. */
  | {
      readonly kind: 'shapley'
      readonly seed: number
      readonly replicates: number
      readonly perReplicate: number
      readonly groups: readonly (readonly number[])[]
    }
  /** Futures of the deeply uncertain inputs, spread evenly over their ranges, each with the same draws of all others. */
  | { readonly kind: 'futures'; readonly seed: number; readonly futures: number; readonly draws: number }
  /** Morris's walks: each input moves once by half of its probability. */
  | { readonly kind: 'morris'; readonly seed: number; readonly walks: number }

/** Number of games each option needs for a design. */
export const designSize = (design: Design, space: Space): number => {
  const inputs = space.inputs.length
  switch (design.kind) {
    case 'sample':
      return design.replicates * (design.to - design.from)
    case 'oneAtATime':
      return 1 + inputs * design.distances.length
    case 'pickFreeze':
      return design.replicates * design.perReplicate * pickFreezeSteps(design)
    case 'shapley':
      return design.replicates * design.perReplicate * (design.groups.length + 1)
    case 'futures':
      return design.futures * design.draws
    case 'morris':
      return design.walks * (inputs + 1)
  }
}

/** Evaluations for one point of a pick-freeze design. */
export const pickFreezeSteps = ({ groups, pairs }: { groups: readonly unknown[]; pairs: boolean }): number =>
  2 + groups.length * (pairs ? 2 : 1)

/** A key of its own for everything that is drawn. */
const keyFor = (seed: number, name: string): number => hashText(`${seed}\u0000${name}`)

/** A uniform in (0, 1) from a key and a counter, with 53 bits. */
const counterUniform = (key: number, index: number): number => {
  const high = mix32(mix32(index ^ key) + 0x9e3779b9)
  const low = mix32(mix32(index ^ ~key) + 0x85ebca6b)
  return ((high >>> 5) * 67108864 + (low >>> 6) + 0.5) / 9007199254740992
}

interface Keys {
  readonly seed: number
  readonly replicate: number
  readonly keys: Int32Array
}

/** Keys of the replicate asked for last, of the points and of their copies: neighbours ask for the same. */
const lastKeys = new WeakMap<Space, [Keys?, Keys?]>()

const keysOf = (space: Space, seed: number, replicate: number, copy: boolean): Int32Array => {
  const kept = lastKeys.get(space) ?? []
  const known = kept[copy ? 1 : 0]
  if (known?.seed === seed && known.replicate === replicate) return known.keys
  const keys = Int32Array.from(space.inputs, ({ assumption: { name } }) =>
    scrambleKey(seed, copy ? `${name}\u0000copy` : name, replicate),
  )
  kept[copy ? 1 : 0] = { seed, replicate, keys }
  lastKeys.set(space, kept)
  return keys
}

/** Quantile positions of all inputs, independent of one another, before any correlation; `copy` gives a second set. */
const sobolPoint = (
  space: Space,
  seed: number,
  replicate: number,
  index: number,
  copy: boolean,
): Float64Array => {
  const keys = keysOf(space, seed, replicate, copy)
  const { inputs } = space
  const point = new Float64Array(inputs.length)
  for (let j = 0; j < inputs.length; j++) {
    const { dimension } = inputs[j]
    point[j] = scrambledSobol(index, copy ? dimension + COPY : dimension, keys[j])
  }
  return point
}

/** A source of points, which remembers what would cost time to make again. */
export type Points = (index: number) => Float64Array

/** Quantile positions (0 to 1) of all inputs at each point of the design; of a future, then places of the deeply uncertain ones. */
export const pointsOf = (design: Design, space: Space): Points => {
  switch (design.kind) {
    case 'sample':
      return samplePoints(design, space)
    case 'oneAtATime':
      return (index) => {
        const point = new Float64Array(space.inputs.length).fill(0.5)
        if (index > 0) {
          const { distances } = design
          point[Math.floor((index - 1) / distances.length)] = normalCdf(
            distances[(index - 1) % distances.length],
          )
        }
        return point
      }
    case 'pickFreeze':
      return (index) => {
        const steps = pickFreezeSteps(design)
        const step = index % steps
        const [a, b] = twoPoints(space, design, Math.floor(index / steps))
        if (step === 0) return correlated(space, a)
        if (step === 1) return correlated(space, b)
        const group = design.groups[(step - 2) % design.groups.length]
        const swap = step - 2 >= design.groups.length
        const [into, from] = swap ? [b, a] : [a, b]
        for (const j of group) into[j] = from[j]
        return correlated(space, into)
      }
    case 'shapley':
      return (index) => {
        const steps = design.groups.length + 1
        const [own, fresh] = twoPoints(space, design, Math.floor(index / steps))
        const order = shapleyOrder(design, Math.floor(index / steps))
        const redrawn = new Set(order.slice(0, index % steps).flatMap((group) => design.groups[group]))
        for (const j of redrawn) own[j] = fresh[j]
        // What is kept comes first, so that what is redrawn is drawn given it. The order is the walk's, backwards, throughout.
        const backwards = order.toReversed().flatMap((group) => design.groups[group])
        const early = space.clusters.map(({ members }) =>
          backwards.filter((j) => members.includes(j)).map((j) => members.indexOf(j)),
        )
        correlate(space, own, early)
        return own
      }
    case 'futures':
      return (index) => {
        const draw = sobolPoint(space, design.seed, 0, index % design.draws, false)
        correlate(space, draw)
        const future = Math.floor(index / design.draws)
        const places = space.deep.map(({ assumption: { name }, dimension }) =>
          scrambledSobol(future, dimension, scrambleKey(design.seed, `${name}\u0000future`, 0)),
        )
        return Float64Array.from([...draw, ...places])
      }
    case 'morris':
      return (index) => {
        const steps = space.inputs.length + 1
        const { start, order, directions } = morrisWalk(design, space, Math.floor(index / steps))
        const point = Float64Array.from(start)
        for (const j of order.slice(0, index % steps)) point[j] += MORRIS_STEP * directions[j]
        return point
      }
  }
}

const correlated = (space: Space, point: Float64Array): Float64Array => {
  correlate(space, point)
  return point
}

const twoPoints = (
  space: Space,
  { seed, perReplicate }: { readonly seed: number; readonly perReplicate: number },
  index: number,
): [Float64Array, Float64Array] => {
  const replicate = Math.floor(index / perReplicate)
  const point = index % perReplicate
  return [sobolPoint(space, seed, replicate, point, false), sobolPoint(space, seed, replicate, point, true)]
}

const samplePoints = (design: Extract<Design, { kind: 'sample' }>, space: Space): Points => {
  const { seed, sampling, from, to } = design
  const size = to - from
  const names = space.inputs.map(({ assumption }) => assumption.name)
  if (sampling === 'sobol') {
    return (index) =>
      correlated(space, sobolPoint(space, seed, Math.floor(index / size), from + (index % size), false))
  }
  if (sampling === 'random') {
    const keys = names.map((name) => keyFor(seed, name))
    // Replicates are stretches of one stream, far apart.
    return (index) =>
      correlated(
        space,
        Float64Array.from(keys, (key) =>
          counterUniform(mix32(key + Math.floor(index / size)), from + (index % size)),
        ),
      )
  }
  // Each replicate, and each further round of points, is a Latin hypercube of its own.
  let made = -1
  let columns: readonly Float64Array[] = []
  return (index) => {
    const replicate = Math.floor(index / size)
    if (made !== replicate) {
      columns = names.map((name) => stratifiedUniforms(seed, `${name}\u0000${replicate}\u0000${from}`, size))
      made = replicate
    }
    return correlated(
      space,
      Float64Array.from(columns, (column) => column[index % size]),
    )
  }
}

const shuffled = (size: number, key: number): number[] => {
  const order = Array.from({ length: size }, (_, j) => j)
  for (let j = size - 1; j > 0; j--) {
    const other = Math.floor(counterUniform(key, j) * (j + 1))
    const kept = order[j]
    order[j] = order[other]
    order[other] = kept
  }
  return order
}

/** The order in which a walk of the Shapley design redraws its groups. */
export const shapleyOrder = (
  { seed, groups }: { readonly seed: number; readonly groups: readonly unknown[] },
  walk: number,
): readonly number[] => shuffled(groups.length, keyFor(seed, `shapley\u0000${walk}`))

/** Where a walk of Morris's design starts, and how it goes. */
export const morrisWalk = (
  { seed }: { readonly seed: number },
  { inputs }: Space,
  walk: number,
): {
  readonly start: readonly number[]
  readonly order: readonly number[]
  readonly directions: readonly number[]
} => {
  const levels = inputs.map(({ assumption }) =>
    Math.floor(MORRIS_LEVELS.length * counterUniform(keyFor(seed, `morris\u0000${assumption.name}`), walk)),
  )
  return {
    start: levels.map((level) => MORRIS_LEVELS[level]),
    order: shuffled(inputs.length, keyFor(seed, `morris\u0000order\u0000${walk}`)),
    directions: levels.map((level) => (level < MORRIS_LEVELS.length / 2 ? 1 : -1)),
  }
}
