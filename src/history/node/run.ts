import { IssueError } from '../../core/issue.js'
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
import { performanceCases } from '../honour.js'
import { compareHonour, matchCases, selectionOf } from '../honourModel.js'
import { occasionTerms } from '../occasions.js'
import type { CoalitionFacts, Panel } from '../panel.js'
import { primitives, priorMeans } from '../primitives.js'
import type { Solver } from '../readings.js'
import { READING } from '../readings.js'
import type { RecordScores } from '../record.js'
import { caseControl, fitDataOf, type Sample } from '../sampling.js'
import { type Grid, scoringGrid, situationsOf } from '../situation.js'
import type { Table } from '../table.js'

export interface FitOptions {
  readonly from: number
  readonly to: number
  readonly perStratum: number
  readonly seed: number
  readonly grid: Grid
  readonly version: string
  readonly onStep?: (step: number, logPosterior: number) => void
}

/** Where the search begins: rates of the order of basis 2.5, and a precision at which no choice is quite sure. */
const START: Readonly<Record<string, number>> = {
  'rate.constant': -6,
  'rate.land': 0.6,
  'rate.water': 0.8,
  'rate.majorA': 0.8,
  'rate.majorB': -0.7,
  'rate.rivalry': 1.9,
  'rate.recent': 1.9,
  'rate.democracies': -0.6,
  'adversary.lambda': -4,
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
  const means = priorMeans()
  const start = [
    ...occasionTerms.map(({ name }) => START[`rate.${name}`] ?? 0),
    ...primitives.map(({ name }, k) => START[name] ?? means[k]),
  ]
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
      scoring: scoringGrid,
      logLik: fit.logLik,
      terms: fit.names.map((name, k) => ({ name, at: fit.at[k], se: fit.se[k] })),
      comparators: freezeComparators(panel, rows),
      version,
    },
  }
}

export interface ScoreOptions {
  readonly panelName: string
  readonly periods: readonly (readonly [from: number, to: number])[]
  readonly samples: number
  readonly seed: number
  /** Solve only so many quiet years of each stratum and period, weighted to stand for all; all of them if not given. */
  readonly controls?: number
}

/** Tables of honour in wars, where they are at hand. */
export interface HonourTables {
  readonly allianceWars: Table
  readonly wars: Table
}

/** Scores a frozen model on the years of a panel, in periods. */
export const scorePanel = async (
  frozen: Frozen,
  panel: Panel,
  facts: CoalitionFacts | null,
  honourTables: HonourTables | null,
  solver: Solver,
  { panelName, periods, samples, seed, controls }: ScoreOptions,
): Promise<RecordScores> => {
  const chosen = periods.map(([from, to]): Sample => {
    const all = scoredRows(panel, from, to)
    return controls === undefined
      ? { rows: all, weights: new Float64Array(all.length).fill(1) }
      : caseControl(panel, all, controls, seed)
  })
  const rows = Int32Array.from(chosen.flatMap((one) => Array.from(one.rows)))
  const weights = Float64Array.from(chosen.flatMap((one) => Array.from(one.weights)))
  if (rows.length === 0)
    throw new IssueError([
      {
        code: 'empty-table',
        level: 'error',
        message: 'no year of this panel has an outcome to score',
        file: panelName,
        hint: 'gml_init must be 0 or 1, and gml_ongoing and gml_onset must say whether anything could begin',
      },
    ])
  const readings = await frozenReadings(frozen, situationsOf(panel, rows, facts), solver)
  let first = 0
  const scores = chosen.flatMap((one): PeriodScores[] => {
    const from = first
    first += one.rows.length
    if (one.rows.length === 0) return []
    const part = readings.subarray(from * READING, first * READING)
    return [scorePeriod(frozen, panel, one.rows, part, { samples, seed, weights: one.weights })]
  })
  let unsolved = 0
  for (let k = 0; k < rows.length; k++) if (readings[k * READING + READING - 1] !== 1) unsolved++
  return {
    panel: panelName,
    guarantors: facts === null ? 'from columns' : 'by name',
    frozen,
    periods: scores,
    selection: selectionOf(frozen, panel, rows, readings, weights),
    honour: honourTables === null ? null : await honourAgainst(frozen, panel, facts, honourTables, solver),
    games: rows.length,
    controls: controls ?? null,
    unsolved,
    samples,
    seed,
  }
}

const honourAgainst = async (
  frozen: Frozen,
  panel: Panel,
  facts: CoalitionFacts | null,
  { allianceWars, wars }: HonourTables,
  solver: Solver,
): Promise<RecordScores['honour']> => {
  const matched = matchCases(performanceCases(allianceWars), wars, panel)
  if (matched.length === 0) return null
  const situations = situationsOf(
    panel,
    matched.map(({ row }) => row),
    facts,
  )
  return compareHonour(matched, await frozenReadings(frozen, situations, solver))
}
