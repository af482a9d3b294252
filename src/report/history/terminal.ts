import type { RecordScores } from '../../history/record.js'
import { percent } from '../numbers.js'
import { decimal, eventNames, periodName, verdictOn, withInterval } from './words.js'

/** The scores of a frozen model for the terminal. */
export const renderRecord = (record: RecordScores): string => {
  const { frozen, periods, selection, honour, games, unsolved } = record
  const lines = [
    `Frozen model: fitted on ${frozen.years.from} to ${frozen.years.to} (${frozen.rows} directed dyad-years, ${frozen.initiations} new disputes).`,
    `${games} games solved${record.controls === null ? '' : ` (every year with a dispute, ${record.controls} quiet ones of each stratum and period, weighted)`}, ${unsolved} did not converge; guarantors ${record.guarantors}. Intervals: 95%, dyads resampled.`,
    '',
  ]
  for (const period of periods) {
    const seen =
      period.to <= frozen.years.to
        ? 'fitted on'
        : period.from > frozen.years.to
          ? 'not seen by the fit'
          : 'partly seen by the fit'
    lines.push(`${periodName(period)}, ${seen}`)
    for (const scores of period.events) {
      lines.push(`  ${eventNames[scores.event]}: ${scores.cases} of ${scores.rows}`)
      lines.push(
        `    ${''.padEnd(22)} ${'AUC'.padEnd(24)} ${'Brier x 10,000'.padEnd(16)} ${'log x 1,000'.padEnd(12)} log skill of the game, %`,
      )
      for (const method of scores.methods)
        lines.push(
          `    ${method.name.padEnd(22)} ${withInterval(method.auc, 3).padEnd(24)} ${decimal(method.brier.value * 1e4, 2).padEnd(16)} ${decimal(method.log.value * 1e3, 2).padEnd(12)} ${method.id === 'model' ? '' : withInterval(method.logSkill, 1, 100)}`.trimEnd(),
        )
      lines.push(`    ${verdictOn(scores)}`)
    }
    lines.push('')
  }
  lines.push('Honour in the model, P(a guarantor gives what it owes | full attack):')
  for (const one of selection)
    if (one.rows > 0)
      lines.push(
        `  ${one.era.padEnd(12)} ${percent(one.everywhere)} over all ${one.rows} targets with a pact, ${percent(one.attacked)} weighted by the risk of war`,
      )
  for (const one of honour ?? [])
    lines.push(
      `  ${one.era}, ${one.kind}: honoured ${one.honoured} of ${one.cases} (some ally helped in ${one.someHelped}); the model says each ${percent(one.each)}, at least one ${percent(one.some)}`,
    )
  return `${lines.join('\n')}\n`
}
