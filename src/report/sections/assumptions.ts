import type { AssumptionRow, Comparison } from '../../study/index.js'
import { foreign, html, type Markup, section, table } from '../markup.js'
import { en, type Strings } from '../strings/en.js'
import { distributionText, NO_NUMBER } from '../words.js'

const numberIn =
  (t: Strings) =>
  (x: number | null): string =>
    x === null ? NO_NUMBER : t.significant(x)

const kind = ({ judgement, overridden }: AssumptionRow, t: Strings): Markup =>
  html`${judgement ? html`<span class="tag">${t.assumptions.judgement}</span>` : t.assumptions.fromSource}${overridden && html` <span class="tag error">${t.assumptions.changed}</span>`}`

const provenance = ({ by, on, why }: AssumptionRow): Markup | false =>
  (by !== undefined || on !== undefined || why !== undefined) &&
  html`<small>${foreign([by, on, why].filter((part) => part !== undefined).join('; '))}</small>`

const ties = ({ correlated = [] }: AssumptionRow, t: Strings): Markup | false =>
  correlated.length > 0 &&
  html`<small>${t.assumptions.movesWith}${correlated.map(
    (one, k) =>
      html`${k > 0 && ', '}<code>${one.with}</code>${t.assumptions.rank(t.credibility(one.rank), one.given === undefined ? null : t.credibility(one.given))}${foreign(one.source)})`,
  )}</small>`

const spread = ({ distribution, deep }: AssumptionRow, otherwise: string, t: Strings): Markup =>
  deep === undefined
    ? html`${distributionText(distribution, t)}`
    : html`${t.assumptions.deep(t.significant(deep.low), t.significant(deep.high))}<small>${otherwise}: ${distributionText(distribution, t)}</small>`

/** Every assumption with its distribution and source. */
export const assumptionsSection = ({ assumptions, seed, draws }: Comparison, t: Strings = en): Markup =>
  assumptionsWith(assumptions, t.assumptions.caption(draws, seed), t.assumptions.drewFrom, t)

/** As `assumptionsSection`; `caption` says what the intervals are of, `otherwise` how the stand-in of a deeply uncertain one was used. */
export const assumptionsWith = (
  assumptions: readonly AssumptionRow[],
  caption: string,
  otherwise: string,
  t: Strings = en,
): Markup => {
  const say = t.assumptions
  const number = numberIn(t)
  const judged = assumptions.filter((one) => one.judgement).length
  const changed = assumptions.filter((one) => one.overridden)
  return section(
    'assumptions',
    say.title,
    html`<p>${say.lead(assumptions.length, judged)}${
      changed.length === 0
        ? say.noneChanged
        : html`${say.changedList}${changed.map((one, i) => html`${i > 0 && ', '}<code>${one.name}</code>`)}.`
    }</p>
<details><summary>${say.all}</summary>${table(
      caption,
      say.heads,
      assumptions.map((one) => [
        html`<code>${one.name}</code><small>${foreign(one.meaning)}</small>`,
        foreign(one.unit),
        one.distribution.kind === 'fixed' ? number(one.interval.p50) : t.intervalText(one.interval, number),
        html`${spread(one, otherwise, t)}${ties(one, t)}`,
        kind(one, t),
        html`${foreign(one.source)}${provenance(one)}`,
      ]),
      say.all,
      'assumptions',
    )}</details>`,
  )
}

/** What to keep in mind about all of it. */
export const limitsSection = (t: Strings = en): Markup =>
  section(
    'limits',
    t.limits.title,
    html`<ol>${t.limits.list.map(({ title, text }) => html`<li><strong>${title}</strong> ${text}</li>`)}</ol>`,
  )

/** The command that makes the same page again. */
export const reproduceSection = (
  { version, assumptions }: Comparison,
  command: string,
  t: Strings = en,
): Markup =>
  section(
    'reproduce',
    t.reproduce.title,
    html`<p>${t.reproduce.lead}</p>
<pre><code>${command}</code></pre>
<p class="note">Guarantor ${version}.${assumptions.some((one) => one.overridden) && t.reproduce.overridden}${t.reproduce.add}<code>--json</code>${t.reproduce.numbers}</p>`,
  )
