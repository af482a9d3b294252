import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { log } from '../elementary.js'
import { compareText } from '../order.js'
import { streamFor } from '../stream.js'
import { binomialUpperTail, wilsonInterval } from './binomial.js'
import {
  type Bounds,
  gainOf,
  type InputColumn,
  isOpen,
  limitedColumns,
  opened,
  quasiP,
  type RankTable,
  rankTable,
  rowsInside,
  type Side,
  settle,
  sidesOf,
  tally,
} from './box.js'
import { growTree } from './cart.js'
import { peel } from './prim.js'

export interface DiscoveryOptions {
  /** Seed of the split into training, validation and held-out rows. Default 1. */
  readonly seed?: number
  /** Share of the rows inside that one peel takes away, in (0, 0.5]. Default 0.05. */
  readonly peel?: number
  /** Least share of the rows that a box may hold, in [0, 1); never fewer than 5 rows. Default 0.01. */
  readonly minimumShare?: number
  /**
   * Level of the tests: of a box on the held-out rows, divided by `maxBoxes`; of a limit, divided by the number of
   * limits that were tried (two ends a column, and 1 / `peel` places each). In (0, 1). Default 0.05.
   */
  readonly significance?: number
  /** Most boxes to look for, a whole number of at least 1. Default 4. */
  readonly maxBoxes?: number
  /** Most splits from the root of the tree to a leaf, a whole number of at least 1. Default 8. */
  readonly depth?: number
}

/** What a box holds of some rows. Intervals are Wilson's, 95%, for the box as it stands; null where nothing is counted. */
export interface BoxCount {
  /** Rows counted, less those in boxes found before. */
  readonly rows: number
  readonly inside: number
  readonly hits: number
  /** Share of all hits, those in boxes found before included, that lie inside; null without hits. */
  readonly coverage: number | null
  readonly coverageInterval: readonly [number, number] | null
  /** Share of the rows inside that are hits; null when none is inside. */
  readonly density: number | null
  readonly densityInterval: readonly [number, number] | null
}

/** The limits on one input: values inside satisfy low <= value <= high; null where there is no limit. */
export interface BoxLimit {
  readonly name: string
  readonly low: number | null
  readonly high: number | null
  /** Quasi-p value of the input's limits together, and of each by itself, on the fitting rows. */
  readonly quasiP: number
  readonly lowQuasiP: number | null
  readonly highQuasiP: number | null
}

export interface DroppedLimit {
  readonly name: string
  readonly end: 'low' | 'high'
  /** Where the limit stood, in the input's own unit. */
  readonly value: number
  readonly quasiP: number
  /** `may-be-chance`: the quasi-p value was above `limitThreshold`. */
  readonly reason: 'may-be-chance'
}

/** One box on the way of the peeling. */
export interface TrajectoryStep {
  readonly limits: readonly {
    readonly name: string
    readonly low: number | null
    readonly high: number | null
  }[]
  readonly training: BoxCount
  readonly validation: BoxCount
  /** Gain on the validation rows, nats; the step with the greatest was chosen, of equals the first. */
  readonly gain: number
  readonly chosen: boolean
}

/** What one method proposes. */
export interface Proposal {
  readonly method: 'prim' | 'cart'
  readonly limits: readonly BoxLimit[]
  readonly dropped: readonly DroppedLimit[]
  /** Training and validation rows together: those that the limits were fitted to. */
  readonly fitted: BoxCount
  /** Rows that neither limits nor choices have seen. */
  readonly heldOut: BoxCount
  /** Every row. */
  readonly all: BoxCount
  /** Density over the base rate, both of every row; null when none is inside. */
  readonly lift: number | null
  /** Gain on the fitting rows, nats, less half of ln(rows) a limit: the better proposal has more. */
  readonly score: number
  /** Chance of at least the held-out hits if the box held no more than the held-out rate. */
  readonly chance: number
}

export interface DiscoveredBox extends Proposal {
  /** What the other method proposed. */
  readonly rival: Proposal
  readonly trajectory: readonly TrajectoryStep[]
}

export type StopReason = 'no-hits' | 'only-hits' | 'too-few' | 'no-better-than-chance' | 'enough-boxes'

export interface Discovery {
  /** In the order found; each counts only what the ones before it left. */
  readonly boxes: readonly DiscoveredBox[]
  readonly rows: number
  readonly hits: number
  /** Share of hits among all rows. */
  readonly baseRate: number
  readonly split: { readonly training: number; readonly validation: number; readonly heldOut: number }
  /** A limit stays only with a quasi-p value of at most this. */
  readonly limitThreshold: number
  /** A box stands only with a held-out `chance` of at most this. */
  readonly boxThreshold: number
  /** Why no further box (with no box at all: why none). */
  readonly stopped: StopReason
  /** The proposals that were turned down last, if any were made. */
  readonly refused: readonly Proposal[]
  readonly options: Required<DiscoveryOptions>
}

const DEFAULTS: Required<DiscoveryOptions> = {
  seed: 1,
  peel: 0.05,
  minimumShare: 0.01,
  significance: 0.05,
  maxBoxes: 4,
  depth: 8,
}

interface Split {
  readonly training: Int32Array
  readonly validation: Int32Array
  readonly heldOut: Int32Array
}

interface Totals {
  readonly table: RankTable
  readonly options: Required<DiscoveryOptions>
  /** Hits before any box was taken away. */
  readonly hits: { readonly [part in keyof Split]: number }
  readonly baseRate: number
  readonly limitThreshold: number
}

/**
 * Scenario discovery: the boxes in the space of inputs where hits are dense, with their proof.
 *
 * Half of the rows train, a quarter validates, a quarter is held out (by outcome, dealt by the stream of `seed`). PRIM
 * peels on the training rows, a tree is grown on them too; of each, the box with the greatest gain in likelihood on the
 * validation rows is taken. Its limits settle on both parts together; limits that may be chance are dropped, worst
 * first, and the rest settles again. The better of both stands if the held-out rows, which nothing has seen, agree
 * that it is denser than chance. Its rows go, and the next box is looked for.
 *
 * Neither the order of rows and columns nor an increasing transformation of an input changes the rows in a box.
 * Columns are taken as ordered; code an unordered category as one 0/1 column a value.
 *
 * After Friedman & Fisher (1999), Bryant & Lempert (2010) and Breiman et al. (1984).
 *
 * @param hits one 0 or 1 (or false or true) for every row
 * @throws RangeError for lengths that differ, repeated names, missing values (NaN), outcomes other than 0 and 1, options out of range
 */
export const discover = (
  inputs: readonly InputColumn[],
  hits: ArrayLike<number | boolean>,
  options: DiscoveryOptions = {},
): Discovery => {
  const settings = { ...DEFAULTS, ...options }
  const outcome = outcomeOf(hits)
  refuse(inputs, outcome.length, settings)
  const table = rankTable(
    [...inputs].sort((a, b) => compareText(a.name, b.name)),
    outcome,
  )
  const total = tally(
    table,
    Int32Array.from(outcome, (_, row) => row),
  )
  let left = dealt(table, settings.seed)
  const limitThreshold =
    inputs.length === 0
      ? settings.significance
      : (settings.significance * settings.peel) / (2 * inputs.length)
  const boxThreshold = settings.significance / settings.maxBoxes
  const totals: Totals = {
    table,
    options: settings,
    hits: {
      training: tally(table, left.training).hits,
      validation: tally(table, left.validation).hits,
      heldOut: tally(table, left.heldOut).hits,
    },
    baseRate: total.hits / total.rows,
    limitThreshold,
  }
  const split = {
    training: left.training.length,
    validation: left.validation.length,
    heldOut: left.heldOut.length,
  }
  const boxes: DiscoveredBox[] = []
  const ended = (stopped: StopReason, refused: readonly Proposal[] = []): Discovery => ({
    boxes,
    ...total,
    baseRate: totals.baseRate,
    split,
    limitThreshold,
    boxThreshold,
    stopped,
    refused,
    options: settings,
  })

  while (boxes.length < settings.maxBoxes) {
    const contrast = lackOfContrast(table, left)
    if (contrast !== null) return ended(contrast)
    const { proposals, trajectory } = proposed(totals, left)
    const [prim, cart] = proposals
    const [better, rival] = cart.proposal.score > prim.proposal.score ? [cart, prim] : [prim, cart]
    if (better.proposal.limits.length === 0 || better.proposal.chance > boxThreshold)
      return ended('no-better-than-chance', [better.proposal, rival.proposal])
    boxes.push({ ...better.proposal, rival: rival.proposal, trajectory })
    left = without(table, left, better.bounds)
  }
  return ended('enough-boxes')
}

const outcomeOf = (hits: ArrayLike<number | boolean>): Uint8Array =>
  Uint8Array.from({ length: hits.length }, (_, row) => {
    const value = Number(hits[row])
    if (value !== 0 && value !== 1)
      throw new RangeError(`discover: outcome of row ${row} must be 0 or 1, not ${hits[row]}`)
    return value
  })

const refuse = (inputs: readonly InputColumn[], rows: number, options: Required<DiscoveryOptions>): void => {
  const names = new Set<string>()
  for (const { name, values } of inputs) {
    if (names.has(name)) throw new RangeError(`discover: two inputs are named "${name}"`)
    names.add(name)
    if (values.length !== rows)
      throw new RangeError(`discover: input "${name}" has ${values.length} values, the outcome ${rows}`)
    const missing = values.findIndex(Number.isNaN)
    if (missing >= 0) throw new RangeError(`discover: input "${name}" has no number in row ${missing}`)
  }
  const allowed: readonly (readonly [keyof DiscoveryOptions, boolean, string])[] = [
    ['seed', Number.isSafeInteger(options.seed), 'a whole number'],
    ['peel', options.peel > 0 && options.peel <= 0.5, 'above 0 and at most 0.5'],
    ['minimumShare', options.minimumShare >= 0 && options.minimumShare < 1, 'at least 0 and below 1'],
    ['significance', options.significance > 0 && options.significance < 1, 'between 0 and 1'],
    ['maxBoxes', Number.isSafeInteger(options.maxBoxes) && options.maxBoxes >= 1, 'a whole number from 1'],
    ['depth', Number.isSafeInteger(options.depth) && options.depth >= 1, 'a whole number from 1'],
  ]
  for (const [name, good, expected] of allowed)
    if (!good) throw new RangeError(`discover: ${name} must be ${expected}, not ${options[name]}`)
}

/** Rows in an order that hangs on their content alone, so that the order in which they came does not matter. */
const canonicalOrder = (table: RankTable): Int32Array =>
  Int32Array.from(table.hit, (_, row) => row).sort((a, b) => {
    for (const ranks of table.ranks) if (ranks[a] !== ranks[b]) return ranks[a] - ranks[b]
    return 0
  })

/** Half, a quarter and a quarter of the hits, and of the others, at random by the stream of the seed. */
const dealt = (table: RankTable, seed: number): Split => {
  const order = canonicalOrder(table)
  const part = new Uint8Array(table.hit.length)
  for (const outcome of [0, 1]) {
    const rows = order.filter((row) => table.hit[row] === outcome)
    const rng = streamFor(seed, `discovery split ${outcome}`)
    for (let i = rows.length - 1; i > 0; i--) {
      const j = uniformInt(rng, 0, i)
      const kept = rows[i]
      rows[i] = rows[j]
      rows[j] = kept
    }
    const quarter = Math.floor(rows.length / 4)
    for (let i = 0; i < 2 * quarter; i++) part[rows[i]] = i < quarter ? 1 : 2
  }
  return {
    training: order.filter((row) => part[row] === 0),
    validation: order.filter((row) => part[row] === 1),
    heldOut: order.filter((row) => part[row] === 2),
  }
}

const joined = (a: Int32Array, b: Int32Array): Int32Array => {
  const out = new Int32Array(a.length + b.length)
  out.set(a)
  out.set(b, a.length)
  return out
}

/** Fewest hits, and fewest others, in a part that allow a search; below, no test could tell a box from chance. */
const FEWEST = 5

const lackOfContrast = (table: RankTable, left: Split): StopReason | null => {
  const counts = [left.training, left.validation, left.heldOut].map((rows) => tally(table, rows))
  if (counts.every(({ hits }) => hits === 0)) return 'no-hits'
  if (counts.every(({ rows, hits }) => hits === rows)) return 'only-hits'
  return counts.some(({ rows, hits }) => hits < FEWEST || rows - hits < FEWEST) ? 'too-few' : null
}

const without = (table: RankTable, left: Split, bounds: Bounds): Split => {
  const gone = (rows: Int32Array): Int32Array => {
    const inside = new Set(rowsInside(table, bounds, rows))
    return rows.filter((row) => !inside.has(row))
  }
  return {
    training: gone(left.training),
    validation: gone(left.validation),
    heldOut: gone(left.heldOut),
  }
}

interface Placed {
  readonly bounds: Bounds
  readonly proposal: Proposal
}

const proposed = (
  totals: Totals,
  left: Split,
): { readonly proposals: readonly [Placed, Placed]; readonly trajectory: readonly TrajectoryStep[] } => {
  const { table, options } = totals
  const minimum = Math.max(5, Math.ceil(options.minimumShare * left.training.length))
  const path = peel(table, left.training, options.peel, minimum)
  const nodes = growTree(table, left.training, options.depth, minimum)
  const gains = path.map((bounds) => gainOn(table, left.validation, bounds))
  const best = firstOfGreatest(gains)
  const leaf = firstOfGreatest(nodes.map((bounds) => gainOn(table, left.validation, bounds)))
  return {
    proposals: [
      defended(totals, left, 'prim', path[best]),
      defended(totals, left, 'cart', nodes.length === 0 ? path[0] : nodes[leaf]),
    ],
    trajectory: path.map((bounds, k) => ({
      limits: limitedColumns(table, bounds).map((column) => ends(table, bounds, column)),
      training: boxCount(table, left.training, bounds, totals.hits.training),
      validation: boxCount(table, left.validation, bounds, totals.hits.validation),
      gain: gains[k],
      chosen: k === best,
    })),
  }
}

const gainOn = (table: RankTable, rows: Int32Array, bounds: Bounds): number =>
  gainOf(table.nLogN, tally(table, rowsInside(table, bounds, rows)), tally(table, rows))

const firstOfGreatest = (values: readonly number[]): number =>
  values.reduce((best, value, k) => (value > values[best] ? k : best), 0)

/** Settles a box, drops what may be chance, and counts what is left. */
const defended = (totals: Totals, left: Split, method: 'prim' | 'cart', start: Bounds): Placed => {
  const { table, options, limitThreshold } = totals
  const fitting = joined(left.training, left.validation)
  const minimum = Math.max(5, Math.ceil(options.minimumShare * fitting.length))
  const dropped: DroppedLimit[] = []
  let bounds = settle(table, fitting, start, minimum)
  for (;;) {
    const worst = worstLimit(table, fitting, bounds)
    if (worst === null || worst.quasiP <= limitThreshold) break
    const { column, end } = worst.side
    dropped.push({
      name: table.names[column],
      end,
      value: table.levels[column][bounds[end][column]],
      quasiP: worst.quasiP,
      reason: 'may-be-chance',
    })
    bounds = settle(table, fitting, opened(table, bounds, worst.side), minimum)
  }
  const every = joined(fitting, left.heldOut)
  const hits = totals.hits.training + totals.hits.validation
  const all = boxCount(table, every, bounds, hits + totals.hits.heldOut)
  const held = tally(table, left.heldOut)
  const heldOut = boxCount(table, left.heldOut, bounds, totals.hits.heldOut)
  return {
    bounds,
    proposal: {
      method,
      limits: limitedColumns(table, bounds).map((column) => limitOf(table, fitting, bounds, column)),
      dropped,
      fitted: boxCount(table, fitting, bounds, hits),
      heldOut,
      all,
      lift: all.density === null ? null : all.density / totals.baseRate,
      score:
        gainOn(table, fitting, bounds) -
        (sidesOf(table, bounds).length * log(Math.max(1, fitting.length))) / 2,
      chance: binomialUpperTail(heldOut.hits, heldOut.inside, held.rows === 0 ? 1 : held.hits / held.rows),
    },
  }
}

const worstLimit = (
  table: RankTable,
  rows: Int32Array,
  bounds: Bounds,
): { readonly side: Side; readonly quasiP: number } | null => {
  let worst: { readonly side: Side; readonly quasiP: number } | null = null
  for (const side of sidesOf(table, bounds)) {
    const p = quasiP(table, rows, bounds, [side])
    if (worst === null || p > worst.quasiP) worst = { side, quasiP: p }
  }
  return worst
}

const ends = (table: RankTable, bounds: Bounds, column: number) => {
  const levels = table.levels[column]
  return {
    name: table.names[column],
    low: isOpen(table, bounds, { column, end: 'low' }) ? null : levels[bounds.low[column]],
    high: isOpen(table, bounds, { column, end: 'high' }) ? null : levels[bounds.high[column]],
  }
}

const limitOf = (table: RankTable, rows: Int32Array, bounds: Bounds, column: number): BoxLimit => {
  const { name, low, high } = ends(table, bounds, column)
  const sides = sidesOf(table, bounds).filter((side) => side.column === column)
  const alone = (end: 'low' | 'high'): number | null =>
    sides.some((side) => side.end === end) ? quasiP(table, rows, bounds, [{ column, end }]) : null
  return {
    name,
    low,
    high,
    quasiP: quasiP(table, rows, bounds, sides),
    lowQuasiP: alone('low'),
    highQuasiP: alone('high'),
  }
}

const boxCount = (table: RankTable, rows: Int32Array, bounds: Bounds, allHits: number): BoxCount => {
  const inside = tally(table, rowsInside(table, bounds, rows))
  return {
    rows: rows.length,
    inside: inside.rows,
    hits: inside.hits,
    coverage: allHits === 0 ? null : inside.hits / allHits,
    coverageInterval: wilsonInterval(inside.hits, allHits),
    density: inside.rows === 0 ? null : inside.hits / inside.rows,
    densityInterval: wilsonInterval(inside.hits, inside.rows),
  }
}
