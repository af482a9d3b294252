import type {
  AmendedResult,
  AmendedRow,
  DesignResult,
  DesignRow,
  Measured,
  ObjectiveRow,
  Step,
} from '../../study/design/index.js'
import { type Column, grid } from '../grid.js'
import { percent, significant } from '../numbers.js'
import { type Paint, paintFor } from '../paint.js'
import { cleanText, wrap } from '../text.js'
import {
  aimText,
  attackText,
  gainsText,
  headOf,
  limits,
  listed,
  rankText,
  stopText,
  telling,
  valueText,
  withUnit,
} from './words.js'

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
    ...(result.amended ?? []).flatMap((row) => amendedLines(row, result.objectives, room, paint)),
    ...buysLines(result, room, paint),
    ...elementLines(result, room, paint),
    ...redTeamLines(result, room, paint),
    ...whyLines(result, room, paint),
    ...notFeltLines(result.notFelt, room, paint),
    ...heading('Limits', paint),
    ...limits.flatMap((limit) => wrap(`- ${limit}`, room, 2)),
  ]
  return `${lines.join('\n')}\n`
}

export const heading = (text: string, paint: Paint): string[] => ['', paint.bold(text)]

/** Measures shown beside the objectives, where there is room. */
const beside = ['tested', 'deterrence', 'brigades', 'largest', 'early'] as const

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
      .map(({ name }) => `${headOf(name)} ${rankText(row.ranks[name])}`)
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

const notFeltLines = (notFelt: readonly string[], width: number, paint: Paint): string[] => [
  ...heading('What the game does not feel: to be chosen on other grounds', paint),
  ...notFelt.flatMap((text) => wrap(`- ${text}`, width, 2)),
]

/** Single changes shown. */
const SINGLES = 12

const amendedLines = (
  { short, base, amendments, looked, draws }: AmendedRow,
  objectives: readonly ObjectiveRow[],
  width: number,
  paint: Paint,
): string[] => {
  const names = objectives.map(({ name }) => name)
  const [head, ...body] = grid(
    [
      { head: '', cells: ['as it is', ...amendments.map(({ id }) => id)] },
      ...names.map((name) => ({
        head: headOf(name),
        align: 'right' as const,
        cells: [base, ...amendments.map(({ values }) => values)].map((row) =>
          valueText(name, row[name]?.mean),
        ),
      })),
      ...(amendments.some(({ efficient }) => efficient !== null)
        ? [
            {
              head: 'efficient',
              cells: ['no', ...amendments.map(({ efficient }) => (efficient ? 'yes' : 'no'))],
            },
          ]
        : []),
    ],
    width,
  )
  return [
    ...heading(`Amendments of ${cleanText(short)}`, paint),
    ...wrap(
      `${looked.one} single changes, ${looked.two} pairs and ${looked.three} triples were solved; means over ${draws} fresh draws.`,
      width,
    ),
    head,
    ...body,
    ...amendments.flatMap(({ id, changes, reasons }) =>
      wrap(`${id}  ${changes.join('; ')}. (${reasons.join('; ')})`, width, 4),
    ),
    ...(amendments.length === 0 ? ['No change was found that is worth its price.'] : []),
  ]
}

/** The changes to one document, for a terminal. */
export const renderAmended = (result: AmendedResult, { colour, width }: DesignTerminalOptions): string => {
  const paint = paintFor(colour)
  const room = Math.max(80, width)
  const { amended, objectives } = result
  const telling = amended.singles
    .map(({ words, gains }) => ({ words, text: gainsText(gains, objectives) }))
    .filter(({ text }) => text !== '')
  const lines = [
    ...wrap(
      `Guarantor ${result.version}: changes to ${cleanText(amended.short)} from "${result.space.title}", seed ${result.seed}`,
      room,
    ),
    ...objectives.flatMap((objective) => wrap(`- ${aimText(objective)}`, room, 2)),
    ...heading('Single changes, on the first draws: those that do most', paint),
    ...telling.slice(0, SINGLES).flatMap(({ words, text }) => wrap(`- ${words}: ${text}`, room, 2)),
    ...(telling.length === 0 ? ['- none does anything noticeable'] : []),
    ...amendedLines(amended, objectives, room, paint),
    ...notFeltLines(result.notFelt, room, paint),
    ...heading('Limits', paint),
    ...limits.flatMap((limit) => wrap(`- ${limit}`, room, 2)),
  ]
  return `${lines.join('\n')}\n`
}

const redTeamLines = ({ redTeam, knees, proposals }: DesignResult, width: number, paint: Paint): string[] => {
  if (redTeam === null) return []
  const shown = redTeam.best.filter(({ id }) => knees.includes(id) || proposals.some((one) => one.id === id))
  const nameOf = (id: string): string => cleanText(proposals.find((one) => one.id === id)?.short ?? id)
  const bare = (x: number): string => `${x < 0 ? '−' : '+'}${Math.abs(x).toFixed(1)}`
  const gain = (x: number): string => `${bare(x)} points`
  return [
    ...heading("The adversary's side: what gains a motivated adversary most over the status quo", paint),
    ...shown.flatMap(({ id, attacks: [first] }) =>
      first === undefined
        ? []
        : wrap(
            `- ${nameOf(id)}: ${attackText(first)}, ${gain(first.gain)} (${bare(first.p05)} to ${bare(first.p95)})`,
            width,
            2,
          ),
    ),
    ...wrap(
      'Below 0 no challenge of the grid pays such an adversary; choices are noisy, so some still come.',
      width,
    ),
    ...redTeam.minimax.flatMap(({ budget, design, gain: worst, steps }) =>
      wrap(
        design === null || worst === null
          ? `- within ${withUnit('money', budget)}: no design of the front`
          : `- within ${withUnit('money', budget)}, the worst challenge gains least against ${design} (${gain(worst)}); ` +
              `alternation: ${steps.map((step) => `${step.design} meets ${attackText(step.attack)}`).join('; then ')}`,
        width,
        2,
      ),
    ),
    'Not explored:',
    ...redTeam.unexplored.flatMap((text) => wrap(`- ${text}`, width, 2)),
  ]
}

const whyLines = ({ why, proposals }: DesignResult, width: number, paint: Paint): string[] => {
  if (why === null) return []
  return [
    ...heading('Until when: the smallest changes of the assumptions that turn a knee round', paint),
    ...why.flatMap(({ design, question, holds, alone, together }) => [
      ...wrap(
        `${design}  ${cleanText(question)}: ${holds ? 'holds' : 'does not hold'} at the medians.`,
        width,
        4,
      ),
      ...(alone.length === 0
        ? ['    No single assumption turns it round within three standard deviations.']
        : wrap(
            `    Alone: ${alone.map(({ name, value, distance }) => `${name} at ${significant(value)} (${distance < 0 ? '−' : '+'}${Math.abs(distance).toFixed(1)} sd)`).join(', ')}.`,
            width,
            4,
          )),
      ...(together === null
        ? ['    Together: nothing was found within three standard deviations.']
        : wrap(
            `    Together, ${together.distance.toFixed(1)} sd in all: ${together.parts.map(({ name, value }) => `${name} at ${significant(value)}`).join(', ')}.`,
            width,
            4,
          )),
    ]),
    ...(proposals.length === 0
      ? []
      : wrap('Each knee is set against the best proposal that costs no more.', width)),
  ]
}
