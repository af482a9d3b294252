import { brigadeFigures, figure } from './assemble.js'
import type { HistoricalRow } from './row.js'
import type { State } from './state.js'
import { historicalRows } from './table-historical.js'

const assemble = (row: HistoricalRow): State => {
  const active = figure(row.active, 'persons', 'cow-nmc')
  return {
    id: row.id,
    name: row.name,
    capital: row.capital,
    gdp: row.gdp === null ? null : figure(row.gdp, '2017 international $ bn (PPP)', 'historic-gdp'),
    population: figure(row.population, 'persons', 'cow-nmc'),
    milex: row.milex === null ? null : figure(row.milex, 'current US$ m', 'cow-nmc'),
    active,
    ...brigadeFigures(active),
    warheads: figure(row.nuclear, 'nuclear possession (1 yes, 0 no)', 'nuclear-status'),
    troopsWillingness: null,
    memberships: row.memberships,
  }
}

/** Years for which {@link historicalStates} has rows, in order: those of the cases and examples. */
export const historicalYears: readonly number[] = [...new Set(historicalRows.map(({ year }) => year))]

/**
 * The states of a year in the shape of present ones, sorted by id; none for a year without rows. Codes are those of today: DEU
 * is the Federal Republic from 1949, CZE Czechoslovakia to 1992, RUS the Soviet Union, SRB Yugoslavia (the name says which). GDP is in
 * 2017 international $, so not to be compared with that of present states; `warheads` says possession (1 or 0), no count being at hand.
 */
export const historicalStates = (year: number): readonly State[] =>
  historicalRows.filter((row) => row.year === year).map(assemble)
