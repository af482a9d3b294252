import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Issue } from '../core/issue.js'
import type { Exercise, ReadExercise } from '../exercise/index.js'
import { readExercise } from '../exercise/index.js'
import type { Inject } from '../exercise/msel.js'
import { type ExerciseHead, headOf, readList } from '../exercise/mselEvents.js'
import { readSpreadsheet } from '../exercise/node/spreadsheet.js'

/** What a list of injects may lack and the command line can give. */
export interface HeadOptions {
  readonly start?: string
  readonly zone?: string
}

/** An event file or a list of injects, read. */
export interface EventSource {
  readonly exercise?: Exercise
  readonly injects: ReadonlyMap<string, Inject>
  readonly issues: readonly Issue[]
  readonly locate: ReadExercise['locate']
  /** The text, where it is one, to show the lines that issues are on. */
  readonly text?: string
}

const isSpreadsheet = (path: string): boolean => /\.(xlsx|csv|xls|xlsm)$/i.test(path)

/** Reads events from YAML, .xlsx or .csv, by the ending of the name. Never throws for what is in the file. */
export const readEvents = async (path: string, options: HeadOptions = {}): Promise<EventSource> => {
  if (isSpreadsheet(path)) return readSpreadsheetEvents(path, options)
  const bytes = await readFile(path).catch(() => undefined)
  if (bytes === undefined)
    return {
      injects: new Map(),
      issues: [{ code: 'file', level: 'error', message: 'cannot be read', file: path }],
      locate: () => ({ line: 1, column: 1 }),
    }
  const read = readExercise(bytes, path)
  return { ...read, injects: new Map(), text: bytes.toString('utf8') }
}

/** With the address of the cell in the message, where people look for it. */
const named = (issue: Issue): Issue =>
  issue.path !== undefined && /^[A-Z]{1,3}\d+$/.test(issue.path)
    ? { ...issue, message: `${issue.path}: ${issue.message.replace(/(in )?events\[\d+\]\.?/, '').trim()}` }
    : issue

const readSpreadsheetEvents = async (path: string, options: HeadOptions): Promise<EventSource> => {
  const { sheet, head: headSheet, issues } = await readSpreadsheet(path)
  const nothing = { injects: new Map<string, Inject>(), locate: () => ({ line: 1, column: 1 }) }
  if (sheet === undefined) return { ...nothing, issues }
  const told = headSheet === undefined ? {} : headOf(headSheet)
  const [zone, start] = [options.zone ?? told.zone, options.start ?? told.start]
  const missing = (name: string, hint: string): Issue => ({
    code: `no-${name}`,
    level: 'error',
    file: path,
    message: `the list does not say the ${name} of the exercise`,
    hint,
  })
  const lacking = [
    ...(zone === undefined
      ? [missing('zone', '--zone Europe/Kyiv, or a sheet Exercise with a row zone')]
      : []),
    ...(start === undefined
      ? [missing('start', '--start 2026-03-01T06:00, or a sheet Exercise with a row start')]
      : []),
  ]
  if (zone === undefined || start === undefined) return { ...nothing, issues: [...issues, ...lacking] }
  const name = basename(path).replace(/\.[^.]*$/, '')
  const head: ExerciseHead = {
    id: name.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '') || 'exercise',
    title: name,
    ...told,
    zone,
    start,
  }
  const list = readList(sheet, head, path)
  return {
    ...list,
    issues: list.issues.map(named),
    locate: (at) => list.locate(at.map((part) => part as string | number)),
  }
}
