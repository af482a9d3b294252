import { compareText } from '../../core/order.js'
import {
  checkExercise,
  type Exercise,
  type ExerciseState,
  exercise,
  knownBy,
  readExercise,
  whyOf,
} from '../../exercise/index.js'
import { drawAnswer, drawVote, playerOf } from '../../exercise/tabletopModel.js'
import { type Level, type Pact, responseRank } from '../../pact/index.js'
import type { Played } from '../../report/exercise/review.js'
import { assumptionsIn, optionsIn, readDocument } from './case.js'
import type { Exercised, Moment, PlayedByModel, Questions } from './messages.js'

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
    ...state.deadlines.filter(({ status }) => status !== 'moot').map(({ at }) => at),
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

/** The after-action report of the exercise up to a moment, as one file. */
export const afterActionIn = async (ask: Questions['afterAction']['ask']): Promise<string> => {
  const found = standing(ask)
  if ('issues' in found) return ''
  return (await import('./pages.js')).renderAfterAction(playedOf(found), ask.language)
}

/**
 * What the model has a state do: about an obligation, respond or not; about a proposal, vote. Drawn with the chances of the
 * crisis game at the medians of the assumptions. Null where the game has no such move.
 */
export const playIn = (ask: Questions['play']['ask']): PlayedByModel | null => {
  const found = standing(ask)
  if ('issues' in found) return null
  const { state } = found
  const obligation = state.obligations.find(({ id }) => id === ask.id)
  const decision = state.decisions.find(({ id }) => id === ask.id)
  const pact = obligation?.pact ?? decision?.pact
  const option = optionsIn(ask.case).find(({ option: { pact: one } }) => one.id === pact)?.option
  if (option === undefined) return null
  const { assumptions } = assumptionsIn(ask.case.assumptions, ask.case.set, ask.case.prior)
  const player = playerOf(option.pact, option.cast, option.reading, assumptions)
  if (player === null) return null
  const incident =
    state.incidents.find(({ event }) => obligation?.incidents.includes(event)) ?? state.incidents.at(-1)
  const moment = {
    seed: ask.case.seed,
    incident: incident?.event ?? ask.id,
    level: (incident?.level ?? 'limited') as Level,
    decided: null,
    found: true,
  }
  if (decision !== undefined && obligation === undefined) return drawVote(player, ask.state, moment) ?? null
  const drawn = drawAnswer(player, ask.state, moment)
  if (drawn === undefined || obligation === undefined) return null
  const enough = responseRank(drawn.choice) >= responseRank(obligation.means)
  const acts = obligation.discretionary ? drawn.choice !== 'none' : enough
  return { choice: acts ? 'act' : 'decline', reason: drawn.reason }
}
