import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intervalOf, mean, sortedQuantile } from '../../src/core/index.js'

const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 })
const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b)

describe('sortedQuantile', () => {
  it('is type 7 of Hyndman & Fan, worked by hand', () => {
    // Position p (n - 1), counted from 0, between neighbours in proportion.
    const values = [1, 2, 4, 8, 16]
    expect(sortedQuantile(values, 0)).toBe(1)
    expect(sortedQuantile(values, 0.25)).toBe(2)
    expect(sortedQuantile(values, 0.5)).toBe(4)
    expect(sortedQuantile(values, 0.6)).toBeCloseTo(4 + 0.4 * 4, 14)
    expect(sortedQuantile(values, 0.95)).toBeCloseTo(8 + 0.8 * 8, 13)
    expect(sortedQuantile(values, 1)).toBe(16)
    expect(sortedQuantile([3, 5], 0.1)).toBeCloseTo(3.2, 14)
    expect(sortedQuantile([7], 0.3)).toBe(7)
    expect(sortedQuantile([], 0.5)).toBeNaN()
  })

  it('of 0 to n - 1 is p (n - 1)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, p) => {
        expect(
          sortedQuantile(
            Array.from({ length: n }, (_, k) => k),
            p,
          ),
        ).toBeCloseTo(p * (n - 1), 10)
      }),
    )
  })

  it('never falls with p, stays between the ends, and follows a change of unit', () => {
    const p = fc.nat(10_000).map((k) => k / 10_000)
    const inMillis = numbers.map((values) => values.map((value) => Math.round(1000 * value) / 1000))
    fc.assert(
      fc.property(inMillis, p, p, (values, a, b) => {
        const order = sorted(values)
        const [low, high] = [sortedQuantile(order, Math.min(a, b)), sortedQuantile(order, Math.max(a, b))]
        expect(high).toBeGreaterThanOrEqual(low - 1e-9)
        expect(low).toBeGreaterThanOrEqual(order[0])
        expect(high).toBeLessThanOrEqual(order[order.length - 1] + 1e-9)
        const doubled = order.map((value) => 2 * value)
        expect(sortedQuantile(doubled, a)).toBe(2 * sortedQuantile(order, a))
      }),
    )
  })
})

describe('intervalOf', () => {
  it('takes values in any order and leaves out what is no number', () => {
    const noise = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)
    fc.assert(
      fc.property(numbers, fc.array(noise, { maxLength: 5 }), (values, others) => {
        const order = sorted(values)
        expect(intervalOf([...others, ...values].reverse())).toEqual({
          p05: sortedQuantile(order, 0.05),
          p50: sortedQuantile(order, 0.5),
          p95: sortedQuantile(order, 0.95),
        })
      }),
    )
  })

  it('is null where nothing is left', () => {
    expect(intervalOf([])).toBeNull()
    expect(intervalOf([Number.NaN, Number.POSITIVE_INFINITY])).toBeNull()
  })

  it('does not disturb what it is given', () => {
    const values = Float64Array.of(3, 1, 2)
    intervalOf(values)
    expect([...values]).toEqual([3, 1, 2])
  })
})

describe('mean', () => {
  it('by hand', () => {
    expect(mean([1, 2, 6])).toBe(3)
    expect(mean(Float64Array.of(-1, 1))).toBe(0)
    expect(mean([])).toBeNaN()
    expect(mean([1, Number.NaN])).toBeNaN()
  })
})
