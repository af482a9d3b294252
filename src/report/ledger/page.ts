import {
  type Chain,
  type DueItem,
  type Head,
  type MonthRow,
  partyName,
  type SayDoRow,
  type StatusRow,
} from '../../ledger/index.js'
import { navigation, type ReportSection } from '../contents.js'
import { foreign, html, type Markup, section, table, trusted } from '../markup.js'
import { percent } from '../numbers.js'
import { wholePage } from '../shell.js'
import { patterns } from '../style.js'
import { countText } from '../words.js'
import { subjectOf } from './amounts.js'
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

const titleOf = ({ dataset, release }: Source): string =>
  dataset === null ? 'entered by hand' : `${dataset}, release ${release}`

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
): readonly ReportSection[] => {
  const guarantors = guarantorsOf(status.filter(isFrom(source)))
  const shown = guarantors.slice(0, SHOWN)
  const own = months.filter(isFrom(source))
  const title = titleOf(source)
  const others =
    guarantors.length > shown.length
      ? html`<p class="note">The ${shown.length} largest of ${guarantors.length}; the table has all.</p>`
      : null
  const { heads, rows } = stepsTable(guarantors)
  const steps = table(
    html`EUR bn, ${foreign(title)}. Left out of the sums: repeated promises, parts of a package entered whole, amounts per year, and what is undisclosed or in a currency that nobody converted; the last two are counted in their columns. Undisclosed is not zero.`,
    heads,
    rows,
    `From word to deed, ${title}`,
    'compact',
  )
  const funnels = shown.flatMap((guarantor) => funnelFigure(guarantor) ?? [])
  const lines = shown.flatMap(({ who }) => linesFigure(who, own) ?? [])
  return [
    {
      id: `steps-${k}`,
      title: `From word to deed: ${title}`,
      content: section(
        `steps-${k}`,
        `From word to deed: ${title}`,
        funnels.length === 0
          ? null
          : html`<p>Each figure has a scale of its own. A step that no entry is about has no bar: that is not known, not zero.</p><div class="panels">${funnels}</div>`,
        others,
        steps,
      ),
    },
    ...(lines.length === 0
      ? []
      : [
          {
            id: `months-${k}`,
            title: `By month: ${title}`,
            content: section(
              `months-${k}`,
              `By month: ${title}`,
              html`<p>Sums of what is dated, up to each month. A line falls where a source takes something back.</p><div class="panels">${lines}</div>`,
              others,
            ),
          },
        ]),
  ]
}

const DUE = 100

const dueSection = (items: readonly DueItem[], asOf: string): ReportSection => ({
  id: 'due',
  title: 'Due next',
  content: section(
    'due',
    'Due next',
    table(
      `Promises due within 365 days of ${asOf} or overdue, less what is fulfilled or cancelled.${items.length > DUE ? ` The first ${DUE} of ${items.length}.` : ''}`,
      ['Due', 'In days', 'Guarantor', 'What', 'State', 'Entry'],
      items
        .slice(0, DUE)
        .map(({ day, days, entry, progress }) => [
          day,
          days < 0 ? `overdue by ${-days}` : days,
          foreign(partyName(entry.who)),
          foreign(subjectOf(entry)),
          progress.share === null ? progress.state : `${percent(progress.share)} done`,
          foreign(entry.id),
        ]),
      'Due next',
    ),
  ),
})

const lagSection = (rows: readonly SayDoRow[]): readonly ReportSection[] => {
  if (rows.length === 0) return []
  const curves = rows.flatMap((row) => lagFigure(row) ?? [])
  const figures: Markup | null =
    curves.length === 0
      ? null
      : html`<p>Share of the promised amount done, over days since the promise. What is not done yet counts as awaited, not as failed.</p><div class="panels">${curves}</div>`
  return [
    { id: 'lags', title: 'Say and do', content: section('lags', 'Say and do', sayDoTable(rows), figures) },
  ]
}

const repeatsSection = (chains: readonly Chain[]): readonly ReportSection[] =>
  chains.length === 0
    ? []
    : [
        {
          id: 'repeated',
          title: 'Said again',
          content: section('repeated', 'Said again', repeatsMarkup(chains)),
        },
      ]

/** The parts of the page of a ledger, in order. */
export const ledgerSections = (report: Omit<LedgerReport, 'version' | 'head'>): readonly ReportSection[] => [
  ...sourcesOf(report.status).flatMap((source, k) => sourceSections(source, k, report)),
  ...(report.due.length === 0 ? [] : [dueSection(report.due, report.asOf)]),
  ...lagSection(report.sayDo),
  ...repeatsSection(report.chains),
]

/** The page of a ledger: one file that needs nothing else. The same ledger and day give the same bytes. */
export const renderLedgerReport = (report: LedgerReport): string => {
  const { version, asOf, head, status } = report
  const title = 'Promised and delivered'
  const sources = sourcesOf(status)
  const sections = ledgerSections(report)
  const body = html`${trusted(patterns)}
<header><h1>${title}</h1>
<p class="lead">As of ${asOf}: ${countText(head.seq, 'entry', 'entries')} in the ledger, as corrected. A record of what sources say was promised and done, not a judgement of intent.</p>
${sources.length > 1 ? html`<p>Data sets and releases stand apart: to add them up would count things twice.</p>` : null}
</header>
<main>
${navigation(sections)}
${sections.map(({ content }) => content)}
</main>
<footer><p>Made by Guarantor ${version}. Head of the ledger <code>${head.hash}</code>: <code>guarantor ledger verify --head</code> shows whether a ledger still holds all of this.</p></footer>`
  return wholePage({ title, version }, body)
}
