import { Command, CommanderError, Help, Option } from 'commander'
import { IssueError } from '../core/issue.js'
import type { AssumptionsOptions } from './assumptions.js'
import type { PointOptions, RunOptions } from './commands.js'
import { addDesignCommands } from './designCommands.js'
import { addDocsCommand } from './docs.js'
import { addExerciseCommands } from './exerciseCommands.js'
import type { ExportAtopOptions } from './exportAtop.js'
import { addHistoryCommands } from './history.js'
import { type Io, LocatedError, usageIssue } from './io.js'
import { addLedgerCommands } from './ledger.js'
import { addLedgerIntakeCommands } from './ledgerIntake.js'
import { addLedgerSayCommands } from './ledgerSay.js'
import { addOpenCommand } from './open.js'
import {
  collect,
  languageOption,
  nonNegative,
  priorOption,
  whole,
  withPointOptions,
  withRecordOptions,
  withRunOptions,
} from './options.js'
import type { SolveGameOptions } from './solveGame.js'
import { addStudyCommands } from './studyCommands.js'

// Loaded when a command runs: the help and the version need none of what the commands need.
const commands = () => import('./commands.js')

/** As commander has it, without the default of options that may be repeated: "(default: [])" tells nobody anything. */
const optionDescription = (option: Option): string =>
  new Help().optionDescription(option).replace(/ \(default: \[\]\)$/, '')

/** All commands. `done` hears the exit code of the one that ran. */
export const programOf = (io: Io, done: (code: number) => void): Command => {
  const program = new Command('guarantor')
    .description(
      'A workbench for international security guarantees: what the text says, who would honour it, whether it would deter.',
    )
    .version(io.version)
    .configureHelp({ optionDescription })
    .addHelpText('after', '\nTutorial, how-to, reference and the model: guarantor docs')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err })
  program
    .command('check')
    .description('validate and lint documents: loopholes with their places')
    .argument('<file...>', 'pact documents, or folders of them')
    .addOption(new Option('--format <format>', 'output').choices(['text', 'json', 'sarif']).default('text'))
    .action(async (files: string[], options: { format: string }) => {
      done(await (await commands()).checkCommand(files, options.format, io))
    })
  withRecordOptions(withRunOptions(program.command('assess')))
    .description('solve the crisis game for one guarantee')
    .argument('<file>', 'pact document')
    .option('--html <path>', 'write the report there')
    .addOption(languageOption())
    .action(async (file: string, options: RunOptions) => {
      done(await (await commands()).compareCommand([file], options, io))
    })
  withRecordOptions(withRunOptions(program.command('compare')))
    .description('compare guarantees on the same draws; differences are from the first')
    .argument('<file...>', 'pact documents, or folders of them')
    .option('--html <path>', 'write the report there')
    .addOption(languageOption())
    .action(async (files: string[], options: RunOptions) => {
      done(await (await commands()).compareCommand(files, options, io))
    })
  withRunOptions(program.command('explain'))
    .description('say in words what drives the verdict and what would change it')
    .argument('<file>', 'pact document')
    .action(async (file: string, options: RunOptions) => {
      done(await (await commands()).explainCommand(file, options, io))
    })
  addStudyCommands(program, io, done)
  const ledger = addLedgerCommands(program, io, done)
  addLedgerIntakeCommands(ledger, io, done)
  addLedgerSayCommands(ledger, io, done)
  addOpenCommand(program, io, done)
  addDocsCommand(program, io, done)
  addExerciseCommands(program, io, done)
  addHistoryCommands(program, io, done)
  addDesignCommands(program, io, done)
  withPointOptions(program.command('export'))
    .description(
      'write the game that was solved as a Gambit extensive form, and our behaviour in it; or the coding of ATOP',
    )
    .argument('<file>', 'pact document; with --atop also a folder of them')
    .option('--efg <path>', 'extensive form to write')
    .option('--profile <path>', 'behaviour profile to write (JSON)')
    .option('--limit <nodes>', 'largest tree to write', whole(1, 1_000_000_000), 2_000_000)
    .option('--atop [path]', 'coding of the ATOP project: .csv or .json, standard output if no path is given')
    .option('--against <csv>', 'with --atop: compare with the published member-level table (atop5_0m.csv)')
    .option('--phase <n>', 'with --against: phase of the alliance; by default its last', whole(1, 9))
    .action(
      async (
        file: string,
        {
          efg,
          ...options
        }: PointOptions & ExportAtopOptions & { efg?: string; profile?: string; limit: number },
      ) => {
        const { exportAtopCommand, strayAtopOptions } = await import('./exportAtop.js')
        strayAtopOptions(options)
        if (efg === undefined && options.atop === undefined)
          throw new IssueError([
            usageIssue('export what?', '--efg PATH for the game, --atop [PATH] for the coding'),
          ])
        const coded = options.atop === undefined ? 0 : await exportAtopCommand(file, options, io)
        const written =
          efg === undefined ? 0 : await (await commands()).exportCommand(file, { ...options, efg }, io)
        done(Math.max(coded, written))
      },
    )
  withPointOptions(program.command('trace'))
    .description('account for one solve, information set by information set')
    .argument('<file>', 'pact document')
    .action(async (file: string, options: PointOptions) => {
      done(await (await commands()).traceCommand(file, options, io))
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
      done(await (await import('./solveGame.js')).solveGameCommand(file, options, io))
    })
  program
    .command('classics')
    .description('small games of the literature: published results beside those computed here')
    .option('--json', 'print as JSON')
    .action(async (options: { json?: boolean }) => {
      done((await commands()).classicsCommand(options.json === true, io))
    })
  program
    .command('world')
    .description('print the facts of states, each with its year and source')
    .argument('[state...]', 'ISO 3166-1 alpha-3 codes; all are listed if none is given')
    .option('--json', 'print as JSON')
    .action(async (ids: string[], options: { json?: boolean }) => {
      done((await commands()).worldCommand(ids, options.json === true, io))
    })
  program
    .command('assumptions')
    .description('list all assumptions: unit, distribution, percentiles, source, who, when and why')
    .argument('[file...]', 'assumptions files; the defaults alone if none is given')
    .addOption(priorOption())
    .option('--set <name=value>', 'fix one assumption (may be repeated)', collect, [])
    .option('--fit', 'show elicited quantiles beside those of the fitted distributions')
    .option('--lint', 'find missing sources, ranges that leave out the record, and the like')
    .option('--for <pact>', 'with --lint: find judgement that drives the result for this document')
    .option('--json', 'print as JSON')
    .option('--quiet', 'no progress')
    .action(async (files: string[], options: AssumptionsOptions) => {
      done(await (await import('./assumptions.js')).assumptionsCommand(files, options, io))
    })
  program
    .command('atop')
    .description('code a document in the variables of the ATOP project')
    .argument('<file>', 'pact document')
    .action(async (file: string) => {
      done(await (await commands()).atopCommand(file, io))
    })
  program
    .command('schema')
    .description('print the JSON Schema of the document language')
    .action(async () => {
      done((await commands()).schemaCommand(io))
    })
  return program
}

/** Runs the command line; returns the exit code: 0 done, 1 errors in what was given, 2 wrong use. */
export const runCli = async (argv: readonly string[], io: Io): Promise<number> => {
  let code = 0
  const program = programOf(io, (result) => {
    code = result
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (!(error instanceof IssueError)) throw error
    const { renderIssues } = await import('../report/index.js')
    const sources = error instanceof LocatedError ? error.sources : new Map<string, string>()
    io.err(renderIssues(error.issues, sources, { colour: io.colour && io.errIsTerminal }))
    return error.issues.every((issue) => issue.code === 'usage' || issue.code === 'file') ? 2 : 1
  }
}
