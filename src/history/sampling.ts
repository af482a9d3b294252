import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { streamFor } from '../core/stream.js'
import type { FitData } from './fit.js'
import { occasionDesign, outcomeAt, outcomes } from './occasions.js'
import type { CoalitionFacts, Panel } from './panel.js'
import { situationsOf } from './situation.js'

/** Years in which nothing began are drawn by how likely something was, so that few games say much. */
export const strata = ['rivals', 'neighbours', 'others'] as const

const stratumOf = ({ columns }: Panel, row: number): number =>
  columns.rivalry[row] === 1 ? 0 : columns.contiguity[row] === 1 ? 1 : 2

/** Rows that were kept, each with the number of rows that it stands for. */
export interface Sample {
  readonly rows: Int32Array
  readonly weights: Float64Array
}

/**
 * Every row in which something began, and `perStratum` of the others of each stratum, weighted by how many each stands for (choice-based
 * sampling; Manski and Lerman 1977). The same seed draws the same rows.
 */
export const caseControl = (
  panel: Panel,
  rows: ArrayLike<number>,
  perStratum: number,
  seed: number,
): Sample => {
  const kept: number[] = []
  const weights: number[] = []
  const quiet: number[][] = strata.map(() => [])
  for (const row of Array.from(rows))
    if (outcomeAt(panel, row) > 0) {
      kept.push(row)
      weights.push(1)
    } else quiet[stratumOf(panel, row)].push(row)
  for (const [s, all] of quiet.entries()) {
    const rng = streamFor(seed, `history.controls.${strata[s]}`)
    const count = Math.min(perStratum, all.length)
    // The first steps of a shuffle.
    for (let k = 0; k < count; k++) {
      const other = k + Math.floor(uniformFloat64(rng) * (all.length - k))
      ;[all[k], all[other]] = [all[other], all[k]]
      kept.push(all[k])
      weights.push(all.length / count)
    }
  }
  const order = kept.map((_, k) => k).sort((a, b) => kept[a] - kept[b])
  return {
    rows: Int32Array.from(order, (k) => kept[k]),
    weights: Float64Array.from(order, (k) => weights[k]),
  }
}

/** The undirected dyad of a row, as one number. */
export const dyadOf = ({ columns }: Panel, row: number): number =>
  Math.min(columns.ccode_a[row], columns.ccode_b[row]) * 1000 +
  Math.max(columns.ccode_a[row], columns.ccode_b[row])

/** What a fit needs of a sample. */
export const fitDataOf = (panel: Panel, { rows, weights }: Sample, facts: CoalitionFacts | null): FitData => {
  const counts = new Float64Array(rows.length * outcomes.length)
  rows.forEach((row, k) => {
    counts[k * outcomes.length + outcomeAt(panel, row)] = weights[k]
  })
  return {
    situations: situationsOf(panel, rows, facts),
    design: occasionDesign(panel, rows),
    counts,
    clusters: Array.from(rows, (row) => dyadOf(panel, row)),
  }
}
