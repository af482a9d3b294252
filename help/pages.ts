/*
 * What pages there are, in their order. Each is a Markdown file of docs/ or of the root, or is made from the code.
 */

export type Kind = 'start' | 'tutorial' | 'how-to' | 'reference' | 'explanation' | 'project'

export interface PageSpec {
  /** Name of the page, without .html. */
  readonly name: string
  readonly kind: Kind
  /** Short title, for the contents. */
  readonly label: string
  /** Markdown file; or what makes the Markdown, and the file of code for which it stands in links of docs/. */
  readonly source: { readonly file: string } | { readonly make: string; readonly of?: string }
}

export const kinds: readonly { readonly kind: Kind; readonly title: string; readonly about: string }[] = [
  { kind: 'start', title: 'Start', about: '' },
  { kind: 'tutorial', title: 'Tutorial', about: 'Learn by doing, on one case, in twenty minutes.' },
  { kind: 'how-to', title: 'How to', about: 'One job after the other, for those who know what they want.' },
  {
    kind: 'reference',
    title: 'Reference',
    about: 'Every field, rule, assumption, command and word. Made from the program itself.',
  },
  {
    kind: 'explanation',
    title: 'Explanation',
    about: 'The model with its equations, what was judgement, and how far it can be trusted.',
  },
  { kind: 'project', title: 'Project', about: 'The program, how it is built, and what changed.' },
]

const doc = (name: string, kind: Kind, label: string, file = `docs/${name}.md`): PageSpec => ({
  name,
  kind,
  label,
  source: { file },
})
const made = (name: string, label: string, of: string): PageSpec => ({
  name,
  kind: 'reference',
  label,
  source: { make: name, of },
})

export const pages: readonly PageSpec[] = [
  { name: 'index', kind: 'start', label: 'Contents', source: { make: 'index' } },
  doc('tutorial', 'tutorial', 'The Ukraine case, from document to answer'),
  doc('how-to', 'how-to', 'Recipes for every job'),
  doc('assumptions', 'how-to', 'Change the assumptions'),
  doc('study', 'how-to', 'Stress: how sure, and what breaks it'),
  doc('design', 'how-to', 'Design: search for better guarantees'),
  doc('exercise', 'how-to', 'Exercise: play events against the texts'),
  doc('tabletop', 'how-to', 'Run a tabletop'),
  doc('ledger', 'how-to', 'Track: keep a ledger'),
  doc('ledger-data', 'how-to', 'Get data into a ledger and out'),
  doc('say-do', 'how-to', 'Statements, repeated promises, say/do'),
  doc('history', 'how-to', 'Test it on the record'),
  made('document-language', 'The document language', 'schema/pact.schema.json'),
  made('lint-rules', 'Lint rules and error codes', 'src/pact/rules.ts'),
  made('event-files', 'Event files', 'schema/exercise.schema.json'),
  made('assumption-list', 'All assumptions', 'src/crisis/assumptions.ts'),
  made('assumptions-files', 'Assumptions files', 'src/study/assume.ts'),
  made('space-files', 'Space files', 'src/study/design/schema.ts'),
  made('ledger-entries', 'Ledger entries', 'src/ledger/entry.ts'),
  made('commands', 'Commands', 'src/cli/program.ts'),
  doc('json', 'reference', 'The JSON of a comparison'),
  doc('glossary', 'reference', 'Glossary'),
  doc('model', 'explanation', 'The model and its equations'),
  doc('sanity', 'explanation', 'Defaults against the record'),
  doc('ukraine-study', 'explanation', 'A study of the options for Ukraine'),
  doc('replays', 'explanation', 'History replayed'),
  doc('atop', 'explanation', 'Ten treaties beside ATOP'),
  doc('performance', 'explanation', 'What an answer costs'),
  doc('readme', 'project', 'About Guarantor', 'README.md'),
  doc('architecture', 'project', 'Architecture', 'ARCHITECTURE.md'),
  doc('contributing', 'project', 'Contributing', 'CONTRIBUTING.md'),
  doc('changelog', 'project', 'Changes', 'CHANGELOG.md'),
]

/** The page made from a file of the repository, if any. */
export const pageOfFile = (file: string): PageSpec | undefined =>
  pages.find(({ source }) => ('file' in source ? source.file : source.of) === file)
