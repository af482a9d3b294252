import { mkdir, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { type Issue, IssueError } from '../core/issue.js'
import type { Pact } from '../pact/index.js'
import { renderAmended, renderDesign, renderDesignReport } from '../report/design/index.js'
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
import { LocatedError } from './commands.js'
import { loadAssumptions, loadDocuments, optionsOf } from './input.js'
import { type Io, usageIssue } from './io.js'
import { collect, nonNegative, whole } from './options.js'
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
          'give proposals for the same two states',
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
  const { assumptions } = await loadAssumptions(options.assume, options.set)
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

/** `guarantor design`. `done` hears the exit code. */
export const addDesignCommands = (program: Command, io: Io, done: (code: number) => void): void => {
  program
    .command('design')
    .description(
      'search a space of guarantees: trade-offs, knees, and the proposals on the table beside them',
    )
    .argument('[file...]', 'proposals to place on the picture: pact documents, or folders of them')
    .requiredOption('--space <file>', 'what may vary, between what, and at what price')
    .option(
      '--objective <name[:aim[:size]]>',
      'what to maximise or minimise (may be repeated; at most four); by default those of the space',
      collect,
      [],
    )
    .option('--bound <condition>', 'a bound, such as "largest<=0.5" (may be repeated)', collect, [])
    .option('--draws <n>', 'common draws of the search', whole(4, 100_000), 32)
    .option('--final-draws <n>', 'fresh draws of the finalists', whole(8, 100_000), 64)
    .option('--most <n>', 'designs to look at, at most', whole(1, 10_000_000), 1536)
    .option('--gain <share>', 'stop when the hypervolume grows by less than this share', nonNegative, 0.005)
    .option('--settled <n>', 'over so many batches of 32 designs', whole(1, 10_000), 8)
    .option('--seed <n>', 'seed of draws and search', whole(0, 4_294_967_295), 1)
    .option('--amend <file>', 'the few changes to this document that buy the most; alone, without a search')
    .option('--no-amendments', 'leave out the amendments of proposals that a design beats')
    .option('--no-red-team', "leave out the adversary's side")
    .option('--no-breaking', 'leave out what would turn the recommended designs round')
    .option('--out <folder>', 'where the search and its documents are kept', 'design')
    .option('--resume', 'go on with a search that was begun there')
    .option('--html <path>', 'write the page there instead of into the folder')
    .option('--assume <file>', 'assumptions file (may be repeated)', collect, [])
    .option('--set <name=value>', 'fix one assumption (may be repeated)', collect, [])
    .option('--json', 'print the result as JSON')
    .option('--quiet', 'no progress')
    .addOption(new Option('--threads <n>', 'worker threads').argParser(whole(1, 64)))
    .action(async (files: string[], options: DesignOptions) => {
      done(await designCommand(files, options, io))
    })
}
