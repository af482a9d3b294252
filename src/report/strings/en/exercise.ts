import type { ExerciseEvent } from '../../../exercise/event.js'
import type { Hole, LadderStep, LifeState, Obligation } from '../../../exercise/state.js'
import type { Named } from './words.js'

const states: Readonly<Record<LifeState, string>> = {
  'not-in-force': 'not in force',
  dormant: 'not triggered',
  alleged: 'alleged, not established',
  'decision-pending': 'waits for a decision',
  due: 'due',
  fulfilled: 'fulfilled',
  'fulfilled-late': 'fulfilled late',
  partial: 'fulfilled in part',
  blocked: 'blocked by a vote',
  declined: 'declined, as allowed',
  breached: 'breached',
  cured: 'breached, then cured',
  remedied: 'breached, then remedied',
  suspended: 'suspended',
  released: 'released by the beneficiary',
  expired: 'expired',
  terminated: 'terminated',
}

const types: Named = {
  'consultation-called': 'consultation called',
  'consultation-held': 'consultation held',
  'silence-opened': 'silence procedure opened',
  'silence-broken': 'silence broken',
}

const holeActions: Readonly<Record<Hole['code'], string>> = {
  'no-duty-to-act':
    'Decide whether consultation is enough here; if not, add a duty to act, or say who may decide on one.',
  'not-covered':
    'Decide whether this kind of challenge is to be covered; if so, widen a trigger or add a commitment.',
  undetermined: 'Name who settles this question, by what standard and by when.',
  'not-in-force':
    'Bridge the time before entry into force: provisional application, or an interim declaration.',
  'nobody-decides': 'Name the state or body that decides.',
  'no-deadline': 'Set a deadline, and say what it counts from.',
  'deadline-refused':
    'Write the deadline so that it can be counted: calendar, zone, what it counts from, rounding.',
}

const sides: Readonly<Record<LadderStep['side'], string>> = {
  adversary: 'adversary',
  beneficiary: 'beneficiary',
  guarantor: 'guarantor',
  body: 'body',
  other: 'other',
}

const characters: Readonly<Record<LadderStep['character'], string>> = {
  challenge: 'a challenge',
  power: 'a power, free to use',
  discretionary: 'left to their judgement',
  owed: 'owed',
  'beyond-the-text': 'beyond the text',
}

/** What happened, in a line, where the event has no title. */
const eventWords = (event: ExerciseEvent): string => {
  const actor = 'by' in event && typeof event.by === 'string' ? `${event.by}: ` : ''
  switch (event.type) {
    case 'incident':
      return `${event.actor ?? 'unknown actor'}: ${event.kind ?? 'incident'}${event.target === undefined ? '' : ` against ${event.target}`}`
    case 'attribution':
      return `${actor}says ${event.actor} did it (${event.standing})`
    case 'vote':
      return `${actor}votes ${event.choice}`
    case 'proposal':
      return `${actor}proposes to ${event.body}: ${event.subject}`
    case 'invocation':
      return `${actor}invokes ${event.commitment ?? event.pact ?? 'the texts'}`
    case 'decision':
      return `${actor}decides to ${event.choice}${event.means === undefined ? '' : ` (${event.means})`}`
    case 'performance':
      return `${actor}acts${event.extent === 'partial' ? ' in part' : ''}`
    case 'approval':
      return `${event.organ} of ${event.by} ${event.given ? 'approves' : 'refuses'}`
    case 'consultation-held':
      return `consultation of ${event.participants.join(', ')}`
    case 'note':
      return event.note ?? event.id
    default:
      return `${actor}${types[event.type] ?? event.type}`
  }
}

/** The after-action report and the timeline of an exercise. */
export const exercise = {
  title: 'After-action report',
  titleOf: (title: string) => `After-action report: ${title}`,
  skip: 'Skip to the objectives',
  from: 'From',
  to: 'To',
  events: 'Events known',
  texts: 'Texts',
  textsText: (n: number, inForce: boolean) =>
    `${n}, ${inForce ? 'taken as if in force' : 'by their status and the log'}`,
  zone: (zone: string, name: string) =>
    zone === 'UTC' ? 'Times are in UTC.' : `Times are ${name} (${zone}).`,
  note: ' What follows is derived from the texts and the log. It shows what the texts say is owed; it does not forecast what anybody would do.',
  footer: (version: string) => `Made by Guarantor ${version} from exercise `,
  footerEnd: '. Not a forecast, and no position of any government.',
  atOnce: 'at once',
  /** A span as the engine writes it: `2 d 3 h`. */
  span: (text: string) => text,
  /** A moment as it is counted from the start: `D+2 H+5`. */
  offset: (text: string) => text,
  /** A deadline in its own zone, and in the zone of the exercise. */
  deadline: (own: string, _local: string) => own,
  more: (rows: number) => `${rows} more rows are left out here; the log has them all.`,
  andMore: (n: number) => ` and ${n} more`,
  states,
  types,
  unknownActor: 'not known',
  eventWords,
  /** An obligation in words, for bearers that stand alike; null to say what the engine says. */
  inWords: (_obligation: Obligation, _who: readonly string[], _until: string | null): string | null => null,
  sides,
  characters,
  /** Words of the document language and of the log that stand in cells, where not as they are. */
  words: {} as Named,
  objectives: {
    title: 'Objectives',
    none: 'The exercise states none.',
    served: (n: number) => `${n} ${n === 1 ? 'inject' : 'injects'}`,
  },
  timeline: {
    title: 'Timeline',
    label: (title: string, events: number, lanes: number) =>
      `Timeline of ${title}: ${events} events and ${lanes} lines of obligations`,
    numbers: 'Numbers are events, in the order in which they became known; filled ones are incidents. ',
    even: 'Equal distances are equal times.',
    uneven: 'Each moment stands one step after the one before it: distances are not times.',
    share: ' Bearers with the same history share a line.',
    caption: 'Events, by when they became known',
    heads: ['', 'Known', 'Since start', 'What', 'Who', 'Kind'],
    happened: 'happened ',
    eventsLabel: 'Events',
    key: {
      alleged: 'alleged',
      waits: 'waits for a decision',
      due: 'due',
      breached: 'breached',
      fulfilled: 'fulfilled (diamond: late)',
      blocked: 'blocked (star: declined)',
      deadline: 'deadline',
    },
  },
  owed: {
    title: 'Who owed what',
    none: 'Nothing was ever in question: no incident met a clause.',
    caption: 'Every obligation that was in question, and where it stands at the end',
    heads: ['Clause', 'Bearers', 'Stands', 'In words', 'Due by'],
    kept: 'kept',
    since: 'since ',
    missing: 'missing: ',
    noDeadline: 'no deadline',
    label: 'Obligations',
  },
  times: {
    title: 'Response times',
    none: 'No obligation was set going.',
    caption: 'Counted from the first incident, or from what else set the obligation going',
    heads: ['Clause', 'Bearers', 'Known after', 'Due after', 'Done after', 'Deadline after'],
    notDone: 'not done',
    late: 'late',
    noDeadline: 'none',
  },
  expected: {
    title: 'Expected actions',
    none: 'The injects name no expected actions.',
    caption: 'What planners expected of players, and what those addressed did next',
    heads: ['Inject', 'Expected', 'To', 'Next', 'After', 'Controller'],
    nothing: 'nothing',
    note: 'Whether it was the expected action is for the controllers to say.',
  },
  steps: {
    title: 'Who bore the step',
    none: 'Nobody moved.',
    caption: 'Each rung of the ladder: whose move it was, and what the text said of it',
    heads: ['When', 'Who', 'Rung', 'The move was', 'What', 'Clause'],
    text: 'text',
    label: 'Steps',
  },
  holes: {
    title: 'Holes found',
    none: 'None: every incident met a clause, and every question had somebody to answer it.',
    notSettled: 'the texts do not settle it',
    ignored: 'Events without effect',
  },
  actions: {
    title: 'Corrective actions',
    none: 'None follows from the log.',
    caption: 'What the exercise suggests, from holes and from what was blocked, missed, late or declined',
    heads: ['Action', 'Because', 'Where', 'Owner', 'By'],
    note: 'Owner and date are for the participants to fill in.',
    holes: holeActions,
    noClause: 'no clause',
    blocked:
      'Review the decision rule: a fallback to a coalition of the willing, a majority, or each for itself.',
    blockedBy: (who: string, by: string) => `${who}: blocked by ${by || 'a vote that failed'}`,
    breached: 'Say what follows from a breach, and rehearse the step that was missed.',
    wasBreached: (who: string) => `${who}: breached`,
    late: 'Find what cost the time, and shorten it or lengthen the deadline.',
    wasLate: (who: string) => `${who}: performed late`,
    partial: 'Say how much is owed, and who makes up the rest.',
    wasPartial: (who: string) => `${who}: performed in part`,
    declined: 'If this help is counted on, make it owed, or plan without it.',
    wasDeclined: (who: string) => `${who}: declined, as the text allows`,
    alleged: 'Settle attribution sooner: who finds, by what standard, by when.',
    wasAlleged: (who: string, missing: string) =>
      `${who}: still open at the end; missing: ${missing || 'a finding'}`,
    pending: 'Set a time for the decision, and what holds if it passes.',
    wasPending: (who: string) => `${who}: no decision by the end`,
    conflict: 'Say which text prevails.',
  },
  documents: {
    title: 'Texts',
    caption: 'The documents of the exercise, in the order in which they apply',
    heads: ['Text', 'Order', 'Because', 'Status', 'In force for'],
    voided: ', voided',
  },
}
