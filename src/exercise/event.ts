import type { IncidentKind, Level, Response, Stage } from '../pact/index.js'

/*
 * What happens in an exercise, as plain data. An event file, a spreadsheet and the tabletop all make these; the engine
 * reads nothing else. A log is a list of events in the order in which they became known.
 */

/** A moment as ISO 8601 in UTC, to the second, always written `2026-03-01T04:30:00Z`: such texts sort by time. */
export type Instant = string

/** Every event has two times. What is decided at a moment rests on what was known then. */
export interface EventTimes {
  /** When it happened. */
  readonly occurredAt: Instant
  /** When those who must act knew it; never before it happened. */
  readonly knownAt: Instant
}

export interface EventHead extends EventTimes {
  /** Unique in the log. */
  readonly id: string
  /** In a few words, for lists and figures. */
  readonly title?: string
  readonly note?: string
  readonly source?: string
}

/** What an event is about. Each part that is absent leaves it open: all documents, all clauses, all incidents. */
export interface Scope {
  /** Id of a document. */
  readonly pact?: string
  /** Id of a commitment in that document. */
  readonly commitment?: string
  /** Id of an incident event. */
  readonly incident?: string
}

export const confidences = ['low', 'moderate', 'high'] as const
export type Confidence = (typeof confidences)[number]

/** Who did it. Undetermined; alleged by some with so much confidence; or established by somebody. */
export type Attribution =
  | { readonly standing: 'undetermined' }
  | {
      readonly standing: 'alleged'
      readonly actor: string
      readonly by: string
      readonly confidence?: Confidence
    }
  | { readonly standing: 'established'; readonly actor: string; readonly by: string }

export interface EventPlace {
  readonly name: string
  /** State whose territory it is; absent on the high seas, or where that is not known. */
  readonly territoryOf?: string
  /** Areas in the words of the documents' `trigger.areas`. */
  readonly areas?: readonly string[]
}

/** Conditions of a casus foederis that the facts of an incident may settle. */
export const circumstances = [
  'ceasefire-in-force',
  'ongoing-conflict',
  'non-provocation',
  'demand-refused',
  'membership',
  'number-of-adversaries',
] as const
export type Circumstance = (typeof circumstances)[number]

/**
 * Something that may be a casus foederis. A fact that is absent is undetermined. `actor` without `attribution` is
 * undisputed; with it, what counts is the attribution, and events of the type `attribution` that follow.
 */
export interface Incident extends EventHead {
  readonly type: 'incident'
  readonly kind?: IncidentKind
  readonly place?: EventPlace
  /** State that did it. */
  readonly actor?: string
  /** State that suffers it. */
  readonly target?: string
  /** With what: drones, mines, armoured brigades. */
  readonly means?: string
  readonly level?: Level
  /** In words or numbers: "two brigades". */
  readonly scale?: string
  readonly deliberate?: boolean
  readonly sustained?: boolean
  readonly significant?: boolean
  readonly casualties?: { readonly dead?: number; readonly wounded?: number }
  readonly evidence?: readonly string[]
  readonly attribution?: Attribution
  /** Conditions known to hold, or not to hold, for this incident. */
  readonly conditions?: Partial<Readonly<Record<Circumstance, boolean>>>
}

/** A state of affairs that begins or ends: a ceasefire, membership. Holds from `occurredAt`. */
export interface CircumstanceEvent extends EventHead, Scope {
  readonly type: 'circumstance'
  readonly circumstance: Circumstance
  /** Absent: it has become doubtful. */
  readonly holds?: boolean
}

/** A document reaches a stage: signed, ratified, in force, suspended, ended; for some parties or for all. */
export interface StatusEvent extends EventHead {
  readonly type: 'status'
  readonly pact: string
  readonly stage: Stage
  readonly by?: readonly string[]
}

/** Somebody says, or establishes, who did it. `denied` is by the state that is accused or its friends. */
export interface AttributionEvent extends EventHead {
  readonly type: 'attribution'
  readonly incident: string
  /** A state, a body's id, or the name of a mechanism. */
  readonly by: string
  readonly actor: string
  readonly standing: 'alleged' | 'established' | 'denied'
  readonly confidence?: Confidence
}

export const findingQuestions = [
  'casus-foederis',
  'location',
  'wording',
  'significant-deliberate-sustained',
  'voiding',
  'breach',
] as const
export type FindingQuestion = (typeof findingQuestions)[number]

/** A finding on a question that the facts leave open. `answer` absent: the question was left open. */
export interface FindingEvent extends EventHead, Scope {
  readonly type: 'finding'
  readonly by: string
  readonly question: FindingQuestion
  readonly answer?: boolean
  /** The voiding clause that a finding on voiding is about. */
  readonly voiding?: string
  /** The bearer that a finding of breach is about. */
  readonly of?: string
}

/** A clause or document is invoked: a power used, and notice given. */
export interface InvocationEvent extends EventHead, Scope {
  readonly type: 'invocation'
  readonly by: string
}

export interface RequestEvent extends EventHead, Scope {
  readonly type: 'request'
  readonly by: string
  /** Those asked; all bearers if absent. */
  readonly of?: readonly string[]
}

export interface ConsultationCalled extends EventHead, Scope {
  readonly type: 'consultation-called'
  readonly by: string
  readonly body?: string
}

/** Performs the duties to consult of those who took part. */
export interface ConsultationHeld extends EventHead, Scope {
  readonly type: 'consultation-held'
  readonly participants: readonly string[]
}

/** A motion before a body: what votes and silence refer to. */
export interface ProposalEvent extends EventHead, Scope {
  readonly type: 'proposal'
  readonly by: string
  /** Id of a body of the document `pact`. */
  readonly body: string
  readonly subject: string
  /** Step of the ladder that is proposed. */
  readonly means?: Response
}

export const votes = ['yes', 'no', 'abstain', 'absent'] as const
export type VoteChoice = (typeof votes)[number]

export interface VoteEvent extends EventHead {
  readonly type: 'vote'
  /** Id of the proposal event. */
  readonly proposal: string
  readonly by: string
  readonly choice: VoteChoice
}

/** Opens a silence procedure on a proposal: it is adopted at the deadline unless a member breaks silence. */
export interface SilenceOpened extends EventHead {
  readonly type: 'silence-opened'
  readonly proposal: string
  readonly by: string
  /** Absent: the body's own `silence`. */
  readonly until?: Instant
}

export interface SilenceBroken extends EventHead {
  readonly type: 'silence-broken'
  readonly proposal: string
  readonly by: string
}

/** A parliament (or another organ) of one state approves or refuses. */
export interface ApprovalEvent extends EventHead, Scope {
  readonly type: 'approval'
  /** The state. */
  readonly by: string
  /** The organ, as the document names it. */
  readonly organ: string
  readonly given: boolean
}

/** One state decides for itself what it does under a clause, or as lead nation for all. */
export interface DecisionEvent extends EventHead, Scope {
  readonly type: 'decision'
  readonly by: string
  readonly choice: 'act' | 'decline'
  /** Step of the ladder decided on. */
  readonly means?: Response
  readonly reason?: string
}

/** Something is done under a clause. */
export interface PerformanceEvent extends EventHead, Scope {
  readonly type: 'performance'
  readonly by: string
  readonly extent: 'full' | 'partial'
  readonly means?: Response
  /** "12 air-defence batteries". */
  readonly amount?: string
  /** Does it stand in for what was owed (a remedy) rather than do it? */
  readonly remedy?: boolean
}

/** The creditor gives up a right for this time (`waiver`), or the duty itself (`release`). */
export interface ReleaseEvent extends EventHead, Scope {
  readonly type: 'waiver' | 'release'
  readonly by: string
  /** Bearers let off; all if absent. */
  readonly of?: readonly string[]
}

/** A party stops, or takes up again, the working of a document for itself. */
export interface SuspensionEvent extends EventHead, Scope {
  readonly type: 'suspension' | 'resumption'
  readonly by: string
}

/** Notice of exit. Takes effect after the term's months of notice, at once where it has none. */
export interface DenunciationEvent extends EventHead {
  readonly type: 'denunciation'
  readonly by: string
  readonly pact: string
}

/**
 * Says that an earlier event was wrong. `replacement` has every field of the event as it should have been, under the same
 * id and of the same type; without one the event is withdrawn. What was derived before stays on record.
 */
export interface CorrectionEvent extends EventHead {
  readonly type: 'correction'
  readonly of: string
  readonly replacement?: CorrectableEvent
}

export interface NoteEvent extends EventHead {
  readonly type: 'note'
}

export type CorrectableEvent =
  | Incident
  | CircumstanceEvent
  | StatusEvent
  | AttributionEvent
  | FindingEvent
  | InvocationEvent
  | RequestEvent
  | ConsultationCalled
  | ConsultationHeld
  | ProposalEvent
  | VoteEvent
  | SilenceOpened
  | SilenceBroken
  | ApprovalEvent
  | DecisionEvent
  | PerformanceEvent
  | ReleaseEvent
  | SuspensionEvent
  | DenunciationEvent
  | NoteEvent

export type ExerciseEvent = CorrectableEvent | CorrectionEvent
export type EventType = ExerciseEvent['type']

/** How the days of deadlines are counted where a text is silent. What is absent is not supposed: such a deadline is refused. */
export interface Conventions {
  /** A day or working-day deadline ends at the same hour, or at the end of its last day. */
  readonly rounding?: 'exact' | 'end-of-day'
  /** Where a month has no such day: its last day, or the first of the next. */
  readonly monthEnd?: 'last-day' | 'next-day'
}

/** What an exercise supposes beside its documents. */
export interface Settings {
  /** IANA zone in which local times are read and shown. */
  readonly zone: string
  /** Days that are no working days, YYYY-MM-DD. Absent: not given, so that working days cannot be counted. */
  readonly holidays?: readonly string[]
  /** Days of rest, 1 Monday to 7 Sunday; Saturday and Sunday if absent. */
  readonly restDays?: readonly number[]
  readonly conventions?: Conventions
  /** `in-force`: every text as if in force for all from the start; `as-is`: by its `status` and the log. */
  readonly reading: 'in-force' | 'as-is'
  /** How far ahead what falls due is listed, hours. */
  readonly horizonHours: number
}

/** An event file, read: what the engine needs beside the documents. */
export interface Exercise extends Settings {
  readonly id: string
  readonly title: string
  readonly summary?: string
  /** D-day: `D+1 H+2` counts from here. */
  readonly start: Instant
  readonly objectives: readonly { readonly id: string; readonly text: string }[]
  readonly events: readonly ExerciseEvent[]
}
