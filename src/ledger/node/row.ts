import { eurosOf, withCorrection } from '../corrected.js'
import type { CorrectedEntry, Entry } from '../entry.js'
import { dayOf } from '../store.js'
import { kindOf } from '../testable.js'
import { bodyOf, contentDigest, sha256 } from './chain.js'
import type { CorrectedView, EntriesTable, LinksTable } from './tables.js'

/**
 * The row of an entry, worked out from the entry alone and, for a correction, the root of what it corrects.
 */
export const rowOf = (entry: Omit<Entry, 'hash'>, root: string | null): EntriesTable => {
  const { seq, id, previous, ...draft } = entry
  const { what, links, external, dates } = entry
  const body = bodyOf(entry)
  return {
    seq,
    id,
    kind: entry.kind,
    kind_of: kindOf(entry),
    who: entry.who,
    beneficiary: entry.to ?? null,
    area: what.area,
    disclosure: what.disclosure,
    milestone: entry.milestone ?? null,
    currency: what.money?.currency ?? null,
    amount: what.money?.amount ?? null,
    per: what.money === undefined ? null : (what.money.per ?? 'total'),
    amount_eur: eurosOf(entry),
    eur_price_year: what.money?.eur?.priceYear ?? what.money?.priceYear ?? null,
    item: what.equipment?.item ?? null,
    units: what.equipment?.units ?? null,
    day: dayOf(entry) ?? null,
    due: dates.due ?? null,
    testable: entry.testability === undefined ? null : entry.testability.missing.length === 0 ? 1 : 0,
    repeats: links?.repeats === undefined || links.repeats.length === 0 ? 0 : 1,
    part_of: links?.of ?? null,
    root,
    pact: links?.pact?.pact ?? null,
    commitment: links?.pact?.commitment ?? null,
    dataset: external?.dataset ?? null,
    release: external?.release ?? null,
    external_id: external?.id ?? null,
    digest: contentDigest(draft),
    body,
    previous,
    hash: sha256(body),
  }
}

/** The links of an entry to earlier ones, as rows. */
export const linksOf = ({ seq, id, links }: Omit<Entry, 'hash'>): readonly LinksTable[] => {
  const to = (relation: string, ids: readonly string[]) =>
    ids.map((target) => ({ seq, from_id: id, relation, to_id: target }))
  return [
    ...to('of', links?.of === undefined ? [] : [links.of]),
    ...to('repeats', links?.repeats ?? []),
    ...to('fulfils', links?.fulfils ?? []),
    ...to('corrects', links?.corrects === undefined ? [] : [links.corrects]),
  ]
}

/** The entry that a row holds. */
export const entryOf = ({ body, hash }: Pick<EntriesTable, 'body' | 'hash'>): Entry => ({
  ...(JSON.parse(body) as Omit<Entry, 'hash'>),
  hash,
})

/** The entry as corrected: its own id and place, the content of its last correction. */
export const correctedOf = (
  row: Pick<CorrectedView, 'seq' | 'said_seq' | 'kind_of' | 'body' | 'original_body' | 'hash'>,
  corrections: readonly string[],
): CorrectedEntry => {
  const original = entryOf({ body: row.original_body, hash: row.hash })
  return row.said_seq === row.seq
    ? original
    : withCorrection(original, JSON.parse(row.body) as Entry, corrections)
}
