import { compareText } from '../core/order.js'
import { membersOf } from '../crisis/index.js'
import { type LegalForm, type Pact, type Stage, stages } from '../pact/index.js'
import type { DenunciationEvent, Instant, Settings, StatusEvent } from './event.js'
import type { LifeState } from './state.js'
import { fromZoned, startOfDay, zoned } from './time.js'

/*
 * From when to when a document binds a state. A change is never taken back: a list of them, by time.
 */

/** From `at` on, the document stands so for this state. */
export interface Change {
  readonly at: Instant
  readonly standing: 'in-force' | Extract<LifeState, 'not-in-force' | 'suspended' | 'expired' | 'terminated'>
  readonly reason: string
  readonly path: string
  /** Event that brought it; null where the document itself says so. */
  readonly event: string | null
}

/** Stage at which a text of this form works. Political texts need no ratification: they are operative when agreed. */
const operative: Readonly<Record<LegalForm, Stage>> = {
  declaration: 'announced',
  memorandum: 'signed',
  'executive-agreement': 'in-force',
  treaty: 'in-force',
}

const endings: Partial<Record<Stage, Change['standing']>> = {
  suspended: 'suspended',
  terminated: 'terminated',
  expired: 'expired',
}

interface Entry {
  readonly stage: Stage
  readonly at: Instant
  readonly path: string
  readonly event: string | null
}

/** Before anything is known. */
export const BEGINNING: Instant = '0001-01-01T00:00:00Z'

/** Documents of before it are dated all the same. */
const dayIn = (date: string, zone: string): Instant => startOfDay(date, zone)

/**
 * How a document stands for one state over time, for a clause of this form. The first change is at the beginning of time.
 */
export const standingOf = (
  pact: Pact,
  form: LegalForm | undefined,
  state: string,
  statuses: readonly StatusEvent[],
  denunciations: readonly DenunciationEvent[],
  settings: Settings,
): readonly Change[] => {
  const { zone, reading } = settings
  const asIs = reading === 'as-is'
  const concerns = (by: readonly string[] | undefined): boolean => by === undefined || by.includes(state)
  const entries: Entry[] = [
    ...(asIs
      ? pact.status.flatMap((status, index) =>
          concerns(status.by && membersOf(pact, status.by))
            ? [{ stage: status.stage, at: dayIn(status.date, zone), path: `status[${index}]`, event: null }]
            : [],
        )
      : []),
    ...statuses
      .filter((status) => status.pact === pact.id && concerns(status.by))
      .map(({ stage, occurredAt, id }) => ({ stage, at: occurredAt, path: 'status', event: id })),
  ].sort((a, b) => compareText(a.at, b.at) || stages.indexOf(a.stage) - stages.indexOf(b.stage))
  const needed = operative[form ?? 'declaration']
  const outside = asIs && pact.membersOnly?.beneficiaryIsMember === false
  const changes: Change[] = [
    asIs
      ? { at: BEGINNING, standing: 'not-in-force', reason: 'not yet in force', path: 'status', event: null }
      : { at: BEGINNING, standing: 'in-force', reason: 'taken as if in force', path: 'status', event: null },
  ]
  for (const { stage, at, path, event } of entries) {
    const ended = endings[stage]
    if (ended !== undefined)
      changes.push({ at, standing: ended, reason: `the document is ${stage}`, path, event })
    else if (stages.indexOf(stage) >= stages.indexOf(needed) && !outside)
      changes.push({
        at,
        standing: 'in-force',
        reason:
          stage === 'in-force'
            ? 'in force'
            : `operative once ${stage}, as a ${form ?? 'text without legal form'}`,
        path,
        event,
      })
  }
  if (outside)
    changes[0] = {
      ...changes[0],
      reason: `${pact.parties.beneficiary} is not a member of ${pact.membersOnly?.group}`,
      path: 'membersOnly',
    }
  const end = endOf(pact, changes, settings)
  if (end !== null) changes.push(end)
  for (const { id, by, occurredAt } of denunciations.filter((one) => one.pact === pact.id))
    if (by === state || by === pact.parties.beneficiary)
      changes.push({
        at: afterMonths(occurredAt, pact.term?.noticeMonths ?? 0, zone),
        standing: 'terminated',
        reason: `denounced by ${by}${pact.term?.noticeMonths === undefined ? '' : `, with ${pact.term.noticeMonths} months of notice`}`,
        path: 'term.noticeMonths',
        event: id,
      })
  return changes.sort((a, b) => compareText(a.at, b.at))
}

const afterMonths = (at: Instant, months: number, zone: string): Instant =>
  months === 0 ? at : fromZoned(zoned(at, zone).add({ months }))

/** The end that the term itself gives: a sunset, or (as the text stands) so many years from when it began to work. */
const endOf = (pact: Pact, changes: readonly Change[], { zone, reading }: Settings): Change | null => {
  const { term } = pact
  if (term === undefined || term.renewal === 'automatic') return null
  if (term.sunset !== undefined)
    return {
      // The day of the sunset itself is the last.
      at: fromZoned(zoned(dayIn(term.sunset, zone), zone).add({ days: 1 })),
      standing: 'expired',
      reason: `its term ended with ${term.sunset}`,
      path: 'term.sunset',
      event: null,
    }
  const began = changes.find(({ standing, at }) => standing === 'in-force' && at !== BEGINNING)
  if (term.years === undefined || reading !== 'as-is' || began === undefined) return null
  return {
    at: afterMonths(began.at, Math.round(12 * term.years), zone),
    standing: 'expired',
    reason: `its term of ${term.years} years is over`,
    path: 'term.years',
    event: null,
  }
}

/** How it stands at a moment. */
export const standingAt = (changes: readonly Change[], at: Instant): Change => {
  let current = changes[0]
  for (const change of changes) if (change.at <= at) current = change
  return current
}
