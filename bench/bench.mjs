// `npm run bench`: times the engine, each case beside plain C compiled in the same run where a compiler is present, and
// writes docs/bench.json and docs/bench.svg. Nothing here passes or fails on time: read the ratios.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expectationsOf, forceOf, startFrom, sweep } from '../dist/crisis/coalition.js'
import { outcomeOf, solve } from '../dist/crisis/index.js'
import { gameWith, nato } from './games.mjs'
import { drawGrowth } from './plot.mjs'

const SIZES = [1, 2, 3, 5, 8, 12, 20, 30, 45, 60]
const KERNELS = ['sum', 'leave', 'subgame']
const NAMES = {
  sum: 'coalition sum',
  leave: 'leave-one-out',
  subgame: 'response subgame',
  solve: 'whole solve',
}

const spread = (times) => {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (p) => sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))]
  return { median: at(0.5), low: at(0.25), high: at(0.75) }
}

/** Nanoseconds of `work`, many times over, after some runs that are not counted. */
const time = (work, { repeats, batch = 1, warm = 5 }) => {
  for (let k = 0; k < warm; k++) work()
  return Array.from({ length: repeats }, () => {
    const start = process.hrtime.bigint()
    for (let k = 0; k < batch; k++) work()
    return Number(process.hrtime.bigint() - start) / batch
  })
}

const folder = mkdtempSync(join(tmpdir(), 'guarantor-bench-'))
const compiler = (() => {
  for (const name of ['cc', 'gcc', 'clang'])
    try {
      execFileSync(
        name,
        ['-O3', '-march=native', '-o', join(folder, 'reference'), 'bench/reference.c', '-lm'],
        { stdio: 'pipe' },
      )
      return name
    } catch (error) {
      if (error.code !== 'ENOENT') throw error
    }
  return null
})()

const numbers = (...lists) => lists.flatMap((list) => Array.from(list)).join(' ')

const layoutText = (layout) =>
  numbers([layout.count, layout.responses], layout.shift, layout.fraction, layout.contact, layout.maxShift)
const stateText = ({ payoffs }) =>
  numbers(payoffs.loss, payoffs.fixed, payoffs.war, payoffs.clash, payoffs.delegated, payoffs.owed)

const gameText = (game, equilibrium) => {
  const { types, shocks, layouts, junctions } = equilibrium
  const { adversary } = game
  return [
    numbers([game.levels.length, types.count, types.values.length, shocks.nodes.length, junctions.length]),
    numbers([
      adversary.lambda,
      game.lambdaGuarantor,
      adversary.escalateForce,
      adversary.escalateCost,
      adversary.clashCost,
      game.forceStep,
    ]),
    numbers(types.values, types.statusQuo, types.prior, types.node, shocks.weights),
    ...layouts.map(layoutText),
    ...layouts.map((layout) => numbers(...Array.from(layout.order, (g) => game.guarantors[g].pain))),
    ...junctions.map((junction) => {
      const level = game.levels[junction.level]
      const ease = junction.branch === 'faitAccompli' ? level.evict : 1
      return [
        numbers([
          junction.level,
          junction.states.length,
          junction.weight,
          level.attackers,
          level.defenders,
          ease,
          level.decisiveness,
        ]),
        numbers([
          level.fightingCost,
          level.costSlope,
          level.backDownCost,
          level.clash,
          level.clashIfEscalated,
          level.share,
          level.severity,
        ]),
        ...junction.states.map((state) => `${state.shock} ${stateText(state.coalition)}`),
      ].join('\n')
    }),
  ].join('\n')
}

/** Times and result of the C program, or null where there is no compiler. */
const inC = (kind, text, repeats) => {
  if (compiler === null) return null
  const file = join(folder, 'case.txt')
  writeFileSync(file, text)
  return JSON.parse(
    execFileSync(join(folder, 'reference'), [kind, file, String(repeats)], { maxBuffer: 1 << 28 }),
  )
}

const farthest = (a, b) => {
  if (a.length !== b.length) throw new Error(`${a.length} numbers here, ${b.length} in C`)
  let worst = 0
  for (let k = 0; k < a.length; k++) worst = Math.max(worst, Math.abs(a[k] - b[k]) / (1 + Math.abs(a[k])))
  return worst
}

const rows = []
const record = (kind, count, times, reference, result, tolerance, extra = {}) => {
  const here = spread(times)
  const there = reference === null ? null : spread(reference.times)
  if (reference !== null) {
    const gap = farthest(result, reference.result)
    if (!(gap < tolerance))
      throw new Error(`${NAMES[kind]}, ${count} guarantors: C finds other numbers, by ${gap}`)
  }
  const row = {
    case: NAMES[kind],
    guarantors: count,
    ns: here,
    c: there,
    ratio: there && here.median / there.median,
    ...extra,
  }
  rows.push(row)
  const ms = (ns) => (ns / 1e6).toFixed(3).padStart(10)
  const ratio = row.ratio === null ? '' : `${row.ratio.toFixed(2).padStart(8)} x C`
  console.log(
    `${row.case.padEnd(18)}${String(count).padStart(4)}${ms(here.median)} ms (${ms(here.low).trim()} to ${ms(here.high).trim()})${there ? `   C ${ms(there.median)} ms` : ''}${ratio}${extra.sweeps ? `   ${extra.sweeps} sweeps, residual ${extra.residual.toExponential(1)}` : ''}`,
  )
}

console.log(
  `Node ${process.version}, ${cpus()[0].model}; C: ${compiler === null ? 'no compiler found, no ratios' : `${compiler} -O3 -march=native`}`,
)
console.log('median of each case, quartiles in brackets')

for (const count of SIZES) {
  const game = gameWith(count)
  const equilibrium = solve(game)
  const junction = equilibrium.junctions[4]
  const { coalition } = junction.states[2]
  const { layout, payoffs, lambda } = coalition
  const text = [
    String(lambda),
    layoutText(layout),
    stateText(coalition),
    numbers(...junction.curves.joined, ...junction.curves.apart),
  ].join('\n')
  const scratch = { ...coalition, choice: coalition.choice.slice(), utility: coalition.utility.slice() }
  const uniform = Float64Array.from({ length: scratch.choice.length }, (_, at) => {
    const n = Math.floor(at / layout.responses)
    const share = payoffs.delegated[n]
    return (1 - share) / layout.responses + (payoffs.owed[n] === at % layout.responses ? share : 0)
  })
  const work = {
    sum: () => forceOf(layout, uniform).all,
    leave: () => {
      startFrom(scratch, 'uniform')
      return expectationsOf(scratch, junction.curves)
    },
    subgame: () => {
      startFrom(scratch, 'uniform')
      for (let k = 0; k < 500 && sweep(scratch, junction.curves) >= 1e-8; k++);
      return scratch.choice
    },
  }
  for (const kind of KERNELS)
    record(
      kind,
      count,
      time(work[kind], { repeats: 41, batch: kind === 'subgame' ? 3 : 20 }),
      inC(kind, text, 41),
      work[kind](),
      1e-10,
    )
  const { sweeps, residual, challenge } = solve(game)
  record(
    'solve',
    count,
    time(() => solve(game), { repeats: 21 }),
    inC('solve', gameText(game, equilibrium), 21),
    challenge,
    1e-6,
    { sweeps, residual },
  )
}

// What walking every vector of responses costs: the force distribution of one state, as far as patience goes.
for (const count of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
  const game = gameWith(count)
  const { layout } = solve(game).junctions[4].states[2].coalition
  const work = () => {
    const out = new Float64Array(layout.cells + 1)
    const walk = (n, cell, p) => {
      if (n === count) {
        out[cell] += p
        return
      }
      for (let r = 0; r < layout.responses; r++)
        walk(n + 1, cell + layout.shift[n * layout.responses + r], p / layout.responses)
    }
    walk(0, 0, 1)
    return out
  }
  const times = time(work, { repeats: 5, warm: 1 })
  rows.push({ case: 'enumeration of one state', guarantors: count, ns: spread(times), c: null, ratio: null })
}
console.log(
  `enumeration of one state: ${rows.at(-1).guarantors} guarantors ${(rows.at(-1).ns.median / 1e6).toFixed(0)} ms`,
)

const median = (kind, count) =>
  rows.find((row) => row.case === NAMES[kind] && row.guarantors === count).ns.median
console.log(`whole solve, 60 guarantors beside 30: ${(median('solve', 60) / median('solve', 30)).toFixed(2)}`)

const first = solve(nato)
const again = { ...nato, rho: nato.rho * 1.1 }
const example = {
  cold: spread(time(() => solve(nato), { repeats: 21 })),
  warm: spread(time(() => solve(again, { warm: first }), { repeats: 21 })),
  outcome: spread(time(() => outcomeOf(first), { repeats: 21 })),
  sweeps: first.sweeps,
}
const ms = ({ median }) => `${(median / 1e6).toFixed(1)} ms`
console.log(
  `NATO example (${nato.guarantors.length} states): from scratch ${ms(example.cold)}, ${first.sweeps} sweeps; from a neighbouring draw ${ms(example.warm)}; its outcome ${ms(example.outcome)}`,
)

rmSync(folder, { recursive: true })
writeFileSync(
  'docs/bench.json',
  `${JSON.stringify({ node: process.version, cpu: cpus()[0].model, compiler, rows, example }, null, 1)}\n`,
)
writeFileSync('docs/bench.svg', drawGrowth(rows))
console.log('docs/bench.json and docs/bench.svg written')
