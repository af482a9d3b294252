import { mkdir, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { type Issue, IssueError } from '../core/issue.js'
import type { Pact } from '../pact/index.js'
import { renderAmended, renderDesign, renderDesignReport } from '../report/design/index.js'
import type { Prior } from '../study/assume.js'
import {
  type Amended,
  type Answered,
  amend,
  amendedResult,
  amendedText,
  answer,
  type Bound,
  type Designed,
  type DesignInput,
  type DesignSpace,
  design,
  isFault,
  type Objective,
  pactFile,
  type RunJobs,
  readBound,
  readObjective,
  readSpace,
  respondersOf,
  SearchStopped,
  settingOf,
  unifiedDiff,
} from '../study/design/index.js'
import { designCrew } from '../study/design/node/crew.js'
import { designId, keepSearch, openSearch } from '../study/design/node/folder.js'
import { crewOf, Stopped } from '../study/uncertainty/node/crew.js'
import { writeWhole } from '../study/uncertainty/node/folder.js'
import { loadAssumptions, loadDocuments, optionsOf } from './input.js'
import { type Io, LocatedError, usageIssue } from './io.js'
import { progressOn } from './progress.js'
import { stopper } from './study.js'

export interface DesignOptions {
  readonly space: string
  readonly objective: readonly string[]
  readonly bound: readonly string[]
  readonly draws: number
  readonly finalDraws: number
  readonly most: number
  readonly gain: number
  readonly settled: number
  readonly seed: number
  readonly threads?: number
  readonly assume: readonly string[]
  readonly prior?: Prior
  readonly set: readonly string[]
  readonly amend?: string
  readonly amendments: boolean
  readonly redTeam: boolean
  readonly breaking: boolean
  readonly out: string
  readonly resume?: boolean
  readonly html?: string
  readonly json?: boolean
  readonly quiet?: boolean
}

/** Designs in a batch: enough to keep 16 threads busy in the first heat. */
const BATCH = 32

const wrong = (message: string, hint?: string): never => {
  throw new IssueError([usageIssue(message, hint)])
}

const loadSpace = async (file: string): Promise<DesignSpace> => {
  const bytes = await readFile(file).catch(() => undefined)
  if (bytes === undefined)
    throw new IssueError([{ code: 'file', level: 'error', message: 'no such file', file }])
  const { space, issues } = readSpace(bytes, file)
  if (space === undefined) throw new LocatedError(issues, new Map([[file, bytes.toString('utf8')]]))
  return space
}

/** The space with the objectives and bounds of the command line: objectives replace those of the file, bounds are added. */
const withGoals = (space: DesignSpace, { objective, bound }: DesignOptions): DesignSpace => {
  const read = <T extends object>(
    texts: readonly string[],
    parse: (text: string) => T | { message: string },
  ): T[] =>
    texts.flatMap((text) => {
      const found = parse(text)
      if (!isFault(found)) return [found as T]
      return wrong(found.message, (found as { hint?: string }).hint)
    })
  const objectives = read<Objective>(objective, readObjective)
  if (objectives.length > 4) wrong('at most four objectives', 'bound the others: --bound "largest<=0.5"')
  const measures = objectives.map(({ measure }) => measure)
  if (new Set(measures).size < measures.length) wrong('an objective is given twice')
  return {
    ...space,
    objectives: objectives.length === 0 ? space.objectives : objectives,
    bounds: [...space.bounds, ...read<Bound>(bound, readBound)],
  }
}

interface Proposals {
  readonly pacts: readonly Pact[]
  /** By id: the name and the text of its file. */
  readonly texts: ReadonlyMap<string, { readonly name: string; readonly text: string }>
  readonly notes: readonly Issue[]
}

/** The proposals: documents of the same two states. */
const loadProposals = async (paths: readonly string[], space: DesignSpace): Promise<Proposals> => {
  if (paths.length === 0) return { pacts: [], texts: new Map(), notes: [] }
  const input = await loadDocuments(paths)
  try {
    const { options } = optionsOf(input, 'in-force')
    const { beneficiary, adversary } = space.file.parties
    const responders = respondersOf(space.file)
    const notes = options.flatMap(({ pact, cast }): Issue[] => {
      if (pact.parties.beneficiary !== beneficiary || pact.parties.adversary !== adversary)
        return wrong(
          `"${pact.id}" is about ${pact.parties.beneficiary} and ${pact.parties.adversary}, the space about ${beneficiary} and ${adversary}`,
          'give proposals for the same two states, or a space of your own: its parties: say whose',
        )
      const other = cast.responders.filter(({ id }) => !responders.has(id)).length
      const same = other === 0 && cast.responders.length === responders.size
      return same
        ? []
        : [
            {
              code: 'other-responders',
              level: 'note',
              message: `"${pact.id}": other states may respond than under the designs (${cast.responders.length}, there ${responders.size}): part of any difference is that`,
            },
          ]
    })
    const ids = options.map(({ pact }) => pact.id)
    const twice = ids.find((id, k) => ids.indexOf(id) < k)
    if (twice !== undefined) wrong(`two documents have the id "${twice}"`, 'ids tell proposals apart')
    const texts = new Map(
      input.documents.flatMap(({ file, pact }) =>
        pact === undefined
          ? []
          : [[pact.id, { name: basename(file), text: input.sources.get(file) ?? '' }] as const],
      ),
    )
    return { pacts: options.map(({ pact }) => pact), texts, notes }
  } catch (error) {
    throw error instanceof IssueError ? new LocatedError(error.issues, input.sources) : error
  }
}

const writeDesigns = async (folder: string, { result, finals }: Designed): Promise<void> => {
  await mkdir(join(folder, 'designs'), { recursive: true })
  for (const id of result.knees) {
    const k = result.designs.findIndex((row) => row.id === id)
    const pact = {
      ...finals.front[k].pact,
      short: `Design ${id}`,
      title: `${result.space.title}: design ${id}`,
    }
    await writeWhole(join(folder, 'designs', `${id}.pact.yaml`), pactFile(pact))
  }
}

/** Writes amendments as documents and as diffs against the files they change; gives the files' names. */
const writeAmendments = async (
  folder: string,
  amended: Answered['amendments'],
  { pacts, texts }: Proposals,
): Promise<string[]> => {
  if (amended.every(({ amendments }) => amendments.length === 0)) return []
  await mkdir(join(folder, 'amendments'), { recursive: true })
  const names: string[] = []
  for (const { document, amendments } of amended) {
    const before = pacts.find(({ id }) => id === document)
    const original = texts.get(document)
    if (before === undefined || original === undefined) continue
    for (const { row, pact } of amendments) {
      const text = amendedText(original.text, before, pact)
      const name = join('amendments', `${document}-${row.id}`)
      await writeWhole(join(folder, `${name}.pact.yaml`), text)
      await writeWhole(join(folder, `${name}.diff`), unifiedDiff(original.name, original.text, text))
      names.push(`${name}.pact.yaml`)
    }
  }
  return names
}

/** `guarantor design`. */
export const designCommand = async (
  paths: readonly string[],
  options: DesignOptions,
  io: Io,
): Promise<number> => {
  const space = withGoals(await loadSpace(options.space), options)
  const { assumptions } = await loadAssumptions(options.assume, options.set, { prior: options.prior })
  // Alone, --amend asks for changes to that document and for no search.
  const proposals = await loadProposals(
    options.amend === undefined ? paths : [...paths, options.amend],
    space,
  )
  if (options.quiet !== true) for (const { message } of proposals.notes) io.err(`note: ${message}\n`)
  const { seed, draws, finalDraws, most, gain, settled } = options
  const input: DesignInput = {
    space,
    proposals: proposals.pacts,
    assumptions,
    options: { seed, draws, finalDraws, most, gain, settled, batch: BATCH },
    version: io.version,
  }
  const alone = options.amend !== undefined && paths.length === 0
  const id = designId(input)
  const from = alone ? undefined : await openSearch(options.out, id, options.resume === true)
  const signals = stopper()
  const crew = designCrew(settingOf(input, id), options.threads, signals.stopped)
  const studyCrew = crewOf(id, options.threads, signals.stopped)
  let shown = { what: '', progress: progressOn(io, '', true) }
  const onProgress = (what: string, done: number, total: number): void => {
    if (what !== shown.what) {
      shown.progress.stop()
      shown = { what, progress: progressOn(io, what, options.quiet === true) }
    }
    shown.progress.update(done, total)
  }
  const view = { colour: io.colour, width: Math.min(Math.max(80, io.columns), 140) }
  try {
    if (alone) {
      const found = await amendAlone(input, crew.run, onProgress)
      shown.progress.stop()
      const { row, amendments } = found
      const names = await writeAmendments(options.out, [{ document: row.document, amendments }], proposals)
      const result = amendedResult(input, row)
      if (options.json === true) io.out(`${JSON.stringify(result, null, 1)}\n`)
      else
        io.out(
          `${renderAmended(result, view)}\n${resolve(options.out)}: ${names.join(', ')}; a .diff beside each\n`,
        )
      return 0
    }
    const designed = await design(input, {
      run: crew.run,
      from,
      onBatch: (explored) => keepSearch(options.out, id, explored),
      onProgress,
    })
    const { result, amendments } = await answer(
      input,
      designed,
      { amend: options.amendments, redTeam: options.redTeam, why: options.breaking ? studyCrew : null },
      { run: crew.run, onProgress },
    )
    shown.progress.stop()
    const json = `${JSON.stringify(result, null, 1)}\n`
    await writeWhole(join(options.out, 'design.json'), json)
    await writeDesigns(options.out, designed)
    const names = await writeAmendments(options.out, amendments, proposals)
    const page = options.html === undefined ? join(options.out, 'report.html') : resolve(options.html)
    await writeWhole(page, renderDesignReport(result, assumptions))
    if (options.json === true) io.out(json)
    else {
      io.out(renderDesign(result, view))
      const files = ['design.json', 'search.json', ...result.knees.map((knee) => `designs/${knee}.pact.yaml`)]
      io.out(`\n${resolve(options.out)}: ${[...files, ...names].join(', ')}\n${resolve(page)}\n`)
    }
    return 0
  } catch (error) {
    if (!(error instanceof SearchStopped || error instanceof Stopped)) throw error
    shown.progress.stop()
    io.err(
      alone
        ? 'stopped; nothing was written\n'
        : `stopped; the search is kept in ${options.out}: the same command with --resume goes on from there\n`,
    )
    return 130
  } finally {
    shown.progress.stop()
    signals.end()
    await crew.end()
    await studyCrew.end()
  }
}

/** Changes to one document, without a search. */
const amendAlone = (
  { space, proposals, options }: DesignInput,
  run: RunJobs,
  onProgress: (what: string, done: number, total: number) => void,
): Promise<Amended> =>
  amend(space, proposals[0], options, run, [], (done, total) => onProgress('amendments', done, total))
