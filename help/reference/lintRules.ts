import { rules } from '../../src/pact/index.js'

/** Codes of faults that are found before the rules run: what the reader of documents says. */
export const readingCodes: Readonly<Record<string, string>> = {
  'too-large': 'the file, a text or a list in it is larger than what is read',
  'not-text': 'the file is not UTF-8 text',
  'control-character': 'a sign stands in it that no YAML text may hold',
  'yaml-syntax': 'it is not YAML',
  empty: 'there is nothing in it',
  'several-documents': 'a file holds one document only',
  'duplicate-key': 'a key stands twice in one mapping',
  'too-deep': 'mappings and lists are nested too deeply',
  'unknown-alias': 'an alias (`*name`) has no anchor',
  'alias-bomb': 'aliases would make it far larger than it is',
  missing: 'a field that is required is not there',
  'unknown-key': 'a key is not one of the language; a likely one is named',
  'wrong-type': 'a text stands where a number should, a mapping where a list should, and so on',
  'not-in-vocabulary': 'a word is not one of those allowed; the nearest is named',
  'bad-format': 'a date, code or identifier is not written as it should be',
  'out-of-range': 'a number, text or list is too small or too large',
  'more-faults': 'there are more faults than are listed',
  'unknown-party': 'a state or group is not in the table of facts (`guarantor world`)',
  'facts-of-today':
    'a past year is asked for, and the table has no facts of a state for it: those of today are taken',
  'too-many-guarantors': 'the game takes up to 60 states that may respond',
  'not-a-party':
    'a state owes, deploys or pays without being guarantor or supporter: it counts for nothing in the game',
  simplified: 'the document says something that the game leaves out',
}

const levels = [
  ['warning', 'Loopholes', 'The text leaves a way out, or leans on something that is not there yet.'],
  ['note', 'Notes', 'Worth knowing; no fault of the text.'],
  ['error', 'Errors', 'The document contradicts itself: it is not assessed.'],
] as const

export const lintRulesPage = (): string => {
  const lines = [
    '# Lint rules and error codes',
    '',
    '`guarantor check` runs these rules over every document, and so does Draft in the workbench. Each finding has a code, which is stable and may be cited, its place in the file, and a hint. A rule knows a pattern, not the meaning of a text: what it does not find may still be a loophole.',
    '',
    `There are ${rules.length} rules.`,
  ]
  for (const [level, title, about] of levels) {
    lines.push('', `## ${title}`, '', about)
    for (const rule of rules.filter((one) => one.level === level))
      lines.push(
        '',
        `### {#${rule.id}} \`${rule.id}\``,
        '',
        `**${rule.title}.** ${rule.rationale}`,
        '',
        `What can be done: ${rule.hint}.`,
      )
  }
  lines.push(
    '',
    '## What the reader says',
    '',
    'Before any rule runs, the file must be YAML and keep to the [document language](document-language.html). These codes say where it does not.',
    '',
  )
  for (const [code, meaning] of Object.entries(readingCodes))
    lines.push(`- {#${code}} \`${code}\`: ${meaning}.`)
  return `${lines.join('\n')}\n`
}
