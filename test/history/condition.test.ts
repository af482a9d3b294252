import { describe, expect, it } from 'vitest'
import { truncatedQuantile } from '../../src/core/distribution.js'
import { normalQuantile } from '../../src/core/elementary.js'
import { assumptions, findAssumption } from '../../src/crisis/index.js'
import {
  conditioned,
  effectiveSize,
  priorDraws,
  type Regularity,
  weightedQuantiles,
  weightsFor,
  widened,
} from '../../src/history/condition.js'
import { conditioning } from '../../src/history/conditioned.js'
import { recordPrior } from '../../src/history/recordPrior.js'
import { applyOverrides } from '../../src/study/assume.js'
import { drawAll } from '../../src/study/draws.js'

const regularity = (observed: number, sd: number): Regularity => ({
  id: 'test',
  name: 'test',
  scale: 'log',
  observed,
  sd,
  source: 'test',
})

describe('weights', () => {
  const count = 4001
  const normal = Array.from({ length: count }, (_, k) => normalQuantile((k + 0.5) / count))

  it('turn a normal prior into the posterior of the textbook', () => {
    // Prior N(0, 1), one observation 1.5 with sd .5: posterior mean 1.2, variance .2.
    const weights = weightsFor(
      normal.map((x) => [x]),
      [regularity(1.5, 0.5)],
      null,
    )
    const mean = normal.reduce((sum, x, k) => sum + weights[k] * x, 0)
    const variance = normal.reduce((sum, x, k) => sum + weights[k] * (x - mean) * (x - mean), 0)
    expect(mean).toBeCloseTo(1.2, 2)
    expect(variance).toBeCloseTo(0.2, 2)
    const { p05, p50, p95 } = weightedQuantiles(normal, weights)
    expect(p50).toBeCloseTo(1.2, 2)
    expect((p95 - p05) / 2).toBeCloseTo(1.6449 * Math.sqrt(0.2), 2)
  })

  it('are equal, and all draws effective, with nothing to go by', () => {
    const weights = weightsFor(
      normal.map((x) => [x]),
      [regularity(0, 1)],
      0,
    )
    expect(effectiveSize(weights)).toBeCloseTo(count, 6)
  })

  it('leave a draw without meaning out', () => {
    const weights = weightsFor([[Number.NaN], [0], [0]], [regularity(0, 1)], null)
    expect([...weights]).toEqual([0, 0.5, 0.5])
  })

  it('have the effective size of so many equal ones', () => {
    expect(effectiveSize([1, 1, 1, 0, 0])).toBeCloseTo(3, 12)
  })
})

describe('wide priors', () => {
  it('have the middle of the defaults, and are wider', () => {
    for (const name of conditioned) {
      const assumption = findAssumption(name)!
      const at = (p: number) => [
        truncatedQuantile(assumption.distribution, assumption.range, p),
        truncatedQuantile(widened(assumption), assumption.range, p),
      ]
      const [low, high] = [at(0.1), at(0.9)]
      expect(high[1] - low[1], name).toBeGreaterThan(high[0] - low[0])
    }
  })

  it('are drawn the same for the same seed', () => {
    expect(priorDraws(conditioned, 1, 8)).toEqual(priorDraws(conditioned, 1, 8))
    expect(priorDraws(conditioned, 1, 8)).not.toEqual(priorDraws(conditioned, 2, 8))
  })
})

describe('the shipped conditioned priors', () => {
  it('say how they were made', () => {
    expect(conditioning.assumptions.map(({ name }) => name)).toEqual([...conditioned])
    expect(conditioning.ess).toBeGreaterThan(10)
    expect(conditioning.ess).toBeLessThan(conditioning.draws)
    for (const { posterior } of conditioning.assumptions) {
      expect(posterior.p05).toBeLessThanOrEqual(posterior.p50)
      expect(posterior.p50).toBeLessThanOrEqual(posterior.p95)
    }
  })

  it('become assumptions with these percentiles, correlated, which can be drawn', () => {
    const { overrides, correlations } = recordPrior(conditioning)
    const list = applyOverrides(overrides, correlations)
    expect(list.map(({ name }) => name)).toEqual(assumptions.map(({ name }) => name))
    // Within a tenth of the width: what lies beyond an assumption's range is cut off.
    for (const { name, posterior } of conditioning.assumptions) {
      const one = list.find((assumption) => assumption.name === name)!
      const at = (p: number) => truncatedQuantile(one.distribution, one.range, p)
      const width = posterior.p95 - posterior.p05
      expect(Math.abs(at(0.5) - posterior.p50) / width, name).toBeLessThan(0.1)
      expect(Math.abs(at(0.05) - posterior.p05) / width, name).toBeLessThan(0.1)
      expect(Math.abs(at(0.95) - posterior.p95) / width, name).toBeLessThan(0.1)
    }
    expect(correlations.length).toBeGreaterThan(0)
    const draws = drawAll(list, 1, 64)
    for (const column of draws.columns.values()) expect(column.every(Number.isFinite)).toBe(true)
  })
})
