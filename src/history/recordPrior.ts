import { findAssumption } from '../crisis/index.js'
import type { Override, Prior } from '../study/assume.js'
import { type RankCorrelation, repaired } from '../study/correlations.js'
import type { Conditioning } from './condition.js'
import { conditioning } from './conditioned.js'

/** Rank correlations smaller than this are within what so few effective draws leave. */
const LEAST = 0.2

/**
 * The conditioned priors as changes to the product's assumptions: a distribution through the 5th, 50th and 95th percentile of each,
 * with the rank correlations that stand out. A user's own changes come after them and win.
 */
export const recordPrior = (
  conditioning: Conditioning,
): { readonly overrides: readonly Override[]; readonly correlations: readonly RankCorrelation[] } => {
  const source = `conditioned on the record to ${conditioning.until} (guarantor history condition; effective sample size ${Math.round(conditioning.ess)}); the margins around the regularities are judgement`
  const { assumptions, correlations } = conditioning
  const overrides = assumptions.map(({ name, posterior }): Override => {
    const least = findAssumption(name)?.range.min
    return {
      name,
      source,
      distribution: {
        kind: 'elicited',
        family: 'metalog',
        quantiles: [
          { p: 0.05, value: posterior.p05 },
          { p: 0.5, value: posterior.p50 },
          { p: 0.95, value: posterior.p95 },
        ],
        ...(least !== undefined && least >= 0 && posterior.p05 > least ? { low: least } : {}),
      },
    }
  })
  const pairs = assumptions.flatMap(({ name: a }, i) =>
    assumptions.slice(i + 1).flatMap(({ name: b }, k): RankCorrelation[] => {
      const rank = Math.round(100 * correlations[i][i + 1 + k]) / 100
      return Math.abs(rank) < LEAST ? [] : [{ a, b, rank, source: 'conditioned on the record' }]
    }),
  )
  return { overrides, correlations: pairs.length === 0 ? [] : repaired(pairs) }
}

/** What a prior changes in the product's assumptions. */
export const priorChanges = (prior: Prior): ReturnType<typeof recordPrior> =>
  prior === 'record' ? recordPrior(conditioning) : { overrides: [], correlations: [] }
