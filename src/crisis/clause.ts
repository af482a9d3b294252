import type { Commitment, DecisionRule, Pact } from '../pact/index.js'
import { type Level, latestStage, levels, responseRank, type Stage } from '../pact/index.js'
import type { Values } from './assumptions.js'
import { asAgreed, type Circumstances } from './circumstances.js'
import { membersOf } from './parties.js'

type PactBody = NonNullable<Pact['bodies']>[number]

/** How the text is taken: as if in force and carried out as written, or with the status it has today. */
export type Reading = 'in-force' | 'as-is'

/** What one state owes at one level under one clause. */
export interface Duty {
  readonly clause: Commitment
  readonly response: number
  readonly bind: number
  /** Does it need a decision in common? */
  readonly joint: boolean
}

const wordsKey = {
  assurance: 'bind.assurance',
  consult: 'bind.consult',
  'deems-necessary': 'bind.deemsNecessary',
  'all-means': 'bind.allMeans',
  automatic: 'bind.automatic',
} as const

const formKey = {
  declaration: 'form.declaration',
  memorandum: 'form.memorandum',
  'executive-agreement': 'form.executiveAgreement',
} as const

const statusKey: Partial<Record<Stage, string>> = {
  drafted: 'status.drafted',
  announced: 'status.announced',
  signed: 'status.signed',
  ratified: 'status.ratified',
}

/** Factor on binding force from the status the text really has: 1 in force, 0 ended or not begun. */
const statusFactor = (pact: Pact, values: Values): number => {
  if (pact.membersOnly && !pact.membersOnly.beneficiaryIsMember) return 0
  const stage = latestStage(pact.status)
  if (stage === 'in-force') return 1
  const key = stage === undefined ? undefined : statusKey[stage]
  return key === undefined ? 0 : values[key]
}

/**
 * Binding force of a clause, 0 to 1: the scale of the words, times factors for legal form, precision, deadline and who
 * decides (model page, section 3). Our own scale.
 */
export const bindingForce = (pact: Pact, clause: Commitment, reading: Reading, values: Values): number => {
  if (clause.response === undefined) return 0
  const form = clause.form ?? pact.form
  const words = values[wordsKey[clause.response.words]]
  const byForm = form === undefined || form === 'treaty' ? 1 : values[formKey[form]]
  const { precision } = clause.response
  const byPrecision = precision === 'quantified' ? 1 : values[`precision.${precision}`]
  const byDeadline = clause.deadline === undefined ? values['deadline.none'] : 1
  const byDecision = (clause.decision?.rule ?? 'each') === 'each' ? values['decision.each'] : 1
  const byStatus = reading === 'as-is' ? statusFactor(pact, values) : 1
  return words * byForm * byPrecision * byDeadline * byDecision * byStatus
}

/** Does this clause bind that guarantor? */
export const binds = (
  pact: Pact,
  clause: Commitment,
  state: string,
  guarantors: ReadonlySet<string>,
): boolean => {
  if (clause.by === 'guarantors' || clause.by === 'all') return guarantors.has(state)
  if (clause.by === 'beneficiary' || clause.by === 'adversary') return false
  return membersOf(pact, clause.by).includes(state)
}

/** The clauses that may oblige guarantors to respond at a level. */
export const clausesAt = (pact: Pact, level: Level): Commitment[] =>
  pact.commitments.filter((clause) => {
    const { trigger, response, to } = clause
    if (trigger === undefined || response === undefined || !trigger.levels.includes(level)) return false
    if (to === 'guarantors' || to === 'adversary') return false
    return (
      trigger.by === undefined ||
      pact.parties.adversary === undefined ||
      trigger.by.includes(pact.parties.adversary)
    )
  })

/** The body that decides a clause in common, and how; null where each decides, or nobody need. */
export const decidedBy = (pact: Pact, clause: Commitment): { rule: DecisionRule; body: PactBody } | null => {
  const body = pact.bodies?.find((candidate) => candidate.id === clause.decision?.body)
  const rule = clause.decision?.rule ?? body?.rule
  if (rule === undefined || body === undefined || rule === 'each' || rule === 'automatic') return null
  return rule === 'lead-nation' && body.lead === undefined ? null : { rule, body }
}

/**
 * The strongest duty of one state at one level: highest step, then most binding. Null when nothing is owed. `share` scales
 * how far it binds (see `bindingShare`).
 */
export const dutyOf = (
  pact: Pact,
  state: string,
  guarantors: ReadonlySet<string>,
  level: Level,
  reading: Reading,
  values: Values,
  share = 1,
): Duty | null => {
  let best: Duty | null = null
  for (const clause of clausesAt(pact, level)) {
    if (!binds(pact, clause, state, guarantors)) continue
    const exemption = clause.exempt?.find((entry) => membersOf(pact, entry.states).includes(state))
    const means = clause.response?.means ?? 'none'
    const response = Math.min(responseRank(means), exemption ? responseRank(exemption.means) : 4)
    const bind = share * bindingForce(pact, clause, reading, values)
    if (response === 0 || bind === 0) continue
    if (best === null || response > best.response || (response === best.response && bind > best.bind))
      best = { clause, response, bind, joint: decidedBy(pact, clause) !== null }
  }
  return best
}

/** The clauses that contemplate the highest response at a level: those whose finding decides what is owed. */
const decisiveClauses = (pact: Pact, level: Level): Commitment[] => {
  const owing = clausesAt(pact, level).filter((clause) => clause.response?.means !== 'none')
  const highest = Math.max(0, ...owing.map((clause) => responseRank(clause.response?.means ?? 'none')))
  return owing.filter((clause) => responseRank(clause.response?.means ?? 'none') === highest)
}

/** Who must establish who did it: nobody named, each guarantor for itself, a body, or another mechanism. */
type Attribution = 'unassigned' | 'each' | 'body' | 'mission'

/** How a clause is attributed; null where it need not be. In a full attack there is nothing to establish. */
const attributionOf = (pact: Pact, clause: Commitment, level: Level): Attribution | null => {
  const attribution = clause.trigger?.attribution
  if (!attribution?.required || level === 'full') return null
  if (attribution.by === undefined) return 'unassigned'
  if (attribution.by === 'each') return 'each'
  return pact.bodies?.some(({ id }) => id === attribution.by) ? 'body' : 'mission'
}

const DAYS = { hour: 1 / 24, day: 1, month: 30.44, year: 365.25 } as const

/** Days until the facts are attributed at a level, for the quickest of the clauses that matter; 0 where none need be. */
export const attributionDays = (pact: Pact, level: Level, values: Values): number => {
  const days = decisiveClauses(pact, level).map((clause) => {
    const kind = attributionOf(pact, clause, level)
    const within = clause.trigger?.attribution?.within
    if (kind === null) return 0
    return within === undefined ? values[`attribution.${kind}`] : within.amount * DAYS[within.unit]
  })
  return days.length === 0 ? 0 : Math.min(...days)
}

/**
 * Probability that the casus foederis is found at a level, given what the clauses ask for: that of the clauses that
 * contemplate the highest response there, the easiest to meet among them.
 */
export const foundAt = (
  pact: Pact,
  level: Level,
  values: Values,
  { posture, voiding }: Circumstances = asAgreed,
): number => {
  const base = values[`found.${level}`]
  const provoked = posture === 'assertive' ? values['posture.voided'] : 0
  const each = decisiveClauses(pact, level).map((clause) => {
    const { wording, conditions } = clause.trigger ?? {}
    let p = base
    if (wording === 'threat-or-attack') p = Math.min(1, p * values['found.threat'])
    if (wording === 'significant-deliberate-sustained')
      p *= level === 'full' ? values['found.sustainedFull'] : values['found.sustained']
    if (wording === 'nuclear-aggression') p = 0
    const attribution = attributionOf(pact, clause, level)
    if (attribution === 'unassigned') p *= values['found.unassigned']
    if (attribution === 'body') p *= values['found.byBody']
    if (attribution === 'mission') p *= values['found.byMission']
    return conditions?.includes('non-provocation') ? p * (1 - provoked) : p
  })
  const stands = voiding && pact.voiding !== undefined && pact.voiding.length > 0
  const held = posture === 'assertive' ? provoked : values['found.voided']
  return Math.max(0, ...each) * (stands ? 1 - held : 1)
}

export const levelIds: readonly Level[] = levels
