import { en, type Strings } from './en.js'
import type { Language } from './language.js'
import { uk } from './uk.js'

export type { Strings } from './en.js'
export { type Language, languages } from './language.js'

const tables: Readonly<Record<Language, Strings>> = { en, uk }

/** All that the pages say in a language, and how it writes numbers. */
export const stringsIn = (language: Language): Strings => tables[language]
