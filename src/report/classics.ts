import type { Classic } from '../crisis/index.js'
import { grid } from './grid.js'
import { type Paint, paintFor } from './paint.js'
import { wrap } from './text.js'

const short = (digits: number, value: number): string => value.toFixed(digits)

const block = ({ title, source, rows }: Classic, width: number, paint: Paint): string[] => {
  const [head, ...lines] = grid(
    [
      { head: 'Case', cells: rows.map(({ label }) => label), least: 24 },
      {
        head: 'Published',
        align: 'right',
        cells: rows.map(({ published, digits }) => short(digits, published)),
      },
      { head: 'Here', align: 'right', cells: rows.map(({ value, digits }) => short(digits + 2, value)) },
    ],
    width - 2,
  )
  return [
    '',
    ...wrap(`${title} (${source})`, width).map(paint.bold),
    paint.faint(`  ${head}`),
    ...lines.map((line) => `  ${line}`),
  ]
}

/** The catalogue of classic games for a terminal: published numbers beside those computed here. */
export const renderClassics = (
  classics: readonly Classic[],
  { colour, width }: { readonly colour: boolean; readonly width: number },
): string => {
  const paint = paintFor(colour)
  const room = Math.max(80, width)
  const lines = [
    ...wrap(
      'Small games of the literature with exact answers: what was published, and what is computed here (with two more digits).',
      room,
    ),
    ...classics.flatMap((classic) => block(classic, room, paint)),
  ]
  return `${lines.join('\n')}\n`
}
