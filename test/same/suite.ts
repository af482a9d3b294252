import {
  asin,
  atan,
  cdf,
  cos,
  type Distribution,
  editDistance,
  exp,
  type Family,
  intervalOf,
  log,
  normalCdf,
  normalDensity,
  normalGrid,
  normalQuadrature,
  normalQuantile,
  pow,
  quantile,
  sin,
  stratifiedUniforms,
  streamFor,
  truncatedQuantile,
} from '../../src/core/index.js'
import { principalBranch, pureEquilibria, readGame, writeEfg } from '../../src/crisis/gambit/index.js'
import {
  assumptions,
  type Equilibrium,
  exportGame,
  findEquilibria,
  type Game,
  gameOf,
  outcomeOf,
  resolveCast,
  solve,
  traceOf,
  tracePrincipal,
} from '../../src/crisis/index.js'
import { atopCoding, lintPact, type ReadPact, readPact } from '../../src/pact/index.js'
import { applyOverrides, readAssumptions } from '../../src/study/assume.js'
import { type CompareInput, compare, type RunShards } from '../../src/study/compare.js'
import { repaired } from '../../src/study/correlations.js'
import { drawAll, valuesAt, valuesOf } from '../../src/study/draws.js'
import { driversOf } from '../../src/study/explain.js'
import type { Option } from '../../src/study/option.js'
import {
  describeState,
  distanceKm,
  groupMembers,
  groups,
  historicalStates,
  states,
  suggestState,
} from '../../src/world/index.js'
import { coordination } from '../crisis/coordination.js'
import { digestOf } from './digest.js'

/*
 * One fixed set of computations through the public modules, and the digest of each. It runs in Node and in Chromium, on one
 * thread and on several; the tests beside it ask for the same digests everywhere. Nothing here may need Node or a browser:
 * `study/index.js` is not imported, as it brings Node's worker threads along.
 */

/** The example documents, by file name: whoever runs the suite reads them. */
export type Texts = Readonly<Record<string, string>>

export type Digests = Readonly<Record<string, string>>

const KOREA = 'us-korea-1953.pact.yaml'
const POLAND = 'anglo-polish-1939.pact.yaml'
const PARIS = '3-paris-2026.pact.yaml'
const NATO = '6-nato-article-5.pact.yaml'

type Part = (texts: Texts) => unknown

const SEED = 2026

/** Doubles over their whole range: even steps, and every sign, size and last bit at random. */
const grid = (low: number, high: number): Float64Array => {
  const rng = streamFor(SEED, `grid ${low} ${high}`)
  const bits = new BigInt64Array(3000)
  for (let k = 0; k < bits.length; k++)
    bits[k] = (BigInt(rng.next()) << 32n) | (BigInt(rng.next()) & 0xffff_ffffn)
  const steps = Array.from({ length: 3000 }, (_, k) => low + ((high - low) * k) / 2999)
  return Float64Array.from([...steps, ...new Float64Array(bits.buffer), 0, -0, 5e-324, Infinity, -Infinity])
}

const over = (low: number, high: number, f: (x: number) => number): (() => Float64Array) => {
  return () => grid(low, high).map(f)
}

/** sin and cos are meant for |x| <= 100; beyond 1e15 they would return the same few values. */
const near = (f: (x: number) => number) => over(-100, 100, (x) => (Math.abs(x) <= 1e15 ? f(x) : 0))

const elementary: Record<string, Part> = {
  exp: over(-750, 720, exp),
  log: over(0, 50, log),
  pow: () => Array.from(grid(0, 30), (x, k) => pow(x, (k % 41) / 4 - 5)),
  sin: near(sin),
  cos: near(cos),
  atan: over(-20, 20, atan),
  asin: over(-1, 1, asin),
  normalDensity: over(-40, 40, normalDensity),
  normalCdf: over(-40, 10, normalCdf),
  normalQuantile: over(0, 1, normalQuantile),
}

const elicited = (family: Family, ends: { low: number; high: number }): Distribution => ({
  kind: 'elicited',
  family,
  quantiles: [
    { p: 0.05, value: 0.1 },
    { p: 0.5, value: 0.3 },
    { p: 0.95, value: 0.8 },
  ],
  ...ends,
})

const pool = (kind: 'mixture' | 'logPool'): Distribution => ({
  kind,
  components: [
    { name: 'Ada', weight: 2, distribution: { kind: 'logNormal', median: 0.4, sigma: 0.5 } },
    { name: 'Ben', weight: 1, distribution: { kind: 'pert', low: 0, mode: 0.6, high: 0.9 } },
  ],
})

const shapes: readonly Distribution[] = [
  { kind: 'fixed', value: 0.1 },
  { kind: 'uniform', low: -0.3, high: 1.7 },
  { kind: 'logUniform', low: 0.01, high: 30 },
  { kind: 'normal', mean: 0.7, sd: 1.3 },
  { kind: 'logNormal', median: 0.7, sigma: 0.9 },
  { kind: 'triangular', low: -0.1, mode: 0.2, high: 1.1 },
  { kind: 'beta', alpha: 0.6, beta: 3.5 },
  { kind: 'pert', low: -0.1, mode: 0.2, high: 1.1 },
  { kind: 'discrete', values: [0.1, 0.7, 0.9].map((value, k) => ({ value, weight: k + 1 })) },
  { kind: 'truncated', of: { kind: 'normal', mean: 0.7, sd: 1.3 }, low: 0 },
  elicited('metalog', { low: 0, high: 1 }),
  elicited('beta', { low: 0, high: 1 }),
  pool('mixture'),
  pool('logPool'),
]

const quantiles: Part = () =>
  shapes.map((shape) => {
    const p = stratifiedUniforms(SEED, shape.kind, 500)
    const inside = p.map((u) => truncatedQuantile(shape, { min: 0.05, max: 1 }, u))
    return { whole: p.map((u) => quantile(shape, u)), inside, back: inside.map((x) => cdf(shape, x)) }
  })

const correlated: Part = () => {
  const correlations = repaired([
    { a: 'stake.near', b: 'fear.clash', rank: 0.9, source: 'a' },
    { a: 'fear.clash', b: 'cost.aid', rank: 0.9, source: 'b' },
    { a: 'stake.near', b: 'cost.aid', rank: -0.5, source: 'c' },
  ])
  return [correlations, drawAll(applyOverrides([], correlations), SEED, 50)]
}

const rules: Part = () => [
  [1, 2, 5, 15, 31, 64].map((n) => normalQuadrature(n)),
  [1, 2, 7, 21].map((n) => normalGrid(n, 4)),
]

const summaries: Part = () => {
  const values = stratifiedUniforms(SEED, 'summary', 501)
  return [
    intervalOf(values),
    intervalOf([0, -0, Number.NaN, Infinity]),
    editDistance('garantor', 'guarantor'),
  ]
}

const world: Record<string, Part> = {
  distances: () => states.map((a) => Float64Array.from(states, (b) => distanceKm(a.capital, b.capital))),
  states: () => [states.map(describeState), historicalStates(1939), historicalStates(1953)],
  groups: () =>
    groups.map(({ id }) => ['1955-05-09', '2004-05-01', '2025-01-01'].map((on) => groupMembers(id, on))),
  suggestions: () => ['poland', 'Cote', 'rusia', 'Türkiye', 'united kingdm', 'xyzzy'].map(suggestState),
}

/** Everything that is said of a text, whole or broken. */
const said = (text: string, file: string): unknown => {
  const { pact, issues, locate } = readPact(text, file)
  if (pact === undefined) return issues
  return [pact, issues, lintPact(pact, file, locate), atopCoding(pact), resolveCast(pact, file, locate)]
}

/** The text with one line in twelve missing, in four ways: faults of every kind. */
const broken = (text: string): string[] =>
  [1, 4, 7, 10].map((gap) =>
    text
      .split('\n')
      .filter((_, k) => k % 12 !== gap)
      .join('\n'),
  )

const assumptionsFile = `assumptions:
  guarantor.rho: 8
  force.rnage: 3
  adversary.lambda: { distribution: { kind: uniform, low: 2, high: 1 }, source: nobody }
  fear.clash: { quantiles: { 5: 10, 50: 24, 95: 60 }, source: panel }
correlations:
  - { between: [fear.clash, stake.near], rank: 2, source: paper }
`

/** A document that reads, with the states it concerns. */
const read = (texts: Texts, file: string): Option & { readonly locate: ReadPact['locate'] } => {
  const { pact, locate } = readPact(texts[file], file)
  const cast = pact && resolveCast(pact, file, locate).cast
  if (pact === undefined || cast === undefined) throw new Error(`${file} does not read`)
  return { pact, cast, reading: 'as-is', locate }
}

/** All that the solver found, without the scratch space it used. */
const found = (equilibrium: Equilibrium): unknown => ({
  challenge: equilibrium.challenge,
  beliefs: equilibrium.beliefs,
  payoff: equilibrium.payoff,
  residual: equilibrium.residual,
  sweeps: equilibrium.sweeps,
  converged: equilibrium.converged,
  junctions: equilibrium.junctions.map(({ votes, curves, states }) => ({
    votes,
    curves,
    choices: states.map(({ coalition }) => [coalition.choice, coalition.utility]),
  })),
  outcome: outcomeOf(equilibrium),
})

/** A document's game at the medians, searched for all equilibria, then under draws, each from the median solution. */
const solving =
  (file: string, draws: number): Part =>
  (texts) => {
    const { pact, cast, reading } = read(texts, file)
    const all = drawAll(assumptions, SEED, 100)
    const under = (values: ReturnType<typeof valuesOf>): Game => gameOf(pact, cast, reading, values)
    const median = findEquilibria(under(valuesAt(assumptions, 0.5)))
    const drawn = Array.from({ length: draws }, (_, k) => under(valuesOf(all, 13 * k)))
    return [
      median.map(({ label, equilibrium }) => [label, found(equilibrium)]),
      drawn.map((one) => [one, found(solve(one, { warm: median[0].equilibrium }))]),
    ]
  }

/** Two members of NATO and two levels under a vote of both: small enough to be written out whole. */
const small = (texts: Texts): Game => {
  const { pact, reading, locate } = read(texts, NATO)
  const { beneficiary, adversary } = pact.parties
  const pair = { ...pact, parties: { beneficiary, adversary, guarantors: ['POL', 'EST'] } }
  const { cast } = resolveCast(pair, NATO, locate)
  if (cast === undefined) throw new Error('no cast')
  const whole = gameOf(pair, cast, reading, valuesAt(assumptions, 0.5))
  return {
    ...whole,
    levels: whole.levels.slice(0, 2),
    adversary: { ...whole.adversary, valueNodes: 1, valueSigma: 0 },
    rho: 0,
  }
}

const written: Part = (texts) => {
  const equilibrium = solve(small(texts))
  const { exported } = exportGame(equilibrium, 200_000)
  if (exported === undefined) throw new Error('not written out')
  return [exported, exportGame(equilibrium, 3), traceOf(equilibrium), found(equilibrium)]
}

/** A game that has several equilibria: they are searched for, and the principal branch is traced. */
const several: Part = () => {
  const spec = coordination(2)
  return [
    findEquilibria(spec).map(({ label, equilibrium }) => [label, found(equilibrium)]),
    found(tracePrincipal(spec)),
  ]
}

/** A few assumptions at a time, the others fixed at their medians. */
const drivers: Part = (texts) => {
  const few = assumptions.map((one, k): typeof one => {
    const value = truncatedQuantile(one.distribution, one.range, 0.5)
    return k % 12 === 0 ? one : { ...one, distribution: { kind: 'fixed', value } }
  })
  return driversOf(read(texts, POLAND), few)
}

const POKER = `EFG 2 R "A bluff" { "First" "Second" }
c "" 1 "" { "high" 1/2 "low" 1/2 } 0
p "" 1 1 "" { "raise" "fold" } 0
p "" 2 1 "" { "call" "pass" } 0
t "" 1 "" { 2, -2 }
t "" 2 "" { 1, -1 }
t "" 3 "" { -1, 1 }
p "" 1 2 "" { "raise" "fold" } 0
p "" 2 1 "" { "call" "pass" } 0
t "" 4 "" { -2, 2 }
t "" 5 "" { 1, -1 }
t "" 6 "" { -1, 1 }
`

const gambit: Part = () =>
  [POKER, 'NFG 1 R "" { "A" "B" } { 3 2 } 9 8 0 0 1.1 7 0 0 9.3 9 1 2'].map((text) => {
    const { game: tree, issues } = readGame(text, 'game')
    if (tree === undefined) throw new Error(issues[0].message)
    return [
      writeEfg(tree),
      [0.7, 3, 20].map((lambda) => principalBranch(tree, { lambda, branch: true })),
      pureEquilibria(tree),
    ]
  })

/** Our own game, solved by the general solver. */
const roundTrip: Part = (texts) => {
  const { exported } = exportGame(solve(small(texts)), 200_000)
  const { game: tree } = readGame(exported?.efg ?? '', 'ours.efg')
  if (tree === undefined) throw new Error('our own game does not read')
  return principalBranch(tree, { lambda: 1 })
}

const parts: Readonly<Record<string, Part>> = {
  ...Object.fromEntries(Object.entries(elementary).map(([name, part]) => [`elementary: ${name}`, part])),
  'distributions: quantiles': quantiles,
  'distributions: draws of every assumption': () => drawAll(assumptions, SEED, 200),
  'distributions: correlated draws': correlated,
  'quadrature rules': rules,
  summaries,
  ...Object.fromEntries(Object.entries(world).map(([name, part]) => [`world: ${name}`, part])),
  'documents: read, lint, code, cast': (texts) =>
    Object.entries(texts).map(([file, text]) => said(text, file)),
  'documents: broken': (texts) =>
    Object.entries(texts).map(([file, text]) => broken(text).map((one) => said(one, file))),
  'assumptions file': () => readAssumptions(assumptionsFile, 'assumptions.yaml'),
  [`solve: ${KOREA}`]: solving(KOREA, 6),
  [`solve: ${POLAND}`]: solving(POLAND, 6),
  [`solve: ${PARIS}`]: solving(PARIS, 1),
  [`solve: ${NATO}`]: solving(NATO, 1),
  'solve: several equilibria': several,
  'solve: export and trace': written,
  drivers,
  'gambit: other games': gambit,
  'gambit: our game': roundTrip,
}

/** The parts that one thread does whole. */
export const partNames: readonly string[] = Object.keys(parts)

export const digestOfPart = (name: string, texts: Texts): Promise<string> => digestOf(parts[name](texts))

/** The comparison whose draws are dealt out: two options, three shards each. */
const comparisonOf = (texts: Texts): CompareInput => {
  const both = [KOREA, POLAND].map((file) => ({ file, ...read(texts, file) }))
  return {
    // Without `locate`: options cross to other threads.
    options: both.map(({ pact, cast, reading }) => ({ pact, cast, reading })),
    findings: both.map(({ pact, file, locate }) => lintPact(pact, file, locate)),
    assumptions,
    overridden: new Set(),
    seed: SEED,
    draws: 70,
    version: 'same',
  }
}

/** The whole result of a comparison whose draws are computed by `run`. */
export const digestOfComparison = async (texts: Texts, run: RunShards): Promise<string> =>
  digestOf(await compare(comparisonOf(texts), run))

/** Who computes: parts and shards of draws, wherever. */
export interface Crew {
  readonly part: (name: string, texts: Texts) => Promise<string>
  readonly run: RunShards
}

/** The digests of all parts, in the same order whatever the crew. */
export const runSuite = async (texts: Texts, crew: Crew): Promise<Digests> => {
  const each = await Promise.all(
    partNames.map(async (name): Promise<[string, string]> => [name, await crew.part(name, texts)]),
  )
  return Object.fromEntries([...each, ['comparison', await digestOfComparison(texts, crew.run)]])
}
