import type { Issue } from '../../core/issue.js'
import { levels } from '../../pact/index.js'
import type { Comparison, OptionResult } from '../../study/index.js'
import { foreign, html, type Markup, section, table } from '../markup.js'
import { en, type Strings } from '../strings/en.js'
import { adversaryView, scepticView } from '../views.js'
import { equilibriumText, NO_NUMBER } from '../words.js'

const finding = (
  issue: Issue,
  t: Strings,
): Markup => html`<li class="finding"><span class="tag ${issue.level}">${t.issueLevels[issue.level]}</span> <code>${issue.code}</code> ${foreign(issue.message)}${
  issue.path !== undefined &&
  html`<br><span class="note">${t.findings.at}<code>${issue.path}</code>${issue.line !== undefined && t.findings.line(issue.line)}</span>`
}${issue.hint !== undefined && html`<br><span class="note">${t.findings.hint}${foreign(issue.hint)}</span>`}</li>
`

/** What the linter found in each text. */
export const findingsSection = ({ options }: Comparison, t: Strings = en): Markup =>
  section(
    'loopholes',
    t.findings.title,
    html`<p>${t.findings.lead}</p>
${options.map(({ short, findings }) =>
  findings.length === 0
    ? html`<p><strong>${foreign(short)}</strong>${t.findings.none}</p>
`
    : html`<details><summary><strong>${foreign(short)}</strong>${t.findings.count(findings.length)}</summary><ul>
${findings.map((issue) => finding(issue, t))}</ul></details>
`,
)}`,
  )

/** What the documents say is not known. */
export const unknownSection = ({ options }: Comparison, t: Strings = en): Markup =>
  section(
    'unknown',
    t.unknown.title,
    html`${options.map(
      ({ short, unknown }) => html`<h3>${foreign(short)}</h3>
${unknown.length === 0 ? html`<p>${t.unknown.noGap}</p>` : html`<ul>${unknown.map((text) => html`<li>${foreign(text)}</li>`)}</ul>`}
`,
    )}`,
  )

const equilibriaRows = (option: OptionResult, t: Strings) =>
  option.equilibria.atMedian.map(({ label, challenge, residual }) => [
    html`${foreign(option.short)}<small>${equilibriumText(label, t)}</small>`,
    t.percent(challenge.none),
    t.percent(challenge.hybrid),
    t.percent(challenge.limited),
    t.percent(challenge.full),
    t.exponential(residual),
  ])

/** How many equilibria were found, how far apart, and which is shown. */
export const equilibriaSection = ({ options, draws }: Comparison, t: Strings = en): Markup =>
  section(
    'equilibria',
    t.equilibria.title,
    html`<p>${t.equilibria.lead}</p>`,
    table(
      t.equilibria.caption(draws),
      t.equilibria.heads,
      options.map(({ short, equilibria }) => [
        foreign(short),
        equilibria.searched,
        t.percent(equilibria.severalShare),
        equilibria.severalShare === 0
          ? NO_NUMBER
          : t.options.pp(String(Math.round(equilibria.widestGap * 100))),
        equilibria.unconverged,
      ]),
      t.equilibria.label,
    ),
    table(
      t.equilibria.medians,
      [
        t.equilibria.branch,
        t.equilibria.noChallenge,
        ...levels.map((level) => t.levelNames[level]),
        t.equilibria.residual,
      ],
      options.flatMap((option) => equilibriaRows(option, t)),
      t.equilibria.mediansLabel,
    ),
  )

/** Each option from the adversary's and from the sceptic's side. */
export const viewsSection = (comparison: Comparison, t: Strings = en): Markup =>
  section(
    'views',
    t.views.title,
    html`<p>${t.views.lead}</p>
<div class="cards">${comparison.options.map(
      (option) => html`<div class="card"><h3>${foreign(option.short)}</h3>
<p><strong>${t.views.adversary}</strong> ${foreign(adversaryView(option, comparison.options[0], t).join(' '))}</p>
<p><strong>${t.views.sceptic}</strong> ${foreign(scepticView(option, comparison, t).join(' '))}</p>
</div>
`,
    )}</div>`,
  )
