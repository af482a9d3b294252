import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cdf,
  type Distribution,
  density,
  distributionFaults,
  type Elicited,
  fitElicited,
  quantile,
  sampler,
  support,
  truncatedQuantile,
} from '../../src/core/index.js'

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const LEVELS = [0.05, 0.25, 0.5, 0.75, 0.95]
const elicited = (values: readonly number[], rest: Partial<Elicited> = {}): Elicited => ({
  kind: 'elicited',
  family: 'metalog',
  quantiles: values.map((value, k) => ({ p: LEVELS[k], value })),
  ...rest,
})

describe('a metalog', () => {
  it('of two terms without ends is the logistic distribution', () => {
    const d = elicited([3, 7], { quantiles: [0.25, 0.75].map((p) => ({ p, value: p === 0.25 ? 3 : 7 })) })
    const scale = 2 / Math.log(3)
    for (const p of [0.001, 0.1, 0.5, 0.9, 0.999])
      expect(quantile(d, p)).toBeCloseTo(5 + scale * Math.log(p / (1 - p)), 11)
  })

  it('of three terms has the closed form of Keelin (2016), with one end and with two', () => {
    // P10, P50, P90 of 4, 10, 18: coefficients in closed form on each scale (Keelin 2016, section 3.4).
    const levels = [0.1, 0.5, 0.9]
    const closed = (z: readonly number[], p: number): number => {
      const s = Math.log(9)
      const a2 = (z[2] - z[0]) / (2 * s)
      const a3 = (z[2] - 2 * z[1] + z[0]) / (0.8 * s)
      return z[1] + (a2 + a3 * (p - 0.5)) * Math.log(p / (1 - p))
    }
    const values = [4, 10, 18]
    const quantiles = values.map((value, k) => ({ p: levels[k], value }))
    const scales = [
      [{}, (x: number) => x, (z: number) => z],
      [{ low: 1 }, (x: number) => Math.log(x - 1), (z: number) => 1 + Math.exp(z)],
      [{ high: 30 }, (x: number) => -Math.log(30 - x), (z: number) => 30 - Math.exp(-z)],
      [
        { low: 1, high: 30 },
        (x: number) => Math.log((x - 1) / (30 - x)),
        (z: number) => (1 + 30 * Math.exp(z)) / (1 + Math.exp(z)),
      ],
    ] as const
    for (const [ends, inward, outward] of scales) {
      const d: Elicited = { kind: 'elicited', family: 'metalog', quantiles, ...ends }
      for (const p of [0.0001, 0.01, 0.1, 0.3, 0.5, 0.8, 0.99, 0.9999]) {
        const expected = outward(closed(values.map(inward), p))
        expect(Math.abs(quantile(d, p) - expected) / Math.max(1, Math.abs(expected))).toBeLessThan(1e-12)
      }
    }
  })

  it('goes through every quantile, never falls, stays between its ends, and is undone by cdf', () => {
    let fitted = 0
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 2, maxLength: 5 }),
        fc.constantFrom({}, { low: 0 }, { high: 1000 }, { low: 0, high: 1000 }),
        (values, ends) => {
          const d = elicited(
            [...values].sort((a, b) => a - b),
            ends,
          )
          const { curve, rows, faults } = fitElicited(d)
          if (curve === null) {
            expect(faults.join()).toMatch(/no metalog of \d terms/)
            expect(quantile(d, 0.5)).toBeNaN()
            return
          }
          fitted++
          for (const { given, fitted: found } of rows)
            expect(Math.abs(found - given)).toBeLessThan(1e-9 * 1000)
          let last = Number.NEGATIVE_INFINITY
          for (let k = 1; k < 400; k++) {
            const p = k / 400
            const x = quantile(d, p)
            expect(x).toBeGreaterThanOrEqual(last)
            last = x
            const { min, max } = support(d)
            if (max - x < 1e-9 || x - min < 1e-9) continue
            // Of a density that is nearly a point, x holds only so many digits.
            expect(Math.abs(cdf(d, x) - p)).toBeLessThan(1e-9 + 1e-15 * Math.abs(x) * density(d, x))
          }
          const { min, max } = support(d)
          expect(quantile(d, 1e-12)).toBeGreaterThanOrEqual(min)
          expect(quantile(d, 1 - 1e-12)).toBeLessThanOrEqual(max)
        },
      ),
      { numRuns: 300 },
    )
    expect(fitted).toBeGreaterThan(100)
  })

  it('is feasible with three terms exactly where the closed condition says', () => {
    // Keelin (2016): |a3| / a2 < 1.66711.
    for (const [ratio, feasible] of [
      [1.6, true],
      [1.667, true],
      [1.6672, false],
      [-1.667, true],
      [-1.6672, false],
    ] as const) {
      const quantiles = [0.1, 0.5, 0.9].map((p) => ({
        p,
        value: (1 + ratio * (p - 0.5)) * Math.log(p / (1 - p)),
      }))
      expect(fitElicited({ kind: 'elicited', family: 'metalog', quantiles }).faults.length === 0).toBe(
        feasible,
      )
    }
  })

  it('with fewer terms than quantiles shows what it misses', () => {
    const { rows, faults } = fitElicited(elicited([1, 2, 4, 5, 40], { terms: 3, low: 0 }))
    expect(faults).toEqual([])
    expect(rows.some(({ given, fitted }) => Math.abs(given - fitted) > 0.01)).toBe(true)
  })

  it('that cannot be says so, and what would fit', () => {
    const { faults } = fitElicited(elicited([1, 2, 2.01, 9, 10]))
    expect(faults).toEqual([
      expect.stringMatching(/density would be negative\): "terms: \d" fits, though not/),
    ])
  })
})

describe('quantile matching', () => {
  const families: readonly (readonly [Distribution, Partial<Elicited>])[] = [
    [{ kind: 'normal', mean: 8, sd: 2 }, { family: 'normal' }],
    [{ kind: 'logNormal', median: 24, sigma: 0.4 }, { family: 'logNormal' }],
    [
      { kind: 'beta', alpha: 6.5, beta: 37.5 },
      { family: 'beta', low: 0, high: 1 },
    ],
    [
      { kind: 'beta', alpha: 0.6, beta: 2, low: -5, high: 20 },
      { family: 'beta', low: -5, high: 20 },
    ],
    [
      { kind: 'beta', alpha: 300, beta: 12 },
      { family: 'beta', low: 0, high: 1 },
    ],
  ]
  it.each(families)('finds %j again from its quantiles', (truth, rest) => {
    for (const count of [2, 3, 5]) {
      const found = elicited(
        LEVELS.slice(0, count).map((p) => quantile(truth, p)),
        rest,
      )
      for (const p of [0.01, 0.3, 0.5, 0.9]) {
        const x = quantile(truth, p)
        expect(Math.abs(quantile(found, p) - x) / Math.abs(x)).toBeLessThan(1e-6)
      }
    }
  })

  it('shows what was given beside what was fitted', () => {
    const { rows, name } = fitElicited(elicited([1, 5, 6], { family: 'normal' }))
    expect(rows.map(({ p, given }) => [p, given])).toEqual([
      [0.05, 1],
      [0.25, 5],
      [0.5, 6],
    ])
    expect(rows[0].fitted).not.toBeCloseTo(1, 1)
    expect(name).toMatch(/^normal, mean /)
  })

  it.each([
    [[3], {}, /1 quantiles: two to five/],
    [[3, 2], {}, /quantiles must rise: 2 at 25% is not above 3 at 5%/],
    [[3, 3], {}, /must rise/],
    [[3, 4], { low: 3 }, /3 is not inside/],
    [[3, 4], { high: 4 }, /4 is not inside/],
    [[3, 4], { low: 9, high: 1 }, /9 is not below 1/],
    [[3, 4], { family: 'beta' }, /needs low and high/],
    [[-3, 4], { family: 'logNormal' }, /-3 is not inside/],
    [[3, 4], { terms: 3 }, /terms: 3 is not a whole number from 2 to 2/],
    [[3, 4], { family: 'normal', terms: 2 }, /terms belong to a metalog/],
    [[1, 2], { quantiles: [0, 1].map((p) => ({ p, value: p })) }, /levels lie between 0 and 100/],
    [[1, 2], { quantiles: [1, 2].map((value) => ({ p: 0.5, value })) }, /two quantiles at 50%/],
  ] as const)('refuses %j %j', (values, rest, message) => {
    const { faults, curve } = fitElicited(elicited(values, rest as Partial<Elicited>))
    expect(curve).toBeNull()
    expect(faults.join('\n')).toMatch(message)
  })
})

describe('a discrete distribution', () => {
  const d: Distribution = {
    kind: 'discrete',
    values: [
      { value: 4, weight: 1 },
      { value: 0, weight: 2 },
      { value: 1, weight: 1 },
    ],
  }
  it('gives each value its share, the ends of the range included', () => {
    const draw = sampler(d, { min: 0, max: 4 })
    const counts = new Map<number, number>()
    for (let k = 0; k < 1000; k++) {
      const x = draw((k + 0.5) / 1000)
      counts.set(x, (counts.get(x) ?? 0) + 1)
    }
    expect([...counts]).toEqual([
      [0, 500],
      [1, 250],
      [4, 250],
    ])
    expect([draw(0), draw(0.5), draw(0.500001), draw(1)]).toEqual([0, 0, 1, 4])
  })
  it('loses no value that stands on an end of the range, and all beyond it', () => {
    const draw = sampler(d, { min: 1, max: 10 })
    expect([draw(0), draw(0.25), draw(0.5), draw(0.75), draw(1)]).toEqual([1, 1, 1, 4, 4])
    expect(distributionFaults(d, { min: 1, max: 10 })).toEqual(['0 to 4 reaches outside 1 to 10'])
  })
  it('needs values, each once, with weight', () => {
    const faults = (values: readonly { value: number; weight: number }[]) =>
      distributionFaults({ kind: 'discrete', values }, { min: 0, max: 9 }).join()
    expect(faults([])).toBe('no values')
    expect(faults([{ value: 1, weight: 0 }])).toMatch(/weight of 1: 0 is not below 0/)
    expect(
      faults([
        { value: 1, weight: 1 },
        { value: 1, weight: 2 },
      ]),
    ).toMatch(/stands twice/)
  })
})

const component = (name: string, weight: number, distribution: Distribution) => ({
  name,
  weight,
  distribution,
})

describe('a linear pool', () => {
  it('of single values is a discrete distribution', () => {
    const d: Distribution = {
      kind: 'mixture',
      components: [
        component('a', 3, { kind: 'fixed', value: 2 }),
        component('b', 1, { kind: 'fixed', value: 7 }),
      ],
    }
    expect([0.1, 0.75, 0.76, 1].map((p) => quantile(d, p))).toEqual([2, 2, 7, 7])
  })

  it('of values and densities has jumps where the values are', () => {
    const d: Distribution = {
      kind: 'mixture',
      components: [
        component('a', 1, { kind: 'fixed', value: 5 }),
        component('b', 1, { kind: 'uniform', low: 0, high: 10 }),
      ],
    }
    const found = [0.125, 0.25, 0.5, 0.75, 0.875].map((p) => quantile(d, p))
    expect(found[0]).toBeCloseTo(2.5, 12)
    expect(found[1]).toBeCloseTo(5, 12)
    expect(found.slice(2, 4)).toEqual([5, 5])
    expect(found[4]).toBeCloseTo(7.5, 12)
  })

  it('never falls and is undone by cdf, with gaps and kinks in it', () => {
    const ends = fc
      .tuple(between(-100, 100), between(0.5, 100))
      .map(([low, width]) => ({ low, high: low + width }))
    const one: fc.Arbitrary<Distribution> = fc.oneof(
      ends.map((d): Distribution => ({ kind: 'uniform', ...d })),
      ends.map((d): Distribution => ({ kind: 'triangular', mode: d.low + (d.high - d.low) / 3, ...d })),
      ends.map((d): Distribution => ({ kind: 'pert', mode: d.high, ...d })),
      ends.map((d): Distribution => ({ kind: 'normal', mean: d.low, sd: d.high - d.low })),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(one, between(0.1, 5)), { minLength: 1, maxLength: 4 }), (voices) => {
        const d: Distribution = {
          kind: 'mixture',
          components: voices.map(([distribution, weight], k) => component(`${k}`, weight, distribution)),
        }
        let last = Number.NEGATIVE_INFINITY
        for (let k = 1; k < 100; k++) {
          const x = quantile(d, k / 100)
          // In a gap any value will do.
          expect(x).toBeGreaterThanOrEqual(last - 1e-9)
          expect(Math.abs(cdf(d, x) - k / 100)).toBeLessThan(1e-12)
          last = x
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('a logarithmic pool', () => {
  const pool = (parts: readonly (readonly [number, Distribution])[]): Distribution => ({
    kind: 'logPool',
    components: parts.map(([weight, distribution], k) => component(`${k}`, weight, distribution)),
  })
  const agree = (found: Distribution, truth: Distribution, tolerance = 1e-10): void => {
    for (const p of [0.001, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999])
      expect(Math.abs(cdf(truth, quantile(found, p)) - p), `at ${p}`).toBeLessThan(tolerance)
  }

  it('of normals is the normal of weighted precision', () => {
    const precision = 0.25 / 1 + 0.75 / 4
    const mean = ((0.25 * 8) / 1 + (0.75 * 12) / 4) / precision
    agree(
      pool([
        [1, { kind: 'normal', mean: 8, sd: 1 }],
        [3, { kind: 'normal', mean: 12, sd: 2 }],
      ]),
      { kind: 'normal', mean, sd: Math.sqrt(1 / precision) },
    )
  })

  it('of betas is the beta of mean shapes, flat ends and steep ones', () => {
    for (const [a, b] of [
      [
        [6.5, 37.5],
        [36.5, 23.5],
      ],
      [
        [1, 3],
        [2, 0.8],
      ],
    ])
      agree(
        pool([
          [1, { kind: 'beta', alpha: a[0], beta: a[1] }],
          [1, { kind: 'beta', alpha: b[0], beta: b[1] }],
        ]),
        { kind: 'beta', alpha: (a[0] + b[0]) / 2, beta: (a[1] + b[1]) / 2 },
        1e-9,
      )
  })

  it('of uniforms is uniform where they meet', () => {
    agree(
      pool([
        [1, { kind: 'uniform', low: 0, high: 6 }],
        [9, { kind: 'uniform', low: 4, high: 20 }],
      ]),
      { kind: 'uniform', low: 4, high: 6 },
    )
  })

  it('of one voice, twice, is that voice: triangular, PERT, log-normal, elicited', () => {
    const voices: readonly Distribution[] = [
      { kind: 'triangular', low: 0, mode: 2, high: 9 },
      { kind: 'pert', low: 0, mode: 2, high: 9 },
      { kind: 'logNormal', median: 24, sigma: 0.7 },
      elicited([2, 4, 9], { low: 0 }),
    ]
    for (const d of voices)
      agree(
        pool([
          [1, d],
          [2, d],
        ]),
        d,
      )
  })

  it('needs densities, and values that all hold possible', () => {
    const range = { min: 0, max: 10 }
    const apart = pool([
      [1, { kind: 'uniform', low: 0, high: 2 }],
      [1, { kind: 'uniform', low: 4, high: 6 }],
    ])
    expect(distributionFaults(apart, range).join()).toMatch(/there are none/)
    const single = pool([[1, { kind: 'fixed', value: 3 }]])
    expect(distributionFaults(single, range).join()).toMatch(/needs densities/)
  })
})

describe('a sampler', () => {
  it('draws what truncatedQuantile draws, inside the range', () => {
    const range = { min: 2, max: 6 }
    const kinds: readonly Distribution[] = [
      { kind: 'normal', mean: 1, sd: 3 },
      { kind: 'beta', alpha: 2, beta: 3, low: 0, high: 9 },
      elicited([1, 2, 4], { low: 0 }),
      { kind: 'truncated', of: { kind: 'normal', mean: 1, sd: 3 }, low: 3 },
    ]
    for (const d of kinds) {
      const draw = sampler(d, range)
      let last = range.min
      for (let k = 0; k <= 50; k++) {
        const x = draw(k / 50)
        expect(x).toBe(truncatedQuantile(d, range, k / 50))
        expect(x).toBeGreaterThanOrEqual(last)
        expect(x).toBeLessThanOrEqual(range.max)
        last = x
      }
    }
  })
})
