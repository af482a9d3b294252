import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { andersonStep, newAnderson } from '../../src/core/anderson.js'

interface LinearMap {
  readonly matrix: readonly (readonly number[])[]
  readonly shift: readonly number[]
}

const apply = ({ matrix, shift }: LinearMap, x: Float64Array): Float64Array =>
  Float64Array.from(shift, (b, i) => b + matrix[i].reduce((sum, a, j) => sum + a * x[j], 0))

const largest = (values: Iterable<number>): number => Math.max(...[...values].map(Math.abs))

/** A contraction in the maximum norm: every row of the matrix sums to `factor` or less. */
const contraction = (factor: number) =>
  fc.integer({ min: 1, max: 6 }).chain((n) => {
    const entry = fc.double({ min: -1, max: 1, noNaN: true })
    const row = fc.array(entry, { minLength: n, maxLength: n })
    return fc.record({
      matrix: fc.array(row, { minLength: n, maxLength: n }).map((rows) =>
        rows.map((values) => {
          const sum = values.reduce((total, value) => total + Math.abs(value), 0)
          return values.map((value) => (sum > factor ? (value * factor) / sum : value))
        }),
      ),
      shift: fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: n, maxLength: n }),
    })
  })

/** Steps until the image is within 1e-9 of the point, and the image there. */
const accelerated = (
  g: (x: Float64Array) => Float64Array,
  start: Float64Array,
  depth: number,
): { steps: number; point: Float64Array } => {
  const state = newAnderson(depth)
  let x = start
  for (let steps = 0; steps < 2000; steps++) {
    const image = g(x)
    if (largest(image.map((value, k) => value - x[k])) < 1e-9) return { steps, point: image }
    const next = new Float64Array(x.length)
    andersonStep(state, x, image, next)
    x = next
  }
  return { steps: 2000, point: x }
}

const plain = (g: (x: Float64Array) => Float64Array, start: Float64Array, steps: number): Float64Array => {
  let x = start
  for (let k = 0; k < steps; k++) x = g(x)
  return x
}

describe('Anderson acceleration', () => {
  it('finds the fixed point of a linear contraction in few more steps than it has dimensions', () => {
    fc.assert(
      fc.property(contraction(0.9), (map) => {
        const n = map.shift.length
        const g = (x: Float64Array) => apply(map, x)
        const { steps, point } = accelerated(g, new Float64Array(n), n)
        // In exact arithmetic n + 1 (Walker & Ni 2011, theorem 2.2); the plain iteration may need 250.
        expect(steps).toBeLessThanOrEqual(2 * n + 6)
        const brute = plain(g, new Float64Array(n), 600)
        expect(largest(point.map((value, k) => value - brute[k]))).toBeLessThan(1e-7)
      }),
      { numRuns: 500 },
    )
  })

  it('needs far fewer steps than the plain iteration where that is slow', () => {
    const map: LinearMap = {
      matrix: [
        [0.99, 0, 0],
        [0, 0.95, 0.03],
        [0, -0.03, 0.9],
      ],
      shift: [1, 2, 3],
    }
    const g = (x: Float64Array) => apply(map, x)
    const { steps, point } = accelerated(g, new Float64Array(3), 3)
    expect(steps).toBeLessThan(12)
    expect(point[0]).toBeCloseTo(100, 6)
    const short = plain(g, new Float64Array(3), 100)
    expect(Math.abs(short[0] - 100)).toBeGreaterThan(30)
  })

  it('agrees with the plain iteration on a contraction that is not linear', () => {
    const g = (x: Float64Array): Float64Array =>
      Float64Array.of(Math.cos(x[0]) / 2 + x[1] / 4, Math.sin(x[0] + x[1]) / 3 + 0.2)
    const { steps, point } = accelerated(g, Float64Array.of(3, -2), 4)
    const brute = plain(g, Float64Array.of(3, -2), 300)
    expect(steps).toBeLessThan(20)
    expect(largest(point.map((value, k) => value - brute[k]))).toBeLessThan(1e-8)
  })

  it('takes the plain step first, and stays where it has arrived', () => {
    const state = newAnderson(3)
    const out = new Float64Array(2)
    andersonStep(state, Float64Array.of(1, 2), Float64Array.of(3, 5), out)
    expect([...out]).toEqual([3, 5])
    for (let k = 0; k < 5; k++) {
      andersonStep(state, Float64Array.of(4, 4), Float64Array.of(4, 4), out)
      expect([...out]).toEqual([4, 4])
    }
  })

  it('keeps no more than its depth, and forgets it when the residual more than doubles', () => {
    const state = newAnderson(2)
    const out = new Float64Array(1)
    for (const residual of [8, 4, 2, 1, 0.5]) {
      andersonStep(state, Float64Array.of(residual), Float64Array.of(2 * residual), out)
      expect(state.dx.length).toBeLessThanOrEqual(2)
    }
    expect(state.dx).toHaveLength(2)
    andersonStep(state, Float64Array.of(1), Float64Array.of(3), out)
    expect(state.dx).toHaveLength(0)
    expect(out[0]).toBe(3)
  })

  it('does not change what it is given', () => {
    const x = Float64Array.of(1, 2)
    const image = Float64Array.of(2, 1)
    const state = newAnderson(2)
    andersonStep(state, x, image, new Float64Array(2))
    andersonStep(state, image, x, new Float64Array(2))
    expect([...x, ...image]).toEqual([1, 2, 2, 1])
  })
})
