import type { Issue } from '../../core/issue.js'
import { restoreText, unflatten } from '../csv.js'
import { jsonOf, numberedLines } from '../list.js'
import { readCsv } from './csv.js'
import type { Entered, SetAside } from './intake.js'

/** Drafts of a ledger's own export, each with its line, and lines that hold none. */
export interface Exported {
  readonly drafts: readonly { readonly line: number; readonly draft: unknown }[]
  readonly setAside: readonly SetAside[]
}

const noEntry = (line: number, raw: string, code: string, message: string): SetAside => {
  const issue: Issue = { code, level: 'error', message, line }
  return { line, raw: raw.slice(0, 100_000), issues: [issue] }
}

/** Without its place in the chain it came from, which is not looked at. */
const draftOf = (value: unknown, entered: Entered): unknown => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined
  const { seq: _, previous: __, hash: ___, correctedBy: ____, ...draft } = value as Record<string, unknown>
  return { entered, ...draft }
}

/**
 * Reads an export of a ledger, or entries written by hand: JSON Lines, or CSV with the columns of the export.
 * @param entered who enters what does not say so itself, and when
 * @throws IssueError as {@link readCsv}
 */
export const readExported = (
  text: string,
  file: string,
  format: 'jsonl' | 'ledger-csv',
  entered: Entered,
): Exported => {
  const drafts: { line: number; draft: unknown }[] = []
  const setAside: SetAside[] = []
  const put = (line: number, raw: string, value: unknown): void => {
    const draft = draftOf(value, entered)
    if (draft === undefined) setAside.push(noEntry(line, raw, 'bad-entry', 'no entry on this line'))
    else drafts.push({ line, draft })
  }
  if (format === 'jsonl')
    for (const { line, raw } of numberedLines(text)) {
      const value = jsonOf(raw)
      if (value === undefined) setAside.push(noEntry(line, raw, 'bad-json', 'no JSON on this line'))
      else put(line, raw, value)
    }
  else {
    const { columns, rows } = readCsv(text, file)
    const names = columns.map(restoreText)
    for (const { line, cells } of rows)
      put(
        line,
        JSON.stringify(cells),
        unflatten(Object.fromEntries(names.map((name, k) => [name, cells[k] ?? '']))),
      )
  }
  return { drafts, setAside }
}
