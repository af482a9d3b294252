import { type Issue, IssueError } from '../../core/issue.js'
import type { Assumption, Values } from '../../crisis/index.js'
import { type Equilibrium, gameOf, levelsOf, solve } from '../../crisis/index.js'
import { levels } from '../../pact/index.js'
import type { Language } from '../../report/strings/index.js'
import { compare } from '../../study/compare.js'
import { valuesAt } from '../../study/draws.js'
import type { Option } from '../../study/option.js'
import { solveAt } from '../../study/solveDraws.js'
import { withinYears } from '../../study/summarise.js'
import { sweeping } from '../../study/sweep.js'
import { occasionsOf } from '../../study/uncertainty/block.js'
import type { StudyInput } from '../../study/uncertainty/study.js'
import { assumptionLines, assumptionsIn, optionsIn, readDocument } from './case.js'
import { Cancelled, Crew } from './crew.js'
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
  return (await import('./speaking.js')).assumptionsIn(list, language)
}

const saidIssues = async (issues: readonly Issue[], language: Language): Promise<readonly Issue[]> =>
  language === 'en' ? issues : (await import('./speaking.js')).issuesIn(issues, language)

/** So is what reads and counts the ledger, plays exercises and runs studies: the first numbers do not wait for it. */
const tracking = () => import('./tracking.js')
const exercising = () => import('./exercising.js')
const studying = () => import('./studying.js')

/**
 * The last look at each option: the next solution starts from it, which saves time and changes nothing, and what did not
 * change is not solved again.
 */
const lately = new Map<string, { option: Option; values: string; equilibrium: Equilibrium; glance: Glance }>()

const glanceOf = (option: Option, assumptions: readonly Assumption[]): Glance => {
  const values = valuesAt(assumptions, 0.5)
  const key = JSON.stringify(values)
  const { pact, cast, reading } = option
  const last = lately.get(pact.id)
  // A text that reads as before is the same object (case.ts).
  if (last?.values === key && last.option.pact === pact && last.option.reading === reading) return last.glance
  const quick = solve(
    gameOf(pact, cast, reading, values),
    last === undefined ? {} : { warm: last.equilibrium },
  )
  const equilibrium = quick.converged ? quick : solveAt(option, values)[0].equilibrium
  const glance = glanceAt(option, equilibrium, values)
  lately.set(pact.id, { option, values: key, equilibrium, glance })
  return glance
}

const glanceAt = (option: Option, equilibrium: Equilibrium, values: Values): Glance => {
  const { pact } = option
  const outcome = levelsOf(equilibrium)
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
  const { assumptions, overridden } = assumptionsIn(one.assumptions, one.set, one.prior)
  return {
    ...rest,
    options: wanted.flatMap((id) => options.find(({ pact }) => pact.id === id) ?? []),
    assumptions,
    overridden: [...overridden],
    seed: one.seed,
    version: __VERSION__,
    primary: metric,
  }
}

type Answers = {
  readonly [K in Kind]: (
    ask: Questions[K]['ask'],
    id: number,
  ) => Promise<Questions[K]['answer']> | Questions[K]['answer']
}

const answers: Answers = {
  read: ({ documents, language }) =>
    Promise.all(
      documents.map(async (document) => {
        const { name, pact, solvable, issues } = readDocument(document)
        return { name, pact, solvable, issues: await saidIssues(issues, language) }
      }),
    ),
  assumptions: async ({ assumptions, set, prior, language }) => {
    try {
      const list = await said(assumptionLines(assumptions, set, prior), language)
      return { list, issues: assumptionsIn(assumptions, set, prior).issues }
    } catch (error) {
      if (error instanceof IssueError)
        return { list: await said(assumptionLines('', {}, prior), language), issues: error.issues }
      throw error
    }
  },
  glance: ({ case: one }) => {
    const { assumptions } = assumptionsIn(one.assumptions, one.set, one.prior)
    return optionsIn(one).map(({ option }) => glanceOf(option, assumptions))
  },
  compare: async ({ case: one, draws, language }, id) => {
    const { assumptions, overridden } = assumptionsIn(one.assumptions, one.set, one.prior)
    const ready = optionsIn(one)
    const comparison = await compare(
      {
        options: ready.map(({ option }) => option),
        findings: ready.map(({ findings }) => findings),
        assumptions,
        overridden,
        prior: one.prior,
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
    const { assumptions } = assumptionsIn(one.assumptions, one.set, one.prior)
    const found = optionsIn(one).find(({ option }) => option.pact.id === wanted)
    if (found === undefined) return null
    const steps = sweeping(found.option, assumptions)
    for (;;) {
      const step = steps.next()
      if (step.done === true)
        return { ...step.value, assumptions: await said(step.value.assumptions, language) }
      const [done, total] = step.value
      if (done % 10 === 0) tell({ id, kind: 'progress', what: 'drivers', done, total })
      // What came in meanwhile is answered first: a slider must not wait for this.
      await new Promise((resolve) => setTimeout(resolve))
      if (cancelled.has(id)) throw new Cancelled()
    }
  },
  study: async ({ case: one, settings, language }, id) => {
    const isCancelled = (): boolean => cancelled.has(id)
    const input = studyInput(one, settings)
    const { runStudy, memoryStore, gamesAhead, wholeProgress } = await studying()
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
  studyPlan: async ({ case: one, settings }) => (await studying()).gamesAhead(studyInput(one, settings)),
  exercise: async (ask) => (await exercising()).exercised(ask),
  why: async ({ id, ...ask }) => (await exercising()).whyIn(ask, id),
  putEvent: async (ask) => (await exercising()).putIn(ask),
  branch: async (ask) => (await exercising()).branchIn(ask),
  branches: async (ask) => (await exercising()).branchesIn(ask),
  play: async (ask, id) =>
    (await exercising()).playIn(ask, (done, total) =>
      tell({ id, kind: 'progress', what: 'model', done, total }),
    ),
  afterAction: async (ask) => (await exercising()).afterActionIn(ask),
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
