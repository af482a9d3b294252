import { levels } from '../../pact/index.js'
import type { Comparison, OptionResult } from '../../study/index.js'
import { figure, foreign, html, type Markup, section, table } from '../markup.js'
import { draw, Plot } from '../plot.js'
import { halo } from '../rows.js'
import { en, type Strings } from '../strings/en.js'
import { cleanText } from '../text.js'

const PANEL = 92

/** P(at least k) from P(exactly k). */
const atLeast = (exactly: readonly number[], k: number): number =>
  exactly.slice(k).reduce((sum, p) => sum + p, 0)

/** Expected number. */
const expected = (exactly: readonly number[]): number => exactly.reduce((sum, p, k) => sum + k * p, 0)

// Means over no solved draw are not numbers; they draw as nothing.
const finite = (x: number): number => (Number.isFinite(x) ? x : 0)

const histogram = (
  exactly: readonly number[],
  top: number,
  tallest: number,
  title: string,
): Plot.Markish[] => {
  const floor = top + PANEL - 6
  const y = (p: number) => floor - (p / tallest) * (PANEL - 34)
  return [
    Plot.rect(
      exactly.map((p, k) => ({ x1: k - 0.4, x2: k + 0.4, y1: floor, y2: y(p) })),
      { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', fill: 'var(--main)' },
    ),
    Plot.ruleY([floor], { stroke: 'currentColor' }),
    Plot.text([{ y: top + 12, text: title }], {
      x: -0.4,
      y: 'y',
      text: 'text',
      textAnchor: 'start',
      ...halo,
    }),
  ]
}

const panel = (option: OptionResult, t: Strings): Markup => {
  const say = t.coalition
  const responding = option.coalition.full.responding.map(finite)
  const fighting = option.coalition.full.fighting.map(finite)
  const tallest = Math.max(0.01, ...responding, ...fighting)
  const titles = [say.respond(t.points(expected(responding))), say.fight(t.points(expected(fighting)))]
  return figure(
    draw(
      {
        height: PANEL * 2 + 30,
        x: { domain: [-0.6, Math.max(responding.length, 2) - 0.4] },
        marginBottom: 26,
        marks: [
          histogram(responding, 2, tallest, titles[0]),
          histogram(fighting, 2 + PANEL, tallest, titles[1]),
          Plot.axisX({
            anchor: 'bottom',
            interval: responding.length > 12 ? 5 : responding.length > 6 ? 2 : 1,
            tickSize: 4,
            label: null,
          }),
        ],
      },
      say.panelLabel(cleanText(option.short), titles.join('; ')),
    ),
    html`${foreign(option.short)}<small>${say.panel(t.percent(tallest))}</small>`,
  )
}

/** How many come, and with how much. */
export const coalitionSection = ({ options }: Comparison, t: Strings = en): Markup =>
  section(
    'coalition',
    t.coalition.title,
    html`<p>${t.coalition.lead}</p>
<div class="panels">${options.filter((option) => option.guarantors.length > 0).map((option) => panel(option, t))}</div>
<details><summary>${t.coalition.numbers}</summary>${table(
      t.coalition.caption,
      t.coalition.heads,
      options.flatMap((option) =>
        levels.map((level) => {
          const one = option.coalition[level]
          return [
            html`${foreign(option.short)}<small>${t.coalition.row(t.levels[level], option.guarantors.length)}</small>`,
            t.intervalText(one.force, t.points),
            t.points(one.forceLow.p50),
            t.points(one.forceHigh.p50),
            t.percent(one.responding[0] ?? null),
            t.percent(Math.min(1, atLeast(one.fighting, 1))),
            t.percent(Math.min(1, atLeast(one.fighting, 5))),
            one.blocked === null ? t.coalition.noVote : t.intervalText(one.blocked),
          ]
        }),
      ),
      t.coalition.label,
    )}</details>`,
  )
