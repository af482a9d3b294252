import type { Distribution } from '../core/distribution.js'
import { sampler } from '../core/distribution.js'
import { normalCdf, normalQuantile } from '../core/elementary.js'
import {
  drawOf,
  effectiveSize,
  fittedNormal,
  logImportance,
  type NormalProposal,
  normalisedWeights,
  resampled,
  standardNormals,
} from '../core/importance.js'
import { stratifiedUniforms } from '../core/stream.js'
import { type Assumption, assumptions, findAssumption, type Values } from '../crisis/index.js'
import { type Draws, drawAll, valuesAt, valuesOf } from '../study/draws.js'
import { type Check, type CheckDraws, checkOf, levelProbabilities } from './conditionCheck.js'
import type { Solver } from './readings.js'
import { type ConditionData, type Regularity, rateOf, shownRegularity, statisticsOf } from './regularities.js'
import type { Grid } from './situation.js'

/*
 * Conditioning on the record: wide priors on the scales that nobody can measure, weighted by how well the same model, fed with the facts
 * of past dyad-years, gives back published regularities (docs/history.md; adaptive importance sampling, core/importance.ts).
 */

/** Assumptions whose prior is widened and conditioned. */
export const conditioned: readonly string[] = [
  'adversary.lambda',
  'adversary.valueSigma',
  'adversary.statusQuo',
  'adversary.clashCost',
  'occasions.perYear',
  'occasions.recentWar',
  'contest.decisiveness',
  'fighting.limited',
  'fighting.full',
  'guarantor.lambda',
  'fear.clash',
  'audience.points',
  'reputation.points',
  'mandate.points',
  'cost.troops',
]

/** How much wider than the product's own distributions the priors are. */
const WIDER = 2

/** The product's distribution, twice as wide around its middle and cut at its range. */
export const widened = ({ distribution, range }: Assumption): Distribution => {
  if (distribution.kind === 'logNormal') return { ...distribution, sigma: WIDER * distribution.sigma }
  if (distribution.kind === 'normal') return { ...distribution, sd: WIDER * distribution.sd }
  if (distribution.kind !== 'triangular') return distribution
  const { low, mode, high } = distribution
  return {
    kind: 'triangular',
    low: Math.max(range.min, mode - WIDER * (mode - low)),
    mode,
    high: Math.min(range.max, mode + WIDER * (high - mode)),
  }
}

/** Prior and posterior of one assumption: quantiles. */
export interface Conditioned {
  readonly name: string
  readonly prior: Quantiles
  readonly posterior: Quantiles
  /** Posterior median with one regularity left out each time, in the order of the regularities. */
  readonly without: readonly number[]
}

export interface Quantiles {
  readonly p05: number
  readonly p25: number
  readonly p50: number
  readonly p75: number
  readonly p95: number
}

/** The conditioned draws, and what is needed to judge them. */
export interface Conditioning {
  readonly format: 2
  readonly seed: number
  /** Draws whose games were solved, the first `priorDraws` of them from the prior itself. */
  readonly draws: number
  readonly priorDraws: number
  readonly until: number
  readonly games: number
  readonly grid: Grid
  /** Effective sample size (Kish) of the draws whose games were solved: of all regularities, and with one left out each time. */
  readonly ess: number
  readonly essWithout: readonly number[]
  readonly regularities: readonly (Regularity & {
    readonly prior: Quantiles
    readonly posterior: Quantiles
  })[]
  readonly assumptions: readonly Conditioned[]
  /** Weighted rank correlations of the posterior, [i][j], in the order of `assumptions`. */
  readonly correlations: readonly (readonly number[])[]
  readonly check: Check
}

/** Quantiles of a weighted sample. */
export const weightedQuantiles = (values: ArrayLike<number>, weights: ArrayLike<number>): Quantiles => {
  const order = Array.from({ length: values.length }, (_, k) => k).sort(
    (a, b) => values[a] - values[b] || a - b,
  )
  let total = 0
  for (let k = 0; k < weights.length; k++) total += weights[k]
  const at = (p: number): number => {
    let sum = 0
    for (const k of order) {
      sum += weights[k]
      if (sum >= p * total) return values[k]
    }
    return values[order[order.length - 1]]
  }
  return { p05: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) }
}

/** The rate of occasions multiplies what games say: draws of it need no game solved. */
const rates: readonly string[] = ['occasions.perYear', 'occasions.recentWar']
/** The scales that games depend on. */
const scales = conditioned.filter((name) => !rates.includes(name))
/** Draws of the rates for each draw of the rest. */
const RATES_EACH = 32
/** Shares of the draws: the first from the prior, each later one from what the draws before it found. */
const STAGES: readonly number[] = [0.4, 0.2, 0.2, 0.2]
/** A proposal is so much wider than the weighted draws that it was fitted to. */
const INFLATE = 1.4
/** Draws whose mixture scores the rows kept back. */
const CHECK_DRAWS = 400

const widenedAssumption = (name: string): Assumption => {
  const assumption = findAssumption(name)
  if (assumption === undefined) throw new RangeError(`no assumption ${name}`)
  return { ...assumption, distribution: widened(assumption) }
}

/** Values of some assumptions from standard normals, through their widened priors. */
const valuesFrom = (names: readonly string[]): ((z: ArrayLike<number>) => Values) => {
  const samplers = names.map((name) => {
    const { distribution, range } = widenedAssumption(name)
    return sampler(distribution, range)
  })
  return (z) => Object.fromEntries(names.map((name, i) => [name, samplers[i](normalCdf(z[i]))]))
}

/** Independent standard normals, each stratified on the stream of its own name. */
const normalsFor = (names: readonly string[], seed: number, stage: number, count: number): Float64Array[] => {
  const columns = names.map((name) =>
    stratifiedUniforms(seed, stage === 0 ? name : `${name} ${stage}`, count).map(normalQuantile),
  )
  return Array.from({ length: count }, (_, k) => Float64Array.from(columns, (column) => column[k]))
}

/** How far what the model says lies from the regularities, as a logarithm of likelihood: normal margins, `left` out. */
export const logLikelihood = (
  statistics: readonly number[],
  regularities: readonly Regularity[],
  left: number | null,
): number =>
  regularities.reduce((sum, { observed, sd }, k) => {
    if (k === left) return sum
    const z = (statistics[k] - observed) / sd
    return sum - (z * z) / 2
  }, 0)

/** One draw of everything: which solved draw it goes with, its rates, and what the model then says. */
interface Joint {
  readonly solved: number
  readonly rates: Float64Array
  readonly statistics: readonly number[]
}

/** Sums the weights of all rates that go with each draw whose games were solved. */
const solvedWeights = (weights: Float64Array): Float64Array => {
  const sums = new Float64Array(weights.length / RATES_EACH)
  for (let k = 0; k < weights.length; k++) sums[Math.floor(k / RATES_EACH)] += weights[k]
  return sums
}

/** Conditions the priors on the regularities. All assumptions that are not conditioned are at the product's medians. */
export const condition = async (
  data: ConditionData,
  solver: Solver,
  grid: Grid,
  { seed, count, until }: { seed: number; count: number; until: number },
): Promise<Conditioning> => {
  const { regularities } = data
  const medians = valuesAt(assumptions, 0.5)
  const [scaleValues, rateValues] = [valuesFrom(scales), valuesFrom(rates)]
  const sizes = stageSizes(count)
  const proposals: { readonly scales: NormalProposal; readonly rates: NormalProposal }[] = [
    { scales: standardNormals(scales.length), rates: standardNormals(rates.length) },
  ]
  const draws: Float64Array[] = []
  const joints: Joint[] = []
  let weightsWithout = (_left: number | null): Float64Array => new Float64Array()
  for (const [stage, size] of sizes.entries()) {
    if (stage > 0) {
      const weights = weightsWithout(null)
      proposals.push({
        scales: fittedNormal(draws, solvedWeights(weights), INFLATE),
        rates: fittedNormal(
          joints.map((joint) => joint.rates),
          weights,
          INFLATE,
        ),
      })
    }
    const proposal = proposals[stage]
    const from = draws.length
    const fresh = normalsFor(scales, seed, stage, size).map((e) => drawOf(proposal.scales, e))
    const freshRates = normalsFor(rates, seed, stage, size * RATES_EACH).map((e) => drawOf(proposal.rates, e))
    const values = fresh.map((z): Values => ({ ...medians, ...scaleValues(z) }))
    const readings = await solver(data.situations, values, grid)
    const alone = await solver(data.alone, values, grid)
    draws.push(...fresh)
    for (const [d, z] of freshRates.entries()) {
      const k = Math.floor(d / RATES_EACH)
      joints.push({
        solved: from + k,
        rates: z,
        statistics: statisticsOf(data, rateValues(z), readings[k], alone[k]),
      })
    }
    const shares = sizes.slice(0, stage + 1).map((one) => one / draws.length)
    const importance = importanceOf(draws, joints, proposals, shares)
    weightsWithout = (left) =>
      normalisedWeights(
        joints.map(({ statistics }, d) => importance[d] + logLikelihood(statistics, regularities, left)),
      )
  }
  const weights = weightsWithout(null)
  const flat = new Float64Array(sizes[0] * RATES_EACH).fill(1 / (sizes[0] * RATES_EACH))
  const without = regularities.map((_, left) => weightsWithout(left))
  const valuesAtJoint = ({ solved, rates: z }: Joint): Values => ({
    ...medians,
    ...scaleValues(draws[solved]),
    ...rateValues(z),
  })
  const columns = columnsOf(joints, draws.map(scaleValues), rateValues)
  const few = Math.min(CHECK_DRAWS, sizes[0])
  const everyNth = Array.from({ length: few }, (_, k) => joints[Math.floor((k * flat.length) / few)])
  const kept = await checkDraws(data, solver, grid, {
    wide: everyNth.map(valuesAtJoint),
    product: productDraws(seed, few, medians),
    record: Array.from(resampled(weights, few), (d) => valuesAtJoint(joints[d])),
  })
  return {
    format: 2,
    seed,
    draws: count,
    priorDraws: sizes[0],
    until,
    games: count * (data.situations.count + data.alone.count) + 3 * few * data.check.count,
    grid,
    ess: effectiveSize(solvedWeights(weights)),
    essWithout: without.map((one) => effectiveSize(solvedWeights(one))),
    regularities: regularities.map((regularity, k) => {
      const shown = joints.map(({ statistics }) => shownRegularity(regularity, statistics[k]))
      return {
        ...regularity,
        prior: weightedQuantiles(shown.slice(0, flat.length), flat),
        posterior: weightedQuantiles(shown, weights),
      }
    }),
    assumptions: conditioned.map((name, k) => ({
      name,
      prior: weightedQuantiles(columns[k].subarray(0, flat.length), flat),
      posterior: weightedQuantiles(columns[k], weights),
      without: without.map((w) => weightedQuantiles(columns[k], w).p50),
    })),
    correlations: rankCorrelations(columns, weights),
    check: checkOf(data, kept),
  }
}

/** Whole numbers of draws for each stage. */
const stageSizes = (count: number): readonly number[] => {
  const later = STAGES.slice(1).map((share) => Math.max(2, Math.round(share * count)))
  return [count - later.reduce((sum, one) => sum + one, 0), ...later]
}

const importanceOf = (
  draws: readonly Float64Array[],
  joints: readonly Joint[],
  proposals: readonly { readonly scales: NormalProposal; readonly rates: NormalProposal }[],
  shares: readonly number[],
): Float64Array => {
  const together = proposals.map(({ scales: a, rates: b }) => jointNormal(a, b))
  const z = new Float64Array(scales.length + rates.length)
  return Float64Array.from(joints, (joint) => {
    z.set(draws[joint.solved])
    z.set(joint.rates, scales.length)
    return logImportance(z, together, shares)
  })
}

/** Two independent normals as one. */
const jointNormal = (a: NormalProposal, b: NormalProposal): NormalProposal => {
  const n = a.mean.length
  const dimensions = n + b.mean.length
  return {
    mean: Float64Array.of(...a.mean, ...b.mean),
    factor: Array.from({ length: dimensions }, (_, i) =>
      Float64Array.from({ length: dimensions }, (_, j) => {
        if (i < n) return j < n ? a.factor[i][j] : 0
        return j < n ? 0 : b.factor[i - n][j - n]
      }),
    ),
  }
}

const columnsOf = (
  joints: readonly Joint[],
  scaleDraws: readonly Values[],
  rateValues: (z: ArrayLike<number>) => Values,
): readonly Float64Array[] => {
  const columns = conditioned.map(() => new Float64Array(joints.length))
  joints.forEach((joint, d) => {
    const values = { ...scaleDraws[joint.solved], ...rateValues(joint.rates) }
    conditioned.forEach((name, k) => {
      columns[k][d] = values[name]
    })
  })
  return columns
}

/** Draws of the product's own distributions of the same assumptions. */
const productDraws = (seed: number, count: number, medians: Values): readonly Values[] => {
  const draws: Draws = drawAll(
    assumptions.filter(({ name }) => conditioned.includes(name)),
    seed,
    count,
  )
  return Array.from({ length: count }, (_, k) => ({ ...medians, ...valuesOf(draws, k) }))
}

const checkDraws = async (
  data: ConditionData,
  solver: Solver,
  grid: Grid,
  sets: Readonly<Record<keyof CheckDraws, readonly Values[]>>,
): Promise<CheckDraws> => {
  const mixture = async (values: readonly Values[]): Promise<Float64Array> => {
    const readings = await solver(data.check, values, grid)
    return levelProbabilities(
      readings,
      values.map((one) => rateOf(one, 0)),
      data.check.count,
    )
  }
  return {
    wide: await mixture(sets.wide),
    product: await mixture(sets.product),
    record: await mixture(sets.record),
  }
}

const rankCorrelations = (columns: readonly Float64Array[], weights: Float64Array): number[][] => {
  const ranks = columns.map((column) => {
    const order = Array.from(column.keys()).sort((a, b) => column[a] - column[b] || a - b)
    const rank = new Float64Array(column.length)
    let sum = 0
    for (const k of order) {
      rank[k] = sum + weights[k] / 2
      sum += weights[k]
    }
    return rank
  })
  const mean = (x: Float64Array): number => x.reduce((sum, one, k) => sum + weights[k] * one, 0)
  const centred = ranks.map((rank) => {
    const middle = mean(rank)
    return rank.map((one) => one - middle)
  })
  const product = (a: Float64Array, b: Float64Array): number =>
    a.reduce((sum, one, k) => sum + weights[k] * one * b[k], 0)
  return centred.map((a) => centred.map((b) => product(a, b) / Math.sqrt(product(a, a) * product(b, b))))
}
