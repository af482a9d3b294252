import { describe, expect, it } from 'vitest'
import { truncatedQuantile } from '../../src/core/distribution.js'
import { log } from '../../src/core/elementary.js'
import { assumptions, findAssumption } from '../../src/crisis/index.js'
import {
  condition,
  conditioned,
  logLikelihood,
  weightedQuantiles,
  widened,
} from '../../src/history/condition.js'
import { checkOf } from '../../src/history/conditionCheck.js'
import { conditioning } from '../../src/history/conditioned.js'
import { READING, type Solver } from '../../src/history/readings.js'
import { recordPrior } from '../../src/history/recordPrior.js'
import type { ConditionData, Regularity } from '../../src/history/regularities.js'
import { conditionGrid, type Situations } from '../../src/history/situation.js'
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

const situations = (count: number): Situations => ({
  count,
  year: new Int32Array(count),
  forceA: new Float64Array(count),
  forceB: new Float64Array(count),
  reachKm: new Float64Array(count),
  nuclearA: new Uint8Array(count),
  nuclearB: new Uint8Array(count),
  from: new Int32Array(count + 1),
  guarantor: new Int32Array(),
  force: new Float64Array(),
  km: new Float64Array(),
  nuclear: new Uint8Array(),
  discretionary: new Uint8Array(),
  depth: new Uint8Array(),
})

/** In place of a game: a limited challenge whenever there is an occasion, so that only the rates matter. */
const alwaysLimited: Solver = async ({ count }, values) =>
  values.map(() => {
    const out = new Float64Array(count * READING)
    for (let row = 0; row < count; row++) out.set([0, 1, 0, 0, Number.NaN, 0, 1], row * READING)
    return out
  })

const rows = 4
const data: ConditionData = {
  situations: situations(rows),
  recent: Uint8Array.of(0, 0, 1, 1),
  era: new Uint8Array(rows),
  defended: Int32Array.of(),
  alone: situations(0),
  check: situations(2),
  checkRecent: Uint8Array.of(0, 0),
  checkOutcome: Uint8Array.of(0, 2),
  checkWeight: Float64Array.of(50, 1),
  // Only the rate in quiet years is told; the others, which this stand-in cannot say, are left without effect.
  regularities: [regularity(log(0.02), 0.2)],
}

describe('conditioning', () => {
  it('moves the one scale that a regularity tells, to where it was seen', async () => {
    const result = await condition(data, alwaysLimited, conditionGrid, { seed: 1, count: 240, until: 1960 })
    const of = (name: string) => result.assumptions.find((one) => one.name === name)!
    // P(a dispute in a year) = 1 - e^-rate.
    const { posterior, prior } = of('occasions.perYear')
    expect(posterior.p50).toBeCloseTo(-Math.log(1 - 0.02), 2)
    expect(posterior.p95 - posterior.p05).toBeLessThan(prior.p95 - prior.p05)
    expect(log(posterior.p95 / posterior.p05) / 2).toBeCloseTo(1.645 * 0.2, 1)
    const still = of('fear.clash')
    expect(still.posterior.p50 / still.prior.p50).toBeCloseTo(1, 0)
    expect(result.ess).toBeGreaterThan(60)
  })

  it('gives the same bytes for the same seed, and others for another', async () => {
    const run = (seed: number) =>
      condition(data, alwaysLimited, conditionGrid, { seed, count: 20, until: 1960 })
    const first = JSON.stringify(await run(1))
    expect(JSON.stringify(await run(1))).toBe(first)
    expect(JSON.stringify(await run(2))).not.toBe(first)
  })

  it('weighs by normal margins, with one regularity left out where asked', () => {
    const two = [regularity(1, 0.5), regularity(0, 2)]
    expect(logLikelihood([2, 2], two, null)).toBeCloseTo(-2 - 0.5, 12)
    expect(logLikelihood([2, 2], two, 0)).toBeCloseTo(-0.5, 12)
  })

  it('finds weighted quantiles', () => {
    expect(weightedQuantiles([3, 1, 2], [0.5, 0.3, 0.2])).toMatchObject({ p05: 1, p50: 2, p95: 3 })
  })
})

describe('the check on years kept back', () => {
  const kept: ConditionData = {
    ...data,
    check: situations(4),
    checkRecent: new Uint8Array(4),
    checkOutcome: Uint8Array.of(0, 0, 1, 3),
    checkWeight: Float64Array.of(30, 30, 2, 2),
  }
  const of = (...each: readonly (readonly number[])[]): Float64Array => Float64Array.from(each.flat())
  const wide = of(
    [0.9, 0.05, 0.03, 0.02],
    [0.9, 0.05, 0.03, 0.02],
    [0.8, 0.1, 0.05, 0.05],
    [0.8, 0.1, 0.05, 0.05],
  )
  const record = of(
    [0.95, 0.02, 0.02, 0.01],
    [0.9, 0.05, 0.03, 0.02],
    [0.6, 0.2, 0.1, 0.1],
    [0.6, 0.2, 0.1, 0.1],
  )

  it('weighs rows by what they stand for', () => {
    const check = checkOf(kept, { wide, product: wide, record })
    const expected = (30 * Math.log(0.95 / 0.9) + 2 * Math.log(0.2 / 0.1) + 2 * Math.log(0.1 / 0.05)) / 64
    expect(check.overWide.mean).toBeCloseTo(expected, 12)
    expect(check.scores.record - check.scores.wide).toBeCloseTo(expected, 12)
    expect(check.overWide.low).toBeLessThan(check.overWide.mean)
  })

  it('sees no difference in levels where only the rate differs', () => {
    const check = checkOf(kept, { wide, product: wide, record })
    expect(check.levelOverWide.mean).toBeCloseTo(0, 12)
    expect([check.begun, check.rows]).toEqual([2, 4])
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
})

describe('the shipped conditioned priors', () => {
  it('say how they were made', () => {
    expect(conditioning.assumptions.map(({ name }) => name)).toEqual([...conditioned])
    expect(conditioning.ess).toBeGreaterThan(100)
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
