import { countText } from './words.js'

/** Window, foreknowledge, burden, tipping points and moral hazard. */
export const window = {
  title: 'The window: what may happen before it is in force?',
  short: 'Window',
  lead: (draws: number) =>
    `The curve is the chance that nothing has happened by a month after the announcement. Until all is in force a guarantee binds less and its forces are not in place, and an adversary that foresees this may strike while it can. It is compared with the same months had nothing been promised. Bands run from the 5th to the 95th percentile of ${countText(draws, 'draw')}; occasions arrive at their assumed rate.`,
  noFull: 'no full attack so far',
  noAny: 'no challenge of any kind so far',
  without: 'the same, had nothing been promised',
  shade: 'the window: announced, not yet in force',
  axis: 'months from the announcement',
  panelLabel: (option: string, full: string, any: string, last: number, months: string) =>
    `${option}: chance of no full attack ${full} and of no challenge at all ${any} within ${last} months of the announcement; in force after ${months} months`,
  panel: (phases: string, months: string) => `${phases}; in force after ${months} months`,
  notSettled: 'the order is not settled',
  provokes: 'the window provokes',
  deters: 'the promise already deters on its way',
  provocation:
    'Chance of a challenge between announcement and force, the same months had nothing been promised, and the difference in percentage points; last, how that difference grows with one more month of delay.',
  provocationHeads: [
    'Option, challenge, type',
    'Before force',
    'Nothing promised',
    'Difference',
    'In words',
    'Per month of delay',
  ],
  provocationRow: (level: 'full' | 'any', motive: 'greedy' | 'fearful') =>
    `${level === 'full' ? 'full attack' : 'any challenge'}; ${motive} type`,
  provocationLabel: 'Provocation',
  phases:
    'Each phase: the month in which it begins and the chance of a challenge on one occasion in it. The adversary waits if what it expects of the next phase, and of the status quo until then, is worth more than acting.',
  phaseHeads: ['Option and phase', 'Begins in month', 'Any challenge', 'Full attack'],
  phasesLabel: 'Phases of the window',
  month: (month: number) => `month ${month}`,
  numbers: 'Phases, hazards and survival in numbers',
  survival:
    'Full attack: hazard of the month (chance in it if none came before), chance of none so far, the same had nothing been promised; and the chance of no challenge of any kind so far.',
  survivalHeads: [
    'Option and month',
    'Hazard',
    'No full attack so far',
    'Nothing promised',
    'No challenge so far',
  ],
  survivalLabel: 'Survival',
  none: 'No window: ',
  /** Why an option has no window. */
  whyNone: {
    asIs: 'read as it stands today, so no way to force is supposed',
    unsolved: 'its further games did not converge',
    atOnce: 'in force as soon as it is announced',
    nothing: 'promises nothing that could come into force',
  },
}

export const foreknowledge = {
  title: 'Had it known what it would meet?',
  short: 'Foreknowledge',
  lead: (draws: number) =>
    `An adversary decides on what it expects. Here it learns in advance the mood of the guarantors, how the first clash ends, what is found, and who comes with what. Upper mark: chance of a challenge on its expectations; lower mark (diamond): chance once it knows. Where they lie together, more information alone changes little. From ${countText(draws, 'draw')}.`,
  panelOption: (option: string, expecting: string, knowing: string) =>
    `${option}: ${expecting} expecting, ${knowing} knowing`,
  any: 'Any challenge',
  occasion: 'chance on one occasion',
  caption:
    'Share of occasions on which knowing turns its likeliest choice; and expectation less knowledge, percentage points (above zero: knowing would have made the challenge rarer).',
  heads: ['Option', 'From a challenge to none', 'From none to a challenge', 'Any challenge', 'Full attack'],
  label: 'Value of foreknowledge',
}

export const burden = {
  title: 'Who carries the burden, and what does it cost?',
  short: 'Burden',
  lead: (draws: number) =>
    `After a full attack. The gap is how much more force would come if each state weighed the prize with the stakes of all together: what is lost because each relies on the others (Olson and Zeckhauser 1966). A coalition that pulls together is not always better at deterring: it may come with more at a level where more changes little. From ${countText(draws, 'draw')}.`,
  billion: ' bn',
  million: ' m',
  noMoney: 'none named',
  perYear: (money: string) => `${money} a year`,
  inAll: (money: string) => `${money} in all`,
  caption:
    'Force in brigade-equivalents (BE); costs to all guarantors in points, if tested; what the text costs in peace. Money is as the text names it, nothing is converted.',
  heads: [
    'Option',
    'Expected force, BE',
    'If all stakes counted, BE',
    'Gap, BE',
    'Largest provider’s share',
    'Own cost if tested, points',
    'Fear of a clash, points',
    'Forces in peace',
    'Money named',
  ],
  nonePlaced: 'none placed',
  peace: (brigades: string, millions: string) => `${brigades} BE, EUR ${millions} m a year`,
  label: 'Burden',
  byState: 'State by state',
  stateCaption:
    ': what each state is expected to bring and bear after a full attack, and what it would bring if all stakes counted.',
  stateHeads: [
    'State',
    'Force, BE',
    'If all stakes counted, BE',
    'Own cost, points',
    'Fear of a clash, points',
  ],
  stateLabel: (option: string) => `Burden state by state, ${option}`,
}

export const tipping = {
  title: 'What would tip each guarantor?',
  short: 'Tipping points',
  lead: 'How far one lever alone would have to move for a state to be as likely as not to do what it owes in a full attack, everybody else doing as they do: more for those below one half, less for those above. Where a stake tips nobody, that is the free-riding problem: one state’s response changes the outcome too little for its interest to decide.',
  notReached: (now: string | null) => `${now === null ? '' : `${now}: `}not within its range`,
  reached: (now: string, at: string, share: string | null) =>
    `${now} → ${at}${share === null ? '' : ` in ${share} of draws`}`,
  caption:
    'Binding force from 0 to 1; stake, where 1 means that the beneficiary’s total defeat costs it 100 points (searched to 2); forces in place beside what it would bring now (searched to 20 BE).',
  heads: ['State', 'Binding', 'Stake', 'Forces in place, BE'],
  label: (option: string) => `Tipping points, ${option}`,
}

export const moralHazard = {
  title: 'Does it embolden the beneficiary?',
  short: 'Moral hazard',
  lead: (draws: number) =>
    `Chance that the beneficiary takes an assertive posture rather than a restrained one: under the guarantee (circle), with nothing promised (square), and under the guarantee without its voiding clause or its condition of no provocation (triangle), where it has one. From ${countText(draws, 'draw')}.`,
  panelOption: (option: string, assertive: string, without: string) =>
    `${option}: assertive ${assertive}, with nothing promised ${without}`,
  panel: 'Assertive posture',
  chance: 'chance',
  caption:
    'Change that the guarantee makes to the chance of an assertive posture, percentage points; and what a posture brings on: chance of a challenge on one occasion under the guarantee.',
  heads: ['Option', 'Change', 'In words', 'Challenge if restrained', 'Challenge if assertive'],
  hardly: 'hardly any change',
  notSettled: 'the sign is not settled',
  emboldens: 'it emboldens',
  restrains: 'it restrains',
  label: 'Moral hazard',
}
