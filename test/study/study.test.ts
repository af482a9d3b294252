import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  IssueError,
  normalQuantile,
  scrambledSobol,
  scrambleKey,
  sortedQuantile,
} from '../../src/core/index.js'
import { assumptions, outcomeOf } from '../../src/crisis/index.js'
import { solveAt } from '../../src/study/index.js'
import {
  blocksOf,
  columnOf,
  computeBlocks,
  fanOf,
  firstOf,
  held,
  less,
  measure,
  memoryStore,
  metricIndex,
  metrics,
  oneAtATime,
  pointsOf,
  quantilesOf,
  roundOf,
  runBlocksHere,
  runStudy,
  type Series,
  type Study,
  type StudyInput,
  seriesFrom,
  shareOf,
  solveBreaking,
  spaceOf,
  valuesFrom,
} from '../../src/study/uncertainty/index.js'
import { crewOf, Stopped } from '../../src/study/uncertainty/node/crew.js'
import {
  folderStore,
  gather,
  openFolder,
  readManifest,
  studyId,
} from '../../src/study/uncertainty/node/folder.js'
import { writeDraws } from '../../src/study/uncertainty/node/parquet.js'
import { option } from './load.js'

// Few assumptions vary, so that designs that take one at a time stay small.
const free = [
  'fighting.full',
  'adversary.statusQuo',
  'sanctions.pain',
  'occasions.perYear',
  'audience.points',
]
const few = assumptions.map((one) =>
  free.includes(one.name)
    ? one
    : {
        ...one,
        distribution: { kind: 'fixed' as const, value: valuesFrom(spaceOf([one]), [0.5])[one.name] },
      },
)
const options = [
  option('examples/ukraine/0-no-guarantee.pact.yaml'),
  option('examples/history/us-korea-1953.pact.yaml'),
]
const input: StudyInput = {
  options,
  assumptions: few,
  overridden: few.flatMap(({ name }) => (free.includes(name) ? [] : [name])),
  seed: 1,
  version: 'test',
  sampling: 'sobol',
  replicates: 4,
  perReplicate: 16,
  until: null,
  primary: 'deterrence',
  fails: { metric: 'full.tenYears', is: 'above', threshold: 0.2 },
  sobol: 4,
  pairs: false,
  shapley: 4,
  morris: 3,
  top: 2,
  futures: 8,
  drawsInFuture: 4,
  breaking: true,
}
const folder = (): string => mkdtempSync(join(tmpdir(), 'guarantor-study-'))
const quiet = { onProgress: () => undefined }

const whole = async (path: string, given: StudyInput = input): Promise<Study> => {
  const manifest = await openFolder(path, given, [], true)
  const store = folderStore(path)
  const crew = crewOf(manifest.id, 1)
  const study = await runStudy(given, { store, ...crew, ...quiet })
  await writeDraws(join(path, 'draws.parquet'), manifest, store, study.rounds.length)
  return study
}

let reference: Study
let home: string
beforeAll(async () => {
  home = folder()
  reference = await whole(home)
}, 60_000)

describe('a study', () => {
  it('measures in each draw what the game says there', async () => {
    const space = spaceOf(few)
    const stage = roundOf(input, 0)
    const store = folderStore(home)
    const blocks = blocksOf(stage, options, space)
    const pointAt = pointsOf(stage.design, space)
    for (const draw of [0, 17, 63]) {
      const values = valuesFrom(space, pointAt(draw))
      const perYear = values['occasions.perYear'] * values['occasions.recentWar']
      const expected = measure(outcomeOf(solveAt(options[0], values)[0].equilibrium), perYear)
      for (const [m, { name }] of metrics.entries()) {
        const column = await columnOf(blocks, store, 0, m)
        if (Number.isNaN(expected[m])) expect(column[draw], name).toBeNaN()
        else expect(Math.abs(column[draw] - expected[m]), name).toBeLessThan(1e-6)
      }
    }
  })
  it('has for every option its fans, drivers and breaking points', () => {
    expect(reference.draws).toBe(64)
    expect(reference.options.map(({ id }) => id)).toEqual(options.map(({ pact }) => pact.id))
    for (const { fans, drivers } of reference.options) {
      const fan = fans.deterrence!
      expect(fan.p05.value).toBeLessThan(fan.p50.value)
      expect(fan.p50.low).toBeLessThan(fan.p50.value)
      expect(drivers.tornado.length).toBe(free.length)
      expect(drivers.sobol!.factors.length).toBe(3)
      const shares = drivers.shapley!.reduce((sum, { effect }) => sum + effect.value, 0)
      expect(shares).toBeCloseTo(1, 10)
      expect(drivers.morris!.map(({ name }) => name).sort()).toEqual([...free].sort())
    }
    // Nobody owes anything where nothing is promised: no margin, no honour.
    expect(reference.options[0].fans.margin).toBeNull()
    expect(reference.options[0].fans.honour).toBeNull()
  })
  it('finds breaking points that break: just before them nothing changes, just after it does', () => {
    const space = spaceOf(few)
    const names = space.inputs.map(({ assumption }) => assumption.name)
    const fails = metricIndex('full.tenYears')
    const at = (z: Float64Array): number => {
      // The same as the study does, from scratch.
      const quantile = (x: number) => normalCdfOf(x)
      const values = valuesFrom(space, z.map(quantile))
      const perYear = values['occasions.perYear'] * values['occasions.recentWar']
      return measure(outcomeOf(solveAt(options[0], values)[0].equilibrium), perYear)[fails] - 0.2
    }
    const [answer] = reference.options[0].breaking
    expect(answer.alone.length + (answer.together === null ? 0 : 1)).toBeGreaterThan(0)
    for (const { name, distance } of answer.alone) {
      const ray = (factor: number) => {
        const z = new Float64Array(names.length)
        z[names.indexOf(name)] = distance * factor
        return at(z) > 0
      }
      expect(ray(0.99), name).toBe(answer.at > 0)
      expect(ray(1.01), name).toBe(answer.at < 0)
    }
    const { distance, parts } = answer.together!
    const joint = (factor: number) => {
      const z = new Float64Array(names.length)
      for (const part of parts) z[names.indexOf(part.name)] = part.distance * factor
      return at(z) > 0
    }
    expect(joint(0.99)).toBe(answer.at > 0)
    expect(joint(1.01)).toBe(answer.at < 0)
    expect(distance).toBeLessThanOrEqual(Math.abs(answer.alone[0].distance) + 1e-3)
    expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10)
  })
  it('says of a question without meaning that it has none', () => {
    const column = new Float64Array(1 + 4 * free.length).fill(Number.NaN)
    const question = { kind: 'threshold', option: 0, metric: metricIndex('margin'), threshold: 0 } as const
    expect(solveBreaking({ options, space: spaceOf(few), question, column })).toMatchObject({
      alone: [],
      together: null,
    })
  })
  it('doubles its draws until the precision asked for, keeps those it had, and says when it gave up', async () => {
    const bare = { ...input, sobol: 0, shapley: 0, morris: 0, breaking: false, options: [options[0]] }
    const machinery = { store: memoryStore(), ...crewOf('x', 1), ...quiet }
    const reached = await runStudy({ ...bare, until: { halfWidth: 0.005, mostDraws: 4096 } }, machinery)
    expect(reached.reached).toBe(true)
    expect(reached.rounds.length).toBeGreaterThan(1)
    expect(reached.rounds.map(({ draws }) => draws)).toEqual(reached.rounds.map((_, k) => 64 * 2 ** k))
    expect(reached.rounds[reached.rounds.length - 1].halfWidth).toBeLessThanOrEqual(0.005)
    const short = await runStudy({ ...bare, until: { halfWidth: 1e-9, mostDraws: 128 } }, machinery)
    expect(short).toMatchObject({ reached: false, draws: 128 })
  }, 60_000)
})

describe('error bars of a fan', () => {
  it.each(['mean', 'p05', 'p50', 'p95'] as const)('of the %s hold what they state', async (which) => {
    const exact = { mean: 0, p05: -1.6448536269514722, p50: 0, p95: 1.6448536269514722 }[which] * Math.SQRT2
    let hits = 0
    const runs = 300
    for (let seed = 0; seed < runs; seed++) {
      const fan = (await fanOf(
        seriesFrom(
          Array.from({ length: 16 }, (_, r) => {
            const [a, b] = [0, 1].map((d) => scrambleKey(seed, `x${d}`, r))
            return Float64Array.from(
              { length: 64 },
              (_, i) => normalQuantile(scrambledSobol(i, 0, a)) + normalQuantile(scrambledSobol(i, 1, b)),
            )
          }),
        ),
      ))!
      const { low, high } = fan[which]
      if (low <= exact && exact <= high) hits++
    }
    expect(hits / runs).toBeGreaterThanOrEqual(0.9)
    expect(hits / runs).toBeLessThanOrEqual(0.97)
  })
  it('leave out what is missing, and count it', async () => {
    const of = (...replicates: number[][]) =>
      seriesFrom(replicates.map((values) => Float64Array.from(values)))
    const fan = (await fanOf(of([1, Number.NaN, 3], [2, 2, Number.NaN])))!
    expect(fan.missing).toBeCloseTo(1 / 3, 12)
    expect(fan.mean.value).toBe(2)
    expect(await fanOf(of([Number.NaN]))).toBeNull()
    expect((await shareOf(of([1, Number.NaN, 3]), (x) => x > 2)).value).toBe(0.5)
  })
})

describe('a series too long to be held', () => {
  const value = fc.oneof(
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    fc.integer({ min: -2, max: 2 }),
    fc.constantFrom(0, 1, Number.NaN, 1e-300, -1e300),
  )
  const replicates = fc.array(fc.array(value, { maxLength: 200 }), { minLength: 1, maxLength: 4 })
  it('has the quantiles that sorting gives, to the last bit, and so the same fan', async () => {
    await fc.assert(
      fc.asyncProperty(replicates, fc.integer({ min: 1, max: 40 }), async (lists, room) => {
        const arrays = lists.map((list) => Float64Array.from(list))
        const series = seriesFrom(arrays)
        const sorted = Float64Array.from(lists.flat().filter((x) => !Number.isNaN(x))).sort()
        const count = sorted.length
        fc.pre(count > 0)
        const ps = [0, 0.05, 0.31, 0.5, 0.95, 1]
        const whole = { low: sorted[0], high: sorted[count - 1], count }
        const found = await quantilesOf(series, ps, whole, room)
        expect(found.map((x) => x + 0)).toEqual(ps.map((p) => sortedQuantile(sorted, p) + 0))
        expect(await fanOf(series, room)).toEqual(await fanOf(series))
      }),
      { numRuns: 300 },
    )
  })
  it('is subtracted, read anew and cut piece by piece', async () => {
    const series = (factor: number): Series => ({
      replicates: 2,
      pieces: [0, 1, 0, 1].map((replicate, k) => ({
        replicate,
        length: 2,
        read: async () => Float64Array.of(2 * k * factor, (2 * k + 1) * factor),
      })),
    })
    const arrays = async (given: Series) => Promise.all((await held(given)).pieces.map(({ read }) => read()))
    expect(await arrays(series(1))).toEqual([Float64Array.of(0, 1, 4, 5), Float64Array.of(2, 3, 6, 7)])
    expect(await arrays(less(series(3), series(1)))).toEqual([
      Float64Array.of(0, 2, 8, 10),
      Float64Array.of(4, 6, 12, 14),
    ])
    expect(await held(series(1), 4)).toEqual({ replicates: 2, pieces: expect.any(Array) })
    expect(await firstOf(series(1), 3)).toEqual([Float64Array.of(0, 1, 4), Float64Array.of(2, 3, 6)])
  })
})

describe('on disk', () => {
  it('a run that is cut and gone on with gives the same bytes as one that was not', async () => {
    const cut = folder()
    const manifest = await openFolder(cut, input, [], false)
    for (const blocks of [1, 1, 2]) {
      let seen = 0
      const crew = crewOf(manifest.id, 1, () => seen++ >= blocks)
      await expect(runStudy(input, { store: folderStore(cut), ...crew, ...quiet })).rejects.toThrow(Stopped)
    }
    // What a killed process leaves: a part that never got its name, and a block that was cut short.
    const [first] = readdirSync(join(cut, 'blocks'))
    writeFileSync(join(cut, 'blocks', `${first}.123.part`), 'half')
    truncateSync(join(cut, 'blocks', first), 40)
    expect(JSON.stringify(await whole(cut))).toBe(JSON.stringify(reference))
    expect(readFileSync(join(cut, 'draws.parquet'))).toEqual(readFileSync(join(home, 'draws.parquet')))
    rmSync(cut, { recursive: true })
  }, 60_000)
  it('shards from several folders give the same bytes as one run', async () => {
    const space = spaceOf(few)
    const all = [roundOf(input, 0), oneAtATime].flatMap((stage) => blocksOf(stage, options, space))
    const folders = [folder(), folder(), folder()]
    for (const [index, path] of folders.entries()) {
      await openFolder(path, input, [], false)
      await computeBlocks(
        all.filter((_, k) => k % 3 === index),
        folderStore(path),
        runBlocksHere,
        () => undefined,
      )
    }
    const merged = folder()
    await openFolder(merged, input, [], false)
    await gather(merged, studyId(input), folders)
    expect(readdirSync(join(merged, 'blocks')).length).toBe(all.length)
    expect(JSON.stringify(await whole(merged))).toBe(JSON.stringify(reference))
    expect(readFileSync(join(merged, 'draws.parquet'))).toEqual(readFileSync(join(home, 'draws.parquet')))
  }, 60_000)
  it('another study, one begun already, and one that was altered are refused', async () => {
    const codeOf = async (work: Promise<unknown>): Promise<string> => {
      const error = await work.then(
        () => null,
        (reason: unknown) => reason,
      )
      expect(error).toBeInstanceOf(IssueError)
      return (error as IssueError).issues[0].code
    }
    expect(await codeOf(openFolder(home, { ...input, seed: 2 }, [], true))).toBe('another-study')
    expect(await codeOf(openFolder(home, input, [], false))).toBe('study-begun')
    expect(await codeOf(readManifest(folder()))).toBe('file')
    const other = folder()
    await openFolder(other, { ...input, seed: 2 }, [], false)
    expect(await codeOf(gather(home, studyId(input), [other]))).toBe('another-study')
    const path = join(other, 'study.json')
    writeFileSync(path, readFileSync(path, 'utf8').replace('"seed":2', '"seed":3'))
    expect(await codeOf(readManifest(other))).toBe('study-folder')
    writeFileSync(path, '{"guarantor"')
    expect(await codeOf(readManifest(other))).toBe('study-folder')
  })
  it('all draws stand in one Parquet file, with the input and the units inside', async () => {
    const file = await asyncBufferFromFile(join(home, 'draws.parquet'))
    const metadata = await parquetMetadataAsync(file)
    const inside = JSON.parse(metadata.key_value_metadata!.find(({ key }) => key === 'guarantor')!.value!)
    expect(inside.id).toBe(studyId(input))
    expect(studyId(inside.input)).toBe(inside.id)
    expect(inside.metrics.map(({ name }: { name: string }) => name)).toEqual(metrics.map(({ name }) => name))
    const rows = await parquetReadObjects({ file })
    expect(rows.length).toBe(64)
    const space = spaceOf(few)
    const stage = roundOf(input, 0)
    const values = valuesFrom(space, pointsOf(stage.design, space)(37))
    expect(rows[37]).toMatchObject({
      replicate: 2,
      point: 5,
      round: 0,
      'fighting.full': values['fighting.full'],
    })
    const column = await columnOf(blocksOf(stage, options, space), folderStore(home), 1, 0)
    expect(rows.map((row) => row[`${options[1].pact.id}.deterrence`])).toEqual([...column])
  })
})

function normalCdfOf(x: number): number {
  // Abramowitz & Stegun 7.1.26 would do for the eye, not here: integrate the density.
  let sum = 0
  const steps = 2000
  const width = (x + 10) / steps
  for (let k = 0; k <= steps; k++) {
    const z = -10 + k * width
    sum += (k === 0 || k === steps ? 1 : k % 2 === 1 ? 4 : 2) * Math.exp((-z * z) / 2)
  }
  return (sum * width) / 3 / Math.sqrt(2 * Math.PI)
}
