import { andersonStep, newAnderson } from '../core/anderson.js'
import { normalQuadrature } from '../core/quadrature.js'
import {
  type Coalition,
  expectedPayoff,
  type Layout,
  layoutOf,
  newCoalition,
  type Payoffs,
  payoffsOf,
  residual,
  type Start,
  startFrom,
  sweep,
} from './coalition.js'
import { logit } from './contest.js'
import { type Branch, branches, type Finding, type Game, type Procedure } from './game.js'
import { type Curves, type LastMove, lastMoveOf, mixCurves, newCurves } from './lastMove.js'
import { type Types, typesOf } from './types.js'
import { passes, settleVote } from './vote.js'

/** One state of the guarantors' choice: what has happened so far, and their game there. */
export interface State {
  readonly level: number
  readonly branch: Branch
  readonly finding: Finding
  /** Index of the common-shock node. */
  readonly shock: number
  /** What the lead nation was seen to do; null where nobody moves first. */
  readonly led: number | null
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
  /** [shock]: each member's probability of consent; empty without a vote. */
  readonly votes: readonly Float64Array[]
  /** [shock]: the lead nation's free choice of response; empty without one. */
  readonly leads: readonly Float64Array[]
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
  /** [type]: what not to challenge is worth to it: the status quo, and what waiting changes. */
  readonly outside: Float64Array
  /** [type]: what the occasion is worth to it, at its own choice. */
  readonly worth: Float64Array
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

/** A solution is one when no probability is further from the logit reply to all the others. */
export const TOLERANCE = 1e-8
/** Near enough to a known equilibrium, and closing in, to be on the way to it. */
const NEAR = 1e-3
const DEPTH = 3
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
  return { any, jointly }
}

/** The procedure that really decides something at this level, if any. */
const procedureAt = (game: Game, level: number): Procedure | null => {
  const { procedure, found } = game.levels[level]
  const { any, jointly } = dutiesAt(game, level)
  if (procedure === null || found <= 0 || !any) return null
  if (procedure.kind === 'lead') return procedure
  return jointly && procedure.members.length > 0 ? procedure : null
}

/** What may come of the facts and the procedure at a level, before the guarantors choose. */
const situationsAt = (game: Game, level: number): readonly Pick<State, 'finding' | 'led'>[] => {
  if (!dutiesAt(game, level).any) return [{ finding: 'notFound', led: null }]
  const { found } = game.levels[level]
  const procedure = procedureAt(game, level)
  const decided: readonly Pick<State, 'finding' | 'led'>[] =
    procedure?.kind === 'lead'
      ? game.responses.map((_, led) => ({ finding: follows(game, level, procedure.lead, led), led }))
      : [
          ...(procedure?.kind === 'vote' ? [{ finding: 'blocked' as const, led: null }] : []),
          { finding: 'passed', led: null },
        ]
  return [...(found < 1 ? [{ finding: 'notFound' as const, led: null }] : []), ...(found > 0 ? decided : [])]
}

/** The lead nation makes the casus foederis a duty of the others by doing what it owes itself, or anything if nothing. */
const follows = (game: Game, level: number, lead: number, led: number): Finding =>
  led >= Math.max(1, game.guarantors[lead].ifPassed[level].response) ? 'passed' : 'blocked'

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
      const procedure = procedureAt(game, index)
      const lead = procedure?.kind === 'lead' ? procedure.lead : null
      const states = situationsAt(game, index).flatMap(({ finding, led }) =>
        Array.from(shocks, (z, shock): State => {
          const payoffs = payoffsOf(game, layout, index, finding, z)
          if (lead !== null && led !== null) fixLead(game, layout, payoffs, lead, led, index, z)
          const choice = allocation.take(layout.count * layout.responses)
          const coalition = newCoalition(layout, payoffs, game.lambdaGuarantor, choice)
          return { level: index, branch, finding, shock, led, coalition }
        }),
      )
      const members = procedure?.kind === 'vote' ? procedure.members.length : 0
      return [
        {
          level: index,
          branch,
          weight,
          move,
          curves: newCurves(layout.cells),
          states,
          votes: members > 0 ? Array.from(shocks, () => allocation.take(members)) : [],
          leads: lead !== null ? Array.from(shocks, () => allocation.take(layout.responses)) : [],
        },
      ]
    }),
  )

/** Where the lead nation has moved, its response is given; its payoffs are those of its own duty whatever it did. */
const fixLead = (
  game: Game,
  layout: Layout,
  payoffs: Payoffs,
  lead: number,
  led: number,
  level: number,
  z: number,
): void => {
  const own = payoffsOf(game, layout, level, 'passed', z)
  const n = layout.order.indexOf(lead)
  const from = n * layout.responses
  payoffs.fixed.set(own.fixed.subarray(from, from + layout.responses), from)
  payoffs.owed[n] = led
  payoffs.delegated[n] = 1
}

/** An upper bound on the number of unknowns: every choice, vote and belief. */
const unknownsBound = (game: Game, types: Types, shocks: number): number => {
  const perState = game.guarantors.length * game.responses.length
  const states = Math.max(2, game.responses.length) + 1
  return (
    game.levels.length *
    (types.count +
      branches.length * shocks * (states * perState + game.guarantors.length + game.responses.length))
  )
}

/** Probability of a state given its junction: common shock times what the facts and the procedure made of it. */
export const stateWeight = (equilibrium: Equilibrium, junction: Junction, state: State): number => {
  const shock = equilibrium.shocks.weights[state.shock]
  const { found } = equilibrium.game.levels[state.level]
  if (state.finding === 'notFound') return shock * (situationCount(junction) === 1 ? 1 : 1 - found)
  return shock * found * decisionChance(equilibrium.game, junction, state)
}

const situationCount = (junction: Junction): number =>
  junction.states.reduce((count, state) => (state.shock === junction.states[0].shock ? count + 1 : count), 0)

/** Probability that the procedure ends as in this state, given that the facts were found. */
const decisionChance = (game: Game, junction: Junction, state: State): number => {
  const { procedure } = game.levels[state.level]
  if (state.led !== null && procedure?.kind === 'lead')
    return leadChance(game, junction, procedure.lead, state.shock, state.led)
  if (junction.votes.length === 0 || procedure?.kind !== 'vote') return 1
  const pass = passes(procedure.rule, junction.votes[state.shock])
  return state.finding === 'passed' ? pass : 1 - pass
}

/** Probability that the lead nation is seen to give response r: delegated as owed, or its free choice. */
export const leadChance = (
  game: Game,
  junction: Junction,
  lead: number,
  shock: number,
  r: number,
): number => {
  const guarantor = game.guarantors[lead]
  const owed = guarantor.ifPassed[junction.level].response
  const share = owed > 0 ? guarantor.delegated[junction.level] : 0
  return (1 - share) * junction.leads[shock][r] + (owed === r ? share : 0)
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
    outside: Float64Array.from(types.statusQuo),
    worth: new Float64Array(types.count),
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
      junction.leads.forEach((choice, shock) => {
        choice.set(other.leads[shock])
      })
    })
    return
  }
  const { count, prior } = draft.types
  for (let level = 0; level < draft.game.levels.length; level++) draft.beliefs.set(prior, level * count)
  for (const junction of draft.junctions) {
    for (const state of junction.states) startFrom(state.coalition, start)
    for (const yes of junction.votes) yes.fill(start === 'uniform' ? 0.5 : start === 'all' ? 1 : 0)
    for (const choice of junction.leads) {
      choice.fill(start === 'uniform' ? 1 / choice.length : 0)
      if (start !== 'uniform') choice[start === 'all' ? choice.length - 1 : 0] = 1
    }
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
      junction.leads.length === other.leads.length &&
      junction.states.length === other.states.length &&
      junction.states.every(
        (state, s) =>
          state.finding === other.states[s].finding &&
          state.led === other.states[s].led &&
          state.coalition.choice.length === other.states[s].coalition.choice.length,
      )
    )
  })

/** Copies choices guarantor by guarantor: positions in the chains may differ. */
const copyChoices = (from: Coalition, to: Coalition): void => {
  const { responses, count } = to.layout
  const position = positionsOf(from.layout)
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
    change = Math.max(change, settleVotes(draft, junction), settleLeads(draft, junction))
  }
  return Math.max(change, updateChallenge(draft))
}

const iterate = (draft: Equilibrium, vector: Float64Array, near: Equilibrium | undefined): Equilibrium => {
  const anderson = newAnderson(DEPTH)
  const before = new Float64Array(vector.length)
  const image = new Float64Array(vector.length)
  let sweeps = 0
  let lastDistance = Number.POSITIVE_INFINITY
  // The last sweep's change bounds the residual but for a factor; where that factor is large, it has to fall further.
  let settled = 2 * TOLERANCE
  while (sweeps < MAX_SWEEPS) {
    before.set(vector)
    const change = replyOnce(draft)
    sweeps++
    if (change < settled) {
      const worst = finalResidual(draft)
      if (worst < TOLERANCE) return { ...draft, sweeps, residual: worst, converged: true }
      settled /= 10
    }
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
  return { ...draft, sweeps, residual: finalResidual(draft), converged: false }
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
    for (const choice of junction.leads) toSimplex(choice, 0, choice.length)
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
  const { procedure } = draft.game.levels[junction.level]
  if (junction.votes.length === 0 || procedure?.kind !== 'vote') return 0
  const { members, rule } = procedure
  const position = positionsOf(junction.states[0].coalition.layout)
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
    settleVote(rule, gain, blame, draft.game.lambdaGuarantor, yes, rule.kind === 'unanimity' ? 50 : 2)
    for (let m = 0; m < yes.length; m++) change = Math.max(change, Math.abs(yes[m] - before[m]))
  })
  return change
}

/** The lead nation's logit choice, foreseeing what the others do once they have seen it. */
const settleLeads = (draft: Equilibrium, junction: Junction): number => {
  const { procedure } = draft.game.levels[junction.level]
  if (junction.leads.length === 0 || procedure?.kind !== 'lead') return 0
  const n = junction.states[0].coalition.layout.order.indexOf(procedure.lead)
  const reply = new Float64Array(draft.game.responses.length)
  let change = 0
  junction.leads.forEach((choice, shock) => {
    const utility = leadUtilities(junction, n, shock)
    logit(utility, draft.game.lambdaGuarantor, reply)
    for (let r = 0; r < reply.length; r++) change = Math.max(change, Math.abs(reply[r] - choice[r]))
    choice.set(reply)
  })
  return change
}

/** Did guarantor g move first here, as the lead nation? Its own duty then holds whatever it did. */
export const hasLed = (game: Game, state: State, g: number): boolean => {
  const { procedure } = game.levels[state.level]
  return state.led !== null && procedure?.kind === 'lead' && procedure.lead === g
}

/** What the lead nation, at position n of the chains, expects of each response it may be seen to give. */
export const leadUtilities = (junction: Junction, n: number, shock: number): Float64Array => {
  const led = junction.states.filter((state) => state.led !== null && state.shock === shock)
  return Float64Array.from(led, ({ coalition }, r) => coalition.utility[n * coalition.layout.responses + r])
}

/** [guarantor]: its position in the chains. */
const positionsOf = (layout: Layout): Int32Array => {
  const position = new Int32Array(layout.count)
  for (let n = 0; n < layout.count; n++) position[layout.order[n]] = n
  return position
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

/** Inner product with a run of a longer array; four sums side by side, since one alone would wait for itself. */
const inner = (a: Float64Array, b: Float64Array, from: number): number => {
  let p = 0
  let q = 0
  let r = 0
  let s = 0
  const whole = a.length - (a.length % 4)
  for (let k = 0; k < whole; k += 4) {
    p += a[k] * b[from + k]
    q += a[k + 1] * b[from + k + 1]
    r += a[k + 2] * b[from + k + 2]
    s += a[k + 3] * b[from + k + 3]
  }
  for (let k = whole; k < a.length; k++) p += a[k] * b[from + k]
  return p + q + (r + s)
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
  const { payoff } = junction.move
  for (let node = 0; node < byNode.length; node++) {
    const alone = node * 2 * cells
    byNode[node] = inner(apart, payoff, alone) + inner(joined, payoff, alone + cells) - pain
  }
  return Float64Array.from(types.node, (node) => byNode[node])
}

/** What not to challenge is worth to a type; `utilities` holds the levels' payoffs, both arrays are scratch. */
const outsideOf = (
  { game, types }: Equilibrium,
  type: number,
  utilities: Float64Array,
  choice: Float64Array,
): number => {
  const statusQuo = types.statusQuo[type]
  const { prospects, lambda } = game.adversary
  if (prospects === null) return statusQuo
  utilities[0] = statusQuo
  logit(utilities, lambda, choice)
  let now = 0
  for (let k = 0; k < choice.length; k++) now += choice[k] * utilities[k]
  return statusQuo + prospects.discount * (prospects.later[type] - now)
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
    for (let level = 0; level < levels; level++)
      utilities[level + 1] = draft.payoff[level * types.count + type]
    utilities[0] = outsideOf(draft, type, utilities, choice)
    logit(utilities, game.adversary.lambda, choice)
    draft.outside[type] = utilities[0]
    draft.worth[type] = 0
    for (let k = 0; k <= levels; k++) {
      const at = type * (levels + 1) + k
      change = Math.max(change, Math.abs(choice[k] - draft.challenge[at]))
      draft.challenge[at] = choice[k]
      draft.worth[type] += choice[k] * utilities[k]
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
    const kept = [...junction.votes, ...junction.leads].map((values) => Float64Array.from(values))
    worst = Math.max(worst, settleVotes(draft, junction), settleLeads(draft, junction))
    ;[...junction.votes, ...junction.leads].forEach((values, k) => {
      values.set(kept[k])
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
    junction.leads.forEach((choice, shock) => {
      compare(choice, other.leads[shock])
    })
  })
  return worst
}
