import type { Comparison } from '../study/index.js'
import { escapeHtml, html, type Markup, trusted } from './markup.js'
import { assumptionsSection, limitsSection, reproduceSection } from './sections/assumptions.js'
import { coalitionSection } from './sections/coalition.js'
import { credibilitySection } from './sections/credibility.js'
import { deterrenceSection } from './sections/deterrence.js'
import { escalationSection } from './sections/escalation.js'
import {
  burdenSection,
  foreknowledgeSection,
  moralHazardSection,
  tippingSection,
} from './sections/further.js'
import { headSection, partiesOf } from './sections/head.js'
import { honourSection } from './sections/honour.js'
import { ledgerSection } from './sections/ledger.js'
import { mapSection } from './sections/map.js'
import { equilibriaSection, findingsSection, unknownSection, viewsSection } from './sections/notes.js'
import { optionsSection } from './sections/options.js'
import { summarySection } from './sections/summary.js'
import { windowSection } from './sections/window.js'
import { patterns, styleSheet } from './style.js'

export interface ReportOptions {
  /** The command that made the comparison, as the reader should type it. */
  readonly command?: string
}

const contents: readonly (readonly [id: string, title: string])[] = [
  ['summary', 'Summary'],
  ['options', 'Side by side'],
  ['deterrence', 'Challenge'],
  ['credibility', 'Credibility'],
  ['honour', 'Honour'],
  ['coalition', 'Coalition'],
  ['ledger', 'Ledger'],
  ['escalation', 'Escalation'],
  ['window', 'Window'],
  ['foreknowledge', 'Foreknowledge'],
  ['burden', 'Burden'],
  ['tipping', 'Tipping points'],
  ['moral-hazard', 'Moral hazard'],
  ['map', 'Map'],
  ['loopholes', 'Loopholes'],
  ['unknown', 'Not known'],
  ['equilibria', 'Equilibria'],
  ['views', 'Other sides'],
  ['assumptions', 'Assumptions'],
  ['limits', 'Limits'],
  ['reproduce', 'Make it again'],
]

const navigation = (): Markup =>
  html`<nav aria-label="Contents"><ul>${contents.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>`

/** The command, where the caller gave none: file names are not part of a comparison. */
export const commandFor = ({ seed, draws, reading }: Comparison): string =>
  `guarantor compare DOCUMENTS --draws ${draws} --seed ${seed}${reading === 'as-is' ? ' --as-is' : ''} --html report.html`

/**
 * The report of a comparison: one HTML file that needs nothing else, no network and no script. The same input gives
 * the same bytes.
 */
export const renderReport = (comparison: Comparison, options: ReportOptions = {}): string => {
  const title = `Security guarantees compared: ${partiesOf(comparison).beneficiary}`
  const body = html`${trusted(patterns)}
<a class="skip" href="#summary">Skip to the summary</a>
${headSection(comparison)}
<main>
${navigation()}
${summarySection(comparison)}
${optionsSection(comparison)}
${deterrenceSection(comparison)}
${credibilitySection(comparison)}
${honourSection(comparison)}
${coalitionSection(comparison)}
${ledgerSection(comparison)}
${escalationSection(comparison)}
${windowSection(comparison)}
${foreknowledgeSection(comparison)}
${burdenSection(comparison)}
${tippingSection(comparison)}
${moralHazardSection(comparison)}
${mapSection(comparison)}
${findingsSection(comparison)}
${unknownSection(comparison)}
${equilibriaSection(comparison)}
${viewsSection(comparison)}
${assumptionsSection(comparison)}
${limitsSection()}
${reproduceSection(comparison, options.command ?? commandFor(comparison))}
</main>
<footer><p>Made by Guarantor ${comparison.version}. Model output under stated assumptions; not a forecast, and no position of any government.</p></footer>`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Guarantor ${escapeHtml(comparison.version)}">
<title>${escapeHtml(title)}</title>
<style>${styleSheet}</style>
</head>
<body>
${body.html}
</body>
</html>
`
}
