import type { ExerciseEvent, Instant } from '../../exercise/event.js'
import type { Inject } from '../../exercise/msel.js'
import type { ExerciseState, LifeState, Obligation, Transition } from '../../exercise/state.js'
import { en, type Strings } from '../strings/en.js'

/*
 * What an after-action report says, as plain data: the page and the Markdown are made from it.
 */

/** What is reported on: the head of the exercise, what happened in it, and where it ended. */
export interface Played {
  readonly id: string
  readonly title: string
  readonly summary?: string
  readonly start: Instant
  readonly zone: string
  readonly objectives: readonly { readonly id: string; readonly text: string }[]
  /** Events in the order in which they became known. */
  readonly events: readonly ExerciseEvent[]
  /** What planners wrote beside an event, by its id. */
  readonly injects: ReadonlyMap<string, Inject>
  readonly state: ExerciseState
  /** Version of the program, for the foot of the page. */
  readonly version: string
}

/** Obligations that went the same way at the same times: one line for thirty allies. */
export interface Lane {
  readonly pact: string
  readonly commitment: string
  readonly bearers: readonly string[]
  readonly obligations: readonly Obligation[]
  readonly steps: readonly Transition[]
}

/** States in which nothing is asked of anybody. A duty to refrain is due all the time, and quiet while it is kept. */
const quiet: readonly LifeState[] = ['not-in-force', 'dormant']
const quietFor = ({ shape }: Obligation): readonly LifeState[] =>
  shape === 'prohibition' ? [...quiet, 'due'] : quiet

/** Was anything ever asked under this obligation? */
const stirred = (obligation: Obligation, transitions: readonly Transition[]): boolean => {
  const calm = quietFor(obligation)
  return (
    !calm.includes(obligation.state) ||
    obligation.transitions.some((seq) => !calm.includes(transitions[seq]?.to ?? 'dormant'))
  )
}

/** Lanes of what was in question at any time, in the order of the documents. */
export const lanesOf = (state: ExerciseState): readonly Lane[] => {
  const lanes = new Map<string, { obligations: Obligation[]; steps: readonly Transition[] }>()
  for (const obligation of state.obligations) {
    if (obligation.shape === 'standing' || !stirred(obligation, state.transitions)) continue
    const steps = state.transitions.filter(({ obligation: id }) => id === obligation.id)
    const history = steps.map(({ to, knownAt }) => `${to}@${knownAt}`).join(' ')
    const key = `${obligation.pact}/${obligation.commitment}#${obligation.occasion}: ${history}`
    const lane = lanes.get(key)
    if (lane === undefined) lanes.set(key, { obligations: [obligation], steps })
    else lane.obligations.push(obligation)
  }
  return [...lanes.values()].map(({ obligations, steps }) => ({
    pact: obligations[0].pact,
    commitment: obligations[0].commitment,
    bearers: obligations.map(({ bearer }) => bearer),
    obligations,
    steps,
  }))
}

/** How long a bearer took, in the times at which things happened; null where it has not come to that. */
export interface ResponseTime {
  readonly lane: Lane
  /** First incident, or request, that set it going. */
  readonly from: Instant
  readonly known: Instant | null
  readonly due: Instant | null
  readonly done: Instant | null
  readonly deadline: Instant | null
  readonly late: boolean
}

const doneStates: readonly LifeState[] = ['fulfilled', 'fulfilled-late', 'partial', 'cured', 'remedied']

export const responseTimes = (state: ExerciseState, lanes: readonly Lane[]): readonly ResponseTime[] =>
  lanes.flatMap((lane): ResponseTime[] => {
    const [obligation] = lane.obligations
    const first = state.incidents
      .filter(({ event }) => obligation.incidents.includes(event))
      .map(({ occurredAt }) => occurredAt)
      .sort()[0]
    const reached = (states: readonly LifeState[]): Instant | null =>
      lane.steps.find(({ to }) => states.includes(to))?.occurredAt ?? null
    const calm = quietFor(obligation)
    const from = first ?? lane.steps.find(({ to }) => !calm.includes(to))?.occurredAt
    if (from === undefined) return []
    const deadline = state.deadlines.find(({ id }) => id === obligation.deadline) ?? null
    const known = lane.steps.find(({ to }) => !calm.includes(to))?.knownAt ?? null
    return [
      {
        lane,
        from,
        known,
        due: obligation.shape === 'prohibition' ? null : reached(['due']),
        done: obligation.performed[0]?.occurredAt ?? reached(doneStates),
        deadline: deadline?.at ?? null,
        late:
          lane.steps.some(({ to }) => to === 'fulfilled-late' || to === 'breached') ||
          obligation.performed.some(({ late }) => late),
      },
    ]
  })

/** What the exercise showed that ought to be mended, and where. The owner is for people to fill in. */
export interface CorrectiveAction {
  readonly what: string
  readonly because: string
  /** Place in a document: `nato-1949/article-5`. */
  readonly where: string
}

const clauseOf = (ref: { readonly pact: string; readonly commitment: string } | null, t: Strings): string =>
  ref === null ? t.exercise.actions.noClause : `${ref.pact}/${ref.commitment}`

/** At most so many bearers by name. */
export const named = (bearers: readonly string[], most = 5, t: Strings = en): string =>
  bearers.length <= most
    ? bearers.join(', ')
    : `${bearers.slice(0, most - 1).join(', ')}${t.exercise.andMore(bearers.length - most + 1)}`

/** One action for each kind of hole and clause, and for each obligation that was blocked, missed or settled late. */
export const correctiveActions = (
  state: ExerciseState,
  lanes: readonly Lane[],
  t: Strings = en,
): readonly CorrectiveAction[] => {
  const say = t.exercise.actions
  const actions = new Map<string, CorrectiveAction>()
  const add = (what: string, because: string, where: string): void => {
    const key = `${what} ${where}`
    if (!actions.has(key)) actions.set(key, { what, because, where })
  }
  for (const hole of state.holes) add(say.holes[hole.code], hole.what, clauseOf(hole.clause, t))
  for (const lane of lanes) {
    const where = `${lane.pact}/${lane.commitment}`
    const who = named(lane.bearers, 5, t)
    const [{ state: stands, blockers, missing }] = lane.obligations
    if (stands === 'blocked') add(say.blocked, say.blockedBy(who, named(blockers, 5, t)), where)
    if (stands === 'breached') add(say.breached, say.wasBreached(who), where)
    if (stands === 'fulfilled-late' || stands === 'cured') add(say.late, say.wasLate(who), where)
    if (stands === 'partial') add(say.partial, say.wasPartial(who), where)
    if (stands === 'declined') add(say.declined, say.wasDeclined(who), where)
    if (stands === 'alleged') add(say.alleged, say.wasAlleged(who, missing.join('; ')), where)
    if (stands === 'decision-pending') add(say.pending, say.wasPending(who), where)
  }
  for (const conflict of state.conflicts)
    if (conflict.settledBy === null) add(say.conflict, conflict.what, conflict.obligations.join(', '))
  return [...actions.values()]
}

/** One event, or many of one kind at one moment: eighteen allies that act together. */
export interface Told {
  readonly event: ExerciseEvent
  /** How many more did the same at that moment. */
  readonly more: number
}

/** What the timeline tells, in order: all events but votes, those that go together as one. */
export const toldEvents = ({ events }: Pick<Played, 'events'>): readonly Told[] => {
  const told = new Map<string, { event: ExerciseEvent; more: number }>()
  for (const event of events) {
    if (event.type === 'vote') continue
    const together =
      (event.type === 'performance' || event.type === 'decision' || event.type === 'invocation') &&
      event.title === undefined
        ? [event.type, event.knownAt, event.occurredAt, event.pact, event.commitment, event.incident].join(
            ' ',
          ) + (event.type === 'performance' ? event.extent : event.type === 'decision' ? event.choice : '')
        : event.id
    const before = told.get(together)
    if (before === undefined) told.set(together, { event, more: 0 })
    else before.more += 1
  }
  return [...told.values()]
}

/** An inject that was to bring somebody to act, and what they did next. */
export interface Expectation {
  readonly event: ExerciseEvent
  readonly inject: Inject
  /** First event by those it was sent to, after it; null where there was none. */
  readonly next: ExerciseEvent | null
}

const actorOf = (event: ExerciseEvent): string | undefined =>
  'by' in event && typeof event.by === 'string' ? event.by : undefined

export const expectations = ({ events, injects }: Played): readonly Expectation[] =>
  events.flatMap((event, index): Expectation[] => {
    const inject = injects.get(event.id)
    if (inject?.expectedAction === undefined) return []
    const to = (inject.to ?? '').split(/[\s,;/]+/).filter((part) => part !== '')
    const next = events.slice(index + 1).find((later) => {
      const actor = actorOf(later)
      return actor !== undefined && (to.length === 0 || to.includes(actor))
    })
    return [{ event, inject, next: next ?? null }]
  })
