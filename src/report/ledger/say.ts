import { compareText } from '../../core/order.js'
import type { Chain, LeagueRow, SayDoRow, Share, Wording } from '../../ledger/index.js'
import { partyName } from '../../ledger/index.js'
import { type Column, grid } from '../grid.js'
import { NO_NUMBER, percent, rangeText, significant } from '../numbers.js'
import { paintFor } from '../paint.js'
import { en, type Strings } from '../strings/en.js'
import { cleanText, wrap } from '../text.js'
import { countText } from '../words.js'
import { billions } from './amounts.js'
import type { LedgerPrint } from './terminal.js'

const headed = (lines: readonly string[], { colour }: LedgerPrint): string[] =>
  lines.map((line, k) => (k === 0 ? paintFor(colour).bold(line) : line))

/** A share with its interval; where something is undisclosed, the least and the most it can be. */
export const shareText = (share: Share | null, t: Strings = en): string => {
  const { notKnown, withUndisclosed } = t.track.sayDo
  if (share === null) return notKnown
  const { value, low, high, least, most } = share
  if (value === null)
    return least !== null && most !== null ? t.range(t.percent(least), t.percent(most)) : NO_NUMBER
  const range = low === null || high === null ? '' : ` (${t.rangeText({ p05: low, p50: value, p95: high })})`
  const bounds =
    least !== null && most !== null && most - least > 0.005
      ? withUndisclosed(t.range(t.percent(least), t.percent(most)))
      : ''
  return `${t.percent(value)}${range}${bounds}`
}

const lagText = (days: number | null, t: Strings): string =>
  days === null ? t.track.sayDo.notYet : t.track.sayDo.days(t.significant(days))

/** Half done after so many days, with its interval. */
export const halfText = (row: SayDoRow, t: Strings = en): string => {
  const bound = (x: number | null): string => (x === null ? '?' : t.significant(x))
  const lag = row.lags.delivered ?? row.lags.allocated
  if (lag === null) return NO_NUMBER
  const { time, low, high } = lag.half
  return `${lagText(time, t)} (${t.range(bound(low), bound(high))})`
}

const amountText = (amount: number, { measure }: SayDoRow): string =>
  /^[A-Z]{3}$/.test(measure) ? billions(amount) : significant(amount)

const sourceText = ({ dataset, release }: Pick<SayDoRow, 'dataset' | 'release'>): string =>
  dataset === null ? 'Entered by hand' : `${dataset}, ${release ?? ''}`

/** `other` is what a data set does not split by area, `all` the sum over areas. */
const unsplit = ({ area }: SayDoRow): boolean => area === 'all' || area === 'other'

/** Guarantors in the order of their names as shown; the rows of each stay as they are. */
const byName = (rows: readonly SayDoRow[]): SayDoRow[] =>
  [...rows].sort((a, b) => compareText(partyName(a.who), partyName(b.who)))

const blockOf = (given: readonly SayDoRow[], print: LedgerPrint): string[] => {
  const rows = byName(given)
  const [{ measure }] = rows
  const money = /^[A-Z]{3}$/.test(measure)
  const amounts = (of: (row: SayDoRow) => number) => rows.map((row) => amountText(of(row), row))
  // A column that says nothing of any row takes the place of one that does.
  const deadline = (head: string, of: (row: SayDoRow) => number, drop?: number): Column[] =>
    rows.every((row) => of(row) === 0)
      ? []
      : [{ head, align: 'right', cells: amounts(of), ...(drop === undefined ? {} : { drop }) }]
  const columns: Column[] = [
    { head: 'Guarantor', cells: rows.map(({ who }) => partyName(who)), least: 8 },
    ...(rows.every(unsplit) ? [] : [{ head: 'Area', cells: rows.map(({ area }) => area) }]),
    { head: 'Promised', align: 'right', cells: amounts(({ promised }) => promised) },
    { head: 'Allocated', align: 'right', cells: amounts(({ allocated }) => allocated), drop: 3 },
    {
      head: 'Delivered',
      align: 'right',
      cells: rows.map((row) => (row.deliveredShare === null ? NO_NUMBER : amountText(row.delivered, row))),
      drop: 3,
    },
    { head: 'Allocated share', cells: rows.map(({ allocatedShare }) => shareText(allocatedShare)) },
    { head: 'Delivered share', cells: rows.map(({ deliveredShare }) => shareText(deliveredShare)) },
    { head: 'Half done after', cells: rows.map((row) => halfText(row)), drop: 1 },
    ...deadline('Not yet due', ({ notYetDue }) => notYetDue),
    ...deadline('Overdue', ({ overdue }) => overdue, 2),
    ...deadline('No due date', ({ undated }) => undated, 2),
  ]
  return [
    paintFor(print.colour).bold(cleanText(`${sourceText(rows[0])}: ${money ? `${measure} bn` : measure}`)),
    ...headed(grid(columns, print.width), print),
  ]
}

export interface SayDoPrinted {
  readonly asOf: string
  readonly rows: readonly SayDoRow[]
  readonly leftOut: Readonly<Record<string, number>>
}

const outWords: Readonly<Record<string, string>> = {
  undated: 'without a date',
  'no-amount': 'without an amount',
  'per-period': 'per year or month',
  repeats: 'said before',
}

/** Say/do in a terminal: a block for each data set, release and measure. */
export const renderSayDo = ({ asOf, rows, leftOut }: SayDoPrinted, print: LedgerPrint): string => {
  if (rows.length === 0)
    return 'No promise that was asked for has an amount and a date, so nothing can be laid against it.\n'
  const keys = [
    ...new Set(rows.map(({ dataset, release, measure }) => [dataset, release, measure].join('\u0000'))),
  ]
  const blocks = keys.map((key) =>
    blockOf(
      rows.filter(({ dataset, release, measure }) => [dataset, release, measure].join('\u0000') === key),
      print,
    ).join('\n'),
  )
  const out = Object.entries(leftOut).map(([why, count]) => `${count} ${outWords[why] ?? why}`)
  const firmed = rows.flatMap(({ who, daysToFirm }) =>
    daysToFirm === null
      ? []
      : [
          `${partyName(who)}: from promise to commitment or legal act ${significant(daysToFirm)} days (median).`,
        ],
  )
  const notes = [
    ...firmed,
    `As of ${asOf}. Shares with 5 to 95% over resampled promises; half done: days until half of the amount was delivered (allocated, where no delivery is known), with 95% bounds, "?" where the curve does not get there.`,
    'A date given by month or year counts as its last day, so lags are no finer than the data.',
    'A delivered share that is "not known" is not zero: nothing in the ledger tells of deliveries.',
    ...(out.length > 0 ? [`Not counted: ${out.join(', ')}.`] : []),
  ]
  return `${blocks.join('\n\n')}\n\n${notes.flatMap((note) => wrap(note, print.width)).join('\n')}\n`
}

/** A league table whose ranks say how far chance could move them. */
export const renderLeague = (rows: readonly LeagueRow[], title: string, print: LedgerPrint): string => {
  const columns: Column[] = [
    { head: 'Rank', align: 'right', cells: rows.map(({ rank }) => significant(rank)) },
    { head: '5 to 95%', cells: rows.map(({ low, high }) => `${significant(low)} to ${significant(high)}`) },
    { head: 'Guarantor', cells: rows.map(({ who }) => partyName(who)), least: 8 },
    {
      head: 'Share done',
      cells: rows.map(
        ({ value, valueLow, valueHigh }) =>
          `${percent(value)} (${rangeText({ p05: valueLow, p50: value, p95: valueHigh })})`,
      ),
    },
    { head: 'Promises', align: 'right', cells: rows.map(({ promises }) => String(promises)) },
  ]
  const note =
    'Ranks over resampled promises: where intervals overlap, the order is chance. A guarantor with one promise has no interval of its own.'
  return `${paintFor(print.colour).bold(cleanText(title))}\n${headed(grid(columns, print.width), print).join('\n')}\n${wrap(note, print.width).join('\n')}\n`
}

const newsText = ({ news }: Chain['repeats'][number]): string =>
  news.length === 0
    ? 'nothing new'
    : news.map(({ kind, words }) => `new ${kind}: ${cleanText(words)}`).join('; ')

/** Repeated promises: first said, then every repetition with its score, the words and what was new. */
export const renderRepeats = (chains: readonly Chain[], print: LedgerPrint): string => {
  if (chains.length === 0) return 'No promise is said again.\n'
  const { bold, faint } = paintFor(print.colour)
  const blocks = chains.map(({ who, first, firstSaid, promise, repeats }) => [
    bold(`${partyName(who)}: first said ${firstSaid}, then ${countText(repeats.length, 'time', 'times')}`),
    ...wrap(`“${cleanText(promise)}” (${first})`, print.width - 2).map((line) => `  ${line}`),
    ...repeats.flatMap((repeat) => [
      `  ${repeat.date}  ${percent(repeat.score)} alike, ${newsText(repeat)}  ${faint(repeat.id)}`,
      ...wrap(`“${cleanText(repeat.sentence)}”`, print.width - 4).map((line) => `    ${line}`),
      ...wrap(`shared: ${[...repeat.amounts, ...repeat.words].join(', ')}`, print.width - 4).map((line) =>
        faint(`    ${line}`),
      ),
    ]),
  ])
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`
}

/** Wordings that recur. */
export const renderWordings = (wordings: readonly Wording[], print: LedgerPrint): string => {
  if (wordings.length === 0) return 'No wording recurs in three statements or more.\n'
  const columns: Column[] = [
    { head: 'Times', align: 'right', cells: wordings.map(({ statements }) => String(statements.length)) },
    { head: 'Words, as first said', cells: wordings.map(({ words }) => words), least: 20 },
    { head: 'First', cells: wordings.map(({ statements }) => statements[0].date) },
    { head: 'Last', cells: wordings.map(({ statements }) => statements.at(-1)?.date ?? '') },
    {
      head: 'By',
      cells: wordings.map(({ statements }) => [...new Set(statements.map(({ who }) => who))].join(' ')),
      drop: 1,
    },
  ]
  return `${headed(grid(columns, print.width), print).join('\n')}\n`
}
