import { hashText } from '../core/hash.js'
import { type Issue, IssueError } from '../core/issue.js'
import { canonicalJson } from './canonical.js'
import { checkDraft } from './check.js'
import { withCorrection } from './corrected.js'
import { columnOrder, csvLine, flatten, neutralise } from './csv.js'
import type { CorrectedEntry, Entry, EntryDraft } from './entry.js'
import { linkFaults, takenFault } from './links.js'
import { kindOf, missingParts } from './testable.js'

/*
 * A ledger as a list in memory, kept as text: JSON Lines, an entry a line, in the order entered. The rules are those of
 * the databases, but there is no chain of hashes, and whoever holds the text can change it.
 */

/** Entries read from a text, and the lines that are none. */
export interface LedgerList {
  readonly entries: readonly Entry[]
  readonly issues: readonly Issue[]
}

/** What a list takes in: what is new, what is there already, and what it refuses, by place among the drafts. */
export interface Addition {
  readonly added: readonly Entry[]
  readonly same: number
  readonly refused: readonly { readonly index: number; readonly issues: readonly Issue[] }[]
}

const keyOf = ({ external }: EntryDraft): string | undefined =>
  external === undefined ? undefined : canonicalJson([external.dataset, external.release, external.id])

/** What an entry says, whoever entered it, whenever and in which place. */
const saidBy = (entry: EntryDraft | Entry): string => {
  const { id, entered, seq, previous, hash, ...said } = entry as Partial<Entry>
  return canonicalJson(said)
}

const hex = (value: number): string => (value >>> 0).toString(16).padStart(8, '0')

/** A draft with its id, from its content where it has none, and what a promise leaves untestable. */
const completed = (draft: EntryDraft): EntryDraft & { readonly id: string } => {
  const missing = draft.testability === undefined ? missingParts(draft) : undefined
  const whole = missing === undefined ? draft : { ...draft, testability: { missing: [...missing] } }
  const text = canonicalJson(draft)
  const id = draft.id ?? `e${hex(hashText(text))}${hex(hashText(`id ${text}`))}`
  return { ...whole, id }
}

/**
 * Adds drafts to a list by the rules of `LedgerStore.append`: what is there with the same content is left out, and what
 * links to nothing is refused.
 */
export const addTo = (entries: readonly Entry[], drafts: readonly unknown[]): Addition => {
  const byId = new Map<string, Entry>()
  const byKey = new Map<string, Entry>()
  const roots = new Map<string, string | null>()
  const know = (entry: Entry): void => {
    const key = keyOf(entry)
    const corrects = entry.links?.corrects
    byId.set(entry.id, entry)
    if (key !== undefined) byKey.set(key, entry)
    roots.set(entry.id, corrects === undefined ? null : (roots.get(corrects) ?? corrects))
  }
  entries.forEach(know)
  const added: Entry[] = []
  const refused: { index: number; issues: readonly Issue[] }[] = []
  let same = 0
  drafts.forEach((given, index) => {
    const at = (given as { entered?: { at?: unknown } } | null)?.entered?.at
    const issues = checkDraft(given, typeof at === 'string' ? at.slice(0, 10) : '9999')
    if (issues.length > 0) {
      refused.push({ index, issues })
      return
    }
    const draft = completed(given as EntryDraft)
    const key = keyOf(draft)
    const byExternal = key === undefined ? undefined : byKey.get(key)
    const there = byExternal ?? byId.get(draft.id)
    if (there !== undefined && saidBy(there) === saidBy(draft)) {
      same += 1
      return
    }
    const faults =
      there === undefined
        ? linkFaults(draft, (id) => roots.get(id))
        : [takenFault(draft, byExternal !== undefined)]
    if (faults.length > 0) {
      refused.push({ index, issues: faults })
      return
    }
    const entry: Entry = { ...draft, seq: entries.length + added.length + 1, previous: '', hash: '' }
    know(entry)
    added.push(entry)
  })
  return { added, same, refused }
}

/** Lines of a text that are not blank, with their numbers from 1. */
export const numberedLines = (text: string): readonly { readonly line: number; readonly raw: string }[] =>
  text.split('\n').flatMap((raw, k) => (raw.trim() === '' ? [] : [{ line: k + 1, raw }]))

/** The value of a line of JSON; undefined where it is none. */
export const jsonOf = (raw: string): unknown => {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}

/** The entries of a text that {@link writeList} wrote, or somebody else: each line is checked, and a bad one named. */
export const readList = (text: string): LedgerList => {
  const lines = numberedLines(text)
  const { added, refused } = addTo(
    [],
    lines.map(({ raw }) => jsonOf(raw)),
  )
  const issues = refused.flatMap(({ index, issues: found }) =>
    found.map((issue): Issue => ({ ...issue, line: lines[index].line })),
  )
  return { entries: added, issues }
}

const draftOf = ({ seq: _, previous: __, hash: ___, ...draft }: Entry): EntryDraft => draft

/** Entries as JSON Lines. */
export const writeList = (entries: readonly Entry[]): string =>
  entries.map((entry) => `${canonicalJson(draftOf(entry))}\n`).join('')

/** Entries as a table, safe to open in a spreadsheet; the columns are those of `guarantor ledger export`. */
export const writeTable = (entries: readonly Entry[]): string => {
  const rows = entries.map((entry) => flatten(draftOf(entry)))
  const columns = columnOrder(new Set(rows.flatMap((row) => [...row.keys()])))
  // The mark at the beginning tells spreadsheets that the file is UTF-8.
  return `\ufeff${csvLine(columns.map(neutralise))}${rows
    .map((row) => csvLine(columns.map((column) => row.get(column) ?? '')))
    .join('')}`
}

/** Entries as corrected, in the order of the list: see `LedgerStore.readCorrected`. */
export const correctedIn = (entries: readonly Entry[]): readonly CorrectedEntry[] => {
  const roots = new Map<string, string>()
  const corrections = new Map<string, Entry[]>()
  for (const entry of entries) {
    const corrects = entry.links?.corrects
    if (corrects === undefined) continue
    const root = roots.get(corrects) ?? corrects
    roots.set(entry.id, root)
    const before = corrections.get(root)
    if (before === undefined) corrections.set(root, [entry])
    else before.push(entry)
  }
  return entries.flatMap((entry) => {
    if (roots.has(entry.id)) return []
    const own = corrections.get(entry.id) ?? []
    const last = own.at(-1)
    if (last === undefined) return [entry]
    if (kindOf(last) === 'withdrawn') return []
    return [
      withCorrection(
        entry,
        last,
        own.map(({ id }) => id),
      ),
    ]
  })
}

/** A list as what an import is planned against. */
export const asSource = (entries: readonly Entry[]) => ({
  read: async function* ({ dataset }: { readonly dataset: string }): AsyncGenerator<Entry> {
    yield* entries.filter(({ external }) => external?.dataset === dataset)
  },
  readCorrected: async function* (): AsyncGenerator<CorrectedEntry> {
    yield* correctedIn(entries)
  },
})

/**
 * A list with drafts added, all or none.
 * @throws IssueError what {@link addTo} refuses
 */
export const withAdded = (
  entries: readonly Entry[],
  drafts: readonly unknown[],
): { readonly entries: readonly Entry[]; readonly added: number; readonly same: number } => {
  const { added, same, refused } = addTo(entries, drafts)
  if (refused.length > 0) throw new IssueError(refused.flatMap(({ issues }) => issues))
  return { entries: [...entries, ...added], added: added.length, same }
}
