import type { Issue } from '../../core/issue.js'
import type { Comparison, OptionResult } from '../../study/index.js'
import { foreign, html, type Markup, section, table } from '../markup.js'
import { adversaryView, scepticView } from '../views.js'
import { countText, equilibriumText, percent } from '../words.js'

const levelNames = { error: 'error', warning: 'warning', note: 'note' } as const

const finding = (
  issue: Issue,
): Markup => html`<li class="finding"><span class="tag ${issue.level}">${levelNames[issue.level]}</span> <code>${issue.code}</code> ${foreign(issue.message)}${
  issue.path !== undefined &&
  html`<br><span class="note">at <code>${issue.path}</code>${issue.line !== undefined && html`, line ${issue.line}`}</span>`
}${issue.hint !== undefined && html`<br><span class="note">What a drafter can do: ${foreign(issue.hint)}</span>`}</li>
`

/** What the linter found in each text. */
export const findingsSection = ({ options }: Comparison): Markup =>
  section(
    'loopholes',
    'Loopholes in the texts',
    html`<p>Found by rules that read the document, not by the model. A finding says where a promise can be escaped or delayed; it does not say that it will be.</p>
${options.map(({ short, findings }) =>
  findings.length === 0
    ? html`<p><strong>${foreign(short)}</strong>: nothing found.</p>
`
    : html`<details><summary><strong>${foreign(short)}</strong>: ${countText(findings.length, 'finding')}</summary><ul>
${findings.map(finding)}</ul></details>
`,
)}`,
  )

/** What the documents say is not known. */
export const unknownSection = ({ options }: Comparison): Markup =>
  section(
    'unknown',
    'What is not known',
    html`${options.map(
      ({ short, unknown }) => html`<h3>${foreign(short)}</h3>
${unknown.length === 0 ? html`<p>The document names no gap.</p>` : html`<ul>${unknown.map((text) => html`<li>${foreign(text)}</li>`)}</ul>`}
`,
    )}`,
  )

const equilibriaRows = (option: OptionResult) =>
  option.equilibria.atMedian.map(({ label, challenge, residual }) => [
    html`${foreign(option.short)}<small>${equilibriumText(label)}</small>`,
    percent(challenge.none),
    percent(challenge.hybrid),
    percent(challenge.limited),
    percent(challenge.full),
    residual.toExponential(0),
  ])

/** How many equilibria were found, how far apart, and which is shown. */
export const equilibriaSection = ({ options, draws }: Comparison): Markup =>
  section(
    'equilibria',
    'More than one equilibrium?',
    html`<p>The same assumptions can carry several self-fulfilling outcomes, such as “everybody comes if everybody comes”. The search starts from indifference, from everybody responding and from nobody responding. The principal branch is the one shown everywhere else on this page. That is a choice.</p>`,
    table(
      `Over ${draws} draws. The gap is the widest difference in the chance of no challenge between equilibria of one draw.`,
      [
        'Option',
        'Draws searched for more',
        'Of these with more than one',
        'Widest gap',
        'Draws not solved, left out',
      ],
      options.map(({ short, equilibria }) => [
        foreign(short),
        equilibria.searched,
        percent(equilibria.severalShare),
        equilibria.severalShare === 0 ? '–' : `${Math.round(equilibria.widestGap * 100)} pp`,
        equilibria.unconverged,
      ]),
      'Equilibria over the draws',
    ),
    table(
      'Found with all assumptions at their medians.',
      ['Option and branch', 'No challenge', 'Hybrid', 'Limited', 'Full', 'Residual'],
      options.flatMap(equilibriaRows),
      'Equilibria at the medians',
    ),
  )

/** Each option from the adversary's and from the sceptic's side. */
export const viewsSection = (comparison: Comparison): Markup =>
  section(
    'views',
    'Seen from the other side, and by a sceptic',
    html`<p>Made from the same numbers. Neither is this page’s own view.</p>
<div class="cards">${comparison.options.map(
      (option) => html`<div class="card"><h3>${foreign(option.short)}</h3>
<p><strong>From the adversary’s side:</strong> ${foreign(adversaryView(option, comparison.options[0]).join(' '))}</p>
<p><strong>A sceptic would point to:</strong> ${foreign(scepticView(option, comparison).join(' '))}</p>
</div>
`,
    )}</div>`,
  )
