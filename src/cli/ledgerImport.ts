import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type Issue, IssueError } from '../core/issue.js'
import type { EntryDraft } from '../ledger/entry.js'
import { decode } from '../ledger/intake/decode.js'
import { readRates, withEuros } from '../ledger/intake/euros.js'
import type { Entered, Format, Intake, SetAside } from '../ledger/intake/intake.js'
import { parcelsOf, readBytes, readFiles } from '../ledger/intake/node/files.js'
import { type Change, type Plan, planImport } from '../ledger/intake/plan.js'
import { guessFormat, readIntake } from '../ledger/intake/recognise.js'
import { sumByKind } from '../ledger/intake/summary.js'
import { readCsv, readJsonLines, type SqlLedger } from '../ledger/node/index.js'
import type { AppendOptions, Quarantined } from '../ledger/store.js'
import { renderIssues } from '../report/index.js'
import { billions, moneyText } from '../report/ledger/index.js'
import type { Io } from './io.js'
import { enteredBy, now, type PlaceOptions, withLedger } from './ledgerPlace.js'

export interface ImportOptions extends PlaceOptions {
  readonly format: Format
  readonly mapping?: string
  readonly release?: string
  readonly replace?: boolean
  readonly dryRun?: boolean
  readonly strict?: boolean
  readonly euros?: boolean
  readonly rates?: string
  readonly by?: string
  readonly json?: boolean
}

/** Changes and rows set aside that are listed one by one; all are with --json. */
const LISTED = 10

const readText = (path: string): { name: string; text: string } => {
  const { name, bytes } = readBytes(path)
  return { name, text: decode(bytes, name).text }
}

const eurosOf = (intake: Intake, options: ImportOptions): Intake => {
  if (options.euros !== true && options.rates === undefined) return intake
  if (options.rates === undefined) return withEuros(intake)
  const { name, text } = readText(options.rates)
  const { rates, issues } = readRates(text, name)
  if (issues.length > 0) throw new IssueError(issues)
  return withEuros(intake, rates)
}

/** Reads files into entries, converted where asked. */
const intakeOf = async (path: string, options: ImportOptions, entered: Entered): Promise<Intake> => {
  const read = await readIntake(readFiles(path), {
    format: options.format,
    ...(options.mapping === undefined ? {} : { mapping: readText(options.mapping) }),
    ...(options.release === undefined ? {} : { release: options.release }),
    entered,
  })
  return eurosOf(read, options)
}

/** Rows that are not in quarantine from an earlier import of the same file. */
const newToQuarantine = async (
  ledger: SqlLedger,
  setAside: readonly SetAside[],
  file: string,
  entered: Entered,
): Promise<Quarantined[]> => {
  if (setAside.length === 0) return []
  const there = new Set<string>()
  for await (const { raw, line } of ledger.quarantined()) there.add(`${line ?? ''}\n${raw}`)
  return setAside
    .filter(({ raw, line }) => !there.has(`${line ?? ''}\n${raw}`))
    .map(({ line, raw, issues }) => ({
      file,
      ...(line === undefined ? {} : { line }),
      raw,
      issues,
      at: entered.at,
      by: entered.by,
    }))
}

const noLedger = (error: unknown): boolean =>
  error instanceof IssueError && error.issues.some(({ code }) => code === 'no-ledger')

const planned = async (intake: Intake, options: ImportOptions, entered: Entered): Promise<Plan> => {
  const replace = { replace: options.replace === true }
  try {
    return await withLedger(options, (ledger) => planImport(intake, ledger, entered, replace))
  } catch (error) {
    if (noLedger(error)) return planImport(intake, undefined, entered, replace)
    throw error
  }
}

const moneyOf = ({ what }: Pick<EntryDraft, 'what'>): string =>
  what.money === undefined ? 'no amount' : moneyText(what.money.amount, what.money.currency)

const changeText = ({ change, id, draft, before }: Change): string => {
  if (change === 'revised' && before !== undefined) {
    const was = moneyOf(before)
    const is = moneyOf(draft)
    return `  ${change} ${id}: ${was === is ? 'not the amount' : `${was} -> ${is}`}`
  }
  return `  ${change} ${id}: ${moneyOf(draft)}`
}

const DRY = 'dry run: nothing was written\n'

/** added 2, the same 3; or would be added 2, the same 3. */
const countsText = (counts: Readonly<Record<string, number>>, dryRun: boolean): string =>
  Object.entries(counts)
    .map(([name, count]) =>
      name === 'same' ? `the same ${count}` : `${dryRun ? 'would be ' : ''}${name} ${count}`,
    )
    .join(', ')

const sumsText = (intake: Intake): string =>
  sumByKind(intake.drafts)
    .map(({ kind, entries, sums, withoutMoney }) => {
      const money = sums
        .map(({ currency, amount }) =>
          Math.abs(amount) >= 1e9 ? `${currency} ${billions(amount)} bn` : moneyText(amount, currency),
        )
        .join(', ')
      const bare = withoutMoney > 0 ? `${withoutMoney} without an amount of money` : ''
      return `  ${kind}: ${entries} (${[money, bare].filter((text) => text !== '').join('; ')})\n`
    })
    .join('')

const show = (issues: readonly Issue[], io: Io): void => {
  if (issues.length > 0)
    io.err(`${renderIssues(issues, new Map(), { colour: io.colour && io.errIsTerminal }).trimEnd()}\n`)
}

const report = (intake: Intake, plan: Plan, options: ImportOptions, io: Io): void => {
  if (options.json === true) {
    const { drafts, covers: _, ...rest } = intake
    io.out(
      `${JSON.stringify({ ...rest, entries: drafts.length, sums: sumByKind(drafts), dryRun: options.dryRun === true, plan }, null, 2)}\n`,
    )
    return
  }
  io.out(`${basename(intake.file)}: ${intake.recognised}\n`)
  io.out(
    `${intake.rows} rows read, ${intake.drafts.length} entries, ${intake.setAside.length} rows set aside\n${sumsText(intake)}`,
  )
  const { added, revised, withdrawn, same } = plan
  io.out(`${countsText({ added, revised, withdrawn, same }, options.dryRun === true)}\n`)
  const listed = plan.changes.filter(({ change }) => options.dryRun === true || change !== 'added')
  for (const change of listed.slice(0, LISTED)) io.out(`${changeText(change)}\n`)
  if (listed.length > LISTED) io.out(`  and ${listed.length - LISTED} more (all of them with --json)\n`)
  show(intake.notes, io)
  show(
    intake.setAside.slice(0, LISTED).flatMap(({ issues }) => issues),
    io,
  )
  if (intake.setAside.length > LISTED)
    io.err(`and ${intake.setAside.length - LISTED} more rows set aside (all of them with --json)\n`)
  if (options.dryRun === true) io.out(DRY)
  else if (intake.setAside.length > 0)
    io.out('rows set aside are in the quarantine of the ledger, with their reasons\n')
}

/** Does something with the ledger, or with an empty one that is thrown away if there is none: a dry run makes none. */
const onTrial = async <Result>(
  options: PlaceOptions,
  action: (place: PlaceOptions) => Promise<Result>,
): Promise<Result> => {
  try {
    await withLedger(options, async () => undefined)
  } catch (error) {
    if (!noLedger(error)) throw error
    const dir = mkdtempSync(join(tmpdir(), 'guarantor-dry-run-'))
    try {
      return await action({ dir })
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  }
  return action(options)
}

/** A ledger's own export: read by the ledger itself, line by line. */
const importExport = async (
  path: string,
  format: 'jsonl' | 'ledger-csv',
  options: ImportOptions,
  entered: Entered,
  io: Io,
): Promise<number> => {
  const reading = format === 'jsonl' ? readJsonLines(path, entered) : readCsv(path, entered)
  const locate = (index: number) => {
    const line = reading.lineOf(index)
    return { file: path, ...(line === undefined ? {} : { line }) }
  }
  const bad: NonNullable<AppendOptions['bad']> = (draft, index, issues) => ({
    ...locate(index),
    raw: 'unreadable' in draft ? draft.unreadable : JSON.stringify(draft),
    issues: issues.map((issue) => ({ ...issue, ...locate(index) })),
    at: entered.at,
    by: entered.by,
  })
  const dryRun = options.dryRun === true
  const append = (place: PlaceOptions) =>
    withLedger(
      place,
      (ledger) =>
        ledger.append(reading.drafts, { locate, dryRun, ...(options.strict === true ? {} : { bad }) }),
      true,
    )
  const { appended, same, quarantined } = dryRun ? await onTrial(options, append) : await append(options)
  if (options.json === true)
    io.out(
      `${JSON.stringify({ file: path, added: appended, same, setAside: quarantined, dryRun }, null, 2)}\n`,
    )
  else
    io.out(
      `${basename(path)}: export of a ledger\n${countsText({ added: appended, same }, dryRun)}, rows set aside ${quarantined}\n${dryRun ? DRY : ''}`,
    )
  return 0
}

const importParcel = async (
  path: string,
  options: ImportOptions,
  entered: Entered,
  io: Io,
): Promise<number> => {
  const files = readFiles(path)
  const format = options.format === 'auto' ? guessFormat(files[0]) : options.format
  if (format === 'jsonl' || format === 'ledger-csv') return importExport(path, format, options, entered, io)
  const intake = await intakeOf(path, options, entered)
  if (options.strict === true && intake.setAside.length > 0)
    throw new IssueError(intake.setAside.flatMap(({ issues }) => issues))
  if (options.dryRun === true) {
    report(intake, await planned(intake, options, entered), options, io)
    return 0
  }
  await withLedger(
    options,
    async (ledger) => {
      const plan = await planImport(intake, ledger, entered, { replace: options.replace === true })
      const quarantine = await newToQuarantine(ledger, intake.setAside, intake.file, entered)
      await ledger.append(
        plan.changes.map(({ draft }) => draft),
        { quarantine },
      )
      report(intake, plan, options, io)
    },
    true,
  )
  return 0
}

/** `guarantor ledger import`: any file that the ledger can take in, each all of it or nothing. */
export const importCommand = async (
  paths: readonly string[],
  options: ImportOptions,
  io: Io,
): Promise<number> => {
  const entered: Entered = {
    by: enteredBy(options.by),
    at: now(),
    tool: `guarantor ${io.version} ledger import`,
  }
  for (const { path, mapping } of paths.flatMap(parcelsOf)) {
    const own = options.mapping ?? mapping
    await importParcel(path, { ...options, ...(own === undefined ? {} : { mapping: own }) }, entered, io)
  }
  return 0
}
