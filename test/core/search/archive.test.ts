import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Archive, dominates, nondominated } from '../../../src/core/search/index.js'

const points = fc.array(
  fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 3 }),
  {
    minLength: 1,
    maxLength: 40,
  },
)
const sameLength = points.map((list) => list.map((point) => point.slice(0, 2)))
const boxOf = (point: readonly number[], epsilon: number): number[] =>
  point.map((x) => Math.floor(x / epsilon))

describe('epsilon-archive', () => {
  it('keeps one point a box, no box behind another, and lets every point offered be matched within epsilon', () => {
    fc.assert(
      fc.property(sameLength, fc.constantFrom(0.05, 0.2, 0.5), (list, epsilon) => {
        const archive = new Archive([epsilon, epsilon])
        for (const objectives of list) archive.offer({ objectives, violation: 0 })
        const kept = archive.items.map(({ objectives }) => objectives)
        const boxes = kept.map((point) => boxOf(point, epsilon))
        expect(new Set(boxes.map(String)).size).toBe(kept.length)
        for (const a of boxes) for (const b of boxes) expect(dominates(a, b)).toBe(false)
        for (const point of list)
          expect(kept.some((other) => other.every((x, j) => x <= point[j] + epsilon))).toBe(true)
      }),
    )
  })

  it('with boxes finer than any difference is the nondominated set', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { minLength: 1 }),
        (list) => {
          const archive = new Archive([0.5, 0.5])
          for (const objectives of list) archive.offer({ objectives, violation: 0 })
          const best = new Set(nondominated(list).map((k) => String(list[k])))
          expect(new Set(archive.items.map(({ objectives }) => String(objectives)))).toEqual(best)
          expect(archive.size).toBe(best.size)
        },
      ),
    )
  })

  it('holds the least violation until something keeps all constraints', () => {
    const archive = new Archive([1, 1])
    expect(archive.offer({ objectives: [0, 0], violation: 2 })).toBe('new')
    expect(archive.offer({ objectives: [9, 9], violation: 1 })).toBe('new')
    expect(archive.offer({ objectives: [0, 0], violation: 1.5 })).toBe('refused')
    expect(archive.size).toBe(1)
    archive.offer({ objectives: [9, 9], violation: 0 })
    expect(archive.offer({ objectives: [0, 0], violation: 0.1 })).toBe('refused')
    expect(archive.items.map(({ violation }) => violation)).toEqual([0])
  })

  it('refuses an epsilon of 0', () => {
    expect(() => new Archive([0.1, 0])).toThrow(RangeError)
  })
})
