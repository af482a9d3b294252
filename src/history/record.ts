import type { Frozen, PeriodScores } from './backtest.js'
import type { HonourComparison, Selection } from './honourModel.js'

/** A frozen model beside a panel: what `guarantor history score` prints and draws. */
export interface RecordScores {
  readonly panel: string
  /** Were guarantors taken by name from the published files, or made up from the panel's columns? */
  readonly guarantors: 'by name' | 'from columns'
  readonly frozen: Frozen
  readonly periods: readonly PeriodScores[]
  readonly selection: readonly Selection[]
  /** Null where the files of honour are not at hand. */
  readonly honour: readonly HonourComparison[] | null
  readonly games: number
  /** Quiet years solved in each stratum and period; null where all were. */
  readonly controls: number | null
  readonly unsolved: number
  readonly samples: number
  readonly seed: number
}
