import { z } from 'zod'
import {
  commitmentKinds,
  decisionRules,
  isoDate,
  legalForms,
  levels,
  obligationWords,
  pactSchema,
  responses,
  triggerWordings,
} from '../../pact/index.js'

/*
 * The language of a space of designs: what of a guarantee may vary, between what, and what it costs. Where a list of options stands,
 * one option means that it does not vary. Words are those of the pact document.
 */

const text = z.string().regex(/\S/, 'a text that is not blank')
const identifier = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
  .describe('Lower-case letters, digits and hyphens')
const parties = pactSchema.shape.parties.shape.guarantors
const options = <T extends z.ZodType>(one: T) => z.array(one).min(1, 'at least one option')

const source = text.describe('Where it comes from, or the word judgement')

const amount = z
  .union([
    z.number().nonnegative(),
    z
      .strictObject({
        least: z.number().nonnegative(),
        most: z.number().nonnegative(),
        step: z.number().positive().optional().describe('In steps of; any amount between if absent'),
      })
      .refine(({ least, most }) => least <= most, 'a range whose least is not above its most'),
  ])
  .describe('One amount, or a range to search')

const cost = z
  .strictObject({ perYear: z.number().nonnegative().describe('EUR m a year'), source })
  .describe('What it costs in peace')

const deadline = z.union([
  z.literal('none'),
  z.strictObject({ amount: z.number().positive(), unit: z.enum(['hour', 'day', 'month']) }),
])

const decision = z.union([
  z.literal('each'),
  z.literal('automatic'),
  z.strictObject({ rule: z.enum(decisionRules), body: identifier }),
])

const commitment = z.strictObject({
  id: identifier,
  kind: z.enum(commitmentKinds),
  by: z.union([z.literal('guarantors'), parties]),
  include: z.enum(['always', 'maybe']),
  levels: options(z.array(z.enum(levels)).min(1)),
  wording: options(z.enum(triggerWordings)),
  means: options(z.enum(responses)),
  words: options(z.enum(obligationWords)),
  precision: options(z.enum(['none', 'named', 'quantified'])),
  deadline: options(deadline),
  decision: options(decision),
  attribution: options(text).describe('"none", "each", the id of a body, or the id of a mission'),
  delegated: options(z.number().min(0).max(1)).optional().describe('Share that happens without a choice'),
  form: options(z.enum(legalForms)).optional().describe('Where it differs from the whole'),
  cost: cost.optional(),
})

const force = z.strictObject({
  id: identifier,
  by: parties,
  kind: z.enum(['ground', 'air-defence', 'air', 'naval', 'training']),
  brigades: amount.describe('Brigade-equivalents'),
  where: options(z.strictObject({ where: z.enum(['forward', 'rear', 'neighbour']), place: text })),
  when: options(z.enum(['before-signature', 'in-force'])),
})

const aid = z.strictObject({
  id: identifier,
  by: parties,
  perYear: amount.describe('EUR m a year'),
  years: z.number().positive().describe('For how long'),
  purpose: text,
  sustains: z
    .strictObject({
      brigadesPerBillion: z.number().nonnegative().describe("Beneficiary's BE per EUR bn a year"),
      source,
    })
    .optional()
    .describe('What it does to the force of the beneficiary; without it the game does not feel the aid'),
})

const reassurance = z.strictObject({
  id: identifier,
  text,
  include: z.enum(['always', 'maybe', 'never']),
  bars: z
    .array(z.enum(['forward', 'rear']))
    .min(1)
    .optional()
    .describe('Where no forces of guarantors may then stand: this is all that the game feels of it'),
  cost: cost.optional(),
  source,
})

/** A number that a search may raise, lower or bound: see objectives.ts. */
const objective = z.union([
  text,
  z.strictObject({
    name: text,
    aim: z.enum(['maximise', 'minimise']).optional(),
    notice: z.number().positive().optional().describe('Smallest difference that matters, in its unit'),
  }),
])

export const spaceSchema = z
  .strictObject({
    space: z.literal('1').describe('Version of this language'),
    id: identifier,
    title: text,
    summary: text,
    asOf: isoDate,
    parties: z.strictObject({
      beneficiary: text,
      adversary: text,
      supporters: parties.optional().describe('Owe nothing, but may respond under every design'),
    }),
    recentWar: z.boolean().optional(),
    form: options(z.enum(legalForms)),
    guarantors: z
      .array(
        z.strictObject({
          id: identifier,
          name: text,
          by: parties,
          asked: z.enum(['always', 'maybe']),
        }),
      )
      .min(1),
    bodies: z
      .array(
        z.strictObject({
          id: identifier,
          name: text,
          members: z.union([z.literal('guarantors'), parties]),
          lead: text.optional(),
        }),
      )
      .optional(),
    missions: z.array(z.strictObject({ id: identifier, name: text, cost: cost.optional() })).optional(),
    commitments: z.array(commitment).min(1),
    forces: z.array(force).optional(),
    aid: z.array(aid).optional(),
    voiding: options(z.enum(['none', 'attack-on-adversary', 'unprovoked-fire'])).optional(),
    schedule: z
      .strictObject({
        signed: amount.optional(),
        ratified: amount.optional(),
        deployed: amount.optional(),
        source,
      })
      .optional()
      .describe('Months from the announcement'),
    reassurance: z.array(reassurance).optional(),
    constraints: z
      .strictObject({
        budget: z
          .strictObject({ perYear: z.number().positive().describe('EUR m a year, at most'), source })
          .optional(),
        deployable: z
          .strictObject({ share: z.number().min(0).max(1), source })
          .optional()
          .describe('Most of its deployable brigades that a state can keep abroad for this'),
        noTroops: z
          .array(
            z.strictObject({
              states: parties,
              means: z.enum(['none', 'sanctions', 'aid', 'air']).describe('The most they would do'),
              source,
            }),
          )
          .optional(),
        treaties: z.array(z.strictObject({ text, source })).optional(),
        calendars: z
          .array(
            z.strictObject({
              states: parties,
              months: z.number().nonnegative().describe('From the announcement to ratification, at least'),
              text,
              source,
            }),
          )
          .optional(),
      })
      .optional(),
    rates: z
      .record(z.string(), z.strictObject({ perEuro: z.number().positive(), source }))
      .optional()
      .describe('Exchange rates for money that proposals name in other currencies'),
    objectives: z.array(objective).min(1).max(4),
    bounds: z.array(text).optional().describe('Such as "largest<=0.5"'),
  })
  .describe('A space of guarantees to search')

export type SpaceFile = z.infer<typeof spaceSchema>
export type SpaceCommitment = SpaceFile['commitments'][number]
export type Amount = z.infer<typeof amount>
export type DecisionOption = z.infer<typeof decision>
export type DeadlineOption = z.infer<typeof deadline>
