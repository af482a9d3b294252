import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  copula,
  isPositiveDefinite,
  type Matrix,
  nearestCorrelation,
  normalCdf,
  normalCorrelation,
  normalQuantile,
  offendingPairs,
  streamFor,
  symmetricEigen,
} from '../../src/core/index.js'

const symmetric = (n: number) =>
  fc
    .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: n * n, maxLength: n * n })
    .map((flat) =>
      Array.from({ length: n }, (_, i) =>
        Array.from({ length: n }, (_, j) => (i === j ? 1 : flat[Math.min(i, j) * n + Math.max(i, j)])),
      ),
    )
const anySize = fc.integer({ min: 2, max: 6 }).chain(symmetric)
const distance = (a: Matrix, b: Matrix): number =>
  Math.sqrt(a.reduce((sum, row, i) => sum + row.reduce((s, x, j) => s + (x - b[i][j]) ** 2, 0), 0))

describe('eigenvalues', () => {
  it('and vectors make the matrix again, in order', () => {
    fc.assert(
      fc.property(anySize, (matrix) => {
        const { values, vectors } = symmetricEigen(matrix)
        expect([...values].sort((a, b) => a - b)).toEqual(values)
        const again = matrix.map((row, i) =>
          row.map((_, j) => values.reduce((sum, value, k) => sum + value * vectors[k][i] * vectors[k][j], 0)),
        )
        expect(distance(matrix, again)).toBeLessThan(1e-12)
      }),
    )
  })
})

describe('the Gaussian copula', () => {
  it('is the Cholesky factor, applied in place', () => {
    const matrix = [
      [1, 0.6, 0.2],
      [0.6, 1, -0.3],
      [0.2, -0.3, 1],
    ]
    const { apply } = copula(matrix)
    const columns = matrix.map((_, k) => {
      const unit = Float64Array.from(matrix, (_, i) => (i === k ? 1 : 0))
      apply(unit)
      return unit
    })
    const rows = matrix.map((_, i) => columns.map((column) => column[i]))
    const again = matrix.map((_, i) =>
      matrix.map((_, j) => rows[i].reduce((s, x, k) => s + x * rows[j][k], 0)),
    )
    expect(distance(matrix, again)).toBeLessThan(1e-14)
    rows.forEach((row, i) => {
      for (const beyond of row.slice(i + 1)) expect(beyond).toBe(0)
    })
  })

  it('has the rank correlation that was asked for', () => {
    // Spearman's rank correlation of uniform margins: 12 E[(U - 1/2)(V - 1/2)]. Midpoint grid in two dimensions.
    for (const rank of [-0.9, -0.3, 0, 0.5, 0.8]) {
      const { apply } = copula([
        [1, normalCorrelation(rank)],
        [normalCorrelation(rank), 1],
      ])
      const n = 200
      let sum = 0
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) {
          const z = Float64Array.of(normalQuantile((i + 0.5) / n), normalQuantile((j + 0.5) / n))
          apply(z)
          sum += (normalCdf(z[0]) - 0.5) * (normalCdf(z[1]) - 0.5)
        }
      expect(Math.abs((12 * sum) / (n * n) - rank)).toBeLessThan(2e-3)
    }
  })

  it('refuses what is not positive definite', () => {
    expect(() =>
      copula([
        [1, 1],
        [1, 1],
      ]),
    ).toThrow(RangeError)
  })
})

describe('the nearest correlation matrix', () => {
  it('of Higham (2002, section 4) is the published one', () => {
    const nearest = nearestCorrelation([
      [1, 1, 0],
      [1, 1, 1],
      [0, 1, 1],
    ])
    // Published to four digits: .7607 and .1573.
    expect(nearest[0][1]).toBeCloseTo(0.7607, 4)
    expect(nearest[1][2]).toBeCloseTo(0.7607, 4)
    expect(nearest[0][2]).toBeCloseTo(0.1573, 4)
  })

  it('is a correlation matrix, nearer than others, and leaves a good one alone', () => {
    const rng = streamFor(1, 'others')
    const uniform = () => (rng.next() >>> 0) / 4294967296
    fc.assert(
      fc.property(anySize, (matrix) => {
        const nearest = nearestCorrelation(matrix)
        expect(isPositiveDefinite(nearest)).toBe(true)
        nearest.forEach((row, i) => {
          row.forEach((value, j) => {
            expect(value).toBe(i === j ? 1 : nearest[j][i])
            expect(Math.abs(value)).toBeLessThanOrEqual(1)
          })
        })
        if (symmetricEigen(matrix).values[0] > 1e-5) expect(distance(nearest, matrix)).toBeLessThan(1e-6)
        // Any mean of it and another correlation matrix is one, too: none of these may be nearer.
        const factor = matrix.map(() => matrix.map(() => uniform() - 0.5))
        const other = factor.map((u) =>
          factor.map((v) => {
            const dot = (a: readonly number[], b: readonly number[]) => a.reduce((s, x, k) => s + x * b[k], 0)
            return dot(u, v) / Math.sqrt(dot(u, u) * dot(v, v))
          }),
        )
        for (const share of [0.01, 0.1, 1]) {
          const mean = nearest.map((row, i) => row.map((x, j) => x + share * (other[i][j] - x)))
          expect(distance(mean, matrix)).toBeGreaterThan(distance(nearest, matrix) - 1e-4)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('names the pairs that make a matrix impossible, and none that does not matter', () => {
    const matrix = [
      [1, 0.9, 0.9, 0.1],
      [0.9, 1, -0.9, 0],
      [0.9, -0.9, 1, 0],
      [0.1, 0, 0, 1],
    ]
    expect(offendingPairs(matrix).map((pair) => pair.join())).toEqual(
      expect.arrayContaining(['0,1', '0,2', '1,2']),
    )
    expect(offendingPairs(matrix).map((pair) => pair.join())).not.toContain('0,3')
    expect(
      offendingPairs([
        [1, 0.5],
        [0.5, 1],
      ]),
    ).toEqual([])
  })
})
