import type { Issue } from '../core/issue.js'
import { type Pact, type ReadPact, showPath } from '../pact/index.js'
import { isJoint } from './clause.js'

/** What the document says and this version of the game does not represent: notes, so that nothing is dropped silently. */
export const simplificationsOf = (pact: Pact, file: string, locate: ReadPact['locate']): Issue[] => {
  const joint = pact.commitments.flatMap((clause) => (isJoint(pact, clause) ? [clause.decision?.body] : []))
  return pact.commitments.flatMap((clause, index): Issue[] => {
    const body = pact.bodies?.find((candidate) => candidate.id === clause.decision?.body)
    const rule = clause.decision?.rule ?? body?.rule
    const note = (message: string): Issue => ({
      code: 'simplified',
      level: 'note',
      message: `"${clause.id}": ${message}`,
      file,
      path: showPath(['commitments', index, 'decision']),
      ...locate(['commitments', index, 'decision']),
      hint: 'the rule stays in the document; only the game leaves it out',
    })
    if (clause.response === undefined) return []
    if (rule === 'qualified-majority' || rule === 'lead-nation')
      return [note(`decisions by ${rule} are solved as if each guarantor decided for itself`)]
    if (isJoint(pact, clause) && clause.decision?.body !== joint[0])
      return [note('only one body votes in the game; this one is taken to decide as the first does')]
    return []
  })
}
