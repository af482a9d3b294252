import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { assumptions } from '../../src/crisis/index.js'
import {
  applyOverrides,
  type CompareInput,
  compare,
  drawAll,
  runShard,
  valuesOf,
} from '../../src/study/index.js'
import { option } from './load.js'

const input = (change: Partial<CompareInput> = {}): CompareInput => {
  const options = [
    option('examples/history/us-korea-1953.pact.yaml'),
    option('examples/history/anglo-polish-1939.pact.yaml'),
  ]
  return {
    options,
    findings: options.map(() => []),
    assumptions,
    overridden: new Set(),
    seed: 5,
    draws: 40,
    version: 'test',
    ...change,
  }
}

describe('draws', () => {
  it('of one assumption depend on its name and the seed alone', () => {
    const all = drawAll(assumptions, 3, 50)
    const few = drawAll(assumptions.slice(10, 13).reverse(), 3, 50)
    for (const [name, column] of few.columns) expect(column).toEqual(all.columns.get(name))
    expect(drawAll(assumptions, 4, 50).columns.get('guarantor.rho')).not.toEqual(
      all.columns.get('guarantor.rho'),
    )
  })

  it('put one value in each of n equal slices of the distribution', () => {
    const { columns } = drawAll(assumptions, 3, 100)
    const ranks = Array.from(columns.get('force.range')!, (u) => Math.floor(u * 100)).sort((a, b) => a - b)
    expect(ranks).toEqual(Array.from({ length: 100 }, (_, k) => k))
  })

  it('of other assumptions stay as they are when one is fixed', () => {
    const fixed = applyOverrides([
      { name: 'guarantor.rho', distribution: { kind: 'fixed', value: 2 }, source: 'test' },
    ])
    const [before, after] = [drawAll(assumptions, 3, 10), drawAll(fixed, 3, 10)]
    for (const { name } of assumptions)
      if (name !== 'guarantor.rho') expect(after.columns.get(name)).toEqual(before.columns.get(name))
    expect(valuesOf(after, 4)['guarantor.rho']).toBe(2)
  })
})

describe('a comparison', () => {
  it('is the same for the same input and seed, and another for another seed', async () => {
    const [one, two, other] = [
      await compare(input()),
      await compare(input()),
      await compare(input({ seed: 6 })),
    ]
    expect(JSON.stringify(two)).toBe(JSON.stringify(one))
    expect(JSON.stringify(other)).not.toBe(JSON.stringify(one))
  })

  it('does not depend on how draws are dealt out', () => {
    const whole = { option: input().options[0], assumptions, seed: 5, draws: 12, from: 0, to: 12 }
    const parts = [0, 5, 11].flatMap((from, k) => runShard({ ...whole, from, to: [5, 11, 12][k] }))
    expect(JSON.stringify(parts)).toBe(JSON.stringify(runShard(whole)))
  })

  it('gives an option the same numbers whatever it is compared with', async () => {
    const pair = await compare(input())
    const alone = await compare(input({ options: input().options.slice(0, 1), findings: [[]] }))
    expect(alone.options[0]).toEqual(pair.options[0])
  })

  it('pairs differences on the same draws: an option differs from itself by nothing', async () => {
    const { options } = input()
    const twin = { ...options[0], pact: { ...options[0].pact, id: 'twin' } }
    const { options: results } = await compare(input({ options: [options[0], twin], draws: 12 }))
    expect(results[0].difference).toBeNull()
    expect(results[1].difference).toMatchObject({ deterrence: { p05: 0, p50: 0, p95: 0 }, better: 0 })
  })

  it('keeps the documented keys, ordered intervals and shares that sum to 1', async () => {
    const result = await compare(input({ draws: 12 }))
    expect(Object.keys(result)).toEqual([
      'guarantor',
      'version',
      'seed',
      'draws',
      'reading',
      'options',
      'assumptions',
    ])
    for (const one of result.options) {
      const { challenge, deterrence, credibility, horizon, guarantors, coalition, equilibria } = one
      expect(deterrence).toEqual(challenge.none)
      for (const level of ['hybrid', 'limited', 'full'] as const) {
        for (const interval of [challenge[level], horizon[level][10], credibility[level].typesDeterred]) {
          expect(interval.p05).toBeLessThanOrEqual(interval.p50)
          expect(interval.p50).toBeLessThanOrEqual(interval.p95)
          expect(interval.p05).toBeGreaterThanOrEqual(0)
          expect(interval.p95).toBeLessThanOrEqual(1)
        }
        expect(horizon[level][1].p50).toBeLessThan(horizon[level][10].p50)
        expect(Object.values(credibility[level].verdicts).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
        expect(coalition[level].responding.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
      }
      for (const guarantor of guarantors) {
        expect(guarantor.honour === null).toBe(guarantor.owes === null)
        expect(Object.values(guarantor.response.full).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
      }
      expect(equilibria.atMedian[0].residual).toBeLessThan(1e-7)
      expect(equilibria.unconverged).toBe(0)
    }
  })
})

// Worker threads run compiled code; `npm test` builds first.
describe.skipIf(!existsSync('dist/study/index.js'))('on worker threads', () => {
  it('gives the same bytes as in one thread', async () => {
    const built = (await import(
      new URL('../../dist/study/index.js', import.meta.url).href
    )) as typeof import('../../src/study/index.js')
    const { runOnWorkers } = (await import(
      new URL('../../dist/study/node/workers.js', import.meta.url).href
    )) as typeof import('../../src/study/node/workers.js')
    const [one, two, three] = [1, 2, 3].map((threads) =>
      built.compare(input({ draws: 70 }), runOnWorkers(threads)),
    )
    const text = JSON.stringify(await one)
    expect(JSON.stringify(await two)).toBe(text)
    expect(JSON.stringify(await three)).toBe(text)
  })
})
