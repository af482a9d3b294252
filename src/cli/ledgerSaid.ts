import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { IssueError } from '../core/issue.js'
import {
  type CorrectedEntry,
  dayOf,
  type EntryFilter,
  partyOf,
  period,
  promiseKinds,
  type Said,
  withoutCoders,
} from '../ledger/index.js'
import type { SqlLedger } from '../ledger/node/index.js'
import { usageIssue } from './io.js'

/** The words of an entry: what was said, else what it is about. */
const wordsOf = ({ sources, what }: CorrectedEntry): string =>
  sources.find(({ quote }) => quote !== undefined)?.quote ?? what.text ?? ''

/** What promises in a ledger say, for comparing. The words of a tracker lose what its coders say of sources. */
export const saidIn = async (ledger: SqlLedger, filter: EntryFilter): Promise<Said[]> => {
  const said: Said[] = []
  for await (const entry of ledger.readCorrected(filter)) {
    const date = dayOf(entry)
    const words = wordsOf(entry)
    const promise = promiseKinds.some((kind) => kind === entry.kind) || entry.external !== undefined
    if (!promise || date === undefined || words === '') continue
    said.push({
      id: entry.id,
      who: entry.who,
      date,
      text: entry.external === undefined ? words : withoutCoders(words),
    })
  }
  return said
}

/** Statements in a CSV file: columns id (or statement_id), issuer, date, text. */
export const saidInCsv = async (file: string): Promise<Said[]> => {
  const fail = (message: string, line?: number): IssueError =>
    new IssueError([{ ...usageIssue(message), code: 'file', file, ...(line === undefined ? {} : { line }) }])
  const text = await readFile(file, 'utf8').catch(() => {
    throw fail('cannot be read')
  })
  let rows: Record<string, string>[]
  try {
    rows = parse(text, {
      columns: true,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as typeof rows
  } catch (error) {
    throw fail(`is no CSV: ${(error as Error).message}`)
  }
  return rows.map((row, k): Said => {
    const id = row.id ?? row.statement_id ?? String(k + 1)
    const { issuer, date } = row
    if (issuer === undefined || date === undefined || row.text === undefined)
      throw fail('needs columns issuer, date and text')
    if (!period.safeParse(date).success) throw fail(`"${date}" is no date`, k + 2)
    return { id, who: partyOf(issuer) ?? issuer, date, text: row.text }
  })
}
