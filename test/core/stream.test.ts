import fc from 'fast-check'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { describe, expect, it } from 'vitest'
import { stratifiedUniforms, streamFor } from '../../src/core/index.js'

const seed = fc.integer()
const name = fc.string({ maxLength: 30 })

describe('stratifiedUniforms', () => {
  it('has exactly one value in each stratum, strictly between 0 and 1', () => {
    fc.assert(
      fc.property(seed, name, fc.integer({ min: 1, max: 600 }), (s, of, n) => {
        const values = stratifiedUniforms(s, of, n)
        expect(values).toHaveLength(n)
        const strata = Array.from(values, (value) => Math.floor(value * n))
        expect(new Set(strata).size).toBe(n)
        expect(Math.min(...values)).toBeGreaterThan(0)
        expect(Math.max(...values)).toBeLessThan(1)
        expect(Math.min(...strata)).toBe(0)
        expect(Math.max(...strata)).toBe(n - 1)
      }),
      { numRuns: 300 },
    )
  })

  it('gives the same values for the same seed and name, whatever was drawn before', () => {
    fc.assert(
      fc.property(seed, name, fc.array(name, { maxLength: 5 }), (s, of, others) => {
        const first = stratifiedUniforms(s, of, 50)
        for (const other of others) stratifiedUniforms(s, other, 7)
        expect(stratifiedUniforms(s, of, 50)).toEqual(first)
      }),
    )
  })

  it('gives other values for another name or another seed', () => {
    fc.assert(
      fc.property(seed, name, seed, name, (s, of, t, other) => {
        fc.pre(s !== t || of !== other)
        expect(stratifiedUniforms(s, of, 50)).not.toEqual(stratifiedUniforms(t, other, 50))
      }),
      { numRuns: 500 },
    )
  })

  it('puts the strata in every order equally often', () => {
    const seen = new Map<string, number>()
    for (let s = 0; s < 6000; s++) {
      const order = Array.from(stratifiedUniforms(s, 'order', 3), (value) => Math.floor(value * 3)).join('')
      seen.set(order, (seen.get(order) ?? 0) + 1)
    }
    expect([...seen.keys()].sort()).toEqual(['012', '021', '102', '120', '201', '210'])
    // 1000 of each, standard deviation 29; five of them.
    for (const [order, times] of seen) expect(Math.abs(times - 1000), order).toBeLessThan(145)
  })

  it('takes every letter of the name and every digit of the seed into account', () => {
    const first = (s: number, of: string): number => stratifiedUniforms(s, of, 1)[0]
    const draws = [first(12, 'abc'), first(22, 'abc'), first(11, 'abc'), first(-12, 'abc')]
    draws.push(first(12, 'xbc'), first(12, 'axc'), first(12, 'abx'), first(12, 'ab'), first(12, 'abcc'))
    expect(new Set(draws).size).toBe(draws.length)
  })

  it('does not confuse a seed with the beginning of a name', () => {
    expect(stratifiedUniforms(1, '2x', 50)).not.toEqual(stratifiedUniforms(12, 'x', 50))
  })

  it('orders names that differ in one letter independently: no rank correlation', () => {
    const n = 2000
    const names = ['guarantor.rho', 'guarantor.rhp', 'a', 'b', 'adversary.lambda', '']
    const draws = names.map((of) => stratifiedUniforms(7, of, n))
    for (let i = 0; i < draws.length; i++)
      for (let j = 0; j < i; j++) {
        const product = draws[i].reduce((sum, u, k) => sum + (u - 0.5) * (draws[j][k] - 0.5), 0)
        // Standard error 1 / sqrt(n) = .022; five of them.
        expect(Math.abs((12 * product) / n), `${names[i]} ${names[j]}`).toBeLessThan(0.112)
      }
  })

  it('places values evenly within their strata', () => {
    const n = 4000
    const within = Array.from(stratifiedUniforms(3, 'within', n), (value) => (value * n) % 1)
    const average = within.reduce((sum, value) => sum + value, 0) / n
    expect(Math.abs(average - 0.5)).toBeLessThan(5 / Math.sqrt(12 * n))
  })
})

describe('streamFor', () => {
  it('starts hundreds of similar names on different numbers', () => {
    const first = Array.from({ length: 1000 }, (_, k) => uniformFloat64(streamFor(1, `draw.${k}`)))
    expect(new Set(first).size).toBe(1000)
    const average = first.reduce((sum, value) => sum + value, 0) / 1000
    expect(Math.abs(average - 0.5)).toBeLessThan(5 / Math.sqrt(12 * 1000))
  })
})
