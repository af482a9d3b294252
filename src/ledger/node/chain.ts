import { createHash } from 'node:crypto'
import { canonicalJson } from '../canonical.js'
import type { Entry, EntryDraft } from '../entry.js'

/** What the first entry of a ledger names as the hash before it. */
export const NO_HASH = '0'.repeat(64)

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** The body of an entry: canonical JSON of all but its own hash. `previous` is in it, so hashes make a chain. */
export const bodyOf = (entry: Omit<Entry, 'hash'>): string => canonicalJson(entry)

/** Digest of what an entry says, whoever entered it, whenever and in which place: same digest, same content. */
export const contentDigest = (draft: EntryDraft): string => {
  const { entered, id, ...content } = draft
  return sha256(canonicalJson(content))
}
