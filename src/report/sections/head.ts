import type { Comparison, StateRef } from '../../study/index.js'
import { cautionsOf } from '../cautions.js'
import { foreign, html, type Markup } from '../markup.js'
import { countText, listText, readingText } from '../words.js'

/** Names that occur, each once, in order. */
const names = (states: readonly (StateRef | null)[]): string =>
  listText([...new Set(states.map((state) => (state === null ? 'none named' : state.name)))])

/** Who is protected against whom, in all options. */
export const partiesOf = ({ options }: Comparison) => ({
  beneficiary: names(options.map((option) => option.beneficiary)),
  adversary: names(options.map((option) => option.adversary)),
})

/** Title, what this page is, and with which parameters it was made. */
export const headSection = (comparison: Comparison): Markup => {
  const { options, draws, seed, version, reading, assumptions } = comparison
  const { beneficiary, adversary } = partiesOf(comparison)
  const changed = assumptions.filter((one) => one.overridden).length
  const fact = (term: string, text: Markup | string) => html`<dt>${term}</dt><dd>${text}</dd>`
  return html`<header>
<h1>Security guarantees compared: ${foreign(beneficiary)}</h1>
<p class="lead">What ${countText(options.length, 'guarantee')} would mean in a model of a crisis: whether a challenge is made, who responds as promised, and what each side risks. It explores stated assumptions. It is not a forecast and argues for no option.</p>
<dl class="facts">
${fact('Beneficiary', foreign(beneficiary))}
${fact('Adversary', foreign(adversary))}
${fact('Reading', readingText(reading))}
${fact('Draws', html`${draws} sets of assumptions, the same for every option; seed ${seed}`)}
${fact('Assumptions', html`${assumptions.length}, of which ${changed === 0 ? 'none' : changed} changed by the user`)}
${fact('Made with', html`Guarantor ${version}`)}
</dl>
<p class="note">Numbers are medians over the draws; what stands in brackets is the 5th to the 95th percentile. “Occasion” is a moment at which the adversary weighs a challenge. Probabilities are per occasion unless a number of years is named.</p>
${cautionsOf(
  draws,
  options.map((option) => ({
    beneficiary: option.beneficiary.id,
    adversary: option.adversary?.id ?? null,
  })),
).map((text) => html`<p><strong>${text}</strong></p>`)}
</header>
`
}
