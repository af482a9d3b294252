import { compareText } from '../core/order.js'
import { dueTime, showDuration } from './deadline.js'
import type { Instant, Settings } from './event.js'
import type { Fold } from './fold.js'
import type { Occasion, Running } from './occasion.js'
import type { Proposal } from './proposals.js'
import type { DeadlineState, LifeState } from './state.js'
import { showMoment } from './time.js'
import { authorship } from './trigger.js'
import { dutyWords } from './words.js'

const met: ReadonlySet<LifeState> = new Set(['fulfilled'])
const missed: ReadonlySet<LifeState> = new Set(['fulfilled-late', 'cured', 'remedied', 'breached'])
const waiting: ReadonlySet<LifeState> = new Set(['due', 'partial', 'decision-pending'])

const statusOf = (state: LifeState, at: Instant, now: Instant): DeadlineState['status'] => {
  if (met.has(state)) return 'met'
  if (missed.has(state)) return 'missed'
  if (!waiting.has(state)) return 'moot'
  return now > at ? 'missed' : 'running'
}

const ofObligation = (fold: Fold, occasion: Occasion, running: Running, now: Instant): DeadlineState => {
  const { clause, bearer, state } = occasion
  const { due, startedAt, startedBy } = running
  return {
    id: `${occasion.id}:deadline`,
    what: dutyWords(occasion, fold.creditorsOf(occasion)),
    who: [bearer],
    at: due.at,
    local: showMoment(due.at, due.zone),
    startedAt,
    startedBy,
    status: statusOf(state, due.at, now),
    qualifier: clause.commitment.deadline?.qualifier ?? null,
    conventions: due.conventions,
    obligation: occasion.id,
    path: `${clause.path}.deadline`,
  }
}

const ofSilence = (proposal: Proposal, { zone }: Settings, now: Instant): DeadlineState[] => {
  const { silence, silenceUntil, event, body, status } = proposal
  if (silence === null || silenceUntil === null) return []
  const running = status === 'open' && now <= silenceUntil && proposal.broken.length === 0
  return [
    {
      id: `${event.id}:silence`,
      what: `to break silence on "${event.subject}" in ${body.name}`,
      who: proposal.counting.members,
      at: silenceUntil,
      local: showMoment(silenceUntil, zone),
      startedAt: silence.occurredAt,
      startedBy: silence.id,
      status: running ? 'running' : status === 'passed' && proposal.closed === silenceUntil ? 'met' : 'moot',
      qualifier: null,
      conventions: [],
      obligation: null,
      path: 'bodies',
    },
  ]
}

/** Times that a clause sets for saying who did it: whoever misses one is in no breach, but others wait for it. */
const ofAttribution = (fold: Fold, settings: Settings, now: Instant): DeadlineState[] =>
  [...fold.ledgers.values()].flatMap(({ clause }) => {
    const attribution = clause.commitment.trigger?.attribution
    const { within } = attribution ?? {}
    if (within === undefined || attribution?.required !== true) return []
    return [...fold.incidents.values()].flatMap((incident): DeadlineState[] => {
      const verdict = incident.evaluations.get(clause.key)?.verdict ?? 'false'
      if (verdict === 'false' && !incident.attributions.some(({ by }) => by === attribution.by)) return []
      const counted = dueTime(within, incident.event.knownAt, settings)
      if ('refused' in counted) return []
      const { due } = counted
      const settled = authorship(incident, attribution.by).common !== null
      const spoke = incident.attributions.find(
        ({ by, standing }) => by === attribution.by && standing === 'established',
      )
      const late = spoke === undefined ? now > due.at : spoke.occurredAt > due.at
      return [
        {
          id: `${clause.key}:attribution:${incident.event.id}`,
          what: `to say who did ${incident.event.id}, within ${showDuration(within)}`,
          who: [attribution.by ?? 'each guarantor'],
          at: due.at,
          local: showMoment(due.at, due.zone),
          startedAt: incident.event.knownAt,
          startedBy: incident.event.id,
          status: late ? 'missed' : spoke !== undefined ? 'met' : settled ? 'moot' : 'running',
          qualifier: within.qualifier ?? null,
          conventions: due.conventions,
          obligation: null,
          path: `${clause.path}.trigger.attribution.within`,
        },
      ]
    })
  })

/** All deadlines, by time. */
export const deadlinesOf = (fold: Fold, settings: Settings, now: Instant): DeadlineState[] =>
  [
    ...fold
      .occasions()
      .flatMap((occasion) =>
        occasion.running === null ? [] : [ofObligation(fold, occasion, occasion.running, now)],
      ),
    ...[...fold.proposals.values()].flatMap((proposal) => ofSilence(proposal, settings, now)),
    ...ofAttribution(fold, settings, now),
  ].sort((a, b) => compareText(a.at, b.at) || compareText(a.id, b.id))
