import { rename, writeFile } from 'node:fs/promises'
import { type Command, Option } from 'commander'
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
import { LocatedError } from './commands.js'
import { type HeadOptions, readEvents } from './exerciseFiles.js'
import { type OutputOptions, writeOutputs } from './exerciseOutput.js'
import { type PlayOptions, playCommand } from './exercisePlay.js'
import { loadAssumptions, loadDocuments } from './input.js'
import { type Io, usageIssue } from './io.js'
import { collect, whole } from './options.js'
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
  const { assumptions } = await loadAssumptions(options.assume, options.set)
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

const withExerciseOptions = (command: Command): Command =>
  command
    .requiredOption('--events <file>', 'event file (YAML), or list of injects (.xlsx, .csv)')
    .option('--start <time>', 'start of the exercise, where a list of injects does not say it')
    .option('--zone <zone>', 'IANA time zone, where a list of injects does not say it')
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
    .option('--html <path>', 'write the after-action report there, as a page')
    .option('--markdown <path>', 'write the after-action report there, as Markdown')
    .option('--msel <path>', 'write the events there as a list of injects (.xlsx or .csv)')
    .option('--ics <path>', 'write injects and deadlines there as a calendar')
    .option('--play', 'play it at the table: a facilitator at the keyboard, the events as storyline')
    .option('--model <states>', 'with --play: states that the model plays from the start: POL,FRA')
    .addOption(
      new Option(
        '--times <n>',
        'play it so many times, with guarantors drawn from the crisis game of each document by itself',
      ).argParser(whole(1, 1_000_000)),
    )
    .option('--seed <n>', 'with --times or --play: seed of what is drawn', whole(0, 4_294_967_295), 1)
    .option('--draws <n>', 'with --times: draws of the assumptions; 0 for their medians', whole(0, 4096), 16)
    .option('--days <n>', 'with --times: days that each run is followed', whole(1, 3650), 60)
    .option(
      '--log <file>',
      'with --times: write every run, with what was drawn and why (JSON lines); with --play: the log, an event file that is added to',
    )
    .option('--assume <file>', 'with --times or --play: assumptions file (may be repeated)', collect, [])
    .option('--set <name=value>', 'with --times or --play: fix one assumption (may be repeated)', collect, [])
    .option('--quiet', 'no progress')
    .action(async (files: string[], options: ExerciseOptions & PlayOptions) => {
      done(
        options.play === true
          ? await playCommand(await loadExercise(files, options), options, io)
          : await exerciseCommand(files, options, io),
      )
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
