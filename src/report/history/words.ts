import type { Bootstrapped } from '../../core/score.js'
import type { EventScores, PeriodScores } from '../../history/backtest.js'
import type { EventKind } from '../../history/comparators.js'
import type { MethodScore } from '../../history/scoring.js'
import { NO_NUMBER } from '../numbers.js'

export const eventNames: Readonly<Record<EventKind, string>> = {
  initiation: 'A new dispute',
  force: 'Use of force',
  war: 'War',
}

/** A number with so many decimals and a true minus sign. */
export const decimal = (x: number, digits: number): string =>
  Number.isFinite(x) ? x.toFixed(digits).replace('-', '−') : NO_NUMBER

/** `.842 (.831 to .853)`: a value with its 95% interval. */
export const withInterval = ({ value, low, high }: Bootstrapped, digits: number, scale = 1): string =>
  Number.isFinite(low) && Number.isFinite(high)
    ? `${decimal(value * scale, digits)} (${decimal(low * scale, digits)} to ${decimal(high * scale, digits)})`
    : decimal(value * scale, digits)

export const periodName = ({ from, to }: PeriodScores): string => (from === to ? `${from}` : `${from}–${to}`)

const best = (methods: readonly MethodScore[]): MethodScore =>
  methods.reduce((lead, one) => (one.log.value < lead.log.value ? one : lead))

/** Who predicts better, said without mercy; from the log score and its interval over resampled dyads. */
export const verdictOn = ({ event, methods, cases }: EventScores): string => {
  const model = methods.find(({ id }) => id === 'model')
  if (model === undefined) return ''
  const others = methods.filter(({ id }) => id !== 'model')
  const lead = best(others)
  const beaten = others.filter(({ logSkill }) => logSkill.low > 0).map(({ name }) => name.toLowerCase())
  const against = lead.logSkill
  const first = `${eventNames[event]} (${cases} cases): `
  const rest =
    beaten.length === 0
      ? 'It is clearly better than none of them.'
      : `It is clearly better than: ${beaten.join('; ')}.`
  if (against.high < 0)
    return `${first}${lead.name.toLowerCase()} predicts better than the crisis game; the game's log score is ${decimal(-100 * against.value, 1)}% worse. ${rest}`
  if (against.low > 0)
    return `${first}the crisis game predicts better than every comparator; the next best is ${lead.name.toLowerCase()}, whose log score is ${decimal(100 * against.value, 1)}% worse.`
  return `${first}the crisis game and ${lead.name.toLowerCase()} cannot be told apart (difference in log score ${withInterval(against, 1, 100)}%). ${rest}`
}
