import fc from 'fast-check'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { describe, expect, it } from 'vitest'
import { normalQuantile } from '../../../src/core/elementary.js'
import { clearlyNoBetter, kneeUtilities, standings } from '../../../src/core/search/index.js'
import { streamFor } from '../../../src/core/stream.js'

describe('racing', () => {
  it('drops what is worse on every draw, and keeps what is better in anything', () => {
    const champion = [
      [1, 2, 3, 4],
      [1, 1, 1, 1],
    ]
    expect(
      clearlyNoBetter(
        [
          [2, 3, 4, 5],
          [1, 1, 1, 1],
        ],
        champion,
        4,
        [0.1, 0.1],
      ),
    ).toBe(true)
    expect(
      clearlyNoBetter(
        [
          [2, 3, 4, 5],
          [0.5, 0.5, 0.5, 0.5],
        ],
        champion,
        4,
        [0.1, 0.1],
      ),
    ).toBe(false)
    expect(
      clearlyNoBetter(
        [
          [2, 3, 4, 5],
          [1, 1, 1, 1],
        ],
        champion,
        2,
        [0.1, 0.1],
      ),
    ).toBe(false)
    // One lucky draw does not clear it.
    expect(
      clearlyNoBetter(
        [
          [0, 0, 9, 9],
          [1, 1, 1, 1],
        ],
        champion,
        4,
        [0.1, 0.1],
      ),
    ).toBe(false)
  })

  it('wrongly drops a design that is better by the margin in about one race of twenty at most', () => {
    const rng = streamFor(7, 'noise')
    let dropped = 0
    const races = 2000
    for (let race = 0; race < races; race++) {
      const noise = Array.from({ length: 12 }, () =>
        normalQuantile(0.5 / 4294967296 + uniformFloat64(rng) * 0.999999),
      )
      const champion = [new Array<number>(12).fill(0)]
      if (clearlyNoBetter([noise.map((z) => z - 0.3)], champion, 12, [0.3])) dropped++
    }
    expect(dropped / races).toBeGreaterThan(0.03)
    expect(dropped / races).toBeLessThan(0.07)
  })

  it('leaves missing draws out', () => {
    const a = [[2, Number.NaN, 2, 2, 2]]
    expect(clearlyNoBetter(a, [[1, 1, 1, 1, 1]], 5, [0.1])).toBe(true)
    expect(clearlyNoBetter([[Number.NaN, Number.NaN, Number.NaN, 2, 2]], [[1, 1, 1, 1, 1]], 5, [0.1])).toBe(
      false,
    )
  })
})

describe('knees and standings', () => {
  it('a bend is worth more than the points beside it', () => {
    const rows = [
      [0, 1],
      [0.1, 0.6],
      [0.15, 0.15],
      [0.6, 0.1],
      [1, 0],
    ]
    const utilities = kneeUtilities(rows, 1)
    expect(utilities.indexOf(Math.max(...utilities))).toBe(2)
    // Off the convex hull nobody would miss it.
    expect(utilities[1]).toBe(0)
  })

  it('utilities do not hang on the units of the objectives', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 })), {
          minLength: 2,
        }),
        (rows) => {
          const a = kneeUtilities(rows, 3, 64)
          const b = kneeUtilities(
            rows.map(([x, y]) => [x * 1024, y - 7]),
            3,
            64,
          )
          a.forEach((x, k) => {
            expect(b[k]).toBeCloseTo(x, 10)
          })
        },
      ),
    )
  })

  it('stands firm where draws agree and wavers where they do not', () => {
    const [first, second, wavering] = standings(
      [
        [
          [1, 1, 1, 1],
          [5, 5, 5, 5],
        ],
        [
          [2, 2, 2, 2],
          [4, 4, 4, 4],
        ],
        [
          [0, 4, 0, 4],
          [5, 5, 5, 5],
        ],
      ],
      1,
    )
    expect(second.onFront).toBe(1)
    expect(second.ranks[1]).toEqual({ low: 1, high: 1 })
    expect(first.onFront).toBeGreaterThan(0)
    expect(first.onFront).toBeLessThan(1)
    expect(wavering.onFront).toBeGreaterThan(0)
    expect(wavering.onFront).toBeLessThan(1)
    expect(wavering.ranks[0].low).toBe(1)
    expect(wavering.ranks[0].high).toBe(3)
  })
})
