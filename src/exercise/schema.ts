import { z } from 'zod'
import {
  conditionMeanings,
  incidentKinds,
  incidentMeanings,
  isoDate,
  levelMeanings,
  levels,
  oneOf,
  responseMeanings,
  responses,
  stageMeanings,
  stages,
} from '../pact/index.js'
import { circumstances, confidences, findingQuestions, votes } from './event.js'

/*
 * The one source of the language of event files, as pact/schema.ts is of documents.
 */

const text = z.string().regex(/\S/, 'a text that is not blank')
const identifier = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]*$/i, 'letters, digits, dots and hyphens')
  .describe('Letters, digits, dots and hyphens')
const state = z
  .string()
  .regex(/^[A-Z]{3}$/, 'a state: three capital letters (ISO 3166-1 alpha-3)')
  .describe('A state by its ISO 3166-1 alpha-3 code')
const means = oneOf(responses, responseMeanings).optional()
const by = state.describe('Which state')
const speaker = text.describe('A state, the id of a body, or the name of a mechanism')
const time = text.describe(
  'Local time in the zone of the file (2026-03-01T04:30), with an offset or Z, or from the start (D+1 H+2 M+30)',
)

const head = {
  id: identifier.describe('Unique in the file: letters, digits, dots and hyphens'),
  at: time.describe(
    'When it happened: local time in the zone of the file (2026-03-01T04:30), with an offset or Z, or from the start (D+1 H+2 M+30)',
  ),
  known: time.optional().describe('When it became known; at once if absent'),
  title: text.optional().describe('In a few words, for lists and figures'),
  note: text.optional().describe('A remark'),
  source: text.optional().describe('Where it is from'),
}
const scope = {
  pact: identifier.optional().describe('Document; all if absent'),
  commitment: identifier.optional().describe('Commitment in that document'),
  incident: identifier.optional().describe('Incident event'),
}

const attribution = z
  .union([
    z.literal('undetermined'),
    z.strictObject({
      standing: oneOf(['alleged', 'established'], {
        alleged: 'somebody says so',
        established: 'somebody has found so',
      }).describe('How firmly'),
      actor: state.describe('Who did it'),
      by: speaker,
      confidence: z.enum(confidences).optional().describe('How sure whoever says so is'),
    }),
  ])
  .describe(
    'Who did it: undetermined, alleged or established by somebody; absent where the actor is undisputed',
  )

const conditions = z
  .partialRecord(z.enum(circumstances), z.boolean())
  .describe('Conditions known to hold, or not, for this incident')

const incident = z
  .strictObject({
    type: z.literal('incident'),
    ...head,
    kind: oneOf(incidentKinds, incidentMeanings).optional().describe('Nature of the incident'),
    place: z
      .strictObject({
        name: text.describe('Name of the place'),
        territoryOf: state
          .optional()
          .describe('Whose territory it is; absent at sea, or where that is not known'),
        areas: z.array(text).optional().describe('Areas in the words of trigger.areas'),
      })
      .optional()
      .describe('Where'),
    actor: state.optional().describe('The state that did it; undisputed where there is no attribution'),
    target: state.optional().describe('The state that suffers it'),
    means: text.optional().describe('With what: drones, mines, brigades'),
    level: oneOf(levels, levelMeanings).optional().describe('Level of challenge'),
    scale: text.optional().describe('How large, in words or numbers'),
    deliberate: z.boolean().optional().describe('Was it meant? Absent: not known'),
    sustained: z.boolean().optional().describe('Does it go on? Absent: not known'),
    significant: z.boolean().optional().describe('Is it large enough to matter? Absent: not known'),
    casualties: z
      .strictObject({
        dead: z.number().int().min(0).optional().describe('How many died'),
        wounded: z.number().int().min(0).optional().describe('How many were wounded'),
      })
      .optional()
      .describe('Who came to harm'),
    evidence: z.array(text).optional().describe('What is known, piece by piece'),
    attribution: attribution.optional(),
    conditions: conditions.optional(),
  })
  .describe('Something that may be a casus foederis. A fact that is absent is undetermined')

const others = [
  z
    .strictObject({
      type: z.literal('circumstance'),
      ...head,
      ...scope,
      circumstance: oneOf(circumstances, conditionMeanings).describe('Which'),
      holds: z.boolean().optional().describe('Absent: it has become doubtful'),
    })
    .describe('A state of affairs begins or ends: a ceasefire, membership'),
  z
    .strictObject({
      type: z.literal('status'),
      ...head,
      pact: identifier.describe('Id of the document'),
      stage: oneOf(stages, stageMeanings).describe('Stage reached'),
      by: z.array(state).optional().describe('By whom; by all if absent'),
    })
    .describe('A document reaches a stage, for some parties or for all'),
  z
    .strictObject({
      type: z.literal('attribution'),
      ...head,
      incident: identifier.describe('Id of the incident event'),
      by: speaker,
      actor: state.describe('Who is said to have done it'),
      standing: oneOf(['alleged', 'established', 'denied'], {
        alleged: 'somebody says so',
        established: 'somebody has found so',
        denied: 'it is denied',
      }).describe('What is said'),
      confidence: z.enum(confidences).optional().describe('How sure whoever says so is'),
    })
    .describe('Somebody says, or establishes, who did it; the accused may deny it'),
  z
    .strictObject({
      type: z.literal('finding'),
      ...head,
      ...scope,
      by: speaker,
      question: oneOf(findingQuestions, {
        'casus-foederis': 'is it one?',
        location: 'did it happen where the text asks?',
        wording: 'is it what the words of the trigger mean?',
        'significant-deliberate-sustained': 'is it that?',
        voiding: 'does a voiding clause apply?',
        breach: 'is a duty breached?',
      }).describe('What is found on'),
      answer: z.boolean().optional().describe('Absent: left open'),
      voiding: identifier.optional().describe('Of voiding: id of the clause'),
      of: state.optional().describe('Of a breach: the state that owed it'),
    })
    .describe('An answer to a question that the facts leave open'),
  z
    .strictObject({ type: z.literal('invocation'), ...head, ...scope, by })
    .describe('A clause or document is invoked'),
  z
    .strictObject({
      type: z.literal('request'),
      ...head,
      ...scope,
      by,
      of: z.array(state).optional().describe('Whom it asks; all that owe it if absent'),
    })
    .describe('The beneficiary or another state asks for help'),
  z
    .strictObject({
      type: z.literal('consultation-called'),
      ...head,
      ...scope,
      by,
      body: identifier.optional().describe('Id of the body that is to meet'),
    })
    .describe('A meeting is called'),
  z
    .strictObject({
      type: z.literal('consultation-held'),
      ...head,
      ...scope,
      participants: z.array(state).min(1).describe('Who took part'),
    })
    .describe('A meeting takes place: duties to consult of those who took part are performed'),
  z
    .strictObject({
      type: z.literal('proposal'),
      ...head,
      ...scope,
      pact: identifier.describe('Id of the document whose body it is'),
      by,
      body: identifier.describe('Id of the body'),
      subject: text.describe('What is proposed'),
      means: means.describe('Step of the ladder that is proposed'),
    })
    .describe('A motion before a body: what votes and silence refer to'),
  z
    .strictObject({
      type: z.literal('vote'),
      ...head,
      proposal: identifier.describe('Id of the proposal'),
      by,
      choice: z.enum(votes).describe('How it votes'),
    })
    .describe('A member votes on a proposal'),
  z
    .strictObject({
      type: z.literal('silence-opened'),
      ...head,
      proposal: identifier.describe('Id of the proposal'),
      by: speaker,
      until: time.optional().describe("Absent: after the body's own silence"),
    })
    .describe(
      'A silence procedure begins: the proposal is adopted at its end unless a member breaks silence',
    ),
  z
    .strictObject({
      type: z.literal('silence-broken'),
      ...head,
      proposal: identifier.describe('Id of the proposal'),
      by,
    })
    .describe('A member objects within the silence'),
  z
    .strictObject({
      type: z.literal('approval'),
      ...head,
      ...scope,
      by,
      organ: text.describe('The organ, as the document names it'),
      given: z.boolean().describe('Does it approve?'),
    })
    .describe('A parliament or another organ approves or refuses'),
  z
    .strictObject({
      type: z.literal('decision'),
      ...head,
      ...scope,
      by,
      choice: oneOf(['act', 'decline'], { act: 'it will act', decline: 'it will not' }).describe(
        'What it decides',
      ),
      means: means.describe('Step of the ladder decided on'),
      reason: text.optional().describe('The reason it gives'),
    })
    .describe('A state decides for itself, or as lead nation for all'),
  z
    .strictObject({
      type: z.literal('performance'),
      ...head,
      ...scope,
      by,
      extent: oneOf(['full', 'partial'], { full: 'all that is owed', partial: 'a part of it' }).describe(
        'How much of it',
      ),
      means: means.describe('Step of the ladder'),
      amount: text.optional().describe('How much, in words'),
      remedy: z
        .boolean()
        .optional()
        .describe('Does it stand in for what was owed (a remedy) rather than do it?'),
    })
    .describe('Something is done under a clause'),
  z
    .strictObject({
      type: z.literal(['waiver', 'release']),
      ...head,
      ...scope,
      by,
      of: z.array(state).optional().describe('Whose duty; of all if absent'),
    })
    .describe('A creditor gives up a right this time (waiver), or the duty itself (release)'),
  z
    .strictObject({ type: z.literal(['suspension', 'resumption']), ...head, ...scope, by })
    .describe('A duty is suspended, or stands again'),
  z
    .strictObject({
      type: z.literal('denunciation'),
      ...head,
      by,
      pact: identifier.describe('Id of the document'),
    })
    .describe('A state leaves a document'),
  z.strictObject({ type: z.literal('note'), ...head }).describe('Nothing that counts: a remark in the log'),
] as const

const correction = z
  .strictObject({
    type: z.literal('correction'),
    ...head,
    of: identifier.describe('The event that was wrong'),
    set: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('Fields as they should have been; the others stay'),
    withdraw: z.literal(true).optional().describe('The event did not happen'),
  })
  .describe('An event was wrong; what was derived from it before stays on record')
  .refine((given) => (given.set === undefined) !== (given.withdraw === undefined), {
    error: 'given either `set` or `withdraw`',
  })

/** An event as it is written, apart from corrections. */
export const plainEventSchema = z.discriminatedUnion('type', [incident, ...others])
const eventSchema = z.discriminatedUnion('type', [incident, ...others, correction])

export const exerciseSchema = z
  .strictObject({
    exercise: z.literal('1').describe('Version of the language of event files'),
    id: identifier.describe('Name of the exercise: letters, digits, dots and hyphens'),
    title: text.describe('Title'),
    summary: text.optional().describe('What it is about'),
    zone: text.describe('IANA time zone of local times, such as Europe/Kyiv'),
    start: time.describe('Start of the exercise, D-day: local time in the zone, or with an offset or Z'),
    holidays: z.array(isoDate).optional().describe('Days that are no working days'),
    restDays: z
      .array(z.number().int().min(1).max(7))
      .max(6)
      .optional()
      .describe('Days of rest, 1 Monday to 7 Sunday; Saturday and Sunday if absent'),
    conventions: z
      .strictObject({
        rounding: oneOf(['exact', 'end-of-day'], {
          exact: 'at the same hour',
          'end-of-day': 'with the last day',
        })
          .optional()
          .describe('When a day or month ends'),
        monthEnd: oneOf(['last-day', 'next-day'], {
          'last-day': 'the last day of the month',
          'next-day': 'the first day of the next month',
        })
          .optional()
          .describe('Where a month has no such day'),
      })
      .optional()
      .describe('How days are counted where a text is silent'),
    reading: oneOf(['in-force', 'as-is'], {
      'in-force': 'every text as if in force',
      'as-is': 'every text by its status',
    })
      .optional()
      .describe('Every text as if in force, or by its status; in-force if absent'),
    horizonHours: z
      .number()
      .positive()
      .max(8784)
      .optional()
      .describe('How far ahead what falls due is listed; 72 if absent'),
    objectives: z
      .array(
        z.strictObject({
          id: identifier.describe('Name by which injects refer to it'),
          text: text.describe('The objective'),
        }),
      )
      .optional()
      .describe('What the exercise is to show'),
    events: z.array(eventSchema).describe('In the order in which they became known'),
  })
  .describe('A log of events for an exercise')

export type EventFile = z.infer<typeof exerciseSchema>
export type WrittenEvent = EventFile['events'][number]
export type PlainWrittenEvent = z.infer<typeof plainEventSchema>

/** The JSON Schema (draft 2020-12) of event files, for editors. */
export const exerciseJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(exerciseSchema, { io: 'input' }),
  $id: 'urn:guarantor:schema:exercise:1',
  title: 'Guarantor event file',
})
