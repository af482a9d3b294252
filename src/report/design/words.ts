import type { DesignResult, Measured, ObjectiveRow } from '../../study/design/index.js'
import { type Attack, measures } from '../../study/design/index.js'
import { NO_NUMBER, percent, percentagePoints, significant } from '../numbers.js'

const unitOf = (name: string): string => measures.find((measure) => measure.name === name)?.unit ?? ''

/** Short names for the heads of tables. */
const heads: Readonly<Record<string, string>> = {
  deterrence: 'No challenge',
  'challenge.hybrid': 'Hybrid',
  'challenge.limited': 'Limited',
  'challenge.full': 'Full',
  'full.tenYears': '10y full',
  margin: 'Worst margin',
  honour: 'Honour',
  clash: 'Clash',
  money: 'EUR m/year',
  tested: 'If tested',
  largest: 'Largest share',
  early: '24 months',
  provocation: 'Provocation',
  exploit: 'Best challenge',
  satisficing: 'Good enough',
  brigades: 'BE placed',
}

export const headOf = (name: string): string => heads[name] ?? name

/** A value of a measure, without its unit where the head of the column has it. */
export const valueText = (name: string, x: number | null | undefined): string => {
  if (x === null || x === undefined || !Number.isFinite(x)) return NO_NUMBER
  if (name === 'provocation') return `${signedTenths(100 * x)} pp`
  const unit = unitOf(name)
  // Small chances that differ by tenths of a percent.
  if (name === 'clash' && x >= 0.0005 && x < 0.0995) return `${(100 * x).toFixed(1)}%`
  if (unit === 'credibility' || unit === 'points') return plainTenths(x, unit === 'points' ? 0 : 2)
  if (unit === 'probability' || unit === 'share') return percent(x)
  if (unit === 'BE') return significant(Math.round(10 * x) / 10)
  return significant(x)
}

const plainTenths = (x: number, digits: number): string => {
  const text = Math.abs(x).toFixed(digits)
  return x < 0 && Number(text) !== 0 ? `−${text}` : text
}

const signedTenths = (x: number): string => {
  const text = plainTenths(x, 1)
  return Number(text.replace('−', '')) === 0 ? '0' : x > 0 ? `+${text}` : text
}

/** The same with its unit, for sentences. */
export const withUnit = (name: string, x: number): string => {
  if (name === 'money') return `EUR ${valueText(name, x)} m a year`
  const unit = unitOf(name)
  return unit === 'BE' || unit === 'points' ? `${valueText(name, x)} ${unit}` : valueText(name, x)
}

/** Mean of a measure; and its 5th and 95th percentile over draws, empty where they are one. */
export const measuredText = (name: string, values: Measured): { mean: string; range: string } => {
  const value = values[name]
  if (value === null || value === undefined) return { mean: NO_NUMBER, range: '' }
  const [low, high] = [valueText(name, value.p05), valueText(name, value.p95)]
  return {
    mean: valueText(name, value.mean),
    range: low === high ? '' : `${low.replace(' pp', '')} to ${high}`,
  }
}

export const aimText = ({ name, label, aim, notice }: ObjectiveRow): string =>
  `${aim} ${name}: ${label} (differences from ${name === 'provocation' || unitOf(name) === 'probability' || unitOf(name) === 'share' ? `${significant(100 * notice)} percentage points` : withUnit(name, notice)} matter)`

/** Why and when the search stopped. */
export const stopText = ({ search, space }: DesignResult): string => {
  const { looked, solved, stopped, settled, gain, trace, finalists } = search
  const last = trace.at(-1)?.hypervolume ?? 0
  const before = trace[Math.max(0, trace.length - 1 - settled)]?.hypervolume ?? 0
  const grew = last > 0 ? (last - before) / last : 0
  const size = space.size === null ? 'without end' : `of ${significant(space.size)} designs`
  const why = {
    settled: `it stopped because ${settled} batches made the hypervolume grow by less than ${percent(gain)}`,
    most: `it stopped at the number of designs it was given; over the last ${Math.min(settled, trace.length - 1)} batches the hypervolume still grew by ${percent(grew)}`,
    exhausted: 'every design of the space was looked at',
  }[stopped]
  return `${significant(looked)} designs of a space ${size} were looked at, ${significant(solved)} games in force solved; ${why}. ${finalists} finalists were solved again on ${search.finalDraws} fresh draws.`
}

export const limits: readonly string[] = [
  'These are trade-offs under stated assumptions, not a forecast and no recommendation: which of them to take is a political choice.',
  'The search finds good designs, not provably all: what it did not look at may be better. Another seed shows how much hangs on chance.',
  'A design that looks good is good in this model. What the game does not feel (below) may decide in the world.',
  'Words cost nothing here until they are tested, so a design that looks cheap may be one that nobody would sign: see "If tested".',
  'Prices marked judgement are ours; a design that is cheap because its price is wrong looks efficient.',
]

/** Lists in words. */
export const listed = (items: readonly string[]): string =>
  items.length <= 1 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`

/** Options that stand in nearly every design of the front, and those that many designs looked at have and none of the front. */
export const telling = ({ elements, designs }: DesignResult) => {
  const rows = elements.flatMap(({ label, options }) => options.map((one) => ({ label, ...one })))
  const step = 1 / Math.max(1, designs.length)
  return {
    nearlyAll: rows.filter(({ good, looked }) => good >= 0.9 && good > looked + 0.1),
    none: rows.filter(({ good, looked }) => good < Math.min(step, 0.005) && looked >= 0.05),
  }
}

/** A challenge in words. */
export const attackText = ({ timing, level, ambiguity, sliced }: Attack): string => {
  const when = timing === 'in-force' ? 'once all is in force' : `while it is only ${timing}`
  const what =
    level === 'full'
      ? 'a full attack'
      : `${level === 'hybrid' ? 'a hybrid challenge' : 'a limited attack'}${sliced ? ', slice after slice' : ''}`
  return `${what} ${when}${ambiguity > 0 ? `, its hand ${percent(ambiguity)} hidden` : ''}`
}

/** What a change gains in each objective, in words: better first. */
export const gainsText = (
  gains: Readonly<Record<string, number>>,
  objectives: readonly ObjectiveRow[],
): string =>
  objectives
    .flatMap(({ name, notice, aim }) => {
      const gain = gains[name]
      if (gain === undefined || Math.abs(gain) < notice) return []
      const signed = aim === 'minimise' ? -gain : gain
      return [`${headOf(name)} ${differenceText(name, signed)}`]
    })
    .join(', ')

/** A difference of a measure with its sign. */
export const differenceText = (name: string, x: number): string => {
  const unit = unitOf(name)
  if (name === 'clash' || name === 'provocation') return `${signedTenths(100 * x)} pp`
  if (unit === 'probability' || unit === 'share') return `${percentagePoints(x)} pp`
  const text = valueText(name, Math.abs(x))
  return `${x < 0 ? '−' : '+'}${text}${unit === 'BE' || unit === 'points' ? ` ${unit}` : ''}`
}

/** A range of ranks; one number where it is one. */
export const rankText = ({ low, high }: { readonly low: number; readonly high: number }): string => {
  const [from, to] = [Math.round(low), Math.round(high)]
  return from === to ? String(from) : `${from} to ${to}`
}
