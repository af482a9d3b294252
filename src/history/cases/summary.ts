import { agreementOf, type CoderAgreement } from './agreement.js'
import type { BlindAnswer } from './judge.js'
import type { PastCase } from './schema.js'
import {
  type BootstrapSettings,
  type CaseEventScores,
  type HonourRow,
  type HonourScores,
  honourRows,
  type JudgedCase,
  scoreCases,
  scoreHonour,
} from './score.js'

/** All cases under one prior: the answers and how they score. */
export interface PriorScores {
  readonly prior: 'wide' | 'record'
  readonly answers: readonly BlindAnswer[]
  readonly events: readonly CaseEventScores[]
  readonly honourRows: readonly HonourRow[]
  readonly honour: HonourScores | null
}

/** What `guarantor history run --all` prints and draws. */
export interface CasesSummary {
  readonly guarantor: 'past-cases'
  readonly version: string
  readonly seed: number
  readonly draws: number
  readonly samples: number
  readonly cases: readonly PastCase[]
  /** The prior that was asked for first. */
  readonly priors: readonly [PriorScores, ...PriorScores[]]
  readonly agreement: CoderAgreement
}

/** Scores the answers of one prior against what happened; `answers` and `cases` in the same order. */
export const scorePrior = (
  prior: PriorScores['prior'],
  answers: readonly BlindAnswer[],
  cases: readonly PastCase[],
  settings: BootstrapSettings,
): PriorScores => {
  const judged = answers.map((given, k): JudgedCase => ({ ...given, pastCase: cases[k] }))
  const rows = honourRows(judged)
  return {
    prior,
    answers,
    events: scoreCases(judged, settings),
    honourRows: rows,
    honour: scoreHonour(rows),
  }
}

export const summariseCases = (
  cases: readonly PastCase[],
  priors: CasesSummary['priors'],
  made: Pick<CasesSummary, 'version' | 'seed' | 'draws' | 'samples'>,
): CasesSummary => ({ guarantor: 'past-cases', ...made, cases, priors, agreement: agreementOf(cases) })
