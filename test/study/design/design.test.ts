import { describe, expect, it } from 'vitest'
import { everyPoint, keyOf, nondominated } from '../../../src/core/search/index.js'
import { assumptions } from '../../../src/crisis/index.js'
import {
  type DesignInput,
  decode,
  design,
  designAt,
  type Explored,
  evaluateAll,
  evaluator,
  everything,
  finalSeed,
  type Job,
  measureIndex,
  measures,
  nothingPromised,
  objectiveRow,
  type RunJobs,
  runJobsHere,
  SearchStopped,
  settingOf,
} from '../../../src/study/design/index.js'
import { option } from '../load.js'
import { edited, smallText, spaceFrom } from './spaces.js'

const input = (text = smallText, most = 100): DesignInput => ({
  space: spaceFrom(text),
  proposals: [],
  assumptions,
  options: { seed: 1, draws: 8, finalDraws: 8, most, gain: 0.001, settled: 4, batch: 8 },
  version: 'test',
})
const here = (given: DesignInput): RunJobs => runJobsHere(settingOf(given, 'test'))

describe('design', () => {
  it('on a small space ends with what enumeration ends with', async () => {
    const given = input()
    const { space, options } = given
    const { result } = await design(given, { run: here(given) })
    expect(result.search.stopped).toBe('exhausted')
    const distinct = new Map(
      [...everyPoint(space.elements.map(({ variable }) => variable))].map((raw) => {
        const { point } = decode(space.file, space.elements, raw)
        return [keyOf(point), point]
      }),
    )
    expect(result.search.looked).toBe(distinct.size)
    const all = [...distinct.values()]
    const columns = await evaluateAll(
      all.map((point) => designAt(space, point)),
      all.map(keyOf),
      { seed: finalSeed(options.seed), draws: options.finalDraws, wants: everything },
      here(given),
    )
    const rows = columns.map((one) => objectiveRow(space, one))
    const best = nondominated(rows)
    // The archive keeps one of designs that differ by less than what matters; each of the true front is matched within that.
    for (const k of best)
      expect(
        result.designs.some(({ values }) =>
          space.objectives.every(
            ({ measure, notice }, j) =>
              (values[measures[measure].name]?.mean ?? Infinity) <= rows[k][j] + 2 * notice,
          ),
        ),
      ).toBe(true)
    for (const { point } of result.designs) {
      const row = rows[all.findIndex((one) => keyOf(one) === keyOf(point))]
      expect(
        result.designs.some(
          (other) =>
            other.point !== point &&
            space.objectives.every(
              ({ measure }, j) => (other.values[measures[measure].name]?.mean ?? 0) < row[j],
            ),
        ),
      ).toBe(false)
    }
  })

  it('gives the same bytes whoever runs the jobs, in whatever order, and however often it is cut', async () => {
    const text = edited((raw) => {
      raw.forces![0].brigades = { least: 0, most: 4 }
      raw.objectives = ['deterrence', 'money', 'clash']
    })
    const given = input(text, 24)
    const whole = JSON.stringify((await design(given, { run: here(given) })).result)
    // Another runner: every job by a worker of its own, last job first.
    const backwards: RunJobs = async (jobs) => {
      const out = new Array<Float64Array>(jobs.length)
      for (let k = jobs.length - 1; k >= 0; k--) out[k] = evaluator(settingOf(given, 'x'))(jobs[k])
      return out
    }
    expect(JSON.stringify((await design(given, { run: backwards })).result)).toBe(whole)
    // Cut after its second batch, put away as JSON, and taken up again.
    let kept: Explored | undefined
    let batches = 0
    let stop = false
    const cut = design(given, {
      run: (jobs, onDone) => (stop ? Promise.reject(new SearchStopped()) : here(given)(jobs, onDone)),
      onBatch: (explored) => {
        kept = JSON.parse(JSON.stringify(explored)) as Explored
        batches++
        stop = batches === 2
      },
    })
    await expect(cut).rejects.toThrow(SearchStopped)
    expect(JSON.stringify((await design(given, { run: here(given), from: kept })).result)).toBe(whole)
  })

  it('does not recommend what breaks a bound, and says so when nothing keeps it', async () => {
    const bounded = input(
      edited((raw) => {
        raw.bounds = ['money<=1100']
      }),
    )
    const { result } = await design(bounded, { run: here(bounded) })
    for (const { values } of result.designs) expect(values.money?.mean).toBeLessThanOrEqual(1100)
    const impossible = input(
      edited((raw) => {
        raw.bounds = ['deterrence>=0.99']
      }),
    )
    await expect(design(impossible, { run: here(impossible) })).rejects.toThrow(/keeps the bounds/)
  })
})

describe('an evaluation', () => {
  const given = input()
  const evaluate = evaluator(settingOf(given, 'evaluation'))
  const job = (change: Partial<Job> = {}): Job => ({
    key: 'a',
    pact: designAt(given.space, [1, 1, 1, 1, 1]),
    seed: 1,
    draws: 4,
    from: 0,
    to: 4,
    wants: everything,
    ...change,
  })
  const column = (result: Float64Array, name: string) => {
    const count = result.length / measures.length
    return Array.from(result.subarray(measureIndex(name) * count, (measureIndex(name) + 1) * count))
  }

  it('of parts is the whole', () => {
    const whole = evaluate(job())
    const parts = [evaluate(job({ from: 0, to: 1 })), evaluate(job({ from: 1, to: 4 }))]
    for (const { name } of measures)
      expect(parts.flatMap((part) => column(part, name))).toEqual(column(whole, name))
  })

  it('of nothing promised provokes nothing and costs nothing', () => {
    const result = evaluate(job({ key: 'nothing', pact: nothingPromised(given.space.file) }))
    for (const x of column(result, 'provocation')) expect(Math.abs(x)).toBeLessThan(1e-9)
    expect(column(result, 'money')).toEqual([0, 0, 0, 0])
    expect(column(result, 'margin')).toEqual([-1, -1, -1, -1])
  })

  it('of more binding words deters no less a full attack', () => {
    const weak = column(
      evaluate(job({ key: 'weak', pact: designAt(given.space, [0, 1, 0, 1, 1]) })),
      'challenge.full',
    )
    const strong = column(
      evaluate(job({ key: 'strong', pact: designAt(given.space, [1, 1, 1, 1, 1]) })),
      'challenge.full',
    )
    const total = (xs: number[]) => xs.reduce((sum, x) => sum + x, 0)
    expect(total(strong)).toBeLessThan(total(weak))
  })

  it('agrees with the numbers of a comparison on the same draws', async () => {
    const { compare } = await import('../../../src/study/index.js')
    const file = 'examples/history/us-korea-1953.pact.yaml'
    const one = option(file)
    const comparison = await compare({
      options: [one],
      findings: [[]],
      assumptions,
      overridden: new Set(),
      seed: 1,
      draws: 4,
      version: 'test',
    })
    const result = evaluate(job({ key: 'korea', pact: one.pact }))
    const sorted = column(result, 'deterrence').sort((a, b) => a - b)
    // The 5th and 95th percentile of four draws, as type-7 quantiles.
    expect(comparison.options[0].deterrence.p05).toBeCloseTo(sorted[0] + 0.15 * (sorted[1] - sorted[0]), 6)
    expect(comparison.options[0].deterrence.p95).toBeCloseTo(sorted[2] + 0.85 * (sorted[3] - sorted[2]), 6)
  })
})
