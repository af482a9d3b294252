// Speed of one solve as a ratio to a reference in the same run: a plain matrix-vector product of a fixed size.
// `npm run bench`
import { readFileSync } from 'node:fs'
import { assumptions, gameOf, resolveCast, solve } from '../dist/crisis/index.js'
import { readPact } from '../dist/pact/index.js'
import { valuesAt } from '../dist/study/index.js'

const file = 'examples/ukraine/6-nato-article-5.pact.yaml'
const { pact, locate } = readPact(readFileSync(file), file)
const { cast } = resolveCast(pact, file, locate)
const game = gameOf(pact, cast, 'in-force', valuesAt(assumptions, 0.5))

const SIZE = 1000
const matrix = new Float64Array(SIZE * SIZE).map((_, k) => (k % 97) / 97)
const vector = new Float64Array(SIZE).fill(0.5)
const reference = () => {
  let total = 0
  for (let row = 0; row < SIZE; row++) {
    let sum = 0
    for (let col = 0; col < SIZE; col++) sum += matrix[row * SIZE + col] * vector[col]
    total += sum
  }
  return total
}

const median = (work, runs) => {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  }).sort((a, b) => a - b)
  return times[runs >> 1]
}

median(() => solve(game), 5)
median(reference, 20)
const solveTime = median(() => solve(game), 15)
const referenceTime = median(reference, 40)
const equilibrium = solve(game)
console.log(
  `guarantors ${game.guarantors.length}, states ${equilibrium.junctions.reduce((n, j) => n + j.states.length, 0)}`,
)
console.log(
  `one solve from scratch ${solveTime.toFixed(1)} ms, ${equilibrium.sweeps} sweeps, residual ${equilibrium.residual.toExponential(1)}`,
)
console.log(`ratio to a million multiply-adds in the same run: ${(solveTime / referenceTime).toFixed(1)}`)
