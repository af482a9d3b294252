import { strings } from '../strings/index.svelte.js'

/**
 * The language of a text that came from elsewhere, for readers that speak: English, where the page is not and the text has
 * none of its letters; else that of the page.
 */
export const tongueOf = (text: string): 'en' | undefined =>
  strings().code !== 'en' && /[a-z]/i.test(text) && !/\p{Script=Cyrillic}/u.test(text) ? 'en' : undefined
