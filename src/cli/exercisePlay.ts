import {
  closeSync,
  existsSync,
  fdatasyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs'
import { createInterface } from 'node:readline'
import { IssueError } from '../core/issue.js'
import { checkExercise, type Exercise, type ExerciseEvent, readExercise } from '../exercise/index.js'
import type { Inject } from '../exercise/msel.js'
import type { Pact } from '../pact/index.js'
import type { Prior } from '../study/assume.js'
import { eventFileHead, eventLine, type OutputOptions, writeOutputs } from './exerciseOutput.js'
import { loadAssumptions } from './input.js'
import { type Io, usageIssue } from './io.js'
import { type Sink, Table } from './tabletop/table.js'

export interface PlayOptions {
  readonly play?: boolean
  readonly log?: string
  readonly seed: number
  readonly model?: string
  readonly assume: readonly string[]
  readonly prior?: Prior
  readonly set: readonly string[]
}

/** What is played: documents, and an exercise whose events are the storyline. */
export interface Playable {
  readonly pacts: readonly Pact[]
  readonly exercise: Exercise
  readonly injects: ReadonlyMap<string, Inject>
}

const fileFault = (file: string, message: string, hint?: string): IssueError =>
  new IssueError([{ code: 'file', level: 'error', file, message, ...(hint === undefined ? {} : { hint }) }])

/** The first event of every log: an event file needs one, and what follows is added a line at a time. */
const openingOf = ({ start, events }: Exercise): ExerciseEvent => {
  const [first] = [start, ...events.map(({ knownAt }) => knownAt)].sort()
  return { id: 'log-opened', type: 'note', occurredAt: first, knownAt: first, title: 'The log is opened' }
}

/** A log as an event file on disk, one event a line; each line is on the disk before the table goes on. */
const fileSink = (path: string, exercise: Exercise, begin: readonly ExerciseEvent[] | null): Sink => {
  if (begin !== null) {
    const handle = openSync(path, 'wx')
    writeSync(handle, `${eventFileHead(exercise)}${begin.map(eventLine).join('')}`)
    fdatasyncSync(handle)
    closeSync(handle)
  }
  return {
    append: (events) => {
      if (events.length === 0) return
      const handle = openSync(path, 'a')
      writeSync(handle, events.map(eventLine).join(''))
      fdatasyncSync(handle)
      closeSync(handle)
    },
    branch: (name, events) => {
      const other = path.replace(
        /(\.events)?(\.ya?ml)?$/,
        (end) => `.${name}${end === '' ? '.events.yaml' : end}`,
      )
      if (existsSync(other)) throw new RangeError(`${other} is there already`)
      return fileSink(other, exercise, events)
    },
  }
}

const noSink: Sink = { append: () => undefined, branch: () => noSink }

/** The whole lines of a log. A last line that was cut, as by a loss of power, was never acknowledged. */
const wholeLines = (text: string): string => text.slice(0, text.lastIndexOf('\n') + 1)

/** Events of a log that is there already; null where there is none, or it was cut before its first event. */
const resumed = (path: string, { pacts, exercise }: Playable): readonly ExerciseEvent[] | null => {
  if (!existsSync(path)) return null
  const text = readFileSync(path, 'utf8')
  const whole = wholeLines(text)
  if (!/^events:\n {2}- /m.test(whole)) {
    throw fileFault(path, 'holds no event of a log', 'name another file, or delete this one')
  }
  const read = readExercise(whole, path)
  if (read.exercise === undefined) throw new IssueError(read.issues)
  if (read.exercise.id !== exercise.id)
    throw fileFault(path, `is the log of "${read.exercise.id}", not of "${exercise.id}"`)
  const issues = checkExercise(read.exercise, pacts, path, read.locate)
  if (issues.some(({ level }) => level === 'error')) throw new IssueError(issues)
  if (whole !== text) {
    // The half line is taken off, or the next one would be glued to it.
    const handle = openSync(path, 'r+')
    ftruncateSync(handle, Buffer.byteLength(whole))
    closeSync(handle)
  }
  return read.exercise.events
}

/** Where lines come from, and how the next is asked for. */
export interface Input {
  readonly lines: AsyncIterable<string>
  readonly prompt: (text: string) => void
}

/** The keyboard, with history and editing; or lines from a file, which are shown as if they were typed. */
const terminalInput = (io: Io): Input => {
  const keyboard = process.stdin.isTTY === true && io.outIsTerminal
  const reader = createInterface(
    keyboard ? { input: process.stdin, output: process.stdout } : { input: process.stdin },
  )
  if (!keyboard) return { lines: shown(reader, io), prompt: io.out }
  return {
    lines: reader,
    prompt: (text) => {
      reader.setPrompt(text)
      reader.prompt()
    },
  }
}

async function* shown(lines: AsyncIterable<string>, io: Io): AsyncIterable<string> {
  for await (const line of lines) {
    io.out(`${line}\n`)
    yield line
  }
}

/** `guarantor exercise --play`: reads lines until `quit` or the end. */
export const playCommand = async (
  playable: Playable,
  options: PlayOptions & OutputOptions,
  io: Io,
  input: Input = terminalInput(io),
): Promise<number> => {
  const { pacts, exercise, injects } = playable
  if (options.log !== undefined && !/\.ya?ml$/i.test(options.log))
    throw new IssueError([usageIssue('--log is an event file: NAME.events.yaml')])
  const before = options.log === undefined ? null : resumed(options.log, playable)
  const opening = [openingOf(exercise)]
  const table = new Table({
    documents: pacts,
    exercise,
    injects,
    log: before ?? opening,
    sink:
      options.log === undefined ? noSink : fileSink(options.log, exercise, before === null ? opening : null),
    seed: options.seed,
    model: (options.model ?? '').split(',').filter((state) => state !== ''),
    assumptions: (await loadAssumptions(options.assume, options.set, { prior: options.prior })).assumptions,
    view: { colour: io.colour, width: Math.min(Math.max(80, io.columns), 120) },
  })
  let timer: NodeJS.Timeout | undefined
  const stop = (): void => {
    clearInterval(timer)
    timer = undefined
  }
  const prompt = (): void => input.prompt(table.prompt())
  io.out(table.greeting())
  prompt()
  for await (const line of input.lines) {
    const { text, action } = table.take(line)
    io.out(text)
    if (action?.kind === 'quit') break
    if (action?.kind === 'pause') stop()
    if (action?.kind === 'run') {
      stop()
      timer = setInterval(() => {
        const happened = table.tick(action.minutesPerSecond)
        if (happened !== '') {
          io.out(`\n${happened}`)
          prompt()
        }
      }, 1000)
    }
    if (action?.kind === 'report') {
      const key = { html: 'html', md: 'markdown', xlsx: 'msel', csv: 'msel', ics: 'ics' }[
        action.path.toLowerCase().split('.').at(-1) as 'html'
      ]
      await writeOutputs(table.outcome(), { [key]: action.path }, io)
    }
    prompt()
  }
  stop()
  io.out('\n')
  await writeOutputs(table.outcome(), options, io)
  return 0
}
