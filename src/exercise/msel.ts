import { parse } from 'yaml'
import type { Issue } from '../core/issue.js'
import type { Instant } from './event.js'
import { type CellTime, readMoment, readTimes } from './mselCells.js'
import { offsetOf } from './mselTime.js'
import { type Cell, cellIssue, MAX_CELL, MAX_COLUMNS, MAX_ROWS, neutral, plain, type Sheet } from './sheet.js'
import { showLocal } from './time.js'

/*
 * The master scenario events list as exercise planners keep it: one inject a row (HSEEP). Beside the standard columns
 * stand three of ours, by which a row is an event that the engine understands; without them it is a note.
 */

/** The standard columns, in their usual order, and the key each has here. */
export const mselColumns = [
  ['Control Number', 'control'],
  ['Move', 'move'],
  ['Group', 'group'],
  ['Time', 'time'],
  ['Exercise Date', 'date'],
  ['Title', 'title'],
  ['Description', 'description'],
  ['From Org', 'from'],
  ['To Org', 'to'],
  ['Delivery Method', 'delivery'],
  ['Source Type', 'sourceType'],
  ['Status', 'status'],
  ['Expected Action', 'expectedAction'],
  ['Responsible Controller', 'controller'],
  ['Objective', 'objective'],
] as const

/** Ours: type of the event, when it happened (where that is not when it becomes known), and its other fields. */
export const eventColumns = [
  ['Event Type', 'type'],
  ['Occurred', 'occurred'],
  ['Event Fields', 'fields'],
] as const

type Key = (typeof mselColumns)[number][1] | (typeof eventColumns)[number][1]

const columns: readonly (readonly [string, Key])[] = [...mselColumns, ...eventColumns]

const aliases: Readonly<Record<string, Key>> = {
  'control no': 'control',
  'control #': 'control',
  'inject number': 'control',
  'inject #': 'control',
  'event number': 'control',
  'event #': 'control',
  'event time': 'time',
  date: 'date',
  event: 'title',
  'event description': 'description',
  from: 'from',
  to: 'to',
  'expected player action': 'expectedAction',
  'expected outcome': 'expectedAction',
  controller: 'controller',
}

const spoken = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ').replace(/\.$/, '')

const keyOf = (head: string): Key | undefined =>
  columns.find(([name]) => spoken(name) === spoken(head))?.[1] ?? aliases[spoken(head)]

/** What a planner's row says of the inject that is no fact: kept from file to file, ignored by the engine. */
export interface Inject {
  /** The control number, where it is no id of an event. */
  readonly control?: string
  readonly move?: string
  readonly group?: string
  readonly from?: string
  readonly to?: string
  readonly delivery?: string
  readonly sourceType?: string
  readonly status?: string
  readonly expectedAction?: string
  readonly controller?: string
  readonly objective?: string
}

const injectKeys = [
  'move',
  'group',
  'from',
  'to',
  'delivery',
  'sourceType',
  'status',
  'expectedAction',
  'controller',
  'objective',
] as const satisfies readonly (keyof Inject)[]

export interface MselRow {
  /** Row of the sheet, from 0. */
  readonly row: number
  readonly control: string
  readonly title: string
  readonly description?: string
  readonly knownAt: Instant
  readonly occurredAt: Instant
  readonly inject: Inject
  /** Type of event; `note` where the row names none. */
  readonly type: string
  /** Further fields of the event, not yet checked. */
  readonly fields: Readonly<Record<string, unknown>>
  /** Column of each key, from 0. */
  readonly columns: ReadonlyMap<string, number>
}

export interface MselContext {
  readonly start: Instant
  readonly zone: string
  readonly file?: string
}

/** Rows of a sheet that could be read, and every problem with the cell it is in. Nothing is dropped without an issue. */
export const readMsel = (
  sheet: Sheet,
  context: MselContext,
): { readonly rows: readonly MselRow[]; readonly issues: readonly Issue[] } => {
  const file = context.file === undefined ? {} : { file: context.file }
  const fault = (code: string, message: string, more: Partial<Issue> = {}): Issue => ({
    code,
    level: 'error',
    message,
    ...file,
    ...more,
  })
  if (sheet.rows.length > MAX_ROWS)
    return {
      rows: [],
      issues: [fault('sheet-too-large', `${sheet.rows.length} rows; at most ${MAX_ROWS} are read`)],
    }
  const headRow = sheet.rows.findIndex((row) => row.filter((cell) => textOf(cell) !== '').length >= 3)
  const head = sheet.rows[headRow]
  if (head === undefined)
    return { rows: [], issues: [fault('no-header', 'no row of column names was found')] }
  if (head.length > MAX_COLUMNS)
    return {
      rows: [],
      issues: [fault('sheet-too-large', `${head.length} columns; at most ${MAX_COLUMNS} are read`)],
    }
  const { places, issues } = readHead(head, headRow, file)
  if (!places.has('time') && !places.has('date'))
    issues.push(
      fault('missing-column', 'there is neither a column Time nor Exercise Date', {
        line: headRow + 1,
        hint: 'name the columns as in the documentation of the master scenario events list',
      }),
    )
  if (issues.some((issue) => issue.level === 'error')) return { rows: [], issues }
  const formulas = new Set(sheet.formulas)
  for (const address of formulas)
    issues.push(
      fault('formula', 'the cell holds a formula; only values are read', {
        path: address,
        line: Number(/\d+$/.exec(address)?.[0]),
        hint: 'paste as values',
      }),
    )
  const rows: MselRow[] = []
  const seen = new Map<string, number>()
  for (let row = headRow + 1; row < sheet.rows.length; row++) {
    if (sheet.rows[row].every((cell) => textOf(cell) === '')) continue
    const read = readRow(sheet.rows[row], row, places, context, file)
    issues.push(...read.issues)
    if (read.row === undefined) continue
    const before = seen.get(read.row.control)
    if (before !== undefined)
      issues.push(
        cellIssue(
          row,
          places.get('control') ?? 0,
          fault('duplicate-control', `control number "${read.row.control}" is in row ${before + 1}, too`),
        ),
      )
    seen.set(read.row.control, row)
    rows.push(read.row)
  }
  if (rows.length === 0 && issues.length === 0)
    issues.push(fault('no-rows', 'there is no inject below the header'))
  return { rows, issues }
}

const readHead = (
  head: readonly Cell[],
  row: number,
  file: { readonly file?: string },
): { places: Map<Key, number>; issues: Issue[] } => {
  const places = new Map<Key, number>()
  const issues: Issue[] = []
  head.forEach((cell, column) => {
    const name = textOf(cell)
    if (name === '') return
    const key = keyOf(name)
    if (key === undefined)
      issues.push(
        cellIssue(row, column, {
          code: 'unknown-column',
          level: 'warning',
          message: `column "${name.slice(0, 60)}" is not read`,
          ...file,
        }),
      )
    else if (places.has(key))
      issues.push(
        cellIssue(row, column, {
          code: 'duplicate-column',
          level: 'error',
          message: `column "${name}" is there twice`,
          ...file,
        }),
      )
    else places.set(key, column)
  })
  return { places, issues }
}

const readRow = (
  cells: readonly Cell[],
  row: number,
  places: ReadonlyMap<Key, number>,
  context: MselContext,
  file: { readonly file?: string },
): { row?: MselRow; issues: Issue[] } => {
  const issues: Issue[] = []
  const report = (key: Key, code: string, message: string, hint?: string): void => {
    issues.push(
      cellIssue(row, places.get(key) ?? 0, {
        code,
        level: 'error',
        message,
        ...file,
        ...(hint === undefined ? {} : { hint }),
      }),
    )
  }
  const cell = (key: Key): Cell => {
    const place = places.get(key)
    const found = place === undefined ? null : (cells[place] ?? null)
    return typeof found === 'string' && found.trim() === '' ? null : found
  }
  const text = (key: Key): string | undefined => {
    const value = cell(key)
    if (value instanceof Date) {
      report(key, 'wrong-type', 'a text is wanted, not a date')
      return undefined
    }
    const found = textOf(value)
    if (found.length > MAX_CELL)
      report(key, 'cell-too-long', `${found.length} characters; at most ${MAX_CELL}`)
    return found === '' || found.length > MAX_CELL ? undefined : found
  }
  const settle = (key: Key, time: CellTime): Instant | undefined => {
    if (time.fault !== undefined) report(key, time.fault.code, time.fault.message, time.fault.hint)
    return time.at
  }
  const title = text('title')
  const description = text('description')
  if (title === undefined && description === undefined)
    report('title', 'no-title', 'the row has neither title nor description')
  const times = readTimes(cell('time'), cell('date'), context)
  const knownAt = settle(times.at === undefined && cell('time') === null ? 'date' : 'time', times)
  const occurredAt =
    cell('occurred') === null ? knownAt : settle('occurred', readMoment(cell('occurred'), context))
  if (occurredAt !== undefined && knownAt !== undefined && occurredAt > knownAt)
    report('occurred', 'known-before-it-happened', 'the row becomes known before it happened')
  const fields = readFields(text('fields'))
  if (fields === undefined)
    report(
      'fields',
      'bad-fields',
      'the further fields of an event are a map, as in {by: POL, pact: nato-1949}',
    )
  const inject = Object.fromEntries(
    injectKeys.flatMap((key) => {
      const value = text(key)
      return value === undefined ? [] : [[key, value]]
    }),
  )
  const control = text('control') ?? `row-${row + 1}`
  const type = text('type') ?? 'note'
  if (issues.length > 0 || knownAt === undefined || occurredAt === undefined || fields === undefined)
    return { issues }
  return {
    issues,
    row: {
      row,
      control,
      title: title ?? description ?? '',
      ...(description === undefined ? {} : { description }),
      knownAt,
      occurredAt,
      inject,
      type,
      fields,
      columns: places,
    },
  }
}

/** A flow map in YAML, of which JSON is a part; nothing for nothing. */
const readFields = (text: string | undefined): Readonly<Record<string, unknown>> | undefined => {
  if (text === undefined) return {}
  try {
    const value: unknown = parse(text, { maxAliasCount: 0 })
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

export const textOf = (cell: Cell): string =>
  cell === null ? '' : cell instanceof Date ? cell.toISOString() : plain(String(cell).trim())

/** A row to write: what `readMsel` gives, without the places. */
export type MselEntry = Omit<MselRow, 'row' | 'columns'>

/** The list as a sheet: standard columns first, times from D-day where they are whole minutes, no cell a formula. */
export const writeMsel = (entries: readonly MselEntry[], { start, zone }: MselContext): Sheet => {
  const show = (at: Instant): string => offsetOf(at, start, zone) ?? at
  const value = (entry: MselEntry, key: Key): string => {
    switch (key) {
      case 'control':
      case 'title':
        return entry[key]
      case 'description':
        return entry.description ?? ''
      case 'time':
        return show(entry.knownAt)
      case 'date':
        return showLocal(entry.knownAt, zone).slice(0, 10)
      case 'type':
        return entry.type === 'note' ? '' : entry.type
      case 'occurred':
        return entry.occurredAt === entry.knownAt ? '' : show(entry.occurredAt)
      case 'fields':
        return Object.keys(entry.fields).length === 0 ? '' : JSON.stringify(entry.fields)
      default:
        return entry.inject[key] ?? ''
    }
  }
  return {
    name: 'MSEL',
    rows: [
      columns.map(([name]) => name),
      ...entries.map((entry) => columns.map(([, key]) => neutral(value(entry, key)))),
    ],
    formulas: [],
  }
}
