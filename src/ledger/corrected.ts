import type { CorrectedEntry, Entry, EntryDraft } from './entry.js'
import { kindOf } from './testable.js'

/** The money of an entry in euros, where it is in euros or somebody converted it. */
export const eurosOf = ({ what: { money } }: Pick<EntryDraft, 'what'>): number | null =>
  money === undefined ? null : (money.eur?.amount ?? (money.currency === 'EUR' ? money.amount : null))

/** An entry with the content of its last correction, under its own id and place. */
export const withCorrection = (
  original: Entry,
  last: Entry,
  corrections: readonly string[],
): CorrectedEntry => {
  const { correction: _, links, ...content } = last
  const { corrects: __, ...others } = links ?? {}
  return {
    ...(original.external === undefined ? {} : { external: original.external }),
    ...content,
    kind: kindOf(last) as Entry['kind'],
    ...(Object.keys(others).length === 0 ? {} : { links: others }),
    id: original.id,
    seq: original.seq,
    previous: original.previous,
    hash: original.hash,
    correctedBy: corrections,
  }
}
