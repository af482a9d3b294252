import type { Discovery } from '../../core/discovery/index.js'
import { powerOfTwo } from '../../core/elementary.js'
import type { Estimate } from '../../core/estimate.js'
import { mean } from '../../core/summary.js'
import type { Assumption } from '../../crisis/index.js'
import { assumptionRows } from '../assumptionList.js'
import type { Option } from '../option.js'
import type { AssumptionRow } from '../result.js'
import { type Breaking, type BreakingTask, numberOf, type Question } from './breaking.js'
import { type Design, pointsOf, type Sampling } from './designs.js'
import {
  DISTANCES,
  type Drivers,
  type Group,
  groupsOf,
  morrisFrom,
  pawnFrom,
  positionsOf,
  shapleyFrom,
  sobolFrom,
  tornadoOf,
} from './drivers.js'
import { type Fan, fanOf, shareOf, spreadOf } from './fan.js'
import { metricIndex, metrics } from './metrics.js'
import { firstOf, held, less, type Series } from './series.js'
import { type Space, spaceOf, valuesFrom } from './space.js'
import {
  blocksOf,
  columnOf,
  computeBlocks,
  type RunBlocks,
  runBlocksHere,
  type Stage,
  type StageBlock,
} from './stage.js'
import { memoryStore, type Store } from './store.js'
import { BOX_ROWS, boxesOf, type Regret, regretOf } from './where.js'

/** When an option is said to fail in a draw. */
export interface Failure {
  /** Name of a metric. */
  readonly metric: string
  readonly is: 'above' | 'below'
  readonly threshold: number
}

/** Everything that decides the numbers of a study. Plain data: the same input gives the same bytes. */
export interface StudyInput {
  readonly options: readonly Option[]
  readonly assumptions: readonly Assumption[]
  /** Names of the assumptions that the user has changed. */
  readonly overridden: readonly string[]
  readonly seed: number
  readonly version: string
  readonly sampling: Sampling
  /** Independent replicates, at least 2: from them come the error bars. */
  readonly replicates: number
  /** Draws in each replicate: of the first round, where a precision is asked for. */
  readonly perReplicate: number
  /** Sample until the 95% half-width of every option's and difference's mean and median of the primary metric is this small. */
  readonly until: { readonly halfWidth: number; readonly mostDraws: number } | null
  /** The metric whose drivers, order and breaking points are asked for. */
  readonly primary: string
  readonly fails: Failure
  /** Points per replicate for Sobol' indices and Shapley effects, walks for Morris; 0 for none. */
  readonly sobol: number
  readonly pairs: boolean
  readonly shapley: number
  readonly morris: number
  /** Futures of the deeply uncertain assumptions, where there are any, and draws of the others in each. */
  readonly futures: number
  readonly drawsInFuture: number
  /** Groups of their own in Sobol' indices and Shapley effects. */
  readonly top: number
  readonly breaking: boolean
}

export interface Round {
  /** Draws so far, and the widest 95% half-width among the means and medians watched. */
  readonly draws: number
  readonly halfWidth: number
}

export interface OptionStudy {
  readonly id: string
  readonly short: string
  readonly title: string
  /** Ids of states. */
  readonly beneficiary: string
  readonly adversary: string | null
  /** [metric name]: null where it has no meaning for this option. */
  readonly fans: Readonly<Record<string, Fan | null>>
  /** Share of draws in which it fails, as the study defines it. */
  readonly fails: Estimate
  readonly drivers: Drivers
  /** Where it fails: boxes in the space of the assumptions that are drawn. */
  readonly boxes: Discovery
  /** The same in the space of the deeply uncertain ones, a future failing by its mean; null where there are none. */
  readonly boxesOfFutures: Discovery | null
  readonly breaking: readonly Breaking[]
}

/** An option less the first one, on the same draws. */
export interface DifferenceStudy {
  readonly id: string
  readonly fans: Readonly<Record<string, Fan | null>>
  /** Share of draws in which the option has the better primary metric. */
  readonly better: Estimate
  readonly drivers: Drivers
}

export interface Study {
  readonly guarantor: 'study'
  readonly version: string
  readonly seed: number
  readonly sampling: Sampling
  readonly replicates: number
  readonly draws: number
  readonly rounds: readonly Round[]
  readonly until: StudyInput['until']
  /** Did the sampling reach the precision asked for? Null where none was. */
  readonly reached: boolean | null
  readonly reading: 'in-force' | 'as-is'
  readonly primary: string
  readonly fails: Failure
  readonly games: number
  readonly groups: readonly Group[]
  readonly options: readonly OptionStudy[]
  readonly differences: readonly DifferenceStudy[]
  /** For neighbours in the order by the primary metric at the medians: what turns the order round. */
  readonly orders: readonly Breaking[]
  /** Null where some option's number has no meaning in every scenario. */
  readonly regret: Regret | null
  /** Every number that went in, with unit, distribution, source, who gave it, when and why. */
  readonly assumptions: readonly AssumptionRow[]
}

/** How a study is computed; nothing here may change a number. */
export interface Machinery {
  readonly store: Store
  readonly run: RunBlocks
  readonly answer: (tasks: readonly BreakingTask[], onDone: () => void) => Promise<readonly Breaking[]>
  /** Hears what is being done and how far it has come. */
  readonly onProgress: (stage: string, done: number, total: number) => void
}

/** Draws differ by less than this: the solver's tolerance, not the options. */
const NOTICEABLE = 1e-6

/** Draws from which PAWN is taken at most: it sorts them, and more would not show. */
const PAWN_DRAWS = 20_000

/** The rounds of a sample: each doubles what was drawn before. Without a precision to reach, one. */
export const roundOf = ({ seed, sampling, replicates, perReplicate }: StudyInput, round: number): Stage => {
  const to = perReplicate * powerOfTwo(round)
  const from = round === 0 ? 0 : to / 2
  return { name: `sample-${round}`, design: { kind: 'sample', seed, sampling, replicates, from, to } }
}

export const oneAtATime: Stage = { name: 'one', design: { kind: 'oneAtATime', distances: DISTANCES } }

/** Futures of the deeply uncertain assumptions; null where there are none. */
export const futuresOf = ({ seed, futures, drawsInFuture }: StudyInput, { deep }: Space): Stage | null =>
  deep.length === 0
    ? null
    : { name: 'futures', design: { kind: 'futures', seed, futures, draws: drawsInFuture } }

/** Everything that is known of a run while it goes on. */
interface Run {
  readonly input: StudyInput
  readonly space: Space
  readonly machinery: Machinery
  readonly games: { count: number }
}

const compute = async ({ input, space, machinery, games }: Run, stage: Stage, what: string) => {
  const blocks = blocksOf(stage, input.options, space)
  const total = blocks.reduce((sum, { from, to }) => sum + (to - from), 0) * input.options.length
  let done = 0
  await computeBlocks(blocks, machinery.store, machinery.run, (count) => {
    done += count
    machinery.onProgress(what, done, total)
  })
  games.count += total
  return blocks
}

/** Runs a whole study. */
export const runStudy = async (
  input: StudyInput,
  machinery: Machinery = {
    store: memoryStore(),
    run: runBlocksHere,
    answer: async () => [],
    onProgress: () => undefined,
  },
): Promise<Study> => {
  const space = spaceOf(input.assumptions)
  const run: Run = { input, space, machinery, games: { count: 0 } }
  const { rounds, samples } = await sampleUntil(run)
  const one = await compute(run, oneAtATime, 'one assumption at a time')
  const primary = metricIndex(input.primary)
  const baseline = await seriesOf(run, samples, 0, primary)
  const series = (option: number, metric: number) => seriesOf(run, samples, option, metric)
  const single = (option: number, metric: number) => columnOf(one, machinery.store, option, metric)

  const groups = await groupsFound(input, space, machinery.store)
  const costly = await costlyDrivers(run, groups)
  const draws = drawsAsScenarios(run, samples)
  const futures = await futuresAsScenarios(run)
  const fails = metricIndex(input.fails.metric)
  const boxesIn = async ({ columns, scenarios }: Scenarios, option: number): Promise<Discovery> =>
    boxesOf(columns, await scenarios(option, fails), failsWith(input.fails), input.seed)

  const options: OptionStudy[] = []
  const differences: DifferenceStudy[] = []
  for (const [option, { pact }] of input.options.entries()) {
    const fans: Record<string, Fan | null> = {}
    const differenceFans: Record<string, Fan | null> = {}
    for (const [m, { name }] of metrics.entries()) {
      const own = await series(option, m)
      fans[name] = await fanOf(own)
      if (option > 0) differenceFans[name] = await fanOf(less(own, await series(0, m)))
    }
    const own = await series(option, primary)
    const failing = await series(option, metricIndex(input.fails.metric))
    options.push({
      id: pact.id,
      short: pact.short,
      title: pact.title,
      beneficiary: pact.parties.beneficiary,
      adversary: pact.parties.adversary ?? null,
      fans,
      fails: await shareOf(failing, failsWith(input.fails)),
      drivers: await driversOf(run, samples, own, await single(option, primary), costly, [option]),
      boxes: await boxesIn(draws, option),
      boxesOfFutures: futures === null ? null : await boxesIn(futures, option),
      breaking: [],
    })
    if (option === 0) continue
    const difference = less(own, baseline)
    const sign = metrics[primary].better === 'more' ? 1 : -1
    differences.push({
      id: pact.id,
      fans: differenceFans,
      better: await shareOf(difference, (value) => sign * value > NOTICEABLE),
      drivers: await driversOf(
        run,
        samples,
        difference,
        minus(await single(option, primary), await single(0, primary)),
        costly,
        [option, 0],
      ),
    })
  }
  const { breaking, orders } = input.breaking
    ? await breakingOf(run, one)
    : { breaking: input.options.map((): Breaking[] => []), orders: [] }
  return {
    guarantor: 'study',
    version: input.version,
    seed: input.seed,
    sampling: input.sampling,
    replicates: input.replicates,
    draws: rounds[rounds.length - 1].draws,
    rounds,
    until: input.until,
    reached: input.until === null ? null : rounds[rounds.length - 1].halfWidth <= input.until.halfWidth,
    reading: input.options[0].reading,
    primary: input.primary,
    fails: input.fails,
    games: run.games.count,
    groups,
    options: options.map((option, index) => ({ ...option, breaking: breaking[index] })),
    differences,
    orders,
    regret: await regretIn(run, futures ?? draws),
    assumptions: assumptionRows(input.assumptions, new Set(input.overridden)),
  }
}

/** Does an option fail where the metric has this value? */
export const failsWith =
  ({ is, threshold }: Failure): ((value: number) => boolean) =>
  (value) =>
    is === 'above' ? value > threshold : value < threshold

const minus = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, k) => value - b[k])

interface SampleRound {
  readonly blocks: readonly StageBlock[]
  readonly design: Extract<Design, { kind: 'sample' }>
}

/** Draws round after round until the precision asked for is reached, or the draws allowed are used up. */
const sampleUntil = async (run: Run) => {
  const { input } = run
  const primary = metricIndex(input.primary)
  const samples: SampleRound[] = []
  const rounds: Round[] = []
  for (;;) {
    const stage = roundOf(input, samples.length)
    const blocks = await compute(run, stage, `draws, round ${samples.length + 1}`)
    samples.push({ blocks, design: stage.design as SampleRound['design'] })
    const draws = input.replicates * input.perReplicate * powerOfTwo(samples.length - 1)
    rounds.push({ draws, halfWidth: await widest(run, samples, primary) })
    if (input.until === null || rounds[rounds.length - 1].halfWidth <= input.until.halfWidth) break
    if (draws * 2 > input.until.mostDraws) break
  }
  return { samples, rounds }
}

const widest = async (run: Run, samples: readonly SampleRound[], metric: number): Promise<number> => {
  const baseline = await seriesOf(run, samples, 0, metric)
  let most = 0
  for (const option of run.input.options.keys()) {
    const own = option === 0 ? baseline : await seriesOf(run, samples, option, metric)
    for (const fan of [await fanOf(own), option === 0 ? null : await fanOf(less(own, baseline))])
      if (fan !== null)
        for (const { low, high } of [fan.mean, fan.p50]) most = Math.max(most, (high - low) / 2)
  }
  return most
}

/** One metric of one option over all draws: in memory where that is little, else read from the store with each pass. */
const seriesOf = (
  { input, machinery }: Run,
  samples: readonly SampleRound[],
  option: number,
  metric: number,
): Promise<Series> => {
  const column = option * metrics.length + metric
  const pieces = samples.flatMap(({ blocks, design }) => {
    const size = design.to - design.from
    return blocks.flatMap(({ key, from, to }) => {
      const first = Math.floor(from / size)
      // A block may reach over the end of a replicate.
      return Array.from({ length: Math.floor((to - 1) / size) - first + 1 }, (_, k) => {
        const replicate = first + k
        const [start, end] = [Math.max(from, replicate * size), Math.min(to, (replicate + 1) * size)]
        const offset = column * (to - from) - from
        return {
          replicate,
          length: end - start,
          read: () => machinery.store.slice(key, offset + start, offset + end),
        }
      })
    })
  })
  return held({ replicates: input.replicates, pieces })
}

interface Planned<D extends Design> {
  readonly name: string
  readonly design: D
}

type DesignOf<K extends Design['kind']> = Extract<Design, { kind: K }>

const morrisOf = ({ seed, morris }: StudyInput): Planned<DesignOf<'morris'>> | null =>
  morris === 0 ? null : { name: 'morris', design: { kind: 'morris', seed, walks: morris } }

const sobolOf = (
  { seed, replicates, pairs, sobol }: StudyInput,
  groups: readonly Group[],
): Planned<DesignOf<'pickFreeze'>> | null =>
  sobol === 0
    ? null
    : {
        name: 'sobol',
        design: {
          kind: 'pickFreeze',
          seed,
          replicates,
          perReplicate: sobol,
          groups: groups.map(({ inputs }) => inputs),
          pairs,
        },
      }

const shapleyOf = (
  { seed, replicates, shapley }: StudyInput,
  groups: readonly Group[],
): Planned<DesignOf<'shapley'>> | null =>
  shapley === 0
    ? null
    : {
        name: 'shapley',
        design: {
          kind: 'shapley',
          seed,
          replicates,
          perReplicate: shapley,
          groups: groups.map(({ inputs }) => inputs),
        },
      }

const present = <T>(list: readonly (T | null)[]): readonly T[] => list.filter((one) => one !== null)

/** What a study will compute whatever comes out: its draws (the first round of them), each assumption alone, futures, Morris's walks. */
export const stagesAhead = (input: StudyInput, space: Space): readonly Stage[] =>
  present([roundOf(input, 0), oneAtATime, futuresOf(input, space), morrisOf(input)])

/** What it will compute once each assumption alone is known, which tells the groups of Sobol' indices and Shapley effects. */
export const stagesOfGroups = (input: StudyInput, groups: readonly Group[]): readonly Stage[] =>
  present<Stage>([sobolOf(input, groups), shapleyOf(input, groups)])

/** The groups, from the games of `oneAtATime`, which must be in the store. */
export const groupsFound = async (
  input: StudyInput,
  space: Space,
  store: Store,
): Promise<readonly Group[]> => {
  const one = blocksOf(oneAtATime, input.options, space)
  const primary = metricIndex(input.primary)
  const tornados = await Promise.all(
    input.options.map(async (_, option) => tornadoOf(space, await columnOf(one, store, option, primary))),
  )
  return groupsOf(space, tornados, input.top)
}

interface Computed<K extends Design['kind']> {
  readonly design: DesignOf<K>
  readonly blocks: readonly StageBlock[]
}

interface Costly {
  readonly groups: readonly Group[]
  readonly sobol: Computed<'pickFreeze'> | null
  readonly shapley: Computed<'shapley'> | null
  readonly morris: Computed<'morris'> | null
}

/** Games for the methods that need designs of their own. */
const costlyDrivers = async (run: Run, groups: readonly Group[]): Promise<Costly> => {
  const computed = async <K extends Design['kind']>(
    stage: Planned<DesignOf<K>> | null,
    what: string,
  ): Promise<Computed<K> | null> =>
    stage === null ? null : { design: stage.design, blocks: await compute(run, stage, what) }
  return {
    groups,
    sobol: await computed(sobolOf(run.input, groups), "Sobol' indices"),
    shapley: await computed(shapleyOf(run.input, groups), 'Shapley effects'),
    morris: await computed(morrisOf(run.input), "Morris's walks"),
  }
}

/** Drivers of the primary metric: of one option, or of the first of two less the second. */
const driversOf = async (
  run: Run,
  samples: readonly SampleRound[],
  own: Series,
  single: Float64Array,
  { groups, sobol, shapley, morris }: Costly,
  [first, second]: readonly number[],
): Promise<Drivers> => {
  const { input, space, machinery } = run
  const primary = metricIndex(input.primary)
  const column = async (blocks: readonly StageBlock[]): Promise<Float64Array> => {
    const values = await columnOf(blocks, machinery.store, first, primary)
    return second === undefined
      ? values
      : minus(values, await columnOf(blocks, machinery.store, second, primary))
  }
  return {
    tornado: tornadoOf(space, single),
    pawn: pawnFrom(space, await pawnSample(run, samples, own)),
    sobol: sobol === null ? null : sobolFrom(sobol.design, space, groups, await column(sobol.blocks)),
    shapley: shapley === null ? null : shapleyFrom(shapley.design, groups, await column(shapley.blocks)),
    morris: morris === null ? null : morrisFrom(morris.design, space, await column(morris.blocks)),
    spread: await spreadOf(own),
  }
}

/** Positions of the inputs and the number there, from the first draws of each replicate. */
const pawnSample = async ({ input, space }: Run, samples: readonly SampleRound[], own: Series) => {
  const { design } = samples[0]
  const size = design.to - design.from
  const kept = Math.min(size, Math.ceil(PAWN_DRAWS / input.replicates))
  return (await firstOf(own, kept)).map((values, r) => ({
    columns: positionsOf(design, space, r * size, r * size + kept),
    values,
  }))
}

/** What boxes are looked for in, and what regret is taken over. */
interface Scenarios {
  readonly over: Regret['over']
  /** Values of the assumptions that tell scenarios apart, one column each, a row a scenario. */
  readonly columns: readonly { readonly name: string; readonly values: Float64Array }[]
  /** One value a scenario. */
  readonly scenarios: (option: number, metric: number) => Promise<Float64Array>
}

const columnsAt = (space: Space, of: Space['inputs'], design: Design, points: readonly number[]) => {
  const pointAt = pointsOf(design, space)
  const drawn = points.map((point) => valuesFrom(space, pointAt(point)))
  return of.map(({ assumption: { name } }) => ({
    name,
    values: Float64Array.from(drawn, (values) => values[name]),
  }))
}

/** Every draw a scenario: the first of each replicate, if there are more than boxes need. */
const drawsAsScenarios = (run: Run, samples: readonly SampleRound[]): Scenarios => {
  const { input, space } = run
  const { design } = samples[0]
  const size = design.to - design.from
  const kept = Math.min(size, Math.ceil(BOX_ROWS / input.replicates))
  const points = Array.from(
    { length: input.replicates * kept },
    (_, k) => Math.floor(k / kept) * size + (k % kept),
  )
  return {
    over: 'draws',
    columns: columnsAt(space, space.inputs, design, points),
    scenarios: async (option, metric) => {
      const first = await firstOf(await seriesOf(run, samples.slice(0, 1), option, metric), kept)
      return Float64Array.from(points, (_, k) => first[Math.floor(k / kept)][k % kept])
    },
  }
}

/**
 * Every future of the deeply uncertain assumptions a scenario, with the mean over its draws. The draws are the same in every future, so
 * only futures can be told apart: a box in the other assumptions would be one around so many draws.
 */
const futuresAsScenarios = async (run: Run): Promise<Scenarios | null> => {
  const { input, space, machinery } = run
  const stage = futuresOf(input, space)
  if (stage === null) return null
  const { futures, drawsInFuture: draws } = input
  const blocks = await compute(run, stage, 'futures of the deeply uncertain')
  return {
    over: 'futures',
    columns: columnsAt(
      space,
      space.deep,
      stage.design,
      Array.from({ length: futures }, (_, f) => f * draws),
    ),
    scenarios: async (option, metric) => {
      const column = await columnOf(blocks, machinery.store, option, metric)
      return Float64Array.from({ length: futures }, (_, f) =>
        mean(column.subarray(f * draws, (f + 1) * draws)),
      )
    },
  }
}

/** What options are ranked by, beside the primary metric. */
const RANKED = ['deterrence', 'full.tenYears', 'clash', 'lost']

const regretIn = async ({ input }: Run, where: Scenarios): Promise<Regret | null> => {
  const named = [...new Set([input.primary, ...RANKED, input.fails.metric])]
  const read = new Map<string, Float64Array[]>()
  for (const name of named)
    read.set(
      name,
      await Promise.all(input.options.map((_, option) => where.scenarios(option, metricIndex(name)))),
    )
  // A scenario counts where every number has a meaning for every option.
  const all = [...read.values()].flat()
  const kept = Array.from(all[0].keys()).filter((k) => all.every((values) => Number.isFinite(values[k])))
  if (kept.length === 0) return null
  const measure = (name: string) => ({
    name,
    better: metrics[metricIndex(name)].better,
    values: (read.get(name) as Float64Array[]).map((values) => Float64Array.from(kept, (k) => values[k])),
  })
  const { metric, is, threshold } = input.fails
  return regretOf(
    input.options.map(({ pact }) => pact.id),
    where.over,
    measure(input.primary),
    { ...measure(metric), better: is === 'above' ? 'less' : 'more', threshold },
    RANKED.filter((name) => name !== input.primary).map(measure),
  )
}

/** What would turn each verdict, and the order of neighbours, round. */
const breakingOf = async (run: Run, one: readonly StageBlock[]) => {
  const { input, space, machinery } = run
  const primary = metricIndex(input.primary)
  const columns = await Promise.all(
    input.options.map((_, option) =>
      Promise.all(metrics.map((_, metric) => columnOf(one, machinery.store, option, metric))),
    ),
  )
  const verdicts = input.options.flatMap((_, option): Question[] => [
    {
      kind: 'threshold',
      option,
      metric: metricIndex(input.fails.metric),
      threshold: input.fails.threshold,
    },
    { kind: 'threshold', option, metric: metricIndex('margin'), threshold: 0 },
  ])
  const ranked = [...input.options.keys()].sort(
    (a, b) => columns[b][primary][0] - columns[a][primary][0] || a - b,
  )
  // Options whose numbers are the same at the medians have no order to turn round.
  const orders = ranked.slice(1).flatMap((second, k): Question[] => {
    const first = ranked[k]
    return columns[first][primary][0] - columns[second][primary][0] > NOTICEABLE
      ? [{ kind: 'order', first, second, metric: primary }]
      : []
  })
  const tasks = [...verdicts, ...orders].map(
    (question): BreakingTask => ({
      options: input.options,
      space,
      question,
      column: columns[0][0].map((_, k) => numberOf(question, (option, metric) => columns[option][metric][k])),
    }),
  )
  let done = 0
  const answers = await machinery.answer(tasks, () => {
    done += 1
    machinery.onProgress('breaking points', done, tasks.length)
  })
  return {
    breaking: input.options.map((_, option) =>
      answers.filter(({ question }) => question.kind === 'threshold' && question.option === option),
    ),
    orders: answers.filter(({ question }) => question.kind === 'order'),
  }
}
