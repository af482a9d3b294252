import { IssueError } from '../core/issue.js'
import { checkExercise, exercise as play } from '../exercise/index.js'
import type { Pact } from '../pact/index.js'
import { renderIssues } from '../report/index.js'
import { type HeadOptions, readEvents } from './exerciseFiles.js'
import { eventFileOf, mselFile, writeOutputs } from './exerciseOutput.js'
import { loadDocuments } from './input.js'
import { type Io, usageIssue } from './io.js'
import { writeWhole } from './writeWhole.js'

export interface MselOptions extends HeadOptions {
  readonly to?: string
  readonly pact: readonly string[]
}

/** `guarantor msel`: a dry run of a list of injects or an event file; with `--to` it is written in another form. */
export const mselCommand = async (path: string, options: MselOptions, io: Io): Promise<number> => {
  const { to } = options
  if (to !== undefined && !/\.(xlsx|csv|ics|ya?ml)$/i.test(to))
    throw new IssueError([usageIssue(`--to ${to}: .xlsx, .csv, .ics or .yaml`)])
  const read = await readEvents(path, options)
  const { documents } = await loadDocuments(options.pact)
  const pacts = documents.flatMap(({ pact }): Pact[] => (pact === undefined ? [] : [pact]))
  const faults = documents.flatMap(({ issues }) => issues.filter(({ level }) => level === 'error'))
  const checked =
    read.exercise === undefined || pacts.length === 0
      ? []
      : checkExercise(read.exercise, pacts, path, read.locate)
  const issues = [...faults, ...read.issues, ...checked]
  const sources = new Map(read.text === undefined ? [] : [[path, read.text]])
  io.out(renderIssues(issues, sources, { colour: io.colour }))
  const { exercise, injects } = read
  if (exercise === undefined || issues.some(({ level }) => level === 'error')) return 1
  io.out(`${exercise.events.length} events from ${exercise.start}, zone ${exercise.zone}.\n`)
  if (to === undefined) return 0
  if (/\.ya?ml$/i.test(to)) await writeWhole(to, eventFileOf(exercise))
  else if (/\.ics$/i.test(to)) {
    const now =
      exercise.events
        .map(({ knownAt }) => knownAt)
        .sort()
        .at(-1) ?? exercise.start
    const state = play({ documents: pacts, events: exercise.events, settings: exercise, now })
    await writeOutputs({ exercise, injects, state }, { ics: to }, io)
    return 0
  } else await writeWhole(to, await mselFile({ exercise, injects }, to))
  io.err(`${to}\n`)
  return 0
}
