import { type Chain, type LeagueRow, partyName, type SayDoRow, type Wording } from '../../ledger/index.js'
import { foreign, html, type Markup, section, table, trusted } from '../markup.js'
import { percent, rangeText, significant } from '../numbers.js'
import { wholePage } from '../shell.js'
import { en, type Strings } from '../strings/en.js'
import { patterns } from '../style.js'
import { partyIn } from './amounts.js'
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

const amount = (value: number, { measure }: SayDoRow, t: Strings): string =>
  /^[A-Z]{3}$/.test(measure) ? t.track.sayDo.billion(measure, t.fixed(value / 1e9, 2)) : t.significant(value)

/** Say/do as a table, with what is not yet due kept apart. */
export const sayDoTable = (rows: readonly SayDoRow[], t: Strings = en): Markup =>
  table(
    t.track.sayDo.caption,
    t.track.sayDo.heads,
    rows.map((row) => [
      foreign(partyIn(row.who, t)),
      t.track.areas[row.area] ?? row.area,
      foreign(row.dataset === null ? t.track.sayDo.byHand : `${row.dataset} ${row.release ?? ''}`),
      amount(row.promised, row, t),
      shareText(row.allocatedShare, t),
      shareText(row.deliveredShare, t),
      halfText(row, t),
      amount(row.notYetDue, row, t),
      amount(row.overdue, row, t),
      amount(row.undated, row, t),
      amount(row.undisclosed, row, t),
    ]),
    t.track.sayDo.label,
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

const chainText = ({ who, first, firstSaid, promise, repeats }: Chain, t: Strings): Markup => {
  const say = t.track.repeats
  return html`<details><summary>${foreign(partyIn(who, t))}${say.summary(firstSaid, repeats.length)}</summary>
<p><q>${foreign(promise)}</q> <small>${foreign(first)}</small></p>
<ul>${repeats.map(
    ({ date, score, sentence, words, amounts, news, id }) =>
      html`<li>${say.alike(date, t.percent(score))}<q>${foreign(sentence)}</q> <small>${foreign(id)}; ${say.shared}${foreign([...amounts, ...words].join(', '))}; ${news.length === 0 ? say.nothingNew : foreign(news.map((one) => say.news(one.kind, one.words)).join('; '))}</small></li>
`,
  )}</ul></details>
`
}

/** Repeated promises: when they were said, and the words. */
export const repeatsMarkup = (chains: readonly Chain[], t: Strings = en): Markup =>
  html`${repeatTimeline(chains, t)}${chains.map((chain) => chainText(chain, t))}`

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
