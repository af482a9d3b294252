import { log, normalCdf } from '../core/elementary.js'
import { logistic } from '../core/logit.js'
import { type Maximum, maximise } from '../core/maximise.js'

/*
 * Strategic probit (Signorino 1999, 2003; R package games by Kenkel and Signorino): payoffs are linear in regressors, each mover
 * errs with unit variance in each of its payoffs. Fits here reproduce the package's to the last digit it prints.
 */

const SQRT2 = Math.SQRT2

/** How movers err. The package scales its logit like its probit: a payoff counts by 1 over the square root of 2. */
export type Link = 'probit' | 'logit'

const linkOf = (link: Link): ((x: number) => number) =>
  link === 'probit' ? (x) => normalCdf(x / SQRT2) : (x) => logistic(x / SQRT2)

/** Regressors of one payoff: [row][regressor]; empty rows for a payoff that is 0. */
export type Regressors = readonly (readonly number[])[]

const dot = (row: readonly number[], at: Float64Array, from: number): number => {
  let sum = 0
  for (let k = 0; k < row.length; k++) sum += row[k] * at[from + k]
  return sum
}

const floorLog = (p: number): number => log(Math.max(p, 1e-300))

/**
 * Two movers, three outcomes: the first challenges or not (0), the second then gives way (1) or fights (2). Payoffs in this
 * order: the first's of the status quo, of giving way, of war; the second's of war (of giving way: 0).
 */
export const fitThreeOutcomes = (
  payoffs: readonly [statusQuo: Regressors, capitulation: Regressors, war: Regressors, second: Regressors],
  outcome: readonly (0 | 1 | 2)[],
  link: Link,
): Maximum => {
  const from = offsets(payoffs)
  const choose = linkOf(link)
  return maximise((at) => {
    let sum = 0
    for (let row = 0; row < outcome.length; row++) {
      const [none, giveWay, war, second] = payoffs.map((regressors, k) => dot(regressors[row], at, from[k]))
      const fights = choose(second)
      const acts = choose((1 - fights) * giveWay + fights * war - none)
      const p = [1 - acts, acts * (1 - fights), acts * fights]
      sum += floorLog(p[outcome[row]])
    }
    return sum
  }, new Float64Array(from[payoffs.length]))
}

/**
 * Two movers, four outcomes: the first goes left or right, then the second does; outcomes 0 to 3 are LL, LR, RL, RR. Payoffs in this
 * order: the first's of all four; the second's of LR and RR (of LL and RL: 0).
 */
export const fitFourOutcomes = (
  payoffs: readonly [
    ll: Regressors,
    lr: Regressors,
    rl: Regressors,
    rr: Regressors,
    secondLr: Regressors,
    secondRr: Regressors,
  ],
  outcome: readonly (0 | 1 | 2 | 3)[],
  link: Link,
): Maximum => {
  const from = offsets(payoffs)
  const choose = linkOf(link)
  return maximise((at) => {
    let sum = 0
    for (let row = 0; row < outcome.length; row++) {
      const [ll, lr, rl, rr, secondLr, secondRr] = payoffs.map((regressors, k) =>
        dot(regressors[row], at, from[k]),
      )
      const [afterLeft, afterRight] = [choose(secondLr), choose(secondRr)]
      const right = choose((1 - afterRight) * rl + afterRight * rr - (1 - afterLeft) * ll - afterLeft * lr)
      const p = [
        (1 - right) * (1 - afterLeft),
        (1 - right) * afterLeft,
        right * (1 - afterRight),
        right * afterRight,
      ]
      sum += floorLog(p[outcome[row]])
    }
    return sum
  }, new Float64Array(from[payoffs.length]))
}

/** Where each payoff's coefficients begin, and how many there are in all. */
const offsets = (payoffs: readonly Regressors[]): number[] => {
  const from = [0]
  for (const regressors of payoffs) from.push(from[from.length - 1] + (regressors[0]?.length ?? 0))
  return from
}
