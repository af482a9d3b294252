import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crossing, nearestFlip } from '../../src/core/index.js'

const all = (count: number) => Array.from({ length: count }, (_, j) => j)

describe('crossing', () => {
  it('finds where a function changes sign, from either side, smooth, kinked or stepped', () => {
    for (const g of [
      (x: number) => x * x * x - 2,
      (x: number) => (x < 1.3 ? -1 : 1),
      (x: number) => (x < 1 ? (x - 1) * 100 : x - 1),
      (x: number) => Math.tanh(20 * (x - 2.5)),
    ]) {
      const there = crossing(g, 0, 3)
      expect(g(there - 2e-4) > 0).not.toBe(g(there + 2e-4) > 0)
      expect(Math.abs(crossing(g, 3, 0) - there)).toBeLessThan(3e-4)
    }
  })
})

describe('the nearest point where a sign turns', () => {
  it('of a plane is its distance from the origin, along its normal', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 2, maxLength: 6 }),
        fc.double({ min: 0.2, max: 2.8, noNaN: true }),
        (slopes, distance) => {
          const length = Math.sqrt(slopes.reduce((sum, s) => sum + s * s, 0))
          fc.pre(length > 0.5)
          const g = (z: Float64Array) => distance * length - slopes.reduce((sum, s, j) => sum + s * z[j], 0)
          const found = nearestFlip(g, slopes.length, { movable: all(slopes.length), reach: 3 })
          expect(found!.distance).toBeCloseTo(distance, 3)
          slopes.forEach((s, j) => {
            expect(found!.point[j]).toBeCloseTo((s / length) * distance, 2)
          })
        },
      ),
      { numRuns: 200 },
    )
  })
  it('of a curved border is no farther than a search of 20,000 directions finds it', () => {
    const g = (z: Float64Array) => 2 - z[0] - 0.3 * z[0] * z[1] - 0.1 * z[1] * z[1]
    const { distance } = nearestFlip(g, 2, { movable: [0, 1], reach: 4 })!
    let best = Number.POSITIVE_INFINITY
    for (let k = 0; k < 20_000; k++) {
      const angle = (2 * Math.PI * k) / 20_000
      for (let t = 0; t < Math.min(4, best); t += 0.002)
        if (g(Float64Array.of(t * Math.cos(angle), t * Math.sin(angle))) <= 0) {
          best = t
          break
        }
    }
    expect(distance).toBeGreaterThan(best - 0.01)
    expect(distance).toBeLessThan(best + 0.05)
  })
  it('is none beyond reach, where nothing may move, or where the function has no meaning', () => {
    const g = (z: Float64Array) => 5 - z[0]
    expect(nearestFlip(g, 1, { movable: [0], reach: 3 })).toBeNull()
    expect(nearestFlip(g, 1, { movable: [], reach: 9 })).toBeNull()
    expect(nearestFlip(() => Number.NaN, 1, { movable: [0], reach: 9 })).toBeNull()
  })
  it('moves only what may move', () => {
    const g = (z: Float64Array) => 1 - z[0] - 5 * z[1]
    const { point } = nearestFlip(g, 2, { movable: [0], reach: 3 })!
    expect(Math.abs(point[1])).toBe(0)
    expect(point[0]).toBeCloseTo(1, 3)
  })
})
