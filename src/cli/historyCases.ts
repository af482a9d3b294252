import { type Command, Option } from 'commander'
import type { CaseListOptions, CaseRunOptions, CaseShowOptions, LikeOptions } from './historyCasesCommands.js'
import type { Io } from './io.js'
import { collect, priorOption, whole } from './options.js'

// Loaded when a command runs: see program.ts.
const commands = () => import('./historyCasesCommands.js')

const casesOption = (): Option =>
  new Option(
    '--cases <folder>',
    'folder of case files of your own (docs/history.md), in place of those shipped',
  )

/** `guarantor history list|show|run`: past cases a person can open. `done` hears the exit code. */
export const addHistoryCasesCommands = (history: Command, io: Io, done: (code: number) => void): void => {
  history
    .command('list')
    .description('past guarantees and crises that can be opened: day, who, guarantee')
    .addOption(casesOption())
    .option('--json', 'print as JSON')
    .action(async (options: CaseListOptions) => {
      done(await (await commands()).historyListCommand(options, io))
    })
  history
    .command('show')
    .description(
      'one past case in words: the document, the coding sheet with sources, where two coders differ',
    )
    .argument('<case>', 'id of the case, or part of it')
    .addOption(casesOption())
    .option('--outcome', 'show what happened, too')
    .option('--json', 'print as JSON')
    .action(async (id: string, options: CaseShowOptions) => {
      done(await (await commands()).historyShowCommand(id, options, io))
    })
  history
    .command('run')
    .description('ask the model about a past case blind, then lay its answer beside what happened')
    .argument('[case]', 'id of the case, or part of it')
    .addOption(casesOption())
    .option('--all', 'run every case and score the answers')
    .option('--blind', 'leave out what happened')
    .option('--draws <n>', 'draws of the assumptions', whole(1, 100_000), 256)
    .option('--seed <n>', 'seed of the draws', whole(0, 4_294_967_295), 1)
    .option('--samples <n>', 'with --all: bootstrap samples of cases', whole(20, 100_000), 1000)
    .option('--assume <file>', 'assumptions file (may be repeated)', collect, [])
    .option('--set <name=value>', 'fix one assumption (may be repeated)', collect, [])
    .addOption(priorOption())
    .option('--html <file>', 'write a page there')
    .option('--json', 'print as JSON')
    .option('--quiet', 'no progress')
    .addOption(new Option('--threads <n>', 'worker threads').argParser(whole(1, 64)))
    .action(async (id: string | undefined, options: CaseRunOptions) => {
      done(await (await commands()).historyRunCommand(id, options, io))
    })
  history
    .command('like')
    .description('the past guarantees nearest to a document by text and situation, and what became of them')
    .argument('<file>', 'pact document')
    .option('--count <n>', 'how many of each kind', whole(1, 100), 5)
    .addOption(casesOption())
    .option('--json', 'print as JSON')
    .action(async (file: string, options: LikeOptions) => {
      done(await (await commands()).historyLikeCommand(file, options, io))
    })
}
