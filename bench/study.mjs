/*
 * What a study costs beyond the games themselves, what a second worker brings, and indices and boxes on the reference functions:
 * npm run build && node bench/study.mjs. Nothing here passes or fails on time: read the ratios.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { discover, scrambledSobol, scrambleKey, sobolIndices } from '../dist/core/index.js'
import { assumptions, resolveCast } from '../dist/crisis/index.js'
import { readPact } from '../dist/pact/index.js'
import { evaluateBlock, evaluator } from '../dist/study/uncertainty/block.js'
import { blocksOf, computeBlocks, metrics, spaceOf } from '../dist/study/uncertainty/index.js'
import { crewOf } from '../dist/study/uncertainty/node/crew.js'
import { folderStore } from '../dist/study/uncertainty/node/folder.js'

const load = (file) => {
  const { pact, locate } = readPact(readFileSync(file), file)
  return { pact, cast: resolveCast(pact, file, locate).cast, reading: 'in-force' }
}
const korea = load('examples/history/us-korea-1953.pact.yaml')
const nato = load('examples/ukraine/6-nato-article-5.pact.yaml')
const space = spaceOf(assumptions)
const sample = (replicates, size) => ({
  name: 'sample-0',
  design: { kind: 'sample', seed: 1, sampling: 'sobol', replicates, from: 0, to: size },
})
/** Processor time of this process: other load on the machine hardly counts. */
const seconds = async (work) => {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6
}
const onTheClock = async (work) => {
  const start = process.hrtime.bigint()
  await work()
  return Number(process.hrtime.bigint() - start) / 1e9
}
const median = (times) => [...times].sort((a, b) => a - b)[times.length >> 1]
const repeated = async (count, work) => {
  const times = []
  for (let k = 0; k < count; k++) times.push(await seconds(() => work(k)))
  return median(times)
}
const folders = []
const store = () => {
  const folder = mkdtempSync(join(tmpdir(), 'guarantor-bench-'))
  folders.push(folder)
  return import('node:fs').then(({ mkdirSync }) => {
    mkdirSync(join(folder, 'blocks'))
    return folderStore(folder)
  })
}
const result = { node: process.version, cpu: cpus()[0].model }
const say = (text) => console.log(text)

// Overhead: everything but the game, from points to files, with a game that takes no time. Then the same games alone and in a study.
for (const [name, options] of [
  ['one option', [korea]],
  ['seven options', Array.from({ length: 7 }, () => korea)],
]) {
  const blocks = blocksOf(sample(16, 128), options, space)
  const values = new Float64Array(metrics.length)
  const nothing = () => values
  const games = 16 * 128 * options.length
  const time = await repeated(5, async () => {
    const run = async (list, onDone) => {
      for (const [k, block] of list.entries()) await onDone(k, evaluateBlock(block, nothing))
    }
    await computeBlocks(blocks, await store(), run, () => undefined)
  })
  const overhead = (time / games) * 1e6
  result[`overhead, ${name}`] = overhead
  say(`overhead, ${name}: ${overhead.toFixed(2)} us a game (${((time / 2048) * 1e6).toFixed(1)} us a draw)`)
}
{
  const [block] = blocksOf(sample(1, 64), [korea], space)
  const evaluate = evaluator(block.options, block.space)
  evaluateBlock(block, evaluate)
  const time = await repeated(5, () => evaluateBlock(block, evaluate))
  result.gameKorea = time / 64
  say(`a game with two states that may respond: ${((time / 64) * 1e3).toFixed(2)} ms`)
  const [large] = blocksOf(sample(1, 64), [nato], space)
  const evaluateNato = evaluator(large.options, large.space)
  evaluateBlock(large, evaluateNato)
  const natoTime = await repeated(3, () => evaluateBlock(large, evaluateNato))
  result.gameNato = natoTime / 64
  say(`a game with ${nato.cast.responders.length} states: ${((natoTime / 64) * 1e3).toFixed(2)} ms`)
}

// A second worker: the same blocks, turn and turn about, so that other load on the machine hits both alike.
{
  const times = { 1: [], 2: [] }
  const processor = { 1: [], 2: [] }
  const blocks = blocksOf(sample(16, 64), [korea], space)
  const crews = { 1: crewOf('bench', 1), 2: crewOf('bench', 2) }
  // Workers start and warm up.
  for (const crew of Object.values(crews)) await crew.run(blocks.slice(0, 2), async () => undefined)
  for (let k = 0; k < 3; k++)
    for (const threads of [1, 2])
      times[threads].push(
        await onTheClock(async () => {
          processor[threads].push(await seconds(() => crews[threads].run(blocks, async () => undefined)))
        }),
      )
  for (const crew of Object.values(crews)) await crew.end()
  result.twoWorkers = median(times[1].map((one, k) => one / times[2][k]))
  // On a machine with other load the clock says little; this says what two free cores would bring at most.
  result.twoWorkersAtMost = 2 * median(processor[1].map((one, k) => one / processor[2][k]))
  say(
    `two workers: ${result.twoWorkers.toFixed(2)} times as fast as one on the clock; by processor time at most ${result.twoWorkersAtMost.toFixed(2)}`,
  )
}

// Sobol' indices: evaluations and estimates of the reference functions, 16 replicates, N = 2^14 in all.
{
  const functions = {
    Ishigami: {
      inputs: 3,
      at: ([a, b, c]) => {
        const turn = (u) => Math.PI * (2 * u - 1)
        return Math.sin(turn(a)) + 7 * Math.sin(turn(b)) ** 2 + 0.1 * turn(c) ** 4 * Math.sin(turn(a))
      },
    },
    'G-function': {
      inputs: 8,
      at: (u) => {
        const a = [0, 1, 4.5, 9, 99, 99, 99, 99]
        return u.reduce((product, x, j) => product * ((Math.abs(4 * x - 2) + a[j]) / (1 + a[j])), 1)
      },
    },
  }
  for (const [name, { inputs, at }] of Object.entries(functions)) {
    const work = () => {
      const names = Array.from({ length: inputs }, (_, j) => j)
      const replicates = Array.from({ length: 16 }, (_, r) => {
        const columns = (copy) =>
          names.map((j) => {
            const key = scrambleKey(1, `${name}${j}${copy}`, r)
            return Float64Array.from({ length: 1024 }, (_, i) =>
              scrambledSobol(i, copy ? j + inputs : j, key),
            )
          })
        const [a, b] = [columns(0), columns(1)]
        const run = (from) => Float64Array.from({ length: 1024 }, (_, i) => at(names.map((j) => from(j)[i])))
        return {
          a,
          b,
          fa: run((j) => a[j]),
          fb: run((j) => b[j]),
          fab: names.map((g) => run((j) => (j === g ? b[j] : a[j]))),
        }
      })
      return sobolIndices(
        replicates,
        names.map((j) => ({ name: `x${j + 1}`, inputs: [j] })),
      )
    }
    work()
    const time = await repeated(5, work)
    const evaluations = 16 * 1024 * (inputs + 2)
    result[`indices, ${name}`] = { seconds: time, perEvaluation: (time / evaluations) * 1e6 }
    say(
      `Sobol' indices, ${name}, N = 2^14 with 16 replicates: ${time.toFixed(3)} s, ${((time / evaluations) * 1e6).toFixed(2)} us an evaluation`,
    )
  }
}

// Boxes on the reference file, where it is.
const reference = '../shared/peers/uncertainty/prim_10d_10000.csv'
if (existsSync(reference)) {
  const [head, ...lines] = readFileSync(reference, 'utf8').trim().split('\n')
  const names = head.split(',')
  const rows = lines.map((line) => line.split(',').map(Number))
  const inputs = names
    .map((name, j) => ({ name, values: Float64Array.from(rows, (row) => row[j]) }))
    .filter(({ name }) => !name.startsWith('y'))
  const hits = Uint8Array.from(rows, (row) => row[names.indexOf('y_noisy')])
  const find = () => discover(inputs, hits, { seed: 1 })
  const { boxes } = find()
  const time = await repeated(5, find)
  result.boxes = { seconds: time, limits: boxes[0].limits.length, ...boxes[0].all }
  say(
    `boxes, noisy reference: ${time.toFixed(2)} s, ${boxes[0].limits.length} limits, coverage ${boxes[0].all.coverage.toFixed(3)}, density ${boxes[0].all.density.toFixed(3)}`,
  )
} else say(`${reference} is absent: boxes are not timed`)

for (const folder of folders) rmSync(folder, { recursive: true })
