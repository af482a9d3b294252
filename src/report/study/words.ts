import type { BoxLimit, DiscoveredBox, Discovery } from '../../core/discovery/index.js'
import type { Estimate } from '../../core/estimate.js'
import type { Breaking, Drivers, Metric, Regret, Study } from '../../study/uncertainty/index.js'
import { metrics } from '../../study/uncertainty/index.js'
import { en, type Strings } from '../strings/en.js'
import { cleanText } from '../text.js'
import { NO_NUMBER, sentenceCase } from '../words.js'

/** A metric by its place or name. */
export const metricOf = (which: number | string): Metric =>
  (typeof which === 'number' ? metrics[which] : metrics.find(({ name }) => name === which)) as Metric

/** What a metric is called. */
export const labelOf = ({ name, label }: Metric, t: Strings = en): string => t.study.metrics[name] ?? label

/** A number of a metric, in its unit. */
export const metricText = ({ unit }: Pick<Metric, 'unit'>, x: number | null, t: Strings = en): string =>
  unit === 'BE' ? t.brigades(t.points(x)) : unit === 'credibility' ? t.credibility(x) : t.percent(x)

/** A difference between two numbers of a metric. */
export const changeText = ({ unit }: Pick<Metric, 'unit'>, x: number | null, t: Strings = en): string =>
  unit === 'BE' || unit === 'credibility'
    ? x !== null && x > 0
      ? `+${metricText({ unit }, x, t)}`
      : metricText({ unit }, x, t)
    : t.percentagePoints(x)

const half = ({ low, high }: Estimate): number => (high - low) / 2

/** Decimals that an error of this size leaves of use, for a percentage. */
const decimals = (error: number): number => (error === 0 || error >= 0.005 ? 0 : error >= 0.0005 ? 1 : 2)

/** `20.1% ± 0.3`: an estimate with the half-width of its 95% interval, to the digits that the error leaves. */
export const estimateText = ({ unit }: Metric, estimate: Estimate | null, t: Strings = en): string => {
  if (estimate === null || !Number.isFinite(estimate.value)) return NO_NUMBER
  const error = half(estimate)
  const scale = unit === 'BE' || unit === 'credibility' ? 1 : 100
  const digits =
    scale === 100
      ? decimals(error)
      : Number.isFinite(error) && error > 0
        ? Math.max(0, Math.min(3, Math.ceil(-Math.log10(error))))
        : 2
  const number = t.fixed(estimate.value * scale, digits).replace('-', '−')
  const value = scale === 100 ? `${number}%` : unit === 'BE' ? t.brigades(number) : number
  return Number.isFinite(error) && error > 0
    ? `${value} ± ${t.fixed(error * scale, Math.max(digits, 1))}`
    : value
}

/** What `indexText` writes where an index is not told from zero; tables explain it. */
export const zeroNote = en.study.drivers.zero

/** A share of the variance with its 95% interval; honest about what noise makes of zero. */
export const indexText = ({ value, low, high }: Estimate, t: Strings = en): string => {
  const number = (x: number): string => t.credibility(x)
  if (!Number.isFinite(low)) return number(value)
  if (value <= 0 || low <= 0) return `0 (≤ ${number(Math.max(0, high))})`
  return `${number(value)} (${number(low)}–${number(high)})`
}

/** An effect in the unit of the metric, or PAWN's gap, with its 95% interval. */
export const rangedText = (
  text: (x: number) => string,
  { value, low, high }: Estimate,
  t: Strings = en,
): string => (Number.isFinite(low) ? `${text(value)} (${t.range(text(low), text(high))})` : text(value))

/** What a pair of assumptions explains together and neither alone; those that are told from zero, largest first. */
export const pairsText = ({ sobol }: Drivers, t: Strings = en): string | null => {
  if (sobol === null || sobol.pairs.length === 0) return null
  const told = sobol.pairs
    .filter(({ interaction }) => interaction.low > 0)
    .sort((a, b) => b.interaction.value - a.interaction.value)
  return told.length === 0
    ? t.study.drivers.noPair(sobol.pairs.length)
    : t.study.drivers.somePairs(
        told
          .slice(0, 5)
          .map(({ names, interaction }) => t.study.drivers.pair(names, indexText(interaction, t))),
        told.length - 5,
        sobol.pairs.length,
      )
}

/** What a study asked of its draws, in words. */
export const samplingText = ({ sampling, replicates, draws }: Study, t: Strings = en): string =>
  t.study.sampling(draws, replicates, sampling === 'sobol' || sampling === 'lhs' ? sampling : 'plain')

/** How an option is said to fail. */
export const failureText = ({ metric, is, threshold }: Study['fails'], t: Strings = en): string => {
  const asked = metricOf(metric)
  return t.study.failure(lowerFirst(labelOf(asked, t)), is, metricText(asked, threshold, t))
}

export const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** `+1.3 sd`. */
export const deviations = (x: number, t: Strings = en): string =>
  t.study.breaking.deviations(`${x < 0 ? '−' : '+'}${t.fixed(Math.abs(x), Math.abs(x) < 0.095 ? 2 : 1)}`)

/** Units of the assumptions by name. */
export type Units = ReadonlyMap<string, string>

export const unitsOf = ({ assumptions }: Pick<Study, 'assumptions'>): Units =>
  new Map(assumptions.map(({ name, unit }) => [name, cleanText(unit)]))

/** A value of an assumption with its unit. */
const valueText = (units: Units, name: string, value: number, t: Strings): string =>
  `${t.significant(value)} ${units.get(name) ?? ''}`.trimEnd()

const limitText = (units: Units, { name, low, high }: BoxLimit, t: Strings): string =>
  low !== null && high !== null
    ? t.study.boxes.between(name, t.significant(low), valueText(units, name, high, t))
    : low !== null
      ? t.study.boxes.atLeast(name, valueText(units, name, low, t))
      : t.study.boxes.atMost(name, valueText(units, name, high as number, t))

const shareText = (value: number | null, interval: readonly [number, number] | null, t: Strings): string =>
  value === null || interval === null
    ? NO_NUMBER
    : `${t.percent(value)} (${Math.round(100 * interval[0])}–${Math.round(100 * interval[1])}%)`

/** A box in words, with what draws that had no part in finding it say of it. */
const boxText = (
  units: Units,
  { limits, heldOut }: DiscoveredBox,
  what: 'draws' | 'futures',
  t: Strings,
): string =>
  t.study.boxes.box(
    shareText(heldOut.density, heldOut.densityInterval, t),
    what,
    limits.map((limit) => limitText(units, limit, t)),
    shareText(heldOut.coverage, heldOut.coverageInterval, t),
  )

/** Where an option fails, in words: its boxes in the order found, and why there are no more. */
export const boxesText = (
  units: Units,
  { boxes, stopped, baseRate, rows, hits }: Discovery,
  what: 'draws' | 'futures' = 'draws',
  t: Strings = en,
): string => {
  const say = t.study.boxes
  if (hits === 0 || hits === rows) return say.allOrNone(hits === 0, rows, what)
  const base = say.base(t.percent(baseRate), rows, what, hits)
  if (boxes.length === 0) return `${base} ${stopped === 'too-few' ? say.tooFew : say.noBox}`
  const found = boxes.map((box, k) => (k === 0 ? say.first : say.next)(boxText(units, box, what, t)))
  return `${base} ${found.join(' ')} ${sentenceCase(say.stops[stopped])}.`
}

/** What a regret table is over. */
export const regretNote = (
  { over, scenarios, metrics: ranked, weightings }: Regret,
  t: Strings = en,
): string => t.study.robustness.note(over === 'futures' ? 'futures' : 'draws', scenarios, weightings, ranked)

/** What would turn round, in words. */
export const questionText = (
  { question, at }: Breaking,
  shorts: readonly string[],
  t: Strings = en,
): string => {
  const metric = metricOf(question.metric)
  if (question.kind === 'order')
    return t.study.breaking.orderQuestion(
      shorts[question.first],
      shorts[question.second],
      changeText(metric, at, t),
    )
  return t.study.breaking.threshold(
    labelOf(metric, t),
    metricText(metric, at + question.threshold, t),
    at > 0,
    metricText(metric, question.threshold, t),
  )
}

/** The assumptions that do it alone, nearest first; or that none does. */
export const aloneText = (units: Units, { alone }: Breaking, most = 3, t: Strings = en): string =>
  alone.length === 0
    ? t.study.breaking.noneAlone
    : alone
        .slice(0, most)
        .map(
          ({ name, distance, value }) =>
            `${name} ${deviations(distance, t)} (${valueText(units, name, value, t)})`,
        )
        .join(', ') + (alone.length > most ? t.study.breaking.more(alone.length - most) : '')

/** The joint change that does it. */
export const togetherText = ({ together }: Breaking, most = 3, t: Strings = en): string =>
  together === null
    ? t.study.breaking.noneTogether
    : t.study.breaking.together(
        deviations(together.distance, t).slice(1),
        `${together.parts
          .slice(0, most)
          .map(({ name, distance }) => `${name} ${deviations(distance, t)}`)
          .join(', ')}${together.parts.length > most ? ' ...' : ''}`,
      )
