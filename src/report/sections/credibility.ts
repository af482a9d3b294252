import type { Interval } from '../../core/summary.js'
import { levels } from '../../pact/index.js'
import type { Comparison, Credibility, OptionResult } from '../../study/index.js'
import { figure, foreign, html, type Markup, section, table, trusted } from '../markup.js'
import { draw, Plot } from '../plot.js'
import { asGiven, halo, lineMarks, type Style } from '../rows.js'
import { cleanText } from '../text.js'
import {
  credibility,
  intervalText,
  levelWords,
  percent,
  rangeText,
  sentenceCase,
  verdictName,
  verdictText,
} from '../words.js'

const required: Style = { symbol: 'diamond', colour: 'var(--need)' }
const supplied: Style = { symbol: 'circle', colour: 'var(--main)' }

const BLOCK = 78
const inside = (x: number): number => Math.min(1, Math.max(0, x))

/** Arrow heads where an interval leaves the scale. */
const beyond = (interval: Interval, y: number, colour: string) => [
  ...(interval.p05 < 0 ? [{ x: 0, y, text: '◀', dx: -7, colour }] : []),
  ...(interval.p95 > 1 ? [{ x: 1, y, text: '▶', dx: 7, colour }] : []),
]

const lines = (one: Credibility, top: number) =>
  (
    [
      [one.required, required, top + 31],
      [one.supplied, supplied, top + 46],
    ] as const
  ).flatMap(([interval, style, y]) => (interval === null ? [] : [{ interval, style, y }]))

const verdictLine = ({ verdict, verdicts }: Credibility): string =>
  `${sentenceCase(verdictName(verdict))} (${percent(verdicts[verdict])} of draws)`

const gauge = (option: OptionResult): Markup => {
  const height = levels.length * BLOCK + 28
  const blocks = levels.map((level, i) => ({ level, one: option.credibility[level], top: i * BLOCK + 4 }))
  const drawn = blocks.flatMap(({ one, top }) => lines(one, top))
  const blank = blocks.filter(({ one }) => one.required === null || one.supplied === null)
  const text = (y: number, words: string) => ({ x: 0, y, text: words })
  return draw(
    {
      ...asGiven,
      height,
      x: { domain: [0, 1] },
      marginLeft: 18,
      marginRight: 62,
      marks: [
        blocks
          .filter((block) => !blank.includes(block))
          .map(({ top }) =>
            Plot.ruleX([0, 0.25, 0.5, 0.75, 1], { y1: top + 22, y2: top + 54, stroke: 'var(--grid)' }),
          ),
        Plot.axisX([0, 0.25, 0.5, 0.75, 1], { tickSize: 4, label: null, tickFormat: String }),
        lineMarks(
          drawn.map(({ interval, style, y }) => ({
            y,
            style,
            low: inside(interval.p05),
            middle: inside(interval.p50),
            high: inside(interval.p95),
          })),
        ),
        Plot.text(
          drawn
            .flatMap(({ interval, style, y }) => beyond(interval, y, style.colour))
            .filter(({ x }) => x === 0),
          { x: 'x', y: 'y', text: 'text', fill: 'colour', dx: -9 },
        ),
        Plot.text(
          drawn
            .flatMap(({ interval, style, y }) => beyond(interval, y, style.colour))
            .filter(({ x }) => x === 1),
          { x: 'x', y: 'y', text: 'text', fill: 'colour', dx: 9 },
        ),
        Plot.text(
          drawn.map(({ interval, y }) => ({ x: 1, y, text: credibility(interval.p50) })),
          { x: 'x', y: 'y', text: 'text', textAnchor: 'start', dx: 17 },
        ),
        Plot.text(
          blocks.map(({ level, top }) => text(top + 12, sentenceCase(levelWords[level]))),
          { x: 'x', y: 'y', text: 'text', textAnchor: 'start', dx: -10, fontWeight: 600 },
        ),
        Plot.text(
          blank.map(({ top }) => text(top + 38, 'no promise at this level, so no gauge')),
          { x: 'x', y: 'y', text: 'text', textAnchor: 'start', dx: -10, fontStyle: 'italic' },
        ),
        Plot.text(
          blocks.map(({ one, top }) => text(top + 64, verdictLine(one))),
          { x: 'x', y: 'y', text: 'text', textAnchor: 'start', dx: -10, ...halo },
        ),
      ],
    },
    `${cleanText(option.short)}: ${blocks
      .map(
        ({ level, one }) =>
          `${levelWords[level]}, required ${intervalText(one.required, credibility)}, supplied ${intervalText(one.supplied, credibility)}, ${verdictName(one.verdict)}`,
      )
      .join('; ')}`,
  )
}

const key = trusted(`<ul class="key">
<li><svg viewBox="0 0 28 16" aria-hidden="true"><path d="M1 8H27" stroke="var(--need)" stroke-width="3" stroke-opacity=".55"/><path d="M14 2L19 8L14 14L9 8Z" fill="var(--need)"/></svg>required (q*)</li>
<li><svg viewBox="0 0 28 16" aria-hidden="true"><path d="M1 8H27" stroke="var(--main)" stroke-width="3" stroke-opacity=".55"/><circle cx="14" cy="8" r="5" fill="var(--main)"/></svg>supplied (q)</li>
<li>◀ ▶ the interval goes on beyond the scale</li></ul>`)

/** Required against supplied credibility, as gauges and as a table. */
export const credibilitySection = ({ options }: Comparison): Markup =>
  section(
    'credibility',
    'Is the promise credible enough?',
    html`<p>For each level: how strongly the adversary of median type would have to expect the promised response (required, q*), and how strongly the model says it may expect it (supplied, q). Supplied above required means that a challenge at this level does not pay. A requirement below 0 means that none is needed; above 1, that no promise of these forces is enough. The number at the right is the median.</p>
${key}
<div class="panels">${options.map((option) => figure(gauge(option), foreign(option.short)))}</div>
<p class="note">“None needed”: ${verdictText('none-needed')}. “Capability problem”: ${verdictText('capability-problem')}.</p>
<details><summary>Numbers</summary>${table(
      'Required and supplied credibility, their difference, and the share of adversary types that a challenge does not pay for.',
      ['Option and level', 'Required', 'Supplied', 'Margin', 'Types deterred', 'Verdict', 'Other verdicts'],
      options.flatMap((option) =>
        levels.map((level) => {
          const one = option.credibility[level]
          const others = Object.entries(one.verdicts)
            .filter(([verdict, share]) => verdict !== one.verdict && share > 0)
            .map(([verdict, share]) => `${verdictName(verdict as typeof one.verdict)} ${percent(share)}`)
          return [
            html`${foreign(option.short)}<small>${levelWords[level]}</small>`,
            ...[one.required, one.supplied, one.margin].map(
              (interval) =>
                html`${credibility(interval?.p50 ?? null)}<small>${interval === null ? '' : rangeText(interval, credibility)}</small>`,
            ),
            intervalText(one.typesDeterred),
            verdictName(one.verdict),
            others.join(', '),
          ]
        }),
      ),
      'Numbers of credibility',
    )}</details>`,
  )
