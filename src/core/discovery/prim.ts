import { type Bounds, copyBounds, openBounds, type RankTable } from './box.js'

/**
 * Peeling of the patient rule induction method (Friedman & Fisher 1999): from the whole space, each step takes away
 * about `share` of the rows inside from one end of one column. Taken is the peel with the greatest rise of density per
 * share removed; between equals the first column, low before high. A level of a discrete column goes whole.
 * Ends when fewer than `minimum` rows would be left or all left are hits.
 *
 * @returns the boxes from the whole space inward, each inside the one before
 */
export const peel = (
  table: RankTable,
  rows: Int32Array,
  share: number,
  minimum: number,
): readonly Bounds[] => {
  const columns = table.names.length
  const alive = new Uint8Array(table.hit.length)
  let inside = rows.length
  let hits = 0
  for (const row of rows) {
    alive[row] = 1
    hits += table.hit[row]
  }
  const order = table.ranks.map((ranks) => rows.slice().sort((a, b) => ranks[a] - ranks[b]))
  const bounds = openBounds(table)
  const path = [copyBounds(bounds)]

  /** Walks from one end over the rows still inside; gives what would go and the last rank that would stay. */
  const candidate = (column: number, end: 'low' | 'high') => {
    const sorted = order[column]
    const ranks = table.ranks[column]
    const wanted = Math.max(1, Math.floor(share * inside))
    let removed = 0
    let removedHits = 0
    let levelStart = 0
    let levelStartHits = 0
    let level = -1
    for (let k = 0; k < sorted.length; k++) {
      const row = sorted[end === 'low' ? k : sorted.length - 1 - k]
      if (alive[row] === 0) continue
      if (ranks[row] !== level) {
        if (removed >= wanted) return { removed, removedHits, place: ranks[row] }
        levelStart = removed
        levelStartHits = removedHits
        level = ranks[row]
      }
      if (removed >= wanted && levelStart > 0)
        return { removed: levelStart, removedHits: levelStartHits, place: level }
      removed++
      removedHits += table.hit[row]
    }
    return levelStart > 0 ? { removed: levelStart, removedHits: levelStartHits, place: level } : null
  }

  while (hits < inside) {
    let best: { column: number; end: 'low' | 'high'; place: number; removed: number; hits: number } | null =
      null
    let bestRise = Number.NEGATIVE_INFINITY
    for (let column = 0; column < columns; column++) {
      for (const end of ['low', 'high'] as const) {
        const peeled = candidate(column, end)
        if (peeled === null || inside - peeled.removed < minimum) continue
        const left = inside - peeled.removed
        const rise = (((hits - peeled.removedHits) / left - hits / inside) * left) / peeled.removed
        if (rise > bestRise) {
          bestRise = rise
          best = { column, end, place: peeled.place, removed: peeled.removed, hits: peeled.removedHits }
        }
      }
    }
    if (best === null) break
    const { column, end, place } = best
    bounds[end][column] = place
    for (const row of order[column]) {
      const rank = table.ranks[column][row]
      if (end === 'low' ? rank < place : rank > place) alive[row] = 0
    }
    for (let c = 0; c < columns; c++) order[c] = order[c].filter((row) => alive[row] === 1)
    inside -= best.removed
    hits -= best.hits
    path.push(copyBounds(bounds))
  }
  return path
}
