import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hypervolume } from '../../../src/core/search/index.js'

/** Inclusion and exclusion over all sets of points: exact, and nothing like slicing. */
const byInclusion = (points: readonly (readonly number[])[], reference: readonly number[]): number => {
  let sum = 0
  for (let set = 1; set < 1 << points.length; set++) {
    let volume = 1
    let members = 0
    reference.forEach((r, j) => {
      let corner = Number.NEGATIVE_INFINITY
      points.forEach((point, i) => {
        if (set & (1 << i)) corner = Math.max(corner, point[j])
      })
      volume *= Math.max(0, r - corner)
    })
    for (let i = 0; i < points.length; i++) if (set & (1 << i)) members++
    sum += members % 2 === 1 ? volume : -volume
  }
  return sum
}

const fronts = (m: number) =>
  fc.array(
    // Few distinct values, so that ties, equal points and points beyond the reference are common.
    fc.array(
      fc.oneof(
        fc.integer({ min: 0, max: 5 }).map((x) => x / 4),
        fc.double({ min: 0, max: 1.2, noNaN: true }),
      ),
      { minLength: m, maxLength: m },
    ),
    { maxLength: 8 },
  )

describe('hypervolume', () => {
  for (const m of [1, 2, 3, 4])
    it(`equals inclusion and exclusion, ${m} objectives`, () => {
      fc.assert(
        fc.property(fronts(m), (points) => {
          const reference = new Array<number>(m).fill(1)
          expect(hypervolume(points, reference)).toBeCloseTo(byInclusion(points, reference), 10)
        }),
        { numRuns: 200 },
      )
    })

  it('hangs neither on the order of points nor on that of objectives, and grows with any point', () => {
    fc.assert(
      fc.property(fronts(3), fronts(3), (points, more) => {
        const reference = [1, 1, 1]
        const whole = hypervolume(points, reference)
        expect(hypervolume([...points].reverse(), reference)).toBeCloseTo(whole, 12)
        expect(
          hypervolume(
            points.map(([a, b, c]) => [c, a, b]),
            reference,
          ),
        ).toBeCloseTo(whole, 12)
        expect(hypervolume([...points, ...more], reference)).toBeGreaterThanOrEqual(whole - 1e-12)
      }),
    )
  })

  it('approaches the volume outside the sphere', () => {
    // The front of DTLZ2: all of the cube of 1.1 but an eighth of the unit ball.
    const n = 80
    const points: number[][] = []
    for (let i = 0; i <= n; i++)
      for (let j = 0; j <= n; j++) {
        const [a, b] = [(i / n) * (Math.PI / 2), (j / n) * (Math.PI / 2)]
        points.push([Math.cos(a) * Math.cos(b), Math.cos(a) * Math.sin(b), Math.sin(a)])
      }
    const exact = 1.1 * 1.1 * 1.1 - Math.PI / 6
    const found = hypervolume(points, [1.1, 1.1, 1.1])
    expect(found).toBeLessThan(exact)
    expect(found).toBeGreaterThan(exact - 0.02)
  })

  it('refuses points of another length', () => {
    expect(() => hypervolume([[0, 0]], [1, 1, 1])).toThrow(RangeError)
  })
})
