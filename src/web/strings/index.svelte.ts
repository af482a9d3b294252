import { en, type Strings } from './en.js'
import { uk } from './uk.js'

export type { Strings } from './en.js'

/** The languages there are; the first is the default. */
export const languages: readonly Strings[] = [en, uk]

const KEY = 'guarantor.language'

const initial = (): Strings => {
  const kept = localStorage.getItem(KEY)
  const wanted = kept ?? navigator.language.slice(0, 2)
  return languages.find(({ code }) => code === wanted) ?? en
}

let current: Strings = $state.raw(initial())

/** The strings of the language in use. */
export const strings = (): Strings => current

export const setLanguage = (code: string): void => {
  current = languages.find((language) => language.code === code) ?? en
  localStorage.setItem(KEY, current.code)
  document.documentElement.lang = current.code
}
