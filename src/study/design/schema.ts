import { z } from 'zod'
import {
  commitmentKinds,
  commitmentMeanings,
  decisionMeanings,
  decisionRules,
  isoDate,
  legalFormMeanings,
  legalForms,
  levelMeanings,
  levels,
  obligationMeanings,
  obligationWords,
  oneOf,
  pactSchema,
  responseMeanings,
  responses,
  triggerWordings,
  wordingMeanings,
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
        least: z.number().nonnegative().describe('Least amount'),
        most: z.number().nonnegative().describe('Largest amount'),
        step: z.number().positive().optional().describe('In steps of; any amount between if absent'),
      })
      .refine(({ least, most }) => least <= most, 'a range whose least is not above its most'),
  ])
  .meta({ title: 'Amount' })
  .describe('One amount, or a range to search')

const cost = z
  .strictObject({ perYear: z.number().nonnegative().describe('EUR m a year'), source })
  .meta({ title: 'Cost' })
  .describe('What it costs in peace')

const deadline = z.union([
  z.literal('none'),
  z.strictObject({
    amount: z.number().positive().describe('How many of the unit'),
    unit: z.enum(['hour', 'day', 'month']).describe('In which unit'),
  }),
])

const decision = z.union([
  z.literal('each'),
  z.literal('automatic'),
  z.strictObject({
    rule: oneOf(decisionRules, decisionMeanings).describe('How'),
    body: identifier.describe('Id of the body'),
  }),
])

const commitment = z.strictObject({
  id: identifier.describe('Name of the commitment'),
  kind: oneOf(commitmentKinds, commitmentMeanings).describe('What kind of commitment it is'),
  by: z.union([z.literal('guarantors'), parties]).describe('Who owes it'),
  include: z.enum(['always', 'maybe']).describe('Is it in every design, or may it be left out?'),
  levels: options(z.array(oneOf(levels, levelMeanings)).min(1)).describe('Levels of challenge covered'),
  wording: options(oneOf(triggerWordings, wordingMeanings)).describe('Type of casus foederis'),
  means: options(oneOf(responses, responseMeanings)).describe('Highest step of the ladder'),
  words: options(oneOf(obligationWords, obligationMeanings)).describe('How far the words bind'),
  precision: options(z.enum(['none', 'named', 'quantified'])).describe('How the means are given'),
  deadline: options(deadline).describe('By when; "none" for no time'),
  decision: options(decision).describe('Who decides, and how'),
  attribution: options(text).describe('"none", "each", the id of a body, or the id of a mission'),
  delegated: options(z.number().min(0).max(1)).optional().describe('Share that happens without a choice'),
  form: options(oneOf(legalForms, legalFormMeanings)).optional().describe('Where it differs from the whole'),
  cost: cost.optional(),
})

const force = z.strictObject({
  id: identifier.describe('Name of the force'),
  by: parties.describe('Who deploys'),
  kind: z.enum(['ground', 'air-defence', 'air', 'naval', 'training']).describe('What kind of force'),
  brigades: amount.describe('Brigade-equivalents'),
  where: options(
    z.strictObject({
      where: z.enum(['forward', 'rear', 'neighbour']).describe('Near the line, in the rear, or next door'),
      place: text.describe('Name of the place'),
    }),
  ).describe('Where it may stand'),
  when: options(z.enum(['before-signature', 'in-force'])).describe('From when it is there'),
})

const aid = z.strictObject({
  id: identifier.describe('Name of the aid'),
  by: parties.describe('Who pays'),
  perYear: amount.describe('EUR m a year'),
  years: z.number().positive().describe('For how long'),
  purpose: text.describe('What for'),
  sustains: z
    .strictObject({
      brigadesPerBillion: z.number().nonnegative().describe("Beneficiary's BE per EUR bn a year"),
      source,
    })
    .optional()
    .describe('What it does to the force of the beneficiary; without it the game does not feel the aid'),
})

const reassurance = z.strictObject({
  id: identifier.describe('Name of the step'),
  text: text.describe('What is done'),
  include: z.enum(['always', 'maybe', 'never']).describe('Is it in every design, in some, or in none?'),
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
    name: text.describe('Name of the number'),
    aim: z.enum(['maximise', 'minimise']).optional().describe('Which way; its usual way if absent'),
    notice: z.number().positive().optional().describe('Smallest difference that matters, in its unit'),
  }),
])

export const spaceSchema = z
  .strictObject({
    space: z.literal('1').describe('Version of this language'),
    id: identifier.describe('Name of the space'),
    title: text.describe('Title'),
    summary: text.describe('What is searched, in a sentence or two'),
    asOf: isoDate.describe('Date of facts and prices'),
    parties: z
      .strictObject({
        beneficiary: text.describe('The state protected'),
        adversary: text.describe('The state guarded against'),
        supporters: parties.optional().describe('Owe nothing, but may respond under every design'),
      })
      .describe('Who is who'),
    recentWar: z.boolean().optional().describe('Have adversary and beneficiary fought within five years?'),
    form: options(oneOf(legalForms, legalFormMeanings)).describe('Legal form'),
    guarantors: z
      .array(
        z.strictObject({
          id: identifier.describe('Name of this group of guarantors'),
          name: text.describe('Name, for people'),
          by: parties.describe('Who is in it'),
          asked: z.enum(['always', 'maybe']).describe('Is it in every design, or may it be left out?'),
        }),
      )
      .min(1)
      .describe('Who may be asked'),
    bodies: z
      .array(
        z.strictObject({
          id: identifier.describe('Name of the body'),
          name: text.describe('Name, for people'),
          members: z.union([z.literal('guarantors'), parties]).describe('Who decides in it'),
          lead: text.optional().describe('The lead nation'),
        }),
      )
      .optional()
      .describe('Bodies that may decide'),
    missions: z
      .array(
        z.strictObject({
          id: identifier.describe('Name of the mission'),
          name: text.describe('Name, for people'),
          cost: cost.optional(),
        }),
      )
      .optional()
      .describe('Missions that may establish who did it'),
    commitments: z.array(commitment).min(1).describe('What may be promised'),
    forces: z.array(force).optional().describe('Forces that may be placed'),
    aid: z.array(aid).optional().describe('Aid that may be given'),
    voiding: options(z.enum(['none', 'attack-on-adversary', 'unprovoked-fire']))
      .optional()
      .describe('By which clause it may fall away'),
    schedule: z
      .strictObject({
        signed: amount.optional().describe('To signature'),
        ratified: amount.optional().describe('To ratification by all'),
        deployed: amount.optional().describe('Until forces are in place'),
        source,
      })
      .optional()
      .describe('Months from the announcement'),
    reassurance: z.array(reassurance).optional().describe('What may reassure the adversary'),
    constraints: z
      .strictObject({
        budget: z
          .strictObject({ perYear: z.number().positive().describe('EUR m a year, at most'), source })
          .optional()
          .describe('Most that may be spent'),
        deployable: z
          .strictObject({ share: z.number().min(0).max(1).describe('From 0 to 1'), source })
          .optional()
          .describe('Most of its deployable brigades that a state can keep abroad for this'),
        noTroops: z
          .array(
            z.strictObject({
              states: parties.describe('Which states'),
              means: z.enum(['none', 'sanctions', 'aid', 'air']).describe('The most they would do'),
              source,
            }),
          )
          .optional()
          .describe('States that would send no troops, whatever is written'),
        treaties: z
          .array(z.strictObject({ text: text.describe('What they ask'), source }))
          .optional()
          .describe('Treaties that bind all designs, in words'),
        calendars: z
          .array(
            z.strictObject({
              states: parties.describe('Which states'),
              months: z.number().nonnegative().describe('From the announcement to ratification, at least'),
              text: text.describe('Why'),
              source,
            }),
          )
          .optional()
          .describe('Months that parliaments take'),
      })
      .optional()
      .describe('What every design must keep to'),
    rates: z
      .record(
        z.string(),
        z.strictObject({ perEuro: z.number().positive().describe('Units of it for one euro'), source }),
      )
      .optional()
      .describe('Exchange rates for money that proposals name in other currencies'),
    objectives: z.array(objective).min(1).max(4).describe('Numbers that are raised or lowered'),
    bounds: z.array(text).optional().describe('Such as "largest<=0.5"'),
  })
  .describe('A space of guarantees to search')

export type SpaceFile = z.infer<typeof spaceSchema>
export type SpaceCommitment = SpaceFile['commitments'][number]
export type Amount = z.infer<typeof amount>
export type DecisionOption = z.infer<typeof decision>
export type DeadlineOption = z.infer<typeof deadline>
