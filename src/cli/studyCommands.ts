import { type Command, Option } from 'commander'
import type { Io } from './io.js'
import { collect, languageOption, nonNegative, priorOption, whole } from './options.js'
import type { mergeCommand, StudyOptions } from './study.js'

// Loaded when a command runs: see program.ts.
const commands = () => import('./study.js')

/** `guarantor study` and `merge`. `done` hears the exit code. */
export const addStudyCommands = (program: Command, io: Io, done: (code: number) => void): void => {
  program
    .command('study')
    .description(
      'many games over uncertain assumptions: how sure each number is, what drives it, where it breaks',
    )
    .argument('<file...>', 'pact documents, or folders of them; differences are from the first')
    .option(
      '--draws <n>',
      'draws of the assumptions, of all replicates together',
      whole(2, 100_000_000),
      1024,
    )
    .option('--replicates <n>', 'independent replicates, from which error bars come', whole(2, 1024), 16)
    .addOption(
      new Option('--sampling <kind>', 'how assumptions are drawn')
        .choices(['sobol', 'lhs', 'random'])
        .default('sobol'),
    )
    .option('--until <half-width>', 'double the draws until no watched 95% half-width is wider', nonNegative)
    .option('--most <n>', 'draws at most, with --until', whole(2, 100_000_000), 65_536)
    .option('--seed <n>', 'seed of the draws', whole(0, 4_294_967_295), 1)
    .option('--metric <name>', 'number whose drivers and breaking points are asked for', 'deterrence')
    .option('--fails <condition>', 'when an option fails in a draw', 'full.tenYears>0.2')
    .option(
      '--sobol <n>',
      "Sobol' indices from n points in each replicate; 0 for none",
      whole(0, 1_000_000),
      0,
    )
    .option('--pairs', "Sobol' indices of pairs, too (about twice the games)")
    .option(
      '--shapley <n>',
      'Shapley effects from n points in each replicate; 0 for none',
      whole(0, 1_000_000),
      0,
    )
    .option('--morris <n>', 'elementary effects from n walks; 0 for none', whole(0, 1_000_000), 0)
    .option(
      '--top <n>',
      "assumptions that Sobol' and Shapley tell apart; all others are one group",
      whole(1, 100),
      10,
    )
    .option('--futures <n>', 'futures of the deeply uncertain assumptions, if any', whole(2, 1_000_000), 64)
    .option('--future-draws <n>', 'draws of the other assumptions in each future', whole(1, 1_000_000), 16)
    .option('--no-breaking', 'leave the breaking points out')
    .option('--out <folder>', 'where the study is kept', 'study')
    .option('--resume', 'go on with a study that was begun there')
    .option(
      '--shard <i/n>',
      'compute only part i (from 0) of n; auto reads Slurm or Kubernetes; then: guarantor merge',
    )
    .option('--html <path>', 'write the page there instead of into the folder')
    .addOption(languageOption())
    .option('--assume <file>', 'assumptions file (may be repeated)', collect, [])
    .option('--set <name=value>', 'fix one assumption (may be repeated)', collect, [])
    .addOption(priorOption())
    .option('--as-is', 'give each text the status it has today; by default it is taken as if in force')
    .option('--json', 'print the summary as JSON')
    .option('--quiet', 'no progress')
    .addOption(new Option('--threads <n>', 'worker threads').argParser(whole(1, 64)))
    .action(async (files: string[], options: StudyOptions) => {
      done(await (await commands()).studyCommand(files, options, io))
    })
  program
    .command('merge')
    .description('put the shards of a study together: the same bytes as one run')
    .argument('<folder...>', 'folders of shards, or the one they share')
    .option('--out <folder>', 'where the whole is kept; by default the first folder')
    .option('--complete', 'compute blocks that are missing')
    .option('--html <path>', 'write the page there instead of into the folder')
    .addOption(languageOption())
    .option('--json', 'print the summary as JSON')
    .option('--quiet', 'no progress')
    .addOption(new Option('--threads <n>', 'worker threads').argParser(whole(1, 64)))
    .action(async (folders: string[], options: Parameters<typeof mergeCommand>[1]) => {
      done(await (await commands()).mergeCommand(folders, options, io))
    })
}
