import type { Issue } from '../core/issue.js'
import type {
  CommitmentKind,
  DecisionRule,
  Level,
  ObligationWords,
  Pact,
  PowerKind,
  Response,
} from '../pact/index.js'
import type { ExerciseEvent, Instant, Settings, VoteChoice } from './event.js'

/*
 * What the engine derives from documents and a log, as plain data. Everything has an id, so that `why` can explain it.
 */

/** True, false, or not to be said from what is known. */
export type Verdict = 'true' | 'false' | 'undetermined'

/** Where an obligation is in its life. `blocked`, `declined` and `breached` are three different things. */
export const lifeStates = [
  'not-in-force',
  'dormant',
  'alleged',
  'decision-pending',
  'due',
  'fulfilled',
  'fulfilled-late',
  'partial',
  'blocked',
  'declined',
  'breached',
  'cured',
  'remedied',
  'suspended',
  'released',
  'expired',
  'terminated',
] as const
export type LifeState = (typeof lifeStates)[number]

export interface ClauseRef {
  readonly pact: string
  readonly commitment: string
}

/** One step in the life of an obligation. Never rewritten: what was thought then stays on record. */
export interface Transition {
  /** Number in the whole record, from 0. */
  readonly seq: number
  readonly obligation: string
  readonly from: LifeState
  readonly to: LifeState
  /** Event that brought it; null where time alone did (a deadline, the end of a term). */
  readonly event: string | null
  readonly occurredAt: Instant
  readonly knownAt: Instant
  /** Who acted; null where nobody did. */
  readonly actor: string | null
  /** Where in the document: `commitments[2].deadline`. */
  readonly path: string
  readonly reason: string
}

/**
 * `act`: something must be done once. `consult`: a meeting. `prohibition`: something must never be done. `standing`:
 * something is to be done as long as the text stands, without a trigger.
 */
export type DutyShape = 'act' | 'consult' | 'prohibition' | 'standing'

export interface Performed {
  readonly event: string
  readonly occurredAt: Instant
  readonly extent: 'full' | 'partial'
  readonly means?: Response
  readonly amount?: string
  readonly late: boolean
}

/** What one bearer owes under one commitment on one occasion. */
export interface Obligation extends ClauseRef {
  /** `pact/commitment/BEARER`, with `#2` and so on for later occasions. */
  readonly id: string
  readonly bearer: string
  /** To whom: the creditors. */
  readonly to: readonly string[]
  readonly kind: CommitmentKind
  readonly shape: DutyShape
  readonly state: LifeState
  /** Since when, by what was known; null from before the record. */
  readonly since: Instant | null
  /** 1 for the first casus foederis, 2 after the first was dealt with, ... */
  readonly occasion: number
  readonly incidents: readonly string[]
  /** Highest step that the words contemplate for this bearer, exemptions taken off. */
  readonly means: Response
  readonly words: ObligationWords | null
  readonly force: 'required' | 'discretionary' | 'none' | null
  /** May the bearer decide against, without breach? */
  readonly discretionary: boolean
  /** Id of the decision it waits for, or was settled by. */
  readonly decision: string | null
  /** Id of its deadline. */
  readonly deadline: string | null
  /** What is missing before it is known to be triggered, or before it falls due. */
  readonly missing: readonly string[]
  /** Those who blocked it. */
  readonly blockers: readonly string[]
  readonly performed: readonly Performed[]
  readonly provisos: readonly string[]
  /** The residual obligation in plain words, the bearer first: "FRA owes, by ..., ...; else ...". */
  readonly residual: string
  /** Numbers of its transitions. */
  readonly transitions: readonly number[]
}

/** Something that a party may do and that changes what others owe. Not using it is no breach. */
export interface Power {
  readonly id: string
  readonly pact: string
  /** Commitments it bears on. */
  readonly commitments: readonly string[]
  readonly kind: PowerKind
  readonly holders: readonly string[]
  /** Can it be used now, and would it change anything? */
  readonly open: boolean
  /** What using it would do. */
  readonly effect: string
  /** Events that used it. */
  readonly used: readonly string[]
  readonly path: string
}

export interface Ballot {
  readonly state: string
  readonly choice: VoteChoice
  readonly event: string
}

/** A decision in common (a proposal before a body), or of one state for itself. */
export interface Decision {
  /** Id of the proposal event; `pact/commitment/BEARER:decision` where a state decides for itself. */
  readonly id: string
  readonly pact: string
  readonly commitments: readonly string[]
  readonly rule: DecisionRule
  readonly body: string | null
  readonly deciders: readonly string[]
  readonly status: 'open' | 'passed' | 'failed'
  readonly subject: string
  readonly opened: Instant
  readonly closed: Instant | null
  readonly ballots: readonly Ballot[]
  /** Those who have not voted, decided or approved yet. */
  readonly awaited: readonly string[]
  /** Those whose vote, silence broken or refused approval stands in the way. */
  readonly blockers: readonly string[]
  readonly quorum: { readonly needed: number; readonly present: number } | null
  /** End of a silence procedure. */
  readonly silenceUntil: Instant | null
  /** How the count stands, in words. */
  readonly tally: string
  readonly path: string
}

export interface DeadlineState {
  readonly id: string
  readonly what: string
  /** Who must act. */
  readonly who: readonly string[]
  readonly at: Instant
  /** In its own zone, in words: "2026-03-04 12:00 (Europe/Kyiv)". */
  readonly local: string
  readonly startedAt: Instant
  readonly startedBy: string
  readonly status: 'running' | 'met' | 'missed' | 'moot'
  /** "where possible": softens it. */
  readonly qualifier: string | null
  /** Counting rules taken from the exercise because the text is silent. */
  readonly conventions: readonly string[]
  readonly obligation: string | null
  readonly path: string
}

/** One incident against one clause: was it the casus foederis, and why. */
export interface TriggerVerdict extends ClauseRef {
  readonly verdict: Verdict
  /** Did the clause bind anybody when it happened? */
  readonly binding: boolean
  /** Each test with its outcome. */
  readonly tests: readonly TriggerTest[]
}

export interface TriggerTest {
  readonly name: string
  readonly verdict: Verdict
  /** Why, or what is missing. */
  readonly because: string
  readonly path: string
}

export interface IncidentState {
  readonly event: string
  readonly title: string
  readonly occurredAt: Instant
  readonly knownAt: Instant
  readonly level: Level | null
  /** Actor as established, and by whom; null while nobody has established it. */
  readonly established: { readonly actor: string; readonly by: string } | null
  readonly alleged: readonly { readonly actor: string; readonly by: string }[]
  readonly verdicts: readonly TriggerVerdict[]
}

/** Does a document apply now, and in which order. */
export interface DocumentState {
  readonly pact: string
  readonly title: string
  /** 1 is applied first. */
  readonly order: number
  readonly orderReason: string
  readonly inForceFor: readonly string[]
  readonly status: string
  /** Voided by a finding under one of its voiding clauses. */
  readonly voided: boolean
}

/** An incident that no text covers, or a question that no text gives anyone to answer. */
export interface Hole {
  readonly id: string
  readonly code:
    | 'no-duty-to-act'
    | 'not-covered'
    | 'undetermined'
    | 'not-in-force'
    | 'nobody-decides'
    | 'no-deadline'
    | 'deadline-refused'
  readonly incident: string | null
  readonly clause: ClauseRef | null
  readonly what: string
}

export interface Conflict {
  readonly id: string
  readonly bearer: string
  readonly obligations: readonly string[]
  readonly what: string
  /** How the texts themselves settle it; null where they do not. */
  readonly settledBy: string | null
}

/** One rung: whose move, owed or not, what the text said, what came of it. */
export interface LadderStep {
  readonly id: string
  /** Null for a move still open. */
  readonly event: string | null
  readonly at: Instant
  readonly side: 'adversary' | 'beneficiary' | 'guarantor' | 'body' | 'other'
  readonly actors: readonly string[]
  /** Rung of the challenge or of the response. */
  readonly rung: Level | Response | 'procedure'
  readonly character: 'challenge' | 'power' | 'discretionary' | 'owed' | 'beyond-the-text'
  readonly status: 'made' | 'open' | 'blocked' | 'declined' | 'breached'
  readonly what: string
  readonly clause: ClauseRef | null
  /** The words of the clause. */
  readonly text: string | null
}

/** An event that changed nothing because it could not: a vote by a non-member, a reference to nothing. */
export interface Ignored {
  readonly event: string
  readonly code: string
  readonly reason: string
}

export interface ExerciseState {
  readonly now: Instant
  readonly zone: string
  readonly reading: 'in-force' | 'as-is'
  /** Events known by `now`. */
  readonly known: number
  readonly documents: readonly DocumentState[]
  readonly incidents: readonly IncidentState[]
  readonly obligations: readonly Obligation[]
  readonly powers: readonly Power[]
  readonly decisions: readonly Decision[]
  /** By time; those that run come with what falls due in `dueSoon`. */
  readonly deadlines: readonly DeadlineState[]
  /** Ids of running deadlines within the horizon. */
  readonly dueSoon: readonly string[]
  readonly transitions: readonly Transition[]
  readonly steps: readonly LadderStep[]
  readonly holes: readonly Hole[]
  readonly conflicts: readonly Conflict[]
  readonly ignored: readonly Ignored[]
  /** Deadlines that could not be computed, and the like. */
  readonly issues: readonly Issue[]
}

/** What the engine is given. `now` is passed in: nothing here knows a clock. */
export interface ExerciseInput {
  /** Ids are unique. */
  readonly documents: readonly Pact[]
  /** In any order: they are taken by `knownAt`, and in the order of the list where that is the same. */
  readonly events: readonly ExerciseEvent[]
  readonly settings: Settings
  /** What is known after it is left out. */
  readonly now: Instant
}

/** The engine: a pure fold over the log. Same input, same bytes; any cut of a log is a log. */
export type Engine = (input: ExerciseInput) => ExerciseState
