import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  asin,
  atan,
  cos,
  exp,
  log,
  normalCdf,
  normalDensity,
  normalQuantile,
  pow,
  sin,
} from '../../src/core/index.js'

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true })

/** Numbers of every size: the double with a given bit pattern. */
const anyBits = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((bits) => {
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, bits)
  return view.getFloat64(0)
})

/** |ours - theirs| in units of what `theirs` weighs. */
const relativeError = (ours: number, theirs: number): number =>
  Object.is(ours, theirs) || ours === theirs ? 0 : Math.abs(ours - theirs) / Math.abs(theirs)

describe('exp', () => {
  it('is Math.exp to the last bits', () => {
    fc.assert(
      fc.property(between(-700, 709), (x) => relativeError(exp(x), Math.exp(x)) < 5e-16),
      { numRuns: 5000 },
    )
  })

  it('is Math.exp to the last subnormal bit where results are subnormal', () => {
    fc.assert(
      fc.property(between(-746, -700), (x) => {
        expect(Math.abs(exp(x) - Math.exp(x))).toBeLessThanOrEqual(5e-324 + 1e-15 * Math.exp(x))
      }),
      { numRuns: 2000 },
    )
  })

  it('turns sums into products', () => {
    fc.assert(
      fc.property(between(-300, 300), between(-300, 300), (x, y) => {
        const sum = x + y
        expect(relativeError(exp(x) * exp(y), exp(sum))).toBeLessThan(1e-13)
      }),
    )
  })

  it('never falls', () => {
    fc.assert(
      fc.property(between(-750, 715), between(0, 10), (x, step) => exp(x + step) >= exp(x)),
      { numRuns: 2000 },
    )
  })

  it.each([
    [0, 1],
    [-0, 1],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, 0],
    [710, Number.POSITIVE_INFINITY],
    [-746, 0],
    [Number.NaN, Number.NaN],
    [5e-324, 1],
    [-745.13, 5e-324],
  ])('exp(%d) = %d', (x, expected) => {
    expect(exp(x)).toBe(expected)
  })

  it('reaches the largest double', () => {
    expect(relativeError(exp(709.782712893384), 1.797693134862273e308)).toBeLessThan(1e-13)
    expect(relativeError(exp(1), Math.E)).toBeLessThan(3e-16)
  })
})

describe('log', () => {
  it('is Math.log for a positive double of any size, subnormal too', () => {
    fc.assert(
      fc.property(anyBits, (bits) => {
        const x = Math.abs(bits)
        expect(relativeError(log(x), Math.log(x))).toBeLessThan(6e-16)
      }),
      { numRuns: 5000 },
    )
  })

  it('is Math.log near 1, where the result is small', () => {
    fc.assert(
      fc.property(between(0.5, 2), (x) => relativeError(log(x), Math.log(x)) < 6e-16),
      { numRuns: 5000 },
    )
  })

  it('undoes exp', () => {
    fc.assert(
      fc.property(between(-700, 700), (x) => Math.abs(log(exp(x)) - x) <= 4e-16 * Math.max(1, Math.abs(x))),
      { numRuns: 2000 },
    )
  })

  it.each([
    [1, 0],
    [0, Number.NEGATIVE_INFINITY],
    [-0, Number.NEGATIVE_INFINITY],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [-1, Number.NaN],
    [-5e-324, Number.NaN],
    [Number.NEGATIVE_INFINITY, Number.NaN],
    [Number.NaN, Number.NaN],
    [5e-324, -744.4400719213812],
    [2, Math.LN2],
    [10, Math.LN10],
  ])('log(%d) = %d', (x, expected) => {
    expect(log(x)).toBe(expected)
  })
})

describe('pow', () => {
  it('is Math.pow; the error grows with the exponent of the result', () => {
    fc.assert(
      fc.property(between(1e-5, 1e5), between(-50, 50), (x, y) => {
        const expected = x ** y
        expect(relativeError(pow(x, y), expected)).toBeLessThan(5e-16 * (4 + Math.abs(Math.log(expected))))
      }),
      { numRuns: 3000 },
    )
  })

  it('is exact for powers 0, 1 and 2 of anything', () => {
    fc.assert(
      fc.property(anyBits, (x) => {
        expect(pow(x, 0)).toBe(1)
        expect(pow(x, 1)).toBe(x)
        expect(pow(x, 2)).toBe(x * x)
      }),
    )
  })

  it('is what Math.pow is at the edges', () => {
    const { POSITIVE_INFINITY: INF, NaN: NAN } = Number
    const bases = [0, 5e-324, 0.5, 1, 2, Number.MAX_VALUE, INF, NAN]
    const powers = [-INF, -2.5, -1, 0, 0.5, 1, 2, 3, INF, NAN]
    for (const x of bases)
      for (const y of powers) {
        const expected = x ** y
        const ours = pow(x, y)
        if (Number.isFinite(expected) && expected !== 0)
          expect(relativeError(ours, expected), `${x} ** ${y}`).toBeLessThan(1e-12)
        else expect(ours, `${x} ** ${y}`).toBe(expected)
      }
    expect(pow(-2, 3)).toBeNaN()
  })
})

describe('sin, cos, atan, asin', () => {
  it('are those of Math, to the error they promise', () => {
    fc.assert(
      fc.property(between(-100, 100), (x) => {
        expect(Math.abs(sin(x) - Math.sin(x))).toBeLessThan(2e-14)
        expect(Math.abs(cos(x) - Math.cos(x))).toBeLessThan(3e-14)
      }),
      { numRuns: 5000 },
    )
    fc.assert(
      fc.property(between(-Math.PI, Math.PI), (x) => {
        expect(Math.abs(sin(x) - Math.sin(x))).toBeLessThan(1e-15)
        expect(Math.abs(cos(x) - Math.cos(x))).toBeLessThan(1e-15)
      }),
      { numRuns: 5000 },
    )
    fc.assert(
      fc.property(anyBits, (x) => {
        expect(Math.abs(atan(x) - Math.atan(x)) || 0).toBeLessThan(1e-15)
      }),
      { numRuns: 5000 },
    )
    fc.assert(
      fc.property(between(-1, 1), (x) => {
        expect(Math.abs(asin(x) - Math.asin(x))).toBeLessThan(1e-15)
      }),
      { numRuns: 5000 },
    )
  })

  it('keep small angles to their relative accuracy', () => {
    fc.assert(
      fc.property(between(1e-300, 0.1), (x) => {
        expect(relativeError(sin(x), Math.sin(x))).toBeLessThan(1e-15)
        expect(relativeError(atan(x), Math.atan(x))).toBeLessThan(1e-15)
        expect(relativeError(asin(x), Math.asin(x))).toBeLessThan(1e-15)
      }),
    )
  })

  it('never leave -1 to 1: who takes an arc sine of them must get a number', () => {
    fc.assert(
      fc.property(between(-100, 100), (x) => Math.abs(sin(x)) <= 1 && Math.abs(cos(x)) <= 1),
      { numRuns: 5000 },
    )
    for (let k = -30; k <= 30; k++) {
      expect(Math.abs(sin((k * Math.PI) / 2))).toBeLessThanOrEqual(1)
      expect(Math.abs(cos((k * Math.PI) / 2))).toBeLessThanOrEqual(1)
    }
    expect(cos(0)).toBe(1)
  })

  it('have their values at the edges', () => {
    expect(sin(0)).toBe(0)
    expect(atan(0)).toBe(0)
    expect(asin(0)).toBe(0)
    expect([atan(Number.POSITIVE_INFINITY), atan(Number.NEGATIVE_INFINITY)]).toEqual([
      Math.PI / 2,
      -Math.PI / 2,
    ])
    expect([asin(1), asin(-1)]).toEqual([Math.PI / 2, -Math.PI / 2])
    for (const f of [sin, cos, atan, asin]) expect(f(Number.NaN)).toBeNaN()
    for (const x of [1 + 2 ** -52, -1 - 2 ** -52, Number.POSITIVE_INFINITY]) expect(asin(x)).toBeNaN()
  })
})

// Computed with mpmath 1.3 at 40 digits.
const lowerTail: readonly (readonly [number, number])[] = [
  [0.5, 0.6914624612740131],
  [0, 0.5],
  [-1, 0.15865525393145705],
  [-2.5, 0.006209665325776135],
  [-3, 0.0013498980316300946],
  [-5, 2.866515718791939e-7],
  [-10, 7.619853024160525e-24],
  [-20, 2.7536241186062337e-89],
  [-37, 5.725571222524577e-300],
]

describe('the normal distribution', () => {
  it.each(lowerTail)('Phi(%d) = %d', (x, expected) => {
    expect(relativeError(normalCdf(x), expected)).toBeLessThan(1e-13)
    expect(normalCdf(-x)).toBeCloseTo(1 - expected, 15)
  })

  it('has the published values', () => {
    expect(normalCdf(1.96)).toBe(0.9750021048517795)
    expect(normalCdf(6)).toBeCloseTo(0.9999999990134123, 16)
    expect(relativeError(normalCdf(-10), 7.61985302416e-24)).toBeLessThan(1e-12)
  })

  it('goes down to the smallest subnormal, and to 0 beyond', () => {
    expect(relativeError(normalCdf(-38), 2.885428e-316)).toBeLessThan(1e-6)
    expect(normalCdf(-38.46)).toBe(5e-324)
    expect(normalCdf(-39)).toBe(0)
    expect(normalCdf(Number.NEGATIVE_INFINITY)).toBe(0)
    expect(normalCdf(Number.POSITIVE_INFINITY)).toBe(1)
    expect(normalCdf(Number.NaN)).toBeNaN()
  })

  it('grows, and mirrors about 0', () => {
    fc.assert(
      fc.property(between(-40, 40), between(1e-9, 5), (x, step) => {
        expect(normalCdf(x + step)).toBeGreaterThanOrEqual(normalCdf(x))
        expect(normalCdf(x) + normalCdf(-x)).toBeCloseTo(1, 15)
      }),
      { numRuns: 3000 },
    )
  })

  it('has the density as its slope, across the joints of its two methods', () => {
    const h = 1e-4
    fc.assert(
      fc.property(fc.oneof(between(-6, 6), between(-2.501, -2.499), between(2.499, 2.501)), (x) => {
        const slope = (normalCdf(x + h) - normalCdf(x - h)) / (2 * h)
        expect(Math.abs(slope - normalDensity(x))).toBeLessThan(1e-8)
      }),
    )
  })

  it('has a density with area 1 (rectangles, an independent sum)', () => {
    let area = 0
    for (let k = -2000; k <= 2000; k++) area += normalDensity(k / 100) / 100
    expect(area).toBeCloseTo(1, 13)
    expect(normalDensity(0)).toBe(1 / Math.sqrt(2 * Math.PI))
    expect(normalDensity(Number.NEGATIVE_INFINITY)).toBe(0)
  })
})

// Computed with mpmath 1.3 at 40 digits; the last two p are subnormal.
const quantiles: readonly (readonly [number, number])[] = [
  [0.4, -0.2533471031357998],
  [0.25, -0.6744897501960817],
  [0.1, -1.2815515655446006],
  [0.05, -1.6448536269514726],
  [0.025, -1.9599639845400543],
  [0.01, -2.326347874040841],
  [0.001, -3.0902323061678136],
  [1e-5, -4.264890793922825],
  [1e-10, -6.361340902404057],
  [1e-16, -8.222082216130435],
  [1e-100, -21.273453560965326],
  [1e-300, -37.0470962993612],
  [1e-310, -37.663060331949524],
]

describe('normalQuantile', () => {
  it.each(quantiles)('of %d is %d', (p, expected) => {
    expect(relativeError(normalQuantile(p), expected)).toBeLessThan(1e-13)
  })

  it('has the published value', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14)
    expect(normalQuantile(1 - 2 ** -53)).toBeCloseTo(8.209536151601387, 13)
    expect(normalQuantile(5e-324)).toBeCloseTo(-38.4674, 3)
  })

  it('and the distribution function undo each other', () => {
    const p = fc.oneof(
      between(0, 1),
      between(0, 700).map((t) => Math.exp(-t)),
    )
    fc.assert(
      fc.property(p, (x) => {
        fc.pre(x > 0 && x < 1)
        expect(relativeError(normalCdf(normalQuantile(x)), x)).toBeLessThan(1e-12)
      }),
      { numRuns: 3000 },
    )
    fc.assert(
      fc.property(between(-37, 5), (x) => {
        // Above 0 the function's own rounding, half a bit of 1, hides that much of x.
        const hidden = x > 0 ? 2 ** -53 / normalDensity(x) : 0
        expect(Math.abs(normalQuantile(normalCdf(x)) - x)).toBeLessThan(1e-13 * Math.max(1, -x) + 2 * hidden)
      }),
      { numRuns: 3000 },
    )
  })

  it('never falls', () => {
    fc.assert(
      fc.property(between(0, 1), between(0, 1), (a, b) => {
        fc.pre(Math.abs(a - b) > 1e-12)
        expect(normalQuantile(Math.max(a, b))).toBeGreaterThan(normalQuantile(Math.min(a, b)))
      }),
      { numRuns: 2000 },
    )
  })

  it('has its values at the edges', () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY)
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY)
    expect(normalQuantile(0.5)).toBeCloseTo(0, 15)
    for (const p of [-1e-300, 1 + 2 ** -52, Number.NaN]) expect(normalQuantile(p)).toBeNaN()
  })
})
