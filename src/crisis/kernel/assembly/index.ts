/*
 * The hot part of the crisis game, in AssemblyScript: one Gauss-Seidel sweep of guarantors' logit replies in one state,
 * and the adversary's last move. What it computes is said in ../../coalition.ts and ../../lastMove.ts; a plain version in
 * TypeScript that it is tested against is test/crisis/reference.ts.
 *
 * No memory is allocated here. The caller lays out regions, writes their addresses at the start of memory (`Region`
 * gives the order) and keeps rows of chains padded with zeros, so that shifted reads need no bounds.
 */
import { expOfTwo } from './exponential'

// Order of the addresses that the caller writes, 4 bytes each: kernel.ts has the same list.
const SHIFT: usize = 0
const FRACTION: usize = 4
const CONTACT: usize = 8
const REACH: usize = 12
const ROW: usize = 16
const LOSS: usize = 20
const FIXED: usize = 24
const WAR: usize = 28
const CLASH: usize = 32
const OWED: usize = 36
const DELEGATED: usize = 40
const CHOICE: usize = 44
const UTILITY: usize = 48
const EXPECTED: usize = 52
const ALL: usize = 56
const APART: usize = 60
const JOINED_SUFFIX: usize = 64
const APART_SUFFIX: usize = 68
const MASS: usize = 72
const MASS_APART: usize = 76
const TAP_WEIGHTS: usize = 80
const TAP_SHIFTS: usize = 84
const TAP_WEIGHTS_APART: usize = 88
const TAP_SHIFTS_APART: usize = 92
const AT_SHIFT: usize = 96
const SCRATCH: usize = 100

/** Distance in bytes between the three curves of a suffix region: the length of one chain. */
const CURVE: usize = 104

function at(region: usize): usize {
  return load<u32>(region)
}

let tapsAll: i32 = 0
let tapsApart: i32 = 0

/** Less is nothing: it changes no result, and its products would be subnormal, which processors are slow with. */
const TINY: f64 = 1e-100

/** Collects the shifts that carry any mass, and clears them for the next. */
function gather(mass: usize, weights: usize, shifts: usize, width: i32): i32 {
  let count = 0
  for (let s = 0; s < width; s++) {
    const p = load<f64>(mass + ((<usize>s) << 3))
    if (p === 0) continue
    store<f64>(mass + ((<usize>s) << 3), 0)
    store<f64>(weights + ((<usize>count) << 3), p)
    store<i32>(shifts + ((<usize>count) << 2), s << 3)
    count++
  }
  return count
}

/** Mass that position n puts on each shift: in all, and without putting its forces in the adversary's way. */
function fillTaps(n: i32, responses: i32): void {
  const width = reachOf(n + 1) - reachOf(n) + 1
  const mass = at(MASS)
  const apart = at(MASS_APART)
  memory.fill(mass, 0, (<usize>width) << 3)
  memory.fill(apart, 0, (<usize>width) << 3)
  const first = <usize>(n * responses)
  const choice = at(CHOICE) + (first << 3)
  const fraction = at(FRACTION) + (first << 3)
  const contact = at(CONTACT) + (first << 3)
  const shift = at(SHIFT) + (first << 2)
  const share = load<f64>(at(DELEGATED) + ((<usize>n) << 3))
  const owed = load<i32>(at(OWED) + ((<usize>n) << 2))
  for (let r = 0; r < responses; r++) {
    const k = (<usize>r) << 3
    const p = (1 - share) * load<f64>(choice + k) + (owed === r ? share : 0)
    const s = (<usize>load<i32>(shift + ((<usize>r) << 2))) << 3
    const above = p * load<f64>(fraction + k)
    const without = 1 - load<f64>(contact + k)
    store<f64>(mass + s, load<f64>(mass + s) + (p - above))
    store<f64>(apart + s, load<f64>(apart + s) + without * (p - above))
    if (above > 0) {
      store<f64>(mass + s + 8, load<f64>(mass + s + 8) + above)
      store<f64>(apart + s + 8, load<f64>(apart + s + 8) + without * above)
    }
  }
  tapsAll = gather(mass, at(TAP_WEIGHTS), at(TAP_SHIFTS), width)
  tapsApart = gather(apart, at(TAP_WEIGHTS_APART), at(TAP_SHIFTS_APART), width)
}

/** to[k] = sum over taps of weight * from[k + direction * shift], for length numbers rounded up to eight. */
function combine(
  to: usize,
  from: usize,
  length: i32,
  weights: usize,
  shifts: usize,
  taps: i32,
  direction: isize,
): void {
  const end = to + ((<usize>length) << 3)
  while (to < end) {
    let a = f64x2.splat(0)
    let b = f64x2.splat(0)
    let c = f64x2.splat(0)
    let d = f64x2.splat(0)
    for (let t = 0; t < taps; t++) {
      const weight = v128.load64_splat(weights + ((<usize>t) << 3))
      const source = from + direction * <isize>load<i32>(shifts + ((<usize>t) << 2))
      a = f64x2.add(a, f64x2.mul(weight, v128.load(source)))
      b = f64x2.add(b, f64x2.mul(weight, v128.load(source, 16)))
      c = f64x2.add(c, f64x2.mul(weight, v128.load(source, 32)))
      d = f64x2.add(d, f64x2.mul(weight, v128.load(source, 48)))
    }
    if (direction < 0) {
      // Distributions fade towards their ends.
      const tiny = f64x2.splat(TINY)
      a = v128.and(a, f64x2.ge(a, tiny))
      b = v128.and(b, f64x2.ge(b, tiny))
      c = v128.and(c, f64x2.ge(c, tiny))
      d = v128.and(d, f64x2.ge(d, tiny))
    }
    v128.store(to, a)
    v128.store(to, b, 16)
    v128.store(to, c, 32)
    v128.store(to, d, 48)
    to += 64
    from += 64
  }
}

/** Expectations of three curves under a distribution of `length` cells, written to `out` one after the other. */
function expectThree(mass: usize, length: i32, curves: usize, stride: usize, out: usize): void {
  let a = f64x2.splat(0)
  let b = f64x2.splat(0)
  let c = f64x2.splat(0)
  let d = f64x2.splat(0)
  let e = f64x2.splat(0)
  let f = f64x2.splat(0)
  const second = curves + stride
  const third = second + stride
  const end = (<usize>length) << 3
  for (let k: usize = 0; k < end; k += 32) {
    const p = v128.load(mass + k)
    const q = v128.load(mass + k, 16)
    a = f64x2.add(a, f64x2.mul(p, v128.load(curves + k)))
    d = f64x2.add(d, f64x2.mul(q, v128.load(curves + k, 16)))
    b = f64x2.add(b, f64x2.mul(p, v128.load(second + k)))
    e = f64x2.add(e, f64x2.mul(q, v128.load(second + k, 16)))
    c = f64x2.add(c, f64x2.mul(p, v128.load(third + k)))
    f = f64x2.add(f, f64x2.mul(q, v128.load(third + k, 16)))
  }
  a = f64x2.add(a, d)
  b = f64x2.add(b, e)
  c = f64x2.add(c, f)
  store<f64>(out, f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1))
  store<f64>(out, f64x2.extract_lane(b, 0) + f64x2.extract_lane(b, 1), 8)
  store<f64>(out, f64x2.extract_lane(c, 0) + f64x2.extract_lane(c, 1), 16)
}

function rowOf(n: i32): usize {
  return (<usize>load<u32>(at(ROW) + ((<usize>n) << 2))) << 3
}

function reachOf(n: i32): i32 {
  return load<i32>(at(REACH) + ((<usize>n) << 2))
}

/** Suffix step: the expectations at position n of those at n + 1. */
function extendSuffix(n: i32): void {
  const to = rowOf(n)
  const from = rowOf(n + 1)
  const length = reachOf(n) + 1
  const stride = at(CURVE)
  let joined = at(JOINED_SUFFIX)
  let apart = at(APART_SUFFIX)
  for (let k = 0; k < 3; k++) {
    combine(joined + to, joined + from, length, at(TAP_WEIGHTS), at(TAP_SHIFTS), tapsAll, 1)
    combine(apart + to, apart + from, length, at(TAP_WEIGHTS_APART), at(TAP_SHIFTS_APART), tapsApart, 1)
    joined += stride
    apart += stride
  }
}

/** Prefix step: the distribution of what the first n + 1 bring, from that of the first n. */
function extendPrefix(n: i32): void {
  const to = rowOf(n + 1)
  const from = rowOf(n)
  const length = reachOf(n + 1) + 1
  const all = at(ALL)
  const apart = at(APART)
  combine(all + to, all + from, length, at(TAP_WEIGHTS), at(TAP_SHIFTS), tapsAll, -1)
  combine(apart + to, apart + from, length, at(TAP_WEIGHTS_APART), at(TAP_SHIFTS_APART), tapsApart, -1)
}

/** Expectations at one shift: three with somebody joined, then three of what to add while nobody has. */
function fillShift(n: i32, shift: i32, out: usize): void {
  const row = rowOf(n)
  const suffix = rowOf(n + 1) + ((<usize>shift) << 3)
  const length = reachOf(n) + 1
  const stride = at(CURVE)
  expectThree(at(ALL) + row, length, at(JOINED_SUFFIX) + suffix, stride, out)
  expectThree(at(APART) + row, length, at(APART_SUFFIX) + suffix, stride, out + 24)
}

/** Expected payoffs of every response of position n against the others as the chains now have them. */
function fillUtilities(n: i32, responses: i32): void {
  const first = <usize>(n * responses)
  const expected = at(EXPECTED) + 24 * first
  const values = at(AT_SHIFT)
  const loss = load<f64>(at(LOSS) + ((<usize>n) << 3))
  // Responses come in order of rising force, mostly, so what was computed last is what is asked for next.
  let lowShift = -1
  let highShift = -1
  let low = values
  let high = values + 48
  for (let r = 0; r < responses; r++) {
    const k = (first + <usize>r) << 3
    const shift = load<i32>(at(SHIFT) + ((first + <usize>r) << 2))
    const above = load<f64>(at(FRACTION) + k)
    const without = 1 - load<f64>(at(CONTACT) + k)
    if (shift !== lowShift) {
      if (shift === highShift) {
        const swap = low
        low = high
        high = swap
        highShift = lowShift
      } else fillShift(n, shift, low)
      lowShift = shift
    }
    if (above > 0 && highShift !== shift + 1) {
      highShift = shift + 1
      fillShift(n, highShift, high)
    }
    let value = load<f64>(at(FIXED) + k)
    for (let curve: usize = 0; curve < 24; curve += 8) {
      let mean = load<f64>(low + curve) + without * load<f64>(low + curve, 24)
      if (above > 0) {
        const next = load<f64>(high + curve) + without * load<f64>(high + curve, 24)
        mean += above * (next - mean)
      }
      store<f64>(expected + 24 * <usize>r + curve, mean)
      const weight = curve === 0 ? loss : load<f64>((curve === 8 ? at(WAR) : at(CLASH)) + k)
      value += weight * mean
    }
    store<f64>(at(UTILITY) + k, value)
  }
}

/** Logit probabilities of the utilities at `from`, written to `to`; both may be read and written one number too far. */
function logit(from: usize, to: usize, count: i32, lambda: f64): void {
  let best = -Infinity
  for (let r = 0; r < count; r++) best = max(best, load<f64>(from + ((<usize>r) << 3)))
  const top = f64x2.splat(best)
  const precision = f64x2.splat(lambda)
  let sum: f64 = 0
  for (let r = 0; r < count; r += 2) {
    const k = (<usize>r) << 3
    v128.store(to + k, expOfTwo(f64x2.mul(precision, f64x2.sub(v128.load(from + k), top))))
    sum += load<f64>(to + k)
    if (r + 1 < count) sum += load<f64>(to + k, 8)
  }
  for (let r = 0; r < count; r++) {
    const k = (<usize>r) << 3
    store<f64>(to + k, load<f64>(to + k) / sum)
  }
}

/** Logit reply of position n to the chains; returns the largest change. With `keep`, the choice stays. */
function reply(n: i32, responses: i32, lambda: f64, keep: bool): f64 {
  fillUtilities(n, responses)
  const first = (<usize>(n * responses)) << 3
  const utilities = at(SCRATCH)
  const choice = at(CHOICE) + first
  memory.copy(utilities, at(UTILITY) + first, (<usize>responses) << 3)
  const replies = utilities + 256
  logit(utilities, replies, responses, lambda)
  let change: f64 = 0
  for (let r = 0; r < responses; r++) {
    const k = (<usize>r) << 3
    const p = load<f64>(replies + k)
    change = max(change, abs(p - load<f64>(choice + k)))
    if (!keep) store<f64>(choice + k, p)
  }
  return change
}

/**
 * One pass over the guarantors of one state: utilities and expectations of each, and its reply, which replaces its choice
 * unless `keep`. The curves stand in the last suffix rows. Returns the largest distance of a choice from the reply.
 */
export function sweep(count: i32, responses: i32, lambda: f64, keep: bool): f64 {
  for (let n = count - 1; n >= 0; n--) {
    fillTaps(n, responses)
    extendSuffix(n)
  }
  store<f64>(at(ALL) + rowOf(0), 1)
  store<f64>(at(APART) + rowOf(0), 1)
  let change: f64 = 0
  for (let n = 0; n < count; n++) {
    change = max(change, reply(n, responses, lambda, keep))
    fillTaps(n, responses)
    extendPrefix(n)
  }
  return change
}

/** e^x, as the logit has it. */
export function exponential(x: f64): f64 {
  return f64x2.extract_lane(expOfTwo(f64x2.splat(x)), 0)
}

/** The coalition's force alone: prefix chains of the choices, which need not sum to one. */
export function forces(count: i32, responses: i32): void {
  store<f64>(at(ALL) + rowOf(0), 1)
  store<f64>(at(APART) + rowOf(0), 1)
  for (let n = 0; n < count; n++) {
    fillTaps(n, responses)
    extendPrefix(n)
  }
}

/**
 * The adversary's last move for one value of the objective, with or without guarantors in its way, over `cells` cells
 * (an even number): chances to persist and to escalate, and expected payoff. Payoffs are
 * prize * prevail - cost - clash, -backDown, and prize * prevailEscalated - escalateCost * cost - clashEscalated.
 */
export function lastMove(
  prevail: usize,
  prevailEscalated: usize,
  cost: usize,
  persist: usize,
  escalate: usize,
  payoff: usize,
  cells: i32,
  lambda: f64,
  prize: f64,
  backDown: f64,
  clash: f64,
  clashEscalated: f64,
  escalateCost: f64,
): void {
  const precision = f64x2.splat(lambda)
  const worth = f64x2.splat(prize)
  const back = f64x2.splat(-backDown)
  const hit = f64x2.splat(clash)
  const hitEscalated = f64x2.splat(clashEscalated)
  const dearer = f64x2.splat(escalateCost)
  const end = (<usize>cells) << 3
  for (let k: usize = 0; k < end; k += 16) {
    const spent = v128.load(cost + k)
    const stay = f64x2.sub(f64x2.sub(f64x2.mul(worth, v128.load(prevail + k)), spent), hit)
    const raise = f64x2.sub(
      f64x2.sub(f64x2.mul(worth, v128.load(prevailEscalated + k)), f64x2.mul(spent, dearer)),
      hitEscalated,
    )
    const best = f64x2.max(f64x2.max(stay, raise), back)
    const a = expOfTwo(f64x2.mul(precision, f64x2.sub(stay, best)))
    const b = expOfTwo(f64x2.mul(precision, f64x2.sub(back, best)))
    const c = expOfTwo(f64x2.mul(precision, f64x2.sub(raise, best)))
    const sum = f64x2.add(f64x2.add(a, b), c)
    const p = f64x2.div(a, sum)
    const q = f64x2.div(b, sum)
    const e = f64x2.div(c, sum)
    v128.store(persist + k, p)
    v128.store(escalate + k, e)
    v128.store(payoff + k, f64x2.add(f64x2.add(f64x2.mul(p, stay), f64x2.mul(q, back)), f64x2.mul(e, raise)))
  }
}
