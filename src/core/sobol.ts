import { hashText, mix32 } from './hash.js'
import { joeKuo } from './joeKuo.js'

/*
 * Sobol' sequences, scrambled as Owen (1995) proposed. Points are integers of 32 bits until the last step, so every operation is
 * exact.
 */

const BITS = 32
const SCALE = 1 / 4294967296

const tables = new Map<number, Uint32Array>()

/** Number of dimensions for which direction numbers are kept. */
export const SOBOL_DIMENSIONS = 320

/** The 32 direction numbers of a dimension (0 is van der Corput's), most significant first. */
const directions = (dimension: number): Uint32Array => {
  const known = tables.get(dimension)
  if (known !== undefined) return known
  if (!(dimension >= 0 && dimension < SOBOL_DIMENSIONS))
    throw new RangeError(`Sobol' dimension ${dimension} is outside 0 to ${SOBOL_DIMENSIONS - 1}`)
  const made =
    dimension === 0 ? Uint32Array.from({ length: BITS }, (_, k) => 1 << (31 - k)) : extend(dimension)
  tables.set(dimension, made)
  return made
}

let lines: readonly string[] | null = null

/** Bratley & Fox (1988): m_k from the recurrence that the polynomial gives. */
const extend = (dimension: number): Uint32Array => {
  lines ??= joeKuo.trim().split('\n')
  const [polynomial, ...initial] = lines[dimension - 1].split(' ').map(Number)
  const degree = initial.length
  const out = new Uint32Array(BITS)
  for (let k = 0; k < BITS; k++) {
    if (k < degree) {
      out[k] = initial[k] << (31 - k)
      continue
    }
    let value = out[k - degree] ^ (out[k - degree] >>> degree)
    for (let term = 1; term < degree; term++) if ((polynomial >>> (degree - term)) & 1) value ^= out[k - term]
    out[k] = value
  }
  return out
}

/** Point `index` (from 0, up to 2^32 - 1) of the sequence in one dimension as 32 bits, in Gray-code order like the usual libraries'. */
export const sobolBits = (index: number, dimension: number): number => {
  const table = directions(dimension)
  let gray = (index ^ (index >>> 1)) >>> 0
  let bits = 0
  for (let k = 0; gray !== 0; k++, gray >>>= 1) if (gray & 1) bits ^= table[k]
  return bits >>> 0
}

/** The same in [0, 1), without scrambling: a multiple of 2^-32. */
export const sobol = (index: number, dimension: number): number => sobolBits(index, dimension) * SCALE

/**
 * Nested uniform scrambling (Owen 1995): whether a bit is flipped hangs on the key and on all bits above it, so any net keeps its
 * quality and each point is uniform over [0, 1). The flips come from a hash instead of a stored tree.
 */
export const owenScramble = (bits: number, key: number): number => {
  let flips = 0
  // The bits above, behind a leading 1 that tells prefixes of different lengths apart.
  let prefix = 1
  for (let k = 31; k >= 0; k--) {
    flips |= (mix32(Math.imul(prefix, 0x9e3779b9) ^ key) & 1) << k
    prefix = (prefix << 1) | ((bits >>> k) & 1)
  }
  return (bits ^ flips) >>> 0
}

/** A key for `owenScramble` that is the name's own: what is drawn for one name depends on no other. */
export const scrambleKey = (seed: number, name: string, replicate: number): number =>
  hashText(`${seed}\u0000${name}\u0000${replicate}`)

/** Point `index` in one dimension, scrambled with `key`, in (0, 1): the middle of its cell of 2^-32. */
export const scrambledSobol = (index: number, dimension: number, key: number): number =>
  (owenScramble(sobolBits(index, dimension), key) + 0.5) * SCALE
