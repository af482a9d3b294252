import type { CaseEventScores, HonourScores, PriorScores } from '../../history/cases/index.js'
import { percent } from '../numbers.js'
import { listText } from '../words.js'
import { caseEventWords } from './caseWords.js'
import { decimal, withInterval } from './words.js'

/** What each prior is called beside the other. */
export const priorWords: Readonly<Record<PriorScores['prior'], string>> = {
  wide: "the product's own priors, judgement alone",
  record: 'priors conditioned on the record',
}

const RULES = ['base', 'balance', 'never'] as const

/** Whether the model beats the rules, by the log score and its interval over resampled cases; said as it is. */
export const scoreVerdict = ({ event, cases, happened, methods }: CaseEventScores): string => {
  const model = methods[0]
  const rules = methods.filter(({ id }) => RULES.some((rule) => rule === id))
  const better = rules.filter(({ logSkill }) => logSkill.low > 0).map(({ name }) => name.toLowerCase())
  const worse = rules.filter(({ logSkill }) => logSkill.high < 0).map(({ name }) => name.toLowerCase())
  const open = rules
    .filter(({ logSkill }) => logSkill.low <= 0 && logSkill.high >= 0)
    .map(({ name }) => name.toLowerCase())
  const parts = [
    better.length === 0 ? '' : `better than ${listText(better)}`,
    worse.length === 0 ? '' : `worse than ${listText(worse)}`,
    open.length === 0 ? '' : `not to be told apart from ${listText(open)}`,
  ].filter((part) => part !== '')
  return `${caseEventWords[event]}: it came in ${happened} of ${cases}. The model's log score is ${decimal(model.log.value, 2)}, ${parts.join(', ')}. AUC ${withInterval(model.auc, 2)}.`
}

/** What the scores of chosen cases can and cannot say. */
export const choiceSentence =
  'The cases were chosen because something happened in them or might have. Any rule that keeps to base rates says a few percent a year and is then "wrong" in every case that was attacked, so Brier and log scores here mostly measure the choice of cases. What is left is the order (AUC), and that is blurred as well: cases that held were given longer horizons, so that peace counts for something, and a longer horizon alone raises the chance. Fairest is what the model says given an occasion.'

export const honourSelection =
  'Only those who were attacked can honour. A guarantee that deterred is not in this list, and one that nobody believed is in it more often than its share: the rate says nothing of strong guarantees. Refusals that preceded the attack (Munich) count where the sheet says so.'

export const honourVerdict = (scores: HonourScores | null): string =>
  scores === null
    ? 'No guarantor of these cases owed anything in the attack that came.'
    : `${scores.count} guarantors in ${scores.cases} cases owed something in the attack that came: ${scores.honoured} honoured (${percent(scores.honoured / scores.count)}, 95% ${percent(scores.low)} to ${percent(scores.high)}), ${scores.atLeastPartly} at least in part. The model had said ${percent(scores.said)} on average. Brier ${decimal(scores.brier, 3)}; saying the share of all would have had ${decimal(scores.brierOfShare, 3)}.`
