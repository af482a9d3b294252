import type { EventScores } from '../../history/backtest.js'
import type { RecordScores } from '../../history/record.js'
import { grid } from '../grid.js'
import { percent } from '../numbers.js'
import { paintFor } from '../paint.js'
import type { TerminalOptions } from '../terminal.js'
import { wrap } from '../text.js'
import { decimal, eventNames, periodName, verdictOn, withInterval } from './words.js'

/** What the last column of the scores means. */
const LOG_SKILL =
  'Log skill: by how many percent the log score of the crisis game is better (above 0) or worse than that row\'s; "better" means more probability given to what happened.'

const indent = (lines: readonly string[], by: number): string[] =>
  lines.map((line) => `${' '.repeat(by)}${line}`.trimEnd())

const scoreLines = (scores: EventScores, width: number): string[] => {
  const { methods } = scores
  return [
    `${eventNames[scores.event]}: ${scores.cases} of ${scores.rows}`,
    ...indent(
      grid(
        [
          { head: 'Method', cells: methods.map(({ name }) => name), least: 14 },
          { head: 'AUC', cells: methods.map(({ auc }) => withInterval(auc, 3)) },
          {
            head: 'Brier x 10,000',
            align: 'right',
            cells: methods.map(({ brier }) => decimal(brier.value * 1e4, 2)),
            drop: 2,
          },
          {
            head: 'Log x 1,000',
            align: 'right',
            cells: methods.map(({ log }) => decimal(log.value * 1e3, 2)),
            drop: 1,
          },
          {
            head: 'Log skill, %',
            cells: methods.map(({ id, logSkill }) => (id === 'model' ? '' : withInterval(logSkill, 1, 100))),
          },
        ],
        width - 2,
      ),
      2,
    ),
    ...indent(wrap(verdictOn(scores), width - 2), 2),
  ]
}

/** The scores of a frozen model for the terminal. */
export const renderRecord = (record: RecordScores, { colour, width }: TerminalOptions): string => {
  const { frozen, periods, selection, honour, games, unsolved } = record
  const paint = paintFor(colour)
  const lines = [
    ...wrap(
      `Frozen model: fitted on ${frozen.years.from} to ${frozen.years.to} (${frozen.rows} directed dyad-years, ${frozen.initiations} new disputes).`,
      width,
    ),
    ...wrap(
      `${games} games solved${record.controls === null ? '' : ` (every year with a dispute, ${record.controls} quiet ones of each stratum and period, weighted)`}, ${unsolved} did not converge; guarantors ${record.guarantors}. Intervals: 95%, dyads resampled.`,
      width,
    ),
    ...wrap(LOG_SKILL, width),
    '',
  ]
  for (const period of periods) {
    const seen =
      period.to <= frozen.years.to
        ? 'fitted on'
        : period.from > frozen.years.to
          ? 'not seen by the fit'
          : 'partly seen by the fit'
    lines.push(paint.bold(`${periodName(period)}, ${seen}`))
    for (const scores of period.events) lines.push(...indent(scoreLines(scores, width - 2), 2))
    lines.push('')
  }
  lines.push(...wrap('Honour in the model, P(a guarantor gives what it owes | full attack):', width))
  for (const one of selection)
    if (one.rows > 0)
      lines.push(
        ...indent(
          wrap(
            `${one.era}: ${percent(one.everywhere)} over all ${one.rows} targets with a pact, ${percent(one.attacked)} weighted by the risk of war`,
            width - 2,
            2,
          ),
          2,
        ),
      )
  for (const one of honour ?? [])
    lines.push(
      ...indent(
        wrap(
          `${one.era}, ${one.kind}: honoured ${one.honoured} of ${one.cases} (some ally helped in ${one.someHelped}); the model says each ${percent(one.each)}, at least one ${percent(one.some)}`,
          width - 2,
          2,
        ),
        2,
      ),
    )
  return `${lines.join('\n')}\n`
}
