import { IssueError } from '../../core/issue.js'
import { sizeOf } from '../../core/search/index.js'
import type { Assumption } from '../../crisis/index.js'
import type { Pact } from '../../pact/index.js'
import { type Amended, type Amendment, amend, goalMeasure } from './amend.js'
import { nothingPromised } from './document.js'
import type { Setting } from './evaluate.js'
import { begin, type Explored, type ExploreOptions, explore, heatsOf } from './explore.js'
import { designRows, elementUses, type Finals, kneesOf, proposalRows, runFinals, stepsOf } from './finals.js'
import type { RunJobs } from './machinery.js'
import { measures } from './objectives.js'
import { type DesignSpace, notFelt } from './read.js'
import { RED_TEAM_DRAWS, redTeamOf, type Target } from './redTeam.js'
import type { AmendedResult, DesignResult } from './result.js'
import { type WhyMachinery, whyOf } from './why.js'

/** Everything that decides the numbers of a run. Plain data. */
export interface DesignInput {
  readonly space: DesignSpace
  /** The real proposals to place on the picture. */
  readonly proposals: readonly Pact[]
  readonly assumptions: readonly Assumption[]
  readonly options: ExploreOptions
  readonly version: string
}

/** Designs that are recommended for a closer look, at most. */
const KNEES = 4

/** What workers need. `run` names the run. */
export const settingOf = ({ space, assumptions }: DesignInput, run: string): Setting => ({
  run,
  assumptions,
  nothing: nothingPromised(space.file),
  euros: Object.fromEntries(
    Object.entries(space.file.rates ?? {}).map(([currency, { perEuro }]) => [currency, 1 / perEuro]),
  ),
})

export interface DesignMachinery {
  readonly run: RunJobs
  /** Where a search that was begun stands. */
  readonly from?: Explored | undefined
  readonly onBatch?: (explored: Explored) => Promise<void> | void
  readonly onProgress?: (what: string, done: number, total: number) => void
}

/** The front of a run, with what later questions need of it. */
export interface Designed {
  readonly result: DesignResult
  readonly explored: Explored
  readonly finals: Finals
}

const objectiveRows = ({ objectives }: DesignSpace): DesignResult['objectives'] =>
  objectives.map(({ measure, aim, notice }) => {
    const { name, label, unit } = measures[measure]
    return { name, label, unit, aim, notice }
  })

/** The changes to one document as a result of their own. */
export const amendedResult = (
  { space, options, version }: DesignInput,
  amended: AmendedResult['amended'],
): AmendedResult => ({
  guarantor: 'amendments',
  version,
  seed: options.seed,
  space: { id: space.file.id, title: space.file.title },
  objectives: objectiveRows(space),
  goal: measures[goalMeasure(space)].name,
  amended,
  notFelt: notFelt(space.file),
})

/** Searches a space and evaluates its finalists. The same input gives the same result, whoever runs the jobs and however often it was interrupted. */
export const design = async (input: DesignInput, machinery: DesignMachinery): Promise<Designed> => {
  const { space, proposals, options } = input
  const { run, onProgress = () => undefined } = machinery
  const explored = await explore(space, options, run, machinery.from ?? begin(), async (now) => {
    onProgress('designs', Math.min(now.state.evaluations, options.most), options.most)
    await machinery.onBatch?.(now)
  })
  const total = (explored.state.archive.length + proposals.length) * options.finalDraws
  let done = 0
  const finals = await runFinals(space, explored, proposals, options, run, (draws) => {
    done += draws
    onProgress('finalists on fresh draws', done, total)
  })
  if (finals.front.length === 0)
    throw new IssueError([
      {
        code: 'no-design',
        level: 'error',
        message: 'no design that was looked at keeps the bounds and the budget',
        hint: 'loosen the bounds, or look at more designs with --most',
      },
    ])
  const designs = designRows(space, explored, finals, options.seed)
  const goal = measures[goalMeasure(space)].name
  const size = sizeOf(space.elements.map(({ variable }) => variable))
  return {
    explored,
    finals,
    result: {
      guarantor: 'design',
      version: input.version,
      seed: options.seed,
      space: {
        id: space.file.id,
        title: space.file.title,
        summary: space.file.summary,
        asOf: space.file.asOf,
        size: Number.isFinite(size) ? size : null,
        elements: space.elements.map(({ id, label, options: list }) => ({ id, label, options: list })),
      },
      objectives: objectiveRows(space),
      bounds: space.bounds.map(
        ({ measure, most, value }) => `${measures[measure].name} ${most ? '<=' : '>='} ${value}`,
      ),
      search: {
        looked: explored.state.evaluations,
        solved: explored.solved,
        stopped: explored.stopped ?? 'most',
        draws: options.draws,
        heats: heatsOf(options.draws),
        finalDraws: options.finalDraws,
        gain: options.gain,
        settled: options.settled,
        trace: explored.state.trace,
        finalists: explored.state.archive.length,
      },
      designs,
      knees: kneesOf(designs, KNEES),
      proposals: proposalRows(space, finals),
      elements: elementUses(space, explored, designs),
      buys: {
        goal,
        money: stepsOf(space, designs, 'money', goal),
        brigades: stepsOf(space, designs, 'brigades', goal),
      },
      notFelt: notFelt(space.file),
      amended: null,
      redTeam: null,
      why: null,
    },
  }
}

/** What may be asked of a front once it is there. */
export interface Questions {
  readonly amend: boolean
  readonly redTeam: boolean
  /** Null leaves the breaking points out. */
  readonly why: Omit<WhyMachinery, 'onProgress'> | null
}

/** A result with its further questions answered, and the documents of the amendments. */
export interface Answered {
  readonly result: DesignResult
  readonly amendments: readonly { readonly document: string; readonly amendments: readonly Amendment[] }[]
}

/** Designs of the front that the adversary's side is worked out for, at most. */
const ATTACKED = 32

/** The knees, and others spread evenly along the front. */
const spread = ({ designs, knees }: DesignResult): DesignResult['designs'] => {
  const others = designs.filter(({ id }) => !knees.includes(id))
  const room = Math.max(0, ATTACKED - knees.length)
  const step = Math.max(1, others.length / Math.max(1, room))
  const kept = new Set(
    Array.from({ length: Math.min(room, others.length) }, (_, k) => others[Math.floor(k * step)]),
  )
  return designs.filter((row) => knees.includes(row.id) || kept.has(row))
}

/** Asks further questions of a front: amendments of proposals that it beats, the adversary's side, and what would turn it round. */
export const answer = async (
  input: DesignInput,
  { result, finals }: Designed,
  questions: Questions,
  { run, onProgress = () => undefined }: Pick<DesignMachinery, 'run' | 'onProgress'>,
): Promise<Answered> => {
  const { space, proposals, options, assumptions } = input
  const fronts = finals.front.map(({ columns }) => columns)
  const amended: Amended[] = []
  if (questions.amend)
    for (const [k, { id, beatenBy, breaks }] of result.proposals.entries()) {
      if (beatenBy.length === 0 && breaks.length === 0) continue
      amended.push(
        await amend(space, proposals[k], options, run, fronts, (done, total) =>
          onProgress(`amendments of ${id}`, done, total),
        ),
      )
    }
  let redTeam: DesignResult['redTeam'] = null
  if (questions.redTeam) {
    const moneyOfRow = ({ values }: { values: DesignResult['designs'][number]['values'] }): number =>
      values.money?.mean ?? 0
    const targets: Target[] = [
      ...spread(result).map((row) => ({
        id: row.id,
        pact: finals.front[result.designs.indexOf(row)].pact,
        money: moneyOfRow(row),
      })),
      ...result.proposals.map((row, k) => ({ id: row.id, pact: proposals[k], money: moneyOfRow(row) })),
    ]
    let done = 0
    redTeam = await redTeamOf(targets, result.designs, options, run, (count) => {
      done += count
      onProgress("the adversary's side", done, Math.max(done, targets.length * RED_TEAM_DRAWS))
    })
  }
  const why =
    questions.why === null
      ? null
      : await whyOf(
          result.knees.map((id) => {
            const k = result.designs.findIndex((row) => row.id === id)
            return { row: result.designs[k], pact: finals.front[k].pact }
          }),
          result.proposals.map((row, k) => ({ row, pact: proposals[k] })),
          result.buys.goal,
          assumptions,
          { ...questions.why, onProgress: (done, total) => onProgress('breaking points', done, total) },
        )
  return {
    result: { ...result, amended: questions.amend ? amended.map(({ row }) => row) : null, redTeam, why },
    amendments: amended.map(({ row, amendments }) => ({ document: row.document, amendments })),
  }
}
