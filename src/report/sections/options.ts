import { levels } from '../../pact/index.js'
import type { Calculus, Comparison, OptionResult } from '../../study/index.js'
import { foreign, html, type Markup, type Piece, section, table } from '../markup.js'
import { isNothing } from '../summary.js'
import {
  commonestName,
  levelWords,
  percent,
  percentagePoints,
  rangeText,
  sentenceCase,
  straddlesZero,
} from '../words.js'

const twoLines = (first: Piece, second: Piece): Markup => html`${first}<small>${second}</small>`

const withRange = (interval: OptionResult['deterrence']): Markup =>
  twoLines(percent(interval.p50), rangeText(interval))

const differenceCell = ({ difference }: OptionResult): Piece => {
  if (difference === null) return 'the first option'
  const { deterrence } = difference
  if (isNothing(deterrence)) return 'no difference'
  const order = straddlesZero(deterrence) ? 'order not settled' : 'order settled'
  return html`${percentagePoints(deterrence.p50)} pp<small>${rangeText(deterrence, percentagePoints)}; ${order}</small>`
}

const verdictCell = (one: Calculus): string => `${commonestName(one)}, ${percent(one.verdicts[one.verdict])}`

const statusCell = (
  reading: Comparison['reading'],
  { form, stage, asOf, hypothetical }: OptionResult,
): Markup =>
  html`${(stage ?? 'no instrument').replaceAll('-', ' ')}${form === null ? '' : `, ${form.replaceAll('-', ' ')}`}<small>checked to ${asOf}${hypothetical === null || reading === 'as-is' ? '' : '; hypothetical'}</small>`

/** All options in one table, and what is supposed in the hypothetical ones. */
export const optionsSection = ({ options, reading }: Comparison): Markup => {
  const supposed = reading === 'as-is' ? [] : options.filter((option) => option.hypothetical !== null)
  const several = options.length > 1
  return section(
    'options',
    'The options side by side',
    table(
      'Chances on one occasion, except the columns for ten years. pp: percentage points.',
      [
        'Option',
        'No challenge',
        ...levels.map((level) => sentenceCase(levelWords[level])),
        'Any challenge in 10 years',
        'Full attack in 10 years',
        ...(several ? ['No challenge: difference from the first'] : []),
        'Direct clash, given a full attack',
        'Status of the text',
      ],
      options.map((option) => [
        foreign(option.short),
        withRange(option.deterrence),
        ...levels.map((level) => withRange(option.challenge[level])),
        withRange(option.horizon.any['10']),
        withRange(option.horizon.full['10']),
        ...(several ? [differenceCell(option)] : []),
        withRange(option.escalation.full.clash),
        statusCell(reading, option),
      ]),
      'Comparison of the options',
      'options',
    ),
    table(
      'Commonest verdict per level with its share of draws: for an adversary of median type, and for a motivated one that values the objective more than 90% of types do.',
      ['Option', ...levels.map((level) => sentenceCase(levelWords[level]))],
      options.map((option) => [
        foreign(option.short),
        ...levels.map((level) => {
          const { motivated, ...median } = option.credibility[level]
          return twoLines(verdictCell(median), html`motivated: ${verdictCell(motivated)}`)
        }),
      ]),
      'Verdicts per level',
      'verdicts',
    ),
    html`<details><summary>What each option is</summary>
${options.map(
  (option) => html`<h3>${foreign(option.title)}</h3>
<p>${foreign(option.summary)}</p>
`,
)}</details>`,
    supposed.length > 0 &&
      html`<h3>What is supposed</h3>
<ul>${supposed.map((option) => html`<li><strong>${foreign(option.short)}</strong>: ${foreign(option.hypothetical ?? '')}</li>`)}</ul>`,
  )
}
