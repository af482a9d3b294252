import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  owenScramble,
  SOBOL_DIMENSIONS,
  scrambledSobol,
  scrambleKey,
  sobol,
  sobolBits,
} from '../../src/core/index.js'
import { joeKuo } from '../../src/core/joeKuo.js'

const PEERS = '../shared/peers/uncertainty'
const shared = existsSync(PEERS)

describe("Sobol' points", () => {
  it.skipIf(!shared)('are those of the reference file, all 1,024 in 8 dimensions, bit for bit', () => {
    const bytes = readFileSync(`${PEERS}/sobol_joekuo_d8_1024.f64`)
    const listed = new Float64Array(bytes.buffer, bytes.byteOffset, 1024 * 8)
    const ours = Float64Array.from(listed, (_, k) => sobol(k >> 3, k & 7))
    expect(ours).toEqual(listed)
  })
  it.skipIf(!shared)('come from the published direction numbers', () => {
    const { poly, vinit } = JSON.parse(readFileSync(`${PEERS}/joekuo64.json`, 'utf8')) as {
      poly: number[]
      vinit: number[][]
    }
    const ours = joeKuo.trim().split('\n').slice(0, 63)
    const listed = poly.slice(1).map((one, k) => {
      const degree = 31 - Math.clz32(one)
      return [one, ...vinit[k + 1].slice(0, degree)].join(' ')
    })
    expect(ours).toEqual(listed)
  })
  it('fill each of 2^m intervals once in every dimension that is kept', () => {
    for (let d = 0; d < SOBOL_DIMENSIONS; d++) {
      const seen = new Set(Array.from({ length: 256 }, (_, k) => sobolBits(k, d) >>> 24))
      expect(seen.size, `dimension ${d}`).toBe(256)
    }
  })
  it('refuse a dimension without direction numbers', () => {
    expect(() => sobol(0, SOBOL_DIMENSIONS)).toThrow(RangeError)
    expect(() => sobol(0, -1)).toThrow(RangeError)
  })
})

describe("Owen's scrambling", () => {
  const word = fc.integer({ min: 0, max: 0xffffffff })

  it('is nested: two numbers that share their first k bits, and differ in the next, still do', () => {
    fc.assert(
      fc.property(word, word, word, (a, b, key) => {
        const shared = Math.clz32(a ^ b)
        expect(Math.clz32(owenScramble(a, key) ^ owenScramble(b, key))).toBe(shared)
      }),
      { numRuns: 2000 },
    )
  })
  it('flips each bit half the time, whatever the bits above', () => {
    for (let bit = 0; bit < 32; bit++) {
      let flips = 0
      const keys = 4000
      for (let k = 0; k < keys; k++) {
        const value = Math.imul(k, 0x9e3779b1) >>> 0
        flips += ((owenScramble(value, scrambleKey(k, 'x', 0)) ^ value) >>> bit) & 1
      }
      // 4.5 standard deviations.
      expect(Math.abs(flips / keys - 0.5), `bit ${bit}`).toBeLessThan(0.036)
    }
  })
  it('keeps a net a net: every elementary box of the first two dimensions holds its share of 2^m points', () => {
    for (const seed of [1, 2, 3])
      for (let a = 0; a <= 8; a++) {
        const counts = new Map<number, number>()
        for (let k = 0; k < 256; k++) {
          const x = scrambledSobol(k, 0, scrambleKey(seed, 'x', 0))
          const y = scrambledSobol(k, 1, scrambleKey(seed, 'y', 0))
          const box = Math.floor(x * 2 ** a) * 512 + Math.floor(y * 2 ** (8 - a))
          counts.set(box, (counts.get(box) ?? 0) + 1)
        }
        expect([...counts.values()].every((count) => count === 1)).toBe(true)
        expect(counts.size).toBe(256)
      }
  })
  it('gives every name, seed and replicate its own points, and the same again', () => {
    const points = (seed: number, name: string, replicate: number) =>
      Array.from({ length: 8 }, (_, k) => scrambledSobol(k, 3, scrambleKey(seed, name, replicate)))
    expect(points(1, 'a', 0)).toEqual(points(1, 'a', 0))
    for (const other of [points(2, 'a', 0), points(1, 'b', 0), points(1, 'a', 1)])
      expect(other).not.toEqual(points(1, 'a', 0))
  })
  it('is unbiased: over scrambles the mean of each point is one half', () => {
    const scrambles = 3000
    let sum = 0
    for (let r = 0; r < scrambles; r++) sum += scrambledSobol(5, 7, scrambleKey(1, 'x', r))
    expect(Math.abs(sum / scrambles - 0.5)).toBeLessThan((4.5 * Math.sqrt(1 / 12)) / Math.sqrt(scrambles))
  })
})
