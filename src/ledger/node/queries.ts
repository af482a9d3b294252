import { sql } from 'kysely'
import { addDays, type Bearing, type DueItem, dueItem } from '../due.js'
import type { CorrectedEntry } from '../entry.js'
import { compareMonths, compareStatus, type MonthRow, type StatusRow } from '../status.js'
import type { EntryFilter } from '../store.js'
import { conditionsOf } from './filter.js'
import type { SqlLedger } from './sqlStore.js'

/*
 * Questions that the database answers better than a reader of all entries.
 */

/** Neither a part of an entry of the same kind, nor a promise said again. Of `corrected` under the name c. */
const whole = sql<boolean>`(c.repeats = 0 and not exists (
  select 1 from corrected p where p.id = c.part_of and p.kind_of = c.kind_of))`
const known = sql<boolean>`(c.disclosure <> 'undisclosed')`
const total = sql<boolean>`(coalesce(c.per, 'total') = 'total')`

/** Sums per data set, release, guarantor and kind, as corrected, in this order. See {@link StatusRow}. */
export const statusOf = async (
  ledger: SqlLedger,
  filter: EntryFilter = {},
): Promise<readonly StatusRow[]> => {
  const counting = (condition: ReturnType<typeof sql<boolean>>) =>
    sql<number>`sum(case when ${condition} then 1 else 0 end)`
  const rows = await ledger.database.db
    .selectFrom(
      ledger.database.db
        .selectFrom('corrected')
        .selectAll()
        .where((eb) => eb.and(conditionsOf(filter, eb, 'kind_of')))
        .as('c'),
    )
    .select([
      'c.dataset',
      'c.release',
      'c.who',
      'c.kind_of as kind',
      'c.eur_price_year as eurPriceYear',
      sql<number>`count(*)`.as('entries'),
      sql<number | null>`sum(case when ${whole} and ${known} and ${total} then c.amount_eur end)`.as('eur'),
      counting(sql`${whole} and ${known} and ${total} and c.amount_eur is not null`).as('summed'),
      counting(sql`${known} and c.amount is not null and c.amount_eur is null`).as('unconverted'),
      counting(sql`not ${total}`).as('periodic'),
      counting(sql`not ${whole}`).as('partsAndRepeats'),
      counting(sql`not ${known}`).as('undisclosed'),
      sql<number | null>`sum(c.testable)`.as('testable'),
      sql<string | null>`min(c.day)`.as('from'),
      sql<string | null>`max(c.day)`.as('until'),
    ])
    .groupBy(['c.dataset', 'c.release', 'c.who', 'c.kind_of', 'c.eur_price_year'])
    .execute()
  return rows.sort(compareStatus)
}

/** What was added month by month, dated entries only, in the order of {@link statusOf} and then of time. */
export const monthsOf = async (ledger: SqlLedger, filter: EntryFilter = {}): Promise<readonly MonthRow[]> => {
  const month = sql<string>`case when length(c.day) = 4 then c.day || '-12' else substr(c.day, 1, 7) end`
  const rows = await ledger.database.db
    .selectFrom(
      ledger.database.db
        .selectFrom('corrected')
        .selectAll()
        .where((eb) => eb.and(conditionsOf(filter, eb, 'kind_of')))
        .as('c'),
    )
    .select(['c.dataset', 'c.release', 'c.who', 'c.kind_of as kind'])
    .select([month.as('month'), sql<number>`sum(c.amount_eur)`.as('eur')])
    .where(
      sql<boolean>`${whole} and ${known} and ${total} and c.amount_eur is not null and c.day is not null`,
    )
    .groupBy(['c.dataset', 'c.release', 'c.who', 'c.kind_of', month])
    .execute()
  return rows.sort(compareMonths)
}

const CHUNK = 500

/** What fulfils or cancels each of these entries, as corrected. */
export const bearingsOn = async (
  ledger: SqlLedger,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Bearing[]>> => {
  const found = new Map<string, Bearing[]>()
  for (let k = 0; k < ids.length; k += CHUNK) {
    const links = await ledger.database.db
      .selectFrom('corrected_links as l')
      .innerJoin('corrected as f', 'f.id', 'l.from_id')
      .select(['l.from_id', 'l.relation', 'l.to_id', 'f.kind_of'])
      .where('l.to_id', 'in', ids.slice(k, k + CHUNK))
      .where('l.relation', 'in', ['fulfils', 'of'])
      .orderBy('l.seq')
      .execute()
    const telling = links.filter(
      ({ relation, kind_of }) => relation === 'fulfils' || kind_of === 'cancellation',
    )
    const entries = new Map<string, CorrectedEntry>()
    const sources = [...new Set(telling.map(({ from_id }) => from_id))]
    for (let j = 0; j < sources.length; j += CHUNK)
      for await (const entry of ledger.readCorrected({ ids: sources.slice(j, j + CHUNK) }))
        entries.set(entry.id, entry)
    for (const { from_id, relation, to_id } of telling) {
      const bearing: Bearing = {
        relation: relation === 'fulfils' ? 'fulfils' : 'cancels',
        entry: entries.get(from_id)!,
      }
      found.set(to_id, [...(found.get(to_id) ?? []), bearing])
    }
  }
  return found
}

/**
 * What falls due within so many days of a day, and what is overdue, soonest first; what is fulfilled or cancelled is
 * left out.
 */
export const dueIn = async (
  ledger: SqlLedger,
  on: string,
  days: number,
  filter: EntryFilter = {},
): Promise<readonly DueItem[]> => {
  const rows = await ledger.database.db
    .selectFrom('corrected')
    .select(['id'])
    .where('due', 'is not', null)
    .where('due', '<=', addDays(on, days))
    .where('kind_of', 'in', ['statement', 'pledge', 'commitment', 'allocation'])
    .where((eb) => eb.and(conditionsOf(filter, eb, 'kind_of')))
    .orderBy('seq')
    .execute()
  const items: DueItem[] = []
  for (let k = 0; k < rows.length; k += CHUNK) {
    const ids = rows.slice(k, k + CHUNK).map(({ id }) => id)
    const bearings = await bearingsOn(ledger, ids)
    for await (const entry of ledger.readCorrected({ ids }))
      items.push(dueItem(entry, bearings.get(entry.id) ?? [], on))
  }
  return items
    .filter(
      ({ days: left, progress }) => left <= days && !['fulfilled', 'cancelled'].includes(progress.state),
    )
    .sort((a, b) => a.days - b.days || a.entry.seq - b.entry.seq)
}

/** The ids of entries that link to one, with the relation, and of its corrections. In the order of the ledger. */
export const linksTo = async (
  ledger: SqlLedger,
  id: string,
): Promise<readonly { readonly relation: string; readonly from: string }[]> => {
  const rows = await ledger.database.db
    .selectFrom('links')
    .select(['relation', 'from_id'])
    .where('to_id', '=', id)
    .orderBy('seq')
    .execute()
  return rows.map(({ relation, from_id }) => ({ relation, from: from_id }))
}

/**
 * The last entries in time, as corrected, oldest first; undated ones first of all. How many there are in all, too.
 * @param limit entries at most
 */
export const timelineOf = async (
  ledger: SqlLedger,
  filter: EntryFilter,
  limit: number,
): Promise<{ readonly entries: readonly CorrectedEntry[]; readonly all: number }> => {
  const { db } = ledger.database
  const { all } = await db
    .selectFrom('corrected')
    .select(sql<number>`count(*)`.as('all'))
    .where((eb) => eb.and(conditionsOf(filter, eb, 'kind_of')))
    .executeTakeFirstOrThrow()
  const rows = await db
    .selectFrom('corrected')
    .select('id')
    .where((eb) => eb.and(conditionsOf(filter, eb, 'kind_of')))
    .orderBy(sql`coalesce(day, '')`, 'desc')
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  const found = new Map<string, CorrectedEntry>()
  for (let k = 0; k < rows.length; k += CHUNK)
    for await (const entry of ledger.readCorrected({ ids: rows.slice(k, k + CHUNK).map(({ id }) => id) }))
      found.set(entry.id, entry)
  return { entries: rows.reverse().map(({ id }) => found.get(id)!), all }
}

/** Ids that begin so, at most ten. */
export const idsLike = async (ledger: SqlLedger, start: string): Promise<readonly string[]> => {
  const rows = await ledger.database.db
    .selectFrom('entries')
    .select('id')
    .where('id', '>=', start)
    .where('id', '<', `${start}~`)
    .orderBy('id')
    .limit(10)
    .execute()
  return rows.map(({ id }) => id)
}
