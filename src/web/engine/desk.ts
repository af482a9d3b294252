import { IssueError } from '../../core/issue.js'
import type { Assumption } from '../../crisis/index.js'
import { type Equilibrium, gameOf, outcomeOf, solve } from '../../crisis/index.js'
import { levels } from '../../pact/index.js'
import type { Language } from '../../report/strings/index.js'
import { compare } from '../../study/compare.js'
import { valuesAt } from '../../study/draws.js'
import { driversOf } from '../../study/explain.js'
import type { Option } from '../../study/option.js'
import { solveAt } from '../../study/solveDraws.js'
import { withinYears } from '../../study/summarise.js'
import { occasionsOf } from '../../study/uncertainty/block.js'
import { GAMES_OF_BREAKING, gamesAhead } from '../../study/uncertainty/plan.js'
import { memoryStore } from '../../study/uncertainty/store.js'
import { runStudy, type StudyInput } from '../../study/uncertainty/study.js'
import { assumptionLines, assumptionsIn, optionsIn, readDocument } from './case.js'
import { Cancelled, Crew } from './crew.js'
import { afterActionIn, branchesIn, branchIn, exercised, playIn, putIn, whyIn } from './exercising.js'
import type { Ask, Case, Glance, Kind, Questions, StudySettings, Tell } from './messages.js'

declare const __VERSION__: string

/*
 * The desk: a worker that reads documents, has games solved by its crew, and writes results and pages. The page itself
 * computes nothing, so it never stands still.
 */

const cancelled = new Set<number>()
const tell = (message: Tell): void => self.postMessage(message)

let crew: Crew | null = null
const crewNow = (): Crew => {
  crew ??= new Crew(
    Math.max(1, Math.min(navigator.hardwareConcurrency, 16)),
    () => new Worker(new URL('./solver.ts', import.meta.url), { type: 'module' }),
  )
  return crew
}

/** The pages are drawn by a part that is loaded when the first is wanted. */
const pages = () => import('./pages.js')

/** Assumptions in another language; English needs nothing for it. */
const said = async <A extends { readonly name: string; readonly meaning: string; readonly unit: string }>(
  list: readonly A[],
  language: Language,
): Promise<readonly A[]> => {
  if (language === 'en') return list
  const { assumptionsIn: inLanguage } = await pages()
  return inLanguage(list, language)
}

/** So is what reads and counts the ledger. */
const tracking = () => import('./tracking.js')

/** The last solution of each option at the medians: the next one starts from it, which saves time and changes nothing. */
const lately = new Map<string, Equilibrium>()

const glanceOf = (option: Option, assumptions: readonly Assumption[]): Glance => {
  const values = valuesAt(assumptions, 0.5)
  const { pact, cast, reading } = option
  const warm = lately.get(pact.id)
  const quick = solve(gameOf(pact, cast, reading, values), warm === undefined ? {} : { warm })
  const equilibrium = quick.converged ? quick : solveAt(option, values)[0].equilibrium
  lately.set(pact.id, equilibrium)
  const outcome = outcomeOf(equilibrium)
  const [hybrid, limited, full] = outcome.levels.map(({ challenge }) => challenge)
  const fullTenYears = withinYears(
    outcome.levels[levels.length - 1].challenge,
    occasionsOf(option, values),
    10,
  )
  return {
    id: pact.id,
    short: pact.short,
    deterrence: outcome.deterrence,
    challenge: { hybrid, limited, full },
    fullTenYears,
  }
}

const studyInput = (one: Case, settings: StudySettings): StudyInput => {
  const { options: wanted, metric, ...rest } = settings
  const options = optionsIn(one).map(({ option }) => option)
  return {
    ...rest,
    options: wanted.flatMap((id) => options.find(({ pact }) => pact.id === id) ?? []),
    assumptions: assumptionsIn(one.assumptions, one.set).assumptions,
    seed: one.seed,
    version: __VERSION__,
    primary: metric,
  }
}

type OnStage = (what: string, done: number, total: number) => void

/** Progress of a whole study from that of its stages, so that the time left is that of all of them. */
const wholeProgress = (planned: number, told: OnStage): OnStage => {
  let stage = ''
  let before = 0
  let own = 0
  return (what, done, total) => {
    const weight = what === 'breaking points' ? GAMES_OF_BREAKING : 1
    if (what !== stage) {
      before += own
      stage = what
    }
    own = total * weight
    told(what, before + done * weight, Math.max(planned, before + own))
  }
}

type Answers = {
  readonly [K in Kind]: (
    ask: Questions[K]['ask'],
    id: number,
  ) => Promise<Questions[K]['answer']> | Questions[K]['answer']
}

const answers: Answers = {
  read: ({ documents }) =>
    documents.map((document) => {
      const { name, pact, solvable, issues } = readDocument(document)
      return { name, pact, solvable, issues }
    }),
  assumptions: async ({ assumptions, set, language }) => {
    try {
      const list = await said(assumptionLines(assumptions, set), language)
      return { list, issues: assumptionsIn(assumptions, set).issues }
    } catch (error) {
      if (error instanceof IssueError)
        return { list: await said(assumptionLines('', {}), language), issues: error.issues }
      throw error
    }
  },
  glance: ({ case: one }) => {
    const { assumptions } = assumptionsIn(one.assumptions, one.set)
    return optionsIn(one).map(({ option }) => glanceOf(option, assumptions))
  },
  compare: async ({ case: one, draws, language }, id) => {
    const { assumptions, overridden } = assumptionsIn(one.assumptions, one.set)
    const ready = optionsIn(one)
    const comparison = await compare(
      {
        options: ready.map(({ option }) => option),
        findings: ready.map(({ findings }) => findings),
        assumptions,
        overridden,
        seed: one.seed,
        draws,
        version: __VERSION__,
      },
      crewNow().runShards(String(id), () => cancelled.has(id)),
      (done, total) => tell({ id, kind: 'progress', what: 'compare', done, total }),
    )
    return { comparison, sections: (await pages()).sectionsOfComparison(comparison, language) }
  },
  sayComparison: async ({ comparison, language }) => ({
    comparison,
    sections: (await pages()).sectionsOfComparison(comparison, language),
  }),
  drivers: async ({ case: one, option: wanted, language }, id) => {
    const { assumptions } = assumptionsIn(one.assumptions, one.set)
    const found = optionsIn(one).find(({ option }) => option.pact.id === wanted)
    if (found === undefined) return []
    const drivers = driversOf(found.option, assumptions, (done, total) => {
      if (done % 10 === 0) tell({ id, kind: 'progress', what: 'drivers', done, total })
    })
    return said(drivers, language)
  },
  study: async ({ case: one, settings, language }, id) => {
    const isCancelled = (): boolean => cancelled.has(id)
    const input = studyInput(one, settings)
    const study = await runStudy(input, {
      store: memoryStore(),
      ...crewNow().machinery(String(id), isCancelled),
      onProgress: wholeProgress(gamesAhead(input), (what, done, total) =>
        tell({ id, kind: 'progress', what, done, total }),
      ),
    })
    return (await pages()).studiedIn(study, language)
  },
  sayStudy: async ({ study, language }) => (await pages()).studiedIn(study, language),
  studyPlan: ({ case: one, settings }) => gamesAhead(studyInput(one, settings)),
  exercise: exercised,
  why: ({ id, ...ask }) => whyIn(ask, id),
  putEvent: putIn,
  branch: branchIn,
  branches: branchesIn,
  play: (ask, id) => playIn(ask, (done, total) => tell({ id, kind: 'progress', what: 'model', done, total })),
  afterAction: afterActionIn,
  track: async (ask) => (await tracking()).tracked(ask),
  takeIn: async (ask) => (await tracking()).takeIn(ask),
  findPromises: async (ask) => (await tracking()).promisesIn(ask),
  keepPromises: async (ask) => (await tracking()).keepPromises(ask),
  ledgerCsv: async ({ ledger }) => (await tracking()).csvOf(ledger),
  report: async ({ comparison, language }) => (await pages()).renderReport(comparison, { language }),
}

const answer = async <K extends Kind>(id: number, kind: K, ask: Questions[K]['ask']): Promise<void> => {
  try {
    tell({ id, kind: 'answer', answer: await answers[kind](ask, id) })
  } catch (error) {
    if (error instanceof Cancelled) tell({ id, kind: 'cancelled' })
    else if (error instanceof IssueError)
      tell({ id, kind: 'failed', message: error.message, issues: error.issues })
    else
      tell({
        id,
        kind: 'failed',
        message: error instanceof Error ? error.message : String(error),
        issues: [],
      })
  } finally {
    cancelled.delete(id)
  }
}

self.onmessage = ({ data }: MessageEvent<Ask>) => {
  if (data.kind === 'cancel') cancelled.add(data.id)
  else void answer(data.id, data.kind, data.ask)
}
