// The games that are timed: sized by number of guarantors alone, with 128 cells of force at every level.
import { readFileSync } from 'node:fs'
import { assumptions, gameOf, resolveCast } from '../dist/crisis/index.js'
import { readPact } from '../dist/pact/index.js'
import { valuesAt } from '../dist/study/draws.js'

const load = (file) => {
  const { pact, locate } = readPact(readFileSync(file), file)
  const { cast } = resolveCast(pact, file, locate)
  return gameOf(pact, cast, 'in-force', valuesAt(assumptions, 0.5))
}

/** The NATO example at the medians of all assumptions: what a user waits for. */
export const nato = load('examples/ukraine/6-nato-article-5.pact.yaml')

const CELLS = 128
const perLevel = (value) => [value, value, value]

/**
 * N guarantors, five responses, three levels, both branches, five shock nodes, 128 cells of force, the casus foederis
 * always found; states differ in stake and in force, which falls between cells.
 */
export const gameWith = (count) => {
  const shape = Array.from({ length: count }, (_, k) => [
    0,
    0,
    0.4 + 0.2 * (k % 5),
    1.4 + 0.5 * (k % 4),
    2.5 + 0.6 * (k % 7),
  ])
  // Widths are whole cells, so the scale is searched: the largest with which all fit.
  const cells = (scale) => shape.reduce((sum, force) => sum + Math.ceil(force[4] * scale - 1e-9), 1)
  let scale = 0
  for (let step = CELLS; step > 1e-6; step /= 2) if (cells(scale + step) <= CELLS) scale += step
  return {
    ...nato,
    levels: nato.levels.map((level) => ({ ...level, faitAccompli: 0.2, found: 1, procedure: null })),
    shockNodes: 5,
    forceStep: 1,
    guarantors: shape.map((force, k) => ({
      ...nato.guarantors[k % nato.guarantors.length],
      id: `G${k + 1}`,
      stake: 0.1 + (k % 6) / 20,
      force: perLevel(force.map((be) => be * scale)),
      contact: perLevel([0, 0, 0, 0.3, 0.6]),
      ifPassed: perLevel({ response: 4, bind: 0.5 }),
      ifBlocked: perLevel({ response: 4, bind: 0.5 }),
      delegated: perLevel(0.1),
    })),
  }
}
