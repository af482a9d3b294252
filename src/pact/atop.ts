import type { Commitment, Pact } from './schema.js'

/**
 * The document in the variables of the ATOP project (codebook version 5; Leeds, Ritter, Mitchell & Long 2002), derived
 * from commitments where they say it and from `coding` where only that does. Keyed on the text, not on practice.
 */
export type AtopCoding = Readonly<Record<string, number | string>>

type Condition = NonNullable<NonNullable<Commitment['trigger']>['conditions']>[number]

const common: readonly (readonly [string, Condition])[] = [
  ['coadv', 'specific-adversary'],
  ['coloc', 'specific-location'],
  ['cocon', 'ongoing-conflict'],
]
const ofWar: readonly (readonly [string, Condition])[] = [
  ['conum', 'number-of-adversaries'],
  ['codem', 'demand-refused'],
]
const provoked = ['conpr', 'non-provocation'] as const

/** The kinds of obligation that ATOP qualifies, and by what: the lists differ (codebook, DEFCON to CONCOREQ). */
const obligations = [
  { prefix: 'def', kind: 'defence', conditions: [...common, ...ofWar, provoked] },
  { prefix: 'off', kind: 'offence', conditions: [...common, ...ofWar] },
  { prefix: 'neu', kind: 'neutrality', conditions: [...common, ...ofWar, provoked] },
  { prefix: 'con', kind: 'consultation', conditions: [...common, ['coreq', 'request-of-beneficiary']] },
] as const

/** [our name, ATOP's] for what `coding` holds as it is. */
const direct: readonly (readonly [keyof NonNullable<Pact['coding']>, string])[] = [
  ['atopId', 'atopid'],
  ['wartime', 'wartime'],
  ['estmode', 'estmode'],
  ['secrecy', 'pubsecr'],
  ['secretArticles', 'secrart'],
  ['accession', 'proadd'],
  ['futureMembers', 'futmem'],
  ['lengthType', 'speclgth'],
  ['lengthMonths', 'length'],
  ['renounce', 'renounce'],
  ['renewal', 'proren'],
  ['renewalMonths', 'renewlgt'],
  ['obligationsVary', 'asymm'],
  ['limitedObligations', 'olimob'],
  ['noAidToEnemy', 'notaiden'],
  ['diplomaticAid', 'dipaid'],
  ['territoryResources', 'terrres'],
  ['noSeparatePeace', 'seppeace'],
  ['limitsThirdParty', 'thirdcom'],
  ['noOpposingAlliances', 'noothall'],
  ['namedThreat', 'specthrt'],
  ['namedThreatState', 'statthr1'],
  ['conflictWithin', 'conwtin'],
  ['mediation', 'medarb'],
  ['militaryContact', 'milcon'],
  ['militaryAid', 'milaid'],
  ['integratedCommand', 'intcom'],
  ['subordination', 'subord'],
  ['organisation', 'organ1'],
  ['organisationPurpose', 'orgpurp1'],
  ['secondOrganisation', 'organ2'],
  ['secondOrganisationPurpose', 'orgpurp2'],
  ['bases', 'base'],
  ['contributions', 'contrib'],
  ['armaments', 'armred'],
  ['acquiresTerritory', 'acqterr'],
  ['dividesGains', 'divgains'],
  ['demilitarise', 'demwith'],
  ['refersToUN', 'reflnun'],
  ['refersToOther', 'refothio'],
  ['natureOfReferences', 'natrefal'],
  ['companion', 'compag'],
  ['nonMilitaryCooperation', 'nomicoop'],
  ['conflictResolution', 'conres'],
  ['conflictManagement', 'conmen'],
  ['furtherAgreements', 'agprois'],
  ['economicAid', 'ecaid'],
  ['nonIntervention', 'interv'],
]

/** Codes a document. Of `coding`, what is absent counts as 0, as in ATOP. */
export const atopCoding = (pact: Pact): AtopCoding => {
  const ofKind = (kind: Commitment['kind']): Commitment[] =>
    pact.commitments.filter((clause) => clause.kind === kind)
  const owed = (kind: Commitment['kind']): number => (ofKind(kind).length > 0 ? 1 : 0)
  const conditions = obligations.flatMap(({ prefix, kind, conditions }) =>
    conditions.map(([code, name]): [string, number] => [
      `${prefix}${code}`,
      ofKind(kind).some((clause) => clause.trigger?.conditions?.includes(name)) ? 1 : 0,
    ]),
  )
  const conditional = obligations.map(({ prefix }): [string, number] => [
    `${prefix}con`,
    conditions.some(([code, value]) => code.startsWith(prefix) && value === 1) ? 1 : 0,
  ])
  const limited = pact.coding?.limitedObligations === true
  return {
    defense: owed('defence'),
    offense: owed('offence'),
    neutral: owed('neutrality'),
    // To respect borders, or to leave nuclear weapons unused, is not yet to renounce force (codebook, NONAGG).
    nonagg: owed('non-aggression'),
    consul: owed('consultation'),
    ...Object.fromEntries(conditional),
    conditio: limited || conditional.some(([, value]) => value === 1) ? 1 : 0,
    ...Object.fromEntries(conditions),
    ...Object.fromEntries(direct.map(([ours, theirs]) => [theirs, plain(pact.coding?.[ours])])),
    ...derived(pact),
  }
}

const plain = (value: number | boolean | string | undefined): number | string =>
  typeof value === 'string' ? value : Number(value ?? 0)

/** Indices of Leeds & Anac (2005): peacetime institutionalisation 0 to 2, formality 0 to 2. */
const derived = ({ coding = {}, form }: Pact): Record<string, number> => {
  const organisations = [
    { grade: coding.organisation ?? 0, purpose: coding.organisationPurpose },
    { grade: coding.secondOrganisation ?? 0, purpose: coding.secondOrganisationPurpose },
  ].filter(({ grade }) => grade > 1)
  const { integratedCommand, militaryContact, bases = 0, militaryAid, contributions = 0 } = coding
  const high = integratedCommand || militaryContact === 3 || bases > 0
  const some =
    militaryContact === 2 ||
    militaryAid === 3 ||
    militaryAid === 4 ||
    contributions > 0 ||
    (coding.subordination ?? 0) > 0 ||
    organisations.some(({ purpose }) => purpose === 1 || purpose === 4)
  const ratified = coding.estmode === undefined ? form === 'treaty' : coding.estmode === 1
  const publicTreaty = ratified && coding.secrecy !== 2
  return {
    milinst: high ? 2 : some ? 1 : 0,
    formal: (publicTreaty ? 1 : 0) + (organisations.length > 0 ? 1 : 0),
  }
}
