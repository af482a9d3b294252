import type { Comparison } from '../../study/index.js'
import { foreign, html, type Markup, section } from '../markup.js'
import { overallSentences, summarySentences } from '../summary.js'

/** The findings in plain words, option by option. */
export const summarySection = (comparison: Comparison): Markup =>
  section(
    'summary',
    'Summary',
    html`<p>Under the assumptions listed below:</p>
<ul>${overallSentences(comparison).map((sentence) => html`<li>${foreign(sentence)}</li>`)}</ul>
<div class="cards">${comparison.options.map(
      (option) => html`<div class="card"><h3>${foreign(option.short)}</h3>
<ul>${summarySentences(option, comparison).map((sentence) => html`<li>${foreign(sentence)}</li>`)}</ul>
</div>
`,
    )}</div>
<p class="note">A motivated type values the objective more than 90% of types do. Choices are noisy and types differ, so a challenge keeps some probability even where it does not pay.</p>`,
  )
