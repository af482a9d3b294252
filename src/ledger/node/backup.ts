import { z } from 'zod'
import { type Issue, IssueError } from '../../core/issue.js'
import { canonicalJson } from '../canonical.js'
import { type Entry, entrySchema } from '../entry.js'
import type { Head, Quarantined } from '../store.js'
import { insertRows, quarantineRow } from './append.js'
import { bodyOf, NO_HASH, sha256 } from './chain.js'
import { takeHead } from './database.js'
import { badFile, linesOf, writeTexts } from './lines.js'
import { linksOf, rowOf } from './row.js'
import type { SqlLedger } from './sqlStore.js'

/*
 * A backup is one file of JSON Lines: a first line that says what it is, the entries with their hashes, what stands in
 * quarantine, and a last line with the head, without which the file is known to be cut off. It can be restored to
 * either database.
 */

const BATCH = 500

const firstLine = { guarantorLedger: 1 } as const

const lineSchema = z.union([
  z.strictObject({ entry: z.unknown() }),
  z.strictObject({ quarantined: z.custom<Quarantined>((value) => typeof value === 'object') }),
  z.strictObject({ end: z.strictObject({ seq: z.number().int().nonnegative(), hash: z.string() }) }),
])

const backupLines = async function* (ledger: SqlLedger, head: Head): AsyncGenerator<string> {
  yield `${canonicalJson(firstLine)}\n`
  for await (const entry of ledger.read({ untilSeq: head.seq })) yield `${canonicalJson({ entry })}\n`
  for await (const quarantined of ledger.quarantined()) yield `${canonicalJson({ quarantined })}\n`
  yield `${canonicalJson({ end: head })}\n`
}

/**
 * Writes the whole ledger as it stands to one file, packed where its name ends in `.gz`. Others may go on adding.
 * @returns the head of what was written
 */
export const backupLedger = async (ledger: SqlLedger, file: string): Promise<Head> => {
  const head = await ledger.head()
  await writeTexts(file, backupLines(ledger, head))
  return head
}

/** Reads a backup and checks its chain. */
class Restoring {
  head: Head = { seq: 0, hash: NO_HASH }
  ended = false
  readonly #file: string
  readonly #roots = new Map<string, string>()

  constructor(file: string) {
    this.#file = file
  }

  read(
    text: string,
    line: number,
  ): { entry: Entry; root: string | null } | { quarantined: Quarantined } | undefined {
    const parsed = lineSchema.safeParse(parse(text))
    if (!parsed.success || this.ended) throw badFile(this.#file, 'no line of a backup', line)
    if ('quarantined' in parsed.data) return parsed.data
    if ('end' in parsed.data) {
      const { seq, hash } = parsed.data.end
      if (seq !== this.head.seq || hash !== this.head.hash)
        throw badFile(this.#file, `says that it ends at entry ${seq}, but ends at ${this.head.seq}`, line)
      this.ended = true
      return undefined
    }
    const found = entrySchema.safeParse(parsed.data.entry)
    if (!found.success) throw badFile(this.#file, `no entry: ${found.error.issues[0]?.message}`, line)
    const entry = found.data
    const { hash, ...content } = entry
    if (
      entry.seq !== this.head.seq + 1 ||
      entry.previous !== this.head.hash ||
      sha256(bodyOf(content)) !== hash
    )
      throw badFile(this.#file, `entry ${entry.seq} was altered, or one before it is missing`, line)
    this.head = { seq: entry.seq, hash }
    const corrects = entry.links?.corrects
    const root = corrects === undefined ? null : (this.#roots.get(corrects) ?? corrects)
    if (root !== null) this.#roots.set(entry.id, root)
    return { entry, root }
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Puts a backup into an empty ledger: the same entries with the same hashes, all or nothing.
 * @throws IssueError `not-empty`; `file` where the backup is cut off or was altered
 */
export const restoreLedger = async (ledger: SqlLedger, file: string): Promise<Head> =>
  await ledger.database.db.transaction().execute(async (db) => {
    const { seq } = await takeHead(db)
    if (seq > 0) {
      const issue: Issue = {
        code: 'not-empty',
        level: 'error',
        message: `the ledger at ${ledger.database.place} has ${seq} entries: a backup is restored to an empty one`,
        hint: 'guarantor ledger import adds entries to a ledger that has some',
      }
      throw new IssueError([issue])
    }
    const restoring = new Restoring(file)
    let batch: { entry: Entry; root: string | null }[] = []
    const flush = async () => {
      if (batch.length === 0) return
      const contents = batch.map(({ entry: { hash, ...content }, root }) => ({ content, root }))
      await insertRows(
        db,
        contents.map(({ content, root }) => rowOf(content, root)),
        contents.flatMap(({ content }) => linksOf(content)),
      )
      batch = []
    }
    let number = 0
    for await (const text of linesOf(file)) {
      number += 1
      if (number === 1) {
        if (canonicalJson(parse(text)) !== canonicalJson(firstLine))
          throw badFile(file, 'no backup of a ledger that this version can read', 1)
        continue
      }
      const line = restoring.read(text, number)
      if (line === undefined) continue
      if ('entry' in line) batch.push(line)
      else await db.insertInto('quarantine').values(quarantineRow(line.quarantined)).execute()
      if (batch.length === BATCH) await flush()
    }
    await flush()
    if (!restoring.ended) throw badFile(file, 'the backup is cut off: its last line is missing')
    await db.updateTable('head').set(restoring.head).where('one', '=', 1).execute()
    return restoring.head
  })
