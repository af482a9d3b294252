import type { Interval } from '../../core/summary.js'
import { type Level, levels } from '../../pact/index.js'
import type { Calculus, Comparison, OptionResult } from '../../study/index.js'
import { figure, foreign, html, type Markup, section, table } from '../markup.js'
import { draw, Plot } from '../plot.js'
import { asGiven, lineMarks, type Style } from '../rows.js'
import { en, type Strings } from '../strings/en.js'
import { calculusOf, type Who } from '../summary.js'
import { cleanText } from '../text.js'
import { commonestName, sentenceCase, verdictName, verdicts, verdictText } from '../words.js'

const required: Style = { symbol: 'diamond', colour: 'var(--need)' }
const supplied: Style = { symbol: 'circle', colour: 'var(--main)' }

const whom: readonly Who[] = ['median', 'motivated']

const HEAD = 22
const PAIR = 52
const LINE = 18

const inside = (x: number): number => Math.min(1, Math.max(0, x))

interface Drawn {
  readonly interval: Interval
  readonly style: Style
  readonly y: number
}

interface Pair {
  readonly one: Calculus
  readonly who: Who
  readonly top: number
}

const linesOf = ({ one, top }: Pair): readonly Drawn[] =>
  (
    [
      [one.required, required, top + 20],
      [one.supplied, supplied, top + 34],
    ] as const
  ).flatMap(([interval, style, y]) => (interval === null ? [] : [{ interval, style, y }]))

/** Arrow heads where an interval leaves the scale at that end. */
const arrows = (drawn: readonly Drawn[], end: 0 | 1): Plot.Markish =>
  Plot.text(
    drawn.filter(({ interval }) => (end === 0 ? interval.p05 < 0 : interval.p95 > 1)),
    {
      x: end,
      y: 'y',
      text: () => (end === 0 ? '◀' : '▶'),
      fill: ({ style }: Drawn) => style.colour,
      dx: end === 0 ? -9 : 9,
    },
  )

const isBlank = ({ one }: Pair): boolean => one.required === null || one.supplied === null

const verdictLine = ({ who, one }: Pair, t: Strings): string =>
  t.credibilitySection.line(
    sentenceCase(t.who[who]),
    commonestName(one, t),
    t.percent(one.verdicts[one.verdict]),
  )

/** Where each pair stands: one without numbers takes one line, the others two more for their bars. */
const layout = (option: OptionResult) => {
  const pairs: Pair[] = []
  const heads: { level: Level; top: number }[] = []
  let bottom = 0
  for (const level of levels) {
    heads.push({ level, top: bottom })
    bottom += HEAD
    for (const who of whom) {
      const pair = { who, one: calculusOf(option, level, who), top: bottom }
      pairs.push(pair)
      bottom += isBlank(pair) ? LINE : PAIR
    }
    bottom += 6
  }
  return { pairs, heads, bottom }
}

const gauge = (option: OptionResult, t: Strings): Markup => {
  const { pairs, heads, bottom } = layout(option)
  const height = bottom + (pairs.every(isBlank) ? 6 : 26)
  const shown = pairs.filter((pair) => !isBlank(pair))
  const drawn = shown.flatMap(linesOf)
  const left = { x: 0, y: 'y', text: 'text', textAnchor: 'start', dx: -10 } as const
  return draw(
    {
      ...asGiven,
      height,
      x: { domain: [0, 1] },
      marginLeft: 18,
      marginRight: 62,
      marks: [
        shown.map(({ top }) =>
          Plot.ruleX([0, 0.25, 0.5, 0.75, 1], { y1: top + 14, y2: top + 40, stroke: 'var(--grid)' }),
        ),
        Plot.axisX(shown.length > 0 ? [0, 0.25, 0.5, 0.75, 1] : [], {
          tickSize: 4,
          label: null,
          tickFormat: (x: number) => t.decimals(x),
        }),
        lineMarks(
          drawn.map(({ interval, style, y }) => ({
            y,
            style,
            low: inside(interval.p05),
            middle: inside(interval.p50),
            high: inside(interval.p95),
          })),
        ),
        arrows(drawn, 0),
        arrows(drawn, 1),
        Plot.text(drawn, {
          x: 1,
          y: 'y',
          text: ({ interval }: Drawn) => t.credibility(interval.p50),
          textAnchor: 'start',
          dx: 18,
        }),
        Plot.text(
          heads.map(({ level, top }) => ({ y: top + 13, text: sentenceCase(t.levels[level]) })),
          { ...left, fontWeight: 700 },
        ),
        Plot.text(
          pairs.map((pair) => ({ y: pair.top + 7, text: verdictLine(pair, t) })),
          left,
        ),
      ],
    },
    `${cleanText(option.short)}: ${levels
      .flatMap((level) =>
        whom.map((who) => {
          const one = calculusOf(option, level, who)
          return t.credibilitySection.pair(
            t.levels[level],
            t.who[who],
            t.intervalText(one.required, t.credibility),
            t.intervalText(one.supplied, t.credibility),
            commonestName(one, t),
          )
        }),
      )
      .join('; ')}`,
  )
}

const key = (t: Strings): Markup => html`<ul class="key">
<li><svg viewBox="0 0 28 16" aria-hidden="true"><path d="M1 8H27" stroke="var(--need)" stroke-width="3" stroke-opacity=".55"/><path d="M14 2L19 8L14 14L9 8Z" fill="var(--need)"/></svg>${t.credibilitySection.required}</li>
<li><svg viewBox="0 0 28 16" aria-hidden="true"><path d="M1 8H27" stroke="var(--main)" stroke-width="3" stroke-opacity=".55"/><circle cx="14" cy="8" r="5" fill="var(--main)"/></svg>${t.credibilitySection.supplied}</li>
<li>${t.credibilitySection.beyond}</li></ul>`

/** Required against supplied credibility, as gauges and as a table. */
export const credibilitySection = ({ options }: Comparison, t: Strings = en): Markup =>
  section(
    'credibility',
    t.credibilitySection.title,
    html`<p>${t.credibilitySection.lead}</p>
${key(t)}
<div class="panels">${options.map((option) => figure(gauge(option, t), foreign(option.short)))}</div>
<p class="note">${t.credibilitySection.note(verdictText('none-needed', t), verdictText('capability-problem', t))}</p>
<details><summary>${t.credibilitySection.numbers}</summary>${table(
      t.credibilitySection.caption,
      t.credibilitySection.heads,
      options.flatMap((option) =>
        levels.flatMap((level) =>
          whom.map((who) => {
            const one = calculusOf(option, level, who)
            const others = verdicts.filter((verdict) => verdict !== one.verdict && one.verdicts[verdict] > 0)
            return [
              html`${foreign(option.short)}<small>${t.levels[level]}, ${t.who[who]}</small>`,
              ...[one.required, one.supplied, one.margin].map(
                (interval) =>
                  html`${t.credibility(interval?.p50 ?? null)}<small>${interval === null ? '' : t.rangeText(interval, t.credibility)}</small>`,
              ),
              who === 'median' ? t.intervalText(option.credibility[level].typesDeterred) : '',
              commonestName(one, t),
              others
                .map((verdict) => `${verdictName(verdict, t)} ${t.percent(one.verdicts[verdict])}`)
                .join(', '),
            ]
          }),
        ),
      ),
      t.credibilitySection.label,
    )}</details>`,
  )
