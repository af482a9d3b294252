import {
  comparators,
  type EventKind,
  events,
  fitComparator,
  happened,
  predictComparator,
} from './comparators.js'
import { outcomeProbabilities } from './likelihood.js'
import { occasionDesign, occasionTerms } from './occasions.js'
import { atRisk, type Panel, rowsOf } from './panel.js'
import { primitives, valuesFrom } from './primitives.js'
import type { Solver } from './readings.js'
import { dyadOf } from './sampling.js'
import { type MethodScore, scoreMethods } from './scoring.js'
import type { Grid, Situations } from './situation.js'

/** A model fitted once and then left alone: all that scoring needs. */
export interface Frozen {
  readonly format: 1
  /** What it was fitted on. */
  readonly years: { readonly from: number; readonly to: number }
  readonly rows: number
  readonly initiations: number
  readonly sample: { readonly rows: number; readonly perStratum: number; readonly seed: number }
  readonly grid: Grid
  /** Grid of scoring: the fitted precision is low enough for a coarser one (docs/history.md). */
  readonly scoring: Grid
  readonly logLik: number
  /** Coefficients of the rate and coordinates of the primitives, with standard errors (clustered by dyad). */
  readonly terms: readonly FrozenTerm[]
  readonly comparators: readonly FrozenComparator[]
  readonly version: string
}

export interface FrozenTerm {
  readonly name: string
  readonly at: number
  readonly se: number
}

export interface FrozenComparator {
  readonly id: string
  readonly event: EventKind
  readonly converged: boolean
  readonly coefficients: readonly number[]
}

/** Fits every comparator to every event on the same rows. */
export const freezeComparators = (panel: Panel, rows: ArrayLike<number>): readonly FrozenComparator[] =>
  comparators.flatMap((comparator) =>
    events.map((event) => {
      const { coefficients, converged } = fitComparator(panel, rows, comparator, event)
      return { id: comparator.id, event, converged, coefficients: [...coefficients] }
    }),
  )

export interface EventScores {
  readonly event: EventKind
  readonly rows: number
  readonly cases: number
  readonly methods: readonly MethodScore[]
}

export interface PeriodScores {
  readonly from: number
  readonly to: number
  readonly events: readonly EventScores[]
}

/** The model's probability of each event for rows with readings of their games. */
export const modelProbabilities = (
  frozen: Frozen,
  panel: Panel,
  rows: ArrayLike<number>,
  readings: Float64Array,
): Readonly<Record<EventKind, Float64Array>> => {
  const design = occasionDesign(panel, rows)
  const width = occasionTerms.length
  const rate = occasionTerms.map(({ name }) => termOf(frozen, `rate.${name}`))
  const out = {
    initiation: new Float64Array(rows.length),
    force: new Float64Array(rows.length),
    war: new Float64Array(rows.length),
  }
  for (let k = 0; k < rows.length; k++) {
    let logRate = 0
    for (let term = 0; term < width; term++) logRate += rate[term] * design[k * width + term]
    const [, dispute, force, war] = outcomeProbabilities(readings, k, logRate)
    out.initiation[k] = dispute + force + war
    out.force[k] = force + war
    out.war[k] = war
  }
  return out
}

const termOf = ({ terms }: Frozen, name: string): number => {
  const term = terms.find((one) => one.name === name)
  if (term === undefined) throw new RangeError(`the frozen model has no term ${name}`)
  return term.at
}

/** Solves the games of situations at the frozen coordinates. */
export const frozenReadings = async (
  frozen: Frozen,
  situations: Situations,
  solver: Solver,
): Promise<Float64Array> => {
  const coordinates = primitives.map(({ name }) => termOf(frozen, name))
  const [readings] = await solver(situations, [valuesFrom(coordinates)], frozen.scoring)
  return readings
}

/** Years in which something could begin, and for which the panel has an outcome. */
export const scoredRows = (panel: Panel, from: number, to: number): Int32Array =>
  rowsOf(
    panel,
    (row) => atRisk(panel, row) && panel.columns.year[row] >= from && panel.columns.year[row] <= to,
  )

/**
 * Scores the model and every comparator on some rows, each standing for `weights` of them (one, if not given). `readings` belong to `rows`,
 * row by row. Intervals by resampling dyads.
 */
export const scorePeriod = (
  frozen: Frozen,
  panel: Panel,
  rows: Int32Array,
  readings: Float64Array,
  { samples, seed, weights }: { samples: number; seed: number; weights: Float64Array },
): PeriodScores => {
  const model = modelProbabilities(frozen, panel, rows, readings)
  const clusters = Array.from(rows, (row) => dyadOf(panel, row))
  const years = panel.columns.year
  return {
    from: rows.reduce((least, row) => Math.min(least, years[row]), Number.POSITIVE_INFINITY),
    to: rows.reduce((most, row) => Math.max(most, years[row]), Number.NEGATIVE_INFINITY),
    events: events.map((event) => {
      const y = Float64Array.from(rows, (row) => happened(panel, row, event))
      const methods = [
        { id: 'model', name: 'Crisis game', p: model[event] },
        ...comparators.flatMap((comparator) => {
          const frozenOne = frozen.comparators.find((one) => one.id === comparator.id && one.event === event)
          return frozenOne === undefined
            ? []
            : [
                {
                  id: comparator.id,
                  name: comparator.name,
                  p: predictComparator(panel, rows, comparator, frozenOne.coefficients),
                },
              ]
        }),
      ]
      return {
        event,
        rows: Math.round(weights.reduce((sum, one) => sum + one, 0)),
        cases: y.reduce((sum, one, k) => sum + weights[k] * one, 0),
        methods: scoreMethods(
          methods,
          { y, clusters, weights },
          {
            samples,
            seed,
            name: `history.bootstrap.${event}`,
          },
        ),
      }
    }),
  }
}
