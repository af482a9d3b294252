import { readFile } from 'node:fs/promises'
import { type Issue, IssueError } from '../core/issue.js'
import { renderAssumptions, renderCorrelations, renderFits, renderIssues } from '../report/index.js'
import type { Prior } from '../study/assume.js'
import {
  assumptionRows,
  correlationsOf,
  type Driver,
  driversOf,
  fitsOf,
  lintAssumptions,
  placeInFile,
} from '../study/index.js'
import { loadAssumptions, loadDocuments, optionsOf } from './input.js'
import { type Io, usageIssue } from './io.js'
import { progressOn } from './progress.js'

export interface AssumptionsOptions {
  readonly prior?: Prior
  readonly set: readonly string[]
  readonly json?: boolean
  readonly fit?: boolean
  readonly lint?: boolean
  /** Pact document whose drivers show which judgement matters. */
  readonly for?: string
  readonly quiet?: boolean
}

const driversFor = async (
  path: string,
  assumptions: Parameters<typeof driversOf>[1],
  quiet: boolean,
  io: Io,
): Promise<readonly Driver[]> => {
  const { options } = optionsOf(await loadDocuments([path]), 'in-force')
  if (options.length !== 1)
    throw new IssueError([usageIssue('--for takes one document, not a folder of them')])
  const progress = progressOn(io, 'one assumption at a time', quiet)
  try {
    return driversOf(options[0], assumptions, progress.update)
  } finally {
    progress.stop()
  }
}

/** Puts each finding where its assumption stands: in the last file that names it. */
const located = (issues: readonly Issue[], texts: ReadonlyMap<string, string>): readonly Issue[] =>
  issues.map((issue) => {
    const places = [...texts].flatMap(([file, text]) => placeInFile(text, file, issue.path ?? '') ?? [])
    return { ...issue, ...places.at(-1) }
  })

/** `guarantor assumptions`: 1 when a finding is an error, else 0. */
export const assumptionsCommand = async (
  files: readonly string[],
  options: AssumptionsOptions,
  io: Io,
): Promise<number> => {
  if (options.for !== undefined && options.lint !== true)
    throw new IssueError([
      usageIssue('--for goes with --lint', 'it says which judgement drives that document'),
    ])
  const { assumptions, overridden } = await loadAssumptions(files, options.set, { prior: options.prior })
  const rows = assumptionRows(assumptions, overridden)
  const correlations = correlationsOf(assumptions)
  const fits = fitsOf(assumptions)
  const drivers =
    options.for === undefined ? [] : await driversFor(options.for, assumptions, options.quiet === true, io)
  const texts = new Map<string, string>()
  for (const file of files) texts.set(file, await readFile(file, 'utf8'))
  const findings = options.lint === true ? located(lintAssumptions(rows, correlations, drivers), texts) : []
  if (options.json === true) {
    const listed = { guarantor: 'assumptions', version: io.version, assumptions: rows, correlations, fits }
    io.out(`${JSON.stringify(options.lint === true ? { ...listed, findings } : listed, null, 2)}\n`)
    return 0
  }
  const view = { colour: io.colour, width: Math.min(Math.max(80, io.columns), 120) }
  if (options.fit === true) io.out(renderFits(fits, view))
  if (options.lint === true) io.out(renderIssues(findings, texts, { colour: io.colour }))
  if (options.fit !== true && options.lint !== true) {
    io.out(renderAssumptions(rows, view))
    if (correlations.length > 0) io.out(`\n${renderCorrelations(correlations, view)}`)
  }
  return 0
}
