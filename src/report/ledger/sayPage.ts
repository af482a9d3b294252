import { type Chain, type LeagueRow, partyName, type SayDoRow, type Wording } from '../../ledger/index.js'
import { foreign, html, type Markup, section, table, trusted } from '../markup.js'
import { percent, rangeText, significant } from '../numbers.js'
import { wholePage } from '../shell.js'
import { patterns } from '../style.js'
import { countText } from '../words.js'
import { lagFigure, repeatTimeline } from './lags.js'
import { halfText, shareText } from './say.js'

/** What a page of say/do and repeated promises shows; parts that are empty are left out. */
export interface SayPage {
  readonly version: string
  readonly asOf: string
  readonly rows: readonly SayDoRow[]
  readonly league: readonly LeagueRow[]
  readonly leagueTitle: string
  readonly chains: readonly Chain[]
  readonly wordings: readonly Wording[]
}

const amount = (value: number, { measure }: SayDoRow): string =>
  /^[A-Z]{3}$/.test(measure) ? `${measure} ${(value / 1e9).toFixed(2)} bn` : significant(value)

/** Say/do as a table, with what is not yet due kept apart. */
export const sayDoTable = (rows: readonly SayDoRow[]): Markup =>
  table(
    'Promised: what stands, less cancellations. Shares with 5 to 95% over resampled promises. Not yet due, overdue and without a date: of what is not delivered (allocated, where no delivery is known).',
    [
      'Guarantor',
      'Area',
      'Source',
      'Promised',
      'Allocated',
      'Delivered',
      'Half done after',
      'Not yet due',
      'Overdue',
      'Without a date',
      'Undisclosed',
    ],
    rows.map((row) => [
      foreign(partyName(row.who)),
      row.area,
      foreign(row.dataset === null ? 'by hand' : `${row.dataset} ${row.release ?? ''}`),
      amount(row.promised, row),
      shareText(row.allocatedShare),
      shareText(row.deliveredShare),
      halfText(row),
      amount(row.notYetDue, row),
      amount(row.overdue, row),
      amount(row.undated, row),
      amount(row.undisclosed, row),
    ]),
    'Say and do per guarantor',
    'compact',
  )

const leagueTable = (rows: readonly LeagueRow[], title: string): Markup =>
  table(
    html`${foreign(title)}. Where intervals overlap, the order is chance.`,
    ['Guarantor', 'Rank', '5 to 95%', 'Share done', 'Promises'],
    rows.map(({ who, rank, low, high, value, valueLow, valueHigh, promises }) => [
      foreign(partyName(who)),
      significant(rank),
      `${significant(low)} to ${significant(high)}`,
      `${percent(value)} (${rangeText({ p05: valueLow, p50: value, p95: valueHigh })})`,
      promises,
    ]),
    'League table',
    'compact',
  )

const chainText = ({ who, first, firstSaid, promise, repeats }: Chain): Markup =>
  html`<details><summary>${foreign(partyName(who))}: first said ${firstSaid}, then ${countText(repeats.length, 'time', 'times')}</summary>
<p><q>${foreign(promise)}</q> <small>${foreign(first)}</small></p>
<ul>${repeats.map(
    ({ date, score, sentence, words, amounts, news, id }) =>
      html`<li>${date}, ${percent(score)} alike: <q>${foreign(sentence)}</q> <small>${foreign(id)}; shared: ${foreign([...amounts, ...words].join(', '))}; ${news.length === 0 ? 'nothing new' : foreign(news.map((one) => `new ${one.kind}: ${one.words}`).join('; '))}</small></li>
`,
  )}</ul></details>
`

/** Repeated promises: when they were said, and the words. */
export const repeatsMarkup = (chains: readonly Chain[]): Markup =>
  html`${repeatTimeline(chains)}${chains.map(chainText)}`

const wordingTable = (wordings: readonly Wording[]): Markup =>
  table(
    'Words that hold together in three statements or more. Some are mere turns of phrase: a person judges.',
    ['Words, as first said', 'Statements', 'First', 'Last', 'By'],
    wordings.map(({ words, statements }) => [
      foreign(words),
      statements.length,
      statements[0].date,
      statements.at(-1)?.date ?? '',
      [...new Set(statements.map(({ who }) => who))].join(' '),
    ]),
    'Recurring wording',
    'compact',
  )

/** One self-contained page. The same input gives the same bytes. */
export const renderSayPage = (page: SayPage): string => {
  const { rows, league, chains, wordings } = page
  const title =
    rows.length > 0 ? 'Said and done: promises and what became of them' : 'Said again: repeated promises'
  const curves = rows.flatMap((row) => lagFigure(row) ?? [])
  const parts: readonly (readonly [id: string, name: string, content: Markup])[] = [
    ...(rows.length > 0 ? [['say-do', 'Say and do', sayDoTable(rows)] as const] : []),
    ...(curves.length > 0
      ? [
          [
            'lags',
            'From promise to deed',
            html`<p>What is not done yet counts as awaited, not as failed. Steps are amounts, weighted by their size. The last steps rest on the few promises that are old enough: look at the band.</p><div class="panels">${curves}</div>`,
          ] as const,
        ]
      : []),
    ...(league.length > 0
      ? [['league', 'League table', leagueTable(league, page.leagueTitle)] as const]
      : []),
    ...(chains.length > 0 ? [['repeated', 'Said again', repeatsMarkup(chains)] as const] : []),
    ...(wordings.length > 0 ? [['wording', 'Recurring wording', wordingTable(wordings)] as const] : []),
  ]
  const body = html`${trusted(patterns)}
<header><h1>${title}</h1>
<p class="lead">As of ${page.asOf}. A record of what the ledger holds, not a judgement of intent: undisclosed is not zero, not yet due is not broken.</p></header>
<main>
<nav aria-label="Contents"><ul>${parts.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
${parts.map(([id, name, content]) => section(id, name, content))}
</main>
<footer><p>Made by Guarantor ${page.version}.</p></footer>`
  return wholePage({ title, version: page.version }, body)
}
