import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { IssueError } from '../core/issue.js'
import {
  classics,
  exportGame,
  findEquilibria,
  gameOf,
  type Labelled,
  type Reading,
  traceOf,
} from '../crisis/index.js'
import { atopCoding, pactJsonSchema, rules } from '../pact/index.js'
import {
  renderClassics,
  renderExplanation,
  renderIssues,
  renderReport,
  renderSarif,
  renderTerminal,
} from '../report/index.js'
import type { Language } from '../report/strings/language.js'
import type { Prior } from '../study/assume.js'
import { type Comparison, compare, drawAll, driversOf, valuesAt, valuesOf } from '../study/index.js'
import { runOnWorkers } from '../study/node/workers.js'
import { describeState, findState, states, suggestState } from '../world/index.js'
import { loadAssumptions, loadDocuments, optionsOf } from './input.js'
import type { Io } from './io.js'
import { LocatedError, usageIssue } from './io.js'
import { loadRecord } from './ledgerRecord.js'
import type { RecordOptions } from './options.js'
import { progressOn } from './progress.js'

export interface RunOptions extends RecordOptions {
  readonly draws: number
  readonly seed: number
  readonly threads?: number
  readonly json?: boolean
  readonly html?: string
  readonly language?: Language
  readonly quiet?: boolean
  readonly asIs?: boolean
  readonly assume: readonly string[]
  readonly prior?: Prior
  readonly set: readonly string[]
}

const readingOf = (options: RunOptions): Reading => (options.asIs === true ? 'as-is' : 'in-force')

const solveAll = async (paths: readonly string[], options: RunOptions, io: Io): Promise<Comparison> => {
  const record = await loadRecord(options)
  const { assumptions, overridden } = await loadAssumptions(options.assume, options.set, {
    prior: options.prior,
    ledger: record !== undefined,
  })
  const input = await loadDocuments(paths)
  const sources = input.sources
  try {
    const { options: bare, findings } = optionsOf(input, readingOf(options))
    const ready =
      record === undefined
        ? bare
        : bare.map((option) => ({ ...option, cast: { ...option.cast, records: record.records } }))
    const ids = ready.map(({ pact }) => pact.id)
    const twice = ids.filter((id, index) => ids.indexOf(id) < index)
    if (twice.length > 0)
      throw new IssueError([usageIssue(`two documents have the id "${twice[0]}"`, 'ids tell options apart')])
    const progress = progressOn(io, 'solving', options.quiet === true)
    try {
      const { seed, draws } = options
      return await compare(
        {
          options: ready,
          findings,
          assumptions,
          overridden,
          ...(options.prior === undefined ? {} : { prior: options.prior }),
          seed,
          draws,
          version: io.version,
          ...(record === undefined ? {} : { record: record.source }),
        },
        runOnWorkers(options.threads),
        progress.update,
      )
    } finally {
      progress.stop()
    }
  } catch (error) {
    if (error instanceof IssueError) throw new LocatedError(error.issues, sources)
    throw error
  }
}

/** `guarantor compare` and `assess`. */
export const compareCommand = async (
  paths: readonly string[],
  options: RunOptions,
  io: Io,
): Promise<number> => {
  const comparison = await solveAll(paths, options, io)
  if (options.json === true) io.out(`${JSON.stringify(comparison, null, 2)}\n`)
  else
    io.out(renderTerminal(comparison, { colour: io.colour, width: Math.min(Math.max(80, io.columns), 140) }))
  if (options.html !== undefined) {
    const path = resolve(options.html)
    await writeFile(path, renderReport(comparison, { language: options.language })).catch((error: Error) => {
      throw new IssueError([
        { ...usageIssue(`cannot be written: ${error.message}`), code: 'file', file: path },
      ])
    })
    if (options.json !== true) io.out(`\n${path}\n`)
  }
  return 0
}

/** `guarantor explain`. */
export const explainCommand = async (path: string, options: RunOptions, io: Io): Promise<number> => {
  const comparison = await solveAll([path], options, io)
  const { assumptions } = await loadAssumptions(options.assume, options.set, { prior: options.prior })
  const { options: ready } = optionsOf(await loadDocuments([path]), readingOf(options))
  const progress = progressOn(io, 'one assumption at a time', options.quiet === true)
  const drivers = driversOf(ready[0], assumptions, progress.update)
  progress.stop()
  if (options.json === true) io.out(`${JSON.stringify({ comparison, drivers }, null, 2)}\n`)
  else {
    const width = Math.min(Math.max(80, io.columns), 120)
    io.out(renderExplanation(comparison.options[0], drivers, comparison, { colour: io.colour, width }))
  }
  return 0
}

export interface PointOptions extends RunOptions {
  /** `median`, or the number of a draw, from 0. */
  readonly draw: string
  readonly values?: number
  readonly shocks?: number
}

/** Solves one document at one point of the assumptions, at the settings asked for. */
const solvePoint = async (path: string, options: PointOptions): Promise<readonly Labelled[]> => {
  const { assumptions } = await loadAssumptions(options.assume, options.set, { prior: options.prior })
  const input = await loadDocuments([path])
  try {
    const [option] = optionsOf(input, readingOf(options)).options
    const index = Number(options.draw)
    if (options.draw !== 'median' && !(Number.isInteger(index) && index >= 0 && index < options.draws))
      throw new IssueError([usageIssue(`--draw is median or a whole number from 0 to ${options.draws - 1}`)])
    const values =
      options.draw === 'median'
        ? valuesAt(assumptions, 0.5)
        : valuesOf(drawAll(assumptions, options.seed, options.draws), index)
    const game = gameOf(option.pact, option.cast, option.reading, values)
    return findEquilibria({
      ...game,
      shockNodes: options.shocks ?? game.shockNodes,
      adversary: { ...game.adversary, valueNodes: options.values ?? game.adversary.valueNodes },
    })
  } catch (error) {
    throw error instanceof IssueError ? new LocatedError(error.issues, input.sources) : error
  }
}

/** `guarantor export`: the very game that was solved, for Gambit, and our behaviour in it. */
export const exportCommand = async (
  path: string,
  options: PointOptions & { readonly efg: string; readonly profile?: string; readonly limit: number },
  io: Io,
): Promise<number> => {
  const [{ equilibrium }] = await solvePoint(path, options)
  const { exported, issues } = exportGame(equilibrium, options.limit)
  if (exported === undefined) throw new IssueError(issues)
  await writeFile(options.efg, exported.efg)
  if (options.profile !== undefined)
    await writeFile(options.profile, `${JSON.stringify(exported.profile, null, 1)}\n`)
  if (options.quiet !== true)
    io.err(
      `${exported.nodes} nodes, residual ${equilibrium.residual.toExponential(1)}; solve it there at lambda 1\n`,
    )
  io.out(`${resolve(options.efg)}\n`)
  return equilibrium.converged ? 0 : 1
}

/** `guarantor trace`: a readable account of one solve. */
export const traceCommand = async (path: string, options: PointOptions, io: Io): Promise<number> => {
  const found = await solvePoint(path, options)
  for (const { label, equilibrium } of found) io.out(`== ${label}\n${traceOf(equilibrium)}`)
  return found[0].equilibrium.converged ? 0 : 1
}

/** `guarantor check`: 1 when a document has an error, else 0. */
export const checkCommand = async (paths: readonly string[], format: string, io: Io): Promise<number> => {
  const { documents, sources } = await loadDocuments(paths)
  const issues = documents.flatMap((document) => document.issues)
  if (format === 'json') io.out(`${JSON.stringify({ issues }, null, 2)}\n`)
  else if (format === 'sarif') io.out(`${renderSarif(issues, rules, io.version)}\n`)
  else io.out(renderIssues(issues, sources, { colour: io.colour }))
  return issues.some((issue) => issue.level === 'error') ? 1 : 0
}

/** `guarantor world`: facts with sources; all ids when none is named. */
export const worldCommand = (ids: readonly string[], json: boolean, io: Io): number => {
  if (ids.length === 0) {
    io.out(states.map(({ id, name }) => `${id}  ${name}\n`).join(''))
    return 0
  }
  const found = ids.map((id) => ({ id, state: findState(id.toUpperCase()) }))
  const unknown = found.filter(({ state }) => state === undefined)
  if (unknown.length > 0)
    throw new IssueError(
      unknown.map(({ id }) => {
        const near = suggestState(id)
        return usageIssue(
          `no state "${id}" in the table of facts`,
          near === undefined ? 'guarantor world lists all codes' : `did you mean ${near}?`,
        )
      }),
    )
  const cards = found.flatMap(({ state }) => (state === undefined ? [] : [state]))
  io.out(json ? `${JSON.stringify(cards, null, 2)}\n` : `${cards.map(describeState).join('\n')}\n`)
  return 0
}

/** `guarantor atop`: the document in the variables of the ATOP project. */
export const atopCommand = async (path: string, io: Io): Promise<number> => {
  const { documents, sources } = await loadDocuments([path])
  const errors = documents.flatMap(({ issues }) => issues.filter((issue) => issue.level === 'error'))
  if (errors.length > 0) throw new LocatedError(errors, sources)
  const coded = documents.flatMap(({ pact }) =>
    pact === undefined ? [] : [{ id: pact.id, ...atopCoding(pact) }],
  )
  io.out(`${JSON.stringify(coded, null, 2)}\n`)
  return 0
}

/** `guarantor schema`: the JSON Schema of the document language. */
export const schemaCommand = (io: Io): number => {
  io.out(`${JSON.stringify(pactJsonSchema(), null, 2)}\n`)
  return 0
}

/** The literature's small games: what was published, and what is computed here. */
export const classicsCommand = (json: boolean, io: Io): number => {
  const found = classics()
  io.out(
    json
      ? `${JSON.stringify(found, null, 2)}\n`
      : renderClassics(found, { colour: io.colour, width: Math.min(io.columns, 100) }),
  )
  return 0
}
