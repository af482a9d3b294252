import type { ExerciseEvent } from './event.js'
import type { ExerciseState } from './state.js'
import { drawAnswer, drawChallenge, drawVote, type Moment, type Player } from './tabletopModel.js'

/*
 * Which questions are open to a state that the model plays, and the answers as events without id and times.
 */

/** An answer: fields of an event as event files write it. */
export type Answer = Readonly<Record<string, unknown>> & { readonly type: ExerciseEvent['type'] }

const momentOf = (
  state: ExerciseState,
  seed: number,
  incidents: readonly string[],
  pact: string,
): Moment | undefined => {
  const incident = state.incidents.find(({ event, level }) => incidents.includes(event) && level !== null)
  if (incident === undefined || incident.level === null) return undefined
  const common = state.decisions.filter(({ body, pact: of }) => body !== null && of === pact)
  const decided = common.some(({ status }) => status === 'passed')
    ? 'passed'
    : common.some(({ status }) => status === 'failed')
      ? 'failed'
      : null
  const verdicts = incident.verdicts.filter((verdict) => verdict.pact === pact)
  return {
    seed,
    incident: incident.event,
    level: incident.level,
    decided,
    found: verdicts.some(({ verdict }) => verdict === 'true'),
  }
}

/** Has this state said already what it does about this incident? */
const answered = (log: readonly ExerciseEvent[], who: string, incidents: readonly string[]): boolean =>
  log.some(
    (event) =>
      (event.type === 'decision' || event.type === 'performance') &&
      event.by === who &&
      (event.incident === undefined || incidents.includes(event.incident)),
  )

/** Votes and decisions that wait for this state. */
export const answersOf = (
  who: string,
  state: ExerciseState,
  log: readonly ExerciseEvent[],
  players: ReadonlyMap<string, Player>,
  seed: number,
): Answer[] => {
  const answers: Answer[] = []
  // What each proposal is about; the last incident where it does not say.
  const proposals = new Map(
    log.flatMap((event) =>
      event.type === 'proposal' ? [[event.id, event.incident ?? state.incidents.at(-1)?.event] as const] : [],
    ),
  )
  for (const decision of state.decisions) {
    if (decision.status !== 'open' || !proposals.has(decision.id) || !decision.awaited.includes(who)) continue
    if (log.some((event) => event.type === 'vote' && event.proposal === decision.id && event.by === who))
      continue
    const player = players.get(decision.pact)
    const about = proposals.get(decision.id)
    const moment = about === undefined ? undefined : momentOf(state, seed, [about], decision.pact)
    const drawn = player === undefined || moment === undefined ? undefined : drawVote(player, who, moment)
    if (drawn !== undefined)
      answers.push({
        type: 'vote',
        proposal: decision.id,
        by: who,
        choice: drawn.choice,
        title: `${who} votes ${drawn.choice}`,
        note: `Played by the model: ${drawn.reason}`,
      })
  }
  const decision = decisionOf(who, state, log, players, seed)
  if (decision !== undefined) answers.push(decision)
  return answers
}

/**
 * One decision about one incident, whatever the number of texts that ask for it: drawn from the game of the text that
 * applies first.
 */
const decisionOf = (
  who: string,
  state: ExerciseState,
  log: readonly ExerciseEvent[],
  players: ReadonlyMap<string, Player>,
  seed: number,
): Answer | undefined => {
  const waiting = state.obligations.filter(
    (one) =>
      one.bearer === who &&
      one.kind !== 'consultation' &&
      one.shape === 'act' &&
      ['decision-pending', 'due'].includes(one.state) &&
      !answered(log, who, one.incidents),
  )
  for (const { pact } of [...state.documents].sort((a, b) => a.order - b.order)) {
    const obligation = waiting.find((one) => one.pact === pact)
    const player = players.get(pact)
    if (obligation === undefined || player === undefined) continue
    const moment = momentOf(state, seed, obligation.incidents, pact)
    const drawn = moment === undefined ? undefined : drawAnswer(player, who, moment)
    if (drawn === undefined || moment === undefined) continue
    const none = drawn.choice === 'none'
    return {
      type: 'decision',
      incident: moment.incident,
      by: who,
      choice: none ? 'decline' : 'act',
      ...(none ? {} : { means: drawn.choice }),
      title: none ? `${who} does nothing` : `${who} decides: ${drawn.choice}`,
      reason: `Played by the model: ${drawn.reason}`,
    }
  }
  return undefined
}

const kinds = { hybrid: 'sabotage', limited: 'armed-attack', full: 'armed-attack' } as const

/** What the adversary does on this occasion. */
export const challengeOf = (
  player: Player,
  adversary: string,
  beneficiary: string,
  seed: number,
  occasion: string,
): Answer => {
  const { choice, reason } = drawChallenge(player, seed, occasion)
  const note = `Played by the model: ${reason}`
  return choice === 'none'
    ? { type: 'note', title: `${adversary} does not challenge`, note }
    : {
        type: 'incident',
        kind: kinds[choice],
        level: choice,
        actor: adversary,
        target: beneficiary,
        place: { name: `territory of ${beneficiary}`, territoryOf: beneficiary },
        title: `${adversary}: a ${choice} challenge to ${beneficiary}`,
        note,
      }
}
