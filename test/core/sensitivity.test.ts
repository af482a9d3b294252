import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  type Estimate,
  elementaryEffects,
  estimateOf,
  MORRIS_LEVELS,
  MORRIS_STEP,
  type PickFreezeReplicate,
  pawnIndices,
  ratioOf,
  type ShapleyReplicate,
  scrambledSobol,
  scrambleKey,
  shapleyEffects,
  sobolIndices,
  t975,
} from '../../src/core/index.js'
import { gExact, gFunction, ishigami, ishigamiExact } from './functions.js'

type Model = (x: readonly number[]) => number

/** [dimension][point] */
const columns = (
  seed: number,
  replicate: number,
  dimensions: readonly number[],
  count: number,
): Float64Array[] =>
  dimensions.map((dimension) => {
    const key = scrambleKey(seed, `x${dimension}`, replicate)
    return Float64Array.from({ length: count }, (_, i) => scrambledSobol(i, dimension, key))
  })
const at = (model: Model, inputs: readonly Float64Array[]): Float64Array =>
  Float64Array.from(inputs[0], (_, i) => model(inputs.map((column) => column[i])))

const pickFreeze = (
  model: Model,
  inputs: number,
  groups: readonly (readonly number[])[],
  replicates: number,
  count: number,
  seed: number,
  pairs = false,
): PickFreezeReplicate[] =>
  Array.from({ length: replicates }, (_, r) => {
    const dimensions = Array.from({ length: inputs }, (_, j) => j)
    const a = columns(seed, r, dimensions, count)
    const b = columns(
      seed,
      r,
      dimensions.map((j) => j + inputs),
      count,
    )
    const mixed = (from: readonly Float64Array[], into: readonly Float64Array[], group: readonly number[]) =>
      at(
        model,
        into.map((column, j) => (group.includes(j) ? from[j] : column)),
      )
    return {
      a,
      b,
      fa: at(model, a),
      fb: at(model, b),
      fab: groups.map((group) => mixed(b, a, group)),
      ...(pairs ? { fba: groups.map((group) => mixed(a, b, group)) } : {}),
    }
  })
const singles = (count: number) =>
  Array.from({ length: count }, (_, j) => ({ name: `x${j + 1}`, inputs: [j] }))
const groupsOf = (count: number) => Array.from({ length: count }, (_, j) => [j])
const worst = (found: readonly Estimate[], exact: readonly number[]): number =>
  Math.max(...found.map(({ value }, k) => Math.abs(value - exact[k])))
const inside = ({ low, high }: Estimate, exact: number): boolean => low <= exact && exact <= high

const ANALYTIC = '../shared/peers/uncertainty/analytic.json'

describe('the test functions', () => {
  it.skipIf(!existsSync(ANALYTIC))('have the answers that are published', () => {
    const published = JSON.parse(readFileSync(ANALYTIC, 'utf8'))
    for (const [name, exact] of [
      ['ishigami_a7_b0.1', ishigamiExact],
      ['g_function_d8', gExact],
    ] as const) {
      expect(published[name].variance).toBeCloseTo(exact.variance, 10)
      published[name].S1.forEach((value: number, j: number) => {
        expect(value).toBeCloseTo(exact.first[j], 12)
        expect(published[name].ST[j]).toBeCloseTo(exact.total[j], 12)
        expect(published[name].Shapley[j]).toBeCloseTo(exact.shapley[j], 12)
      })
    }
  })
})

describe('error bars', () => {
  it("are those of Student's t", () => {
    // Published tables; above 30 the expansion.
    for (const [freedom, published] of [
      [1, 12.706],
      [15, 2.131],
      [30, 2.042],
      [40, 2.021],
      [120, 1.98],
    ])
      expect(Math.abs(t975(freedom) - published)).toBeLessThan(6e-4)
    expect(t975(0)).toBeNaN()
    const { value, se, low, high } = estimateOf([1, 2, 3, 4])
    expect([value, se]).toEqual([2.5, Math.sqrt(5 / 3 / 4)])
    expect(high - low).toBeCloseTo(2 * 3.1824 * se, 12)
  })
  it('of a ratio vanish where numerator and denominator err together', () => {
    const { value, se } = ratioOf([1, 2, 3], [2, 4, 6])
    expect(value).toBe(0.5)
    expect(se).toBe(0)
  })
  it.each([
    ['a smooth function', ishigami, 3, ishigamiExact.mean],
    ['one with kinks', gFunction, 8, gExact.mean],
    ['a steep step', ([x, y]: readonly number[]) => (x + y > 1.3 ? 1 : 0), 2, 0.245],
  ])('of a mean hold what they state, for %s', (_, model, inputs, exact) => {
    let hits = 0
    const runs = 400
    for (let seed = 0; seed < runs; seed++) {
      const means = Array.from({ length: 16 }, (_, r) => {
        const values = at(
          model,
          columns(
            seed,
            r,
            Array.from({ length: inputs }, (_, j) => j),
            32,
          ),
        )
        return values.reduce((sum, value) => sum + value, 0) / values.length
      })
      if (inside(estimateOf(means), exact)) hits++
    }
    expect(hits / runs).toBeGreaterThanOrEqual(0.9)
    expect(hits / runs).toBeLessThanOrEqual(0.975)
  })
})

describe("Sobol' indices", () => {
  // SALib at the same N = 2^14: 3.2e-4 and 1.5e-4; OpenTURNS 7.8e-4 and 1.0e-3 on the G-function (shared/peers/uncertainty).
  it('of Ishigami at N = 2^14 are closer than the peers', () => {
    const { factors, mean, variance } = sobolIndices(
      pickFreeze(ishigami, 3, groupsOf(3), 16, 1024, 1),
      singles(3),
    )
    expect(
      worst(
        factors.map(({ first }) => first),
        ishigamiExact.first,
      ),
    ).toBeLessThan(1e-4)
    expect(
      worst(
        factors.map(({ total }) => total),
        ishigamiExact.total,
      ),
    ).toBeLessThan(1e-4)
    expect(inside(mean, 3.5)).toBe(true)
    expect(variance).toBeCloseTo(ishigamiExact.variance, 2)
  })
  it('of the G-function at N = 2^14 are closer than those of OpenTURNS', () => {
    const { factors } = sobolIndices(pickFreeze(gFunction, 8, groupsOf(8), 8, 2048, 1), singles(8))
    expect(
      worst(
        factors.map(({ first }) => first),
        gExact.first,
      ),
    ).toBeLessThan(7.8e-4)
    expect(
      worst(
        factors.map(({ total }) => total),
        gExact.total,
      ),
    ).toBeLessThan(1e-3)
  })
  it('come with intervals that hold what they state', () => {
    let hits = 0
    let all = 0
    for (let seed = 0; seed < 60; seed++) {
      const { factors } = sobolIndices(pickFreeze(ishigami, 3, groupsOf(3), 16, 64, seed), singles(3))
      factors.forEach(({ first, total }, j) => {
        for (const [estimate, exact] of [
          [first, ishigamiExact.first[j]],
          [total, ishigamiExact.total[j]],
        ] as const) {
          all++
          if (inside(estimate, exact)) hits++
        }
      })
    }
    expect(hits / all).toBeGreaterThanOrEqual(0.9)
    expect(hits / all).toBeLessThanOrEqual(0.97)
  })
  it('of pairs: only the first and third of Ishigami interact', () => {
    const { pairs } = sobolIndices(pickFreeze(ishigami, 3, groupsOf(3), 8, 512, 3, true), singles(3))
    expect(pairs.map(({ names }) => names.join())).toEqual(['x1,x2', 'x1,x3', 'x2,x3'])
    const [none, first, third] = pairs.map(({ interaction }) => interaction.value)
    expect(Math.abs(none)).toBeLessThan(2e-3)
    expect(first).toBeCloseTo(ishigamiExact.total[2], 2)
    expect(Math.abs(third)).toBeLessThan(2e-3)
  })
  it('of groups: all inputs together explain everything, and a group what its members and their pairs do', () => {
    const groups = [[0, 2], [1]]
    const { factors } = sobolIndices(
      pickFreeze(ishigami, 3, groups, 8, 512, 5),
      groups.map((inputs, g) => ({ name: `g${g}`, inputs })),
    )
    const expected = ishigamiExact.first[0] + ishigamiExact.total[2]
    expect(factors[0].first.value).toBeCloseTo(expected, 2)
    expect(factors[0].first.value + factors[1].first.value).toBeCloseTo(1, 2)
  })
  it('of an input without influence are zero to the last bit of rounding', () => {
    const { factors } = sobolIndices(
      pickFreeze(([x]) => x * x, 2, groupsOf(2), 4, 64, 2),
      singles(2),
    )
    expect(Math.abs(factors[1].total.value)).toBeLessThan(1e-6)
  })
  it('do without replicates, but then say nothing of their error', () => {
    const { factors } = sobolIndices(pickFreeze(ishigami, 3, groupsOf(3), 1, 4096, 2), singles(3))
    expect(factors[0].first.value).toBeCloseTo(ishigamiExact.first[0], 2)
    expect(factors[0].first.se).toBeNaN()
  })
})

/** Walks for a model of correlated or independent inputs: `draw(kept, fresh, order)` is the test's own. */
const walks = (
  model: Model,
  inputs: number,
  replicates: number,
  count: number,
  pointAt: (
    own: readonly number[],
    fresh: readonly number[],
    replaced: ReadonlySet<number>,
    order: readonly number[],
  ) => readonly number[],
): ShapleyReplicate[] =>
  Array.from({ length: replicates }, (_, r) => {
    const dimensions = Array.from({ length: 2 * inputs }, (_, j) => j)
    const points = columns(9, r, dimensions, count)
    const orders: number[][] = []
    const values = new Float64Array(count * (inputs + 1))
    for (let i = 0; i < count; i++) {
      const own = points.slice(0, inputs).map((column) => column[i])
      const fresh = points.slice(inputs).map((column) => column[i])
      const order = permutation(inputs, i * 16 + r)
      orders.push(order)
      for (let step = 0; step <= inputs; step++)
        values[i * (inputs + 1) + step] = model(pointAt(own, fresh, new Set(order.slice(0, step)), order))
    }
    return { orders, values }
  })
const permutation = (size: number, k: number): number[] => {
  const left = Array.from({ length: size }, (_, j) => j)
  const out: number[] = []
  let state = (k + 1) * 2654435761
  while (left.length > 0) {
    state = (state * 69069 + 1) % 4294967296
    out.push(...left.splice(Math.floor((state / 4294967296) * left.length), 1))
  }
  return out
}

describe('Shapley effects', () => {
  it('of Ishigami and the G-function: closer than R sensitivity (.012), and add up to one', () => {
    for (const [model, exact, inputs] of [
      [ishigami, ishigamiExact.shapley, 3],
      [gFunction, gExact.shapley, 8],
    ] as const) {
      const found = shapleyEffects(
        walks(model, inputs, 8, 1024, (own, fresh, replaced) =>
          own.map((value, j) => (replaced.has(j) ? fresh[j] : value)),
        ),
        exact.map((_, j) => `x${j}`),
      )
      expect(
        worst(
          found.map(({ effect }) => effect),
          exact,
        ),
      ).toBeLessThan(0.012)
      expect(found.reduce((sum, { effect }) => sum + effect.value, 0)).toBeCloseTo(1, 12)
    }
  })
})

describe("Morris's elementary effects", () => {
  it('of a linear model are its slopes times the step, without spread', () => {
    const slopes = [3, -2, 0]
    const model: Model = (x) => slopes.reduce((sum, slope, j) => sum + slope * x[j], 0)
    const found = elementaryEffects(
      Array.from({ length: 6 }, (_, w) => {
        const order = permutation(3, w)
        const directions = order.map((_, j) => ((w >> j) & 1 ? 1 : -1))
        const x = directions.map((direction, j) => MORRIS_LEVELS[((w + j) % 2) + (direction > 0 ? 0 : 2)])
        const values = [model(x)]
        for (const input of order) {
          x[input] += MORRIS_STEP * directions[input]
          expect(MORRIS_LEVELS).toContain(x[input])
          values.push(model(x))
        }
        return { order, directions, values: Float64Array.from(values) }
      }),
      ['a', 'b', 'c'],
    )
    found.forEach(({ mean, size, spread }, j) => {
      expect(mean.value).toBeCloseTo(slopes[j] / 2, 12)
      expect(size.value).toBeCloseTo(Math.abs(slopes[j]) / 2, 12)
      expect(spread).toBeCloseTo(0, 12)
    })
  })
})

describe('PAWN', () => {
  const sample = (model: Model, seed: number, count = 1000) =>
    Array.from({ length: 4 }, (_, r) => {
      const inputs = columns(seed, r, [0, 1, 2], count / 4)
      return { columns: inputs, values: at(model, inputs) }
    })
  it('tells inputs with influence from one without, which it hardly ever takes for one with', () => {
    let quiet = 0
    const runs = 200
    for (let seed = 0; seed < runs; seed++) {
      const [a, b, c] = pawnIndices(
        sample(([x, y]) => x * x + y, seed),
        ['a', 'b', 'c'],
      )
      expect(a.matters && b.matters).toBe(true)
      if (!c.matters) quiet++
    }
    expect(quiet / runs).toBeGreaterThan(0.99)
  })
  it('hears a monotone transformation of the output as nothing, and leaves out what is missing', () => {
    const plain = pawnIndices(sample(ishigami, 1), ['a', 'b', 'c'])
    const bent = pawnIndices(
      sample((x) => Math.exp(ishigami(x) / 10), 1),
      ['a', 'b', 'c'],
    )
    expect(bent).toEqual(plain)
    const holes = sample(([x]) => (x < 0.5 ? Number.NaN : x), 1)
    expect(pawnIndices(holes, ['a', 'b', 'c'])[0].median.value).toBeGreaterThan(0.3)
  })
  it('of an input that is the output: the gap between a tenth and the whole', () => {
    const [a] = pawnIndices(
      sample(([x]) => x, 1),
      ['a', 'b', 'c'],
    )
    // Slice s of ten covers s/10 to (s+1)/10: its gap is max(s, 9 - s) / 10; the median over s is 0.7.
    expect(a.median.value).toBeCloseTo(0.7, 1)
  })
})
