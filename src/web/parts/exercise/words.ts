import type { Exercise, ExerciseEvent, Instant } from '../../../exercise/index.js'
import { offsetOf } from '../../../exercise/mselTime.js'
import { showLocal } from '../../../exercise/time.js'
import { actorWords as actorText, eventWords as eventText } from '../../../report/exercise/words.js'
import { stringsIn } from '../../../report/strings/index.js'
import { strings } from '../../strings/index.svelte.js'

/** What happened, in a line. */
export const eventWords = (event: ExerciseEvent): string => eventText(event, stringsIn(strings().code))

/** Who did it; empty where nobody in particular did. */
export const actorWords = (event: ExerciseEvent): string => actorText(event, stringsIn(strings().code))

/** `D+1 H+2`, and the local time. */
export const whenWords = (at: Instant, { start, zone }: Exercise): { offset: string; local: string } => ({
  offset: offsetOf(at, start, zone) ?? '',
  local: showLocal(at, zone),
})

/** A name for an event that no event of the log has. */
export const freeEventId = (events: readonly ExerciseEvent[], stem: string): string => {
  const taken = new Set(events.map(({ id }) => id))
  for (let k = 1; ; k++) if (!taken.has(`${stem}-${k}`)) return `${stem}-${k}`
}

/** `UKR and POL`, `UKR, POL, FRA and 3 more`: at most `most` names, in the language of the page. */
export const listed = (states: readonly string[], most: number): string => {
  const t = strings()
  const shown =
    states.length > most
      ? [...states.slice(0, most - 1), t.exercise.others(states.length - most + 1)]
      : states
  return shown.length < 2
    ? shown.join('')
    : t.exercise.several(shown.slice(0, -1).join(', '), shown[shown.length - 1])
}
