import type { Interval } from '../core/summary.js'
import type { Verdict } from '../crisis/index.js'
import { type Level, levels, type Response } from '../pact/index.js'
import type { Calculus, Comparison, GuarantorResult, OptionResult } from '../study/index.js'
import { en, type Strings } from './strings/en.js'
import { cleanText } from './text.js'
import { commonestName, isMixed, sentenceCase, straddlesZero } from './words.js'

/** A guarantor that owes a step in a full attack, with its chance of honouring it. */
export type Owing = GuarantorResult & { readonly owes: Response }

/** Guarantors that owe something in a full attack, most likely to honour first. */
export const owingIn = (option: OptionResult): readonly Owing[] =>
  option.guarantors
    .filter((one): one is Owing => one.owes !== null)
    .sort((a, b) => (b.honour?.p50 ?? -1) - (a.honour?.p50 ?? -1) || (a.name < b.name ? -1 : 1))

/** Whose calculus: the median type of adversary, or one that values the objective more than 90% of types do. */
export type Who = 'median' | 'motivated'

export const whoWords: Readonly<Record<Who, string>> = en.who

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

/** The option's name inside a sentence. */
const nameOf = (option: OptionResult, t: Strings): string => t.name(cleanText(option.short))

const shareOfDraws = (share: number, t: Strings): string =>
  share > 0.9995 ? t.allDraws : t.ofDraws(t.percent(share))

/** How often nothing happens, and what that means over ten years. */
export const challengeSentences = (option: OptionResult, t: Strings = en): readonly string[] => [
  t.summary.noChallenge(t.percent(option.deterrence.p50), t.rangeText(option.deterrence)),
  t.summary.tenYears(t.intervalText(option.horizon.full['10']), t.intervalText(option.horizon.any['10'])),
]

/** What credibility settles for one type of adversary, and where it is not the problem. */
export const credibilitySentence = (option: OptionResult, who: Who, t: Strings = en): string => {
  const weakest = weakestLevel(option, who)
  const clauses = byVerdict(option, who).map(({ verdict, levels: at }) => {
    const shares = at.map((level) => t.percent(calculusOf(option, level, who).verdicts[verdict]))
    const mixed = at.some((level) => isMixed(calculusOf(option, level, who)))
    return t.summary.verdictClause(at, mixed, verdict, [...new Set(shares)])
  })
  const weak = weakest === null ? null : calculusOf(option, weakest, who)
  const numbers =
    weakest === null || weak === null
      ? ''
      : t.summary.weakest(
          weakest,
          t.credibility(weak.required?.p50 ?? null),
          t.credibility(weak.supplied?.p50 ?? null),
        )
  return t.summary.forWhom(who, clauses.join('; '), numbers)
}

/** One line a level: the verdict for each type of adversary, with the numbers where credibility decides. */
export const credibilityBrief = (option: OptionResult, t: Strings = en): readonly string[] =>
  levels
    .filter((level) => level !== 'hybrid' || option.credibility.hybrid.required !== null)
    .map((level) => {
      const verdictFor = (who: Who): string => {
        const one = calculusOf(option, level, who)
        const { verdict, required, supplied } = one
        const open = verdict === 'deterred' || verdict === 'not-deterred'
        return open
          ? t.summary.verdictNumbers(
              commonestName(one, t),
              t.credibility(required?.p50 ?? null),
              t.credibility(supplied?.p50 ?? null),
            )
          : commonestName(one, t)
      }
      const [median, motivated] = [verdictFor('median'), verdictFor('motivated')]
      const title = sentenceCase(t.levels[level])
      return median === motivated
        ? t.summary.verdictBoth(title, median)
        : t.summary.verdictEach(title, median, motivated)
    })

/** Who is likely to do what it owes, and who is not. */
export const honourSentences = (option: OptionResult, t: Strings = en): readonly string[] => {
  const owing = owingIn(option)
  const named = (one: Owing): string =>
    `${cleanText(one.name)} (${t.responses[one.owes]}, ${t.percent(one.honour?.p50 ?? null)})`
  if (owing.length === 0) return [t.summary.nobodyOwes]
  const count = t.summary.owing(owing.length)
  if (owing.length <= 4) return [t.summary.owingAll(count, owing.map(named))]
  return [t.summary.owingEnds(count, owing.slice(0, 3).map(named), owing.slice(-2).map(named))]
}

/** What the linter found, the gravest first. */
export const findingSentences = (option: OptionResult, t: Strings = en): readonly string[] => {
  const { findings } = option
  if (findings.length === 0) return [option.form === null ? t.summary.noText : t.summary.noFinding]
  const grave = ['error', 'warning', 'note'] as const
  const codes = grave.flatMap((level) => findings.filter((one) => one.level === level)).map((one) => one.code)
  const first = [...new Set(codes)].slice(0, 3).map((code) => t.name(cleanText(code)))
  return [t.summary.findings(findings.length, first)]
}

/** Is a difference of two probabilities no more than rounding? */
export const isNothing = ({ p05, p95 }: Interval): boolean => Math.max(Math.abs(p05), Math.abs(p95)) < 5e-4

/** This option against the first, and whether the order is settled. */
export const differenceSentences = (
  option: OptionResult,
  first: OptionResult,
  t: Strings = en,
): readonly string[] => {
  if (option.difference === null) return []
  const { deterrence, better } = option.difference
  const other = nameOf(first, t)
  if (isNothing(deterrence)) return [t.summary.asMuch(other)]
  const less = deterrence.p50 < 0
  const points = t.percentagePoints(Math.abs(deterrence.p50)).slice(1) || '0'
  const gap = t.summary.gap(other, points, less, t.rangeText(deterrence, t.percentagePoints))
  return [
    straddlesZero(deterrence)
      ? t.summary.gapOpen(gap, shareOfDraws(better, t))
      : t.summary.gapSettled(gap, less, shareOfDraws(less ? 1 - better : better, t)),
  ]
}

/** All sentences on one option, most important first. */
export const summarySentences = (
  option: OptionResult,
  comparison: Comparison,
  t: Strings = en,
): readonly string[] => [
  ...challengeSentences(option, t),
  ...differenceSentences(option, comparison.options[0], t),
  ...credibilityBrief(option, t),
  ...honourSentences(option, t),
  ...findingSentences(option, t),
]

/** Between which options the chance of a full attack within ten years lies lowest and highest. */
const rangeSentence = (options: readonly OptionResult[], t: Strings): string => {
  const chance = (option: OptionResult) => option.horizon.full['10']
  const medians = options.map((option) => chance(option).p50)
  // Of options that differ by no more than rounding, the first in the table is named.
  const nearest = (target: number) => options.find((option) => Math.abs(chance(option).p50 - target) < 5e-4)
  const low = nearest(Math.min(...medians)) ?? options[0]
  const high = nearest(Math.max(...medians)) ?? options[0]
  return t.summary.range(
    nameOf(low, t),
    t.intervalText(chance(low)),
    nameOf(high, t),
    t.intervalText(chance(high)),
    chance(low).p95 > chance(high).p05,
  )
}

/** What all options together show, without ranking where no ranking holds. */
export const overallSentences = (comparison: Comparison, t: Strings = en): readonly string[] => {
  const [first, ...rest] = comparison.options
  if (first === undefined) return [t.summary.noOption]
  if (rest.length === 0) return []
  const compared = rest.filter((option) => option.difference !== null)
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
  const line = (which: readonly OptionResult[], say: (names: readonly string[], first: string) => string) =>
    which.length === 0
      ? []
      : [
          sentenceCase(
            say(
              which.map((option) => nameOf(option, t)),
              nameOf(first, t),
            ),
          ),
        ]
  return [
    rangeSentence(comparison.options, t),
    ...line(settled(1), t.summary.moreThan),
    ...line(settled(-1), t.summary.lessThan),
    ...line(same, t.summary.exactlyAs),
    ...line(open, t.summary.notOrdered),
    t.summary.sameDraws,
  ]
}
