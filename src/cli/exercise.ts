import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { IssueError } from '../core/issue.js'
import { nearest } from '../core/nearest.js'
import { compareText } from '../core/order.js'
import {
  checkExercise,
  type Exercise,
  type ExerciseState,
  exercise,
  exerciseJsonSchema,
  explainable,
  type Instant,
  readExercise,
  readMoment,
  whyOf,
} from '../exercise/index.js'
import type { Pact } from '../pact/index.js'
import { renderExercise, renderReasons } from '../report/index.js'
import { LocatedError } from './commands.js'
import { loadDocuments } from './input.js'
import { type Io, usageIssue } from './io.js'

export interface ExerciseOptions {
  readonly events: string
  readonly now?: string
  readonly asIs?: boolean
  readonly inForce?: boolean
  readonly json?: boolean
}

/** Documents and log, read and checked against each other. */
export interface Loaded {
  readonly pacts: readonly Pact[]
  readonly exercise: Exercise
  readonly sources: ReadonlyMap<string, string>
}

/** Reads documents and an event file, or throws every error found in them. */
export const loadExercise = async (paths: readonly string[], options: ExerciseOptions): Promise<Loaded> => {
  const { documents, sources } = await loadDocuments(paths)
  const errors = documents.flatMap(({ issues }) => issues.filter(({ level }) => level === 'error'))
  const bytes = await readFile(options.events).catch(() => undefined)
  if (bytes === undefined)
    throw new IssueError([
      ...errors,
      { code: 'file', level: 'error', message: 'cannot be read', file: options.events },
    ])
  const read = readExercise(bytes, options.events)
  const all = new Map([...sources, [options.events, bytes.toString('utf8')]])
  if (errors.length > 0 || read.exercise === undefined)
    throw new LocatedError([...errors, ...read.issues], all)
  const pacts = documents.flatMap(({ pact }) => (pact === undefined ? [] : [pact]))
  const twice = pacts.map(({ id }) => id).find((id, index, ids) => ids.indexOf(id) < index)
  if (twice !== undefined)
    throw new IssueError([usageIssue(`two documents have the id "${twice}"`, 'events name documents by id')])
  const issues = checkExercise(read.exercise, pacts, options.events, read.locate)
  if (issues.length > 0) throw new LocatedError(issues, all)
  const reading =
    options.asIs === true ? 'as-is' : options.inForce === true ? 'in-force' : read.exercise.reading
  return { pacts, exercise: { ...read.exercise, reading }, sources: all }
}

/** The moment asked for; that of the last event where none is. */
export const momentOf = ({ zone, start, events }: Exercise, now: string | undefined): Instant => {
  if (now === undefined)
    return [start, ...events.map(({ knownAt }) => knownAt)].sort(compareText).at(-1) ?? start
  const read = readMoment(now, zone, start)
  if ('fault' in read) throw new IssueError([usageIssue(`--now: ${read.fault.message}`, read.fault.hint)])
  return read.at
}

const stateOf = (loaded: Loaded, now: Instant): ExerciseState =>
  exercise({ documents: loaded.pacts, events: loaded.exercise.events, settings: loaded.exercise, now })

/** `guarantor exercise`. */
export const exerciseCommand = async (
  paths: readonly string[],
  options: ExerciseOptions,
  io: Io,
): Promise<number> => {
  const loaded = await loadExercise(paths, options)
  const state = stateOf(loaded, momentOf(loaded.exercise, options.now))
  if (options.json === true)
    io.out(
      `${JSON.stringify({ guarantor: 'exercise', version: io.version, id: loaded.exercise.id, title: loaded.exercise.title, state }, null, 2)}\n`,
    )
  else io.out(renderExercise(loaded.exercise, state, viewOf(io)))
  return 0
}

const viewOf = (io: Io) => ({ colour: io.colour, width: Math.min(Math.max(80, io.columns), 120) })

/** `guarantor why`. */
export const whyCommand = async (
  id: string,
  paths: readonly string[],
  options: ExerciseOptions,
  io: Io,
): Promise<number> => {
  const loaded = await loadExercise(paths, options)
  const state = stateOf(loaded, momentOf(loaded.exercise, options.now))
  const { events } = loaded.exercise
  const found = whyOf(id, { state, documents: loaded.pacts, events, settings: loaded.exercise })
  if (found === undefined) {
    const known = explainable(state)
    const near = nearest(id, known) ?? known.find((one) => one.includes(id))
    throw new IssueError([
      usageIssue(
        `nothing in this exercise has the id "${id}"`,
        near === undefined ? 'ids are in the output of --json' : `did you mean "${near}"?`,
      ),
    ])
  }
  io.out(options.json === true ? `${JSON.stringify(found, null, 2)}\n` : renderReasons(found, viewOf(io)))
  return 0
}

const withExerciseOptions = (command: Command): Command =>
  command
    .requiredOption('--events <file>', 'event file (YAML)')
    .option('--now <time>', 'what is known by then: 2026-03-01T04:30, D+1 H+2; the last event if absent')
    .option('--as-is', 'give each text the status it has, whatever the event file says')
    .option('--in-force', 'take each text as if in force, whatever the event file says')
    .option('--json', 'print as JSON')

/** `guarantor exercise`, `why` and `schema-events`. */
export const addExerciseCommands = (program: Command, io: Io, done: (code: number) => void): void => {
  withExerciseOptions(program.command('exercise'))
    .description(
      'events against the texts: who must do what by when, what is decided, who blocks, what no text covers',
    )
    .argument('<file...>', 'pact documents, or folders of them')
    .action(async (files: string[], options: ExerciseOptions) => {
      done(await exerciseCommand(files, options, io))
    })
  withExerciseOptions(program.command('why'))
    .description('explain an obligation, decision, deadline, incident or hole back to clause and event')
    .argument('<id>', 'its id, such as nato-article-5/article-4/POL')
    .argument('<file...>', 'pact documents, or folders of them')
    .action(async (id: string, files: string[], options: ExerciseOptions) => {
      done(await whyCommand(id, files, options, io))
    })
  program
    .command('schema-events')
    .description('print the JSON Schema of event files')
    .action(() => {
      io.out(`${JSON.stringify(exerciseJsonSchema(), null, 2)}\n`)
      done(0)
    })
}
