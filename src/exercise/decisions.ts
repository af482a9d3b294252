import { decidesItself, isJoint, organsFor } from './clause.js'
import type { ApprovalEvent, DecisionEvent } from './event.js'
import type { Fold } from './fold.js'
import type { Occasion } from './occasion.js'
import { blockersOf, type Proposal, wordsOf } from './proposals.js'
import type { Ballot, Decision } from './state.js'

const ballotsOf = (proposal: Proposal): Ballot[] =>
  [...proposal.cast.values()].map(({ by, choice, id }) => ({ state: by, choice, event: id }))

const ofProposal = (fold: Fold, proposal: Proposal): Decision => {
  const { event, body, counting, status, tally } = proposal
  const [clause] = proposal.clauses.flatMap((key) => fold.ledgers.get(key)?.clause ?? [])
  return {
    id: event.id,
    pact: event.pact ?? '',
    commitments: proposal.clauses.flatMap((key) => fold.ledgers.get(key)?.clause.commitment.id ?? []),
    rule: counting.rule,
    body: body.id,
    deciders: counting.members,
    status,
    subject: event.subject,
    opened: event.occurredAt,
    closed: proposal.closed,
    ballots: ballotsOf(proposal),
    awaited: status === 'open' ? tally.awaited : [],
    blockers: blockersOf(proposal),
    quorum: tally.quorum,
    silenceUntil: proposal.silenceUntil,
    tally: wordsOf(proposal),
    path: clause === undefined ? 'bodies' : `${clause.path}.decision`,
  }
}

/** A body that would have to decide and has nothing before it. */
const awaitedOf = (fold: Fold, occasions: readonly Occasion[]): Decision | null => {
  const waiting = occasions.filter(
    ({ state, proposals }) => state === 'decision-pending' && proposals.length === 0,
  )
  const [first] = waiting
  const body = first?.clause.body
  if (first === undefined || body === undefined || !isJoint(first.clause)) return null
  const { clause } = first
  return {
    id: `${clause.key}:decision`,
    pact: clause.pact.id,
    commitments: [clause.commitment.id],
    rule: clause.rule ?? body.rule,
    body: body.id,
    deciders: clause.bodyMembers,
    status: 'open',
    subject: `nothing has been put to ${body.name} yet`,
    opened: first.since ?? fold.log[0]?.knownAt ?? '',
    closed: null,
    ballots: [],
    awaited: clause.bodyMembers,
    blockers: [],
    quorum: null,
    silenceUntil: null,
    tally: 'no vote yet',
    path: `${clause.path}.decision`,
  }
}

/** What one state decides for itself under a clause, its parliament included. */
const ofState = (occasion: Occasion): Decision | null => {
  const { clause, bearer, facts, state } = occasion
  const decided = facts.filter(
    (fact): fact is DecisionEvent => fact.type === 'decision' && fact.by === bearer,
  )
  const last = decided[decided.length - 1]
  const organs = organsFor(clause, bearer, last?.means)
  const answers = facts.filter(
    (fact): fact is ApprovalEvent => fact.type === 'approval' && fact.by === bearer,
  )
  const pending = state === 'decision-pending' && (decidesItself(clause) || organs.length > 0)
  if (!pending && decided.length === 0 && answers.length === 0) return null
  const refused = answers.filter(({ given }) => !given).map(({ organ }) => `${organ} (${bearer})`)
  const open = pending && refused.length === 0
  const awaitedOrgans = organs.filter((organ) => !answers.some((answer) => answer.organ === organ))
  return {
    id: `${occasion.id}:decision`,
    pact: clause.pact.id,
    commitments: [clause.commitment.id],
    rule: 'each',
    body: null,
    deciders: [bearer, ...organs],
    status: open ? 'open' : last?.choice === 'decline' || refused.length > 0 ? 'failed' : 'passed',
    subject: `what ${bearer} does under ${clause.commitment.id}`,
    opened: occasion.since ?? '',
    closed: open ? null : (last?.knownAt ?? answers[answers.length - 1]?.knownAt ?? null),
    ballots: decided.map(({ by, choice, id }) => ({
      state: by,
      choice: choice === 'act' ? 'yes' : 'no',
      event: id,
    })),
    awaited: open
      ? last === undefined && decidesItself(clause)
        ? [bearer, ...awaitedOrgans]
        : awaitedOrgans
      : [],
    blockers: refused,
    quorum: null,
    silenceUntil: null,
    tally:
      last === undefined
        ? 'not decided'
        : `${bearer} decided to ${last.choice === 'act' ? 'act' : 'decline'}`,
    path: `${clause.path}.decision`,
  }
}

/** All decisions: of bodies in the order of proposals, then those that bodies and states still have to take. */
export const decisionsOf = (fold: Fold): Decision[] => [
  ...[...fold.proposals.values()].map((proposal) => ofProposal(fold, proposal)),
  ...[...fold.ledgers.values()].flatMap(
    ({ byBearer }) => awaitedOf(fold, [...byBearer.values()].flat()) ?? [],
  ),
  ...fold.occasions().flatMap((occasion) => ofState(occasion) ?? []),
]
