import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Issue, IssueError } from '../../core/issue.js'
import { type SourceName, sources } from '../sources.js'
import { countIssue, readTable, type Table, type TableSpec } from '../table.js'

/** Reads and checks published files in a data folder; throws every error found in any of them. */
export const readSources = async (
  folder: string,
  names: readonly SourceName[],
): Promise<{ tables: Map<SourceName, Table>; warnings: readonly Issue[] }> => {
  const tables = new Map<SourceName, Table>()
  const errors: Issue[] = []
  const warnings: Issue[] = []
  for (const name of names) {
    const spec: TableSpec = sources[name]
    const file = join(folder, spec.path)
    const text = await readFile(file, 'utf8').catch(() => undefined)
    if (text === undefined) {
      errors.push({
        code: 'file',
        level: 'error',
        message: `cannot be read: ${spec.authority}`,
        file,
        hint: 'give the folder that holds the published files with --data; docs/history.md lists them',
      })
      continue
    }
    const table = readTable(spec, text, file)
    errors.push(...table.issues)
    const count = table.issues.length > 0 ? null : countIssue(table, file)
    if (count !== null) warnings.push(count)
    tables.set(name, table)
  }
  if (errors.length > 0) throw new IssueError(errors)
  return { tables, warnings }
}
