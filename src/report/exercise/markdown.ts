import { cleanText } from '../text.js'
import {
  correctiveActions,
  expectations,
  lanesOf,
  named,
  type Played,
  responseTimes,
  toldEvents,
} from './review.js'
import { sayTogether } from './terminal.js'
import { actorWords, eventWords, local, span, stateWords, typeWords, zoneWords } from './words.js'

/** Text of a document that means nothing in Markdown or HTML, so that it cannot open a link, a table or a tag. */
const plain = (text: string): string => cleanText(text).replace(/[\\`*_{}[\]<>#|~]/g, (mark) => `\\${mark}`)

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |\n`

const grid = (heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  `${row(heads)}${row(heads.map(() => '---'))}${rows.map(row).join('')}`

const list = (items: readonly string[]): string => items.map((item) => `- ${item}\n`).join('')

/** The after-action report in Markdown: the same content as the page, without the drawing. */
export const renderAfterActionMarkdown = (played: Played): string => {
  const { state, zone, start } = played
  const lanes = lanesOf(state)
  const events = toldEvents(played)
  const at = (moment: string): string => local(moment, zone)
  const where = (ref: { pact: string; commitment: string } | null): string =>
    ref === null ? '' : plain(`${ref.pact}/${ref.commitment}`)
  const parts: string[] = [
    `# After-action report: ${plain(played.title)}\n`,
    ...(played.summary === undefined ? [] : [`${plain(played.summary)}\n`]),
    `From ${at(start)} to ${at(state.now)} (${span(start, state.now)}). ${zoneWords(zone)} Derived from the texts and the log; not a forecast.\n`,
    '## Objectives\n',
    played.objectives.length === 0
      ? 'The exercise states none.\n'
      : list(played.objectives.map(({ id, text }) => `${plain(text)} (${plain(id)})`)),
    '## Timeline\n',
    grid(
      ['', 'Known', 'Happened', 'Since start', 'What', 'Who', 'Kind'],
      events.map(({ event, more }, index) => [
        index + 1,
        at(event.knownAt),
        event.occurredAt === event.knownAt ? '' : at(event.occurredAt),
        span(start, event.knownAt),
        `${plain(eventWords(event))}${more === 0 ? '' : ` and ${more} more`}`,
        plain(actorWords(event)),
        typeWords(event.type),
      ]),
    ),
    '## Who owed what\n',
    lanes.length === 0
      ? 'Nothing was ever in question.\n'
      : grid(
          ['Clause', 'Bearers', 'Stands', 'In words', 'Due by'],
          lanes.map((lane) => {
            const [obligation] = lane.obligations
            const deadline = state.deadlines.find(({ id }) => id === obligation.deadline)
            return [
              where(lane),
              plain(named(lane.bearers, 12)),
              stateWords[obligation.state],
              plain(
                sayTogether(lane.obligations)
                  .map(({ text }) => text)
                  .join(' '),
              ),
              deadline === undefined ? 'no deadline' : plain(`${deadline.local}, ${deadline.status}`),
            ]
          }),
        ),
    '## Response times\n',
    grid(
      ['Clause', 'Bearers', 'Known after', 'Due after', 'Done after', 'Deadline after'],
      responseTimes(state, lanes).map(({ lane, from, known, due, done, deadline, late }) => [
        where(lane),
        plain(named(lane.bearers)),
        known === null ? '–' : span(from, known),
        due === null ? '–' : span(from, due),
        done === null ? 'not done' : `${span(from, done)}${late ? ' (late)' : ''}`,
        deadline === null ? 'none' : span(from, deadline),
      ]),
    ),
    '## Expected actions\n',
    (() => {
      const rows = expectations(played)
      return rows.length === 0
        ? 'The injects name no expected actions.\n'
        : grid(
            ['Inject', 'Expected', 'To', 'Next', 'After'],
            rows.map(({ event, inject, next }) => [
              plain(eventWords(event)),
              plain(inject.expectedAction ?? ''),
              plain(inject.to ?? ''),
              next === null ? 'nothing' : plain(eventWords(next)),
              next === null ? '–' : span(event.knownAt, next.knownAt),
            ]),
          )
    })(),
    '## Who bore the step\n',
    grid(
      ['When', 'Who', 'Rung', 'Character', 'Status', 'What', 'Clause'],
      state.steps.map((step) => [
        at(step.at),
        plain(named(step.actors)),
        step.rung,
        step.character,
        step.status,
        plain(step.what),
        where(step.clause),
      ]),
    ),
    '## Holes found\n',
    state.holes.length + state.conflicts.length === 0
      ? 'None.\n'
      : list([
          ...state.holes.map(
            ({ what, clause }) => `${plain(what)}${clause === null ? '' : ` (${where(clause)})`}`,
          ),
          ...state.conflicts.map(
            ({ what, settledBy }) =>
              `${plain(what)}: ${settledBy === null ? 'the texts do not settle it' : plain(settledBy)}`,
          ),
        ]),
    '## Corrective actions\n',
    grid(
      ['Action', 'Because', 'Where', 'Owner', 'By'],
      correctiveActions(state, lanes).map(({ what, because, where: place }) => [
        what,
        plain(because),
        plain(place),
        '',
        '',
      ]),
    ),
    `Made by Guarantor ${played.version} from exercise ${plain(played.id)}. Not a forecast, and no position of any government.\n`,
  ]
  return parts.join('\n')
}
