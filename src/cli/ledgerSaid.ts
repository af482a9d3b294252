import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { IssueError } from '../core/issue.js'
import { type EntryFilter, partyOf, period, type Said, saidOf } from '../ledger/index.js'
import type { SqlLedger } from '../ledger/node/index.js'
import { usageIssue } from './io.js'

/** What promises in a ledger say, for comparing. The words of a tracker lose what its coders say of sources. */
export const saidIn = async (ledger: SqlLedger, filter: EntryFilter): Promise<Said[]> => {
  const said: Said[] = []
  for await (const entry of ledger.readCorrected(filter)) {
    const one = saidOf(entry)
    if (one !== undefined) said.push(one)
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
