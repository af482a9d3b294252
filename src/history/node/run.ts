import {
  type Frozen,
  freezeComparators,
  frozenReadings,
  type PeriodScores,
  scoredRows,
  scorePeriod,
} from '../backtest.js'
import { happened } from '../comparators.js'
import { type Fit, fitRecord } from '../fit.js'
import { occasionTerms } from '../occasions.js'
import type { CoalitionFacts, Panel } from '../panel.js'
import { priorMeans } from '../primitives.js'
import type { Solver } from '../readings.js'
import { caseControl, fitDataOf } from '../sampling.js'
import { type Grid, situationsOf } from '../situation.js'

export interface FitOptions {
  readonly from: number
  readonly to: number
  readonly perStratum: number
  readonly seed: number
  readonly grid: Grid
  readonly version: string
  readonly onStep?: (step: number, logPosterior: number) => void
}

/** Where the search begins: the product's medians, and rates of the order of basis 2.5. */
const START_RATES: Readonly<Record<string, number>> = {
  constant: -4,
  land: 0.7,
  water: 0.5,
  rivalry: 1,
  recent: 1,
  democracies: -0.5,
}

/** Fits the primitives and every comparator on some years, and freezes them. */
export const fitAndFreeze = async (
  panel: Panel,
  facts: CoalitionFacts | null,
  solver: Solver,
  { from, to, perStratum, seed, grid, version, onStep }: FitOptions,
): Promise<{ frozen: Frozen; fit: Fit }> => {
  const rows = scoredRows(panel, from, to)
  const sample = caseControl(panel, rows, perStratum, seed)
  const start = [...occasionTerms.map(({ name }) => START_RATES[name] ?? 0), ...priorMeans()]
  const fit = await fitRecord(fitDataOf(panel, sample, facts), solver, grid, {
    start,
    ...(onStep === undefined ? {} : { onStep }),
  })
  return {
    fit,
    frozen: {
      format: 1,
      years: { from, to },
      rows: rows.length,
      initiations: rows.reduce((sum, row) => sum + happened(panel, row, 'initiation'), 0),
      sample: { rows: sample.rows.length, perStratum, seed },
      grid,
      logLik: fit.logLik,
      terms: fit.names.map((name, k) => ({ name, at: fit.at[k], se: fit.se[k] })),
      comparators: freezeComparators(panel, rows),
      version,
    },
  }
}

/** Scores a frozen model on the years of a panel, in periods. */
export const scorePanel = async (
  frozen: Frozen,
  panel: Panel,
  facts: CoalitionFacts | null,
  solver: Solver,
  periods: readonly (readonly [from: number, to: number])[],
  { samples, seed }: { samples: number; seed: number },
): Promise<readonly PeriodScores[]> => {
  const scores: PeriodScores[] = []
  for (const [from, to] of periods) {
    const rows = scoredRows(panel, from, to)
    if (rows.length === 0) continue
    const readings = await frozenReadings(frozen, situationsOf(panel, rows, facts), solver)
    scores.push(scorePeriod(frozen, panel, rows, readings, { samples, seed }))
  }
  return scores
}
