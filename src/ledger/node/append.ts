import { type Insertable, type Kysely, sql } from 'kysely'
import { type Issue, IssueError } from '../../core/issue.js'
import { canonicalJson } from '../canonical.js'
import { checkDraft } from '../check.js'
import type { Entry, EntryDraft } from '../entry.js'
import { linkFaults, takenFault, targetsOf } from '../links.js'
import type { Appended, AppendOptions, Drafts, Quarantined, Unreadable } from '../store.js'
import { missingParts } from '../testable.js'
import { contentDigest, sha256 } from './chain.js'
import { takeHead } from './database.js'
import { linksOf, rowOf } from './row.js'
import type { EntriesTable, LedgerTables, LinksTable, QuarantineTable } from './tables.js'

/** Entries checked and looked up together. */
const BATCH = 500
/** Entries in one statement: of 31 columns each, and SQLite takes 32,766 values at once. */
const ROWS = 50
/** Faults reported at most; a file of another format has one on every line. */
const MOST_ISSUES = 200

/** What is known of an entry that a draft may link to or collide with. */
interface Known {
  readonly digest: string
  /** Of a correction: the entry at its root. */
  readonly root: string | null
}

type External = NonNullable<EntryDraft['external']>

interface Numbered {
  readonly draft: EntryDraft | Unreadable
  readonly index: number
}

const isUnreadable = (draft: EntryDraft | Unreadable): draft is Unreadable =>
  draft !== null && typeof draft === 'object' && 'unreadable' in draft

const keyOf = (dataset: string, release: string, id: string): string => canonicalJson([dataset, release, id])

/** The day of entry where it can be told; a draft without one is refused by its shape anyway. */
const dayOfEntry = (draft: unknown): string => {
  const at = (draft as { entered?: { at?: unknown } } | null)?.entered?.at
  return typeof at === 'string' ? at.slice(0, 10) : '9999'
}

/** A draft with what the store fills in: an id from its content, and what a promise leaves untestable. */
export const completed = (draft: EntryDraft): EntryDraft & { readonly id: string } => {
  const missing = draft.testability === undefined ? missingParts(draft) : undefined
  const whole = missing === undefined ? draft : { ...draft, testability: { missing: [...missing] } }
  return { ...whole, id: draft.id ?? `e${sha256(canonicalJson(draft)).slice(0, 12)}` }
}

const findKnown = async (
  db: Kysely<LedgerTables>,
  batch: readonly EntryDraft[],
): Promise<{ byId: Map<string, Known>; byKey: Map<string, Known & { id: string }> }> => {
  const ids = [...new Set(batch.flatMap((draft) => [draft.id!, ...targetsOf(draft)]))]
  const byId = new Map<string, Known>()
  for (let k = 0; k < ids.length; k += BATCH) {
    const rows = await db
      .selectFrom('entries')
      .select(['id', 'digest', 'root'])
      .where('id', 'in', ids.slice(k, k + BATCH))
      .execute()
    for (const { id, ...known } of rows) byId.set(id, known)
  }
  const byKey = new Map<string, Known & { id: string }>()
  const releases = new Map<string, External[]>()
  for (const { external } of batch) {
    if (external === undefined) continue
    const release = canonicalJson([external.dataset, external.release])
    const keys = releases.get(release) ?? []
    keys.push(external)
    releases.set(release, keys)
  }
  for (const keys of releases.values()) {
    const { dataset, release } = keys[0]!
    const rows = await db
      .selectFrom('entries')
      .select(['id', 'digest', 'root', 'external_id'])
      .where('dataset', '=', dataset)
      .where('release', '=', release)
      .where(
        'external_id',
        'in',
        keys.map(({ id }) => id),
      )
      .execute()
    for (const { external_id, ...known } of rows) byKey.set(keyOf(dataset, release, external_id!), known)
  }
  return { byId, byKey }
}

export const quarantineRow = (item: Quarantined): Insertable<QuarantineTable> => ({
  file: item.file,
  line: item.line ?? null,
  raw: item.raw,
  issues: JSON.stringify(item.issues),
  at: item.at,
  by_whom: item.by,
})

/** One call of `append`, inside its transaction. */
class Appending {
  readonly #db: Kysely<LedgerTables>
  readonly #options: AppendOptions
  #seq: number
  #hash: string
  #index = 0
  #appended = 0
  #same = 0
  #quarantined = 0
  readonly #issues: Issue[] = []

  constructor(db: Kysely<LedgerTables>, head: { seq: number; hash: string }, options: AppendOptions) {
    this.#db = db
    this.#options = options
    this.#seq = head.seq
    this.#hash = head.hash
  }

  async run(drafts: Drafts): Promise<Appended> {
    await this.#keep(this.#options.quarantine ?? [])
    let batch: Numbered[] = []
    for await (const draft of drafts) {
      batch.push({ draft, index: this.#index++ })
      if (batch.length < BATCH) continue
      await this.#add(batch)
      batch = []
      if (this.#issues.length >= MOST_ISSUES) break
    }
    await this.#add(batch)
    if (this.#issues.length > 0) throw new IssueError(this.#issues.slice(0, MOST_ISSUES))
    // Planners that know nothing of a table just filled read it in the wrong order.
    if (this.#appended >= BATCH) await sql`analyze`.execute(this.#db)
    const head = { seq: this.#seq, hash: this.#hash }
    await this.#db.updateTable('head').set(head).where('one', '=', 1).execute()
    return { appended: this.#appended, same: this.#same, quarantined: this.#quarantined, head }
  }

  async #keep(items: readonly Quarantined[]): Promise<void> {
    for (const item of items) await this.#db.insertInto('quarantine').values(quarantineRow(item)).execute()
    this.#quarantined += items.length
  }

  async #refuse({ draft, index }: Numbered, issues: readonly Issue[]): Promise<void> {
    if (this.#options.bad !== undefined) return await this.#keep([this.#options.bad(draft, index, issues)])
    const place = this.#options.locate?.(index)
    const prefix = place === undefined ? `entries[${index}]` : ''
    for (const issue of issues)
      this.#issues.push({
        ...issue,
        ...place,
        path: [prefix, issue.path ?? ''].filter((part) => part !== '').join('.'),
      })
  }

  async #add(numbered: readonly Numbered[]): Promise<void> {
    const looked = numbered.map((one) => {
      const { draft } = one
      if (isUnreadable(draft)) return { one, issues: draft.issues }
      const issues = checkDraft(draft, dayOfEntry(draft))
      return issues.length > 0 ? { one, issues } : { one, draft: completed(draft) }
    })
    const sound = looked.flatMap(({ draft }) => (draft === undefined ? [] : [draft]))
    const { byId, byKey } = await findKnown(this.#db, sound)
    const rows: EntriesTable[] = []
    const links: LinksTable[] = []
    for (const { one, draft, issues } of looked) {
      if (draft === undefined) {
        await this.#refuse(one, issues)
        continue
      }
      const { id, ...content } = draft
      const digest = contentDigest(content)
      const key =
        draft.external === undefined
          ? undefined
          : keyOf(draft.external.dataset, draft.external.release, draft.external.id)
      const there = (key === undefined ? undefined : byKey.get(key)) ?? byId.get(id)
      if (there?.digest === digest) {
        this.#same += 1
        continue
      }
      const faults =
        there === undefined
          ? linkFaults(draft, (target) => byId.get(target)?.root)
          : [takenFault(draft, key !== undefined && byKey.has(key))]
      if (faults.length > 0) {
        await this.#refuse(one, faults)
        continue
      }
      const corrects = draft.links?.corrects
      const root = corrects === undefined ? null : (byId.get(corrects)!.root ?? corrects)
      const entry: Omit<Entry, 'hash'> = { ...draft, seq: this.#seq + 1, previous: this.#hash }
      const row = rowOf(entry, root)
      rows.push(row)
      links.push(...linksOf(entry))
      this.#seq = row.seq
      this.#hash = row.hash
      byId.set(id, { digest, root })
      if (key !== undefined) byKey.set(key, { id, digest, root })
    }
    if (rows.length === 0) return
    await insertRows(this.#db, rows, links)
    this.#appended += rows.length
  }
}

/** Inserts rows with all their links. */
export const insertRows = async (
  db: Kysely<LedgerTables>,
  rows: readonly EntriesTable[],
  links: readonly LinksTable[],
): Promise<void> => {
  for (let k = 0; k < rows.length; k += ROWS)
    await db
      .insertInto('entries')
      .values(rows.slice(k, k + ROWS))
      .execute()
  for (let k = 0; k < links.length; k += ROWS)
    await db
      .insertInto('links')
      .values(links.slice(k, k + ROWS))
      .execute()
}

/** Carries what would have been out of a transaction that is not to last. */
class DryRun extends Error {
  readonly result: Appended
  constructor(result: Appended) {
    super('dry run')
    this.result = result
  }
}

/** Appends in a transaction of its own: all or nothing. See `LedgerStore.append`. */
export const appendEntries = async (
  db: Kysely<LedgerTables>,
  drafts: Drafts,
  options: AppendOptions,
): Promise<Appended> => {
  try {
    return await db.transaction().execute(async (transaction) => {
      const result = await new Appending(transaction, await takeHead(transaction), options).run(drafts)
      if (options.dryRun === true) throw new DryRun(result)
      return result
    })
  } catch (error) {
    if (error instanceof DryRun) return error.result
    throw error
  }
}
