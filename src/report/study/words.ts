import type { BoxLimit, DiscoveredBox, Discovery, StopReason } from '../../core/discovery/index.js'
import type { Estimate } from '../../core/estimate.js'
import type { Breaking, Drivers, Metric, Regret, Study } from '../../study/uncertainty/index.js'
import { metrics } from '../../study/uncertainty/index.js'
import { credibility, NO_NUMBER, percent, percentagePoints, points, significant } from '../numbers.js'
import { cleanText } from '../text.js'
import { listText, sentenceCase } from '../words.js'

/** A metric by its place or name. */
export const metricOf = (which: number | string): Metric =>
  (typeof which === 'number' ? metrics[which] : metrics.find(({ name }) => name === which)) as Metric

/** A number of a metric, in its unit. */
export const metricText = ({ unit }: Metric, x: number | null): string =>
  unit === 'BE' ? `${points(x)} BE` : unit === 'credibility' ? credibility(x) : percent(x)

/** A difference between two numbers of a metric. */
export const changeText = ({ unit }: Metric, x: number | null): string =>
  unit === 'BE' || unit === 'credibility'
    ? x !== null && x > 0
      ? `+${metricText({ unit } as Metric, x)}`
      : metricText({ unit } as Metric, x)
    : percentagePoints(x)

const half = ({ low, high }: Estimate): number => (high - low) / 2

/** Decimals that an error of this size leaves of use, for a percentage. */
const decimals = (error: number): number => (error === 0 || error >= 0.005 ? 0 : error >= 0.0005 ? 1 : 2)

/** `20.1% ± 0.3`: an estimate with the half-width of its 95% interval, to the digits that the error leaves. */
export const estimateText = ({ unit }: Metric, estimate: Estimate | null): string => {
  if (estimate === null || !Number.isFinite(estimate.value)) return NO_NUMBER
  const error = half(estimate)
  const scale = unit === 'BE' || unit === 'credibility' ? 1 : 100
  const digits =
    scale === 100
      ? decimals(error)
      : Number.isFinite(error) && error > 0
        ? Math.max(0, Math.min(3, Math.ceil(-Math.log10(error))))
        : 2
  const sign = scale === 100 ? '%' : unit === 'BE' ? ' BE' : ''
  const value = `${(estimate.value * scale).toFixed(digits)}${sign}`.replace('-', '−')
  return Number.isFinite(error) && error > 0
    ? `${value} ± ${(error * scale).toFixed(Math.max(digits, 1))}`
    : value
}

/** What `indexText` writes where an index is not told from zero; tables explain it. */
export const zeroNote = '0 (≤ x): zero within its error, at most x; a negative estimate means zero'

/** A share of the variance with its 95% interval; honest about what noise makes of zero. */
export const indexText = ({ value, low, high }: Estimate): string => {
  const number = (x: number): string => x.toFixed(2).replace('-', '−').replace('−0.00', '0.00')
  if (!Number.isFinite(low)) return number(value)
  if (value <= 0 || low <= 0) return `0 (≤ ${number(Math.max(0, high))})`
  return `${number(value)} (${number(low)}–${number(high)})`
}

/** An effect in the unit of the metric, or PAWN's gap, with its 95% interval. */
export const rangedText = (text: (x: number) => string, { value, low, high }: Estimate): string =>
  Number.isFinite(low) ? `${text(value)} (${text(low)} to ${text(high)})` : text(value)

/** What a pair of assumptions explains together and neither alone; those that are told from zero, largest first. */
export const pairsText = ({ sobol }: Drivers): string | null => {
  if (sobol === null || sobol.pairs.length === 0) return null
  const told = sobol.pairs
    .filter(({ interaction }) => interaction.low > 0)
    .sort((a, b) => b.interaction.value - a.interaction.value)
  return told.length === 0
    ? `none of ${sobol.pairs.length} pairs is told from zero`
    : `${told
        .slice(0, 5)
        .map(({ names, interaction }) => `${names.join(' and ')} ${indexText(interaction)}`)
        .join(', ')}${told.length > 5 ? ` and ${told.length - 5} more` : ''}; of ${sobol.pairs.length} pairs`
}

/** What a study asked of its draws, in words. */
export const samplingText = ({ sampling, replicates, draws }: Study): string => {
  const kind =
    sampling === 'sobol'
      ? "scrambled Sobol' points"
      : sampling === 'lhs'
        ? 'Latin hypercubes'
        : 'plain Monte Carlo'
  return `${draws} draws in ${replicates} independent replicates of ${kind}`
}

/** How an option is said to fail. */
export const failureText = ({ metric, is, threshold }: Study['fails']): string =>
  `${lowerFirst(metricOf(metric).label)} is ${is} ${metricText(metricOf(metric), threshold)}`

export const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** `+1.3 sd`. */
export const deviations = (x: number): string =>
  `${x < 0 ? '−' : '+'}${Math.abs(x).toFixed(Math.abs(x) < 0.095 ? 2 : 1)} sd`

/** Units of the assumptions by name. */
export type Units = ReadonlyMap<string, string>

export const unitsOf = ({ assumptions }: Study): Units =>
  new Map(assumptions.map(({ name, unit }) => [name, cleanText(unit)]))

/** A value of an assumption with its unit. */
const valueText = (units: Units, name: string, value: number): string =>
  `${significant(value)} ${units.get(name) ?? ''}`.trimEnd()

const limitText = (units: Units, { name, low, high }: BoxLimit): string =>
  low !== null && high !== null
    ? `${name} from ${significant(low)} to ${valueText(units, name, high)}`
    : low !== null
      ? `${name} at least ${valueText(units, name, low)}`
      : `${name} at most ${valueText(units, name, high as number)}`

const shareText = (value: number | null, interval: readonly [number, number] | null): string =>
  value === null || interval === null
    ? NO_NUMBER
    : `${percent(value)} (${Math.round(100 * interval[0])}–${Math.round(100 * interval[1])}%)`

/** A box in words, with what draws that had no part in finding it say of it. */
const boxText = (units: Units, { limits, heldOut }: DiscoveredBox, what: string): string =>
  `it fails in ${shareText(heldOut.density, heldOut.densityInterval)} of ${what} with ${listText(limits.map((limit) => limitText(units, limit)))}; ${shareText(heldOut.coverage, heldOut.coverageInterval)} of its failures lie there`

const stopWords: Readonly<Record<StopReason, string>> = {
  'no-hits': 'no failure is left outside',
  'only-hits': 'all that is left fails',
  'too-few': 'too few failures are left for a further box',
  'no-better-than-chance': 'no further box is better than chance',
  'enough-boxes': 'no more boxes were looked for',
}

/** Where an option fails, in words: its boxes in the order found, and why there are no more. */
export const boxesText = (
  units: Units,
  { boxes, stopped, baseRate, rows, hits }: Discovery,
  what: 'draws' | 'futures' = 'draws',
): string => {
  if (hits === 0 || hits === rows) return `It fails in ${hits === 0 ? 'none' : 'all'} of ${rows} ${what}.`
  const base = `It fails in ${percent(baseRate)} of ${rows} ${what} (${hits}).`
  return boxes.length === 0
    ? `${base} ${stopped === 'too-few' ? 'Too few failures, or too few others, to look for a box' : 'No box of assumptions tells failures from the rest better than chance'}.`
    : `${base} ${boxes.map((box, k) => `${k === 0 ? 'First box' : 'Then'}: ${boxText(units, box, what)}.`).join(' ')} ${sentenceCase(stopWords[stopped])}.`
}

/** What a regret table is over. */
export const regretNote = ({ over, scenarios, metrics: ranked, weightings }: Regret): string =>
  `${over === 'futures' ? `${scenarios} futures of the deeply uncertain assumptions, spread evenly, none called likelier than another` : `${scenarios} draws, each a scenario`}. Regret: how much worse than the best option there. First in: share of scenarios, and of ${weightings} weightings of ${listText(ranked)}, in which the option comes first; ties are divided.`

/** What would turn round, in words. */
export const questionText = ({ question, at }: Breaking, shorts: readonly string[]): string => {
  if (question.kind === 'order')
    return `${shorts[question.first]} before ${shorts[question.second]} (${changeText(metricOf(question.metric), at)})`
  const metric = metricOf(question.metric)
  return `${metric.label}: ${metricText(metric, at + question.threshold)}, ${at > 0 ? 'above' : 'below'} ${metricText(metric, question.threshold)}`
}

/** The assumptions that do it alone, nearest first; or that none does. */
export const aloneText = (units: Units, { alone }: Breaking, most = 3): string =>
  alone.length === 0
    ? 'no assumption alone within 3 sd'
    : alone
        .slice(0, most)
        .map(
          ({ name, distance, value }) => `${name} ${deviations(distance)} (${valueText(units, name, value)})`,
        )
        .join(', ') + (alone.length > most ? ` and ${alone.length - most} more` : '')

/** The joint change that does it. */
export const togetherText = ({ together }: Breaking, most = 3): string =>
  together === null
    ? 'no joint change found within 3 sd'
    : `${deviations(together.distance).slice(1)} together: ${together.parts
        .slice(0, most)
        .map(({ name, distance }) => `${name} ${deviations(distance)}`)
        .join(', ')}${together.parts.length > most ? ' ...' : ''}`
