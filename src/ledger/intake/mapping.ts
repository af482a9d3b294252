import { parseDocument } from 'yaml'
import { z } from 'zod'
import { type Issue, IssueError } from '../../core/issue.js'
import { areas, entryKinds, hedges, milestones } from '../vocabulary.js'
import { dateFormats } from './cell.js'
import { separators } from './csv.js'
import { encodings } from './decode.js'

/*
 * How the columns of a table become fields of entries, written by a person in a small YAML file.
 */

const column = z.string().min(1)

/** A field is one value for all rows, or a column, whose words may be translated. */
const words = z.union([
  z.strictObject({ value: z.string().min(1) }),
  z.strictObject({
    column,
    values: z
      .record(z.string(), z.string().min(1))
      .optional()
      .describe('Words of the table: words of the ledger'),
    default: z.string().min(1).optional().describe('Where the cell is empty'),
  }),
])
export type WordsField = z.infer<typeof words>

const choice = <T extends readonly [string, ...string[]]>(of: T) =>
  z.union([
    z.strictObject({ value: z.enum(of) }),
    z.strictObject({
      column,
      values: z.record(z.string(), z.enum(of)).optional(),
      default: z.enum(of).optional(),
    }),
  ])

const number = z.strictObject({
  column,
  scale: z
    .enum(['1', 'thousand', 'million', 'billion'])
    .default('1')
    .describe('What a 1 in the table stands for'),
})

const date = z.union([
  z.strictObject({ value: z.string().regex(/^\d{4}(-\d{2}){0,2}$/) }),
  z.strictObject({
    column,
    formats: z
      .array(z.enum(dateFormats))
      .min(1)
      .optional()
      .describe('Tried in turn; those of the mapping if absent'),
  }),
])
export type DateField = z.infer<typeof date>

export const mappingSchema = z.strictObject({
  mapping: z.literal(1).describe('Version of this format'),
  dataset: z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/, 'lower-case letters, digits and hyphens'),
  release: z.string().min(1).max(100).describe('Which edition of the table; the same for the same edition'),
  source: z
    .strictObject({
      title: z.string().min(1).max(400),
      address: z.string().min(1).max(2000).optional(),
      date: z.string().optional(),
      official: z.boolean().optional(),
    })
    .describe('Where the table is from'),
  encoding: z.enum(encodings).optional(),
  separator: z.enum(separators).optional(),
  decimal: z.enum(['.', ',']).default('.'),
  dates: z
    .array(z.enum(dateFormats))
    .min(1)
    .default(['YYYY-MM-DD', 'YYYY-MM', 'YYYY'])
    .describe('How dates are written; day and month are never guessed'),
  missing: z.array(z.string()).default(['', '.', 'n/a', '-']).describe('Cells that say nothing'),
  undisclosed: z
    .array(z.string())
    .default(['undisclosed', 'not given', 'not disclosed'])
    .describe('Cells that say that the figure is kept back, which is not zero'),
  complete: z
    .boolean()
    .default(false)
    .describe('The table is all of its edition: what it no longer has was withdrawn'),
  keep: z.boolean().default(true).describe('Keep columns that have no field, beside the entry'),
  only: z
    .strictObject({ column, is: z.array(z.string()).min(1) })
    .optional()
    .describe('Take the rows alone whose cell is one of these words'),
  id: z
    .array(column)
    .min(1)
    .optional()
    .describe('Columns that together name a row; counted where several rows share them'),
  fields: z.strictObject({
    kind: choice(entryKinds),
    who: words,
    to: words.optional(),
    through: words.optional(),
    area: choice(areas).default({ value: 'other' }),
    text: words.optional(),
    amount: number.optional(),
    currency: words.optional(),
    bound: choice(['exact', 'about', 'up-to', 'at-least']).optional(),
    item: words.optional(),
    itemType: words.optional(),
    units: number.optional(),
    unit: words.optional(),
    people: number.optional(),
    role: words.optional(),
    milestone: choice(milestones).optional(),
    hedge: choice(hedges).optional(),
    hedgeWords: words.optional(),
    announced: date.optional(),
    due: date.optional(),
    happened: date.optional(),
    known: date.optional(),
    quote: words.optional(),
    sourceTitle: words.optional(),
    sourceAddress: words.optional(),
    note: words.optional(),
  }),
})
export type Mapping = z.infer<typeof mappingSchema>

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  )

/** What a mapping for IATI may hold: organisations and the codes of their states. */
const partiesSchema = z.strictObject({
  parties: z.record(z.string(), z.string().regex(/^[A-Z][A-Z0-9]{1,7}$/)),
})

/** The document as plain data. Anchors, which can make a small file huge, are not resolved. */
const plainOf = (document: ReturnType<typeof parseDocument>, fault: (message: string) => Issue): unknown => {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    throw new IssueError([fault('Anchors and aliases (&, *) are not read in a mapping.')])
  }
}

const readYaml = <T>(text: string, file: string, schema: z.ZodType<T>): T => {
  const document = parseDocument(text, { uniqueKeys: true })
  const fault = (message: string, more: Partial<Issue> = {}): Issue => ({
    code: 'mapping',
    level: 'error',
    message,
    file,
    ...more,
  })
  if (document.errors.length > 0)
    throw new IssueError(
      document.errors.map(({ message, linePos }) =>
        fault(
          message.split('\n')[0],
          linePos === undefined ? {} : { line: linePos[0].line, column: linePos[0].col },
        ),
      ),
    )
  const parsed = schema.safeParse(plainOf(document, fault))
  if (!parsed.success)
    throw new IssueError(
      parsed.error.issues.map((issue) => fault(issue.message, { path: pathText(issue.path) })),
    )
  return parsed.data
}

/**
 * Reads a mapping of a table's columns.
 * @throws IssueError `mapping`, with line or path
 */
export const readMapping = (text: string, file: string): Mapping => readYaml(text, file, mappingSchema)

/** Reads the `parties` of a mapping for IATI: `GB-GOV-1: GBR`. */
export const readParties = (text: string, file: string): Readonly<Record<string, string>> =>
  readYaml(text, file, partiesSchema).parties
