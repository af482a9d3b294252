import type { Issue } from '../../core/issue.js'
import { type Language, stringsIn } from '../../report/strings/index.js'
import { assumptionIn, issueIn } from '../../report/translate.js'

/*
 * What the desk says itself, in another language than English; loaded when that is wanted.
 */

/** Assumptions, or what is said of them, with meaning and unit in the language. */
export const assumptionsIn = <
  A extends { readonly name: string; readonly meaning: string; readonly unit: string },
>(
  list: readonly A[],
  language: Language,
): readonly A[] => list.map((one) => assumptionIn(one, stringsIn(language)))

/** Faults and loopholes in the language. */
export const issuesIn = (issues: readonly Issue[], language: Language): readonly Issue[] =>
  issues.map((issue) => issueIn(issue, stringsIn(language)))
