import { rename, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { IssueError } from '../core/issue.js'
import {
  findRepeats,
  findWordings,
  leagueOf,
  lotsOf,
  repeatDefaults,
  type Stage,
  sayDoRows,
} from '../ledger/index.js'
import {
  renderLeague,
  renderRepeats,
  renderSayDo,
  renderSayPage,
  renderWordings,
  type SayPage,
} from '../report/index.js'
import { type Io, usageIssue } from './io.js'
import {
  dayOf,
  entriesIn,
  type FilterOptions,
  filterOf,
  type PlaceOptions,
  withLedger,
} from './ledgerPlace.js'
import { saidIn, saidInCsv } from './ledgerSaid.js'

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

export interface SayDoCliOptions extends PlaceOptions, FilterOptions {
  readonly asOf?: string
  readonly seed: number
  readonly resamples: number
  readonly league?: Stage
  readonly areas?: boolean
  readonly html?: string
  readonly json?: boolean
}

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
  const asOf = dayOf(options.asOf, 'as-of')
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

export interface RepeatedOptions extends PlaceOptions, FilterOptions {
  readonly statements?: string
  readonly alike: number
  readonly across?: boolean
  readonly wording?: boolean
  readonly html?: string
  readonly json?: boolean
}

/** `guarantor ledger repeated`. */
export const repeatedCommand = async (options: RepeatedOptions, io: Io): Promise<number> => {
  if (options.alike > 1) throw new IssueError([usageIssue('--alike is a share from 0 to 1')])
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
