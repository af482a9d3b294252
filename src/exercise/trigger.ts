import { type IncidentKind, levels, type TriggerCondition, type TriggerWording } from '../pact/index.js'
import { findState } from '../world/index.js'
import { type Clause, isJoint } from './clause.js'
import type { AttributionEvent, Circumstance, FindingEvent, FindingQuestion, Incident } from './event.js'
import { and, truth } from './logic.js'
import type { TriggerTest, Verdict } from './state.js'

/*
 * Was an incident the casus foederis of a clause? Every test is true, false or undetermined, and says why or what is
 * missing.
 */

/** An incident and what has been said of it since. */
export interface KnownIncident {
  readonly event: Incident
  readonly attributions: readonly AttributionEvent[]
  readonly findings: readonly FindingEvent[]
}

/** Whether a circumstance held at the time of the incident; undefined where no event says. */
export type Lookup = (circumstance: Circumstance, clause: Clause, incident: Incident) => boolean | undefined

export interface Evaluation {
  /** For every bearer that has not judged for itself. */
  readonly verdict: Verdict
  /** For those that have. */
  readonly own: ReadonlyMap<string, Verdict>
  readonly tests: readonly TriggerTest[]
}

/** Is this a state? Anything else that speaks in an exercise is a body or a mechanism. */
export const isState = (name: string): boolean => /^[A-Z]{3}$/.test(name) || findState(name) !== undefined

const certain: Partial<Record<TriggerWording, readonly IncidentKind[]>> = {
  'armed-attack': ['armed-attack', 'nuclear-use'],
  // A blockade is an act of aggression by Article 3(c) of the Definition annexed to General Assembly resolution 3314.
  'aggression-on-territory': ['armed-attack', 'nuclear-use', 'blockade'],
  'significant-deliberate-sustained': ['armed-attack', 'nuclear-use'],
  'nuclear-aggression': ['nuclear-use', 'nuclear-threat'],
  'breach-of-ceasefire': ['armed-attack', 'nuclear-use', 'blockade', 'ceasefire-violation'],
}

/** Whether they reach the threshold is disputed, so that somebody must find it. */
const disputed: readonly IncidentKind[] = [
  'sabotage',
  'cyber',
  'airspace-violation',
  'blockade',
  'ceasefire-violation',
]

/** Does an incident of this kind meet these words? */
export const wordingMet = (wording: TriggerWording, incident: Incident): Verdict => {
  const { kind, level } = incident
  if (wording === 'threat-or-attack') {
    if (kind === undefined) return level === undefined ? 'undetermined' : 'true'
    return kind === 'economic-coercion' || kind === 'interference' ? 'undetermined' : 'true'
  }
  if (kind === undefined) return 'undetermined'
  if (certain[wording]?.includes(kind)) return 'true'
  if (wording === 'nuclear-aggression') return 'false'
  // A violation of a ceasefire by an attack on that scale is an armed attack under another name.
  if (kind === 'ceasefire-violation' && (level === 'limited' || level === 'full')) return 'true'
  return disputed.includes(kind) ? 'undetermined' : 'false'
}

/** Who did it, as far as a bearer is concerned. */
export interface Authorship {
  /** Established for all: undisputed, or by a body or mechanism that counts. */
  readonly common: { readonly actor: string; readonly by: string } | null
  /** Established by a state for itself. */
  readonly own: ReadonlyMap<string, string>
  readonly alleged: readonly { readonly actor: string; readonly by: string }[]
}

/**
 * Who did it, by whom it was established. A named authority alone counts where the clause names one; elsewhere a body or
 * mechanism counts for all and a state for itself. Without any attribution the actor of an incident is undisputed.
 */
export const authorship = (known: KnownIncident, authority?: string): Authorship => {
  const { event, attributions } = known
  let common: Authorship['common'] = null
  const own = new Map<string, string>()
  const alleged: { actor: string; by: string }[] = []
  const named = authority !== undefined && authority !== 'each'
  const establish = (by: string, actor: string): void => {
    if (named ? by === authority : !isState(by)) common = { actor, by }
    else if (isState(by) && !named) own.set(by, actor)
    else alleged.push({ actor, by })
  }
  if (event.attribution === undefined) {
    if (event.actor !== undefined) common = { actor: event.actor, by: 'undisputed' }
  } else if (event.attribution.standing === 'established')
    establish(event.attribution.by, event.attribution.actor)
  else if (event.attribution.standing === 'alleged')
    alleged.push({ actor: event.attribution.actor, by: event.attribution.by })
  for (const { by, actor, standing } of attributions) {
    if (standing === 'established') establish(by, actor)
    if (standing === 'alleged') alleged.push({ actor, by })
  }
  return { common, own, alleged }
}

const conditionWords: Record<
  Exclude<TriggerCondition, 'specific-adversary' | 'specific-location'>,
  string
> = {
  'ongoing-conflict': 'a conflict is going on',
  'number-of-adversaries': 'there are as many adversaries as the text asks for',
  'demand-refused': 'a demand was refused',
  'non-provocation': 'the one attacked did not provoke it',
  'request-of-beneficiary': 'the one attacked asked for it',
  membership: 'the one attacked is a member',
  'ceasefire-in-force': 'a ceasefire is in force',
}

/** Conditions that facts settle; who is meant and where have tests of their own, and a request is a power. */
const isCircumstance = (condition: TriggerCondition): condition is Circumstance =>
  condition !== 'specific-adversary' &&
  condition !== 'specific-location' &&
  condition !== 'request-of-beneficiary'

/** Whom the words must mean as attacker; undefined where anyone will do. */
const attackersOf = ({ pact, commitment }: Clause): readonly string[] | undefined => {
  const { trigger } = commitment
  if (trigger?.by !== undefined) return trigger.by
  if (!trigger?.conditions?.includes('specific-adversary')) return undefined
  return pact.parties.adversary === undefined ? undefined : [pact.parties.adversary]
}

/** Does a finding by this one count, and for whom? A body that decides or attributes: for all; a bearer: for itself. */
export const findingReach = (clause: Clause, by: string): 'all' | 'itself' | 'none' => {
  const named = clause.commitment.trigger?.attribution?.by
  if (by === clause.body?.id || by === named) return 'all'
  if (isState(by))
    return clause.bearers.includes(by) && !isJoint(clause) && (named === undefined || named === 'each')
      ? 'itself'
      : 'none'
  return clause.body === undefined && (named === undefined || named === 'each') ? 'all' : 'none'
}

/** The tests of a clause on an incident, and the verdicts that follow. The clause has a trigger. */
export const evaluate = (clause: Clause, known: KnownIncident, lookup: Lookup): Evaluation => {
  const { event } = known
  const { commitment, path } = clause
  const trigger = commitment.trigger
  if (trigger === undefined) return { verdict: 'false', own: new Map(), tests: [] }
  const at = `${path}.trigger`
  const found = findingsFor(clause, known)
  const tests: TriggerTest[] = []
  const test = (
    name: string,
    verdict: Verdict,
    because: string,
    where: string,
    question?: FindingQuestion,
  ): void => {
    const answer = question === undefined ? undefined : found.common.get(question)
    tests.push(
      answer === undefined
        ? { name, verdict, because, path: `${at}${where}` }
        : { name, verdict: truth(answer.answer), because: `found by ${answer.by}`, path: `${at}${where}` },
    )
  }
  const { level } = event
  test(
    'level',
    truth(level === undefined ? undefined : trigger.levels.includes(level)),
    level === undefined
      ? `missing: the level (${levels.join(', ')})`
      : `the words cover ${trigger.levels.join(', ')}; this is ${level}`,
    '.levels',
  )
  const wording = wordingMet(trigger.wording, event)
  test(
    'wording',
    wording,
    event.kind === undefined
      ? 'missing: what kind of act it was'
      : wording === 'undetermined'
        ? `missing: a finding whether ${event.kind} is ${trigger.wording}`
        : `${event.kind} ${wording === 'true' ? 'is' : 'is not'} ${trigger.wording}`,
    '.wording',
    'wording',
  )
  if (trigger.wording === 'significant-deliberate-sustained') {
    const full = level === 'full' ? true : undefined
    const qualities: readonly [string, boolean | undefined][] = [
      ['significant', event.significant ?? full],
      ['deliberate', event.deliberate ?? full],
      ['sustained', event.sustained],
    ]
    for (const [quality, holds] of qualities)
      test(
        quality,
        truth(holds),
        holds === undefined ? `missing: was it ${quality}?` : `it was ${holds ? '' : 'not '}${quality}`,
        '.wording',
        'significant-deliberate-sustained',
      )
  }
  const suffered = event.target ?? event.place?.territoryOf
  const hit =
    suffered === undefined
      ? undefined
      : [event.target, event.place?.territoryOf].some(
          (one) => one !== undefined && clause.protected.includes(one),
        )
  test(
    'target',
    truth(hit),
    hit === undefined
      ? 'missing: who suffered it'
      : hit
        ? `${suffered} is protected`
        : `${suffered} is not among those protected`,
    '',
  )
  const local = placeTest(clause, event)
  if (local !== null) test('place', local.verdict, local.because, '.place', 'location')
  for (const condition of trigger.conditions ?? []) {
    if (!isCircumstance(condition)) continue
    const holds = event.conditions?.[condition] ?? lookup(condition, clause, event)
    test(
      condition,
      truth(holds),
      holds === undefined
        ? `missing: whether ${conditionWords[condition]}`
        : `that ${conditionWords[condition]} is ${holds ? 'so' : 'not so'}`,
      '.conditions',
    )
  }
  const rest = and(tests.map(({ verdict }) => verdict))
  const author = authorship(known, trigger.attribution?.by)
  const { verdict: actorVerdict, tests: actorTests } = actorTest(clause, known, author, at)
  tests.push(...actorTests)
  const own = new Map<string, Verdict>()
  const attackers = attackersOf(clause)
  const required = trigger.attribution?.required === true
  if (attackers !== undefined || required)
    for (const [state, actor] of author.own)
      if (clause.bearers.includes(state))
        own.set(state, and([rest, truth(attackers === undefined || attackers.includes(actor))]))
  const whole = found.common.get('casus-foederis')
  if (whole !== undefined) {
    const verdict = truth(whole.answer)
    tests.push({ name: 'casus foederis', verdict, because: `found by ${whole.by}`, path: at })
    return { verdict, own: found.own, tests }
  }
  for (const [state, verdict] of found.own) own.set(state, verdict)
  return { verdict: and([rest, actorVerdict]), own, tests }
}

interface Findings {
  readonly common: ReadonlyMap<FindingQuestion, FindingEvent>
  /** Findings of bearers, each for itself, on the whole question. */
  readonly own: ReadonlyMap<string, Verdict>
}

const findingsFor = (clause: Clause, { findings }: KnownIncident): Findings => {
  const common = new Map<FindingQuestion, FindingEvent>()
  const own = new Map<string, Verdict>()
  for (const finding of findings) {
    if (finding.pact !== undefined && finding.pact !== clause.pact.id) continue
    if (finding.commitment !== undefined && finding.commitment !== clause.commitment.id) continue
    const reach = findingReach(clause, finding.by)
    if (reach === 'all') common.set(finding.question, finding)
    if (reach === 'itself' && finding.question === 'casus-foederis')
      own.set(finding.by, truth(finding.answer))
  }
  return { common, own }
}

const placeTest = (
  { commitment, protected: covered }: Clause,
  { place }: Incident,
): { readonly verdict: Verdict; readonly because: string } | null => {
  const { trigger } = commitment
  const local =
    trigger?.conditions?.includes('specific-location') || trigger?.wording === 'aggression-on-territory'
  if (trigger === undefined || !local) return null
  if (place === undefined) return { verdict: 'undetermined', because: 'missing: where it was' }
  const area = place.areas?.find((one) => trigger.areas?.includes(one))
  if (area !== undefined) return { verdict: 'true', because: `${area} is covered` }
  const { territoryOf } = place
  if (territoryOf === undefined)
    return { verdict: 'undetermined', because: `missing: a finding whether ${place.name} is covered` }
  const inside = covered.includes(territoryOf)
  return {
    verdict: truth(inside),
    because: `${place.name} is territory of ${territoryOf}, which is ${inside ? '' : 'not '}covered`,
  }
}

const actorTest = (
  clause: Clause,
  { event }: KnownIncident,
  { common, own, alleged }: Authorship,
  at: string,
): { readonly verdict: Verdict; readonly tests: readonly TriggerTest[] } => {
  const tests: TriggerTest[] = []
  const attackers = attackersOf(clause)
  const attribution = clause.commitment.trigger?.attribution
  const by =
    attribution?.by === undefined || attribution.by === 'each' ? 'each guarantor for itself' : attribution.by
  const claims = [
    ...alleged.map((one) => `alleged ${one.actor} by ${one.by}`),
    ...[...own].map(([state, actor]) => `${actor} by ${state} for itself`),
  ]
  const said = claims.length === 0 ? '' : ` (${[...new Set(claims)].join('; ')})`
  if (attackers !== undefined)
    tests.push({
      name: 'attacker',
      verdict: truth(common === null ? undefined : attackers.includes(common.actor)),
      because:
        common === null
          ? `missing: who did it, to be established by ${by}${said}`
          : `${common.actor} did it (${common.by === 'undisputed' ? 'undisputed' : `established by ${common.by}`}); the words mean ${attackers.join(', ')}`,
      path: `${at}.by`,
    })
  if (attribution?.required === true && event.level !== 'full') {
    const undisputed = common?.by === 'undisputed'
    // A named authority must speak even where nobody disputes the facts.
    const settled =
      common !== null && (!undisputed || attribution.by === undefined || attribution.by === 'each')
    tests.push({
      name: 'attribution',
      verdict: truth(settled ? true : undefined),
      because: settled ? `attributed by ${common.by}` : `missing: attribution by ${by}${said}`,
      path: `${at}.attribution`,
    })
  }
  return { verdict: and(tests.map(({ verdict }) => verdict)), tests }
}

/** Kinds of incident that every promise not to use force forbids. */
const force: readonly IncidentKind[] = [
  'armed-attack',
  'threat',
  'blockade',
  'ceasefire-violation',
  'nuclear-threat',
  'nuclear-use',
]

/** Would this act, if the bearer did it, break a duty to refrain? What the clause does not say is undetermined. */
export const isForbidden = ({ commitment }: Clause, { kind }: Incident): Verdict => {
  if (kind === undefined) return 'undetermined'
  if (commitment.forbids !== undefined) return truth(commitment.forbids.includes(kind))
  if (commitment.kind !== 'non-aggression') return 'undetermined'
  if (force.includes(kind)) return 'true'
  return disputed.includes(kind) ? 'undetermined' : 'false'
}
