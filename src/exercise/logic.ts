import type { Verdict } from './state.js'

/*
 * Kleene's strong three-valued logic: what is undetermined stays so only where it could still tip the result.
 */

export const truth = (value: boolean | undefined): Verdict =>
  value === undefined ? 'undetermined' : value ? 'true' : 'false'

export const and = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes('false') ? 'false' : verdicts.includes('undetermined') ? 'undetermined' : 'true'

export const or = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes('true') ? 'true' : verdicts.includes('undetermined') ? 'undetermined' : 'false'

export const not = (verdict: Verdict): Verdict =>
  verdict === 'undetermined' ? verdict : verdict === 'true' ? 'false' : 'true'
