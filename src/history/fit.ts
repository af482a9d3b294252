import { exp, log } from '../core/elementary.js'
import { inverseOf, sandwich, times } from '../core/symmetric.js'
import { logShares, outcomeProbabilities, rateScore } from './likelihood.js'
import { occasionTerms, outcomes } from './occasions.js'
import { primitives, valuesFrom } from './primitives.js'
import type { Solver } from './readings.js'
import type { Grid, Situations } from './situation.js'

/** What a fit is made from: situations, what moves their rate of occasions, and how often each outcome was seen. */
export interface FitData {
  readonly situations: Situations
  /** [row * terms + term]. */
  readonly design: Float64Array
  /** [row * 4 + outcome]: weight of the rows that ended so. */
  readonly counts: Float64Array
  /** A number a row: rows of one dyad belong together. */
  readonly clusters: ArrayLike<number>
}

/** Posterior mode under wide priors, with cluster-robust covariance (Laplace). */
export interface Fit {
  readonly names: readonly string[]
  /** Coefficients of the rate, then coordinates of the primitives. */
  readonly at: Float64Array
  readonly covariance: readonly (readonly number[])[]
  readonly se: Float64Array
  readonly logLik: number
  readonly logPosterior: number
  readonly iterations: number
  readonly converged: boolean
}

const TERMS = occasionTerms.length
const OUTCOMES = outcomes.length
/** Prior of the rate's coefficients: normal, sd 3 around 0, the constant around one occasion in fifty years. */
const RATE_SD = 3
const RATE_MEAN = -4
const MOST = 25

const stepOf = (k: number): number => primitives[k].step

interface Point {
  readonly readings: Float64Array
  readonly logLik: number
  readonly logPosterior: number
}

const priorOf = (k: number): { mean: number; sd: number } =>
  k < TERMS ? { mean: k === 0 ? RATE_MEAN : 0, sd: RATE_SD } : primitives[k - TERMS].prior

const logPrior = (at: ArrayLike<number>): number => {
  let sum = 0
  for (let k = 0; k < at.length; k++) {
    const { mean, sd } = priorOf(k)
    sum -= ((at[k] - mean) * (at[k] - mean)) / (2 * sd * sd)
  }
  return sum
}

const logRateOf = (design: Float64Array, row: number, at: ArrayLike<number>): number => {
  let sum = 0
  for (let k = 0; k < TERMS; k++) sum += design[row * TERMS + k] * at[k]
  return sum
}

/** Log-likelihood of the rows at readings of their games. */
export const logLikelihood = (data: FitData, readings: Float64Array, at: ArrayLike<number>): number => {
  let sum = 0
  for (let row = 0; row < data.situations.count; row++) {
    const p = outcomeProbabilities(readings, row, logRateOf(data.design, row, at))
    for (let y = 0; y < OUTCOMES; y++) {
      const count = data.counts[row * OUTCOMES + y]
      if (count > 0) sum += count * log(Math.max(p[y], 1e-300))
    }
  }
  return sum
}

/**
 * Finds the posterior mode by Fisher scoring: each step solves every game at the present coordinates and at one small step along each
 * primitive, and uses the expected information. `free` names what is fitted; the rest stays where it starts. Covariance is the
 * sandwich over clusters.
 */
export const fitRecord = async (
  data: FitData,
  solver: Solver,
  grid: Grid,
  {
    start,
    free = () => true,
    onStep = () => undefined,
  }: {
    start: ArrayLike<number>
    free?: (name: string) => boolean
    onStep?: (step: number, logPosterior: number) => void
  },
): Promise<Fit> => {
  const names = [...occasionTerms.map(({ name }) => `rate.${name}`), ...primitives.map(({ name }) => name)]
  const moved = names.flatMap((name, k) => (free(name) ? [k] : []))
  const evaluate = async (at: Float64Array): Promise<Point> => {
    const [readings] = await solver(data.situations, [valuesFrom(at.subarray(TERMS))], grid)
    const logLik = logLikelihood(data, readings, at)
    return { readings, logLik, logPosterior: logLik + logPrior(at) }
  }
  let at: Float64Array = Float64Array.from(start)
  let point = await evaluate(at)
  let converged = false
  let iterations = 0
  let bread: number[][] | null = null
  let meat: number[][] = []
  while (iterations < MOST && !converged) {
    const pieces = await scoresAt(data, solver, grid, at, point.readings, moved)
    const { score, information } = pieces
    meat = pieces.meat
    for (const [i, k] of moved.entries()) {
      const { mean, sd } = priorOf(k)
      score[i] -= (at[k] - mean) / (sd * sd)
      information[i][i] += 1 / (sd * sd)
      // What only the prior knows of keeps the prior's width.
      meat[i][i] += 1 / (sd * sd)
    }
    bread = inverseOf(information)
    if (bread === null) break
    iterations++
    const step = times(bread, score)
    const gain = step.reduce((sum, s, i) => sum + s * score[i], 0)
    onStep(iterations, point.logPosterior)
    // Twice the rise in log-posterior that the step promises: far below what any interval could show.
    if (gain < 0.01) {
      converged = true
      break
    }
    let share = 1
    let best: { at: Float64Array; point: Point } | null = null
    for (let halving = 0; halving < 6 && best === null; halving++, share /= 3) {
      const next = Float64Array.from(at)
      for (const [i, k] of moved.entries()) next[k] += share * step[i]
      const there = await evaluate(next)
      if (there.logPosterior > point.logPosterior) best = { at: next, point: there }
    }
    // Rounding of the derivatives: no better point along the step is the top for all that can be told.
    if (best === null) {
      converged = gain < 0.1
      break
    }
    at = best.at
    point = best.point
  }
  const covariance = names.map(() => new Array<number>(names.length).fill(0))
  if (bread !== null) {
    const robust = sandwich(bread, meat)
    for (const [i, k] of moved.entries())
      for (const [j, l] of moved.entries()) covariance[k][l] = robust[i][j]
  }
  return {
    names,
    at,
    covariance,
    se: Float64Array.from(covariance, (row, k) => Math.sqrt(row[k])),
    logLik: point.logLik,
    logPosterior: point.logPosterior,
    iterations,
    converged: converged && bread !== null,
  }
}

interface Scores {
  readonly score: Float64Array
  readonly information: number[][]
  readonly meat: number[][]
}

const scoresAt = async (
  data: FitData,
  solver: Solver,
  grid: Grid,
  at: Float64Array,
  readings: Float64Array,
  moved: readonly number[],
): Promise<Scores> => {
  const game = moved.filter((k) => k >= TERMS)
  const stepped = await solver(
    data.situations,
    game.map((k) => {
      const coordinates = Float64Array.from(at.subarray(TERMS))
      coordinates[k - TERMS] += stepOf(k - TERMS)
      return valuesFrom(coordinates)
    }),
    grid,
  )
  const size = moved.length
  const rates = moved.length - game.length
  const score = new Float64Array(size)
  const square = (): number[][] => Array.from({ length: size }, () => new Array<number>(size).fill(0))
  const information = square()
  const byCluster = new Map<number, Float64Array>()
  const own = new Float64Array(size)
  for (let row = 0; row < data.situations.count; row++) {
    const logRate = logRateOf(data.design, row, at)
    const here = logShares(readings, row)
    const slopes = stepped.map((there, g) =>
      logShares(there, row).map((x, k) => (x - here[k]) / stepOf(game[g] - TERMS)),
    )
    const hazard = exp(logRate + here[0])
    const p = outcomeProbabilities(readings, row, logRate)
    let weight = 0
    for (let y = 0; y < OUTCOMES; y++) weight += data.counts[row * OUTCOMES + y]
    const cluster = byCluster.get(data.clusters[row]) ?? new Float64Array(size)
    byCluster.set(data.clusters[row], cluster)
    for (let y = 0; y < OUTCOMES; y++) {
      const rate = rateScore(hazard, y)
      for (let i = 0; i < rates; i++) own[i] = rate * data.design[row * TERMS + moved[i]]
      for (let g = 0; g < game.length; g++)
        own[rates + g] = rate * slopes[g][0] + (y === 0 ? 0 : slopes[g][y])
      const seen = data.counts[row * OUTCOMES + y]
      const expected = weight * p[y]
      for (let i = 0; i < size; i++) {
        score[i] += seen * own[i]
        cluster[i] += seen * own[i]
        for (let j = 0; j <= i; j++) information[i][j] += expected * own[i] * own[j]
      }
    }
  }
  const meat = square()
  const factor = byCluster.size / Math.max(1, byCluster.size - 1)
  for (const sum of byCluster.values())
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) meat[i][j] += factor * sum[i] * sum[j]
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) information[j][i] = information[i][j]
  return { score, information, meat }
}
