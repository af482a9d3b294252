import { type Command, Option } from 'commander'
import type { ExerciseOptions } from './exercise.js'
import type { PlayOptions } from './exercisePlay.js'
import type { Io } from './io.js'
import type { MselOptions } from './msel.js'
import { collect, languageOption, priorOption, whole } from './options.js'

// Loaded when a command runs: see program.ts.
const commands = () => import('./exercise.js')

const withExerciseOptions = (command: Command): Command =>
  command
    .requiredOption('--events <file>', 'event file (YAML), or list of injects (.xlsx, .csv)')
    .option('--start <time>', 'start of the exercise, where a list of injects does not say it')
    .option('--zone <zone>', 'IANA time zone, where a list of injects does not say it')
    .option('--now <time>', 'what is known by then: 2026-03-01T04:30, D+1 H+2; the last event if absent')
    .option('--as-is', 'give each text the status it has, whatever the event file says')
    .option('--in-force', 'take each text as if in force, whatever the event file says')
    .option('--json', 'print as JSON')

const addMselCommand = (program: Command, io: Io, done: (code: number) => void): void => {
  program
    .command('msel')
    .description(
      'a list of injects (MSEL: .xlsx, .csv) or an event file: report every problem with its cell; convert',
    )
    .argument('<file>', 'list of injects, or event file')
    .option('--to <path>', 'write it there: .xlsx, .csv, .ics or .yaml (an event file)')
    .option('--pact <file>', 'check it against this document, too (may be repeated)', collect, [])
    .option('--start <time>', 'start of the exercise, where the list does not say it')
    .option('--zone <zone>', 'IANA time zone, where the list does not say it')
    .action(async (file: string, options: MselOptions) => {
      done(await (await import('./msel.js')).mselCommand(file, options, io))
    })
}

/** `guarantor exercise`, `why`, `schema-events` and `msel`. `done` hears the exit code. */
export const addExerciseCommands = (program: Command, io: Io, done: (code: number) => void): void => {
  withExerciseOptions(program.command('exercise'))
    .description(
      'events against the texts: who must do what by when, what is decided, who blocks, what no text covers',
    )
    .argument('<file...>', 'pact documents, or folders of them')
    .option('--html <path>', 'write the after-action report there, as a page')
    .addOption(languageOption())
    .option('--markdown <path>', 'write the after-action report there, as Markdown')
    .option('--msel <path>', 'write the events there as a list of injects (.xlsx or .csv)')
    .option('--ics <path>', 'write injects and deadlines there as a calendar')
    .option('--play', 'play it at the table: a facilitator at the keyboard, the events as storyline')
    .option('--model <states>', 'with --play: states that the model plays from the start: POL,FRA')
    .addOption(
      new Option(
        '--times <n>',
        'play it so many times, with guarantors drawn from the crisis game of each document by itself',
      ).argParser(whole(1, 1_000_000)),
    )
    .option('--seed <n>', 'with --times or --play: seed of what is drawn', whole(0, 4_294_967_295), 1)
    .option('--draws <n>', 'with --times: draws of the assumptions; 0 for their medians', whole(0, 4096), 16)
    .option('--days <n>', 'with --times: days that each run is followed', whole(1, 3650), 60)
    .option(
      '--log <file>',
      'with --times: write every run, with what was drawn and why (JSON lines); with --play: the log, an event file that is added to',
    )
    .option('--assume <file>', 'with --times or --play: assumptions file (may be repeated)', collect, [])
    .addOption(priorOption())
    .option('--set <name=value>', 'with --times or --play: fix one assumption (may be repeated)', collect, [])
    .option('--quiet', 'no progress')
    .action(async (files: string[], options: ExerciseOptions & PlayOptions) => {
      const { exerciseCommand, exercisePlayCommand } = await commands()
      done(await (options.play === true ? exercisePlayCommand : exerciseCommand)(files, options, io))
    })
  withExerciseOptions(program.command('why'))
    .description('explain an obligation, decision, deadline, incident or hole back to clause and event')
    .argument('<id>', 'its id, such as nato-article-5/article-4/POL')
    .argument('<file...>', 'pact documents, or folders of them')
    .action(async (id: string, files: string[], options: ExerciseOptions) => {
      done(await (await commands()).whyCommand(id, files, options, io))
    })
  program
    .command('schema-events')
    .description('print the JSON Schema of event files')
    .action(async () => done((await commands()).eventSchemaCommand(io)))
  addMselCommand(program, io, done)
}
