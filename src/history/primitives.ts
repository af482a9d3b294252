import { exp, log } from '../core/elementary.js'
import { assumptions, findAssumption, type Values } from '../crisis/index.js'
import { valuesAt } from '../study/draws.js'
import { SETTLED } from './situation.js'

/**
 * A scale that nobody can measure and the record may: it stands for one assumption of the product, or scales several together. The fit
 * moves `coordinate`: the logarithm of a positive scale, or points as they are.
 */
export interface Primitive {
  readonly name: string
  /** Assumptions that it sets (one) or multiplies (several). */
  readonly assumptions: readonly string[]
  readonly kind: 'log' | 'points' | 'factor'
  /** Size of a small step of the coordinate. */
  readonly step: number
  readonly unit: string
  readonly meaning: string
  /** Wide prior of the coordinate: normal. */
  readonly prior: { readonly mean: number; readonly sd: number }
}

const medians: Values = valuesAt(assumptions, 0.5)

const scaled = (name: string, sd: number): Primitive => ({
  name,
  assumptions: [name],
  kind: 'log',
  step: 0.01,
  unit: findAssumption(name)?.unit ?? '',
  meaning: findAssumption(name)?.meaning ?? '',
  prior: { mean: log(medians[name]), sd },
})

/** The scale primitives, in the order of every vector that holds them. Everything else is at the product's medians. */
export const primitives: readonly Primitive[] = [
  scaled('adversary.lambda', 0.7),
  {
    name: 'adversary.statusQuo',
    assumptions: ['adversary.statusQuo'],
    kind: 'points',
    step: 0.2,
    unit: 'points',
    meaning: findAssumption('adversary.statusQuo')?.meaning ?? '',
    prior: { mean: medians['adversary.statusQuo'], sd: 15 },
  },
  {
    name: SETTLED,
    assumptions: [SETTLED],
    kind: 'points',
    step: 0.01,
    unit: 'share',
    meaning:
      'Share of what a challenger would win alone that the status quo gives it already (the record only)',
    prior: { mean: 0.5, sd: 0.5 },
  },
  {
    name: 'fighting',
    assumptions: ['fighting.hybrid', 'fighting.limited', 'fighting.full'],
    kind: 'factor',
    step: 0.01,
    unit: 'factor',
    meaning: "What fighting costs the adversary at every level, beside the product's medians",
    prior: { mean: 0, sd: 0.7 },
  },
  scaled('contest.decisiveness', 0.5),
  scaled('force.reach', 0.7),
  {
    name: 'audience',
    assumptions: ['audience.points', 'reputation.points'],
    kind: 'factor',
    step: 0.01,
    unit: 'factor',
    meaning:
      "What falling short of a binding text costs a guarantor at home and abroad, beside the product's medians",
    prior: { mean: 0, sd: 0.7 },
  },
]

/** Coordinates of the product's medians. */
export const priorMeans = (): Float64Array => Float64Array.from(primitives, ({ prior }) => prior.mean)

/** All assumptions at the product's medians, the primitives at `coordinates`; ranges of the product hold. */
export const valuesFrom = (coordinates: ArrayLike<number>): Values => {
  const values: Record<string, number> = { ...medians }
  for (const [k, { assumptions: names, kind }] of primitives.entries())
    for (const name of names) {
      const x = coordinates[k]
      const value = kind === 'points' ? x : kind === 'log' ? exp(x) : medians[name] * exp(x)
      const range = findAssumption(name)?.range
      values[name] = range === undefined ? value : Math.min(range.max, Math.max(range.min, value))
    }
  return values
}

/** A primitive's value in its own unit at a coordinate. */
export const shownValue = ({ kind }: Primitive, coordinate: number): number =>
  kind === 'points' ? coordinate : exp(coordinate)
