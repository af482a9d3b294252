import { andersonStep, newAnderson } from '../core/anderson.js'
import { normalQuadrature } from '../core/quadrature.js'
import {
  type Coalition,
  expectedPayoff,
  type Layout,
  layoutOf,
  newCoalition,
  payoffsOf,
  residual,
  type Start,
  startFrom,
  sweep,
} from './coalition.js'
import { logit } from './contest.js'
import { type Branch, branches, type Finding, type Game } from './game.js'
import { type Curves, type LastMove, lastMoveOf, mixCurves, newCurves } from './lastMove.js'
import { type Types, typesOf } from './types.js'
import { passes, settleUnanimousVote } from './vote.js'

/** One state of the guarantors' choice: what has happened so far, and their game there. */
export interface State {
  readonly level: number
  readonly branch: Branch
  readonly finding: Finding
  /** Index of the common-shock node. */
  readonly shock: number
  readonly coalition: Coalition
}

/** A level reached through one branch: the last move, and curves under present beliefs. */
export interface Junction {
  readonly level: number
  readonly branch: Branch
  /** Probability of the branch, given the level. */
  readonly weight: number
  readonly move: LastMove
  readonly curves: Curves
  readonly states: readonly State[]
  /** [shock]: each member's probability of consent; empty without a body. */
  readonly votes: readonly Float64Array[]
}

/** A solved (or unsolved, see `converged`) crisis game. */
export interface Equilibrium {
  readonly game: Game
  readonly types: Types
  readonly layouts: readonly Layout[]
  readonly shocks: { readonly nodes: Float64Array; readonly weights: Float64Array }
  readonly junctions: readonly Junction[]
  /** [type * (levels + 1) + k]: probability of no challenge (k = 0) or of level k - 1. */
  readonly challenge: Float64Array
  /** [level * types + type]: guarantors' beliefs after a challenge. */
  readonly beliefs: Float64Array
  /** [level * types + type]: the adversary's expected payoff of challenging. */
  readonly payoff: Float64Array
  /** Largest distance of any probability from the logit reply to all the others. */
  readonly residual: number
  readonly sweeps: number
  readonly converged: boolean
}

export interface SolveOptions {
  readonly start?: Start
  /** Choices to start from instead: those of an equilibrium of a game of the same shape. */
  readonly warm?: Equilibrium
  /** Stop as soon as the choices are this near to those of `near`. */
  readonly near?: Equilibrium
}

export const TOLERANCE = 1e-9
/** Near enough to a known equilibrium, and closing in, to be on the way to it. */
const NEAR = 1e-3
const DEPTH = 4
const MAX_SWEEPS = 500

/** Does the finding change what anybody owes at this level? */
const dutiesAt = (game: Game, level: number): { any: boolean; jointly: boolean } => {
  let any = false
  let jointly = false
  for (const guarantor of game.guarantors) {
    const passed = guarantor.ifPassed[level]
    const blocked = guarantor.ifBlocked[level]
    if (passed.response > 0 || blocked.response > 0) any = true
    if (passed.response !== blocked.response || passed.bind !== blocked.bind) jointly = true
  }
  return { any, jointly: jointly && game.body !== null && game.body.members.length > 0 }
}

const findingsAt = (game: Game, level: number): Finding[] => {
  const { any, jointly } = dutiesAt(game, level)
  if (!any) return ['notFound']
  const { found } = game.levels[level]
  return [
    ...(found < 1 ? (['notFound'] as const) : []),
    ...(found > 0 && jointly ? (['blocked'] as const) : []),
    ...(found > 0 ? (['passed'] as const) : []),
  ]
}

/** Hands out consecutive views of the one vector that holds all unknowns. */
interface Allocation {
  readonly take: (length: number) => Float64Array
}

const buildJunctions = (
  game: Game,
  types: Types,
  layouts: readonly Layout[],
  shocks: Float64Array,
  allocation: Allocation,
): Junction[] =>
  game.levels.flatMap((level, index) =>
    branches.flatMap((branch): Junction[] => {
      const weight = branch === 'faitAccompli' ? level.faitAccompli : 1 - level.faitAccompli
      if (weight <= 0) return []
      const layout = layouts[index]
      const move = lastMoveOf(game.adversary, level, branch, types, layout.cells, game.forceStep)
      const findings = findingsAt(game, index)
      const states = findings.flatMap((finding) =>
        Array.from(shocks, (z, shock): State => {
          const payoffs = payoffsOf(game, layout, index, finding, z)
          const choice = allocation.take(layout.count * layout.responses)
          const coalition = newCoalition(layout, payoffs, game.lambdaGuarantor, choice)
          return { level: index, branch, finding, shock, coalition }
        }),
      )
      const members = findings.includes('blocked') ? (game.body?.members.length ?? 0) : 0
      const votes = members > 0 ? Array.from(shocks, () => allocation.take(members)) : []
      return [{ level: index, branch, weight, move, curves: newCurves(layout.cells), states, votes }]
    }),
  )

/** An upper bound on the number of unknowns: every choice, vote and belief. */
const unknownsBound = (game: Game, types: Types, shocks: number): number => {
  const perState = game.guarantors.length * game.responses.length
  return (
    game.levels.length *
    (types.count + branches.length * shocks * (3 * perState + (game.body?.members.length ?? 0)))
  )
}

/** Probability of a state given its junction: common shock times what the facts and the body made of it. */
export const stateWeight = (equilibrium: Equilibrium, junction: Junction, state: State): number => {
  const shock = equilibrium.shocks.weights[state.shock]
  const { found } = equilibrium.game.levels[state.level]
  const alone = junction.states.every((other) => other.finding === state.finding)
  if (alone) return shock
  if (state.finding === 'notFound') return shock * (1 - found)
  const pass = junction.votes.length > 0 ? passes(junction.votes[state.shock]) : 1
  return shock * found * (state.finding === 'passed' ? pass : 1 - pass)
}

/** Finds one equilibrium: Gauss-Seidel sweeps of logit replies, accelerated, from the given start. */
export const solve = (game: Game, options: SolveOptions = {}): Equilibrium => {
  const types = typesOf(game.adversary)
  const shocks = normalQuadrature(game.rho > 0 ? game.shockNodes : 1)
  const layouts = game.levels.map((_, level) => layoutOf(game, level))
  const levels = game.levels.length
  const vector = new Float64Array(unknownsBound(game, types, shocks.nodes.length))
  let used = 0
  const take = (length: number): Float64Array => {
    used += length
    return vector.subarray(used - length, used)
  }
  const draft = {
    game,
    types,
    layouts,
    shocks,
    beliefs: take(levels * types.count),
    junctions: buildJunctions(game, types, layouts, shocks.nodes, { take }),
    challenge: new Float64Array(types.count * (levels + 1)),
    payoff: new Float64Array(levels * types.count),
    residual: Number.POSITIVE_INFINITY,
    sweeps: 0,
    converged: false,
  }
  begin(draft, options)
  return iterate(draft, vector.subarray(0, used), options.near)
}

const begin = (draft: Equilibrium, { start = 'uniform', warm }: SolveOptions): void => {
  if (warm !== undefined && sameShape(draft, warm)) {
    draft.beliefs.set(warm.beliefs)
    draft.junctions.forEach((junction, j) => {
      const other = warm.junctions[j]
      junction.states.forEach((state, s) => {
        copyChoices(other.states[s].coalition, state.coalition)
      })
      junction.votes.forEach((yes, shock) => {
        yes.set(other.votes[shock])
      })
    })
    return
  }
  const { count, prior } = draft.types
  for (let level = 0; level < draft.game.levels.length; level++) draft.beliefs.set(prior, level * count)
  for (const junction of draft.junctions) {
    for (const state of junction.states) startFrom(state.coalition, start)
    for (const yes of junction.votes) yes.fill(start === 'uniform' ? 0.5 : start === 'all' ? 1 : 0)
  }
}

const sameShape = (a: Equilibrium, b: Equilibrium): boolean =>
  a.beliefs.length === b.beliefs.length &&
  a.junctions.length === b.junctions.length &&
  a.junctions.every((junction, j) => {
    const other = b.junctions[j]
    return (
      junction.votes.length === other.votes.length &&
      (junction.votes[0]?.length ?? 0) === (other.votes[0]?.length ?? 0) &&
      junction.states.length === other.states.length &&
      junction.states.every(
        (state, s) =>
          state.finding === other.states[s].finding &&
          state.coalition.choice.length === other.states[s].coalition.choice.length,
      )
    )
  })

/** Copies choices guarantor by guarantor: positions in the chains may differ. */
const copyChoices = (from: Coalition, to: Coalition): void => {
  const { responses, count } = to.layout
  const position = new Int32Array(count)
  for (let n = 0; n < count; n++) position[from.layout.order[n]] = n
  for (let n = 0; n < count; n++) {
    const source = position[to.layout.order[n]] * responses
    to.choice.set(from.choice.subarray(source, source + responses), n * responses)
  }
}

const mixAtBeliefs = (draft: Equilibrium, junction: Junction): void => {
  const { count } = draft.types
  const beliefs = draft.beliefs.subarray(junction.level * count, (junction.level + 1) * count)
  mixCurves(junction.move, draft.game.levels[junction.level], draft.types, beliefs, junction.curves)
}

/** Everything replied to once: sweeps, votes, the challenge and beliefs. Returns the largest change. */
const replyOnce = (draft: Equilibrium): number => {
  let change = 0
  for (const junction of draft.junctions) {
    mixAtBeliefs(draft, junction)
    for (const state of junction.states) change = Math.max(change, sweep(state.coalition, junction.curves))
    change = Math.max(change, settleVotes(draft, junction))
  }
  return Math.max(change, updateChallenge(draft))
}

const iterate = (draft: Equilibrium, vector: Float64Array, near: Equilibrium | undefined): Equilibrium => {
  const anderson = newAnderson(DEPTH)
  const before = new Float64Array(vector.length)
  const image = new Float64Array(vector.length)
  let sweeps = 0
  let lastDistance = Number.POSITIVE_INFINITY
  while (sweeps < MAX_SWEEPS) {
    before.set(vector)
    const change = replyOnce(draft)
    sweeps++
    if (change < TOLERANCE) break
    if (near !== undefined) {
      const distance = distanceBetween(draft, near)
      if (distance < NEAR && distance < lastDistance)
        return { ...draft, sweeps, residual: distance, converged: true }
      lastDistance = distance
    }
    image.set(vector)
    andersonStep(anderson, before, image, vector)
    project(draft)
  }
  const worst = finalResidual(draft)
  return { ...draft, sweeps, residual: worst, converged: worst < 1e-7 }
}

/** Puts extrapolated unknowns back among probabilities. */
const project = (draft: Equilibrium): void => {
  const { responses } = draft.game
  const { count } = draft.types
  for (let at = 0; at < draft.beliefs.length; at += count) toSimplex(draft.beliefs, at, count)
  for (const junction of draft.junctions) {
    for (const { coalition } of junction.states)
      for (let at = 0; at < coalition.choice.length; at += responses.length)
        toSimplex(coalition.choice, at, responses.length)
    for (const yes of junction.votes)
      for (let m = 0; m < yes.length; m++) yes[m] = Math.min(1, Math.max(0, yes[m]))
  }
}

const toSimplex = (values: Float64Array, start: number, length: number): void => {
  let sum = 0
  let negative = false
  for (let k = start; k < start + length; k++) {
    if (values[k] < 0) {
      values[k] = 0
      negative = true
    }
    sum += values[k]
  }
  if (negative || Math.abs(sum - 1) > 1e-12) for (let k = start; k < start + length; k++) values[k] /= sum
}

const settleVotes = (draft: Equilibrium, junction: Junction): number => {
  if (junction.votes.length === 0) return 0
  const members = draft.game.body?.members ?? []
  const { order } = junction.states[0].coalition.layout
  const position = new Int32Array(order.length)
  for (let n = 0; n < order.length; n++) position[order[n]] = n
  const gain = new Float64Array(members.length)
  const blame = Float64Array.from(members, (member) => draft.game.guarantors[member].blame)
  let change = 0
  junction.votes.forEach((yes, shock) => {
    const passed = stateOf(junction, 'passed', shock)
    const blocked = stateOf(junction, 'blocked', shock)
    members.forEach((member, m) => {
      gain[m] = expectedPayoff(passed, position[member]) - expectedPayoff(blocked, position[member])
    })
    const before = Float64Array.from(yes)
    settleUnanimousVote(gain, blame, draft.game.lambdaGuarantor, yes)
    for (let m = 0; m < yes.length; m++) change = Math.max(change, Math.abs(yes[m] - before[m]))
  })
  return change
}

const stateOf = (junction: Junction, finding: Finding, shock: number): Coalition => {
  const state = junction.states.find(
    (candidate) => candidate.finding === finding && candidate.shock === shock,
  )
  if (state === undefined) throw new Error(`no state ${finding} at shock ${shock}`)
  return state.coalition
}

/** Economic pain on the adversary at a junction, points: linear in responses, so its mean is enough. */
const expectedPain = (game: Game, state: State): number => {
  const { layout, payoffs, choice } = state.coalition
  let pain = 0
  for (let n = 0; n < layout.count; n++) {
    const guarantor = game.guarantors[layout.order[n]]
    const share = payoffs.delegated[n]
    for (let r = 0; r < layout.responses; r++) {
      const mass = (1 - share) * choice[n * layout.responses + r] + (payoffs.owed[n] === r ? share : 0)
      pain += mass * guarantor.pain[r]
    }
  }
  return pain * game.levels[state.level].severity
}

/** Payoff of challenging, by type, at one junction. Chains must be fresh. */
const junctionPayoff = (equilibrium: Equilibrium, junction: Junction): Float64Array => {
  const { types, game } = equilibrium
  const { cells } = junction.move
  const joined = new Float64Array(cells)
  const apart = new Float64Array(cells)
  let pain = 0
  for (const state of junction.states) {
    const weight = stateWeight(equilibrium, junction, state)
    const { force } = state.coalition
    for (let cell = 0; cell < cells; cell++) {
      joined[cell] += weight * (force.all[cell] - force.apart[cell])
      apart[cell] += weight * force.apart[cell]
    }
    pain += weight * expectedPain(game, state)
  }
  const byNode = new Float64Array(types.values.length)
  for (let node = 0; node < byNode.length; node++) {
    let sum = 0
    const alone = node * 2 * cells
    const together = alone + cells
    for (let cell = 0; cell < cells; cell++)
      sum +=
        apart[cell] * junction.move.payoff[alone + cell] +
        joined[cell] * junction.move.payoff[together + cell]
    byNode[node] = sum - pain
  }
  return Float64Array.from(types.node, (node) => byNode[node])
}

/** The adversary's logit choice of challenge against present responses, and beliefs by Bayes' rule. */
const updateChallenge = (draft: Equilibrium): number => {
  const { types, game } = draft
  const levels = game.levels.length
  draft.payoff.fill(0)
  for (const junction of draft.junctions) {
    const payoff = junctionPayoff(draft, junction)
    for (let type = 0; type < types.count; type++)
      draft.payoff[junction.level * types.count + type] += junction.weight * payoff[type]
  }
  const utilities = new Float64Array(levels + 1)
  const choice = new Float64Array(levels + 1)
  let change = 0
  for (let type = 0; type < types.count; type++) {
    utilities[0] = types.statusQuo[type]
    for (let level = 0; level < levels; level++)
      utilities[level + 1] = draft.payoff[level * types.count + type]
    logit(utilities, game.adversary.lambda, choice)
    for (let k = 0; k <= levels; k++) {
      const at = type * (levels + 1) + k
      change = Math.max(change, Math.abs(choice[k] - draft.challenge[at]))
      draft.challenge[at] = choice[k]
    }
  }
  for (let level = 0; level < levels; level++) {
    let total = 0
    for (let type = 0; type < types.count; type++)
      total += types.prior[type] * draft.challenge[type * (levels + 1) + level + 1]
    for (let type = 0; type < types.count; type++)
      draft.beliefs[level * types.count + type] =
        (types.prior[type] * draft.challenge[type * (levels + 1) + level + 1]) / total
  }
  return change
}

const finalResidual = (draft: Equilibrium): number => {
  let worst = 0
  for (const junction of draft.junctions) {
    mixAtBeliefs(draft, junction)
    for (const state of junction.states) worst = Math.max(worst, residual(state.coalition, junction.curves))
    const votes = junction.votes.map((yes) => Float64Array.from(yes))
    worst = Math.max(worst, settleVotes(draft, junction))
    junction.votes.forEach((yes, shock) => {
      yes.set(votes[shock])
    })
  }
  return Math.max(worst, updateChallenge(draft))
}

/** Largest difference between two equilibria of the same game in any probability of choice. */
export const distanceBetween = (a: Equilibrium, b: Equilibrium): number => {
  let worst = 0
  const compare = (x: Float64Array, y: Float64Array): void => {
    for (let k = 0; k < x.length; k++) worst = Math.max(worst, Math.abs(x[k] - y[k]))
  }
  compare(a.challenge, b.challenge)
  a.junctions.forEach((junction, j) => {
    const other = b.junctions[j]
    junction.states.forEach((state, s) => {
      compare(state.coalition.choice, other.states[s].coalition.choice)
    })
    junction.votes.forEach((yes, shock) => {
      compare(yes, other.votes[shock])
    })
  })
  return worst
}
