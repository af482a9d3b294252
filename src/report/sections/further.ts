import { levels } from '../../pact/index.js'
import type { Comparison, Further, GuarantorBurden, OptionResult, TippingResult } from '../../study/index.js'
import { figure, foreign, html, type Markup, section, table } from '../markup.js'
import { dotRows, type Style } from '../rows.js'
import { cleanText } from '../text.js'
import {
  countText,
  credibility,
  intervalText,
  levelWords,
  percent,
  percentagePoints,
  points,
  sentenceCase,
  significant,
  straddlesZero,
} from '../words.js'

type Row = readonly [OptionResult, Further]

const rowsOf = ({ options }: Comparison): readonly Row[] =>
  options.flatMap((option) => (option.further === null ? [] : [[option, option.further] as const]))

const expecting: Style = { symbol: 'circle', colour: 'var(--main)' }
const knowing: Style = { symbol: 'diamond', colour: 'var(--war)' }
const restrained: Style = { symbol: 'circle', colour: 'var(--main)' }
const unvoided: Style = { symbol: 'triangle', colour: 'var(--clash)' }
const nothing: Style = { symbol: 'square', colour: 'var(--burden)' }

const sample = (rows: readonly Row[]): string => countText(rows[0]?.[1].draws ?? 0, 'draw')

/** Would it have challenged, had it known? */
export const foreknowledgeSection = (comparison: Comparison): Markup => {
  const rows = rowsOf(comparison)
  return section(
    'foreknowledge',
    'Had it known what it would meet?',
    html`<p>An adversary decides on what it expects. Here it learns in advance the mood of the guarantors, how the first clash ends, what is found, and who comes with what. Upper mark: chance of a challenge on its expectations; lower mark (diamond): chance once it knows. Where they lie together, more information alone changes little. From ${sample(rows)}.</p>
<div class="panels">${(['any', ...levels] as const).map((level) =>
      figure(
        dotRows(
          rows.map(([option, { foreknowledge }]) => ({
            label: option.short,
            dots: [
              { interval: foreknowledge.challenge[level].expecting, style: expecting },
              { interval: foreknowledge.challenge[level].knowing, style: knowing },
            ],
          })),
          rows
            .map(
              ([option, { foreknowledge }]) =>
                `${cleanText(option.short)}: ${percent(foreknowledge.challenge[level].expecting.p50)} expecting, ${percent(foreknowledge.challenge[level].knowing.p50)} knowing`,
            )
            .join('; '),
        ),
        html`${level === 'any' ? 'Any challenge' : sentenceCase(levelWords[level])}<small>chance on one occasion</small>`,
      ),
    )}</div>
${table(
  'Share of occasions on which knowing turns its likeliest choice; and expectation less knowledge, percentage points (above zero: knowing would have made the challenge rarer).',
  ['Option', 'From a challenge to none', 'From none to a challenge', 'Any challenge', 'Full attack'],
  rows.map(([option, { foreknowledge }]) => [
    foreign(option.short),
    intervalText(foreknowledge.dissuaded),
    intervalText(foreknowledge.invited),
    intervalText(foreknowledge.challenge.any.value, percentagePoints),
    intervalText(foreknowledge.challenge.full.value, percentagePoints),
  ]),
  'Value of foreknowledge',
)}`,
  )
}

/** Money as a document writes it, in words of its size. */
const money = (amount: number, currency: string): string => {
  const [divisor, word] = amount >= 1e9 ? [1e9, ' bn'] : amount >= 1e6 ? [1e6, ' m'] : [1, '']
  return `${currency} ${significant(amount / divisor)}${word}`
}

const named = ({ peaceCost }: Further): string =>
  peaceCost.money.length === 0
    ? 'none named'
    : peaceCost.money
        .flatMap(({ currency, perYear, total }) => [
          ...(perYear > 0 ? [`${money(perYear, currency)} a year`] : []),
          ...(total > 0 ? [`${money(total, currency)} in all`] : []),
        ])
        .join(', ')

const largestFirst = (further: Further): readonly GuarantorBurden[] =>
  [...further.burden.byGuarantor].sort((a, b) => b.force.p50 - a.force.p50 || (a.id < b.id ? -1 : 1))

/** Who provides what, and what it costs. */
export const burdenSection = (comparison: Comparison): Markup => {
  const rows = rowsOf(comparison)
  return section(
    'burden',
    'Who carries the burden, and what does it cost?',
    html`<p>After a full attack. The gap is how much more force would come if each state weighed the prize with the stakes of all together: what is lost because each relies on the others (Olson and Zeckhauser 1966). A coalition that pulls together is not always better at deterring: it may come with more at a level where more changes little. From ${sample(rows)}.</p>
${table(
  'Force in brigade-equivalents (BE); costs to all guarantors in points, if tested; what the text costs in peace. Money is as the text names it, nothing is converted.',
  [
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
  rows.map(([option, further]) => {
    const { burden, peaceCost } = further
    return [
      foreign(option.short),
      intervalText(burden.force, points),
      intervalText(burden.optimum, points),
      intervalText(burden.gap, points),
      intervalText(burden.largestShare),
      intervalText(burden.cost, points),
      intervalText(burden.fear, points),
      peaceCost.brigades.p95 === 0
        ? 'none placed'
        : `${intervalText(peaceCost.brigades, points)} BE, EUR ${intervalText(peaceCost.forces, (x) => significant(x ?? Number.NaN))} m a year`,
      named(further),
    ]
  }),
  'Burden',
)}
<details><summary>State by state</summary>${rows.map(([option, further]) =>
      table(
        html`${foreign(option.short)}: what each state is expected to bring and bear after a full attack, and what it would bring if all stakes counted.`,
        ['State', 'Force, BE', 'If all stakes counted, BE', 'Own cost, points', 'Fear of a clash, points'],
        largestFirst(further).map((one) => [
          foreign(one.name),
          intervalText(one.force, points),
          intervalText(one.optimum, points),
          intervalText(one.cost, points),
          intervalText(one.fear, points),
        ]),
        `Burden state by state, ${option.short}`,
        'compact',
      ),
    )}</details>`,
  )
}

const tip = ({ now, at, reachable }: TippingResult, format: (x: number | null) => string): string =>
  at === null
    ? `${format(now.p50)}: not within its range`
    : `${format(now.p50)} → ${intervalText(at, format)}${reachable < 0.9995 ? ` in ${percent(reachable)} of draws` : ''}`

/** What flips each guarantor. */
export const tippingSection = (comparison: Comparison): Markup => {
  const rows = rowsOf(comparison).filter(([, { burden }]) =>
    burden.byGuarantor.some(({ tipping }) => tipping !== null),
  )
  return section(
    'tipping',
    'What would tip each guarantor?',
    html`<p>How far one lever alone would have to move for a state to be as likely as not to do what it owes in a full attack, everybody else doing as they do: more for those below one half, less for those above. Where a stake tips nobody, that is the free-riding problem: one state’s response changes the outcome too little for its interest to decide.</p>
${rows.map(
  ([option, further]) =>
    html`<details><summary>${foreign(option.short)}</summary>${table(
      'Binding force from 0 to 1; stake, where 1 means that the beneficiary’s total defeat costs it 100 points (searched to 2); forces in place beside what it would bring now (searched to 20 BE).',
      ['State', 'Binding', 'Stake', 'Forces in place, BE'],
      further.burden.byGuarantor.flatMap(({ name, tipping }) =>
        tipping === null
          ? []
          : [
              [
                foreign(name),
                tip(tipping.bind, credibility),
                tip(tipping.stake, credibility),
                tip(tipping.forwardForce, points).replace(/^0\.0: /, ''),
              ],
            ],
      ),
      `Tipping points, ${option.short}`,
      'compact',
    )}</details>`,
)}`,
  )
}

/** Does the guarantee make the beneficiary bolder? */
export const moralHazardSection = (comparison: Comparison): Markup => {
  const rows = rowsOf(comparison)
  return section(
    'moral-hazard',
    'Does it embolden the beneficiary?',
    html`<p>Chance that the beneficiary takes an assertive posture rather than a restrained one: under the guarantee (circle), with nothing promised (square), and under the guarantee without its voiding clause or its condition of no provocation (triangle), where it has one. From ${sample(rows)}.</p>
<div class="panels">${figure(
      dotRows(
        rows.map(([option, { moralHazard }]) => ({
          label: option.short,
          dots: [
            { interval: moralHazard.assertive, style: restrained },
            { interval: moralHazard.withoutGuarantee, style: nothing },
            ...(moralHazard.withoutVoiding === null
              ? []
              : [{ interval: moralHazard.withoutVoiding, style: unvoided }]),
          ],
        })),
        rows
          .map(
            ([option, { moralHazard }]) =>
              `${cleanText(option.short)}: assertive ${percent(moralHazard.assertive.p50)}, with nothing promised ${percent(moralHazard.withoutGuarantee.p50)}`,
          )
          .join('; '),
      ),
      html`Assertive posture<small>chance</small>`,
    )}</div>
${table(
  'Change that the guarantee makes to the chance of an assertive posture, percentage points; and what a posture brings on: chance of a challenge on one occasion under the guarantee.',
  ['Option', 'Change', 'In words', 'Challenge if restrained', 'Challenge if assertive'],
  rows.map(([option, { moralHazard }]) => [
    foreign(option.short),
    intervalText(moralHazard.change, percentagePoints),
    Math.abs(moralHazard.change.p50) < 0.005
      ? 'hardly any change'
      : straddlesZero(moralHazard.change)
        ? 'the sign is not settled'
        : moralHazard.change.p50 > 0
          ? 'it emboldens'
          : 'it restrains',
    intervalText(moralHazard.challenge.restrained),
    intervalText(moralHazard.challenge.assertive),
  ]),
  'Moral hazard',
)}`,
  )
}
