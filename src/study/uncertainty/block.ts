import type { Equilibrium, Values } from '../../crisis/index.js'
import type { Option } from '../option.js'
import { solveAt, solveDraw } from '../solveDraws.js'
import { type Design, pointsOf } from './designs.js'
import { measure, metrics } from './metrics.js'
import { type Space, valuesFrom } from './space.js'

/** A run of points of one design, for all options: what one worker does at a time. Plain data. */
export interface Block {
  readonly options: readonly Option[]
  readonly space: Space
  readonly design: Design
  /** Points from `from` up to, but not including, `to`. */
  readonly from: number
  readonly to: number
}

/** What a block is evaluated with: everything a study asks of one point of the assumptions, for one option. */
export type Evaluate = (option: number, values: Values) => Float64Array

/** Occasions a year on which this option's adversary weighs a challenge. */
export const occasionsOf = ({ pact }: Option, values: Values): number =>
  values['occasions.perYear'] * (pact.context?.recentWar === true ? values['occasions.recentWar'] : 1)

/** Solves games from each option's own median solution and from nothing else, so that no result hangs on who computes it. */
export const evaluator = (options: readonly Option[], space: Space): Evaluate => {
  const medians: (Equilibrium | undefined)[] = options.map(() => undefined)
  const centre = valuesFrom(space, new Float64Array(space.inputs.length).fill(0.5))
  return (option, values) => {
    medians[option] ??= solveAt(options[option], centre)[0].equilibrium
    const { outcome } = solveDraw(options[option], values, medians[option], false)
    return measure(outcome, occasionsOf(options[option], values))
  }
}

/** Columns of a block: one for each option and metric, one after the other; [(option * metrics + metric) * points + point]. */
export const evaluateBlock = (
  block: Block,
  evaluate = evaluator(block.options, block.space),
): Float64Array => {
  const { options, space, design, from, to } = block
  const count = to - from
  const pointAt = pointsOf(design, space)
  const out = new Float64Array(options.length * metrics.length * count)
  for (let k = 0; k < count; k++) {
    const values = valuesFrom(space, pointAt(from + k))
    for (let option = 0; option < options.length; option++) {
      const measured = evaluate(option, values)
      for (let m = 0; m < metrics.length; m++) out[(option * metrics.length + m) * count + k] = measured[m]
    }
  }
  return out
}
