import type { Verdict } from '../../../crisis/index.js'
import type { Level } from '../../../pact/index.js'
import { countText, words } from './words.js'

const { listText, levels } = words

type Who = 'median' | 'motivated'

const aLevel = (level: Level): string => `a ${levels[level]}`

const plainly: Readonly<Record<Verdict, string>> = {
  deterred: 'the promise is credible enough',
  'not-deterred': 'the promise is not credible enough',
  'capability-problem':
    'credibility is not the problem but capability: a challenge pays even if everybody does what it owes',
  'none-needed': 'credibility is not the problem: a challenge does not pay even if nobody does what it owes',
  'nothing-owed': 'nothing is owed, so there is no promise to be credible',
}

/** Sentences on one option and on all together. Numbers come in as they are written. */
export const summary = {
  title: 'Summary',
  short: 'Summary',
  under: 'Under the assumptions listed below:',
  note: 'A motivated type values the objective more than 90% of types do. Choices are noisy and types differ, so a challenge keeps some probability even where it does not pay.',
  noChallenge: (share: string, range: string) => `No challenge is made on ${share} of occasions (${range}).`,
  tenYears: (full: string, any: string) =>
    `Over ten years the chance of at least one full attack is ${full}, of any challenge ${any}.`,
  /** One group of levels with the same verdict. */
  verdictClause: (at: readonly Level[], mixed: boolean, verdict: Verdict, shares: readonly string[]) =>
    `at ${listText(at.map(aLevel))} ${mixed ? 'verdicts are mixed, the commonest: ' : ''}${plainly[verdict]} (${listText(shares)} of draws)`,
  weakest: (level: Level, required: string, supplied: string) =>
    ` Where credibility decides, ${aLevel(level)} is the weakest level: ${required} required, ${supplied} supplied.`,
  forWhom: (who: Who, clauses: string, numbers: string) => `For a ${words.who[who]}, ${clauses}.${numbers}`,
  verdictNumbers: (verdict: string, required: string, supplied: string) =>
    `${verdict} (${required} required, ${supplied} supplied)`,
  verdictBoth: (level: string, verdict: string) =>
    `${level}: ${verdict}, for a median and a motivated adversary.`,
  verdictEach: (level: string, median: string, motivated: string) =>
    `${level}: ${median} for a median adversary, ${motivated} for a motivated one.`,
  nobodyOwes: 'Nobody owes a step in a full attack, so there is nothing to honour.',
  owing: (n: number) => `${countText(n, 'state owes', 'states owe')} a step in a full attack`,
  owingAll: (count: string, names: readonly string[]) => `${count}: ${listText(names)}.`,
  owingEnds: (count: string, most: readonly string[], least: readonly string[]) =>
    `${count}. Most likely to honour it: ${listText(most)}; least likely: ${listText(least)}.`,
  noText: 'There is no text to search for loopholes.',
  noFinding: 'The linter found no weak point in the text.',
  findings: (n: number, codes: readonly string[]) =>
    `The linter found ${countText(n, 'weak point')} in the text, among them ${listText(codes)}.`,
  asMuch: (first: string) => `It deters as much as ${first}.`,
  gap: (first: string, points: string, less: boolean, range: string) =>
    `Against ${first}, no challenge is ${points} percentage points ${less ? 'less likely' : 'likelier'} (${range})`,
  gapOpen: (gap: string, share: string) =>
    `${gap}; it deters more in ${share}, and the order of the two is not settled.`,
  gapSettled: (gap: string, less: boolean, share: string) =>
    `${gap}; it deters ${less ? 'less' : 'more'} in ${share}.`,
  range: (low: string, lowest: string, high: string, highest: string, overlap: boolean) =>
    `The chance of at least one full attack in ten years is lowest under ${low}, ${lowest}, and highest under ${high}, ${highest}${overlap ? '; the intervals overlap' : ''}.`,
  noOption: 'There is no option to compare.',
  moreThan: (names: readonly string[], first: string) =>
    `${listText(names)} ${names.length === 1 ? 'deters' : 'deter'} more than ${first} in at least 95% of draws.`,
  lessThan: (names: readonly string[], first: string) =>
    `${listText(names)} ${names.length === 1 ? 'deters' : 'deter'} less than ${first} in at least 95% of draws.`,
  exactlyAs: (names: readonly string[], first: string) =>
    `${listText(names)} ${names.length === 1 ? 'deters' : 'deter'} exactly as much as ${first}.`,
  notOrdered: (names: readonly string[], first: string) =>
    `${listText(names)} cannot be ordered against ${first}: the interval of the difference includes zero.`,
  sameDraws:
    'The options use the same draws, so a difference can be settled even where the intervals of the two options overlap.',
}

type Cost = 'fighting' | 'sanctions' | 'clash' | 'backDown'

const costs: Readonly<Record<Cost, string>> = {
  fighting: 'the cost of fighting',
  sanctions: 'sanctions',
  clash: 'the risk of a direct clash',
  backDown: 'the price of backing down',
}

/** The option as the adversary and as a sceptic may see it. */
export const views = {
  title: 'Seen from the other side, and by a sceptic',
  short: 'Other sides',
  lead: 'Made from the same numbers. Neither is this page’s own view.',
  adversary: 'From the adversary’s side:',
  sceptic: 'A sceptic would point to:',
  nothingWeighs: 'nothing weighs much against it',
  weighs: (which: readonly { cost: Cost; points: string }[]) =>
    `what weighs most against it is ${listText(which.map(({ cost, points }) => `${costs[cost]} (${points})`))}`,
  worth: (net: string, range: string, prize: string, weighing: string) =>
    `${net} points (${range}); the prize counts ${prize}, ${weighing}`,
  statusQuo: (points: string) => `No challenge is worth ${points} points to an adversary of median type.`,
  best: (level: Level, worth: string) => `What compares best with it is ${aLevel(level)}, worth ${worth}.`,
  gains: (points: string) => `So it gains ${points} by acting.`,
  loses: (points: string, types: string) =>
    `So it loses ${points} by acting, and ${types} of all types would lose by it too.`,
  full: (worth: string) => `A full attack is worth ${worth}.`,
  threat: (points: string, first: string) =>
    `Doing nothing is worth ${points} points less than under ${first}: to the fearful the guarantee itself looks like a threat.`,
  nobodyOwes:
    'Nobody owes a step in a full attack. What response there is comes from interest, and interests change.',
  past: (honoured: number, tested: number) =>
    `in the strict count of 1945–2003, ${honoured} of ${tested} defence pacts tested by war were honoured`,
  unlikely: (low: number, all: number, past: string) =>
    `${low} of ${all} states that owe a step are more likely than not to do less; ${past}.`,
  leastLikely: (all: number, name: string, chance: string, past: string) =>
    `${all > 1 ? `The least likely of ${all} states to do what it owes` : 'The one state that owes a step'}, ${name}, does so with probability ${chance}; ${past}.`,
  hypothetical: 'The case is hypothetical: what is supposed in it is not so today.',
  unbound: (stage: string) => `The text is ${stage}, not in force, and is credited here as if it were.`,
  spread: (points: number) =>
    `The chance of no challenge spans ${points} percentage points from the 5th to the 95th percentile, so much hangs on assumptions that nobody has measured.`,
  notApart: (first: string) => `It cannot be told apart from ${first}.`,
  several: (share: string, gap: number) =>
    `In ${share} of draws the same assumptions carry more than one outcome, up to ${gap} percentage points apart.`,
  war: (chance: string) => `If it is tested by a full attack, fighting goes on with probability ${chance}.`,
  unknown: (n: number) => `${countText(n, 'point')} about the text ${n === 1 ? 'is' : 'are'} not known.`,
}
