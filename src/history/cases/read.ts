import type { Issue } from '../../core/issue.js'
import { describeFaults, type Path, readYaml, showPath } from '../../pact/index.js'
import { caseSchema, type PastCase } from './schema.js'

export interface ReadPastCase {
  /** Present when no issue is an error. */
  readonly pastCase?: PastCase
  readonly issues: readonly Issue[]
  /** Where something stands in the file. */
  readonly locate: (path: Path) => { readonly line: number; readonly column: number }
}

/** Reads one case file. Finds all faults at once, each with its place, and never throws. */
export const readPastCase = (input: string | Uint8Array, file: string): ReadPastCase => {
  const yaml = readYaml(input, file)
  const { locate } = yaml
  if (yaml.issues.length > 0) return { issues: yaml.issues, locate }
  const result = caseSchema.safeParse(yaml.value)
  if (!result.success) return { issues: describeFaults(result.error.issues, caseSchema, yaml, file), locate }
  const pastCase = result.data
  const issues: Issue[] = []
  const report = (path: Path, message: string, hint: string): void => {
    issues.push({
      code: 'not-before-the-outcome',
      level: 'error',
      message,
      file,
      path: showPath(path),
      ...locate(path),
      hint,
    })
  }
  pastCase.sheet.forEach(({ item, source }, index) => {
    if (source.date !== undefined && source.date > pastCase.asOf)
      report(
        ['sheet', index, 'source', 'date'],
        `"${item}" was coded from a source of ${source.date}, later than ${pastCase.asOf}`,
        'give the date of what the source reports, or another source',
      )
  })
  const { challenge, date } = pastCase.outcome
  if (challenge !== 'none' && date === undefined)
    report(['outcome'], `a ${challenge} challenge needs its day`, 'add outcome.date')
  if (date !== undefined && date <= pastCase.asOf)
    report(
      ['outcome', 'date'],
      `the outcome (${date}) is not later than the day of the case (${pastCase.asOf})`,
      'move asOf before the crisis',
    )
  return issues.length > 0 ? { issues, locate } : { pastCase, issues, locate }
}
