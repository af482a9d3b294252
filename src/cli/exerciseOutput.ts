import { resolve } from 'node:path'
import { stringify } from 'yaml'
import { exerciseCalendar } from '../exercise/calendar.js'
import { type Exercise, type ExerciseState, knownBy } from '../exercise/index.js'
import { type Inject, writeMsel } from '../exercise/msel.js'
import { type ExerciseHead, entryOf, headSheet, writtenEvent } from '../exercise/mselEvents.js'
import { csvOf, xlsxOf } from '../exercise/node/spreadsheet.js'
import { renderAfterAction, renderAfterActionMarkdown } from '../report/index.js'
import type { Language } from '../report/strings/language.js'
import type { Io } from './io.js'
import { writeWhole } from './writeWhole.js'

export interface OutputOptions {
  /** After-action report as a page, as Markdown; list of injects (.xlsx or .csv); calendar. */
  readonly html?: string
  readonly language?: Language
  readonly markdown?: string
  readonly msel?: string
  readonly ics?: string
}

export interface Outcome {
  readonly exercise: Exercise
  readonly injects: ReadonlyMap<string, Inject>
  readonly state: ExerciseState
}

/** The head of an exercise as event files and spreadsheets write it. */
export const headOfExercise = (exercise: Exercise): ExerciseHead => ({
  id: exercise.id,
  title: exercise.title,
  ...(exercise.summary === undefined ? {} : { summary: exercise.summary }),
  zone: exercise.zone,
  start: exercise.start,
  reading: exercise.reading,
  ...(exercise.objectives.length === 0 ? {} : { objectives: exercise.objectives }),
})

/** An exercise as an event file, one event a line, so that a log can be added to and may be cut anywhere. */
export const eventFileOf = (exercise: Exercise): string =>
  `${eventFileHead(exercise)}${exercise.events.map(eventLine).join('')}`

export const eventFileHead = (exercise: Exercise): string => {
  const { holidays, restDays, conventions, horizonHours } = exercise
  const head = {
    exercise: '1',
    ...headOfExercise(exercise),
    ...(holidays === undefined ? {} : { holidays }),
    ...(restDays === undefined ? {} : { restDays }),
    ...(conventions === undefined ? {} : { conventions }),
    horizonHours,
  }
  return `${stringify(head, { lineWidth: 0 })}events:\n`
}

/** One event as a line of YAML (JSON, which YAML contains). */
export const eventLine = (event: Exercise['events'][number]): string =>
  `  - ${JSON.stringify(writtenEvent(event))}\n`

/** Writes what was asked for, and says where. */
export const writeOutputs = async (outcome: Outcome, options: OutputOptions, io: Io): Promise<void> => {
  const { exercise, injects, state } = outcome
  const played = {
    id: exercise.id,
    title: exercise.title,
    ...(exercise.summary === undefined ? {} : { summary: exercise.summary }),
    start: exercise.start,
    zone: exercise.zone,
    objectives: exercise.objectives,
    events: knownBy(exercise.events, state.now),
    injects,
    state,
    version: io.version,
  }
  const write = async (path: string, content: string | Uint8Array): Promise<void> => {
    await writeWhole(path, content)
    io.err(`${resolve(path)}\n`)
  }
  if (options.html !== undefined) await write(options.html, renderAfterAction(played, options.language))
  if (options.markdown !== undefined) await write(options.markdown, renderAfterActionMarkdown(played))
  if (options.msel !== undefined) await write(options.msel, await mselFile(outcome, options.msel))
  if (options.ics !== undefined) await write(options.ics, exerciseCalendar(outcome))
}

export const mselFile = async (
  { exercise, injects }: Pick<Outcome, 'exercise' | 'injects'>,
  path: string,
): Promise<string | Uint8Array> => {
  const sheet = writeMsel(
    exercise.events.map((event) => entryOf(event, injects.get(event.id))),
    exercise,
  )
  return /\.csv$/i.test(path) ? csvOf(sheet) : xlsxOf(sheet, headSheet(headOfExercise(exercise)))
}
