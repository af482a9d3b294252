import type { EntryDraft } from './entry.js'
import { promiseKinds, type TestablePart } from './vocabulary.js'

/** The kind an entry speaks of: for a correction, the kind of what it corrects, or withdrawn. */
export const kindOf = (entry: Pick<EntryDraft, 'kind' | 'correction'>): string =>
  entry.correction?.as ?? entry.kind

/**
 * Parts that a promise does not name, in the order who, what, how much, by when; empty for a testable one.
 * `who` always stands in an entry, so it is missing only where somebody said so by hand.
 * A legal act counts as its own amount: it happens or it does not.
 * @returns undefined for an entry that is no promise
 */
export const missingParts = (entry: EntryDraft): readonly TestablePart[] | undefined => {
  if (!promiseKinds.some((kind) => kind === kindOf(entry))) return undefined
  const { money, equipment, people, legalAct, text } = entry.what
  const missing: TestablePart[] = []
  const named = money ?? equipment ?? people ?? legalAct ?? text
  if (named === undefined) missing.push('what')
  const amount = money?.amount ?? equipment?.units ?? people?.count ?? legalAct
  if (amount === undefined) missing.push('how-much')
  if (entry.dates.due === undefined) missing.push('by-when')
  return missing
}
