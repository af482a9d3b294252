import type { Commitment, DecisionRule, Pact, Response } from '../pact/index.js'
import { responseRank, responses } from '../pact/index.js'
import { approvalsOf, type Body, bearersOf, bodyMembers, bodyOf, exemptionOf, protectedBy } from './roles.js'
import type { DutyShape } from './state.js'

/** One commitment with all that can be said of it before anything happens. */
export interface Clause {
  readonly pact: Pact
  readonly commitment: Commitment
  /** `commitments[2]`. */
  readonly path: string
  /** `pact/commitment`. */
  readonly key: string
  readonly shape: DutyShape
  readonly bearers: readonly string[]
  readonly protected: readonly string[]
  readonly body: Body | undefined
  readonly bodyMembers: readonly string[]
  readonly rule: DecisionRule | null
  /** May a bearer decide against acting, without breach? */
  readonly discretionary: boolean
  /** Is it owed on request only? */
  readonly onRequest: boolean
}

const shapeOf = ({ kind, trigger, response, after }: Commitment): DutyShape => {
  if (kind === 'non-aggression' || kind === 'negative-assurance' || kind === 'neutrality')
    return 'prohibition'
  if (trigger === undefined && after === undefined) return 'standing'
  return kind === 'consultation' || (response?.means === 'none' && response.words === 'consult')
    ? 'consult'
    : 'act'
}

/** Words that leave whether to act to whoever owes it. A duty to consult, or one without means, leaves nothing. */
const isDiscretionary = (shape: DutyShape, { response, decision }: Commitment): boolean =>
  shape === 'act' &&
  response !== undefined &&
  response.means !== 'none' &&
  decision?.rule !== 'automatic' &&
  response.words !== 'all-means' &&
  response.words !== 'automatic'

export const clausesOf = (pact: Pact): Clause[] =>
  pact.commitments.map((commitment, index) => {
    const shape = shapeOf(commitment)
    const body = bodyOf(pact, commitment.decision?.body)
    const rule = commitment.decision?.rule ?? body?.rule ?? null
    return {
      pact,
      commitment,
      path: `commitments[${index}]`,
      key: `${pact.id}/${commitment.id}`,
      shape,
      bearers: bearersOf(pact, commitment),
      protected: protectedBy(pact, commitment),
      body,
      bodyMembers: body === undefined ? [] : bodyMembers(pact, body),
      rule,
      discretionary: isDiscretionary(shape, commitment),
      onRequest:
        commitment.trigger !== undefined &&
        (commitment.deadline?.startsFrom === 'request' ||
          commitment.trigger.conditions?.includes('request-of-beneficiary') === true),
    }
  })

/** Does a body, or a lead nation, decide it for all? A joint rule without a body is decided by each. */
export const isJoint = ({ rule, body }: Clause): boolean =>
  body !== undefined &&
  rule !== null &&
  rule !== 'each' &&
  rule !== 'automatic' &&
  (rule !== 'lead-nation' || body.lead !== undefined)

/** Must each bearer decide before anything is owed of it? */
export const decidesItself = (clause: Clause): boolean =>
  clause.shape === 'act' && !isJoint(clause) && clause.rule !== 'automatic' && clause.discretionary

/** Highest step of the ladder that the words contemplate for a state. */
export const meansFor = ({ pact, commitment }: Clause, state: string): Response => {
  const means = commitment.response?.means ?? 'none'
  const exemption = exemptionOf(pact, commitment, state)
  if (exemption === undefined) return means
  return responses[Math.min(responseRank(means), responseRank(exemption.means))]
}

export const organsFor = (clause: Clause, state: string, step?: Response): readonly string[] =>
  approvalsOf(clause.pact, clause.commitment, state, step)

/** The clause of a document in short, for sentences: `article-5 of NATO Article 5`. */
export const clauseName = ({ pact, commitment }: Clause): string => `${commitment.id} of ${pact.id}`
