import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { streamFor } from './stream.js'
import { sortedQuantile } from './summary.js'

/** A place in a league table, with how far chance could move it. */
export interface RankRow {
  /** From 1, the highest value first; equal values share the first of their places. */
  readonly rank: number
  /** 5th and 95th percentile of the rank over resamples. */
  readonly low: number
  readonly high: number
  /** Value, with its own 5th and 95th percentile over resamples. */
  readonly value: number
  readonly valueLow: number
  readonly valueHigh: number
}

/** Ranks of values, highest first, equal ones sharing the first of their places. NaN comes last. */
export const ranksOf = (values: readonly number[]): number[] => {
  const key = (value: number) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value)
  return values.map((value) => 1 + values.filter((other) => key(other) > key(value)).length)
}

/**
 * Ranks of groups with intervals by the bootstrap (Goldstein & Spiegelhalter 1996 ask for such): the members of every
 * group are drawn again with replacement, `statistic` is taken of each group, and the groups are ranked anew.
 * A group with one member gets no interval of its own: it moves only as the others do.
 */
export const bootstrapRanks = <T>(
  groups: readonly { readonly name: string; readonly members: readonly T[] }[],
  statistic: (members: readonly T[]) => number,
  seed: number,
  resamples = 2000,
): RankRow[] => {
  const values = groups.map(({ members }) => statistic(members))
  const ranks = ranksOf(values)
  const streams = groups.map(({ name }) => streamFor(seed, `ranks ${name}`))
  const drawn = Array.from({ length: resamples }, () =>
    groups.map(({ members }, g) =>
      statistic(members.map(() => members[uniformInt(streams[g], 0, members.length - 1)])),
    ),
  )
  const drawnRanks = drawn.map(ranksOf)
  return groups.map((_, g) => {
    const places = drawnRanks.map((row) => row[g]).sort((a, b) => a - b)
    const heights = drawn
      .map((row) => row[g])
      .filter((value) => !Number.isNaN(value))
      .sort((a, b) => a - b)
    return {
      rank: ranks[g],
      low: sortedQuantile(places, 0.05),
      high: sortedQuantile(places, 0.95),
      value: values[g],
      valueLow: sortedQuantile(heights, 0.05),
      valueHigh: sortedQuantile(heights, 0.95),
    }
  })
}
