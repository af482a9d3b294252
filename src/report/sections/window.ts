import type { Comparison, CurvePoint, OptionResult, Provoked, WindowResult } from '../../study/index.js'
import { figure, foreign, html, type Markup, section, table } from '../markup.js'
import { draw, Plot } from '../plot.js'
import { halo } from '../rows.js'
import { en, type Strings } from '../strings/en.js'
import { cleanText } from '../text.js'
import { straddlesZero } from '../words.js'

const HEIGHT = 210

const key = (t: Strings): Markup => html`<ul class="key">
<li><svg viewBox="0 0 28 16" aria-hidden="true"><path d="M1 8H27" stroke="var(--main)" stroke-width="2.5"/></svg>${t.window.noFull}</li>
<li><svg viewBox="0 0 28 16" aria-hidden="true"><path d="M1 8H27" stroke="var(--war)" stroke-width="2.5" stroke-dasharray="7 3"/></svg>${t.window.noAny}</li>
<li><svg viewBox="0 0 28 16" aria-hidden="true"><path d="M1 8H27" stroke="currentColor" stroke-width="1.5" stroke-dasharray="1.5 3"/></svg>${t.window.without}</li>
<li><svg viewBox="0 0 28 16" aria-hidden="true"><rect x="1" y="1" width="26" height="14" fill="var(--need)" fill-opacity=".16"/></svg>${t.window.shade}</li></ul>`

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

const drawing = (option: OptionResult, { months, curve, phases }: WindowResult, t: Strings): Markup => {
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
          label: t.window.axis,
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
    t.window.panelLabel(
      cleanText(option.short),
      t.percent(full[full.length - 1].middle),
      t.percent(any[any.length - 1].middle),
      last,
      t.points(months.p50),
    ),
  )
}

const panel = (option: OptionResult, window: WindowResult, t: Strings): Markup =>
  figure(
    drawing(option, window, t),
    html`${foreign(option.short)}<small>${t.window.panel(
      window.phases.map(({ phase }, k) => `${k + 1} ${t.phases[phase]}`).join(', '),
      t.intervalText(window.months, t.points),
    )}</small>`,
  )

/** Why an option has no window. */
export const noWindow = (option: OptionResult, reading: Comparison['reading'], t: Strings = en): string => {
  if (reading === 'as-is') return t.window.whyNone.asIs
  if (option.further === null) return t.window.whyNone.unsolved
  const owes = option.guarantors.some((one) => Object.values(one.owesAt).some((owed) => owed !== null))
  return owes ? t.window.whyNone.atOnce : t.window.whyNone.nothing
}

const verdict = (found: Provoked, t: Strings): string => {
  if (straddlesZero(found.excess)) return t.window.notSettled
  return found.excess.p50 > 0 ? t.window.provokes : t.window.deters
}

type Windowed = readonly (readonly [OptionResult, WindowResult])[]

const provocation = (options: Windowed, t: Strings): Markup =>
  table(
    t.window.provocation,
    t.window.provocationHeads,
    options.flatMap(([option, { provocation }]) =>
      (['full', 'any'] as const).flatMap((level) =>
        (['greedy', 'fearful'] as const).map((motive) => {
          const found = provocation[level][motive]
          return [
            html`${foreign(option.short)}<small>${t.window.provocationRow(level, motive)}</small>`,
            t.intervalText(found.strike),
            t.intervalText(found.baseline),
            t.intervalText(found.excess, t.percentagePoints),
            verdict(found, t),
            t.intervalText(found.perMonth, t.percentagePoints),
          ]
        }),
      ),
    ),
    t.window.provocationLabel,
  )

const hazards = (options: Windowed, t: Strings): Markup =>
  table(
    t.window.phases,
    t.window.phaseHeads,
    options.flatMap(([option, { phases }]) =>
      phases.map(({ phase, from, challenge, full }) => [
        html`${foreign(option.short)}<small>${t.phases[phase]}</small>`,
        t.intervalText(from, t.points),
        t.intervalText(challenge),
        t.intervalText(full),
      ]),
    ),
    t.window.phasesLabel,
  )

const curveRows = (option: OptionResult, { curve }: WindowResult, t: Strings) =>
  curve.full
    .filter(({ month }) => month % 12 === 0)
    .map(({ month, hazard, survival, withoutGuarantee }) => [
      html`${foreign(option.short)}<small>${t.window.month(month)}</small>`,
      t.intervalText(hazard),
      t.intervalText(survival),
      t.intervalText(withoutGuarantee),
      t.intervalText(curve.any[month - 1].survival),
    ])

/** What may happen before the guarantee is in force. */
export const windowSection = ({ options, reading }: Comparison, t: Strings = en): Markup => {
  const withWindow = options.flatMap((option) =>
    option.further?.window ? [[option, option.further.window] as const] : [],
  )
  const without = options.filter((option) => !option.further?.window)
  const draws = options.find((option) => option.further !== null)?.further?.draws ?? 0
  return section(
    'window',
    t.window.title,
    html`<p>${t.window.lead(draws)}</p>`,
    withWindow.length === 0
      ? null
      : html`${key(t)}<div class="panels">${withWindow.map(([option, window]) => panel(option, window, t))}</div>
${provocation(withWindow, t)}
<details><summary>${t.window.numbers}</summary>${hazards(withWindow, t)}${table(
          t.window.survival,
          t.window.survivalHeads,
          withWindow.flatMap(([option, window]) => curveRows(option, window, t)),
          t.window.survivalLabel,
        )}</details>`,
    without.length === 0
      ? null
      : html`<p class="note">${t.window.none}${without.map((option, k) => html`${k > 0 ? '; ' : ''}${foreign(option.short)} (${noWindow(option, reading, t)})`)}.</p>`,
  )
}
