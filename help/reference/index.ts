import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { exerciseJsonSchema } from '../../src/exercise/index.js'
import { draftSchema } from '../../src/ledger/index.js'
import { pactJsonSchema } from '../../src/pact/index.js'
import { spaceSchema } from '../../src/study/design/schema.js'
import { assumptionsFileSchema } from '../../src/study/index.js'
import { kinds, pages } from '../pages.js'
import { assumptionListPage } from './assumptionList.js'
import { commandsPage } from './commands.js'
import { lintRulesPage } from './lintRules.js'
import { type Node, schemaMarkdown } from './schema.js'

/*
 * Pages that are made from the code.
 */

/** The JSON Schemas behind the pages of languages. */
export const schemas = {
  'document-language': (): Node => pactJsonSchema() as Node,
  'event-files': (): Node => exerciseJsonSchema() as Node,
  'assumptions-files': (): Node => z.toJSONSchema(assumptionsFileSchema, { io: 'input' }) as Node,
  'space-files': (): Node => z.toJSONSchema(spaceSchema, { io: 'input' }) as Node,
  'ledger-entries': (): Node => z.toJSONSchema(draftSchema, { io: 'input' }) as Node,
} as const

const repository = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')

const yamlBlocks = (markdown: string): string[] =>
  [...markdown.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => yaml.trimEnd())

const page = (title: string, intro: readonly string[], schema: Node, example: string): string =>
  [`# ${title}`, '', ...intro, '', schemaMarkdown(schema), '', '## An example', '', example, ''].join('\n')

const block = (yaml: string, language = 'yaml'): string => `\`\`\`${language}\n${yaml}\n\`\`\``

const documentLanguage = (): string =>
  page(
    'The document language',
    [
      'A guarantee is one YAML file, `NAME.pact.yaml`: who guarantees whom against whom, and each commitment with its text, its source and its coding. `guarantor check` reads it; `guarantor schema` prints its JSON Schema (also `schema/pact.schema.json`), with which editors complete, check and explain. Everything here is made from that schema.',
      '',
      'What a field means for the game is on [the model](model.html#from-clause-and-facts-to-payoffs). Loopholes: [lint rules](lint-rules.html). A state is its ISO 3166-1 alpha-3 code (`POL`); a group is a name such as `EU27`, `NATO` or `G7`, and stands for its members on the date of the document.',
    ],
    schemas['document-language'](),
    `${block(yamlBlocks(repository('README.md'))[0])}\n\nMore: [the options for Ukraine](../examples/ukraine), [past treaties](../examples/treaties).`,
  )

const eventFiles = (): string =>
  page(
    'Event files',
    [
      'What happens in an exercise, as a log: `NAME.events.yaml`. `guarantor exercise` plays it against documents ([how](exercise.html)). An event has two times, when it happened and when it became known; a correction never rewrites what was known before. JSON Schema: `schema/exercise.schema.json`.',
    ],
    schemas['event-files'](),
    block(repository('examples/storylines/2-limited-incursion.events.yaml').trimEnd()),
  )

const assumptionsFiles = (): string =>
  page(
    'Assumptions files',
    [
      'Changes to the assumptions, for `--assume FILE`. Names are those of [all assumptions](assumption-list.html). Of `distribution`, `quantiles`, `experts` and `deep`, each entry gives exactly one; a bare number fixes the assumption. What they mean, with examples: [change the assumptions](assumptions.html).',
    ],
    schemas['assumptions-files'](),
    block(yamlBlocks(repository('README.md'))[1]),
  )

const spaceFiles = (): string =>
  page(
    'Space files',
    [
      'What may vary in a search for better guarantees, between what, and at what price: `NAME.space.yaml`, for `guarantor design` ([how](design.html)). Where a list of options stands, one option means that it does not vary.',
    ],
    schemas['space-files'](),
    'The space of the Ukraine case: [ukraine.space.yaml](../examples/design/ukraine.space.yaml).',
  )

const ledgerEntries = (): string =>
  page(
    'Ledger entries',
    [
      'What the ledger records, one entry for each thing said or done ([how](ledger.html)). These are the fields of what is given to `ledger add`, as JSON Lines or by an importer; the store adds the place in the chain (`seq`), the hash of the entry before (`previous`) and its own (`hash`).',
    ],
    schemas['ledger-entries'](),
    block(
      JSON.stringify(JSON.parse(repository('examples/ledger/eu-loan-2026-27.jsonl').split('\n')[0]), null, 2),
      'json',
    ),
  )

const indexPage = (): string =>
  [
    '# Guarantor: help',
    '',
    'A workbench for international security guarantees: what the text says, who would honour it, and whether it would deter. It takes no side and makes no forecast.',
    '',
    'New here? Begin with [the tutorial](tutorial.html). In a hurry? [Recipes](how-to.html). A word or a field? Search above, or the [glossary](glossary.html).',
    ...kinds
      .filter(({ kind }) => kind !== 'start')
      .flatMap(({ kind, title, about }) => [
        '',
        `## ${title}`,
        '',
        about,
        '',
        ...pages.filter((one) => one.kind === kind).map(({ name, label }) => `- [${label}](${name}.html)`),
      ]),
    '',
  ].join('\n')

/** The Markdown of each made page, by its name. */
export const makers: Readonly<Record<string, () => string>> = {
  index: indexPage,
  'document-language': documentLanguage,
  'lint-rules': lintRulesPage,
  'event-files': eventFiles,
  'assumption-list': assumptionListPage,
  'assumptions-files': assumptionsFiles,
  'space-files': spaceFiles,
  'ledger-entries': ledgerEntries,
  commands: commandsPage,
}
