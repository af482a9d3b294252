import type { CorrectedEntry } from '../entry.js'
import { dayOf } from '../store.js'
import type { PledgeDraft } from '../text/index.js'
import { promiseKinds } from '../vocabulary.js'
import { withoutCoders } from './coders.js'
import { findRepeats, type Said } from './repeats.js'

/** The words of an entry: what was said, else what it is about. */
const wordsOf = ({ sources, what }: CorrectedEntry): string =>
  sources.find(({ quote }) => quote !== undefined)?.quote ?? what.text ?? ''

/**
 * What an entry that promises says, for comparing; undefined for one that does not, or says nothing. The words of a tracker
 * lose what its coders say of sources.
 */
export const saidOf = (entry: CorrectedEntry): Said | undefined => {
  const date = dayOf(entry)
  const words = wordsOf(entry)
  const promise = promiseKinds.some((kind) => kind === entry.kind) || entry.external !== undefined
  if (!promise || date === undefined || words === '') return undefined
  const text = entry.external === undefined ? words : withoutCoders(words)
  return { id: entry.id, who: entry.who, date, text }
}

/** Marks drafts that repeat what the ledger has: a person sees it and may take it out. */
export const withRepeats = (drafts: readonly PledgeDraft[], before: readonly Said[]): PledgeDraft[] => {
  const said = drafts.map(
    (draft): Said => ({
      id: `new ${draft.id}`,
      who: draft.who,
      date: draft.dates.announced ?? '',
      text: draft.sources[0]?.quote ?? '',
    }),
  )
  const earlier = new Map<string, string>()
  const known = new Set(before.map(({ id }) => id))
  for (const { repeats } of findRepeats([...before, ...said]))
    for (const { id, of } of repeats) if (id.startsWith('new ') && known.has(of)) earlier.set(id.slice(4), of)
  return drafts.map((draft) => {
    const of = earlier.get(draft.id ?? '')
    return of === undefined ? draft : { ...draft, links: { repeats: [of] } }
  })
}
