import { type Issue, IssueError } from '../../../core/issue.js'
import type { EntryDraft } from '../../entry.js'
import type { Area } from '../../vocabulary.js'
import { monthText, readNumber } from '../cell.js'
import type { CsvTable } from '../csv.js'
import { aside, type Entered, type Intake, type SetAside } from '../intake.js'
import { donorCode } from './donors.js'
import { kielDraft } from './draft.js'
import { describeRelease, KIEL, type KielRelease } from './release.js'

/** The six files that the tracker's website publishes, by the columns that tell them. */
export const websiteFiles = {
  data_explorer: [
    'country',
    'iso',
    'year',
    'month',
    'total',
    'financial',
    'humanitarian',
    'military',
    'commitments',
    'to_be_allocated',
  ],
  weapons: ['donor', 'category', 'number_of_weapons', 'monetary_value_eur', 'weapons_list'],
  total_allocations: ['year', 'month', 'total_allocations', 'military', 'financial', 'humanitarian'],
  eu_aid_shares: ['country', 'iso', 'bilateral_pct_gdp', 'eu_share_pct_gdp', 'total_pct_gdp', 'eu_share_bn'],
  procurement_trends: ['year', 'month', 'stockpile', 'procurement', 'unspecified', 'nato_purl'],
  release_info: ['release', 'period', 'date', 'label'],
} as const
export type WebsiteFile = keyof typeof websiteFiles

/** Which of the website's files a table is; undefined if none. */
export const websiteFileOf = (columns: readonly string[]): WebsiteFile | undefined =>
  (Object.keys(websiteFiles) as WebsiteFile[]).find((name) =>
    websiteFiles[name].every((column) => columns.includes(column)),
  )

/** Rows of a table as records. */
export const recordsOf = (
  table: CsvTable,
): readonly { line: number; cells: Readonly<Record<string, string>> }[] =>
  table.rows.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(table.columns.map((column, i) => [column, cells[i]])),
  }))

/** One donor and month of data_explorer.csv, in euros. Allocations of a kind are absent where the file has ".". */
export interface DonorMonth {
  readonly line: number
  readonly who: string
  readonly month: string
  readonly allocations: Readonly<Partial<Record<Area, number>>>
  readonly commitments: number | undefined
  readonly toBeAllocated: number | undefined
}

const KINDS = ['financial', 'humanitarian', 'military'] as const
const FORMAT = { decimal: '.' } as const
const BILLION = 9
/** Half a unit of the file's last digit, a thousand euros, for each of the four numbers that must agree. */
const TOLERANCE = 2_000

const MISSING = ['', '.']

interface Reading {
  readonly months: readonly DonorMonth[]
  readonly setAside: readonly SetAside[]
  readonly notes: readonly Issue[]
}

/** Reads data_explorer.csv; rows that contradict themselves are kept as published and named in a warning. */
export const readDonorMonths = (table: CsvTable, file: string): Reading => {
  const months: DonorMonth[] = []
  const setAside: SetAside[] = []
  const contradictory: number[] = []
  const seen = new Set<string>()
  for (const { line, cells } of recordsOf(table)) {
    const put = (code: string, path: string, message: string) =>
      setAside.push(aside(file, line, cells, { code, path, message, received: cells[path] }))
    const who = cells.iso.trim()
    if (donorCode(cells.country) !== who) {
      put('kiel-donor', 'iso', `"${cells.country}" and ${cells.iso} are not a donor that is known.`)
      continue
    }
    const month = monthText(Number(cells.year), Number(cells.month))
    if (month === undefined) {
      put('absurd-date', 'month', `There is no month ${cells.month} of ${cells.year}.`)
      continue
    }
    const numbers = new Map<string, number | undefined>()
    let wrong: string | undefined
    for (const column of [...KINDS, 'total', 'commitments', 'to_be_allocated']) {
      if (MISSING.includes(cells[column].trim())) continue
      const value = readNumber(cells[column], FORMAT, BILLION)
      if (value === undefined) wrong ??= column
      numbers.set(column, value)
    }
    if (wrong !== undefined) {
      put('number', wrong, `"${cells[wrong]}" is no number.`)
      continue
    }
    if (seen.has(`${who} ${month}`)) {
      put('kiel-twice', 'month', `${who} has a second row for ${month}.`)
      continue
    }
    seen.add(`${who} ${month}`)
    const of = (column: string) => numbers.get(column)
    const total = of('total')
    const parts = KINDS.map(of)
    const sum = parts.some((part) => part === undefined)
      ? undefined
      : parts.reduce<number>((s, part) => s + (part ?? 0), 0)
    const promised = of('commitments')
    const open = of('to_be_allocated')
    const off = (a: number | undefined, b: number | undefined) =>
      a !== undefined && b !== undefined && Math.abs(a - b) > TOLERANCE
    if (
      off(total, sum) ||
      off(promised, total === undefined || open === undefined ? undefined : total + open)
    )
      contradictory.push(line)
    months.push({
      line,
      who,
      month,
      allocations: Object.fromEntries(
        KINDS.flatMap((kind) => (of(kind) === undefined ? [] : [[kind, of(kind)]])),
      ),
      commitments: promised,
      toBeAllocated: open,
    })
  }
  const notes: Issue[] =
    contradictory.length === 0
      ? []
      : [
          {
            code: 'kiel-identity',
            level: 'warning',
            message: `In ${contradictory.length} rows the kinds do not sum to the total, or commitments are not allocations plus what is to be allocated; first in line ${contradictory[0]}.`,
            file,
            line: contradictory[0],
          },
        ]
  return { months, setAside, notes }
}

const draftsOfMonth = (row: DonorMonth, release: KielRelease, entered: Entered): EntryDraft[] => {
  const drafts: EntryDraft[] = []
  for (const area of KINDS) {
    const amount = row.allocations[area]
    if (amount === undefined || amount === 0) continue
    drafts.push(
      kielDraft(
        release,
        `${row.who}-${row.month}-${area}-allocation`,
        {
          kind: 'allocation',
          who: row.who,
          what: { area, money: { amount, currency: 'EUR', net: true }, disclosure: 'disclosed' },
          dates: { happened: row.month },
        },
        entered,
      ),
    )
  }
  if (row.commitments !== undefined && row.commitments !== 0)
    drafts.push(
      kielDraft(
        release,
        `${row.who}-${row.month}-commitment`,
        {
          kind: 'commitment',
          who: row.who,
          what: {
            area: 'other',
            text: 'Aid of all kinds newly committed in the month, that allocated at once included; the website does not split it by kind.',
            money: { amount: row.commitments, currency: 'EUR', net: true },
            disclosure: 'disclosed',
          },
          dates: { announced: row.month },
          ...(row.toBeAllocated === undefined ? {} : { extra: { to_be_allocated_eur: row.toBeAllocated } }),
        },
        entered,
      ),
    )
  return drafts
}

const draftsOfWeapons = (
  table: CsvTable,
  file: string,
  release: KielRelease,
  entered: Entered,
): { drafts: EntryDraft[]; setAside: SetAside[] } => {
  const drafts: EntryDraft[] = []
  const setAside: SetAside[] = []
  for (const { line, cells } of recordsOf(table)) {
    const who = donorCode(cells.donor)
    const units = readNumber(cells.number_of_weapons)
    if (who === undefined || units === undefined) {
      const path = who === undefined ? 'donor' : 'number_of_weapons'
      setAside.push(
        aside(file, line, cells, {
          code: who === undefined ? 'kiel-donor' : 'number',
          path,
          message: `"${cells[path]}" is not a ${who === undefined ? 'donor that is known' : 'number'}.`,
        }),
      )
      continue
    }
    const value = readNumber(cells.monetary_value_eur)
    drafts.push(
      kielDraft(
        release,
        `${who}-weapons-${cells.category.trim().toLowerCase()}`,
        {
          kind: 'allocation',
          who,
          what: {
            area: 'military',
            text: `${cells.category.trim()} allocated since January 2022: ${cells.weapons_list.trim()}`,
            equipment: { item: cells.category.trim(), units },
            disclosure: 'disclosed',
          },
          dates: release.until === undefined ? {} : { known: release.until },
          note: 'A stock at the end of the release. Its value is in the months of military allocations already, so it stands in extra and not as money.',
          ...(value === undefined ? {} : { extra: { monetary_value_eur: value } }),
        },
        entered,
      ),
    )
  }
  return { drafts, setAside }
}

/** Rows whose months lie after the last month of the release. */
const beyond = (months: readonly DonorMonth[], release: KielRelease): readonly DonorMonth[] =>
  months.filter(({ month }) => release.until !== undefined && month > release.until)

/** Months whose sum over donors is not that of total_allocations.csv. */
const totalsOff = (months: readonly DonorMonth[], totals: CsvTable): readonly string[] => {
  const sums = new Map<string, number>()
  for (const { month, allocations } of months)
    for (const kind of KINDS) sums.set(month, (sums.get(month) ?? 0) + (allocations[kind] ?? 0))
  return recordsOf(totals).flatMap(({ cells }) => {
    const month = monthText(Number(cells.year), Number(cells.month))
    const total = readNumber(cells.total_allocations, FORMAT, BILLION)
    return month === undefined || total === undefined || Math.abs((sums.get(month) ?? 0) - total) > 50_000
      ? [month ?? `${cells.year}-${cells.month}`]
      : []
  })
}

/** A file of the website, recognised. */
export interface WebsiteTable {
  readonly name: string
  readonly kind: WebsiteFile
  readonly table: CsvTable
}

const LEFT_OUT: Partial<Record<WebsiteFile, string>> = {
  eu_aid_shares:
    "Not imported: it shares the EU's own aid out to the members, which would count twice beside the donor EU.",
  procurement_trends: 'Not imported: it names no donor.',
}

/**
 * What the website's files say, as entries: an allocation for each donor, month and kind, a commitment for each donor and
 * month, and heavy weapons by donor. Months in which nothing is recorded make no entry.
 * @param release from release_info.csv, or as the user names it
 * @param named whether the user named the release, which lets months after its period pass
 * @throws IssueError `kiel-period` if months lie after the period of the release, `kiel-nothing` if the files have no donors
 */
export const readWebsite = (
  tables: readonly WebsiteTable[],
  release: KielRelease,
  named: boolean,
  entered: Entered,
): Intake => {
  const drafts: EntryDraft[] = []
  const setAside: SetAside[] = []
  const notes: Issue[] = []
  let rows = 0
  const explorer = tables.find(({ kind }) => kind === 'data_explorer')
  const months: DonorMonth[] = []
  if (explorer !== undefined) {
    const reading = readDonorMonths(explorer.table, explorer.name)
    months.push(...reading.months)
    setAside.push(...reading.setAside)
    notes.push(...reading.notes)
    rows += explorer.table.rows.length
    const [late] = beyond(months, release)
    if (late !== undefined && !named)
      throw new IssueError([
        {
          code: 'kiel-period',
          level: 'error',
          message: `Line ${late.line} is of ${late.month}, but ${describeRelease(release)} ends with ${release.until}: the file is of another release, or a preview.`,
          file: explorer.name,
          line: late.line,
          hint: 'If it is meant, name it: --release 30-preview.',
        },
      ])
    for (const row of months) drafts.push(...draftsOfMonth(row, release, entered))
  }
  for (const { name, kind, table } of tables) {
    if (kind === 'weapons') {
      const weapons = draftsOfWeapons(table, name, release, entered)
      drafts.push(...weapons.drafts)
      setAside.push(...weapons.setAside)
      rows += table.rows.length
    }
    const why = LEFT_OUT[kind]
    if (why !== undefined) notes.push({ code: 'kiel-left-out', level: 'note', message: why, file: name })
    if (kind === 'total_allocations') {
      const off = explorer === undefined ? [] : totalsOff(months, table)
      notes.push(
        off.length > 0
          ? {
              code: 'kiel-totals',
              level: 'warning',
              message: `The donors do not sum to the total of ${off.length} months, first ${off[0]}.`,
              file: name,
            }
          : {
              code: 'kiel-totals',
              level: 'note',
              message:
                explorer === undefined
                  ? 'Not imported: it names no donor.'
                  : `The donors sum to the totals of all ${table.rows.length} months.`,
              file: name,
            },
      )
    }
  }
  if (drafts.length === 0 && setAside.length === 0)
    throw new IssueError([
      ...notes,
      {
        code: 'kiel-nothing',
        level: 'error',
        message: 'There is nothing in it for the ledger.',
        file: tables[0].name,
        hint: 'Give the folder, or data_explorer.csv.',
      },
    ])
  return {
    file: tables.length === 1 ? tables[0].name : (explorer?.name ?? tables[0].name),
    dataset: KIEL,
    release: release.name,
    recognised: `Kiel Ukraine Support Tracker, ${describeRelease(release)}, website CSV`,
    rows,
    drafts,
    setAside,
    notes,
    covers: (id) =>
      tables.some(({ kind }) => kind === (id.includes('-weapons-') ? 'weapons' : 'data_explorer')),
    cumulative: true,
  }
}
