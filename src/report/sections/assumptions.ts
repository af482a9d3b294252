import type { AssumptionRow, Comparison } from '../../study/index.js'
import { limits } from '../limits.js'
import { foreign, html, type Markup, section, table } from '../markup.js'
import { countText, credibility, distributionText, intervalText, significant } from '../words.js'

const number = (x: number | null): string => (x === null ? '–' : significant(x))

const kind = ({ judgement, overridden }: AssumptionRow): Markup =>
  html`${judgement ? html`<span class="tag">judgement</span>` : 'from a source'}${overridden && html` <span class="tag error">changed by the user</span>`}`

const provenance = ({ by, on, why }: AssumptionRow): Markup | false =>
  (by !== undefined || on !== undefined || why !== undefined) &&
  html`<small>${foreign([by, on, why].filter((part) => part !== undefined).join('; '))}</small>`

const ties = ({ correlated = [] }: AssumptionRow): Markup | false =>
  correlated.length > 0 &&
  html`<small>moves with ${correlated.map(
    (one, k) =>
      html`${k > 0 && ', '}<code>${one.with}</code> (rank correlation ${credibility(one.rank)}${one.given !== undefined && `, repaired from ${credibility(one.given)}`}; ${foreign(one.source)})`,
  )}</small>`

const spread = ({ distribution, deep }: AssumptionRow, otherwise: string): Markup =>
  deep === undefined
    ? html`${distributionText(distribution)}`
    : html`deeply uncertain, ${number(deep.low)} to ${number(deep.high)}, no probabilities<small>${otherwise}: ${distributionText(distribution)}</small>`

/** Every assumption with its distribution and source. */
export const assumptionsSection = ({ assumptions, seed, draws }: Comparison): Markup =>
  assumptionsWith(
    assumptions,
    `Medians and 5th to 95th percentile over ${draws} draws, seed ${seed}.`,
    'this run drew from',
  )

/** As `assumptionsSection`; `caption` says what the intervals are of, `otherwise` how the stand-in of a deeply uncertain one was used. */
export const assumptionsWith = (
  assumptions: readonly AssumptionRow[],
  caption: string,
  otherwise: string,
): Markup => {
  const judged = assumptions.filter((one) => one.judgement).length
  const changed = assumptions.filter((one) => one.overridden)
  return section(
    'assumptions',
    'Assumptions',
    html`<p>${countText(assumptions.length, 'number')} the model needs, each with a distribution. ${judged} are judgements: nobody has measured them. ${
      changed.length === 0
        ? 'None was changed by the user.'
        : html`Changed by the user: ${changed.map((one, i) => html`${i > 0 && ', '}<code>${one.name}</code>`)}.`
    }</p>
<details><summary>All assumptions</summary>${table(
      caption,
      ['Assumption', 'Unit', 'Median (5–95%)', 'Distribution', 'Kind', 'Source'],
      assumptions.map((one) => [
        html`<code>${one.name}</code><small>${foreign(one.meaning)}</small>`,
        foreign(one.unit),
        one.distribution.kind === 'fixed' ? number(one.interval.p50) : intervalText(one.interval, number),
        html`${spread(one, otherwise)}${ties(one)}`,
        kind(one),
        html`${foreign(one.source)}${provenance(one)}`,
      ]),
      'All assumptions',
      'assumptions',
    )}</details>`,
  )
}

/** What to keep in mind about all of it. */
export const limitsSection = (): Markup =>
  section(
    'limits',
    'Limits',
    html`<ol>${limits.map(({ title, text }) => html`<li><strong>${title}</strong> ${text}</li>`)}</ol>`,
  )

/** The command that makes the same page again. */
export const reproduceSection = ({ version, assumptions }: Comparison, command: string): Markup =>
  section(
    'reproduce',
    'Make it again',
    html`<p>The same documents, version, seed and number of draws give the same page, byte for byte:</p>
<pre><code>${command}</code></pre>
<p class="note">Guarantor ${version}.${assumptions.some((one) => one.overridden) && ' Give the changed assumptions again as well: they are marked in the table above.'} Add <code>--json</code> for the numbers behind this page.</p>`,
  )
