import type { Issue } from '../../core/issue.js'
import type { Assumption } from '../../crisis/index.js'
import type {
  After,
  CourseDifference,
  Exercise,
  ExerciseState,
  Instant,
  Reasons,
  Turn,
} from '../../exercise/index.js'
import type { Entry } from '../../ledger/entry.js'
import type { PledgeDraft } from '../../ledger/text/drafts.js'
import type { Hedge, TestablePart } from '../../ledger/vocabulary.js'
import type { Level, Pact } from '../../pact/index.js'
import type { Language } from '../../report/strings/index.js'
import type { Comparison, Sweep } from '../../study/index.js'
import type { Sampling, Study } from '../../study/uncertainty/index.js'
import type { DocumentText, Project } from '../project/project.js'

/*
 * What the page asks of its workers, and what they tell it. All plain data.
 */

/** What decides the numbers of a comparison. */
export type Case = Pick<Project, 'documents' | 'assumptions' | 'set' | 'seed' | 'reading' | 'prior'>

/** A document as read: what could be made of it, and all that is doubtful in it. */
export interface Reading {
  readonly name: string
  readonly pact: Pact | null
  /** Can it be solved: does it read, and does it name an adversary? */
  readonly solvable: boolean
  readonly issues: readonly Issue[]
}

/** One option at the medians of all assumptions: quick, and without an interval. */
export interface Glance {
  readonly id: string
  readonly short: string
  readonly deterrence: number
  readonly challenge: Readonly<Record<Level, number>>
  /** P(at least one full attack in ten years). */
  readonly fullTenYears: number
}

/** A part of the report: heading and HTML made by `report/`, in which every text of a document is escaped. */
export interface Section {
  readonly id: string
  readonly title: string
  readonly html: string
}

export interface Compared {
  readonly comparison: Comparison
  readonly sections: readonly Section[]
}

/** What a study asks, as `guarantor study` takes it. */
export interface StudySettings {
  /** Ids of the options, that which the others are held against first. */
  readonly options: readonly string[]
  readonly sampling: Sampling
  readonly replicates: number
  readonly perReplicate: number
  readonly until: { readonly halfWidth: number; readonly mostDraws: number } | null
  readonly metric: string
  readonly fails: { readonly metric: string; readonly is: 'above' | 'below'; readonly threshold: number }
  readonly breaking: boolean
  /** Points per replicate for Sobol' indices and Shapley effects, walks for Morris; 0 for none. */
  readonly sobol: number
  readonly pairs: boolean
  readonly shapley: number
  readonly morris: number
  /** Assumptions that Sobol' and Shapley tell apart. */
  readonly top: number
  /** Futures of the deeply uncertain assumptions, where there are any, and draws in each. */
  readonly futures: number
  readonly drawsInFuture: number
}

export interface Studied {
  readonly study: Study
  /** The whole page, to be kept, and its sections, to be shown here. */
  readonly page: string
  readonly sections: readonly Section[]
}

/** An exercise at a moment: what the texts and the log make of it. */
export interface Exercised {
  /** Null where the event file cannot be read; then the issues say why. */
  readonly exercise: Exercise | null
  readonly state: ExerciseState | null
  /** Times at which something becomes known or falls due, ascending. */
  readonly moments: readonly Instant[]
  readonly issues: readonly Issue[]
  /** The timeline as a drawing; empty where nothing has stirred. */
  readonly timeline: string
}

/** Documents and log, and the moment looked at; the last event's where it is null. */
export interface Moment {
  readonly documents: readonly DocumentText[]
  readonly events: string
  readonly now: Instant | null
}

/** What the model did for the states it was to play, and the log with it. */
export interface PlayedByModel {
  readonly events: string
  /** Each answer, with the chances it was drawn from. */
  readonly answers: readonly { readonly title: string; readonly reason: string }[]
}

/** What the after-action report of a course of events is written as. */
export type ReportForm = 'html' | 'markdown' | 'csv' | 'ics'

/** The ledger as it stands on a day. */
export interface Tracked {
  readonly entries: number
  /** Hash of each entry and all before it, as entered; null where this page can hash nothing. */
  readonly hashes: readonly string[] | null
  /** Lines of its text that cannot be read, and so are not counted. */
  readonly issues: readonly Issue[]
  readonly sections: readonly Section[]
}

/** Who enters, when and with what. */
export type Entered = Entry['entered']

/** A file as it came from the machine. */
export interface GivenFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What taking files in would do; nothing is done yet. */
export interface DryRun {
  /** Why the file as a whole is refused; empty where it is not. */
  readonly refused: readonly Issue[]
  /** What it was recognised as. */
  readonly recognised: string
  readonly added: number
  readonly revised: number
  readonly withdrawn: number
  /** There already with the same content. */
  readonly same: number
  readonly setAside: readonly { readonly line: number | null; readonly why: string }[]
  /** About the file as a whole. */
  readonly notes: readonly string[]
  /** The first entries that would be new, in words. */
  readonly sample: readonly string[]
  /** The ledger's text as it would be. */
  readonly ledger: string
}

/** A stretch of a sentence; what was found in it, where it is marked. */
export interface Marked {
  readonly text: string
  readonly as: 'hedge' | 'amount' | 'deadline' | 'condition' | null
}

/** A sentence that seems to promise. A person decides whether it is a pledge. */
export interface FoundPromise {
  readonly words: readonly Marked[]
  readonly who: string
  readonly whoAssumed: boolean
  readonly to: string | null
  readonly hedge: Hedge
  readonly due: string | null
  readonly missing: readonly TestablePart[]
  /** Entries of the ledger that it seems to repeat. */
  readonly repeats: readonly string[]
  readonly note: string
  /** The pledges it would become: one for each amount. */
  readonly drafts: readonly PledgeDraft[]
}

export interface StatementGiven {
  readonly text: string
  readonly issuer: string
  /** YYYY-MM-DD. */
  readonly date: string
  /** Code of the beneficiary; empty where the text is to say. */
  readonly to: string
  readonly title: string
}

/** What is said is said in this language. */
interface InLanguage {
  readonly language: Language
}

/** Questions, each with its answer. */
export interface Questions {
  readonly read: {
    readonly ask: { readonly documents: readonly DocumentText[] } & InLanguage
    readonly answer: readonly Reading[]
  }
  readonly assumptions: {
    readonly ask: {
      readonly assumptions: string
      readonly set: Case['set']
      readonly prior: Case['prior']
    } & InLanguage
    readonly answer: { readonly list: readonly AssumptionLine[]; readonly issues: readonly Issue[] }
  }
  readonly glance: { readonly ask: { readonly case: Case }; readonly answer: readonly Glance[] }
  readonly compare: {
    readonly ask: { readonly case: Case; readonly draws: number } & InLanguage
    readonly answer: Compared
  }
  /** The same results in another language. */
  readonly sayComparison: {
    readonly ask: { readonly comparison: Comparison } & InLanguage
    readonly answer: Compared
  }
  readonly sayStudy: {
    readonly ask: { readonly study: Study } & InLanguage
    readonly answer: Studied
  }
  readonly drivers: {
    readonly ask: { readonly case: Case; readonly option: string } & InLanguage
    readonly answer: Sweep | null
  }
  readonly study: {
    readonly ask: { readonly case: Case; readonly settings: StudySettings } & InLanguage
    readonly answer: Studied
  }
  /** About how many games a study will solve. */
  readonly studyPlan: {
    readonly ask: { readonly case: Case; readonly settings: StudySettings }
    readonly answer: number
  }
  readonly exercise: { readonly ask: Moment & InLanguage; readonly answer: Exercised }
  readonly why: { readonly ask: Moment & { readonly id: string }; readonly answer: Reasons | null }
  /** The log with an event put in where its time belongs; null where it could not be read with it. */
  readonly putEvent: {
    readonly ask: {
      readonly events: string
      readonly event: Readonly<Record<string, unknown>>
      readonly at: Instant
    }
    readonly answer: string | null
  }
  /** The log of a branch forked at an event; null where that event has no other way. */
  readonly branch: {
    readonly ask: {
      readonly events: string
      readonly at: string
      readonly turn: Turn
      readonly after: After
    }
    readonly answer: string | null
  }
  /** Two courses of events at one moment, that of the later end where it is null; null where one cannot be read. */
  readonly branches: {
    readonly ask: {
      readonly documents: readonly DocumentText[]
      readonly logs: readonly [string, string]
      readonly now: Instant | null
    }
    readonly answer: CourseDifference | null
  }
  /** What the model has states do about all that waits for them, one answer after the other. */
  readonly play: {
    readonly ask: Moment & { readonly case: Case; readonly states: readonly string[] }
    readonly answer: PlayedByModel | null
  }
  readonly afterAction: {
    readonly ask: Moment & { readonly form: ReportForm } & InLanguage
    readonly answer: string
  }
  readonly track: {
    readonly ask: { readonly ledger: string; readonly asOf: string } & InLanguage
    readonly answer: Tracked
  }
  /** What taking files in would do to a ledger. */
  readonly takeIn: {
    readonly ask: {
      readonly ledger: string
      readonly files: readonly GivenFile[]
      readonly replace: boolean
      readonly euros: boolean
      readonly entered: Entered
    }
    readonly answer: DryRun
  }
  readonly findPromises: {
    readonly ask: { readonly ledger: string; readonly statement: StatementGiven }
    readonly answer: { readonly found: readonly FoundPromise[]; readonly issues: readonly Issue[] }
  }
  /** The ledger's text with pledges that a person confirmed. */
  readonly keepPromises: {
    readonly ask: {
      readonly ledger: string
      readonly drafts: readonly PledgeDraft[]
      readonly entered: Entered
    }
    readonly answer: { readonly ledger: string; readonly added: number; readonly same: number }
  }
  readonly ledgerCsv: { readonly ask: { readonly ledger: string }; readonly answer: string }
  readonly report: { readonly ask: { readonly comparison: Comparison } & InLanguage; readonly answer: string }
}

export type Kind = keyof Questions

/** An assumption, with the span its slider covers. */
export interface AssumptionLine extends Assumption {
  readonly median: number
  /** 1st and 99th percentile. */
  readonly low: number
  readonly high: number
  readonly overridden: boolean
}

export type Ask =
  | { [K in Kind]: { readonly id: number; readonly kind: K; readonly ask: Questions[K]['ask'] } }[Kind]
  | { readonly id: number; readonly kind: 'cancel' }

export type Tell =
  | {
      readonly id: number
      readonly kind: 'progress'
      readonly what: string
      readonly done: number
      readonly total: number
    }
  | { readonly id: number; readonly kind: 'answer'; readonly answer: Questions[Kind]['answer'] }
  | { readonly id: number; readonly kind: 'cancelled' }
  | {
      readonly id: number
      readonly kind: 'failed'
      readonly message: string
      readonly issues: readonly Issue[]
    }
