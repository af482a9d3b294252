import { responseRank, type TriggerCondition } from '../pact/index.js'
import { clauseName, decidesItself, isJoint, organsFor } from './clause.js'
import { dueTime, type Refusal } from './deadline.js'
import type { Circumstance, DecisionEvent, Instant, PerformanceEvent, Settings } from './event.js'
import type { Change } from './inForce.js'
import { and, truth } from './logic.js'
import { type DutyEvent, isTriggered, type Occasion, type Running } from './occasion.js'
import type { LifeState, Verdict } from './state.js'
import { showMoment } from './time.js'

/*
 * The life-cycle as one pure question: from what bears on an obligation, where does it stand at this moment?
 */

/** A proposal before the body, as far as an obligation is concerned. */
export interface Vote {
  readonly id: string
  readonly status: 'open' | 'passed' | 'failed'
  readonly closed: Instant | null
  readonly blockers: readonly string[]
  readonly words: string
}

/** What an obligation can ask of the rest of the exercise. */
export interface Surroundings {
  readonly settings: Settings
  readonly standing: (occasion: Occasion, at: Instant) => Change
  /** A finding that a voiding clause applies, for this bearer. */
  readonly voided: (occasion: Occasion) => { readonly reason: string; readonly path: string } | null
  readonly circumstance: (circumstance: Circumstance, occasion: Occasion, at: Instant) => boolean | undefined
  /** Of its proposals: the first that passed, and the last. */
  readonly votes: (occasion: Occasion) => {
    readonly passed: Vote | undefined
    readonly latest: Vote | undefined
  }
  /** The obligation of the same bearer that this one follows on. */
  readonly primary: (occasion: Occasion) => Occasion | undefined
  /** An obligation of the same bearer that overrides this one now. */
  readonly overriding: (occasion: Occasion) => Occasion | undefined
  /** What follows from a breach was done: an obligation `after` this one is fulfilled. */
  readonly remedyDone: (occasion: Occasion) => boolean
  /** Those to whom it is owed on this occasion. */
  readonly creditors: (occasion: Occasion) => readonly string[]
}

export interface Standing {
  readonly state: LifeState
  readonly reason: string
  readonly path: string
  readonly missing: readonly string[]
  readonly blockers: readonly string[]
  readonly triggered: Verdict
  readonly running: Running | null
  readonly refused: Refusal | null
}

interface Partial {
  readonly state: LifeState
  readonly reason: string
  readonly path?: string
  readonly missing?: readonly string[]
  readonly blockers?: readonly string[]
}

const of = <T extends DutyEvent['type']>(occasion: Occasion, type: T) =>
  (occasion.factsByType.get(type) ?? []).filter(
    (fact): fact is DutyEvent & { readonly type: T } => fact.type === type,
  )

const last = <T>(list: readonly T[]): T | undefined => list[list.length - 1]

/** Where an obligation stands at a moment, by what is known then. */
export const standingOfDuty = (occasion: Occasion, at: Instant, around: Surroundings): Standing => {
  const { clause } = occasion
  const triggered = triggerOf(occasion, at, around)
  const started = triggered.verdict === 'true' ? (occasion.triggeredAt ?? at) : null
  const { running, refused } = deadlineOf(occasion, started, around)
  const found = placed(occasion, at, around, triggered, started, running)
  return {
    path: clause.path,
    missing: [],
    blockers: [],
    ...found,
    triggered: triggered.verdict,
    running,
    refused,
  }
}

const placed = (
  occasion: Occasion,
  at: Instant,
  around: Surroundings,
  triggered: Triggered,
  started: Instant | null,
  running: Running | null,
): Partial => {
  const { clause } = occasion
  const voided = around.voided(occasion)
  if (voided !== null) return { state: 'terminated', reason: voided.reason, path: voided.path }
  const force = around.standing(occasion, at)
  // What fell due before the end remains (Vienna Convention on the Law of Treaties, article 70(1)(b)).
  const accrued = started !== null && isAccrued(occasion, started, force.at, triggered, around)
  if (force.standing !== 'in-force' && !accrued)
    return { state: force.standing, reason: force.reason, path: force.path }
  const released = releaseOf(occasion, around, triggered.verdict !== 'false')
  if (released !== null) return released
  if (clause.shape === 'prohibition') return refrained(occasion, triggered)
  if (triggered.verdict === 'false') return { state: 'dormant', ...triggered.why }
  if (triggered.verdict === 'undetermined') return { state: 'alleged', ...triggered.why }
  if (clause.onRequest && !isRequested(occasion))
    return {
      state: 'dormant',
      reason: 'triggered, but owed on request only',
      missing: [`a request by ${around.creditors(occasion).join(' or ')}`],
      path: `${clause.path}.${clause.commitment.deadline?.startsFrom === 'request' ? 'deadline' : 'trigger.conditions'}`,
    }
  const overriding = around.overriding(occasion)
  if (overriding !== undefined)
    return {
      state: 'suspended',
      reason: `${clauseName(overriding.clause)} prevails`,
      path: `${clause.path}.subjectTo`,
    }
  const stopped = last([...of(occasion, 'suspension'), ...of(occasion, 'resumption')].sort(byKnown))
  if (stopped?.type === 'suspension') return { state: 'suspended', reason: `suspended by ${stopped.by}` }
  return clause.shape === 'standing'
    ? standing(occasion)
    : (pendingOf(occasion, around) ?? performedOf(occasion, at, around, running))
}

const byKnown = (a: DutyEvent, b: DutyEvent): number =>
  a.knownAt < b.knownAt ? -1 : a.knownAt > b.knownAt ? 1 : 0

/** Was it owed before the text ended: triggered, asked for and decided, where it must be, by then? */
const isAccrued = (
  occasion: Occasion,
  started: Instant,
  end: Instant,
  triggered: Triggered,
  around: Surroundings,
): boolean => {
  const { clause } = occasion
  if (clause.shape === 'standing' || triggered.verdict !== 'true' || started >= end) return false
  if (clause.shape === 'prohibition') return true
  if (clause.onRequest && !requestsOf(occasion).some(({ knownAt }) => knownAt < end)) return false
  if (pendingOf(occasion, around) !== null) return false
  const decided =
    ownDecision(occasion)?.knownAt ?? (isJoint(clause) ? around.votes(occasion).passed?.closed : null)
  return decided == null || decided < end
}

interface Triggered {
  readonly verdict: Verdict
  readonly why: { readonly reason: string; readonly missing: readonly string[]; readonly path: string }
}

/** States that say that an obligation has come to this, whatever was done about it since. */
const cameTo: Readonly<Record<'breached' | 'declined' | 'blocked' | 'fulfilled', readonly LifeState[]>> = {
  breached: ['breached', 'cured', 'remedied'],
  declined: ['declined'],
  blocked: ['blocked'],
  fulfilled: ['fulfilled', 'fulfilled-late', 'cured'],
}

/** Incidents, what another obligation has come to, and conditions: all that the clause names must hold. */
const triggerOf = (occasion: Occasion, at: Instant, around: Surroundings): Triggered => {
  const { clause, open: undecided } = occasion
  const { trigger, after, onlyIf } = clause.commitment
  const parts: { verdict: Verdict; missing: string; path: string }[] = []
  if (trigger !== undefined || clause.shape === 'prohibition')
    parts.push({
      verdict: isTriggered(occasion) ? 'true' : undecided.size > 0 ? 'undetermined' : 'false',
      missing: '',
      path: `${clause.path}.trigger`,
    })
  if (after !== undefined) {
    const primary = around.primary(occasion)
    parts.push({
      verdict: truth(primary !== undefined && cameTo[after.outcome].includes(primary.state)),
      missing: '',
      path: `${clause.path}.after`,
    })
  }
  for (const condition of onlyIf ?? []) {
    const holds = conditionHolds(condition, occasion, at, around)
    parts.push({
      verdict: truth(holds),
      missing: holds === true ? '' : condition,
      path: `${clause.path}.onlyIf`,
    })
  }
  const verdict = and(parts.map((part) => part.verdict))
  const open = parts.filter((part) => part.verdict !== 'true')
  return {
    verdict,
    why: {
      reason:
        verdict === 'undetermined'
          ? 'it is not known whether this is the casus foederis'
          : open.some(({ missing }) => missing !== '')
            ? `waits for ${open
                .map(({ missing }) => missing)
                .filter((one) => one !== '')
                .join(', ')}`
            : 'nothing has happened that its words cover',
      missing: open.map(({ missing }) => missing).filter((one) => one !== ''),
      path: open[0]?.path ?? clause.path,
    },
  }
}

const conditionHolds = (
  condition: TriggerCondition,
  occasion: Occasion,
  at: Instant,
  around: Surroundings,
): boolean | undefined => {
  if (condition === 'request-of-beneficiary') return isRequested(occasion)
  if (condition === 'specific-adversary' || condition === 'specific-location') return undefined
  return around.circumstance(condition, occasion, at)
}

/** Requests that answer what has happened, as they became known: one made before it asks for something else. */
const requestsOf = (occasion: Occasion) => {
  const { first } = occasion
  return [...of(occasion, 'request'), ...of(occasion, 'consultation-called')].filter(
    ({ occurredAt }) => first === null || occurredAt >= first,
  )
}

const isRequested = (occasion: Occasion): boolean => requestsOf(occasion).length > 0

/** Let off by all to whom it is owed; a right that there is not, or no longer, cannot be waived. */
const releaseOf = (occasion: Occasion, around: Surroundings, triggered: boolean): Partial | null => {
  const releases = [...of(occasion, 'release'), ...of(occasion, 'waiver')].filter(
    ({ type }) => type === 'release' || (triggered && occasion.triggeredAt !== null),
  )
  if (releases.length === 0) return null
  const creditors = around.creditors(occasion)
  const by = [...new Set(releases.map((release) => release.by))]
  if (creditors.length === 0 || !creditors.every((creditor) => by.includes(creditor))) return null
  const waived = releases.every(({ type }) => type === 'waiver')
  return { state: 'released', reason: `${waived ? 'waived' : 'released'} by ${by.join(', ')}` }
}

const refrained = (occasion: Occasion, triggered: Triggered): Partial => {
  const { clause } = occasion
  if (triggered.verdict === 'undetermined')
    return {
      state: 'alleged',
      reason: 'it is not known whether the bearer did what the clause forbids',
      missing: ['who did it, or whether the clause forbids it'],
    }
  if (triggered.verdict === 'false' && !breachFound(occasion))
    return { state: 'due', reason: 'to be observed as long as the text stands' }
  const ceased = of(occasion, 'performance').find(
    ({ extent, remedy }) => extent === 'full' && remedy !== true,
  )
  if (ceased !== undefined) return { state: 'cured', reason: 'the bearer has ceased' }
  if (of(occasion, 'performance').some(({ remedy }) => remedy === true))
    return { state: 'remedied', reason: 'made good', path: `${clause.path}.remedy` }
  return { state: 'breached', reason: 'the bearer did what the clause forbids' }
}

const breachFound = (occasion: Occasion): boolean =>
  last(of(occasion, 'finding').filter(({ question }) => question === 'breach'))?.answer === true

const standing = (occasion: Occasion): Partial => {
  if (breachFound(occasion)) {
    if (of(occasion, 'performance').some(({ remedy }) => remedy === true))
      return { state: 'remedied', reason: 'made good' }
    return { state: 'breached', reason: 'a breach was found' }
  }
  const doing = last(of(occasion, 'performance'))
  return {
    state: 'due',
    reason: doing === undefined ? 'owed as long as the text stands' : 'being performed',
  }
}

const ownDecision = (occasion: Occasion): DecisionEvent | undefined =>
  last(of(occasion, 'decision').filter(({ by }) => by === occasion.bearer))

/** The decision it still waits for, or was stopped by; null when nothing stands between it and being owed. */
const pendingOf = (occasion: Occasion, around: Surroundings): Partial | null => {
  const { clause } = occasion
  const path = `${clause.path}.decision`
  const own = ownDecision(occasion)
  if (own?.choice === 'decline')
    return clause.discretionary
      ? {
          state: 'declined',
          reason: 'decided against, as the words allow',
          path: `${clause.path}.response`,
        }
      : null
  const acting = own?.choice === 'act' || fullOf(occasion, around) !== undefined
  if (isJoint(clause) && !acting) {
    const joint = jointOf(occasion, around)
    if (joint !== null) return { path, ...joint }
  }
  if (decidesItself(clause) && !acting && answering(occasion).length === 0)
    return {
      state: 'decision-pending',
      reason: 'decides for itself',
      missing: ['its own decision'],
      path,
    }
  return approvalPending(occasion, path)
}

const jointOf = (occasion: Occasion, around: Surroundings): Partial | null => {
  const { clause } = occasion
  const { body } = clause
  if (body === undefined) return null
  const lead = clause.rule === 'lead-nation' ? body.lead : undefined
  const led = lead === undefined ? undefined : last(of(occasion, 'decision').filter(({ by }) => by === lead))
  if (led !== undefined)
    return led.choice === 'act'
      ? null
      : { state: 'blocked', reason: `${lead} decided against as lead nation`, blockers: [led.by] }
  const { passed, latest } = around.votes(occasion)
  if (passed !== undefined) return null
  if (latest?.status === 'failed')
    return {
      state: 'blocked',
      reason: `${body.name} did not agree: ${latest.words}`,
      blockers: latest.blockers,
    }
  return {
    state: 'decision-pending',
    reason: `${body.name} decides by ${clause.rule}`,
    missing: [
      latest === undefined ? `a proposal before ${body.name}` : `a decision of ${body.name} on ${latest.id}`,
    ],
    blockers: latest?.blockers ?? [],
  }
}

const approvalPending = (occasion: Occasion, path: string): Partial | null => {
  const { clause, bearer } = occasion
  const given = of(occasion, 'approval').filter(({ by }) => by === bearer)
  const answers = organsFor(clause, bearer, ownDecision(occasion)?.means).map((organ) => ({
    organ,
    given: last(given.filter((one) => one.organ === organ))?.given,
  }))
  const refused = answers.filter((answer) => answer.given === false).map(({ organ }) => organ)
  if (refused.length > 0)
    return {
      state: 'blocked',
      reason: `${refused.join(', ')} did not approve`,
      blockers: refused.map((organ) => `${organ} (${bearer})`),
      path: `${path}.approvals`,
    }
  const awaited = answers.filter((answer) => answer.given === undefined).map(({ organ }) => organ)
  if (awaited.length === 0) return null
  return {
    state: 'decision-pending',
    reason: `waits for ${awaited.join(', ')}`,
    missing: awaited.map((organ) => `approval of ${organ}`),
    path: `${path}.approvals`,
  }
}

/** In full, and with force where the text requires force. */
const isEnough = ({ clause }: Occasion, { extent, means }: PerformanceEvent): boolean =>
  extent === 'full' &&
  (clause.commitment.response?.force !== 'required' ||
    means === undefined ||
    responseRank(means) >= responseRank('air'))

/** What was done in answer: not before what it answers, and not a remedy in its place. */
const answering = (occasion: Occasion) => {
  const { first } = occasion
  return of(occasion, 'performance').filter(
    (one) => one.remedy !== true && (first === null || one.occurredAt >= first),
  )
}

interface Done {
  readonly at: Instant
  readonly event: string
}

/** What performs the whole duty: an act in full, or a meeting with those to whom consultation is owed. */
const fullOf = (occasion: Occasion, around: Surroundings): Done | undefined => {
  const { clause, bearer } = occasion
  const { first } = occasion
  const done: Done[] = answering(occasion)
    .filter((one) => isEnough(occasion, one))
    .map(({ occurredAt, id }) => ({ at: occurredAt, event: id }))
  if (clause.shape === 'consult') {
    const creditors = around.creditors(occasion).filter((one) => one !== bearer)
    for (const { participants, occurredAt, id } of of(occasion, 'consultation-held'))
      if (
        (first === null || occurredAt >= first) &&
        participants.includes(bearer) &&
        (creditors.length === 0 || creditors.some((one) => participants.includes(one)))
      )
        done.push({ at: occurredAt, event: id })
  }
  return done.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))[0]
}

const performedOf = (
  occasion: Occasion,
  at: Instant,
  around: Surroundings,
  running: Running | null,
): Partial => {
  const { clause } = occasion
  const { deadline, endures } = clause.commitment
  const soft = deadline?.qualifier !== undefined
  const path = `${clause.path}.${running === null ? 'response' : 'deadline'}`
  const full = fullOf(occasion, around)
  const end = running?.due.at ?? null
  const late = (time: Instant): boolean => end !== null && time > end
  const refused = ownDecision(occasion)?.choice === 'decline'
  // Whoever asked for a meeting has done its part.
  const asked = clause.shape === 'consult' && requestsOf(occasion).some(({ by }) => by === occasion.bearer)
  if (full !== undefined) {
    if (refused || breachFound(occasion)) return { state: 'cured', reason: 'performed after all', path }
    if (!late(full.at)) return { state: 'fulfilled', reason: 'performed', path }
    return soft
      ? {
          state: 'fulfilled-late',
          reason: 'performed after its time, which was qualified',
          path,
        }
      : { state: 'cured', reason: 'performed after its time', path }
  }
  const parts = answering(occasion)
  const part = parts.length > 0 ? ', part of it done' : ''
  const breach = refused
    ? 'refused what it owes'
    : breachFound(occasion)
      ? 'a breach was found'
      : end !== null && at > end && !soft && !asked
        ? `not done by ${showMoment(end, running?.due.zone ?? around.settings.zone)}${part}`
        : null
  if (breach !== null) {
    const madeGood =
      of(occasion, 'performance').some(({ remedy }) => remedy === true) ||
      (endures === false && around.remedyDone(occasion))
    return madeGood
      ? { state: 'remedied', reason: 'what follows from the breach was done', path: `${clause.path}.remedy` }
      : { state: 'breached', reason: breach, path }
  }
  if (parts.length > 0) return { state: 'partial', reason: 'part was done', path }
  const beyond =
    end === null || at <= end
      ? ''
      : asked
        ? '; it asked for it in vain'
        : `; its time (${deadline?.qualifier}) is over`
  return { state: 'due', reason: `owed${beyond}`, path }
}

interface Timed {
  readonly running: Running | null
  readonly refused: Refusal | null
}

/** The deadline, once what it runs from is known. A duty falls due from what is known, never before. */
const deadlineOf = (occasion: Occasion, started: Instant | null, around: Surroundings): Timed => {
  const { clause } = occasion
  const { deadline } = clause.commitment
  if (deadline === undefined || started === null) return { running: null, refused: null }
  const start = startOf(occasion, started, around)
  if (start === null) return { running: null, refused: null }
  const before = occasion.running
  if (before !== null && before.startedAt === start.at) return { running: before, refused: null }
  const counted = dueTime(deadline, start.at, around.settings)
  return 'refused' in counted
    ? { running: null, refused: counted.refused }
    : { running: { due: counted.due, startedAt: start.at, startedBy: start.event }, refused: null }
}

const startOf = (
  occasion: Occasion,
  started: Instant,
  around: Surroundings,
): { at: Instant; event: string } | null => {
  const later = (event: { readonly knownAt: Instant; readonly id: string } | undefined) =>
    event === undefined ? null : { at: event.knownAt > started ? event.knownAt : started, event: event.id }
  switch (occasion.clause.commitment.deadline?.startsFrom) {
    case 'event':
      return { at: started, event: occasion.triggeredBy }
    case 'request':
      return later(requestsOf(occasion).sort(byKnown)[0])
    case 'notice':
      return later(of(occasion, 'invocation')[0])
    case 'decision': {
      const own = ownDecision(occasion)
      if (own?.choice === 'act') return later(own)
      const { passed } = around.votes(occasion)
      if (passed?.closed == null) return null
      return { at: passed.closed > started ? passed.closed : started, event: passed.id }
    }
    default:
      return null
  }
}
