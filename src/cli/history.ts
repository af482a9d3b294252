import { type Command, Option } from 'commander'
import { addHistoryCasesCommands } from './historyCases.js'
import type {
  HistoryConditionOptions,
  HistoryFitOptions,
  HistoryPanelOptions,
  HistoryScoreOptions,
} from './historyCommands.js'
import type { Io } from './io.js'
import { whole } from './options.js'

// Loaded when a command runs: see program.ts.
const commands = () => import('./historyCommands.js')

const YEARS = whole(1816, 2100)
const SEED = whole(0, 4_294_967_295)
const threads = (): Option => new Option('--threads <n>', 'worker threads').argParser(whole(1, 64))

/** `guarantor history`: the model beside two centuries of disputes. `done` hears the exit code. */
export const addHistoryCommands = (program: Command, io: Io, done: (code: number) => void): void => {
  const history = program
    .command('history')
    .description('the record: the model tested on, and conditioned by, two centuries of disputes')
  history
    .command('panel')
    .description('build the directed dyad-year panel from the published files')
    .requiredOption('--data <folder>', 'folder that holds the published files (docs/history.md lists them)')
    .requiredOption('--out <file>', 'panel to write: .csv, .csv.gz or .parquet')
    .option('--from <year>', 'first year', YEARS, 1816)
    .option(
      '--to <year>',
      'last year; where the event files end earlier, later years would look like peace',
      YEARS,
      1990,
    )
    .action(async (options: HistoryPanelOptions) => {
      done(await (await commands()).historyPanelCommand(options, io))
    })
  history
    .command('fit')
    .description('fit the scale primitives and every comparator on some years of a panel, and freeze them')
    .requiredOption('--panel <file>', 'panel: .csv, .csv.gz or .parquet')
    .requiredOption('--out <file>', 'frozen model to write (.json)')
    .option('--data <folder>', 'published files, for guarantors by name')
    .option('--from <year>', 'first year', YEARS, 1816)
    .option('--to <year>', 'last year', YEARS, 1960)
    .option('--controls <n>', 'quiet years drawn in each stratum', whole(10, 100_000), 250)
    .option('--seed <n>', 'seed of that draw', SEED, 1)
    .option('--quiet', 'no progress')
    .addOption(threads())
    .action(async (options: HistoryFitOptions) => {
      done(await (await commands()).historyFitCommand(options, io))
    })
  history
    .command('score')
    .description('score the frozen model and every comparator on a panel, also one they never saw')
    .requiredOption('--panel <file>', 'panel with the same columns: .csv, .csv.gz or .parquet')
    .option('--data <folder>', 'published files, for guarantors by name and honour in wars')
    .option('--model <file>', 'frozen model of your own (.json) in place of the one that is shipped')
    .option('--split <year>', 'last year of the first of two periods', YEARS, 1960)
    .option(
      '--controls <n>',
      'solve only so many quiet years of each stratum and period, weighted to stand for all',
      whole(10, 1_000_000),
    )
    .option('--samples <n>', 'bootstrap samples of dyads', whole(20, 100_000), 200)
    .option('--seed <n>', 'seed of the bootstrap', SEED, 1)
    .option('--html <file>', 'write the page there')
    .option('--json', 'print as JSON')
    .option('--quiet', 'no progress')
    .addOption(threads())
    .action(async (options: HistoryScoreOptions) => {
      done(await (await commands()).historyScoreCommand(options, io))
    })
  history
    .command('condition')
    .description('weight wide priors by how well the model gives back the regularities of the record')
    .requiredOption('--panel <file>', 'panel: .csv, .csv.gz or .parquet')
    .requiredOption('--out <file>', 'conditioned priors to write (.json)')
    .option('--data <folder>', 'published files, for guarantors by name')
    .option('--until <year>', 'last year that is conditioned on; later ones are the check', YEARS, 1960)
    .option('--draws <n>', 'draws of the priors', whole(20, 1_000_000), 4000)
    .option('--games <n>', 'dyad-years that the regularities are computed from', whole(10, 100_000), 100)
    .option('--checks <n>', 'later dyad-years for the check', whole(10, 100_000), 400)
    .option('--seed <n>', 'seed of the draws', SEED, 1)
    .option('--quiet', 'no progress')
    .addOption(threads())
    .action(async (options: HistoryConditionOptions) => {
      done(await (await commands()).historyConditionCommand(options, io))
    })
  addHistoryCasesCommands(history, io, done)
}
