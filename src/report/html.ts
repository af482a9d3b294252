import type { Comparison } from '../study/index.js'
import { navigation, type ReportSection } from './contents.js'
import { html, trusted } from './markup.js'
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
import { recordSection } from './sections/record.js'
import { summarySection } from './sections/summary.js'
import { windowSection } from './sections/window.js'
import { wholePage } from './shell.js'
import { patterns } from './style.js'

export interface ReportOptions {
  /** The command that made the comparison, as the reader should type it. */
  readonly command?: string
}

/** The command, where the caller gave none: file names are not part of a comparison. */
export const commandFor = ({ seed, draws, reading, prior }: Comparison): string =>
  `guarantor compare DOCUMENTS --draws ${draws} --seed ${seed}${reading === 'as-is' ? ' --as-is' : ''}${prior === 'wide' ? ' --prior wide' : ''} --html report.html`

/** What the record moves, where a ledger was given. */
const recordSections = (comparison: Comparison): readonly ReportSection[] => {
  const content = recordSection(comparison)
  return content === null ? [] : [{ id: 'record', title: 'Record', content }]
}

/** The parts of the report of a comparison, in their order; each is a section with its heading. */
export const comparisonSections = (
  comparison: Comparison,
  command: string = commandFor(comparison),
): readonly ReportSection[] => [
  { id: 'summary', title: 'Summary', content: summarySection(comparison) },
  { id: 'options', title: 'Side by side', content: optionsSection(comparison) },
  { id: 'deterrence', title: 'Challenge', content: deterrenceSection(comparison) },
  { id: 'credibility', title: 'Credibility', content: credibilitySection(comparison) },
  { id: 'honour', title: 'Honour', content: honourSection(comparison) },
  ...recordSections(comparison),
  { id: 'coalition', title: 'Coalition', content: coalitionSection(comparison) },
  { id: 'ledger', title: 'Ledger', content: ledgerSection(comparison) },
  { id: 'escalation', title: 'Escalation', content: escalationSection(comparison) },
  { id: 'window', title: 'Window', content: windowSection(comparison) },
  { id: 'foreknowledge', title: 'Foreknowledge', content: foreknowledgeSection(comparison) },
  { id: 'burden', title: 'Burden', content: burdenSection(comparison) },
  { id: 'tipping', title: 'Tipping points', content: tippingSection(comparison) },
  { id: 'moral-hazard', title: 'Moral hazard', content: moralHazardSection(comparison) },
  { id: 'map', title: 'Map', content: mapSection(comparison) },
  { id: 'loopholes', title: 'Loopholes', content: findingsSection(comparison) },
  { id: 'unknown', title: 'Not known', content: unknownSection(comparison) },
  { id: 'equilibria', title: 'Equilibria', content: equilibriaSection(comparison) },
  { id: 'views', title: 'Other sides', content: viewsSection(comparison) },
  { id: 'assumptions', title: 'Assumptions', content: assumptionsSection(comparison) },
  { id: 'limits', title: 'Limits', content: limitsSection() },
  { id: 'reproduce', title: 'Make it again', content: reproduceSection(comparison, command) },
]

/**
 * The report of a comparison: one HTML file that needs nothing else, no network and no script. The same input gives
 * the same bytes.
 */
export const renderReport = (comparison: Comparison, options: ReportOptions = {}): string => {
  const title = `Security guarantees compared: ${partiesOf(comparison).beneficiary}`
  const sections = comparisonSections(comparison, options.command)
  const body = html`${trusted(patterns)}
<a class="skip" href="#summary">Skip to the summary</a>
${headSection(comparison)}
<main>
${navigation(sections)}
${sections.map(({ content }) => content)}
</main>
<footer><p>Made by Guarantor ${comparison.version}. Model output under stated assumptions; not a forecast, and no position of any government.</p></footer>`
  return wholePage({ title, version: comparison.version }, body)
}
