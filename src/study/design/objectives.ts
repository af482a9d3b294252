import { nearest } from '../../core/nearest.js'
import { metricIndex, metrics } from '../uncertainty/metrics.js'

/** A number of a design that a search may raise, lower or bound. Each is a mean over draws. */
export interface Measure {
  readonly name: string
  readonly label: string
  readonly unit: 'probability' | 'share' | 'credibility' | 'BE' | 'EUR m a year' | 'points'
  readonly aim: 'maximise' | 'minimise'
  /** Smallest difference that matters, in its unit: our judgement, and the box of the archive. */
  readonly notice: number
  /** It needs the games of the window, which take most of the time. */
  readonly window?: true
  /** It needs what each guarantor does and bears. */
  readonly shares?: true
}

/** The measures that a plain study has, too. */
const fromStudy = (name: string, notice: number): Measure => {
  const { label, unit, better } = metrics[metricIndex(name)]
  return { name, label, unit, aim: better === 'more' ? 'maximise' : 'minimise', notice }
}

/** Months from the announcement that `early` and `provocation` look at: one horizon for all designs, whatever their schedule. */
export const EARLY_MONTHS = 24

/** All measures, in the order of the columns of an evaluation. */
export const measures: readonly Measure[] = [
  fromStudy('deterrence', 0.005),
  fromStudy('challenge.hybrid', 0.005),
  fromStudy('challenge.limited', 0.005),
  fromStudy('challenge.full', 0.005),
  fromStudy('full.tenYears', 0.01),
  {
    name: 'margin',
    label: 'Worst margin of supplied over required credibility, limited or full attack, motivated type',
    unit: 'credibility',
    aim: 'maximise',
    notice: 0.05,
  },
  { ...fromStudy('honour', 0.02), shares: true },
  fromStudy('clash', 0.002),
  {
    name: 'money',
    label: 'Money a year in peace',
    unit: 'EUR m a year',
    aim: 'minimise',
    notice: 500,
  },
  {
    name: 'tested',
    label: "Guarantors' own cost and fear if tested by a full attack",
    unit: 'points',
    aim: 'minimise',
    notice: 5,
    shares: true,
  },
  {
    name: 'largest',
    label: 'Share of the burden that the largest provider carries',
    unit: 'share',
    aim: 'minimise',
    notice: 0.01,
    shares: true,
  },
  {
    name: 'early',
    label: `A challenge within ${EARLY_MONTHS} months of the announcement`,
    unit: 'probability',
    aim: 'minimise',
    notice: 0.005,
    window: true,
  },
  {
    name: 'provocation',
    label: `The same, less what it would be had nothing been promised`,
    unit: 'probability',
    aim: 'minimise',
    notice: 0.005,
    window: true,
  },
  {
    name: 'exploit',
    label: 'What the best challenge, at the best time, gains a motivated adversary over the status quo',
    unit: 'points',
    aim: 'minimise',
    notice: 1,
    window: true,
  },
  {
    name: 'satisficing',
    label: 'Share of draws that are good enough: at most 20% for a full attack in ten years',
    unit: 'share',
    aim: 'maximise',
    notice: 0.02,
  },
  {
    name: 'brigades',
    label: 'Forces that the text places',
    unit: 'BE',
    aim: 'minimise',
    notice: 0.5,
  },
]

/** A full attack in ten years may be at most so likely for a draw to be good enough: as in `guarantor study --fails`. */
export const GOOD_ENOUGH = 0.2

export const measureIndex = (name: string): number => measures.findIndex((measure) => measure.name === name)

/** What a search is after: a measure, which way, and what matters in it. */
export interface Objective {
  readonly measure: number
  readonly aim: 'maximise' | 'minimise'
  readonly notice: number
}

/** A bound on the mean of a measure. */
export interface Bound {
  readonly measure: number
  readonly most: boolean
  readonly value: number
}

/** A fault in an objective or a bound, in words. */
export interface Fault {
  readonly message: string
  readonly hint?: string
}

export const isFault = (x: object): x is Fault => 'message' in x

const unknown = (name: string): Fault => {
  const names = measures.map((measure) => measure.name)
  const near = nearest(name, names)
  return {
    message: `no measure is called "${name}"`,
    hint: near === undefined ? `one of ${names.join(', ')}` : `did you mean ${near}?`,
  }
}

/** An objective by name; `aim` and `notice` replace the measure's own. */
export const objectiveOf = (
  name: string,
  change: { aim?: Objective['aim'] | undefined; notice?: number | undefined } = {},
): Objective | Fault => {
  const measure = measureIndex(name)
  if (measure < 0) return unknown(name)
  return {
    measure,
    aim: change.aim ?? measures[measure].aim,
    notice: change.notice ?? measures[measure].notice,
  }
}

/** Reads `money`, `money:minimise` or `money:minimise:250` (what matters in it). */
export const readObjective = (text: string): Objective | Fault => {
  const [name, aim, notice, ...rest] = text.split(':')
  const size = notice === undefined ? undefined : Number(notice)
  if (
    rest.length > 0 ||
    (aim !== undefined && aim !== 'maximise' && aim !== 'minimise') ||
    (size !== undefined && !(size > 0))
  )
    return {
      message: `"${text}" is not an objective`,
      hint: 'name, name:maximise or name:minimise, and :size of what matters, as in money:minimise:250',
    }
  return objectiveOf(name, { aim: aim as Objective['aim'] | undefined, notice: size })
}

/** Reads `largest<=0.5` or `deterrence>=0.25`. */
export const readBound = (text: string): Bound | Fault => {
  const [, name, sign, number] = /^\s*([\w.]+)\s*(<=|>=)\s*(\S+)\s*$/.exec(text) ?? []
  const value = Number(number)
  if (name === undefined || !Number.isFinite(value))
    return { message: `"${text}" is not a bound`, hint: 'a measure, <= or >=, and a number: "largest<=0.5"' }
  const measure = measureIndex(name)
  return measure < 0 ? unknown(name) : { measure, most: sign === '<=', value }
}

/** An objective's value where less is better. */
export const lowered = ({ aim }: Objective, value: number): number => (aim === 'minimise' ? value : -value)

/** By how much means break the bounds, in units of what matters; 0 when they keep all. */
export const violationOf = (bounds: readonly Bound[], means: ArrayLike<number>): number =>
  bounds.reduce((sum, { measure, most, value }) => {
    const over = most ? means[measure] - value : value - means[measure]
    return sum + (Number.isNaN(over) ? 1 : Math.max(0, over) / measures[measure].notice)
  }, 0)
