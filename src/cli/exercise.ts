import { rename, writeFile } from 'node:fs/promises'
import { IssueError } from '../core/issue.js'
import { nearest } from '../core/nearest.js'
import { compareText } from '../core/order.js'
import { resolveCast } from '../crisis/index.js'
import {
  checkExercise,
  type Exercise,
  type ExerciseState,
  exercise,
  exerciseJsonSchema,
  explainable,
  gravest,
  type Instant,
  readMoment,
  simulate,
  whyOf,
} from '../exercise/index.js'
import type { Inject } from '../exercise/msel.js'
import type { Pact } from '../pact/index.js'
import { renderExercise, renderReasons, renderSimulation } from '../report/index.js'
import type { Prior } from '../study/assume.js'
import { type HeadOptions, readEvents } from './exerciseFiles.js'
import { type OutputOptions, writeOutputs } from './exerciseOutput.js'
import { type PlayOptions, playCommand } from './exercisePlay.js'
import { loadAssumptions, loadDocuments } from './input.js'
import { type Io, LocatedError, usageIssue } from './io.js'
import { progressOn } from './progress.js'

export interface ExerciseOptions extends HeadOptions, OutputOptions {
  readonly events: string
  readonly now?: string
  readonly asIs?: boolean
  readonly inForce?: boolean
  readonly json?: boolean
  readonly times?: number
  readonly seed: number
  readonly draws: number
  readonly days: number
  readonly log?: string
  readonly assume: readonly string[]
  readonly prior?: Prior
  readonly set: readonly string[]
  readonly quiet?: boolean
}

/** Documents and log, read and checked against each other. */
export interface Loaded {
  readonly pacts: readonly Pact[]
  readonly exercise: Exercise
  /** What planners wrote beside events, where they came from a list of injects. */
  readonly injects: ReadonlyMap<string, Inject>
  readonly sources: ReadonlyMap<string, string>
}

/** Reads documents and an event file, or throws every error found in them. */
export const loadExercise = async (paths: readonly string[], options: ExerciseOptions): Promise<Loaded> => {
  const { documents, sources } = await loadDocuments(paths)
  const errors = documents.flatMap(({ issues }) => issues.filter(({ level }) => level === 'error'))
  const read = await readEvents(options.events, options)
  const all = new Map([
    ...sources,
    ...(read.text === undefined ? [] : [[options.events, read.text] as const]),
  ])
  if (errors.length > 0 || read.exercise === undefined)
    throw new LocatedError([...errors, ...read.issues], all)
  const pacts = documents.flatMap(({ pact }) => (pact === undefined ? [] : [pact]))
  const twice = pacts.map(({ id }) => id).find((id, index, ids) => ids.indexOf(id) < index)
  if (twice !== undefined)
    throw new IssueError([usageIssue(`two documents have the id "${twice}"`, 'events name documents by id')])
  const issues = checkExercise(read.exercise, pacts, options.events, read.locate).filter(
    ({ level }) => level === 'error',
  )
  if (issues.length > 0) throw new LocatedError(issues, all)
  const reading =
    options.asIs === true ? 'as-is' : options.inForce === true ? 'in-force' : read.exercise.reading
  return { pacts, exercise: { ...read.exercise, reading }, injects: read.injects, sources: all }
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
  if (options.times !== undefined) return simulateCommand(loaded, options, options.times, io)
  const state = stateOf(loaded, momentOf(loaded.exercise, options.now))
  await writeOutputs({ ...loaded, state }, options, io)
  if (options.json === true)
    io.out(
      `${JSON.stringify({ guarantor: 'exercise', version: io.version, id: loaded.exercise.id, title: loaded.exercise.title, state }, null, 2)}\n`,
    )
  else io.out(renderExercise(loaded.exercise, state, viewOf(io)))
  return 0
}

/** `guarantor exercise --times N`: the storyline many times, under each document by itself. */
const simulateCommand = async (
  { pacts, exercise: storyline }: Loaded,
  options: ExerciseOptions,
  times: number,
  io: Io,
): Promise<number> => {
  if (gravest(storyline.events) === undefined)
    throw new IssueError([
      usageIssue('no incident of the storyline has a level, so there is no game to play', 'give one a level'),
    ])
  const { assumptions } = await loadAssumptions(options.assume, options.set, { prior: options.prior })
  const playable = pacts.flatMap((pact) => {
    const { cast } = resolveCast(pact, pact.id, () => ({ line: 1, column: 1 }))
    return cast === undefined || cast.adversary === null ? [] : [{ pact, cast }]
  })
  const { seed, draws, days } = options
  const log: string[] = []
  const progress = progressOn(io, 'runs', options.quiet === true)
  let done = 0
  const simulations = playable.map(({ pact, cast }) =>
    simulate(
      { pact, cast, events: storyline.events, settings: storyline, assumptions, times, seed, draws, days },
      (run) => {
        done++
        progress.update(done, times * playable.length)
        if (options.log !== undefined) log.push(`${JSON.stringify({ pact: pact.id, ...run })}\n`)
      },
    ),
  )
  progress.stop()
  if (options.log !== undefined) {
    const part = `${options.log}.part`
    await writeFile(part, log.join(''))
    await rename(part, options.log)
  }
  if (options.json === true)
    io.out(
      `${JSON.stringify({ guarantor: 'simulation', version: io.version, id: storyline.id, simulations }, null, 2)}\n`,
    )
  else io.out(simulations.map((one) => renderSimulation(one, viewOf(io))).join('\n'))
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

/** `guarantor exercise --play`. */
export const exercisePlayCommand = async (
  paths: readonly string[],
  options: ExerciseOptions & PlayOptions,
  io: Io,
): Promise<number> => playCommand(await loadExercise(paths, options), options, io)

/** `guarantor schema-events`. */
export const eventSchemaCommand = (io: Io): number => {
  io.out(`${JSON.stringify(exerciseJsonSchema(), null, 2)}\n`)
  return 0
}
