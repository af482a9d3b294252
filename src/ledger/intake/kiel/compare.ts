import { compareText } from '../../../core/order.js'
import type { EntryDraft } from '../../entry.js'
import type { Intake } from '../intake.js'

/** What a release counts: money allocated by kind, committed, or paid out. */
export type Measure = 'allocation' | 'commitment' | 'disbursement'

/** A donor's sum in a month, in euros. The month is empty for what has no date. */
export interface Cell {
  readonly who: string
  readonly month: string
  readonly measure: Measure
  /** `all` where a side does not split by kind. */
  readonly area: string
  readonly eur: number
}

export interface CellChange extends Omit<Cell, 'eur'> {
  readonly change: 'revised' | 'added' | 'withdrawn'
  readonly before: number
  readonly after: number
}

export interface DonorChange {
  readonly who: string
  readonly measure: Measure
  readonly before: number
  readonly after: number
  /** Part of the difference in months that both releases cover: revision of the past. */
  readonly revised: number
  /** Part in months that only one of them covers. */
  readonly newMonths: number
  /** Part that has no month. */
  readonly undated: number
}

export interface ReleaseComparison {
  readonly before: { readonly recognised: string; readonly lastMonth: string }
  readonly after: { readonly recognised: string; readonly lastMonth: string }
  readonly totals: readonly DonorChange[]
  readonly donors: readonly DonorChange[]
  /** Changes in months that both cover, largest first. */
  readonly cells: readonly CellChange[]
  readonly notes: readonly string[]
}

const MEASURES: readonly Measure[] = ['allocation', 'commitment', 'disbursement']
/** The website counts these under EU. */
const WITHIN_EU = ['EIB', 'EPF']

const measureOf = (draft: EntryDraft): Measure | undefined =>
  MEASURES.find((measure) => measure === draft.kind)

/** Sums of money by donor, month, measure and kind. Equipment without a value does not count. */
export const cellsOf = (
  drafts: readonly EntryDraft[],
  foldEu: boolean,
  splitCommitments: boolean,
): Cell[] => {
  const sums = new Map<string, Cell>()
  for (const draft of drafts) {
    const measure = measureOf(draft)
    const money = draft.what.money
    if (measure === undefined || money === undefined) continue
    const who = foldEu && WITHIN_EU.includes(draft.who) ? 'EU' : draft.who
    const area = measure === 'commitment' && !splitCommitments ? 'all' : draft.what.area
    const month = (draft.dates.happened ?? draft.dates.announced ?? '').slice(0, 7)
    const key = [who, month, measure, area].join(' ')
    sums.set(key, { who, month, measure, area, eur: (sums.get(key)?.eur ?? 0) + money.amount })
  }
  return [...sums.values()]
}

const last = (cells: readonly Cell[]): string =>
  cells
    .map(({ month }) => month)
    .sort()
    .at(-1) ?? ''

const splits = (drafts: readonly EntryDraft[]): boolean =>
  drafts.some(({ kind, what }) => kind === 'commitment' && what.area !== 'other')

const has = (drafts: readonly EntryDraft[], kind: string): boolean =>
  drafts.some((draft) => draft.kind === kind)

const keyOf = (cell: Omit<Cell, 'eur'>): string => [cell.measure, cell.who, cell.month, cell.area].join(' ')

/**
 * What a later release says otherwise than an earlier one: revised, added and withdrawn sums by donor, month and kind,
 * apart from the months that only one of them covers.
 * @param tolerance euros below which a difference is rounding
 */
export const compareReleases = (
  earlier: Pick<Intake, 'drafts' | 'recognised'>,
  later: Pick<Intake, 'drafts' | 'recognised'>,
  tolerance = 1_000,
): ReleaseComparison => {
  const notes: string[] = []
  const within = (drafts: readonly EntryDraft[]) => drafts.some(({ who }) => WITHIN_EU.includes(who))
  const fold = within(earlier.drafts) !== within(later.drafts)
  if (fold)
    notes.push(
      'One side counts the European Investment Bank and the European Peace Facility under EU, so both do here.',
    )
  const split = splits(earlier.drafts) && splits(later.drafts)
  if (!split)
    notes.push('The website does not split commitments by kind, so they are compared over all kinds of aid.')
  const shared = MEASURES.filter((measure) => has(earlier.drafts, measure) && has(later.drafts, measure))
  for (const measure of MEASURES)
    if (!shared.includes(measure) && (has(earlier.drafts, measure) || has(later.drafts, measure)))
      notes.push(`Only one side has entries of the kind ${measure}; they are not compared.`)
  const pick = (cells: Cell[]) => cells.filter(({ measure }) => shared.includes(measure))
  const before = pick(cellsOf(earlier.drafts, fold, split))
  const after = pick(cellsOf(later.drafts, fold, split))
  const [common] = [last(before), last(after)].sort()

  const old = new Map(before.map((cell) => [keyOf(cell), cell.eur]))
  const young = new Map(after.map((cell) => [keyOf(cell), cell.eur]))
  const identities = new Map([...before, ...after].map((cell) => [keyOf(cell), cell]))
  const cells: CellChange[] = []
  const donors = new Map<string, DonorChange>()
  const totals = new Map<Measure, DonorChange>()
  const zero = { before: 0, after: 0, revised: 0, newMonths: 0, undated: 0 }
  for (const [key, { who, month, measure, area }] of identities) {
    const was = old.get(key) ?? 0
    const is = young.get(key) ?? 0
    const part = month === '' ? 'undated' : month > common ? 'newMonths' : 'revised'
    const add = (sum: DonorChange): DonorChange => ({
      ...sum,
      before: sum.before + was,
      after: sum.after + is,
      [part]: sum[part] + is - was,
    })
    const donor = `${measure} ${who}`
    donors.set(donor, add(donors.get(donor) ?? { who, measure, ...zero }))
    totals.set(measure, add(totals.get(measure) ?? { who: 'all', measure, ...zero }))
    if (part !== 'revised' || Math.abs(is - was) < tolerance) continue
    const change = was === 0 ? 'added' : is === 0 ? 'withdrawn' : 'revised'
    cells.push({ who, month, measure, area, change, before: was, after: is })
  }
  const size = (x: { before: number; after: number }) => Math.abs(x.after - x.before)
  return {
    before: { recognised: earlier.recognised, lastMonth: last(before) },
    after: { recognised: later.recognised, lastMonth: last(after) },
    totals: MEASURES.flatMap((measure) => totals.get(measure) ?? []),
    donors: [...donors.values()].sort((a, b) => size(b) - size(a) || compareText(a.who, b.who)),
    cells: cells.sort((a, b) => size(b) - size(a) || compareText(keyOf(a), keyOf(b))),
    notes,
  }
}
