import { canonicalJson } from './canonical.js'
import type { Entry } from './entry.js'

/** What the first entry of a ledger names as the hash before it. */
const NO_HASH = '0'.repeat(64)

const sha256 = async (text: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * The chain of hashes that a database makes of these entries, entered in their order: hash k is that of entry k and all
 * before it, the last one is the head that `guarantor ledger verify` shows. Null where there is nothing to hash with, as on a
 * page that did not come over https or from this machine.
 */
export const chainOf = async (entries: readonly Entry[]): Promise<readonly string[] | null> => {
  if (globalThis.crypto?.subtle === undefined) return null
  const hashes: string[] = []
  let previous = NO_HASH
  for (const [k, { hash: _, ...entry }] of entries.entries()) {
    previous = await sha256(canonicalJson({ ...entry, seq: k + 1, previous }))
    hashes.push(previous)
  }
  return hashes
}
