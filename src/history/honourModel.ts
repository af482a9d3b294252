import { type Frozen, modelProbabilities } from './backtest.js'
import type { Era, PerformanceCase } from './honour.js'
import type { Panel } from './panel.js'
import { READING } from './readings.js'
import type { Table } from './table.js'

/** What the model says of honour in one era, over all who have a pact and over those who are attacked. */
export interface Selection {
  readonly era: Era | 'all'
  /** Directed dyad-years whose target has a defence pact. */
  readonly rows: number
  /** Mean P(a guarantor honours | full attack): each dyad-year the same weight; weighted by P(war). */
  readonly everywhere: number
  readonly attacked: number
  /** The same of P(at least one guarantor honours). */
  readonly someEverywhere: number
  readonly someAttacked: number
}

const HONOUR = 4
const SOME = 5

/**
 * The selection effect inside the model: pacts that are less likely to be honoured are attacked more, so honour among the attacked is below
 * honour among all (Smith 1995).
 */
export const selectionOf = (
  frozen: Frozen,
  panel: Panel,
  rows: Int32Array,
  readings: Float64Array,
  weights: Float64Array,
): readonly Selection[] => {
  const { war } = modelProbabilities(frozen, panel, rows, readings)
  return (['all', 'before 1945', '1945-2003'] as const).map((era) => {
    let [count, weight, sum, weighted, some, someWeighted] = [0, 0, 0, 0, 0, 0]
    for (let k = 0; k < rows.length; k++) {
      const honour = readings[k * READING + HONOUR]
      if (Number.isNaN(honour)) continue
      if (era !== 'all' && panel.columns.year[rows[k]] < 1945 !== (era === 'before 1945')) continue
      const stands = weights[k]
      count += stands
      weight += stands * war[k]
      sum += stands * honour
      weighted += stands * war[k] * honour
      some += stands * readings[k * READING + SOME]
      someWeighted += stands * war[k] * readings[k * READING + SOME]
    }
    return {
      era,
      rows: Math.round(count),
      everywhere: sum / count,
      attacked: weighted / weight,
      someEverywhere: some / count,
      someAttacked: someWeighted / weight,
    }
  })
}

/** A case in which a defence pact's member was attacked from outside, and the panel row that it is. */
export interface MatchedCase {
  readonly case: PerformanceCase
  readonly row: number
}

/**
 * Finds the dyad-year of each defence case: the first year in which a state outside the pact that began the war (COW) faced a
 * member that did not. Cases in which members themselves began, or that are no inter-state war of COW, have none.
 */
export const matchCases = (
  cases: readonly PerformanceCase[],
  wars: Table,
  panel: Panel,
): readonly MatchedCase[] => {
  const rowAt = new Map<string, number>()
  const key = (a: number, b: number, year: number): string => `${a} ${b} ${year}`
  const { ccode_a, ccode_b, year } = panel.columns
  const code = new Map<string, number>()
  for (let row = 0; row < panel.count; row++) {
    rowAt.set(key(ccode_a[row], ccode_b[row], year[row]), row)
    code.set(panel.stateB[row], ccode_b[row])
  }
  return cases
    .filter(({ kinds }) => kinds.includes('defense'))
    .flatMap((one): MatchedCase[] => {
      const members = new Set(one.members.map((id) => code.get(id)))
      const fronts = wars.rows
        .filter(
          (war) =>
            war.warnum === one.warNumber &&
            war.initiator1 === 1 &&
            war.initiator2 === 0 &&
            members.has(Number(war.ccode2)) &&
            !members.has(Number(war.ccode1)),
        )
        .map((war) => ({
          year: Number(war.year),
          row: rowAt.get(key(Number(war.ccode1), Number(war.ccode2), Number(war.year))),
        }))
        .filter((front): front is { year: number; row: number } => front.row !== undefined)
        .sort((a, b) => a.year - b.year || a.row - b.row)
      return fronts.length === 0 ? [] : [{ case: one, row: fronts[0].row }]
    })
}

/** What happened and what the model says, for the matched cases of one era. */
export interface HonourComparison {
  readonly era: Era
  readonly kind: 'bilateral' | 'multilateral'
  readonly cases: number
  readonly honoured: number
  readonly someHelped: number
  /** Means over the cases of the model's P(each honours) and P(at least one does). */
  readonly each: number
  readonly some: number
}

export const compareHonour = (
  matched: readonly MatchedCase[],
  readings: Float64Array,
): readonly HonourComparison[] =>
  (['before 1945', '1945-2003'] as const).flatMap((era) =>
    (['bilateral', 'multilateral'] as const).flatMap((kind): HonourComparison[] => {
      const kept = matched.flatMap((one, k) =>
        one.case.era === era &&
        one.case.multilateral === (kind === 'multilateral') &&
        !Number.isNaN(readings[k * READING + HONOUR])
          ? [{ ...one, k }]
          : [],
      )
      if (kept.length === 0) return []
      const mean = (column: number): number =>
        kept.reduce((sum, { k }) => sum + readings[k * READING + column], 0) / kept.length
      return [
        {
          era,
          kind,
          cases: kept.length,
          honoured: kept.filter((one) => one.case.honoured).length,
          someHelped: kept.filter((one) => one.case.someHelped).length,
          each: mean(HONOUR),
          some: mean(SOME),
        },
      ]
    }),
  )
