import type { Exercise, Instant } from './event.js'
import { type CalendarEntry, deadlineEntries, icsOf } from './ics.js'
import type { Inject } from './msel.js'
import type { ExerciseState } from './state.js'

/** What is put into a calendar: a log, what planners wrote beside its events, and where it stands. */
export interface Calendared {
  readonly exercise: Exercise
  readonly injects: ReadonlyMap<string, Inject>
  readonly state: ExerciseState
}

/** Injects (all events but votes) and deadlines as calendar entries. */
const entriesOf = ({ exercise, injects, state }: Calendared): CalendarEntry[] => [
  ...exercise.events
    .filter(({ type }) => type !== 'vote')
    .map((event): CalendarEntry => {
      const inject = injects.get(event.id)
      const lines = [
        event.note,
        inject?.to === undefined ? undefined : `To: ${inject.to}`,
        inject?.expectedAction === undefined ? undefined : `Expected: ${inject.expectedAction}`,
        inject?.controller === undefined ? undefined : `Controller: ${inject.controller}`,
      ].filter((line) => line !== undefined)
      return {
        id: `inject/${event.id}`,
        title: event.title ?? event.id,
        ...(lines.length === 0 ? {} : { description: lines.join('\n') }),
        at: event.knownAt,
        category: 'inject',
      }
    }),
  ...deadlineEntries(state.deadlines),
]

/** The last moment of the log stands for the time of export: the same log gives the same bytes. */
const stampOf = ({ start, events }: Exercise): Instant =>
  [start, ...events.map(({ knownAt }) => knownAt)].sort().at(-1) ?? start

/** An exercise as a calendar (RFC 5545): its injects and deadlines. */
export const exerciseCalendar = (calendared: Calendared): string => {
  const { exercise } = calendared
  return icsOf(entriesOf(calendared), {
    exercise: exercise.id,
    title: exercise.title,
    stamp: stampOf(exercise),
  })
}
