import { levels } from '../../pact/index.js'
import type { Comparison, Further, GuarantorBurden, OptionResult, TippingResult } from '../../study/index.js'
import { figure, foreign, html, type Markup, section, table } from '../markup.js'
import { dotRows, type Style } from '../rows.js'
import { en, type Strings } from '../strings/en.js'
import { cleanText } from '../text.js'
import { sentenceCase, straddlesZero } from '../words.js'

type Row = readonly [OptionResult, Further]

const rowsOf = ({ options }: Comparison): readonly Row[] =>
  options.flatMap((option) => (option.further === null ? [] : [[option, option.further] as const]))

const expecting: Style = { symbol: 'circle', colour: 'var(--main)' }
const knowing: Style = { symbol: 'diamond', colour: 'var(--war)' }
const restrained: Style = { symbol: 'circle', colour: 'var(--main)' }
const unvoided: Style = { symbol: 'triangle', colour: 'var(--clash)' }
const nothing: Style = { symbol: 'square', colour: 'var(--burden)' }

const drawsOf = (rows: readonly Row[]): number => rows[0]?.[1].draws ?? 0

/** Would it have challenged, had it known? */
export const foreknowledgeSection = (comparison: Comparison, t: Strings = en): Markup => {
  const rows = rowsOf(comparison)
  const say = t.foreknowledge
  return section(
    'foreknowledge',
    say.title,
    html`<p>${say.lead(drawsOf(rows))}</p>
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
            .map(([option, { foreknowledge }]) =>
              say.panelOption(
                cleanText(option.short),
                t.percent(foreknowledge.challenge[level].expecting.p50),
                t.percent(foreknowledge.challenge[level].knowing.p50),
              ),
            )
            .join('; '),
          t,
        ),
        html`${level === 'any' ? say.any : sentenceCase(t.levels[level])}<small>${say.occasion}</small>`,
      ),
    )}</div>
${table(
  say.caption,
  say.heads,
  rows.map(([option, { foreknowledge }]) => [
    foreign(option.short),
    t.intervalText(foreknowledge.dissuaded),
    t.intervalText(foreknowledge.invited),
    t.intervalText(foreknowledge.challenge.any.value, t.percentagePoints),
    t.intervalText(foreknowledge.challenge.full.value, t.percentagePoints),
  ]),
  say.label,
)}`,
  )
}

/** Money as a document writes it, in words of its size. */
const money = (amount: number, currency: string, t: Strings): string => {
  const [divisor, word] =
    amount >= 1e9 ? [1e9, t.burden.billion] : amount >= 1e6 ? [1e6, t.burden.million] : [1, '']
  return `${currency} ${t.significant(amount / divisor)}${word}`
}

const named = ({ peaceCost }: Further, t: Strings): string =>
  peaceCost.money.length === 0
    ? t.burden.noMoney
    : peaceCost.money
        .flatMap(({ currency, perYear, total }) => [
          ...(perYear > 0 ? [t.burden.perYear(money(perYear, currency, t))] : []),
          ...(total > 0 ? [t.burden.inAll(money(total, currency, t))] : []),
        ])
        .join(', ')

const largestFirst = (further: Further): readonly GuarantorBurden[] =>
  [...further.burden.byGuarantor].sort((a, b) => b.force.p50 - a.force.p50 || (a.id < b.id ? -1 : 1))

/** Who provides what, and what it costs. */
export const burdenSection = (comparison: Comparison, t: Strings = en): Markup => {
  const rows = rowsOf(comparison)
  const say = t.burden
  return section(
    'burden',
    say.title,
    html`<p>${say.lead(drawsOf(rows))}</p>
${table(
  say.caption,
  say.heads,
  rows.map(([option, further]) => {
    const { burden, peaceCost } = further
    return [
      foreign(option.short),
      t.intervalText(burden.force, t.points),
      t.intervalText(burden.optimum, t.points),
      t.intervalText(burden.gap, t.points),
      t.intervalText(burden.largestShare),
      t.intervalText(burden.cost, t.points),
      t.intervalText(burden.fear, t.points),
      peaceCost.brigades.p95 === 0
        ? say.nonePlaced
        : say.peace(
            t.intervalText(peaceCost.brigades, t.points),
            t.intervalText(peaceCost.forces, (x) => t.significant(x ?? Number.NaN)),
          ),
      named(further, t),
    ]
  }),
  say.label,
)}
<details><summary>${say.byState}</summary>${rows.map(([option, further]) =>
      table(
        html`${foreign(option.short)}${say.stateCaption}`,
        say.stateHeads,
        largestFirst(further).map((one) => [
          foreign(one.name),
          t.intervalText(one.force, t.points),
          t.intervalText(one.optimum, t.points),
          t.intervalText(one.cost, t.points),
          t.intervalText(one.fear, t.points),
        ]),
        say.stateLabel(option.short),
        'compact',
      ),
    )}</details>`,
  )
}

const tip = (
  { now, at, reachable }: TippingResult,
  format: (x: number | null) => string,
  t: Strings,
): string =>
  at === null
    ? t.tipping.notReached(format(now.p50))
    : t.tipping.reached(
        format(now.p50),
        t.intervalText(at, format),
        reachable < 0.9995 ? t.percent(reachable) : null,
      )

/** No force in place and none that would do: the zero says nothing. */
const tipForce = (force: TippingResult, t: Strings): string =>
  force.at === null && t.points(force.now.p50) === t.points(0)
    ? t.tipping.notReached(null)
    : tip(force, t.points, t)

/** What flips each guarantor. */
export const tippingSection = (comparison: Comparison, t: Strings = en): Markup => {
  const rows = rowsOf(comparison).filter(([, { burden }]) =>
    burden.byGuarantor.some(({ tipping }) => tipping !== null),
  )
  const say = t.tipping
  return section(
    'tipping',
    say.title,
    html`<p>${say.lead}</p>
${rows.map(
  ([option, further]) =>
    html`<details><summary>${foreign(option.short)}</summary>${table(
      say.caption,
      say.heads,
      further.burden.byGuarantor.flatMap(({ name, tipping }) =>
        tipping === null
          ? []
          : [
              [
                foreign(name),
                tip(tipping.bind, t.credibility, t),
                tip(tipping.stake, t.credibility, t),
                tipForce(tipping.forwardForce, t),
              ],
            ],
      ),
      say.label(option.short),
      'compact',
    )}</details>`,
)}`,
  )
}

/** Does the guarantee make the beneficiary bolder? */
export const moralHazardSection = (comparison: Comparison, t: Strings = en): Markup => {
  const rows = rowsOf(comparison)
  const say = t.moralHazard
  return section(
    'moral-hazard',
    say.title,
    html`<p>${say.lead(drawsOf(rows))}</p>
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
          .map(([option, { moralHazard }]) =>
            say.panelOption(
              cleanText(option.short),
              t.percent(moralHazard.assertive.p50),
              t.percent(moralHazard.withoutGuarantee.p50),
            ),
          )
          .join('; '),
        t,
      ),
      html`${say.panel}<small>${say.chance}</small>`,
    )}</div>
${table(
  say.caption,
  say.heads,
  rows.map(([option, { moralHazard }]) => [
    foreign(option.short),
    t.intervalText(moralHazard.change, t.percentagePoints),
    Math.abs(moralHazard.change.p50) < 0.005
      ? say.hardly
      : straddlesZero(moralHazard.change)
        ? say.notSettled
        : moralHazard.change.p50 > 0
          ? say.emboldens
          : say.restrains,
    t.intervalText(moralHazard.challenge.restrained),
    t.intervalText(moralHazard.challenge.assertive),
  ]),
  say.label,
)}`,
  )
}
