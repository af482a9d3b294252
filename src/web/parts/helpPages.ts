import type { View } from '../state.svelte.js'

/** Pages of the help, beside the workbench's own (help/ makes them; test/web/help.test.ts opens each). */
export const helpPages: Readonly<Record<Exclude<View, 'help'>, string>> = {
  draft: './help/how-to.html#draft',
  assess: './help/how-to.html#assess-and-compare',
  stress: './help/how-to.html#stress',
  exercise: './help/how-to.html#exercise',
  track: './help/how-to.html#track',
}

/** What the Help view offers to read: name of its string, and page. */
export const reading = [
  ['tutorial', './help/tutorial.html'],
  ['howTo', './help/how-to.html'],
  ['reference', './help/document-language.html'],
  ['assumptions', './help/assumption-list.html'],
  ['glossary', './help/glossary.html'],
  ['model', './help/model.html'],
  ['contents', './help/index.html'],
] as const

/** Where a lint rule, or a code of the reader, is explained. */
export const ruleAddress = (code: string): string => `./help/lint-rules.html#${code}`
