import type { Interval } from '../core/summary.js'
import type { Verdict } from '../crisis/index.js'
import { type Level, levels, type Response } from '../pact/index.js'
import type { Calculus, Comparison, GuarantorResult, OptionResult } from '../study/index.js'
import { cleanText } from './text.js'
import {
  commonestName,
  countText,
  credibility,
  intervalText,
  isMixed,
  levelWords,
  listText,
  percent,
  percentagePoints,
  rangeText,
  responseWords,
  sentenceCase,
  straddlesZero,
} from './words.js'

/** A guarantor that owes a step in a full attack, with its chance of honouring it. */
export type Owing = GuarantorResult & { readonly owes: Response }

/** Guarantors that owe something in a full attack, most likely to honour first. */
export const owingIn = (option: OptionResult): readonly Owing[] =>
  option.guarantors
    .filter((one): one is Owing => one.owes !== null)
    .sort((a, b) => (b.honour?.p50 ?? -1) - (a.honour?.p50 ?? -1) || (a.name < b.name ? -1 : 1))

/** Whose calculus: the median type of adversary, or one that values the objective more than 90% of types do. */
export type Who = 'median' | 'motivated'

export const whoWords: Readonly<Record<Who, string>> = { median: 'median type', motivated: 'motivated type' }

export const calculusOf = (option: OptionResult, level: Level, who: Who): Calculus =>
  who === 'median' ? option.credibility[level] : option.credibility[level].motivated

/** Levels with the same verdict, in the order of the ladder. */
const byVerdict = (
  option: OptionResult,
  who: Who,
): readonly { verdict: Verdict; levels: readonly Level[] }[] => {
  const verdictAt = (level: Level) => calculusOf(option, level, who).verdict
  return [...new Set(levels.map(verdictAt))].map((verdict) => ({
    verdict,
    levels: levels.filter((level) => verdictAt(level) === verdict),
  }))
}

/** The level where the promise falls furthest short of what is required, among those where credibility decides. */
export const weakestLevel = (option: OptionResult, who: Who): Level | null => {
  const open = levels.filter((level) => {
    const { margin, verdict } = calculusOf(option, level, who)
    return margin !== null && (verdict === 'deterred' || verdict === 'not-deterred')
  })
  const marginOf = (level: Level) => calculusOf(option, level, who).margin?.p50 ?? 0
  return open.length === 0 ? null : open.reduce((a, b) => (marginOf(b) < marginOf(a) ? b : a))
}

const aLevel = (level: Level): string => `a ${levelWords[level]}`

const percentOf = (share: number): string => (share > 0.9995 ? 'all draws' : `${percent(share)} of draws`)

/** How often nothing happens, and what that means over ten years. */
export const challengeSentences = (option: OptionResult): readonly string[] => [
  `No challenge is made on ${percent(option.deterrence.p50)} of occasions (${rangeText(option.deterrence)}).`,
  `Over ten years the chance of at least one full attack is ${intervalText(option.horizon.full['10'])}, of any challenge ${intervalText(option.horizon.any['10'])}.`,
]

const plainly: Readonly<Record<Verdict, string>> = {
  deterred: 'the promise is credible enough',
  'not-deterred': 'the promise is not credible enough',
  'capability-problem':
    'credibility is not the problem but capability: a challenge pays even if everybody does what it owes',
  'none-needed': 'credibility is not the problem: a challenge does not pay even if nobody does what it owes',
  'nothing-owed': 'nothing is owed, so there is no promise to be credible',
}

/** What credibility settles for one type of adversary, and where it is not the problem. */
export const credibilitySentence = (option: OptionResult, who: Who): string => {
  const weakest = weakestLevel(option, who)
  const clauses = byVerdict(option, who).map(({ verdict, levels: at }) => {
    const shares = at.map((level) => percent(calculusOf(option, level, who).verdicts[verdict]))
    const mixed = at.some((level) => isMixed(calculusOf(option, level, who)))
    return `at ${listText(at.map(aLevel))} ${mixed ? 'verdicts are mixed, the commonest: ' : ''}${plainly[verdict]} (${listText([...new Set(shares)])} of draws)`
  })
  const weak = weakest === null ? null : calculusOf(option, weakest, who)
  const numbers =
    weakest === null || weak === null
      ? ''
      : ` Where credibility decides, ${aLevel(weakest)} is the weakest level: ${credibility(weak.required?.p50 ?? null)} required, ${credibility(weak.supplied?.p50 ?? null)} supplied.`
  return `For a ${whoWords[who]}, ${clauses.join('; ')}.${numbers}`
}

/** One line a level: the verdict for each type of adversary, with the numbers where credibility decides. */
export const credibilityBrief = (option: OptionResult): readonly string[] =>
  levels
    .filter((level) => level !== 'hybrid' || option.credibility.hybrid.required !== null)
    .map((level) => {
      const verdictFor = (who: Who): string => {
        const one = calculusOf(option, level, who)
        const { verdict, required, supplied } = one
        const open = verdict === 'deterred' || verdict === 'not-deterred'
        return open
          ? `${commonestName(one)} (${credibility(required?.p50 ?? null)} required, ${credibility(supplied?.p50 ?? null)} supplied)`
          : commonestName(one)
      }
      const [median, motivated] = [verdictFor('median'), verdictFor('motivated')]
      return median === motivated
        ? `${sentenceCase(levelWords[level])}: ${median}, for a median and a motivated adversary.`
        : `${sentenceCase(levelWords[level])}: ${median} for a median adversary, ${motivated} for a motivated one.`
    })

const named = (one: Owing): string =>
  `${cleanText(one.name)} (${responseWords[one.owes]}, ${percent(one.honour?.p50 ?? null)})`

/** Who is likely to do what it owes, and who is not. */
export const honourSentences = (option: OptionResult): readonly string[] => {
  const owing = owingIn(option)
  if (owing.length === 0) return ['Nobody owes a step in a full attack, so there is nothing to honour.']
  const count = `${countText(owing.length, 'state owes', 'states owe')} a step in a full attack`
  if (owing.length <= 4) return [`${count}: ${listText(owing.map(named))}.`]
  return [
    `${count}. Most likely to honour it: ${listText(owing.slice(0, 3).map(named))}; least likely: ${listText(owing.slice(-2).map(named))}.`,
  ]
}

/** What the linter found, the gravest first. */
export const findingSentences = (option: OptionResult): readonly string[] => {
  const { findings } = option
  if (findings.length === 0)
    return [
      option.form === null
        ? 'There is no text to search for loopholes.'
        : 'The linter found no weak point in the text.',
    ]
  const grave = ['error', 'warning', 'note'] as const
  const codes = grave.flatMap((level) => findings.filter((one) => one.level === level)).map((one) => one.code)
  const first = [...new Set(codes)].slice(0, 3).map(cleanText)
  return [
    `The linter found ${countText(findings.length, 'weak point')} in the text, among them ${listText(first)}.`,
  ]
}

/** Is a difference of two probabilities no more than rounding? */
export const isNothing = ({ p05, p95 }: Interval): boolean => Math.max(Math.abs(p05), Math.abs(p95)) < 5e-4

/** This option against the first, and whether the order is settled. */
export const differenceSentences = (option: OptionResult, first: OptionResult): readonly string[] => {
  if (option.difference === null) return []
  const { deterrence, better } = option.difference
  if (isNothing(deterrence)) return [`It deters as much as ${cleanText(first.short)}.`]
  const gap = `Against ${cleanText(first.short)}, no challenge is ${percentagePoints(Math.abs(deterrence.p50)).slice(1) || '0'} percentage points ${deterrence.p50 < 0 ? 'less likely' : 'likelier'} (${rangeText(deterrence, percentagePoints)})`
  return [
    straddlesZero(deterrence)
      ? `${gap}; it deters more in ${percentOf(better)}, and the order of the two is not settled.`
      : `${gap}; it deters ${deterrence.p50 < 0 ? 'less' : 'more'} in ${percentOf(deterrence.p50 < 0 ? 1 - better : better)}.`,
  ]
}

/** All sentences on one option, most important first. */
export const summarySentences = (option: OptionResult, comparison: Comparison): readonly string[] => [
  ...challengeSentences(option),
  ...differenceSentences(option, comparison.options[0]),
  ...credibilityBrief(option),
  ...honourSentences(option),
  ...findingSentences(option),
]

/** Between which options the chance of a full attack within ten years lies lowest and highest. */
const rangeSentence = (options: readonly OptionResult[]): string => {
  const chance = (option: OptionResult) => option.horizon.full['10']
  const medians = options.map((option) => chance(option).p50)
  // Of options that differ by no more than rounding, the first in the table is named.
  const nearest = (target: number) => options.find((option) => Math.abs(chance(option).p50 - target) < 5e-4)
  const low = nearest(Math.min(...medians)) ?? options[0]
  const high = nearest(Math.max(...medians)) ?? options[0]
  const overlap = chance(low).p95 > chance(high).p05 ? '; the intervals overlap' : ''
  return `The chance of at least one full attack in ten years is lowest under ${cleanText(low.short)}, ${intervalText(chance(low))}, and highest under ${cleanText(high.short)}, ${intervalText(chance(high))}${overlap}.`
}

const article = (name: string) => sentenceCase(name)

/** What all options together show, without ranking where no ranking holds. */
export const overallSentences = (comparison: Comparison): readonly string[] => {
  const [first, ...rest] = comparison.options
  if (first === undefined) return ['There is no option to compare.']
  if (rest.length === 0) return []
  const compared = rest.filter((option) => option.difference !== null)
  const name = (option: OptionResult) => cleanText(option.short)
  const settled = (sign: 1 | -1) =>
    compared.filter(({ difference }) => {
      const d = difference?.deterrence
      return d !== undefined && !straddlesZero(d) && !isNothing(d) && Math.sign(d.p50) === sign
    })
  const same = compared.filter(({ difference }) => difference !== null && isNothing(difference.deterrence))
  const open = compared.filter(
    (option) =>
      option.difference !== null && !same.includes(option) && straddlesZero(option.difference.deterrence),
  )
  const line = (which: readonly OptionResult[], text: string) =>
    which.length === 0 ? [] : [`${article(listText(which.map(name)))} ${text}`]
  return [
    rangeSentence(comparison.options),
    ...line(
      settled(1),
      `${settled(1).length === 1 ? 'deters' : 'deter'} more than ${name(first)} in at least 95% of draws.`,
    ),
    ...line(
      settled(-1),
      `${settled(-1).length === 1 ? 'deters' : 'deter'} less than ${name(first)} in at least 95% of draws.`,
    ),
    ...line(same, `${same.length === 1 ? 'deters' : 'deter'} exactly as much as ${name(first)}.`),
    ...line(open, `cannot be ordered against ${name(first)}: the interval of the difference includes zero.`),
    'The options use the same draws, so a difference can be settled even where the intervals of the two options overlap.',
  ]
}
