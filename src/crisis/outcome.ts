import { normalCdf } from '../core/elementary.js'
import { type Coalition, expectationsOf, forceOf, responseProbability } from './coalition.js'
import { requiredCredibility } from './contest.js'
import type { Game } from './game.js'
import { type Equilibrium, hasLed, type Junction, leadChance, type State, stateWeight } from './solve.js'
import { passes, type VoteChances, type VotingRule, voteChances } from './vote.js'

/** Why credibility does or does not settle a level. */
export type Verdict = 'deterred' | 'not-deterred' | 'capability-problem' | 'none-needed' | 'nothing-owed'

/** Required against supplied credibility for one type of adversary. */
export interface Calculus {
  /**
   * The adversary's payoff, points: no guarantor gives what it owes, all do, at equilibrium, no challenge. States that
   * owe nothing act as at equilibrium in each, so that what is measured is the promise.
   */
  readonly eu0: number
  readonly eu1: number
  readonly eu: number
  readonly statusQuo: number
  /** q* and q; NaN where nothing is owed. */
  readonly required: number
  readonly supplied: number
  readonly verdict: Verdict
}

export interface LevelOutcome {
  /** Probability of this challenge on one occasion, over all types. */
  readonly challenge: number
  /** For the median type, and for one that values the objective as 9 in 10 do not (90th percentile). */
  readonly median: Calculus
  readonly motivated: Calculus
  /** Share of types for whom no challenge at this level pays. */
  readonly typesDeterred: number
  /** The median type's expected risk and benefit, points; they add up to eu. */
  readonly ledger: {
    readonly prize: number
    readonly fighting: number
    readonly sanctions: number
    readonly clash: number
    readonly backDown: number
  }
  /** Given a challenge: fighting goes on; it becomes a direct clash with guarantors; the challenger prevails. */
  readonly war: number
  readonly clash: number
  readonly lost: number
  /** Share of war paths whose last clear chance was the adversary's; NaN when there are none. */
  readonly burden: number
  /**
   * Probability that the procedure fails (a vote is lost, the lead nation does not lead), given that the facts were
   * found; NaN where there is none.
   */
  readonly blocked: number
  /** Coalition force, BE: mean, and quantiles of its distribution given a challenge. */
  readonly force: { readonly mean: number; readonly p05: number; readonly p50: number; readonly p95: number }
  /** [k]: probability that exactly k guarantors respond at all; that exactly k send their own forces. */
  readonly responding: Float64Array
  readonly fighting: Float64Array
}

/** What drives one guarantor's choice between what it owes (or the top of the ladder) and nothing, points. */
export interface Motives {
  readonly stake: number
  readonly cost: number
  readonly fear: number
  readonly audience: number
  readonly other: number
}

export interface GuarantorOutcome {
  readonly id: string
  /** [level]: step owed when the joint decision passed. */
  readonly owes: readonly number[]
  /** [level]: P(response >= what it owes | challenge, casus foederis found); NaN where nothing is owed. */
  readonly honour: readonly number[]
  /** [level][response]: distribution over responses given a challenge. */
  readonly response: readonly (readonly number[])[]
  /** [level]: by how much its response as owed lowers the probability that fighting goes on. */
  readonly pivotal: readonly number[]
  /**
   * [level], given that the facts were found: it votes against (as lead nation: does not lead); the vote fails and it was
   * against; its vote decides. NaN if it has no part in the procedure.
   */
  readonly against: readonly number[]
  readonly blocks: readonly number[]
  readonly decisive: readonly number[]
  /** At the highest level, contested, casus foederis found, median shock: owed response against none. */
  readonly motives: Motives
}

export interface Outcome {
  readonly deterrence: number
  readonly levels: readonly LevelOutcome[]
  readonly guarantors: readonly GuarantorOutcome[]
  readonly residual: number
  readonly converged: boolean
}

const weights = new WeakMap<State, number>()

/** `stateWeight` of a solved game, found once: with a vote by qualified majority it takes long, and every guarantor asks. */
export const settledWeight = (equilibrium: Equilibrium, junction: Junction, state: State): number => {
  const known = weights.get(state)
  if (known !== undefined) return known
  const weight = stateWeight(equilibrium, junction, state)
  weights.set(state, weight)
  return weight
}

const chancesOf = new WeakMap<Float64Array, VoteChances>()

/** `voteChances` of a solved vote, found once. */
const settledChances = (rule: VotingRule, yes: Float64Array): VoteChances => {
  const known = chancesOf.get(yes) ?? voteChances(rule, yes)
  chancesOf.set(yes, known)
  return known
}

/** What `outcomeOf` reads for all guarantors together: much less work where nobody asks about each. */
export const levelsOf = (equilibrium: Equilibrium): Omit<Outcome, 'guarantors'> => {
  const { game, types, challenge } = equilibrium
  const width = game.levels.length + 1
  let deterrence = 0
  for (let type = 0; type < types.count; type++) deterrence += types.prior[type] * challenge[type * width]
  return {
    deterrence,
    levels: game.levels.map((_, level) => levelOutcome(equilibrium, level)),
    residual: equilibrium.residual,
    converged: equilibrium.converged,
  }
}

/** Reads the outputs of the model page (section 5, 1 to 6) off a solved game. */
export const outcomeOf = (equilibrium: Equilibrium): Outcome => {
  const expected = expectationsByState(equilibrium)
  const { deterrence, levels, residual, converged } = levelsOf(equilibrium)
  return {
    deterrence,
    levels,
    guarantors: equilibrium.game.guarantors.map((_, g) => guarantorOutcome(equilibrium, g, expected)),
    residual,
    converged,
  }
}

/** For each state, what every guarantor expects of each of its responses: see `expectationsOf`. */
export type Expectations = ReadonlyMap<State, Float64Array>

export const expectationsByState = (equilibrium: Equilibrium): Expectations =>
  new Map(
    equilibrium.junctions.flatMap((junction) =>
      junction.states.map((state) => [state, expectationsOf(state.coalition, junction.curves)] as const),
    ),
  )

/** Expectation of curve k (0 prize lost, 1 fighting, 2 direct clash) when position n gives response r. */
const expectedCurve = (expected: Expectations, state: State, n: number, r: number, k: 0 | 1 | 2): number =>
  expected.get(state)?.[3 * (n * state.coalition.layout.responses + r) + k] ?? Number.NaN

const junctionsOf = (equilibrium: Equilibrium, level: number): readonly Junction[] =>
  equilibrium.junctions.filter((junction) => junction.level === level)

/** Coalition force at a junction by cell, averaged over findings and shocks. */
const forceAt = (
  equilibrium: Equilibrium,
  junction: Junction,
): { joined: Float64Array; apart: Float64Array } => {
  const { cells } = junction.move
  const joined = new Float64Array(cells)
  const apart = new Float64Array(cells)
  for (const state of junction.states) {
    const weight = settledWeight(equilibrium, junction, state)
    const { force } = state.coalition
    for (let cell = 0; cell < cells; cell++) {
      apart[cell] += weight * force.apart[cell]
      joined[cell] += weight * (force.all[cell] - force.apart[cell])
    }
  }
  return { joined, apart }
}

const sumOver = (a: Float64Array, b: Float64Array, start: number): number => {
  let sum = 0
  for (let cell = 0; cell < a.length; cell++) sum += a[cell] * b[start + cell]
  return sum
}

/** Weight of a state when `pick` says what is done: a lead nation is then seen to do just that. */
const weightIf = (
  equilibrium: Equilibrium,
  junction: Junction,
  state: State,
  pick: (g: number) => number | null,
): number => {
  const { procedure, found } = equilibrium.game.levels[state.level]
  const picked = state.led !== null && procedure?.kind === 'lead' ? pick(procedure.lead) : null
  if (picked === null) return settledWeight(equilibrium, junction, state)
  return picked === state.led ? equilibrium.shocks.weights[state.shock] * found : 0
}

/** The adversary's payoff, by type, when guarantor g gives response `pick(g)`; null leaves it at equilibrium. */
const payoffIf = (
  equilibrium: Equilibrium,
  level: number,
  pick: (g: number) => number | null,
): Float64Array => {
  const { game, types } = equilibrium
  const out = new Float64Array(types.count)
  for (const junction of junctionsOf(equilibrium, level)) {
    const { cells, payoff } = junction.move
    const all = new Float64Array(cells)
    const apart = new Float64Array(cells)
    let pain = 0
    for (const state of junction.states) {
      const weight = weightIf(equilibrium, junction, state, pick)
      const { layout } = state.coalition
      const probability = (n: number, r: number): number => {
        const picked = pick(layout.order[n])
        if (picked !== null) return r === picked ? 1 : 0
        return responseProbability(state.coalition, n, r)
      }
      const force = forceOf(layout, weightsOf(state.coalition, probability))
      for (let cell = 0; cell < cells; cell++) {
        all[cell] += weight * force.all[cell]
        apart[cell] += weight * force.apart[cell]
      }
      for (let n = 0; n < layout.count; n++)
        for (let r = 0; r < layout.responses; r++)
          pain += weight * probability(n, r) * game.guarantors[layout.order[n]].pain[r]
    }
    for (let type = 0; type < types.count; type++) {
      const alone = types.node[type] * 2 * cells
      let sum = -pain * game.levels[level].severity
      for (let cell = 0; cell < cells; cell++)
        sum += apart[cell] * payoff[alone + cell] + (all[cell] - apart[cell]) * payoff[alone + cells + cell]
      out[type] += junction.weight * sum
    }
  }
  return out
}

const verdictOf = (eu0: number, eu1: number, eu: number, statusQuo: number, anyOwed: boolean): Verdict => {
  if (eu0 <= statusQuo) return 'none-needed'
  if (!anyOwed) return 'nothing-owed'
  if (eu1 >= statusQuo) return 'capability-problem'
  return eu < statusQuo ? 'deterred' : 'not-deterred'
}

/**
 * Share of types whose expected payoff of a challenge is below their status quo. Payoffs rise with the value of the
 * objective, so within each motive there is one threshold; it is interpolated between nodes of the value.
 */
const shareDeterred = (equilibrium: Equilibrium, level: number): number => {
  const { types, payoff } = equilibrium
  let share = 0
  for (const fearful of [false, true]) {
    const members = Array.from(types.prior.keys()).filter((type) => types.fearful[type] === fearful)
    if (members.length === 0) continue
    const weight = members.reduce((sum, type) => sum + types.prior[type], 0)
    const surplus = members.map((type) => payoff[level * types.count + type] - types.statusQuo[type])
    const first = surplus.findIndex((value) => value >= 0)
    if (first === -1) share += weight
    else if (first > 0) {
      const [below, above] = [members[first - 1], members[first]]
      const fraction = -surplus[first - 1] / (surplus[first] - surplus[first - 1])
      const score = types.score[below] + fraction * (types.score[above] - types.score[below])
      share += weight * normalCdf(score)
    }
  }
  return share
}

const levelOutcome = (equilibrium: Equilibrium, level: number): LevelOutcome => {
  const { game, types } = equilibrium
  const width = game.levels.length + 1
  const owed = game.guarantors.map((guarantor) => guarantor.ifPassed[level].response)
  const anyOwed = owed.some((response) => response > 0)
  const none = anyOwed ? payoffIf(equilibrium, level, (g) => (owed[g] > 0 ? 0 : null)) : null
  const every = anyOwed ? payoffIf(equilibrium, level, (g) => (owed[g] > 0 ? owed[g] : null)) : null
  const calculus = (type: number): Calculus => {
    const eu = equilibrium.payoff[level * types.count + type]
    const statusQuo = types.statusQuo[type]
    const eu0 = none === null ? eu : none[type]
    const eu1 = every === null ? eu : every[type]
    return {
      eu0,
      eu1,
      eu,
      statusQuo,
      required: anyOwed ? requiredCredibility(eu0, eu1, statusQuo) : Number.NaN,
      supplied: anyOwed ? requiredCredibility(eu0, eu1, eu) : Number.NaN,
      verdict: verdictOf(eu0, eu1, eu, statusQuo, anyOwed),
    }
  }
  let challenge = 0
  for (let type = 0; type < types.count; type++)
    challenge += types.prior[type] * equilibrium.challenge[type * width + level + 1]
  const paths = pathsOf(equilibrium, level)
  return {
    challenge,
    median: calculus(types.median),
    motivated: calculus(types.motivated),
    typesDeterred: shareDeterred(equilibrium, level),
    ledger: paths.ledger,
    war: paths.war,
    clash: paths.clash,
    lost: paths.lost,
    burden: paths.war > 0 ? 1 - paths.warByGuarantors / paths.war : Number.NaN,
    blocked: blockedAt(equilibrium, level),
    force: forceQuantiles(paths.force, game.forceStep),
    responding: countDistribution(equilibrium, level, (r) => r > 0),
    fighting: countDistribution(equilibrium, level, (r) => game.direct[r]),
  }
}

interface Paths {
  readonly war: number
  readonly clash: number
  readonly lost: number
  readonly warByGuarantors: number
  readonly ledger: LevelOutcome['ledger']
  readonly force: Float64Array
}

/** Walks every path after a challenge at one level: probabilities under beliefs, the ledger for the median type. */
const pathsOf = (equilibrium: Equilibrium, level: number): Paths => {
  const { game, types } = equilibrium
  const spec = game.levels[level]
  const { adversary } = game
  const force = new Float64Array(equilibrium.layouts[level].cells)
  const ledger = { prize: 0, fighting: 0, sanctions: 0, clash: 0, backDown: 0 }
  let war = 0
  let clash = 0
  let lost = 0
  let warByGuarantors = 0
  for (const junction of junctionsOf(equilibrium, level)) {
    const { cells, persist, escalate, prevail, prevailEscalated } = junction.move
    const distribution = forceAt(equilibrium, junction)
    const prize = types.value[types.median] * spec.share
    for (let joined = 0; joined < 2; joined++) {
      const mass = joined === 1 ? distribution.joined : distribution.apart
      const base = (types.node[types.median] * 2 + joined) * cells
      for (let cell = 0; cell < cells; cell++) {
        const weight = junction.weight * mass[cell]
        force[cell] += weight
        const stay = persist[base + cell]
        const raise = escalate[base + cell]
        const slope = (spec.costSlope * cell * game.forceStep) / Math.max(spec.attackers, game.forceStep)
        ledger.prize += weight * prize * (stay * prevail[cell] + raise * prevailEscalated[cell])
        ledger.fighting -= weight * spec.fightingCost * (1 + slope) * (stay + raise * adversary.escalateCost)
        ledger.clash -=
          weight * joined * adversary.clashCost * (stay * spec.clash + raise * spec.clashIfEscalated)
        ledger.backDown -= weight * spec.backDownCost * (1 - stay - raise)
      }
    }
    const { joined: withForces, apart } = junction.curves
    const total = new Float64Array(cells)
    for (let cell = 0; cell < cells; cell++)
      total[cell] = distribution.joined[cell] + distribution.apart[cell]
    war += junction.weight * (sumOver(total, withForces[1], 0) + sumOver(distribution.apart, apart[1], 0))
    lost += junction.weight * (sumOver(total, withForces[0], 0) + sumOver(distribution.apart, apart[0], 0))
    clash += junction.weight * sumOver(distribution.joined, withForces[2], 0)
    if (junction.branch === 'faitAccompli')
      warByGuarantors += junction.weight * chosenClash(equilibrium, junction)
    for (const state of junction.states)
      ledger.sanctions -=
        junction.weight * settledWeight(equilibrium, junction, state) * painOf(equilibrium, state)
  }
  return { war, clash, lost, warByGuarantors, ledger, force }
}

const painOf = ({ game }: Equilibrium, { coalition, level }: State): number => {
  let pain = 0
  for (let n = 0; n < coalition.layout.count; n++)
    for (let r = 0; r < coalition.layout.responses; r++)
      pain += responseProbability(coalition, n, r) * game.guarantors[coalition.layout.order[n]].pain[r]
  return pain * game.levels[level].severity
}

/** Given what the lead nation was seen to do: the probability that it chose to. */
const freelyLed = (game: Game, junction: Junction, state: State): number => {
  const { procedure } = game.levels[state.level]
  if (state.led === null || procedure?.kind !== 'lead') return 0
  const all = leadChance(game, junction, procedure.lead, state.shock, state.led)
  const { ifPassed, delegated } = game.guarantors[procedure.lead]
  const share = ifPassed[state.level].response > 0 ? delegated[state.level] : 0
  return all > 0 ? ((1 - share) * junction.leads[state.shock][state.led]) / all : 0
}

/**
 * Probability of war after a fait accompli in which some guarantor freely chose to send its own forces: there the
 * challenger need only sit still, so the last clear chance (Schelling) was the guarantors'. Delegated responses
 * are nobody's choice on the day and leave the chance with the challenger.
 */
const chosenClash = (equilibrium: Equilibrium, junction: Junction): number => {
  let sum = 0
  for (const state of junction.states) {
    const { coalition } = state
    const { layout, payoffs, choice } = coalition
    const weights = weightsOf(coalition, (n, r) => {
      const at = n * layout.responses + r
      const all = responseProbability(coalition, n, r)
      const free = hasLed(equilibrium.game, state, layout.order[n])
        ? all * freelyLed(equilibrium.game, junction, state)
        : (1 - payoffs.delegated[n]) * choice[at]
      return all - free * layout.contact[at]
    })
    const unchosen = forceOf(layout, weights).all
    let chosen = 0
    for (let cell = 0; cell < unchosen.length; cell++)
      chosen += (coalition.force.all[cell] - unchosen[cell]) * junction.curves.joined[1][cell]
    sum += settledWeight(equilibrium, junction, state) * chosen
  }
  return sum
}

/** Weights of all responses by position, for `forceOf`. */
export const weightsOf = ({ layout }: Coalition, weight: (n: number, r: number) => number): Float64Array => {
  const weights = new Float64Array(layout.count * layout.responses)
  for (let n = 0; n < layout.count; n++)
    for (let r = 0; r < layout.responses; r++) weights[n * layout.responses + r] = weight(n, r)
  return weights
}

/** Distribution of how many guarantors give a response that counts, given a challenge at this level. */
const countDistribution = (
  equilibrium: Equilibrium,
  level: number,
  counts: (response: number) => boolean,
): Float64Array => {
  const size = equilibrium.game.guarantors.length
  const total = new Float64Array(size + 1)
  for (const junction of junctionsOf(equilibrium, level))
    for (const state of junction.states) {
      const weight = junction.weight * settledWeight(equilibrium, junction, state)
      const { coalition } = state
      const current = new Float64Array(size + 1)
      current[0] = 1
      for (let n = 0; n < size; n++) {
        let p = 0
        for (let r = 0; r < coalition.layout.responses; r++)
          if (counts(r)) p += responseProbability(coalition, n, r)
        for (let k = n + 1; k >= 0; k--) current[k] = current[k] * (1 - p) + (k > 0 ? current[k - 1] * p : 0)
      }
      for (let k = 0; k <= size; k++) total[k] += weight * current[k]
    }
  return total
}

const forceQuantiles = (mass: Float64Array, step: number): LevelOutcome['force'] => {
  const at = (p: number): number => {
    let sum = 0
    for (let cell = 0; cell < mass.length; cell++) {
      sum += mass[cell]
      if (sum >= p - 1e-12) return cell * step
    }
    return (mass.length - 1) * step
  }
  let average = 0
  for (let cell = 0; cell < mass.length; cell++) average += mass[cell] * cell * step
  return { mean: average, p05: at(0.05), p50: at(0.5), p95: at(0.95) }
}

const blockedAt = (equilibrium: Equilibrium, level: number): number => {
  const { procedure } = equilibrium.game.levels[level]
  let sum = 0
  let total = 0
  for (const junction of junctionsOf(equilibrium, level)) {
    if (procedure === null || junction.votes.length + junction.leads.length === 0) continue
    equilibrium.shocks.weights.forEach((weight, shock) => {
      const share = junction.weight * weight
      total += share
      sum += share * (1 - passingChance(equilibrium.game, junction, shock))
    })
  }
  return total > 0 ? sum / total : Number.NaN
}

/** Probability that the vote passes or the lead nation leads, at one junction and shock. */
const passingChance = (game: Game, junction: Junction, shock: number): number => {
  const { procedure } = game.levels[junction.level]
  if (procedure?.kind === 'vote') return passes(procedure.rule, junction.votes[shock])
  return junction.states.reduce(
    (sum, { finding, led, shock: at }) =>
      at === shock && finding === 'passed' && led !== null && procedure?.kind === 'lead'
        ? sum + leadChance(game, junction, procedure.lead, shock, led)
        : sum,
    0,
  )
}

const guarantorOutcome = (equilibrium: Equilibrium, g: number, expected: Expectations): GuarantorOutcome => {
  const { game } = equilibrium
  const guarantor = game.guarantors[g]
  const perLevel = game.levels.map((_, level) => guarantorAtLevel(equilibrium, g, level, expected))
  const parts = game.levels.map((_, level) => partInDecision(equilibrium, g, level))
  return {
    id: guarantor.id,
    owes: guarantor.ifPassed.map((duty) => duty.response),
    honour: perLevel.map((one) => one.honour),
    response: perLevel.map((one) => one.response),
    pivotal: perLevel.map((one) => one.pivotal),
    against: parts.map((part) => part.against),
    blocks: parts.map((part) => part.blocks),
    decisive: parts.map((part) => part.decisive),
    motives: motivesOf(equilibrium, g, expected),
  }
}

/** The part of one guarantor in the procedure of a level; NaN if it has none. */
const partInDecision = (
  equilibrium: Equilibrium,
  g: number,
  level: number,
): { against: number; blocks: number; decisive: number } => {
  const { game, shocks } = equilibrium
  const { procedure } = game.levels[level]
  const sum = { against: 0, blocks: 0, decisive: 0 }
  let total = 0
  for (const junction of junctionsOf(equilibrium, level)) {
    if (procedure?.kind === 'lead' && procedure.lead === g)
      junction.leads.forEach((_, shock) => {
        const share = junction.weight * shocks.weights[shock]
        const refuses = 1 - passingChance(game, junction, shock)
        total += share
        sum.against += share * refuses
        sum.blocks += share * refuses
        sum.decisive += share
      })
    const m = procedure?.kind === 'vote' ? procedure.members.indexOf(g) : -1
    if (procedure?.kind === 'vote' && m >= 0)
      junction.votes.forEach((yes, shock) => {
        const share = junction.weight * shocks.weights[shock]
        const chances = settledChances(procedure.rule, yes)
        total += share
        sum.against += share * (1 - yes[m])
        sum.blocks += share * chances.blocks[m]
        sum.decisive += share * chances.decisive[m]
      })
  }
  const mean = (value: number): number => (total > 0 ? value / total : Number.NaN)
  return { against: mean(sum.against), blocks: mean(sum.blocks), decisive: mean(sum.decisive) }
}

const guarantorAtLevel = (equilibrium: Equilibrium, g: number, level: number, expected: Expectations) => {
  const { game } = equilibrium
  const owed = game.guarantors[g].ifPassed[level].response
  const response = new Array<number>(game.responses.length).fill(0)
  let honoured = 0
  let found = 0
  let pivotal = 0
  for (const junction of junctionsOf(equilibrium, level)) {
    for (const state of junction.states) {
      const weight = junction.weight * settledWeight(equilibrium, junction, state)
      const n = state.coalition.layout.order.indexOf(g)
      for (let r = 0; r < response.length; r++) {
        const mass = weight * responseProbability(state.coalition, n, r)
        response[r] += mass
        if (owed > 0 && state.finding !== 'notFound' && r >= owed) honoured += mass
      }
      if (state.finding !== 'notFound') found += weight
      const full = owed > 0 ? owed : response.length - 1
      pivotal +=
        weight * (expectedCurve(expected, state, n, 0, 1) - expectedCurve(expected, state, n, full, 1))
    }
  }
  return {
    honour: owed > 0 && found > 0 ? honoured / found : Number.NaN,
    response,
    pivotal,
  }
}

const motivesOf = (equilibrium: Equilibrium, g: number, expected: Expectations): Motives => {
  const { game } = equilibrium
  const level = game.levels.length - 1
  const junction = junctionsOf(equilibrium, level)[0]
  const middle = (equilibrium.shocks.nodes.length - 1) / 2
  const middleStates = junction.states.filter(({ shock }) => shock === Math.floor(middle))
  const passed = middleStates.find(({ finding }) => finding === 'passed') ?? middleStates[0]
  const guarantor = game.guarantors[g]
  const owed = guarantor.ifPassed[level].response
  const r = owed > 0 ? owed : game.responses.length - 1
  // What the lead nation does is seen: its two courses lie in two states.
  const after = (response: number): State =>
    hasLed(game, passed, g) ? (middleStates.find(({ led }) => led === response) ?? passed) : passed
  const acting = after(r)
  const idle = after(0)
  const { layout, payoffs } = acting.coalition
  const n = layout.order.indexOf(g)
  const spec = game.levels[level]
  const change = (k: 0 | 1 | 2) => expectedCurve(expected, acting, n, r, k)
  const at = n * layout.responses
  const none = (k: 0 | 1 | 2) => expectedCurve(expected, idle, n, 0, k)
  const stake = payoffs.loss[n] * (change(0) - none(0))
  const paid = (response: number, k: 0 | 1 | 2, curve: (which: 0 | 1 | 2) => number): number =>
    guarantor.cost[response] *
    (game.direct[response] ? spec.directSeverity : spec.severity) *
    (guarantor.upfront[response] + (1 - guarantor.upfront[response]) * curve(k))
  const cost = paid(0, 1, none) - paid(r, 1, change)
  const fear = payoffs.clash[at + r] * change(2) - payoffs.clash[at] * none(2)
  const audience =
    owed > 0 && passed.finding !== 'notFound' ? guarantor.ifPassed[level].bind * guarantor.audience : 0
  const whole = acting.coalition.utility[at + r] - idle.coalition.utility[at]
  return { stake, cost, fear, audience, other: whole - stake - cost - fear - audience }
}
