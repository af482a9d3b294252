import type { ExerciseEvent, Instant } from '../../exercise/event.js'
import type { LifeState } from '../../exercise/state.js'
import { showLocal, showSpan, zoneName } from '../../exercise/time.js'
import { cleanText } from '../text.js'

/** States of an obligation in words that a reader outside the field understands. */
export const stateWords: Readonly<Record<LifeState, string>> = {
  'not-in-force': 'not in force',
  dormant: 'not triggered',
  alleged: 'alleged, not established',
  'decision-pending': 'waits for a decision',
  due: 'due',
  fulfilled: 'fulfilled',
  'fulfilled-late': 'fulfilled late',
  partial: 'fulfilled in part',
  blocked: 'blocked by a vote',
  declined: 'declined, as allowed',
  breached: 'breached',
  cured: 'breached, then cured',
  remedied: 'breached, then remedied',
  suspended: 'suspended',
  released: 'released by the beneficiary',
  expired: 'expired',
  terminated: 'terminated',
}

/** `2 d 3 h`; `at once` for nothing; with a minus before what lies before. */
export const span = (from: Instant, to: Instant): string =>
  from === to ? 'at once' : from < to ? showSpan(from, to) : `−${showSpan(to, from)}`

export const local = (at: Instant, zone: string): string => showLocal(at, zone)

export const zoneWords = (zone: string): string =>
  zone === 'UTC' ? 'Times are in UTC.' : `Times are ${cleanText(zoneName(zone))} (${zone}).`

const plainTypes: Readonly<Partial<Record<ExerciseEvent['type'], string>>> = {
  'consultation-called': 'consultation called',
  'consultation-held': 'consultation held',
  'silence-opened': 'silence procedure opened',
  'silence-broken': 'silence broken',
}

export const typeWords = (type: ExerciseEvent['type']): string => plainTypes[type] ?? type

/** What happened, in a line: its title, or its kind and who did it. */
export const eventWords = (event: ExerciseEvent): string => {
  if (event.title !== undefined) return event.title
  const actor = 'by' in event && typeof event.by === 'string' ? `${event.by}: ` : ''
  switch (event.type) {
    case 'incident':
      return `${event.actor ?? 'unknown actor'}: ${event.kind ?? 'incident'}${event.target === undefined ? '' : ` against ${event.target}`}`
    case 'attribution':
      return `${actor}says ${event.actor} did it (${event.standing})`
    case 'vote':
      return `${actor}votes ${event.choice}`
    case 'proposal':
      return `${actor}proposes to ${event.body}: ${event.subject}`
    case 'invocation':
      return `${actor}invokes ${event.commitment ?? event.pact ?? 'the texts'}`
    case 'decision':
      return `${actor}decides to ${event.choice}${event.means === undefined ? '' : ` (${event.means})`}`
    case 'performance':
      return `${actor}acts${event.extent === 'partial' ? ' in part' : ''}`
    case 'approval':
      return `${event.organ} of ${event.by} ${event.given ? 'approves' : 'refuses'}`
    case 'consultation-held':
      return `consultation of ${event.participants.join(', ')}`
    case 'note':
      return event.note ?? event.id
    default:
      return `${actor}${typeWords(event.type)}`
  }
}

/** Who did it, for a column of its own. */
export const actorWords = (event: ExerciseEvent): string => {
  if (event.type === 'incident') return event.actor ?? 'not known'
  if (event.type === 'consultation-held') return event.participants.slice(0, 4).join(', ')
  return 'by' in event && typeof event.by === 'string' ? event.by : ''
}
