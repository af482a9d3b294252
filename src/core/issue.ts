/** Something wrong or doubtful in what the user gave, as data. Thrown only at the edge, inside `IssueError`. */
export interface Issue {
  /** Stable, kebab-case: `unknown-key`, `no-deadline`. */
  readonly code: string
  readonly level: 'error' | 'warning' | 'note'
  readonly message: string
  readonly file?: string
  /** Path inside the document: `commitments[2].deadline`. */
  readonly path?: string
  /** 1-based. */
  readonly line?: number
  readonly column?: number
  readonly expected?: string
  readonly received?: string
  readonly hint?: string
}

/** The one error class: carries issues to the edge, where they are printed. */
export class IssueError extends Error {
  readonly issues: readonly Issue[]
  constructor(issues: readonly Issue[]) {
    super(issues.map((issue) => issue.message).join('; '))
    this.name = 'IssueError'
    this.issues = issues
  }
}
