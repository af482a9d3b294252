import type { Commitment, DecisionRule, Pact } from '../pact/index.js'
import { type Level, levels, responseRank, type Stage } from '../pact/index.js'
import type { Values } from './assumptions.js'
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

/** The latest stage of the instrument. */
export const stageOf = (pact: Pact): Stage | undefined =>
  [...pact.status].sort((a, b) => a.date.localeCompare(b.date)).at(-1)?.stage

/** Factor on binding force from the status the text really has: 1 in force, 0 ended or not begun. */
const statusFactor = (pact: Pact, values: Values): number => {
  if (pact.membersOnly && !pact.membersOnly.beneficiaryIsMember) return 0
  const stage = stageOf(pact)
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

/** The strongest duty of one state at one level: highest step, then most binding. Null when nothing is owed. */
export const dutyOf = (
  pact: Pact,
  state: string,
  guarantors: ReadonlySet<string>,
  level: Level,
  reading: Reading,
  values: Values,
): Duty | null => {
  let best: Duty | null = null
  for (const clause of clausesAt(pact, level)) {
    if (!binds(pact, clause, state, guarantors)) continue
    const exemption = clause.exempt?.find((entry) => membersOf(pact, entry.states).includes(state))
    const means = clause.response?.means ?? 'none'
    const response = Math.min(responseRank(means), exemption ? responseRank(exemption.means) : 4)
    const bind = bindingForce(pact, clause, reading, values)
    if (response === 0 || bind === 0) continue
    if (best === null || response > best.response || (response === best.response && bind > best.bind))
      best = { clause, response, bind, joint: decidedBy(pact, clause) !== null }
  }
  return best
}

/**
 * Probability that the casus foederis is found at a level, given what the clauses ask for: that of the clauses that
 * contemplate the highest response there, the easiest to meet among them.
 */
export const foundAt = (pact: Pact, level: Level, values: Values): number => {
  const base = values[`found.${level}`]
  const owing = clausesAt(pact, level).filter((clause) => clause.response?.means !== 'none')
  const highest = Math.max(0, ...owing.map((clause) => responseRank(clause.response?.means ?? 'none')))
  const clauses = owing.filter((clause) => responseRank(clause.response?.means ?? 'none') === highest)
  const each = clauses.map((clause) => {
    const { wording, attribution } = clause.trigger ?? {}
    let p = base
    if (wording === 'threat-or-attack') p = Math.min(1, p * values['found.threat'])
    if (wording === 'significant-deliberate-sustained')
      p *= level === 'full' ? values['found.sustainedFull'] : values['found.sustained']
    if (wording === 'nuclear-aggression') p = 0
    if (attribution?.required && attribution.by === undefined && level !== 'full')
      p *= values['found.unassigned']
    return p
  })
  const valid = pact.voiding && pact.voiding.length > 0 ? 1 - values['found.voided'] : 1
  return Math.max(0, ...each) * valid
}

export const levelIds: readonly Level[] = levels
