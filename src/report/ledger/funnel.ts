import { entryKinds, type MonthRow, type StatusRow } from '../../ledger/index.js'
import { figure, foreign, html, type Markup } from '../markup.js'
import { draw, Plot } from '../plot.js'
import { halo } from '../rows.js'
import type { Step } from '../strings/en/track.js'
import type { Strings } from '../strings/en.js'
import { cleanText } from '../text.js'
import { billions, partyIn } from './amounts.js'

/** Steps from word to deed that the figures show. */
const steps: readonly Step[] = ['pledge', 'commitment', 'allocation', 'disbursement', 'delivery']

/** Guarantors with a figure of their own; the table has all. */
export const SHOWN = 12

/** Sum of one kind; null where nothing is known in euros. */
const sumOf = (rows: readonly StatusRow[], kind: string): number | null => {
  const own = rows.flatMap((row) => (row.kind === kind && row.eur !== null ? [row.eur] : []))
  return own.length === 0 ? null : own.reduce((a, b) => a + b, 0)
}

export interface Guarantor {
  readonly who: string
  readonly rows: readonly StatusRow[]
  /** The largest of its sums, in euros. */
  readonly size: number
}

/** Guarantors of one data set and release, the largest first. */
export const guarantorsOf = (rows: readonly StatusRow[]): readonly Guarantor[] =>
  [...new Set(rows.map(({ who }) => who))]
    .map((who) => {
      const own = rows.filter((row) => row.who === who)
      return { who, rows: own, size: Math.max(0, ...entryKinds.map((kind) => sumOf(own, kind) ?? 0)) }
    })
    .sort((a, b) => b.size - a.size)

const BAR = 15
const WIDTH = 360
const LABELS = 78
const VALUES = 52

/** How much of what was promised came how far: a bar a step, all guarantors on a scale of their own. */
export const funnelFigure = ({ who, rows, size }: Guarantor, t: Strings): Markup | null => {
  const bars = steps.flatMap((kind) => {
    const eur = sumOf(rows, kind)
    return eur === null ? [] : [{ word: t.track.steps[kind], eur }]
  })
  if (bars.length === 0 || size <= 0) return null
  const placed = bars.map((bar, k) => ({ ...bar, y1: k * (BAR + 5) + 4, y2: k * (BAR + 5) + 4 + BAR }))
  const name = partyIn(who, t)
  const drawing = draw(
    {
      height: bars.length * (BAR + 5) + 8,
      marginTop: 0,
      marginBottom: 0,
      marginLeft: LABELS,
      marginRight: VALUES,
      x: { domain: [0, size], axis: null },
      marks: [
        Plot.rect(placed, {
          x1: 0,
          x2: (bar: { eur: number }) => Math.max(0, bar.eur),
          y1: 'y1',
          y2: 'y2',
          fill: 'var(--m2)',
          stroke: 'var(--main)',
        }),
        Plot.text(placed, {
          frameAnchor: 'left',
          y: (bar: { y1: number }) => bar.y1 + BAR / 2,
          text: 'word',
          textAnchor: 'end',
          dx: -6,
        }),
        Plot.text(placed, {
          x: (bar: { eur: number }) => Math.max(0, bar.eur),
          y: (bar: { y1: number }) => bar.y1 + BAR / 2,
          text: (bar: { eur: number }) => billions(bar.eur, t),
          textAnchor: 'start',
          dx: 5,
          ...halo,
        }),
      ],
      width: WIDTH,
    },
    t.track.funnelLabel(
      cleanText(name),
      bars.map(({ word, eur }) => `${word.toLowerCase()} ${billions(eur, t)}`).join(', '),
    ),
  )
  return figure(drawing, html`${foreign(name)} <small>${t.track.unit}</small>`)
}

const dashes: Readonly<Record<string, string>> = {
  pledge: '1 3',
  commitment: '6 3',
  allocation: '0',
  disbursement: '8 2 2 2',
  delivery: '2 2',
}

const HEIGHT = 190

const dateOf = (month: string): Date => new Date(`${month}-01T00:00:00Z`)

/** Sums up to each month; where a month takes back, the line falls. */
const cumulative = (rows: readonly MonthRow[]): { date: Date; bn: number }[] => {
  let sum = 0
  return rows.map(({ month, eur }) => {
    sum += eur
    return { date: dateOf(month), bn: sum / 1e9 }
  })
}

/** What was promised, allocated and delivered up to each month, a line a step. */
export const linesFigure = (who: string, months: readonly MonthRow[], t: Strings): Markup | null => {
  const last = months
    .map(({ month }) => month)
    .sort()
    .at(-1)
  if (last === undefined) return null
  const lines = steps.flatMap((kind) => {
    const points = cumulative(months.filter((row) => row.who === who && row.kind === kind))
    const end = points.at(-1)
    // To the end of the figure, where nothing was added any more.
    return end === undefined
      ? []
      : [{ kind, word: t.track.steps[kind], points: [...points, { date: dateOf(last), bn: end.bn }], end }]
  })
  if (lines.length === 0) return null
  const all = lines.flatMap(({ points }) => points.map(({ bn }) => bn))
  const most = Math.max(0, ...all)
  const least = Math.min(0, ...all)
  const heights = apart(
    lines.map(({ end }) => end.bn),
    ((most - least) * 14) / (HEIGHT - 40),
  )
  const drawing = draw(
    {
      height: HEIGHT,
      marginLeft: 40,
      marginRight: 76,
      marginTop: 12,
      marginBottom: 26,
      x: { type: 'utc' },
      y: { type: 'linear', domain: [least, most === least ? least + 1 : most], axis: null },
      marks: [
        Plot.ruleY([0], { stroke: 'var(--line)' }),
        Plot.axisY({ label: null, ticks: 4, tickSize: 0, tickFormat: (bn: number) => t.significant(bn) }),
        Plot.gridY({ ticks: 4, stroke: 'var(--grid)', strokeOpacity: 1 }),
        Plot.axisX({ label: null, ticks: 'year', tickFormat: (date: Date) => String(date.getUTCFullYear()) }),
        ...lines.map(({ kind, points }) =>
          Plot.line(points, {
            x: 'date',
            y: 'bn',
            curve: 'step-after',
            stroke: 'var(--main)',
            strokeWidth: 2,
            strokeDasharray: dashes[kind]!,
          }),
        ),
        ...lines.map(({ word }, k) =>
          Plot.text([{ date: dateOf(last), bn: heights[k]! }], {
            x: 'date',
            y: 'bn',
            text: () => word,
            textAnchor: 'start',
            dx: 6,
          }),
        ),
      ],
    },
    t.track.linesLabel(
      cleanText(partyIn(who, t)),
      last,
      lines.map(({ word, end }) => `${word.toLowerCase()} ${t.significant(end.bn)}`).join(', '),
    ),
  )
  return figure(drawing, html`${foreign(partyIn(who, t))} <small>${t.track.monthsUnit}</small>`)
}

/** Heights for labels, moved up where two would overlap; in the order given. */
const apart = (values: readonly number[], gap: number): readonly number[] => {
  const order = values.map((_, k) => k).sort((a, b) => values[a]! - values[b]!)
  const placed = [...values]
  order.forEach((k, rank) => {
    const below = rank === 0 ? Number.NEGATIVE_INFINITY : placed[order[rank - 1]!]! + gap
    placed[k] = Math.max(values[k]!, below)
  })
  return placed
}

/** All guarantors of one data set and release. */
export const stepsTable = (
  guarantors: readonly Guarantor[],
  t: Strings,
): { heads: string[]; rows: (string | Markup | number)[][] } => {
  const there = steps.filter((kind) => guarantors.some(({ rows }) => rows.some((row) => row.kind === kind)))
  return {
    heads: [
      t.track.guarantor,
      ...there.map((kind) => t.track.steps[kind]),
      t.track.entries,
      t.track.undisclosed,
      t.track.notInEuros,
    ],
    rows: guarantors.map(({ who, rows }) => [
      foreign(partyIn(who, t)),
      ...there.map((kind) => billions(sumOf(rows, kind), t)),
      rows.reduce((n, row) => n + row.entries, 0),
      rows.reduce((n, row) => n + row.undisclosed, 0),
      rows.reduce((n, row) => n + row.unconverted, 0),
    ]),
  }
}
