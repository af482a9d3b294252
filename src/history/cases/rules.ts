import { exp } from '../../core/elementary.js'
import type { Cast } from '../../crisis/index.js'
import type { Pact } from '../../pact/index.js'
import { frozen } from '../frozen.js'
import { dyadTable } from './dyadTable.js'
import type { CaseEvent } from './run.js'

/*
 * Rules that a past case's run is measured against. Each is given what the run is given, never what happened.
 */

/** What the record knew of the two states in the year of the case. */
export interface DyadFacts {
  readonly neighbours: 'by land' | 'across water' | 'no'
  readonly rivals: boolean
  /** The pair that was looked up: a place that is no state takes the pair of the adversary and the first guarantor. */
  readonly pair: readonly [adversary: string, other: string]
}

interface Line {
  readonly near: number
  readonly rivals: boolean
}

const key = (year: number, a: string, b: string): string => `${year} ${a < b ? `${a} ${b}` : `${b} ${a}`}`

const lines: ReadonlyMap<string, Line> = new Map(
  dyadTable.split('\n').map((line): [string, Line] => {
    const [year, a, b, near, rivals] = line.split(' ')
    return [key(Number(year), a, b), { near: Number(near), rivals: rivals === '1' }]
  }),
)

/** Facts of a pair of states in the year of the document; none but distance is known where no table has them. */
export const dyadFacts = (pact: Pact, { beneficiary, adversary, responders }: Cast): DyadFacts => {
  const place = pact.facts?.some((own) => own.state === beneficiary.id && own.name !== undefined) === true
  const other = place ? (responders[0] ?? beneficiary).id : beneficiary.id
  const pair = [adversary?.id ?? '', other] as const
  const line = lines.get(key(pact.context?.year ?? Number.NaN, ...pair))
  return {
    neighbours: line === undefined || line.near === 0 ? 'no' : line.near === 1 ? 'by land' : 'across water',
    rivals: line?.rivals === true,
    pair,
  }
}

/** A dispute, force and war a year: chances in one set of directed dyad-years. */
export interface AnnualRates {
  readonly name: string
  readonly any: number
  readonly force: number
  readonly full: number
}

/**
 * Base rates a year of basis 2.5 (our count on GML 2.2.1, 1816 to 2010; directed, initiator = original side A). "Recent" is the plain mean of
 * its rows for 0, 1-2 and 3-5 years since the last dispute that the challenger began. War stands for a full attack.
 */
export const baseRates = {
  recent: { name: 'neighbours, a dispute within five years', any: 0.1293, force: 0.0987, full: 0.0057 },
  rivals: { name: 'neighbours and rivals', any: 0.1013, force: 0.0745, full: 0.00692 },
  neighbours: { name: 'neighbours', any: 0.0308, force: 0.0213, full: 0.00129 },
  relevant: { name: 'politically relevant pair', any: 0.0091, force: 0.006, full: 0.00054 },
} as const satisfies Readonly<Record<string, AnnualRates>>

/** The set that a pair belongs to. Neighbours across water (400 miles) take the rates of neighbours by land, for want of others. */
export const baseRateOf = (pact: Pact, { neighbours, rivals }: DyadFacts): AnnualRates => {
  if (neighbours === 'no') return baseRates.relevant
  if (pact.context?.recentWar === true) return baseRates.recent
  return rivals ? baseRates.rivals : baseRates.neighbours
}

const MONTHS = 12

/** Chance of at least one over a horizon, from a chance a year. */
const over = (annual: number, months: number): number => {
  let quiet = 1
  for (let month = MONTHS; month <= months; month += MONTHS) quiet *= 1 - annual
  // The part of a year that is left counts in proportion.
  return 1 - quiet * (1 - (annual * (months % MONTHS)) / MONTHS)
}

const eventOf = { any: 'initiation', force: 'force', full: 'war' } as const

/** Local balance only: the comparator of the record's test (docs/history.md), with its frozen coefficients. */
const localBalance = (cast: Cast, { neighbours }: DyadFacts, event: CaseEvent): number => {
  const found = frozen.comparators.find(({ id, event: kind }) => id === 'balance' && kind === eventOf[event])
  if (found === undefined) throw new RangeError('the frozen model has no rule of local balance')
  const near = neighbours === 'no' ? 0 : 1
  const [ours, theirs] = [cast.beneficiary, cast.adversary].map((state) => state?.brigadesHome?.value ?? 0)
  const stronger = theirs > ours ? 1 : 0
  const [constant, byNear, byStronger, both] = found.coefficients
  return 1 / (1 + exp(-(constant + byNear * near + byStronger * stronger + both * near * stronger)))
}

/** What "no attack" is taken to say: a chance of 0 could not be scored. */
const NEVER = 0.01

export const caseRules = [
  { id: 'base', name: 'Base rate of such pairs' },
  { id: 'balance', name: 'Local balance only' },
  { id: 'never', name: 'Always "no attack" (1%)' },
] as const
export type CaseRule = (typeof caseRules)[number]['id']

/** Each rule's chance of each event within the horizon. */
export const ruleChances = (
  pact: Pact,
  cast: Cast,
  horizonMonths: number,
): Readonly<Record<CaseRule, Readonly<Record<CaseEvent, number>>>> => {
  const facts = dyadFacts(pact, cast)
  const rates = baseRateOf(pact, facts)
  const each = (chance: (event: CaseEvent) => number) => ({
    any: chance('any'),
    force: chance('force'),
    full: chance('full'),
  })
  return {
    base: each((event) => over(rates[event], horizonMonths)),
    balance: each((event) => over(localBalance(cast, facts, event), horizonMonths)),
    never: each(() => NEVER),
  }
}
