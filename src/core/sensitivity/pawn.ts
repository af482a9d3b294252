import { type Estimate, estimateWith } from '../estimate.js'
import { sortedQuantile } from '../summary.js'

export interface PawnIndex {
  readonly name: string
  /** Median over slices of the input of the largest gap between the model's distribution there and overall, 0 to 1. */
  readonly median: Estimate
  /** What an input without influence shows with slices of this size, from chance alone, once in 2,000 times. */
  readonly chance: number
  readonly matters: boolean
}

/** One replicate: quantile positions of the inputs (0 to 1) and the model there. */
export interface PawnReplicate {
  readonly columns: readonly Float64Array[]
  readonly values: Float64Array
}

const SLICES = 10

/**
 * PAWN from a given sample (Pianosi & Wagener 2015, 2018): how far the distribution of the output moves when an input is known to lie
 * in one of ten slices. It needs no variance, so it is fair to outputs that are skewed or bounded. Missing values (NaN) are left out.
 */
export const pawnIndices = (
  replicates: readonly PawnReplicate[],
  names: readonly string[],
): readonly PawnIndex[] => {
  const pooled: PawnReplicate = {
    columns: names.map((_, j) => concat(replicates.map(({ columns }) => columns[j]))),
    values: concat(replicates.map(({ values }) => values)),
  }
  const ranked = rank(pooled.values)
  const count = ranked.order.length
  const chance = count === 0 ? Number.NaN : CHANCE * Math.sqrt(SLICES / count)
  return names.map((name, j) => {
    const median = medianGap(pooled.columns[j], ranked)
    const single = replicates.map(({ columns, values }) => medianGap(columns[j], rank(values)))
    return { name, median: estimateWith(median, single), chance, matters: median > chance }
  })
}

/**
 * What the median of ten gaps between a slice and the whole, times sqrt(slice size), exceeds once in 2,000 samples by chance (6,000
 * simulated): among a hundred inputs without influence, one study in twenty names one.
 */
const CHANCE = 1.115

interface Ranked {
  /** Indices of the values that are numbers, ascending; with ties beside each other. */
  readonly order: Uint32Array
  readonly values: Float64Array
}

const rank = (values: Float64Array): Ranked => ({
  order: Uint32Array.from(values.keys())
    .filter((i) => !Number.isNaN(values[i]))
    .sort((a, b) => values[a] - values[b] || a - b),
  values,
})

const medianGap = (column: Float64Array, { order, values }: Ranked): number => {
  const inside = new Float64Array(SLICES)
  for (const i of order) inside[slice(column[i])]++
  const seen = new Float64Array(SLICES)
  const gaps = new Float64Array(SLICES)
  for (let n = 0; n < order.length; n++) {
    seen[slice(column[order[n]])]++
    if (n + 1 < order.length && values[order[n + 1]] === values[order[n]]) continue
    const overall = (n + 1) / order.length
    for (let s = 0; s < SLICES; s++)
      if (inside[s] > 0) gaps[s] = Math.max(gaps[s], Math.abs(seen[s] / inside[s] - overall))
  }
  return sortedQuantile(gaps.filter((_, s) => inside[s] > 0).sort(), 0.5)
}

const slice = (u: number): number => Math.min(SLICES - 1, Math.floor(u * SLICES))

const concat = (parts: readonly Float64Array[]): Float64Array => {
  const out = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
