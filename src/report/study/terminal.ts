import type { Drivers, Study } from '../../study/uncertainty/index.js'
import { cautionsOf } from '../cautions.js'
import { grid } from '../grid.js'
import { limitsLine } from '../limits.js'
import { type Paint, paintFor } from '../paint.js'
import { cleanText, wrap } from '../text.js'
import { countText, percent, readingText, significant } from '../words.js'
import {
  aloneText,
  boxesText,
  changeText,
  estimateText,
  failureText,
  indexText,
  lowerFirst,
  metricOf,
  metricText,
  pairsText,
  questionText,
  regretNote,
  samplingText,
  togetherText,
  unitsOf,
  zeroNote,
} from './words.js'

export interface StudyTerminalOptions {
  readonly colour: boolean
  /** Columns; at least 80. */
  readonly width: number
}

/** Drivers shown of each option. */
const TOP = 6

/** A study for a terminal. */
export const renderStudy = (study: Study, { colour, width }: StudyTerminalOptions): string => {
  const paint = paintFor(colour)
  const room = Math.max(80, width)
  const lines = [
    ...wrap(
      `Guarantor ${study.version}: study of ${countText(study.options.length, 'option')}, ${samplingText(study)}, seed ${study.seed}, ${study.games} games`,
      room,
    ),
    ...wrap(`Reading: ${readingText(study.reading)}`, room),
    ...cautionsOf(study.draws, study.options).flatMap((text) => wrap(text, room)),
    '',
    ...fanLines(study, room, paint),
    ...convergenceLines(study, room),
    ...driverLines(study, room, paint),
    ...differenceLines(study, room, paint),
    ...boxLines(study, room, paint),
    ...breakingLines(study, room, paint),
    ...regretLines(study, room, paint),
    ...sourceLines(study, room, paint),
    '',
    ...wrap(limitsLine, room),
  ]
  return `${lines.join('\n')}\n`
}

const heading = (text: string, paint: Paint): string[] => ['', paint.bold(text)]

const fanLines = (study: Study, width: number, paint: Paint): string[] => {
  const metric = metricOf(study.primary)
  const [head, ...rows] = grid(
    [
      { head: 'Option', cells: study.options.map(({ short }) => cleanText(short)), least: 18 },
      ...(['p05', 'p50', 'p95'] as const).map((p) => ({
        head: p === 'p50' ? 'median' : `${Number(p.slice(1))}%`,
        align: 'right' as const,
        cells: study.options.map(({ fans }) => estimateText(metric, fans[metric.name]?.[p] ?? null)),
      })),
      {
        head: 'fails in',
        align: 'right',
        cells: study.options.map(({ fails }) => estimateText(metricOf('deterrence'), fails)),
      },
      {
        head: 'better than first in',
        align: 'right',
        drop: 1,
        cells: study.options.map(({ id }) => {
          const difference = study.differences.find((one) => one.id === id)
          return difference === undefined ? 'first' : estimateText(metricOf('deterrence'), difference.better)
        }),
      },
    ],
    width,
  )
  return [
    paint.bold(metric.label),
    paint.faint(head),
    ...rows,
    ...wrap(
      `± is the 95% half-width that sampling leaves; the spread from 5% to 95% is what the assumptions leave. Fails: ${failureText(study.fails)}; shares of draws.`,
      width,
    ),
  ]
}

const convergenceLines = ({ rounds, until, reached, primary }: Study, width: number): string[] => {
  if (until === null) return []
  const metric = metricOf(primary)
  return wrap(
    `${reached === true ? 'Reached' : 'Did not reach'} the precision asked for, ${changeText(metric, until.halfWidth)}: ${rounds.map(({ draws, halfWidth }) => `${draws} draws ± ${changeText(metric, halfWidth).replace('+', '')}`).join(', ')}.`,
    width,
  )
}

const driverTable = (
  drivers: Drivers,
  metric: ReturnType<typeof metricOf>,
  width: number,
  paint: Paint,
): string[] => {
  const shown = drivers.tornado.slice(0, TOP)
  const sobol = new Map(drivers.sobol?.factors.map((factor) => [factor.name, factor]))
  const shapley = new Map(drivers.shapley?.map((factor) => [factor.name, factor.effect]))
  const pawn = new Map(drivers.pawn.map((one) => [one.name, one]))
  const [head, ...rows] = grid(
    [
      { head: 'Assumption', cells: shown.map(({ name }) => name), least: 20 },
      { head: 'at 5%', align: 'right', cells: shown.map(({ atLow }) => metricText(metric, atLow)) },
      { head: 'at 95%', align: 'right', cells: shown.map(({ atHigh }) => metricText(metric, atHigh)) },
      {
        head: 'PAWN',
        align: 'right',
        drop: 3,
        cells: shown.map(({ name }) => {
          const one = pawn.get(name)
          return one === undefined ? '' : one.matters ? one.median.value.toFixed(2) : 'as chance'
        }),
      },
      ...(drivers.sobol === null
        ? []
        : [
            {
              head: 'first order',
              drop: 2,
              cells: shown.map(({ name }) => maybe(sobol.get(name)?.first)),
            },
            { head: 'total', drop: 1, cells: shown.map(({ name }) => maybe(sobol.get(name)?.total)) },
          ]),
      ...(drivers.shapley === null
        ? []
        : [{ head: 'Shapley', cells: shown.map(({ name }) => maybe(shapley.get(name))) }]),
    ],
    width - 2,
  )
  return [paint.faint(`  ${head}`), ...rows.map((row) => `  ${row}`)]
}

const pairLines = (drivers: Drivers, width: number): string[] => {
  const pairs = pairsText(drivers)
  return pairs === null ? [] : wrap(`Pairs: ${pairs}`, width - 2, 2).map((line) => `  ${line}`)
}

/** Unit, spread and source of the assumptions that the tables of drivers name, so that no number stands without them. */
const sourceLines = (study: Study, width: number, paint: Paint): string[] => {
  const named = new Set(
    [...study.options, ...study.differences].flatMap(({ drivers }) =>
      drivers.tornado.slice(0, TOP).map(({ name }) => name),
    ),
  )
  const rows = study.assumptions.filter(({ name }) => named.has(name))
  const [head, ...lines] = grid(
    [
      { head: 'Assumption', cells: rows.map(({ name }) => name) },
      ...(['p05', 'p50', 'p95'] as const).map((p) => ({
        head: `${Number(p.slice(1))}%`,
        align: 'right' as const,
        cells: rows.map(({ interval }) => significant(interval[p])),
      })),
      { head: 'Unit', cells: rows.map(({ unit }) => cleanText(unit)) },
      {
        head: 'Source',
        cells: rows.map(({ source, by, on, why }) =>
          cleanText([source, by, on, why].filter((part) => part !== undefined).join('; ')),
        ),
        least: 12,
      },
    ],
    width,
  )
  return [
    ...heading('The assumptions named above (all: guarantor assumptions)', paint),
    paint.faint(head),
    ...lines,
  ]
}

const maybe = (estimate: Parameters<typeof indexText>[0] | undefined): string =>
  estimate === undefined ? 'with the others' : indexText(estimate)

const driverLines = (study: Study, width: number, paint: Paint): string[] => {
  const metric = metricOf(study.primary)
  return [
    ...heading(`What drives it: ${lowerFirst(metric.label)}`, paint),
    ...study.options.flatMap(({ short, drivers }) => [
      cleanText(short),
      ...driverTable(drivers, metric, width, paint),
      ...pairLines(drivers, width),
    ]),
    ...wrap(
      `At 5% and 95%: each assumption alone, the others at their medians. PAWN: how far its distribution moves when the assumption is known (0 to 1).${study.options.some(({ drivers }) => drivers.sobol !== null || drivers.shapley !== null) ? ` First order, total, Shapley: shares of the variance, 95% intervals; ${zeroNote}.` : ''}`,
      width,
    ),
  ]
}

const differenceLines = (study: Study, width: number, paint: Paint): string[] => {
  const metric = metricOf(study.primary)
  const named = new Map(study.options.map(({ id, short }) => [id, cleanText(short)]))
  const real = study.differences.filter(({ drivers }) => drivers.spread.value > 1e-6)
  if (real.length === 0) return []
  return [
    ...heading(`What drives the difference from ${cleanText(study.options[0].short)}`, paint),
    ...real.flatMap(({ id, drivers: { tornado } }) =>
      wrap(
        `${named.get(id)}: ${tornado
          .slice(0, 4)
          .map(
            ({ name, atLow, atHigh }) =>
              `${name} ${changeText(metric, atLow)} to ${changeText(metric, atHigh)}`,
          )
          .join('; ')}`,
        width,
        2,
      ),
    ),
  ]
}

const boxLines = (study: Study, width: number, paint: Paint): string[] => [
  ...heading(`Where it fails: ${failureText(study.fails)}`, paint),
  ...study.options.flatMap(({ short, boxes, boxesOfFutures }) =>
    wrap(
      `${cleanText(short)}: ${boxesText(unitsOf(study), boxes)}${boxesOfFutures === null ? '' : ` Over the deeply uncertain: ${lowerFirst(boxesText(unitsOf(study), boxesOfFutures, 'futures'))}`}`,
      width,
      2,
    ),
  ),
  ...wrap(
    'Shares are those of draws that had no part in finding the box, with 95% intervals; limits that may be chance were dropped.',
    width,
  ),
]

const regretLines = ({ regret, options }: Study, width: number, paint: Paint): string[] => {
  if (regret === null || options.length < 2) return []
  const metric = metricOf(regret.primary)
  const rows = regret.options
  const [head, ...lines] = grid(
    [
      { head: 'Option', cells: options.map(({ short }) => cleanText(short)), least: 18 },
      {
        head: 'regret: median',
        align: 'right',
        cells: rows.map((one) => changeText(metric, one.regretMedian)),
      },
      {
        head: 'nine in ten',
        align: 'right',
        cells: rows.map((one) => changeText(metric, one.regretP90)),
        drop: 1,
      },
      { head: 'worst', align: 'right', cells: rows.map((one) => changeText(metric, one.regretMax)) },
      {
        head: 'worst case',
        align: 'right',
        cells: rows.map((one) => metricText(metric, one.worst)),
        drop: 2,
      },
      { head: 'does not fail in', align: 'right', cells: rows.map((one) => percent(one.satisficing)) },
      { head: 'first in', align: 'right', cells: rows.map((one) => percent(one.ranks.scenarios[0])) },
      {
        head: 'by weights',
        align: 'right',
        cells: rows.map((one) => percent(one.ranks.weights[0])),
        drop: 3,
      },
    ],
    width,
  )
  return [
    ...heading(`Robustness: ${lowerFirst(metric.label)}`, paint),
    paint.faint(head),
    ...lines,
    ...wrap(regretNote(regret), width),
  ]
}

const breakingLines = (study: Study, width: number, paint: Paint): string[] => {
  const shorts = study.options.map(({ short }) => cleanText(short))
  const answers = [...study.options.flatMap(({ breaking }) => breaking), ...study.orders].filter(({ at }) =>
    Number.isFinite(at),
  )
  if (answers.length === 0) return []
  const units = unitsOf(study)
  let option = -1
  return [
    ...heading('What turns it round: smallest change from the medians, in sd of each assumption', paint),
    ...answers.flatMap((answer) => {
      const { question } = answer
      const title: string[] = []
      if (question.kind === 'threshold' && question.option !== option) {
        option = question.option
        title.push(shorts[option])
      }
      if (question.kind === 'order' && option !== -2) {
        option = -2
        title.push('Order of neighbours')
      }
      return [
        ...title,
        ...wrap(
          `${questionText(answer, shorts)}: ${aloneText(units, answer)}; ${togetherText(answer)}`,
          width - 2,
          2,
        ).map((line) => `  ${line}`),
      ]
    }),
  ]
}
