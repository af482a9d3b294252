import type { Issue } from '../core/issue.js'
import { compareText } from '../core/order.js'
import type { LegalForm, Pact } from '../pact/index.js'
import { type Clause, clausesOf } from './clause.js'
import type {
  Circumstance,
  CircumstanceEvent,
  CorrectableEvent,
  CorrectionEvent,
  DenunciationEvent,
  ExerciseEvent,
  FindingEvent,
  Incident,
  Instant,
  Settings,
  StatusEvent,
} from './event.js'
import { BEGINNING, type Change, standingAt, standingOf } from './inForce.js'
import { type Surroundings, standingOfDuty } from './life.js'
import { and, truth } from './logic.js'
import {
  addFact,
  type DutyEvent,
  isOver,
  isTriggered,
  newOccasion,
  type Occasion,
  removeFact,
  setVerdict,
} from './occasion.js'
import { overridersOf } from './precedence.js'
import {
  addVote,
  newProposal,
  openSilence,
  type Proposal,
  recount,
  settleSilence,
  voteOf,
} from './proposals.js'
import { bodyMembers, bodyOf } from './roles.js'
import { routeOf } from './route.js'
import type { Ignored, Transition, Verdict } from './state.js'
import { instantOf, millis } from './time.js'
import { Timers } from './timers.js'
import { authorship, type Evaluation, evaluate, isForbidden, isState, type KnownIncident } from './trigger.js'

/** A clause and its obligations, by bearer: one for each occasion, the last of which is open. */
export interface Ledger {
  readonly clause: Clause
  readonly byBearer: ReadonlyMap<string, Occasion[]>
}

interface Noted extends KnownIncident {
  event: Incident
  readonly attributions: KnownIncident['attributions'][number][]
  readonly findings: FindingEvent[]
  /** By key of the clause. */
  readonly evaluations: Map<string, Evaluation>
  /** The occasion it belongs to, of all those of one bearer under one clause. */
  readonly held: Map<readonly Occasion[], Occasion>
}

/** Missing facts named for one obligation: with many open incidents the first ones tell. */
const MOST_NAMED = 8

/** What brought a change: an event, or time alone. */
interface Cause {
  readonly event: string | null
  readonly occurredAt: Instant
  readonly at: Instant
  readonly actor: string | null
}

/**
 * The log, read event by event. Facts are kept as events; every obligation that an event or a moment may touch is asked
 * anew where it stands, and what has changed is put on record.
 */
export class Fold {
  readonly ledgers = new Map<string, Ledger>()
  readonly incidents = new Map<string, Noted>()
  readonly proposals = new Map<string, Proposal>()
  readonly transitions: Transition[] = []
  readonly ignored: Ignored[] = []
  readonly issues: Issue[] = []
  readonly log: CorrectableEvent[] = []
  private readonly pacts: ReadonlyMap<string, Pact>
  private readonly settings: Settings
  private readonly known = new Map<string, CorrectableEvent>()
  private readonly statuses: StatusEvent[] = []
  private readonly denunciations: DenunciationEvent[] = []
  /** By circumstance, in the order in which they happened. */
  private readonly circumstances = new Map<Circumstance, CircumstanceEvent[]>()
  private readonly voidings: FindingEvent[] = []
  /** Which obligations an event was put to. */
  private readonly routed = new Map<string, Occasion[]>()
  /** By document and form, then by state. */
  private readonly standings = new Map<Pact, Map<string, Map<string, readonly Change[]>>>()
  private readonly timers = new Timers()
  private readonly byId = new Map<string, Occasion>()
  private readonly overriders: ReadonlyMap<string, readonly string[]>
  private readonly overridden = new Map<string, string[]>()
  private readonly followers = new Map<string, string[]>()
  private readonly around: Surroundings
  private readonly refusedDeadlines = new Set<string>()
  private queue: Occasion[] = []
  /** When the last event became known. */
  private clock: Instant = BEGINNING

  constructor(pacts: readonly Pact[], settings: Settings) {
    this.settings = settings
    this.pacts = new Map(pacts.map((pact) => [pact.id, pact]))
    for (const pact of pacts)
      for (const clause of clausesOf(pact)) {
        const byBearer = new Map(clause.bearers.map((bearer) => [bearer, [newOccasion(clause, bearer, 1)]]))
        this.ledgers.set(clause.key, { clause, byBearer })
        if (clause.commitment.after !== undefined) {
          const primary = `${pact.id}/${clause.commitment.after.commitment}`
          this.followers.set(primary, [...(this.followers.get(primary) ?? []), clause.key])
        }
      }
    const { overriders, issues } = overridersOf(pacts)
    this.overriders = overriders
    this.issues.push(...issues)
    for (const [lower, uppers] of overriders)
      for (const upper of uppers) this.overridden.set(upper, [...(this.overridden.get(upper) ?? []), lower])
    this.around = this.surroundings()
    for (const { byBearer } of this.ledgers.values())
      for (const [occasion] of byBearer.values()) this.begin(occasion)
  }

  private surroundings(): Surroundings {
    return {
      settings: this.settings,
      standing: (occasion, at) => standingAt(this.changesOf(occasion.clause, occasion.bearer), at),
      voided: (occasion) => this.voidedBy(occasion),
      circumstance: (circumstance, { clause }, at) => this.circumstanceAt(circumstance, clause, at),
      votes: ({ proposals }) => {
        const found = proposals.flatMap((id) => this.proposals.get(id) ?? [])
        const passed = found.find(({ status }) => status === 'passed')
        const latest = found.at(-1)
        return {
          passed: passed === undefined ? undefined : voteOf(passed),
          latest: latest === undefined ? undefined : voteOf(latest),
        }
      },
      primary: ({ clause, bearer }) => {
        const { after } = clause.commitment
        return after === undefined ? undefined : this.current(`${clause.pact.id}/${after.commitment}`, bearer)
      },
      overriding: ({ clause, bearer }) =>
        (this.overriders.get(clause.key) ?? [])
          .map((key) => this.current(key, bearer))
          .find(
            (upper) =>
              upper !== undefined &&
              (upper.state === 'due' || upper.state === 'partial' || upper.state === 'breached'),
          ),
      remedyDone: ({ clause, bearer }) =>
        (this.followers.get(clause.key) ?? []).some((key) => {
          const state = this.current(key, bearer)?.state
          return state === 'fulfilled' || state === 'fulfilled-late' || state === 'cured'
        }),
      creditors: (occasion) => this.creditorsOf(occasion),
    }
  }

  /** Those to whom it is owed: those who suffered, of those protected; all of these where that is not known. */
  creditorsOf({ clause, suffered, bearer }: Occasion): readonly string[] {
    const hit = clause.protected.filter((one) => one !== bearer && suffered.has(one))
    return hit.length > 0 ? hit : clause.protected.filter((one) => one !== bearer)
  }

  /** What an obligation waits for: the facts that are missing, where it is not known whether it is triggered. */
  missingOf({ clause, open, state, missing }: Occasion): readonly string[] {
    if (state !== 'alleged' || clause.shape === 'prohibition') return missing
    const found = new Set<string>()
    for (const id of open) {
      for (const test of this.incidents.get(id)?.evaluations.get(clause.key)?.tests ?? [])
        if (test.verdict === 'undetermined') found.add(test.because.replace(/^missing: /, ''))
      if (found.size >= MOST_NAMED) break
    }
    return [...found, ...missing]
  }

  current(key: string, bearer: string): Occasion | undefined {
    return this.ledgers.get(key)?.byBearer.get(bearer)?.at(-1)
  }

  /** How the document of a clause stands for a state, over time. */
  changesOf(clause: Clause, state: string): readonly Change[] {
    const form: LegalForm | undefined = clause.commitment.form ?? clause.pact.form
    const byForm = entry(this.standings, clause.pact, () => new Map<string, Map<string, readonly Change[]>>())
    const byState = entry(byForm, form ?? '', () => new Map<string, readonly Change[]>())
    return entry(byState, state, () =>
      standingOf(clause.pact, form, state, this.statuses, this.denunciations, this.settings),
    )
  }

  /** Sets an obligation to where it stands before anything is known, without a record. */
  private begin(occasion: Occasion): void {
    this.byId.set(occasion.id, occasion)
    const [first, ...later] = this.changesOf(occasion.clause, occasion.bearer)
    const { state, reason, path, missing } = standingOfDuty(occasion, first.at, this.around)
    Object.assign(occasion, { state, reason, path, missing })
    for (const { at } of later) this.timers.add({ at, when: 'from', of: occasion.id })
  }

  /** Lets time pass up to a moment. */
  advance(now: Instant): void {
    for (let timer = this.timers.next(now); timer !== undefined; timer = this.timers.next(now)) {
      // A time that had passed before it was known of comes when it is known.
      const at = later(timer.at, this.clock)
      const cause: Cause = { event: null, occurredAt: timer.at, at, actor: null }
      // What was to be after a moment is looked at just after it.
      const seen = timer.when === 'after' ? instantOf(millis(at) + 1000) : at
      const proposal = this.proposals.get(timer.of)
      if (proposal !== undefined) {
        settleSilence(proposal, seen)
        this.touchDecided(proposal)
      }
      const occasion = this.byId.get(timer.of)
      if (occasion !== undefined) this.queue.push(occasion)
      this.settle(cause, seen)
    }
  }

  /** Reads the next event of the log. */
  take(event: ExerciseEvent): void {
    this.advance(event.knownAt)
    this.clock = event.knownAt
    const cause: Cause = {
      event: event.id,
      occurredAt: event.occurredAt,
      at: event.knownAt,
      actor: 'by' in event && typeof event.by === 'string' ? event.by : null,
    }
    if (event.type === 'correction') this.correct(event, cause)
    else {
      if (this.known.has(event.id)) {
        this.ignore(event, 'duplicate-event', 'an event with this id is in the log already')
        return
      }
      this.known.set(event.id, event)
      this.log.push(event)
      this.enter(event)
    }
    this.settle(cause, event.knownAt)
  }

  private ignore({ id }: { readonly id: string }, code: string, reason: string): void {
    this.ignored.push({ event: id, code, reason })
  }

  private enter(event: CorrectableEvent): void {
    switch (event.type) {
      case 'note':
        return
      case 'incident':
        this.incidents.set(event.id, {
          event,
          attributions: [],
          findings: [],
          evaluations: new Map(),
          held: new Map(),
        })
        this.weigh(event.id)
        return
      case 'attribution': {
        const incident = this.incidents.get(event.incident)
        if (incident === undefined) {
          this.ignore(event, 'unknown-incident', `there is no incident ${event.incident}`)
          return
        }
        if (event.standing === 'denied') return
        incident.attributions.push(event)
        this.weigh(event.incident)
        return
      }
      case 'circumstance':
        this.addCircumstance(event)
        this.weighFrom(event.occurredAt, event.pact)
        return
      case 'status':
        if (!this.pacts.has(event.pact)) {
          this.ignore(event, 'unknown-pact', `there is no document ${event.pact}`)
          return
        }
        this.statuses.push(event)
        this.restand(event.pact, event.occurredAt)
        return
      case 'denunciation':
        if (!this.pacts.has(event.pact)) {
          this.ignore(event, 'unknown-pact', `there is no document ${event.pact}`)
          return
        }
        this.denunciations.push(event)
        this.restand(event.pact, event.occurredAt)
        return
      case 'proposal':
        this.propose(event)
        return
      case 'vote':
      case 'silence-opened':
      case 'silence-broken':
        this.decide(event)
        return
      case 'finding':
        this.find(event)
        return
      default:
        this.route(event)
    }
  }

  /** Puts an event to the obligations it bears on. */
  private route(event: DutyEvent): void {
    const occasions: Occasion[] = []
    for (const { clause, byBearer } of this.ledgers.values())
      for (const bearer of routeOf(event, clause)) {
        const all = byBearer.get(bearer) ?? []
        const meant =
          event.incident === undefined
            ? all.at(-1)
            : (this.incidents.get(event.incident)?.held.get(all) ?? all.at(-1))
        if (meant !== undefined) occasions.push(meant)
      }
    if (occasions.length === 0) {
      this.ignore(event, 'bears-on-nothing', 'no commitment of the documents is one that this could bear on')
      return
    }
    this.routed.set(event.id, occasions)
    for (const occasion of occasions) {
      addFact(occasion, event)
      this.queue.push(occasion)
    }
  }

  private find(event: FindingEvent): void {
    if (event.question === 'voiding') {
      this.voidings.push(event)
      for (const { clause, byBearer } of this.ledgers.values())
        if (event.pact === undefined || event.pact === clause.pact.id)
          for (const occasions of byBearer.values()) this.queue.push(...occasions)
      return
    }
    if (event.question === 'breach') {
      this.route(event)
      return
    }
    const incidents = event.incident === undefined ? [...this.incidents.keys()] : [event.incident]
    const known = incidents.flatMap((id) => this.incidents.get(id) ?? [])
    if (known.length === 0) {
      this.ignore(event, 'unknown-incident', 'there is no such incident')
      return
    }
    for (const incident of known) {
      incident.findings.push(event)
      this.weigh(incident.event.id)
    }
  }

  private propose(event: CorrectableEvent & { readonly type: 'proposal' }): void {
    const pact = event.pact === undefined ? undefined : this.pacts.get(event.pact)
    const body = pact === undefined ? undefined : bodyOf(pact, event.body)
    if (pact === undefined || body === undefined) {
      this.ignore(
        event,
        'unknown-body',
        `no document ${event.pact ?? '(none named)'} has a body ${event.body}`,
      )
      return
    }
    const decided = [...this.ledgers.values()].filter(
      ({ clause }) =>
        clause.pact === pact &&
        clause.body === body &&
        (event.commitment === undefined || clause.commitment.id === event.commitment),
    )
    const rule = decided[0]?.clause.rule ?? body.rule
    const proposal = newProposal(
      event,
      body,
      bodyMembers(pact, body),
      decided.map(({ clause }) => clause.key),
      rule,
    )
    this.proposals.set(event.id, proposal)
    for (const { byBearer } of decided)
      for (const all of byBearer.values()) {
        const occasion =
          (event.incident === undefined ? undefined : this.incidents.get(event.incident)?.held.get(all)) ??
          all[all.length - 1]
        occasion.proposals.push(event.id)
        proposal.occasions.push(occasion)
        this.queue.push(occasion)
      }
  }

  private decide(
    event: CorrectableEvent & { readonly type: 'vote' | 'silence-opened' | 'silence-broken' },
  ): void {
    const proposal = this.proposals.get(event.proposal)
    if (proposal === undefined) {
      this.ignore(event, 'unknown-proposal', `there is no proposal ${event.proposal}`)
      return
    }
    const { members } = proposal.counting
    if (event.type !== 'silence-opened' && !members.includes(event.by)) {
      this.ignore(event, 'not-a-member', `${event.by} is no member of ${proposal.body.name}`)
      return
    }
    if (event.type === 'vote') {
      if (!addVote(proposal, event))
        this.ignore(event, 'decision-closed', `${event.proposal} had been ${proposal.status} before`)
    } else if (event.type === 'silence-opened') {
      openSilence(proposal, event, this.settings)
      if (proposal.silenceUntil !== null)
        this.timers.add({ at: proposal.silenceUntil, when: 'after', of: proposal.event.id })
      if (proposal.refused !== null)
        this.issues.push({
          code: proposal.refused.code,
          level: 'warning',
          message: `silence procedure of ${proposal.body.name}: ${proposal.refused.message}`,
          hint: proposal.refused.hint,
        })
    } else {
      proposal.broken.push(event)
      settleSilence(proposal, event.knownAt)
    }
    this.touchDecided(proposal)
  }

  private touchDecided({ occasions }: Proposal): void {
    this.queue.push(...occasions)
  }

  /** Tests an incident against every clause, and puts what comes of it to the obligations. */
  private weigh(id: string): void {
    const incident = this.incidents.get(id)
    if (incident === undefined) return
    for (const ledger of this.ledgers.values()) this.weighFor(ledger, incident)
  }

  private weighFor({ clause, byBearer }: Ledger, incident: Noted): void {
    const { event } = incident
    if (clause.shape === 'prohibition') {
      for (const [bearer, all] of byBearer) this.put(all, incident, this.forbidden(clause, bearer, incident))
      return
    }
    if (clause.commitment.trigger === undefined) return
    const evaluation = evaluate(clause, incident, (circumstance, { pact }, { occurredAt }) =>
      this.circumstanceAt(circumstance, { ...clause, pact }, occurredAt),
    )
    // Of what is false, that alone which makes it so is kept: the rest would be long and say nothing.
    const { verdict, tests } = evaluation
    incident.evaluations.set(
      clause.key,
      verdict === 'false'
        ? { ...evaluation, tests: tests.filter((test) => test.verdict === 'false') }
        : evaluation,
    )
    for (const [bearer, all] of byBearer) {
      // The one attacked owes itself no help; it does owe others a meeting.
      const self = event.target === bearer && clause.shape === 'act'
      const found = evaluation.own.get(bearer) ?? evaluation.verdict
      const binding =
        found === 'false' ||
        standingAt(this.changesOf(clause, bearer), event.occurredAt).standing === 'in-force'
      this.put(all, incident, self || !binding ? 'false' : found)
    }
  }

  private forbidden(clause: Clause, bearer: string, incident: Noted): Verdict {
    const { event } = incident
    const suffered = event.target ?? event.place?.territoryOf
    if (suffered === bearer) return 'false'
    const { common, own } = authorship(incident)
    const actor = own.get(bearer) ?? common?.actor
    const alleged = actor === undefined && event.attribution !== undefined
    const by = alleged
      ? incident.attributions.some((one) => one.actor === bearer) ||
        (event.attribution?.standing === 'alleged' && event.attribution.actor === bearer)
        ? 'undetermined'
        : 'false'
      : truth(actor === undefined ? undefined : actor === bearer)
    // An act of nobody in particular is laid at nobody's door.
    if (by === 'undetermined' && !alleged) return 'false'
    const target = truth(suffered === undefined ? undefined : clause.protected.includes(suffered))
    const inForce = standingAt(this.changesOf(clause, bearer), event.occurredAt).standing === 'in-force'
    return inForce ? and([by, target, isForbidden(clause, event)]) : 'false'
  }

  /** Puts an incident to the occasion it belongs to, or to a new one where the last is over. */
  private put(all: Occasion[], incident: Noted, verdict: Verdict): void {
    const { event } = incident
    const holding = incident.held.get(all)
    if (holding !== undefined) {
      if (holding.verdicts.get(event.id) === verdict) return
      if (verdict === 'false') this.release(all, incident)
      else setVerdict(holding, event, verdict)
      this.queue.push(holding)
      return
    }
    if (verdict === 'false') return
    let occasion = all[all.length - 1]
    if (isOver(occasion) && occasion.since !== null && event.occurredAt > occasion.since) {
      occasion = newOccasion(occasion.clause, occasion.bearer, occasion.number + 1)
      all.push(occasion)
      this.begin(occasion)
    }
    const settled = isTriggered(occasion)
    incident.held.set(all, occasion)
    setVerdict(occasion, event, verdict)
    // One more reason changes nothing.
    if (!settled) this.queue.push(occasion)
  }

  /** An incident counts no longer for an obligation. */
  private release(all: readonly Occasion[], incident: Noted): void {
    const occasion = incident.held.get(all)
    if (occasion === undefined) return
    incident.held.delete(all)
    occasion.verdicts.delete(incident.event.id)
    this.reckon(occasion)
  }

  /** Works out anew what hangs on all its incidents. */
  private reckon(occasion: Occasion): void {
    const verdicts = [...occasion.verdicts]
    occasion.open.clear()
    occasion.first = null
    occasion.suffered.clear()
    for (const [id, verdict] of verdicts) {
      const event = this.incidents.get(id)?.event
      if (event !== undefined && verdict !== 'false') setVerdict(occasion, event, verdict)
    }
    this.queue.push(occasion)
  }

  /** Weighs again the incidents from a moment on: something about that time is now known. */
  private weighFrom(at: Instant, pact?: string): void {
    for (const incident of this.incidents.values())
      if (incident.event.occurredAt >= at)
        for (const ledger of this.ledgers.values())
          if (pact === undefined || ledger.clause.pact.id === pact) this.weighFor(ledger, incident)
    for (const { clause, byBearer } of this.ledgers.values())
      if (clause.commitment.onlyIf !== undefined)
        for (const all of byBearer.values()) this.queue.push(all[all.length - 1])
  }

  private restand(pact: string, at: Instant): void {
    const changed = this.pacts.get(pact)
    if (changed !== undefined) this.standings.delete(changed)
    for (const { clause, byBearer } of this.ledgers.values()) {
      if (clause.pact.id !== pact) continue
      for (const [bearer, all] of byBearer)
        for (const occasion of all) {
          this.queue.push(occasion)
          for (const change of this.changesOf(clause, bearer))
            if (change.at > at) this.timers.add({ at: change.at, when: 'from', of: occasion.id })
        }
    }
    this.weighFrom(at, pact)
  }

  private circumstanceAt(circumstance: Circumstance, { pact }: Clause, at: Instant): boolean | undefined {
    const events = this.circumstances.get(circumstance) ?? []
    const found = events.findLast(
      (event) => event.occurredAt <= at && (event.pact === undefined || event.pact === pact.id),
    )
    if (found !== undefined) return found.holds
    // A text that is taken as if in force is taken with the membership that it needs.
    if (circumstance === 'membership')
      return this.settings.reading === 'in-force' || pact.membersOnly?.beneficiaryIsMember
    return undefined
  }

  private addCircumstance(event: CircumstanceEvent): void {
    const events = this.circumstances.get(event.circumstance) ?? []
    const place = events.findLastIndex(({ occurredAt }) => occurredAt <= event.occurredAt)
    events.splice(place + 1, 0, event)
    this.circumstances.set(event.circumstance, events)
  }

  private voidedBy({ clause, bearer }: Occasion): { reason: string; path: string } | null {
    const { voiding, parties } = clause.pact
    if (voiding === undefined || bearer === parties.beneficiary) return null
    for (const finding of this.voidings) {
      if (finding.pact !== undefined && finding.pact !== clause.pact.id) continue
      const index = voiding.findIndex(({ id }) => finding.voiding === undefined || finding.voiding === id)
      if (index === -1) continue
      const { attributedBy, text } = voiding[index]
      const counts =
        attributedBy === undefined
          ? finding.by === bearer || !isState(finding.by)
          : finding.by === attributedBy
      if (counts && finding.answer === true)
        return { reason: `void, found by ${finding.by}: ${text}`, path: `voiding[${index}]` }
    }
    return null
  }

  /** A correction takes an event's effects away, and puts those of the event as it should have been in their place. */
  private correct(event: CorrectionEvent, cause: Cause): void {
    const before = this.known.get(event.of)
    if (before === undefined) {
      this.ignore(event, 'unknown-event', `there is no event ${event.of} to correct`)
      return
    }
    const { replacement } = event
    if (replacement !== undefined && replacement.type !== before.type) {
      this.ignore(event, 'other-type', `${event.of} is of the type ${before.type}, not ${replacement.type}`)
      return
    }
    const place = this.log.indexOf(before)
    if (replacement === undefined) {
      this.known.delete(event.of)
      this.log.splice(place, 1)
    } else {
      this.known.set(event.of, replacement)
      this.log[place] = replacement
    }
    this.withdraw(before, replacement, cause.at)
  }

  private withdraw(before: CorrectableEvent, after: CorrectableEvent | undefined, at: Instant): void {
    switch (before.type) {
      case 'note':
        return
      case 'incident': {
        const incident = this.incidents.get(before.id)
        if (incident === undefined) return
        if (after?.type === 'incident') {
          incident.event = after
          for (const occasion of incident.held.values()) this.reckon(occasion)
          this.weigh(before.id)
          return
        }
        for (const all of [...incident.held.keys()]) this.release(all, incident)
        this.incidents.delete(before.id)
        return
      }
      case 'attribution': {
        const incident = this.incidents.get(before.incident)
        if (incident === undefined) return
        swap(incident.attributions, before, undefined)
        this.weigh(before.incident)
        if (after !== undefined) this.enter(after)
        return
      }
      case 'circumstance':
        swap(this.circumstances.get(before.circumstance) ?? [], before, undefined)
        if (after?.type === 'circumstance') this.addCircumstance(after)
        this.weighFrom(
          after === undefined || before.occurredAt < after.occurredAt ? before.occurredAt : after.occurredAt,
        )
        return
      case 'status':
        swap(this.statuses, before, after as StatusEvent | undefined)
        this.restand(before.pact, before.occurredAt)
        if (after?.type === 'status' && after.pact !== before.pact) this.restand(after.pact, after.occurredAt)
        return
      case 'denunciation':
        swap(this.denunciations, before, after as DenunciationEvent | undefined)
        this.restand(before.pact, before.occurredAt)
        return
      case 'vote':
      case 'silence-broken':
      case 'silence-opened': {
        const proposal = this.proposals.get(before.proposal)
        if (proposal === undefined) return
        if (before.type === 'vote') swap(proposal.ballots, before, after as typeof before | undefined)
        else if (before.type === 'silence-broken')
          swap(proposal.broken, before, after as typeof before | undefined)
        else {
          proposal.silence = (after as typeof before | undefined) ?? null
          proposal.silenceUntil = null
          if (proposal.silence !== null) openSilence(proposal, proposal.silence, this.settings)
          if (proposal.silenceUntil !== null)
            this.timers.add({ at: proposal.silenceUntil, when: 'after', of: proposal.event.id })
        }
        recount(proposal, this.settings, at)
        this.touchDecided(proposal)
        return
      }
      case 'proposal': {
        const proposal = this.proposals.get(before.id)
        if (proposal === undefined) return
        this.touchDecided(proposal)
        this.proposals.delete(before.id)
        for (const occasion of this.queue) swap(occasion.proposals, before.id, undefined)
        if (after?.type !== 'proposal') return
        this.propose(after)
        const again = this.proposals.get(after.id)
        if (again === undefined) return
        again.ballots.push(...proposal.ballots)
        again.broken.push(...proposal.broken)
        again.silence = proposal.silence
        again.silenceUntil = proposal.silenceUntil
        recount(again, this.settings, at)
        this.touchDecided(again)
        return
      }
      case 'finding':
        swap(this.voidings, before, undefined)
        for (const incident of this.incidents.values())
          if (incident.findings.includes(before)) {
            swap(incident.findings, before, undefined)
            this.weigh(incident.event.id)
          }
        this.unroute(before)
        if (before.question === 'voiding')
          for (const { byBearer } of this.ledgers.values())
            for (const all of byBearer.values()) this.queue.push(...all)
        if (after?.type === 'finding') this.find(after)
        return
      default:
        this.unroute(before)
        if (after !== undefined) this.enter(after)
    }
  }

  private unroute(event: DutyEvent): void {
    for (const occasion of this.routed.get(event.id) ?? []) {
      removeFact(occasion, event)
      this.queue.push(occasion)
    }
    this.routed.delete(event.id)
  }

  /** Asks every obligation in the queue where it stands, and those that hang on it. */
  private settle(cause: Cause, seen: Instant): void {
    const asked = new Map<string, number>()
    for (let k = 0; k < this.queue.length; k++) {
      const occasion = this.queue[k]
      const times = asked.get(occasion.id) ?? 0
      // Precedence has no cycles; this bounds what a chain of remedies may ask again.
      if (times === 4) continue
      asked.set(occasion.id, times + 1)
      if (this.ask(occasion, cause, seen)) this.queue.push(...this.dependents(occasion))
    }
    this.queue = []
  }

  private dependents({ clause, bearer }: Occasion): Occasion[] {
    const keys = [...(this.followers.get(clause.key) ?? []), ...(this.overridden.get(clause.key) ?? [])]
    const { after } = clause.commitment
    if (after !== undefined) keys.push(`${clause.pact.id}/${after.commitment}`)
    return keys.flatMap((key) => this.current(key, bearer) ?? [])
  }

  /** Where does it stand now? Puts a change on record; true if there was one. */
  private ask(occasion: Occasion, cause: Cause, seen: Instant): boolean {
    const found = standingOfDuty(occasion, seen, this.around)
    if (found.triggered !== 'true') {
      occasion.triggeredAt = null
      occasion.running = null
    } else {
      if (occasion.triggeredAt === null) {
        occasion.triggeredAt = cause.at
        occasion.triggeredBy = cause.event ?? cause.at
      }
      if (found.running !== null && found.running !== occasion.running)
        this.timers.add({ at: found.running.due.at, when: 'after', of: occasion.id })
      occasion.running = found.running
    }
    if (found.refused !== null && !this.refusedDeadlines.has(occasion.id)) {
      this.refusedDeadlines.add(occasion.id)
      this.issues.push({
        code: found.refused.code,
        level: 'warning',
        message: `${occasion.id}: ${found.refused.message}`,
        path: `${occasion.clause.path}.deadline`,
        hint: found.refused.hint,
      })
    }
    const { state, reason, path, missing, blockers } = found
    const from = occasion.state
    Object.assign(occasion, { state, reason, path, missing, blockers })
    if (state === from) return false
    occasion.since = cause.at
    occasion.transitions.push(this.transitions.length)
    this.transitions.push({
      seq: this.transitions.length,
      obligation: occasion.id,
      from,
      to: state,
      event: cause.event,
      occurredAt: cause.occurredAt,
      knownAt: cause.at,
      actor: cause.actor,
      path,
      reason,
    })
    return true
  }

  /** Keys of the clauses under which an incident counts for somebody. */
  holds(incident: string): Set<string> {
    return new Set([...(this.incidents.get(incident)?.held.values() ?? [])].map(({ clause }) => clause.key))
  }

  /** The obligations that an event was put to. */
  putTo(event: string): readonly Occasion[] {
    return this.routed.get(event) ?? []
  }

  byName(obligation: string): Occasion | undefined {
    return this.byId.get(obligation)
  }

  isRefused(key: string): boolean {
    return [...this.refusedDeadlines].some((id) => id.startsWith(`${key}/`))
  }

  /** In words, why one obligation prevails over another; null where the texts do not say. */
  prevails(upper: Occasion, lower: Occasion): string | null {
    return (this.overriders.get(lower.clause.key) ?? []).includes(upper.clause.key)
      ? `${upper.clause.key} prevails over ${lower.clause.key}`
      : null
  }

  /** Does a clause of one document override one of another? */
  isAbove(upper: string, lower: string): boolean {
    return [...this.overriders].some(
      ([key, uppers]) => key.startsWith(`${lower}/`) && uppers.some((one) => one.startsWith(`${upper}/`)),
    )
  }

  /** The clause that falls due where this one is broken. */
  followerOf({ clause }: Occasion): string | null {
    const [follower] = (this.followers.get(clause.key) ?? []).filter(
      (key) => this.ledgers.get(key)?.clause.commitment.after?.outcome === 'breached',
    )
    return follower ?? null
  }

  /** All obligations, in the order of documents, clauses and bearers. */
  occasions(): Occasion[] {
    return [...this.ledgers.values()].flatMap(({ byBearer }) => [...byBearer.values()].flat())
  }
}

/** Puts something in the place of something in a list, or takes it out. */
const swap = <T>(list: T[], before: T, after: T | undefined): void => {
  const place = list.indexOf(before)
  if (place === -1) return
  if (after === undefined) list.splice(place, 1)
  else list[place] = after
}

const later = (a: Instant, b: Instant): Instant => (compareText(a, b) < 0 ? b : a)

/** What a map holds for a key, made where it holds nothing yet. */
const entry = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const held = map.get(key)
  if (held !== undefined) return held
  const made = make()
  map.set(key, made)
  return made
}
