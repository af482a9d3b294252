import { z } from 'zod'
import { legalForms, levels, obligationWords, responses } from '../../pact/index.js'

/*
 * A past case: the sheet it was coded from and, apart from that, what happened. The guarantee itself is a pact document beside it. What the model is
 * given is the document and the facts of `context.year`; nothing under `outcome`, `second` or `why` ever reaches it.
 */

const text = z.string().min(1)
const day = z.iso.date()

const source = z.strictObject({
  title: text,
  address: text.optional().describe('Where it can be read'),
  date: day.optional().describe('Day of the source itself, or of what it reports of that day'),
})

/** Items that two coders code apart for each case; those of a case without a guarantee stay `none`. */
export const codedItems = {
  form: ['none', ...legalForms],
  casusFoederis: ['none', 'consultation-only', 'armed-attack', 'threat-or-attack'],
  words: ['none', ...obligationWords],
  strongestMeans: responses,
  forceOwed: ['none', 'discretionary', 'required'],
  decision: ['none', 'each', 'body', 'automatic'],
  adversaryNamed: ['no', 'yes'],
  forcesInPlace: ['none', 'token', 'brigade-or-more'],
  recentWar: ['no', 'yes'],
  deadline: ['none', 'at-once', 'stated'],
  conditions: ['none', 'some'],
  commitment: ['none', 'one', 'several'],
} as const
export type CodedItem = keyof typeof codedItems

const code = (item: CodedItem) => z.enum(codedItems[item] as readonly [string, ...string[]])

const codes = z
  .strictObject({
    form: code('form').describe('Legal form of the strongest instrument in force on the day'),
    casusFoederis: code('casusFoederis').describe('What the strongest duty is triggered by'),
    words: code('words').describe('How far its words bind'),
    strongestMeans: code('strongestMeans').describe('Most that any guarantor owes'),
    forceOwed: code('forceOwed').describe('Must armed force be used?'),
    decision: code('decision').describe('Who decides on the casus foederis'),
    adversaryNamed: code('adversaryNamed').describe(
      'Does the text, or a secret part of it, name the adversary?',
    ),
    forcesInPlace: code('forcesInPlace').describe(
      "Guarantors' forces on the beneficiary's soil on the day; token: less than a brigade",
    ),
    recentWar: code('recentWar').describe('Fought with the adversary within five years?'),
    deadline: code('deadline').describe('Does the strongest duty say by when?'),
    conditions: code('conditions').describe(
      'Is it limited by place, adversary, request or another condition?',
    ),
    commitment: code('commitment').describe('How many states owe the strongest duty'),
  })
  .describe('The sheet in brief, from closed lists, so that two coders can be compared')

export const caseSchema = z
  .strictObject({
    case: z.literal('1').describe('Version of this format'),
    id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
    title: text,
    question: text.describe('What was open on the day, in one sentence that does not give the answer away'),
    pact: text.describe('File of the pact document, beside this one'),
    asOf: day.describe('Nothing later was used to code the document and the facts'),
    horizonMonths: z.number().int().min(1).max(120).describe('Months from the day over which it is judged'),
    codes,
    sheet: z
      .array(
        z.strictObject({
          item: text.describe('What was coded: a clause, a force, a condition, a fact'),
          value: text,
          source,
          confidence: z.enum(['high', 'medium', 'low']),
          note: text.optional(),
        }),
      )
      .min(3)
      .describe(
        'Every choice behind the document, with a source that precedes the outcome or reports what was known before it',
      ),
    outcome: z
      .strictObject({
        challenge: z.enum(['none', ...levels]).describe('The gravest step within the horizon'),
        date: day.optional().describe('First day of that step'),
        text,
        honour: z.array(
          z.strictObject({
            state: text,
            response: z.enum(responses).describe('The most it did for the beneficiary'),
            honoured: z.enum(['yes', 'partly', 'no', 'nothing-owed']),
            note: text.optional(),
          }),
        ),
        sources: z.array(source).min(1),
      })
      .describe('What happened: never an input of the model'),
    second: z
      .strictObject({ by: text, on: day, codes, note: text.optional() })
      .optional()
      .describe('The same items coded by a second coder who had not seen the first'),
    why: text
      .optional()
      .describe(
        'Written after the run: what the model gets wrong here, or right for the wrong reason, and why',
      ),
  })
  .describe('A past guarantee or crisis: its coding sheet and what happened')

export type PastCase = z.infer<typeof caseSchema>
export type CaseCodes = PastCase['codes']
