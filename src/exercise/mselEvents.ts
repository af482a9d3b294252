import type { Issue } from '../core/issue.js'
import type { Exercise, ExerciseEvent } from './event.js'
import { readMoment } from './moment.js'
import { type Inject, type MselEntry, readMsel } from './msel.js'
import { readExercise } from './read.js'
import { addressOf, type Cell, neutral, type Sheet } from './sheet.js'
import { isZone } from './time.js'

/*
 * A master scenario events list as an event file, and back: one reader and one check for both, so that a spreadsheet may
 * hold nothing that an event file may not.
 */

/** What a list of injects does not say of its exercise. On a second sheet, or given by the caller. */
export interface ExerciseHead {
  readonly id: string
  readonly title: string
  readonly summary?: string
  readonly zone: string
  /** As people write it: 2026-03-01T06:00, local in the zone. */
  readonly start: string
  readonly reading?: string
  readonly objectives?: readonly { readonly id: string; readonly text: string }[]
}

export interface ReadList {
  readonly exercise?: Exercise
  /** What planners wrote beside each event, by its id. */
  readonly injects: ReadonlyMap<string, Inject>
  readonly issues: readonly Issue[]
  /** Cell that a path of the event file came from. */
  readonly locate: (path: readonly (string | number)[]) => { readonly line: number; readonly column: number }
}

/** An id that event files allow, from a control number. */
const idOf = (control: string): string => {
  const id = control
    .trim()
    .replace(/[^A-Za-z0-9.-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|-+$/g, '')
  return id === '' ? 'inject' : id
}

const columnsOf: Readonly<Record<string, string>> = {
  id: 'control',
  at: 'occurred',
  known: 'time',
  title: 'title',
  note: 'description',
  type: 'type',
}

/** Reads a sheet of injects as an exercise. Every fault of every row is reported with its cell. */
export const readList = (sheet: Sheet, head: ExerciseHead, file: string): ReadList => {
  const nowhere = { injects: new Map<string, Inject>(), locate: () => ({ line: 1, column: 1 }) }
  const fault = (code: string, message: string, hint: string): ReadList => ({
    ...nowhere,
    issues: [{ code, level: 'error', message, file, hint }],
  })
  if (!isZone(head.zone))
    return fault('unknown-zone', `"${head.zone}" is no IANA time zone`, 'write it as Europe/Kyiv')
  const start = readMoment(head.start, head.zone)
  if ('fault' in start) return fault(start.fault.code, `start: ${start.fault.message}`, start.fault.hint)
  const list = readMsel(sheet, { start: start.at, zone: head.zone, file })
  const rows = [...list.rows].sort((a, b) =>
    a.knownAt < b.knownAt ? -1 : a.knownAt > b.knownAt ? 1 : a.row - b.row,
  )
  const written = {
    exercise: '1',
    ...head,
    events: rows.map((row) => ({
      ...row.fields,
      id: idOf(row.control),
      type: row.type,
      at: row.occurredAt,
      known: row.knownAt,
      title: row.title,
      ...(row.description === undefined || row.description === row.title ? {} : { note: row.description }),
    })),
  }
  const place = (
    path: readonly (string | number)[],
  ): { line: number; column: number; address: string } | undefined => {
    const row = path[0] === 'events' && typeof path[1] === 'number' ? rows[path[1]] : undefined
    if (row === undefined) return undefined
    const key = path.length < 3 ? 'control' : (columnsOf[String(path[2])] ?? 'fields')
    const column = row.columns.get(key) ?? row.columns.get('title') ?? 0
    return { line: row.row + 1, column: column + 1, address: addressOf(row.row, column) }
  }
  const read = readExercise(JSON.stringify(written), file)
  const issues = [
    ...list.issues,
    ...read.issues.map(({ line: _l, column: _c, ...issue }): Issue => {
      const found = place(pathOf(issue.path))
      return found === undefined
        ? issue
        : { ...issue, path: found.address, line: found.line, column: found.column }
    }),
  ]
  const injects = new Map(
    rows.map((row): [string, Inject] => [
      idOf(row.control),
      idOf(row.control) === row.control ? row.inject : { ...row.inject, control: row.control },
    ]),
  )
  const sound = read.exercise !== undefined && !issues.some(({ level }) => level === 'error')
  return {
    ...(sound ? { exercise: read.exercise } : {}),
    injects,
    issues,
    locate: (path) => place(path) ?? { line: 1, column: 1 },
  }
}

/** `events[3].place.name` as `['events', 3, 'place', 'name']`. */
const pathOf = (path: string | undefined): (string | number)[] =>
  (path ?? '')
    .split(/[.[\]]+/)
    .flatMap((part) => (part === '' ? [] : [/^\d+$/.test(part) ? Number(part) : part]))

/** Keys of an event that stand in columns of their own. */
const ownColumns = ['id', 'type', 'title', 'note', 'occurredAt', 'knownAt']

/** An event as a row of the list. */
export const entryOf = (event: ExerciseEvent, inject: Inject = {}): MselEntry => {
  const { control, ...rest } = inject
  return {
    control: control ?? event.id,
    title: event.title ?? event.note ?? event.id,
    ...(event.note === undefined || event.title === undefined ? {} : { description: event.note }),
    knownAt: event.knownAt,
    occurredAt: event.occurredAt,
    inject: rest,
    type: event.type,
    fields: writtenFields(event),
  }
}

/** The other fields as event files write them. */
const writtenFields = (event: ExerciseEvent): Record<string, unknown> => {
  const fields = Object.fromEntries(
    Object.entries(event).filter(([key, value]) => !ownColumns.includes(key) && value !== undefined),
  )
  if (event.type === 'incident' && event.attribution?.standing === 'undetermined')
    return { ...fields, attribution: 'undetermined' }
  if (event.type === 'correction') {
    const { replacement, ...rest } = fields
    return event.replacement === undefined
      ? { ...rest, withdraw: true }
      : { ...rest, set: setOf(event.replacement) }
  }
  return fields
}

const setOf = (
  replacement: Exclude<ExerciseEvent, { readonly type: 'correction' }>,
): Record<string, unknown> => ({
  ...writtenFields(replacement),
  at: replacement.occurredAt,
  known: replacement.knownAt,
  ...(replacement.title === undefined ? {} : { title: replacement.title }),
  ...(replacement.note === undefined ? {} : { note: replacement.note }),
})

/** An event as event files write it. */
export const writtenEvent = (event: ExerciseEvent): Record<string, unknown> => ({
  id: event.id,
  type: event.type,
  at: event.occurredAt,
  ...(event.knownAt === event.occurredAt ? {} : { known: event.knownAt }),
  ...(event.title === undefined ? {} : { title: event.title }),
  ...(event.note === undefined ? {} : { note: event.note }),
  ...writtenFields(event),
})

/** The head as a sheet of its own: what `headOf` reads back. */
export const headSheet = (head: ExerciseHead): Sheet => ({
  name: 'Exercise',
  rows: [
    ['Field', 'Value'],
    ...(['id', 'title', 'summary', 'zone', 'start', 'reading'] as const).flatMap((key): Cell[][] => {
      const value = head[key]
      return value === undefined ? [] : [[key, neutral(value)]]
    }),
    ...(head.objectives ?? []).map(({ id, text }): Cell[] => [`objective ${id}`, neutral(text)]),
  ],
  formulas: [],
})

/** What a sheet of fields and values says of the exercise. Unknown fields are left out. */
export const headOf = (sheet: Sheet): Partial<ExerciseHead> => {
  const pairs = sheet.rows.flatMap(([key, value]): [string, string][] => {
    const text = value instanceof Date ? value.toISOString().slice(0, 16) : String(value ?? '').trim()
    return typeof key === 'string' && text !== '' ? [[key.trim(), text.replace(/^'(?='*[=+\-@])/, '')]] : []
  })
  const found: Record<string, unknown> = {}
  const objectives: { id: string; text: string }[] = []
  for (const [key, value] of pairs) {
    const objective = /^objective\s+([A-Za-z0-9.-]+)$/.exec(key)
    if (objective !== null) objectives.push({ id: objective[1], text: value })
    else if (['id', 'title', 'summary', 'zone', 'start', 'reading'].includes(key)) found[key] = value
  }
  return { ...found, ...(objectives.length === 0 ? {} : { objectives }) }
}
