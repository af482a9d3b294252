import type { Issue } from '../core/issue.js'
import type { CorrectedEntry, Entry, EntryDraft } from './entry.js'
import type { EntryKind } from './vocabulary.js'

/** Which entries to read. All that are given must hold; a list means any of it. */
export interface EntryFilter {
  readonly ids?: readonly string[]
  readonly kinds?: readonly EntryKind[]
  readonly who?: readonly string[]
  readonly to?: readonly string[]
  readonly pact?: string
  readonly commitment?: string
  readonly dataset?: string
  readonly release?: string
  readonly externalIds?: readonly string[]
  /** First and last day, as texts that compare in the order of time, of {@link dayOf} an entry. */
  readonly from?: string
  readonly until?: string
  /** Only entries after this place, and only up to that. */
  readonly afterSeq?: number
  readonly untilSeq?: number
}

/** The end of the hash chain. */
export interface Head {
  /** 0 in an empty ledger. */
  readonly seq: number
  readonly hash: string
}

/** Something an importer could not take, kept with the reason. Not part of the chain. */
export interface Quarantined {
  /** File it came from. */
  readonly file: string
  /** Line or row in it, from 1. */
  readonly line?: number
  /** The row as it was read, as JSON or text. */
  readonly raw: string
  readonly issues: readonly Issue[]
  /** Moment in UTC, from the edge. */
  readonly at: string
  readonly by: string
}

/** In the place of a draft: something an importer read that is none, with the reasons. */
export interface Unreadable {
  /** The row as it was read. */
  readonly unreadable: string
  readonly issues: readonly Issue[]
}

/** What `append` takes: one after the other, so that a large file need not be in memory. */
export type Drafts = Iterable<EntryDraft | Unreadable> | AsyncIterable<EntryDraft | Unreadable>

/** Where the draft of a running number, from 0, was read. */
export type Locate = (index: number) => { readonly file?: string; readonly line?: number }

export interface AppendOptions {
  /** What an importer could make no draft of; kept in the same transaction as the entries. */
  readonly quarantine?: readonly Quarantined[]
  /**
   * Puts a bad draft into quarantine instead of refusing them all. What links to it follows it there.
   * `issues` say why; their paths are within the draft.
   */
  readonly bad?: (draft: EntryDraft | Unreadable, index: number, issues: readonly Issue[]) => Quarantined
  /** Files and lines for the issues thrown. */
  readonly locate?: Locate
  /** Does all but keep it: the result is what would have been. */
  readonly dryRun?: boolean
}

export interface Appended {
  readonly appended: number
  /** Drafts that are there already, by external id or id, with the same content: left out. */
  readonly same: number
  readonly quarantined: number
  readonly head: Head
}

/**
 * A lasting ledger. Entries are only ever added. One place for both databases: a folder of its own, and PostgreSQL.
 */
export interface LedgerStore {
  /**
   * Adds entries, all or none, and returns once they are safe from the death of the process.
   * A draft whose external id (dataset, release, id) or own id is there already is left out if its content is the
   * same. Links lead to entries that are there, or earlier in the same call; never to corrections, but `corrects`.
   * @throws IssueError `bad-entry`, `bad-text`, `unknown-party`, `absurd-date`, `absurd-amount`, `undisclosed-amount`,
   *   `no-such-entry`, `link-to-correction`, `id-taken`, `external-changed`; then nothing was added
   */
  append(drafts: Iterable<EntryDraft> | AsyncIterable<EntryDraft>, options?: AppendOptions): Promise<Appended>
  /** Entries as they were entered, in the order of the ledger. Streams: memory does not grow with the ledger. */
  read(filter?: EntryFilter): AsyncIterable<Entry>
  /**
   * Entries as corrected: each with the content of its last correction, withdrawn ones and the corrections themselves
   * left out. The filter looks at the corrected content. In the order of the ledger. Streams.
   */
  readCorrected(filter?: EntryFilter): AsyncIterable<CorrectedEntry>
  /** One entry as it was entered. */
  get(id: string): Promise<Entry | undefined>
  count(filter?: EntryFilter): Promise<number>
  head(): Promise<Head>
  /** What stands in quarantine, oldest first. */
  quarantined(): AsyncIterable<Quarantined>
  close(): Promise<void>
}

/** The day an entry is put on in time: happened, else announced, else due, else known; undefined where undated. */
export const dayOf = ({ dates }: Pick<EntryDraft, 'dates'>): string | undefined =>
  dates.happened ?? dates.announced ?? dates.due ?? dates.known
