import type { Issue } from '../core/issue.js'
import type { Comparison, OptionResult, StateRef } from '../study/index.js'
import type { ReportSection } from './contents.js'
import { type Markup, trusted } from './markup.js'
import type { Strings } from './strings/en.js'

/** A state with its name in the language, where there is one. */
const named = <S extends StateRef>(state: S, t: Strings): S => ({
  ...state,
  name: t.states[state.id] ?? state.name,
})

/** What a rule or a reader found, in the language as far as its table goes. */
export const issueIn = (issue: Issue, t: Strings): Issue => {
  const known = t.findings.messages[issue.code]?.find(({ pattern }) => pattern.test(issue.message))
  const [, ...values] = known?.pattern.exec(issue.message) ?? []
  const hint = t.findings.hints[issue.code] ?? issue.hint
  return {
    ...issue,
    ...(known === undefined ? {} : { message: known.say(...values) }),
    ...(hint === undefined ? {} : { hint }),
  }
}

const optionIn = (option: OptionResult, t: Strings): OptionResult => ({
  ...option,
  beneficiary: named(option.beneficiary, t),
  adversary: option.adversary === null ? null : named(option.adversary, t),
  guarantors: option.guarantors.map((one) => named(one, t)),
  findings: option.findings.map((one) => issueIn(one, t)),
  further:
    option.further === null
      ? null
      : {
          ...option.further,
          burden: {
            ...option.further.burden,
            byGuarantor: option.further.burden.byGuarantor.map((one) => named(one, t)),
          },
        },
})

/** An assumption, or what is said about one, with its meaning and unit in the language. */
export const assumptionIn = <
  A extends { readonly name: string; readonly meaning: string; readonly unit: string },
>(
  one: A,
  t: Strings,
): A => ({
  ...one,
  meaning: t.assumptions.meanings[one.name] ?? one.meaning,
  unit: t.assumptions.units[one.unit] ?? one.unit,
})

/** A comparison with the names of states and assumptions in the language. Text of documents and sources stays. */
export const comparisonIn = (comparison: Comparison, t: Strings): Comparison => ({
  ...comparison,
  options: comparison.options.map((option) => optionIn(option, t)),
  assumptions: comparison.assumptions.map((one) => assumptionIn(one, t)),
})

/** Letters of English and none of Ukrainian: text that was left as it came. */
const isEnglish = (text: string): boolean => /[a-z]/i.test(text) && !/\p{Script=Cyrillic}/u.test(text)

/**
 * Marks what stays English on a page in another language, for readers that speak: text of documents (`foreign`) and, in
 * sentences, names in guillemets.
 */
const marked = (html: string): string =>
  html
    .replace(/<bdi>([^<]*)<\/bdi>/g, (all, text: string) =>
      isEnglish(text) ? `<bdi lang="en">${text}</bdi>` : all,
    )
    .replace(/<bdi>[^<]*«[^<]*<\/bdi>/g, (all) =>
      all.replace(/«([^»]*)»/g, (quoted, text: string) =>
        isEnglish(text) ? `«<span lang="en">${text}</span>»` : quoted,
      ),
    )

/** A page's body as a page in the language holds it. */
export const markedIn = (body: Markup, t: Strings): Markup =>
  t.language === 'en' ? body : trusted(marked(body.html))

/** The sections as a page in the language holds them. */
export const inLanguage = (sections: readonly ReportSection[], t: Strings): readonly ReportSection[] =>
  sections.map((section) => ({
    ...section,
    content: section.content === null ? null : markedIn(section.content, t),
  }))
