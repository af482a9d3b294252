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
 * "Joined" (does any guarantor fight itself?) needs no second dimension: mass with nobody joined is a chain of its
 * own, over indirect responses only, weighted by what to add to a curve when nobody joined.
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
  readonly direct: readonly boolean[]
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
  const maxShift = new Int32Array(count)
  const reach = new Int32Array(count + 1)
  const offset = new Int32Array(count + 1)
  let chainLength = 0
  for (let n = 0; n < count; n++) {
    const { force } = game.guarantors[order[n]]
    for (let r = 0; r < responses; r++) {
      const cells = force[level][r] / game.forceStep
      const below = Math.floor(cells + 1e-9)
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
    direct: game.direct,
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
      const cost = guarantor.cost[r] * spec.severity
      const shortfall = binds && r < duty.response ? (duty.response - r) / duty.response : 0
      fixed[at] =
        -cost * guarantor.upfront[r] -
        (binds ? duty.bind : 0) * guarantor.audience * shortfall +
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
  /** Prefix distributions over all responses, and over indirect responses only. */
  readonly all: Float64Array
  readonly indirect: Float64Array
  /** Suffix expectations for each of the three curves. */
  readonly joined: readonly [Float64Array, Float64Array, Float64Array]
  readonly apart: readonly [Float64Array, Float64Array, Float64Array]
}

/** `choice` is the caller's, [position * responses + response]: the solver keeps all choices in one vector. */
export const newCoalition = (layout: Layout, payoffs: Payoffs, lambda: number, choice: Float64Array): Coalition => {
  const chain = () => new Float64Array(layout.chainLength)
  return {
    layout,
    payoffs,
    lambda,
    choice,
    utility: new Float64Array(layout.count * layout.responses),
    all: chain(),
    indirect: chain(),
    joined: [chain(), chain(), chain()],
    apart: [chain(), chain(), chain()],
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
const tapsAll = new Float64Array(MAX_SHIFTS)
const tapsIndirect = new Float64Array(MAX_SHIFTS)

/** Probability that the guarantor at position n ends up at response r: delegated as owed, or free choice. */
export const responseProbability = (coalition: Coalition, n: number, r: number): number => {
  const { payoffs, layout, choice } = coalition
  const share = payoffs.delegated[n]
  return (1 - share) * choice[n * layout.responses + r] + (payoffs.owed[n] === r ? share : 0)
}

/** Mass that position n puts on each shift: over all responses, and over indirect ones. */
const fillTaps = (coalition: Coalition, n: number): void => {
  const { layout } = coalition
  const { responses, direct } = layout
  const width = layout.maxShift[n] + 1
  for (let s = 0; s < width; s++) {
    tapsAll[s] = 0
    tapsIndirect[s] = 0
  }
  for (let r = 0; r < responses; r++) {
    const mass = responseProbability(coalition, n, r)
    const at = n * responses + r
    const s = layout.shift[at]
    const above = mass * layout.fraction[at]
    tapsAll[s] += mass - above
    if (above > 0) tapsAll[s + 1] += above
    if (!direct[r]) {
      tapsIndirect[s] += mass - above
      if (above > 0) tapsIndirect[s + 1] += above
    }
  }
}

/** Prefix step: next = taps * current. */
const extendPrefix = (chain: Float64Array, layout: Layout, n: number, taps: Float64Array): void => {
  const from = layout.offset[n]
  const to = layout.offset[n + 1]
  const reach = layout.reach[n]
  const width = layout.maxShift[n]
  for (let cell = 0; cell <= reach + width; cell++) chain[to + cell] = 0
  for (let s = 0; s <= width; s++) {
    const tap = taps[s]
    if (tap === 0) continue
    const base = to + s
    for (let cell = 0; cell <= reach; cell++) chain[base + cell] += tap * chain[from + cell]
  }
}

/** Suffix step of three chains at once: the expectation at position n of the one at n + 1. */
const extendSuffix = (chains: Coalition['joined'], layout: Layout, n: number, taps: Float64Array): void => {
  const from = layout.offset[n + 1]
  const to = layout.offset[n]
  const reach = layout.reach[n]
  const width = layout.maxShift[n]
  const [a, b, c] = chains
  for (let cell = 0; cell <= reach; cell++) {
    let x = 0
    let y = 0
    let z = 0
    const base = from + cell
    for (let s = 0; s <= width; s++) {
      const tap = taps[s]
      x += tap * a[base + s]
      y += tap * b[base + s]
      z += tap * c[base + s]
    }
    a[to + cell] = x
    b[to + cell] = y
    c[to + cell] = z
  }
}

/** Expectations of three chains, shifted by s, under a prefix distribution; written to `out[k][s]`. */
const expectAt = (
  mass: Float64Array,
  start: number,
  chains: Coalition['joined'],
  shifted: number,
  length: number,
  out: readonly Float64Array[],
  s: number,
): void => {
  const [a, b, c] = chains
  let x = 0
  let y = 0
  let z = 0
  for (let k = 0; k < length; k++) {
    const p = mass[start + k]
    x += p * a[shifted + k]
    y += p * b[shifted + k]
    z += p * c[shifted + k]
  }
  out[0][s] = x
  out[1][s] = y
  out[2][s] = z
}

const atShift = [new Float64Array(MAX_SHIFTS), new Float64Array(MAX_SHIFTS), new Float64Array(MAX_SHIFTS)]
const apartAtShift = [new Float64Array(MAX_SHIFTS), new Float64Array(MAX_SHIFTS), new Float64Array(MAX_SHIFTS)]
const known = new Uint8Array(MAX_SHIFTS)
const knownApart = new Uint8Array(MAX_SHIFTS)

/** Expected payoffs of every response of position n against the others as the chains now have them. */
const fillUtilities = (coalition: Coalition, n: number): void => {
  const { layout, payoffs, utility, all, indirect, joined, apart } = coalition
  const { responses, direct } = layout
  const prefix = layout.offset[n]
  const suffix = layout.offset[n + 1]
  const length = layout.reach[n] + 1
  known.fill(0, 0, layout.maxShift[n] + 2)
  knownApart.fill(0, 0, layout.maxShift[n] + 2)
  const compute = (s: number, withApart: boolean): void => {
    if (known[s] === 0) {
      known[s] = 1
      expectAt(all, prefix, joined, suffix + s, length, atShift, s)
    }
    if (withApart && knownApart[s] === 0) {
      knownApart[s] = 1
      expectAt(indirect, prefix, apart, suffix + s, length, apartAtShift, s)
    }
  }
  for (let r = 0; r < responses; r++) {
    const at = n * responses + r
    const s = layout.shift[at]
    const above = layout.fraction[at]
    const withApart = !direct[r]
    compute(s, withApart)
    if (above > 0) compute(s + 1, withApart)
    let value = payoffs.fixed[at]
    for (let k = 0; k < 3; k++) {
      const low = atShift[k][s] + (withApart ? apartAtShift[k][s] : 0)
      const high = above > 0 ? atShift[k][s + 1] + (withApart ? apartAtShift[k][s + 1] : 0) : low
      const weight = k === 0 ? payoffs.loss[n] : k === 1 ? payoffs.war[at] : payoffs.clash[at]
      value += weight * (low + above * (high - low))
    }
    utility[at] = value
  }
}

const utilityView = Array.from({ length: MAX_RESPONSES }, (_, k) => new Float64Array(k))
const choiceView = Array.from({ length: MAX_RESPONSES }, (_, k) => new Float64Array(k))

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

const seedPrefix = ({ all, indirect, layout }: Coalition): void => {
  all[layout.offset[0]] = 1
  indirect[layout.offset[0]] = 1
}

const seedSuffix = ({ layout, joined, apart }: Coalition, curves: Curves): void => {
  const end = layout.offset[layout.count]
  for (let k = 0; k < 3; k++) {
    joined[k].set(curves.joined[k].subarray(0, layout.cells), end)
    apart[k].set(curves.apart[k].subarray(0, layout.cells), end)
  }
}

const suffixStep = (coalition: Coalition, n: number): void => {
  fillTaps(coalition, n)
  extendSuffix(coalition.joined, coalition.layout, n, tapsAll)
  extendSuffix(coalition.apart, coalition.layout, n, tapsIndirect)
}

const prefixStep = (coalition: Coalition, n: number): void => {
  fillTaps(coalition, n)
  extendPrefix(coalition.all, coalition.layout, n, tapsAll)
  extendPrefix(coalition.indirect, coalition.layout, n, tapsIndirect)
}

/** Makes the suffix chains agree with the present choices and curves. */
const refreshSuffix = (coalition: Coalition, curves: Curves): void => {
  seedSuffix(coalition, curves)
  for (let n = coalition.layout.count - 1; n >= 0; n--) suffixStep(coalition, n)
}

/**
 * One Gauss-Seidel sweep of logit replies: each meets the replies of those before it in this sweep and the old choices
 * of those after it. Leaves the prefix chains fresh. Returns the largest change.
 */
export const sweep = (coalition: Coalition, curves: Curves): number => {
  refreshSuffix(coalition, curves)
  seedPrefix(coalition)
  let change = 0
  for (let n = 0; n < coalition.layout.count; n++) {
    change = Math.max(change, reply(coalition, n, false))
    prefixStep(coalition, n)
  }
  return change
}

/** Largest distance between any choice and the logit reply to all the others: 0 at equilibrium. */
export const residual = (coalition: Coalition, curves: Curves): number => {
  refreshSuffix(coalition, curves)
  seedPrefix(coalition)
  for (let n = 0; n < coalition.layout.count; n++) prefixStep(coalition, n)
  let worst = 0
  for (let n = 0; n < coalition.layout.count; n++) worst = Math.max(worst, reply(coalition, n, true))
  return worst
}

/** Coalition force by cell with fresh chains: all mass, and the part where no guarantor's own forces take part. */
export const forceDistribution = ({
  layout,
  all,
  indirect,
}: Coalition): { all: Float64Array; apart: Float64Array } => {
  const end = layout.offset[layout.count]
  return { all: all.slice(end, end + layout.cells), apart: indirect.slice(end, end + layout.cells) }
}

/** Expected payoff of position n in this state, over its delegated and free responses, at the last update. */
export const expectedPayoff = (coalition: Coalition, n: number): number => {
  let sum = 0
  for (let r = 0; r < coalition.layout.responses; r++)
    sum += responseProbability(coalition, n, r) * coalition.utility[n * coalition.layout.responses + r]
  return sum
}
