import { IssueError } from '../core/issue.js'
import { type CorrectedEntry, calendar, type Entry, isDay, type Quarantined } from '../ledger/index.js'
import {
  dueIn,
  idsLike,
  linksTo,
  type SqlLedger,
  statusOf,
  timelineOf,
  verifyLedger,
  writeTexts,
} from '../ledger/node/index.js'
import {
  type LedgerPrint,
  renderDue,
  renderEntry,
  renderQuarantine,
  renderStatus,
  renderTimeline,
  type ShownEntry,
} from '../report/index.js'
import type { Io } from './io.js'
import { usageIssue } from './io.js'
import { type AddOptions, correctionDraft, newDraft } from './ledgerDraft.js'
import { enteredBy, type FilterOptions, filterOf, now, type PlaceOptions, withLedger } from './ledgerPlace.js'
import { promptFor } from './ledgerPrompts.js'

const printFor = (io: Io): LedgerPrint => ({
  colour: io.colour,
  width: Math.min(Math.max(60, io.columns), 160),
})

const printJson = (io: Io, value: unknown): void => io.out(`${JSON.stringify(value, null, 2)}\n`)

const plain = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`)

interface JsonOption {
  readonly json?: boolean
}

/** `guarantor ledger init`. */
export const initCommand = async (options: PlaceOptions & JsonOption, io: Io): Promise<number> =>
  await withLedger(
    options,
    async (ledger) => {
      const head = await ledger.head()
      const { place } = ledger.database
      if (options.json === true) printJson(io, { place, head })
      else if (head.seq > 0)
        io.out(`There is a ledger at ${place} with ${plain(head.seq)}; nothing was changed.\n`)
      else io.out(`An empty ledger at ${place}.\n`)
      return 0
    },
    true,
  )

/** An entry by its id, or by the beginning of one where only one begins so. */
const findEntry = async (ledger: SqlLedger, id: string): Promise<Entry> => {
  const exact = await ledger.get(id)
  if (exact !== undefined) return exact
  const like = await idsLike(ledger, id)
  if (like.length === 1) return (await ledger.get(like[0]!))!
  throw new IssueError([
    usageIssue(
      like.length === 0 ? `there is no entry ${id}` : `several entries begin with ${id}`,
      like.length === 0 ? 'guarantor ledger timeline lists entries' : like.join(', '),
    ),
  ])
}

const correctedById = async (ledger: SqlLedger, id: string): Promise<CorrectedEntry | undefined> => {
  for await (const entry of ledger.readCorrected({ ids: [id] })) return entry
  return undefined
}

const missing = (options: AddOptions): readonly string[] =>
  (['kind', 'who', 'source'] as const)
    .filter((name) => options[name] === undefined)
    .map((name) => `--${name}`)

const withAnswers = async (options: AddOptions, io: Io): Promise<AddOptions> => {
  if (missing(options).length === 0) return options
  if (!io.outIsTerminal || process.stdin.isTTY !== true)
    throw new IssueError([
      usageIssue(
        `${missing(options).join(', ')} wanted`,
        'on a terminal the command asks for them; a correction wants --corrects and --reason instead',
      ),
    ])
  return await promptFor(options)
}

/** `guarantor ledger add`. */
export const addCommand = async (
  options: AddOptions & PlaceOptions & JsonOption & { readonly dryRun?: boolean },
  io: Io,
): Promise<number> =>
  await withLedger(options, async (ledger) => {
    const target = options.corrects ?? options.withdraw
    const by = enteredBy(options.by)
    const draft =
      target === undefined
        ? newDraft(await withAnswers(options, io), by, now())
        : await correctionOf(ledger, target, options, by)
    const { head, appended } = await ledger.append([draft], {
      dryRun: options.dryRun === true,
      locate: () => ({}),
    })
    if (options.dryRun === true) {
      io.out('A sound entry; nothing was added (--dry-run).\n')
      return 0
    }
    const entry = await lastOf(ledger, head.seq)
    if (options.json === true) printJson(io, entry)
    else if (appended === 0) io.out('The same entry is there already.\n')
    else io.out(`Added ${entry!.id} as entry ${entry!.seq}.\n`)
    return 0
  })

const lastOf = async (ledger: SqlLedger, seq: number): Promise<Entry | undefined> => {
  for await (const entry of ledger.read({ afterSeq: seq - 1, untilSeq: seq })) return entry
  return undefined
}

const correctionOf = async (ledger: SqlLedger, id: string, options: AddOptions, by: string) => {
  const entry = await findEntry(ledger, id)
  const current = await correctedById(ledger, entry.id)
  if (current === undefined)
    throw new IssueError([
      usageIssue(
        `${entry.id} is itself a correction, or was withdrawn`,
        'correct the entry that it corrects',
      ),
    ])
  return correctionDraft(current, options, by, now())
}

/** `guarantor ledger show`. */
export const showCommand = async (id: string, options: PlaceOptions & JsonOption, io: Io): Promise<number> =>
  await withLedger(options, async (ledger) => {
    const entry = await findEntry(ledger, id)
    const corrected = await correctedById(ledger, entry.id)
    const links = await linksTo(ledger, entry.id)
    const corrections = await Promise.all((corrected?.correctedBy ?? []).map((one) => ledger.get(one)))
    const shown: ShownEntry = {
      entry,
      ...(corrected === undefined ? {} : { corrected }),
      corrections: corrections.filter((one) => one !== undefined),
      linkedFrom: links.filter(({ relation }) => relation !== 'corrects'),
    }
    if (options.json === true) printJson(io, shown)
    else io.out(renderEntry(shown, printFor(io)))
    return 0
  })

/** `guarantor ledger status`. */
export const statusCommand = async (
  options: PlaceOptions & FilterOptions & JsonOption,
  io: Io,
): Promise<number> =>
  await withLedger(options, async (ledger) => {
    const rows = await statusOf(ledger, filterOf(options))
    if (options.json === true) printJson(io, { head: await ledger.head(), rows })
    else io.out(renderStatus(rows, printFor(io)))
    return 0
  })

/** `guarantor ledger timeline`. */
export const timelineCommand = async (
  options: PlaceOptions & FilterOptions & JsonOption & { readonly limit: number },
  io: Io,
): Promise<number> =>
  await withLedger(options, async (ledger) => {
    const { entries, all } = await timelineOf(ledger, filterOf(options), options.limit)
    if (options.json === true) printJson(io, { all, entries })
    else io.out(renderTimeline(entries, all, printFor(io)))
    return 0
  })

export interface DueOptions extends PlaceOptions, FilterOptions, JsonOption {
  readonly on?: string
  readonly within: number
  readonly ics?: string
}

/** `guarantor ledger due`. */
export const dueCommand = async (options: DueOptions, io: Io): Promise<number> => {
  const on = options.on ?? now().slice(0, 10)
  if (!isDay(on)) throw new IssueError([usageIssue(`"${on}" is no day`, 'write --on YYYY-MM-DD')])
  return await withLedger(options, async (ledger) => {
    const items = await dueIn(ledger, on, options.within, filterOf(options))
    if (options.ics !== undefined) await writeTexts(options.ics, textOf(calendar(items)))
    if (options.json === true) printJson(io, { on, within: options.within, items })
    else io.out(renderDue(items, on, printFor(io)))
    if (options.ics !== undefined && options.json !== true) io.out(`\n${options.ics}\n`)
    return 0
  })
}

const textOf = async function* (text: string): AsyncGenerator<string> {
  yield text
}

/** `guarantor ledger verify`. */
export const verifyCommand = async (
  options: PlaceOptions & JsonOption & { readonly head?: string },
  io: Io,
): Promise<number> =>
  await withLedger(options, async (ledger) => {
    const verification = await verifyLedger(ledger, options.head)
    const { faults, head, entries } = verification
    if (options.json === true) printJson(io, verification)
    else if (faults.length === 0)
      io.out(
        `Nothing was altered: ${plain(entries)}, every hash and link as it should be.\n` +
          `Head ${head.hash}\nNote it down elsewhere: verify --head proves later that nothing was cut off.\n`,
      )
    else throw new IssueError(faults)
    return faults.length === 0 ? 0 : 1
  })

/** `guarantor ledger quarantine`. */
export const quarantineCommand = async (options: PlaceOptions & JsonOption, io: Io): Promise<number> =>
  await withLedger(options, async (ledger) => {
    const items: Quarantined[] = []
    for await (const item of ledger.quarantined()) items.push(item)
    if (options.json === true) printJson(io, items)
    else io.out(renderQuarantine(items, printFor(io)))
    return 0
  })
