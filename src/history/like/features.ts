/*
 * What guarantees are compared by. The first group is what the text says, in variables of ATOP 5 (codebook; Leeds, Ritter, Mitchell and Long
 * 2002); the second is the situation. Weights are judgement and are printed with every answer.
 */

/** Values of one guarantee by name of feature; null where missing or not derivable. */
export type Features = Readonly<Record<string, number | null>>

export interface Feature {
  readonly name: string
  readonly meaning: string
  readonly group: 'text' | 'situation'
  readonly weight: number
  /** How unlike two values are, 0 to 1: equal or not, steps of a ladder, or difference on a scale of this length. */
  readonly scale: { readonly kind: 'same' } | { readonly kind: 'range'; readonly length: number }
  readonly shown: 'yes-no' | 'grade' | 'number' | 'factor' | 'share' | 'km' | 'length'
}

const same = { kind: 'same' } as const
const range = (length: number) => ({ kind: 'range', length }) as const

export const features: readonly Feature[] = [
  { name: 'defense', meaning: 'owes defence', group: 'text', weight: 3, scale: same, shown: 'yes-no' },
  { name: 'offense', meaning: 'owes offence', group: 'text', weight: 1, scale: same, shown: 'yes-no' },
  { name: 'neutral', meaning: 'owes neutrality', group: 'text', weight: 0.5, scale: same, shown: 'yes-no' },
  { name: 'nonagg', meaning: 'renounces force', group: 'text', weight: 0.5, scale: same, shown: 'yes-no' },
  { name: 'consul', meaning: 'owes consultation', group: 'text', weight: 1, scale: same, shown: 'yes-no' },
  {
    name: 'conditio',
    meaning: 'owes under conditions only',
    group: 'text',
    weight: 1,
    scale: same,
    shown: 'yes-no',
  },
  { name: 'threat', meaning: 'names the threat', group: 'text', weight: 1, scale: same, shown: 'yes-no' },
  {
    name: 'milaid',
    meaning: 'promises military aid',
    group: 'text',
    weight: 0.5,
    scale: same,
    shown: 'yes-no',
  },
  {
    name: 'milcon',
    meaning: 'military contact in peace (0 to 3)',
    group: 'text',
    weight: 0.5,
    scale: range(3),
    shown: 'grade',
  },
  { name: 'intcom', meaning: 'integrated command', group: 'text', weight: 0.5, scale: same, shown: 'yes-no' },
  {
    name: 'organ1',
    meaning: 'organisation (0 to 3)',
    group: 'text',
    weight: 0.5,
    scale: range(3),
    shown: 'grade',
  },
  {
    name: 'base',
    meaning: 'bases or troops on soil',
    group: 'text',
    weight: 1,
    scale: same,
    shown: 'yes-no',
  },
  { name: 'pubsecr', meaning: 'secret', group: 'text', weight: 0.5, scale: same, shown: 'yes-no' },
  {
    name: 'speclgth',
    meaning: 'length (0 not said, 1 fixed, 2 until something happens, 3 indefinite)',
    group: 'text',
    weight: 0.5,
    scale: same,
    shown: 'length',
  },
  {
    name: 'asymm',
    meaning: 'obligations differ between members',
    group: 'text',
    weight: 1,
    scale: same,
    shown: 'yes-no',
  },
  {
    name: 'members',
    meaning: 'number of states (doublings)',
    group: 'situation',
    weight: 1,
    scale: range(5),
    shown: 'factor',
  },
  {
    name: 'major',
    meaning: 'a major power among them',
    group: 'situation',
    weight: 1,
    scale: same,
    shown: 'yes-no',
  },
  {
    name: 'nuclear',
    meaning: 'a nuclear state among them',
    group: 'situation',
    weight: 1,
    scale: same,
    shown: 'yes-no',
  },
  {
    name: 'strongest',
    meaning: 'share of the strongest in all their armed persons',
    group: 'situation',
    weight: 0.5,
    scale: range(1),
    shown: 'share',
  },
  {
    name: 'ratio',
    meaning: 'their armed persons to those of the threat (doublings)',
    group: 'situation',
    weight: 1,
    scale: range(8),
    shown: 'factor',
  },
  {
    name: 'km',
    meaning: 'from the strongest to the weakest, between capitals',
    group: 'situation',
    weight: 0.5,
    scale: range(10_000),
    shown: 'km',
  },
]

/** How unlike two values of one feature are, 0 to 1; null where either is missing. */
export const unlike = ({ name, scale }: Feature, a: Features, b: Features): number | null => {
  const [x, y] = [a[name] ?? null, b[name] ?? null]
  if (x === null || y === null) return null
  return scale.kind === 'same' ? Number(x !== y) : Math.min(1, Math.abs(x - y) / scale.length)
}

/**
 * Distance of Gower (1971): the weighted mean over the features that both have, 0 (alike in all) to 1. Lengths of scales are fixed, so nothing else in a
 * table bears on the distance of two. NaN where they have no feature in common.
 */
export const gower = (a: Features, b: Features): number => {
  let sum = 0
  let weights = 0
  for (const feature of features) {
    const d = unlike(feature, a, b)
    if (d === null) continue
    sum += feature.weight * d
    weights += feature.weight
  }
  return sum / weights
}
