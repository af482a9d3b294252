import { fileURLToPath } from 'node:url'
import { IssueError } from '../core/issue.js'
import { answer, type BlindAnswer, blind, type OpenCase } from '../history/cases/judge.js'
import type { JudgedCase } from '../history/cases/score.js'
import { scorePrior, summariseCases } from '../history/cases/summary.js'
import { type Candidate, candidateOf, featuresOf, nearestPast, pastPacts } from '../history/like/index.js'
import { caseCrew } from '../history/node/caseCrew.js'
import { type CaseFolder, findCaseId, openCase, openCases } from '../history/node/cases.js'
import {
  renderCaseList,
  renderCaseRun,
  renderCaseSheet,
  renderCasesReport,
  renderCasesSummary,
  renderIssues,
  renderLikeness,
} from '../report/index.js'
import type { Prior } from '../study/assume.js'
import { loadAssumptions, loadDocuments } from './input.js'
import { type Io, LocatedError, usageIssue } from './io.js'
import { progressOn } from './progress.js'
import { writeWhole } from './writeWhole.js'

export interface CaseListOptions {
  readonly cases?: string
  readonly json?: boolean
}

export interface CaseShowOptions extends CaseListOptions {
  readonly outcome?: boolean
}

export interface CaseRunOptions extends CaseListOptions {
  readonly all?: boolean
  readonly blind?: boolean
  readonly draws: number
  readonly seed: number
  readonly samples: number
  readonly assume: readonly string[]
  readonly set: readonly string[]
  readonly prior?: Prior
  readonly html?: string
  readonly quiet?: boolean
  readonly threads?: number
}

/** The cases that come with the package. */
const shipped = fileURLToPath(new URL('../../examples/record', import.meta.url))

const folderOf = ({ cases }: CaseListOptions): string => cases ?? shipped

const terminal = (io: Io) => ({ colour: io.colour, width: Math.min(Math.max(80, io.columns), 120) })

/** Warnings go to standard error; an error stops, with its place. */
const whole = ({ issues, sources }: Pick<CaseFolder, 'issues' | 'sources'>, io: Io): void => {
  if (issues.some(({ level }) => level === 'error')) throw new LocatedError(issues, sources)
  if (issues.length > 0) io.err(renderIssues(issues, sources, { colour: io.colour && io.errIsTerminal }))
}

const openAll = async (folder: string, io: Io): Promise<readonly OpenCase[]> => {
  const found = await openCases(folder)
  whole(found, io)
  return found.cases
}

const openOne = async (folder: string, typed: string, io: Io): Promise<OpenCase> => {
  const id = await findCaseId(folder, typed)
  const { open, issues, sources } = await openCase(folder, id)
  whole({ issues, sources }, io)
  if (open === undefined) throw new LocatedError(issues, sources)
  return open
}

/** `guarantor history list`. */
export const historyListCommand = async (options: CaseListOptions, io: Io): Promise<number> => {
  const cases = await openAll(folderOf(options), io)
  if (options.json === true) {
    const rows = cases.map(({ pastCase, cast }) => ({
      id: pastCase.id,
      title: pastCase.title,
      asOf: pastCase.asOf,
      horizonMonths: pastCase.horizonMonths,
      beneficiary: cast.beneficiary.name,
      adversary: cast.adversary?.name ?? null,
      guarantors: [...cast.guarantorIds],
      codes: pastCase.codes,
    }))
    io.out(`${JSON.stringify(rows, null, 2)}\n`)
  } else io.out(renderCaseList(cases, terminal(io)))
  return 0
}

/** `guarantor history show`: what happened stays out unless it is asked for. */
export const historyShowCommand = async (
  typed: string,
  options: CaseShowOptions,
  io: Io,
): Promise<number> => {
  const open = await openOne(folderOf(options), typed, io)
  const outcome = options.outcome === true
  if (options.json === true) {
    const { outcome: what, why, ...rest } = open.pastCase
    const shown = outcome ? open.pastCase : rest
    io.out(`${JSON.stringify({ case: shown, pact: open.pact }, null, 2)}\n`)
  } else io.out(renderCaseSheet(open, { ...terminal(io), outcome }))
  return 0
}

export interface LikeOptions extends CaseListOptions {
  readonly count: number
}

/** `guarantor history like`. */
export const historyLikeCommand = async (file: string, options: LikeOptions, io: Io): Promise<number> => {
  const input = await loadDocuments([file])
  const [document] = input.documents
  const errors = document.issues.filter(({ level }) => level === 'error')
  const { pact, cast } = document
  if (pact === undefined || cast === undefined || errors.length > 0)
    throw new LocatedError(errors, input.sources)
  const cases = await openAll(folderOf(options), io)
  const likeness = nearestPast(
    featuresOf(pact, cast),
    new Set([
      `case-${pact.id}`,
      ...(pact.coding?.atopId === undefined ? [] : [`atop-${pact.coding.atopId}`]),
    ]),
    [...pastPacts.map(candidateOf), ...cases.map(caseCandidate)],
    options.count,
  )
  if (options.json === true) io.out(`${JSON.stringify({ id: pact.id, ...likeness }, null, 2)}\n`)
  else io.out(renderLikeness(pact.title, pact.commitments.length > 0, likeness, terminal(io)))
  return 0
}

const caseCandidate = ({ pastCase, pact, cast }: OpenCase): Candidate => ({
  id: pastCase.id,
  name: pastCase.title,
  from: pastCase.asOf,
  to: null,
  features: featuresOf(pact, cast),
  wars: [],
  outcome: pastCase.outcome,
  same: `case-${pact.id}`,
})

const ask = async (
  cases: readonly OpenCase[],
  prior: Prior | undefined,
  options: CaseRunOptions,
  onDraws: (draws: number) => void,
): Promise<readonly BlindAnswer[]> => {
  const { assumptions } = await loadAssumptions(options.assume, options.set, { prior })
  const crew = caseCrew(options.threads, onDraws)
  try {
    const settings = { assumptions, seed: options.seed, draws: options.draws }
    // Side by side, so that the last draws of one case do not keep the threads waiting.
    return await Promise.all(cases.map((open) => answer(blind(open), settings, crew.solve)))
  } finally {
    await crew.end()
  }
}

/** Both priors are scored; the one asked for comes first. */
const runAll = async (options: CaseRunOptions, io: Io): Promise<number> => {
  if (options.blind === true)
    throw new IssueError([usageIssue('--blind is for one case: --all scores the answers')])
  const cases = await openAll(folderOf(options), io)
  const asked = options.prior ?? 'record'
  const other = asked === 'wide' ? 'record' : 'wide'
  const progress = progressOn(io, 'solving', options.quiet === true)
  const total = 2 * cases.length * options.draws
  let done = 0
  const onDraws = (draws: number): void => {
    done += draws
    progress.update(done, total)
  }
  const sheets = cases.map(({ pastCase }) => pastCase)
  const { seed, samples, draws } = options
  const scored = async (prior: Prior) =>
    scorePrior(prior, await ask(cases, prior, options, onDraws), sheets, { samples, seed })
  try {
    const summary = summariseCases(sheets, [await scored(asked), await scored(other)], {
      version: io.version,
      seed,
      draws,
      samples,
    })
    progress.stop()
    if (options.html !== undefined) await writeWhole(options.html, renderCasesReport(summary))
    io.out(
      options.json === true
        ? `${JSON.stringify(summary, null, 2)}\n`
        : renderCasesSummary(summary, terminal(io)),
    )
    if (options.html !== undefined && options.json !== true) io.out(`\n${options.html}\n`)
    return 0
  } finally {
    progress.stop()
  }
}

/** `guarantor history run`. */
export const historyRunCommand = async (
  typed: string | undefined,
  options: CaseRunOptions,
  io: Io,
): Promise<number> => {
  if ((typed === undefined) === (options.all !== true))
    throw new IssueError([usageIssue('run which case?', 'an id (guarantor history list), or --all')])
  if (typed === undefined) return runAll(options, io)
  const open = await openOne(folderOf(options), typed, io)
  const progress = progressOn(io, 'solving', options.quiet === true)
  let done = 0
  const [given] = await ask([open], options.prior, options, (draws) => {
    done += draws
    progress.update(done, options.draws)
  }).finally(progress.stop)
  const judged: JudgedCase | null = options.blind === true ? null : { ...given, pastCase: open.pastCase }
  if (options.json === true)
    io.out(
      `${JSON.stringify(
        {
          guarantor: 'past-case',
          version: io.version,
          prior: options.prior ?? 'record',
          ...given,
          ...(judged === null ? {} : { outcome: open.pastCase.outcome, why: open.pastCase.why ?? null }),
        },
        null,
        2,
      )}\n`,
    )
  else io.out(renderCaseRun(given, judged, terminal(io)))
  return 0
}
