import { logit } from './contest.js'
import type { Finding, Game } from './game.js'
import type { Curves } from './lastMove.js'

/*
 * The guarantors' simultaneous choice in one state (level, branch, finding, common shock).
 *
 * Payoffs depend on the others only through the sum of their force and on whether any of them sends its own forces,
 * so two chains are enough: prefix distributions P_n of what the first n guarantors bring, and suffix expectations
 * S_n of a curve given what they brought. The expectation of a curve when guarantor n brings force f is the product of
 * P_n and S_{n+1} shifted by f: exact, linear in N, and free of the division that makes deconvolution useless.
 *
 * "Joined" (are any guarantor's own forces in the adversary's way?) needs no second dimension: mass with nobody joined
 * is a chain of its own, weighted by what to add to a curve when nobody joined.
 */

/** Where each guarantor's force falls on the grid at one level, in the order used by the chains. */
export interface Layout {
  readonly count: number
  readonly responses: number
  /** Guarantor at each position, least force first so that most prefixes stay short. */
  readonly order: Int32Array
  /** [position * responses + response]: cell below the force, and the share of mass in the cell above it. */
  readonly shift: Int32Array
  readonly fraction: Float64Array
  readonly maxShift: Int32Array
  /** Highest cell that the guarantors before this position can reach; one more entry for all. */
  readonly reach: Int32Array
  /** Start of this position's run in a chain. */
  readonly offset: Int32Array
  readonly chainLength: number
  readonly cells: number
  /** [position * responses + response]: probability that the response puts its own forces in the adversary's way. */
  readonly contact: Float64Array
}

/** Lays the guarantors of one level on the grid. */
export const layoutOf = (game: Game, level: number): Layout => {
  const responses = game.responses.length
  const count = game.guarantors.length
  const widest = game.guarantors.map((guarantor) =>
    Math.ceil(Math.max(0, ...guarantor.force[level]) / game.forceStep - 1e-9),
  )
  const order = Int32Array.from(widest.keys()).sort((a, b) => widest[a] - widest[b] || a - b)
  const shift = new Int32Array(count * responses)
  const fraction = new Float64Array(count * responses)
  const contact = new Float64Array(count * responses)
  const maxShift = new Int32Array(count)
  const reach = new Int32Array(count + 1)
  const offset = new Int32Array(count + 1)
  let chainLength = 0
  for (let n = 0; n < count; n++) {
    const { force, contact: touches } = game.guarantors[order[n]]
    for (let r = 0; r < responses; r++) {
      const cells = force[level][r] / game.forceStep
      const below = Math.floor(cells + 1e-9)
      contact[n * responses + r] = touches[level][r]
      shift[n * responses + r] = below
      fraction[n * responses + r] = cells - below > 1e-9 ? cells - below : 0
    }
    maxShift[n] = widest[order[n]]
    reach[n + 1] = reach[n] + maxShift[n]
    offset[n] = chainLength
    chainLength += reach[n] + 1
  }
  offset[count] = chainLength
  chainLength += reach[count] + 1
  return {
    count,
    responses,
    order,
    shift,
    fraction,
    maxShift,
    reach,
    offset,
    chainLength,
    cells: reach[count] + 1,
    contact,
  }
}

/** Coefficients of guarantors' payoffs in one state, by position and response; see docs/model.md. */
export interface Payoffs {
  /** [position]: points per unit probability that the prize is lost. */
  readonly loss: Float64Array
  /** [position * responses + response]. */
  readonly fixed: Float64Array
  readonly war: Float64Array
  readonly clash: Float64Array
  /** [position]: response owed and share of it delegated. */
  readonly owed: Int32Array
  readonly delegated: Float64Array
}

/** Payoff coefficients at `level` under `finding` with common shock `z`. */
export const payoffsOf = (
  game: Game,
  layout: Layout,
  level: number,
  finding: Finding,
  z: number,
): Payoffs => {
  const { count, responses, order } = layout
  const spec = game.levels[level]
  const loss = new Float64Array(count)
  const fixed = new Float64Array(count * responses)
  const war = new Float64Array(count * responses)
  const clash = new Float64Array(count * responses)
  const owed = new Int32Array(count)
  const delegated = new Float64Array(count)
  for (let n = 0; n < count; n++) {
    const guarantor = game.guarantors[order[n]]
    const duty = finding === 'blocked' ? guarantor.ifBlocked[level] : guarantor.ifPassed[level]
    const binds = finding !== 'notFound' && duty.response > 0
    loss[n] = -100 * guarantor.stake * spec.share
    owed[n] = binds ? duty.response : 0
    delegated[n] = binds ? guarantor.delegated[level] : 0
    for (let r = 0; r < responses; r++) {
      const at = n * responses + r
      const cost = guarantor.cost[r] * (game.direct[r] ? spec.directSeverity : spec.severity)
      const unmandated = game.direct[r] && !(binds && game.direct[duty.response])
      const shortfall = binds && r < duty.response ? (duty.response - r) / duty.response : 0
      fixed[at] =
        guarantor.norm[r] * spec.severity -
        cost * guarantor.upfront[r] -
        (binds ? duty.bind : 0) * guarantor.audience * shortfall -
        (unmandated ? guarantor.mandate : 0) +
        (game.rho * z * r) / (responses - 1) +
        (r >= Math.min(2, responses - 1) ? guarantor.tripwire * spec.forwardHit : 0)
      war[at] = -cost * (1 - guarantor.upfront[r])
      clash[at] = -guarantor.exposure[r] * guarantor.fear
    }
  }
  return { loss, fixed, war, clash, owed, delegated }
}

/** Mutable state of one simultaneous choice while it is being solved. */
export interface Coalition {
  readonly layout: Layout
  readonly payoffs: Payoffs
  readonly lambda: number
  /** [position * responses + response]: probability of each free choice. */
  readonly choice: Float64Array
  /** [position * responses + response]: expected payoffs at the last update. */
  readonly utility: Float64Array
  /** Coalition force by cell at the last update: all mass, and the part where no guarantor's own forces take part. */
  readonly force: { readonly all: Float64Array; readonly apart: Float64Array }
}

/** The chains of one coalition. Scratch: rebuilt by every sweep and shared by all coalitions of a thread. */
interface Chains {
  /** Prefix distributions: all mass, and mass with nobody joined. */
  all: Float64Array
  indirect: Float64Array
  /** Suffix expectations of the three curves, interleaved: [3 * cell + curve]. */
  joined: Float64Array
  apart: Float64Array
}
const chains: Chains = {
  all: new Float64Array(0),
  indirect: new Float64Array(0),
  joined: new Float64Array(0),
  apart: new Float64Array(0),
}

const reserve = (length: number): void => {
  if (chains.all.length >= length) return
  chains.all = new Float64Array(length)
  chains.indirect = new Float64Array(length)
  chains.joined = new Float64Array(3 * length)
  chains.apart = new Float64Array(3 * length)
}

/** `choice` is the caller's, [position * responses + response]: the solver keeps all choices in one vector. */
export const newCoalition = (
  layout: Layout,
  payoffs: Payoffs,
  lambda: number,
  choice: Float64Array,
): Coalition => {
  return {
    layout,
    payoffs,
    lambda,
    choice,
    utility: new Float64Array(layout.count * layout.responses),
    force: { all: new Float64Array(layout.cells), apart: new Float64Array(layout.cells) },
  }
}

/** The three starting points: indifferent, everybody at the top of the ladder, nobody. */
export type Start = 'uniform' | 'all' | 'none'

export const startFrom = (coalition: Coalition, start: Start): void => {
  const { count, responses } = coalition.layout
  const { choice } = coalition
  for (let n = 0; n < count; n++)
    for (let r = 0; r < responses; r++)
      choice[n * responses + r] =
        start === 'uniform' ? 1 / responses : r === (start === 'all' ? responses - 1 : 0) ? 1 : 0
}

const MAX_RESPONSES = 16
const MAX_SHIFTS = 4096

/** Mass that one guarantor puts on each shift, and the list of shifts that have any. Reused: the solver is not re-entrant. */
interface Taps {
  readonly mass: Float64Array
  readonly shifts: Int32Array
  readonly weights: Float64Array
  count: number
}
const newTaps = (): Taps => ({
  mass: new Float64Array(MAX_SHIFTS),
  shifts: new Int32Array(MAX_SHIFTS),
  weights: new Float64Array(MAX_SHIFTS),
  count: 0,
})
const tapsAll = newTaps()
const tapsIndirect = newTaps()

/** Probability that the guarantor at position n ends up at response r: delegated as owed, or free choice. */
export const responseProbability = (coalition: Coalition, n: number, r: number): number => {
  const { payoffs, layout, choice } = coalition
  const share = payoffs.delegated[n]
  return (1 - share) * choice[n * layout.responses + r] + (payoffs.owed[n] === r ? share : 0)
}

const gather = (taps: Taps, width: number): void => {
  taps.count = 0
  for (let s = 0; s < width; s++) {
    const mass = taps.mass[s]
    if (mass === 0) continue
    taps.shifts[taps.count] = s
    taps.weights[taps.count] = mass
    taps.count++
  }
}

/** Mass that position n puts on each shift: in all, and without putting its forces in the adversary's way. */
const fillTaps = (coalition: Coalition, n: number): void => {
  const { layout } = coalition
  const { responses } = layout
  const width = layout.maxShift[n] + 1
  tapsAll.mass.fill(0, 0, width)
  tapsIndirect.mass.fill(0, 0, width)
  for (let r = 0; r < responses; r++) {
    const at = n * responses + r
    const mass = responseProbability(coalition, n, r)
    const s = layout.shift[at]
    const above = mass * layout.fraction[at]
    tapsAll.mass[s] += mass - above
    if (above > 0) tapsAll.mass[s + 1] += above
    const without = 1 - layout.contact[at]
    tapsIndirect.mass[s] += without * (mass - above)
    if (above > 0) tapsIndirect.mass[s + 1] += without * above
  }
  gather(tapsAll, width)
  gather(tapsIndirect, width)
}

/** Prefix step: next = taps * current. */
const extendPrefix = (chain: Float64Array, layout: Layout, n: number, taps: Taps): void => {
  const from = layout.offset[n]
  const to = layout.offset[n + 1]
  const reach = layout.reach[n]
  chain.fill(0, to, to + reach + layout.maxShift[n] + 1)
  for (let t = 0; t < taps.count; t++) {
    const tap = taps.weights[t]
    const base = to + taps.shifts[t]
    for (let cell = 0; cell <= reach; cell++) chain[base + cell] += tap * chain[from + cell]
  }
}

/** Suffix step: the expectations at position n of those at n + 1. */
const extendSuffix = (chain: Float64Array, layout: Layout, n: number, taps: Taps): void => {
  const from = 3 * layout.offset[n + 1]
  const to = 3 * layout.offset[n]
  const length = 3 * (layout.reach[n] + 1)
  const { weights, shifts, count } = taps
  if (count === 0) {
    chain.fill(0, to, to + length)
    return
  }
  const first = weights[0]
  const start = from + 3 * shifts[0]
  for (let k = 0; k < length; k++) chain[to + k] = first * chain[start + k]
  for (let t = 1; t < count; t++) {
    const tap = weights[t]
    const base = from + 3 * shifts[t]
    for (let k = 0; k < length; k++) chain[to + k] += tap * chain[base + k]
  }
}

/** Expectations of the three curves, shifted by s cells, under a prefix distribution; written to out[3 s ...]. */
const expectAt = (
  mass: Float64Array,
  start: number,
  length: number,
  chain: Float64Array,
  from: number,
  s: number,
  out: Float64Array,
): void => {
  let x = 0
  let y = 0
  let z = 0
  let at = 3 * (from + s)
  for (let k = start; k < start + length; k++) {
    const p = mass[k]
    x += p * chain[at]
    y += p * chain[at + 1]
    z += p * chain[at + 2]
    at += 3
  }
  out[3 * s] = x
  out[3 * s + 1] = y
  out[3 * s + 2] = z
}

const atShift = new Float64Array(3 * MAX_SHIFTS)
const apartAtShift = new Float64Array(3 * MAX_SHIFTS)
const known = new Uint8Array(MAX_SHIFTS)
const knownApart = new Uint8Array(MAX_SHIFTS)

/** Expected payoffs of every response of position n against the others as the chains now have them. */
const fillUtilities = (coalition: Coalition, n: number, expected?: Float64Array): void => {
  const { layout, payoffs, utility } = coalition
  const { all, indirect, joined, apart } = chains
  const { responses } = layout
  const prefix = layout.offset[n]
  const suffix = layout.offset[n + 1]
  const length = layout.reach[n] + 1
  known.fill(0, 0, layout.maxShift[n] + 1)
  knownApart.fill(0, 0, layout.maxShift[n] + 1)
  for (let r = 0; r < responses; r++) {
    const at = n * responses + r
    const low = layout.shift[at]
    const above = layout.fraction[at]
    const high = above > 0 ? low + 1 : low
    const without = 1 - layout.contact[at]
    for (let s = low; s <= high; s++) {
      if (known[s] === 0) {
        known[s] = 1
        expectAt(all, prefix, length, joined, suffix, s, atShift)
      }
      if (without > 0 && knownApart[s] === 0) {
        knownApart[s] = 1
        expectAt(indirect, prefix, length, apart, suffix, s, apartAtShift)
      }
    }
    let value = payoffs.fixed[at]
    for (let k = 0; k < 3; k++) {
      const atLow = atShift[3 * low + k] + (without > 0 ? without * apartAtShift[3 * low + k] : 0)
      const atHigh = atShift[3 * high + k] + (without > 0 ? without * apartAtShift[3 * high + k] : 0)
      const weight = k === 0 ? payoffs.loss[n] : k === 1 ? payoffs.war[at] : payoffs.clash[at]
      const mean = atLow + above * (atHigh - atLow)
      if (expected !== undefined) expected[3 * at + k] = mean
      value += weight * mean
    }
    utility[at] = value
  }
}

const utilityView = Array.from({ length: MAX_RESPONSES + 1 }, (_, k) => new Float64Array(k))
const choiceView = Array.from({ length: MAX_RESPONSES + 1 }, (_, k) => new Float64Array(k))

/** Best logit reply of position n to the chains; returns the largest change. With `keep`, the choice stays. */
const reply = (coalition: Coalition, n: number, keep: boolean): number => {
  const { layout, choice, utility, lambda } = coalition
  const { responses } = layout
  fillUtilities(coalition, n)
  const from = n * responses
  const u = utilityView[responses]
  const p = choiceView[responses]
  for (let r = 0; r < responses; r++) u[r] = utility[from + r]
  logit(u, lambda, p)
  let change = 0
  for (let r = 0; r < responses; r++) {
    change = Math.max(change, Math.abs(p[r] - choice[from + r]))
    if (!keep) choice[from + r] = p[r]
  }
  return change
}

const seedPrefix = (layout: Layout): void => {
  chains.all[layout.offset[0]] = 1
  chains.indirect[layout.offset[0]] = 1
}

const seedSuffix = (layout: Layout, curves: Curves): void => {
  const end = 3 * layout.offset[layout.count]
  for (let cell = 0; cell < layout.cells; cell++)
    for (let k = 0; k < 3; k++) {
      chains.joined[end + 3 * cell + k] = curves.joined[k][cell]
      chains.apart[end + 3 * cell + k] = curves.apart[k][cell]
    }
}

const suffixStep = (coalition: Coalition, n: number): void => {
  fillTaps(coalition, n)
  extendSuffix(chains.joined, coalition.layout, n, tapsAll)
  extendSuffix(chains.apart, coalition.layout, n, tapsIndirect)
}

const prefixStep = (coalition: Coalition, n: number): void => {
  fillTaps(coalition, n)
  extendPrefix(chains.all, coalition.layout, n, tapsAll)
  extendPrefix(chains.indirect, coalition.layout, n, tapsIndirect)
}

/** Makes the suffix chains agree with the present choices and curves, and empties the prefix. */
const begin = (coalition: Coalition, curves: Curves): void => {
  const { layout } = coalition
  reserve(layout.chainLength)
  seedSuffix(layout, curves)
  for (let n = layout.count - 1; n >= 0; n--) suffixStep(coalition, n)
  seedPrefix(layout)
}

const keepForce = ({ layout, force }: Coalition): void => {
  const end = layout.offset[layout.count]
  force.all.set(chains.all.subarray(end, end + layout.cells))
  force.apart.set(chains.indirect.subarray(end, end + layout.cells))
}

/**
 * One Gauss-Seidel sweep of logit replies: each meets the replies of those before it in this sweep and the old choices
 * of those after it. Leaves utilities and coalition force fresh. Returns the largest change.
 */
export const sweep = (coalition: Coalition, curves: Curves): number => {
  begin(coalition, curves)
  let change = 0
  for (let n = 0; n < coalition.layout.count; n++) {
    change = Math.max(change, reply(coalition, n, false))
    prefixStep(coalition, n)
  }
  keepForce(coalition)
  return change
}

/** Largest distance between any choice and the logit reply to all the others: 0 at equilibrium. */
export const residual = (coalition: Coalition, curves: Curves): number => {
  begin(coalition, curves)
  for (let n = 0; n < coalition.layout.count; n++) prefixStep(coalition, n)
  let worst = 0
  for (let n = 0; n < coalition.layout.count; n++) worst = Math.max(worst, reply(coalition, n, true))
  keepForce(coalition)
  return worst
}

/**
 * Expectations of the three curves when position n gives response r and all others do as they choose:
 * [3 * (n * responses + r) + k], k = 0 prize lost, 1 fighting, 2 direct clash.
 */
export const expectationsOf = (coalition: Coalition, curves: Curves): Float64Array => {
  const { count, responses } = coalition.layout
  const expected = new Float64Array(3 * count * responses)
  begin(coalition, curves)
  for (let n = 0; n < count; n++) {
    fillUtilities(coalition, n, expected)
    prefixStep(coalition, n)
  }
  return expected
}

/** Expected payoff of position n in this state, over its delegated and free responses, at the last update. */
export const expectedPayoff = (coalition: Coalition, n: number): number => {
  let sum = 0
  for (let r = 0; r < coalition.layout.responses; r++)
    sum += responseProbability(coalition, n, r) * coalition.utility[n * coalition.layout.responses + r]
  return sum
}
