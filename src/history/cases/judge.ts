import type { Cast } from '../../crisis/index.js'
import type { Pact } from '../../pact/index.js'
import { type AnnualRates, baseRateOf, type CaseRule, dyadFacts, ruleChances } from './rules.js'
import { type CaseEvent, type CaseRun, type CaseSettings, type CaseSolver, runCase } from './run.js'
import type { PastCase } from './schema.js'

/** A past case with its document and the states in it. */
export interface OpenCase {
  readonly pastCase: PastCase
  readonly pact: Pact
  readonly cast: Cast
}

/** What is asked of the model: the case without anything that came later. */
export interface BlindCase {
  readonly id: string
  readonly title: string
  readonly question: string
  readonly asOf: string
  readonly horizonMonths: number
  readonly pact: Pact
  readonly cast: Cast
}

/** The answers to a blind case: the model's and those of the rules. */
export interface BlindAnswer {
  readonly id: string
  readonly title: string
  readonly question: string
  readonly asOf: string
  readonly beneficiary: string
  readonly adversary: string
  readonly run: CaseRun
  readonly rules: Readonly<Record<CaseRule, Readonly<Record<CaseEvent, number>>>>
  /** The set of dyads whose base rate was taken. */
  readonly baseRate: AnnualRates
}

/** Takes a case apart: nothing of its sheet, outcome, second coding or comment is left. */
export const blind = ({ pastCase, pact, cast }: OpenCase): BlindCase => {
  const { id, title, question, asOf, horizonMonths } = pastCase
  return { id, title, question, asOf, horizonMonths, pact, cast }
}

/** Asks the model and the rules. Throws as `runCase` does. */
export const answer = async (
  { id, title, question, asOf, horizonMonths, pact, cast }: BlindCase,
  settings: CaseSettings,
  solver?: CaseSolver,
): Promise<BlindAnswer> => ({
  id,
  title,
  question,
  asOf,
  beneficiary: cast.beneficiary.name,
  adversary: cast.adversary?.name ?? '',
  run: await runCase(pact, cast, horizonMonths, settings, solver),
  rules: ruleChances(pact, cast, horizonMonths),
  baseRate: baseRateOf(pact, dyadFacts(pact, cast)),
})
