import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { log } from '../../src/core/elementary.js'
import {
  areaUnderCurve,
  brierScore,
  calibrationOf,
  clusterBootstrap,
  logScore,
} from '../../src/core/score.js'

const scored = fc
  .array(
    fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 3 })),
    {
      minLength: 2,
      maxLength: 40,
    },
  )
  .map((rows) => ({
    p: rows.map(([p]) => p / 8),
    y: rows.map(([, y]) => y),
    w: rows.map(([, , w]) => w),
  }))

describe('scores of probabilities', () => {
  it('area under the curve equals the count over all pairs, weights being repeated rows', () => {
    fc.assert(
      fc.property(scored, ({ p, y, w }) => {
        let [wins, pairs] = [0, 0]
        for (let i = 0; i < p.length; i++)
          for (let j = 0; j < p.length; j++) {
            if (y[i] !== 1 || y[j] !== 0) continue
            pairs += w[i] * w[j]
            wins += w[i] * w[j] * (p[i] > p[j] ? 1 : p[i] === p[j] ? 0.5 : 0)
          }
        const area = areaUnderCurve({ p, y }, w)
        if (pairs === 0) expect(area).toBeNaN()
        else expect(area).toBeCloseTo(wins / pairs, 10)
      }),
    )
  })

  it('Brier and log score by hand', () => {
    const one = { p: [0.8, 0.3], y: [1, 0] }
    expect(brierScore(one)).toBeCloseTo((0.04 + 0.09) / 2, 12)
    expect(logScore(one)).toBeCloseTo(-(log(0.8) + log(0.7)) / 2, 12)
    expect(brierScore(one, [3, 1])).toBeCloseTo((3 * 0.04 + 0.09) / 4, 12)
  })

  it('the truth has the best expected score', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        (truth, said) => {
          const expected = (score: typeof brierScore, p: number) =>
            truth * score({ p: [p], y: [1] }) + (1 - truth) * score({ p: [p], y: [0] })
          expect(expected(brierScore, truth)).toBeLessThanOrEqual(expected(brierScore, said) + 1e-12)
          expect(expected(logScore, truth)).toBeLessThanOrEqual(expected(logScore, said) + 1e-12)
        },
      ),
    )
  })

  it('calibration bins hold every row once', () => {
    fc.assert(
      fc.property(scored, ({ p, y }) => {
        const bins = calibrationOf({ p, y }, 5)
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(p.length)
        expect(bins.reduce((sum, { cases }) => sum + cases, 0)).toBe(y.reduce((sum, one) => sum + one, 0))
        for (const [k, bin] of bins.entries())
          if (k > 0) expect(bin.predicted).toBeGreaterThanOrEqual(bins[k - 1].predicted)
      }),
    )
  })
})

describe('bootstrap over clusters', () => {
  const mean = (values: readonly number[]) => (weights?: Float64Array) => {
    const w = weights ?? new Float64Array(values.length).fill(1)
    return [values.reduce((sum, v, k) => sum + w[k] * v, 0) / w.reduce((sum, one) => sum + one, 0)]
  }

  it('has the textbook width for a mean of independent rows', () => {
    const values = Array.from({ length: 400 }, (_, k) => (k % 2 === 0 ? 1 : 0))
    const [{ low, high }] = clusterBootstrap(
      values.map((_, k) => k),
      mean(values),
      { samples: 800, seed: 1, name: 'test' },
    )
    const half = (1.96 * 0.5) / Math.sqrt(400)
    expect((high - low) / 2 / half).toBeGreaterThan(0.9)
    expect((high - low) / 2 / half).toBeLessThan(1.1)
  })

  it('is wider where rows of a cluster repeat each other', () => {
    const values = Array.from({ length: 400 }, (_, k) => (Math.floor(k / 20) % 2 === 0 ? 1 : 0))
    const width = (clusters: readonly number[]) => {
      const [{ low, high }] = clusterBootstrap(clusters, mean(values), {
        samples: 400,
        seed: 1,
        name: 'test',
      })
      return high - low
    }
    const apart = width(values.map((_, k) => k))
    const together = width(values.map((_, k) => Math.floor(k / 20)))
    expect(together / apart).toBeGreaterThan(3)
  })

  it('gives the same bytes for the same seed, others for another', () => {
    const values = [1, 4, 2, 8, 5, 7]
    const run = (seed: number) =>
      clusterBootstrap([1, 1, 2, 2, 3, 3], mean(values), { samples: 50, seed, name: 'test' })
    expect(run(3)).toEqual(run(3))
    expect(run(3)).not.toEqual(run(4))
  })
})
