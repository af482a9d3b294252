import type { Interval } from '../core/summary.js'
import type { Label, Verdict } from '../crisis/index.js'
import type { Calculus, Comparison } from '../study/index.js'
import { countText } from './strings/en/words.js'
import { en, type Strings } from './strings/en.js'

export * from './numbers.js'
export { countText }

/** Words in English; `Strings` has those of each language. */
export const { levels: levelWords, phases: phaseWords, responses: responseWords, listText } = en

/** Order in which verdicts are listed. */
export const verdicts: readonly Verdict[] = [
  'deterred',
  'not-deterred',
  'capability-problem',
  'none-needed',
  'nothing-owed',
]

/** What a verdict means, in a sentence without its full stop. */
export const verdictText = (verdict: Verdict, t: Strings = en): string => t.verdictTexts[verdict]

/** A verdict in two or three words, for tables. */
export const verdictName = (verdict: Verdict, t: Strings = en): string => t.verdictNames[verdict]

/** Does no verdict hold in half of the draws? */
export const isMixed = ({ verdict, verdicts }: Pick<Calculus, 'verdict' | 'verdicts'>): boolean =>
  verdicts[verdict] < 0.5

/** As `verdictName`; where no verdict holds in half of the draws, it says first that they are mixed. */
export const commonestName = (calculus: Pick<Calculus, 'verdict' | 'verdicts'>, t: Strings = en): string => {
  const name = verdictName(calculus.verdict, t)
  return isMixed(calculus) ? t.mixed(name) : name
}

/** How the texts are taken, in words. */
export const readingText = (reading: Comparison['reading'], t: Strings = en): string => t.readings[reading]

/** Where an equilibrium was reached from, in words. */
export const equilibriumText = (label: Label, t: Strings = en): string => t.branches[label]

/** Stage and legal form of a text in words. */
export const stageText = (stage: string, t: Strings): string => t.stages[stage] ?? stage.replaceAll('-', ' ')
export const formText = (form: string, t: Strings): string => t.forms[form] ?? form.replaceAll('-', ' ')

/** Does the interval of a difference reach over zero, so that the order is open? */
export const straddlesZero = ({ p05, p95 }: Interval): boolean => p05 <= 0 && p95 >= 0

/** First letter as a capital. */
export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
