import { describe, expect, it } from 'vitest'
import { normalGrid, normalQuadrature, type Quadrature } from '../../src/core/index.js'

const expectation = ({ nodes, weights }: Quadrature, f: (z: number) => number): number =>
  nodes.reduce((sum, z, k) => sum + weights[k] * f(z), 0)

/** E z^k of a standard normal: (k - 1)!! for even k, 0 for odd. */
const moment = (k: number): number => {
  if (k % 2 === 1) return 0
  let product = 1
  for (let odd = k - 1; odd > 1; odd -= 2) product *= odd
  return product
}

const symmetric = ({ nodes, weights }: Quadrature): boolean =>
  nodes.every((z, k) => {
    const mirror = nodes.length - 1 - k
    return Math.abs(z + nodes[mirror]) < 1e-12 && Math.abs(weights[k] - weights[mirror]) < 1e-13
  })

describe('normalQuadrature', () => {
  const sizes = [...Array.from({ length: 30 }, (_, k) => k + 1), 40, 50, 64]

  it.each(sizes)('of %i nodes is exact for all moments to 2n - 1, and not beyond', (n) => {
    const rule = normalQuadrature(n)
    expect(rule.nodes).toHaveLength(n)
    for (let k = 0; k < 2 * n && k <= 60; k++) {
      const size = expectation(rule, (z) => Math.abs(z) ** k)
      expect(Math.abs(expectation(rule, (z) => z ** k) - moment(k)), `n ${n} k ${k}`).toBeLessThan(
        1e-12 * Math.max(size, 1e-300) + (k === 0 ? 0 : 1e-15),
      )
    }
    // The first moment it must miss: He_n squared has mean n!, which n nodes see as 0.
    if (n <= 12) expect(expectation(rule, (z) => z ** (2 * n)) / moment(2 * n)).toBeLessThan(0.999)
  })

  it('has the moments of a standard normal', () => {
    const rule = normalQuadrature(5)
    expect(expectation(rule, (z) => z ** 2)).toBeCloseTo(1, 14)
    expect(expectation(rule, (z) => z ** 4)).toBeCloseTo(3, 13)
    expect(expectation(rule, (z) => z ** 6)).toBeCloseTo(15, 12)
  })

  it('has nodes in order, mirrored, with positive weights that sum to 1', () => {
    for (const n of sizes) {
      const rule = normalQuadrature(n)
      expect(symmetric(rule), `${n}`).toBe(true)
      expect(rule.weights.every((weight) => weight > 0)).toBe(true)
      expect(rule.nodes.every((z, k) => k === 0 || z > rule.nodes[k - 1])).toBe(true)
      expect(rule.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 14)
    }
  })

  it('has the tabled nodes and weights (Abramowitz & Stegun 25.10, for exp(-z^2 / 2))', () => {
    const three = normalQuadrature(3)
    expect(three.nodes[2]).toBeCloseTo(Math.sqrt(3), 13)
    expect(three.weights[1]).toBeCloseTo(2 / 3, 14)
    const five = normalQuadrature(5)
    expect(five.nodes[4]).toBeCloseTo(2.0201828704561 * Math.SQRT2, 12)
    expect(five.weights[2]).toBeCloseTo(0.945308720483 / Math.sqrt(Math.PI), 12)
  })

  it('gives the mean of exp(z)', () => {
    expect(expectation(normalQuadrature(20), Math.exp)).toBeCloseTo(Math.exp(0.5), 12)
  })

  it('refuses what it cannot do', () => {
    for (const n of [0, -1, 65, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => normalQuadrature(n), `${n}`).toThrow(RangeError)
  })
})

describe('normalGrid', () => {
  it('has the moments of a standard normal once it is fine and wide enough', () => {
    const rule = normalGrid(101, 8)
    for (const k of [1, 3, 5]) expect(Math.abs(expectation(rule, (z) => z ** k))).toBeLessThan(1e-13)
    expect(expectation(rule, (z) => z ** 2)).toBeCloseTo(1, 11)
    expect(expectation(rule, (z) => z ** 4)).toBeCloseTo(3, 10)
    expect(expectation(rule, (z) => z ** 6)).toBeCloseTo(15, 8)
    expect(expectation(rule, Math.exp)).toBeCloseTo(Math.exp(0.5), 9)
  })

  it('has equally spaced nodes to the span, mirrored, with weights that sum to 1', () => {
    for (const [n, span] of [
      [2, 3],
      [9, 4],
      [10, 5],
      [201, 8],
    ] as const) {
      const rule = normalGrid(n, span)
      expect(rule.nodes[0]).toBe(-span)
      expect(rule.nodes[n - 1]).toBeCloseTo(span, 13)
      expect(symmetric(rule)).toBe(true)
      for (let k = 1; k < n; k++)
        expect(rule.nodes[k] - rule.nodes[k - 1]).toBeCloseTo((2 * span) / (n - 1), 12)
      expect(rule.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 14)
    }
    expect(normalGrid(9, 4).nodes[4]).toBe(0)
  })

  it('of one node is the mean', () => {
    expect(normalGrid(1, 5)).toEqual({ nodes: Float64Array.of(0), weights: Float64Array.of(1) })
  })

  it('comes nearer to a step with more nodes', () => {
    const error = (n: number) =>
      Math.abs(expectation(normalGrid(n, 8), (z) => (z > 0.3 ? 1 : 0)) - 0.3820885778)
    expect(error(1601)).toBeLessThan(0.005)
    expect(error(1601)).toBeLessThan(error(41))
  })

  it('refuses a number of nodes that is none', () => {
    for (const n of [0, -3, 2.5, Number.NaN]) expect(() => normalGrid(n, 5), `${n}`).toThrow(RangeError)
  })
})
