import {
  type CorrectedEntry,
  type DueItem,
  type Entry,
  type EntryKind,
  entryKinds,
  horizonOf,
  horizons,
  partyName,
  type Quarantined,
  type StatusRow,
} from '../../ledger/index.js'
import { type Column, grid } from '../grid.js'
import { NO_NUMBER, percent } from '../numbers.js'
import { paintFor } from '../paint.js'
import { cleanText, shorten, wrap } from '../text.js'
import { countText } from '../words.js'
import { billions, moneyText, subjectOf } from './amounts.js'

export interface LedgerPrint {
  readonly colour: boolean
  readonly width: number
}

const headed = (lines: readonly string[], { colour }: LedgerPrint): string[] =>
  lines.map((line, k) => (k === 0 ? paintFor(colour).bold(line) : line))

/** Kinds as column heads. */
const plural: Readonly<Record<string, string>> = {
  statement: 'Said',
  pledge: 'Pledged',
  commitment: 'Committed',
  allocation: 'Allocated',
  disbursement: 'Disbursed',
  delivery: 'Delivered',
  cancellation: 'Cancelled',
}

const sourceOf = ({ dataset, release }: StatusRow): string =>
  dataset === null ? 'Entered by hand' : `${dataset}, ${release}`

const groupBy = <Item>(
  items: readonly Item[],
  key: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> => {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return groups
}

const total = (
  rows: readonly StatusRow[],
  field: 'entries' | 'undisclosed' | 'unconverted' | 'periodic',
): number => rows.reduce((sum, row) => sum + row[field], 0)

const statusBlock = (title: string, rows: readonly StatusRow[], print: LedgerPrint): string[] => {
  const kinds = entryKinds.filter((kind) => rows.some((row) => row.kind === kind))
  const guarantors = [...groupBy(rows, ({ who }) => who)].map(([who, own]) => ({ who, own }))
  const ofKind = (own: readonly StatusRow[], kind: EntryKind) => own.filter((row) => row.kind === kind)
  const sum = (own: readonly StatusRow[]): number | null => {
    const known = own.flatMap(({ eur }) => (eur === null ? [] : [eur]))
    return known.length === 0 ? null : known.reduce((a, b) => a + b, 0)
  }
  const cell = (own: readonly StatusRow[]): string => {
    if (own.length === 0) return NO_NUMBER
    const eur = sum(own)
    return `${eur === null ? '?' : billions(eur)} (${total(own, 'entries')})`
  }
  const sorted = guarantors
    .map((guarantor) => ({
      ...guarantor,
      rank: Math.max(0, ...kinds.map((kind) => sum(ofKind(guarantor.own, kind)) ?? 0)),
    }))
    .sort((a, b) => b.rank - a.rank)
  const columns: Column[] = [
    { head: 'Guarantor', cells: sorted.map(({ who }) => partyName(who)), least: 8 },
    ...kinds.map((kind) => ({
      head: plural[kind] ?? kind,
      align: 'right' as const,
      cells: sorted.map(({ own }) => cell(ofKind(own, kind))),
    })),
    {
      head: 'Undisclosed',
      align: 'right',
      cells: sorted.map(({ own }) => String(total(own, 'undisclosed'))),
      drop: 1,
    },
  ]
  const years = [...new Set(rows.flatMap(({ eur, eurPriceYear }) => (eur === null ? [] : [eurPriceYear])))]
  const prices =
    years.length > 1
      ? `prices of ${years.map((year) => year ?? 'the day').join(' and ')} are added up here: filter by release`
      : years[0] == null
        ? 'current prices'
        : `prices of ${years[0]}`
  const left = [
    countText(total(rows, 'entries'), 'entry', 'entries'),
    `undisclosed ${total(rows, 'undisclosed')}`,
    ...(total(rows, 'unconverted') > 0 ? [`not converted to euros ${total(rows, 'unconverted')}`] : []),
    ...(total(rows, 'periodic') > 0 ? [`per year or month, not added up ${total(rows, 'periodic')}`] : []),
  ]
  return [
    paintFor(print.colour).bold(cleanText(title)),
    ...wrap(`EUR bn, ${prices} (entries); ${left.join(', ')}`, print.width),
    '',
    ...headed(grid(columns, print.width), print),
  ]
}

/** Sums per guarantor and kind, a table for each data set and release. */
export const renderStatus = (rows: readonly StatusRow[], print: LedgerPrint): string => {
  if (rows.length === 0) return 'The ledger has no entries.\n'
  const blocks = [...groupBy(rows, sourceOf)].map(([title, own]) => statusBlock(title, own, print).join('\n'))
  const several =
    blocks.length > 1 ? ['Data sets and releases stand apart: to add them up would count things twice.'] : []
  return `${[...blocks, ...several].join('\n\n')}\n`
}

/** Entries in the order of time. */
export const renderTimeline = (
  entries: readonly CorrectedEntry[],
  all: number,
  print: LedgerPrint,
): string => {
  if (entries.length === 0) return 'No entries.\n'
  const columns: Column[] = [
    {
      head: 'Date',
      cells: entries.map(
        ({ dates }) => dates.happened ?? dates.announced ?? dates.due ?? dates.known ?? 'undated',
      ),
    },
    { head: 'Guarantor', cells: entries.map(({ who }) => partyName(who)) },
    { head: 'Kind', cells: entries.map((entry) => entry.milestone ?? entry.kind) },
    { head: 'What', cells: entries.map((entry) => subjectOf(entry)), least: 20 },
    { head: 'Entry', cells: entries.map(({ id }) => id), drop: 1 },
  ]
  const left = all - entries.length
  const note =
    left > 0 ? `\n${countText(left, 'earlier entry', 'earlier entries')} not shown (--limit).\n` : ''
  return `${headed(grid(columns, print.width), print).join('\n')}\n${note}`
}

const horizonTitle = (horizon: 'overdue' | number | undefined): string =>
  horizon === 'overdue' ? 'Overdue' : horizon === undefined ? 'Later' : `Within ${horizon} days`

const progressText = ({ progress: { state, share } }: DueItem): string =>
  share === null ? state : `${percent(share)} done`

/** What falls due, by horizon. */
export const renderDue = (items: readonly DueItem[], on: string, print: LedgerPrint): string => {
  const head = `As of ${on}. What has been fulfilled or cancelled is left out.\n`
  if (items.length === 0) return `${head}Nothing falls due.\n`
  const groups = ['overdue' as const, ...horizons, undefined].flatMap((horizon) => {
    const own = items.filter((item) => horizonOf(item) === horizon)
    if (own.length === 0) return []
    const columns: Column[] = [
      { head: 'Due', cells: own.map(({ day }) => day) },
      { head: 'Days', align: 'right', cells: own.map(({ days }) => String(days).replace('-', '−')) },
      { head: 'Guarantor', cells: own.map(({ entry }) => partyName(entry.who)) },
      { head: 'Kind', cells: own.map(({ entry }) => entry.kind), drop: 2 },
      { head: 'State', cells: own.map(progressText) },
      { head: 'What', cells: own.map(({ entry }) => subjectOf(entry)), least: 20 },
      { head: 'Entry', cells: own.map(({ entry }) => entry.id), drop: 1 },
    ]
    const title = `${horizonTitle(horizon)}: ${own.length}`
    return [[paintFor(print.colour).bold(title), ...grid(columns, print.width)].join('\n')]
  })
  return `${head}\n${groups.join('\n\n')}\n`
}

export interface ShownEntry {
  /** As it was entered. */
  readonly entry: Entry
  /** As corrected; undefined where withdrawn, or a correction itself. */
  readonly corrected?: CorrectedEntry
  readonly corrections: readonly Entry[]
  readonly linkedFrom: readonly { readonly relation: string; readonly from: string }[]
}

/** Columns of the names beside an entry's fields. */
const NAME = 13

const field = (name: string, value: string | undefined, width: number): string[] =>
  value === undefined || value === ''
    ? []
    : wrap(value, width - NAME).map((line, k) => (k === 0 ? name : '').padEnd(NAME) + line)

/** One entry with its sources, links and corrections. */
export const renderEntry = (
  { entry, corrected, corrections, linkedFrom }: ShownEntry,
  { colour, width }: LedgerPrint,
): string => {
  const paint = paintFor(colour)
  const now = corrected ?? entry
  const { dates, links, what, hedge, testability } = now
  const money = what.money
  const line = (name: string, value: string | undefined) => field(name, value, width)
  const out = [
    paint.bold(cleanText(`${now.kind} ${now.id} by ${partyName(now.who)}`)),
    ...line('to', now.to === undefined ? undefined : partyName(now.to)),
    ...line('with', now.with?.map(partyName).join(', ')),
    ...line('what', subjectOf(now)),
    ...line(
      'in euros',
      money?.eur === undefined ? undefined : `${moneyText(money.eur.amount, 'EUR')} (${money.eur.source})`,
    ),
    ...line('milestone', now.milestone ?? (now.milestoneUnknown === true ? 'not said' : undefined)),
    ...Object.entries(dates).flatMap(([name, date]) => line(name, date)),
    ...line('hedged', hedge === undefined ? undefined : `${hedge.degree}: "${hedge.words}"`),
    ...line(
      'testable',
      testability === undefined
        ? undefined
        : testability.missing.length === 0
          ? 'yes'
          : `no: it does not say ${testability.missing.join(', ')}`,
    ),
    ...line(
      'pact',
      links?.pact === undefined
        ? undefined
        : `${links.pact.pact}${links.pact.commitment === undefined ? '' : `, ${links.pact.commitment}`}`,
    ),
    ...line('part of', links?.of),
    ...line('repeats', links?.repeats?.join(', ')),
    ...line('fulfils', links?.fulfils?.join(', ')),
    ...linkedFrom.flatMap(({ relation, from }) => line('linked from', `${from} (${relation})`)),
    ...now.sources.flatMap(({ title, address, quote, date }) => [
      ...line('source', [title, date, address].filter((part) => part !== undefined).join(', ')),
      ...line('', quote === undefined ? undefined : `"${quote}"`),
    ]),
    ...line('note', now.note),
    ...line(
      'entered',
      `${entry.entered.by}, ${entry.entered.at}${entry.entered.tool === undefined ? '' : `, ${entry.entered.tool}`}`,
    ),
    ...corrections.flatMap((correction) =>
      line(
        'corrected',
        `${correction.id}, ${correction.entered.by}, ${correction.entered.at}: ${correction.correction?.as === 'withdrawn' ? 'withdrawn: ' : ''}${correction.correction?.reason}`,
      ),
    ),
    ...line('place', `${entry.seq}, hash ${entry.hash}`),
  ]
  return `${out.join('\n')}\n`
}

/** What stands in quarantine, with the reasons. */
export const renderQuarantine = (items: readonly Quarantined[], { width }: LedgerPrint): string => {
  if (items.length === 0) return 'Nothing is in quarantine.\n'
  return items
    .map(({ file, line, issues, raw }) =>
      [
        cleanText(line === undefined ? file : `${file}:${line}`),
        ...issues.flatMap(({ code, message, path }) =>
          wrap(`  ${code}  ${message}${path === undefined ? '' : ` (${path})`}`, width, 4),
        ),
        `  ${shorten(raw, width - 2)}`,
        '',
      ].join('\n'),
    )
    .join('')
}
