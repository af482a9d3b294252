import type { Clause } from './clause.js'
import type { DueTime } from './deadline.js'
import type {
  ApprovalEvent,
  ConsultationCalled,
  ConsultationHeld,
  DecisionEvent,
  FindingEvent,
  Incident,
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
  /** Incidents of which it is not known. */
  readonly open: Set<string>
  /** When the first of them happened, and who suffered; kept up to date with `verdicts`. */
  first: Instant | null
  suffered: Set<string>
  readonly facts: DutyEvent[]
  readonly factsByType: Map<DutyEvent['type'], DutyEvent[]>
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
  readonly transitions: number[]
}

export const newOccasion = (clause: Clause, bearer: string, number: number): Occasion => ({
  id: `${clause.key}/${bearer}${number === 1 ? '' : `#${number}`}`,
  clause,
  bearer,
  number,
  verdicts: new Map(),
  open: new Set(),
  first: null,
  suffered: new Set(),
  facts: [],
  factsByType: new Map(),
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
  transitions: [],
})

/** Sets what an incident comes to for this obligation. */
export const setVerdict = (
  occasion: Occasion,
  incident: Incident,
  verdict: 'true' | 'undetermined',
): void => {
  const { id, occurredAt, target } = incident
  occasion.verdicts.set(id, verdict)
  if (verdict === 'undetermined') occasion.open.add(id)
  else occasion.open.delete(id)
  if (occasion.first === null || occurredAt < occasion.first) occasion.first = occurredAt
  if (target !== undefined) occasion.suffered.add(target)
}

/** Is it triggered by at least one incident? */
export const isTriggered = ({ verdicts, open }: Occasion): boolean => verdicts.size > open.size

export const addFact = ({ facts, factsByType }: Occasion, fact: DutyEvent): void => {
  facts.push(fact)
  const list = factsByType.get(fact.type)
  if (list === undefined) factsByType.set(fact.type, [fact])
  else list.push(fact)
}

export const removeFact = ({ facts, factsByType }: Occasion, fact: DutyEvent): void => {
  for (const list of [facts, factsByType.get(fact.type) ?? []]) {
    const place = list.indexOf(fact)
    if (place !== -1) list.splice(place, 1)
  }
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
