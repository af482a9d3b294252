import { en } from './strings/en.js'

/** What nobody should forget when reading the numbers: printed in every report. */
export const limits: readonly { readonly title: string; readonly text: string }[] = en.limits.list

/** The limits in one sentence, for a terminal. */
export const limitsLine =
  'What follows from the stated assumptions, not a forecast. Most scales are judgements; past cases are few and selected; several equilibria may exist. The HTML report lists all assumptions and limits.'
