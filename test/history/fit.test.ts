import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { describe, expect, it } from 'vitest'
import { log } from '../../src/core/elementary.js'
import { streamFor } from '../../src/core/stream.js'
import { type FitData, fitRecord, logLikelihood } from '../../src/history/fit.js'
import { outcomeProbabilities, rateScore } from '../../src/history/likelihood.js'
import { occasionTerms } from '../../src/history/occasions.js'
import { primitives, priorMeans, valuesFrom } from '../../src/history/primitives.js'
import { READING, readRows, sliceSituations, solveHere } from '../../src/history/readings.js'
import type { Grid, Situations } from '../../src/history/situation.js'

const grid: Grid = { valueNodes: 5, shockNodes: 1, cells: 8, least: 0.25 }
const TERMS = occasionTerms.length

/** Situations with 0 to 2 guarantors, all facts drawn. */
const invented = (count: number): Situations => {
  const rng = streamFor(7, 'invented')
  const draw = (low: number, high: number) => low + (high - low) * uniformFloat64(rng)
  const each = (make: () => number) => Float64Array.from({ length: count }, make)
  const sizes = Array.from({ length: count }, (_, k) => k % 3)
  const from = Int32Array.from([0, ...sizes.map((_, k) => sizes.slice(0, k + 1).reduce((a, b) => a + b, 0))])
  const members = from[count]
  const some = (make: () => number) => Float64Array.from({ length: members }, make)
  return {
    count,
    year: new Int32Array(count).fill(1900),
    forceA: each(() => draw(10, 150)),
    forceB: each(() => draw(10, 150)),
    reachKm: each(() => (draw(0, 1) < 0.5 ? 0 : draw(500, 5000))),
    nuclearA: new Uint8Array(count),
    nuclearB: new Uint8Array(count),
    from,
    guarantor: new Int32Array(members),
    force: some(() => draw(10, 200)),
    km: some(() => draw(200, 4000)),
    nuclear: new Uint8Array(members),
    discretionary: new Uint8Array(members),
    depth: new Uint8Array(members),
  }
}

/** Outcomes of `years` years of every situation at a known truth. */
const simulate = (situations: Situations, truth: Float64Array, years: number): FitData => {
  const design = Float64Array.from(
    Array.from({ length: situations.count }).flatMap((_, k) => [
      1,
      k % 2,
      ...Array<number>(TERMS - 2).fill(0),
    ]),
  )
  const readings = readRows(situations, valuesFrom(truth.subarray(TERMS)), grid)
  const rng = streamFor(11, 'simulated')
  const counts = new Float64Array(situations.count * 4)
  for (let row = 0; row < situations.count; row++) {
    const p = outcomeProbabilities(readings, row, truth[0] + truth[1] * design[row * TERMS + 1])
    for (let year = 0; year < years; year++) {
      let u = uniformFloat64(rng)
      let y = 0
      while (y < 3 && u >= p[y]) u -= p[y++]
      counts[row * 4 + y]++
    }
  }
  return { situations, design, counts, clusters: Array.from({ length: situations.count }, (_, k) => k) }
}

const freeNames = ['rate.constant', 'rate.land', 'adversary.lambda', 'record.settled', 'fighting']

const truthOf = (): Float64Array => {
  const truth = Float64Array.from([-1.5, 0.6, ...Array<number>(TERMS - 2).fill(0), ...priorMeans()])
  const set = (name: string, value: number) => {
    truth[TERMS + primitives.findIndex((one) => one.name === name)] = value
  }
  set('adversary.lambda', log(0.05))
  set('record.settled', 0.8)
  set('fighting', 0.3)
  return truth
}

describe('the fit of the record', () => {
  it('recovers known primitives from synthetic data', async () => {
    const truth = truthOf()
    const data = simulate(invented(90), truth, 300)
    const start = Float64Array.from([-2.5, 0, ...Array<number>(TERMS - 2).fill(0), ...priorMeans()])
    const fit = await fitRecord(data, solveHere, grid, { start, free: (name) => freeNames.includes(name) })
    expect(fit.converged).toBe(true)
    for (const [k, name] of fit.names.entries()) {
      if (!freeNames.includes(name)) {
        expect(fit.at[k]).toBe(start[k])
        continue
      }
      expect(fit.se[k]).toBeGreaterThan(0)
      expect(Math.abs(fit.at[k] - truth[k]) / fit.se[k], name).toBeLessThan(3)
    }
    // The data, not the prior, decide: the rate and the precision are told to within a few percent.
    expect(fit.se[fit.names.indexOf('rate.constant')]).toBeLessThan(0.2)
    expect(fit.se[fit.names.indexOf('adversary.lambda')]).toBeLessThan(0.25)
    const atTruth = logLikelihood(
      data,
      readRows(data.situations, valuesFrom(truth.subarray(TERMS)), grid),
      truth,
    )
    expect(fit.logLik).toBeGreaterThan(atTruth - 1)
  })

  it('knows what only the prior says', async () => {
    // Nobody has a guarantor: what falling short costs guarantors cannot be told.
    const all = invented(60)
    const alone: Situations = { ...all, from: new Int32Array(61) }
    const data = simulate(alone, truthOf(), 50)
    const fit = await fitRecord(data, solveHere, grid, {
      start: truthOf(),
      free: (name) => name === 'audience' || name === 'rate.constant',
    })
    const k = fit.names.indexOf('audience')
    expect(fit.at[k]).toBeCloseTo(0, 6)
    expect(fit.se[k]).toBeCloseTo(primitives.find(({ name }) => name === 'audience')!.prior.sd, 4)
  })
})

describe('the likelihood', () => {
  const readings = new Float64Array(READING)
  readings.set([0.2, 0.3, 0.1, 0.6])

  it('shares out all of the probability', () => {
    for (const logRate of [-12, -5, -1, 0, 3]) {
      const p = outcomeProbabilities(readings, 0, logRate)
      expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
      expect(p[1] / p[2]).toBeCloseTo(0.2 / 0.34, 9)
      expect(p[3] / p[2]).toBeCloseTo(0.06 / 0.34, 9)
    }
  })

  it('has the score that differences of log-probabilities give', () => {
    for (const logRate of [-14, -6, -1, 1]) {
      const h = 1e-5
      const hazard = Math.exp(logRate) * 0.6
      for (let y = 0; y < 4; y++) {
        const up = log(outcomeProbabilities(readings, 0, logRate + h)[y])
        const down = log(outcomeProbabilities(readings, 0, logRate - h)[y])
        expect(rateScore(hazard, y)).toBeCloseTo((up - down) / (2 * h), 4)
      }
    }
  })
})

describe('games of the record', () => {
  it('give the same readings alone as among others', () => {
    const all = invented(9)
    const values = valuesFrom(priorMeans())
    const together = readRows(all, values, grid)
    for (let row = 0; row < all.count; row++)
      expect([...readRows(sliceSituations(all, row, row + 1), values, grid)]).toEqual([
        ...together.subarray(row * READING, (row + 1) * READING),
      ])
  })

  it('have pacts that deter on the whole, and honour where a guarantor is', () => {
    const all = invented(30)
    const values = valuesFrom(priorMeans())
    const withPacts = readRows(all, values, grid)
    const without = readRows({ ...all, from: new Int32Array(31) }, values, grid)
    let change = 0
    for (let row = 0; row < all.count; row++) {
      const at = row * READING
      const challenge = (r: Float64Array) => r[at] + r[at + 1] + r[at + 2]
      if (all.from[row] === all.from[row + 1]) {
        expect(challenge(withPacts)).toBe(challenge(without))
        expect(withPacts[at + 4]).toBeNaN()
      } else {
        // One by one a pact may alarm a fearful adversary more than it deters.
        change += challenge(withPacts) - challenge(without)
        expect(withPacts[at + 2]).toBeLessThan(without[at + 2])
        expect(withPacts[at + 4]).toBeGreaterThan(0)
        expect(withPacts[at + 4]).toBeLessThan(1)
        expect(withPacts[at + 5]).toBeGreaterThanOrEqual(withPacts[at + 4] - 1e-12)
      }
    }
    expect(change).toBeLessThan(0)
  })
})
