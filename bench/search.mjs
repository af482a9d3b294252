// `npm run build && node bench/search.mjs`: the optimiser on DTLZ2 (3 objectives, 12 variables, 10,000 evaluations), beside drawing as many
// points at random and keeping what none dominates, in the same run. Published beside it: shared/peers/uncertainty (peers measured).

import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { hypervolume, nondominated, searchHere } from '../dist/core/search/index.js'
import { streamFor } from '../dist/core/stream.js'

const EVALUATIONS = 10_000
const REPEATS = 5
const variables = Array.from({ length: 12 }, () => ({ kind: 'real', low: 0, high: 1 }))

const dtlz2 = (x) => {
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

const search = (seed) =>
  searchHere(
    { variables, epsilons: [0.04, 0.04, 0.04], seed, batch: 100, population: 100 },
    dtlz2,
    EVALUATIONS,
  ).archive.map(({ objectives }) => objectives)

const atRandom = (seed) => {
  const rng = streamFor(seed, 'random points')
  const rows = Array.from(
    { length: EVALUATIONS },
    () => dtlz2(variables.map(() => uniformFloat64(rng))).objectives,
  )
  return nondominated(rows).map((k) => rows[k])
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]

const measure = (name, work) => {
  work(0)
  const times = []
  const volumes = []
  for (let seed = 1; seed <= REPEATS; seed++) {
    const before = process.cpuUsage()
    const front = work(seed)
    const { user, system } = process.cpuUsage(before)
    times.push((user + system) / 1e6)
    volumes.push(hypervolume(front, [1.1, 1.1, 1.1]))
  }
  console.log(
    `${name.padEnd(28)} ${median(times).toFixed(2)} s of one core, hypervolume ${median(volumes).toFixed(4)} of .8074`,
  )
  return median(times)
}

const searched = measure('epsilon-archive search', search)
const drawn = measure('random points, filtered', atRandom)
console.log(`ratio ${(searched / drawn).toFixed(2)}`)
