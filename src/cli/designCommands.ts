import { type Command, Option } from 'commander'
import type { DesignOptions } from './design.js'
import type { Io } from './io.js'
import { collect, nonNegative, priorOption, whole } from './options.js'

/** `guarantor design`. `done` hears the exit code. */
export const addDesignCommands = (program: Command, io: Io, done: (code: number) => void): void => {
  program
    .command('design')
    .description(
      'search a space of guarantees: trade-offs, knees, and the proposals on the table beside them',
    )
    .argument('[file...]', 'proposals to place on the picture: pact documents, or folders of them')
    .requiredOption('--space <file>', 'what may vary, between what, and at what price')
    .option(
      '--objective <name[:aim[:size]]>',
      'what to maximise or minimise (may be repeated; at most four); by default those of the space',
      collect,
      [],
    )
    .option('--bound <condition>', 'a bound, such as "largest<=0.5" (may be repeated)', collect, [])
    .option('--draws <n>', 'common draws of the search', whole(4, 100_000), 32)
    .option('--final-draws <n>', 'fresh draws of the finalists', whole(8, 100_000), 64)
    .option('--most <n>', 'designs to look at, at most', whole(1, 10_000_000), 1536)
    .option('--gain <share>', 'stop when the hypervolume grows by less than this share', nonNegative, 0.005)
    .option('--settled <n>', 'over so many batches of 32 designs', whole(1, 10_000), 8)
    .option('--seed <n>', 'seed of draws and search', whole(0, 4_294_967_295), 1)
    .option('--amend <file>', 'the few changes to this document that buy the most; alone, without a search')
    .option('--no-amendments', 'leave out the amendments of proposals that a design beats')
    .option('--no-red-team', "leave out the adversary's side")
    .option('--no-breaking', 'leave out what would turn the recommended designs round')
    .option('--out <folder>', 'where the search and its documents are kept', 'design')
    .option('--resume', 'go on with a search that was begun there')
    .option('--html <path>', 'write the page there instead of into the folder')
    .option('--assume <file>', 'assumptions file (may be repeated)', collect, [])
    .addOption(priorOption())
    .option('--set <name=value>', 'fix one assumption (may be repeated)', collect, [])
    .option('--json', 'print the result as JSON')
    .option('--quiet', 'no progress')
    .addOption(new Option('--threads <n>', 'worker threads').argParser(whole(1, 64)))
    .action(async (files: string[], options: DesignOptions) => {
      done(await (await import('./design.js')).designCommand(files, options, io))
    })
}
