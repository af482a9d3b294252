import { responseRank } from '../pact/index.js'
import { type Clause, isJoint } from './clause.js'
import type { Scope } from './event.js'
import type { DutyEvent } from './occasion.js'

const inScope = (scope: Scope, { pact, commitment }: Clause): boolean =>
  (scope.pact === undefined || scope.pact === pact.id) &&
  (scope.commitment === undefined || scope.commitment === commitment.id)

const concerned = (clause: Clause, of: readonly string[] | undefined): readonly string[] =>
  of === undefined ? clause.bearers : clause.bearers.filter((bearer) => of.includes(bearer))

/** One who is bound by the clause or protected by it. */
const isParty = ({ bearers, protected: covered }: Clause, name: string): boolean =>
  bearers.includes(name) || covered.includes(name)

/** Does a request change anything under this clause? */
const isAskedFor = ({ onRequest, shape, commitment }: Clause): boolean =>
  onRequest ||
  shape === 'consult' ||
  commitment.deadline?.startsFrom === 'request' ||
  commitment.onlyIf?.includes('request-of-beneficiary') === true

const alone = (clause: Clause, bearer: string): readonly string[] =>
  clause.bearers.includes(bearer) ? [bearer] : []

/** The bearers of a clause whose obligation an event bears on. */
export const routeOf = (event: DutyEvent, clause: Clause): readonly string[] => {
  if (!inScope(event, clause)) return []
  switch (event.type) {
    case 'request':
      if (!isAskedFor(clause)) return []
      return isParty(clause, event.by)
        ? concerned(clause, event.of).filter((bearer) => bearer !== event.by || clause.shape === 'consult')
        : []
    case 'invocation':
      return isParty(clause, event.by)
        ? clause.bearers.filter((bearer) => bearer !== event.by || clause.shape === 'consult')
        : []
    case 'consultation-called':
      return clause.shape === 'consult' && isParty(clause, event.by) ? clause.bearers : []
    case 'consultation-held':
      return clause.shape === 'consult' ? concerned(clause, event.participants) : []
    case 'decision':
      if (isJoint(clause) && clause.rule === 'lead-nation' && clause.body?.lead === event.by)
        return clause.bearers
      return clause.shape === 'act' && (event.commitment !== undefined || isReached(clause, event.means))
        ? alone(clause, event.by)
        : []
    case 'performance':
      return event.commitment !== undefined || isReached(clause, event.means) ? alone(clause, event.by) : []
    case 'approval':
      return clause.commitment.decision?.approvals?.some(({ organ }) => organ === event.organ) === true
        ? alone(clause, event.by)
        : []
    case 'release':
    case 'waiver':
      return clause.protected.includes(event.by) ? concerned(clause, event.of) : []
    case 'suspension':
    case 'resumption':
      return alone(clause, event.by)
    case 'finding':
      return event.of === undefined ? clause.bearers : alone(clause, event.of)
  }
}

/** Could this step be taken under a clause that the event does not name? A step above what its words contemplate could not. */
const isReached = (
  { shape, commitment }: Clause,
  means: Parameters<typeof responseRank>[0] | undefined,
): boolean => {
  if (shape !== 'act') return false
  if (means === undefined) return true
  return responseRank(commitment.response?.means ?? 'none') >= Math.max(1, responseRank(means))
}
