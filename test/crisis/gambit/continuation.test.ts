import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { trace } from '../../../src/crisis/gambit/continuation.js'
import { factor, solveFactored } from '../../../src/crisis/gambit/lu.js'
import type { System } from '../../../src/crisis/gambit/newton.js'

/** parameter = f(x): one unknown. */
const curve = (f: (x: number) => number, slope: (x: number) => number): System => ({
  size: 1,
  evaluate: ([x, parameter], residual, jacobian) => {
    residual[0] = f(x) - parameter
    jacobian[0] = slope(x)
    jacobian[1] = -1
  },
})

const START = new Float64Array(2)

describe('continuation', () => {
  // Turns at x = 1 -+ sqrt(1/6): .6361 going up, .3639 going down.
  const fold = curve(
    (x) => x * x * x - 3 * x * x + 2.5 * x,
    (x) => 3 * x * x - 6 * x + 2.5,
  )

  it('goes round two turning points', () => {
    const { point, end, turns } = trace(fold, START, 1, { maxSteps: 1000 })
    expect(end).toBe('target')
    expect(point[1]).toBe(1)
    expect(point[0] * point[0] * point[0] - 3 * point[0] * point[0] + 2.5 * point[0]).toBeCloseTo(1, 12)
    expect(point[0]).toBeGreaterThan(1.5)
    expect(turns.length).toBe(2)
    expect(turns[0]).toBeCloseTo(0.63608, 3)
    expect(turns[1]).toBeCloseTo(0.36392, 3)
  })

  it('stops at the first passage, however near the turning point', () => {
    const top = 1 - Math.sqrt(1 / 6)
    for (const target of [0.1, 0.5, 0.63, 0.636, 0.63608]) {
      const { point, end } = trace(fold, START, target, { maxSteps: 1000 })
      expect(end).toBe('target')
      expect(point[0]).toBeLessThan(top)
    }
    // Above the top the far arm is the first.
    expect(trace(fold, START, 0.6361, { maxSteps: 1000 }).point[0]).toBeGreaterThan(1.4)
  })

  it('gives up where the curve does not go on, and after the steps allowed', () => {
    // parameter = x / (1 + x) never reaches 2.
    const bounded = curve(
      (x) => x / (1 + x),
      (x) => 1 / (1 + x) / (1 + x),
    )
    expect(trace(bounded, START, 2, { maxSteps: 300 }).end).not.toBe('target')
    expect(trace(fold, START, 1, { maxSteps: 4 })).toMatchObject({ end: 'too-many-steps', steps: 4 })
  })
})

describe('factors', () => {
  it('solve, and know the sign of the determinant', () => {
    const entry = fc.integer({ min: -9, max: 9 })
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 9, maxLength: 9 }),
        fc.array(entry, { minLength: 3, maxLength: 3 }),
        (m, x) => {
          const [a, b, c, d, e, f, g, h, i] = m
          const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
          const matrix = Float64Array.from(m)
          const { rows, sign } = factor(matrix, 3)
          if (determinant === 0) return
          expect(sign).toBe(Math.sign(determinant))
          const right = Float64Array.from(
            { length: 3 },
            (_, r) => m[3 * r] * x[0] + m[3 * r + 1] * x[1] + m[3 * r + 2] * x[2],
          )
          solveFactored(matrix, rows, right).forEach((value, k) => void expect(value).toBeCloseTo(x[k], 8))
        },
      ),
    )
    expect(factor(Float64Array.from([1, 2, 2, 4]), 2).sign).toBe(0)
  })
})
