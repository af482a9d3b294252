import { displayWidth, pad, shorten } from './text.js'

/** A column of a table in a terminal. */
export interface Column {
  readonly head: string
  readonly align?: 'left' | 'right'
  readonly cells: readonly string[]
  /** May be cut to this many columns where space is short; never by default. */
  readonly least?: number
  /** May be left out where space is short: the highest number goes first. */
  readonly drop?: number
}

const widest = ({ head, cells }: Column): number => Math.max(...[head, ...cells].map(displayWidth))

const total = (widths: readonly number[], gap: number): number =>
  widths.reduce((sum, width) => sum + width, 0) + gap * (widths.length - 1)

/** Columns side by side in at most `width` columns: gaps narrow first, then columns go, then one is cut. */
export const grid = (columns: readonly Column[], width: number): string[] => {
  const fits = (some: readonly Column[], gap: number) => total(some.map(widest), gap) <= width
  if (fits(columns, 2)) return laidOut(columns, width, 2)
  if (fits(columns, 1)) return laidOut(columns, width, 1)
  const last = Math.max(...columns.map(({ drop }) => drop ?? -1))
  if (last < 0) return laidOut(columns, width, 1)
  const out = columns.findIndex(({ drop }) => drop === last)
  return grid(
    columns.filter((_, i) => i !== out),
    width,
  )
}

const laidOut = (columns: readonly Column[], width: number, gap: number): string[] => {
  const widths = columns.map(widest)
  const flexible = columns.findIndex((column, i) => column.least !== undefined && widths[i] > column.least)
  if (flexible >= 0)
    widths[flexible] = Math.max(
      columns[flexible].least ?? 0,
      widths[flexible] - Math.max(0, total(widths, gap) - width),
    )
  const line = (cell: (column: Column) => string): string =>
    columns
      .map((column, i) =>
        pad(shorten(cell(column), widths[i]), widths[i], column.align === 'right' ? 'left' : 'right'),
      )
      .join(' '.repeat(gap))
      .trimEnd()
  const rows = columns[0]?.cells.length ?? 0
  return [
    line(({ head }) => head),
    ...Array.from({ length: rows }, (_, row) => line(({ cells }) => cells[row])),
  ].map((text) => shortenTo(text, width))
}

// Blanks at the start belong to the table, so this cuts without cleaning.
const shortenTo = (text: string, width: number): string => {
  if (displayWidth(text) <= width) return text
  let kept = ''
  for (const character of text) {
    if (displayWidth(kept + character) > width) break
    kept += character
  }
  return kept
}
