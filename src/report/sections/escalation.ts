import { levels } from '../../pact/index.js'
import type { Comparison } from '../../study/index.js'
import { figure, foreign, html, type Markup, section, table, trusted } from '../markup.js'
import { dotRows, type Style } from '../rows.js'
import { cleanText } from '../text.js'
import { intervalText, levelWords, percent, sentenceCase } from '../words.js'

const war: Style = { symbol: 'circle', colour: 'var(--war)' }
const clash: Style = { symbol: 'triangle', colour: 'var(--clash)' }
const burden: Style = { symbol: 'square', colour: 'var(--burden)' }

const key = trusted(`<ul class="key">
<li><svg viewBox="0 0 28 16" aria-hidden="true"><circle cx="14" cy="8" r="5" fill="var(--war)"/></svg>fighting goes on</li>
<li><svg viewBox="0 0 28 16" aria-hidden="true"><path d="M14 2L20 13H8Z" fill="var(--clash)"/></svg>direct clash with guarantors</li>
<li><svg viewBox="0 0 28 16" aria-hidden="true"><rect x="9" y="3" width="10" height="10" fill="var(--burden)"/></svg>share of war paths whose last clear chance was the adversary’s</li></ul>`)

/** What a challenge leads to, once made. */
export const escalationSection = ({ options }: Comparison): Markup =>
  section(
    'escalation',
    'If a challenge comes: does it grow?',
    html`<p>Chances given a challenge at that level. The same guarantee that makes a challenge rarer may make a clash likelier once it comes. The last clear chance is the last free move before war: where it is the adversary’s, the burden of escalation lies with it. The number at the right of each name is the chance that fighting goes on.</p>
${key}
<div class="panels">${levels.map((level) =>
      figure(
        dotRows(
          options.map((option) => {
            const one = option.escalation[level]
            return {
              label: option.short,
              value: percent(one.war.p50),
              dots: [
                { interval: one.war, style: war },
                { interval: one.clash, style: clash },
                { interval: one.burden, style: burden },
              ],
            }
          }),
          `${levelWords[level]}: ${options.map((option) => `${cleanText(option.short)} fighting ${percent(option.escalation[level].war.p50)}, clash ${percent(option.escalation[level].clash.p50)}`).join('; ')}`,
        ),
        html`${sentenceCase(levelWords[level])}<small>given that it is made</small>`,
      ),
    )}</div>
<details><summary>Numbers</summary>${table(
      'Given a challenge at the level: fighting goes on, direct clash with guarantors, the challenger prevails; and the share of war paths whose last clear chance was the adversary’s.',
      [
        'Option and level',
        'Fighting goes on',
        'Direct clash',
        'Challenger prevails',
        'Last chance was the adversary’s',
      ],
      options.flatMap((option) =>
        levels.map((level) => {
          const one = option.escalation[level]
          return [
            html`${foreign(option.short)}<small>${levelWords[level]}</small>`,
            ...[one.war, one.clash, one.lost, one.burden].map((interval) => intervalText(interval)),
          ]
        }),
      ),
      'Numbers of escalation',
    )}</details>`,
  )
