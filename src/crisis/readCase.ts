import type { Issue } from '../core/issue.js'
import { lintPact, type Pact, readPact, sortIssues } from '../pact/index.js'
import { type Cast, resolveCast } from './parties.js'
import { simplificationsOf } from './simplifications.js'

/** A document with the states in it: what could be made of it, and every issue. */
export interface ReadCase {
  /** Present when the document reads. */
  readonly pact?: Pact
  /** Present when all its states are known. */
  readonly cast?: Cast
  readonly issues: readonly Issue[]
}

/** Reads and lints one document, finds its states and says what the game leaves out. Never throws for what is in it. */
export const readCase = (input: string | Uint8Array, file: string): ReadCase => {
  const { pact, issues, locate } = readPact(input, file)
  if (pact === undefined) return { issues }
  const { cast, issues: castIssues } = resolveCast(pact, file, locate)
  const all = sortIssues([
    ...castIssues,
    ...lintPact(pact, file, locate),
    ...simplificationsOf(pact, file, locate),
  ])
  return { pact, ...(cast === undefined ? {} : { cast }), issues: all }
}
