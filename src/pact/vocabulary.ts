/**
 * The words of the document language. Code, schema, command line and pages use these and no synonyms.
 * Order matters where a list is a ladder or a scale: later is more.
 */

import { compareText } from '../core/order.js'

/** Levels of challenge, mildest first. */
export const levels = ['hybrid', 'limited', 'full'] as const
export type Level = (typeof levels)[number]

/** Ladder of responses, each including those before it. */
export const responses = ['none', 'sanctions', 'aid', 'air', 'troops'] as const
export type Response = (typeof responses)[number]

/** How far the words bind, weakest first: the scale of `bind` on the model page, section 3. */
export const obligationWords = ['assurance', 'consult', 'deems-necessary', 'all-means', 'automatic'] as const
export type ObligationWords = (typeof obligationWords)[number]

/** Legal forms, weakest first. */
export const legalForms = ['declaration', 'memorandum', 'executive-agreement', 'treaty'] as const
export type LegalForm = (typeof legalForms)[number]

/** Stages in the life of an instrument, in the usual order; the last three end it. */
export const stages = [
  'drafted',
  'announced',
  'signed',
  'ratified',
  'in-force',
  'suspended',
  'terminated',
  'expired',
] as const
export type Stage = (typeof stages)[number]

export const commitmentKinds = [
  'defence',
  'offence',
  'neutrality',
  'non-aggression',
  'consultation',
  'assistance',
  'sanctions',
  'aid',
  'deployment',
  'monitoring',
  'positive-assurance',
  'negative-assurance',
] as const
export type CommitmentKind = (typeof commitmentKinds)[number]

export const decisionRules = [
  'each',
  'lead-nation',
  'consensus',
  'unanimity',
  'qualified-majority',
  'automatic',
] as const
export type DecisionRule = (typeof decisionRules)[number]

export const triggerWordings = [
  'armed-attack',
  'aggression-on-territory',
  'significant-deliberate-sustained',
  'threat-or-attack',
  'nuclear-aggression',
  'breach-of-ceasefire',
] as const
export type TriggerWording = (typeof triggerWordings)[number]

/** Natures of an incident: what an event may be, and what a clause may forbid. */
export const incidentKinds = [
  'armed-attack',
  'threat',
  'sabotage',
  'cyber',
  'airspace-violation',
  'blockade',
  'ceasefire-violation',
  'nuclear-threat',
  'nuclear-use',
  'economic-coercion',
  'interference',
] as const
export type IncidentKind = (typeof incidentKinds)[number]

/** Conditions of a casus foederis beside its levels and wording; ATOP codes the first six. */
export const triggerConditions = [
  'specific-adversary',
  'specific-location',
  'ongoing-conflict',
  'number-of-adversaries',
  'demand-refused',
  'non-provocation',
  'request-of-beneficiary',
  'membership',
  'ceasefire-in-force',
] as const
export type TriggerCondition = (typeof triggerConditions)[number]

/** Powers: what a party may do that changes what others owe. Not using one is no breach. */
export const powerKinds = [
  'invoke',
  'request',
  'attribute',
  'find',
  'call-consultation',
  'vote',
  'decide',
  'approve',
  'break-silence',
  'waive',
  'release',
  'suspend',
  'denounce',
  'self-defence',
] as const
export type PowerKind = (typeof powerKinds)[number]

/** What a consensus or unanimous body needs everyone for. */
export const jointRules: readonly DecisionRule[] = ['consensus', 'unanimity']

/** Place of a response on its ladder, 0 for none. */
export const responseRank = (response: Response): number => responses.indexOf(response)

/** The stage an instrument has reached: the latest, and of those on one day the last in the usual order. */
export const latestStage = (
  status: readonly { readonly stage: Stage; readonly date: string }[],
): Stage | undefined =>
  [...status]
    .sort((a, b) => compareText(a.date, b.date) || stages.indexOf(a.stage) - stages.indexOf(b.stage))
    .at(-1)?.stage
