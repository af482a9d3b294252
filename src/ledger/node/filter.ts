import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely'
import type { EntryFilter } from '../store.js'
import type { LedgerTables } from './tables.js'

type Condition = ExpressionWrapper<LedgerTables, 'corrected', SqlBool>

/** Sorts after every longer text with this beginning: until 2024-03 takes in 2024-03-15. */
const endOf = (period: string): string => `${period}~`

/**
 * The conditions of a filter on the rows of `corrected` or of `entries`, which has the same columns.
 * @param kind which column says the kind: `kind_of` as corrected, `kind` (of `entries` alone) as entered
 */
export const conditionsOf = (
  filter: EntryFilter,
  eb: ExpressionBuilder<LedgerTables, 'corrected'>,
  kind: 'kind' | 'kind_of',
): Condition[] => {
  const any = (
    column: 'kind_of' | 'id' | 'who' | 'beneficiary' | 'external_id',
    values: readonly string[] | undefined,
  ) => (values === undefined ? [] : [values.length === 0 ? eb.lit(false) : eb(column, 'in', [...values])])
  const same = (column: 'pact' | 'commitment' | 'dataset' | 'release', value: string | undefined) =>
    value === undefined ? [] : [eb(column, '=', value)]
  return [
    ...any(kind as 'kind_of', filter.kinds),
    ...any('id', filter.ids),
    ...any('who', filter.who),
    ...any('beneficiary', filter.to),
    ...any('external_id', filter.externalIds),
    ...same('pact', filter.pact),
    ...same('commitment', filter.commitment),
    ...same('dataset', filter.dataset),
    ...same('release', filter.release),
    ...(filter.from === undefined ? [] : [eb('day', '>=', filter.from)]),
    ...(filter.until === undefined ? [] : [eb('day', '<', endOf(filter.until))]),
    ...(filter.afterSeq === undefined ? [] : [eb('seq', '>', filter.afterSeq)]),
    ...(filter.untilSeq === undefined ? [] : [eb('seq', '<=', filter.untilSeq)]),
  ] as Condition[]
}
