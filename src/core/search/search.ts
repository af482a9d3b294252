import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import { streamFor } from '../stream.js'
import { Archive } from './archive.js'
import { dominatesWithin, type Valued } from './dominance.js'
import { hypervolume } from './hypervolume.js'
import { everyPoint, keyOf, type Point, randomPoint, sizeOf, type Variable } from './variables.js'
import { operators } from './variation.js'

/*
 * A search for the points that no other is better than in everything (epsilon-MOEA, Deb, Mohan & Mishra 2005; with several operators that
 * earn their turns, and restarts, as in Borg, Hadka & Reed 2013). It proposes a batch and is told what was found: who evaluates, and in
 * what order, changes nothing. Its state is plain data, so a run can be put away and taken up again.
 */

export interface SearchSpec {
  readonly variables: readonly Variable[]
  /** What makes no difference, in each objective's own unit, > 0. */
  readonly epsilons: readonly number[]
  readonly seed: number
  /** Points in a batch. */
  readonly batch: number
  /** Points that parents are taken from beside the archive. */
  readonly population: number
  /** Points to begin with: the rest of the first batches is drawn evenly. */
  readonly starts?: readonly Point[]
  /** Brings points that mean the same to the same point (and those that may not be to the nearest that may). */
  readonly canonical?: (point: Point) => Point
  /** Reference point of the hypervolume; by default the worst of the first batch, 10% of its range farther. */
  readonly reference?: readonly number[]
}

export interface Proposal {
  readonly point: Point
  /** The operator that made it; -1 for none. */
  readonly operator: number
}

/** A point with what was found of it. `keep` false: it lost its race and is not offered to the archive. */
export interface Found extends Proposal, Valued {
  readonly keep: boolean
}

export interface TracePoint {
  readonly evaluations: number
  /** Of the archive, as a share of the box between the first batch's best and the reference. */
  readonly hypervolume: number
  readonly archive: number
}

export interface SearchState {
  readonly generation: number
  readonly evaluations: number
  readonly archive: readonly Found[]
  readonly population: readonly Found[]
  /** By operator: points it brought into the archive as it is. */
  readonly credits: readonly number[]
  /** Batches since the archive last gained a point in a box of its own. */
  readonly still: number
  readonly frame: { readonly ideal: readonly number[]; readonly reference: readonly number[] } | null
  readonly trace: readonly TracePoint[]
  /** Keys of all points proposed so far. */
  readonly seen: readonly string[]
}

export const beginSearch = (): SearchState => ({
  generation: 0,
  evaluations: 0,
  archive: [],
  population: [],
  credits: operators.map(() => 0),
  still: 0,
  frame: null,
  trace: [],
  seen: [],
})

/** Batches without gain after which parents are drawn afresh around the archive. */
const RESTART = 6
const TRIES = 24

/** The next batch: points not proposed before. Empty when the space has no more. */
export const propose = (spec: SearchSpec, state: SearchState): Proposal[] => {
  const rng = streamFor(spec.seed, `batch ${state.generation}`)
  const seen = new Set(state.seen)
  const canonical = spec.canonical ?? ((point) => point)
  const out: Proposal[] = []
  const add = (raw: Point, operator: number): boolean => {
    const point = canonical(raw)
    const key = keyOf(point)
    if (seen.has(key)) return false
    seen.add(key)
    out.push({ point, operator })
    return true
  }
  if (state.generation === 0) for (const start of spec.starts ?? []) add(start, -1)
  const free = state.population.length < spec.population
  const refresh = !free && state.still >= RESTART && state.still % RESTART === 0
  for (let misses = 0; out.length < spec.batch && misses < TRIES * spec.batch; ) {
    if (free || state.archive.length === 0) {
      if (!add(randomPoint(spec.variables, rng), -1)) misses++
      continue
    }
    const operator = refresh ? operators.length - 1 : pickOperator(state.credits, rng)
    const first = state.archive[uniformInt(rng, 0, state.archive.length - 1)].point
    if (
      !add(
        operators[operator](spec.variables, first, () => parent(state, rng), rng),
        operator,
      )
    )
      misses++
  }
  // What chance does not find any more is counted out.
  if (out.length < spec.batch && sizeOf(spec.variables) <= COUNTED)
    for (const point of everyPoint(spec.variables)) {
      if (out.length >= spec.batch) break
      add(point, -1)
    }
  return out
}

/** Largest space that is counted out when nothing new is found by chance. */
const COUNTED = 200_000

const pickOperator = (credits: readonly number[], rng: RandomGenerator): number => {
  const total = credits.reduce((sum, credit) => sum + credit + 1, 0)
  let left = uniformFloat64(rng) * total
  for (let k = 0; k < credits.length; k++) {
    left -= credits[k] + 1
    if (left < 0) return k
  }
  return credits.length - 1
}

/** The better of two of the population, or one of the archive. */
const parent = (state: SearchState, rng: RandomGenerator): Point => {
  const from = (list: readonly Found[]): Found => list[uniformInt(rng, 0, list.length - 1)]
  if (state.population.length === 0 || uniformFloat64(rng) < 0.3) return from(state.archive).point
  const [a, b] = [from(state.population), from(state.population)]
  return dominatesWithin(b, a) ? b.point : a.point
}

/** Takes in what was found of a batch, in the order of the batch. */
export const absorb = (spec: SearchSpec, state: SearchState, found: readonly Found[]): SearchState => {
  const rng = streamFor(spec.seed, `absorb ${state.generation}`)
  const archive = new Archive<Found>(spec.epsilons, state.archive)
  const population = [...state.population]
  let gained = false
  for (const item of found) {
    if (item.keep) {
      const offered = archive.offer(item)
      if (offered === 'new') gained = true
    }
    if (population.length < spec.population) population.push(item)
    else replaceOne(population, item, rng)
  }
  const credits = operators.map(() => 0)
  for (const { operator } of archive.items) if (operator >= 0) credits[operator]++
  const frame = state.frame ?? frameOf(found, spec.reference)
  const evaluations = state.evaluations + found.length
  const kept = archive.items
  return {
    generation: state.generation + 1,
    evaluations,
    archive: kept,
    population,
    credits,
    still: gained ? 0 : state.still + 1,
    frame,
    trace: [
      ...state.trace,
      { evaluations, hypervolume: frame === null ? 0 : volumeIn(frame, kept), archive: kept.length },
    ],
    seen: [...state.seen, ...found.map(({ point }) => keyOf(point))],
  }
}

/** Puts a newcomer in the place of one it dominates, or of any if it neither dominates nor is dominated. */
const replaceOne = (population: Found[], item: Found, rng: RandomGenerator): void => {
  const beaten: number[] = []
  for (let k = 0; k < population.length; k++) {
    if (dominatesWithin(item, population[k])) beaten.push(k)
    else if (dominatesWithin(population[k], item)) return
  }
  const at =
    beaten.length > 0
      ? beaten[uniformInt(rng, 0, beaten.length - 1)]
      : uniformInt(rng, 0, population.length - 1)
  population[at] = item
}

const frameOf = (found: readonly Found[], reference: readonly number[] | undefined): SearchState['frame'] => {
  const feasible = found.filter(({ violation }) => violation === 0)
  if (feasible.length === 0) return null
  const column = (j: number): number[] => feasible.map(({ objectives }) => objectives[j])
  const ideal = feasible[0].objectives.map((_, j) => Math.min(...column(j)))
  const worst = feasible[0].objectives.map((_, j) => Math.max(...column(j)))
  return { ideal, reference: reference ?? worst.map((w, j) => w + Math.max(0.1 * (w - ideal[j]), 1e-9)) }
}

const volumeIn = (
  { ideal, reference }: NonNullable<SearchState['frame']>,
  items: readonly Found[],
): number => {
  const feasible = items.filter(({ violation }) => violation === 0)
  const unit = (x: number, j: number): number => (x - ideal[j]) / (reference[j] - ideal[j])
  return hypervolume(
    feasible.map(({ objectives }) => objectives.map(unit)),
    reference.map(() => 1),
  )
}

/** Has the hypervolume grown by less than `gain` of itself over the last `batches` batches? */
export const hasSettled = (trace: readonly TracePoint[], gain: number, batches: number): boolean => {
  if (trace.length <= batches) return false
  const now = trace[trace.length - 1].hypervolume
  const then = trace[trace.length - 1 - batches].hypervolume
  return now > 0 && now - then < gain * now
}

/** Runs a search here, with a function that values one point at once; for functions that cost little. */
export const searchHere = (spec: SearchSpec, value: (point: Point) => Valued, most: number): SearchState => {
  let state = beginSearch()
  while (state.evaluations < most) {
    const batch = propose(spec, state).slice(0, most - state.evaluations)
    if (batch.length === 0) break
    state = absorb(
      spec,
      state,
      batch.map((proposal) => ({ ...proposal, ...value(proposal.point), keep: true })),
    )
  }
  return state
}
