import { compareText } from '../../core/order.js'
import { answersOf } from '../../exercise/answers.js'
import {
  branchText,
  type CourseDifference,
  checkExercise,
  differenceOf,
  type Exercise,
  type ExerciseEvent,
  type ExerciseState,
  exercise,
  knownBy,
  readExercise,
  whyOf,
  withEvent,
} from '../../exercise/index.js'
import { type Player, playerOf } from '../../exercise/tabletopModel.js'
import { addMinutes } from '../../exercise/time.js'
import type { Pact } from '../../pact/index.js'
import type { Played } from '../../report/exercise/review.js'
import { assumptionsIn, optionsIn, readDocument } from './case.js'
import type { Case, Exercised, Moment, PlayedByModel, Questions } from './messages.js'

declare const __VERSION__: string

const FILE = 'events'

interface Standing {
  readonly exercise: Exercise
  readonly documents: readonly Pact[]
  readonly state: ExerciseState
}

/** Documents and log, and where they stand at a moment; the issues where they cannot be read. */
const standing = ({ documents, events, now }: Moment): Standing | { issues: Exercised['issues'] } => {
  const read = readExercise(events, FILE)
  if (read.exercise === undefined) return { issues: read.issues }
  const pacts = documents.flatMap((document) => readDocument(document).pact ?? [])
  const issues = checkExercise(read.exercise, pacts, FILE, read.locate)
  if (issues.some(({ level }) => level === 'error')) return { issues }
  const { start, events: log } = read.exercise
  const last = [start, ...log.map(({ knownAt }) => knownAt)].sort(compareText).at(-1) ?? start
  const state = exercise({ documents: pacts, events: log, settings: read.exercise, now: now ?? last })
  return { exercise: read.exercise, documents: pacts, state }
}

const playedOf = ({ exercise: one, state }: Standing): Played => ({
  id: one.id,
  title: one.title,
  ...(one.summary === undefined ? {} : { summary: one.summary }),
  start: one.start,
  zone: one.zone,
  objectives: one.objectives ?? [],
  events: knownBy(one.events, state.now),
  injects: new Map(),
  state,
  version: __VERSION__,
})

/** The exercise at a moment. */
export const exercised = async (ask: Questions['exercise']['ask']): Promise<Exercised> => {
  const found = standing(ask)
  if ('issues' in found)
    return { exercise: null, state: null, moments: [], issues: found.issues, timeline: '' }
  const { exercise: one, state } = found
  const { timelineOf, stateIn } = await import('./pages.js')
  const moments = [
    one.start,
    ...one.events.map(({ knownAt }) => knownAt),
    // What a deadline brings holds once it is past.
    ...state.deadlines.filter(({ status }) => status !== 'moot').map(({ at }) => addMinutes(at, 1)),
  ]
  return {
    exercise: one,
    state: stateIn(state, ask.language),
    moments: [...new Set(moments)].sort(compareText),
    issues: state.issues,
    timeline: timelineOf(playedOf(found), ask.language),
  }
}

/** Why something stands as it does. */
export const whyIn = (ask: Moment, id: string) => {
  const found = standing(ask)
  if ('issues' in found) return null
  const { exercise: one, documents, state } = found
  return whyOf(id, { state, documents, events: one.events, settings: one }) ?? null
}

/** The log with an event put in. */
export const putIn = ({ events, event, at }: Questions['putEvent']['ask']): string | null =>
  withEvent(events, event, at)

/** The log of a branch. */
export const branchIn = ({ events, at, turn, after }: Questions['branch']['ask']): string | null =>
  branchText(events, at, turn, after)

/** Two courses of events at one moment. */
export const branchesIn = ({
  documents,
  logs,
  now,
}: Questions['branches']['ask']): CourseDifference | null => {
  const [one, other] = logs.map((events) => standing({ documents, events, now }))
  if ('issues' in one || 'issues' in other) return null
  const at = now ?? [one.state.now, other.state.now].sort(compareText)[1]
  const [a, b] = [one, other].map(({ exercise: log, documents: pacts }) =>
    exercise({ documents: pacts, events: log.events, settings: log, now: at }),
  )
  return differenceOf([one.exercise.events, other.exercise.events], [a, b])
}

/** The after-action report of the exercise up to a moment; its injects as a table; its deadlines as a calendar. */
export const afterActionIn = async ({ form, ...ask }: Questions['afterAction']['ask']): Promise<string> => {
  const found = standing(ask)
  if ('issues' in found) return ''
  const pages = await import('./pages.js')
  if (form === 'html') return pages.renderAfterAction(playedOf(found), ask.language)
  if (form === 'markdown') return pages.renderAfterActionMarkdown(playedOf(found))
  return form === 'csv' ? pages.injectTable(found.exercise) : pages.calendar(found.exercise, found.state)
}

/** Answers of one state to one turn of events, at most. */
const MOST_ANSWERS = 20

const playersOf = (one: Case): ReadonlyMap<string, Player> => {
  const { assumptions } = assumptionsIn(one.assumptions, one.set, one.prior)
  return new Map(
    optionsIn(one).flatMap(({ option: { pact, cast, reading } }) => {
      const player = playerOf(pact, cast, reading, assumptions)
      return player === null ? [] : [[pact.id, player] as const]
    }),
  )
}

/** The players of the case asked about last: a solved game answers for all its states. */
let lately: { readonly key: string; readonly players: ReadonlyMap<string, Player> } | null = null

const knownPlayers = (one: Case): ReadonlyMap<string, Player> => {
  const key = JSON.stringify(one)
  if (lately?.key !== key) lately = { key, players: playersOf(one) }
  return lately.players
}

const freeId = (events: readonly ExerciseEvent[], stem: string): string => {
  const taken = new Set(events.map(({ id }) => id))
  for (let k = 1; ; k++) if (!taken.has(`${stem}-${k}`)) return `${stem}-${k}`
}

/**
 * What the model has states do about all that waits for them, drawn with the chances of the crisis game at the medians of
 * the assumptions. One answer at a time, as each may settle or raise another question. Null where the log cannot be read.
 */
export const playIn = (
  { case: one, states, ...moment }: Questions['play']['ask'],
  onProgress: (done: number, total: number) => void,
): PlayedByModel | null => {
  let found = standing(moment)
  if ('issues' in found) return null
  const players = knownPlayers(one)
  const { now } = found.state
  const answers: { title: string; reason: string }[] = []
  let { events } = moment
  for (const [k, who] of states.entries()) {
    onProgress(k, states.length)
    for (let n = 0; n < MOST_ANSWERS; n++) {
      const log = knownBy(found.exercise.events, now)
      const [answer] = answersOf(who, found.state, log, players, one.seed)
      if (answer === undefined) break
      const id = freeId(found.exercise.events, `${answer.type}-model`)
      const longer = withEvent(events, { id, ...answer, at: now }, now)
      const next = longer === null ? null : standing({ ...moment, events: longer, now })
      if (longer === null || next === null || 'issues' in next) break
      events = longer
      found = next
      answers.push({ title: String(answer.title ?? id), reason: String(answer.reason ?? answer.note ?? '') })
    }
  }
  return { events, answers }
}
