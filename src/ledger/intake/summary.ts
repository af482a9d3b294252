import { compareText } from '../../core/order.js'
import type { EntryDraft } from '../entry.js'
import { entryKinds } from '../vocabulary.js'

/** Entries of one kind, with their money by currency. */
export interface KindSum {
  readonly kind: EntryDraft['kind']
  readonly entries: number
  readonly sums: readonly { readonly currency: string; readonly amount: number }[]
  /** Entries without any amount of money. */
  readonly withoutMoney: number
}

/** What drafts add up to, by kind. */
export const sumByKind = (drafts: readonly EntryDraft[]): readonly KindSum[] =>
  entryKinds.flatMap((kind) => {
    const of = drafts.filter((draft) => draft.kind === kind)
    if (of.length === 0) return []
    const sums = new Map<string, number>()
    let withoutMoney = 0
    for (const { what } of of)
      if (what.money === undefined) withoutMoney++
      else sums.set(what.money.currency, (sums.get(what.money.currency) ?? 0) + what.money.amount)
    return [
      {
        kind,
        entries: of.length,
        sums: [...sums]
          .map(([currency, amount]) => ({ currency, amount }))
          .sort((a, b) => compareText(a.currency, b.currency)),
        withoutMoney,
      },
    ]
  })
