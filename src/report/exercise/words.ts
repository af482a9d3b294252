import type { ExerciseEvent, Instant } from '../../exercise/event.js'
import { showLocal, showSpan, zoneName } from '../../exercise/time.js'
import { en, type Strings } from '../strings/en.js'
import { cleanText } from '../text.js'

/** States of an obligation in words that a reader outside the field understands. */
export const stateWords = en.exercise.states

/** `2 d 3 h`; `at once` for nothing; with a minus before what lies before. */
export const span = (from: Instant, to: Instant, t: Strings = en): string =>
  from === to ? t.exercise.atOnce : t.exercise.span(from < to ? showSpan(from, to) : `−${showSpan(to, from)}`)

export const local = (at: Instant, zone: string): string => showLocal(at, zone)

export const zoneWords = (zone: string, t: Strings = en): string =>
  t.exercise.zone(zone, cleanText(zoneName(zone)))

export const typeWords = (type: ExerciseEvent['type'], t: Strings = en): string =>
  t.exercise.types[type] ?? type

/** What happened, in a line: its title, or its kind and who did it. */
export const eventWords = (event: ExerciseEvent, t: Strings = en): string =>
  event.title ?? t.exercise.eventWords(event)

/** Who did it, for a column of its own. */
export const actorWords = (event: ExerciseEvent, t: Strings = en): string => {
  if (event.type === 'incident') return event.actor ?? t.exercise.unknownActor
  if (event.type === 'consultation-held') return event.participants.slice(0, 4).join(', ')
  return 'by' in event && typeof event.by === 'string' ? event.by : ''
}
