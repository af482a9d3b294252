import { readFile } from 'node:fs/promises'
import { IssueError } from '../core/issue.js'
import { type Frozen, scoredRows } from '../history/backtest.js'
import { type Conditioning, condition } from '../history/condition.js'
import { conditioning as shippedConditioning } from '../history/conditioned.js'
import { frozen as shipped } from '../history/frozen.js'
import { recordCrew } from '../history/node/crew.js'
import { readSources } from '../history/node/files.js'
import { buildPanel, readCoalitionFacts, readPanel } from '../history/node/panel.js'
import { fitAndFreeze, type HonourTables, scorePanel } from '../history/node/run.js'
import { conditionData } from '../history/regularities.js'
import { coarse, conditionGrid } from '../history/situation.js'
import { renderConditioning, renderIssues, renderRecord, renderRecordReport } from '../report/index.js'
import { type Io, usageIssue } from './io.js'
import { progressOn } from './progress.js'
import { writeWhole } from './writeWhole.js'

export interface HistoryPanelOptions {
  readonly data: string
  readonly out: string
  readonly from: number
  readonly to: number
}

/** `guarantor history panel`. */
export const historyPanelCommand = async (options: HistoryPanelOptions, io: Io): Promise<number> => {
  const summary = await buildPanel(options.data, options.out, options)
  if (summary.warnings.length > 0)
    io.err(renderIssues(summary.warnings, new Map(), { colour: io.colour && io.errIsTerminal }))
  io.out(
    `${options.out}: ${summary.rows} directed dyad-years, ${summary.dyads} directed dyads, ${summary.from} to ${summary.to}\n` +
      `new disputes begun by A: ${summary.initiations}; with force: ${summary.withForce}; wars: ${summary.wars} (GML 2.2.1)\n`,
  )
  return 0
}

export interface HistoryFitOptions {
  readonly panel: string
  readonly data?: string
  readonly out: string
  readonly from: number
  readonly to: number
  readonly controls: number
  readonly seed: number
  readonly threads?: number
  readonly quiet?: boolean
}

/** `guarantor history fit`: fits and freezes. */
export const historyFitCommand = async (options: HistoryFitOptions, io: Io): Promise<number> => {
  const panel = await readPanel(options.panel)
  const facts = options.data === undefined ? null : await readCoalitionFacts(options.data)
  const crew = recordCrew(options.threads)
  try {
    const { frozen, fit } = await fitAndFreeze(panel, facts, crew.solve, {
      from: options.from,
      to: options.to,
      perStratum: options.controls,
      seed: options.seed,
      grid: coarse,
      version: io.version,
      onStep: (step, logPosterior) => {
        if (options.quiet !== true) io.err(`step ${step}: log-posterior ${logPosterior.toFixed(2)}\n`)
      },
    })
    await writeWhole(options.out, frozenText(options.out, frozen))
    for (const { name, at, se } of frozen.terms)
      io.out(`${name.padEnd(24)} ${at.toFixed(3).padStart(8)} ± ${(1.96 * se).toFixed(3)}\n`)
    if (!fit.converged) io.err('the search stopped before it converged\n')
    return fit.converged ? 0 : 1
  } finally {
    await crew.end()
  }
}

const frozenText = (file: string, frozen: Frozen): string =>
  file.endsWith('.ts')
    ? `import type { Frozen } from './backtest.js'\n\n/** Made by \`guarantor history fit\`; docs/history.md has the command. Not to be changed by hand. */\nexport const frozen: Frozen = ${JSON.stringify(frozen, null, 2)}\n`
    : `${JSON.stringify(frozen)}\n`

export interface HistoryScoreOptions {
  readonly panel: string
  readonly data?: string
  readonly model?: string
  readonly split: number
  readonly samples: number
  readonly controls?: number
  readonly seed: number
  readonly html?: string
  readonly json?: boolean
  readonly threads?: number
  readonly quiet?: boolean
}

/** `guarantor history score`: the frozen model on a panel it may never have seen. */
export const historyScoreCommand = async (options: HistoryScoreOptions, io: Io): Promise<number> => {
  const frozen = options.model === undefined ? shipped : await readFrozen(options.model)
  const panel = await readPanel(options.panel)
  const facts = options.data === undefined ? null : await readCoalitionFacts(options.data)
  const progress = progressOn(io, 'games', options.quiet === true)
  const total = panel.count
  let done = 0
  const crew = recordCrew(options.threads, (games) => {
    done += games
    progress.update(Math.min(done, total), total)
  })
  try {
    const record = await scorePanel(
      frozen,
      panel,
      facts,
      options.data === undefined ? null : await honourTables(options.data),
      crew.solve,
      {
        panelName: options.panel,
        periods: [
          [Number.NEGATIVE_INFINITY, options.split],
          [options.split + 1, Number.POSITIVE_INFINITY],
        ],
        samples: options.samples,
        ...(options.controls === undefined ? {} : { controls: options.controls }),
        seed: options.seed,
      },
    )
    progress.stop()
    if (options.html !== undefined)
      await writeWhole(options.html, renderRecordReport(record, shippedConditioning, io.version))
    io.out(
      options.json === true
        ? `${JSON.stringify(record)}\n`
        : renderRecord(record, { colour: io.colour, width: Math.min(Math.max(80, io.columns), 120) }),
    )
    if (options.html !== undefined && options.json !== true) io.out(`${options.html}\n`)
    return 0
  } finally {
    progress.stop()
    await crew.end()
  }
}

const honourTables = async (folder: string): Promise<HonourTables> => {
  const { tables } = await readSources(folder, ['allianceWars', 'wars'])
  const [allianceWars, wars] = [tables.get('allianceWars'), tables.get('wars')]
  if (allianceWars === undefined || wars === undefined) throw new Error('both were asked for')
  return { allianceWars, wars }
}

const readFrozen = async (file: string): Promise<Frozen> => {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new IssueError([usageIssue(`${file} cannot be read`)])
  })
  try {
    const value: unknown = JSON.parse(text)
    if (isFrozen(value)) return value
  } catch {
    // Said below, for whatever else the file holds as well.
  }
  throw new IssueError([
    usageIssue(
      `${file} holds no frozen model`,
      'guarantor history fit writes one (a file that ends in .json)',
    ),
  ])
}

const isFrozen = (value: unknown): value is Frozen =>
  typeof value === 'object' &&
  value !== null &&
  'format' in value &&
  value.format === 1 &&
  'terms' in value &&
  Array.isArray(value.terms) &&
  'comparators' in value &&
  Array.isArray(value.comparators) &&
  'grid' in value

export interface HistoryConditionOptions {
  readonly panel: string
  readonly data?: string
  readonly out: string
  readonly until: number
  readonly draws: number
  readonly games: number
  readonly checks: number
  readonly seed: number
  readonly threads?: number
  readonly quiet?: boolean
}

/** `guarantor history condition`: weights wide priors by the regularities of the record. */
export const historyConditionCommand = async (options: HistoryConditionOptions, io: Io): Promise<number> => {
  const panel = await readPanel(options.panel)
  const facts = options.data === undefined ? null : await readCoalitionFacts(options.data)
  const rows = scoredRows(panel, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
  const data = conditionData(panel, facts, rows, options.until, options)
  const progress = progressOn(io, 'games', options.quiet === true)
  const total = options.draws * (data.situations.count + data.alone.count)
  let done = 0
  const crew = recordCrew(options.threads, (games) => {
    done += games
    progress.update(Math.min(done, total), total)
  })
  try {
    const result = await condition(data, crew.solve, conditionGrid, {
      seed: options.seed,
      count: options.draws,
      until: options.until,
    })
    progress.stop()
    await writeWhole(options.out, conditioningText(options.out, result))
    io.out(renderConditioning(result))
    return 0
  } finally {
    progress.stop()
    await crew.end()
  }
}

/** Six digits are more than the effective sample size supports, and keep the file small. */
const sixDigits = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value

const conditioningText = (file: string, result: Conditioning): string =>
  file.endsWith('.ts')
    ? `import type { Conditioning } from './condition.js'\n\n/** Made by \`guarantor history condition\`; docs/history.md has the command. Not to be changed by hand. */\nexport const conditioning: Conditioning = ${JSON.stringify(result, sixDigits, 2)}\n`
    : `${JSON.stringify(result, sixDigits)}\n`
