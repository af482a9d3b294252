import { plainDecimal } from './decimal.js'

/**
 * Probabilities of a chance event as text. Gambit adds them up as exact fractions and refuses a sum other than 1, so they are
 * written as fractions that do sum to exactly 1, each of which is the given double when divided out: simple ones (1/3) where
 * those do it, else binary ones. Where the doubles are too far from 1 for that (a last digit or two, or numbers rounded by
 * hand: up to 1e-9), the largest takes the rest and its last digits change. What does not sum to 1 at all is written as it is.
 */
export const exactShares = (probabilities: readonly number[]): readonly string[] =>
  simpleShares(probabilities) ?? binaryShares(probabilities) ?? probabilities.map(plainDecimal)

type Fraction = readonly [n: bigint, d: bigint]

const shown = ([n, d]: Fraction): string => (d === 1n ? `${n}` : `${n}/${d}`)

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))

/** Most probabilities and largest denominators for which simple fractions are tried. */
const MAX_SIMPLE = 100
const MAX_DENOMINATOR = 1e6

const simpleShares = (probabilities: readonly number[]): string[] | undefined => {
  if (probabilities.length > MAX_SIMPLE) return undefined
  const shares: string[] = []
  let sum: Fraction = [0n, 1n]
  for (const probability of probabilities) {
    const fraction = simplest(probability)
    if (fraction === undefined) return undefined
    shares.push(shown(fraction))
    const [n, d] = [sum[0] * fraction[1] + fraction[0] * sum[1], sum[1] * fraction[1]]
    const common = gcd(n, d)
    sum = common === 0n ? [0n, 1n] : [n / common, d / common]
  }
  return sum[0] === sum[1] ? shares : undefined
}

/** The first convergent of the continued fraction of x, in [0, 1], that is x when divided out. */
const simplest = (x: number): Fraction | undefined => {
  let [n, d, lastN, lastD] = [Math.floor(x), 1, 1, 0]
  let rest = x - n
  while (n / d !== x) {
    const inverse = 1 / rest
    const whole = Math.floor(inverse)
    const next = [whole * n + lastN, whole * d + lastD] as const
    if (!(next[1] <= MAX_DENOMINATOR)) return undefined
    ;[lastN, lastD] = [n, d]
    ;[n, d] = next
    rest = inverse - whole
  }
  return [BigInt(n), BigInt(d)]
}

/** The unit is 2^-1074, of which every double from 0 to 1 is a multiple. */
const UNIT_BITS = 1074n
const ONE = 1n << UNIT_BITS
/** 1e-9: what `checkGame` forgives. */
const SMALL = ONE / 1_000_000_000n

const binaryShares = (probabilities: readonly number[]): string[] | undefined => {
  const units = probabilities.map(unitsOf)
  let missing = units.reduce((left, share) => left - share, ONE)
  // What rounding lost is given back where it changes no double, to the largest first.
  const order = probabilities.map((_, k) => k).sort((a, b) => probabilities[b] - probabilities[a])
  for (const k of order) {
    const { up, down } = freedomOf(probabilities[k])
    const given = clamp(missing, -down, up)
    units[k] += given
    missing -= given
  }
  if (missing > SMALL || missing < -SMALL) return undefined
  units[order[0]] += missing
  return units.map((share) => shown(reduced(share)))
}

const clamp = (x: bigint, low: bigint, high: bigint): bigint => {
  if (x > high) return high
  return x < low ? low : x
}

const unitsOf = (x: number): bigint => {
  let value = x
  let bits = UNIT_BITS
  // Doubling is exact, and ends: a double is an integer over a power of 2.
  for (; !Number.isInteger(value); value *= 2) bits--
  return BigInt(value) << bits
}

const reduced = (share: bigint): Fraction => {
  const common = gcd(share, ONE)
  return [share / common, ONE / common]
}

/** How far a double may be moved up and down before it rounds to a neighbour; ties go to even mantissas. */
const freedomOf = (x: number): { readonly up: bigint; readonly down: bigint } => {
  const bytes = new DataView(new ArrayBuffer(8))
  bytes.setFloat64(0, x)
  const bits = bytes.getBigUint64(0)
  bytes.setBigUint64(0, bits + 1n)
  const gap = unitsOf(bytes.getFloat64(0) - x)
  const odd = bits & 1n
  // Below a power of 2 the doubles lie twice as close.
  const below = (bits & 0xfffffffffffffn) === 0n && x >= 4.5e-308 ? gap / 2n : gap
  return gap < 4n ? { up: 0n, down: 0n } : { up: gap / 2n - odd, down: below / 2n - odd }
}
