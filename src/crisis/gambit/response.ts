import { exp, log } from '../../core/elementary.js'
import { evaluateActions, type Work } from './evaluate.js'
import type { System } from './newton.js'
import { type GameTree, rescaled } from './tree.js'

/** Payoffs brought to a spread of 1 at most, so that steps and tolerances mean the same in every game. */
export const normalised = (tree: GameTree): { readonly tree: GameTree; readonly scale: number } => {
  const ranges = tree.payoffs.map((paid) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let n = 0; n < tree.nodeCount; n++)
      if (tree.end[n] === n + 1) {
        low = Math.min(low, paid[n])
        high = Math.max(high, paid[n])
      }
    return { low, spread: high - low }
  })
  const widest = ranges.reduce((most, { spread }) => Math.max(most, spread), 0)
  const scale = widest > 0 ? widest : 1
  return {
    tree: rescaled(
      tree,
      ranges.map(({ low }) => low),
      scale,
    ),
    scale,
  }
}

/** The unknowns: every action but the first of its set. */
export const unknownsOf = (tree: GameTree): Int32Array =>
  Int32Array.from({ length: tree.actionCount }, (_, a) => a).filter(
    (a) => a !== tree.actionStart[tree.setOfAction[a]],
  )

/** Log probability of each action at a point: log-odds less the log of the sum over the set. */
export const logProbabilities = (tree: GameTree, unknowns: Int32Array, point: Float64Array): Float64Array => {
  const logs = new Float64Array(tree.actionCount)
  unknowns.forEach((action, k) => {
    logs[action] = point[k]
  })
  for (let set = 0; set < tree.setCount; set++)
    normalise(logs.subarray(tree.actionStart[set], tree.actionStart[set + 1]))
  return logs
}

/** Subtracts log sum exp. */
const normalise = (logs: Float64Array): void => {
  const highest = logs.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
  const sum = logs.reduce((total, value) => total + exp(value - highest), 0)
  const shift = highest + log(sum)
  for (let k = 0; k < logs.length; k++) logs[k] -= shift
}

/** y = lambda (u(action) - u(first action of the set)), for each unknown log-odds y. */
export const systemOf = (tree: GameTree, work: Work, unknowns: Int32Array): System => {
  const size = unknowns.length
  const { actionCount, setCount, setOfAction, actionStart } = tree
  const slopes = new Float64Array(actionCount * actionCount)
  const gap = new Float64Array(actionCount)
  const inSet = new Float64Array(setCount)
  const evaluate: System['evaluate'] = (point, residual, jacobian) => {
    const lambda = point[size]
    evaluateActions(tree, work, logProbabilities(tree, unknowns, point), slopes)
    for (let k = 0; k < size; k++) {
      const action = unknowns[k]
      const first = actionStart[setOfAction[action]]
      const gain = work.payoff[action] - work.payoff[first]
      residual[k] = point[k] - lambda * gain
      inSet.fill(0)
      for (let a = 0; a < actionCount; a++) {
        gap[a] = slopes[action * actionCount + a] - slopes[first * actionCount + a]
        inSet[setOfAction[a]] += gap[a]
      }
      const row = k * (size + 1)
      // A log-odds moves its own log probability by 1 and all of its set by -p.
      for (let j = 0; j < size; j++) {
        const other = unknowns[j]
        jacobian[row + j] = -lambda * (gap[other] - work.probability[other] * inSet[setOfAction[other]])
      }
      jacobian[row + k] += 1
      jacobian[row + size] = -gain
    }
  }
  return { size, evaluate }
}

/** Largest |p - softmax(lambda u)|. */
export const residualOf = (tree: GameTree, work: Work, logs: Float64Array, lambda: number): number => {
  evaluateActions(tree, work, logs)
  let most = 0
  for (let set = 0; set < tree.setCount; set++) {
    const [from, to] = [tree.actionStart[set], tree.actionStart[set + 1]]
    const reply = work.payoff.slice(from, to).map((payoff) => lambda * payoff)
    normalise(reply)
    for (let a = from; a < to; a++)
      most = Math.max(most, Math.abs(work.probability[a] - exp(reply[a - from])))
  }
  return most
}
