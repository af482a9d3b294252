import {
  type Decision,
  type Exercise,
  type ExerciseState,
  type IncidentState,
  type LadderStep,
  listStates,
  type Obligation,
  type Reasons,
  showLocal,
  showMoment,
  showSpan,
  type TriggerVerdict,
} from '../../exercise/index.js'
import { paintFor } from '../paint.js'
import { cleanText, wrap } from '../text.js'

export interface ExerciseView {
  readonly colour: boolean
  readonly width: number
}

/** Obligations that read alike but for the bearer, as one sentence about all of them. */
export const sayTogether = (
  obligations: readonly Obligation[],
): { readonly key: string; readonly text: string }[] => {
  const groups = new Map<string, Obligation[]>()
  for (const obligation of obligations) {
    const { pact, commitment, bearer, residual } = obligation
    const key = `${pact}/${commitment} ${residual.slice(bearer.length)}`
    groups.set(key, [...(groups.get(key) ?? []), obligation])
  }
  return [...groups.values()].map((group) => {
    const [{ pact, commitment, bearer, residual }] = group
    const bearers = group.map((one) => one.bearer)
    const who = bearers.length === 1 ? bearer : `each of ${listStates(bearers, 8)}`
    return { key: `${pact}/${commitment}`, text: `${who}${residual.slice(bearer.length)}` }
  })
}

const shown = (obligations: readonly Obligation[], ...states: Obligation['state'][]): Obligation[] =>
  obligations.filter(
    ({ state, shape }) =>
      states.includes(state) && (shape === 'act' || shape === 'consult' || state !== 'due'),
  )

const incidentLine = (state: ExerciseState, incident: IncidentState): string => {
  const { event, occurredAt, level, title, established, verdicts } = incident
  const keys = (found: readonly TriggerVerdict[]): string =>
    found.map(({ pact, commitment }) => `${pact}/${commitment}`).join(', ')
  const met = verdicts.filter(({ verdict, binding }) => verdict === 'true' && binding)
  const open = verdicts.filter(({ verdict, binding }) => verdict === 'undetermined' && binding)
  const unbound = verdicts.filter(({ verdict, binding }) => verdict !== 'false' && !binding)
  const who =
    established === null
      ? 'by whom is not established'
      : /^[A-Z]{3}$/.test(established.by)
        ? `by ${established.actor}, as ${established.by} finds for itself`
        : `by ${established.actor}`
  return [
    `${event}, ${showLocal(occurredAt, state.zone)}, ${level ?? 'level not known'}, ${who}: ${title}`,
    `casus foederis of ${met.length === 0 ? 'nothing' : keys(met)}`,
    ...(open.length === 0 ? [] : [`not to be said of ${keys(open)}`]),
    ...(unbound.length === 0 ? [] : [`within the words, but not in force, of ${keys(unbound)}`]),
  ].join('; ')
}

interface Section {
  readonly heading: string
  readonly lines: readonly string[]
}

const said = (obligations: readonly Obligation[]): string[] =>
  sayTogether(obligations).map(({ key, text }) => `${text} [${key}]`)

const decisionLine = (state: ExerciseState, decision: Decision): string => {
  const { id, subject, body, rule, tally, blockers, awaited, silenceUntil } = decision
  const silence = silenceUntil === null ? '' : `; silence until ${showMoment(silenceUntil, state.zone)}`
  const blocked = blockers.length === 0 ? '' : `; blocked by ${listStates(blockers, 30)}`
  const waits = awaited.length === 0 ? '' : `; awaited: ${listStates(awaited, 6)}`
  return `${body === null ? '' : `${body}, by ${rule}: `}${subject}: ${tally}${silence}${blocked}${waits} [${id}]`
}

/** Own decisions of many states under one clause are one line. */
const openDecisions = (state: ExerciseState): string[] => {
  const open = state.decisions.filter(({ status }) => status === 'open')
  const own = new Map<string, Decision[]>()
  for (const decision of open.filter(({ body }) => body === null)) {
    const key = `${decision.pact}/${decision.commitments.join(', ')}`
    own.set(key, [...(own.get(key) ?? []), decision])
  }
  return [
    ...open.filter(({ body }) => body !== null).map((decision) => decisionLine(state, decision)),
    ...[...own].map(([key, decisions]) => {
      const waits = [...new Set(decisions.flatMap(({ awaited }) => awaited))]
      return `each for itself: ${listStates(waits, 8)} [${key}]`
    }),
  ]
}

const stepLine = (state: ExerciseState, step: LadderStep): string => {
  const when = step.status === 'open' ? 'open' : showLocal(step.at, state.zone)
  const where = step.clause === null ? '' : ` [${step.clause.pact}/${step.clause.commitment}]`
  const end = step.status === 'made' || step.status === 'open' ? '' : `, ${step.status}`
  const who = step.actors.length === 0 ? step.side : listStates(step.actors, 5)
  return `${when}  ${step.rung} (${step.character}${end})  ${who}: ${step.what}${where}`
}

/** What the exercise has come to, for the terminal. */
export const renderExercise = (exercise: Exercise, state: ExerciseState, view: ExerciseView): string => {
  const paint = paintFor(view.colour)
  const { obligations, zone, now } = state
  const soon = state.deadlines.filter(({ id }) => state.dueSoon.includes(id))
  const triggers = state.incidents.map((incident) => incidentLine(state, incident))
  const standing = new Map<string, string[]>()
  for (const { pact, commitment, shape, state: at, bearer } of obligations)
    if (at === 'due' && (shape === 'prohibition' || shape === 'standing'))
      standing.set(`${pact}/${commitment}`, [...(standing.get(`${pact}/${commitment}`) ?? []), bearer])
  const sections: Section[] = [
    {
      heading: 'Texts, in the order of application',
      lines: state.documents.map(
        ({ order, pact, status, orderReason, voided }) =>
          `${order}. ${pact}: ${status}${voided ? '; void' : ''} (${orderReason})`,
      ),
    },
    { heading: 'What happened, and what it triggers', lines: triggers },
    { heading: 'Not to be said yet', lines: said(shown(obligations, 'alleged')) },
    { heading: 'Owed', lines: said(shown(obligations, 'due', 'partial')) },
    { heading: 'To be decided before anything is owed', lines: said(shown(obligations, 'decision-pending')) },
    { heading: 'In breach', lines: said(shown(obligations, 'breached')) },
    { heading: 'Blocked', lines: said(shown(obligations, 'blocked')) },
    { heading: 'Declined, which is no breach', lines: said(shown(obligations, 'declined')) },
    {
      heading: 'Done',
      lines: said(shown(obligations, 'fulfilled', 'fulfilled-late', 'cured', 'remedied')),
    },
    {
      heading: 'Suspended, released or ended',
      lines: said(shown(obligations, 'suspended', 'released', 'expired', 'terminated')),
    },
    {
      heading: 'Owed as long as the text stands',
      lines: [...standing].map(([key, bearers]) => `${key}: ${listStates(bearers, 8)}`),
    },
    { heading: 'Decisions open', lines: openDecisions(state) },
    {
      heading: `Due within ${exercise.horizonHours} hours`,
      lines:
        soon.length === 0
          ? ['nothing']
          : soon.map(
              ({ who, what, local, at, qualifier }) =>
                `${local} (in ${showSpan(now, at)}): ${listStates(who)} ${what}${qualifier === null ? '' : `, ${qualifier}`}`,
            ),
    },
    { heading: 'Who bears the step', lines: state.steps.map((step) => stepLine(state, step)) },
    { heading: 'Holes', lines: state.holes.map(({ what }) => what) },
    {
      heading: 'Conflicts',
      lines: state.conflicts.map(
        ({ what, settledBy }) => `${what}; ${settledBy ?? 'the texts do not settle it'}`,
      ),
    },
    {
      heading: 'Without effect',
      lines: [
        ...state.ignored.map(({ event, reason }) => `${event}: ${reason}`),
        ...state.issues.map(({ message, hint }) => `${message}${hint === undefined ? '' : ` (${hint})`}`),
      ],
    },
  ]
  const head = [
    paint.bold(cleanText(exercise.title)),
    ...wrap(
      `As known at ${showMoment(now, zone)}; ${state.known} events; texts ${state.reading === 'in-force' ? 'taken as if in force' : 'by the status they have'}. What the texts say of supposed events, not a forecast.`,
      view.width,
    ),
  ]
  const body = sections
    .filter(({ lines }) => lines.length > 0)
    .flatMap(({ heading, lines }) => [
      '',
      paint.bold(heading),
      ...lines.flatMap((line) => wrap(`- ${line}`, view.width, 2)),
    ])
  return `${[...head, ...body].join('\n')}\n`
}

/** Why something stands where it stands. */
export const renderReasons = (reasons: Reasons, view: ExerciseView): string => {
  const paint = paintFor(view.colour)
  const lines = reasons.parts.flatMap(({ heading, lines: inner }) => [
    '',
    paint.bold(cleanText(heading)),
    ...inner.flatMap((line) => wrap(`- ${line}`, view.width, 2)),
  ])
  return `${[paint.bold(cleanText(reasons.id)), ...lines].join('\n')}\n`
}
