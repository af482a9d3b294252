import { hashText } from '../../core/hash.js'
import {
  absorb,
  beginSearch,
  clearlyNoBetter,
  everyPoint,
  type Found,
  hasSettled,
  keyOf,
  meanOf,
  type Point,
  type Proposal,
  propose,
  type SearchSpec,
  type SearchState,
  sizeOf,
} from '../../core/search/index.js'
import type { Pact } from '../../pact/index.js'
import { documentOf } from './document.js'
import type { Job, Wants } from './evaluate.js'
import type { RunJobs } from './machinery.js'
import { lowered, measures, violationOf } from './objectives.js'
import { decode } from './package.js'
import type { DesignSpace } from './read.js'

/** How a search is run. */
export interface ExploreOptions {
  readonly seed: number
  /** Common draws of the search, and of the finalists (others). */
  readonly draws: number
  readonly finalDraws: number
  /** Designs to look at, at most. */
  readonly most: number
  /** The search stops when `settled` batches have not made the hypervolume grow by this share of itself. */
  readonly gain: number
  readonly settled: number
  readonly batch: number
}

/** A search under way, or done: plain data, to be put away and taken up again. */
export interface Explored {
  readonly state: SearchState
  /** By key of a point: columns [measure][draw] of the designs of the archive. */
  readonly columns: Readonly<Record<string, readonly (readonly number[])[]>>
  /** Draws solved so far. */
  readonly solved: number
  readonly stopped: 'settled' | 'most' | 'exhausted' | null
}

/** Draws of the first heats of a race; the last is run on all. */
const HEATS = [4, 12]

export const heatsOf = (draws: number): readonly number[] => [...HEATS.filter((heat) => heat < draws), draws]

export const wantsOf = ({ objectives, bounds }: DesignSpace): Wants => {
  const all = [...objectives, ...bounds].map(({ measure }) => measures[measure])
  return {
    window: all.some(({ window }) => window === true),
    shares: all.some(({ shares }) => shares === true),
  }
}

/** The design at a point, as a document. */
export const designAt = (space: DesignSpace, point: Point, name = 'design'): Pact => {
  const { chosen, point: canonical } = decode(space.file, space.elements, point)
  const code = (hashText(keyOf(canonical)) >>> 0).toString(16).padStart(8, '0')
  return documentOf(space.file, chosen, `${space.file.id}-${code}`, name)
}

export const specOf = (space: DesignSpace, { seed, batch }: ExploreOptions): SearchSpec => ({
  variables: space.elements.map(({ variable }) => variable),
  epsilons: space.objectives.map(({ notice }) => notice),
  seed,
  batch,
  population: 2 * batch,
  starts: [
    space.elements.map(({ variable }) => (variable.kind === 'real' ? variable.low : 0)),
    space.elements.map(({ variable }) => (variable.kind === 'real' ? variable.high : variable.count - 1)),
  ],
  canonical: (point) => decode(space.file, space.elements, point).point,
})

export const begin = (): Explored => ({ state: beginSearch(), columns: {}, solved: 0, stopped: null })

/** Columns of jobs that follow one another, put together: [measure][draw]. */
const joined = (parts: readonly Float64Array[]): number[][] =>
  measures.map((_, m) =>
    parts.flatMap((part) => {
      const count = part.length / measures.length
      return Array.from(part.subarray(m * count, (m + 1) * count))
    }),
  )

/** Evaluates documents on common draws: [document][measure][draw]. */
export const evaluateAll = async (
  pacts: readonly Pact[],
  keys: readonly string[],
  { seed, draws, wants }: { seed: number; draws: number; wants: Wants },
  run: RunJobs,
  onDone: (draws: number) => void = () => undefined,
): Promise<number[][][]> => {
  const jobs = pacts.flatMap((pact, k): Job[] =>
    Array.from({ length: Math.ceil(draws / CHUNK) }, (_, n) => {
      const from = n * CHUNK
      return { key: keys[k], pact, seed, draws, wants, from, to: Math.min(draws, from + CHUNK) }
    }),
  )
  const parts = await run(jobs, onDone)
  const per = Math.ceil(draws / CHUNK)
  return pacts.map((_, k) => joined(parts.slice(k * per, (k + 1) * per)))
}

/** Draws of one job among finalists. */
const CHUNK = 16

/** One batch: heats on more and more draws; a design drops out once one of the archive clearly leaves it nothing to win. */
const race = async (
  space: DesignSpace,
  explored: Explored,
  batch: readonly Proposal[],
  options: ExploreOptions,
  run: RunJobs,
): Promise<{ found: Found[]; columns: (readonly number[])[][]; solved: number }> => {
  const { objectives, bounds } = space
  const wants = wantsOf(space)
  const pacts = batch.map(({ point }) => designAt(space, point))
  const parts: Float64Array[][] = batch.map(() => [])
  const champions = explored.state.archive.map(({ point }) => {
    const columns = explored.columns[keyOf(point)]
    return objectives.map((objective) => columns[objective.measure].map((x) => lowered(objective, x)))
  })
  const margins = objectives.map(({ notice }) => notice / 2)
  let running = [...batch.keys()]
  let from = 0
  let solved = 0
  for (const to of heatsOf(options.draws)) {
    const results = await run(
      running.map((k): Job => {
        return {
          key: keyOf(batch[k].point),
          pact: pacts[k],
          seed: options.seed,
          draws: options.draws,
          from,
          to,
          wants,
        }
      }),
    )
    solved += running.length * (to - from)
    running.forEach((k, n) => {
      parts[k].push(results[n])
    })
    if (to === options.draws) break
    running = running.filter((k) => {
      const columns = joined(parts[k])
      const mine = objectives.map((objective) => columns[objective.measure].map((x) => lowered(objective, x)))
      return !champions.some((champion) => clearlyNoBetter(mine, champion, to, margins))
    })
    from = to
  }
  const columns = parts.map(joined)
  const found = batch.map((proposal, k): Found => {
    const means = columns[k].map((column) => meanOf(column))
    const values = objectives.map((objective) => lowered(objective, means[objective.measure]))
    const lost = values.some(Number.isNaN)
    return {
      ...proposal,
      objectives: values.map((x) => (Number.isNaN(x) ? Number.MAX_VALUE : x)),
      violation: violationOf(bounds, means),
      keep: running.includes(k) && !lost,
    }
  })
  return { found, columns, solved }
}

/**
 * Searches a space from where `from` stands. `onBatch` is given the state after each batch: what is put away there can be taken up again,
 * and ends in the same bytes.
 */
export const explore = async (
  space: DesignSpace,
  options: ExploreOptions,
  run: RunJobs,
  from: Explored = begin(),
  onBatch: (explored: Explored) => Promise<void> | void = () => undefined,
): Promise<Explored> => {
  const spec = specOf(space, options)
  let explored = { ...from, stopped: stillStopped(from, options) }
  while (explored.stopped === null) {
    const { state } = explored
    const wanted = options.most - state.evaluations
    const batch = wanted <= 0 ? [] : nextBatch(space, spec, state, options).slice(0, wanted)
    if (batch.length === 0) {
      explored = { ...explored, stopped: wanted <= 0 ? 'most' : 'exhausted' }
    } else {
      const { found, columns, solved } = await race(space, explored, batch, options, run)
      const next = absorb(spec, state, found)
      const known = new Map(Object.entries(explored.columns))
      batch.forEach(({ point }, k) => {
        known.set(keyOf(point), columns[k])
      })
      const kept = next.archive.map(({ point }): [string, readonly (readonly number[])[]] => {
        const key = keyOf(point)
        return [key, known.get(key) ?? []]
      })
      const settled = !isSmall(space, options) && hasSettled(next.trace, options.gain, options.settled)
      explored = {
        state: next,
        columns: Object.fromEntries(kept),
        solved: explored.solved + solved,
        stopped: settled ? 'settled' : null,
      }
    }
    await onBatch(explored)
  }
  return explored
}

/** A search that is taken up again with other limits may go on. */
const stillStopped = (
  { state, stopped }: Explored,
  { most, gain, settled }: ExploreOptions,
): Explored['stopped'] => {
  if (stopped === 'most' && state.evaluations < most) return null
  if (stopped === 'settled' && !hasSettled(state.trace, gain, settled)) return null
  return stopped
}

/** A space with no more designs than may be looked at is not searched but counted out. */
export const isSmall = (space: DesignSpace, { most }: ExploreOptions): boolean =>
  sizeOf(space.elements.map(({ variable }) => variable)) <= most

const nextBatch = (
  space: DesignSpace,
  spec: SearchSpec,
  state: SearchState,
  options: ExploreOptions,
): Proposal[] => {
  if (!isSmall(space, options)) return propose(spec, state)
  const seen = new Set(state.seen)
  const batch: Proposal[] = []
  for (const raw of everyPoint(spec.variables)) {
    if (batch.length === options.batch) break
    const point = spec.canonical === undefined ? raw : spec.canonical(raw)
    const key = keyOf(point)
    if (seen.has(key)) continue
    seen.add(key)
    batch.push({ point, operator: -1 })
  }
  return batch
}
