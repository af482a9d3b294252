import { en, type Strings } from './en.js'
import { uk } from './uk.js'

export type { Strings } from './en.js'

/** Languages of the pages; the first is the default. */
export const languages = ['en', 'uk'] as const
export type Language = (typeof languages)[number]

const tables: Readonly<Record<Language, Strings>> = { en, uk }

/** All that the pages say in a language, and how it writes numbers. */
export const stringsIn = (language: Language): Strings => tables[language]
