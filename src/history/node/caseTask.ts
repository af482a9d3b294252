import type { Cast } from '../../crisis/index.js'
import type { Pact } from '../../pact/index.js'
import { type CaseDraw, type CaseSettings, solveCaseDraws } from '../cases/run.js'

export interface CaseTask {
  readonly pact: Pact
  readonly cast: Cast
  readonly horizonMonths: number
  readonly settings: CaseSettings
  readonly part: readonly [from: number, to: number]
}

/** What a worker thread does: some draws of one case. */
const caseTask = ({ pact, cast, horizonMonths, settings, part }: CaseTask): readonly CaseDraw[] =>
  solveCaseDraws(pact, cast, horizonMonths, settings, part)

export default caseTask
