import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Issue } from '../core/issue.js'
import { IssueError } from '../core/issue.js'
import { type Assumption, type Cast, type Reading, readCase } from '../crisis/index.js'
import { priorChanges } from '../history/recordPrior.js'
import { MAX_BYTES, type Pact } from '../pact/index.js'
import type { Prior } from '../study/assume.js'
import {
  applyOverrides,
  checkCorrelations,
  joinCorrelations,
  type Option,
  type Override,
  type RankCorrelation,
  readAssumptions,
  readSettings,
} from '../study/index.js'

/** One document as read from disk: what could be made of it, and every issue. */
export interface Loaded {
  readonly file: string
  readonly pact?: Pact
  readonly cast?: Cast
  readonly issues: readonly Issue[]
}

export interface Input {
  readonly documents: readonly Loaded[]
  /** File name to text, for showing the line an issue is on. */
  readonly sources: ReadonlyMap<string, string>
}

const SUFFIX = '.pact.yaml'

/** Files as given; a folder stands for the pact documents in it and below it, in the order of their paths. */
const expand = async (paths: readonly string[]): Promise<{ files: string[]; issues: Issue[] }> => {
  const files: string[] = []
  const issues: Issue[] = []
  for (const path of paths) {
    const info = await stat(path).catch(() => undefined)
    if (info === undefined) issues.push(fileIssue(path, 'no such file or folder'))
    else if (info.isDirectory()) {
      const names = (await readdir(path, { recursive: true })).filter((name) => name.endsWith(SUFFIX)).sort()
      if (names.length === 0) issues.push(fileIssue(path, `no ${SUFFIX} file in this folder`))
      files.push(...names.map((name) => join(path, name)))
    } else files.push(path)
  }
  return { files, issues }
}

const fileIssue = (file: string, message: string): Issue => ({ code: 'file', level: 'error', message, file })

/** Reads, lints and resolves documents. Never throws for what is in them. */
export const loadDocuments = async (paths: readonly string[]): Promise<Input> => {
  const { files, issues } = await expand(paths)
  const documents: Loaded[] = issues.map((issue) => ({ file: issue.file ?? '', issues: [issue] }))
  const sources = new Map<string, string>()
  for (const file of files) documents.push(await loadOne(file, sources))
  return { documents, sources }
}

const loadOne = async (file: string, sources: Map<string, string>): Promise<Loaded> => {
  const info = await stat(file)
  // A huge file is refused by its size, before it is read into memory.
  const bytes = info.size > 4 * MAX_BYTES ? undefined : await readFile(file).catch(() => undefined)
  if (bytes === undefined)
    return { file, issues: [fileIssue(file, `cannot be read, or is larger than ${MAX_BYTES} bytes`)] }
  if (bytes.byteLength <= MAX_BYTES) sources.set(file, bytes.toString('utf8'))
  return { file, ...readCase(bytes, file) }
}

/** The options to solve, or throws every error found in any document. */
export const optionsOf = (input: Input, reading: Reading): { options: Option[]; findings: Issue[][] } => {
  const errors = input.documents.flatMap(({ issues }) => issues.filter((issue) => issue.level === 'error'))
  if (errors.length > 0) throw new IssueError(errors)
  const ready = input.documents.flatMap(({ pact, cast, issues, file }) =>
    pact === undefined || cast === undefined
      ? []
      : [
          {
            option: { pact, cast, reading },
            findings: issues.map((issue) => ({ ...issue, file: basename(file) })),
          },
        ],
  )
  const without = ready.filter(({ option }) => option.cast.adversary === null)
  if (without.length > 0)
    throw new IssueError(
      without.map(({ option }) => ({
        code: 'no-adversary',
        level: 'error',
        message: `${option.pact.id} names no adversary: there is no game to solve`,
        hint: 'add parties.adversary',
      })),
    )
  return { options: ready.map(({ option }) => option), findings: ready.map(({ findings }) => findings) }
}

export interface AssumptionSources {
  readonly prior?: Prior | undefined
  /** Are the assumptions wanted by which a ledger bears on the game? */
  readonly ledger?: boolean
}

/**
 * The assumptions, their scales conditioned on the record unless `prior` is wide, with those of files and of `--set` in their place; or
 * throws what is wrong with them. `overridden` names those of files and `--set`.
 */
export const loadAssumptions = async (
  files: readonly string[],
  settings: readonly string[],
  { prior = 'record', ledger = false }: AssumptionSources = {},
): Promise<{ assumptions: readonly Assumption[]; overridden: ReadonlySet<string> }> => {
  const record = priorChanges(prior)
  const overrides: Override[] = []
  const lists: (readonly RankCorrelation[])[] = [record.correlations]
  const issues: Issue[] = []
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => undefined)
    if (text === undefined) {
      issues.push(fileIssue(file, 'cannot be read'))
      continue
    }
    const read = readAssumptions(text, file)
    overrides.push(...read.overrides)
    lists.push(read.correlations)
    issues.push(...read.issues)
  }
  const set = readSettings(settings)
  const correlations = joinCorrelations(lists)
  // Each file was checked by itself.
  if (issues.length === 0 && lists.length > 1) issues.push(...checkCorrelations(correlations))
  if (issues.length + set.issues.length > 0) throw new IssueError([...issues, ...set.issues])
  overrides.push(...set.overrides)
  return {
    assumptions: applyOverrides([...record.overrides, ...overrides], correlations, ledger),
    overridden: new Set(overrides.map((override) => override.name)),
  }
}
