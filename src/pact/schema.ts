import { z } from 'zod'
import {
  commitmentKinds,
  decisionRules,
  incidentKinds,
  legalForms,
  levels,
  obligationWords,
  powerKinds,
  responses,
  stages,
  triggerConditions,
  triggerWordings,
} from './vocabulary.js'

/*
 * The one source of the document language: the validator, the types and the published JSON Schema all come from here.
 */

const isRealDate = (text: string): boolean => {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

const text = z.string().regex(/\S/, 'a text that is not blank')
export const isoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'a date written as YYYY-MM-DD', abort: true })
  .refine(isRealDate, 'a date that exists')
  .describe('Calendar date, YYYY-MM-DD')
const party = z
  .string()
  .regex(
    /^[A-Z][A-Z0-9]{1,7}$/,
    'a state (ISO 3166-1 alpha-3, such as POL) or a group (such as EU27 or NATO)',
  )
  .describe('A state by its ISO 3166-1 alpha-3 code, or a group such as EU27, NATO, G7')
const state = z
  .string()
  .regex(/^[A-Z]{3}$/, 'a state: three capital letters (ISO 3166-1 alpha-3)')
  .describe('A state by its ISO 3166-1 alpha-3 code')
const identifier = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
  .describe('Lower-case letters, digits and hyphens')

const source = z
  .strictObject({
    title: text.describe('What the source is'),
    address: text.optional().describe('Web address or archive reference'),
    date: isoDate.optional().describe('Date of the source'),
    note: text.optional(),
  })
  .describe('Where a statement comes from')

const group = z
  .strictObject({
    group: text.describe('EU27, EU, NATO, G7, CSTO'),
    on: isoDate.optional().describe('Members on this date; the date of the document if absent'),
    except: z.array(state).optional().describe('Members left out'),
  })
  .describe('A group that expands to its members, by accession date')
const parties = z.array(z.union([party, group]))

const duration = z
  .strictObject({
    amount: z.number().positive(),
    unit: z.enum(['hour', 'day', 'month', 'year']),
    calendar: z.enum(['clock', 'day', 'working-day']).describe('clock counts hours round the clock'),
    zone: text.optional().describe('IANA time zone that days are counted in'),
    startsFrom: z.enum(['event', 'notice', 'decision', 'request']),
    qualifier: text.optional().describe('Words that soften it, such as "where possible"'),
    rounding: z
      .enum(['exact', 'end-of-day'])
      .optional()
      .describe('Days and months end at the same hour, or with their last day'),
    monthEnd: z
      .enum(['last-day', 'next-day'])
      .optional()
      .describe('Where a month has no such day: its last day, or the first of the next month'),
    onHoliday: z
      .enum(['keep', 'next-working-day'])
      .optional()
      .describe('What a last day that is no working day becomes; kept if absent'),
  })
  .describe('A deadline')

const status = z.strictObject({
  stage: z.enum(stages),
  date: isoDate,
  by: parties.optional().describe('By whom, where not by all'),
  source: source.optional(),
  note: text.optional(),
})

const body = z.strictObject({
  id: identifier,
  name: text,
  members: parties,
  rule: z.enum(decisionRules).describe('How this body decides'),
  lead: state.optional().describe('The lead nation'),
  quorum: z
    .strictObject({
      members: z.number().int().positive().optional(),
      share: z.number().positive().max(1).optional(),
    })
    .refine((quorum) => (quorum.members === undefined) !== (quorum.share === undefined), {
      error: 'either members or a share',
    })
    .optional()
    .describe('Members that must take part: a number, or a share of all'),
  silence: duration
    .optional()
    .describe('Silence procedure: what is proposed stands after this time unless a member objects'),
})

const trigger = z.strictObject({
  levels: z.array(z.enum(levels)).min(1).describe('Levels of challenge the words cover'),
  wording: z.enum(triggerWordings).describe('Type of casus foederis'),
  by: z.array(state).optional().describe('Only if this state is the attacker'),
  place: text.optional().describe('Where the event must happen'),
  areas: z
    .array(text)
    .optional()
    .describe('Names of areas that the words cover beside the territory of those protected'),
  attribution: z
    .strictObject({
      required: z.boolean().describe('Must it be established who did it?'),
      by: text.optional().describe('Who establishes it: a body id, "each" guarantor, or a named mechanism'),
      within: duration.optional(),
      standard: text.optional().describe('Standard of evidence'),
    })
    .optional(),
  conditions: z
    .array(z.enum(triggerConditions))
    .optional()
    .describe('Further conditions (the first six are those that ATOP codes)'),
})

const response = z.strictObject({
  means: z
    .enum(responses)
    .describe('Highest step of the ladder that the words contemplate; it includes the steps below it'),
  words: z.enum(obligationWords).describe('How far the words bind'),
  force: z.enum(['required', 'discretionary', 'none']).describe('Is armed force owed?'),
  precision: z
    .enum(['none', 'named', 'quantified'])
    .describe('Are the means left open, named, or given as amounts?'),
})

const decision = z.strictObject({
  rule: z.enum(decisionRules),
  body: identifier.optional().describe('The body that decides, by id'),
  procedure: text.optional().describe('Constitutional or parliamentary steps'),
  approvals: z
    .array(
      z.strictObject({
        states: parties,
        organ: text.describe('Parliament or other organ, as in "Bundestag"'),
        from: z
          .enum(responses)
          .optional()
          .describe('Lowest step of the ladder that needs it; every step if absent'),
        source: source.optional(),
      }),
    )
    .optional()
    .describe('Organs whose approval a state needs before it may act'),
})

const commitment = z.strictObject({
  id: identifier,
  kind: z.enum(commitmentKinds),
  by: z
    .union([z.enum(['guarantors', 'beneficiary', 'adversary', 'all']), parties])
    .describe('Who owes it: a role, or a list of states and groups'),
  to: z.union([z.enum(['beneficiary', 'guarantors', 'adversary', 'all']), parties]).optional(),
  text: text.describe('The clause itself'),
  textKind: z.enum(['verbatim', 'truncated', 'paraphrase', 'reported']),
  language: text.optional(),
  source,
  trigger: trigger.optional(),
  response: response.optional(),
  deadline: duration.optional(),
  decision: decision.optional(),
  delegatedShare: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe(
      'Share of the response that happens without a choice (integrated command, standing orders), 0 to 1',
    ),
  exempt: z
    .array(z.strictObject({ states: parties, means: z.enum(responses), reason: text }))
    .optional()
    .describe('States whose own position limits what they owe'),
  subjectTo: z
    .array(text)
    .optional()
    .describe(
      'Provisos: constitutional processes, other treaties; the id of a commitment or document that overrides this one',
    ),
  prevailsOver: z
    .array(identifier)
    .optional()
    .describe('"Notwithstanding": commitments, or other documents, that this one overrides'),
  remedy: text.optional().describe('What follows from a breach'),
  endures: z
    .boolean()
    .optional()
    .describe('Does the duty remain after what follows from its breach was done? Yes if absent'),
  after: z
    .strictObject({
      commitment: identifier,
      outcome: z.enum(['breached', 'declined', 'blocked', 'fulfilled']),
    })
    .optional()
    .describe(
      'Owed once another commitment of the same bearer has come to this: "failing which", "thereupon"',
    ),
  onlyIf: z
    .array(z.enum(triggerConditions))
    .optional()
    .describe('Conditions of a duty that no event triggers'),
  forbids: z
    .array(z.enum(incidentKinds))
    .optional()
    .describe('What a duty to refrain forbids, in the kinds of incident of an exercise'),
  form: z.enum(legalForms).optional().describe('Legal form of this part, where it differs from the whole'),
})

const spread = z.union([
  z.number().nonnegative(),
  z
    .strictObject({ low: z.number().nonnegative(), high: z.number().nonnegative() })
    .refine((range) => range.low <= range.high, 'a range whose low is not above its high'),
])

const force = z.strictObject({
  by: parties.describe('Who deploys; a group shares it out by deployable brigades'),
  kind: z.enum(['ground', 'air-defence', 'air', 'naval', 'training']),
  brigades: spread.describe('Brigade-equivalents, or a range'),
  place: text,
  where: z
    .enum(['forward', 'rear', 'neighbour'])
    .describe('Near the line, in the rear, or in a neighbouring state'),
  since: isoDate.optional(),
  status: z.enum(['planned', 'deployed', 'withdrawn']),
  source,
})

const schedule = z
  .strictObject({
    signed: spread.optional(),
    ratified: spread.optional().describe('By all that must, so that it enters into force'),
    deployed: spread.optional().describe('Forces in place'),
    source: source.optional(),
  })
  .describe('Months from the announcement to each stage, or ranges, where the text or its makers give them')

const money = z.strictObject({
  by: parties,
  amount: z.number().nonnegative(),
  currency: z.string().regex(/^[A-Z]{3}$/, 'a currency: three capital letters (ISO 4217)'),
  per: z.enum(['total', 'year']),
  from: isoDate.optional(),
  to: isoDate.optional(),
  binding: z.boolean(),
  purpose: text.optional(),
  source,
})

const term = z.strictObject({
  years: z.number().positive().optional(),
  sunset: isoDate.optional(),
  renewal: z.enum(['none', 'automatic', 'by-agreement']).optional(),
  noticeMonths: z.number().nonnegative().optional().describe('Months from notice to exit'),
  exit: text.optional(),
})

const voiding = z.strictObject({
  id: identifier,
  text,
  textKind: z.enum(['verbatim', 'truncated', 'paraphrase', 'reported']),
  event: z.enum(['attack-on-adversary', 'unprovoked-fire', 'treaty-breach', 'accession-elsewhere', 'other']),
  attributedBy: text.optional().describe('Who finds that it happened'),
  source,
})

const power = z
  .strictObject({
    id: identifier,
    power: z.enum(powerKinds),
    by: z
      .union([z.enum(['guarantors', 'beneficiary', 'adversary', 'all']), parties])
      .describe('Who holds it: a role, or a list of states and groups'),
    over: z.array(identifier).optional().describe('Commitments it bears on'),
    text,
    textKind: z.enum(['verbatim', 'truncated', 'paraphrase', 'reported']),
    source,
  })
  .describe('What a party may do, where it need not: to invoke, to request, to suspend')

const flag = z.boolean().optional()
const grade = (max: number, what: string) => z.number().int().min(0).max(max).optional().describe(what)
const flagOrGrade = (max: number, what: string) =>
  z
    .union([z.boolean(), z.number().int().min(0).max(max)])
    .optional()
    .describe(what)

/** The rest of what the ATOP project codes (codebook version 5), under readable names. */
const coding = z
  .strictObject({
    atopId: z.number().int().positive().optional(),
    wartime: flag.describe('Made during a war (ATOP wartime)'),
    estmode: grade(1, 'Ratification needed before it binds: 1 yes (ATOP estmode)'),
    secrecy: grade(2, '0 public, 1 or 2 secret (ATOP pubsecr)'),
    secretArticles: grade(8, 'What the secret part is about: a code, not a count (ATOP secrart)'),
    accession: grade(3, 'Provision for further members (ATOP proadd)'),
    futureMembers: grade(3, 'ATOP futmem'),
    lengthType: grade(3, '0 none given, 1 in months, 2 or 3 tied to something else (ATOP speclgth)'),
    lengthMonths: z.number().nonnegative().optional().describe('ATOP length'),
    renounce: grade(4, 'Provision for leaving (ATOP renounce)'),
    renewal: grade(3, 'ATOP proren'),
    renewalMonths: z.number().nonnegative().optional().describe('ATOP renewlgt'),
    obligationsVary: flag.describe('Members owe different things (ATOP asymm)'),
    limitedObligations: flag.describe('A member limits its own obligation (ATOP olimob)'),
    noAidToEnemy: grade(4, 'ATOP notaiden'),
    diplomaticAid: flag.describe('ATOP dipaid'),
    territoryResources: grade(3, 'ATOP terrres'),
    noSeparatePeace: flagOrGrade(3, 'true or 1: barred; 2 needs approval, 3 consultation (ATOP seppeace)'),
    limitsThirdParty: grade(3, 'ATOP thirdcom'),
    noOpposingAlliances: flag.describe('ATOP noothall'),
    namedThreat: grade(6, '0 none, 1 a state is named (ATOP specthrt)'),
    namedThreatState: state.optional().describe('The state named in the text (ATOP statthr1)'),
    conflictWithin: grade(3, 'ATOP conwtin'),
    mediation: grade(3, 'ATOP medarb'),
    militaryContact: grade(3, '1 in conflict, 2 in peacetime, 3 common defence policy (ATOP milcon)'),
    militaryAid: grade(4, 'ATOP milaid'),
    integratedCommand: flag.describe('ATOP intcom'),
    subordination: grade(2, 'ATOP subord'),
    organisation: grade(3, '1 meetings, 2 named organisation, 3 standing bureaucracy (ATOP organ1)'),
    organisationPurpose: grade(5, 'ATOP orgpurp1'),
    secondOrganisation: grade(3, 'ATOP organ2'),
    secondOrganisationPurpose: grade(5, 'ATOP orgpurp2'),
    bases: grade(3, '1 joint, 2 reciprocal, 3 one side on the other (ATOP base)'),
    contributions: grade(3, 'ATOP contrib'),
    armaments: grade(2, '2 increase (ATOP armred)'),
    acquiresTerritory: grade(3, 'ATOP acqterr'),
    dividesGains: grade(3, 'ATOP divgains'),
    demilitarise: grade(3, 'ATOP demwith'),
    refersToUN: grade(3, 'League or UN (ATOP reflnun)'),
    refersToOther: grade(3, 'ATOP refothio'),
    natureOfReferences: grade(9, 'ATOP natrefal'),
    companion: grade(6, 'Companion agreement: 1 military, 2 economic ... 6 several (ATOP compag)'),
    nonMilitaryCooperation: grade(3, 'ATOP nomicoop'),
    conflictResolution: grade(3, 'ATOP conres'),
    conflictManagement: grade(3, 'ATOP conmen'),
    furtherAgreements: grade(5, 'ATOP agprois'),
    economicAid: grade(3, 'ATOP ecaid'),
    nonIntervention: flagOrGrade(4, 'true or 1: mutual; 2 to 4: other (ATOP interv)'),
  })
  .describe('What ATOP codes and the rest of the document does not say')

const stateFacts = z
  .strictObject({
    state,
    year: z.number().int(),
    name: text.optional().describe('Name of a place that is in no table of facts, such as a territory'),
    capital: z
      .strictObject({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) })
      .optional()
      .describe('Where it is, degrees; needed with `name`'),
    brigadesHome: z.number().nonnegative().optional().describe('Brigade-equivalents at home'),
    brigadesDeployable: z
      .number()
      .nonnegative()
      .optional()
      .describe('Brigade-equivalents that can be sent abroad'),
    gdp: z
      .number()
      .positive()
      .optional()
      .describe("GDP as a share of the adversary's, times 1000, or in bn US$: relative size is what counts"),
    milex: z.number().nonnegative().optional().describe('Military expenditure, US$ m'),
    warheads: z.number().nonnegative().optional(),
    source,
  })
  .describe("Facts of that time, in place of today's")

export const pactSchema = z
  .strictObject({
    pact: z.literal('1').describe('Version of the document language'),
    id: identifier,
    title: text,
    short: text.max(28).describe('Name for tables, at most 28 characters'),
    summary: text,
    form: z.enum(legalForms).optional().describe('Legal form; absent where there is no instrument'),
    asOf: isoDate.describe('Date up to which this document was checked'),
    hypothetical: text.optional().describe('What is supposed here that is not the case, in words'),
    status: z.array(status),
    parties: z.strictObject({
      beneficiary: state,
      adversary: state.optional().describe('Absent where the text names none and none is assumed'),
      adversaryNamed: z.boolean().optional().describe('Does the text itself name the adversary?'),
      guarantors: parties,
      supporters: parties.optional().describe('States that owe nothing but may respond all the same'),
    }),
    membersOnly: z
      .strictObject({ group: text, beneficiaryIsMember: z.boolean() })
      .optional()
      .describe('The text covers the members of a group only'),
    term: term.optional(),
    bodies: z.array(body).optional(),
    commitments: z.array(commitment),
    powers: z.array(power).optional(),
    schedule: schedule.optional(),
    forces: z.array(force).optional(),
    money: z.array(money).optional(),
    voiding: z.array(voiding).optional(),
    coding: coding.optional(),
    facts: z.array(stateFacts).optional(),
    context: z
      .strictObject({
        year: z.number().int().optional().describe('Year whose facts apply; the latest if absent'),
        recentWar: z
          .boolean()
          .optional()
          .describe('Have adversary and beneficiary fought within five years?'),
        sources: z.array(source).optional(),
      })
      .optional(),
    unknown: z.array(text).optional().describe('What is not known about this text'),
  })
  .describe('A security guarantee as a document that a machine can read')

export type Pact = z.infer<typeof pactSchema>
export type Commitment = Pact['commitments'][number]
export type PartyList = Pact['parties']['guarantors']
export type Source = Commitment['source']
export type Deadline = NonNullable<Commitment['deadline']>

/** The JSON Schema (draft 2020-12) of the document language, for editors. */
export const pactJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(pactSchema, { io: 'input' }),
  $id: 'urn:guarantor:schema:pact:1',
  title: 'Guarantor pact document',
})
