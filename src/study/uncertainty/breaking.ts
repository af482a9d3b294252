import { normalCdf } from '../../core/elementary.js'
import { crossing, type Flip, nearestFlip } from '../../core/flip.js'
import type { Equilibrium } from '../../crisis/index.js'
import type { Option } from '../option.js'
import { solveAt, solveDraw } from '../solveDraws.js'
import { occasionsOf } from './block.js'
import { DISTANCES } from './drivers.js'
import { metrics } from './metrics.js'
import { correlate, type Space, valuesFrom } from './space.js'

/*
 * Breaking points: the smallest change of the assumptions, in units of their own uncertainty, that turns a verdict or an order of two
 * options round. A change of one standard deviation takes an assumption from its median to its 84th (or 16th) percentile.
 */

/** What may turn round. Options are numbers in the list of the study. */
export type Question =
  /** Does the metric of an option lie above or below a threshold? */
  | {
      readonly kind: 'threshold'
      readonly option: number
      readonly metric: number
      readonly threshold: number
    }
  /** Which of two options has the larger metric? */
  | { readonly kind: 'order'; readonly first: number; readonly second: number; readonly metric: number }

/** Farthest change looked at, standard deviations. */
export const REACH = 3

/** Assumptions that may change together: those that change the number most when changed alone. */
const TOGETHER = 16

export interface SingleBreak {
  readonly name: string
  /** Change in standard deviations, and the value of the assumption there. */
  readonly distance: number
  readonly value: number
}

export interface JointBreak {
  /** Length of the change of all together, standard deviations: an upper bound. */
  readonly distance: number
  /** Each assumption's part, largest first: where it stands, and its share of the squared length. */
  readonly parts: readonly (SingleBreak & { readonly share: number })[]
}

export interface Breaking {
  readonly question: Question
  /** The number at the medians: metric less threshold, or first less second. NaN where it has no meaning. */
  readonly at: number
  /** Assumptions that turn it round alone within reach, nearest first. */
  readonly alone: readonly SingleBreak[]
  /** Null where no joint change within reach was found that does. */
  readonly together: JointBreak | null
}

/** What one worker needs to answer one question. Plain data. */
export interface BreakingTask {
  readonly options: readonly Option[]
  readonly space: Space
  readonly question: Question
  /** The number in the one-at-a-time design: at the medians, then per input at -3, -1.64, 1.64 and 3 standard deviations. */
  readonly column: Float64Array
}

/** The number a question is about, from the metrics of the options. */
export const numberOf = (question: Question, metricOf: (option: number, metric: number) => number): number =>
  question.kind === 'threshold'
    ? metricOf(question.option, question.metric) - question.threshold
    : metricOf(question.first, question.metric) - metricOf(question.second, question.metric)

/** Answers one question. */
export const solveBreaking = (task: BreakingTask): Breaking => {
  const { space, question, column } = task
  const g = functionOf(task, true)
  // Alone means alone: what is correlated with it stays, as in the one-at-a-time design.
  const apart = functionOf(task, false)
  const names = space.inputs.map(({ assumption }) => assumption.name)
  const at = column[0]
  if (!Number.isFinite(at)) return { question, at, alone: [], together: null }
  const swing = names.map((_, j) =>
    Math.max(...DISTANCES.map((_, d) => finite(Math.abs(column[1 + j * DISTANCES.length + d] - at)))),
  )
  const alone = names.flatMap((name, j): SingleBreak[] => {
    const ray = (x: number): number => {
      const z = new Float64Array(names.length)
      z[j] = x
      return apart(z)
    }
    const sides = [
      [1, 0],
      [2, 3],
    ].flatMap((outwards): number[] => {
      const turned = outwards.find((d) => column[1 + j * DISTANCES.length + d] > 0 !== at > 0)
      return turned === undefined || Number.isNaN(column[1 + j * DISTANCES.length + turned])
        ? []
        : [crossing(ray, turned === outwards[1] ? DISTANCES[outwards[0]] : 0, DISTANCES[turned])]
    })
    if (sides.length === 0) return []
    const distance = sides.reduce((best, x) => (Math.abs(x) < Math.abs(best) ? x : best))
    return [{ name, distance, value: valueAt(space, j, distance) }]
  })
  const movable = [...names.keys()]
    .sort((a, b) => swing[b] - swing[a] || a - b)
    .slice(0, TOGETHER)
    .filter((j) => swing[j] > 0)
  const found = nearestFlip(g, names.length, { movable, reach: REACH })
  return {
    question,
    at,
    alone: alone.sort((a, b) => Math.abs(a.distance) - Math.abs(b.distance) || (a.name < b.name ? -1 : 1)),
    together: found === null ? null : jointOf(found, space),
  }
}

const finite = (x: number): number => (Number.isFinite(x) ? x : 0)

const jointOf = ({ distance, point }: Flip, space: Space): JointBreak => ({
  distance,
  parts: Array.from(point, (z, j) => ({
    name: space.inputs[j].assumption.name,
    distance: z,
    value: valueAt(space, j, z),
    share: (z * z) / (distance * distance),
  }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1)),
})

const valueAt = (space: Space, input: number, z: number): number => {
  const quantiles = new Float64Array(space.inputs.length).fill(0.5)
  quantiles[input] = normalCdf(z)
  return valuesFrom(space, quantiles)[space.inputs[input].assumption.name]
}

const functionOf = (
  { options, space, question }: BreakingTask,
  correlated: boolean,
): ((z: Float64Array) => number) => {
  const medians = new Map<number, Equilibrium>()
  const centre = valuesFrom(space, new Float64Array(space.inputs.length).fill(0.5))
  return (z) => {
    const quantiles = z.map(normalCdf)
    if (correlated) correlate(space, quantiles)
    const values = valuesFrom(space, quantiles)
    return numberOf(question, (option, metric) => {
      const median = medians.get(option) ?? solveAt(options[option], centre)[0].equilibrium
      medians.set(option, median)
      const { outcome } = solveDraw(options[option], values, median, false)
      return outcome.converged
        ? metrics[metric].of(outcome, occasionsOf(options[option], values))
        : Number.NaN
    })
  }
}
