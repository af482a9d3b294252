import { compareText } from '../core/order.js'
import { daysBetween, lastDay } from './due.js'
import type { CorrectedEntry } from './entry.js'
import { kindOf } from './testable.js'
import { type Area, promiseKinds } from './vocabulary.js'

/*
 * Say/do: every promise as a lot with what was allocated and delivered of it, and when. Plain data; nothing here rates.
 */

/** What a promise and its deeds are measured in. */
export interface Amount {
  /** EUR, another currency that nobody converted, "units of ...", or a role of people. */
  readonly measure: string
  readonly value: number
}

/** Part of a promise done on a day. */
export interface Part {
  readonly day: string
  readonly amount: number
}

/** One promise and what became of it. */
export interface Lot {
  /** Id of the entry; of the first of a promise and what made it firmer. */
  readonly id: string
  readonly who: string
  readonly area: Area
  readonly dataset: string | null
  readonly release: string | null
  readonly measure: string
  readonly amount: number
  /** Last day of the time it was announced in, YYYY-MM-DD. */
  readonly day: string
  /** Last day on which it is in time. */
  readonly due: string | null
  readonly allocated: readonly Part[]
  readonly delivered: readonly Part[]
  /** Something was allocated or delivered of which nobody says how much. */
  readonly undisclosed: boolean
  readonly cancelled: { readonly day: string; readonly amount: number } | null
  /** Day on which it became a commitment or a legal act, where it began as less. */
  readonly firmed: string | null
}

/** What cannot be laid against anything, and is not dropped silently. */
export interface LeftOut {
  readonly id: string
  readonly why: 'undated' | 'no-amount' | 'per-period' | 'repeats' | 'negative' | 'no-promise'
}

export interface Lots {
  readonly lots: readonly Lot[]
  readonly leftOut: readonly LeftOut[]
  /** Deeds beyond what was promised, by group: allocated and delivered without a promise to lay them against. */
  readonly beyond: readonly { readonly group: string; readonly stage: Stage; readonly amount: number }[]
}

export const stages = ['allocated', 'delivered'] as const
export type Stage = (typeof stages)[number]

/** The amount of an entry: euros where somebody converted, else the currency, else units, else people. */
export const amountOf = ({ what: { money, equipment, people } }: CorrectedEntry): Amount | undefined => {
  if (money !== undefined && (money.per ?? 'total') === 'total')
    return money.eur === undefined
      ? { measure: money.currency, value: money.amount }
      : { measure: 'EUR', value: money.eur.amount }
  if (equipment?.units !== undefined) return { measure: `units of ${equipment.item}`, value: equipment.units }
  if (people?.count !== undefined) return { measure: people.role, value: people.count }
  return undefined
}

const isPromise = (entry: CorrectedEntry): boolean => promiseKinds.some((kind) => kind === kindOf(entry))

const stageOf = (entry: CorrectedEntry): Stage | undefined => {
  const kind = kindOf(entry)
  if (kind === 'allocation') return 'allocated'
  if (kind === 'disbursement') return 'delivered'
  // On its way is not there.
  const underWay = entry.milestone === 'left-depot' || entry.milestone === 'arrived-at-port'
  return kind === 'delivery' && !underWay ? 'delivered' : undefined
}

/** The last day of a period, or `asOf` where that lies within it: a year that has begun may hold what is known of it. */
const dayWithin = (period: string, asOf: string): string => {
  const last = lastDay(period)
  const begun = `${period}-01-01`.slice(0, 10) <= asOf
  return last > asOf && begun ? asOf : last
}

const dayOf = (
  { dates }: CorrectedEntry,
  order: readonly ('happened' | 'announced' | 'known')[],
  asOf: string,
): string | undefined => {
  const period = order.map((key) => dates[key]).find((date) => date !== undefined)
  return period === undefined ? undefined : dayWithin(period, asOf)
}

/** Promises and deeds that may be laid against each other: one data set and release, one guarantor, area and measure. */
const groupOf = (entry: CorrectedEntry, measure: string, area: Area = entry.what.area): string =>
  [entry.external?.dataset ?? '', entry.external?.release ?? '', entry.who, area, measure].join(' / ')

interface OpenLot extends Lot {
  readonly group: string
  /** Sums of the parts. */
  readonly done: Record<Stage, number>
  readonly allocated: Part[]
  readonly delivered: Part[]
  undisclosed: boolean
  cancelled: { day: string; amount: number } | null
  firmed: string | null
}

/** Lots of a group in the order of their days, and how many at its head are done in full. */
interface Group {
  readonly lots: OpenLot[]
  readonly full: Record<Stage, number>
}

const sum = (parts: readonly Part[]): number => parts.reduce((total, { amount }) => total + amount, 0)

const noneFull = (): Record<Stage, number> => ({ allocated: 0, delivered: 0 })

/** The first promise of a chain of ever firmer ones. */
const rootOf = (entry: CorrectedEntry, byId: ReadonlyMap<string, CorrectedEntry>): CorrectedEntry => {
  let root = entry
  for (let step = 0; step < 100; step++) {
    const parent = root.links?.of === undefined ? undefined : byId.get(root.links.of)
    // A statement or package without an amount is no promise that its parts could be counted under.
    if (
      parent === undefined ||
      !isPromise(parent) ||
      parent.who !== entry.who ||
      amountOf(parent) === undefined
    )
      return root
    root = parent
  }
  return root
}

const openLot = (entry: CorrectedEntry, day: string, { measure, value }: Amount): OpenLot => ({
  id: entry.id,
  who: entry.who,
  area: entry.what.area,
  dataset: entry.external?.dataset ?? null,
  release: entry.external?.release ?? null,
  measure,
  amount: value,
  day,
  due: entry.dates.due === undefined ? null : lastDay(entry.dates.due),
  allocated: [],
  delivered: [],
  undisclosed: false,
  cancelled: null,
  firmed: null,
  group: groupOf(entry, measure),
  done: { allocated: 0, delivered: 0 },
})

/** Takes an amount back from the parts of lots, the latest first: a net change below nothing undoes what was done. */
const undo = ({ lots, full }: Group, stage: Stage, amount: number): number => {
  let left = amount
  full[stage] = 0
  for (let k = lots.length - 1; k >= 0 && left > 0; k--) {
    const lot = lots[k]
    const parts = lot[stage]
    while (left > 0 && parts.length > 0) {
      const last = parts[parts.length - 1]
      const taken = Math.min(last.amount, left)
      parts.pop()
      if (last.amount > taken) parts.push({ ...last, amount: last.amount - taken })
      lot.done[stage] -= taken
      left -= taken
    }
  }
  return left
}

/** Lays a deed against the oldest open promises made by its day; returns what is left over. */
const layAgainst = ({ lots, full }: Group, stage: Stage, day: string, amount: number): number => {
  let left = amount
  for (let k = full[stage]; k < lots.length && left > 0; k++) {
    const lot = lots[k]
    if (lot.day > day) break
    const room = lot.amount - (lot.cancelled?.amount ?? 0) - lot.done[stage]
    const taken = Math.min(Math.max(0, room), left)
    if (taken > 0) lot[stage].push({ day, amount: taken })
    lot.done[stage] += taken
    left -= taken
    if (k === full[stage] && taken >= room) full[stage] = k + 1
  }
  return left
}

/**
 * Promises as lots, with deeds laid against them: by their links where they have some, else against the oldest open promise
 * of the same data set, guarantor, area and measure, then of the area `other`. Repeated promises and parts of promises are not counted again. A net
 * change below nothing takes back the latest promise or deed of its group. Only what is dated by `asOf` (YYYY-MM-DD) counts.
 */
export const lotsOf = (entries: readonly CorrectedEntry[], asOf: string): Lots => {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const leftOut: LeftOut[] = []
  const dated = entries
    .flatMap((entry) => {
      const day = dayOf(
        entry,
        isPromise(entry) ? ['announced', 'happened', 'known'] : ['happened', 'announced', 'known'],
        asOf,
      )
      if (day === undefined) leftOut.push({ id: entry.id, why: 'undated' })
      return day === undefined || day > asOf ? [] : [{ entry, day }]
    })
    .sort((a, b) => compareText(a.day, b.day) || a.entry.seq - b.entry.seq)
  const lots = new Map<string, OpenLot>()
  const inGroup = new Map<string, Group>()
  for (const { entry, day } of dated) {
    if (!isPromise(entry)) continue
    const root = rootOf(entry, byId)
    const first = lots.get(root.id)
    if (root !== entry) {
      const firm = kindOf(entry) === 'commitment' || entry.what.legalAct !== undefined
      if (first !== undefined && first.firmed === null && firm) first.firmed = day
      continue
    }
    if ((entry.links?.repeats?.length ?? 0) > 0) leftOut.push({ id: entry.id, why: 'repeats' })
    else if ((entry.what.money?.per ?? 'total') !== 'total') leftOut.push({ id: entry.id, why: 'per-period' })
    else {
      const amount = amountOf(entry)
      if (amount === undefined) leftOut.push({ id: entry.id, why: 'no-amount' })
      else if (amount.value < 0)
        takeBack(inGroup.get(groupOf(entry, amount.measure))?.lots ?? [], day, -amount.value)
      else if (amount.value > 0) {
        const lot = openLot(entry, day, amount)
        lots.set(entry.id, lot)
        const group = inGroup.get(lot.group)
        if (group === undefined) inGroup.set(lot.group, { lots: [lot], full: noneFull() })
        else group.lots.push(lot)
      }
    }
  }
  const beyond = new Map<string, number>()
  for (const { entry, day } of dated) {
    if (kindOf(entry) === 'cancellation') {
      const lot = linked(entry, byId, lots)[0]
      if (lot !== undefined)
        lot.cancelled = { day, amount: Math.min(lot.amount, amountOf(entry)?.value ?? lot.amount) }
      continue
    }
    const stage = stageOf(entry)
    if (stage === undefined) continue
    const own = linked(entry, byId, lots)
    const amount = amountOf(entry)
    if (amount === undefined) {
      for (const lot of own) lot.undisclosed = true
      if (own.length === 0) leftOut.push({ id: entry.id, why: 'no-amount' })
      continue
    }
    const group = groupOf(entry, amount.measure)
    const matching = own.filter(({ measure }) => measure === amount.measure)
    const against =
      matching.length > 0
        ? { lots: matching, full: noneFull() }
        : (inGroup.get(group) ?? { lots: [], full: noneFull() })
    const key = `${group}|${stage}`
    if (amount.value < 0) {
      const unsplit = inGroup.get(groupOf(entry, amount.measure, 'other'))
      const rest = undo(against, stage, -amount.value)
      const left =
        rest > 0 && unsplit !== undefined && unsplit !== against ? undo(unsplit, stage, rest) : rest
      if (left > 0) beyond.set(key, (beyond.get(key) ?? 0) - left)
    } else {
      let left = layAgainst(against, stage, day, amount.value)
      // Some data sets do not split promises by area: what is left goes against those.
      const unsplit = inGroup.get(groupOf(entry, amount.measure, 'other'))
      if (left > 0 && matching.length === 0 && unsplit !== undefined && unsplit !== against)
        left = layAgainst(unsplit, stage, day, left)
      if (left > 0) beyond.set(key, (beyond.get(key) ?? 0) + left)
    }
  }
  return {
    lots: [...lots.values()].map(({ group: _, done: __, ...lot }) => lot),
    leftOut,
    beyond: [...beyond].map(([key, amount]) => {
      const [group, stage] = key.split('|') as [string, Stage]
      return { group, stage, amount }
    }),
  }
}

/** Lots that an entry names by its links, however many steps up. */
const linked = (
  entry: CorrectedEntry,
  byId: ReadonlyMap<string, CorrectedEntry>,
  lots: ReadonlyMap<string, OpenLot>,
): OpenLot[] => {
  const ids = [...(entry.links?.fulfils ?? []), ...(entry.links?.of === undefined ? [] : [entry.links.of])]
  const found = ids.flatMap((id): OpenLot[] => {
    const target = byId.get(id)
    if (target === undefined) return []
    if (isPromise(target)) {
      const lot = lots.get(rootOf(target, byId).id)
      return lot === undefined ? [] : [lot]
    }
    // A delivery of an allocation that fulfils a promise.
    return target === entry || target.seq >= entry.seq ? [] : linked(target, byId, lots)
  })
  return [...new Set(found)]
}

/** Shrinks the latest promises of a group: a net change below nothing says that less was promised after all. */
const takeBack = (lots: readonly OpenLot[], day: string, amount: number): void => {
  let left = amount
  for (let k = lots.length - 1; k >= 0 && left > 0; k--) {
    const lot = lots[k]
    const room = lot.amount - (lot.cancelled?.amount ?? 0)
    const taken = Math.min(room, left)
    if (taken > 0) lot.cancelled = { day, amount: (lot.cancelled?.amount ?? 0) + taken }
    left -= taken
  }
}

/** What is still promised of a lot. */
export const standing = ({ amount, cancelled }: Lot): number => amount - (cancelled?.amount ?? 0)

/** Done of a lot by a day, at a stage. */
export const doneBy = (lot: Lot, stage: Stage, day: string): number =>
  sum(lot[stage].filter((part) => part.day <= day))

/** Days from the promise to a part of it. */
export const lagOf = (lot: Lot, { day }: Part): number => Math.max(0, daysBetween(lot.day, day))
