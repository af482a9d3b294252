import { z } from 'zod'
import {
  commitmentMeanings,
  conditionMeanings,
  decisionMeanings,
  incidentMeanings,
  legalFormMeanings,
  levelMeanings,
  obligationMeanings,
  powerMeanings,
  responseMeanings,
  stageMeanings,
  wordingMeanings,
} from './meanings.js'
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

/** One of some words, each with its meaning, which editors show beside it. */
export const oneOf = <const Word extends string>(
  words: readonly Word[],
  meanings: Readonly<Record<Word, string>>,
) => z.enum(words).meta({ enumDescriptions: words.map((word) => meanings[word]) })

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

/** What kind of words `text` holds. */
const textKind = oneOf(['verbatim', 'truncated', 'paraphrase', 'reported'], {
  verbatim: 'the full official words',
  truncated: 'official words, not all of them',
  paraphrase: 'our own words',
  reported: 'as the press or an official reports them',
}).describe('What the text is: the official words, or less')

const source = z
  .strictObject({
    title: text.describe('What the source is'),
    address: text.optional().describe('Web address or archive reference'),
    date: isoDate.optional().describe('Date of the source'),
    note: text.optional().describe('A remark on it'),
  })
  .meta({ title: 'Source' })
  .describe('Where a statement comes from')

const group = z
  .strictObject({
    group: text.describe('EU27, EU, NATO, G7, CSTO'),
    on: isoDate.optional().describe('Members on this date; the date of the document if absent'),
    except: z.array(state).optional().describe('Members left out'),
  })
  .meta({ title: 'Group' })
  .describe('A group that expands to its members, by accession date')
const parties = z.array(z.union([party, group]))

const duration = z
  .strictObject({
    amount: z.number().positive().describe('How many of the unit'),
    unit: z.enum(['hour', 'day', 'month', 'year']).describe('In which unit'),
    calendar: oneOf(['clock', 'day', 'working-day'], {
      clock: 'hours round the clock',
      day: 'days of the calendar',
      'working-day': 'days that are no holiday and no day of rest',
    }).describe('What is counted'),
    zone: text.optional().describe('IANA time zone that days are counted in'),
    startsFrom: oneOf(['event', 'notice', 'decision', 'request'], {
      event: 'when the trigger is known to be met',
      notice: 'when the clause is invoked',
      decision: 'when it is decided to act',
      request: 'when the beneficiary asks',
    }).describe('From when it runs'),
    qualifier: text.optional().describe('Words that soften it, such as "where possible"'),
    rounding: oneOf(['exact', 'end-of-day'], {
      exact: 'at the same hour',
      'end-of-day': 'with the last day',
    })
      .optional()
      .describe('Days and months end at the same hour, or with their last day'),
    monthEnd: oneOf(['last-day', 'next-day'], {
      'last-day': 'the last day of the month',
      'next-day': 'the first day of the next month',
    })
      .optional()
      .describe('Where a month has no such day: its last day, or the first of the next month'),
    onHoliday: oneOf(['keep', 'next-working-day'], {
      keep: 'it stays',
      'next-working-day': 'the next day that is one',
    })
      .optional()
      .describe('What a last day that is no working day becomes; kept if absent'),
  })
  .meta({ title: 'Deadline' })
  .describe('A deadline')

const status = z.strictObject({
  stage: oneOf(stages, stageMeanings).describe('Stage reached'),
  date: isoDate.describe('When'),
  by: parties.optional().describe('By whom, where not by all'),
  source: source.optional().describe('Where that is said'),
  note: text.optional().describe('A remark on it'),
})

const body = z.strictObject({
  id: identifier.describe('Name by which clauses refer to it'),
  name: text.describe('Name, for people'),
  members: parties.describe('Who decides in it'),
  rule: oneOf(decisionRules, decisionMeanings).describe('How this body decides'),
  lead: state.optional().describe('The lead nation'),
  quorum: z
    .strictObject({
      members: z.number().int().positive().optional().describe('So many members'),
      share: z.number().positive().max(1).optional().describe('Such a share of them'),
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
  levels: z.array(oneOf(levels, levelMeanings)).min(1).describe('Levels of challenge the words cover'),
  wording: oneOf(triggerWordings, wordingMeanings).describe('Type of casus foederis'),
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
      within: duration.optional().describe('By when'),
      standard: text.optional().describe('Standard of evidence'),
    })
    .optional()
    .describe('Who must establish who did it; absent where the words do not ask for it'),
  conditions: z
    .array(oneOf(triggerConditions, conditionMeanings))
    .optional()
    .describe('Further conditions (the first six are those that ATOP codes)'),
})

const response = z.strictObject({
  means: oneOf(responses, responseMeanings).describe(
    'Highest step of the ladder that the words contemplate; it includes the steps below it',
  ),
  words: oneOf(obligationWords, obligationMeanings).describe('How far the words bind'),
  force: oneOf(['required', 'discretionary', 'none'], {
    required: 'armed force is owed',
    discretionary: 'whether to use armed force is left to each',
    none: 'armed force is not contemplated',
  }).describe('Is armed force owed?'),
  precision: oneOf(['none', 'named', 'quantified'], {
    none: 'left open',
    named: 'named, without amounts',
    quantified: 'given as amounts',
  }).describe('Are the means left open, named, or given as amounts?'),
})

const decision = z.strictObject({
  rule: oneOf(decisionRules, decisionMeanings).describe('How it is decided'),
  body: identifier.optional().describe('The body that decides, by id'),
  procedure: text.optional().describe('Constitutional or parliamentary steps'),
  approvals: z
    .array(
      z.strictObject({
        states: parties.describe('Of which states'),
        organ: text.describe('Parliament or other organ, as in "Bundestag"'),
        from: oneOf(responses, responseMeanings)
          .optional()
          .describe('Lowest step of the ladder that needs it; every step if absent'),
        source: source.optional().describe('Where that is said'),
      }),
    )
    .optional()
    .describe('Organs whose approval a state needs before it may act'),
})

/** Roles in place of lists of states. */
const roles = oneOf(['guarantors', 'beneficiary', 'adversary', 'all'], {
  guarantors: 'every guarantor',
  beneficiary: 'the beneficiary',
  adversary: 'the adversary',
  all: 'all parties',
})

const commitment = z.strictObject({
  id: identifier.describe('Name by which reports and events refer to it'),
  kind: oneOf(commitmentKinds, commitmentMeanings).describe('What kind of commitment it is'),
  by: z.union([roles, parties]).describe('Who owes it: a role, or a list of states and groups'),
  to: z
    .union([roles, parties])
    .optional()
    .describe('To whom; if absent to the beneficiary, and to each other where states are listed'),
  text: text.describe('The clause itself'),
  textKind,
  language: text.optional().describe('Language of the text, where it is not English'),
  source,
  trigger: trigger.optional().describe('What activates it (casus foederis); absent where no event does'),
  response: response.optional().describe('What is then owed'),
  deadline: duration.optional().describe('By when'),
  decision: decision.optional().describe('Who decides, and how; each for itself if absent'),
  delegatedShare: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe(
      'Share of the response that happens without a choice (integrated command, standing orders), 0 to 1',
    ),
  exempt: z
    .array(
      z.strictObject({
        states: parties.describe('Which states'),
        means: oneOf(responses, responseMeanings).describe('The most that they owe'),
        reason: text.describe('Why'),
      }),
    )
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
      commitment: identifier.describe('Id of the other commitment'),
      outcome: oneOf(['breached', 'declined', 'blocked', 'fulfilled'], {
        breached: 'it was breached',
        declined: 'its bearer used its discretion not to act',
        blocked: 'the body or parliament did not agree',
        fulfilled: 'it was done',
      }).describe('What has come of it'),
    })
    .optional()
    .describe(
      'Owed once another commitment of the same bearer has come to this: "failing which", "thereupon"',
    ),
  onlyIf: z
    .array(oneOf(triggerConditions, conditionMeanings))
    .optional()
    .describe('Conditions of a duty that no event triggers'),
  forbids: z
    .array(oneOf(incidentKinds, incidentMeanings))
    .optional()
    .describe('What a duty to refrain forbids, in the kinds of incident of an exercise'),
  form: oneOf(legalForms, legalFormMeanings)
    .optional()
    .describe('Legal form of this part, where it differs from the whole'),
})

const spread = z.union([
  z.number().nonnegative(),
  z
    .strictObject({
      low: z.number().nonnegative().describe('Least'),
      high: z.number().nonnegative().describe('Most'),
    })
    .refine((range) => range.low <= range.high, 'a range whose low is not above its high'),
])

const force = z.strictObject({
  by: parties.describe('Who deploys; several share it out evenly'),
  kind: oneOf(['ground', 'air-defence', 'air', 'naval', 'training'], {
    ground: 'ground forces',
    'air-defence': 'air defence',
    air: 'aircraft',
    naval: 'ships: they do not count in the first clash',
    training: 'trainers: they do not count in the first clash',
  }).describe('What kind of force'),
  brigades: spread.describe('Brigade-equivalents, or a range'),
  place: text.describe('Name of the place'),
  where: oneOf(['forward', 'rear', 'neighbour'], {
    forward: 'near the line',
    rear: 'in the rear of the beneficiary',
    neighbour: 'in a neighbouring state',
  }).describe('Near the line, in the rear, or in a neighbouring state'),
  since: isoDate.optional().describe('Since when'),
  status: oneOf(['planned', 'deployed', 'withdrawn'], {
    planned: 'announced or agreed, not yet there',
    deployed: 'in place',
    withdrawn: 'no longer there',
  }).describe('Is it there?'),
  source,
})

const schedule = z
  .strictObject({
    signed: spread.optional().describe('By all that must sign'),
    ratified: spread.optional().describe('By all that must, so that it enters into force'),
    deployed: spread.optional().describe('Forces in place'),
    source: source.optional().describe('Where these months come from'),
  })
  .describe('Months from the announcement to each stage, or ranges, where the text or its makers give them')

const money = z.strictObject({
  by: parties.describe('Who pays'),
  amount: z.number().nonnegative().describe('In units of the currency, not in millions'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'a currency: three capital letters (ISO 4217)')
    .describe('ISO 4217 code, such as EUR'),
  per: oneOf(['total', 'year'], { total: 'all in all', year: 'each year' }).describe('In all, or a year'),
  from: isoDate.optional().describe('First day'),
  to: isoDate.optional().describe('Last day'),
  binding: z.boolean().describe('Is it owed in law?'),
  purpose: text.optional().describe('What for'),
  source,
})

const term = z.strictObject({
  years: z.number().positive().optional().describe('For how many years'),
  sunset: isoDate.optional().describe('Last day'),
  renewal: oneOf(['none', 'automatic', 'by-agreement'], {
    none: 'it ends',
    automatic: 'it goes on unless somebody leaves',
    'by-agreement': 'it goes on if the parties agree',
  })
    .optional()
    .describe('What happens at the end'),
  noticeMonths: z.number().nonnegative().optional().describe('Months from notice to exit'),
  exit: text.optional().describe('How a party leaves, in words'),
})

const voiding = z.strictObject({
  id: identifier.describe('Name by which events refer to it'),
  text: text.describe('The clause itself'),
  textKind,
  event: oneOf(['attack-on-adversary', 'unprovoked-fire', 'treaty-breach', 'accession-elsewhere', 'other'], {
    'attack-on-adversary': 'the beneficiary attacks the adversary',
    'unprovoked-fire': 'the beneficiary opens fire without being provoked',
    'treaty-breach': 'the beneficiary breaks the treaty',
    'accession-elsewhere': 'the beneficiary joins another organisation',
    other: 'something else, as the text says',
  }).describe('What voids the guarantee'),
  attributedBy: text.optional().describe('Who finds that it happened'),
  source,
})

const power = z
  .strictObject({
    id: identifier.describe('Name by which reports refer to it'),
    power: oneOf(powerKinds, powerMeanings).describe('What may be done'),
    by: z.union([roles, parties]).describe('Who holds it: a role, or a list of states and groups'),
    over: z.array(identifier).optional().describe('Commitments it bears on'),
    text: text.describe('The clause itself'),
    textKind,
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
    atopId: z.number().int().positive().optional().describe('Number of the alliance in ATOP (ATOP atopid)'),
    wartime: flag.describe('Made during a war (ATOP wartime)'),
    estmode: grade(1, 'Ratification needed before it binds: 1 yes (ATOP estmode)'),
    secrecy: grade(2, '0 public, 1 or 2 secret (ATOP pubsecr)'),
    secretArticles: grade(8, 'What the secret part is about: a code, not a count (ATOP secrart)'),
    accession: grade(3, 'Provision for further members (ATOP proadd)'),
    futureMembers: grade(3, 'Future members foreseen (ATOP futmem)'),
    lengthType: grade(3, '0 none given, 1 in months, 2 or 3 tied to something else (ATOP speclgth)'),
    lengthMonths: z.number().nonnegative().optional().describe('Months that it runs (ATOP length)'),
    renounce: grade(4, 'Provision for leaving (ATOP renounce)'),
    renewal: grade(3, 'Provision for renewal (ATOP proren)'),
    renewalMonths: z.number().nonnegative().optional().describe('Months of a renewal (ATOP renewlgt)'),
    obligationsVary: flag.describe('Members owe different things (ATOP asymm)'),
    limitedObligations: flag.describe('A member limits its own obligation (ATOP olimob)'),
    noAidToEnemy: grade(4, 'Not to aid an enemy of the other (ATOP notaiden)'),
    diplomaticAid: flag.describe('Diplomatic support (ATOP dipaid)'),
    territoryResources: grade(3, 'Use of territory or resources (ATOP terrres)'),
    noSeparatePeace: flagOrGrade(3, 'true or 1: barred; 2 needs approval, 3 consultation (ATOP seppeace)'),
    limitsThirdParty: grade(3, 'Limits commitments to third parties (ATOP thirdcom)'),
    noOpposingAlliances: flag.describe('No opposing alliances (ATOP noothall)'),
    namedThreat: grade(6, '0 none, 1 a state is named (ATOP specthrt)'),
    namedThreatState: state.optional().describe('The state named in the text (ATOP statthr1)'),
    conflictWithin: grade(3, 'Conflict among or within members (ATOP conwtin)'),
    mediation: grade(3, 'Mediation or arbitration (ATOP medarb)'),
    militaryContact: grade(3, '1 in conflict, 2 in peacetime, 3 common defence policy (ATOP milcon)'),
    militaryAid: grade(4, 'Military aid (ATOP milaid)'),
    integratedCommand: flag.describe('Integrated command (ATOP intcom)'),
    subordination: grade(2, 'Forces of one under another in war (ATOP subord)'),
    organisation: grade(3, '1 meetings, 2 named organisation, 3 standing bureaucracy (ATOP organ1)'),
    organisationPurpose: grade(5, 'What the organisation is for (ATOP orgpurp1)'),
    secondOrganisation: grade(3, 'A second organisation, likewise (ATOP organ2)'),
    secondOrganisationPurpose: grade(5, 'What the second is for (ATOP orgpurp2)'),
    bases: grade(3, '1 joint, 2 reciprocal, 3 one side on the other (ATOP base)'),
    contributions: grade(3, 'Contributions are laid down (ATOP contrib)'),
    armaments: grade(2, 'Armaments: 1 reduction, 2 increase (ATOP armred)'),
    acquiresTerritory: grade(3, 'To acquire territory (ATOP acqterr)'),
    dividesGains: grade(3, 'To divide gains of war (ATOP divgains)'),
    demilitarise: grade(3, 'To demilitarise or withdraw (ATOP demwith)'),
    refersToUN: grade(3, 'Refers to League of Nations or UN (ATOP reflnun)'),
    refersToOther: grade(3, 'Refers to another organisation (ATOP refothio)'),
    natureOfReferences: grade(9, 'Nature of references to other agreements (ATOP natrefal)'),
    companion: grade(6, 'Companion agreement: 1 military, 2 economic ... 6 several (ATOP compag)'),
    nonMilitaryCooperation: grade(3, 'Cooperation beyond the military (ATOP nomicoop)'),
    conflictResolution: grade(3, 'To settle conflicts with each other (ATOP conres)'),
    conflictManagement: grade(3, 'To manage conflicts with each other (ATOP conmen)'),
    furtherAgreements: grade(5, 'Further agreements are promised (ATOP agprois)'),
    economicAid: grade(3, 'Economic aid (ATOP ecaid)'),
    nonIntervention: flagOrGrade(4, 'true or 1: mutual; 2 to 4: other (ATOP interv)'),
  })
  .describe('What ATOP codes and the rest of the document does not say')

const stateFacts = z
  .strictObject({
    state,
    year: z.number().int().describe('Year that the figures are of'),
    name: text.optional().describe('Name of a place that is in no table of facts, such as a territory'),
    capital: z
      .strictObject({
        lat: z.number().min(-90).max(90).describe('Latitude, north positive'),
        lon: z.number().min(-180).max(180).describe('Longitude, east positive'),
      })
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
    warheads: z.number().nonnegative().optional().describe('Nuclear warheads'),
    source,
  })
  .describe("Facts of that time, in place of today's")

export const pactSchema = z
  .strictObject({
    pact: z.literal('1').describe('Version of the document language'),
    id: identifier.describe('Name by which other files refer to it'),
    title: text.describe('Full title'),
    short: text.max(28).describe('Name for tables'),
    summary: text.describe('What it promises, in a sentence or two'),
    form: oneOf(legalForms, legalFormMeanings)
      .optional()
      .describe('Legal form; absent where there is no instrument'),
    asOf: isoDate.describe('Date up to which this document was checked'),
    hypothetical: text.optional().describe('What is supposed here that is not the case, in words'),
    status: z.array(status).describe('Stages in its life, with dates; empty where nothing exists'),
    parties: z
      .strictObject({
        beneficiary: state.describe('The state protected'),
        adversary: state.optional().describe('Absent where the text names none and none is assumed'),
        adversaryNamed: z.boolean().optional().describe('Does the text itself name the adversary?'),
        guarantors: parties.describe('States that promise'),
        supporters: parties.optional().describe('States that owe nothing but may respond all the same'),
      })
      .describe('Who is who'),
    membersOnly: z
      .strictObject({
        group: text.describe('The organisation'),
        beneficiaryIsMember: z.boolean().describe('Is the beneficiary a member?'),
      })
      .optional()
      .describe('The text covers the members of a group only'),
    term: term.optional().describe('For how long, and how it ends'),
    bodies: z.array(body).optional().describe('Bodies that decide in common'),
    commitments: z.array(commitment).describe('What is promised, clause by clause'),
    powers: z.array(power).optional().describe('What parties may do'),
    schedule: schedule.optional(),
    forces: z.array(force).optional().describe('Forces placed in or near the beneficiary'),
    money: z.array(money).optional().describe('Money pledged'),
    voiding: z.array(voiding).optional().describe('Clauses by which the guarantee falls away'),
    coding: coding.optional(),
    facts: z.array(stateFacts).optional().describe("Facts of a past case, in place of today's"),
    context: z
      .strictObject({
        year: z.number().int().optional().describe('Year whose facts apply; the latest if absent'),
        recentWar: z
          .boolean()
          .optional()
          .describe('Have adversary and beneficiary fought within five years?'),
        sources: z.array(source).optional().describe('Where that is from'),
      })
      .optional()
      .describe('The case around the text'),
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
