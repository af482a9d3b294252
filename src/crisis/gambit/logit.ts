import { exp, log } from '../../core/elementary.js'
import type { Issue } from '../../core/issue.js'
import { checkGame } from './check.js'
import { type Trace, trace } from './continuation.js'
import { newWork } from './evaluate.js'
import { logProbabilities, normalised, residualOf, systemOf, unknownsOf } from './response.js'
import { compileTree, unflatten } from './tree.js'
import type { ExtensiveGame, Profile } from './types.js'

export interface BranchPoint {
  readonly lambda: number
  readonly profile: Profile
}

export interface BranchStep extends BranchPoint {
  /** Counted from 1. */
  readonly step: number
  /** Newton iterations this step took. */
  readonly iterations: number
}

export interface LogitOptions {
  /** Precision of every player's choice, per unit of payoff; finite, at least 0. */
  readonly lambda: number
  /**
   * Largest residual at which the answer counts as an equilibrium. Default 1e-10. Where lambda times the payoff differences is
   * some thousands, beliefs at sets that are hardly ever reached are known to fewer digits and 1e-10 may be out of reach.
   */
  readonly tolerance?: number
  /** Steps after which to give up. Default 20,000. */
  readonly maxSteps?: number
  /** Whether to give back the points of the branch, from lambda 0 to the answer. */
  readonly branch?: boolean
  readonly onStep?: (step: BranchStep) => void
}

export interface LogitResult {
  /** The lambda asked for. */
  readonly lambda: number
  /** Whether `profile` is an equilibrium at that lambda: on the branch, with a residual within the tolerance. */
  readonly converged: boolean
  /** The equilibrium; when not converged, the last point of the branch that was found, for a look only. */
  readonly profile: Profile
  /** The lambda of `profile`: the one asked for when converged. */
  readonly reached: number
  /** Largest |p - softmax(lambda u)| over information sets and actions, at `profile` and `reached`. */
  readonly residual: number
  readonly steps: number
  readonly iterations: number
  /** About where the branch turns back in lambda. */
  readonly turningPoints: readonly number[]
  /** Intervals of lambda in which another branch crosses; symmetric games have them. An even number at once is not seen. */
  readonly bifurcations: readonly (readonly [number, number])[]
  readonly branch?: readonly BranchPoint[]
  readonly issues: readonly Issue[]
}

/** Largest games solved: the dense equations take 8 bytes times the square of these. */
const MAX_ACTIONS = 5000
const MAX_UNKNOWNS = 2500

/**
 * The logit agent quantal-response equilibrium (McKelvey & Palfrey 1998) at `lambda`, on the principal branch: the one that
 * starts at lambda 0, where every action is as likely as any other of its set (Turocy 2005, 2010). Where the branch passes
 * `lambda` several times, the first is meant.
 *
 * Unknowns are the log-odds of each action against the first of its set, so that probabilities of any smallness are followed.
 * Each agent's payoffs are conditional on reaching its set, beliefs by Bayes' rule.
 *
 * Never throws. Games with errors (`checkGame`), a lambda that is no number, and games with more than 5,000 actions or 2,500
 * unknowns (actions less sets) are answered by an unconverged result with issues.
 */
export const principalBranch = (game: ExtensiveGame, options: LogitOptions): LogitResult => {
  const { lambda, tolerance = 1e-10, maxSteps = 20_000 } = options
  const faults = [...checkGame(game).filter(({ level }) => level === 'error'), ...faultsOf(game, lambda)]
  if (faults.length > 0) return refused(game, lambda, faults)
  const { tree, scale } = normalised(compileTree(game))
  const work = newWork(tree)
  const unknowns = unknownsOf(tree)
  const profileAt = (point: Float64Array): Profile => {
    const logs = logProbabilities(tree, unknowns, point)
    return unflatten(tree, logs.map(exp))
  }
  const start = new Float64Array(unknowns.length + 1)
  const branch: BranchPoint[] = [{ lambda: 0, profile: profileAt(start) }]
  let step = 0
  const traced = trace(systemOf(tree, work, unknowns), start, lambda * scale, {
    maxSteps,
    onStep: ({ parameter, iterations, point }) => {
      step++
      if (options.branch !== true && options.onStep === undefined) return
      const reached = {
        lambda: parameter === lambda * scale ? lambda : parameter / scale,
        profile: profileAt(point),
      }
      if (options.branch === true) branch.push(reached)
      options.onStep?.({ ...reached, step, iterations })
    },
  })
  const parameter = traced.point[unknowns.length]
  const residual = residualOf(tree, work, logProbabilities(tree, unknowns, traced.point), parameter)
  const converged = traced.end === 'target' && residual <= tolerance
  return {
    lambda,
    converged,
    profile: profileAt(traced.point),
    reached: traced.end === 'target' ? lambda : parameter / scale,
    residual,
    steps: traced.steps,
    iterations: traced.iterations,
    turningPoints: traced.turns.map((turn) => turn / scale),
    bifurcations: traced.crossings.map(([from, to]) => [from / scale, to / scale]),
    ...(options.branch === true ? { branch } : {}),
    issues: [
      ...(converged ? [] : [failure(traced, lambda, parameter / scale, residual)]),
      ...traced.crossings.map(([from, to]) => bifurcation(from / scale, to / scale)),
    ],
  }
}

const faultsOf = (game: ExtensiveGame, lambda: number): Issue[] => {
  const actions = game.sets.reduce((sum, set) => sum + set.actions.length, 0)
  const faults: Issue[] = []
  if (!(lambda >= 0 && lambda < Number.POSITIVE_INFINITY))
    faults.push({
      code: 'bad-lambda',
      level: 'error',
      message: `lambda ${lambda} is not a finite number of at least 0`,
    })
  if (actions > MAX_ACTIONS || actions - game.sets.length > MAX_UNKNOWNS)
    faults.push({
      code: 'too-large',
      level: 'error',
      message: `the game has ${actions} actions in ${game.sets.length} information sets; at most ${MAX_ACTIONS} actions and ${MAX_UNKNOWNS} beyond the first of each set are solved`,
    })
  return faults
}

const refused = (game: ExtensiveGame, lambda: number, issues: readonly Issue[]): LogitResult => ({
  lambda,
  converged: false,
  profile: game.sets.map(({ actions }) => actions.map(() => 1 / actions.length)),
  reached: 0,
  residual: Number.NaN,
  steps: 0,
  iterations: 0,
  turningPoints: [],
  bifurcations: [],
  issues,
})

const failure = (traced: Trace, lambda: number, reached: number, residual: number): Issue => {
  const messages = {
    target: `the residual at lambda ${lambda} stays at ${brief(residual)}`,
    stalled: `the branch could not be followed beyond lambda ${brief(reached)}`,
    'too-many-steps': `the branch was at lambda ${brief(reached)} after ${traced.steps} steps`,
  }
  return { code: 'not-converged', level: 'error', message: messages[traced.end] }
}

const brief = (x: number): number => Number(x.toPrecision(6))

const bifurcation = (from: number, to: number): Issue => ({
  code: 'bifurcation',
  level: 'note',
  message: `another branch crosses between lambda ${brief(from)} and ${brief(to)}; this one was followed straight on`,
})

/**
 * Largest |p - softmax(lambda u)| over information sets and actions, at any profile: 0 at a logit agent quantal-response
 * equilibrium. NaN when a set is reached with probability 0.
 */
export const logitResidual = (game: ExtensiveGame, profile: Profile, lambda: number): number => {
  const tree = compileTree(game)
  return residualOf(tree, newWork(tree), Float64Array.from(profile.flat(), log), lambda)
}
