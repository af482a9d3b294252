import type { Issue } from '../../core/issue.js'
import { checkDraft } from '../check.js'
import type { EntryDraft } from '../entry.js'
import type { Intake, SetAside } from './intake.js'

/** Entries that a draft cannot be without. */
const needs = ({ links }: EntryDraft): readonly string[] => [
  ...(links?.of === undefined ? [] : [links.of]),
  ...(links?.fulfils ?? []),
]

/**
 * Moves drafts that the ledger would refuse to the rows set aside, and those that hang on one of them, so that a dry run
 * tells of them, too. The row of a draft is the one that it keeps in `extra.row`.
 */
export const checkedIntake = (intake: Intake): Intake => {
  const setAside: SetAside[] = [...intake.setAside]
  const refused = new Set<string>()
  const refuse = (draft: EntryDraft, issues: readonly Issue[]): void => {
    const row = draft.extra?.row
    const line = typeof row === 'number' ? { line: row } : {}
    setAside.push({
      ...line,
      raw: JSON.stringify(draft),
      issues: issues.map((issue) => ({ ...issue, file: intake.file, ...line })),
    })
    if (draft.id !== undefined) refused.add(draft.id)
  }
  const sound = intake.drafts.filter((draft) => {
    const issues = checkDraft(draft, draft.entered.at.slice(0, 10))
    if (issues.length > 0) refuse(draft, issues)
    return issues.length === 0
  })
  // What a draft hangs on stands before it, so one pass finds chains of any length.
  const drafts = sound.filter((draft) => {
    const lost = needs(draft).find((id) => refused.has(id))
    if (lost === undefined) return true
    refuse(draft, [
      { code: 'no-such-entry', level: 'error', message: `It is part of ${lost}, which was set aside.` },
    ])
    return false
  })
  return { ...intake, drafts, setAside }
}
