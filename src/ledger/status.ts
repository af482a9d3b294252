import { compareText } from '../core/order.js'

/*
 * Sums per guarantor and kind. Entries of two data sets, or of two releases of one, are never added up: they would
 * count the same thing twice, each in its own way.
 */

export interface StatusRow {
  /** Null for what was entered by hand. */
  readonly dataset: string | null
  readonly release: string | null
  readonly who: string
  readonly kind: string
  /** Of the euros, where a price year is given; null for current prices. */
  readonly eurPriceYear: number | null
  readonly entries: number
  /**
   * Sum in euros. Left out: amounts nobody converted, amounts per year or month, parts of an entry of the same kind,
   * repeated promises, and what is not disclosed.
   */
  readonly eur: number | null
  /** Entries that the sum is of. */
  readonly summed: number
  /** Entries with money in another currency that nobody converted. */
  readonly unconverted: number
  /** Entries with an amount per year or month. */
  readonly periodic: number
  /** Entries that are part of one of the same kind, or repeat a promise made before. */
  readonly partsAndRepeats: number
  readonly undisclosed: number
  /** Promises that name all that a test needs; null for what is no promise. */
  readonly testable: number | null
  /** First and last day. */
  readonly from: string | null
  readonly until: string | null
}

/** What was added in a month, in euros, per data set, release, guarantor and kind. The same is left out as in {@link StatusRow}. */
export interface MonthRow {
  readonly dataset: string | null
  readonly release: string | null
  readonly who: string
  readonly kind: string
  /** YYYY-MM; entries of which only the year is known stand in its December. */
  readonly month: string
  readonly eur: number
}

const columnsInOrder = ['dataset', 'release', 'who', 'kind', 'eurPriceYear'] as const

/** The order of rows: by data set, release, guarantor, kind and price year; nothing before something. */
export const compareStatus = (a: StatusRow, b: StatusRow): number => {
  for (const column of columnsInOrder) {
    const [x, y] = [a[column] ?? '', b[column] ?? '']
    if (x !== y) return x < y ? -1 : 1
  }
  return 0
}

const monthKey = (row: MonthRow): string =>
  [row.dataset ?? '', row.release ?? '', row.who, row.kind, row.month].join('\u0000')

/** The same order, and then that of time. */
export const compareMonths = (a: MonthRow, b: MonthRow): number => compareText(monthKey(a), monthKey(b))
