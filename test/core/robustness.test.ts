import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Metric,
  rankStability,
  ranksAcrossMetrics,
  ranksAcrossScenarios,
  ranksAcrossWeights,
  robustness,
  simplexDraws,
  simplexGrid,
} from '../../src/core/robustness.js'

/** Whole numbers from a small range: many ties, zeros and negative values. */
const metrics: fc.Arbitrary<Metric> = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 12 }))
  .chain(([options, scenarios]) =>
    fc.record({
      name: fc.constant('m'),
      better: fc.constantFrom('more' as const, 'less' as const),
      threshold: fc.integer({ min: -5, max: 5 }),
      values: fc.array(
        fc
          .array(fc.integer({ min: -5, max: 5 }), { minLength: scenarios, maxLength: scenarios })
          .map((row) => Float64Array.from(row)),
        { minLength: options, maxLength: options },
      ),
    }),
  )

const metric = (better: 'more' | 'less', ...rows: readonly (readonly number[])[]): Metric => ({
  name: 'm',
  better,
  values: rows.map((row) => Float64Array.from(row)),
})

const permutations = (items: readonly number[]): number[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item) =>
        permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
      )

describe('robustness', () => {
  it('is what walking options and scenarios gives', () => {
    fc.assert(
      fc.property(metrics, (drawn) => {
        const { better, values, threshold } = drawn
        const found = robustness(drawn, 0.25)
        const worth = (o: number, s: number) => (better === 'more' ? values[o][s] : -values[o][s])
        for (let o = 0; o < values.length; o++) {
          const option = found.options[o]
          const regrets: number[] = []
          let met = 0
          for (let s = 0; s < values[0].length; s++) {
            const others = values.map((_, k) => worth(k, s)).filter((_, k) => k !== o)
            regrets.push(Math.max(worth(o, s), ...others) - worth(o, s))
            expect(option.regret[s]).toBe(regrets[s])
            if (others.length === 0) expect(option.lead[s]).toBeNaN()
            else expect(option.lead[s]).toBe(Math.max(...others) - worth(o, s))
            if (better === 'more' ? values[o][s] >= threshold! : values[o][s] <= threshold!) met++
          }
          expect(option.regretMax).toBe(Math.max(...regrets))
          expect(option.satisficing).toBe(met / values[0].length)
          const all = [...values[o]]
          const [lowest, highest] = [Math.min(...all) + 0, Math.max(...all) + 0]
          expect(option.worst).toBe(better === 'more' ? lowest : highest)
          expect(option.best).toBe(better === 'more' ? highest : lowest)
          expect(option.hurwicz).toBeCloseTo(0.25 * option.best + 0.75 * option.worst, 12)
          expect(option.mean).toBeCloseTo(all.reduce((a, b) => a + b) / all.length, 12)
        }
      }),
    )
  })

  it('by hand, around a zero and a negative best', () => {
    const [a, b] = robustness({ ...metric('more', [0, -2, 5], [-1, -1, 5]), threshold: 0 }).options
    expect([...a.regret]).toEqual([0, 1, 0])
    expect([...b.regret]).toEqual([1, 0, 0])
    expect([...a.lead]).toEqual([-1, 1, 0])
    expect(a.regretMedian).toBe(0)
    expect(a.regretP90).toBeCloseTo(0.8, 12)
    expect(a.satisficing).toBeCloseTo(2 / 3, 12)
    expect(b.satisficing).toBeCloseTo(1 / 3, 12)
    expect(robustness(metric('less', [1])).options[0].satisficing).toBeNull()
  })

  it('adding a constant to every option moves no regret', () => {
    fc.assert(
      fc.property(metrics, fc.integer({ min: -9, max: 9 }), (drawn, shift) => {
        const moved = { ...drawn, values: drawn.values.map((row) => row.map((value) => value + shift)) }
        expect(robustness(moved).options.map(({ regret }) => regret)).toEqual(
          robustness(drawn).options.map(({ regret }) => regret),
        )
      }),
    )
  })

  it('refuses what it cannot compare', () => {
    expect(() => robustness(metric('more'))).toThrow(RangeError)
    expect(() => robustness(metric('more', [1, 2], [1]))).toThrow(/option 1 has 1 scenarios/)
    expect(() => robustness(metric('more', [1, Number.NaN]))).toThrow(/scenario 1 is NaN/)
    expect(() => robustness(metric('more', [1]), 2)).toThrow(/optimism/)
    expect(() => ranksAcrossMetrics([metric('more', [1]), metric('more', [1], [2])])).toThrow(/options/)
    expect(() => ranksAcrossWeights([metric('more', [1])], [[0.5, 0.5]])).toThrow(/2 weights for 1/)
  })
})

describe('rank stability', () => {
  it('shares: the mean over every way to break the ties', () => {
    fc.assert(
      fc.property(metrics, (drawn) => {
        const { values, better } = drawn
        const { shares, meanRank, rankings } = ranksAcrossScenarios(drawn)
        expect(rankings).toBe(values[0].length)
        const expected = values.map(() => values.map(() => 0))
        for (let s = 0; s < rankings; s++) {
          const worth = values.map((row) => (better === 'more' ? row[s] : -row[s]))
          const orders = permutations(values.map((_, o) => o)).filter((order) =>
            order.every((o, k) => k === 0 || worth[order[k - 1]] >= worth[o]),
          )
          for (const order of orders)
            for (const [rank, o] of order.entries()) expected[o][rank] += 1 / orders.length / rankings
        }
        for (const [o, row] of expected.entries()) {
          for (const [rank, share] of row.entries()) expect(shares[o][rank]).toBeCloseTo(share, 10)
          expect(meanRank[o]).toBeCloseTo(
            row.reduce((sum, share, rank) => sum + share * (rank + 1), 0),
            10,
          )
        }
      }),
      { numRuns: 60 },
    )
  })

  it("Kendall's W is (1 + (m - 1) mean Spearman correlation) / m over pairs of rankings without ties", () => {
    const orders = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(fc.array(orders, { minLength: 2, maxLength: 6 }), (scores) => {
        const m = scores.length
        let sum = 0
        for (let a = 0; a < m; a++)
          for (let b = 0; b < m; b++)
            if (a !== b) {
              const squares = scores[a].reduce((total, score, o) => total + (score - scores[b][o]) ** 2, 0)
              sum += 1 - (6 * squares) / (5 * 24)
            }
        const spearman = sum / (m * (m - 1))
        expect(rankStability(scores).concordance).toBeCloseTo((1 + (m - 1) * spearman) / m, 10)
      }),
    )
  })

  it("Kendall's W with ties: 1 for equal rankings, 0 for opposed, null where there is nothing to rank", () => {
    expect(
      rankStability([
        [1, 1, 3],
        [5, 5, 9],
      ]).concordance,
    ).toBe(1)
    expect(
      rankStability([
        [1, 2, 3],
        [3, 2, 1],
      ]).concordance,
    ).toBe(0)
    expect(rankStability([[2, 2]]).concordance).toBeNull()
    expect(rankStability([[2]]).concordance).toBeNull()
  })

  it('across metrics: by the mean of each, in its direction', () => {
    const { shares, concordance } = ranksAcrossMetrics([
      metric('more', [1, 3], [0, 1]),
      metric('less', [9, 9], [1, 2]),
    ])
    expect(shares.map((row) => [...row])).toEqual([
      [0.5, 0.5],
      [0.5, 0.5],
    ])
    expect(concordance).toBe(0)
  })

  it('across weights: two options that differ on two metrics trade places in the middle', () => {
    const two = [metric('more', [1], [0]), metric('less', [5], [3])]
    const grid = ranksAcrossWeights(two, simplexGrid(2, 4))
    // Weights 0, 1/4, 1/2, 3/4, 1 on the first: a loses twice, ties once, wins twice.
    expect(grid.shares.map((row) => [...row])).toEqual([
      [0.5, 0.5],
      [0.5, 0.5],
    ])
    const drawn = ranksAcrossWeights(two, simplexDraws(2, 4000, 1))
    expect(Math.abs(drawn.shares[0][0] - 0.5)).toBeLessThan(0.04)
    const dominated = ranksAcrossWeights(
      [metric('more', [1], [0]), metric('less', [2], [3])],
      simplexDraws(2, 200, 1),
    )
    expect(dominated.shares[0][0]).toBe(1)
  })
})

describe('weights on the simplex', () => {
  it('grid: all of them, each once, each summing to 1', () => {
    expect(simplexGrid(1, 3).map((row) => [...row])).toEqual([[1]])
    const grid = simplexGrid(4, 5)
    expect(grid.length).toBe(56) // 8 over 3
    expect(new Set(grid.map(String)).size).toBe(56)
    for (const row of grid) expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
    expect(() => simplexGrid(0, 3)).toThrow(RangeError)
  })

  it('draws: the moments of a Dirichlet distribution with all parameters 1, the same for the same seed', () => {
    const parts = 4
    const draws = simplexDraws(parts, 20000, 3)
    for (let k = 0; k < parts; k++) {
      const average = draws.reduce((sum, row) => sum + row[k], 0) / draws.length
      const square = draws.reduce((sum, row) => sum + row[k] * row[k], 0) / draws.length
      expect(Math.abs(average - 1 / parts)).toBeLessThan(0.006)
      expect(Math.abs(square - 2 / (parts * (parts + 1)))).toBeLessThan(0.006)
    }
    expect(simplexDraws(parts, 10, 3)).toEqual(draws.slice(0, 10))
    expect(simplexDraws(parts, 10, 4)).not.toEqual(draws.slice(0, 10))
  })
})
