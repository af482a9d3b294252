import { patterns } from '../../report/style.js'

/** Patterns that the drawings of the report share: constants of this program, no text of a document. */
export const trusted: string = patterns
