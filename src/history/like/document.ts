import type { Cast } from '../../crisis/index.js'
import { atopCoding, type Pact } from '../../pact/index.js'
import { distanceKm, type State } from '../../world/index.js'
import type { Features } from './features.js'
import { doublings } from './pastPacts.js'

/** Spells as a major power (Correlates of War, State System Membership 2016), by our codes; the last year counts. */
const majorPowers: readonly (readonly [id: string, from: number, to: number])[] = [
  ['USA', 1898, 9999],
  ['GBR', 1816, 9999],
  ['FRA', 1816, 1940],
  ['FRA', 1945, 9999],
  ['DEU', 1816, 1918],
  ['DEU', 1925, 1945],
  ['DEU', 1991, 9999],
  ['AUT', 1816, 1918],
  ['ITA', 1860, 1943],
  ['RUS', 1816, 1917],
  ['RUS', 1922, 9999],
  ['CHN', 1950, 9999],
  ['JPN', 1895, 1945],
  ['JPN', 1991, 9999],
]

/** Year of the first nuclear weapon: first tests, Israel as usually dated. */
const nuclearSince: Readonly<Record<string, number>> = {
  USA: 1945,
  RUS: 1949,
  GBR: 1952,
  FRA: 1960,
  CHN: 1964,
  ISR: 1967,
  IND: 1988,
  PAK: 1990,
  PRK: 2006,
}

/** From this year on the facts of today stand for those of a text. */
const FACTS_OF_TODAY = 2014

const flag = (yes: boolean): number => (yes ? 1 : 0)

const persons = (state: State): number | null => state.active?.value ?? null

/** Features of a document and its states: beneficiary and guarantors; the threat is the adversary. */
export const featuresOf = (pact: Pact, cast: Cast): Features => ({
  ...textOf(pact),
  ...situationOf(pact, cast),
})

/**
 * Of the text, as `guarantor export --atop` codes it. Where the coding is silent, the clauses say it: a threat by name, aid, forces
 * on the soil, a term, duties of the guarantors alone.
 */
const textOf = (pact: Pact): Features => {
  const atop = atopCoding(pact)
  const of = (name: string): number => Number(atop[name])
  const { coding, term, parties, commitments } = pact
  const owes = (kind: (typeof commitments)[number]['kind']): boolean =>
    commitments.some((clause) => clause.kind === kind)
  const oneSided =
    commitments.length > 0 &&
    commitments.every(
      ({ by }) => by === 'guarantors' || (Array.isArray(by) && !by.includes(parties.beneficiary)),
    )
  const named =
    parties.adversaryNamed === true ||
    commitments.some(({ trigger }) => trigger?.conditions?.includes('specific-adversary'))
  return {
    defense: of('defense'),
    offense: of('offense'),
    neutral: of('neutral'),
    nonagg: of('nonagg'),
    consul: of('consul'),
    conditio: of('conditio'),
    threat: flag(coding?.namedThreat === undefined ? named : of('specthrt') > 0),
    milaid: flag(coding?.militaryAid === undefined ? owes('aid') : of('milaid') > 0),
    milcon: of('milcon'),
    intcom: of('intcom'),
    organ1: of('organ1'),
    base: flag(coding?.bases === undefined ? owes('deployment') : of('base') > 0),
    pubsecr: flag(of('pubsecr') > 0),
    speclgth: coding?.lengthType === undefined && term?.years !== undefined ? 1 : of('speclgth'),
    asymm: coding?.obligationsVary === undefined ? flag(oneSided) : of('asymm'),
  }
}

const situationOf = (pact: Pact, { beneficiary, adversary, responders, guarantorIds }: Cast): Features => {
  const begun = pact.status.map(({ date }) => date).sort()[0] ?? pact.asOf
  const year = pact.context?.year ?? Number(begun.slice(0, 4))
  // A text of the past without `context.year` comes with the facts of today: its armed forces are not those that it was made for.
  const timely = pact.context?.year !== undefined || year >= FACTS_OF_TODAY
  const states = [beneficiary, ...responders.filter(({ id }) => guarantorIds.has(id))]
  const ordered = [...states].sort((a, b) => (persons(b) ?? -1) - (persons(a) ?? -1))
  const known = states.every((state) => persons(state) !== null)
  const total = states.reduce((sum, state) => sum + (persons(state) ?? 0), 0)
  const against = adversary === null ? null : persons(adversary)
  const [strongest, weakest] = [ordered[0], ordered[ordered.length - 1]]
  return {
    members: doublings(states.length),
    major: flag(
      states.some(({ id }) =>
        majorPowers.some(([one, from, to]) => one === id && from <= year && year <= to),
      ),
    ),
    nuclear: flag(
      states.some(({ id, warheads }) => (warheads?.value ?? 0) > 0 && year >= (nuclearSince[id] ?? 0)),
    ),
    strongest: timely && known && total > 0 ? (persons(strongest) ?? 0) / total : null,
    ratio:
      timely && known && against !== null && against > 0 && total > 0 ? doublings(total / against) : null,
    km: states.length > 1 ? distanceKm(strongest.capital, weakest.capital) : null,
  }
}
