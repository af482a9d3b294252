import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { log } from '../../src/core/elementary.js'
import { fitLogit, logistic, predictLogit } from '../../src/core/logit.js'
import { maximise } from '../../src/core/maximise.js'
import { inverseOf } from '../../src/core/symmetric.js'

describe('logistic regression', () => {
  it('of a constant gives the log odds, and their textbook standard error', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (hits, misses) => {
        const y = [...Array(hits).fill(1), ...Array(misses).fill(0)]
        const fit = fitLogit({ rows: y.length, width: 1, x: new Float64Array(y.length).fill(1) }, y)
        expect(fit.coefficients[0]).toBeCloseTo(log(hits / misses), 8)
        expect(fit.se[0]).toBeCloseTo(Math.sqrt(1 / hits + 1 / misses), 6)
      }),
    )
  })

  it('of one dummy gives the log odds ratio of the two-by-two table', () => {
    const [a, b, c, d] = [30, 10, 12, 48]
    const y = [...Array(a).fill(1), ...Array(b).fill(0), ...Array(c).fill(1), ...Array(d).fill(0)]
    const x = Float64Array.from(y.flatMap((_, row) => [1, row < a + b ? 1 : 0]))
    const fit = fitLogit({ rows: y.length, width: 2, x }, y)
    expect(fit.coefficients[1]).toBeCloseTo(log((a * d) / (b * c)), 8)
    expect(fit.se[1]).toBeCloseTo(Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d), 6)
  })

  it('has a maximum that a general maximiser finds too, and weights that count as repeated rows', () => {
    const rows = 40
    const x = Float64Array.from({ length: rows * 3 }, (_, k) => (k % 3 === 0 ? 1 : ((k * 37) % 23) / 11 - 1))
    const y: number[] = Array.from({ length: rows }, (_, row) => ((row * 7) % 3 === 0 ? 1 : 0))
    const weights = Array.from({ length: rows }, (_, row) => 1 + (row % 3))
    const design = { rows, width: 3, x }
    const fit = fitLogit(design, y, { weights })
    const top = maximise((beta) => {
      const p = predictLogit(design, beta)
      return y.reduce<number>((sum, one, row) => sum + weights[row] * log(one === 1 ? p[row] : 1 - p[row]), 0)
    }, new Float64Array(3))
    expect(fit.logLik).toBeCloseTo(top.value, 8)
    for (const [k, b] of fit.coefficients.entries()) expect(b).toBeCloseTo(top.at[k], 5)
    for (const [i, row] of fit.covariance.entries())
      for (const [j, v] of row.entries()) expect(v).toBeCloseTo(top.covariance![i][j], 4)
    const repeated = Array.from({ length: rows }, (_, row) => Array<number>(weights[row]).fill(row)).flat()
    const again = fitLogit(
      {
        rows: repeated.length,
        width: 3,
        x: Float64Array.from(repeated.flatMap((row) => Array.from(x.subarray(3 * row, 3 * row + 3)))),
      },
      repeated.map((row) => y[row]),
    )
    for (const [k, b] of again.coefficients.entries()) expect(b).toBeCloseTo(fit.coefficients[k], 8)
  })

  it('has the plain sandwich where each row is its own cluster', () => {
    // One dummy, saturated: the robust variance of each log odds is the same as the classical one but for G/(G-1).
    const y = [1, 1, 1, 0, 1, 0, 0, 0, 0, 1]
    const x = Float64Array.from(y.flatMap((_, row) => (row < 5 ? [1, 0] : [0, 1])))
    const design = { rows: 10, width: 2, x }
    const classical = fitLogit(design, y)
    const robust = fitLogit(design, y, { clusters: y.map((_, row) => row) })
    for (const [k, se] of robust.se.entries()) expect(se).toBeCloseTo(classical.se[k] * Math.sqrt(10 / 9), 8)
  })

  it('says so where outcomes are separated or regressors repeat each other', () => {
    const x = Float64Array.from([1, -2, 1, -1, 1, 1, 1, 2])
    expect(fitLogit({ rows: 4, width: 2, x }, [0, 0, 1, 1]).converged).toBe(false)
    const twice = Float64Array.from([1, 1, 1, 1, 1, 1, 1, 1])
    expect(fitLogit({ rows: 4, width: 2, x: twice }, [0, 1, 0, 1]).converged).toBe(false)
  })

  it('keeps far tails finite', () => {
    expect(logistic(-800)).toBe(0)
    expect(logistic(800)).toBe(1)
  })
})

it('the inverse of a badly scaled matrix is its inverse', () => {
  const matrix = [
    [4e10, 2e4, 1e3],
    [2e4, 3, 1e-3],
    [1e3, 1e-3, 1],
  ]
  const inverse = inverseOf(matrix)!
  for (const [i, row] of matrix.entries())
    for (const j of row.keys()) {
      const product = row.reduce((sum, x, k) => sum + x * inverse[k][j], 0)
      expect(product).toBeCloseTo(i === j ? 1 : 0, 6)
    }
  expect(
    inverseOf([
      [1, 2],
      [2, 1],
    ]),
  ).toBeNull()
})
