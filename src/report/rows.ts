import type { Interval } from '../core/summary.js'
import type { Markup } from './markup.js'
import { draw, Plot, shareAxis, WIDTH } from './plot.js'
import { en, type Strings } from './strings/en.js'
import { shorten } from './text.js'

/** A way of drawing one measure: shape and colour always go together. */
export interface Style {
  readonly symbol: 'circle' | 'triangle' | 'square' | 'diamond'
  readonly colour: string
}

/** One line with a dot at the median and a bar from the 5th to the 95th percentile. */
export interface Dot {
  readonly interval: Interval | null
  readonly style: Style
}

/** A labelled row of one or more lines. */
export interface Row {
  readonly label: string
  /** At the right end of the label's line; the first interval in words by default. */
  readonly value?: string
  readonly dots: readonly Dot[]
}

export const plain: Style = { symbol: 'circle', colour: 'var(--main)' }

const inside = (x: number): number => Math.min(1, Math.max(0, x))

/** A bar with a dot on it, shares of 1. */
export interface Line {
  readonly y: number
  readonly low: number
  readonly middle: number
  readonly high: number
  readonly style: Style
}

const lineOf = (interval: Interval, y: number, style: Style): Line => ({
  y,
  low: inside(interval.p05),
  middle: inside(interval.p50),
  high: inside(interval.p95),
  style,
})

/** Bars and dots for lines on a scale from 0 to 1. */
export const lineMarks = (lines: readonly Line[]): Plot.Markish[] => [
  Plot.ruleY(lines, {
    y: 'y',
    x1: 'low',
    x2: 'high',
    stroke: (line: Line) => line.style.colour,
    strokeWidth: 3,
    strokeOpacity: 0.55,
    strokeLinecap: 'round',
  }),
  Plot.dot(lines, {
    y: 'y',
    x: 'middle',
    r: 4.5,
    symbol: (line: Line) => line.style.symbol,
    fill: (line: Line) => line.style.colour,
    stroke: 'var(--paper)',
    strokeWidth: 1,
  }),
]

/** Shared by all drawings whose colours and symbols are given as they are. */
export const asGiven = {
  color: { type: 'identity' },
  symbol: { type: 'identity' },
} as const

const LABEL = 17
const LINE = 13
const GAP = 5

/** Rows under each other, label above, on a scale from 0 to 100%. */
export const dotRows = (rows: readonly Row[], label: string, t: Strings = en): Markup => {
  const tops: number[] = []
  let bottom = 6
  for (const row of rows) {
    tops.push(bottom)
    bottom += LABEL + LINE * row.dots.length + GAP
  }
  const height = bottom + 24
  const lines = rows.flatMap((row, i) =>
    row.dots.flatMap(({ interval, style }, k) =>
      interval === null ? [] : [lineOf(interval, tops[i] + LABEL + LINE * (k + 0.5), style)],
    ),
  )
  const text = (i: number) => ({ y: tops[i] + LABEL / 2 })
  const names = rows.map((row, i) => ({ ...text(i), text: shorten(row.label, 30) }))
  const values = rows.map((row, i) => ({
    ...text(i),
    text: row.value ?? t.intervalText(row.dots[0]?.interval ?? null),
  }))
  return draw(
    {
      ...asGiven,
      height,
      x: { domain: [0, 1] },
      marginLeft: 14,
      marginRight: 18,
      marks: [
        ...shareAxis(height),
        Plot.text(names, { x: 0, y: 'y', text: 'text', textAnchor: 'start', dx: -6, ...halo }),
        Plot.text(values, { x: 1, y: 'y', text: 'text', textAnchor: 'end', dx: 6, ...halo }),
        ...lineMarks(lines),
      ],
    },
    label,
  )
}

/** Keeps text legible over lines. */
export const halo = { fill: 'currentColor', stroke: 'var(--paper)', strokeWidth: 4 } as const

/** A row of the compact kind: name in the margin, value at the right. */
export interface CompactRow {
  readonly name: string
  readonly end: string
  readonly interval: Interval | null
  readonly style: Style
}

const COMPACT = 16

/** Many rows, one line each: name at the left, a word at the right. */
export const compactRows = (rows: readonly CompactRow[], label: string): Markup => {
  const height = 8 + rows.length * COMPACT + 24
  const y = (i: number) => 8 + (i + 0.5) * COMPACT
  const lines = rows.flatMap((row, i) =>
    row.interval === null ? [] : [lineOf(row.interval, y(i), row.style)],
  )
  const names = rows.map((row, i) => ({ y: y(i), text: shorten(row.name, 17) }))
  const ends = rows.map((row, i) => ({ y: y(i), text: row.end }))
  return draw(
    {
      ...asGiven,
      height,
      x: { domain: [0, 1] },
      marginLeft: 112,
      marginRight: 86,
      width: WIDTH,
      marks: [
        ...shareAxis(height),
        ...lineMarks(lines),
        Plot.text(names, { x: 0, y: 'y', text: 'text', textAnchor: 'end', dx: -8 }),
        Plot.text(ends, { x: 1, y: 'y', text: 'text', textAnchor: 'start', dx: 10 }),
      ],
    },
    label,
  )
}
