import { mkdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { IssueError } from '../core/issue.js'
import { renderStudy, renderStudyReport } from '../report/index.js'
import type { Language } from '../report/strings/language.js'
import type { Prior } from '../study/assume.js'
import {
  blocksOf,
  computeBlocks,
  type Failure,
  groupsFound,
  type Machinery,
  metricIndex,
  metrics,
  oneAtATime,
  runStudy,
  type Sampling,
  type Stage,
  type StageBlock,
  type Store,
  type StudyInput,
  spaceOf,
  stagesAhead,
  stagesOfGroups,
} from '../study/uncertainty/index.js'
import { type Crew, crewOf, Stopped } from '../study/uncertainty/node/crew.js'
import {
  folderStore,
  gather,
  type Manifest,
  openFolder,
  readManifest,
  studyId,
  writeWhole,
} from '../study/uncertainty/node/folder.js'
import { writeDraws } from '../study/uncertainty/node/parquet.js'
import { loadAssumptions, loadDocuments, optionsOf } from './input.js'
import { type Io, LocatedError, usageIssue } from './io.js'
import { progressOn } from './progress.js'

export interface StudyOptions {
  readonly draws: number
  readonly replicates: number
  readonly sampling: Sampling
  readonly until?: number
  readonly most: number
  readonly seed: number
  readonly metric: string
  readonly fails: string
  readonly sobol: number
  readonly pairs?: boolean
  readonly shapley: number
  readonly morris: number
  readonly top: number
  readonly futures: number
  readonly futureDraws: number
  readonly breaking: boolean
  readonly out: string
  readonly resume?: boolean
  readonly shard?: string
  readonly html?: string
  readonly language?: Language
  readonly json?: boolean
  readonly quiet?: boolean
  readonly asIs?: boolean
  readonly assume: readonly string[]
  readonly prior?: Prior
  readonly set: readonly string[]
  readonly threads?: number
}

const wrong = (message: string, hint?: string): never => {
  throw new IssueError([usageIssue(message, hint)])
}

const metricNamed = (name: string): string =>
  metricIndex(name) < 0
    ? wrong(`there is no metric "${name}"`, `one of ${metrics.map((metric) => metric.name).join(', ')}`)
    : name

/** Reads "full.tenYears>0.2". */
const readFailure = (text: string): Failure => {
  const [, name, sign, number] = /^([\w.]+)\s*([<>])\s*(-?[\d.]+)$/.exec(text.trim()) ?? []
  const threshold = Number(number)
  if (name === undefined || !Number.isFinite(threshold))
    return wrong(
      `--fails "${text}" is not a metric, < or >, and a number`,
      'for instance "full.tenYears>0.2"',
    )
  return { metric: metricNamed(name), is: sign === '>' ? 'above' : 'below', threshold }
}

/** Everything that decides the numbers, from files and the command line. */
const inputOf = async (paths: readonly string[], options: StudyOptions, io: Io) => {
  if (options.draws % options.replicates !== 0)
    wrong(`--draws ${options.draws} is not a multiple of --replicates ${options.replicates}`)
  const perReplicate = options.draws / options.replicates
  if (options.sampling === 'sobol' && !Number.isInteger(Math.log2(perReplicate)))
    wrong(
      `${perReplicate} draws in each replicate is no power of 2, which Sobol' points want`,
      `--draws ${options.replicates * 2 ** Math.ceil(Math.log2(perReplicate))}`,
    )
  const documents = await loadDocuments(paths)
  const { assumptions, overridden } = await loadAssumptions(options.assume, options.set, {
    prior: options.prior,
  })
  try {
    const { options: ready } = optionsOf(documents, options.asIs === true ? 'as-is' : 'in-force')
    const ids = ready.map(({ pact }) => pact.id)
    const twice = ids.find((id, index) => ids.indexOf(id) < index)
    if (twice !== undefined) wrong(`two documents have the id "${twice}"`, 'ids tell options apart')
    const input: StudyInput = {
      options: ready,
      assumptions,
      overridden: [...overridden],
      seed: options.seed,
      version: io.version,
      sampling: options.sampling,
      replicates: options.replicates,
      perReplicate,
      until: options.until === undefined ? null : { halfWidth: options.until, mostDraws: options.most },
      primary: metricNamed(options.metric),
      fails: readFailure(options.fails),
      sobol: options.sobol,
      pairs: options.pairs === true,
      shapley: options.shapley,
      morris: options.morris,
      top: options.top,
      futures: options.futures,
      drawsInFuture: options.futureDraws,
      breaking: options.breaking,
    }
    const sources = [...documents.sources].map(([file, text]) => ({ file: basename(file), text }))
    return { input, sources }
  } catch (error) {
    throw error instanceof IssueError ? new LocatedError(error.issues, documents.sources) : error
  }
}

/** Heard from the outside: a first Ctrl-C (or the scheduler's SIGTERM) ends the run after the blocks under way, a second at once. */
export const stopper = () => {
  let asked = false
  const ask = (): void => {
    if (asked) process.exit(130)
    asked = true
  }
  process.on('SIGINT', ask)
  process.on('SIGTERM', ask)
  return {
    stopped: () => asked,
    end: () => {
      process.off('SIGINT', ask)
      process.off('SIGTERM', ask)
    },
  }
}

/** Runs `work` with a crew and a progress line; a run that is asked to stop keeps its blocks and says how to go on. */
const withCrew = async (
  manifest: Manifest,
  folder: string,
  options: Pick<StudyOptions, 'threads' | 'quiet'>,
  io: Io,
  work: (crew: Crew, onProgress: Machinery['onProgress']) => Promise<number>,
): Promise<number> => {
  const signals = stopper()
  const crew = crewOf(manifest.id, options.threads, signals.stopped)
  let shown = { what: '', progress: progressOn(io, '', true) }
  try {
    return await work(crew, (what, done, total) => {
      if (what !== shown.what) {
        shown.progress.stop()
        shown = { what, progress: progressOn(io, what, options.quiet === true) }
      }
      shown.progress.update(done, total)
    })
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    shown.progress.stop()
    io.err(
      `stopped; what was finished is kept in ${folder}: the same command with --resume goes on from there\n`,
    )
    return 130
  } finally {
    shown.progress.stop()
    signals.end()
    await crew.end()
  }
}

/** From the blocks of a folder to its results: what is missing is computed, then all is analysed and written. */
const finish = (
  manifest: Manifest,
  folder: string,
  options: Pick<StudyOptions, 'threads' | 'quiet' | 'html' | 'language' | 'json'>,
  io: Io,
): Promise<number> =>
  withCrew(manifest, folder, options, io, async (crew, onProgress) => {
    const store = folderStore(folder)
    const study = await runStudy(manifest.input, { store, run: crew.run, answer: crew.answer, onProgress })
    const summary = `${JSON.stringify(study, null, 1)}\n`
    await writeWhole(join(folder, 'summary.json'), summary)
    await writeDraws(join(folder, 'draws.parquet'), manifest, store, study.rounds.length)
    const page = options.html === undefined ? join(folder, 'report.html') : resolve(options.html)
    await writeWhole(page, renderStudyReport(study, options.language))
    if (options.json === true) io.out(summary)
    else {
      io.out(renderStudy(study, { colour: io.colour, width: Math.min(Math.max(80, io.columns), 140) }))
      io.out(
        `\n${resolve(folder)}: summary.json, draws.parquet (${study.draws} draws), blocks/\n${resolve(page)}\n`,
      )
    }
    return study.reached === false ? 1 : 0
  })

/** `guarantor study`. */
export const studyCommand = async (
  paths: readonly string[],
  options: StudyOptions,
  io: Io,
): Promise<number> => {
  const { input, sources } = await inputOf(paths, options, io)
  const shard = options.shard === undefined ? null : readShard(options.shard, process.env)
  if (shard !== null && input.until !== null)
    wrong('--shard does not go with --until', 'machines apart cannot agree when to stop: fix --draws')
  // Shards may share a folder, and a task that is run again goes on where it was.
  const manifest = await openFolder(options.out, input, sources, options.resume === true || shard !== null)
  if (shard === null) return finish(manifest, options.out, options, io)
  return withCrew(manifest, options.out, options, io, async (crew, onProgress) => {
    const store = folderStore(options.out)
    const compute = async (blocks: readonly StageBlock[], what: string): Promise<void> => {
      const total = blocks.reduce((sum, { from, to }) => sum + (to - from), 0) * input.options.length
      let done = 0
      await computeBlocks(blocks, store, crew.run, (games) => {
        done += games
        onProgress(what, done, total)
      })
    }
    const { of, ahead, afterwards } = partsOf(input)
    const mine = (blocks: readonly StageBlock[]) => blocks.filter((_, k) => k % shard.count === shard.index)
    const name = `shard ${shard.index} of ${shard.count}`
    await compute(mine(ahead), name)
    if (input.sobol + input.shapley > 0) {
      // Every shard needs all of these, to know the groups; where shards share a folder, most are there.
      await compute(of([oneAtATime]), `${name}, one assumption at a time`)
      await compute(mine(await afterwards(store)), `${name}, variance shares`)
    }
    io.out(`${resolve(options.out)}\n`)
    return 0
  })
}

/** The blocks that shards share out: `ahead` those known before any game is solved, `afterwards` those that need `oneAtATime`. */
const partsOf = (input: StudyInput) => {
  const space = spaceOf(input.assumptions)
  const of = (stages: readonly Stage[]): readonly StageBlock[] =>
    stages.flatMap((stage) => blocksOf(stage, input.options, space))
  return {
    of,
    ahead: of(stagesAhead(input, space)),
    afterwards: async (store: Store) =>
      input.sobol + input.shapley === 0
        ? []
        : of(stagesOfGroups(input, await groupsFound(input, space, store))),
  }
}

interface ShardOf {
  readonly index: number
  readonly count: number
}

/**
 * Reads `i/n` (from 0). `auto` asks the scheduler: SLURM_ARRAY_TASK_ID, counted from the array's MIN, of COUNT. `auto/n` says how many
 * there are, and then the number of the task is the shard: so it is for a Kubernetes Indexed Job (JOB_COMPLETION_INDEX), and for one task
 * of a Slurm array that is run again by itself.
 */
export const readShard = (text: string, env: Readonly<Record<string, string | undefined>>): ShardOf => {
  const [, which, of] = /^(auto|\d+)(?:\/(\d+))?$/.exec(text) ?? []
  const slurm = env.SLURM_ARRAY_TASK_ID
  const count = of ?? (slurm === undefined ? undefined : env.SLURM_ARRAY_TASK_COUNT)
  const index =
    which !== 'auto'
      ? which
      : slurm === undefined
        ? env.JOB_COMPLETION_INDEX
        : String(Number(slurm) - (of === undefined ? Number(env.SLURM_ARRAY_TASK_MIN ?? 0) : 0))
  if (index === undefined || count === undefined || !(Number(index) >= 0 && Number(index) < Number(count)))
    return wrong(
      `--shard "${text}" is not a shard${which === 'auto' ? ' that the environment names' : ''}`,
      'i/n with i from 0 to n - 1; or auto under Slurm, auto/n in a Kubernetes Indexed Job',
    )
  return { index: Number(index), count: Number(count) }
}

/** `guarantor merge`: shards, from one folder or several, to the results of one run. */
export const mergeCommand = async (
  folders: readonly string[],
  options: Pick<StudyOptions, 'threads' | 'quiet' | 'html' | 'json'> & {
    readonly out?: string
    readonly complete?: boolean
  },
  io: Io,
): Promise<number> => {
  const out = options.out ?? folders[0]
  const first = await readManifest(folders[0])
  await mkdir(out, { recursive: true })
  const manifest = await openFolder(out, first.input, first.sources, true)
  await gather(out, studyId(first.input), folders)
  const store = folderStore(out)
  const missing: string[] = []
  const look = async (blocks: readonly StageBlock[]): Promise<void> => {
    for (const { key } of blocks) if (!(await store.has(key))) missing.push(key)
  }
  const { ahead, afterwards } = partsOf(first.input)
  await look(ahead)
  if (missing.length === 0) await look(await afterwards(store))
  if (missing.length > 0 && options.complete !== true)
    throw new IssueError([
      {
        code: 'missing-blocks',
        level: 'error',
        message: `${missing.length} blocks are missing: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ', ...' : ''}`,
        file: out,
        hint: 'run the shards that failed again, or compute what is missing here with --complete',
      },
    ])
  return finish(manifest, out, options, io)
}
