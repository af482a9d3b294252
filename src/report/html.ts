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
import { type Language, type Strings, stringsIn } from './strings/index.js'
import { patterns } from './style.js'
import { comparisonIn, inLanguage, markedIn } from './translate.js'

export interface ReportOptions {
  /** The command that made the comparison, as the reader should type it. */
  readonly command?: string
  readonly language?: Language | undefined
}

/** The command, where the caller gave none: file names are not part of a comparison. */
export const commandFor = ({ seed, draws, reading, prior }: Comparison, language: Language = 'en'): string =>
  `guarantor compare DOCUMENTS --draws ${draws} --seed ${seed}${reading === 'as-is' ? ' --as-is' : ''}${prior === 'wide' ? ' --prior wide' : ''} --html report.html${language === 'en' ? '' : ` --language ${language}`}`

/** What the record moves, where a ledger was given. */
const recordSections = (comparison: Comparison, t: Strings): readonly ReportSection[] => {
  const content = recordSection(comparison, t)
  return content === null ? [] : [{ id: 'record', title: t.record.short, content }]
}

/** The parts of the report of a comparison, in their order; each is a section with its heading. */
export const comparisonSections = (
  comparison: Comparison,
  command: string | undefined = undefined,
  language: Language = 'en',
): readonly ReportSection[] => {
  const t = stringsIn(language)
  const said = comparisonIn(comparison, t)
  return inLanguage(
    [
      { id: 'summary', title: t.summary.short, content: summarySection(said, t) },
      { id: 'options', title: t.options.short, content: optionsSection(said, t) },
      { id: 'deterrence', title: t.deterrence.short, content: deterrenceSection(said, t) },
      { id: 'credibility', title: t.credibilitySection.short, content: credibilitySection(said, t) },
      { id: 'honour', title: t.honour.short, content: honourSection(said, t) },
      ...recordSections(said, t),
      { id: 'coalition', title: t.coalition.short, content: coalitionSection(said, t) },
      { id: 'ledger', title: t.ledger.short, content: ledgerSection(said, t) },
      { id: 'escalation', title: t.escalation.short, content: escalationSection(said, t) },
      { id: 'window', title: t.window.short, content: windowSection(said, t) },
      { id: 'foreknowledge', title: t.foreknowledge.short, content: foreknowledgeSection(said, t) },
      { id: 'burden', title: t.burden.short, content: burdenSection(said, t) },
      { id: 'tipping', title: t.tipping.short, content: tippingSection(said, t) },
      { id: 'moral-hazard', title: t.moralHazard.short, content: moralHazardSection(said, t) },
      { id: 'map', title: t.map.short, content: mapSection(said, t) },
      { id: 'loopholes', title: t.findings.short, content: findingsSection(said, t) },
      { id: 'unknown', title: t.unknown.short, content: unknownSection(said, t) },
      { id: 'equilibria', title: t.equilibria.short, content: equilibriaSection(said, t) },
      { id: 'views', title: t.views.short, content: viewsSection(said, t) },
      { id: 'assumptions', title: t.assumptions.short, content: assumptionsSection(said, t) },
      { id: 'limits', title: t.limits.short, content: limitsSection(t) },
      {
        id: 'reproduce',
        title: t.reproduce.short,
        content: reproduceSection(said, command ?? commandFor(comparison, language), t),
      },
    ],
    t,
  )
}

/**
 * The report of a comparison: one HTML file that needs nothing else, no network and no script. The same input gives
 * the same bytes.
 */
export const renderReport = (comparison: Comparison, options: ReportOptions = {}): string => {
  const { command, language = 'en' } = options
  const t = stringsIn(language)
  const said = comparisonIn(comparison, t)
  const title = t.page.title(partiesOf(said, t).beneficiary)
  const sections = comparisonSections(comparison, command, language)
  const body = html`${trusted(patterns)}
<a class="skip" href="#summary">${t.page.skip}</a>
${headSection(said, t)}
<main>
${navigation(sections, t)}
${sections.map(({ content }) => content)}
</main>
<footer><p>${t.page.footer(comparison.version)}</p></footer>`
  return wholePage({ title, version: comparison.version, language }, markedIn(body, t))
}
