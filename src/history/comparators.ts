import { log } from '../core/elementary.js'
import { type Design, fitLogit, type LogitFit, predictLogit } from '../core/logit.js'
import type { Panel } from './panel.js'

/** What a year's outcome is counted as. */
export const events = ['initiation', 'force', 'war'] as const
export type EventKind = (typeof events)[number]

const columnFor = { initiation: 'gml_init', force: 'gml_init_force', war: 'gml_init_war' } as const

/** 1 where the event began in this year; a war counts as force, too. */
export const happened = ({ columns }: Panel, row: number, event: EventKind): number => {
  if (event === 'force') return columns.gml_init_force[row] === 1 || columns.gml_init_war[row] === 1 ? 1 : 0
  return columns[columnFor[event]][row]
}

const DEMOCRACY = 6

const peaceYears = ({ columns }: Panel, row: number): readonly number[] => {
  // In tens of years, so that the cube stays small.
  const t = columns.gml_peace_years[row] / 10
  return [t, t * t, t * t * t]
}

const controls = (panel: Panel, row: number): readonly number[] => {
  const { columns } = panel
  const balance = columns.cap_ratio_b[row]
  return [
    columns.contiguity[row] === 1 ? 1 : 0,
    columns.contiguity[row] > 1 ? 1 : 0,
    log(Math.max(1, columns.capdist_km[row])),
    balance,
    balance * balance,
    log(Math.max(1e-6, columns.cinc_a[row])),
    columns.major_a[row],
    columns.major_b[row],
    columns.major_a[row] * columns.major_b[row],
    columns.rivalry[row],
    columns.polity2_a[row] >= DEMOCRACY && columns.polity2_b[row] >= DEMOCRACY ? 1 : 0,
    columns.nuclear_a[row],
    columns.nuclear_b[row],
    ...peaceYears(panel, row),
  ]
}

const alliances = ({ columns }: Panel, row: number): readonly number[] => [
  columns.b_has_defender[row],
  columns.b_def_major[row],
  columns.b_def_nuclear[row],
  log(1 + columns.b_def_cinc_sum[row] / Math.max(1e-6, columns.cinc_a[row])),
  columns.a_n_offense_allies[row] > 0 ? 1 : 0,
  columns.a_n_neutral_pacts[row] > 0 ? 1 : 0,
  columns.ab_defense[row],
  columns.ab_nonagg[row],
]

/** A rule that the model is measured against: a logistic regression, or rates in a few cells, which is one, too. */
export interface Comparator {
  readonly id: string
  readonly name: string
  readonly regressors: (panel: Panel, row: number) => readonly number[]
}

export const comparators: readonly Comparator[] = [
  { id: 'base', name: 'Base rate', regressors: () => [] },
  { id: 'peace', name: 'Peace years only', regressors: peaceYears },
  {
    id: 'balance',
    name: 'Local balance only',
    // Near, and A the stronger: the cells of a rule that looks at the local balance of forces alone (after Huth).
    regressors: ({ columns }, row) => {
      const near = columns.contiguity[row] > 0 ? 1 : 0
      const stronger = columns.cap_ratio_b[row] < 0.5 ? 1 : 0
      return [near, stronger, near * stronger]
    },
  },
  { id: 'controls', name: 'Logit, usual controls', regressors: controls },
  {
    id: 'alliances',
    name: 'Logit with alliances',
    regressors: (panel, row) => [...controls(panel, row), ...alliances(panel, row)],
  },
]

const designOf = (panel: Panel, rows: ArrayLike<number>, { regressors }: Comparator): Design => {
  const width = 1 + regressors(panel, rows[0]).length
  const x = new Float64Array(rows.length * width)
  for (let k = 0; k < rows.length; k++) {
    x[k * width] = 1
    x.set(regressors(panel, rows[k]), k * width + 1)
  }
  return { rows: rows.length, width, x }
}

/** Fits one comparator to an event on some rows. */
export const fitComparator = (
  panel: Panel,
  rows: ArrayLike<number>,
  comparator: Comparator,
  event: EventKind,
): LogitFit =>
  fitLogit(
    designOf(panel, rows, comparator),
    Array.from(rows, (row) => happened(panel, row, event)),
  )

/** Its probabilities on (other) rows. */
export const predictComparator = (
  panel: Panel,
  rows: ArrayLike<number>,
  comparator: Comparator,
  coefficients: ArrayLike<number>,
): Float64Array => predictLogit(designOf(panel, rows, comparator), coefficients)
