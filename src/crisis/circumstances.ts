import type { LegalForm, Pact } from '../pact/index.js'
import type { Values } from './assumptions.js'

/** Where a guarantee stands on its way: nothing promised, announced, signed, ratified, in force with forces in place. */
export const phases = ['before', 'announced', 'signed', 'ratified', 'in-force'] as const
export type Phase = (typeof phases)[number]

/** What the beneficiary does under it (Benson 2012: moral hazard). */
export const postures = ['restrained', 'assertive'] as const
export type Posture = (typeof postures)[number]

/** What a game supposes beside the document. */
export interface Circumstances {
  readonly phase: Phase
  readonly posture: Posture
  /** Does the voiding clause stand as written? False asks what the text would do without it. */
  readonly voiding: boolean
}

export const asAgreed: Circumstances = { phase: 'in-force', posture: 'restrained', voiding: true }

/** Legal steps that each form goes through before it binds in full. */
const stepsOf: Readonly<Record<LegalForm, readonly Phase[]>> = {
  declaration: ['announced'],
  memorandum: ['announced', 'signed'],
  'executive-agreement': ['announced', 'signed'],
  treaty: ['announced', 'signed', 'ratified'],
}

/** The legal steps of a document; one without a form is taken for a treaty. */
const legalSteps = (pact: Pact): readonly Phase[] => stepsOf[pact.form ?? 'treaty']

/** Is there no legal step left after this one for a document of this form? A declaration needs no ratification. */
export const isLastStep = (pact: Pact, phase: Phase): boolean => phase === legalSteps(pact).at(-1)

/** Binding force in a phase, as a share of that in force. The last legal step of a form binds in full. */
export const bindingShare = (pact: Pact, phase: Phase, values: Values): number => {
  if (phase === 'before') return 0
  if (phase === 'in-force' || isLastStep(pact, phase)) return 1
  return values[`status.${phase}`]
}

/** Readiness of guarantors' own forces in a phase, as a share of that once all is in force. */
export const readinessShare = (phase: Phase, values: Values): number => {
  if (phase === 'in-force') return 1
  return values[`readiness.${phase === 'before' ? 'announced' : phase}`]
}

/** A phase of the way from announcement to force. */
export interface Step {
  readonly phase: Phase
  /** Months from the announcement at which it begins and ends; the last never ends. */
  readonly from: number
  readonly to: number
}

/**
 * The way from announcement (month 0) to force: dates of the document's `schedule`, else assumptions. Forces that are only
 * planned arrive after the last legal step. The last step is `in-force`; it is the only one where nothing takes time.
 */
export const scheduleOf = (pact: Pact, values: Values): readonly Step[] => {
  const { schedule } = pact
  const within = (given: NonNullable<typeof schedule>['signed']): number | undefined =>
    given === undefined || typeof given === 'number'
      ? given
      : given.low + values['window.pace'] * (given.high - given.low)
  const steps = legalSteps(pact)
  const starts: { phase: Phase; from: number }[] = [{ phase: 'announced', from: 0 }]
  if (steps.includes('signed'))
    starts.push({ phase: 'signed', from: within(schedule?.signed) ?? values['window.signed'] })
  if (steps.includes('ratified')) {
    const signed = starts[1].from
    const given = within(schedule?.ratified)
    starts.push({ phase: 'ratified', from: Math.max(signed, given ?? signed + values['window.ratified']) })
  }
  const legal = starts[starts.length - 1].from
  const awaited = pact.forces?.some((force) => force.status === 'planned') === true
  const deployed = within(schedule?.deployed) ?? (awaited ? legal + values['window.deployed'] : legal)
  starts.push({ phase: 'in-force', from: Math.max(legal, deployed) })
  return starts.flatMap((start, k): Step[] => {
    const to = starts[k + 1]?.from ?? Number.POSITIVE_INFINITY
    return to > start.from ? [{ ...start, to }] : []
  })
}
