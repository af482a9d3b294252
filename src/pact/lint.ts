import type { Issue } from '../core/issue.js'
import { showPath, sortIssues } from './faults.js'
import type { ReadPact } from './read.js'
import { rules } from './rules.js'
import type { Pact } from './schema.js'

/** Runs every rule over a document that reads; each finding becomes an issue with its place in the file. */
export const lintPact = (pact: Pact, file: string, locate: ReadPact['locate']): Issue[] =>
  sortIssues(
    rules.flatMap((rule) =>
      rule.find(pact).map(
        ({ path, message }): Issue => ({
          code: rule.id,
          level: rule.level,
          message,
          file,
          path: showPath(path),
          ...locate(path),
          hint: rule.hint,
        }),
      ),
    ),
  )
