import type { Comparison, StateRef } from '../../study/index.js'
import { cautionsOf } from '../cautions.js'
import { foreign, html, type Markup } from '../markup.js'
import { en, type Strings } from '../strings/en.js'
import { readingText } from '../words.js'

/** Names that occur, each once, in order. */
const names = (states: readonly (StateRef | null)[], t: Strings): string =>
  t.listText([...new Set(states.map((state) => (state === null ? t.page.noneNamed : state.name)))])

/** Who is protected against whom, in all options. */
export const partiesOf = ({ options }: Comparison, t: Strings = en) => ({
  beneficiary: names(
    options.map((option) => option.beneficiary),
    t,
  ),
  adversary: names(
    options.map((option) => option.adversary),
    t,
  ),
})

/** Title, what this page is, and with which parameters it was made. */
export const headSection = (comparison: Comparison, t: Strings = en): Markup => {
  const { options, draws, seed, version, reading, assumptions } = comparison
  const { beneficiary, adversary } = partiesOf(comparison, t)
  const changed = assumptions.filter((one) => one.overridden).length
  const fact = (term: string, text: Markup | string) => html`<dt>${term}</dt><dd>${text}</dd>`
  return html`<header>
<h1>${t.page.title('')}${foreign(beneficiary)}</h1>
<p class="lead">${t.page.lead(options.length)}</p>
<dl class="facts">
${fact(t.page.beneficiary, foreign(beneficiary))}
${fact(t.page.adversary, foreign(adversary))}
${fact(t.page.reading, readingText(reading, t))}
${fact(t.page.draws, t.page.drawsText(draws, seed))}
${fact(t.page.assumptions, t.page.assumptionsText(assumptions.length, changed))}
${fact(t.page.madeWith, html`Guarantor ${version}`)}
</dl>
<p class="note">${t.page.note}</p>
${cautionsOf(
  draws,
  options.map((option) => ({
    beneficiary: option.beneficiary.id,
    adversary: option.adversary?.id ?? null,
  })),
  t,
).map((text) => html`<p><strong>${text}</strong></p>`)}
</header>
`
}
