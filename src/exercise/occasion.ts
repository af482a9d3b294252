import type { Clause } from './clause.js'
import type { DueTime } from './deadline.js'
import type {
  ApprovalEvent,
  ConsultationCalled,
  ConsultationHeld,
  DecisionEvent,
  FindingEvent,
  Instant,
  InvocationEvent,
  PerformanceEvent,
  ReleaseEvent,
  RequestEvent,
  SuspensionEvent,
} from './event.js'
import type { LifeState, Verdict } from './state.js'

/** Events that bear on one obligation and no other thing. */
export type DutyEvent =
  | ApprovalEvent
  | ConsultationCalled
  | ConsultationHeld
  | DecisionEvent
  | FindingEvent
  | InvocationEvent
  | PerformanceEvent
  | ReleaseEvent
  | RequestEvent
  | SuspensionEvent

/** A deadline that runs, or ran. */
export interface Running {
  readonly due: DueTime
  readonly startedAt: Instant
  readonly startedBy: string
}

/** One obligation while the log is read: what bears on it, and where it has come to. */
export interface Occasion {
  readonly id: string
  readonly clause: Clause
  readonly bearer: string
  readonly number: number
  /** By incident: was it the casus foederis, as far as this bearer is concerned? None is false. */
  readonly verdicts: Map<string, Verdict>
  readonly counts: { true: number; undetermined: number }
  readonly facts: DutyEvent[]
  /** Ids of proposals before the body. */
  readonly proposals: string[]
  state: LifeState
  since: Instant | null
  reason: string
  path: string
  missing: readonly string[]
  blockers: readonly string[]
  /** When it was first known to be triggered, while it is; null when it is not. */
  triggeredAt: Instant | null
  triggeredBy: string
  running: Running | null
  /** States it has ever been in. */
  readonly reached: Set<LifeState>
  readonly transitions: number[]
}

export const newOccasion = (clause: Clause, bearer: string, number: number): Occasion => ({
  id: `${clause.key}/${bearer}${number === 1 ? '' : `#${number}`}`,
  clause,
  bearer,
  number,
  verdicts: new Map(),
  counts: { true: 0, undetermined: 0 },
  facts: [],
  proposals: [],
  state: 'dormant',
  since: null,
  reason: '',
  path: clause.path,
  missing: [],
  blockers: [],
  triggeredAt: null,
  triggeredBy: '',
  running: null,
  reached: new Set(),
  transitions: [],
})

/** Sets what an incident comes to for this obligation; a false one is dropped. */
export const setVerdict = ({ verdicts, counts }: Occasion, incident: string, verdict: Verdict): void => {
  const before = verdicts.get(incident)
  if (before !== undefined && before !== 'false') counts[before]--
  if (verdict === 'false') {
    verdicts.delete(incident)
    return
  }
  counts[verdict]++
  verdicts.set(incident, verdict)
}

/** States in which an occasion is over: what comes after begins a new one. */
const over: ReadonlySet<LifeState> = new Set([
  'fulfilled',
  'fulfilled-late',
  'cured',
  'remedied',
  'declined',
  'blocked',
  'released',
])

export const isOver = ({ state, clause }: Occasion): boolean =>
  over.has(state) && clause.shape !== 'standing' && clause.shape !== 'prohibition'

/** States in which somebody must still act. */
export const live: ReadonlySet<LifeState> = new Set([
  'alleged',
  'decision-pending',
  'due',
  'partial',
  'breached',
])
