import type { Comparison, CurvePoint, OptionResult, Provoked, WindowResult } from '../../study/index.js'
import { figure, foreign, html, type Markup, section, table, trusted } from '../markup.js'
import { draw, Plot } from '../plot.js'
import { halo } from '../rows.js'
import { cleanText } from '../text.js'
import {
  countText,
  intervalText,
  percent,
  percentagePoints,
  phaseWords,
  points,
  straddlesZero,
} from '../words.js'

const HEIGHT = 210

const key = trusted(`<ul class="key">
<li><svg viewBox="0 0 28 16" aria-hidden="true"><path d="M1 8H27" stroke="var(--main)" stroke-width="2.5"/></svg>no full attack so far</li>
<li><svg viewBox="0 0 28 16" aria-hidden="true"><path d="M1 8H27" stroke="var(--war)" stroke-width="2.5" stroke-dasharray="7 3"/></svg>no challenge of any kind so far</li>
<li><svg viewBox="0 0 28 16" aria-hidden="true"><path d="M1 8H27" stroke="currentColor" stroke-width="1.5" stroke-dasharray="1.5 3"/></svg>the same, had nothing been promised</li>
<li><svg viewBox="0 0 28 16" aria-hidden="true"><rect x="1" y="1" width="26" height="14" fill="var(--need)" fill-opacity=".16"/></svg>the window: announced, not yet in force</li></ul>`)

interface Shown {
  readonly month: number
  readonly low: number
  readonly middle: number
  readonly high: number
  readonly without: number
}

const shown = (curve: readonly CurvePoint[]): Shown[] => [
  { month: 0, low: 1, middle: 1, high: 1, without: 1 },
  ...curve.map(({ month, survival, withoutGuarantee }) => ({
    month,
    low: survival.p05,
    middle: survival.p50,
    high: survival.p95,
    without: withoutGuarantee.p50,
  })),
]

const lines = (points: readonly Shown[], stroke: string, dash: string): Plot.Markish[] => [
  Plot.areaY(points, { x: 'month', y1: 'low', y2: 'high', fill: stroke, fillOpacity: 0.14 }),
  Plot.line(points, {
    x: 'month',
    y: 'without',
    stroke: 'currentColor',
    strokeWidth: 1.5,
    strokeDasharray: '1.5 3',
  }),
  Plot.line(points, { x: 'month', y: 'middle', stroke, strokeWidth: 2.5, strokeDasharray: dash }),
]

const drawing = (option: OptionResult, { months, curve, phases }: WindowResult): Markup => {
  const full = shown(curve.full)
  const any = shown(curve.any)
  const last = full[full.length - 1].month
  const end = Math.min(months.p50, last)
  return draw(
    {
      height: HEIGHT,
      marginLeft: 44,
      marginTop: 18,
      marginBottom: 34,
      x: { domain: [0, last] },
      y: { type: 'linear', domain: [0, 1], axis: null },
      marks: [
        Plot.rect([{ x1: 0, x2: end, y1: 0, y2: 1 }], {
          x1: 'x1',
          x2: 'x2',
          y1: 'y1',
          y2: 'y2',
          fill: 'var(--need)',
          fillOpacity: 0.16,
        }),
        Plot.ruleY([0, 0.25, 0.5, 0.75, 1], { stroke: 'var(--grid)' }),
        Plot.axisY([0, 0.25, 0.5, 0.75, 1], {
          anchor: 'left',
          tickSize: 3,
          tickFormat: (y: number) => `${Math.round(y * 100)}%`,
          label: null,
        }),
        Plot.axisX([0, 12, 24, 36, 48, 60], {
          anchor: 'bottom',
          tickSize: 4,
          label: 'months from the announcement',
          labelAnchor: 'center',
          labelArrow: 'none',
        }),
        Plot.ruleX(
          phases.map(({ from }) => from.p50).filter((month) => month > 0 && month < last),
          { stroke: 'currentColor', strokeWidth: 1, strokeOpacity: 0.5 },
        ),
        Plot.text(
          phases.filter(({ from }) => from.p50 < last),
          {
            x: (one: WindowResult['phases'][number]) => one.from.p50,
            y: 1,
            text: (_: unknown, k: number) => String(k + 1),
            textAnchor: 'start',
            dx: 3,
            dy: -8,
            ...halo,
          },
        ),
        lines(any, 'var(--war)', '7 3'),
        lines(full, 'var(--main)', 'none'),
      ],
    },
    `${cleanText(option.short)}: chance of no full attack ${percent(full[full.length - 1].middle)} and of no challenge at all ${percent(any[any.length - 1].middle)} within ${last} months of the announcement; in force after ${points(months.p50)} months`,
  )
}

const panel = (option: OptionResult, window: WindowResult): Markup =>
  figure(
    drawing(option, window),
    html`${foreign(option.short)}<small>${window.phases.map(({ phase }, k) => `${k + 1} ${phaseWords[phase]}`).join(', ')}; in force after ${intervalText(window.months, points)} months</small>`,
  )

/** Why an option has no window. */
export const noWindow = (option: OptionResult, reading: Comparison['reading']): string => {
  if (reading === 'as-is') return 'read as it stands today, so no way to force is supposed'
  if (option.further === null) return 'its further games did not converge'
  const owes = option.guarantors.some((one) => Object.values(one.owesAt).some((owed) => owed !== null))
  return owes ? 'in force as soon as it is announced' : 'promises nothing that could come into force'
}

const verdict = (found: Provoked): string => {
  if (straddlesZero(found.excess)) return 'the order is not settled'
  return found.excess.p50 > 0 ? 'the window provokes' : 'the promise already deters on its way'
}

const provocation = (options: readonly (readonly [OptionResult, WindowResult])[]): Markup =>
  table(
    'Chance of a challenge between announcement and force, the same months had nothing been promised, and the difference in percentage points; last, how that difference grows with one more month of delay.',
    [
      'Option, challenge, type',
      'Before force',
      'Nothing promised',
      'Difference',
      'In words',
      'Per month of delay',
    ],
    options.flatMap(([option, { provocation }]) =>
      (['full', 'any'] as const).flatMap((level) =>
        (['greedy', 'fearful'] as const).map((motive) => {
          const found = provocation[level][motive]
          return [
            html`${foreign(option.short)}<small>${level === 'full' ? 'full attack' : 'any challenge'}; ${motive} type</small>`,
            intervalText(found.strike),
            intervalText(found.baseline),
            intervalText(found.excess, percentagePoints),
            verdict(found),
            intervalText(found.perMonth, (x) => percentagePoints(x)),
          ]
        }),
      ),
    ),
    'Provocation',
  )

const hazards = (options: readonly (readonly [OptionResult, WindowResult])[]): Markup =>
  table(
    'Each phase: the month in which it begins and the chance of a challenge on one occasion in it. The adversary waits if what it expects of the next phase, and of the status quo until then, is worth more than acting.',
    ['Option and phase', 'Begins in month', 'Any challenge', 'Full attack'],
    options.flatMap(([option, { phases }]) =>
      phases.map(({ phase, from, challenge, full }) => [
        html`${foreign(option.short)}<small>${phaseWords[phase]}</small>`,
        intervalText(from, points),
        intervalText(challenge),
        intervalText(full),
      ]),
    ),
    'Phases of the window',
  )

const curveRows = (option: OptionResult, { curve }: WindowResult) =>
  curve.full
    .filter(({ month }) => month % 12 === 0)
    .map(({ month, hazard, survival, withoutGuarantee }) => [
      html`${foreign(option.short)}<small>month ${month}</small>`,
      intervalText(hazard),
      intervalText(survival),
      intervalText(withoutGuarantee),
      intervalText(curve.any[month - 1].survival),
    ])

/** What may happen before the guarantee is in force. */
export const windowSection = ({ options, reading }: Comparison): Markup => {
  const withWindow = options.flatMap((option) =>
    option.further?.window ? [[option, option.further.window] as const] : [],
  )
  const without = options.filter((option) => !option.further?.window)
  const draws = options.find((option) => option.further !== null)?.further?.draws ?? 0
  return section(
    'window',
    'The window: what may happen before it is in force?',
    html`<p>The curve is the chance that nothing has happened by a month after the announcement. Until all is in force a guarantee binds less and its forces are not in place, and an adversary that foresees this may strike while it can. It is compared with the same months had nothing been promised. Bands run from the 5th to the 95th percentile of ${countText(draws, 'draw')}; occasions arrive at their assumed rate.</p>`,
    withWindow.length === 0
      ? null
      : html`${key}<div class="panels">${withWindow.map(([option, window]) => panel(option, window))}</div>
${provocation(withWindow)}
<details><summary>Phases, hazards and survival in numbers</summary>${hazards(withWindow)}${table(
          'Full attack: hazard of the month (chance in it if none came before), chance of none so far, the same had nothing been promised; and the chance of no challenge of any kind so far.',
          ['Option and month', 'Hazard', 'No full attack so far', 'Nothing promised', 'No challenge so far'],
          withWindow.flatMap(([option, window]) => curveRows(option, window)),
          'Survival',
        )}</details>`,
    without.length === 0
      ? null
      : html`<p class="note">No window: ${without.map((option, k) => html`${k > 0 ? '; ' : ''}${foreign(option.short)} (${noWindow(option, reading)})`)}.</p>`,
  )
}
