import { navigation, type ReportSection } from '../contents.js'
import { foreign, html, type Markup, type Piece, section, table, trusted } from '../markup.js'
import { wholePage } from '../shell.js'
import type { Strings } from '../strings/en.js'
import { type Language, stringsIn } from '../strings/index.js'
import { patterns } from '../style.js'
import { markedIn } from '../translate.js'
import { NO_NUMBER } from '../words.js'
import {
  type CorrectiveAction,
  correctiveActions,
  expectations,
  type Lane,
  lanesOf,
  named,
  type Played,
  responseTimes,
  toldEvents,
} from './review.js'
import { sayTogether } from './terminal.js'
import { timeline, timelineKey } from './timeline.js'
import { actorWords, eventWords, local, span, typeWords, zoneWords } from './words.js'

/** More rows than this are cut off, and said to be. */
const MOST_ROWS = 500

const contents = (t: Strings): readonly ReportSection[] =>
  (
    [
      ['objectives', t.exercise.objectives.title],
      ['timeline', t.exercise.timeline.title],
      ['owed', t.exercise.owed.title],
      ['times', t.exercise.times.title],
      ['expected', t.exercise.expected.title],
      ['steps', t.exercise.steps.title],
      ['holes', t.exercise.holes.title],
      ['actions', t.exercise.actions.title],
      ['texts', t.exercise.documents.title],
    ] as const
  ).map(([id, title]) => ({ id, title, content: null }))

/** The after-action report: one HTML file that needs nothing else. The same exercise gives the same bytes. */
export const renderAfterAction = (played: Played, language: Language = 'en'): string => {
  const t = stringsIn(language)
  const say = t.exercise
  const lanes = lanesOf(played.state)
  const { state, zone, start, version } = played
  const title = say.titleOf(played.title)
  const body = html`${trusted(patterns)}
<a class="skip" href="#objectives">${say.skip}</a>
<header>
<h1>${say.title}</h1>
<p class="lead">${foreign(played.title)}</p>
${played.summary === undefined ? null : html`<p>${foreign(played.summary)}</p>`}
<dl class="facts"><dt>${say.from}</dt><dd>${local(start, zone)}</dd><dt>${say.to}</dt><dd>${local(state.now, zone)} (${span(start, state.now, t)})</dd>
<dt>${say.events}</dt><dd>${state.known}</dd><dt>${say.texts}</dt><dd>${say.textsText(state.documents.length, state.reading === 'in-force')}</dd></dl>
<p class="note">${zoneWords(zone, t)}${say.note}</p>
</header>
<main>
${navigation(contents(t), t)}
${objectivesSection(played, t)}
${timelineSection(played, lanes, t)}
${owedSection(played, lanes, t)}
${timesSection(played, lanes, t)}
${expectedSection(played, t)}
${stepsSection(played, t)}
${holesSection(played, t)}
${actionsSection(correctiveActions(state, lanes, t), t)}
${textsSection(played, t)}
</main>
<footer><p>${say.footer(version)}${foreign(played.id)}${say.footerEnd}</p></footer>`
  return wholePage(
    {
      title,
      version,
      style: `
.wide .plot{min-width:46rem}
@media screen{table.told tbody th{min-width:2rem}table.told td:nth-child(4){min-width:14rem}
table.owed td:nth-child(4),table.steps td:nth-child(5){min-width:18rem}table.actions td:nth-child(2){min-width:14rem}}`,
      language,
    },
    markedIn(body, t),
  )
}

const nothing = (what: string): Markup => html`<p>${what}</p>`

/** A word of the document language or of the log. */
const term = (word: string, t: Strings): string => t.exercise.words[word] ?? word

const cut = <T>(rows: readonly T[], t: Strings): Piece =>
  rows.length > MOST_ROWS ? html`<p class="note">${t.exercise.more(rows.length - MOST_ROWS)}</p>` : null

const objectivesSection = ({ objectives, events, injects }: Played, t: Strings): Markup =>
  section(
    'objectives',
    t.exercise.objectives.title,
    objectives.length === 0
      ? nothing(t.exercise.objectives.none)
      : html`<ol>${objectives.map(({ id, text }) => {
          const served = events.filter((event) => injects.get(event.id)?.objective === id).length
          return html`<li>${foreign(text)} <span class="soft">(${id}${served === 0 ? '' : `, ${t.exercise.objectives.served(served)}`})</span></li>`
        })}</ol>`,
  )

const timelineSection = (played: Played, lanes: readonly Lane[], t: Strings): Markup => {
  const { zone, start } = played
  const { drawing, even } = timeline(played, lanes, t)
  const events = toldEvents(played)
  const say = t.exercise.timeline
  return section(
    'timeline',
    say.title,
    timelineKey(t),
    html`<div class="scroll wide" role="region" tabindex="0" aria-label="${say.title}">${drawing}</div>
<p class="note">${say.numbers}${even ? say.even : say.uneven}${say.share}</p>`,
    table(
      say.caption,
      say.heads,
      events
        .slice(0, MOST_ROWS)
        .map(({ event, more }, index) => [
          index + 1,
          html`${local(event.knownAt, zone)}${event.occurredAt === event.knownAt ? null : html`<small>${say.happened}${local(event.occurredAt, zone)}</small>`}`,
          span(start, event.knownAt, t),
          html`${foreign(eventWords(event, t))}${more === 0 ? null : t.exercise.andMore(more)}${event.source === undefined ? null : html`<small>${foreign(event.source)}</small>`}`,
          foreign(actorWords(event, t)),
          typeWords(event.type, t),
        ]),
      say.eventsLabel,
      'told',
    ),
    cut(events, t),
  )
}

const bearersOf = (lane: Lane, t: Strings): Piece =>
  lane.bearers.length <= 5
    ? named(lane.bearers)
    : html`<details><summary>${named(lane.bearers, 5, t)}</summary>${lane.bearers.join(', ')}</details>`

/** A duty to refrain that is in force is kept, not due. */
const standsWords = ({ obligations: [{ shape, state }] }: Lane, t: Strings): string =>
  shape === 'prohibition' && state === 'due' ? t.exercise.owed.kept : t.exercise.states[state]

/** The obligations of a lane in words; in another language with what the engine says beside it. */
const sentences = (lane: Lane, until: string | null, t: Strings): Markup => {
  const engine = html`${sayTogether(lane.obligations).map(({ text }) => html`${foreign(text)} `)}`
  const own = t.exercise.inWords(lane.obligations[0], lane.bearers, until)
  return own === null ? engine : html`${own}<small>${engine}</small>`
}

const owedSection = ({ state, zone }: Played, lanes: readonly Lane[], t: Strings): Markup => {
  const say = t.exercise.owed
  return section(
    'owed',
    say.title,
    lanes.length === 0
      ? nothing(say.none)
      : table(
          say.caption,
          say.heads,
          lanes.slice(0, MOST_ROWS).map((lane) => {
            const [obligation] = lane.obligations
            const deadline = state.deadlines.find(({ id }) => id === obligation.deadline)
            const until =
              deadline === undefined ? null : t.exercise.deadline(deadline.local, local(deadline.at, zone))
            return [
              html`${foreign(lane.pact)}<small>${foreign(lane.commitment)}, ${term(obligation.kind, t)}</small>`,
              bearersOf(lane, t),
              html`<strong>${standsWords(lane, t)}</strong>${obligation.since === null ? null : html`<small>${say.since}${local(obligation.since, zone)}</small>`}`,
              html`${sentences(lane, until, t)}${obligation.missing.length === 0 ? null : html`<small>${say.missing}${foreign(obligation.missing.join('; '))}</small>`}`,
              deadline === undefined
                ? say.noDeadline
                : html`${until}<small>${term(deadline.status, t)}${deadline.qualifier === null ? null : html`, ${foreign(deadline.qualifier)}`}</small>`,
            ]
          }),
          say.label,
          'owed',
        ),
    cut(lanes, t),
  )
}

const timesSection = ({ state }: Played, lanes: readonly Lane[], t: Strings): Markup => {
  const times = responseTimes(state, lanes)
  const say = t.exercise.times
  return section(
    'times',
    say.title,
    times.length === 0
      ? nothing(say.none)
      : table(
          say.caption,
          say.heads,
          times
            .slice(0, MOST_ROWS)
            .map(({ lane, from, known, due, done, deadline, late }) => [
              html`${foreign(lane.pact)}<small>${foreign(lane.commitment)}</small>`,
              bearersOf(lane, t),
              known === null ? NO_NUMBER : span(from, known, t),
              due === null ? NO_NUMBER : span(from, due, t),
              done === null
                ? say.notDone
                : html`${span(from, done, t)}${late ? html`<small>${say.late}</small>` : null}`,
              deadline === null ? say.noDeadline : span(from, deadline, t),
            ]),
          say.title,
          'compact',
        ),
  )
}

const expectedSection = (played: Played, t: Strings): Markup => {
  const rows = expectations(played)
  const say = t.exercise.expected
  return section(
    'expected',
    say.title,
    rows.length === 0
      ? nothing(say.none)
      : html`${table(
          say.caption,
          say.heads,
          rows.map(({ event, inject, next }) => [
            foreign(eventWords(event, t)),
            foreign(inject.expectedAction ?? ''),
            foreign(inject.to ?? ''),
            next === null ? say.nothing : foreign(eventWords(next, t)),
            next === null ? NO_NUMBER : span(event.knownAt, next.knownAt, t),
            foreign(inject.controller ?? ''),
          ]),
          say.title,
        )}
<p class="note">${say.note}</p>`,
  )
}

const stepsSection = ({ state, zone }: Played, t: Strings): Markup => {
  const say = t.exercise.steps
  return section(
    'steps',
    say.title,
    state.steps.length === 0
      ? nothing(say.none)
      : html`${table(
          say.caption,
          say.heads,
          state.steps
            .slice(0, MOST_ROWS)
            .map((step) => [
              local(step.at, zone),
              html`${foreign(named(step.actors, 5, t))}<small>${t.exercise.sides[step.side]}</small>`,
              term(step.rung, t),
              html`${t.exercise.characters[step.character]}<small>${term(step.status, t)}</small>`,
              foreign(step.what),
              step.clause === null
                ? ''
                : html`${foreign(`${step.clause.pact}/${step.clause.commitment}`)}${step.text === null ? null : html`<details><summary>${say.text}</summary>${foreign(step.text)}</details>`}`,
            ]),
          say.label,
          'steps',
        )}`,
    cut(state.steps, t),
  )
}

const holesSection = ({ state }: Played, t: Strings): Markup => {
  const say = t.exercise.holes
  return section(
    'holes',
    say.title,
    state.holes.length + state.conflicts.length === 0
      ? nothing(say.none)
      : html`<ul>${state.holes
          .slice(0, MOST_ROWS)
          .map(
            ({ what, clause }) =>
              html`<li>${foreign(what)}${clause === null ? null : html` <span class="soft">(${foreign(`${clause.pact}/${clause.commitment}`)})</span>`}</li>`,
          )}${state.conflicts.map(
          ({ what, settledBy }) =>
            html`<li>${foreign(what)}: ${settledBy === null ? say.notSettled : foreign(settledBy)}.</li>`,
        )}</ul>`,
    state.ignored.length === 0
      ? null
      : html`<h3>${say.ignored}</h3><ul>${state.ignored
          .slice(0, MOST_ROWS)
          .map(({ event, reason }) => html`<li>${foreign(event)}: ${foreign(reason)}</li>`)}</ul>`,
  )
}

const actionsSection = (actions: readonly CorrectiveAction[], t: Strings): Markup => {
  const say = t.exercise.actions
  return section(
    'actions',
    say.title,
    actions.length === 0
      ? nothing(say.none)
      : html`${table(
          say.caption,
          say.heads,
          actions
            .slice(0, MOST_ROWS)
            .map(({ what, because, where }) => [what, foreign(because), foreign(where), '', '']),
          say.title,
          'actions',
        )}
<p class="note">${say.note}</p>`,
  )
}

const textsSection = ({ state }: Played, t: Strings): Markup => {
  const say = t.exercise.documents
  return section(
    'texts',
    say.title,
    table(
      say.caption,
      say.heads,
      state.documents.map((document) => [
        html`${foreign(document.title)}<small>${foreign(document.pact)}</small>`,
        document.order,
        foreign(document.orderReason),
        html`${foreign(term(document.status, t))}${document.voided ? say.voided : ''}`,
        named(document.inForceFor, 8, t),
      ]),
      say.title,
    ),
  )
}
