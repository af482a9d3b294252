import type { Command } from 'commander'
import { type HistoryPanelOptions, historyPanelCommand } from './historyCommands.js'
import type { Io } from './io.js'
import { whole } from './options.js'

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
    .option('--from <year>', 'first year', whole(1816, 2100), 1816)
    .option(
      '--to <year>',
      'last year; where the event files end earlier, later years would look like peace',
      whole(1816, 2100),
      1990,
    )
    .action(async (options: HistoryPanelOptions) => {
      done(await historyPanelCommand(options, io))
    })
}
