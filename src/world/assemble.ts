import { brigadeEquivalents } from './brigades.js'
import type { Cell } from './row.js'
import type { SourceId } from './sources.js'
import type { Figure, State } from './state.js'

/** A cell of a table with the unit and source of its column. */
export const figure = (cell: Cell, unit: string, source: SourceId): Figure => ({
  value: cell.value,
  unit,
  year: cell.year,
  source,
  ...(cell.note === undefined ? {} : { note: cell.note }),
})

const estimate = (value: number, active: Figure, rule: string): Figure => ({
  value,
  unit: 'brigade-equivalents',
  year: active.year,
  source: 'estimate',
  note: active.note === undefined ? rule : `${rule}; active personnel: ${active.note}`,
})

/** Both brigade estimates; a doubt about the personnel figure is a doubt about them, so its note is carried. */
export const brigadeFigures = (active: Figure): Pick<State, 'brigadesHome' | 'brigadesDeployable'> => {
  const { home, deployable } = brigadeEquivalents(active.value)
  return {
    brigadesHome: estimate(home, active, 'our estimate: active / 10,000'),
    brigadesDeployable: estimate(deployable, active, 'our estimate: active / 25,000'),
  }
}
