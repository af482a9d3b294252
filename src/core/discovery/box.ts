import { log } from '../elementary.js'
import { binomialUpperTail } from './binomial.js'

/** One uncertain input: a value for every row. Values are only compared, so units and scale do not matter. */
export interface InputColumn {
  readonly name: string
  readonly values: Float64Array
}

/**
 * The inputs as dense ranks: `ranks[column][row]` is the place of the row's value among `levels[column]`, the distinct
 * values ascending. Everything is searched for in ranks, so an increasing transformation of an input changes nothing.
 */
export interface RankTable {
  readonly names: readonly string[]
  readonly ranks: readonly Int32Array[]
  readonly levels: readonly Float64Array[]
  /** 1 where the row is a hit, else 0. */
  readonly hit: Uint8Array
  /** n ln n for n = 0 to the number of rows. */
  readonly nLogN: Float64Array
}

/** Lowest and highest rank inside, for every column, both inclusive. */
export interface Bounds {
  readonly low: Int32Array
  readonly high: Int32Array
}

/** How many rows, and how many of them hits. */
export interface Tally {
  readonly rows: number
  readonly hits: number
}

/** One end of one column. */
export interface Side {
  readonly column: number
  readonly end: 'low' | 'high'
}

export const rankTable = (inputs: readonly InputColumn[], hit: Uint8Array): RankTable => {
  const levels: Float64Array[] = []
  const ranks = inputs.map(({ values }) => {
    const order = Float64Array.from(values).sort()
    let count = 0
    for (let i = 0; i < order.length; i++) if (i === 0 || order[i] > order[i - 1]) order[count++] = order[i]
    const distinct = order.slice(0, count)
    levels.push(distinct)
    return Int32Array.from(values, (value) => {
      let from = 0
      let to = count - 1
      while (from < to) {
        const middle = (from + to) >> 1
        if (distinct[middle] < value) from = middle + 1
        else to = middle
      }
      return from
    })
  })
  const nLogN = Float64Array.from({ length: hit.length + 1 }, (_, n) => (n === 0 ? 0 : n * log(n)))
  return { names: inputs.map(({ name }) => name), ranks, levels, hit, nLogN }
}

/** The box without any limit. */
export const openBounds = (table: RankTable): Bounds => ({
  low: new Int32Array(table.names.length),
  high: Int32Array.from(table.levels, (levels) => levels.length - 1),
})

export const copyBounds = ({ low, high }: Bounds): Bounds => ({ low: low.slice(), high: high.slice() })

export const isOpen = (table: RankTable, bounds: Bounds, { column, end }: Side): boolean =>
  end === 'low' ? bounds.low[column] === 0 : bounds.high[column] === table.levels[column].length - 1

/** The box with one limit taken away. */
export const opened = (table: RankTable, bounds: Bounds, { column, end }: Side): Bounds => {
  const copy = copyBounds(bounds)
  if (end === 'low') copy.low[column] = 0
  else copy.high[column] = table.levels[column].length - 1
  return copy
}

/** The limits of a box, by column, low before high. */
export const sidesOf = (table: RankTable, bounds: Bounds): readonly Side[] =>
  table.names
    .flatMap((_, column): Side[] => [
      { column, end: 'low' },
      { column, end: 'high' },
    ])
    .filter((side) => !isOpen(table, bounds, side))

export const limitedColumns = (table: RankTable, bounds: Bounds): readonly number[] =>
  table.names.flatMap((_, column) =>
    isOpen(table, bounds, { column, end: 'low' }) && isOpen(table, bounds, { column, end: 'high' })
      ? []
      : [column],
  )

/** The rows of `rows` inside the box, in their order. */
export const rowsInside = (table: RankTable, bounds: Bounds, rows: Int32Array): Int32Array => {
  const columns = limitedColumns(table, bounds)
  return rows.filter((row) => {
    for (const column of columns) {
      const rank = table.ranks[column][row]
      if (rank < bounds.low[column] || rank > bounds.high[column]) return false
    }
    return true
  })
}

export const tally = (table: RankTable, rows: Int32Array): Tally => {
  let hits = 0
  for (const row of rows) hits += table.hit[row]
  return { rows: rows.length, hits }
}

/**
 * What a box tells about the outcome, in nats: the log-likelihood of one rate inside and one outside, less that of one
 * rate for all (half the deviance; a likelihood-ratio statistic). 0 when the rate inside is not above the rate outside.
 */
export const gainOf = (nLogN: Float64Array, inside: Tally, all: Tally): number => {
  if (inside.hits * all.rows <= all.hits * inside.rows) return 0
  return (
    logLikelihood(nLogN, inside.rows, inside.hits) +
    logLikelihood(nLogN, all.rows - inside.rows, all.hits - inside.hits) -
    logLikelihood(nLogN, all.rows, all.hits)
  )
}

const logLikelihood = (nLogN: Float64Array, rows: number, hits: number): number =>
  nLogN[hits] + nLogN[rows - hits] - nLogN[rows]

/** Best place for one limit, the others fixed: the greatest gain; of equals, the widest box. */
const bestPlace = (
  table: RankTable,
  rows: Int32Array,
  all: Tally,
  bounds: Bounds,
  side: Side,
  minimum: number,
): Bounds => {
  const { column, end } = side
  const free = opened(table, bounds, side)
  const last = table.levels[column].length - 1
  const count = new Int32Array(last + 1)
  const hits = new Int32Array(last + 1)
  for (const row of rowsInside(table, free, rows)) {
    const rank = table.ranks[column][row]
    count[rank]++
    hits[rank] += table.hit[row]
  }
  let inside = 0
  let insideHits = 0
  let bestGain = -1
  let best = end === 'low' ? 0 : last
  // From the far end towards the open one, so that an equal gain met later is the wider box.
  for (let k = 0; k <= last; k++) {
    const rank = end === 'low' ? last - k : k
    if (count[rank] === 0) continue
    inside += count[rank]
    insideHits += hits[rank]
    if (inside < minimum) continue
    const gain = gainOf(table.nLogN, { rows: inside, hits: insideHits }, all)
    if (gain >= bestGain) {
      bestGain = gain
      best = rank
    }
  }
  if (bestGain < 0 || everyOutsideEmpty(count, best, end)) return free
  if (end === 'low') free.low[column] = best
  else free.high[column] = best
  return free
}

const everyOutsideEmpty = (count: Int32Array, place: number, end: 'low' | 'high'): boolean =>
  (end === 'low' ? count.subarray(0, place) : count.subarray(place + 1)).every((n) => n === 0)

/**
 * Pasting, to the end: each limit in turn goes outward or inward to where the gain on `rows` is greatest, until none
 * moves. Exact in each limit, coordinate ascent over all. Sides that are open stay open.
 */
export const settle = (table: RankTable, rows: Int32Array, start: Bounds, minimum: number): Bounds => {
  const all = tally(table, rows)
  let bounds = start
  for (let round = 0; round < 100; round++) {
    let moved = false
    for (const side of sidesOf(table, bounds)) {
      const next = bestPlace(table, rows, all, bounds, side, minimum)
      moved ||= next[side.end][side.column] !== bounds[side.end][side.column]
      bounds = next
    }
    if (!moved) return bounds
  }
  return bounds
}

/**
 * Quasi-p value (Bryant & Lempert 2010): the chance of at least the hits inside if each row inside were drawn with the
 * density of the wider box that lacks these limits. Small: the limits are hardly there by chance.
 */
export const quasiP = (
  table: RankTable,
  rows: Int32Array,
  bounds: Bounds,
  sides: readonly Side[],
): number => {
  const inside = tally(table, rowsInside(table, bounds, rows))
  const wide = sides.reduce((box, side) => opened(table, box, side), bounds)
  const wider = tally(table, rowsInside(table, wide, rows))
  return wider.rows === 0 ? 1 : binomialUpperTail(inside.hits, inside.rows, wider.hits / wider.rows)
}
