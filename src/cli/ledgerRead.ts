import { readFile, rename, writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import * as clack from '@clack/prompts'
import { parse, stringify } from 'yaml'
import { IssueError } from '../core/issue.js'
import {
  type Candidate,
  checkDraft,
  draftsOf,
  type EntryDraft,
  findCandidates,
  isDay,
  isParty,
  type PledgeDraft,
  type Said,
  statementId,
  withRepeats,
} from '../ledger/index.js'
import { readStatement, type StatementText } from '../ledger/node/index.js'
import { renderCandidates } from '../report/index.js'
import { type Io, usageIssue } from './io.js'
import { enteredBy, now, type PlaceOptions, withLedger } from './ledgerPlace.js'
import { saidIn } from './ledgerSaid.js'

export interface ReadOptions extends PlaceOptions {
  readonly issuer?: string
  readonly date?: string
  readonly title?: string
  readonly address?: string
  readonly to?: string
  readonly encoding?: string
  readonly textKind?: 'verbatim' | 'reported' | 'translated' | 'paraphrase'
  readonly draft?: string
  readonly confirm?: boolean
  readonly accept?: string
  readonly init?: boolean
  readonly by?: string
  readonly json?: boolean
}

const usage = (message: string, hint?: string): IssueError => new IssueError([usageIssue(message, hint)])

/** A draft file: what a person edits. */
interface DraftFile {
  readonly statement: Record<string, unknown>
  readonly pledges: readonly PledgeDraft[]
}

const TOOL = 'guarantor ledger read'

const HELP = `Pledges that "guarantor ledger read" found in a statement. Delete those that are none, put right what is wrong,
then: guarantor ledger read --accept THIS_FILE
testability.missing names what a test would need and the words do not give: such a pledge is kept, and marked.`

const checked = (options: ReadOptions): { issuer: string; date: string } => {
  const { issuer, date } = options
  if (issuer === undefined || date === undefined)
    throw usage('--issuer and --date are needed: who said it, and when')
  if (!isParty(issuer)) throw usage(`"${issuer}" is no state or organisation`, 'POL, EU, NATO')
  if (!isDay(date)) throw usage(`"${date}" is no day`, 'YYYY-MM-DD')
  if (options.to !== undefined && !isParty(options.to))
    throw usage(`"${options.to}" is no state or organisation`, 'UKR')
  return { issuer, date }
}

const ledgerSaid = async (options: ReadOptions, who: readonly string[]): Promise<readonly Said[]> => {
  try {
    return await withLedger(options, async (ledger) => await saidIn(ledger, { who }))
  } catch (error) {
    if (error instanceof IssueError && error.issues.every(({ code }) => code === 'no-ledger')) return []
    throw error
  }
}

interface Found {
  readonly statement: StatementText
  readonly title: string
  readonly candidates: readonly Candidate[]
  readonly drafts: readonly PledgeDraft[]
}

const find = async (file: string, options: ReadOptions): Promise<Found> => {
  const { issuer, date } = checked(options)
  const statement = await readStatement(file, options.encoding)
  const title = options.title ?? statement.title ?? basename(file)
  const facts = { issuer, date, ...(options.to === undefined ? {} : { to: options.to }) }
  const candidates = findCandidates(statement.text, facts)
  const source = {
    issuer,
    date,
    title: title.slice(0, 500),
    ...(options.address === undefined ? {} : { address: options.address }),
    ...(options.textKind === undefined ? {} : { textKind: options.textKind }),
    id: statementId(issuer, date, statement.text),
  }
  const drafts = candidates.flatMap((candidate, k) => draftsOf(candidate, k + 1, source))
  const who = [...new Set(drafts.map((draft) => draft.who))]
  return {
    statement,
    title,
    candidates,
    drafts: withRepeats(drafts, who.length === 0 ? [] : await ledgerSaid(options, who)),
  }
}

const writeDraft = async (path: string, file: DraftFile): Promise<void> => {
  const comment = HELP.replace(/^/gm, '# ')
  const text = path.endsWith('.json')
    ? `${JSON.stringify(file, null, 2)}\n`
    : `${comment}\n${stringify(file, { lineWidth: 110 })}`
  await writeFile(`${path}.tmp`, text)
    .then(() => rename(`${path}.tmp`, path))
    .catch((error: Error) => {
      throw new IssueError([
        { ...usageIssue(`cannot be written: ${error.message}`), code: 'file', file: path },
      ])
    })
}

/** Drafts of a draft file, checked as entries; every fault with the pledge it is in. */
const readDrafts = async (path: string, by: string): Promise<EntryDraft[]> => {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new IssueError([{ ...usageIssue('cannot be read'), code: 'file', file: path }])
  })
  if (text.length > 20_000_000) throw usage('a draft file has at most 20 MB')
  let value: unknown
  try {
    value = parse(text, { maxAliasCount: 0 })
  } catch (error) {
    throw new IssueError([
      { code: 'bad-draft', level: 'error', message: (error as Error).message, file: path },
    ])
  }
  const pledges = (value as { pledges?: unknown } | null)?.pledges
  if (!Array.isArray(pledges))
    throw new IssueError([
      {
        code: 'bad-draft',
        level: 'error',
        message: 'has no list "pledges"',
        file: path,
        hint: 'guarantor ledger read FILE --draft makes one',
      },
    ])
  return entered(pledges.map(withDates), by, path)
}

/** YAML takes a year that stands alone for a number. */
const withDates = (pledge: unknown): PledgeDraft => {
  const { dates, ...rest } = (pledge ?? {}) as PledgeDraft
  const texts = Object.entries(dates ?? {}).map(([key, date]) => [
    key,
    typeof date === 'number' ? String(date) : date,
  ])
  return { ...rest, dates: Object.fromEntries(texts) }
}

const entered = (pledges: readonly PledgeDraft[], by: string, file?: string): EntryDraft[] => {
  const at = now()
  const drafts = pledges.map((pledge) => ({ ...pledge, entered: { by, at, tool: TOOL, confirmed: by } }))
  const issues = drafts.flatMap((draft, k) =>
    checkDraft(draft as EntryDraft, at.slice(0, 10)).map((issue) => {
      const path = `pledges[${k}]${issue.path === undefined ? '' : `.${issue.path}`}`
      return { ...issue, path, message: `${path}: ${issue.message}`, ...(file === undefined ? {} : { file }) }
    }),
  )
  const errors = issues.filter(({ level }) => level === 'error')
  if (errors.length > 0) throw new IssueError(errors)
  return drafts as EntryDraft[]
}

const append = async (drafts: readonly EntryDraft[], options: ReadOptions, io: Io): Promise<number> => {
  const { appended, head } = await withLedger(
    options,
    async (ledger) => await ledger.append(drafts),
    options.init === true,
  )
  const untestable = drafts.filter(({ testability }) => (testability?.missing.length ?? 0) > 0).length
  if (options.json === true)
    io.out(`${JSON.stringify({ appended, head, ids: drafts.map(({ id }) => id) }, null, 2)}\n`)
  else
    io.out(
      `${appended} ${appended === 1 ? 'pledge' : 'pledges'} added${untestable > 0 ? `, ${untestable} of them not testable as they stand` : ''}.\n`,
    )
  return 0
}

/** Asks on the terminal about each candidate. */
const confirmEach = async (drafts: readonly PledgeDraft[]): Promise<PledgeDraft[]> => {
  clack.intro('What was found. Ctrl-C leaves without adding anything.')
  const kept: PledgeDraft[] = []
  for (const [k, draft] of drafts.entries()) {
    const { missing = [] } = draft.testability ?? {}
    clack.note(
      [
        draft.sources[0]?.quote ?? '',
        '',
        `who ${draft.who}, ${draft.hedge?.degree} ("${draft.hedge?.words}"), ${draft.what.area}`,
        `due ${draft.dates.due ?? 'not said'}${missing.length > 0 ? `; missing for a test: ${missing.join(', ')}` : ''}`,
        ...(draft.links?.repeats === undefined ? [] : [`seems to repeat ${draft.links.repeats.join(', ')}`]),
        ...(draft.note === undefined ? [] : [draft.note]),
      ].join('\n'),
      `${k + 1} of ${drafts.length}`,
    )
    const answer = await clack.select({
      message: 'Is this a pledge?',
      options: [
        { value: 'yes', label: 'Yes, enter it' },
        { value: 'no', label: 'No' },
        { value: 'rest', label: 'No, and none of the rest' },
      ],
    })
    if (clack.isCancel(answer)) throw usage('nothing was added')
    if (answer === 'rest') break
    if (answer === 'yes') kept.push(draft)
  }
  clack.outro(`${kept.length} of ${drafts.length} to be entered`)
  return kept
}

/** `guarantor ledger read`. */
export const readCommand = async (
  file: string | undefined,
  options: ReadOptions,
  io: Io,
): Promise<number> => {
  const by = enteredBy(options.by)
  if (options.accept !== undefined) return await append(await readDrafts(options.accept, by), options, io)
  if (file === undefined) throw usage('a statement to read is needed, or --accept with a draft')
  const found = await find(file, options)
  const { candidates, drafts, statement, title } = found
  if (options.confirm === true) {
    if (!io.outIsTerminal)
      throw usage('--confirm asks on a terminal', 'without one: --draft FILE, edit it, --accept FILE')
    return await append(entered(await confirmEach(drafts), by), options, io)
  }
  const head = {
    file: basename(file),
    format: statement.format,
    title,
    characters: statement.text.length,
    ...checked(options),
  }
  if (options.draft !== undefined) await writeDraft(options.draft, { statement: head, pledges: drafts })
  if (options.json === true)
    io.out(
      `${JSON.stringify({ guarantor: 'statement', version: io.version, statement: head, candidates, drafts }, null, 2)}\n`,
    )
  else {
    io.out(
      renderCandidates(
        { ...head, candidates, drafts },
        { colour: io.colour, width: Math.min(Math.max(60, io.columns), 120) },
      ),
    )
    if (options.draft !== undefined) io.out(`\n${resolve(options.draft)}\n`)
  }
  return 0
}
