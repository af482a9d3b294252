import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mix32 } from '../../../src/core/hash.js'
import {
  absorb,
  beginSearch,
  everyPoint,
  hasSettled,
  hypervolume,
  nondominated,
  type Point,
  propose,
  type SearchSpec,
  type SearchState,
  searchHere,
  sizeOf,
  type Variable,
} from '../../../src/core/search/index.js'

const unit = (n: number): Variable[] => Array.from({ length: n }, () => ({ kind: 'real', low: 0, high: 1 }))

/** DTLZ2 with three objectives (Deb et al. 2005): the front is an eighth of the unit sphere. */
const dtlz2 = (x: Point) => {
  let g = 0
  for (let i = 2; i < x.length; i++) g += (x[i] - 0.5) ** 2
  const [a, b] = [(x[0] * Math.PI) / 2, (x[1] * Math.PI) / 2]
  return {
    objectives: [
      (1 + g) * Math.cos(a) * Math.cos(b),
      (1 + g) * Math.cos(a) * Math.sin(b),
      (1 + g) * Math.sin(a),
    ],
    violation: 0,
  }
}

describe('search', () => {
  it('DTLZ2, 3 objectives, 10,000 evaluations: hypervolume at least .75 of .8074', () => {
    const spec: SearchSpec = {
      variables: unit(12),
      epsilons: [0.04, 0.04, 0.04],
      seed: 1,
      batch: 100,
      population: 100,
    }
    const state = searchHere(spec, dtlz2, 10_000)
    expect(state.evaluations).toBe(10_000)
    const found = hypervolume(
      state.archive.map(({ objectives }) => objectives),
      [1.1, 1.1, 1.1],
    )
    expect(found).toBeGreaterThan(0.75)
    expect(found).toBeLessThan(0.8074)
  })

  const mixed: Variable[] = [
    { kind: 'choice', count: 5 },
    { kind: 'ladder', count: 7 },
    { kind: 'choice', count: 3 },
    { kind: 'ladder', count: 4 },
    { kind: 'choice', count: 2 },
  ]
  /** Any function at all: objectives by hash, so that nothing but looking finds the front. */
  const hashed = (seed: number) => (point: Point) => {
    let h = seed
    const out = [0, 0, 0].map((_, j) => {
      for (const x of point) h = mix32(h ^ (x * 31 + j * 7 + 1))
      return (h % 1000) / 1000
    })
    return { objectives: out, violation: h % 5 === 0 ? 1 : 0 }
  }

  it('on small spaces finds just what enumeration finds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const value = hashed(seed)
        const spec: SearchSpec = {
          variables: mixed,
          epsilons: [1e-6, 1e-6, 1e-6],
          seed,
          batch: 20,
          population: 40,
        }
        const state = searchHere(spec, value, sizeOf(mixed))
        const rows = [...everyPoint(mixed)]
          .map((point) => ({ point, ...value(point) }))
          .filter((r) => r.violation === 0)
        const best = nondominated(rows.map(({ objectives }) => objectives)).map((k) =>
          String(rows[k].objectives),
        )
        expect(new Set(state.archive.map(({ objectives }) => String(objectives)))).toEqual(new Set(best))
        expect(new Set(state.seen).size).toBe(sizeOf(mixed))
      }),
      { numRuns: 5 },
    )
  })

  it('finds the front of a structured space of 840 designs after half of them', () => {
    const value = (point: Point) => {
      const [a, b, c, d, e] = point
      return { objectives: [a + (6 - b) + c, b * b + d + 2 * e, (3 - d) * (a + 1)], violation: 0 }
    }
    const spec: SearchSpec = {
      variables: mixed,
      epsilons: [0.5, 0.5, 0.5],
      seed: 3,
      batch: 20,
      population: 40,
    }
    const state = searchHere(spec, value, 420)
    const rows = [...everyPoint(mixed)].map((point) => value(point).objectives)
    const best = new Set(nondominated(rows).map((k) => String(rows[k])))
    const found = new Set(state.archive.map(({ objectives }) => String(objectives)))
    expect([...best].filter((row) => found.has(row)).length).toBeGreaterThanOrEqual(0.9 * best.size)
  })

  it('keeps to bounds and never proposes a point twice', () => {
    const variables: Variable[] = [...mixed, { kind: 'real', low: -2, high: 3 }]
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (seed) => {
        const spec: SearchSpec = { variables, epsilons: [0.1, 0.1, 0.1], seed, batch: 16, population: 32 }
        const { seen } = searchHere(spec, hashed(seed), 160)
        expect(new Set(seen).size).toBe(160)
        for (const key of seen)
          key
            .split(' ')
            .map(Number)
            .forEach((x, j) => {
              const variable = variables[j]
              if (variable.kind === 'real') expect(x >= -2 && x <= 3).toBe(true)
              else expect(Number.isInteger(x) && x >= 0 && x < variable.count).toBe(true)
            })
      }),
      { numRuns: 10 },
    )
  })

  it('taken up again from JSON ends in the same bytes', () => {
    const spec: SearchSpec = {
      variables: unit(6),
      epsilons: [0.1, 0.1, 0.1],
      seed: 5,
      batch: 10,
      population: 20,
    }
    const step = (state: SearchState): SearchState =>
      absorb(
        spec,
        state,
        propose(spec, state).map((one) => ({ ...one, ...dtlz2(one.point), keep: true })),
      )
    let whole = beginSearch()
    let cut = beginSearch()
    for (let k = 0; k < 12; k++) {
      whole = step(whole)
      cut = step(JSON.parse(JSON.stringify(cut)) as SearchState)
    }
    expect(JSON.stringify(cut)).toBe(JSON.stringify(whole))
  })

  it('its hypervolume never falls, and settles only when it has stopped growing', () => {
    const spec: SearchSpec = {
      variables: unit(8),
      epsilons: [0.05, 0.05, 0.05],
      seed: 2,
      batch: 50,
      population: 50,
    }
    const { trace } = searchHere(spec, dtlz2, 3000)
    // Within a box the archive may trade a little volume for a place nearer the corner.
    for (let k = 1; k < trace.length; k++)
      expect(trace[k].hypervolume).toBeGreaterThan(trace[k - 1].hypervolume - 0.01)
    const flat = [1, 2, 3, 3.001, 3.002].map((hv) => ({ evaluations: 0, hypervolume: hv, archive: 1 }))
    expect(hasSettled(flat, 0.01, 2)).toBe(true)
    expect(hasSettled(flat, 0.01, 3)).toBe(false)
    expect(hasSettled(flat, 0.01, 5)).toBe(false)
  })
})
