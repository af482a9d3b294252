import { foreign, html, type Markup, type Piece, section, table, trusted } from '../markup.js'
import { wholePage } from '../shell.js'
import { patterns } from '../style.js'
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
import { actorWords, eventWords, local, span, stateWords, typeWords, zoneWords } from './words.js'

/** More rows than this are cut off, and said to be. */
const MOST_ROWS = 500

const contents: readonly (readonly [id: string, title: string])[] = [
  ['objectives', 'Objectives'],
  ['timeline', 'Timeline'],
  ['owed', 'Who owed what'],
  ['times', 'Response times'],
  ['expected', 'Expected actions'],
  ['steps', 'Who bore the step'],
  ['holes', 'Holes found'],
  ['actions', 'Corrective actions'],
  ['texts', 'Texts'],
]

/** The after-action report: one HTML file that needs nothing else. The same exercise gives the same bytes. */
export const renderAfterAction = (played: Played): string => {
  const lanes = lanesOf(played.state)
  const { state, zone, start, version } = played
  const title = `After-action report: ${played.title}`
  const body = html`${trusted(patterns)}
<a class="skip" href="#objectives">Skip to the objectives</a>
<header>
<h1>After-action report</h1>
<p class="lead">${foreign(played.title)}</p>
${played.summary === undefined ? null : html`<p>${foreign(played.summary)}</p>`}
<dl class="facts"><dt>From</dt><dd>${local(start, zone)}</dd><dt>To</dt><dd>${local(state.now, zone)} (${span(start, state.now)})</dd>
<dt>Events known</dt><dd>${state.known}</dd><dt>Texts</dt><dd>${state.documents.length}, ${state.reading === 'in-force' ? 'taken as if in force' : 'by their status and the log'}</dd></dl>
<p class="note">${zoneWords(zone)} What follows is derived from the texts and the log. It shows what the texts say is owed; it does not forecast what anybody would do.</p>
</header>
<main>
<nav aria-label="Contents"><ul>${contents.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
${objectivesSection(played)}
${timelineSection(played, lanes)}
${owedSection(played, lanes)}
${timesSection(played, lanes)}
${expectedSection(played)}
${stepsSection(played)}
${holesSection(played)}
${actionsSection(correctiveActions(state, lanes))}
${textsSection(played)}
</main>
<footer><p>Made by Guarantor ${version} from exercise ${foreign(played.id)}. Not a forecast, and no position of any government.</p></footer>`
  return wholePage(
    {
      title,
      version,
      style: `
.wide .plot{min-width:46rem}
@media screen{table.told tbody th{min-width:2rem}table.told td:nth-child(4){min-width:14rem}
table.owed td:nth-child(4),table.steps td:nth-child(5){min-width:18rem}table.actions td:nth-child(2){min-width:14rem}}`,
    },
    body,
  )
}

const nothing = (what: string): Markup => html`<p>${what}</p>`

const cut = <T>(rows: readonly T[]): Piece =>
  rows.length > MOST_ROWS
    ? html`<p class="note">${rows.length - MOST_ROWS} more rows are left out here; the log has them all.</p>`
    : null

const objectivesSection = ({ objectives, events, injects }: Played): Markup =>
  section(
    'objectives',
    'Objectives',
    objectives.length === 0
      ? nothing('The exercise states none.')
      : html`<ol>${objectives.map(({ id, text }) => {
          const served = events.filter((event) => injects.get(event.id)?.objective === id).length
          return html`<li>${foreign(text)} <span class="soft">(${id}${served === 0 ? '' : `, ${served} ${served === 1 ? 'inject' : 'injects'}`})</span></li>`
        })}</ol>`,
  )

const timelineSection = (played: Played, lanes: readonly Lane[]): Markup => {
  const { zone, start } = played
  const { drawing, even } = timeline(played, lanes)
  const events = toldEvents(played)
  return section(
    'timeline',
    'Timeline',
    timelineKey,
    html`<div class="scroll wide" role="region" tabindex="0" aria-label="Timeline">${drawing}</div>
<p class="note">Numbers are events, in the order in which they became known; filled ones are incidents. ${
      even
        ? 'Equal distances are equal times.'
        : 'Each moment stands one step after the one before it: distances are not times.'
    } Bearers with the same history share a line.</p>`,
    table(
      'Events, by when they became known',
      ['', 'Known', 'Since start', 'What', 'Who', 'Kind'],
      events
        .slice(0, MOST_ROWS)
        .map(({ event, more }, index) => [
          index + 1,
          html`${local(event.knownAt, zone)}${event.occurredAt === event.knownAt ? null : html`<small>happened ${local(event.occurredAt, zone)}</small>`}`,
          span(start, event.knownAt),
          html`${foreign(eventWords(event))}${more === 0 ? null : ` and ${more} more`}${event.source === undefined ? null : html`<small>${foreign(event.source)}</small>`}`,
          foreign(actorWords(event)),
          typeWords(event.type),
        ]),
      'Events',
      'told',
    ),
    cut(events),
  )
}

const bearersOf = (lane: Lane): Piece =>
  lane.bearers.length <= 5
    ? named(lane.bearers)
    : html`<details><summary>${named(lane.bearers)}</summary>${lane.bearers.join(', ')}</details>`

/** A duty to refrain that is in force is kept, not due. */
const standsWords = ({ obligations: [{ shape, state }] }: Lane): string =>
  shape === 'prohibition' && state === 'due' ? 'kept' : stateWords[state]

const owedSection = ({ state, zone }: Played, lanes: readonly Lane[]): Markup =>
  section(
    'owed',
    'Who owed what',
    lanes.length === 0
      ? nothing('Nothing was ever in question: no incident met a clause.')
      : table(
          'Every obligation that was in question, and where it stands at the end',
          ['Clause', 'Bearers', 'Stands', 'In words', 'Due by'],
          lanes.slice(0, MOST_ROWS).map((lane) => {
            const [obligation] = lane.obligations
            const deadline = state.deadlines.find(({ id }) => id === obligation.deadline)
            return [
              html`${foreign(lane.pact)}<small>${foreign(lane.commitment)}, ${obligation.kind}</small>`,
              bearersOf(lane),
              html`<strong>${standsWords(lane)}</strong>${obligation.since === null ? null : html`<small>since ${local(obligation.since, zone)}</small>`}`,
              html`${sayTogether(lane.obligations).map(({ text }) => html`${foreign(text)} `)}${obligation.missing.length === 0 ? null : html`<small>missing: ${foreign(obligation.missing.join('; '))}</small>`}`,
              deadline === undefined
                ? 'no deadline'
                : html`${deadline.local}<small>${deadline.status}${deadline.qualifier === null ? null : html`, ${foreign(deadline.qualifier)}`}</small>`,
            ]
          }),
          'Obligations',
          'owed',
        ),
    cut(lanes),
  )

const timesSection = ({ state }: Played, lanes: readonly Lane[]): Markup => {
  const times = responseTimes(state, lanes)
  return section(
    'times',
    'Response times',
    times.length === 0
      ? nothing('No obligation was set going.')
      : table(
          'Counted from the first incident, or from what else set the obligation going',
          ['Clause', 'Bearers', 'Known after', 'Due after', 'Done after', 'Deadline after'],
          times
            .slice(0, MOST_ROWS)
            .map(({ lane, from, known, due, done, deadline, late }) => [
              html`${foreign(lane.pact)}<small>${foreign(lane.commitment)}</small>`,
              bearersOf(lane),
              known === null ? '–' : span(from, known),
              due === null ? '–' : span(from, due),
              done === null
                ? 'not done'
                : html`${span(from, done)}${late ? html`<small>late</small>` : null}`,
              deadline === null ? 'none' : span(from, deadline),
            ]),
          'Response times',
          'compact',
        ),
  )
}

const expectedSection = (played: Played): Markup => {
  const rows = expectations(played)
  return section(
    'expected',
    'Expected actions',
    rows.length === 0
      ? nothing('The injects name no expected actions.')
      : html`${table(
          'What planners expected of players, and what those addressed did next',
          ['Inject', 'Expected', 'To', 'Next', 'After', 'Controller'],
          rows.map(({ event, inject, next }) => [
            foreign(eventWords(event)),
            foreign(inject.expectedAction ?? ''),
            foreign(inject.to ?? ''),
            next === null ? 'nothing' : foreign(eventWords(next)),
            next === null ? '–' : span(event.knownAt, next.knownAt),
            foreign(inject.controller ?? ''),
          ]),
          'Expected actions',
        )}
<p class="note">Whether it was the expected action is for the controllers to say.</p>`,
  )
}

const sideWords = {
  adversary: 'adversary',
  beneficiary: 'beneficiary',
  guarantor: 'guarantor',
  body: 'body',
  other: 'other',
} as const

const characterWords = {
  challenge: 'a challenge',
  power: 'a power, free to use',
  discretionary: 'left to their judgement',
  owed: 'owed',
  'beyond-the-text': 'beyond the text',
} as const

const stepsSection = ({ state, zone }: Played): Markup =>
  section(
    'steps',
    'Who bore the step',
    state.steps.length === 0
      ? nothing('Nobody moved.')
      : html`${table(
          'Each rung of the ladder: whose move it was, and what the text said of it',
          ['When', 'Who', 'Rung', 'The move was', 'What', 'Clause'],
          state.steps
            .slice(0, MOST_ROWS)
            .map((step) => [
              local(step.at, zone),
              html`${foreign(named(step.actors))}<small>${sideWords[step.side]}</small>`,
              step.rung,
              html`${characterWords[step.character]}<small>${step.status}</small>`,
              foreign(step.what),
              step.clause === null
                ? ''
                : html`${foreign(`${step.clause.pact}/${step.clause.commitment}`)}${step.text === null ? null : html`<details><summary>text</summary>${foreign(step.text)}</details>`}`,
            ]),
          'Steps',
          'steps',
        )}`,
    cut(state.steps),
  )

const holesSection = ({ state }: Played): Markup =>
  section(
    'holes',
    'Holes found',
    state.holes.length + state.conflicts.length === 0
      ? nothing('None: every incident met a clause, and every question had somebody to answer it.')
      : html`<ul>${state.holes
          .slice(0, MOST_ROWS)
          .map(
            ({ what, clause }) =>
              html`<li>${foreign(what)}${clause === null ? null : html` <span class="soft">(${foreign(`${clause.pact}/${clause.commitment}`)})</span>`}</li>`,
          )}${state.conflicts.map(
          ({ what, settledBy }) =>
            html`<li>${foreign(what)}: ${settledBy === null ? 'the texts do not settle it' : foreign(settledBy)}.</li>`,
        )}</ul>`,
    state.ignored.length === 0
      ? null
      : html`<h3>Events without effect</h3><ul>${state.ignored
          .slice(0, MOST_ROWS)
          .map(({ event, reason }) => html`<li>${foreign(event)}: ${foreign(reason)}</li>`)}</ul>`,
  )

const actionsSection = (actions: readonly CorrectiveAction[]): Markup =>
  section(
    'actions',
    'Corrective actions',
    actions.length === 0
      ? nothing('None follows from the log.')
      : html`${table(
          'What the exercise suggests, from holes and from what was blocked, missed, late or declined',
          ['Action', 'Because', 'Where', 'Owner', 'By'],
          actions
            .slice(0, MOST_ROWS)
            .map(({ what, because, where }) => [what, foreign(because), foreign(where), '', '']),
          'Corrective actions',
          'actions',
        )}
<p class="note">Owner and date are for the participants to fill in.</p>`,
  )

const textsSection = ({ state }: Played): Markup =>
  section(
    'texts',
    'Texts',
    table(
      'The documents of the exercise, in the order in which they apply',
      ['Text', 'Order', 'Because', 'Status', 'In force for'],
      state.documents.map((document) => [
        html`${foreign(document.title)}<small>${foreign(document.pact)}</small>`,
        document.order,
        foreign(document.orderReason),
        html`${foreign(document.status)}${document.voided ? ', voided' : ''}`,
        named(document.inForceFor, 8),
      ]),
      'Texts',
    ),
  )
