import type { Interval } from '../core/summary.js'
import { levels } from '../pact/index.js'
import type { Calculus, Comparison, OptionResult, WindowResult } from '../study/index.js'
import { cautionsOf } from './cautions.js'
import { grid } from './grid.js'
import { limitsLine } from './limits.js'
import { type Paint, paintFor } from './paint.js'
import { recordLines } from './sections/record.js'
import { calculusOf, isNothing, type Owing, owingIn, type Who } from './summary.js'
import { cleanText, shorten, wrap } from './text.js'
import {
  commonestName,
  countText,
  credibility,
  intervalText,
  percent,
  percentagePoints,
  points,
  rangeText,
  readingText,
  responseWords,
  sentenceCase,
  straddlesZero,
  verdictName,
  verdictText,
} from './words.js'

export interface TerminalOptions {
  readonly colour: boolean
  /** Columns; at least 80. */
  readonly width: number
}

const BAR = 12

/** A bar of a probability: solid to the 5th percentile, then lighter to the median, then to the 95th. */
export const bar = ({ p05, p50, p95 }: Interval, length = BAR): string => {
  const cell = (x: number): number => Math.round(Math.min(1, Math.max(0, x)) * length)
  return Array.from({ length }, (_, i) =>
    i < cell(p05) ? '█' : i < cell(p50) ? '▓' : i < cell(p95) ? '░' : '·',
  ).join('')
}

const differenceCell = ({ difference }: OptionResult): string => {
  if (difference === null) return 'first'
  if (isNothing(difference.deterrence)) return 'same'
  const { deterrence } = difference
  return `${percentagePoints(deterrence.p50)} (${rangeText(deterrence, percentagePoints)})${straddlesZero(deterrence) ? '?' : ''}`
}

const header = ({ options, draws, seed, version, reading }: Comparison, width: number): string[] => [
  ...wrap(
    `Guarantor ${version}: ${countText(options.length, 'option')}, ${draws} draws of the assumptions, seed ${seed}`,
    width,
  ),
  ...wrap(`Reading: ${readingText(reading)}.`, width),
  ...cautionsOf(
    draws,
    options.map(({ beneficiary, adversary }) => ({
      beneficiary: beneficiary.id,
      adversary: adversary?.id ?? null,
    })),
  ).flatMap((text) => wrap(text, width)),
]

const overview = ({ options }: Comparison, width: number, paint: Paint): string[] => {
  const cells = (make: (option: OptionResult) => string) => options.map(make)
  const [head, ...rows] = grid(
    [
      { head: 'Option', cells: cells((option) => cleanText(option.short)), least: 18 },
      { head: 'No challenge', cells: cells((option) => intervalText(option.deterrence)) },
      { head: '', cells: cells((option) => bar(option.deterrence)), drop: 1 },
      ...levels.map((level) => ({
        head: sentenceCase(level),
        align: 'right' as const,
        cells: cells((option) => percent(option.challenge[level].p50)),
      })),
      {
        head: '10y full',
        align: 'right',
        cells: cells((option) => percent(option.horizon.full['10'].p50)),
      },
      ...(options.length > 1 ? [{ head: 'Against first', cells: cells(differenceCell) }] : []),
    ],
    width,
  )
  return [paint.bold(head), ...rows]
}

const owed = (one: Owing): string =>
  `${shorten(one.name, 24)} ${percent(one.honour?.p50 ?? null)} (${responseWords[one.owes]})`

const honourLines = (option: OptionResult, width: number): string[] => {
  const owing = owingIn(option)
  if (owing.length === 0) return ['  Nobody owes a step in a full attack.']
  const most = owing.slice(0, 3)
  const least = owing.slice(Math.max(3, owing.length - 3)).reverse()
  const list = (label: string, which: readonly Owing[]) =>
    which.length === 0 ? [] : wrap(`${label} ${which.map(owed).join(', ')}`, width - 2, 13).map(indented)
  return [...list('Most likely: ', most), ...list('Least likely:', least)]
}

const indented = (line: string): string => `  ${line}`

const calculusCell = (one: Calculus): string =>
  `${credibility(one.required?.p50 ?? null)} / ${credibility(one.supplied?.p50 ?? null)}  ${commonestName(one)} ${percent(one.verdicts[one.verdict])}`

const credibilityLines = (option: OptionResult, width: number, paint: Paint): string[] => {
  const cells = (who: Who) => levels.map((level) => calculusCell(calculusOf(option, level, who)))
  const [head, ...rows] = grid(
    [
      { head: 'Level', cells: levels.map(sentenceCase) },
      { head: 'Median type: required / supplied', cells: cells('median') },
      { head: 'Motivated type', cells: cells('motivated'), least: 20 },
    ],
    width - 2,
  )
  return [paint.faint(head), ...rows].map(indented)
}

const block = (
  option: OptionResult,
  reading: Comparison['reading'],
  width: number,
  paint: Paint,
): string[] => [
  '',
  paint.bold(shorten(option.short, width)),
  ...(option.hypothetical === null || reading === 'as-is'
    ? []
    : wrap(`Hypothetical: ${option.hypothetical}`, width - 2, 2).map(indented)),
  ...credibilityLines(option, width, paint),
  ...honourLines(option, width),
  ...wrap(
    `If a full attack comes: fighting goes on ${intervalText(option.escalation.full.war)}, direct clash ${intervalText(option.escalation.full.clash)}`,
    width - 2,
    4,
  ).map(indented),
  ...furtherLines(option, width),
  ...equilibriumLines(option, width).map((line) => paint.yellow(line)),
]

const BLOCKS = ' ▁▂▃▄▅▆▇█'

/** Chance of no full attack month by month, a character for three months, on a scale from the lowest shown to 1. */
const spark = (curve: WindowResult['curve']['full']): string => {
  const shown = curve.filter(({ month }) => month % 3 === 0).map(({ survival }) => survival.p50)
  const low = Math.min(...shown)
  const height = (p: number) => (low >= 1 ? 8 : 1 + Math.round((7 * (p - low)) / (1 - low)))
  return shown.map((p) => BLOCKS[height(p)]).join('')
}

const windowLines = (window: WindowResult, width: number): string[] => {
  const { full } = window.provocation
  const last = window.curve.full[window.curve.full.length - 1]
  return [
    ...wrap(
      `Window: in force ${intervalText(window.months, points)} months after the announcement; full attack before that ${intervalText(full.all.strike)}, had nothing been promised ${percent(full.all.baseline.p50)}; difference ${intervalText(full.greedy.excess, percentagePoints)} for greedy, ${intervalText(full.fearful.excess, percentagePoints)} for fearful types`,
      width - 2,
      4,
    ),
    ...wrap(
      `No full attack by month: ${spark(window.curve.full)} ${percent(last.survival.p50)} at ${last.month}, had nothing been promised ${percent(last.withoutGuarantee.p50)}`,
      width - 2,
      4,
    ),
  ]
}

const furtherLines = ({ further }: OptionResult, width: number): string[] => {
  if (further === null) return []
  const { foreknowledge, burden, moralHazard } = further
  const { any } = foreknowledge.challenge
  return [
    ...(further.window === null ? [] : windowLines(further.window, width)),
    ...wrap(
      `Had it known: any challenge ${percent(any.knowing.p50)} instead of ${percent(any.expecting.p50)}; its likeliest choice turns to none on ${percent(foreknowledge.dissuaded.p50)} of occasions, from none on ${percent(foreknowledge.invited.p50)}`,
      width - 2,
      4,
    ),
    ...wrap(
      `Burden in a full attack: ${intervalText(burden.force, points)} BE expected, ${points(burden.optimum.p50)} BE if all stakes counted; largest provider ${percent(burden.largestShare.p50)}`,
      width - 2,
      4,
    ),
    ...wrap(
      `Assertive beneficiary: ${intervalText(moralHazard.assertive)}, with nothing promised ${percent(moralHazard.withoutGuarantee.p50)}${moralHazard.withoutVoiding === null ? '' : `, without the voiding clause ${percent(moralHazard.withoutVoiding.p50)}`}`,
      width - 2,
      4,
    ),
  ].map(indented)
}

const equilibriumLines = ({ equilibria }: OptionResult, width: number): string[] =>
  [
    ...(equilibria.severalShare > 0
      ? wrap(
          `Several equilibria in ${percent(equilibria.severalShare)} of draws, up to ${Math.round(equilibria.widestGap * 100)} percentage points apart in the chance of no challenge; the principal branch is shown.`,
          width - 2,
          4,
        )
      : []),
    ...(equilibria.unconverged > 0
      ? wrap(`${countText(equilibria.unconverged, 'draw')} not solved and left out.`, width - 2, 4)
      : []),
  ].map(indented)

const whom: readonly Who[] = ['median', 'motivated']

const legend = (comparison: Comparison): readonly string[] => {
  const used = (verdict: 'none-needed' | 'capability-problem' | 'nothing-owed') =>
    comparison.options.some((option) =>
      levels.some((level) => whom.some((who) => calculusOf(option, level, who).verdict === verdict)),
    )
  const notes = (['none-needed', 'capability-problem', 'nothing-owed'] as const)
    .filter(used)
    .map((verdict) => `${sentenceCase(verdictName(verdict))}: ${verdictText(verdict)}.`)
  const several = comparison.options.length > 1
  return [
    `Medians, 5th to 95th percentile in brackets, chances on one occasion on which a challenge is weighed. 10y full: at least one full attack in ten years. ${several ? 'Against first: change in the chance of no challenge, percentage points; "?" where the order is not settled. ' : ''}Bar: 5th percentile, median, 95th percentile.`,
    'Window, foreknowledge, burden and posture come from one draw in four. Months count from the announcement; a block stands for three months and is drawn between the lowest chance and 100%. BE: brigade-equivalents.',
    'Required: how strongly an adversary must expect the response for a challenge not to pay; supplied: how strongly it may (0: as if nobody did what it owes, 1: as if all did; no probability, so below 0 and above 1 occur); with the commonest verdict and its share of draws, mixed where that is less than half. A motivated type values the objective more than 90% of types do. Most and least likely: chance of doing at least what is owed (in brackets) in a full attack.',
    ...notes,
  ]
}

/** The comparison as it is printed in a terminal; no line is wider than `width`. */
export const renderTerminal = (comparison: Comparison, { colour, width }: TerminalOptions): string => {
  const room = Math.max(80, width)
  const paint = paintFor(colour)
  const lines = [
    ...header(comparison, room),
    '',
    ...overview(comparison, room, paint),
    ...comparison.options.flatMap((option) => block(option, comparison.reading, room, paint)),
    ...recordLines(comparison).flatMap((text, k) => [
      ...(k === 0 ? [''] : []),
      ...wrap(cleanText(text), room),
    ]),
    '',
    ...legend(comparison).flatMap((text) => wrap(text, room).map(paint.faint)),
    ...wrap(limitsLine, room).map(paint.faint),
  ]
  return `${lines.join('\n')}\n`
}
