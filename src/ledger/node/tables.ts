import type { Generated } from 'kysely'

/*
 * The tables, in types that both databases have. The body is the entry; every other column of `entries` is worked out
 * from it, for filters and sums, and `verify` checks that it still is.
 */

export interface EntriesTable {
  readonly seq: number
  readonly id: string
  /** The kind as entered: `correction` for a correction. */
  readonly kind: string
  /** What it speaks of: for a correction the kind it gives to the corrected entry, or `withdrawn`. */
  readonly kind_of: string
  readonly who: string
  readonly beneficiary: string | null
  readonly area: string
  readonly disclosure: string
  readonly milestone: string | null
  readonly currency: string | null
  readonly amount: number | null
  /** `total`, `year` or `month`. */
  readonly per: string | null
  readonly amount_eur: number | null
  readonly eur_price_year: number | null
  readonly item: string | null
  readonly units: number | null
  /** See `dayOf` in store.ts. */
  readonly day: string | null
  readonly due: string | null
  readonly testable: number | null
  readonly repeats: number
  readonly part_of: string | null
  /** Of a correction: the entry at the root of what it corrects. */
  readonly root: string | null
  readonly pact: string | null
  readonly commitment: string | null
  readonly dataset: string | null
  readonly release: string | null
  readonly external_id: string | null
  readonly digest: string
  readonly body: string
  readonly previous: string
  readonly hash: string
}

/** The rows of `corrected`, a view: those of `entries` with the content of the last correction. */
export interface CorrectedView extends Omit<EntriesTable, 'previous' | 'root' | 'digest' | 'kind'> {
  /** Place of the correction whose content this is; `seq` where there is none. */
  readonly said_seq: number
  readonly original_body: string
}

export interface LinksTable {
  readonly seq: number
  readonly from_id: string
  readonly relation: string
  readonly to_id: string
}

export interface QuarantineTable {
  readonly n: Generated<number>
  readonly file: string
  readonly line: number | null
  readonly raw: string
  readonly issues: string
  readonly at: string
  readonly by_whom: string
}

/** One row: the end of the chain. Whoever updates it first holds the right to write until the transaction ends. */
export interface HeadTable {
  readonly one: number
  readonly seq: number
  readonly hash: string
}

export interface LedgerTables {
  entries: EntriesTable
  corrected: CorrectedView
  links: LinksTable
  /** A view: the links of what is in `corrected`. */
  corrected_links: LinksTable
  quarantine: QuarantineTable
  head: HeadTable
}
