import type { Area } from '../../vocabulary.js'
import { dayText, looksLikeFormula, monthText, readDate, readNumber } from '../cell.js'
import type { SheetCell } from '../workbook.js'
import type { KielColumns, Meaning } from './columns.js'
import { donorCode } from './donors.js'

/** What a cell means when it has no value. */
const MISSING = new Set(['', '.', 'n/a', 'na', 'nan'])
const UNDISCLOSED = /^(undisclosed|not given|no price|dozens|partially|unknown)$/i

/** A number that may be missing or kept back, which are not the same and neither of them zero. */
export type Amount = number | 'missing' | 'undisclosed'

/** A row of the main sheet, read. */
export interface KielRow {
  /** Row of the sheet, from 1. */
  readonly line: number
  readonly who: string
  readonly area: Area
  readonly areaSpecific: string
  /** Allocation and Commitment since the releases tell them apart; all are commitments before. */
  readonly measure: 'Allocation' | 'Commitment'
  /** Day, or month; absent where the sheet has neither. */
  readonly date?: string
  /** The latest day it can have been, where the sheet says `until`. */
  readonly dateUntil?: string
  readonly id: string
  readonly subId: string
  readonly text: string
  readonly item: string
  readonly itemType: string
  readonly units: Amount
  readonly unitsDelivered: Amount
  readonly activityEur: Amount
  readonly allocatedEur: Amount
  readonly deliveredEur: Amount
  readonly official?: boolean
  readonly sources: readonly string[]
  readonly extra: Readonly<Record<string, string | number | boolean>>
}

/** What is wrong with a row, with the column. */
export interface RowFault {
  readonly code: string
  readonly column: string
  readonly message: string
  readonly received: string
}

export const cellText = (cell: SheetCell | undefined): string => {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date)
    return dayText(cell.getUTCFullYear(), cell.getUTCMonth() + 1, cell.getUTCDate()) ?? 'no date'
  return String(cell).trim()
}

/** The tracker begins on 24 January 2022, with a few rows of the year before. */
const FIRST_YEAR = 2021
const LAST_YEAR = 2040

const amountOf = (cell: SheetCell | undefined): Amount | undefined => {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : undefined
  const text = cellText(cell)
  if (MISSING.has(text.toLowerCase())) return 'missing'
  if (UNDISCLOSED.test(text)) return 'undisclosed'
  return readNumber(text)
}

const AREAS: Readonly<Record<string, Area>> = {
  military: 'military',
  financial: 'financial',
  humanitarian: 'humanitarian',
}

/** Month 1 of the sheet's column `month` is January 2022. */
const monthOfNumber = (number: number): string | undefined =>
  Number.isInteger(number) && number >= 1 && number <= 600
    ? monthText(2022 + Math.floor((number - 1) / 12), ((number - 1) % 12) + 1)
    : undefined

type Dated = { date?: string; dateUntil?: string } | 'wrong'

/** `2022-03-01`, `until 7/27/2022`, `not specified, 03/22`, or nothing. */
const dateOf = (cell: SheetCell | undefined, month: Amount, monthKnown: boolean): Dated => {
  const text = cellText(cell)
  const exact = readDate(text, ['YYYY-MM-DD'])
  if (exact !== undefined) return { date: exact }
  const until = /^until (.+)$/i.exec(text)
  const untilDay = until ? readDate(until[1], ['MM/DD/YYYY', 'YYYY-MM-DD']) : undefined
  if (untilDay !== undefined) return { dateUntil: untilDay }
  const inMonth = /^[a-z ]+,? (\d{1,2})\/(\d{2}|\d{4})$/i.exec(text)
  if (inMonth) {
    const year = Number(inMonth[2])
    const found = monthText(year < 100 ? 2000 + year : year, Number(inMonth[1]))
    return found === undefined ? 'wrong' : { date: found }
  }
  const none = MISSING.has(text.toLowerCase()) || /^(unspecified|not specified|unclear|unknown)$/i.test(text)
  if (!none) return 'wrong'
  const counted = monthKnown && typeof month === 'number' ? monthOfNumber(month) : undefined
  return counted === undefined ? {} : { date: counted }
}

/**
 * Reads one row of the main sheet. Empty rows (no donor) give undefined.
 * Spaces at the end of categories and donors do not matter; numbers are taken as they are, negative ones too.
 */
export const readRow = (
  cells: readonly SheetCell[],
  columns: KielColumns,
  line: number,
): KielRow | RowFault | undefined => {
  const cell = (meaning: Meaning): SheetCell | undefined => {
    const at = columns.at.get(meaning)
    return at === undefined ? undefined : cells[at]
  }
  const text = (meaning: Meaning) => cellText(cell(meaning))
  const fault = (code: string, meaning: Meaning, message: string): RowFault => ({
    code,
    column: columns.head[columns.at.get(meaning) ?? 0],
    message,
    received: text(meaning).slice(0, 200),
  })
  const donor = text('donor')
  if (donor === '') return undefined
  const who = donorCode(donor)
  if (who === undefined) return fault('kiel-donor', 'donor', `"${donor}" is not a donor that is known.`)
  const area = AREAS[text('area').toLowerCase()]
  if (area === undefined) return fault('kiel-kind', 'area', `"${text('area')}" is no kind of aid.`)
  const measureText = columns.at.has('measure') ? text('measure').toLowerCase() : 'commitment'
  if (measureText !== 'allocation' && measureText !== 'commitment')
    return fault('kiel-measure', 'measure', `"${text('measure')}" is neither Allocation nor Commitment.`)
  const month = amountOf(cell('month'))
  const monthKnown = /^(1|true|1\.0)$/i.test(text('monthKnown'))
  const dated = dateOf(cell('date'), month ?? 'missing', monthKnown)
  if (dated === 'wrong') return fault('date', 'date', `"${text('date')}" is no date that can be read.`)
  const year = Number((dated.date ?? dated.dateUntil ?? '2022').slice(0, 4))
  if (year < FIRST_YEAR || year > LAST_YEAR)
    return fault('absurd-date', 'date', `${text('date')} is not of ${FIRST_YEAR} to ${LAST_YEAR}.`)
  const amounts: Partial<Record<Meaning, Amount>> = {}
  for (const meaning of [
    'activityEur',
    'subActivityEur',
    'redistributedEur',
    'deliveredEur',
    'units',
    'unitsDelivered',
  ] as const) {
    const amount = amountOf(cell(meaning))
    if (amount === undefined) return fault('number', meaning, `"${text(meaning)}" is no number.`)
    amounts[meaning] = amount
  }
  const extra: Record<string, string | number | boolean> = {}
  for (const i of columns.rest) {
    const value = cells[i]
    const shown = cellText(value)
    if (MISSING.has(shown.toLowerCase())) continue
    extra[columns.head[i].trim().slice(0, 100)] =
      typeof value === 'number' || typeof value === 'boolean' ? value : shown
  }
  const words = text('text')
  for (const [i, value] of cells.entries())
    if (typeof value === 'string' && looksLikeFormula(value))
      return {
        code: 'formula',
        column: columns.head[i] ?? '',
        message: 'The cell holds a text that a spreadsheet would run as a formula.',
        received: value.slice(0, 200),
      }
  const valueGiven = text('valueGiven')
  if (valueGiven !== '' && valueGiven !== '.') extra.value_given = valueGiven
  if (text('currency') !== '') extra.reporting_currency = text('currency')
  const official = /^yes$/i.test(text('official')) ? true : /^no$/i.test(text('official')) ? false : undefined
  const sources = columns.sources.map((i) => cellText(cells[i])).filter((source) => !MISSING.has(source))
  if (text('deliverySource').length > 1) extra.delivery_source = text('deliverySource')
  return {
    line,
    who,
    area,
    areaSpecific: text('areaSpecific'),
    measure: measureText === 'allocation' ? 'Allocation' : 'Commitment',
    ...dated,
    id: text('id'),
    subId: MISSING.has(text('subId')) || text('subId') === '0' ? '' : text('subId'),
    text: words,
    item: MISSING.has(text('item')) ? '' : text('item'),
    itemType: MISSING.has(text('itemType')) ? '' : text('itemType'),
    units: amounts.units ?? 'missing',
    unitsDelivered: amounts.unitsDelivered ?? 'missing',
    activityEur: amounts.activityEur ?? 'missing',
    allocatedEur:
      amounts[columns.at.has('redistributedEur') ? 'redistributedEur' : 'subActivityEur'] ?? 'missing',
    deliveredEur: amounts.deliveredEur ?? 'missing',
    ...(official === undefined ? {} : { official }),
    sources,
    extra,
  }
}
