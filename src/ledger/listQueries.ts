import { groupBy } from '../core/groups.js'
import { compareText } from '../core/order.js'
import { eurosOf } from './corrected.js'
import { addDays, type Bearing, type DueItem, dueItem } from './due.js'
import type { CorrectedEntry } from './entry.js'
import { compareMonths, compareStatus, type MonthRow, type StatusRow } from './status.js'
import { dayOf } from './store.js'

/*
 * What node/queries.ts asks of a database, of a list of entries as corrected.
 */

/** What decides whether an entry is part of a sum. */
interface Counted {
  readonly entry: CorrectedEntry
  /** Neither a part of an entry of the same kind, nor a promise said again. */
  readonly whole: boolean
  readonly known: boolean
  readonly total: boolean
  readonly eur: number | null
}

const countedOf = (entries: readonly CorrectedEntry[]): readonly Counted[] => {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  return entries.map((entry) => {
    const { what, links } = entry
    const parent = links?.of === undefined ? undefined : byId.get(links.of)
    return {
      entry,
      whole: (links?.repeats?.length ?? 0) === 0 && parent?.kind !== entry.kind,
      known: what.disclosure !== 'undisclosed',
      total: (what.money?.per ?? 'total') === 'total',
      eur: eurosOf(entry),
    }
  })
}

const priceYearOf = ({ what: { money } }: CorrectedEntry): number | null =>
  money?.eur?.priceYear ?? money?.priceYear ?? null

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Sums per data set, release, guarantor, kind and price year, in this order. See {@link StatusRow}. */
export const statusIn = (entries: readonly CorrectedEntry[]): readonly StatusRow[] =>
  [
    ...groupBy(countedOf(entries), ({ entry }) =>
      [
        entry.external?.dataset ?? '',
        entry.external?.release ?? '',
        entry.who,
        entry.kind,
        priceYearOf(entry) ?? '',
      ].join('\u0000'),
    ).values(),
  ]
    .map((group): StatusRow => {
      const [{ entry: first }] = group
      const summed = group.flatMap(({ whole, known, total, eur }) =>
        whole && known && total && eur !== null ? [eur] : [],
      )
      const days = group.flatMap(({ entry }) => dayOf(entry) ?? []).sort(compareText)
      const promises = group.flatMap(({ entry }) => entry.testability ?? [])
      return {
        dataset: first.external?.dataset ?? null,
        release: first.external?.release ?? null,
        who: first.who,
        kind: first.kind,
        eurPriceYear: priceYearOf(first),
        entries: group.length,
        eur: summed.length === 0 ? null : sum(summed),
        summed: summed.length,
        unconverted: group.filter(
          ({ known, eur, entry }) => known && entry.what.money !== undefined && eur === null,
        ).length,
        periodic: group.filter(({ total }) => !total).length,
        partsAndRepeats: group.filter(({ whole }) => !whole).length,
        undisclosed: group.filter(({ known }) => !known).length,
        testable:
          promises.length === 0 ? null : promises.filter(({ missing }) => missing.length === 0).length,
        from: days[0] ?? null,
        until: days.at(-1) ?? null,
      }
    })
    .sort(compareStatus)

const monthOf = (day: string): string => (day.length === 4 ? `${day}-12` : day.slice(0, 7))

/** What was added month by month, dated entries only. See {@link MonthRow}. */
export const monthsIn = (entries: readonly CorrectedEntry[]): readonly MonthRow[] => {
  const rows = countedOf(entries).flatMap(({ entry, whole, known, total, eur }): MonthRow[] => {
    const day = dayOf(entry)
    if (!whole || !known || !total || eur === null || day === undefined) return []
    const { external, who, kind } = entry
    return [
      {
        dataset: external?.dataset ?? null,
        release: external?.release ?? null,
        who,
        kind,
        month: monthOf(day),
        eur,
      },
    ]
  })
  return [
    ...groupBy(rows, ({ dataset, release, who, kind, month }) =>
      [dataset ?? '', release ?? '', who, kind, month].join('\u0000'),
    ).values(),
  ]
    .map((group) => ({ ...group[0], eur: sum(group.map(({ eur }) => eur)) }))
    .sort(compareMonths)
}

/** What fulfils or cancels each entry. */
const bearingsIn = (entries: readonly CorrectedEntry[]): ReadonlyMap<string, readonly Bearing[]> => {
  const found = new Map<string, Bearing[]>()
  const put = (id: string, bearing: Bearing): void => {
    const before = found.get(id)
    if (before === undefined) found.set(id, [bearing])
    else before.push(bearing)
  }
  for (const entry of entries) {
    for (const id of entry.links?.fulfils ?? []) put(id, { relation: 'fulfils', entry })
    const of = entry.links?.of
    if (of !== undefined && entry.kind === 'cancellation') put(of, { relation: 'cancels', entry })
  }
  return found
}

const MAY_BE_DUE = ['statement', 'pledge', 'commitment', 'allocation']

/**
 * What falls due within so many days of a day, and what is overdue, soonest first; what is fulfilled or cancelled is
 * left out.
 * @param on YYYY-MM-DD
 */
export const dueWithin = (
  entries: readonly CorrectedEntry[],
  on: string,
  days: number,
): readonly DueItem[] => {
  const bearings = bearingsIn(entries)
  const last = addDays(on, days)
  return entries
    .filter(({ kind, dates: { due } }) => MAY_BE_DUE.includes(kind) && due !== undefined && due <= last)
    .map((entry) => dueItem(entry, bearings.get(entry.id) ?? [], on))
    .filter(
      ({ days: left, progress }) => left <= days && !['fulfilled', 'cancelled'].includes(progress.state),
    )
    .sort((a, b) => a.days - b.days || a.entry.seq - b.entry.seq)
}
