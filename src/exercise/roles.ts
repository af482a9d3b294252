import { membersOf } from '../crisis/index.js'
import { type Commitment, type Pact, type PartyList, type Response, responseRank } from '../pact/index.js'

/*
 * Who owes, to whom, and who decides: roles and groups of a document as lists of states.
 */

type Role = 'guarantors' | 'beneficiary' | 'adversary' | 'all'
type Roles = Role | PartyList

/** The guarantors of a document, without its beneficiary and adversary. */
export const guarantorsOf = (pact: Pact): string[] => {
  const { beneficiary, adversary, guarantors } = pact.parties
  return membersOf(pact, guarantors).filter((id) => id !== beneficiary && id !== adversary)
}

/** All states that a document binds or protects, each once; its adversary only where it owes something itself. */
export const partiesOf = (pact: Pact): string[] => [
  ...new Set([
    pact.parties.beneficiary,
    ...guarantorsOf(pact),
    ...pact.commitments.flatMap(({ by }) => (Array.isArray(by) ? membersOf(pact, by) : [])),
  ]),
]

export const rolesOf = (pact: Pact, roles: Roles): string[] => {
  const { beneficiary, adversary } = pact.parties
  switch (roles) {
    case 'guarantors':
      return guarantorsOf(pact)
    case 'beneficiary':
      return [beneficiary]
    case 'adversary':
      return adversary === undefined ? [] : [adversary]
    case 'all':
      return [beneficiary, ...guarantorsOf(pact)]
    default:
      return membersOf(pact, roles)
  }
}

/** The states that owe a commitment. */
export const bearersOf = (pact: Pact, clause: Commitment): string[] => rolesOf(pact, clause.by)

/** The states to which it is owed: as the text says, else its beneficiary and the other states that owe it in turn. */
export const protectedBy = (pact: Pact, clause: Commitment): string[] =>
  clause.to !== undefined
    ? rolesOf(pact, clause.to)
    : [...new Set([pact.parties.beneficiary, ...(Array.isArray(clause.by) ? bearersOf(pact, clause) : [])])]

export type Body = NonNullable<Pact['bodies']>[number]

export const bodyOf = (pact: Pact, id: string | undefined): Body | undefined =>
  pact.bodies?.find((body) => body.id === id)

export const bodyMembers = (pact: Pact, body: Body): string[] => membersOf(pact, body.members)

/** What a state may do at most, by its exemption; undefined where it has none. */
export const exemptionOf = (pact: Pact, clause: Commitment, state: string) =>
  clause.exempt?.find((entry) => membersOf(pact, entry.states).includes(state))

/** Organs of a state whose approval a clause needs for a step of the ladder; for the highest it contemplates if none is given. */
export const approvalsOf = (pact: Pact, clause: Commitment, state: string, step?: Response): string[] => {
  const means = step ?? clause.response?.means ?? 'none'
  return (clause.decision?.approvals ?? [])
    .filter(
      ({ states, from = 'none' }) =>
        membersOf(pact, states).includes(state) && responseRank(means) >= responseRank(from),
    )
    .map(({ organ }) => organ)
}
