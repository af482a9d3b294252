import type { Issue } from '../core/issue.js'
import { levels, type Pact, type ReadPact, showPath } from '../pact/index.js'
import { clausesAt, decidedBy } from './clause.js'

/** What the document says and this version of the game does not represent: notes, so that nothing is dropped silently. */
export const simplificationsOf = (pact: Pact, file: string, locate: ReadPact['locate']): Issue[] => {
  const perLevel = levels.map((level) => {
    const clauses = clausesAt(pact, level).filter((clause) => decidedBy(pact, clause) !== null)
    return { clauses, first: clauses[0]?.decision?.body }
  })
  return pact.commitments.flatMap((clause, index): Issue[] => {
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
    const body = pact.bodies?.find((candidate) => candidate.id === clause.decision?.body)
    const rule = clause.decision?.rule ?? body?.rule
    if (rule !== undefined && rule !== 'each' && rule !== 'automatic' && decidedBy(pact, clause) === null)
      return [
        note(
          rule === 'lead-nation'
            ? 'no lead nation is named; solved as if each guarantor decided for itself'
            : 'no body is named; solved as if each guarantor decided for itself',
        ),
      ]
    if (perLevel.some(({ clauses, first }) => clauses.includes(clause) && clause.decision?.body !== first))
      return [
        note('one body decides at each level in the game; this one is taken to decide as the first does'),
      ]
    return []
  })
}
