import type { Level } from '../../../pact/index.js'
import { countText, type Named, words } from './words.js'

const { listText } = words

/** The head and the foot of the page, and what stands round its sections. */
export const page = {
  title: (beneficiary: string) => `Security guarantees compared: ${beneficiary}`,
  skip: 'Skip to the summary',
  noneNamed: 'none named',
  lead: (n: number) =>
    `What ${countText(n, 'guarantee')} would mean in a model of a crisis: whether a challenge is made, who responds as promised, and what each side risks. It explores stated assumptions. It is not a forecast and argues for no option.`,
  beneficiary: 'Beneficiary',
  adversary: 'Adversary',
  reading: 'Reading',
  draws: 'Draws',
  drawsText: (draws: number, seed: number) =>
    `${draws} sets of assumptions, the same for every option; seed ${seed}`,
  assumptions: 'Assumptions',
  assumptionsText: (n: number, changed: number) =>
    `${n}, of which ${changed === 0 ? 'none' : changed} changed by the user`,
  madeWith: 'Made with',
  note: 'Numbers are medians over the draws; what stands in brackets is the 5th to the 95th percentile. “Occasion” is a moment at which the adversary weighs a challenge. Probabilities are per occasion unless a number of years is named.',
  fewDraws: (few: number) => `Caution: few draws; intervals are rough below ${few}.`,
  notAlternatives:
    'Caution: the options have different beneficiaries or adversaries; they are not alternatives.',
  footer: (version: string) =>
    `Made by Guarantor ${version}. Model output under stated assumptions; not a forecast, and no position of any government.`,
}

export const options = {
  title: 'The options side by side',
  short: 'Side by side',
  caption: 'Chances on one occasion, except the columns for ten years. pp: percentage points.',
  option: 'Option',
  noChallenge: 'No challenge',
  anyTenYears: 'Any challenge in 10 years',
  fullTenYears: 'Full attack in 10 years',
  difference: 'No challenge: difference from the first',
  clash: 'Direct clash, given a full attack',
  status: 'Status of the text',
  label: 'Comparison of the options',
  first: 'the first option',
  noDifference: 'no difference',
  notSettled: 'order not settled',
  settled: 'order settled',
  pp: (points: string) => `${points} pp`,
  verdict: (name: string, share: string) => `${name}, ${share}`,
  motivated: (verdict: string) => `motivated: ${verdict}`,
  noInstrument: 'no instrument',
  checked: (asOf: string, hypothetical: boolean) =>
    `checked to ${asOf}${hypothetical ? '; hypothetical' : ''}`,
  verdictsCaption:
    'Commonest verdict per level with its share of draws: for an adversary of median type, and for a motivated one that values the objective more than 90% of types do.',
  verdictsLabel: 'Verdicts per level',
  each: 'What each option is',
  supposed: 'What is supposed',
}

export const deterrence = {
  title: 'Is a challenge made?',
  short: 'Challenge',
  lead: 'Each dot is the median over the draws, each bar runs from the 5th to the 95th percentile. The four chances of one option add up to 100% within each draw, their medians only roughly. A stronger guarantee may move challenges from one level to another.',
  noChallenge: 'No challenge',
  occasion: 'chance on one occasion',
  tenYears: 'At least one full attack in ten years',
  arrive: 'occasions arrive at their assumed rate',
}

export const credibilitySection = {
  title: 'Is the promise credible enough?',
  short: 'Credibility',
  lead: 'For each level: how strongly the adversary would have to expect the promised response (required, q*), and how strongly the model says it may expect it (supplied, q). The median type of adversary and a motivated one, which values the objective more than 90% of types do, see it differently. Supplied above required means that a challenge at this level does not pay. A requirement below 0 means that none is needed; above 1, that no promise of these forces is enough. The number at the right is the median; without a promise there are no bars.',
  required: 'required (q*)',
  supplied: 'supplied (q)',
  beyond: '◀ ▶ the interval goes on beyond the scale',
  line: (who: string, verdict: string, share: string) => `${who}: ${verdict} (${share} of draws)`,
  pair: (level: string, who: string, required: string, supplied: string, verdict: string) =>
    `${level}, ${who}, required ${required}, supplied ${supplied}, ${verdict}`,
  note: (none: string, capability: string) => `“None needed”: ${none}. “Capability problem”: ${capability}.`,
  numbers: 'Numbers',
  caption:
    'Required and supplied credibility, their difference, and the share of adversary types that a challenge does not pay for.',
  heads: [
    'Option and level',
    'Required',
    'Supplied',
    'Margin',
    'Types deterred',
    'Verdict',
    'Other verdicts',
  ],
  label: 'Numbers of credibility',
}

export const honour = {
  title: 'Who does what it promised?',
  short: 'Honour',
  lead: 'Chance that a state does at least what it owes, given a full attack found to fall under the text. The word at the right is what it owes: a state that owes little honours it easily, so compare like with like.',
  panel: (n: number) =>
    `chance of doing at least what is owed in a full attack; ${countText(n, 'state owes', 'states owe')} something`,
  panelLabel: (option: string, states: readonly string[]) =>
    `${option}, chance of honouring: ${states.join(', ')}`,
  pastValue: (honoured: number, tested: number, rate: string) => `${honoured} of ${tested}: ${rate}`,
  pastLabel: (rates: string) => `Past rates: ${rates}`,
  past: 'For comparison: the past',
  pastNote: 'defence pacts tested in war, share honoured',
  rates: ['1816–1944', '1945–2003, lenient', '1945–2003, strict'],
  source:
    'Defence pacts tested in war, Berkemeier and Fuhrmann (2018), recomputed from the replication data; 95% Wilson intervals. Lenient: one ally that helps is enough. Strict: one that does not is too many.',
  selection:
    'These pacts were tested because they were attacked. Weak pacts get attacked and strong ones do not, so these rates understate the reliability of strong pacts. They are not the probability that NATO, or any pact that has not been attacked, would be honoured.',
  care: 'Read the past with care.',
  owesNothing: (supporter: boolean) => `nothing${supporter ? ' (supporter)' : ''}`,
  caption:
    ': chance that each state does at least what it owes (–: owes nothing); chance that it sends air defence or troops; by how much its response lowers the chance that fighting goes on; its vote against a joint decision; and its motives, in points, for responding to a full attack.',
  state: 'State',
  owes: 'Owes in a full attack',
  honours: (level: Level) => `Honours: ${words.levels[level]}`,
  heads: [
    'Air defence or troops, full attack',
    'Pivotal',
    'Votes against',
    'Motives: stake, cost, fear, audience, other',
  ],
  label: 'Numbers per state',
  without: 'Nobody owes a step in a full attack under ',
  and: ' and ',
  withoutEnd: ', so there is nothing to honour.',
  numbers: 'Numbers: ',
}

export const coalition = {
  title: 'How many come?',
  short: 'Coalition',
  lead: 'Chance that exactly so many states respond, given a full attack, averaged over the draws. States decide under a common mood, so all or none is likelier than if each decided alone.',
  respond: (expected: string) => `respond at all: ${expected} expected`,
  fight: (expected: string) => `send air defence or troops: ${expected} expected`,
  panelLabel: (option: string, titles: string) => `${option}, full attack: ${titles}`,
  panel: (tallest: string) => `number of states, full attack; tallest bar ${tallest}`,
  numbers: 'Numbers for all levels',
  caption:
    'Force in brigade-equivalents (expected; within a draw chance leaves 5% below the low and 5% above the high figure), and number of states.',
  heads: [
    'Option and level',
    'Force',
    'Low',
    'High',
    'Nobody responds',
    'Anybody sends own forces',
    'Five or more send own forces',
    'Joint decision blocked',
  ],
  row: (level: string, n: number) => `${level}; ${countText(n, 'state')}`,
  noVote: 'no vote',
  label: 'Numbers of coalitions',
}

export const ledger = {
  title: 'The adversary’s ledger',
  short: 'Ledger',
  lead: 'What a full attack is worth to an adversary of median type, against what no challenge is worth. 100 points is the worth of its whole objective. Solid bars to the right are gains, hatched bars to the left are losses; entries are medians, so they add up to the net only roughly. Thin lines run from the 5th to the 95th percentile.',
  entries: {
    prize: 'prize',
    fighting: 'fighting cost',
    sanctions: 'sanctions',
    clash: 'direct clash',
    backDown: 'backing down',
  },
  net: 'net',
  statusQuo: 'no challenge',
  panelLabel: (option: string, entries: string) => `${option}, full attack, points: ${entries}`,
  panel: 'points, adversary of median type, full attack',
  numbers: 'Numbers for all levels',
  caption: 'Points: medians with 5th and 95th percentile.',
  head: 'Option and level',
  label: 'Ledger of all levels',
}

export const escalation = {
  title: 'If a challenge comes: does it grow?',
  short: 'Escalation',
  lead: 'Chances given a challenge at that level. The same guarantee that makes a challenge rarer may make a clash likelier once it comes. The last clear chance is the last free move before war: where it is the adversary’s, the burden of escalation lies with it. The number at the right of each name is the chance that fighting goes on.',
  war: 'fighting goes on',
  clash: 'direct clash with guarantors',
  burden: 'share of war paths whose last clear chance was the adversary’s',
  panelLabel: (level: string, options: readonly string[]) => `${level}: ${options.join('; ')}`,
  panelOption: (option: string, war: string, clash: string) => `${option} fighting ${war}, clash ${clash}`,
  panel: 'given that it is made',
  numbers: 'Numbers',
  caption:
    'Given a challenge at the level: fighting goes on, direct clash with guarantors, the challenger prevails; and the share of war paths whose last clear chance was the adversary’s.',
  heads: [
    'Option and level',
    'Fighting goes on',
    'Direct clash',
    'Challenger prevails',
    'Last chance was the adversary’s',
  ],
  label: 'Numbers of escalation',
}

export const map = {
  title: 'Who would send forces?',
  short: 'Map',
  lead: 'Chance, averaged over the draws, that a state sends air defence or troops in a full attack, whether it owes them or not. Numbers are percent; where they would overlap the smaller state has none, and the tables above have them all.',
  outlines:
    'Outlines: Natural Earth, coarse, today’s borders also for historical cases; Crimea and Cyprus as in resolutions 68/262 and 37/253 of the United Nations General Assembly.',
  label: (beneficiary: string, adversary: string | null, states: readonly string[]) =>
    `Map: ${beneficiary} is protected${adversary === null ? '' : ` against ${adversary}`}. Chance of air defence or troops in a full attack: ${listText(states)}.`,
  elsewhere: 'Elsewhere:',
  party: (name: string) => `${name} (party)`,
  beneficiary: 'beneficiary',
  adversary: 'adversary',
  noPart: 'no part in it',
}

/**
 * A finding that a language says in its own words. Rules and readers write whole English sentences; the pattern reads
 * the values back from one. What no pattern fits stays English, and is marked.
 */
export interface Known {
  readonly pattern: RegExp
  readonly say: (...values: readonly string[]) => string
}

export const findings = {
  title: 'Loopholes in the texts',
  short: 'Loopholes',
  lead: 'Found by rules that read the document, not by the model. A finding says where a promise can be escaped or delayed; it does not say that it will be.',
  none: ': nothing found.',
  count: (n: number) => `: ${countText(n, 'finding')}`,
  at: 'at ',
  line: (n: number) => `, line ${n}`,
  hint: 'What a drafter can do: ',
  /** By code, where other than as the rule says it. */
  messages: {} as Readonly<Record<string, readonly Known[] | undefined>>,
  hints: {} as Named,
}

export const unknown = {
  title: 'What is not known',
  short: 'Not known',
  noGap: 'The document names no gap.',
}

export const equilibria = {
  title: 'More than one equilibrium?',
  short: 'Equilibria',
  lead: 'The same assumptions can carry several self-fulfilling outcomes, such as “everybody comes if everybody comes”. The search starts from indifference, from everybody responding and from nobody responding. The principal branch is the one shown everywhere else on this page. That is a choice.',
  caption: (draws: number) =>
    `Over ${draws} draws. The gap is the widest difference in the chance of no challenge between equilibria of one draw.`,
  heads: [
    'Option',
    'Draws searched for more',
    'Of these with more than one',
    'Widest gap',
    'Draws not solved, left out',
  ],
  label: 'Equilibria over the draws',
  medians: 'Found with all assumptions at their medians.',
  branch: 'Option and branch',
  noChallenge: 'No challenge',
  residual: 'Residual',
  mediansLabel: 'Equilibria at the medians',
}

export const assumptions = {
  title: 'Assumptions',
  short: 'Assumptions',
  judgement: 'judgement',
  fromSource: 'from a source',
  changed: 'changed by the user',
  movesWith: 'moves with ',
  rank: (rank: string, given: string | null) =>
    ` (rank correlation ${rank}${given === null ? '' : `, repaired from ${given}`}; `,
  deep: (low: string, high: string) => `deeply uncertain, ${low} to ${high}, no probabilities`,
  drewFrom: 'this run drew from',
  caption: (draws: number, seed: number) =>
    `Medians and 5th to 95th percentile over ${draws} draws, seed ${seed}.`,
  lead: (n: number, judged: number) =>
    `${countText(n, 'number')} the model needs, each with a distribution. ${judged} are judgements: nobody has measured them. `,
  noneChanged: 'None was changed by the user.',
  changedList: 'Changed by the user: ',
  all: 'All assumptions',
  heads: ['Assumption', 'Unit', 'Median (5–95%)', 'Distribution', 'Kind', 'Source'],
  /** Units as the model writes them, and meanings by the name of the assumption, where other than the model's. */
  units: {} as Named,
  meanings: {} as Named,
}

export const limits = {
  title: 'Limits',
  short: 'Limits',
  list: [
    {
      title: 'Success is invisible.',
      text: 'When deterrence works in general nothing happens and nothing is recorded; the crises on record are the cases in which it had already failed.',
    },
    {
      title: 'Honour rates are truncated by selection.',
      text: 'They are counted where there was an attack, and whether there is one depends on how reliable the pact is thought to be. Weak pacts get attacked, strong ones do not, so past rates understate the reliability of strong pacts.',
    },
    {
      title: 'No causal claim is made.',
      text: 'Guarantees are given where there is danger. Published effects of alliances on attacks differ in size, and with ordinary controls even in sign.',
    },
    {
      title: 'Cases are few.',
      text: 'There are 54 to 58 crises of extended deterrence, 43 defence pacts tested in war since 1945 and about 20 relapses into war to learn from. Read the intervals, not the middle.',
    },
    {
      title: 'There is hardly a precedent.',
      text: 'Cases with a non-nuclear protégé, nuclear guarantors and a nuclear great power that is or was at war with it are almost absent, so nothing here has been tested on its like.',
    },
    {
      title: 'Polls are not deployments.',
      text: 'Saying yes to troops in a survey is not sending them, and the wording of the question moves answers by 15 percentage points and more.',
    },
    {
      title: 'Much is judgement.',
      text: 'How far words bind, how much nuclear risk frightens, how often facts are attributed and how audiences punish are judgements and nobody’s measurement. They are marked below, each can be changed, and changing them can change the order of the options.',
    },
    {
      title: 'The players calculate.',
      text: 'The core is a model of choice by interest. Misreading enters only as noise and bias, while fear, honour and domestic politics enter only as numbers.',
    },
    {
      title: 'This is not a forecast.',
      text: 'It explores what follows from the stated assumptions. It argues for no option, and every option can be read from the adversary’s and from the sceptic’s side.',
    },
    {
      title: 'There may be several equilibria.',
      text: 'The same assumptions can carry both “everybody comes” and “nobody comes”. Which one is shown is a choice; where others were found, that is said.',
    },
  ],
}

export const reproduce = {
  title: 'Make it again',
  short: 'Make it again',
  lead: 'The same documents, version, seed and number of draws give the same page, byte for byte:',
  overridden: ' Give the changed assumptions again as well: they are marked in the table above.',
  add: ' Add ',
  numbers: ' for the numbers behind this page.',
}

export const record = {
  title: 'What the record of promises moves',
  short: 'Record',
  oneInput: 'One input.',
  caution:
    'The record is one input among many. It says how promises of aid and the like were kept; how much that says of sending forces is judgement (record.relevance), and past tests of guarantees by war are few.',
  none: 'none',
  ledger: 'From the ledger ',
  lead: (
    entries: number,
    asOf: string,
    prior: string,
    notDue: number,
    undated: number,
    undisclosed: number,
  ) =>
    `, ${entries} entries, read as of ${asOf}. Each guarantor starts from the same chance of keeping its word, ${prior} (multilateral defence pacts tested 1945–2003), and its promises kept, late and broken move it. That moves what breaking its word would cost it, and how much it is inclined to act. Promises that test nothing are left out: ${notDue} not yet due, ${undated} without a date, ${undisclosed} whose deeds nobody puts a figure on.`,
  caption:
    ': promises kept / late / broken (parts of promises count as parts); chance of keeping the next one, with 5 to 95% of its Beta distribution; factor on audience and reputation cost; points of resolve at the highest response; and P(honour) in a full attack with the record, and how many percentage points the record moves it on the same draws.',
  heads: [
    'State',
    'Kept / late / broken',
    'Keeps the next',
    'Audience cost',
    'Resolve',
    'Honours: full attack',
    'Moved by the record',
  ],
  label: 'What the record moves',
}
