import { groupBy } from '../core/groups.js'
import { compareText } from '../core/order.js'
import { bootstrapRanks, type RankRow } from '../core/ranks.js'
import {
  kaplanMeier,
  type QuantileTime,
  quantileTime,
  type SurvivalCurve,
  type Watched,
} from '../core/survival.js'
import { daysBetween } from './due.js'
import { doneBy, type Lot, type Lots, lagOf, type Stage, standing } from './sayDo.js'
import type { Area } from './vocabulary.js'

/*
 * Say/do in figures: per guarantor and kind of promise, with intervals; and league tables that say how sure a rank is.
 */

/** A share of what was promised. */
export interface Share {
  /** Of promises whose deeds are disclosed; null where there are none. */
  readonly value: number | null
  /** 5th and 95th percentile over resampled promises: how far it hangs on single ones. Null for fewer than two. */
  readonly low: number | null
  readonly high: number | null
  /** If what is undisclosed were nothing, and if it were all: undisclosed is not zero. */
  readonly least: number | null
  readonly most: number | null
}

/** Time from promise to deed. */
export interface Lag {
  /** Share of the promised amount not yet done, over days. */
  readonly curve: SurvivalCurve
  /** Days by which a quarter and half of it was done. */
  readonly quarter: QuantileTime
  readonly half: QuantileTime
  /** Promises worth of evidence: fewer where a few large ones outweigh the others (Kish 1965). */
  readonly effective: number
}

export interface SayDoRow {
  readonly who: string
  readonly area: Area | 'all'
  readonly dataset: string | null
  readonly release: string | null
  readonly measure: string
  readonly promises: number
  /** What stands promised, less what was cancelled. */
  readonly promised: number
  readonly cancelled: number
  readonly allocated: number
  readonly delivered: number
  /** Of what is neither delivered nor, where no delivery is known at all, allocated: not yet due, overdue, without a date. */
  readonly notYetDue: number
  readonly overdue: number
  readonly undated: number
  /** Amount promised whose deeds nobody puts a figure on. */
  readonly undisclosed: number
  readonly allocatedShare: Share
  /** Null where nothing at all is known of deliveries: that is not none. */
  readonly deliveredShare: Share | null
  readonly lags: { readonly allocated: Lag | null; readonly delivered: Lag | null }
  /** Median days until a promise became a commitment or a legal act, of those that did. */
  readonly daysToFirm: number | null
}

export interface LeagueRow extends RankRow {
  readonly who: string
  readonly promises: number
}

export interface SayDoOptions {
  readonly asOf: string
  readonly seed: number
  readonly resamples: number
}

const total = (lots: readonly Lot[], of: (lot: Lot) => number): number =>
  lots.reduce((sum, lot) => sum + of(lot), 0)

const ratio = (lots: readonly Lot[], done: (lot: Lot) => number): number => {
  const promised = total(lots, standing)
  return promised > 0 ? total(lots, done) / promised : Number.NaN
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

const shareOf = (lots: readonly Lot[], stage: Stage, name: string, options: SayDoOptions): Share => {
  const done = (lot: Lot) => Math.min(standing(lot), doneBy(lot, stage, options.asOf))
  const open = lots.filter(({ undisclosed }) => !undisclosed)
  const [rank] = bootstrapRanks(
    [{ name, members: open }],
    (sample) => ratio(sample, done),
    options.seed,
    options.resamples,
  )
  const several = open.length > 1
  return {
    value: finite(ratio(open, done)),
    low: several ? finite(rank.valueLow) : null,
    high: several ? finite(rank.valueHigh) : null,
    least: finite(ratio(lots, done)),
    most: finite(ratio(lots, (lot) => (lot.undisclosed ? standing(lot) : done(lot)))),
  }
}

/** Every promise as pieces that were done on a day, and a rest that is still awaited. */
const lagsOf = (lots: readonly Lot[], stage: Stage, asOf: string): Lag | null => {
  const open = lots.filter((lot) => !lot.undisclosed && standing(lot) > 0)
  if (open.length === 0) return null
  const amount = total(open, standing)
  const effective = (amount * amount) / total(open, (lot) => standing(lot) * standing(lot))
  // Weights sum to the promises worth of evidence, so that Greenwood's counts are honest.
  const scale = effective / amount
  const watched = open.flatMap((lot): Watched[] => {
    const parts = lot[stage].filter(({ day }) => day <= asOf)
    const rest = standing(lot) - total([lot], (one) => doneBy(one, stage, asOf))
    const until = lot.cancelled !== null && rest <= 0 ? lot.cancelled.day : asOf
    return [
      ...parts.map((part) => ({ time: lagOf(lot, part), happened: true, weight: part.amount * scale })),
      ...(rest > 0
        ? [{ time: Math.max(0, daysBetween(lot.day, until)), happened: false, weight: rest * scale }]
        : []),
    ]
  })
  const curve = kaplanMeier(watched)
  return { curve, quarter: quantileTime(curve, 0.25), half: quantileTime(curve, 0.5), effective }
}

const median = (values: readonly number[]): number | null => {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2
}

const rowOf = (lots: readonly Lot[], area: Area | 'all', options: SayDoOptions): SayDoRow => {
  const [{ who, dataset, release, measure }] = lots
  const { asOf } = options
  const deliveries = lots.some(({ delivered, undisclosed }) => delivered.length > 0 || undisclosed)
  const stage: Stage = deliveries ? 'delivered' : 'allocated'
  const rest = (lot: Lot) => (lot.undisclosed ? 0 : Math.max(0, standing(lot) - doneBy(lot, stage, asOf)))
  const name = [dataset, release, who, area, measure].join('/')
  return {
    who,
    area,
    dataset,
    release,
    measure,
    promises: lots.length,
    promised: total(lots, standing),
    cancelled: total(lots, (lot) => lot.cancelled?.amount ?? 0),
    allocated: total(lots, (lot) => doneBy(lot, 'allocated', asOf)),
    delivered: total(lots, (lot) => doneBy(lot, 'delivered', asOf)),
    notYetDue: total(lots, (lot) => (lot.due !== null && lot.due >= asOf ? rest(lot) : 0)),
    overdue: total(lots, (lot) => (lot.due !== null && lot.due < asOf ? rest(lot) : 0)),
    undated: total(lots, (lot) => (lot.due === null ? rest(lot) : 0)),
    undisclosed: total(lots, (lot) => (lot.undisclosed ? standing(lot) : 0)),
    allocatedShare: shareOf(lots, 'allocated', `${name} allocated`, options),
    deliveredShare: deliveries ? shareOf(lots, 'delivered', `${name} delivered`, options) : null,
    lags: {
      allocated: lagsOf(lots, 'allocated', asOf),
      delivered: deliveries ? lagsOf(lots, 'delivered', asOf) : null,
    },
    daysToFirm: median(
      lots.flatMap((lot) => (lot.firmed === null ? [] : [daysBetween(lot.day, lot.firmed)])),
    ),
  }
}

/**
 * A row for every guarantor, area and measure of a data set and release, and one over all areas. Nothing is added up over
 * data sets, releases or currencies. Sorted by data set, guarantor, area and measure.
 */
export const sayDoRows = ({ lots }: Lots, options: SayDoOptions): SayDoRow[] => {
  const apart = groupBy(lots, ({ dataset, release, who, measure }) =>
    [dataset, release, who, measure].join('\u0000'),
  )
  return [...apart.values()]
    .flatMap((group) => {
      const areas = [...groupBy(group, ({ area }) => area)]
      return [
        ...(areas.length > 1 ? [rowOf(group, 'all', options)] : []),
        ...areas.map(([area, own]) => rowOf(own, area as Area, options)),
      ]
    })
    .sort(
      (a, b) =>
        compareText(a.dataset ?? '', b.dataset ?? '') ||
        compareText(a.release ?? '', b.release ?? '') ||
        compareText(a.who, b.who) ||
        compareText(a.measure, b.measure) ||
        Number(b.area === 'all') - Number(a.area === 'all') ||
        compareText(a.area, b.area),
    )
}

/**
 * Guarantors by the share of what they promised that is done, in one data set, release and measure, with the places that
 * chance could give them. Promises with undisclosed deeds are left out.
 */
export const leagueOf = (
  { lots }: Lots,
  stage: Stage,
  which: { readonly dataset: string | null; readonly release: string | null; readonly measure: string },
  options: SayDoOptions,
): LeagueRow[] => {
  const eligible = lots.filter(
    (lot) =>
      lot.dataset === which.dataset &&
      lot.release === which.release &&
      lot.measure === which.measure &&
      !lot.undisclosed &&
      standing(lot) > 0,
  )
  const groups = [...groupBy(eligible, ({ who }) => who)]
    .map(([name, members]) => ({ name, members }))
    .sort((a, b) => compareText(a.name, b.name))
  const done = (lot: Lot) => Math.min(standing(lot), doneBy(lot, stage, options.asOf))
  const ranks = bootstrapRanks(groups, (sample) => ratio(sample, done), options.seed, options.resamples)
  return ranks
    .map((rank, g) => ({ who: groups[g].name, promises: groups[g].members.length, ...rank }))
    .sort((a, b) => a.rank - b.rank || compareText(a.who, b.who))
}
