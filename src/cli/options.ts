import { type Command, InvalidArgumentError, Option } from 'commander'
import { languages } from '../report/strings/language.js'

/*
 * What the commands' options have in common.
 */

/** Reads a whole number within bounds. */
export const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`a whole number from ${least} to ${most} is wanted.`)
    return value
  }

/** Reads a number from 0. */
export const nonNegative = (text: string): number => {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError('a number from 0 is wanted.')
  return value
}

/** Gathers an option that may be repeated. */
export const collect = (value: string, before: readonly string[]): string[] => [...before, value]

/** Which priors the scales have that nobody can measure. */
export const priorOption = (): Option =>
  new Option(
    '--prior <kind>',
    'scales that nobody can measure: as conditioned on the record, or wide, by judgement alone (docs/history.md)',
  )
    .choices(['record', 'wide'])
    .default('record')

/** In which language a page is written; the terminal speaks English. */
export const languageOption = (): Option =>
  new Option('--language <code>', 'language of the page').choices(languages).default(languages[0])

/** Options of commands that draw assumptions and solve. */
export const withRunOptions = (command: Command): Command =>
  command
    .option('--draws <n>', 'draws of the assumptions', whole(1, 1_000_000), 512)
    .option('--seed <n>', 'seed of the draws', whole(0, 4_294_967_295), 1)
    .option('--assume <file>', 'assumptions file (may be repeated)', collect, [])
    .option('--set <name=value>', 'fix one assumption (may be repeated)', collect, [])
    .addOption(priorOption())
    .option('--as-is', 'give each text the status it has today; by default it is taken as if in force')
    .option('--json', 'print the result as JSON')
    .option('--quiet', 'no progress')
    .addOption(new Option('--threads <n>', 'worker threads').argParser(whole(1, 64)))

/** Options of commands that solve one point of the assumptions. */
export const withPointOptions = (command: Command): Command =>
  withRunOptions(command)
    .option('--draw <k>', 'which point: median, or the number of a draw', 'median')
    .option('--values <n>', 'nodes for the value of the objective', whole(1, 999))
    .option('--shocks <n>', 'nodes for the common shock', whole(1, 15))

/** Options by which `assess` and `compare` take a ledger. */
export interface RecordOptions {
  readonly ledger?: string
  readonly ledgerDate?: string
  readonly ledgerDueAfter?: number
}

/** Adds them to a command. */
export const withRecordOptions = (command: Command): Command =>
  command
    .option(
      '--ledger <place>',
      'let the record of promises move honour: a ledger folder, its address, or an export of it',
    )
    .option('--ledger-date <day>', 'with --ledger: as of this day; today if absent')
    .option(
      '--ledger-due-after <months>',
      'with --ledger: a promise without a date is due after so long',
      nonNegative,
    )
