import { levels } from '../../pact/index.js'
import type { Comparison, GuarantorResult, OptionResult } from '../../study/index.js'
import { figure, foreign, html, type Markup, section, table } from '../markup.js'
import { referenceRates, referenceSource, selectionWarning } from '../reference.js'
import { compactRows, dotRows, plain, type Style } from '../rows.js'
import { owingIn } from '../summary.js'
import { cleanText } from '../text.js'
import { countText, intervalText, levelWords, percent, responseWords, signedPoints } from '../words.js'

const reference: Style = { symbol: 'square', colour: 'var(--burden)' }

const panel = (option: OptionResult): Markup => {
  const owing = owingIn(option)
  const caption = html`${foreign(option.short)}<small>${`chance of doing at least what is owed in a full attack; ${countText(owing.length, 'state owes', 'states owe')} something`}</small>`
  return figure(
    compactRows(
      owing.map((one) => ({
        name: one.name,
        end: responseWords[one.owes],
        interval: one.honour,
        style: plain,
      })),
      `${cleanText(option.short)}, chance of honouring: ${owing.map((one) => `${cleanText(one.name)} ${percent(one.honour?.p50 ?? null)}`).join(', ')}`,
    ),
    caption,
  )
}

const past = (): Markup =>
  figure(
    dotRows(
      referenceRates.map(({ label, honoured, tested, rate }) => ({
        label,
        value: `${honoured} of ${tested}: ${intervalText(rate)}`,
        dots: [{ interval: rate, style: reference }],
      })),
      `Past rates: ${referenceRates.map(({ label, rate }) => `${label} ${intervalText(rate)}`).join('; ')}`,
    ),
    html`For comparison: the past<small>defence pacts tested in war, share honoured</small>`,
  )

const owedCell = (one: GuarantorResult): string =>
  one.owes === null ? `nothing${one.role === 'supporter' ? ' (supporter)' : ''}` : responseWords[one.owes]

const motivesCell = ({ motives }: GuarantorResult): Markup => {
  const { stake, cost, fear, audience, other } = motives
  return html`<span class="near">${[stake, cost, fear, audience, other].map(signedPoints).join(' / ')}</span>`
}

const numbers = (option: OptionResult): Markup =>
  table(
    html`${foreign(option.short)}: chance that each state does at least what it owes (–: owes nothing); chance that it sends air defence or troops; by how much its response lowers the chance that fighting goes on; its vote against a joint decision; and its motives, in points, for responding to a full attack.`,
    [
      'State',
      'Owes in a full attack',
      ...levels.map((level) => `Honours: ${levelWords[level]}`),
      'Air defence or troops, full attack',
      'Pivotal',
      'Votes against',
      'Motives: stake, cost, fear, audience, other',
    ],
    [...option.guarantors]
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
      .map((one) => [
        foreign(one.name),
        owedCell(one),
        ...levels.map((level) => intervalText(one.honourAt[level])),
        percent(one.response.full.air + one.response.full.troops),
        percent(one.pivotal.p50),
        percent(one.against?.p50 ?? null),
        motivesCell(one),
      ]),
    'Numbers per state',
    'compact',
  )

/** Who would do what it owes, beside the record of the past. */
export const honourSection = ({ options }: Comparison): Markup => {
  const without = options.filter((option) => owingIn(option).length === 0)
  return section(
    'honour',
    'Who does what it promised?',
    html`<p>Chance that a state does at least what it owes, given a full attack found to fall under the text. The word at the right is what it owes: a state that owes little honours it easily, so compare like with like.</p>
<div class="panels">${past()}</div>
<p class="warn"><strong>Read the past with care.</strong> ${selectionWarning}</p>
<p class="note">${referenceSource}</p>
${without.length > 0 && html`<p>Nobody owes a step in a full attack under ${without.map((option, i) => html`${i > 0 && (i === without.length - 1 ? ' and ' : ', ')}${foreign(option.short)}`)}, so there is nothing to honour.</p>`}
<div class="panels">${options.filter((option) => !without.includes(option)).map(panel)}</div>
${options
  .filter((option) => option.guarantors.length > 0)
  .map(
    (option) => html`<details><summary>Numbers: ${foreign(option.short)}</summary>${numbers(option)}</details>
`,
  )}`,
  )
}
