/** Longest number read, in characters. Gambit writes rationals of any length; these already hold 500 digits a side. */
const MAX_LENGTH = 1000

const PATTERN = /^[+-]?(?:\d+\/\d+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)$/

/**
 * The value of a number as Gambit writes it: integer, decimal, scientific, or rational `-3/2`; the nearest double.
 * Undefined when it is none of these, has a zero denominator, is longer than 1,000 characters, or is beyond 1.8e308.
 */
export const parseNumber = (text: string): number | undefined => {
  if (text.length > MAX_LENGTH || !PATTERN.test(text)) return undefined
  const slash = text.indexOf('/')
  const value = slash < 0 ? Number(text) : ratio(text.slice(0, slash), text.slice(slash + 1))
  // Adding 0 turns -0 into 0.
  return Number.isFinite(value) ? value + 0 : undefined
}

const ratio = (above: string, below: string): number => {
  const numerator = Number(above)
  const denominator = Number(below)
  // The quotient of two integers that doubles hold exactly is rounded once, so it is the nearest double.
  if (Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator)) return numerator / denominator
  return longRatio(BigInt(above.replace('+', '')), BigInt(below))
}

/** n/d rounded once (64 bits and a sticky one before rounding), for n and d that doubles do not hold. */
const longRatio = (n: bigint, d: bigint): number => {
  if (d === 0n) return Number.NaN
  const size = n < 0n ? -n : n
  const shift = bits(d) - bits(size) + 64
  const [over, under] = shift >= 0 ? [size << BigInt(shift), d] : [size, d << BigInt(-shift)]
  const quotient = ((over / under) << 1n) | (over % under === 0n ? 0n : 1n)
  const value = scaled(Number(quotient), -shift - 1)
  return n < 0n ? -value : value
}

const bits = (n: bigint): number => n.toString(2).length

/** x * 2^k by exact halvings and doublings. */
const scaled = (x: number, k: number): number => {
  let value = x
  for (let left = k; left < 0; left++) value /= 2
  for (let left = k; left > 0; left--) value *= 2
  return value
}
