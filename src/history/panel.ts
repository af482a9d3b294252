/** Columns of the directed dyad-year panel, in the order of the file. A: possible challenger, B: possible target. */
export const panelColumns = [
  'ccode_a',
  'ccode_b',
  'state_a',
  'state_b',
  'year',
  'contiguity',
  'major_a',
  'major_b',
  'gml_ongoing',
  'gml_onset',
  'gml_init',
  'gml_init_force',
  'gml_init_war',
  'gml_dispnum',
  'cow_ongoing',
  'cow_onset',
  'cow_init',
  'cow_init_force',
  'cow_init_war',
  'cow_dispnum',
  'cinc_a',
  'milex_a',
  'milper_a',
  'cinc_b',
  'milex_b',
  'milper_b',
  'cap_ratio_b',
  'nuclear_a',
  'nuclear_b',
  'ab_defense',
  'ab_neutral',
  'ab_nonagg',
  'capdist_km',
  'b_n_defenders',
  'b_def_cinc_sum',
  'b_def_cinc_max',
  'b_def_major',
  'b_def_nuclear',
  'b_def_nearest_km',
  'a_n_offense_allies',
  'a_n_neutral_pacts',
  'b_has_defender',
  'polity2_a',
  'polyarchy_a',
  'polity2_b',
  'polyarchy_b',
  'gdppc_a',
  'gdppc_b',
  'rivalry',
  'gml_peace_years',
  'cow_peace_years',
] as const

export type PanelColumn = (typeof panelColumns)[number]
export type NumberColumn = Exclude<PanelColumn, 'state_a' | 'state_b'>

export const numberColumns = panelColumns.filter(
  (name): name is NumberColumn => name !== 'state_a' && name !== 'state_b',
)

/** The panel by columns; NaN where a figure is missing. */
export interface Panel {
  readonly count: number
  readonly stateA: readonly string[]
  readonly stateB: readonly string[]
  readonly columns: Readonly<Record<NumberColumn, Float64Array>>
}

/** The rows of a panel for which `keep` holds, in their order. */
export const rowsOf = (panel: Panel, keep: (row: number) => boolean): Int32Array =>
  Int32Array.from(Array.from({ length: panel.count }, (_, row) => row).filter(keep))

/** A panel of some rows. */
export const subPanel = (panel: Panel, rows: ArrayLike<number>): Panel => {
  const order = Array.from(rows)
  return {
    count: order.length,
    stateA: order.map((row) => panel.stateA[row]),
    stateB: order.map((row) => panel.stateB[row]),
    columns: Object.fromEntries(
      numberColumns.map((name) => [name, Float64Array.from(order, (row) => panel.columns[name][row])]),
    ) as Record<NumberColumn, Float64Array>,
  }
}

/**
 * The sample in which a new dispute can begin, as its builders recommend: no dispute goes on already, or one begins this
 * year; without the years of the World Wars. Rows without an outcome (GML ends in 2010) are left out.
 */
export const atRisk = ({ columns }: Panel, row: number): boolean => {
  const year = columns.year[row]
  if ((year >= 1914 && year <= 1918) || (year >= 1939 && year <= 1945)) return false
  if (Number.isNaN(columns.gml_init[row])) return false
  return columns.gml_ongoing[row] === 0 || columns.gml_onset[row] === 1
}

/** One duty of defence that the panel's targets are owed: `guarantor` owes it to `beneficiary` in `year`. */
export interface Duties {
  readonly count: number
  readonly guarantor: Int32Array
  readonly beneficiary: Int32Array
  readonly year: Int32Array
  /** The pact's wording leaves the means to each (Benson and Clinton's "probabilistic" pacts); 0 where not coded. */
  readonly discretionary: Uint8Array
  /** Peacetime integration: 0 none, 1 common policy or organisation, 2 integrated command or bases. */
  readonly depth: Uint8Array
}

/** What is recorded of one state in one year. */
export interface StateYears {
  readonly count: number
  readonly ccode: Int32Array
  readonly year: Int32Array
  readonly state: readonly string[]
  /** Shares of the world's total that year, 0 to 1: composite capability, military spending and personnel (NaN missing). */
  readonly cinc: Float64Array
  readonly milexShare: Float64Array
  readonly milperShare: Float64Array
  readonly gdp: Float64Array
  readonly nuclear: Uint8Array
  readonly lat: Float64Array
  readonly lon: Float64Array
}

/** Everything about coalitions that the panel's columns sum up. */
export interface CoalitionFacts {
  readonly states: StateYears
  readonly duties: Duties
}
