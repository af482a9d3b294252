import { levels } from '../../pact/index.js'
import type { Comparison, GuarantorResult, OptionResult } from '../../study/index.js'
import { figure, foreign, html, type Markup, section, table } from '../markup.js'
import { referenceRates } from '../reference.js'
import { compactRows, dotRows, plain, type Style } from '../rows.js'
import { en, type Strings } from '../strings/en.js'
import { owingIn } from '../summary.js'
import { cleanText } from '../text.js'

const reference: Style = { symbol: 'square', colour: 'var(--burden)' }

const panel = (option: OptionResult, t: Strings): Markup => {
  const owing = owingIn(option)
  const caption = html`${foreign(option.short)}<small>${t.honour.panel(owing.length)}</small>`
  return figure(
    compactRows(
      owing.map((one) => ({
        name: one.name,
        end: t.responses[one.owes],
        interval: one.honour,
        style: plain,
      })),
      t.honour.panelLabel(
        cleanText(option.short),
        owing.map((one) => `${cleanText(one.name)} ${t.percent(one.honour?.p50 ?? null)}`),
      ),
    ),
    caption,
  )
}

const past = (t: Strings): Markup =>
  figure(
    dotRows(
      referenceRates.map(({ honoured, tested, rate }, k) => ({
        label: t.honour.rates[k],
        value: t.honour.pastValue(honoured, tested, t.intervalText(rate)),
        dots: [{ interval: rate, style: reference }],
      })),
      t.honour.pastLabel(
        referenceRates.map(({ rate }, k) => `${t.honour.rates[k]} ${t.intervalText(rate)}`).join('; '),
      ),
      t,
    ),
    html`${t.honour.past}<small>${t.honour.pastNote}</small>`,
  )

const owedCell = (one: GuarantorResult, t: Strings): string =>
  one.owes === null ? t.honour.owesNothing(one.role === 'supporter') : t.responses[one.owes]

const motivesCell = ({ motives }: GuarantorResult, t: Strings): Markup => {
  const { stake, cost, fear, audience, other } = motives
  return html`<span class="near">${[stake, cost, fear, audience, other].map(t.signedPoints).join(' / ')}</span>`
}

const numbers = (option: OptionResult, t: Strings): Markup =>
  table(
    html`${foreign(option.short)}${t.honour.caption}`,
    [t.honour.state, t.honour.owes, ...levels.map(t.honour.honours), ...t.honour.heads],
    [...option.guarantors]
      .sort((a, b) => t.compareNames(a.name, b.name))
      .map((one) => [
        foreign(one.name),
        owedCell(one, t),
        ...levels.map((level) => t.intervalText(one.honourAt[level])),
        t.percent(one.response.full.air + one.response.full.troops),
        t.percent(one.pivotal.p50),
        t.percent(one.against?.p50 ?? null),
        motivesCell(one, t),
      ]),
    t.honour.label,
    'compact',
  )

/** Who would do what it owes, beside the record of the past. */
export const honourSection = ({ options }: Comparison, t: Strings = en): Markup => {
  const without = options.filter((option) => owingIn(option).length === 0)
  return section(
    'honour',
    t.honour.title,
    html`<p>${t.honour.lead}</p>
<div class="panels">${past(t)}</div>
<p class="warn"><strong>${t.honour.care}</strong> ${t.honour.selection}</p>
<p class="note">${t.honour.source}</p>
${without.length > 0 && html`<p>${t.honour.without}${without.map((option, i) => html`${i > 0 && (i === without.length - 1 ? t.honour.and : ', ')}${foreign(option.short)}`)}${t.honour.withoutEnd}</p>`}
<div class="panels">${options.filter((option) => !without.includes(option)).map((option) => panel(option, t))}</div>
${options
  .filter((option) => option.guarantors.length > 0)
  .map(
    (
      option,
    ) => html`<details><summary>${t.honour.numbers}${foreign(option.short)}</summary>${numbers(option, t)}</details>
`,
  )}`,
  )
}
