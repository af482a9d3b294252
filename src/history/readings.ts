import { solve, type Values } from '../crisis/index.js'
import { readingOf } from './reading.js'
import { type Grid, type Situations, situationGame } from './situation.js'

/** Numbers kept of each game: see `readingColumns`. */
export const readingColumns = [
  'hybrid',
  'limited',
  'full',
  'war',
  'honour',
  'someHonour',
  'converged',
] as const
export const READING = readingColumns.length

/** Solves the games of some rows under one set of values: `READING` numbers a row. Nothing carries over between rows. */
export const readRows = (situations: Situations, values: Values, grid: Grid): Float64Array => {
  const out = new Float64Array(situations.count * READING)
  for (let row = 0; row < situations.count; row++) {
    const equilibrium = solve(situationGame(situations, row, values, grid))
    const { levels, war, honour, someHonour } = readingOf(equilibrium)
    out.set([...levels, war, honour, someHonour, equilibrium.converged ? 1 : 0], row * READING)
  }
  return out
}

/** Some rows of situations by themselves. */
export const sliceSituations = (all: Situations, from: number, to: number): Situations => {
  const [first, last] = [all.from[from], all.from[to]]
  return {
    count: to - from,
    year: all.year.slice(from, to),
    forceA: all.forceA.slice(from, to),
    forceB: all.forceB.slice(from, to),
    reachKm: all.reachKm.slice(from, to),
    nuclearA: all.nuclearA.slice(from, to),
    nuclearB: all.nuclearB.slice(from, to),
    from: all.from.slice(from, to + 1).map((at) => at - first),
    guarantor: all.guarantor.slice(first, last),
    force: all.force.slice(first, last),
    km: all.km.slice(first, last),
    nuclear: all.nuclear.slice(first, last),
    discretionary: all.discretionary.slice(first, last),
    depth: all.depth.slice(first, last),
  }
}

/** Readings of all situations under each set of values: what fits and scores need of whoever solves. */
export type Solver = (
  situations: Situations,
  values: readonly Values[],
  grid: Grid,
) => Promise<readonly Float64Array[]>

/** Solves here, one after the other. */
export const solveHere: Solver = async (situations, values, grid) =>
  values.map((one) => readRows(situations, one, grid))
