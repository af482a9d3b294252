import type { Interval } from '../core/summary.js'
import type { Label, Phase, Verdict } from '../crisis/index.js'
import type { Level, Response } from '../pact/index.js'
import type { Calculus, Comparison } from '../study/index.js'

export * from './numbers.js'

/** Levels of challenge in words. */
export const levelWords: Readonly<Record<Level, string>> = {
  hybrid: 'hybrid challenge',
  limited: 'limited attack',
  full: 'full attack',
}

/** Phases of a guarantee on its way, in words. */
export const phaseWords: Readonly<Record<Phase, string>> = {
  before: 'nothing promised',
  announced: 'announced',
  signed: 'signed',
  ratified: 'ratified',
  'in-force': 'in force',
}

/** Steps of the response ladder in words. */
export const responseWords: Readonly<Record<Response, string>> = {
  none: 'no response',
  sanctions: 'sanctions',
  aid: 'arms and aid',
  air: 'air defence',
  troops: 'troops',
}

/** Order in which verdicts are listed. */
export const verdicts: readonly Verdict[] = [
  'deterred',
  'not-deterred',
  'capability-problem',
  'none-needed',
  'nothing-owed',
]

const verdictWords: Readonly<Record<Verdict, string>> = {
  deterred: 'credible enough: more credibility is supplied than required',
  'not-deterred': 'not credible enough: less credibility is supplied than required',
  'capability-problem':
    'credibility is not the problem, capability is: a challenge pays even if everybody does what it owes',
  'none-needed':
    'credibility is not the problem, none is needed: a challenge does not pay even if nobody does what it owes',
  'nothing-owed': 'nothing is owed at this level, so there is no promise to be credible',
}

const verdictNames: Readonly<Record<Verdict, string>> = {
  deterred: 'credible enough',
  'not-deterred': 'not credible enough',
  'capability-problem': 'capability problem',
  'none-needed': 'none needed',
  'nothing-owed': 'nothing owed',
}

/** What a verdict means, in a sentence without its full stop. */
export const verdictText = (verdict: Verdict): string => verdictWords[verdict]

/** A verdict in two or three words, for tables. */
export const verdictName = (verdict: Verdict): string => verdictNames[verdict]

/** Does no verdict hold in half of the draws? */
export const isMixed = ({ verdict, verdicts }: Pick<Calculus, 'verdict' | 'verdicts'>): boolean =>
  verdicts[verdict] < 0.5

/** As `verdictName`; where no verdict holds in half of the draws, it says first that they are mixed. */
export const commonestName = (calculus: Pick<Calculus, 'verdict' | 'verdicts'>): string =>
  `${isMixed(calculus) ? 'mixed: ' : ''}${verdictName(calculus.verdict)}`

/** How the texts are taken, in words. */
export const readingText = (reading: Comparison['reading']): string =>
  reading === 'in-force'
    ? 'every text is taken as if it were in force and carried out as written'
    : 'every text is taken with the status it has today: what is not in force binds less, and planned forces do not count'

/** Where an equilibrium was reached from, in words. */
export const equilibriumText = (label: Label): string =>
  ({
    principal: 'principal branch, traced from indifference (the one shown)',
    'from-all': 'reached from "everybody responds"',
    'from-none': 'reached from "nobody responds"',
  })[label]

/** Does the interval of a difference reach over zero, so that the order is open? */
export const straddlesZero = ({ p05, p95 }: Interval): boolean => p05 <= 0 && p95 >= 0

/** `a`, `a and b`, `a, b and c`. */
export const listText = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`

/** `1 state`, `2 states`. */
export const countText = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

/** First letter as a capital. */
export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
