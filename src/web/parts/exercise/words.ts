import type { Exercise, ExerciseEvent, Instant } from '../../../exercise/index.js'
import { offsetOf } from '../../../exercise/mselTime.js'
import { showLocal } from '../../../exercise/time.js'

export { actorWords, eventWords } from '../../../report/exercise/words.js'

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
