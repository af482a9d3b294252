import { type Issue, IssueError } from '../core/issue.js'

/** Everything a command needs of the outside: replaced in tests. */
export interface Io {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Is standard output (standard error) a terminal? */
  readonly outIsTerminal: boolean
  readonly errIsTerminal: boolean
  readonly columns: number
  readonly colour: boolean
  readonly version: string
}

/** The process, as the commands see it. NO_COLOR (no-color.org) switches colours off. */
export const processIo = (version: string): Io => ({
  out: (text) => {
    process.stdout.write(text)
  },
  err: (text) => {
    process.stderr.write(text)
  },
  outIsTerminal: process.stdout.isTTY === true,
  errIsTerminal: process.stderr.isTTY === true,
  columns: process.stdout.columns ?? 100,
  colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
  version,
})

/** An issue about the command line itself. */
export const usageIssue = (message: string, hint?: string): Issue => ({
  code: 'usage',
  level: 'error',
  message,
  ...(hint === undefined ? {} : { hint }),
})

/** Issues together with the texts they are in, so that the edge can show the lines. */
export class LocatedError extends IssueError {
  readonly sources: ReadonlyMap<string, string>
  constructor(issues: readonly Issue[], sources: ReadonlyMap<string, string>) {
    super(issues)
    this.sources = sources
  }
}
