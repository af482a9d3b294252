/* Nanoseconds per draw of each kind of distribution: npm run build && node bench/quantiles.mjs */
import { hrtime } from 'node:process'
import { sampler } from '../dist/core/index.js'

const logNormal = (median, sigma) => ({ kind: 'logNormal', median, sigma })
const voices = [logNormal(24, 0.4), logNormal(40, 0.3), logNormal(60, 0.3)].map((distribution, k) => ({
  name: `voice ${k}`,
  weight: 1,
  distribution,
}))
const kinds = {
  uniform: { kind: 'uniform', low: 0, high: 3 },
  triangular: { kind: 'triangular', low: 0, mode: 1, high: 3 },
  normal: { kind: 'normal', mean: 1, sd: 1 },
  'log-normal': logNormal(1, 0.5),
  'beta(6.5, 37.5)': { kind: 'beta', alpha: 6.5, beta: 37.5 },
  'beta(.5, .7)': { kind: 'beta', alpha: 0.5, beta: 0.7 },
  'beta(1000, 2000)': { kind: 'beta', alpha: 1000, beta: 2000 },
  PERT: { kind: 'pert', low: 0, mode: 1, high: 3 },
  discrete: {
    kind: 'discrete',
    values: [0, 1, 4].map((value) => ({ value, weight: 1 })),
  },
  'metalog, 3 terms': {
    kind: 'elicited',
    family: 'metalog',
    low: 0,
    high: 100,
    quantiles: [
      { p: 0.05, value: 5 },
      { p: 0.5, value: 20 },
      { p: 0.95, value: 60 },
    ],
  },
  'linear pool of three': { kind: 'mixture', components: voices },
  'logarithmic pool of three': { kind: 'logPool', components: voices },
}

const DRAWS = 300_000
for (const [name, distribution] of Object.entries(kinds)) {
  const start = hrtime.bigint()
  const draw = sampler(distribution, { min: -1000, max: 1000 })
  let u = 0.5
  let sum = 0
  const run = (count) => {
    for (let k = 0; k < count; k++) {
      u = (u + 0.6180339887498949) % 1
      sum += draw(u)
    }
  }
  run(3000)
  const ready = hrtime.bigint()
  run(DRAWS)
  const end = hrtime.bigint()
  const first = (Number(ready - start) / 1e6).toFixed(1).padStart(6)
  const each = (Number(end - ready) / DRAWS).toFixed(0).padStart(5)
  console.log(
    `${name.padEnd(26)} ${each} ns a draw; first 3,000 with its tables ${first} ms; mean ${(sum / (DRAWS + 3000)).toPrecision(6)}`,
  )
}
