import { compareText } from '../core/order.js'
import { legalForms, type Pact } from '../pact/index.js'
import type { Instant } from './event.js'
import type { Fold } from './fold.js'
import { standingAt } from './inForce.js'
import type { DocumentState } from './state.js'
import { listStates } from './words.js'

/** When a document first bound somebody, by its own status. */
const dateOf = (pact: Pact): string =>
  pact.status.find(({ stage }) => stage === 'in-force')?.date ?? pact.status[0]?.date ?? pact.asOf

const rankOf = ({ form }: Pact): number => (form === undefined ? -1 : legalForms.indexOf(form))

interface Placed {
  readonly pact: Pact
  readonly reason: string
}

/**
 * The order in which documents are applied: one that prevails over another before it; otherwise the more binding form,
 * then the older. Only the first rests on the texts; the rest is a convention, and changes nothing that is owed.
 */
const orderOf = (fold: Fold, pacts: readonly Pact[]): Placed[] => {
  const left = [...pacts].sort((a, b) => rankOf(b) - rankOf(a) || compareText(dateOf(a), dateOf(b)))
  const placed: Placed[] = []
  while (left.length > 0) {
    const free = left.findIndex(
      (pact) => !left.some((other) => other !== pact && fold.isAbove(other.id, pact.id)),
    )
    const [pact] = left.splice(free === -1 ? 0 : free, 1)
    const over = pacts.filter((other) => other !== pact && fold.isAbove(pact.id, other.id))
    placed.push({
      pact,
      reason:
        over.length > 0
          ? `prevails over ${over.map(({ id }) => id).join(', ')}`
          : `${pact.form ?? 'no legal form'}, ${dateOf(pact)}`,
    })
  }
  return placed
}

export const documentsOf = (fold: Fold, pacts: readonly Pact[], now: Instant): DocumentState[] =>
  orderOf(fold, pacts).map(({ pact, reason }, index) => {
    const standings = [...fold.ledgers.values()]
      .filter(({ clause }) => clause.pact === pact)
      .flatMap(({ clause }) =>
        clause.bearers.map((bearer) => ({
          bearer,
          standing: standingAt(fold.changesOf(clause, bearer), now),
        })),
      )
    const bound = [
      ...new Set(
        standings.filter(({ standing }) => standing.standing === 'in-force').map(({ bearer }) => bearer),
      ),
    ]
    const others = [...new Set(standings.map(({ bearer }) => bearer))].filter(
      (bearer) => !bound.includes(bearer),
    )
    const why = [
      ...new Set(
        standings
          .filter(({ standing }) => standing.standing !== 'in-force')
          .map(({ standing }) => standing.reason),
      ),
    ]
    const voided = fold
      .occasions()
      .some(({ clause, path }) => clause.pact === pact && path.startsWith('voiding'))
    return {
      pact: pact.id,
      title: pact.title,
      order: index + 1,
      orderReason: reason,
      inForceFor: bound,
      status:
        pact.commitments.length === 0
          ? 'holds no commitment'
          : others.length === 0
            ? `binds ${bound.length === 1 ? bound[0] : `all ${bound.length}`}`
            : `binds ${listStates(bound)}; not ${listStates(others)}: ${why.join('; ')}`,
      voided,
    }
  })
