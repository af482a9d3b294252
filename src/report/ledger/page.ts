import type { Chain, DueItem, Head, MonthRow, SayDoRow, StatusRow } from '../../ledger/index.js'
import { navigation, type ReportSection } from '../contents.js'
import { foreign, html, type Markup, section, table, trusted } from '../markup.js'
import { wholePage } from '../shell.js'
import type { Strings } from '../strings/en.js'
import { type Language, stringsIn } from '../strings/index.js'
import { patterns } from '../style.js'
import { inLanguage, markedIn } from '../translate.js'
import { partyIn, subjectOf } from './amounts.js'
import { funnelFigure, guarantorsOf, linesFigure, SHOWN, stepsTable } from './funnel.js'
import { lagFigure } from './lags.js'
import { repeatsMarkup, sayDoTable } from './sayPage.js'

/** What the page of a ledger shows; parts that are empty are left out. */
export interface LedgerReport {
  readonly version: string
  readonly asOf: string
  readonly head: Head
  readonly status: readonly StatusRow[]
  readonly months: readonly MonthRow[]
  readonly due: readonly DueItem[]
  readonly sayDo: readonly SayDoRow[]
  readonly chains: readonly Chain[]
}

interface Source {
  readonly dataset: string | null
  readonly release: string | null
}

const titleOf = ({ dataset, release }: Source, t: Strings): string =>
  dataset === null ? t.track.byHand : t.track.fromData(dataset, release)

const isFrom =
  (source: Source) =>
  (row: Source): boolean =>
    row.dataset === source.dataset && row.release === source.release

const sourcesOf = (rows: readonly StatusRow[]): readonly Source[] =>
  rows.filter((row, k) => rows.findIndex(isFrom(row)) === k)

const sourceSections = (
  source: Source,
  k: number,
  { status, months }: Pick<LedgerReport, 'status' | 'months'>,
  t: Strings,
): readonly ReportSection[] => {
  const guarantors = guarantorsOf(status.filter(isFrom(source)))
  const shown = guarantors.slice(0, SHOWN)
  const own = months.filter(isFrom(source))
  const title = titleOf(source, t)
  const say = t.track
  const others =
    guarantors.length > shown.length
      ? html`<p class="note">${say.largest(shown.length, guarantors.length)}</p>`
      : null
  const { heads, rows } = stepsTable(guarantors, t)
  const steps = table(
    html`${say.unit}, ${foreign(title)}${say.stepsCaption}`,
    heads,
    rows,
    say.wordLabel(title),
    'compact',
  )
  const funnels = shown.flatMap((guarantor) => funnelFigure(guarantor, t) ?? [])
  const lines = shown.flatMap(({ who }) => linesFigure(who, own, t) ?? [])
  return [
    {
      id: `steps-${k}`,
      title: say.word(title),
      content: section(
        `steps-${k}`,
        say.word(title),
        funnels.length === 0 ? null : html`<p>${say.ownScale}</p><div class="panels">${funnels}</div>`,
        others,
        steps,
      ),
    },
    ...(lines.length === 0
      ? []
      : [
          {
            id: `months-${k}`,
            title: say.months(title),
            content: section(
              `months-${k}`,
              say.months(title),
              html`<p>${say.monthsLead}</p><div class="panels">${lines}</div>`,
              others,
            ),
          },
        ]),
  ]
}

const DUE = 100

const dueSection = (items: readonly DueItem[], asOf: string, t: Strings): ReportSection => {
  const say = t.track.due
  return {
    id: 'due',
    title: say.title,
    content: section(
      'due',
      say.title,
      table(
        say.caption(asOf, DUE, items.length),
        say.heads,
        items
          .slice(0, DUE)
          .map(({ day, days, entry, progress }) => [
            day,
            days < 0 ? say.overdue(-days) : days,
            foreign(partyIn(entry.who, t)),
            foreign(subjectOf(entry, t)),
            progress.share === null
              ? (say.states[progress.state] ?? progress.state)
              : say.done(t.percent(progress.share)),
            foreign(entry.id),
          ]),
        say.title,
      ),
    ),
  }
}

const lagSection = (rows: readonly SayDoRow[], t: Strings): readonly ReportSection[] => {
  if (rows.length === 0) return []
  const { title, lead } = t.track.sayDo
  const curves = rows.flatMap((row) => lagFigure(row, t) ?? [])
  const figures: Markup | null =
    curves.length === 0 ? null : html`<p>${lead}</p><div class="panels">${curves}</div>`
  return [{ id: 'lags', title, content: section('lags', title, sayDoTable(rows, t), figures) }]
}

const repeatsSection = (chains: readonly Chain[], t: Strings): readonly ReportSection[] => {
  const { title } = t.track.repeats
  return chains.length === 0
    ? []
    : [{ id: 'repeated', title, content: section('repeated', title, repeatsMarkup(chains, t)) }]
}

/** The parts of the page of a ledger, in order. */
export const ledgerSections = (
  report: Omit<LedgerReport, 'version' | 'head'>,
  language: Language = 'en',
): readonly ReportSection[] => {
  const t = stringsIn(language)
  return inLanguage(
    [
      ...sourcesOf(report.status).flatMap((source, k) => sourceSections(source, k, report, t)),
      ...(report.due.length === 0 ? [] : [dueSection(report.due, report.asOf, t)]),
      ...lagSection(report.sayDo, t),
      ...repeatsSection(report.chains, t),
    ],
    t,
  )
}

/** The page of a ledger: one file that needs nothing else. The same ledger and day give the same bytes. */
export const renderLedgerReport = (report: LedgerReport, language: Language = 'en'): string => {
  const { version, asOf, head, status } = report
  const t = stringsIn(language)
  const { title, lead, apart, footer, verify, verifyEnd } = t.track
  const sources = sourcesOf(status)
  const sections = ledgerSections(report, language)
  const body = html`${trusted(patterns)}
<header><h1>${title}</h1>
<p class="lead">${lead(asOf, head.seq)}</p>
${sources.length > 1 ? html`<p>${apart}</p>` : null}
</header>
<main>
${navigation(sections, t)}
${sections.map(({ content }) => content)}
</main>
<footer><p>${footer(version)}<code>${head.hash}</code>${verify}<code>guarantor ledger verify --head</code>${verifyEnd}</p></footer>`
  return wholePage({ title, version, language }, markedIn(body, t))
}
