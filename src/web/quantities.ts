import type { Interval } from '../core/summary.js'
import type { OptionResult } from '../study/index.js'
import type { Unit } from './numbers.js'
import type { Strings } from './strings/en.js'

/** A row of the table of options: a number of the result, its name, and what it means. */
export interface Quantity {
  readonly id: string
  readonly unit: Unit
  readonly label: (t: Strings) => string
  readonly note: (t: Strings) => string
  readonly of: (option: OptionResult) => Interval | null
  /** The section of the report that shows it in depth. */
  readonly section: string
  /** What is followed to find its drivers (study/sweep.ts); null where that needs more games than are swept. */
  readonly measure: string | null
}

const meanOf = (intervals: readonly (Interval | null)[]): Interval | null => {
  const kept = intervals.filter((interval) => interval !== null)
  const mean = (pick: (interval: Interval) => number): number =>
    kept.reduce((sum, interval) => sum + pick(interval), 0) / kept.length
  return kept.length === 0
    ? null
    : { p05: mean(({ p05 }) => p05), p50: mean(({ p50 }) => p50), p95: mean(({ p95 }) => p95) }
}

/** What the table shows, in its order. */
export const quantities: readonly Quantity[] = [
  {
    id: 'deterrence',
    unit: 'probability',
    label: (t) => t.assess.deterrence,
    note: (t) => t.assess.occasion,
    of: ({ deterrence }) => deterrence,
    section: 'deterrence',
    measure: 'deterrence',
  },
  ...(['hybrid', 'limited', 'full'] as const).map(
    (level): Quantity => ({
      id: `challenge-${level}`,
      unit: 'probability',
      label: (t) => t.assess.challenge[level],
      note: (t) => t.assess.occasion,
      of: ({ challenge }) => challenge[level],
      section: 'deterrence',
      measure: `challenge.${level}`,
    }),
  ),
  {
    id: 'any-ten-years',
    unit: 'probability',
    label: (t) => t.assess.anyTenYears,
    note: (t) => t.assess.tenYearsUnit,
    of: ({ horizon }) => horizon.any['10'],
    section: 'deterrence',
    measure: 'any.tenYears',
  },
  {
    id: 'full-ten-years',
    unit: 'probability',
    label: (t) => t.assess.tenYears,
    note: (t) => t.assess.tenYearsUnit,
    of: ({ horizon }) => horizon.full['10'],
    section: 'deterrence',
    measure: 'full.tenYears',
  },
  {
    id: 'required',
    unit: 'number',
    label: (t) => t.assess.required,
    note: (t) => t.assess.credibilityUnit,
    of: ({ credibility }) => credibility.full.motivated.required,
    section: 'credibility',
    measure: 'required',
  },
  {
    id: 'supplied',
    unit: 'number',
    label: (t) => t.assess.supplied,
    note: (t) => t.assess.credibilityUnit,
    of: ({ credibility }) => credibility.full.motivated.supplied,
    section: 'credibility',
    measure: 'supplied',
  },
  {
    id: 'honour',
    unit: 'probability',
    label: (t) => t.assess.honour,
    note: (t) => t.assess.honourUnit,
    of: ({ guarantors }) => meanOf(guarantors.map(({ honour }) => honour)),
    section: 'honour',
    measure: 'honour',
  },
  {
    id: 'force',
    unit: 'number',
    label: (t) => t.assess.force,
    note: (t) => t.assess.forceUnit,
    of: ({ coalition }) => coalition.full.force,
    section: 'coalition',
    measure: 'force',
  },
  {
    id: 'clash',
    unit: 'probability',
    label: (t) => t.assess.clash,
    note: (t) => t.assess.clashUnit,
    of: ({ escalation }) => escalation.full.clash,
    section: 'escalation',
    measure: 'clash',
  },
  {
    id: 'window',
    unit: 'number',
    label: (t) => t.assess.window,
    note: () => '',
    of: ({ further }) => further?.window?.months ?? null,
    section: 'window',
    measure: null,
  },
  {
    id: 'cost',
    unit: 'number',
    label: (t) => t.assess.cost,
    note: (t) => t.assess.costUnit,
    of: ({ further }) => further?.peaceCost.forces ?? null,
    section: 'burden',
    measure: null,
  },
]
