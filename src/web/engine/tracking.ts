import { type Issue, IssueError } from '../../core/issue.js'
import {
  addTo,
  asSource,
  type Candidate,
  chainOf,
  checkDraft,
  correctedIn,
  dayOf,
  draftsOf,
  dueWithin,
  type Entry,
  type EntryDraft,
  findCandidates,
  findRepeats,
  isDay,
  isParty,
  lotsOf,
  monthsIn,
  partyName,
  readList,
  saidOf,
  sayDoRows,
  statementId,
  statusIn,
  unwrapLines,
  withAdded,
  withRepeats,
  writeList,
  writeTable,
} from '../../ledger/index.js'
import { decode } from '../../ledger/intake/decode.js'
import { withEuros } from '../../ledger/intake/euros.js'
import { readExported } from '../../ledger/intake/exported.js'
import type { SetAside } from '../../ledger/intake/intake.js'
import { limits } from '../../ledger/intake/limits.js'
import { planImport } from '../../ledger/intake/plan.js'
import { guessFormat, readIntake } from '../../ledger/intake/recognise.js'
import { overlap, type Span } from '../../ledger/text/span.js'
import { subjectOf } from '../../report/ledger/amounts.js'
import type { DryRun, FoundPromise, GivenFile, Marked, Questions, Tracked } from './messages.js'

/** As `guarantor ledger report` draws them. */
const RESAMPLES = 500
const SEED = 1
const HORIZON_DAYS = 365

/** Entries shown of those that would be new. */
const SAMPLE = 8

/** The ledger as it stands on a day: status, what is due, say and do, and repeated promises. */
export const tracked = async ({ ledger, asOf, language }: Questions['track']['ask']): Promise<Tracked> => {
  const { entries: all, issues } = readList(ledger)
  const entries = correctedIn(all)
  const rows = sayDoRows(lotsOf(entries, asOf), { asOf, seed: SEED, resamples: RESAMPLES })
  const { sectionsOfLedger } = await import('./pages.js')
  return {
    entries: entries.length,
    hashes: await chainOf(all),
    issues,
    sections: sectionsOfLedger(
      {
        asOf,
        status: statusIn(entries),
        months: monthsIn(entries),
        due: dueWithin(entries, asOf, HORIZON_DAYS),
        sayDo: rows.filter(({ promised }) => promised > 0),
        chains: findRepeats(entries.flatMap((entry) => saidOf(entry) ?? [])),
      },
      language,
    ),
  }
}

const refusal = (code: string, message: string, file: string, hint?: string): IssueError =>
  new IssueError([{ code, level: 'error', message, file, ...(hint === undefined ? {} : { hint }) }])

const isMapping = ({ name }: GivenFile): boolean => /\.ya?ml$/i.test(name)

/** What files would add, before it is held against what is there. */
interface TakenIn {
  readonly recognised: string
  readonly drafts: readonly { readonly draft: unknown; readonly line: number | null }[]
  readonly setAside: readonly SetAside[]
  readonly notes: readonly Issue[]
  readonly revised: number
  readonly withdrawn: number
  readonly same: number
}

/** A packed file (.gz) unpacked, but no further than the largest file that is read. */
const unpacked = async (file: GivenFile): Promise<GivenFile> => {
  if (!/\.gz$/i.test(file.name)) return file
  const name = file.name.replace(/\.gz$/i, '')
  const stream = new Blob([Uint8Array.from(file.bytes)]).stream().pipeThrough(new DecompressionStream('gzip'))
  const reader = stream.getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      parts.push(value)
      size += value.length
      if (size > limits.fileBytes) throw refusal('file-too-large', 'The file unpacks to too much.', file.name)
    }
  } catch (error) {
    await reader.cancel().catch(() => undefined)
    if (error instanceof IssueError) throw error
    throw refusal('not-gzip', 'The file cannot be unpacked: it is damaged, or no gzip.', file.name)
  }
  return { name, bytes: new Uint8Array(await new Blob(parts).arrayBuffer()) }
}

const takenFrom = async (ask: Questions['takeIn']['ask']): Promise<TakenIn> => {
  const { ledger, replace, euros, entered } = ask
  const given = await Promise.all(ask.files.map(unpacked))
  const [mapping, ...mappings] = given.filter(isMapping)
  const files = given.filter((file) => !isMapping(file))
  const [file, ...others] = files
  if (file === undefined)
    throw refusal('no-file', 'A mapping says how to read a table: give both together.', mapping?.name ?? '')
  const format = guessFormat(file)
  if (mappings.length > 0 || (others.length > 0 && (mapping !== undefined || format !== 'csv')))
    throw refusal('many-files', 'Give one file at a time, a table together with its mapping.', file.name)
  if (format === 'jsonl' || format === 'ledger-csv') {
    const { text, notes } = decode(file.bytes, file.name)
    const { drafts, setAside } = readExported(text, file.name, format, entered)
    const unchained: Issue = {
      code: 'unchained',
      level: 'note',
      message: 'Entries of a ledger: the chain of hashes of the ledger they came from is not checked here.',
    }
    return {
      recognised: `Entries of a ledger, ${format === 'jsonl' ? 'JSON Lines' : 'CSV'}`,
      drafts,
      setAside,
      notes: [...notes, unchained],
      revised: 0,
      withdrawn: 0,
      same: 0,
    }
  }
  const read = await readIntake(files, {
    format: 'auto',
    entered,
    ...(mapping === undefined
      ? {}
      : { mapping: { name: mapping.name, text: decode(mapping.bytes, mapping.name).text } }),
  })
  const intake = euros ? withEuros(read) : read
  const plan = await planImport(intake, asSource(readList(ledger).entries), entered, { replace })
  return {
    recognised: intake.recognised,
    drafts: plan.changes.map(({ draft }) => ({ draft, line: null })),
    setAside: intake.setAside,
    notes: intake.notes,
    revised: plan.revised,
    withdrawn: plan.withdrawn,
    same: plan.same,
  }
}

const longer = (ledger: string, added: readonly Entry[]): string =>
  `${ledger}${ledger === '' || ledger.endsWith('\n') ? '' : '\n'}${writeList(added)}`

const inWords = (entry: EntryDraft): string =>
  [
    dayOf(entry) ?? '',
    partyName(entry.who),
    `${entry.kind} (${entry.what.area})`,
    subjectOf(entry as Parameters<typeof subjectOf>[0]),
  ]
    .filter((part) => part !== '')
    .join(', ')

const wordsOf = ({ message, path, hint }: Issue): string =>
  `${path === undefined ? '' : `${path}: `}${message}${hint === undefined ? '' : ` (${hint})`}`

/** What taking files in would do to a ledger. Nothing is done: the answer holds the ledger as it would be. */
export const takeIn = async (ask: Questions['takeIn']['ask']): Promise<DryRun> => {
  const { ledger } = ask
  try {
    const taken = await takenFrom(ask)
    const { entries } = readList(ledger)
    const { added, same, refused } = addTo(
      entries,
      taken.drafts.map(({ draft }) => draft),
    )
    const fresh = added.filter(({ kind }) => kind !== 'correction' || taken.revised + taken.withdrawn === 0)
    return {
      refused: [],
      recognised: taken.recognised,
      added: fresh.length,
      revised: taken.revised,
      withdrawn: taken.withdrawn,
      same: taken.same + same,
      setAside: [
        ...taken.setAside.map(({ line, issues }) => ({
          line: line ?? null,
          why: issues.map(wordsOf).join('; '),
        })),
        ...refused.map(({ index, issues }) => ({
          line: taken.drafts[index].line,
          why: issues.map(wordsOf).join('; '),
        })),
      ],
      notes: taken.notes.map(wordsOf),
      sample: fresh.slice(0, SAMPLE).map(inWords),
      ledger: longer(ledger, added),
    }
  } catch (error) {
    if (!(error instanceof IssueError)) throw error
    const nothing = { added: 0, revised: 0, withdrawn: 0, same: 0, setAside: [], notes: [], sample: [] }
    return { ...nothing, refused: error.issues, recognised: '', ledger }
  }
}

/** A sentence cut where something was found in it; of what overlaps, the first kind wins. */
const markedWords = ({ sentence, hedge, money, quantities, deadlines, conditions }: Candidate): Marked[] => {
  const kept: (Span & { as: NonNullable<Marked['as']> })[] = []
  const mark = (as: NonNullable<Marked['as']>, spans: readonly Span[]): void => {
    for (const { start, end } of spans) {
      const within = start >= sentence.start && end <= sentence.end && start < end
      if (within && !kept.some((other) => overlap(other, { start, end }))) kept.push({ start, end, as })
    }
  }
  mark('hedge', [hedge])
  mark('amount', [...money, ...quantities])
  mark('deadline', deadlines)
  mark('condition', conditions)
  const cut = (from: number, to: number): string =>
    sentence.text.slice(from - sentence.start, to - sentence.start)
  const parts: Marked[] = []
  let at = sentence.start
  for (const { start, end, as } of kept.sort((a, b) => a.start - b.start)) {
    if (start > at) parts.push({ text: cut(at, start), as: null })
    parts.push({ text: cut(start, end), as })
    at = end
  }
  const rest = sentence.text.slice(at - sentence.start)
  return rest === '' ? parts : [...parts, { text: rest, as: null }]
}

const statementFaults = ({ issuer, date, to }: Questions['findPromises']['ask']['statement']): Issue[] => {
  const fault = (path: string, message: string): Issue => ({
    code: 'bad-statement',
    level: 'error',
    path,
    message,
  })
  return [
    ...(isParty(issuer) ? [] : [fault('issuer', `"${issuer}" is no state or organisation: POL, EU, NATO`)]),
    ...(isDay(date) ? [] : [fault('date', `"${date}" is no day: YYYY-MM-DD`)]),
    ...(to === '' || isParty(to) ? [] : [fault('to', `"${to}" is no state or organisation: UKR`)]),
  ]
}

/** Sentences of a statement that seem to promise, with what a test of each would still need. */
export const promisesIn = ({
  ledger,
  statement,
}: Questions['findPromises']['ask']): Questions['findPromises']['answer'] => {
  const issues = statementFaults(statement)
  if (issues.length > 0) return { found: [], issues }
  const { issuer, date, to, title } = statement
  const text = unwrapLines(statement.text)
  const candidates = findCandidates(text, { issuer, date, ...(to === '' ? {} : { to }) })
  const name = title.trim() === '' ? `${partyName(issuer)}, ${date}` : title.trim()
  const source = { issuer, date, title: name, id: statementId(issuer, date, text) }
  const before = correctedIn(readList(ledger).entries).flatMap((entry) => saidOf(entry) ?? [])
  const found = candidates.map((candidate, k): FoundPromise => {
    const drafts = withRepeats(draftsOf(candidate, k + 1, source), before)
    const [first] = drafts
    return {
      words: markedWords(candidate),
      who: candidate.who,
      whoAssumed: candidate.whoAssumed,
      to: candidate.to ?? null,
      hedge: candidate.hedge.degree,
      due: first.dates.due ?? null,
      missing: candidate.missing,
      repeats: first.links?.repeats ?? [],
      note: first.note ?? '',
      drafts,
    }
  })
  return { found, issues: [] }
}

/**
 * The ledger with pledges that a person confirmed, all or none.
 * @throws IssueError where one of them is no sound entry
 */
export const keepPromises = ({
  ledger,
  drafts,
  entered,
}: Questions['keepPromises']['ask']): Questions['keepPromises']['answer'] => {
  const whole = drafts.map((draft) => ({ ...draft, entered: { ...entered, confirmed: entered.by } }))
  const issues = whole.flatMap((draft) => checkDraft(draft, entered.at.slice(0, 10)))
  if (issues.length > 0) throw new IssueError(issues)
  const before = readList(ledger).entries
  const { entries, added, same } = withAdded(before, whole)
  return { ledger: longer(ledger, entries.slice(before.length)), added, same }
}

/** The ledger as CSV, as entered. */
export const csvOf = (ledger: string): string => writeTable(readList(ledger).entries)
