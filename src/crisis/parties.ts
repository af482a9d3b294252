import type { Issue } from '../core/issue.js'
import { type Pact, type PartyList, type Path, type ReadPact, showPath } from '../pact/index.js'
import {
  findState,
  groupMembers,
  groups,
  historicalStates,
  historicalYears,
  type State,
  suggestState,
} from '../world/index.js'
import type { PromiseRecords } from './promiseRecord.js'

/** The states of a document, with the facts that apply to it. */
export interface Cast {
  readonly beneficiary: State
  readonly adversary: State | null
  /** Guarantors, then supporters: all that may respond, each once, in the order of the document. */
  readonly responders: readonly State[]
  readonly guarantorIds: ReadonlySet<string>
  /** What a ledger says of promises that the responders made before; absent where none was given. */
  readonly records?: PromiseRecords
}

export interface CastResult {
  readonly cast?: Cast
  readonly issues: readonly Issue[]
}

/** The facts of one state in the document's year: its own `facts`, else the historical table, else the latest. */
export const stateIn = (pact: Pact, id: string): State | undefined => {
  const year = pact.context?.year
  const past = year === undefined ? undefined : historicalStates(year).find((state) => state.id === id)
  const own = pact.facts?.find((facts) => facts.state === id)
  const base = past ?? findState(id) ?? (own === undefined ? undefined : stranger(own))
  if (base === undefined || own === undefined) return base
  const replace = (value: number | undefined, kept: State['gdp'], unit: string): State['gdp'] =>
    value === undefined ? kept : { value, unit, year: own.year, source: 'document', note: own.source.title }
  return {
    ...base,
    gdp: replace(own.gdp, base.gdp, 'current US$ bn'),
    milex: replace(own.milex, base.milex, 'current US$ m'),
    brigadesHome: replace(own.brigadesHome, base.brigadesHome, 'BE'),
    brigadesDeployable: replace(own.brigadesDeployable, base.brigadesDeployable, 'BE'),
    warheads: replace(own.warheads, base.warheads, 'warheads'),
  }
}

/** A place that is in no table, such as a territory, as far as its document names it and says where it is. */
const stranger = (own: NonNullable<Pact['facts']>[number]): State | undefined =>
  own.name === undefined || own.capital === undefined
    ? undefined
    : {
        id: own.state,
        name: own.name,
        capital: { name: own.name, ...own.capital },
        gdp: null,
        population: null,
        milex: null,
        active: null,
        brigadesHome: null,
        brigadesDeployable: null,
        warheads: null,
        troopsWillingness: null,
        memberships: [],
      }

/** The states of a party list on the document's date, groups expanded. Unknown names are left out. */
export const membersOf = (pact: Pact, list: PartyList): string[] => {
  const ids = list.flatMap((party): readonly string[] => {
    if (typeof party === 'string') return groupMembers(party, pact.asOf) ?? [party]
    const members = groupMembers(party.group, party.on ?? pact.asOf) ?? []
    return members.filter((id) => !party.except?.includes(id))
  })
  return [...new Set(ids)]
}

/** Finds every party of the document in the world, or says which could not be found. */
export const resolveCast = (pact: Pact, file: string, locate: ReadPact['locate']): CastResult => {
  const issues = unknownParties(pact, file, locate)
  const beneficiary = stateIn(pact, pact.parties.beneficiary)
  const adversaryId = pact.parties.adversary
  const adversary = adversaryId === undefined ? null : stateIn(pact, adversaryId)
  if (issues.length > 0 || beneficiary === undefined || adversary === undefined) return { issues }
  const excluded = new Set([beneficiary.id, adversary?.id])
  const guarantors = membersOf(pact, pact.parties.guarantors).filter((id) => !excluded.has(id))
  const supporters = membersOf(pact, pact.parties.supporters ?? []).filter((id) => !excluded.has(id))
  const responders = [...new Set([...guarantors, ...supporters])].flatMap((id) => {
    const state = stateIn(pact, id)
    return state === undefined ? [] : [state]
  })
  if (responders.length > 60)
    return {
      issues: [
        {
          code: 'too-many-guarantors',
          level: 'error',
          message: `${responders.length} states may respond; at most 60 are solved`,
          file,
          path: 'parties.guarantors',
          ...locate(['parties', 'guarantors']),
        },
      ],
    }
  return {
    cast: { beneficiary, adversary, responders, guarantorIds: new Set(guarantors) },
    issues: [
      ...strangers(pact, new Set([...excluded, ...responders.map(({ id }) => id)]), file, locate),
      ...ofAnotherYear(pact, [beneficiary, ...(adversary ? [adversary] : []), ...responders], file, locate),
    ],
  }
}

/** After the last year with facts of its own, those of today are the right ones. */
const LAST_YEAR = Math.max(...historicalYears)

/** A warning where the facts of a past year are mixed with those of today: units and sizes do not compare. */
const ofAnotherYear = (
  pact: Pact,
  states: readonly State[],
  file: string,
  locate: ReadPact['locate'],
): Issue[] => {
  const year = pact.context?.year
  if (year === undefined || year > LAST_YEAR) return []
  const past = new Set(historicalStates(year).map(({ id }) => id))
  const own = new Set(pact.facts?.map(({ state }) => state))
  const missing = states.filter(({ id }) => !past.has(id) && !own.has(id))
  if (missing.length === 0) return []
  return [
    {
      code: 'facts-of-today',
      level: 'warning',
      message: `${missing.map(({ id }) => id).join(', ')}: the table has no facts of ${year}, so those of today are taken`,
      file,
      path: 'context.year',
      ...locate(['context', 'year']),
      hint: 'give them under facts, each with its source',
    },
  ]
}

/** Warnings of states that owe, deploy or pay and are no party: the game knows nothing of them. */
const strangers = (
  pact: Pact,
  parties: ReadonlySet<string | undefined>,
  file: string,
  locate: ReadPact['locate'],
): Issue[] => {
  const check = (list: PartyList, does: string, path: Path): Issue[] =>
    list.flatMap((party, index): Issue[] => {
      const members = membersOf(pact, [party])
      const outside = members.filter((id) => !parties.has(id))
      if (outside.length === 0) return []
      const who =
        members.length === 1
          ? `${outside[0]} is among those who ${does}, but is neither guarantor nor supporter`
          : `${outside.length} of ${members.length} members of ${typeof party === 'string' ? party : party.group} (${outside.slice(0, 3).join(', ')}${outside.length > 3 ? ', ...' : ''}) are among those who ${does}, but neither guarantors nor supporters`
      return [
        {
          code: 'not-a-party',
          level: 'warning',
          message: `${who}: that counts for nothing in the game`,
          file,
          path: showPath([...path, index]),
          ...locate([...path, index]),
          hint: 'add to parties.guarantors or parties.supporters, or correct the list',
        },
      ]
    })
  return [
    ...pact.commitments.flatMap((clause, index) =>
      Array.isArray(clause.by) ? check(clause.by, `owe "${clause.id}"`, ['commitments', index, 'by']) : [],
    ),
    ...(pact.forces ?? []).flatMap(({ by }, index) => check(by, 'deploy forces', ['forces', index, 'by'])),
    ...(pact.money ?? []).flatMap(({ by }, index) => check(by, 'pay', ['money', index, 'by'])),
  ]
}

const unknownParties = (pact: Pact, file: string, locate: ReadPact['locate']): Issue[] => {
  const issues: Issue[] = []
  const check = (name: string, path: Path): void => {
    if (groupMembers(name, pact.asOf) !== undefined || stateIn(pact, name) !== undefined) return
    const near = suggestState(name)
    issues.push({
      code: 'unknown-party',
      level: 'error',
      message: `no state or group "${name}" in the table of facts`,
      file,
      path: showPath(path),
      ...locate(path),
      received: `"${name}"`,
      expected: `an ISO 3166-1 alpha-3 code, or one of ${groups.map((group) => group.id).join(', ')}`,
      ...(near === undefined ? {} : { hint: `did you mean ${near}?` }),
    })
  }
  const checkList = (list: PartyList | undefined, path: Path): void => {
    list?.forEach((party, index) => {
      if (typeof party === 'string') check(party, [...path, index])
      else check(party.group, [...path, index, 'group'])
    })
  }
  const { parties } = pact
  check(parties.beneficiary, ['parties', 'beneficiary'])
  if (parties.adversary) check(parties.adversary, ['parties', 'adversary'])
  checkList(parties.guarantors, ['parties', 'guarantors'])
  checkList(parties.supporters, ['parties', 'supporters'])
  pact.bodies?.forEach((body, index) => {
    checkList(body.members, ['bodies', index, 'members'])
  })
  pact.commitments.forEach((clause, index) => {
    if (Array.isArray(clause.by)) checkList(clause.by, ['commitments', index, 'by'])
    clause.exempt?.forEach((exemption, n) => {
      checkList(exemption.states, ['commitments', index, 'exempt', n, 'states'])
    })
  })
  pact.forces?.forEach((force, index) => {
    checkList(force.by, ['forces', index, 'by'])
  })
  return issues
}
