import { type Command, Option } from 'commander'
import { formats } from '../ledger/intake/intake.js'
import type { Io } from './io.js'
import type { IatiOptions } from './ledgerIati.js'
import type { ImportOptions } from './ledgerImport.js'
import { withPlace } from './ledgerPlace.js'
import type { CompareOptions } from './ledgerReleases.js'
import { whole } from './options.js'

// Commands are loaded when they run: see ledger.ts.

/** Hangs `import` on the command `ledger`. */
const addImportCommand = (ledger: Command, io: Io, done: (code: number) => void): void => {
  withPlace(ledger.command('import'))
    .description('take in a file: the Kiel tracker, IATI, a CSV with a mapping, or the export of a ledger')
    .argument(
      '<file...>',
      "files; folders with the CSV files of the tracker's website, or with tables and their mappings",
    )
    .addOption(new Option('--format <format>', 'what the file is').choices(formats).default('auto'))
    .option(
      '--mapping <file>',
      'YAML: columns of a CSV (FILE.mapping.yaml beside FILE.csv is taken by itself), or parties of an IATI file',
    )
    .option('--release <name>', 'which release of the data set the file is, where it does not say')
    .option('--replace', 'withdraw what another release of the data set said')
    .option('--dry-run', 'list what would change and write nothing')
    .option('--strict', 'take in nothing if one row is wrong, instead of setting it aside')
    .option('--euros', 'put amounts in euros beside those in other currencies, each with its rate and source')
    .option(
      '--rates <file>',
      'CSV of rates to use before our own: currency,period,per_euro,source,source_date',
    )
    .option('--by <name>', 'who enters (the name of the account if absent)')
    .option('--json', 'print as JSON')
    .action(async (files: string[], options: ImportOptions) => {
      done(await (await import('./ledgerImport.js')).importCommand(files, options, io))
    })
}

/** Hangs `compare-releases` on the command `ledger`. */
const addReleasesCommand = (ledger: Command, io: Io, done: (code: number) => void): void => {
  ledger
    .command('compare-releases')
    .description('compare two releases of the Kiel tracker: what was revised, added and withdrawn')
    .argument('<before>', 'workbook, website CSV or folder of the earlier release')
    .argument('<after>', 'the same of the later one')
    .addOption(
      new Option('--top <n>', 'how many donors and months to list').argParser(whole(1, 1000)).default(10),
    )
    .option('--releases <names>', 'names of the two, with a comma between, where the files do not say')
    .option('--json', 'print all of it as JSON')
    .action(async (before: string, after: string, options: CompareOptions) => {
      done(await (await import('./ledgerReleases.js')).compareReleasesCommand(before, after, options, io))
    })
}

/** Hangs `export-iati` on the command `ledger`. */
const addIatiCommand = (ledger: Command, io: Io, done: (code: number) => void): void => {
  withPlace(ledger.command('export-iati'))
    .description('write pledges, commitments and disbursements as an IATI 2.03 activity file')
    .argument('<file>', 'XML to write')
    .option('--publisher-ref <ref>', 'identifier of who publishes the file', 'XX-GUARANTOR-LEDGER')
    .option('--publisher-name <name>', 'name of who publishes the file', 'A ledger kept with Guarantor')
    .option('--json', 'print as JSON')
    .action(async (file: string, options: IatiOptions) => {
      done(await (await import('./ledgerIati.js')).exportIatiCommand(file, options, io))
    })
}

/** Hangs what takes data in and gives it out on the command `ledger`. */
export const addLedgerIntakeCommands = (ledger: Command, io: Io, done: (code: number) => void): void => {
  addImportCommand(ledger, io, done)
  addReleasesCommand(ledger, io, done)
  addIatiCommand(ledger, io, done)
}
