import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Exercise, type ExerciseState, exercise, readExercise } from '../../src/exercise/index.js'
import type { Pact } from '../../src/pact/index.js'
import { pactOf } from '../pact/documents.js'
import { root } from '../world/data.js'

/** Replays with the documents they are of. */
export const replays: Readonly<Record<string, readonly string[]>> = {
  'nato-article-5-2001': ['replays/nato-2001'],
  'nato-article-4-2003': ['replays/nato-2003'],
  'nato-article-4-2012': ['replays/nato-2012'],
  'nato-article-4-2022': ['replays/nato-2022'],
  'nato-article-4-2025': ['replays/nato-2025'],
  'eu-42-7-2015': ['replays/eu-2015'],
  'rhineland-1936': ['treaties/locarno-1925'],
  'poland-1939': ['history/anglo-polish-1939', 'treaties/franco-polish-1921', 'treaties/franco-polish-1925'],
}

export interface Replayed {
  readonly exercise: Exercise
  readonly documents: readonly Pact[]
  readonly state: ExerciseState
}

/** Plays an event file of examples/replays against documents of examples, to its last event or to `now`. */
export const replay = (name: string, documents: readonly string[], now?: string): Replayed => {
  const file = join(root, 'examples/replays', `${name}.events.yaml`)
  const read = readExercise(readFileSync(file, 'utf8'), file)
  if (read.exercise === undefined)
    throw new Error(read.issues.map(({ line, message }) => `${file}:${line}: ${message}`).join('\n'))
  const pacts = documents.map((path) =>
    pactOf(readFileSync(join(root, 'examples', `${path}.pact.yaml`), 'utf8'), path),
  )
  const { events } = read.exercise
  const last = events.map(({ knownAt }) => knownAt).sort()[events.length - 1]
  return {
    exercise: read.exercise,
    documents: pacts,
    state: exercise({ documents: pacts, events, settings: read.exercise, now: now ?? last }),
  }
}

/** A case of the coders: alliance, war in their spelling, event file, document, and what of it is asked. */
export interface CodedCase {
  readonly atopId: number
  readonly war: string
  readonly file: string
  readonly document: string
}

export const coded: readonly CodedCase[] = [
  { atopId: 2060, war: 'WorldWarII', file: 'poland-1939', document: 'treaties/franco-polish-1921' },
  {
    atopId: 2130,
    war: 'Italo-Ethiopian 1935-1936',
    file: 'coded/locarno-ethiopia-1935',
    document: 'treaties/locarno-1925',
  },
  { atopId: 2135, war: 'WorldWarII', file: 'poland-1939', document: 'treaties/franco-polish-1925' },
  { atopId: 2440, war: 'WorldWarII', file: 'poland-1939', document: 'history/anglo-polish-1939' },
  { atopId: 3180, war: 'Sinai 1956', file: 'coded/nato-sinai-1956', document: 'replays/nato-2001' },
  { atopId: 3180, war: 'Bizerte 1961', file: 'coded/nato-bizerte-1961', document: 'replays/nato-2001' },
  { atopId: 3180, war: 'Falklands 1982', file: 'coded/nato-falklands-1982', document: 'replays/nato-2001' },
  { atopId: 3180, war: 'Afghanistan 2001', file: 'nato-article-5-2001', document: 'replays/nato-2001' },
  {
    atopId: 3210,
    war: 'Korean_1950-53',
    file: 'coded/us-philippines-korea-1950',
    document: 'treaties/us-philippines-1951',
  },
  { atopId: 3215, war: 'Korean_1950-53', file: 'coded/anzus-korea-1950', document: 'treaties/anzus-1951' },
  {
    atopId: 3240,
    war: 'Vietnam 1965-75',
    file: 'coded/us-korea-vietnam-1965',
    document: 'history/us-korea-1953',
  },
  {
    atopId: 3270,
    war: 'OffShoreIslands_1954-55',
    file: 'coded/us-china-1954',
    document: 'treaties/us-china-1954',
  },
  {
    atopId: 3270,
    war: 'TaiwanStraits_1958',
    file: 'coded/us-china-1958',
    document: 'treaties/us-china-1954',
  },
  {
    atopId: 3285,
    war: 'Soviet-Hungarian 1956',
    file: 'coded/warsaw-hungary-1956',
    document: 'treaties/warsaw-pact-1955',
  },
  {
    atopId: 3355,
    war: 'SecondKashmir 1965',
    file: 'coded/us-pakistan-1965',
    document: 'treaties/us-pakistan-1959',
  },
  {
    atopId: 3355,
    war: 'Bangladesh 1971',
    file: 'coded/us-pakistan-1971',
    document: 'treaties/us-pakistan-1959',
  },
  {
    atopId: 3375,
    war: 'Vietnam 1965-75',
    file: 'coded/us-japan-vietnam-1965',
    document: 'treaties/us-japan-1960',
  },
]

export interface Judged {
  readonly met: 'met' | 'not met' | 'left open'
  readonly honoured: 'honoured' | 'in part' | 'not honoured' | ''
}

/**
 * What the engine says, in the coders' terms: of the duties to fight and not to attack, was any triggered, and was it
 * done? Who still owed it at the end of the log, or decided nothing, did not honour it. A breach of the duty not to attack
 * is enough.
 */
export const judged = ({ obligations }: ExerciseState): Judged => {
  const asked = obligations.filter(({ kind }) => kind === 'defence' || kind === 'offence')
  const refrain = obligations.filter(({ kind, state }) => kind === 'non-aggression' && state === 'breached')
  const alive = asked.filter(
    ({ state }) => !['dormant', 'not-in-force', 'terminated', 'alleged'].includes(state),
  )
  if (alive.length + refrain.length === 0)
    return { met: asked.some(({ state }) => state === 'alleged') ? 'left open' : 'not met', honoured: '' }
  const done = alive.filter(({ state }) =>
    ['fulfilled', 'fulfilled-late', 'cured', 'remedied'].includes(state),
  )
  const part = alive.filter(({ state }) => state === 'partial')
  return {
    met: 'met',
    honoured:
      refrain.length > 0 || done.length + part.length === 0
        ? 'not honoured'
        : part.length > 0 || done.length < alive.length
          ? 'in part'
          : 'honoured',
  }
}
