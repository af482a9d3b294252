import type { Issue } from '../../core/issue.js'
import { checkDraft } from '../check.js'
import type { EntryDraft } from '../entry.js'

/** What a file can be said to be. The last two are a ledger's own exports, which the ledger itself reads. */
export const formats = ['auto', 'kiel', 'iati', 'csv', 'jsonl', 'ledger-csv'] as const
export type Format = (typeof formats)[number]

/** What goes into every draft of an import, from the edge: who ran it, when, with what. */
export type Entered = EntryDraft['entered']

/** A row that could not become an entry, with what is wrong and where. */
export interface SetAside {
  /** Line or row of the file, from 1. */
  readonly line?: number
  /** The row as it was read, as JSON. */
  readonly raw: string
  readonly issues: readonly Issue[]
}

/** What an importer made of a file, before anything is written. */
export interface Intake {
  readonly file: string
  /** Stays the same from release to release: `kiel-ust`. */
  readonly dataset: string
  readonly release: string
  /** What was recognised, for people: `Kiel Ukraine Support Tracker, release 29 (04/2026), website CSV`. */
  readonly recognised: string
  readonly rows: number
  readonly drafts: readonly EntryDraft[]
  readonly setAside: readonly SetAside[]
  /** About the file as a whole. */
  readonly notes: readonly Issue[]
  /**
   * Which external ids of the release the file has all of: entries with such an id that it no longer has were withdrawn by
   * its publisher. Absent for a file that is never the whole.
   */
  readonly covers?: (externalId: string) => boolean
  /** Whether another release of the data set says the same again, so that both together would count twice. */
  readonly cumulative: boolean
}

/** A row set aside for one reason. */
export const aside = (
  file: string,
  line: number,
  row: unknown,
  issue: Omit<Issue, 'file' | 'line' | 'level'> & { readonly level?: Issue['level'] },
): SetAside => ({ line, raw: JSON.stringify(row), issues: [{ level: 'error', ...issue, file, line }] })

/** A draft that the ledger would refuse, as a row set aside: an unknown party, an absurd date or amount; undefined if it is sound. */
export const refused = (
  draft: EntryDraft,
  file: string,
  line: number,
  row: unknown,
): SetAside | undefined => {
  const issues = checkDraft(draft, draft.entered.at.slice(0, 10))
  if (issues.length === 0) return undefined
  return { line, raw: JSON.stringify(row), issues: issues.map((issue) => ({ ...issue, file, line })) }
}
