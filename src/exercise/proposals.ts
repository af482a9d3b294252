import type { DecisionRule } from '../pact/index.js'
import { findState } from '../world/index.js'
import { type Body as Counting, countVotes, type Tally } from './ballot.js'
import { dueTime, type Refusal } from './deadline.js'
import type {
  Instant,
  ProposalEvent,
  Settings,
  SilenceBroken,
  SilenceOpened,
  VoteChoice,
  VoteEvent,
} from './event.js'
import type { Vote } from './life.js'
import type { Occasion } from './occasion.js'
import type { Body } from './roles.js'

/** A proposal before a body while the log is read. */
export interface Proposal {
  readonly event: ProposalEvent
  readonly body: Body
  readonly counting: Counting
  /** Keys of the clauses it decides. */
  readonly clauses: readonly string[]
  /** Obligations that hang on it. */
  readonly occasions: Occasion[]
  readonly ballots: VoteEvent[]
  readonly broken: SilenceBroken[]
  silence: SilenceOpened | null
  silenceUntil: Instant | null
  refused: Refusal | null
  /** Votes that count, by member; those cast before it was closed. */
  cast: Map<string, VoteEvent>
  tally: Tally
  status: Vote['status']
  closed: Instant | null
}

export const newProposal = (
  event: ProposalEvent,
  body: Body,
  members: readonly string[],
  clauses: readonly string[],
  rule: DecisionRule,
): Proposal => {
  const counting: Counting = {
    rule,
    members,
    ...(body.lead === undefined ? {} : { lead: body.lead }),
    ...(body.quorum === undefined ? {} : { quorum: body.quorum }),
    populations: members.map((member) => findState(member)?.population?.value ?? null),
  }
  return {
    event,
    body,
    counting,
    clauses,
    occasions: [],
    ballots: [],
    broken: [],
    silence: null,
    silenceUntil: null,
    refused: null,
    cast: new Map(),
    tally: countVotes(counting, new Map()),
    status: 'open',
    closed: null,
  }
}

const choices = (cast: ReadonlyMap<string, VoteEvent>): Map<string, VoteChoice> =>
  new Map([...cast].map(([member, { choice }]) => [member, choice]))

/** Counts a vote; false where it came too late to count. */
export const addVote = (proposal: Proposal, vote: VoteEvent): boolean => {
  proposal.ballots.push(vote)
  if (proposal.status !== 'open') return false
  proposal.cast.set(vote.by, vote)
  proposal.tally = countVotes(proposal.counting, choices(proposal.cast))
  if (proposal.tally.status !== 'open') {
    proposal.status = proposal.tally.status
    proposal.closed = vote.knownAt
  }
  return true
}

export const openSilence = (proposal: Proposal, opened: SilenceOpened, settings: Settings): void => {
  proposal.silence = opened
  proposal.refused = null
  proposal.silenceUntil = opened.until ?? null
  if (opened.until !== undefined || proposal.body.silence === undefined) return
  const counted = dueTime(proposal.body.silence, opened.occurredAt, settings)
  if ('refused' in counted) proposal.refused = counted.refused
  else proposal.silenceUntil = counted.due.at
}

const brokenInTime = ({ broken, silence, silenceUntil }: Proposal): readonly SilenceBroken[] =>
  broken.filter(
    ({ occurredAt }) =>
      silence !== null &&
      occurredAt >= silence.occurredAt &&
      (silenceUntil === null || occurredAt <= silenceUntil),
  )

/** Adopted by silence once its time is over and nobody objected in time; reopened if it turns out that somebody had. */
export const settleSilence = (proposal: Proposal, at: Instant): void => {
  const { silenceUntil } = proposal
  if (silenceUntil === null) return
  const objected = brokenInTime(proposal).length > 0
  if (proposal.status === 'open' && !objected && at > silenceUntil) {
    proposal.status = 'passed'
    proposal.closed = silenceUntil
  } else if (proposal.status === 'passed' && objected && proposal.closed === silenceUntil) {
    proposal.status = 'open'
    proposal.closed = null
  }
}

/** Counts again from the start: something that had counted was corrected. */
export const recount = (proposal: Proposal, settings: Settings, at: Instant): void => {
  const votes = [...proposal.ballots]
  proposal.ballots.length = 0
  proposal.cast = new Map()
  proposal.status = 'open'
  proposal.closed = null
  proposal.tally = countVotes(proposal.counting, new Map())
  for (const vote of votes) {
    if (proposal.silenceUntil !== null) settleSilence(proposal, vote.knownAt)
    addVote(proposal, vote)
  }
  if (proposal.silence !== null) openSilence(proposal, proposal.silence, settings)
  settleSilence(proposal, at)
}

/** Those who stand in the way: of a failed vote its blockers, of an open one those who broke silence or vote against. */
export const blockersOf = (proposal: Proposal): readonly string[] =>
  proposal.status === 'passed'
    ? []
    : [...new Set([...brokenInTime(proposal).map(({ by }) => by), ...proposal.tally.blockers])]

export const voteOf = (proposal: Proposal): Vote => ({
  id: proposal.event.id,
  status: proposal.status,
  closed: proposal.closed,
  blockers: blockersOf(proposal),
  words: wordsOf(proposal),
})

/** How the count stands. */
export const wordsOf = (proposal: Proposal): string => {
  const { silence, status, silenceUntil, closed } = proposal
  if (silence === null) return proposal.tally.words
  if (status === 'passed' && closed === silenceUntil) return 'silence was not broken'
  const broken = brokenInTime(proposal).map(({ by }) => by)
  if (broken.length > 0) return `silence was broken by ${broken.join(', ')}; ${proposal.tally.words}`
  return silenceUntil === null ? 'silence procedure without a time' : 'silence procedure is running'
}
