import type { DesignResult, DesignRow, Measured, Step } from '../../study/design/index.js'
import { type Column, grid } from '../grid.js'
import { percent } from '../numbers.js'
import { type Paint, paintFor } from '../paint.js'
import { cleanText, wrap } from '../text.js'
import { aimText, headOf, limits, listed, stopText, telling, valueText, withUnit } from './words.js'

export interface DesignTerminalOptions {
  readonly colour: boolean
  /** Columns; at least 80. */
  readonly width: number
}

/** Rows of the front that a terminal shows. */
const SHOWN = 24

/** A search for designs, for a terminal. */
export const renderDesign = (result: DesignResult, { colour, width }: DesignTerminalOptions): string => {
  const paint = paintFor(colour)
  const room = Math.max(80, width)
  const lines = [
    ...wrap(`Guarantor ${result.version}: designs from "${result.space.title}", seed ${result.seed}`, room),
    ...wrap(stopText(result), room),
    ...result.objectives.flatMap((objective) => wrap(`- ${aimText(objective)}`, room, 2)),
    ...result.bounds.flatMap((bound) => wrap(`- within ${bound}`, room, 2)),
    ...frontLines(result, room, paint),
    ...kneeLines(result, room, paint),
    ...proposalLines(result, room, paint),
    ...buysLines(result, room, paint),
    ...elementLines(result, room, paint),
    ...notFeltLines(result, room, paint),
    ...heading('Limits', paint),
    ...limits.flatMap((limit) => wrap(`- ${limit}`, room, 2)),
  ]
  return `${lines.join('\n')}\n`
}

export const heading = (text: string, paint: Paint): string[] => ['', paint.bold(text)]

/** Measures shown beside the objectives, where there is room. */
const beside = ['deterrence', 'early', 'largest', 'brigades', 'satisficing'] as const

const measureColumns = (result: DesignResult, values: readonly Measured[]): Column[] => {
  const objectives = result.objectives.map(({ name }) => name)
  const more = beside.filter((name) => !objectives.includes(name))
  return [...objectives, ...more].map((name, k) => ({
    head: headOf(name),
    align: 'right' as const,
    cells: values.map((row) => valueText(name, row[name]?.mean)),
    ...(k < objectives.length ? {} : { drop: k }),
  }))
}

/** The rows to show: all, or the knees and others spread evenly. */
const shownOf = ({ designs, knees }: DesignResult): readonly DesignRow[] => {
  if (designs.length <= SHOWN) return designs
  const step = designs.length / SHOWN
  const spread = new Set(Array.from({ length: SHOWN }, (_, k) => Math.floor(k * step)))
  return designs.filter(({ id }, k) => spread.has(k) || knees.includes(id))
}

const frontLines = (result: DesignResult, width: number, paint: Paint): string[] => {
  const rows = shownOf(result)
  const [head, ...body] = grid(
    [
      { head: 'Design', cells: rows.map(({ id }) => (result.knees.includes(id) ? `${id} knee` : id)) },
      ...measureColumns(
        result,
        rows.map(({ values }) => values),
      ),
      { head: 'on front', align: 'right', cells: rows.map(({ onFront }) => percent(onFront)) },
    ],
    width,
  )
  const left = result.designs.length - rows.length
  return [
    ...heading('What no other design looked at beats (means over fresh draws)', paint),
    head,
    ...body,
    ...(left > 0 ? [paint.faint(`${left} more in the page and in the JSON`)] : []),
    ...wrap(
      'on front: share of resamples of the draws in which no other finalist beats it in every objective: below one half, its place is luck.',
      width,
    ),
  ]
}

const kneeLines = (result: DesignResult, width: number, paint: Paint): string[] => [
  ...heading('Knees: where a little more of one thing begins to cost much of another', paint),
  ...result.knees.flatMap((id) => {
    const row = result.designs.find((one) => one.id === id)
    if (row === undefined) return []
    const ranks = result.objectives
      .map(({ name }) => `${headOf(name)} ${row.ranks[name].low} to ${row.ranks[name].high}`)
      .join(', ')
    return [
      ...wrap(`${id}  ${row.words.join('; ')}.`, width, 4),
      ...wrap(
        `    Ranks among ${result.search.finalists} finalists, 5th to 95th percentile: ${ranks}.`,
        width,
        4,
      ),
      ...(row.couldOffer.length === 0
        ? []
        : wrap(`    Could offer without moving any force: ${listed(row.couldOffer)}.`, width, 4)),
    ]
  }),
]

const proposalLines = (result: DesignResult, width: number, paint: Paint): string[] => {
  const { proposals } = result
  if (proposals.length === 0) return []
  const [head, ...body] = grid(
    [
      { head: 'Proposal', cells: proposals.map(({ short }) => cleanText(short)), least: 18 },
      ...measureColumns(
        result,
        proposals.map(({ values }) => values),
      ),
      {
        head: 'beaten by',
        cells: proposals.map(({ beatenBy, breaks }) =>
          breaks.length > 0
            ? `outside the bounds`
            : beatenBy.length === 0
              ? 'none'
              : beatenBy.length <= 2
                ? beatenBy.join(' ')
                : `${beatenBy[0]} and ${beatenBy.length - 1} more`,
        ),
      },
    ],
    width,
  )
  return [
    ...heading('The proposals on the table, on the same draws', paint),
    head,
    ...body,
    ...wrap(
      'beaten by: designs that are nowhere worse and somewhere noticeably better. Money that a text names without dates is not counted.',
      width,
    ),
  ]
}

const stepLines = (
  steps: readonly Step[],
  price: 'money' | 'brigades',
  goal: string,
  width: number,
): string[] =>
  steps.flatMap(({ id, cost, value, gain, extra }) =>
    wrap(
      gain === null || extra === null
        ? `- from ${withUnit(price, cost)}: ${headOf(goal)} ${valueText(goal, value)} (${id})`
        : `- ${withUnit(price, extra)} more, ${withUnit(price, cost)}: ${headOf(goal)} ${valueText(goal, value)} (${id})`,
      width,
      2,
    ),
  )

const buysLines = ({ buys }: DesignResult, width: number, paint: Paint): string[] => [
  ...heading('What each further euro buys, along the front', paint),
  ...stepLines(buys.money, 'money', buys.goal, width),
  ...heading('What each further brigade in place buys, along the front', paint),
  ...stepLines(buys.brigades, 'brigades', buys.goal, width),
]

const elementLines = (result: DesignResult, width: number, paint: Paint): string[] => {
  const { nearlyAll, none } = telling(result)
  const line = ({ label, option, good, looked }: (typeof nearlyAll)[number]): string[] =>
    wrap(
      `- ${label}: ${option} (${percent(good)} of the front, ${percent(looked)} of all looked at)`,
      width,
      2,
    )
  return [
    ...heading('In nearly every design of the front', paint),
    ...(nearlyAll.length === 0 ? ['- nothing'] : nearlyAll.flatMap(line)),
    ...heading('In none of them', paint),
    ...(none.length === 0 ? ['- nothing that was looked at often'] : none.flatMap(line)),
  ]
}

const notFeltLines = ({ notFelt }: DesignResult, width: number, paint: Paint): string[] => [
  ...heading('What the game does not feel: to be chosen on other grounds', paint),
  ...notFelt.flatMap((text) => wrap(`- ${text}`, width, 2)),
]
