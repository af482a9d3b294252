import { type Command, Option } from 'commander'
import { areas, entryKinds, hedges, legalActs, milestones } from '../ledger/index.js'
import type { Io } from './io.js'
import type { DueOptions } from './ledgerCommands.js'
import type { AddOptions } from './ledgerDraft.js'
import { type FilterOptions, type PlaceOptions, withFilter, withPlace } from './ledgerPlace.js'
import type { ReportOptions } from './ledgerReport.js'
import type { ExportOptions } from './ledgerTransfer.js'
import { collect, languageOption, nonNegative, whole } from './options.js'

// Loaded when a command runs: databases take a while to load, and most commands of guarantor need none.
const commands = () => import('./ledgerCommands.js')
const transfer = () => import('./ledgerTransfer.js')

type Json = PlaceOptions & { readonly json?: boolean }

const choice = (flag: string, text: string, values: readonly string[]): Option =>
  new Option(flag, text).choices([...values])

const withEntry = (command: Command): Command =>
  command
    .addOption(
      choice(
        '--kind <kind>',
        'what it is',
        entryKinds.filter((kind) => kind !== 'correction'),
      ),
    )
    .option('--who <code>', 'who promises or acts: NOR, EU')
    .option('--with <code>', 'who says or does it jointly (may be repeated)', collect, [])
    .option('--to <code>', 'for whom: UKR')
    .option('--through <name>', 'by way of which fund, agency or initiative')
    .addOption(choice('--area <area>', 'what it is about', areas))
    .option('--text <words>', 'what it is, in words')
    .option('--amount <amount>', 'money, or the value of the equipment: "NOK 85 bn"')
    .addOption(
      choice('--bound <bound>', 'what the words say of the amount', ['exact', 'about', 'up-to', 'at-least']),
    )
    .addOption(choice('--per <period>', 'the amount is for each', ['total', 'year', 'month']))
    .option('--price-year <year>', 'year of the prices', whole(1800, 2200))
    .option('--eur <amount>', 'the same in euros: "EUR 7.3 bn"')
    .option('--eur-source <source>', 'where the conversion comes from')
    .option('--item <name>', 'equipment: what it is')
    .option('--units <n>', 'equipment: how many', nonNegative)
    .option('--people <n>', 'how many people', whole(0, 1_000_000_000))
    .option('--role <role>', 'people: trainers, soldiers')
    .addOption(choice('--act <act>', 'legal act', legalActs))
    .option('--instrument <name>', 'legal act: of which treaty, law or decision')
    .addOption(
      choice('--disclosure <how>', 'is how much it is public?', ['disclosed', 'partly', 'undisclosed']),
    )
    .addOption(choice('--milestone <milestone>', 'of a delivery: how far', [...milestones, 'unknown']))
    .option('--announced <date>', 'when it was said')
    .option('--due <date>', 'when it is to have happened')
    .option('--happened <date>', 'when it was done')
    .option('--known <date>', 'when that became known')
    .option('--pact <id>', 'pact document it belongs to; id#commitment for one commitment')
    .option('--of <entry>', 'entry it is part of; of a cancellation, what it cancels')
    .option('--repeats <entry>', 'earlier promise it says again (may be repeated)', collect, [])
    .option('--fulfils <entry>', 'promise it makes good (may be repeated)', collect, [])
    .addOption(choice('--hedge <degree>', 'how far the words bind', hedges))
    .option('--hedge-words <words>', 'the words that hedge: could, stands ready to')
    .option('--source <title>', 'source')
    .option('--address <address>', 'source: where it is')
    .option('--quote <words>', 'source: the words themselves')
    .option('--source-date <date>', 'source: its date')
    .option('--tag <tag>', 'any mark (may be repeated)', collect, [])
    .option('--note <words>', 'any note')
    .option('--id <id>', 'its name; made from its content if absent')
    .option('--corrects <entry>', 'put this entry right: what is given here replaces what it says')
    .option('--withdraw <entry>', 'take this entry back')
    .option('--reason <words>', 'why, of a correction')
    .option('--by <name>', 'who enters it; the name of the account if absent')
    .option('--dry-run', 'only check it')
    .option('--json', 'print the entry as JSON')

/** `guarantor ledger`. Returns the command, for others to add to. `done` hears the exit code. */
export const addLedgerCommands = (program: Command, io: Io, done: (code: number) => void): Command => {
  const ledger = program.command('ledger').description('a lasting record of what guarantors promised and did')
  withPlace(ledger.command('init'))
    .description('make an empty ledger')
    .option('--json', 'print as JSON')
    .action(async (options: Json) => done(await (await commands()).initCommand(options, io)))
  withEntry(withPlace(ledger.command('add')))
    .description('add an entry, or a correction of one; asks on a terminal for what is missing')
    .action(async (options: AddOptions & Json & { dryRun?: boolean }) =>
      done(await (await commands()).addCommand(options, io)),
    )
  withPlace(ledger.command('show'))
    .description('one entry: sources, links, corrections')
    .argument('<id>', 'its id, or the beginning of it')
    .option('--json', 'print as JSON')
    .action(async (id: string, options: Json) => done(await (await commands()).showCommand(id, options, io)))
  withFilter(withPlace(ledger.command('status')))
    .description('sums per guarantor and kind')
    .option('--json', 'print as JSON')
    .action(async (options: Json & FilterOptions) =>
      done(await (await commands()).statusCommand(options, io)),
    )
  withFilter(withPlace(ledger.command('timeline')))
    .description('entries in the order of time')
    .option('--limit <n>', 'the last so many', whole(1, 100_000), 100)
    .option('--json', 'print as JSON')
    .action(async (options: Json & FilterOptions & { limit: number }) =>
      done(await (await commands()).timelineCommand(options, io)),
    )
  withFilter(withPlace(ledger.command('due')))
    .description('what is overdue, and what falls due in 30, 90 and 365 days')
    .option('--on <date>', 'as of this day; today if absent')
    .option('--within <days>', 'how far ahead to look', whole(0, 36_500), 365)
    .option('--ics <file>', 'write a calendar')
    .option('--json', 'print as JSON')
    .action(async (options: DueOptions) => done(await (await commands()).dueCommand(options, io)))
  withPlace(ledger.command('verify'))
    .description('prove that nothing was altered')
    .option('--head <hash>', 'head noted down earlier: nothing up to it was cut off')
    .option('--json', 'print as JSON')
    .action(async (options: Json & { head?: string }) =>
      done(await (await commands()).verifyCommand(options, io)),
    )
  withPlace(ledger.command('quarantine'))
    .description('what imports could not take, with the reasons')
    .option('--json', 'print as JSON')
    .action(async (options: Json) => done(await (await commands()).quarantineCommand(options, io)))
  withPlace(ledger.command('backup'))
    .description('write the whole ledger to one file')
    .argument('<file>', 'packed if it ends in .gz')
    .action(async (file: string, options: Json) =>
      done(await (await transfer()).backupCommand(file, options, io)),
    )
  withPlace(ledger.command('restore'))
    .description('put a backup into a new or empty ledger, of either database')
    .argument('<file>', 'a backup')
    .action(async (file: string, options: Json) =>
      done(await (await transfer()).restoreCommand(file, options, io)),
    )
  withFilter(withPlace(ledger.command('export')))
    .description('entries as JSON Lines, or as CSV that is safe to open in a spreadsheet')
    .option('--out <file>', 'by default they are printed')
    .addOption(choice('--format <format>', 'by default after the name of the file', ['jsonl', 'csv']))
    .option('--corrected', 'each with the content of its last correction, instead of as entered')
    .action(async (options: ExportOptions) => done(await (await transfer()).exportCommand(options, io)))
  withFilter(withPlace(ledger.command('report')))
    .description('a page: from word to deed per guarantor, by month, due next, lags, promises said again')
    .requiredOption('--html <path>', 'the page to write')
    .addOption(languageOption())
    .option('--as-of <date>', 'as of this day; today if absent')
    .action(async (options: ReportOptions) =>
      done(await (await import('./ledgerReport.js')).reportCommand(options, io)),
    )
  return ledger
}
