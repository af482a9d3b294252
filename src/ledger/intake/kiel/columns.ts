/*
 * The columns of the tracker's main sheet, as its releases have named them. Known from what public readers of the
 * workbook use and from text files made of it; no workbook itself was at hand. Columns are found by name, never by place.
 */

/** The sheet that has a row for each activity or part of one. */
export const MAIN_SHEET = 'Bilateral Assistance, MAIN DATA'
export const DISBURSEMENT_SHEET = 'Financial disb per Month (€)'
/** Sheets whose text may name the release, in the order they are tried. */
export const README_SHEETS = ['ReadMe', 'README', 'Read me', 'Readme']

/** What a column means to us. */
export type Meaning =
  | 'id'
  | 'subId'
  | 'donor'
  | 'date'
  | 'area'
  | 'areaSpecific'
  | 'measure'
  | 'text'
  | 'currency'
  | 'valueGiven'
  | 'activityEur'
  | 'subActivityEur'
  | 'redistributedEur'
  | 'deliveredEur'
  | 'item'
  | 'itemType'
  | 'units'
  | 'unitsDelivered'
  | 'month'
  | 'monthKnown'
  | 'official'
  | 'deliverySource'

const NAMES: Readonly<Record<Meaning, readonly string[]>> = {
  id: ['activity_id', 'id'],
  subId: ['sub_activity_id', 'allocation_id'],
  donor: ['donor', 'countries', 'country'],
  date: ['announcement_date', 'announcement date'],
  area: ['aid_type_general', 'type of aid general'],
  areaSpecific: ['aid_type_specific', 'type of aid specific'],
  measure: ['measure'],
  text: ['explanation'],
  currency: ['reporting_currency', 'original currency'],
  valueGiven: ['source_reported_value', 'monetary value as given by source'],
  activityEur: ['tot_activity_value_eur', 'converted value in eur'],
  subActivityEur: ['tot_sub_activity_value_eur'],
  redistributedEur: ['tot_sub_activity_value_eur_redistr'],
  deliveredEur: ['tot_value_deliv_eur', 'total monetary value delivered in eur'],
  item: ['item', 'items (short version)'],
  itemType: ['item_type', 'type of item'],
  units: ['item_numb', 'no. of units'],
  unitsDelivered: ['item_numb_deliv', 'no. of units delivered (in-kind military aid)'],
  month: ['month'],
  monthKnown: ['month_exists_dummy'],
  official: ['official_source', 'official source'],
  deliverySource: ['source_delivery', 'source for delivery'],
}

const isSource = (name: string): boolean => /^source(_of_aid| of aid)?[ _]?\d$/.test(name)

export interface KielColumns {
  /** Names as the head of the sheet has them; empty for a column without one. */
  readonly head: readonly string[]
  readonly at: ReadonlyMap<Meaning, number>
  readonly sources: readonly number[]
  /** Columns that have no meaning to us and are kept beside. */
  readonly rest: readonly number[]
}

const plain = (name: string): string => name.replaceAll(/\s+/g, ' ').trim().toLowerCase()

/**
 * Finds the columns in the head of a main sheet.
 * @returns undefined if it is none: donor, date, kind of aid or any value in euros is missing
 */
export const findColumns = (head: readonly string[]): KielColumns | undefined => {
  const names = head.map(plain)
  const at = new Map<Meaning, number>()
  for (const [meaning, known] of Object.entries(NAMES) as [Meaning, readonly string[]][])
    for (const name of known) {
      const index = names.indexOf(name)
      if (index >= 0 && !at.has(meaning)) at.set(meaning, index)
    }
  const needed: readonly Meaning[] = ['donor', 'date', 'area', 'activityEur']
  if (needed.some((meaning) => !at.has(meaning))) return undefined
  if (at.has('measure') !== (at.has('subActivityEur') || at.has('redistributedEur'))) return undefined
  const sources = names.flatMap((name, i) => (isSource(name) ? [i] : []))
  const used = new Set([...at.values(), ...sources])
  return { head, at, sources, rest: names.flatMap((name, i) => (name !== '' && !used.has(i) ? [i] : [])) }
}
