import type { CorrectionEvent, ExerciseEvent, Instant } from './event.js'
import { addMinutes } from './time.js'

/*
 * A tabletop session as plain data: the storyline still to come, the log, and the clock. Each step gives a new session;
 * what it added to the log is in `added`, so that whoever holds the file appends exactly that.
 */

export interface Session {
  /** Injects of the storyline, in the order of their times. Those in the log already are no longer to come. */
  readonly storyline: readonly ExerciseEvent[]
  /** Append-only. What was wrong is corrected by a later event, never taken out. */
  readonly log: readonly ExerciseEvent[]
  readonly now: Instant
}

export interface Step {
  readonly session: Session
  readonly added: readonly ExerciseEvent[]
}

const byTime = (a: ExerciseEvent, b: ExerciseEvent): number =>
  a.knownAt < b.knownAt ? -1 : a.knownAt > b.knownAt ? 1 : 0

/**
 * A session at the start of a storyline, or where a log left it. The clock stands at the last event of the log, else at
 * the start. What happened before the start is in the log from the first.
 */
export const openSession = (
  start: Instant,
  storyline: readonly ExerciseEvent[],
  log: readonly ExerciseEvent[] = [],
): Step => {
  const now = [start, ...log.map(({ knownAt }) => knownAt)].sort()[log.length]
  const session = { storyline: [...storyline].sort(byTime), log, now }
  const before = comingUp(session).filter(({ knownAt }) => knownAt < start)
  return append(session, before)
}

/** Injects not played yet. */
export const comingUp = ({ storyline, log }: Session): readonly ExerciseEvent[] => {
  const played = new Set(log.map(({ id }) => id))
  return storyline.filter(({ id }) => !played.has(id))
}

const append = (session: Session, added: readonly ExerciseEvent[]): Step => ({
  session: { ...session, log: [...session.log, ...added] },
  added,
})

/** Moves the clock forward and plays every inject that falls due. A RangeError for a time that is past. */
export const advance = (session: Session, to: Instant): Step => {
  if (to < session.now)
    throw new RangeError('the clock does not go back: branch from the earlier time instead')
  const due = comingUp(session).filter(({ knownAt }) => knownAt <= to)
  return append({ ...session, now: to }, due)
}

/**
 * The next moment at which something happens by itself: an inject or a deadline.
 * @param deadlines moments of running deadlines
 */
export const nextMoment = (session: Session, deadlines: readonly Instant[]): Instant | null => {
  const moments = [
    ...comingUp(session).map(({ knownAt }) => knownAt),
    ...deadlines.filter((at) => at > session.now),
  ]
  return moments.sort().find((at) => at >= session.now) ?? null
}

/** Plays one inject of the storyline now, before its time or after. */
export const playNow = (session: Session, id: string): Step => {
  const inject = comingUp(session).find((event) => event.id === id)
  if (inject === undefined) throw new RangeError(`no inject "${id}" is still to come`)
  const [occurredAt] = [inject.occurredAt, session.now].sort()
  return append(session, [{ ...inject, occurredAt, knownAt: session.now }])
}

/** A name for a new event that no event of the log or storyline has. */
export const freshId = ({ log, storyline }: Session, stem: string): string => {
  const taken = new Set([...log, ...storyline].map(({ id }) => id))
  for (let n = 1; ; n++) if (!taken.has(`${stem}-${n}`)) return `${stem}-${n}`
}

/** Enters an event that a player or the facilitator made. It becomes known now. */
export const enter = (session: Session, event: ExerciseEvent): Step => {
  if ([...session.log, ...comingUp(session)].some(({ id }) => id === event.id))
    throw new RangeError(`there is an event "${event.id}" already`)
  return append(session, [event])
}

/** Events of the log that stand: neither corrections nor corrected away. */
export const standing = ({ log }: Session): readonly ExerciseEvent[] => {
  const withdrawn = new Set(log.flatMap((event) => (event.type === 'correction' ? [event.of] : [])))
  return log.filter((event) => event.type !== 'correction' && !withdrawn.has(event.id))
}

/** Withdraws the last event that stands, by a correction: the log keeps both. */
export const undo = (session: Session): Step => {
  const last = standing(session).at(-1)
  if (last === undefined) throw new RangeError('there is nothing to undo')
  const correction: CorrectionEvent = {
    id: freshId(session, 'undo'),
    type: 'correction',
    of: last.id,
    occurredAt: session.now,
    knownAt: session.now,
    title: `Withdrawn: ${last.title ?? last.id}`.slice(0, 200),
  }
  return append(session, [correction])
}

/**
 * Another course of events from an earlier moment, or from now: what became known after it is to come again (injects of
 * the storyline) or is not in this course (all else).
 */
export const branchAt = (session: Session, at: Instant): Session => {
  if (at > session.now) throw new RangeError('a branch begins now or earlier')
  return { ...session, log: session.log.filter(({ knownAt }) => knownAt <= at), now: at }
}

/** `90 min`, `2h30`, `1d`, `2 d 3 h` in minutes; undefined for a text that is none. */
export const minutesOf = (text: string): number | undefined => {
  const match = /^(?:(\d{1,4})\s*d)?\s*(?:(\d{1,4})\s*h)?\s*(?:(\d{1,5})\s*(?:m|min)?)?$/i.exec(text.trim())
  if (match === null || text.trim() === '') return undefined
  const [, d, h, m] = match
  return Number(d ?? 0) * 1440 + Number(h ?? 0) * 60 + Number(m ?? 0)
}

export const later = (at: Instant, minutes: number): Instant => addMinutes(at, minutes)
