import { type Command, Option } from 'commander'
import { repeatDefaults, stages } from '../ledger/index.js'
import type { Io } from './io.js'
import { withFilter, withPlace } from './ledgerPlace.js'
import type { ReadOptions } from './ledgerRead.js'
import type { RepeatedOptions, SayDoCliOptions } from './ledgerSayCommands.js'
import { nonNegative, whole } from './options.js'

// Loaded when a command runs: see ledger.ts.
const commands = () => import('./ledgerSayCommands.js')

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
      done(await (await import('./ledgerRead.js')).readCommand(file, options, io)),
    )
  withFilter(withPlace(ledger.command('repeated')))
    .description('promises said again: first said, how often, and what was new each time')
    .option('--statements <file>', 'instead of a ledger, a CSV file with columns id, issuer, date, text')
    .option('--alike <share>', 'how alike two sentences must be, 0 to 1', nonNegative, repeatDefaults.alike)
    .option('--across', 'compare statements of different guarantors, too')
    .option('--wording', 'list wordings that recur, too')
    .option('--html <path>', 'write a page there')
    .option('--json', 'print as JSON')
    .action(async (options: RepeatedOptions) => done(await (await commands()).repeatedCommand(options, io)))
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
    .action(async (options: SayDoCliOptions) => done(await (await commands()).sayDoCommand(options, io)))
}
