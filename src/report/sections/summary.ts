import type { Comparison } from '../../study/index.js'
import { foreign, html, type Markup, section } from '../markup.js'
import { en, type Strings } from '../strings/en.js'
import { overallSentences, summarySentences } from '../summary.js'

/** The findings in plain words, option by option. */
export const summarySection = (comparison: Comparison, t: Strings = en): Markup =>
  section(
    'summary',
    t.summary.title,
    html`<p>${t.summary.under}</p>
<ul>${overallSentences(comparison, t).map((sentence) => html`<li>${foreign(sentence)}</li>`)}</ul>
<div class="cards">${comparison.options.map(
      (option) => html`<div class="card"><h3>${foreign(option.short)}</h3>
<ul>${summarySentences(option, comparison, t).map((sentence) => html`<li>${foreign(sentence)}</li>`)}</ul>
</div>
`,
    )}</div>
<p class="note">${t.summary.note}</p>`,
  )
