import type { Issue } from '../core/issue.js'
import {
  describeFaults,
  type Path,
  type Place,
  readYaml,
  showPath,
  sortIssues,
  type YamlLimits,
} from '../pact/index.js'
import type { CorrectableEvent, Exercise, ExerciseEvent, Instant } from './event.js'
import { readMoment } from './moment.js'
import {
  type EventFile,
  exerciseSchema,
  type PlainWrittenEvent,
  plainEventSchema,
  type WrittenEvent,
} from './schema.js'
import { isZone } from './time.js'

/** Event files are longer than documents: ten thousand events take about 2 MB. */
const eventLimits: YamlLimits = { bytes: 16 * 1024 * 1024, values: 1_000_000, signs: 6_000_000 }

export interface ReadExercise {
  /** Present when no issue is an error. */
  readonly exercise?: Exercise
  readonly issues: readonly Issue[]
  /** Where the event of this index stands, or one of its fields. */
  readonly locate: (path: Path) => Place
}

/** Reads one event file. Finds all faults at once, each with its place, and never throws. */
export const readExercise = (input: string | Uint8Array, file: string): ReadExercise => {
  const yaml = readYaml(input, file, eventLimits)
  const { locate } = yaml
  if (yaml.issues.length > 0) return { issues: yaml.issues, locate }
  const result = exerciseSchema.safeParse(yaml.value)
  if (!result.success)
    return { issues: describeFaults(result.error.issues, exerciseSchema, yaml, file), locate }
  return toExercise(result.data, file, locate)
}

interface Fault {
  readonly code: string
  readonly message: string
  readonly hint?: string
}

const toExercise = (written: EventFile, file: string, locate: ReadExercise['locate']): ReadExercise => {
  const issues: Issue[] = []
  const report = (path: Path, fault: Fault): void => {
    issues.push({ level: 'error', file, path: showPath(path), ...locate(path), ...fault })
  }
  const { zone } = written
  if (!isZone(zone)) {
    report(['zone'], {
      code: 'unknown-zone',
      message: `"${zone}" is no IANA time zone`,
      hint: 'write it as Europe/Kyiv',
    })
    return { issues, locate }
  }
  const started = readMoment(written.start, zone)
  if ('fault' in started) {
    report(['start'], started.fault)
    return { issues, locate }
  }
  const start = started.at
  const events: ExerciseEvent[] = []
  const byId = new Map<string, WrittenEvent>()
  let latest: { known: Instant; id: string } | undefined
  written.events.forEach((event, index) => {
    const path: Path = ['events', index]
    if (byId.has(event.id))
      report([...path, 'id'], { code: 'duplicate-event', message: `two events have the id "${event.id}"` })
    const read = toEvent(event, { zone, start, byId, path, report })
    byId.set(event.id, event)
    if (read === undefined) return
    if (read.knownAt < read.occurredAt)
      report([...path, 'known'], {
        code: 'known-before-occurred',
        message: `${event.id} is known before it happened`,
        hint: 'at is when it happened, known when it became known',
      })
    if (latest !== undefined && read.knownAt < latest.known)
      report([...path, event.known === undefined ? 'at' : 'known'], {
        code: 'clock-going-back',
        message: `${event.id} becomes known before ${latest.id}, which stands above it`,
        hint: 'list events in the order in which they became known',
      })
    if (latest === undefined || read.knownAt > latest.known) latest = { known: read.knownAt, id: event.id }
    events.push(read)
  })
  if (issues.length > 0) return { issues: sortIssues(issues), locate }
  const {
    id,
    title,
    summary,
    holidays,
    restDays,
    conventions,
    reading = 'in-force',
    horizonHours = 72,
  } = written
  return {
    exercise: {
      id,
      title,
      ...(summary === undefined ? {} : { summary }),
      zone,
      start,
      ...(holidays === undefined ? {} : { holidays }),
      ...(restDays === undefined ? {} : { restDays }),
      ...(conventions === undefined
        ? {}
        : { conventions: conventions as NonNullable<Exercise['conventions']> }),
      reading,
      horizonHours,
      objectives: written.objectives ?? [],
      events,
    },
    issues,
    locate,
  }
}

interface Context {
  readonly zone: string
  readonly start: Instant
  readonly byId: Map<string, WrittenEvent>
  readonly path: Path
  readonly report: (path: Path, fault: Fault) => void
}

/** The two times of an event; undefined, and reported, where one cannot be read. */
const timesOf = (
  { at, known }: { readonly at: string; readonly known?: string | undefined },
  { zone, start, path, report }: Context,
): { occurredAt: Instant; knownAt: Instant } | undefined => {
  const occurred = readMoment(at, zone, start)
  if ('fault' in occurred) report([...path, 'at'], occurred.fault)
  const knew = known === undefined ? occurred : readMoment(known, zone, start)
  if (known !== undefined && 'fault' in knew) report([...path, 'known'], knew.fault)
  return 'fault' in occurred || 'fault' in knew ? undefined : { occurredAt: occurred.at, knownAt: knew.at }
}

const toEvent = (written: WrittenEvent, context: Context): ExerciseEvent | undefined => {
  if (written.type !== 'correction') return plainEvent(written, context)
  const times = timesOf(written, context)
  const { path, byId, report } = context
  const { at: _at, known: _known, set, withdraw: _withdraw, ...rest } = written
  const before = byId.get(written.of)
  if (before === undefined || before.type === 'correction') {
    report([...path, 'of'], {
      code: 'unknown-event',
      message: `there is no event "${written.of}" above this one that could be corrected`,
    })
    return undefined
  }
  if (times === undefined) return undefined
  if (set === undefined) return { ...rest, ...times } as ExerciseEvent
  const merged = plainEventSchema.safeParse({ ...before, ...set, id: before.id, type: before.type })
  if (!merged.success) {
    for (const { message, path: inner } of merged.error.issues)
      report([...path, 'set'], {
        code: 'bad-correction',
        message:
          `what is set does not fit an event of the type ${before.type}: ${inner.join('.')} ${message}`.trim(),
      })
    return undefined
  }
  // Corrected twice, the second correction builds on the first.
  byId.set(before.id, merged.data)
  const replacement = plainEvent(merged.data, { ...context, path: [...path, 'set'] })
  return replacement === undefined ? undefined : ({ ...rest, ...times, replacement } as ExerciseEvent)
}

const plainEvent = (written: PlainWrittenEvent, context: Context): CorrectableEvent | undefined => {
  const times = timesOf(written, context)
  if (times === undefined) return undefined
  const { at: _at, known: _known, ...rest } = written
  const until = written.type === 'silence-opened' ? written.until : undefined
  const end = until === undefined ? undefined : readMoment(until, context.zone, context.start)
  if (end !== undefined && 'fault' in end) {
    context.report([...context.path, 'until'], end.fault)
    return undefined
  }
  const attribution =
    written.type === 'incident' && written.attribution === 'undetermined'
      ? { attribution: { standing: 'undetermined' } }
      : {}
  // The schema has checked the rest, and leaves out what is absent.
  return {
    ...rest,
    ...attribution,
    ...(end === undefined ? {} : { until: end.at }),
    ...times,
  } as CorrectableEvent
}
