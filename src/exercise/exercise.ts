import { meansFor } from './clause.js'
import { deadlinesOf } from './deadlines.js'
import { decisionsOf } from './decisions.js'
import { documentsOf } from './documents.js'
import type { ExerciseEvent, Instant } from './event.js'
import { Fold } from './fold.js'
import { conflictsOf, holesOf } from './holes.js'
import { stepsOfLadder } from './ladder.js'
import type { Occasion } from './occasion.js'
import { powersOf } from './powers.js'
import type { Engine, IncidentState, Obligation, Performed } from './state.js'
import { addHours } from './time.js'
import { authorship } from './trigger.js'
import { residualWords } from './words.js'

/** What was known by a moment, in the order in which it became known. */
export const knownBy = (events: readonly ExerciseEvent[], now: Instant): ExerciseEvent[] =>
  events
    .map((event, index) => ({ event, index }))
    .filter(({ event }) => event.knownAt <= now)
    .sort((a, b) =>
      a.event.knownAt < b.event.knownAt ? -1 : a.event.knownAt > b.event.knownAt ? 1 : a.index - b.index,
    )
    .map(({ event }) => event)

/**
 * Exercises documents against a log: who owes what to whom by when, what is decided by whom, and where the texts leave a
 * hole, as known at `now`. Total: what an event cannot do is listed in `ignored`. A RangeError where the zone is unknown.
 */
export const exercise: Engine = ({ documents, events, settings, now }) => {
  const fold = new Fold(documents, settings)
  const known = knownBy(events, now)
  for (const event of known) fold.take(event)
  fold.advance(now)
  const deadlines = deadlinesOf(fold, settings, now)
  const horizon = addHours(now, settings.horizonHours)
  return {
    now,
    zone: settings.zone,
    reading: settings.reading,
    known: known.length,
    documents: documentsOf(fold, documents, now),
    incidents: incidentsOf(fold),
    obligations: fold.occasions().map((occasion) => obligationOf(fold, occasion)),
    powers: powersOf(fold, documents),
    decisions: decisionsOf(fold),
    deadlines,
    dueSoon: deadlines.filter(({ status, at }) => status === 'running' && at <= horizon).map(({ id }) => id),
    transitions: fold.transitions,
    steps: stepsOfLadder(fold, documents, now),
    holes: holesOf(fold, documents),
    conflicts: conflictsOf(fold),
    ignored: fold.ignored,
    issues: fold.issues,
  }
}

const incidentsOf = (fold: Fold): IncidentState[] =>
  [...fold.incidents.values()].map((incident) => {
    const { event, evaluations } = incident
    const { common, own, alleged } = authorship(incident)
    const [first] = own
    const held = fold.holds(event.id)
    return {
      event: event.id,
      title: event.title ?? event.kind ?? event.id,
      occurredAt: event.occurredAt,
      knownAt: event.knownAt,
      level: event.level ?? null,
      established: common ?? (first === undefined ? null : { actor: first[1], by: first[0] }),
      alleged,
      verdicts: [...evaluations].map(([key, { verdict, tests }]) => {
        const [pact, commitment] = key.split('/')
        return {
          pact,
          commitment,
          verdict,
          binding: held.has(key),
          tests,
        }
      }),
    }
  })

const performedBy = (occasion: Occasion): Performed[] =>
  occasion.facts.flatMap((fact): Performed[] => {
    const late = occasion.running !== null && fact.occurredAt > occasion.running.due.at
    const { id, occurredAt } = fact
    if (fact.type === 'consultation-held') return [{ event: id, occurredAt, extent: 'full', late }]
    if (fact.type !== 'performance') return []
    return [
      {
        event: id,
        occurredAt,
        extent: fact.extent,
        ...(fact.means === undefined ? {} : { means: fact.means }),
        ...(fact.amount === undefined ? {} : { amount: fact.amount }),
        late,
      },
    ]
  })

const obligationOf = (fold: Fold, occasion: Occasion): Obligation => {
  const { clause, bearer, id, state, since, number, verdicts, blockers, running } = occasion
  const missing = fold.missingOf(occasion)
  const { commitment, pact, shape } = clause
  const creditors = fold.creditorsOf(occasion)
  const proposal = occasion.proposals[occasion.proposals.length - 1]
  const joint = clause.body !== undefined
  return {
    id,
    pact: pact.id,
    commitment: commitment.id,
    bearer,
    to: creditors,
    kind: commitment.kind,
    shape,
    state,
    since,
    occasion: number,
    incidents: [...verdicts.keys()],
    means: meansFor(clause, bearer),
    words: commitment.response?.words ?? null,
    force: commitment.response?.force ?? null,
    discretionary: clause.discretionary,
    decision:
      proposal ??
      (state === 'decision-pending' ? (joint ? `${clause.key}:decision` : `${id}:decision`) : null),
    deadline: running === null ? null : `${id}:deadline`,
    missing,
    blockers,
    performed: performedBy(occasion),
    provisos: commitment.subjectTo ?? [],
    residual: residualWords({ ...occasion, missing }, creditors, fold.followerOf(occasion)),
    transitions: occasion.transitions,
  }
}
