import { betaCurve } from '../core/beta.js'
import { type Interval, intervalOf } from '../core/summary.js'
import { type PromiseFate, posteriorOf, shiftOf, type Values } from '../crisis/index.js'
import { levels } from '../pact/index.js'
import type { State } from '../world/index.js'
import type { Option } from './option.js'
import type { RecordResult } from './result.js'
import type { DrawResult } from './solveDraws.js'

const ZERO: Interval = { p05: 0, p50: 0, p95: 0 }

/** What is asked of the draws of an option. */
interface Drawn {
  readonly option: Option
  readonly results: readonly DrawResult[]
  readonly valuesOf: (draw: number) => Values
  readonly medians: Values
}

/** The record of one responder and what it moves, over the draws `kept`; nothing where no ledger was given. */
export const recordResult = (
  { option, results, valuesOf, medians }: Drawn,
  state: State,
  g: number,
  kept: readonly number[],
): { readonly record?: RecordResult } => {
  const { records } = option.cast
  if (records === undefined) return {}
  const own = records[state.id] ?? []
  const count = (fate: PromiseFate): number =>
    own.reduce((sum, promise) => sum + (promise.fate === fate ? promise.weight : 0), 0)
  const posteriors = kept.map((k) => {
    const values = valuesOf(k)
    const posterior = posteriorOf(own, values)
    return { ...posterior, ...shiftOf(posterior, values) }
  })
  const over = (pick: (one: (typeof posteriors)[number]) => number): Interval =>
    intervalOf(posteriors.map(pick)) ?? ZERO
  const { a, b } = posteriorOf(own, medians)
  const { quantile } = betaCurve(a, b)
  // Paired: only draws solved both ways.
  const paired = kept.flatMap((k) => {
    const { outcome, withoutRecord } = results[k]
    return withoutRecord?.converged === true ? [{ outcome, withoutRecord }] : []
  })
  const moved = (l: number): Interval | null =>
    intervalOf(
      paired.map(
        ({ outcome, withoutRecord }) =>
          outcome.guarantors[g].honour[l] - withoutRecord.guarantors[g].honour[l],
      ),
    )
  const [hybrid, limited, full] = levels.map((_, l) => moved(l))
  return {
    record: {
      kept: count('kept'),
      late: count('late'),
      broken: count('broken'),
      prior: over(({ priorMean }) => priorMean),
      posterior: over(({ mean }) => mean),
      credible: { p05: quantile(0.05), p95: quantile(0.95) },
      audience: over(({ audience }) => audience),
      resolve: over(({ resolve }) => resolve),
      moves: { hybrid, limited, full },
    },
  }
}
