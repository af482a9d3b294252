import { exp } from '../../core/elementary.js'
import { mean } from '../../core/summary.js'
import type { Outcome } from '../../crisis/index.js'
import { levels } from '../../pact/index.js'

/** A number that a study follows through all draws. Missing values (nothing is owed, so nothing to honour) are NaN. */
export interface Metric {
  readonly name: string
  readonly label: string
  readonly unit: 'probability' | 'share' | 'credibility' | 'BE'
  /** Which way is better for whoever wants no challenge and no clash; the adversary reads it the other way round. */
  readonly better: 'more' | 'less'
  readonly of: (outcome: Outcome, occasionsPerYear: number) => number
}

const FULL = levels.length - 1

const honoured = ({ guarantors }: Outcome): number =>
  mean(guarantors.filter(({ owes }) => owes[FULL] > 0).map(({ honour }) => honour[FULL]))

/** What a study follows, in the order of its columns. */
export const metrics: readonly Metric[] = [
  {
    name: 'deterrence',
    label: 'No challenge, on one occasion',
    unit: 'probability',
    better: 'more',
    of: ({ deterrence }) => deterrence,
  },
  ...levels.map(
    (level, l): Metric => ({
      name: `challenge.${level}`,
      label: `${level === 'hybrid' ? 'Hybrid challenge' : level === 'limited' ? 'Limited attack' : 'Full attack'}, on one occasion`,
      unit: 'probability',
      better: 'less',
      of: (outcome) => outcome.levels[l].challenge,
    }),
  ),
  {
    name: 'full.tenYears',
    label: 'At least one full attack in ten years',
    unit: 'probability',
    better: 'less',
    of: (outcome, perYear) => 1 - exp(-outcome.levels[FULL].challenge * perYear * 10),
  },
  {
    name: 'margin',
    label: 'Supplied less required credibility, full attack, motivated type',
    unit: 'credibility',
    better: 'more',
    of: (outcome) => outcome.levels[FULL].motivated.supplied - outcome.levels[FULL].motivated.required,
  },
  {
    name: 'typesDeterred',
    label: 'Types of adversary deterred from a full attack',
    unit: 'share',
    better: 'more',
    of: (outcome) => outcome.levels[FULL].typesDeterred,
  },
  {
    name: 'honour',
    label: 'Honour, full attack, mean over those who owe a response',
    unit: 'probability',
    better: 'more',
    of: honoured,
  },
  {
    name: 'force',
    label: 'Expected coalition force after a full attack',
    unit: 'BE',
    better: 'more',
    of: (outcome) => outcome.levels[FULL].force.mean,
  },
  {
    name: 'war',
    label: 'Fighting goes on after a full attack',
    unit: 'probability',
    better: 'less',
    of: (outcome) => outcome.levels[FULL].war,
  },
  {
    name: 'clash',
    label: 'Direct clash, on one occasion, whatever the challenge',
    unit: 'probability',
    better: 'less',
    of: (outcome) => outcome.levels.reduce((sum, { challenge, clash }) => sum + challenge * clash, 0),
  },
  {
    name: 'lost',
    label: 'The prize is lost, on one occasion, whatever the challenge',
    unit: 'probability',
    better: 'less',
    of: (outcome) => outcome.levels.reduce((sum, { challenge, lost }) => sum + challenge * lost, 0),
  },
]

/** Column of a metric; -1 for a name that is none. */
export const metricIndex = (name: string): number => metrics.findIndex((metric) => metric.name === name)

/** All metrics of one solved game, finite or NaN; NaN throughout where the game did not converge. */
export const measure = (outcome: Outcome, occasionsPerYear: number): Float64Array =>
  Float64Array.from(metrics, ({ of }) => {
    const value = outcome.converged ? of(outcome, occasionsPerYear) : Number.NaN
    return Number.isFinite(value) ? value : Number.NaN
  })
