import { type Bounds, copyBounds, gainOf, openBounds, type RankTable, tally } from './box.js'

/**
 * A classification tree (Breiman, Friedman, Olshen & Stone 1984), grown by the split that gains most likelihood
 * (entropy), to `depth` splits and at least `minimum` rows a leaf.
 *
 * @returns every node but the root as a box, parents before children: leaves, and what pruning could make a leaf
 */
export const growTree = (
  table: RankTable,
  rows: Int32Array,
  depth: number,
  minimum: number,
): readonly Bounds[] => {
  const nodes: Bounds[] = []
  const grow = (inside: Int32Array, bounds: Bounds, left: number): void => {
    const split = left > 0 ? bestSplit(table, inside, minimum) : null
    if (split === null) return
    const ranks = table.ranks[split.column]
    const lower = copyBounds(bounds)
    lower.high[split.column] = split.last
    const upper = copyBounds(bounds)
    upper.low[split.column] = split.first
    nodes.push(lower, upper)
    grow(
      inside.filter((row) => ranks[row] <= split.last),
      lower,
      left - 1,
    )
    grow(
      inside.filter((row) => ranks[row] >= split.first),
      upper,
      left - 1,
    )
  }
  grow(rows, openBounds(table), depth)
  return nodes
}

interface Split {
  readonly column: number
  /** Highest rank of the lower part. */
  readonly last: number
  /** Lowest rank of the upper part. */
  readonly first: number
}

const bestSplit = (table: RankTable, rows: Int32Array, minimum: number): Split | null => {
  const all = tally(table, rows)
  if (all.hits === 0 || all.hits === all.rows) return null
  let best: Split | null = null
  let bestGain = 1e-9
  for (let column = 0; column < table.names.length; column++) {
    const ranks = table.ranks[column]
    // Rank and outcome in one number, so that a plain numeric sort carries both.
    const keys = Int32Array.from(rows, (row) => ranks[row] * 2 + table.hit[row]).sort()
    let hits = 0
    for (let k = 0; k + 1 < keys.length; k++) {
      hits += keys[k] & 1
      const last = keys[k] >> 1
      const first = keys[k + 1] >> 1
      if (last === first || k + 1 < minimum || keys.length - k - 1 < minimum) continue
      const lower = { rows: k + 1, hits }
      const upper = { rows: all.rows - k - 1, hits: all.hits - hits }
      const gain = Math.max(gainOf(table.nLogN, lower, all), gainOf(table.nLogN, upper, all))
      if (gain > bestGain) {
        bestGain = gain
        best = { column, last, first }
      }
    }
  }
  return best
}
