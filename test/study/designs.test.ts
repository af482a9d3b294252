import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IssueError, MORRIS_LEVELS, normalQuantile } from '../../src/core/index.js'
import { type Assumption, assumptions } from '../../src/crisis/index.js'
import { type RankCorrelation, withCorrelations } from '../../src/study/index.js'
import { dimensions } from '../../src/study/uncertainty/dimensions.js'
import {
  COPY,
  type Design,
  designSize,
  pickFreezeSteps,
  pointsOf,
  type Sampling,
  type Space,
  shapleyOrder,
  spaceOf,
  valuesFrom,
} from '../../src/study/uncertainty/index.js'

const some = (...names: string[]): Assumption[] => assumptions.filter(({ name }) => names.includes(name))
const four = ['adversary.statusQuo', 'adversary.fear', 'fighting.full', 'sanctions.pain']
const space = spaceOf(some(...four))
const sample = (sampling: Sampling, size = 64): Design => ({
  kind: 'sample',
  seed: 1,
  sampling,
  replicates: 4,
  from: 0,
  to: size,
})
/** [input][point] */
const table = (design: Design, of: Space): number[][] => {
  const pointAt = pointsOf(design, of)
  const points = Array.from({ length: designSize(design, of) }, (_, k) => pointAt(k))
  return of.inputs.map((_, j) => points.map((point) => point[j]))
}
const column = (design: Design, of: Space, name: string): number[] =>
  table(design, of)[of.inputs.findIndex(({ assumption }) => assumption.name === name)]

const ranks = (values: readonly number[]): number[] => {
  const order = [...values.keys()].sort((a, b) => values[a] - values[b])
  const out: number[] = []
  order.forEach((k, rank) => {
    out[k] = rank
  })
  return out
}
const correlation = (a: readonly number[], b: readonly number[]): number => {
  const [ra, rb] = [ranks(a), ranks(b)]
  const middle = (a.length - 1) / 2
  const product = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, k) => sum + (value - middle) * (y[k] - middle), 0)
  return product(ra, rb) / Math.sqrt(product(ra, ra) * product(rb, rb))
}
const pair = (rank: number): RankCorrelation => ({ a: four[0], b: four[2], rank, source: 'test' })

describe('dimensions', () => {
  it('every assumption has one of its own, once, below those of the second copies', () => {
    expect(new Set(dimensions).size).toBe(dimensions.length)
    expect(dimensions.length).toBeLessThanOrEqual(COPY)
    for (const { name } of assumptions) expect(dimensions, name).toContain(name)
  })
})

describe('a sample', () => {
  it.each(['sobol', 'lhs', 'random'] as const)(
    'by %s: what is drawn for one assumption hangs on no other, nor on the order in which points are asked for',
    (sampling) => {
      const wider = spaceOf(some(...four, 'adversary.lambda', 'win.uncertainty', 'fighting.limited'))
      const design = sample(sampling)
      for (const name of four) expect(column(design, wider, name)).toEqual(column(design, space, name))
      const pointAt = pointsOf(design, space)
      const forwards = [3, 100, 255].map((k) => [...pointAt(k)])
      const backwards = [255, 100, 3].map((k) => [...pointsOf(design, space)(k)])
      expect(backwards.reverse()).toEqual(forwards)
    },
  )
  it.each([
    ['sobol', 1.01],
    ['lhs', 1.01],
    ['random', 5],
  ] as const)('by %s fills the sixteenths of each replicate evenly', (sampling, most) => {
    for (const values of table(sample(sampling), space))
      for (let r = 0; r < 4; r++) {
        const counts = new Array<number>(16).fill(0)
        for (const u of values.slice(r * 64, r * 64 + 64)) {
          expect(u).toBeGreaterThan(0)
          expect(u).toBeLessThan(1)
          counts[Math.floor(u * 16)]++
        }
        const worst = Math.max(...counts) / 4
        expect(worst).toBeLessThan(most)
      }
  })
  it('goes on where it stopped: a further round holds the next points of the same replicates', () => {
    const whole = table(
      { ...(sample('sobol', 64) as Extract<Design, { kind: 'sample' }>), replicates: 1 },
      space,
    )
    const first = table(
      { ...(sample('sobol', 32) as Extract<Design, { kind: 'sample' }>), replicates: 1 },
      space,
    )
    const second = table(
      { kind: 'sample', seed: 1, sampling: 'sobol', replicates: 1, from: 32, to: 64 },
      space,
    )
    whole.forEach((values, j) => {
      expect([...first[j], ...second[j]]).toEqual(values)
    })
  })
  it('has the rank correlations that were asked for, and leaves the others at none', () => {
    for (const rank of [-0.8, 0.3, 0.6]) {
      const correlated = spaceOf(withCorrelations(some(...four), [pair(rank)]))
      const columns = table(sample('sobol', 512), correlated)
      const place = (name: string) =>
        correlated.inputs.findIndex(({ assumption }) => assumption.name === name)
      const [a, b, c] = [four[0], four[2], four[1]].map((name) => columns[place(name)])
      expect(correlation(a, b)).toBeCloseTo(rank, 1)
      expect(Math.abs(correlation(a, c))).toBeLessThan(0.05)
    }
  })
})

describe('correlations', () => {
  it('that contradict one another are refused with the names', () => {
    const contradiction: RankCorrelation[] = [
      { a: four[0], b: four[1], rank: 0.9, source: 'test' },
      { a: four[1], b: four[2], rank: 0.9, source: 'test' },
      { a: four[0], b: four[2], rank: -0.9, source: 'test' },
    ]
    expect(() => spaceOf(withCorrelations(some(...four), contradiction))).toThrow(IssueError)
    try {
      spaceOf(withCorrelations(some(...four), contradiction))
    } catch (error) {
      const [{ code, message }] = (error as IssueError).issues
      expect(code).toBe('correlations')
      for (const name of four.slice(0, 3)) expect(message).toContain(name)
    }
  })
  it('with an assumption that is fixed mean nothing', () => {
    const fixed = some(...four).map((one) =>
      one.name === four[0] ? { ...one, distribution: { kind: 'fixed' as const, value: -5 } } : one,
    )
    expect(spaceOf(withCorrelations(fixed, [pair(0.9)])).clusters).toEqual([])
  })
})

describe('values', () => {
  it('at one half are the medians, and rise with the quantile', () => {
    const at = (q: number) => valuesFrom(space, new Float64Array(space.inputs.length).fill(q))
    for (const name of four) {
      expect(at(0.2)[name]).toBeLessThan(at(0.5)[name])
      expect(at(0.5)[name]).toBeLessThan(at(0.8)[name])
    }
  })
})

describe("Saltelli's design", () => {
  it('takes each group from the other point and leaves the rest', () => {
    const design = {
      kind: 'pickFreeze',
      seed: 1,
      replicates: 2,
      perReplicate: 4,
      groups: [[0], [1, 3], [2]],
      pairs: true,
    } as const
    const steps = pickFreezeSteps(design)
    expect(designSize(design, space)).toBe(2 * 4 * steps)
    const pointAt = pointsOf(design, space)
    for (let k = 0; k < 8; k++) {
      const [a, b, ...mixed] = Array.from({ length: steps }, (_, step) => pointAt(k * steps + step))
      design.groups.forEach((group, g) => {
        for (let j = 0; j < 4; j++) {
          const own = (group as readonly number[]).includes(j)
          expect(mixed[g][j]).toBe(own ? b[j] : a[j])
          expect(mixed[3 + g][j]).toBe(own ? a[j] : b[j])
        }
        expect(a[group[0]]).not.toBe(b[group[0]])
      })
    }
  })
})

describe("Goda's walks", () => {
  it('redraw the groups of their order one after the other; every order comes up', () => {
    const design = {
      kind: 'shapley',
      seed: 1,
      replicates: 2,
      perReplicate: 64,
      groups: [[0], [1, 3], [2]],
    } as const
    const pointAt = pointsOf(design, space)
    const orders = new Set<string>()
    for (let walk = 0; walk < 128; walk++) {
      const order = shapleyOrder(design, walk)
      orders.add(order.join())
      for (let step = 1; step <= 3; step++) {
        const [before, after] = [pointAt(walk * 4 + step - 1), pointAt(walk * 4 + step)]
        const moved = [0, 1, 2, 3].filter((j) => before[j] !== after[j])
        expect(moved).toEqual([...design.groups[order[step - 1]]])
      }
    }
    expect(orders.size).toBe(6)
  })
  it('keep what is kept and redraw the rest given it, where inputs are correlated', () => {
    const correlated = spaceOf(withCorrelations(some(...four), [pair(0.9)]))
    const names = correlated.inputs.map(({ assumption }) => assumption.name)
    const [x, y] = [names.indexOf(four[0]), names.indexOf(four[2])]
    const design = {
      kind: 'shapley',
      seed: 1,
      replicates: 1,
      perReplicate: 1024,
      groups: names.map((_, j) => [j]),
    } as const
    const pointAt = pointsOf(design, correlated)
    const after: number[][] = [[], []]
    const kept: number[][] = [[], []]
    for (let walk = 0; walk < 1024; walk++) {
      const order = shapleyOrder(design, walk)
      const [px, py] = [order.indexOf(x), order.indexOf(y)]
      const start = pointAt(walk * 5)
      // After as many steps as redraw the first of the two, but not the second.
      const step = Math.min(px, py) + 1
      const point = pointAt(walk * 5 + step)
      after[0].push(point[x])
      after[1].push(point[y])
      const stays = px < py ? y : x
      const moves = px < py ? x : y
      expect(point[stays]).toBeCloseTo(start[stays], 12)
      kept[0].push(normalQuantile(start[moves]) - 0.9 * normalQuantile(start[stays]))
      kept[1].push(normalQuantile(point[moves]) - 0.9 * normalQuantile(point[stays]))
    }
    // The pair keeps its correlation, and what is new in the redrawn one has nothing to do with what was there.
    expect(correlation(after[0], after[1])).toBeGreaterThan(0.85)
    expect(Math.abs(correlation(kept[0], kept[1]))).toBeLessThan(0.1)
  })
})

describe("Morris's walks", () => {
  it('stay on their levels and move each input once', () => {
    const pointAt = pointsOf({ kind: 'morris', seed: 3, walks: 20 }, space)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 19 }), (walk) => {
        const points = Array.from({ length: 5 }, (_, step) => pointAt(walk * 5 + step))
        const moved = points
          .slice(1)
          .map((point, step) => [0, 1, 2, 3].filter((j) => point[j] !== points[step][j]))
        expect(moved.flat().sort()).toEqual([0, 1, 2, 3])
        for (const point of points) for (const u of point) expect(MORRIS_LEVELS).toContain(u)
      }),
    )
  })
})
