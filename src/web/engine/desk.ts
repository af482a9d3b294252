import { IssueError } from '../../core/issue.js'
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
import { assumptionLines, assumptionsIn, optionsIn, readDocument } from './case.js'
import { Cancelled, Crew } from './crew.js'
import type { Ask, Glance, Kind, Questions, Tell } from './messages.js'

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
    const { assumptions } = assumptionsIn(one.assumptions, one.set)
    const isCancelled = (): boolean => cancelled.has(id)
    const { sampling, replicates, perReplicate, until, metric, fails, breaking } = settings
    const { runStudy, memoryStore } = await studying()
    const study = await runStudy(
      {
        options: optionsIn(one).map(({ option }) => option),
        assumptions,
        seed: one.seed,
        version: __VERSION__,
        sampling,
        replicates,
        perReplicate,
        until,
        primary: metric,
        fails,
        sobol: 0,
        pairs: false,
        shapley: 0,
        morris: 0,
        futures: 64,
        drawsInFuture: 16,
        top: 10,
        breaking,
      },
      {
        store: memoryStore(),
        ...crewNow().machinery(String(id), isCancelled),
        onProgress: (what, done, total) => tell({ id, kind: 'progress', what, done, total }),
      },
    )
    return (await pages()).studiedIn(study, language)
  },
  sayStudy: async ({ study, language }) => (await pages()).studiedIn(study, language),
  exercise: async (ask) => (await exercising()).exercised(ask),
  why: async ({ id, ...ask }) => (await exercising()).whyIn(ask, id),
  play: async (ask) => (await exercising()).playIn(ask),
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
