import { isMap, isSeq, type Node, parseDocument, stringify } from 'yaml'
import { editText } from '../pact/edit.js'
import type { EventType, ExerciseEvent, Instant } from './event.js'
import { readExercise } from './read.js'

/*
 * Changes in the text of an event file that leave all else as it was written: an event put in where its time belongs, and
 * branches, which are other courses of events forked at one of them. A branch is an event file of its own.
 */

/** What becomes of the event at which a log is forked: it stays, goes the other way, or does not happen. */
export type Turn = 'same' | 'other' | 'without'

/** What of the log comes after the fork: everything, what happens but not what states decide, or nothing. */
export const afters = ['facts', 'all', 'nothing'] as const
export type After = (typeof afters)[number]

/** What happens whatever states decide. */
const facts: readonly EventType[] = ['incident', 'circumstance', 'attribution', 'status', 'note']

/** The fields that turn an event round; null for one that has no other way. */
export const otherWay = (event: ExerciseEvent): Readonly<Record<string, unknown>> | null => {
  switch (event.type) {
    case 'vote':
      return event.choice === 'yes' || event.choice === 'no'
        ? { choice: event.choice === 'yes' ? 'no' : 'yes' }
        : null
    case 'decision':
      return { choice: event.choice === 'act' ? 'decline' : 'act' }
    case 'approval':
      return { given: !event.given }
    case 'finding':
      return event.answer === undefined ? null : { answer: !event.answer }
    default:
      return null
  }
}

/** Fields that told why it went the way it went, and `means` of an act that is now declined. */
const told = ['title', 'note', 'reason', 'means']

/** Ids of the events that a branch leaves out. What refers to one of them goes with it. */
const leftOut = (
  events: readonly ExerciseEvent[],
  at: string,
  turn: Turn,
  after: After,
): ReadonlySet<string> => {
  const later = events.slice(events.findIndex(({ id }) => id === at) + 1)
  const gone = new Set(
    after === 'all'
      ? []
      : later
          .filter(({ type }) => after === 'nothing' || (!facts.includes(type) && type !== 'correction'))
          .map(({ id }) => id),
  )
  if (turn === 'without') gone.add(at)
  const refers = (event: ExerciseEvent): boolean =>
    ('proposal' in event && gone.has(event.proposal)) ||
    (event.type === 'correction' && gone.has(event.of)) ||
    ('incident' in event && event.incident !== undefined && gone.has(event.incident))
  for (const event of later) if (refers(event)) gone.add(event.id)
  return gone
}

/** Past the last sign of an item of a block list, and the first sign of its line. */
const lineEnd = (text: string, item: Node): number => {
  const end = text.indexOf('\n', text.slice(0, item.range?.[1] ?? 0).trimEnd().length)
  return end < 0 ? text.length : end
}
const lineOf = (text: string, item: Node): number =>
  text.lastIndexOf('\n', text.lastIndexOf('-', item.range?.[0] ?? 0)) + 1

/** The text without these events; null where the events are not written as a list, an item a line or more. */
const withoutEvents = (text: string, gone: ReadonlySet<string>): string | null => {
  if (gone.size === 0) return text
  const events = parseDocument(text).get('events')
  if (!isSeq(events)) return null
  const places = events.items.flatMap((item, k) =>
    isMap(item) && gone.has(String(item.get('id'))) ? [{ item, k }] : [],
  )
  if (events.flow === true)
    return places.reduceRight<string | null>(
      (shorter, { k }) => (shorter === null ? null : editText(shorter, ['events', k], undefined)),
      text,
    )
  // From the last one on, so that places before it stay where they are.
  return places.reduceRight(
    (shorter, { item }) =>
      shorter.slice(0, lineOf(shorter, item)) + shorter.slice(lineEnd(shorter, item) + 1),
    text,
  )
}

const indexOf = (text: string, id: string): number => {
  const events = parseDocument(text).get('events')
  return isSeq(events) ? events.items.findIndex((item) => isMap(item) && item.get('id') === id) : -1
}

const turned = (text: string, event: ExerciseEvent): string | null => {
  const change = otherWay(event)
  const index = indexOf(text, event.id)
  if (change === null || index < 0) return null
  const fields: readonly (readonly [string, unknown])[] = [
    ...told.map((name) => [name, undefined] as const),
    ...Object.entries(change),
  ]
  return fields.reduce<string | null>(
    (changed, [name, value]) => (changed === null ? null : editText(changed, ['events', index, name], value)),
    text,
  )
}

/**
 * The text of a branch of a log, forked at the event with this id.
 * @returns null where the log cannot be read, has no such event, or the event has no other way
 */
export const branchText = (text: string, at: string, turn: Turn, after: After): string | null => {
  const { exercise } = readExercise(text, 'log')
  const event = exercise?.events.find(({ id }) => id === at)
  if (exercise === undefined || event === undefined) return null
  const whole = turn === 'other' ? turned(text, event) : text
  if (whole === null) return null
  const branch = withoutEvents(whole, leftOut(exercise.events, at, turn, after))
  return branch !== null && readExercise(branch, 'log').exercise !== undefined ? branch : null
}

/**
 * The text with an event put in where its time belongs: after all that is known by then.
 * @param fields as event files write them, `id`, `type` and `at` among them
 * @param knownAt when it becomes known
 * @returns null where the log cannot be read, or could not be with this event
 */
export const withEvent = (
  text: string,
  fields: Readonly<Record<string, unknown>>,
  knownAt: Instant,
): string | null => {
  const { exercise } = readExercise(text, 'log')
  const events = parseDocument(text).get('events')
  if (exercise === undefined || !isSeq(events)) return null
  const before = exercise.events.filter((event) => event.knownAt <= knownAt).length
  const sound = (longer: string | null): string | null =>
    longer !== null && readExercise(longer, 'log').exercise !== undefined ? longer : null
  if (events.flow === true || events.items.length === 0)
    return sound(before === events.items.length ? editText(text, ['events', before], fields) : null)
  const [first] = events.items as Node[]
  const column = text.lastIndexOf('-', first.range?.[0] ?? 0) - lineOf(text, first)
  const put = `${' '.repeat(column)}- ${stringify(fields, { lineWidth: 100 })
    .trimEnd()
    .split('\n')
    .join(`\n${' '.repeat(column + 2)}`)}`
  if (before === 0) {
    const at = lineOf(text, first)
    return sound(`${text.slice(0, at)}${put}\n${text.slice(at)}`)
  }
  const at = lineEnd(text, events.items[before - 1] as Node)
  return sound(`${text.slice(0, at)}\n${put}${text.slice(at)}`)
}
