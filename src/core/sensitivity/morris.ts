import { type Estimate, estimateOf } from '../estimate.js'

/** Levels at which Morris's design puts each input, as quantiles of its distribution: the middles of four equal parts. */
export const MORRIS_LEVELS: readonly number[] = [0.125, 0.375, 0.625, 0.875]
/** A step goes two levels up or down: half of the probability. */
export const MORRIS_STEP = 0.5

/** One walk: the order in which inputs are moved, the direction of each step, and the model at the start and after each. */
export interface MorrisWalk {
  readonly order: readonly number[]
  /** [input]: +1 or -1. */
  readonly directions: readonly number[]
  /** [step], one more than inputs. */
  readonly values: Float64Array
}

export interface ElementaryEffects {
  readonly name: string
  /** Mean change of the model when the input moves from a lower level to one half of its probability higher; its mean size. */
  readonly mean: Estimate
  readonly size: Estimate
  /** Standard deviation over walks: large beside the size where the effect hangs on other inputs or bends. */
  readonly spread: number
}

/** Elementary effects (Morris 1991; sizes as Campolongo, Cariboni & Saltelli 2007), per half of the input's probability. */
export const elementaryEffects = (
  walks: readonly MorrisWalk[],
  names: readonly string[],
): readonly ElementaryEffects[] => {
  const effects = names.map((): number[] => [])
  for (const { order, directions, values } of walks)
    order.forEach((input, step) => {
      effects[input].push((values[step + 1] - values[step]) * directions[input])
    })
  return names.map((name, j) => {
    const mean = estimateOf(effects[j])
    return {
      name,
      mean,
      size: estimateOf(effects[j].map(Math.abs)),
      spread: mean.se * Math.sqrt(effects[j].length),
    }
  })
}
