import { IssueError } from '../../core/issue.js'
import { draftSchema, type EntryDraft } from '../entry.js'
import { aside, type Entered, type Intake, type SetAside } from './intake.js'
import { limits } from './limits.js'

/** Fields that another ledger gave the entry its place with. */
const PLACE = ['seq', 'previous', 'hash']

const draftOf = (value: unknown, entered: Entered): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const own = Object.fromEntries(Object.entries(value).filter(([key]) => !PLACE.includes(key)))
  return 'entered' in own ? own : { ...own, entered }
}

/**
 * Reads JSON Lines: entries as a ledger exports them, or drafts. Who entered them, and when, is kept where it is given.
 * A line that is no entry is set aside.
 * @throws IssueError `json-too-many-lines`
 */
export const readJsonLines = (text: string, file: string, entered: Entered): Intake => {
  const drafts: EntryDraft[] = []
  const setAside: SetAside[] = []
  let rows = 0
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    if (++rows > limits.rows)
      throw new IssueError([
        {
          code: 'json-too-many-lines',
          level: 'error',
          message: `More than ${limits.rows} entries.`,
          file,
          line: i + 1,
        },
      ])
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch (error) {
      const message = `The line is no JSON: ${(error as Error).message}`
      setAside.push(aside(file, i + 1, line.slice(0, limits.field), { code: 'json', message }))
      continue
    }
    const parsed = draftSchema.safeParse(draftOf(value, entered))
    if (parsed.success) drafts.push(parsed.data)
    else {
      const [{ message, path }] = parsed.error.issues
      setAside.push(aside(file, i + 1, value, { code: 'bad-entry', message, path: path.join('.') }))
    }
  }
  return {
    file,
    dataset: '',
    release: '',
    recognised: 'entries of a ledger, JSON Lines',
    rows,
    drafts,
    setAside,
    notes: [],
    cumulative: false,
  }
}
