import { z } from 'zod'
import { oneOf } from '../pact/index.js'
import {
  areaMeanings,
  areas,
  boundMeanings,
  bounds,
  entryKinds,
  hedgeMeanings,
  hedges,
  kindMeanings,
  legalActs,
  milestoneMeanings,
  milestones,
  partMeanings,
  testableParts,
} from './vocabulary.js'

/*
 * The one source of what an entry is: the validator, the types and the JSON Schema come from here.
 * What a single entry cannot show by itself (links to nothing, unknown states, absurd amounts) is in check.ts.
 */

const LONGEST = 20_000

const text = z.string().max(LONGEST).regex(/\S/, 'a text that is not blank')
const short = text.max(200)

const isRealPeriod = (value: string): boolean => {
  const day = value.length === 4 ? `${value}-01-01` : value.length === 7 ? `${value}-01` : value
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

/** A day, or a month or year where no more is known. Texts of these compare in the order of time. */
export const period = z
  .string()
  .regex(/^\d{4}(-\d{2}){0,2}$/, {
    error: 'a day, month or year written YYYY-MM-DD, YYYY-MM or YYYY',
    abort: true,
  })
  .refine(isRealPeriod, 'a date that exists')
  .describe('A day (YYYY-MM-DD), or a month (YYYY-MM) or year (YYYY) where no more is known')

const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/, {
    error: 'a moment in UTC written YYYY-MM-DDThh:mm:ssZ',
    abort: true,
  })
  .refine((value) => !Number.isNaN(Date.parse(value)), 'a moment that exists')

export const partyCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{1,7}$/, 'a state (ISO 3166-1 alpha-3, such as POL) or an organisation (such as EU)')
  .describe('A state by its ISO 3166-1 alpha-3 code, or an organisation or group such as EU, EIB, G7, NATO')

/** Entries are named by their id, also from documents and on the command line. */
export const entryId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,119}$/, 'letters, digits and . _ : -, at most 120')
  .describe('Letters, digits and . _ : -')

const currency = z.string().regex(/^[A-Z]{3}$/, 'a currency: three capital letters (ISO 4217)')
const identifier = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')

const money = z
  .strictObject({
    amount: z.number().describe('In units of the currency, not thousands or millions'),
    currency: currency.describe('ISO 4217 code, such as EUR'),
    bound: oneOf(bounds, boundMeanings)
      .optional()
      .describe('What the words say of the amount; exact if absent'),
    per: z.enum(['total', 'year', 'month']).optional().describe('total if absent'),
    priceYear: z
      .number()
      .int()
      .min(1800)
      .max(2200)
      .optional()
      .describe('Year of the prices; current prices if absent'),
    net: z
      .boolean()
      .optional()
      .describe(
        'A net change over a period, as some data sets give it; only then may the amount be negative',
      ),
    eur: z
      .strictObject({
        amount: z.number().describe('In euros'),
        rate: z.number().positive().optional().describe('Units of the currency for one euro'),
        rateDate: period.optional().describe('Date of the rate'),
        priceYear: z.number().int().min(1800).max(2200).optional().describe('Year of the prices'),
        source: short.describe('Where the conversion comes from: the data set itself, or a table of rates'),
      })
      .optional()
      .describe('The same in euros, where somebody converted it; never done silently'),
  })
  .refine((value) => value.net === true || value.amount >= 0, {
    error: 'a negative amount is a net change: say net: true',
    path: ['amount'],
  })

const equipment = z.strictObject({
  item: short.describe('What it is: M1A1 Abrams, 155 mm shells'),
  type: short.optional().describe('A wider class: tank, howitzer, ammunition'),
  units: z.number().optional().describe('How many; absent where it is not disclosed'),
  unit: short.optional().describe('What is counted: piece (if absent), round, tonne'),
  bound: oneOf(bounds, boundMeanings)
    .optional()
    .describe('What the words say of the number; exact if absent'),
  net: z.boolean().optional().describe('A net change over a period; only then may units be negative'),
})

const what = z.strictObject({
  area: oneOf(areas, areaMeanings).describe('What it is about'),
  text: text.optional().describe('In words, one or two sentences'),
  money: money.optional().describe('Money given or promised, or the value of the equipment'),
  equipment: equipment.optional().describe('Equipment given or promised'),
  people: z
    .strictObject({
      count: z.number().int().nonnegative().optional().describe('How many; absent where it is not said'),
      role: short.describe('soldiers, trainers, trainees, experts'),
      bound: oneOf(bounds, boundMeanings)
        .optional()
        .describe('What the words say of the number; exact if absent'),
    })
    .optional()
    .describe('People sent, or people trained'),
  legalAct: z
    .strictObject({
      act: z.enum(legalActs).describe('Which step'),
      instrument: short.describe('Of what: a treaty, law or decision'),
    })
    .optional()
    .describe('A step in the life of an instrument'),
  disclosure: z
    .enum(['disclosed', 'partly', 'undisclosed'])
    .describe('Is how much it is public? Undisclosed is not zero'),
})

const dates = z.strictObject({
  announced: period.optional().describe('When it was said'),
  due: period.optional().describe('When it is to have happened; a month or year means its last day'),
  happened: period.optional().describe('When it was done'),
  known: period.optional().describe('When that became known'),
})

const links = z.strictObject({
  pact: z
    .strictObject({
      pact: identifier.describe('Id of the document'),
      commitment: identifier.optional().describe('Id of the commitment in it'),
    })
    .optional()
    .describe('A pact document by its id, and the commitment in it'),
  of: entryId
    .optional()
    .describe('The larger promise or package this is part of; for a cancellation, what it cancels'),
  repeats: z.array(entryId).optional().describe('Earlier statements or pledges that this one says again'),
  fulfils: z.array(entryId).optional().describe('Promises that this makes good, wholly or in part'),
  corrects: entryId.optional().describe('The entry that this correction puts right'),
})

const source = z.strictObject({
  title: text.max(500).describe('What the source is'),
  address: text.max(2000).optional().describe('Web address or archive reference'),
  quote: text.optional().describe('The words themselves'),
  textKind: oneOf(['verbatim', 'reported', 'translated', 'paraphrase'], {
    verbatim: 'the words as they were said',
    reported: 'as others report them',
    translated: 'a translation',
    paraphrase: 'our own words',
  })
    .optional()
    .describe('What the quote is'),
  date: period.optional().describe('Date of the source'),
  official: z.boolean().optional().describe('Is it an official source?'),
})

const entered = z.strictObject({
  by: short.describe('The person, or the person who ran the importer'),
  at: instant.describe('When, in UTC: YYYY-MM-DDThh:mm:ssZ'),
  tool: short
    .optional()
    .describe('What helped: an importer with its version, an extractor; absent for by hand'),
  confirmed: short.optional().describe('Who confirmed what a tool had found in a text'),
})

const shape = {
  id: entryId.optional().describe('Given by the store where absent'),
  kind: oneOf(entryKinds, kindMeanings).describe('What it is'),
  who: partyCode.describe('Who promises or acts: the guarantor'),
  with: z.array(partyCode).optional().describe('Others who say or do it jointly'),
  to: partyCode.optional().describe('For whom: the beneficiary'),
  through: short.optional().describe('By way of whom: a fund, an agency, an initiative'),
  what: what.describe('What is promised or done'),
  milestone: oneOf(milestones, milestoneMeanings)
    .optional()
    .describe('For a delivery: how far it has come. Required there unless the source does not say'),
  milestoneUnknown: z.boolean().optional().describe('For a delivery: the source does not say how far'),
  dates: dates.describe('When'),
  links: links.optional().describe('What it has to do with other entries and documents'),
  hedge: z
    .strictObject({
      degree: oneOf(hedges, hedgeMeanings).describe('How far the words bind'),
      words: short.describe('The words that hedge: could, stands ready to'),
    })
    .optional()
    .describe('Of a promise: how far its words bind'),
  testability: z
    .strictObject({
      missing: z
        .array(oneOf(testableParts, partMeanings))
        .describe('Parts that the promise does not name; testable if none'),
      note: text.optional().describe('A remark on it'),
    })
    .optional()
    .describe('Of a promise only; worked out by the store where absent'),
  correction: z
    .strictObject({
      reason: text.describe('Why it is corrected'),
      as: z
        .enum(['withdrawn', ...entryKinds.filter((kind) => kind !== 'correction')])
        .describe('The kind of the corrected entry, whose whole content this one carries; or withdrawn'),
    })
    .optional()
    .describe('Of a correction'),
  sources: z.array(source).min(1).max(20).describe('Where it is from'),
  external: z
    .strictObject({
      dataset: short.describe('The data set'),
      release: short.describe('Its release'),
      id: short.describe('The line in it'),
    })
    .optional()
    .describe('Where an importer found it. Unique, so that the same file twice changes nothing'),
  tags: z.array(short).max(50).optional().describe('Words of your own, to find it by'),
  note: text.optional().describe('A remark'),
  extra: z
    .record(z.string().max(100), z.union([z.string().max(LONGEST), z.number(), z.boolean()]))
    .optional()
    .describe('Columns of a data set that have no place here, so that nothing is lost'),
  entered: entered.describe('Who entered it, when, with what'),
}

interface Checked {
  readonly kind: string
  readonly milestone?: unknown
  readonly milestoneUnknown?: boolean | undefined
  readonly links?: { readonly of?: unknown; readonly corrects?: unknown } | undefined
  readonly correction?: { readonly as: string } | undefined
}

/** What one entry must hold by itself, beyond the shape of its fields. */
const faultsOfForm = (entry: Checked): readonly { path: string[]; message: string }[] => {
  const faults: { path: string[]; message: string }[] = []
  const fault = (wrong: boolean, path: string[], message: string) => {
    if (wrong) faults.push({ path, message })
  }
  const corrects = entry.kind === 'correction'
  const kind = corrects ? entry.correction?.as : entry.kind
  fault(corrects !== (entry.correction !== undefined), ['correction'], 'of a correction, and only of one')
  fault(
    corrects !== (entry.links?.corrects !== undefined),
    ['links', 'corrects'],
    'of a correction, and only of one',
  )
  fault(
    kind === 'cancellation' && entry.links?.of === undefined,
    ['links', 'of'],
    'a cancellation says what it cancels',
  )
  fault(
    kind === 'delivery' && (entry.milestone === undefined) !== (entry.milestoneUnknown === true),
    ['milestone'],
    'a delivery names its milestone, or says milestoneUnknown: true',
  )
  fault(
    kind !== 'delivery' && (entry.milestone !== undefined || entry.milestoneUnknown !== undefined),
    ['milestone'],
    'only of a delivery',
  )
  return faults
}

/** What is appended to a ledger: an entry before the store gave it its place. */
export const draftSchema = z.strictObject(shape).superRefine((entry, context) => {
  for (const { path, message } of faultsOfForm(entry)) context.addIssue({ code: 'custom', path, message })
})

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal')

/** An entry as it stands in the ledger: with its place in the chain. */
export const entrySchema = z
  .strictObject({
    ...shape,
    id: entryId,
    seq: z.number().int().positive().describe('Place in the ledger, from 1, without gaps'),
    previous: sha256.describe('Hash of the entry before; 64 zeros for the first'),
    hash: sha256.describe('SHA-256 of the canonical JSON of all the rest'),
  })
  .superRefine((entry, context) => {
    for (const { path, message } of faultsOfForm(entry)) context.addIssue({ code: 'custom', path, message })
  })

export type EntryDraft = z.infer<typeof draftSchema>
export type Entry = z.infer<typeof entrySchema>
export type Money = NonNullable<EntryDraft['what']['money']>
export type Equipment = NonNullable<EntryDraft['what']['equipment']>
export type EntrySource = EntryDraft['sources'][number]

/** An entry as corrected: the content of its last correction under its own id, kind and place. */
export type CorrectedEntry = Entry & {
  /** Ids of the corrections that led here, first to last; absent where there was none. */
  readonly correctedBy?: readonly string[]
}
