import { levels } from '../../pact/index.js'
import type { Calculus, Comparison, OptionResult } from '../../study/index.js'
import { foreign, html, type Markup, type Piece, section, table } from '../markup.js'
import { en, type Strings } from '../strings/en.js'
import { isNothing } from '../summary.js'
import { commonestName, formText, sentenceCase, stageText, straddlesZero } from '../words.js'

const twoLines = (first: Piece, second: Piece): Markup => html`${first}<small>${second}</small>`

const withRange = (interval: OptionResult['deterrence'], t: Strings): Markup =>
  twoLines(t.percent(interval.p50), t.rangeText(interval))

const differenceCell = ({ difference }: OptionResult, t: Strings): Piece => {
  if (difference === null) return t.options.first
  const { deterrence } = difference
  if (isNothing(deterrence)) return t.options.noDifference
  const order = straddlesZero(deterrence) ? t.options.notSettled : t.options.settled
  return html`${t.options.pp(t.percentagePoints(deterrence.p50))}<small>${t.rangeText(deterrence, t.percentagePoints)}; ${order}</small>`
}

const verdictCell = (one: Calculus, t: Strings): string =>
  t.options.verdict(commonestName(one, t), t.percent(one.verdicts[one.verdict]))

const statusCell = (
  reading: Comparison['reading'],
  { form, stage, asOf, hypothetical }: OptionResult,
  t: Strings,
): Markup =>
  html`${stage === null ? t.options.noInstrument : stageText(stage, t)}${form === null ? '' : `, ${formText(form, t)}`}<small>${t.options.checked(asOf, hypothetical !== null && reading !== 'as-is')}</small>`

/** All options in one table, and what is supposed in the hypothetical ones. */
export const optionsSection = ({ options, reading }: Comparison, t: Strings = en): Markup => {
  const supposed = reading === 'as-is' ? [] : options.filter((option) => option.hypothetical !== null)
  const several = options.length > 1
  const say = t.options
  const levelHeads = levels.map((level) => sentenceCase(t.levels[level]))
  return section(
    'options',
    say.title,
    table(
      say.caption,
      [
        say.option,
        say.noChallenge,
        ...levelHeads,
        say.anyTenYears,
        say.fullTenYears,
        ...(several ? [say.difference] : []),
        say.clash,
        say.status,
      ],
      options.map((option) => [
        foreign(option.short),
        withRange(option.deterrence, t),
        ...levels.map((level) => withRange(option.challenge[level], t)),
        withRange(option.horizon.any['10'], t),
        withRange(option.horizon.full['10'], t),
        ...(several ? [differenceCell(option, t)] : []),
        withRange(option.escalation.full.clash, t),
        statusCell(reading, option, t),
      ]),
      say.label,
      'options',
    ),
    table(
      say.verdictsCaption,
      [say.option, ...levelHeads],
      options.map((option) => [
        foreign(option.short),
        ...levels.map((level) => {
          const { motivated, ...median } = option.credibility[level]
          return twoLines(verdictCell(median, t), say.motivated(verdictCell(motivated, t)))
        }),
      ]),
      say.verdictsLabel,
      'verdicts',
    ),
    html`<details><summary>${say.each}</summary>
${options.map(
  (option) => html`<h3>${foreign(option.title)}</h3>
<p>${foreign(option.summary)}</p>
`,
)}</details>`,
    supposed.length > 0 &&
      html`<h3>${say.supposed}</h3>
<ul>${supposed.map((option) => html`<li><strong>${foreign(option.short)}</strong>: ${foreign(option.hypothetical ?? '')}</li>`)}</ul>`,
  )
}
