import { mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { IssueError } from '../core/issue.js'
import type { PromiseRecords } from '../crisis/index.js'
import {
  type CorrectedEntry,
  type CredibilityBasis,
  credibilityOf,
  findRepeats,
  findWordings,
  isDay,
  leagueOf,
  lotsOf,
  recordsOf,
  repeatDefaults,
  type Stage,
  sayDoRows,
  stages,
} from '../ledger/index.js'
import { openLedger, readCsv, readJsonLines } from '../ledger/node/index.js'
import {
  renderLeague,
  renderRepeats,
  renderSayDo,
  renderSayPage,
  renderWordings,
  type SayPage,
} from '../report/index.js'
import type { RecordSource } from '../study/index.js'
import { type Io, usageIssue } from './io.js'
import {
  enteredBy,
  type FilterOptions,
  filterOf,
  now,
  type PlaceOptions,
  withFilter,
  withLedger,
  withPlace,
} from './ledgerPlace.js'
import { type ReadOptions, readCommand } from './ledgerRead.js'
import { saidIn, saidInCsv } from './ledgerSaid.js'
import { nonNegative, whole } from './options.js'

const usage = (message: string, hint?: string): IssueError => new IssueError([usageIssue(message, hint)])

const day = (text: string | undefined, option: string): string => {
  const value = text ?? now().slice(0, 10)
  if (!isDay(value)) throw usage(`--${option} "${value}" is no day`, 'YYYY-MM-DD')
  return value
}

const printFor = (io: Io) => ({ colour: io.colour, width: Math.min(Math.max(60, io.columns), 160) })

const writePage = async (path: string, page: SayPage): Promise<void> => {
  await writeFile(`${path}.tmp`, renderSayPage(page))
    .then(() => rename(`${path}.tmp`, path))
    .catch((error: Error) => {
      throw new IssueError([
        { ...usageIssue(`cannot be written: ${error.message}`), code: 'file', file: path },
      ])
    })
}

interface SayDoCliOptions extends PlaceOptions, FilterOptions {
  readonly asOf?: string
  readonly seed: number
  readonly resamples: number
  readonly league?: Stage
  readonly areas?: boolean
  readonly html?: string
  readonly json?: boolean
}

const entriesIn = async (place: PlaceOptions, filter: FilterOptions): Promise<CorrectedEntry[]> =>
  await withLedger(place, async (ledger) => {
    const entries: CorrectedEntry[] = []
    for await (const entry of ledger.readCorrected(filterOf(filter))) entries.push(entry)
    return entries
  })

/** The data set, release and measure with most promises: a league table can rank only what is measured alike. */
const largest = (rows: ReturnType<typeof sayDoRows>) => {
  const counts = new Map<
    string,
    { count: number; dataset: string | null; release: string | null; measure: string }
  >()
  for (const { dataset, release, measure, promises, area } of rows) {
    if (area === 'all') continue
    const key = [dataset, release, measure].join('\u0000')
    const before = counts.get(key)?.count ?? 0
    counts.set(key, { count: before + promises, dataset, release, measure })
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]
}

/** `guarantor ledger say-do`. */
export const sayDoCommand = async (options: SayDoCliOptions, io: Io): Promise<number> => {
  const asOf = day(options.asOf, 'as-of')
  const { seed, resamples } = options
  const lots = lotsOf(await entriesIn(options, options), asOf)
  const all = sayDoRows(lots, { asOf, seed, resamples })
  const own = all.filter(({ area }) => area === 'all')
  const several = new Set(
    own.map(({ who, dataset, release, measure }) => [who, dataset, release, measure].join('\u0000')),
  )
  // One row a guarantor unless areas are asked for.
  const rows =
    options.areas === true
      ? all
      : all.filter(
          (row) =>
            row.area === 'all' ||
            !several.has([row.who, row.dataset, row.release, row.measure].join('\u0000')),
        )
  const leftOut: Record<string, number> = {}
  for (const { why } of lots.leftOut) leftOut[why] = (leftOut[why] ?? 0) + 1
  const which = largest(all)
  const stage = options.league
  const league =
    stage === undefined || which === undefined ? [] : leagueOf(lots, stage, which, { asOf, seed, resamples })
  const source =
    which?.dataset === null || which === undefined
      ? 'entered by hand'
      : `${which.dataset}, ${which.release ?? ''}`
  const leagueTitle = `Share of what was promised that is ${stage ?? 'done'} (${source}, ${which?.measure ?? ''})`
  if (options.json === true)
    io.out(
      `${JSON.stringify({ guarantor: 'say-do', version: io.version, asOf, seed, resamples, rows, league, leftOut: lots.leftOut, beyond: lots.beyond }, null, 2)}\n`,
    )
  else {
    io.out(renderSayDo({ asOf, rows, leftOut }, printFor(io)))
    if (league.length > 0) io.out(`\n${renderLeague(league, leagueTitle, printFor(io))}`)
  }
  if (options.html !== undefined) {
    const path = resolve(options.html)
    await writePage(path, { version: io.version, asOf, rows, league, leagueTitle, chains: [], wordings: [] })
    if (options.json !== true) io.out(`\n${path}\n`)
  }
  return 0
}

interface RepeatedOptions extends PlaceOptions, FilterOptions {
  readonly statements?: string
  readonly alike: number
  readonly across?: boolean
  readonly wording?: boolean
  readonly html?: string
  readonly json?: boolean
}

/** `guarantor ledger repeated`. */
export const repeatedCommand = async (options: RepeatedOptions, io: Io): Promise<number> => {
  if (options.alike > 1) throw usage('--alike is a share from 0 to 1')
  const said =
    options.statements === undefined
      ? await withLedger(options, async (ledger) => await saidIn(ledger, filterOf(options)))
      : await saidInCsv(options.statements)
  const chains = findRepeats(said, {
    alike: options.alike,
    sameAmount: Math.min(options.alike, repeatDefaults.sameAmount),
    across: options.across === true,
  })
  const wordings = options.wording === true ? findWordings(said) : []
  const until =
    said
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? ''
  if (options.json === true)
    io.out(
      `${JSON.stringify({ guarantor: 'repeated', version: io.version, statements: said.length, chains, wordings }, null, 2)}\n`,
    )
  else {
    io.out(renderRepeats(chains, printFor(io)))
    if (options.wording === true) io.out(`\n${renderWordings(wordings, printFor(io))}`)
  }
  if (options.html !== undefined) {
    const path = resolve(options.html)
    await writePage(path, {
      version: io.version,
      asOf: until,
      rows: [],
      league: [],
      leagueTitle: '',
      chains,
      wordings,
    })
    if (options.json !== true) io.out(`\n${path}\n`)
  }
  return 0
}

/** Options by which `assess` and `compare` take a ledger. */
export interface RecordOptions {
  readonly ledger?: string
  readonly ledgerDate?: string
  readonly ledgerDueAfter?: number
}

/** Adds them to a command. */
export const withRecordOptions = (command: Command): Command =>
  command
    .option(
      '--ledger <place>',
      'let the record of promises move honour: a ledger folder, its address, or an export of it',
    )
    .option('--ledger-date <day>', 'with --ledger: as of this day; today if absent')
    .option(
      '--ledger-due-after <months>',
      'with --ledger: a promise without a date is due after so long',
      nonNegative,
    )

/** The entries of an export: it is put into a ledger of its own for the time, so that corrections count. */
const entriesOfFile = async (file: string): Promise<CorrectedEntry[]> => {
  const dir = await mkdtemp(join(tmpdir(), 'guarantor-ledger-'))
  try {
    const ledger = await openLedger({ dir }, true)
    try {
      const who = { by: enteredBy(undefined), at: now() }
      const reading = /\.csv(\.gz)?$/i.test(file) ? readCsv(file, who) : readJsonLines(file, who)
      await ledger.append(reading.drafts)
      const entries: CorrectedEntry[] = []
      for await (const entry of ledger.readCorrected()) entries.push(entry)
      return entries
    } finally {
      await ledger.close()
    }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

const entriesAt = async (place: string): Promise<CorrectedEntry[]> => {
  const filter: FilterOptions = { who: [], to: [], kind: [] }
  if (/^postgres(?:ql)?:\/\//.test(place)) return await entriesIn({ dir: '', db: place }, filter)
  const info = await stat(place).catch(() => undefined)
  if (info === undefined)
    throw new IssueError([{ ...usageIssue('no such ledger folder or file'), code: 'file', file: place }])
  return info.isDirectory() ? await entriesIn({ dir: place }, filter) : await entriesOfFile(place)
}

/** What a ledger says of guarantors, for the game; nothing where none was given. */
export interface LedgerRecord {
  readonly records: PromiseRecords
  readonly bases: readonly CredibilityBasis[]
  readonly source: RecordSource
}

export const loadRecord = async (options: RecordOptions): Promise<LedgerRecord | undefined> => {
  if (options.ledger === undefined) return undefined
  const asOf = day(options.ledgerDate, 'ledger-date')
  const entries = await entriesAt(options.ledger)
  const bases = credibilityOf(lotsOf(entries, asOf), {
    asOf,
    ...(options.ledgerDueAfter === undefined ? {} : { dueAfterMonths: Math.round(options.ledgerDueAfter) }),
  })
  const left = (of: (basis: CredibilityBasis) => number): number =>
    bases.reduce((sum, basis) => sum + of(basis), 0)
  return {
    records: recordsOf(bases),
    bases,
    source: {
      ledger: options.ledger.replace(/^(postgres(?:ql)?:\/\/)[^@/]*@/, '$1'),
      asOf,
      entries: entries.length,
      notDue: left(({ notDue }) => notDue),
      undated: left(({ undated }) => undated),
      undisclosed: left(({ undisclosed }) => undisclosed),
    },
  }
}

/** Adds `read`, `repeated` and `say-do` to `guarantor ledger`. */
export const addLedgerSayCommands = (ledger: Command, io: Io, done: (code: number) => void): void => {
  withPlace(ledger.command('read'))
    .description(
      'find the promises in a statement (text, HTML, PDF); a person confirms before they are entered',
    )
    .argument('[file]', 'the statement')
    .option('--issuer <code>', 'who issued it: GBR, EU')
    .option('--date <day>', 'when')
    .option('--to <code>', 'for whom it promises: UKR')
    .option('--title <title>', 'its title; what the file says if absent')
    .option('--address <address>', 'where it is')
    .addOption(
      new Option('--text-kind <kind>', 'what the text is').choices([
        'verbatim',
        'reported',
        'translated',
        'paraphrase',
      ]),
    )
    .option('--encoding <name>', 'of text and HTML, where it is not UTF-8')
    .option('--draft <file>', 'write the pledges found as YAML (or .json) to edit')
    .option('--confirm', 'ask about each on the terminal, and enter those confirmed')
    .option('--accept <file>', 'enter the pledges of an edited draft')
    .option('--init', 'make the ledger if there is none')
    .option('--by <name>', 'who confirms; the name of the account if absent')
    .option('--json', 'print as JSON')
    .action(async (file: string | undefined, options: ReadOptions) =>
      done(await readCommand(file, options, io)),
    )
  withFilter(withPlace(ledger.command('repeated')))
    .description('promises said again: first said, how often, and what was new each time')
    .option('--statements <file>', 'instead of a ledger, a CSV file with columns id, issuer, date, text')
    .option('--alike <share>', 'how alike two sentences must be, 0 to 1', nonNegative, repeatDefaults.alike)
    .option('--across', 'compare statements of different guarantors, too')
    .option('--wording', 'list wordings that recur, too')
    .option('--html <path>', 'write a page there')
    .option('--json', 'print as JSON')
    .action(async (options: RepeatedOptions) => done(await repeatedCommand(options, io)))
  withFilter(withPlace(ledger.command('say-do')))
    .description('promised, allocated, delivered: shares and lags with intervals')
    .option('--as-of <day>', 'as of this day; today if absent')
    .option('--areas', 'a row for each area, too')
    .addOption(
      new Option('--league <stage>', 'rank guarantors by the share done, with intervals').choices([
        ...stages,
      ]),
    )
    .option('--seed <n>', 'seed of the resampling', whole(0, 4_294_967_295), 1)
    .option('--resamples <n>', 'how often promises are drawn again', whole(100, 100_000), 1000)
    .option('--html <path>', 'write a page there')
    .option('--json', 'print as JSON')
    .action(async (options: SayDoCliOptions) => done(await sayDoCommand(options, io)))
}
