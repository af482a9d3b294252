import type { Issue } from '../../core/issue.js'
import { membersOf } from '../../crisis/index.js'
import { type Pact, type Path, showPath } from '../../pact/index.js'
import { groupMembers } from '../../world/index.js'
import type { PastCase } from './schema.js'

/**
 * Holds a case file against its document: the same day, an adversary, a year with facts, and an outcome that speaks of parties.
 * `locate` gives the place of a path in the case file.
 */
export const checkPastCase = (
  { asOf, outcome, horizonMonths }: PastCase,
  pact: Pact,
  file: string,
  locate: (path: Path) => { readonly line: number; readonly column: number },
): readonly Issue[] => {
  const issues: Issue[] = []
  const report = (level: Issue['level'], code: string, path: Path, message: string, hint: string): void => {
    issues.push({ code, level, message, file, path: showPath(path), ...locate(path), hint })
  }
  if (pact.asOf !== asOf)
    report(
      'error',
      'another-day',
      ['asOf'],
      `the case is of ${asOf}, its document of ${pact.asOf}`,
      'give both the day before the crisis',
    )
  if (pact.parties.adversary === undefined)
    report(
      'error',
      'no-adversary',
      ['pact'],
      `${pact.id} names no adversary: there is no game to solve`,
      'add parties.adversary to the document',
    )
  if (pact.context?.year !== undefined && pact.context.year >= Number(asOf.slice(0, 4)) + 1)
    report(
      'error',
      'facts-later-than-the-day',
      ['asOf'],
      `facts of ${pact.context.year} are later than ${asOf}`,
      'context.year of the document is the last whole year before the day',
    )
  const parties = new Set([
    ...membersOf(pact, pact.parties.guarantors),
    ...membersOf(pact, pact.parties.supporters ?? []),
  ])
  outcome.honour.forEach(({ state }, index) => {
    const members = groupMembers(state, asOf) ?? [state]
    if (!members.some((id) => parties.has(id)))
      report(
        'warning',
        'not-a-party',
        ['outcome', 'honour', index, 'state'],
        `${state} is neither guarantor nor supporter in the document: nothing is said of it`,
        'add it to the document, or drop it here',
      )
  })
  if (outcome.date !== undefined && monthsBetween(asOf, outcome.date) > horizonMonths)
    report(
      'error',
      'after-the-horizon',
      ['outcome', 'date'],
      `${outcome.date} is later than ${horizonMonths} months after ${asOf}`,
      'within the horizon it did not happen: challenge none, or a longer horizon',
    )
  return issues
}

/** Months from one day to another, with the days of the month as a fraction: enough to hold a day against a horizon. */
const monthsBetween = (from: string, to: string): number => {
  const [a, b] = [from, to].map((day) => day.split('-').map(Number))
  return 12 * (b[0] - a[0]) + (b[1] - a[1]) + (b[2] - a[2]) / 31
}
