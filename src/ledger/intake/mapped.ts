import { type Issue, IssueError } from '../../core/issue.js'
import type { EntryDraft, Money } from '../entry.js'
import { looksLikeFormula, readDate, readNumber } from './cell.js'
import { type CsvTable, readCsv } from './csv.js'
import { aside, type Entered, type Intake, refused, type SetAside } from './intake.js'
import type { DateField, Mapping, WordsField } from './mapping.js'

const SHIFT = { '1': 0, thousand: 3, million: 6, billion: 9 } as const

interface Fault {
  readonly code: string
  readonly path: string
  readonly message: string
  readonly received: string
}

/** Stops the reading of one row; its message is for the row's place in quarantine. */
class CellFault extends Error {
  readonly fault: Fault

  constructor(fault: Fault) {
    super(fault.message)
    this.fault = fault
  }
}

type Row = Readonly<Record<string, string>>

/** A figure, or why there is none. */
type Figure = number | 'missing' | 'undisclosed'

/** Columns that a field of the mapping reads. */
const columnsOf = (mapping: Mapping): string[] => [
  ...new Set([
    ...Object.values(mapping.fields).flatMap((field) =>
      field !== undefined && 'column' in field ? [field.column] : [],
    ),
    ...(mapping.id ?? []),
    ...(mapping.only === undefined ? [] : [mapping.only.column]),
  ]),
]

const checkColumns = (mapping: Mapping, table: CsvTable, file: string): void => {
  const absent = columnsOf(mapping).filter((column) => !table.columns.includes(column))
  if (absent.length > 0)
    throw new IssueError(
      absent.map(
        (column): Issue => ({
          code: 'mapping-column',
          level: 'error',
          message: `The table has no column "${column}".`,
          file,
          line: 1,
          hint: `It has: ${table.columns.slice(0, 30).join(', ')}.`,
        }),
      ),
    )
}

/** Reads the fields of one row; stops at the first fault, which it throws to {@link draftOf}. */
class RowReader {
  readonly row: Row
  readonly mapping: Mapping

  constructor(row: Row, mapping: Mapping) {
    this.row = row
    this.mapping = mapping
  }

  fault(code: string, column: string, message: string): never {
    throw new CellFault({ code, path: column, message, received: (this.row[column] ?? '').slice(0, 200) })
  }

  private cell(column: string): string {
    return this.row[column].trim()
  }

  private isOf(list: readonly string[], text: string): boolean {
    return list.some((one) => one.toLowerCase() === text.toLowerCase())
  }

  words(field: WordsField | undefined): string | undefined {
    if (field === undefined) return undefined
    if ('value' in field) return field.value
    const text = this.cell(field.column)
    if (this.isOf(this.mapping.missing, text)) return field.default
    if (field.values === undefined) return text
    const translated = field.values[text]
    if (translated === undefined)
      this.fault('mapping-value', field.column, `The mapping does not translate "${text}".`)
    return translated
  }

  figure(field: { readonly column: string; readonly scale: keyof typeof SHIFT } | undefined): Figure {
    if (field === undefined) return 'missing'
    const text = this.cell(field.column)
    if (this.isOf(this.mapping.missing, text)) return 'missing'
    if (this.isOf(this.mapping.undisclosed, text)) return 'undisclosed'
    const value = readNumber(text, { decimal: this.mapping.decimal }, SHIFT[field.scale])
    if (value === undefined) this.fault('number', field.column, `"${text}" is no number.`)
    return value
  }

  date(field: DateField | undefined): string | undefined {
    if (field === undefined) return undefined
    if ('value' in field) return field.value
    const text = this.cell(field.column)
    if (this.isOf(this.mapping.missing, text)) return undefined
    const formats = field.formats ?? this.mapping.dates
    const value = readDate(text, formats)
    if (value === undefined)
      this.fault('date', field.column, `"${text}" is no date written ${formats.join(' or ')}.`)
    return value
  }
}

const known = (figure: Figure): number | undefined => (typeof figure === 'number' ? figure : undefined)

const contentOf = (
  reader: RowReader,
): Pick<EntryDraft, 'kind' | 'who' | 'what' | 'dates'> & Partial<EntryDraft> => {
  const { fields } = reader.mapping
  const kind = reader.words(fields.kind) as EntryDraft['kind'] | undefined
  const who = reader.words(fields.who)
  const columnOf = (field: object) => ('column' in field ? String(field.column) : '')
  if (kind === undefined) return reader.fault('mapping-value', columnOf(fields.kind), 'The row has no kind.')
  if (who === undefined)
    return reader.fault('mapping-value', columnOf(fields.who), 'The row does not say who.')
  const amount = reader.figure(fields.amount)
  const currency = reader.words(fields.currency)
  const units = reader.figure(fields.units)
  const people = reader.figure(fields.people)
  const item = reader.words(fields.item)
  const unit = reader.words(fields.unit)
  const itemType = reader.words(fields.itemType)
  const bound = reader.words(fields.bound) as Money['bound']
  const text = reader.words(fields.text)
  const figures = [amount, units, people]
  if (known(amount) !== undefined && currency === undefined)
    return reader.fault('mapping-currency', columnOf(fields.amount ?? {}), 'The amount has no currency.')
  const money: Money | undefined =
    known(amount) === undefined || currency === undefined
      ? undefined
      : {
          amount: known(amount) ?? 0,
          currency,
          ...(bound === undefined ? {} : { bound }),
          ...((known(amount) ?? 0) < 0 ? { net: true } : {}),
        }
  const someKnown = figures.some((figure) => typeof figure === 'number')
  const someKept = figures.includes('undisclosed')
  const dates = {
    announced: reader.date(fields.announced),
    due: reader.date(fields.due),
    happened: reader.date(fields.happened),
    known: reader.date(fields.known),
  }
  const milestone = reader.words(fields.milestone) as EntryDraft['milestone']
  const hedge = reader.words(fields.hedge) as NonNullable<EntryDraft['hedge']>['degree'] | undefined
  const role = reader.words(fields.role)
  const to = reader.words(fields.to)
  const through = reader.words(fields.through)
  const note = reader.words(fields.note)
  const quote = reader.words(fields.quote)
  const title = reader.words(fields.sourceTitle)
  const address = reader.words(fields.sourceAddress)
  const { source } = reader.mapping
  return {
    kind,
    who,
    ...(to === undefined ? {} : { to }),
    ...(through === undefined ? {} : { through }),
    what: {
      area: (reader.words(fields.area) ?? 'other') as EntryDraft['what']['area'],
      ...(text === undefined ? {} : { text }),
      ...(money === undefined ? {} : { money }),
      ...(item === undefined && itemType === undefined
        ? {}
        : {
            equipment: {
              item: (item ?? itemType ?? '').slice(0, 200),
              ...(itemType === undefined ? {} : { type: itemType.slice(0, 200) }),
              ...(known(units) === undefined ? {} : { units: known(units) }),
              ...((known(units) ?? 0) < 0 ? { net: true } : {}),
              ...(unit === undefined ? {} : { unit }),
            },
          }),
      ...(role === undefined
        ? {}
        : { people: { role, ...(known(people) === undefined ? {} : { count: known(people) }) } }),
      disclosure: someKnown ? (someKept ? 'partly' : 'disclosed') : 'undisclosed',
    },
    ...(kind === 'delivery' ? (milestone === undefined ? { milestoneUnknown: true } : { milestone }) : {}),
    dates: Object.fromEntries(Object.entries(dates).filter(([, date]) => date !== undefined)),
    ...(hedge === undefined
      ? {}
      : { hedge: { degree: hedge, words: reader.words(fields.hedgeWords) ?? hedge } }),
    sources: [
      {
        title: source.title,
        ...(source.address === undefined ? {} : { address: source.address }),
        ...(source.date === undefined ? {} : { date: source.date }),
        ...(source.official === undefined ? {} : { official: source.official }),
      },
      ...(title === undefined && address === undefined && quote === undefined
        ? []
        : [
            {
              title: (title ?? address ?? source.title).slice(0, 500),
              ...(address === undefined ? {} : { address: address.slice(0, 2000) }),
              ...(quote === undefined ? {} : { quote }),
            },
          ]),
    ],
    ...(note === undefined ? {} : { note }),
  }
}

/** Text of the cells that name a row. */
const nameOf = (row: Row, mapping: Mapping, columns: readonly string[]): string =>
  (mapping.id ?? columns)
    .map((column) => row[column].trim())
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 150)

/**
 * Reads a table by a mapping. Rows that do not fit are set aside with their line, column and reason; the others become entries.
 * @throws IssueError as {@link readCsv}; `mapping-column` if the table lacks a column that the mapping names
 */
export const readMapped = (text: string, file: string, mapping: Mapping, entered: Entered): Intake => {
  const table = readCsv(text, file, mapping.separator)
  checkColumns(mapping, table, file)
  const drafts: EntryDraft[] = []
  const setAside: SetAside[] = []
  const used = new Set(columnsOf(mapping))
  const rest = table.columns.filter((column) => column !== '' && !used.has(column))
  const counts = new Map<string, number>()
  let passedOver = 0
  for (const { line, cells } of table.rows) {
    const row: Row = Object.fromEntries(table.columns.map((column, i) => [column, cells[i]]))
    if (mapping.only !== undefined && !mapping.only.is.includes(row[mapping.only.column].trim())) {
      passedOver++
      continue
    }
    const formula = table.columns.find((column) => looksLikeFormula(row[column]))
    try {
      const reader = new RowReader(row, mapping)
      if (formula !== undefined)
        reader.fault('formula', formula, 'The cell holds a text that a spreadsheet would run as a formula.')
      const content = contentOf(reader)
      const base = nameOf(row, mapping, table.columns)
      const count = (counts.get(base) ?? 0) + 1
      counts.set(base, count)
      const kept = mapping.keep
        ? Object.fromEntries(
            rest
              .filter((column) => row[column].trim() !== '')
              .map((column) => [column.slice(0, 100), row[column]]),
          )
        : {}
      const draft: EntryDraft = {
        ...content,
        sources: content.sources ?? [],
        external: {
          dataset: mapping.dataset,
          release: mapping.release,
          id: `${base}${count === 1 ? '' : ` (${count})`}`,
        },
        ...(Object.keys(kept).length === 0 ? {} : { extra: kept }),
        entered,
      }
      const fault = refused(draft, file, line, row)
      if (fault === undefined) drafts.push(draft)
      else setAside.push(fault)
    } catch (error) {
      if (!(error instanceof CellFault)) throw error
      setAside.push(aside(file, line, row, error.fault))
    }
  }
  const notes: Issue[] = []
  if (mapping.id === undefined)
    notes.push({
      code: 'mapping-id',
      level: 'note',
      message: 'The mapping names no id columns, so a row that is changed later counts as a new one.',
      file,
    })
  if (passedOver > 0)
    notes.push({
      code: 'mapping-only',
      level: 'note',
      message: `${passedOver} rows are passed over: the mapping takes others only.`,
      file,
    })
  return {
    file,
    dataset: mapping.dataset,
    release: mapping.release,
    recognised: `${mapping.source.title}; CSV by a mapping, release ${mapping.release}`,
    rows: table.rows.length,
    drafts,
    setAside,
    notes,
    ...(mapping.complete ? { covers: () => true } : {}),
    cumulative: false,
  }
}
