import { compareText } from '../core/order.js'
import type { Pact, Response } from '../pact/index.js'
import { type Clause, clauseName, isJoint, meansFor } from './clause.js'
import type { CorrectableEvent, Instant } from './event.js'
import type { Fold } from './fold.js'
import type { Occasion } from './occasion.js'
import type { LadderStep } from './state.js'
import { dutyWords, listStates } from './words.js'

/*
 * Who bears the step: for each rung whose move it was, whether it was owed, and what the text said.
 */

type Side = LadderStep['side']

/** On which side somebody stands, in the documents of the exercise. */
const sideOf = (pacts: readonly Pact[], name: string | undefined): Side => {
  if (name === undefined) return 'other'
  if (pacts.some(({ parties }) => parties.adversary === name)) return 'adversary'
  if (pacts.some(({ parties }) => parties.beneficiary === name)) return 'beneficiary'
  return /^[A-Z]{3}$/.test(name) ? 'guarantor' : 'body'
}

const refOf = (clause: Clause | undefined): Pick<LadderStep, 'clause' | 'text'> =>
  clause === undefined
    ? { clause: null, text: null }
    : { clause: { pact: clause.pact.id, commitment: clause.commitment.id }, text: clause.commitment.text }

const characterOf = (occasion: Occasion | undefined): LadderStep['character'] => {
  if (occasion === undefined || occasion.triggeredAt === null) return 'beyond-the-text'
  return occasion.clause.discretionary ? 'discretionary' : 'owed'
}

const verbs: Partial<Record<CorrectableEvent['type'], string>> = {
  invocation: 'invokes',
  request: 'makes a request under',
  'consultation-called': 'calls consultations under',
  finding: 'finds on',
  waiver: 'waives its right under',
  release: 'releases from',
  suspension: 'suspends',
  resumption: 'takes up again',
  denunciation: 'denounces',
  approval: 'answers, by its parliament, on',
}

const aboutOf = (event: CorrectableEvent): string => {
  const { pact, commitment } = event as { readonly pact?: string; readonly commitment?: string }
  if (pact === undefined) return 'all texts'
  return commitment === undefined ? pact : `${commitment} of ${pact}`
}

const stepsOf = (fold: Fold, pacts: readonly Pact[], event: CorrectableEvent): LadderStep[] => {
  const base = { id: `${event.id}:step`, event: event.id, at: event.occurredAt }
  const put = fold.putTo(event.id)
  const [first] = [...put].sort((a, b) => Number(b.triggeredAt !== null) - Number(a.triggeredAt !== null))
  switch (event.type) {
    case 'incident': {
      const actor =
        event.actor ?? (event.attribution?.standing === 'undetermined' ? undefined : event.attribution?.actor)
      return [
        {
          ...base,
          side: sideOf(pacts, actor),
          actors: actor === undefined ? [] : [actor],
          rung: event.level ?? 'procedure',
          character: 'challenge',
          status: 'made',
          what: event.title ?? event.kind ?? event.id,
          clause: null,
          text: null,
        },
      ]
    }
    case 'attribution':
      return [
        {
          ...base,
          side: sideOf(pacts, event.by),
          actors: [event.by],
          rung: 'procedure',
          character: 'power',
          status: 'made',
          what: `${event.by} ${event.standing === 'denied' ? 'denies' : event.standing === 'alleged' ? 'alleges' : 'establishes'} that ${event.actor} did ${event.incident}`,
          clause: null,
          text: null,
        },
      ]
    case 'decision':
    case 'performance': {
      const means: Response | undefined =
        event.means ?? (first === undefined ? undefined : meansFor(first.clause, first.bearer))
      const declined = event.type === 'decision' && event.choice === 'decline'
      const character = characterOf(first)
      return [
        {
          ...base,
          side: sideOf(pacts, event.by),
          actors: [event.by],
          rung: means ?? 'procedure',
          character,
          status: declined ? (character === 'owed' ? 'breached' : 'declined') : 'made',
          what:
            event.title ??
            (event.type === 'decision'
              ? `${event.by} decides ${declined ? 'against acting' : 'to act'}`
              : `${event.by} acts${event.amount === undefined ? '' : `: ${event.amount}`}${event.extent === 'partial' ? ' (in part)' : ''}`),
          ...refOf(
            character === 'beyond-the-text' && event.commitment === undefined ? undefined : first?.clause,
          ),
        },
      ]
    }
    case 'consultation-held':
      return [
        {
          ...base,
          side: 'guarantor',
          actors: event.participants,
          rung: 'none',
          character: put.length === 0 ? 'beyond-the-text' : 'owed',
          status: 'made',
          what: event.title ?? `${listStates(event.participants)} consult`,
          ...refOf(first?.clause),
        },
      ]
    case 'proposal': {
      const proposal = fold.proposals.get(event.id)
      if (proposal === undefined) return []
      const [key] = proposal.clauses
      return [
        {
          ...base,
          side: 'body',
          actors: [proposal.body.id],
          rung: event.means ?? 'procedure',
          character: 'power',
          status: proposal.status === 'passed' ? 'made' : proposal.status === 'failed' ? 'blocked' : 'open',
          what: `${proposal.body.name}: ${event.subject}`,
          ...refOf(fold.ledgers.get(key)?.clause),
        },
      ]
    }
    default: {
      const verb = verbs[event.type]
      if (verb === undefined || !('by' in event) || typeof event.by !== 'string') return []
      return [
        {
          ...base,
          side: sideOf(pacts, event.by),
          actors: [event.by],
          rung: 'procedure',
          character: 'power',
          status: 'made',
          what: event.title ?? `${event.by} ${verb} ${aboutOf(event)}`,
          ...refOf(
            put.length === 1 || ('commitment' in event && event.commitment !== undefined)
              ? first?.clause
              : undefined,
          ),
        },
      ]
    }
  }
}

/** Duties whose time went by, one step for all that missed it together. */
const missedSteps = (fold: Fold): LadderStep[] => {
  const found = new Map<string, { occasion: Occasion; actors: string[]; at: Instant }>()
  for (const { obligation, to, event, occurredAt } of fold.transitions) {
    if (to !== 'breached' || event !== null) continue
    const occasion = fold.byName(obligation)
    if (occasion === undefined) continue
    const key = `${occasion.clause.key} ${occurredAt}`
    const group = found.get(key) ?? { occasion, actors: [], at: occurredAt }
    group.actors.push(occasion.bearer)
    found.set(key, group)
  }
  return [...found].map(([key, { occasion, actors, at }]) => ({
    id: `${key}:missed`,
    event: null,
    at,
    side: 'guarantor' as const,
    actors,
    rung: meansFor(occasion.clause, occasion.bearer),
    character: 'owed' as const,
    status: 'breached' as const,
    what: `${listStates(actors)} let the time go by: ${dutyWords(occasion, fold.creditorsOf(occasion))}`,
    ...refOf(occasion.clause),
  }))
}

/** Moves still to be made: one for each clause and state of its obligations. */
const openSteps = (fold: Fold, pacts: readonly Pact[], now: Instant): LadderStep[] => {
  const groups = new Map<string, Occasion[]>()
  for (const occasion of fold.occasions()) {
    const { state, clause } = occasion
    const waiting =
      state === 'decision-pending' || state === 'due' || state === 'partial' || state === 'alleged'
    if (!waiting || clause.shape === 'prohibition' || clause.shape === 'standing') continue
    const key = `${clause.key} ${state}`
    groups.set(key, [...(groups.get(key) ?? []), occasion])
  }
  return [...groups].map(([key, occasions]): LadderStep => {
    const [first] = occasions
    const { clause, state } = first
    const joint = state === 'decision-pending' && isJoint(clause) && clause.body !== undefined
    const authority = clause.commitment.trigger?.attribution?.by
    const actors = joint
      ? [clause.body?.id ?? '']
      : state === 'alleged' && authority !== undefined && authority !== 'each'
        ? [authority]
        : occasions.map(({ bearer }) => bearer)
    const owed = !clause.discretionary
    return {
      id: `${key}:open`,
      event: null,
      at: now,
      side: actors.length === 1 ? sideOf(pacts, actors[0]) : 'guarantor',
      actors,
      rung: clause.commitment.response?.means ?? 'procedure',
      character: joint || state === 'alleged' ? 'power' : owed ? 'owed' : 'discretionary',
      status: 'open',
      what:
        state === 'alleged'
          ? `to say whether it is the casus foederis of ${clauseName(clause)}`
          : state === 'decision-pending'
            ? `to decide under ${clauseName(clause)}`
            : clause.shape === 'consult' && fold.creditorsOf(first).some((one) => actors.includes(one))
              ? 'to consult with one another'
              : dutyWords(first, fold.creditorsOf(first)),
      ...refOf(clause),
    }
  })
}

/** All steps made, in the order they happened, then those still open. */
export const stepsOfLadder = (fold: Fold, pacts: readonly Pact[], now: Instant): LadderStep[] => [
  ...[...fold.log.flatMap((event) => stepsOf(fold, pacts, event)), ...missedSteps(fold)].sort((a, b) =>
    compareText(a.at, b.at),
  ),
  ...openSteps(fold, pacts, now),
]
