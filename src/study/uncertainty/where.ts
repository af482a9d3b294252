import { type Discovery, discover } from '../../core/discovery/index.js'
import {
  type Metric as Measure,
  type RankStability,
  ranksAcrossMetrics,
  ranksAcrossScenarios,
  ranksAcrossWeights,
  robustness,
  simplexGrid,
} from '../../core/robustness.js'

/*
 * Where options fail, and how they compare when nobody says how likely a scenario is. A scenario is a future of the deeply uncertain
 * assumptions, each with the mean over the same draws of the others; where none is deeply uncertain, every draw is one.
 */

/** How one option fares over the scenarios, in the primary metric's unit. */
export interface OptionRegret {
  readonly id: string
  /** How much worse than the best option in a scenario: half of them, nine in ten, the worst. Never below 0. */
  readonly regretMedian: number
  readonly regretP90: number
  readonly regretMax: number
  /** Against the best *other* option, median: below 0 where this one is the best, by its lead. Null without another option. */
  readonly lead: number | null
  /** Share of scenarios in which it does not fail. */
  readonly satisficing: number | null
  readonly worst: number
  readonly best: number
  readonly mean: number
  /** [rank, 0 the best]: share of scenarios; share of the metrics; share of weightings of the metrics. Ties are divided. */
  readonly ranks: {
    readonly scenarios: readonly number[]
    readonly metrics: readonly number[]
    readonly weights: readonly number[]
  }
}

export interface Regret {
  /** Are scenarios futures of deeply uncertain assumptions, or draws? */
  readonly over: 'futures' | 'draws'
  readonly scenarios: number
  readonly primary: string
  readonly options: readonly OptionRegret[]
  /** Kendall's W: 1 where all rankings agree. Null where there is nothing to rank. */
  readonly concordance: {
    readonly scenarios: number | null
    readonly metrics: number | null
    readonly weights: number | null
  }
  /** The metrics that are ranked by, and the number of weightings tried. */
  readonly metrics: readonly string[]
  readonly weightings: number
}

/** Weights of the metrics in steps of a tenth. */
const WEIGHT_STEPS = 10

/** Largest number of rows that boxes are looked for in. */
export const BOX_ROWS = 8192

/** Regret, satisficing and rank stability. `failing` is measured in the same scenarios; all values finite. */
export const regretOf = (
  ids: readonly string[],
  over: Regret['over'],
  primary: Measure,
  failing: Measure,
  others: readonly Measure[],
): Regret => {
  const main = robustness(primary)
  const satisfied = robustness(failing)
  const all = [primary, ...others]
  const weights = simplexGrid(all.length, WEIGHT_STEPS)
  const rankings = {
    scenarios: ranksAcrossScenarios(primary),
    metrics: ranksAcrossMetrics(all),
    weights: ranksAcrossWeights(all, weights),
  }
  const sharesOf = ({ shares }: RankStability, option: number): number[] => Array.from(shares[option])
  return {
    over,
    scenarios: primary.values[0].length,
    primary: primary.name,
    options: main.options.map((one, option) => {
      const lead = one.lead.slice().sort()
      return {
        id: ids[option],
        regretMedian: one.regretMedian,
        regretP90: one.regretP90,
        regretMax: one.regretMax,
        lead: ids.length < 2 ? null : lead[Math.floor((lead.length - 1) / 2)],
        satisficing: satisfied.options[option].satisficing,
        worst: one.worst,
        best: one.best,
        mean: one.mean,
        ranks: {
          scenarios: sharesOf(rankings.scenarios, option),
          metrics: sharesOf(rankings.metrics, option),
          weights: sharesOf(rankings.weights, option),
        },
      }
    }),
    concordance: {
      scenarios: rankings.scenarios.concordance,
      metrics: rankings.metrics.concordance,
      weights: rankings.weights.concordance,
    },
    metrics: all.map(({ name }) => name),
    weightings: weights.length,
  }
}

/** Boxes in the space of assumptions in which an option fails; rows in which its number has no meaning are left out. */
export const boxesOf = (
  columns: readonly { readonly name: string; readonly values: Float64Array }[],
  values: Float64Array,
  fails: (value: number) => boolean,
  seed: number,
): Discovery => {
  const kept = Array.from(values.keys()).filter((k) => !Number.isNaN(values[k]))
  return discover(
    columns.map((column) => ({
      name: column.name,
      values: Float64Array.from(kept, (k) => column.values[k]),
    })),
    Uint8Array.from(kept, (k) => (fails(values[k]) ? 1 : 0)),
    { seed },
  )
}
