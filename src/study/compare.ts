import type { Issue } from '../core/issue.js'
import { intervalOf } from '../core/summary.js'
import type { Assumption } from '../crisis/index.js'
import { outcomeOf } from '../crisis/index.js'
import type { Prior } from './assume.js'
import { drawAll, valuesAt, valuesOf } from './draws.js'
import type { Option } from './option.js'
import type { AssumptionRow, Comparison, Equilibria, RecordSource } from './result.js'
import { runShard, type Shard } from './shard.js'
import { type DrawResult, solveAt } from './solveDraws.js'
import { type Material, summarise } from './summarise.js'

/** Runs shards, in any order, and gives their results in the order of the list. */
export type RunShards = (shards: readonly Shard[], onDone: (draws: number) => void) => Promise<DrawResult[][]>

export interface CompareInput {
  readonly options: readonly Option[]
  /** [option]: loopholes to carry into the result. */
  readonly findings: readonly (readonly Issue[])[]
  readonly assumptions: readonly Assumption[]
  /** Names of assumptions that the user changed. */
  readonly overridden: ReadonlySet<string>
  /** Where the scales come from that nobody can measure, where the caller chose. */
  readonly prior?: Prior
  readonly seed: number
  readonly draws: number
  readonly version: string
  /** Where the records that the options' casts carry come from. */
  readonly record?: RecordSource
}

/** Small enough that a bar moves and two cores stay busy, large enough that starting one costs little. */
const SHARD = 32

/** Runs every shard here, one after the other. */
export const runHere: RunShards = async (shards, onDone) =>
  shards.map((shard) => runShard(shard, () => onDone(1)))

/**
 * Compares options under the same assumptions and the same draws. The same input, seed and version give the same
 * result, whatever `run` does with the shards.
 */
export const compare = async (
  input: CompareInput,
  run: RunShards = runHere,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<Comparison> => {
  const { options, assumptions, seed, draws } = input
  const shards = options.flatMap((option) =>
    Array.from({ length: Math.ceil(draws / SHARD) }, (_, k): Shard => {
      return { option, assumptions, seed, draws, from: k * SHARD, to: Math.min(draws, (k + 1) * SHARD) }
    }),
  )
  let done = 0
  const parts = await run(shards, (count) => {
    done += count
    onProgress(done, draws * options.length)
  })
  const perOption = Math.ceil(draws / SHARD)
  const all = drawAll(assumptions, seed, draws)
  const materials = options.map((option, index): Material => {
    const rate = all.columns.get('occasions.perYear') as Float64Array
    const growth = all.columns.get('occasions.recentWar') as Float64Array
    const recent = option.pact.context?.recentWar === true
    return {
      option,
      results: parts.slice(index * perOption, (index + 1) * perOption).flat(),
      occasions: rate.map((perYear, k) => perYear * (recent ? growth[k] : 1)),
      atMedian: equilibriaAtMedian(option, assumptions),
      valuesOf: (draw) => valuesOf(all, draw),
      medians: valuesAt(assumptions, 0.5),
      findings: input.findings[index],
    }
  })
  return {
    guarantor: 'comparison',
    version: input.version,
    seed,
    draws,
    reading: options[0]?.reading ?? 'in-force',
    options: materials.map((material) => summarise(material, materials[0])),
    assumptions: assumptions.map((assumption): AssumptionRow => {
      const column = all.columns.get(assumption.name) as Float64Array
      const overridden = input.overridden.has(assumption.name)
      return { ...assumption, overridden, interval: intervalOf(column) ?? { p05: 0, p50: 0, p95: 0 } }
    }),
    ...(input.prior === undefined ? {} : { prior: input.prior }),
    ...(input.record === undefined ? {} : { record: input.record }),
  }
}

const equilibriaAtMedian = (option: Option, assumptions: readonly Assumption[]): Equilibria['atMedian'] =>
  solveAt(option, valuesAt(assumptions, 0.5)).map(({ label, equilibrium }) => {
    const outcome = outcomeOf(equilibrium)
    const [hybrid, limited, full] = outcome.levels.map((level) => level.challenge)
    return {
      label,
      challenge: { none: outcome.deterrence, hybrid, limited, full },
      residual: equilibrium.residual,
      converged: equilibrium.converged,
    }
  })
