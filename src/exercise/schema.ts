import { z } from 'zod'
import { incidentKinds, isoDate, levels, responses, stages } from '../pact/index.js'
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
const speaker = text.describe('A state, the id of a body, or the name of a mechanism')
const time = text.describe(
  'Local time in the zone of the file (2026-03-01T04:30), with an offset or Z, or from the start (D+1 H+2 M+30)',
)

const head = {
  id: identifier,
  at: time.describe('When it happened'),
  known: time.optional().describe('When it became known; at once if absent'),
  title: text.optional(),
  note: text.optional(),
  source: text.optional(),
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
      standing: z.enum(['alleged', 'established']),
      actor: state,
      by: speaker,
      confidence: z.enum(confidences).optional(),
    }),
  ])
  .describe(
    'Who did it: undetermined, alleged or established by somebody; absent where the actor is undisputed',
  )

const conditions = z
  .partialRecord(z.enum(circumstances), z.boolean())
  .describe('Conditions known to hold, or not, for this incident')

const incident = z.strictObject({
  type: z.literal('incident'),
  ...head,
  kind: z.enum(incidentKinds).optional(),
  place: z
    .strictObject({
      name: text,
      territoryOf: state.optional(),
      areas: z.array(text).optional().describe('Areas in the words of trigger.areas'),
    })
    .optional(),
  actor: state.optional(),
  target: state.optional(),
  means: text.optional(),
  level: z.enum(levels).optional(),
  scale: text.optional(),
  deliberate: z.boolean().optional(),
  sustained: z.boolean().optional(),
  significant: z.boolean().optional(),
  casualties: z
    .strictObject({ dead: z.number().int().min(0).optional(), wounded: z.number().int().min(0).optional() })
    .optional(),
  evidence: z.array(text).optional(),
  attribution: attribution.optional(),
  conditions: conditions.optional(),
})

const others = [
  z.strictObject({
    type: z.literal('circumstance'),
    ...head,
    ...scope,
    circumstance: z.enum(circumstances),
    holds: z.boolean().optional().describe('Absent: it has become doubtful'),
  }),
  z.strictObject({
    type: z.literal('status'),
    ...head,
    pact: identifier,
    stage: z.enum(stages),
    by: z.array(state).optional(),
  }),
  z.strictObject({
    type: z.literal('attribution'),
    ...head,
    incident: identifier,
    by: speaker,
    actor: state,
    standing: z.enum(['alleged', 'established', 'denied']),
    confidence: z.enum(confidences).optional(),
  }),
  z.strictObject({
    type: z.literal('finding'),
    ...head,
    ...scope,
    by: speaker,
    question: z.enum(findingQuestions),
    answer: z.boolean().optional().describe('Absent: left open'),
    voiding: identifier.optional(),
    of: state.optional(),
  }),
  z.strictObject({ type: z.literal('invocation'), ...head, ...scope, by: state }),
  z.strictObject({ type: z.literal('request'), ...head, ...scope, by: state, of: z.array(state).optional() }),
  z.strictObject({
    type: z.literal('consultation-called'),
    ...head,
    ...scope,
    by: state,
    body: identifier.optional(),
  }),
  z.strictObject({
    type: z.literal('consultation-held'),
    ...head,
    ...scope,
    participants: z.array(state).min(1),
  }),
  z.strictObject({
    type: z.literal('proposal'),
    ...head,
    ...scope,
    pact: identifier,
    by: state,
    body: identifier,
    subject: text,
    means: z.enum(responses).optional(),
  }),
  z.strictObject({
    type: z.literal('vote'),
    ...head,
    proposal: identifier,
    by: state,
    choice: z.enum(votes),
  }),
  z.strictObject({
    type: z.literal('silence-opened'),
    ...head,
    proposal: identifier,
    by: speaker,
    until: time.optional().describe("Absent: after the body's own silence"),
  }),
  z.strictObject({ type: z.literal('silence-broken'), ...head, proposal: identifier, by: state }),
  z.strictObject({
    type: z.literal('approval'),
    ...head,
    ...scope,
    by: state,
    organ: text,
    given: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('decision'),
    ...head,
    ...scope,
    by: state,
    choice: z.enum(['act', 'decline']),
    means: z.enum(responses).optional(),
    reason: text.optional(),
  }),
  z.strictObject({
    type: z.literal('performance'),
    ...head,
    ...scope,
    by: state,
    extent: z.enum(['full', 'partial']),
    means: z.enum(responses).optional(),
    amount: text.optional(),
    remedy: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal(['waiver', 'release']),
    ...head,
    ...scope,
    by: state,
    of: z.array(state).optional(),
  }),
  z.strictObject({ type: z.literal(['suspension', 'resumption']), ...head, ...scope, by: state }),
  z.strictObject({ type: z.literal('denunciation'), ...head, by: state, pact: identifier }),
  z.strictObject({ type: z.literal('note'), ...head }),
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
  .refine((given) => (given.set === undefined) !== (given.withdraw === undefined), {
    error: 'given either `set` or `withdraw`',
  })

/** An event as it is written, apart from corrections. */
export const plainEventSchema = z.discriminatedUnion('type', [incident, ...others])
const eventSchema = z.discriminatedUnion('type', [incident, ...others, correction])

export const exerciseSchema = z
  .strictObject({
    exercise: z.literal('1').describe('Version of the language of event files'),
    id: identifier,
    title: text,
    summary: text.optional(),
    zone: text.describe('IANA time zone of local times, such as Europe/Kyiv'),
    start: time.describe('Start of the exercise: D-day'),
    holidays: z.array(isoDate).optional().describe('Days that are no working days'),
    restDays: z
      .array(z.number().int().min(1).max(7))
      .max(6)
      .optional()
      .describe('Days of rest, 1 Monday to 7 Sunday; Saturday and Sunday if absent'),
    conventions: z
      .strictObject({
        rounding: z.enum(['exact', 'end-of-day']).optional(),
        monthEnd: z.enum(['last-day', 'next-day']).optional(),
      })
      .optional()
      .describe('How days are counted where a text is silent'),
    reading: z
      .enum(['in-force', 'as-is'])
      .optional()
      .describe('Every text as if in force, or by its status; in-force if absent'),
    horizonHours: z
      .number()
      .positive()
      .max(8784)
      .optional()
      .describe('How far ahead what falls due is listed; 72 if absent'),
    objectives: z.array(z.strictObject({ id: identifier, text })).optional(),
    events: z.array(eventSchema),
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
