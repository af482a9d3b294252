import type { Pact } from '../pact/index.js'
import type { ExerciseEvent, Settings } from './event.js'
import type { ClauseRef, ExerciseState, Transition } from './state.js'
import { showMoment } from './time.js'

/** A chain of reasons, as headed lists of sentences: from where something stands back to clause and event. */
export interface Reasons {
  readonly id: string
  readonly parts: readonly { readonly heading: string; readonly lines: readonly string[] }[]
}

interface Input {
  readonly state: ExerciseState
  readonly documents: readonly Pact[]
  readonly events: readonly ExerciseEvent[]
  readonly settings: Settings
}

/** Every id that can be explained. */
export const explainable = ({
  obligations,
  decisions,
  deadlines,
  incidents,
  powers,
  holes,
  conflicts,
}: ExerciseState): string[] =>
  [obligations, decisions, deadlines, powers, holes, conflicts]
    .flat()
    .map(({ id }) => id)
    .concat(incidents.map(({ event }) => event))

/** Explains an obligation, decision, deadline, incident, power, hole or conflict; undefined where there is none of this id. */
export const whyOf = (id: string, input: Input): Reasons | undefined => {
  const { state } = input
  const obligation = state.obligations.find((one) => one.id === id)
  if (obligation !== undefined) {
    const lives = obligation.transitions.map((seq) => state.transitions[seq])
    const deadline = state.deadlines.find((one) => one.id === obligation.deadline)
    return reasons(id, [
      [
        'Where it stands',
        [obligation.residual, `state: ${obligation.state}${provisos(obligation.provisos)}`],
      ],
      ['The clause', clauseLines(input, obligation)],
      [
        'How it came there',
        lives.length === 0 ? ['nothing has changed it'] : lives.map((one) => transitionLine(input, one)),
      ],
      ['The incidents', obligation.incidents.flatMap((event) => incidentLines(input, event, obligation))],
      ['Its time', deadline === undefined ? [] : deadlineLines(input, deadline.id)],
      [
        'What bore on it',
        eventLines(
          input,
          obligation.performed.map(({ event }) => event),
        ),
      ],
      ['The decision', obligation.decision === null ? [] : decisionLines(input, obligation.decision)],
    ])
  }
  if (state.decisions.some((one) => one.id === id)) {
    const decision = state.decisions.find((one) => one.id === id)
    return reasons(id, [
      ['The decision', decisionLines(input, id)],
      ['The votes', eventLines(input, decision?.ballots.map(({ event }) => event) ?? [])],
      [
        'The clauses',
        (decision?.commitments ?? []).flatMap((commitment) =>
          clauseLines(input, { pact: decision?.pact ?? '', commitment }),
        ),
      ],
    ])
  }
  if (state.deadlines.some((one) => one.id === id)) {
    const deadline = state.deadlines.find((one) => one.id === id)
    const owed = state.obligations.find((one) => one.id === deadline?.obligation)
    return reasons(id, [
      ['The deadline', deadlineLines(input, id)],
      ['The clause', owed === undefined ? [] : clauseLines(input, owed)],
      ['It began with', eventLines(input, deadline === undefined ? [] : [deadline.startedBy])],
    ])
  }
  const incident = state.incidents.find((one) => one.event === id)
  if (incident !== undefined)
    return reasons(id, [
      ['What happened', eventLines(input, [id])],
      ...incident.verdicts.map(
        (verdict): Part => [
          `${verdict.pact}/${verdict.commitment}: ${casus[verdict.verdict]}`,
          verdict.tests.map(testLine),
        ],
      ),
    ])
  const power = state.powers.find((one) => one.id === id)
  if (power !== undefined)
    return reasons(id, [
      [
        'The power',
        [
          `${power.holders.join(', ')} may ${power.kind}: ${power.effect}`,
          power.open ? 'it would change something now' : 'it would change nothing now',
        ],
      ],
      [
        'The clauses',
        power.commitments
          .slice(0, 5)
          .flatMap((commitment) => clauseLines(input, { pact: power.pact, commitment })),
      ],
      ['Used by', eventLines(input, power.used)],
    ])
  const hole = state.holes.find((one) => one.id === id)
  if (hole !== undefined)
    return reasons(id, [
      ['The hole', [hole.what]],
      ['The clause', hole.clause === null ? [] : clauseLines(input, hole.clause)],
      ['The incident', hole.incident === null ? [] : eventLines(input, [hole.incident])],
    ])
  const conflict = state.conflicts.find((one) => one.id === id)
  if (conflict === undefined) return undefined
  return reasons(id, [
    ['The conflict', [conflict.what, conflict.settledBy ?? 'the texts do not settle it']],
    [
      'The clauses',
      conflict.obligations.flatMap((one) => {
        const owed = state.obligations.find((candidate) => candidate.id === one)
        return owed === undefined ? [] : clauseLines(input, owed)
      }),
    ],
  ])
}

type Part = readonly [heading: string, lines: readonly string[]]

const reasons = (id: string, parts: readonly Part[]): Reasons => ({
  id,
  parts: parts.filter(([, lines]) => lines.length > 0).map(([heading, lines]) => ({ heading, lines })),
})

const casus = {
  true: 'the casus foederis',
  false: 'not the casus foederis',
  undetermined: 'not to be said',
} as const

const provisos = (list: readonly string[]): string =>
  list.length === 0 ? '' : `; subject to: ${list.join('; ')}`

const testLine = ({
  name,
  verdict,
  because,
  path,
}: {
  name: string
  verdict: string
  because: string
  path: string
}): string => `${name}: ${verdict}; ${because} [${path}]`

const clauseLines = ({ documents }: Input, ref: ClauseRef): string[] => {
  const pact = documents.find(({ id }) => id === ref.pact)
  const index = pact?.commitments.findIndex(({ id }) => id === ref.commitment) ?? -1
  const clause = pact?.commitments[index]
  if (pact === undefined || clause === undefined) return []
  return [
    `${ref.pact}/${ref.commitment} [commitments[${index}]], ${clause.textKind}: "${clause.text}"`,
    `source: ${clause.source.title}${clause.source.date === undefined ? '' : `, ${clause.source.date}`}`,
  ]
}

const transitionLine = ({ settings }: Input, one: Transition): string => {
  const { from, to, event, occurredAt, knownAt, actor, path, reason } = one
  const when =
    occurredAt === knownAt
      ? showMoment(knownAt, settings.zone)
      : `${showMoment(knownAt, settings.zone)} (happened ${showMoment(occurredAt, settings.zone)})`
  const by = event === null ? 'by the passing of time' : `by ${event}${actor === null ? '' : ` of ${actor}`}`
  return `${when}: ${from} -> ${to}, ${by}; ${reason} [${path}]`
}

const incidentLines = ({ state, settings }: Input, event: string, ref: ClauseRef): string[] => {
  const incident = state.incidents.find((one) => one.event === event)
  if (incident === undefined) return []
  const verdict = incident.verdicts.find((one) => one.pact === ref.pact && one.commitment === ref.commitment)
  const who =
    incident.established === null
      ? 'nobody has established who did it'
      : `${incident.established.actor} (${incident.established.by})`
  return [
    `${event}, ${showMoment(incident.occurredAt, settings.zone)}: ${incident.title}; ${who}`,
    ...(verdict === undefined
      ? []
      : [`${casus[verdict.verdict]}:`, ...verdict.tests.map((test) => `  ${testLine(test)}`)]),
  ]
}

const deadlineLines = ({ state, settings }: Input, id: string): string[] => {
  const deadline = state.deadlines.find((one) => one.id === id)
  if (deadline === undefined) return []
  return [
    `${deadline.who.join(', ')}: ${deadline.what}, by ${deadline.local}: ${deadline.status} [${deadline.path}]`,
    `runs from ${showMoment(deadline.startedAt, settings.zone)}, by ${deadline.startedBy}`,
    ...(deadline.qualifier === null ? [] : [`softened by "${deadline.qualifier}": late is no breach`]),
    ...deadline.conventions.map((rule) => `by a convention of the exercise, as the text is silent: ${rule}`),
  ]
}

const decisionLines = ({ state, settings }: Input, id: string): string[] => {
  const decision = state.decisions.find((one) => one.id === id)
  if (decision === undefined) return []
  const { subject, rule, body, status, tally, blockers, awaited, path, opened, closed } = decision
  const until = closed === null ? '' : `, closed ${showMoment(closed, settings.zone)}`
  return [
    `${subject}: ${status}; ${body ?? 'each for itself'} by ${rule} [${path}]`,
    `opened ${showMoment(opened, settings.zone)}${until}; ${tally}`,
    ...(blockers.length === 0 ? [] : [`in the way: ${blockers.join(', ')}`]),
    ...(awaited.length === 0 ? [] : [`awaited: ${awaited.join(', ')}`]),
  ]
}

const eventLines = ({ events, settings }: Input, ids: readonly string[]): string[] =>
  ids.flatMap((id) => {
    const event = events.find((one) => one.id === id)
    if (event === undefined) return []
    const { title, note, source, occurredAt, type } = event
    return [
      `${id}, ${showMoment(occurredAt, settings.zone)}: ${title ?? type}${note === undefined ? '' : ` (${note})`}${source === undefined ? '' : ` [${source}]`}`,
    ]
  })
