import type { Commitment, Pact } from './schema.js'

/**
 * The document in the variables of the ATOP project (codebook version 5; Leeds, Ritter, Mitchell & Long 2002), derived
 * from commitments where they say it and from `coding` where only that does. Keyed on the text, not on practice.
 */
export type AtopCoding = Readonly<Record<string, number | string>>

type Condition = NonNullable<NonNullable<Commitment['trigger']>['conditions']>[number]

const conditionCodes: readonly (readonly [string, Condition])[] = [
  ['coadv', 'specific-adversary'],
  ['coloc', 'specific-location'],
  ['cocon', 'ongoing-conflict'],
  ['conum', 'number-of-adversaries'],
  ['codem', 'demand-refused'],
  ['conpr', 'non-provocation'],
]

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
  const ofKind = (...kinds: Commitment['kind'][]): Commitment[] =>
    pact.commitments.filter((clause) => kinds.includes(clause.kind))
  const defence = ofKind('defence')
  const consultation = ofKind('consultation')
  const has = (clauses: readonly Commitment[]): number => (clauses.length > 0 ? 1 : 0)
  const conditional = (clauses: readonly Commitment[]): number =>
    clauses.some((clause) =>
      clause.trigger?.conditions?.some((condition) => conditionCodes.some(([, name]) => name === condition)),
    )
      ? 1
      : 0
  const conditions = (prefix: string, clauses: readonly Commitment[]): [string, number][] =>
    conditionCodes.map(([code, name]) => [
      `${prefix}${code}`,
      clauses.some((clause) => clause.trigger?.conditions?.includes(name)) ? 1 : 0,
    ])
  const values = {
    defense: has(defence),
    offense: has(ofKind('offence')),
    neutral: has(ofKind('neutrality')),
    nonagg: has(ofKind('non-aggression', 'negative-assurance')),
    consul: has(consultation),
    defcon: conditional(defence),
    offcon: conditional(ofKind('offence')),
    neucon: conditional(ofKind('neutrality')),
    concon: conditional(consultation),
  }
  return {
    ...values,
    conditio: values.defcon || values.offcon || values.neucon || values.concon ? 1 : 0,
    ...Object.fromEntries([...conditions('def', defence), ...conditions('con', consultation)]),
    ...Object.fromEntries(direct.map(([ours, theirs]) => [theirs, plain(pact.coding?.[ours])])),
    ...derived(pact),
  }
}

const plain = (value: number | boolean | string | undefined): number | string =>
  typeof value === 'string' ? value : Number(value ?? 0)

/** Indices of Leeds & Anac (2005): peacetime institutionalisation 0 to 2, formality 0 to 2. */
const derived = ({ coding = {}, form }: Pact): Record<string, number> => {
  const {
    integratedCommand,
    militaryContact = 0,
    organisation = 0,
    bases = 0,
    militaryAid = 0,
    contributions = 0,
  } = coding
  const high = integratedCommand || militaryContact === 3 || bases > 0
  const some =
    militaryContact === 2 || militaryAid === 3 || militaryAid === 4 || contributions > 0 || organisation > 1
  const treaty = coding.estmode === 1 || form === 'treaty'
  return { milinst: high ? 2 : some ? 1 : 0, formal: (treaty ? 1 : 0) + (organisation > 1 ? 1 : 0) }
}
