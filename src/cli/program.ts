import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { IssueError } from '../core/issue.js'
import { renderIssues } from '../report/index.js'
import { type AssumptionsOptions, assumptionsCommand } from './assumptions.js'
import {
  atopCommand,
  checkCommand,
  classicsCommand,
  compareCommand,
  explainCommand,
  exportCommand,
  LocatedError,
  type PointOptions,
  type RunOptions,
  schemaCommand,
  traceCommand,
  worldCommand,
} from './commands.js'
import type { Io } from './io.js'
import { type SolveGameOptions, solveGameCommand } from './solveGame.js'
import { mergeCommand, type StudyOptions, studyCommand } from './study.js'

const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`a whole number from ${least} to ${most} is wanted.`)
    return value
  }

const nonNegative = (text: string): number => {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError('a number from 0 is wanted.')
  return value
}

const collect = (value: string, before: readonly string[]): string[] => [...before, value]

const withRunOptions = (command: Command): Command =>
  command
    .option('--draws <n>', 'draws of the assumptions', whole(1, 1_000_000), 512)
    .option('--seed <n>', 'seed of the draws', whole(0, 4_294_967_295), 1)
    .option('--assume <file>', 'assumptions file (may be repeated)', collect, [])
    .option('--set <name=value>', 'fix one assumption (may be repeated)', collect, [])
    .option('--as-is', 'give each text the status it has today; by default it is taken as if in force')
    .option('--json', 'print the result as JSON')
    .option('--quiet', 'no progress')
    .addOption(new Option('--threads <n>', 'worker threads').argParser(whole(1, 64)))

/** Options of commands that solve one point of the assumptions. */
const withPointOptions = (command: Command): Command =>
  withRunOptions(command)
    .option('--draw <k>', 'which point: median, or the number of a draw', 'median')
    .option('--values <n>', 'nodes for the value of the objective', whole(1, 999))
    .option('--shocks <n>', 'nodes for the common shock', whole(1, 15))

/** Runs the command line; returns the exit code: 0 done, 1 errors in what was given, 2 wrong use. */
export const runCli = async (argv: readonly string[], io: Io): Promise<number> => {
  let code = 0
  const program = new Command('guarantor')
    .description(
      'A workbench for international security guarantees: what the text says, who would honour it, whether it would deter.',
    )
    .version(io.version)
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err })
  program
    .command('check')
    .description('validate and lint documents: loopholes with their places')
    .argument('<file...>', 'pact documents, or folders of them')
    .addOption(new Option('--format <format>', 'output').choices(['text', 'json', 'sarif']).default('text'))
    .action(async (files: string[], options: { format: string }) => {
      code = await checkCommand(files, options.format, io)
    })
  withRunOptions(program.command('assess'))
    .description('solve the crisis game for one guarantee')
    .argument('<file>', 'pact document')
    .option('--html <path>', 'write the report there')
    .action(async (file: string, options: RunOptions) => {
      code = await compareCommand([file], options, io)
    })
  withRunOptions(program.command('compare'))
    .description('compare guarantees on the same draws; differences are from the first')
    .argument('<file...>', 'pact documents, or folders of them')
    .option('--html <path>', 'write the report there')
    .action(async (files: string[], options: RunOptions) => {
      code = await compareCommand(files, options, io)
    })
  withRunOptions(program.command('explain'))
    .description('say in words what drives the verdict and what would change it')
    .argument('<file>', 'pact document')
    .action(async (file: string, options: RunOptions) => {
      code = await explainCommand(file, options, io)
    })
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
    .option('--assume <file>', 'assumptions file (may be repeated)', collect, [])
    .option('--set <name=value>', 'fix one assumption (may be repeated)', collect, [])
    .option('--as-is', 'give each text the status it has today; by default it is taken as if in force')
    .option('--json', 'print the summary as JSON')
    .option('--quiet', 'no progress')
    .addOption(new Option('--threads <n>', 'worker threads').argParser(whole(1, 64)))
    .action(async (files: string[], options: StudyOptions) => {
      code = await studyCommand(files, options, io)
    })
  program
    .command('merge')
    .description('put the shards of a study together: the same bytes as one run')
    .argument('<folder...>', 'folders of shards, or the one they share')
    .option('--out <folder>', 'where the whole is kept; by default the first folder')
    .option('--complete', 'compute blocks that are missing')
    .option('--html <path>', 'write the page there instead of into the folder')
    .option('--json', 'print the summary as JSON')
    .option('--quiet', 'no progress')
    .addOption(new Option('--threads <n>', 'worker threads').argParser(whole(1, 64)))
    .action(async (folders: string[], options: Parameters<typeof mergeCommand>[1]) => {
      code = await mergeCommand(folders, options, io)
    })
  withPointOptions(program.command('export'))
    .description('write the game that was solved as a Gambit extensive form, and our behaviour in it')
    .argument('<file>', 'pact document')
    .requiredOption('--efg <path>', 'extensive form to write')
    .option('--profile <path>', 'behaviour profile to write (JSON)')
    .option('--limit <nodes>', 'largest tree to write', whole(1, 1_000_000_000), 2_000_000)
    .action(
      async (file: string, options: PointOptions & { efg: string; profile?: string; limit: number }) => {
        code = await exportCommand(file, options, io)
      },
    )
  withPointOptions(program.command('trace'))
    .description('account for one solve, information set by information set')
    .argument('<file>', 'pact document')
    .action(async (file: string, options: PointOptions) => {
      code = await traceCommand(file, options, io)
    })
  program
    .command('solve')
    .description(
      "solve a game in Gambit's formats: agent logit equilibrium on the principal branch from lambda 0",
    )
    .argument('<file>', 'extensive (.efg) or strategic (.nfg) form')
    .requiredOption('--lambda <x>', 'precision of every choice, per unit of payoff', nonNegative)
    .option('--branch', 'give the points of the branch, too')
    .option('--pure', 'list the pure equilibria of a small game, too')
    .option('--json', 'print as JSON')
    .action(async (file: string, options: SolveGameOptions) => {
      code = await solveGameCommand(file, options, io)
    })
  program
    .command('classics')
    .description('small games of the literature: published results beside those computed here')
    .option('--json', 'print as JSON')
    .action((options: { json?: boolean }) => {
      code = classicsCommand(options.json === true, io)
    })
  program
    .command('world')
    .description('print the facts of states, each with its year and source')
    .argument('[state...]', 'ISO 3166-1 alpha-3 codes; all are listed if none is given')
    .option('--json', 'print as JSON')
    .action((ids: string[], options: { json?: boolean }) => {
      code = worldCommand(ids, options.json === true, io)
    })
  program
    .command('assumptions')
    .description('list all assumptions: unit, distribution, percentiles, source, who, when and why')
    .argument('[file...]', 'assumptions files; the defaults alone if none is given')
    .option('--set <name=value>', 'fix one assumption (may be repeated)', collect, [])
    .option('--fit', 'show elicited quantiles beside those of the fitted distributions')
    .option('--lint', 'find missing sources, ranges that leave out the record, and the like')
    .option('--for <pact>', 'with --lint: find judgement that drives the result for this document')
    .option('--json', 'print as JSON')
    .option('--quiet', 'no progress')
    .action(async (files: string[], options: AssumptionsOptions) => {
      code = await assumptionsCommand(files, options, io)
    })
  program
    .command('atop')
    .description('code a document in the variables of the ATOP project')
    .argument('<file>', 'pact document')
    .action(async (file: string) => {
      code = await atopCommand(file, io)
    })
  program
    .command('schema')
    .description('print the JSON Schema of the document language')
    .action(() => {
      code = schemaCommand(io)
    })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (!(error instanceof IssueError)) throw error
    const sources = error instanceof LocatedError ? error.sources : new Map<string, string>()
    io.err(renderIssues(error.issues, sources, { colour: io.colour && io.errIsTerminal }))
    return error.issues.every((issue) => issue.code === 'usage' || issue.code === 'file') ? 2 : 1
  }
}
