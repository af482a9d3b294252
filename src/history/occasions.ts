import { exp } from '../core/elementary.js'
import type { Panel } from './panel.js'

/*
 * Occasions on which A weighs a challenge arrive at a rate a year that recorded facts set. It multiplies the game's probability of a
 * challenge on one occasion, as `occasions.perYear` and `occasions.recentWar` do in the product.
 */

/** Years over which the mark of a dispute fades to 37%. */
const FADING = 8
/** Polity score from which a state counts as a democracy, as usual in the literature. */
const DEMOCRACY = 6

/** What moves the rate, in the order of its coefficients (of the logarithm of the rate). */
export const occasionTerms = [
  {
    name: 'constant',
    meaning: 'neither near nor rivals, long at peace',
  },
  { name: 'land', meaning: 'neighbours by land' },
  { name: 'water', meaning: 'within 400 miles of water' },
  { name: 'majorA', meaning: 'A is a major power: its interests reach further' },
  { name: 'majorB', meaning: 'B is a major power' },
  { name: 'rivalry', meaning: 'strategic rivals (Thompson, Sakuwa and Suhas 2021)' },
  { name: 'recent', meaning: `a dispute not long ago: e^(-peace years / ${FADING})` },
  { name: 'democracies', meaning: `both democracies (Polity ${DEMOCRACY} or more)` },
] as const

export const occasionRow = ({ columns }: Panel, row: number): readonly number[] => {
  const contiguity = columns.contiguity[row]
  return [
    1,
    contiguity === 1 ? 1 : 0,
    contiguity > 1 ? 1 : 0,
    columns.major_a[row],
    columns.major_b[row],
    columns.rivalry[row],
    exp(-columns.gml_peace_years[row] / FADING),
    columns.polity2_a[row] >= DEMOCRACY && columns.polity2_b[row] >= DEMOCRACY ? 1 : 0,
  ]
}

/** Regressors of the rate for rows of the panel, one row after the other. */
export const occasionDesign = (panel: Panel, rows: ArrayLike<number>): Float64Array =>
  Float64Array.from(Array.from(rows).flatMap((row) => occasionRow(panel, row)))

/** What is known of a year's outcome: nothing begun; a dispute without force; with force; a war. */
export const outcomes = ['none', 'dispute', 'force', 'war'] as const

export const outcomeAt = ({ columns }: Panel, row: number): number => {
  if (columns.gml_init_war[row] === 1) return 3
  if (columns.gml_init_force[row] === 1) return 2
  return columns.gml_init[row] === 1 ? 1 : 0
}
