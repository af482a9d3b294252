import { brigadeFigures, figure } from './assemble.js'
import { grouped } from './number.js'
import type { StateRow } from './row.js'
import type { Figure, State } from './state.js'
import { rows } from './table.js'

const activeFigure = ({ active }: StateRow): Figure => {
  const range =
    active.low === active.high ? [] : [`midpoint of ${grouped(active.low)}-${grouped(active.high)}`]
  const note = [...range, ...(active.note === undefined ? [] : [active.note])].join('; ')
  return {
    value: (active.low + active.high) / 2,
    unit: 'persons',
    year: active.year,
    source: 'factbook',
    ...(note === '' ? {} : { note }),
  }
}

const assemble = (row: StateRow): State => {
  const active = activeFigure(row)
  return {
    id: row.id,
    name: row.name,
    capital: row.capital,
    gdp: figure(row.gdp, 'current US$ bn', 'factbook'),
    population: figure(row.population, 'persons', row.population.source ?? 'world-bank'),
    milex: row.milex === null ? null : figure(row.milex, 'current US$ m', 'sipri-milex'),
    active,
    ...brigadeFigures(active),
    warheads: figure({ value: row.warheads, year: 2025 }, 'warheads', 'sipri-yearbook'),
    troopsWillingness: row.troops === null ? null : figure(row.troops, '% in favour', row.troops.source),
    memberships: row.memberships,
  }
}

/** All states of the table, sorted by id. */
export const states: readonly State[] = rows.map(assemble)

const byId = new Map(states.map((state) => [state.id, state]))

/** The state of exactly this id (ISO 3166-1 alpha-3 in capitals; XKX for Kosovo), or undefined. */
export const findState = (id: string): State | undefined => byId.get(id)
