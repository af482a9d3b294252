import { sortedQuantile } from '../../core/summary.js'

/*
 * One number over all draws, in pieces that can be read again: what is too much for memory stays where it lies, and is passed over as
 * often as a question needs.
 */

export interface Piece {
  readonly replicate: number
  readonly length: number
  readonly read: () => Promise<Float64Array>
}

/** Pieces in the order of their draws, within each replicate. Missing values are NaN. */
export interface Series {
  readonly replicates: number
  readonly pieces: readonly Piece[]
}

/** Values that are held at once: below this a series is read once, and quantiles come from sorting it. */
export const ROOM = 1 << 20

/** A series that is in memory already: one array a replicate. */
export const seriesFrom = (replicates: readonly Float64Array[]): Series => ({
  replicates: replicates.length,
  pieces: replicates.map((values, replicate) => ({
    replicate,
    length: values.length,
    read: async () => values,
  })),
})

const lengthOf = ({ pieces }: Series): number => pieces.reduce((sum, { length }) => sum + length, 0)

/** Reads a series into memory where it fits. */
export const held = async (series: Series, room = ROOM): Promise<Series> => {
  if (lengthOf(series) > room) return series
  const parts = Array.from({ length: series.replicates }, (): Float64Array[] => [])
  for (const { replicate, read } of series.pieces) parts[replicate].push(await read())
  return seriesFrom(parts.map(joined))
}

const joined = (parts: readonly Float64Array[]): Float64Array => {
  const out = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** The first series less the second, draw by draw; both in the same pieces. */
export const less = (a: Series, b: Series): Series => ({
  replicates: a.replicates,
  pieces: a.pieces.map(({ replicate, length, read }, k) => ({
    replicate,
    length,
    read: async () => {
      const [own, other] = [await read(), await b.pieces[k].read()]
      return own.map((value, i) => value - other[i])
    },
  })),
})

/** The first `count` draws of each replicate, or all where there are fewer. */
export const firstOf = async (series: Series, count: number): Promise<readonly Float64Array[]> => {
  const parts = Array.from({ length: series.replicates }, (): Float64Array[] => [])
  const had = new Array<number>(series.replicates).fill(0)
  for (const { replicate, length, read } of series.pieces) {
    const wanted = Math.min(length, count - had[replicate])
    if (wanted <= 0) continue
    parts[replicate].push((await read()).subarray(0, wanted))
    had[replicate] += wanted
  }
  return parts.map(joined)
}

/** Calls `visit` with every value that is not missing. */
export const visitAll = async (
  { pieces }: Series,
  visit: (value: number, replicate: number) => void,
): Promise<void> => {
  for (const { replicate, read } of pieces) {
    const values = await read()
    for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) visit(values[i], replicate)
  }
}

/** A stretch of values within which some order statistics lie; `below` values are smaller than all of it. */
interface Stretch {
  readonly low: number
  readonly high: number
  readonly below: number
  readonly count: number
}

const BUCKETS = 4096

/**
 * Quantiles of all values together, exactly those that sorting would give (type 7 of Hyndman & Fan), in memory that does not grow with
 * their number: passes count values in ever finer buckets until what is left around each quantile can be held. `whole` is the range
 * and number of the values that are not missing.
 */
export const quantilesOf = async (
  series: Series,
  ps: readonly number[],
  whole: { readonly low: number; readonly high: number; readonly count: number },
  room = ROOM,
): Promise<readonly number[]> => {
  if (whole.low === whole.high) return ps.map(() => whole.low)
  const ranks = [
    ...new Set(
      ps.flatMap((p) => {
        const below = Math.floor(p * (whole.count - 1))
        return [below, Math.min(below + 1, whole.count - 1)]
      }),
    ),
  ].sort((a, b) => a - b)
  const found = new Map<number, number>()
  let open: readonly Stretch[] = [{ ...whole, below: 0 }]
  const wantedIn = ({ below, count }: Stretch) => ranks.filter((r) => r >= below && r < below + count)
  while (open.length > 0) {
    const small = open.reduce((sum, { count }) => sum + count, 0) <= room
    const next: Stretch[] = []
    if (small) {
      const values = open.map(({ count }) => new Float64Array(count))
      const filled = open.map(() => 0)
      await visitAll(series, (value) => {
        const s = open.findIndex(({ low, high }) => value >= low && value <= high)
        if (s >= 0) values[s][filled[s]++] = value
      })
      open.forEach((stretch, s) => {
        const sorted = values[s].sort()
        for (const rank of wantedIn(stretch)) found.set(rank, sorted[rank - stretch.below])
      })
    } else {
      const counts = open.map(() => new Float64Array(BUCKETS))
      const lows = open.map(() => new Float64Array(BUCKETS).fill(Number.POSITIVE_INFINITY))
      const highs = open.map(() => new Float64Array(BUCKETS).fill(Number.NEGATIVE_INFINITY))
      await visitAll(series, (value) => {
        const s = open.findIndex(({ low, high }) => value >= low && value <= high)
        if (s < 0) return
        const { low, high } = open[s]
        // No operation here ever falls as the value rises, so buckets are in order.
        const bucket = Math.min(BUCKETS - 1, Math.floor(((value - low) / (high - low)) * BUCKETS))
        counts[s][bucket] += 1
        lows[s][bucket] = Math.min(lows[s][bucket], value)
        highs[s][bucket] = Math.max(highs[s][bucket], value)
      })
      open.forEach((stretch, s) => {
        let { below } = stretch
        for (let k = 0; k < BUCKETS; k++) {
          const part = { low: lows[s][k], high: highs[s][k], below, count: counts[s][k] }
          const wanted = part.count === 0 ? [] : wantedIn(part)
          if (wanted.length > 0 && part.low === part.high)
            for (const rank of wanted) found.set(rank, part.low)
          else if (wanted.length > 0) next.push(part)
          below += part.count
        }
      })
    }
    open = next
  }
  return ps.map((p) => {
    const position = p * (whole.count - 1)
    const below = Math.floor(position)
    const [a, b] = [below, Math.min(below + 1, whole.count - 1)].map((rank) => found.get(rank) as number)
    return sortedQuantile([a, b], position - below)
  })
}
