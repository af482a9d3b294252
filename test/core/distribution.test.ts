import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cdf,
  type Distribution,
  distributionFaults,
  quantile,
  type Range,
  truncatedQuantile,
} from '../../src/core/index.js'

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true })

/** Parameters as people write them, to the millionth: widths too small to square are not asked about. */
const written = (value: number): number => Math.round(value * 1e6) / 1e6

const ordered = fc
  .tuple(between(-1000, 1000), between(0.001, 1000))
  .map(([low, width]) => ({ low: written(low), high: written(low + width) }))

const kinds = {
  uniform: ordered.map(({ low, high }): Distribution => ({ kind: 'uniform', low, high })),
  logUniform: fc
    .tuple(between(1e-6, 1e3), between(1.01, 1e6))
    .map(([low, factor]): Distribution => ({ kind: 'logUniform', low, high: low * factor })),
  normal: fc
    .tuple(between(-1000, 1000), between(0.001, 1000))
    .map(([mean, sd]): Distribution => ({ kind: 'normal', mean, sd })),
  logNormal: fc
    .tuple(between(1e-3, 1e3), between(0.01, 3))
    .map(([median, sigma]): Distribution => ({ kind: 'logNormal', median, sigma })),
  triangular: fc
    .tuple(ordered, fc.oneof(between(0, 1), fc.constantFrom(0, 1)))
    .map(([{ low, high }, at]): Distribution => {
      const mode = at === 1 ? high : written(low + at * (high - low))
      return { kind: 'triangular', low, mode, high }
    }),
  pert: fc.tuple(ordered, between(0, 1)).map(
    ([{ low, high }, at]): Distribution => ({
      kind: 'pert',
      low,
      mode: Math.min(high, low + at * (high - low)),
      high,
    }),
  ),
  beta: fc
    .tuple(ordered, between(1, 300), between(1, 300))
    .map(([ends, alpha, beta]): Distribution => ({ kind: 'beta', alpha, beta, ...ends })),
  mixture: fc.tuple(ordered, ordered, between(0.1, 10)).map(
    ([a, b, weight]): Distribution => ({
      kind: 'mixture',
      components: [
        { name: 'a', weight: 1, distribution: { kind: 'uniform', ...a } },
        { name: 'b', weight, distribution: { kind: 'normal', mean: b.low, sd: b.high - b.low } },
      ],
    }),
  ),
} satisfies Record<string, fc.Arbitrary<Distribution>>

/** The last few bits. */
const ROUNDING = 1e-14

/** A size to measure the rounding of draws against. */
const spread = (d: Distribution): number =>
  Math.max(Math.abs(quantile(d, 0.001)), Math.abs(quantile(d, 0.999)))

const endless: Distribution = {
  kind: 'mixture',
  components: [
    { name: 'a', weight: 1, distribution: { kind: 'uniform', low: 0, high: 0.001 } },
    { name: 'b', weight: 3, distribution: { kind: 'normal', mean: 0, sd: 0.001 } },
  ],
}

const anyKind = fc.oneof(...Object.values(kinds))

describe('every distribution', () => {
  it.each(Object.entries(kinds))('%s: the distribution function undoes the quantile', (_, kind) => {
    fc.assert(
      fc.property(kind, between(0.0001, 0.9999), (d, p) => {
        const x = quantile(d, p)
        // Of a narrow distribution far from 0, x itself holds only so many digits.
        const digits = 4 * Number.EPSILON * Math.abs(x)
        expect(cdf(d, x - digits)).toBeLessThan(p + 1e-9)
        expect(cdf(d, x + digits)).toBeGreaterThan(p - 1e-9)
      }),
      { numRuns: 1000 },
    )
  })

  it('has a distribution function from 0 to 1 that never falls', () => {
    fc.assert(
      fc.property(anyKind, between(-3000, 3000), between(0, 3000), (d, x, step) => {
        expect(cdf(d, x)).toBeGreaterThanOrEqual(0)
        expect(cdf(d, x + step)).toBeLessThanOrEqual(1)
        expect(cdf(d, x + step)).toBeGreaterThanOrEqual(cdf(d, x) - ROUNDING)
      }),
      { numRuns: 2000 },
    )
  })

  it('has no chance above 1 where weights add up to a rounding more', () => {
    const pooled: Distribution = {
      kind: 'mixture',
      components: [
        { name: 'a', weight: 1, distribution: { kind: 'uniform', low: 0, high: 0.001 } },
        { name: 'b', weight: 0.10000000000000017, distribution: { kind: 'normal', mean: 0, sd: 0.001 } },
      ],
    }
    expect(cdf(pooled, 0.008293)).toBe(1)
    const range = { min: 0, max: 0.008293 }
    expect(truncatedQuantile(pooled, range, 1)).toBeGreaterThanOrEqual(truncatedQuantile(pooled, range, 0))
  })

  it('has a quantile that never falls', () => {
    fc.assert(
      fc.property(anyKind, between(0, 1), between(0, 1), (d, a, b) => {
        const [first, second] = [quantile(d, Math.min(a, b)), quantile(d, Math.max(a, b))]
        expect(first <= second || first - second <= ROUNDING * spread(d), `${first} ${second}`).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('cut to a range, stays inside it for every p, 0 and 1 included, and never falls', () => {
    fc.assert(
      fc.property(
        anyKind,
        ordered,
        fc.oneof(between(0, 1), fc.constantFrom(0, 1)),
        between(0, 1),
        (d, { low: min, high: max }, p, q) => {
          fc.pre(cdf(d, max) - cdf(d, min) > 1e-6)
          const x = truncatedQuantile(d, { min, max }, p)
          expect(x).toBeGreaterThanOrEqual(min)
          expect(x).toBeLessThanOrEqual(max)
          const [first, second] = [Math.min(p, q), Math.max(p, q)]
          const fall = truncatedQuantile(d, { min, max }, first) - truncatedQuantile(d, { min, max }, second)
          expect(fall).toBeLessThanOrEqual(ROUNDING * spread(d))
        },
      ),
      {
        numRuns: 2000,
        // All of it lies inside, to the last bit, and one voice has no upper end.
        examples: [[endless, { low: 0, high: 0.008293 }, 1, 0]],
      },
    )
  })

  it('cut to a range, has the conditional distribution there', () => {
    fc.assert(
      fc.property(anyKind, ordered, between(0.01, 0.99), (d, { low: min, high: max }, p) => {
        const inside = cdf(d, max) - cdf(d, min)
        fc.pre(inside > 0.01)
        const x = truncatedQuantile(d, { min, max }, p)
        expect(Math.abs((cdf(d, x) - cdf(d, min)) / inside - p)).toBeLessThan(1e-6)
      }),
      { numRuns: 1000 },
    )
  })

  it('is itself where the range cuts nothing off', () => {
    fc.assert(
      fc.property(anyKind, between(0.001, 0.999), (d, p) => {
        const x = truncatedQuantile(d, { min: -1e300, max: 1e300 }, p)
        expect(Math.abs(x - quantile(d, p))).toBeLessThanOrEqual(1e-12 * Math.abs(x) + 1e-12)
      }),
    )
  })

  it('has no fault where its parameters are in order and the range holds it', () => {
    fc.assert(
      fc.property(anyKind, (d) => {
        expect(distributionFaults(d, { min: -1e12, max: 1e12 })).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })
})

describe('known values', () => {
  it('uniform, log-uniform and triangular by hand', () => {
    const uniform: Distribution = { kind: 'uniform', low: 2, high: 10 }
    expect([cdf(uniform, 4), cdf(uniform, 1), cdf(uniform, 11), quantile(uniform, 0.75)]).toEqual([
      0.25, 0, 1, 8,
    ])
    const logUniform: Distribution = { kind: 'logUniform', low: 1, high: 100 }
    expect(quantile(logUniform, 0.5)).toBeCloseTo(10, 12)
    expect(cdf(logUniform, 10)).toBeCloseTo(0.5, 14)
    expect(cdf(logUniform, -1)).toBe(0)
    // Below the mode x^2 / (b - a)(c - a): area of the left triangle 1/4 of the whole.
    const triangular: Distribution = { kind: 'triangular', low: 0, mode: 1, high: 4 }
    expect([cdf(triangular, 0.5), cdf(triangular, 1), cdf(triangular, 0), cdf(triangular, 4)]).toEqual([
      0.0625, 0.25, 0, 1,
    ])
    expect(cdf(triangular, 2)).toBeCloseTo(1 - 4 / 12, 14)
    expect(quantile(triangular, 0.25)).toBeCloseTo(1, 14)
  })

  it('normal and log-normal', () => {
    expect(quantile({ kind: 'normal', mean: 10, sd: 2 }, 0.975)).toBeCloseTo(10 + 2 * 1.959963984540054, 13)
    expect(quantile({ kind: 'logNormal', median: 3, sigma: 0.5 }, 0.5)).toBeCloseTo(3, 14)
    expect(quantile({ kind: 'logNormal', median: 3, sigma: 0.5 }, 0.975)).toBeCloseTo(
      3 * Math.exp(0.5 * 1.959963984540054),
      12,
    )
    expect(cdf({ kind: 'logNormal', median: 3, sigma: 0.5 }, 0)).toBe(0)
  })

  it('fixed', () => {
    const d: Distribution = { kind: 'fixed', value: 7 }
    expect([cdf(d, 6.999), cdf(d, 7), quantile(d, 0), quantile(d, 0.3)]).toEqual([0, 1, 7, 7])
    expect(truncatedQuantile(d, { min: 0, max: 10 }, 0.9)).toBe(7)
  })

  it('a half-normal: cut at its mean, the median is the quartile of the whole', () => {
    const d: Distribution = { kind: 'normal', mean: 0, sd: 1 }
    expect(truncatedQuantile(d, { min: 0, max: 1e6 }, 0.5)).toBeCloseTo(0.6744897501960817, 13)
  })
})

const range: Range = { min: 0, max: 10 }
const { NaN: NAN, POSITIVE_INFINITY: INF } = Number

describe('faults', () => {
  const faulty: readonly (readonly [string, Distribution, RegExp])[] = [
    ['fixed outside', { kind: 'fixed', value: 11 }, /^11 is outside 0 to 10$/],
    ['fixed NaN', { kind: 'fixed', value: NAN }, /^NaN is outside/],
    ['low above high', { kind: 'uniform', low: 5, high: 3 }, /^low, high: 5 is not below 3$/],
    ['low equal to high', { kind: 'uniform', low: 5, high: 5 }, /not below/],
    ['uniform NaN', { kind: 'uniform', low: NAN, high: 5 }, /not below/],
    ['uniform beyond', { kind: 'uniform', low: 5, high: 11 }, /^5 to 11 reaches outside 0 to 10$/],
    ['uniform infinite', { kind: 'uniform', low: 5, high: INF }, /reaches outside/],
    ['logUniform from 0', { kind: 'logUniform', low: 0, high: 5 }, /^0, low: 0 is not below 0$/],
    ['sd 0', { kind: 'normal', mean: 5, sd: 0 }, /^0, sd/],
    ['sd negative', { kind: 'normal', mean: 5, sd: -1 }, /^0, sd/],
    ['sd infinite', { kind: 'normal', mean: 5, sd: INF }, /no probability/],
    ['mean NaN', { kind: 'normal', mean: NAN, sd: 1 }, /no probability/],
    ['mean infinite', { kind: 'normal', mean: INF, sd: 1 }, /no probability/],
    ['normal far off', { kind: 'normal', mean: -100, sd: 1 }, /^no probability lies inside 0 to 10$/],
    ['median 0', { kind: 'logNormal', median: 0, sigma: 1 }, /^0, median/],
    ['sigma 0', { kind: 'logNormal', median: 1, sigma: 0 }, /^0, sigma/],
    ['median infinite', { kind: 'logNormal', median: INF, sigma: 1 }, /no probability/],
    ['mode below low', { kind: 'triangular', low: 2, mode: 1, high: 3 }, /^mode 1 is outside 2 to 3$/],
    ['mode NaN', { kind: 'triangular', low: 2, mode: NAN, high: 3 }, /^mode NaN is outside/],
    ['triangular beyond', { kind: 'triangular', low: -1, mode: 1, high: 3 }, /reaches outside/],
  ]

  it.each(faulty)('%s', (_, d, fault) => {
    const faults = distributionFaults(d, range)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(fault)
  })

  it('tells all at once', () => {
    expect(distributionFaults({ kind: 'logUniform', low: -1, high: -2 }, range)).toHaveLength(2)
    expect(distributionFaults({ kind: 'triangular', low: 3, mode: 9, high: 2 }, range)).toHaveLength(2)
  })

  it('none at the very edges of the range', () => {
    expect(distributionFaults({ kind: 'uniform', low: 0, high: 10 }, range)).toEqual([])
    expect(distributionFaults({ kind: 'fixed', value: 0 }, range)).toEqual([])
    expect(distributionFaults({ kind: 'fixed', value: 10 }, range)).toEqual([])
    expect(distributionFaults({ kind: 'triangular', low: 0, mode: 0, high: 10 }, range)).toEqual([])
  })

  it('whatever the numbers, a distribution without fault draws numbers inside the range', () => {
    const odd = fc.oneof(fc.double(), between(-20, 20), fc.constantFrom(0, 5e-324, 1e-320, 1e308, INF, NAN))
    const d = fc.oneof(
      fc.record({ kind: fc.constant('fixed' as const), value: odd }),
      fc.record({ kind: fc.constant('uniform' as const), low: odd, high: odd }),
      fc.record({ kind: fc.constant('logUniform' as const), low: odd, high: odd }),
      fc.record({ kind: fc.constant('normal' as const), mean: odd, sd: odd }),
      fc.record({ kind: fc.constant('logNormal' as const), median: odd, sigma: odd }),
      fc.record({ kind: fc.constant('triangular' as const), low: odd, mode: odd, high: odd }),
    )
    fc.assert(
      fc.property(d, between(0, 1), (distribution, p) => {
        fc.pre(distributionFaults(distribution, range).length === 0)
        const x = truncatedQuantile(distribution, range, p)
        expect(x >= range.min && x <= range.max, `${x}`).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })
})
