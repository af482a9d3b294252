import type { Finding, Game } from './game.js'
import { claim, FIRST_FREE, holds, kernel, memoryOf } from './kernel/kernel.js'
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
 *
 * The chains themselves are walked by a compiled kernel (kernel/assembly); this file says what they mean, and copies in and
 * out. test/crisis/reference.ts is the same in plain TypeScript.
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
  /** Start of this position's row in a chain; rows stand apart by as much as any shift or block reads beyond them. */
  readonly rows: Int32Array
  readonly rowLength: number
  readonly cells: number
  /** [position * responses + response]: probability that the response puts its own forces in the adversary's way. */
  readonly contact: Float64Array
}

/** The kernel works on so many cells at a time. */
const BLOCK = 8

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
  }
  const apart = 2 * (Math.max(0, ...maxShift) + BLOCK)
  const rows = new Int32Array(count + 1)
  let rowLength = apart
  for (let n = 0; n <= count; n++) {
    rows[n] = rowLength
    rowLength += reach[n] + 1 + apart
  }
  return {
    count,
    responses,
    order,
    shift,
    fraction,
    maxShift,
    reach,
    rows,
    rowLength,
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

/** Probability that the guarantor at position n ends up at response r: delegated as owed, or free choice. */
export const responseProbability = (coalition: Coalition, n: number, r: number): number => {
  const { payoffs, layout, choice } = coalition
  const share = payoffs.delegated[n]
  return (1 - share) * choice[n * layout.responses + r] + (payoffs.owed[n] === r ? share : 0)
}

/** Arrays of one layout in the kernel's memory. Views go stale when its memory grows, which only `place` does. */
interface Place {
  readonly loss: Float64Array
  readonly fixed: Float64Array
  readonly war: Float64Array
  readonly clash: Float64Array
  readonly owed: Int32Array
  readonly delegated: Float64Array
  readonly choice: Float64Array
  readonly utility: Float64Array
  readonly expected: Float64Array
  readonly all: Float64Array
  readonly apart: Float64Array
  /** The last suffix row of each curve: [joined loss, war, clash, apart loss, war, clash]. */
  readonly curves: readonly Float64Array[]
}

let place: Place | null = null

/** Room for scratch of 16 responses beside their replies; see `logit` and `fillUtilities` in the kernel. */
const SCRATCH = 64

/** Lays out a layout's regions in the kernel's memory, zeroes them and writes their addresses, in the kernel's order. */
const placeOf = (layout: Layout): Place => {
  if (place !== null && holds(layout)) return place
  const { count, responses, rowLength, rows, reach, shift, fraction, contact, cells } = layout
  const each = count * responses
  const widest = Math.max(1, ...layout.maxShift) + 2
  let end = FIRST_FREE
  const addresses: number[] = []
  const take = (numbers: number, bytes: 4 | 8): number => {
    const address = end
    addresses.push(address)
    end += 8 * Math.ceil((numbers * bytes) / 8)
    return address
  }
  const at = {
    shift: take(each, 4),
    fraction: take(each, 8),
    contact: take(each, 8),
    reach: take(count + 1, 4),
    rows: take(count + 1, 4),
    loss: take(count, 8),
    fixed: take(each, 8),
    war: take(each, 8),
    clash: take(each, 8),
    owed: take(count, 4),
    delegated: take(count, 8),
    choice: take(each, 8),
    utility: take(each, 8),
    expected: take(3 * each, 8),
    all: take(rowLength, 8),
    apart: take(rowLength, 8),
    joinedSuffix: take(3 * rowLength, 8),
    apartSuffix: take(3 * rowLength, 8),
    mass: take(widest, 8),
    massApart: take(widest, 8),
    tapWeights: take(widest, 8),
    tapShifts: take(widest, 4),
    tapWeightsApart: take(widest, 8),
    tapShiftsApart: take(widest, 4),
    atShift: take(12, 8),
    scratch: take(SCRATCH, 8),
  }
  const buffer = memoryOf(end)
  new Uint8Array(buffer, FIRST_FREE, end - FIRST_FREE).fill(0)
  new Uint32Array(buffer, 0, addresses.length + 1).set([...addresses, 8 * rowLength])
  const numbers = (address: number, length: number) => new Float64Array(buffer, address, length)
  const whole = (address: number, length: number) => new Int32Array(buffer, address, length)
  whole(at.shift, each).set(shift)
  numbers(at.fraction, each).set(fraction)
  numbers(at.contact, each).set(contact)
  whole(at.reach, count + 1).set(reach)
  whole(at.rows, count + 1).set(rows)
  const last = 8 * rows[count]
  const suffix = (address: number) =>
    [0, 1, 2].map((curve) => numbers(address + last + 8 * curve * rowLength, cells))
  claim(layout)
  place = {
    loss: numbers(at.loss, count),
    fixed: numbers(at.fixed, each),
    war: numbers(at.war, each),
    clash: numbers(at.clash, each),
    owed: whole(at.owed, count),
    delegated: numbers(at.delegated, count),
    choice: numbers(at.choice, each),
    utility: numbers(at.utility, each),
    expected: numbers(at.expected, 3 * each),
    all: numbers(at.all + last, cells),
    apart: numbers(at.apart + last, cells),
    curves: [...suffix(at.joinedSuffix), ...suffix(at.apartSuffix)],
  }
  return place
}

const copyIn = ({ layout, payoffs, choice }: Coalition, curves: Curves): Place => {
  const to = placeOf(layout)
  to.loss.set(payoffs.loss)
  to.fixed.set(payoffs.fixed)
  to.war.set(payoffs.war)
  to.clash.set(payoffs.clash)
  to.owed.set(payoffs.owed)
  to.delegated.set(payoffs.delegated)
  to.choice.set(choice)
  for (let k = 0; k < 3; k++) {
    to.curves[k].set(curves.joined[k])
    to.curves[k + 3].set(curves.apart[k])
  }
  return to
}

const copyOut = (from: Place, { choice, utility, force }: Coalition): void => {
  choice.set(from.choice)
  utility.set(from.utility)
  force.all.set(from.all)
  force.apart.set(from.apart)
}

const pass = (coalition: Coalition, curves: Curves, keep: boolean): number => {
  const { count, responses } = coalition.layout
  const there = copyIn(coalition, curves)
  const change = kernel.sweep(count, responses, coalition.lambda, keep ? 1 : 0)
  copyOut(there, coalition)
  return change
}

/**
 * One Gauss-Seidel sweep of logit replies: each meets the replies of those before it in this sweep and the old choices
 * of those after it. Leaves utilities and coalition force fresh. Returns the largest change.
 */
export const sweep = (coalition: Coalition, curves: Curves): number => pass(coalition, curves, false)

/** Largest distance between any choice and the logit reply to all the others: 0 at equilibrium. */
export const residual = (coalition: Coalition, curves: Curves): number => pass(coalition, curves, true)

/**
 * Expectations of the three curves when position n gives response r and all others do as they choose:
 * [3 * (n * responses + r) + k], k = 0 prize lost, 1 fighting, 2 direct clash.
 */
export const expectationsOf = (coalition: Coalition, curves: Curves): Float64Array => {
  pass(coalition, curves, true)
  return Float64Array.from(placeOf(coalition.layout).expected)
}

/**
 * Coalition force by cell when response r of position n has the weight `weights[n * responses + r]`: all of it, and the
 * part without contact. Weights of one position may sum to less than one; then so does the whole.
 */
export const forceOf = (layout: Layout, weights: Float64Array): Coalition['force'] => {
  const there = placeOf(layout)
  there.choice.set(weights)
  there.delegated.fill(0)
  kernel.forces(layout.count, layout.responses)
  return { all: there.all.slice(), apart: there.apart.slice() }
}

/** Expected payoff of position n in this state, over its delegated and free responses, at the last update. */
export const expectedPayoff = (coalition: Coalition, n: number): number => {
  let sum = 0
  for (let r = 0; r < coalition.layout.responses; r++)
    sum += responseProbability(coalition, n, r) * coalition.utility[n * coalition.layout.responses + r]
  return sum
}
