import type { Table } from './table.js'

/** What an alliance's obligation came to in a war in which it fell due (Leeds, Long and Mitchell's rules). */
export interface PerformanceCase {
  readonly war: string
  /** COW number of the war; null where it has none. */
  readonly warNumber: number | null
  /** First year of the war, read off its name. */
  readonly year: number
  readonly atopid: number
  readonly kinds: readonly ObligationKind[]
  readonly multilateral: boolean
  readonly era: Era
  readonly honoured: boolean
  /** At least one ally helped (Sabrosky's rule); the same as `honoured` in bilateral pacts. */
  readonly someHelped: boolean
  /** COW abbreviations. */
  readonly members: readonly string[]
}

export const eras = ['before 1945', '1945-2003'] as const
export type Era = (typeof eras)[number]

export const obligationKinds = ['defense', 'offense', 'neutral', 'nonagg', 'consul'] as const
export type ObligationKind = (typeof obligationKinds)[number]

export interface HonourFilter {
  readonly kind?: ObligationKind
  readonly era?: Era
  readonly multilateral?: boolean
  readonly rule?: 'strict' | 'lenient'
}

/** The 146 cases of Berkemeier and Fuhrmann (2018) in which an obligation fell due. */
export const performanceCases = ({ rows }: Table): readonly PerformanceCase[] =>
  rows
    .filter((row) => row.outcome_llm !== 'obligation did not apply')
    .map((row) => ({
      war: String(row.warname),
      warNumber: row.cowwarid === null ? null : Number(row.cowwarid),
      year: Number(/(\d{4})/.exec(String(row.warname))?.[1] ?? Number.NaN),
      atopid: Number(row.atopid),
      kinds: obligationKinds.filter((kind) => row[kind] === 1),
      multilateral: row.multilateral === 1,
      era: row.period === '1816-1944' ? 'before 1945' : '1945-2003',
      honoured: row.outcome_llm === 'honored',
      someHelped: row.outcome_llm === 'honored' || row.sabroskyhonorllm === 1,
      members: String(row.alliance_members ?? '')
        .split(';')
        .filter((id) => id !== ''),
    }))

/** How many of the cases that fit were honoured. */
export const honourRate = (
  cases: readonly PerformanceCase[],
  { kind, era, multilateral, rule = 'strict' }: HonourFilter,
): { readonly honoured: number; readonly tested: number } => {
  const kept = cases.filter(
    (one) =>
      (kind === undefined || one.kinds.includes(kind)) &&
      (era === undefined || one.era === era) &&
      (multilateral === undefined || one.multilateral === multilateral),
  )
  return {
    honoured: kept.filter((one) => (rule === 'strict' ? one.honoured : one.someHelped)).length,
    tested: kept.length,
  }
}
