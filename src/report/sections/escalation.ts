import { levels } from '../../pact/index.js'
import type { Comparison } from '../../study/index.js'
import { figure, foreign, html, type Markup, section, table } from '../markup.js'
import { dotRows, type Style } from '../rows.js'
import { en, type Strings } from '../strings/en.js'
import { cleanText } from '../text.js'
import { sentenceCase } from '../words.js'

const war: Style = { symbol: 'circle', colour: 'var(--war)' }
const clash: Style = { symbol: 'triangle', colour: 'var(--clash)' }
const burden: Style = { symbol: 'square', colour: 'var(--burden)' }

const key = (t: Strings): Markup => html`<ul class="key">
<li><svg viewBox="0 0 28 16" aria-hidden="true"><circle cx="14" cy="8" r="5" fill="var(--war)"/></svg>${t.escalation.war}</li>
<li><svg viewBox="0 0 28 16" aria-hidden="true"><path d="M14 2L20 13H8Z" fill="var(--clash)"/></svg>${t.escalation.clash}</li>
<li><svg viewBox="0 0 28 16" aria-hidden="true"><rect x="9" y="3" width="10" height="10" fill="var(--burden)"/></svg>${t.escalation.burden}</li></ul>`

/** What a challenge leads to, once made. */
export const escalationSection = ({ options }: Comparison, t: Strings = en): Markup =>
  section(
    'escalation',
    t.escalation.title,
    html`<p>${t.escalation.lead}</p>
${key(t)}
<div class="panels">${levels.map((level) =>
      figure(
        dotRows(
          options.map((option) => {
            const one = option.escalation[level]
            return {
              label: option.short,
              value: t.percent(one.war.p50),
              dots: [
                { interval: one.war, style: war },
                { interval: one.clash, style: clash },
                { interval: one.burden, style: burden },
              ],
            }
          }),
          t.escalation.panelLabel(
            t.levels[level],
            options.map((option) => {
              const { war: fighting, clash: direct } = option.escalation[level]
              return t.escalation.panelOption(
                cleanText(option.short),
                t.percent(fighting.p50),
                t.percent(direct.p50),
              )
            }),
          ),
          t,
        ),
        html`${sentenceCase(t.levels[level])}<small>${t.escalation.panel}</small>`,
      ),
    )}</div>
<details><summary>${t.escalation.numbers}</summary>${table(
      t.escalation.caption,
      t.escalation.heads,
      options.flatMap((option) =>
        levels.map((level) => {
          const one = option.escalation[level]
          return [
            html`${foreign(option.short)}<small>${t.levels[level]}</small>`,
            ...[one.war, one.clash, one.lost, one.burden].map((interval) => t.intervalText(interval)),
          ]
        }),
      ),
      t.escalation.label,
    )}</details>`,
  )
