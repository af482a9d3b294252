import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { sampler } from '../core/distribution.js'
import { log } from '../core/elementary.js'
import { streamFor } from '../core/stream.js'
import { type Assumption, type Cast, type Equilibrium, membersOf, type Values } from '../crisis/index.js'
import { type Level, type Pact, type Response, responseRank } from '../pact/index.js'
import { clausesOf, isJoint, organsFor } from './clause.js'
import { delays } from './delays.js'
import type { CorrectableEvent, ExerciseEvent, Incident, Instant, Settings } from './event.js'
import { exercise } from './exercise.js'
import { type Course, type Draw, drawCourse, drawResponse, responseChances } from './model.js'
import { addHours, hoursBetween } from './time.js'

/*
 * One run of a storyline with guarantors played by the crisis game: what they do is drawn as events, and the obligation
 * engine says what comes of them.
 */

export interface SimulationInput {
  readonly pact: Pact
  readonly cast: Cast
  readonly events: readonly ExerciseEvent[]
  readonly settings: Settings
  readonly assumptions: readonly Assumption[]
  readonly times: number
  readonly seed: number
  /** Draws of the game's assumptions, each solved once and used in turn; 0 for their medians. */
  readonly draws: number
  /** How long each run is followed, days from the incident. */
  readonly days: number
}

/** One run: what was drawn, as events that say with which probability, and what came of it. */
export interface Run {
  readonly index: number
  readonly draw: number
  readonly events: readonly CorrectableEvent[]
  /** Hours from the incident; null for never within the time followed. */
  readonly consultation: number | null
  readonly decision: number | null
  readonly force: number | null
  readonly ground: number | null
  readonly faitAccompli: number | null
  readonly found: boolean
  readonly blockers: readonly string[]
}

/** The game of a document at one draw of its assumptions. */
export interface Solved {
  readonly values: Values
  readonly equilibrium: Equilibrium
  /** Chance of a fait accompli that succeeds at once. */
  readonly atOnce: number
  readonly attribution: number
}

/** What a storyline gives every run: its facts, the incident that is answered, and what its facts leave open. */
export interface Storyline {
  readonly incident: Incident & { readonly level: Level }
  readonly facts: readonly ExerciseEvent[]
  /** Commitments of which the facts do not say whether the incident is their casus foederis. */
  readonly open: ReadonlySet<string>
}

/** An event without its name and times. */
type Drawn = CorrectableEvent extends infer One
  ? One extends CorrectableEvent
    ? Omit<One, 'id' | 'occurredAt' | 'knownAt'>
    : never
  : never

type Delays = (name: string, what: string) => number

/** Draws keyed by run and by what is drawn: what one state draws depends on nothing that another does. */
const drawsOf = (seed: number, pact: string, index: number): { draw: Draw; delay: Delays } => {
  const draw: Draw = (what) => uniformFloat64(streamFor(seed, `exercise ${pact} ${index} ${what}`))
  return { draw, delay: (name, what) => curves[name](draw(`${name} ${what}`)) }
}

const curves: Readonly<Record<string, (p: number) => number>> = Object.fromEntries(
  delays.map(({ name, distribution, range }) => [
    name.replace('exercise.', ''),
    sampler(distribution, range),
  ]),
)

export const runOnce = (
  input: SimulationInput,
  { incident, facts, open }: Storyline,
  solved: Solved,
  index: number,
): Run => {
  const { pact, settings, seed, days, draws } = input
  const { draw, delay } = drawsOf(seed, pact.id, index)
  const course = drawCourse(solved.equilibrium, incident.level, draw)
  const at = (hours: number): Instant => addHours(incident.occurredAt, hours)
  const knownAfter = hoursBetween(incident.occurredAt, incident.knownAt)
  const foundAfter = knownAfter + 24 * solved.attribution
  const faitAccompli = drawFaitAccompli(solved, incident.level, draw, delay)
  const events: CorrectableEvent[] = []
  const put = (event: Drawn, hours: number): string => {
    const id = `run-${events.length}`
    const when = at(hours)
    events.push({ ...event, id, occurredAt: when, knownAt: when } as CorrectableEvent)
    return id
  }
  const consulted = meet(input, knownAfter, delay, put)
  establish(pact, incident, open, course, foundAfter, put)
  const voted = vote(pact, course, Math.max(foundAfter, consulted), delay, put)
  const ready = Math.max(foundAfter, consulted, voted)
  const branch = faitAccompli !== null && faitAccompli < ready ? 'faitAccompli' : 'contested'
  for (const one of responseChances(solved.equilibrium, course, branch))
    respond(input, drawResponse(one, draw), ready, delay, draw, put)
  const now = at(24 * days)
  const state = exercise({ documents: [pact], events: [...facts, ...events], settings, now })
  const after = (moment: Instant | undefined): number | null =>
    moment === undefined ? null : hoursBetween(incident.occurredAt, moment)
  const known = events.filter(({ occurredAt }) => occurredAt <= now)
  const first = (test: (event: CorrectableEvent) => boolean): number | null =>
    after(
      known
        .filter(test)
        .map(({ occurredAt }) => occurredAt)
        .sort()[0],
    )
  const consults = new Set(state.obligations.filter(({ shape }) => shape === 'consult').map(({ id }) => id))
  const performs = (least: Response) => (event: CorrectableEvent) =>
    event.type === 'performance' && responseRank(event.means ?? 'none') >= responseRank(least)
  const passed = state.decisions.flatMap(({ body, status, closed }) =>
    body !== null && status === 'passed' && closed !== null ? [closed] : [],
  )
  const decided = known.flatMap((event) =>
    event.type === 'decision' && event.choice === 'act' ? [event.occurredAt] : [],
  )
  const end = 24 * days
  return {
    index,
    draw: draws === 0 ? 0 : index % draws,
    events,
    consultation: after(
      state.transitions.find(
        ({ obligation, to }) =>
          consults.has(obligation) && (to === 'fulfilled' || to === 'fulfilled-late' || to === 'cured'),
      )?.occurredAt,
    ),
    decision: after([...passed, ...decided].sort()[0]),
    force: first(performs('air')),
    ground: first(performs('troops')),
    faitAccompli: faitAccompli === null || faitAccompli > end ? null : faitAccompli,
    found: course.found,
    blockers: [
      ...new Set(
        state.obligations.flatMap(({ state: stands, blockers }) => (stands === 'blocked' ? blockers : [])),
      ),
    ],
  }
}

type Put = (event: Drawn, hours: number) => string

/** Hours until a fait accompli is complete: at once with the game's chance, else at the game's rate; none below an attack. */
const drawFaitAccompli = (
  { values, atOnce }: Solved,
  level: Level,
  draw: Draw,
  delay: Delays,
): number | null => {
  if (level === 'hybrid') return null
  if (draw('fait accompli') < atOnce) return delay('swift', '')
  return -24 * values['faitAccompli.delay'] * log(1 - draw('fait accompli later'))
}

/** A request, then one meeting for each duty to consult; hours until the first that was held. */
const meet = ({ pact }: SimulationInput, knownAfter: number, delay: Delays, put: Put): number => {
  const { beneficiary, adversary } = pact.parties
  const asked = knownAfter + delay('request', '')
  put({ type: 'request', by: beneficiary, pact: pact.id }, asked)
  let first = asked
  let any = false
  for (const { commitment, shape, bearers } of clausesOf(pact)) {
    if (shape !== 'consult') continue
    const { deadline } = commitment
    const from = deadline === undefined || deadline.startsFrom === 'request' ? asked : knownAfter
    const limit =
      deadline?.unit === 'hour' ? deadline.amount : deadline?.unit === 'day' ? 24 * deadline.amount : null
    const held =
      from + (limit === null ? delay('consult', commitment.id) : limit * delay('consultShare', commitment.id))
    const participants = [...new Set([beneficiary, ...bearers.filter((one) => one !== adversary)])]
    put({ type: 'consultation-held', pact: pact.id, commitment: commitment.id, participants }, held)
    first = any ? Math.min(first, held) : held
    any = true
  }
  return first
}

/** Who did it, and whether it is the casus foederis, said by whoever the clause names. */
const establish = (
  pact: Pact,
  incident: Incident,
  open: ReadonlySet<string>,
  course: Course,
  hours: number,
  put: Put,
): void => {
  const note = `found with probability ${shown(course.foundChance)}`
  for (const { commitment, shape, body } of clausesOf(pact)) {
    if (commitment.trigger?.levels.includes(incident.level ?? 'full') !== true) continue
    // A duty to meet waits for a finding only where the facts leave it open.
    if (shape !== 'act' && !open.has(commitment.id)) continue
    const named = commitment.trigger.attribution?.by
    const by = named !== undefined && named !== 'each' ? named : (body?.id ?? 'joint-finding')
    put(
      {
        type: 'finding',
        by,
        pact: pact.id,
        commitment: commitment.id,
        incident: incident.id,
        question: 'casus-foederis',
        answer: course.found,
        note,
      },
      hours,
    )
  }
}

/** A proposal before each body that decides, with the votes drawn; hours until they are cast. */
const vote = (pact: Pact, course: Course, from: number, delay: Delays, put: Put): number => {
  if (course.votes.length === 0 && course.led === null) return 0
  let last = 0
  const bodies = new Set<string>()
  for (const clause of clausesOf(pact)) {
    const { body, bodyMembers } = clause
    if (body === undefined || !isJoint(clause) || bodies.has(body.id)) continue
    bodies.add(body.id)
    const cast = from + delay('vote', body.id)
    last = Math.max(last, cast)
    if (course.led !== null) {
      const { state, step, chance } = course.led
      const note = `leads with ${step}, probability ${shown(chance)}`
      put(
        {
          type: 'decision',
          by: state,
          pact: pact.id,
          choice: course.finding === 'passed' ? 'act' : 'decline',
          note,
        },
        cast,
      )
      continue
    }
    const proposal = put(
      { type: 'proposal', by: pact.parties.beneficiary, pact: pact.id, body: body.id, subject: 'to act' },
      from,
    )
    for (const member of bodyMembers) {
      const drawn = course.votes.find(({ state }) => state === member)
      const choice = drawn === undefined || drawn.yes ? 'yes' : 'no'
      const note = drawn === undefined ? 'taken to agree' : `agrees with probability ${shown(drawn.chance)}`
      put({ type: 'vote', proposal, by: member, choice, note }, cast)
    }
  }
  return last
}

const shown = (chance: number): string => String(Math.round(1000 * chance) / 1000)

/** What one state does: it decides, asks its parliament where it must, and acts. */
const respond = (
  { pact, settings }: SimulationInput,
  { state, step, chance }: { readonly state: string; readonly step: Response; readonly chance: number },
  ready: number,
  delay: Delays,
  draw: Draw,
  put: Put,
): void => {
  const decided = ready + delay('decide', state)
  const note = `${step} with probability ${shown(chance)}`
  const choice = step === 'none' ? 'decline' : 'act'
  const means = step === 'none' ? {} : { means: step }
  put({ type: 'decision', by: state, pact: pact.id, choice, ...means, note }, decided)
  if (step === 'none') return
  const organs = [
    ...new Set(
      clausesOf(pact)
        .filter(({ bearers, shape }) => shape === 'act' && bearers.includes(state))
        .flatMap((clause) => organsFor(clause, state, step)),
    ),
  ]
  let acts = decided
  for (const organ of organs) {
    const answered = decided + 24 * delay('approval', `${state} ${organ}`)
    const given = draw(`approved ${state} ${organ}`) < delay('approved', `${state} ${organ} chance`)
    put({ type: 'approval', by: state, pact: pact.id, organ, given }, answered)
    if (!given) return
    acts = Math.max(acts, answered)
  }
  const there = standsThere(pact, state, settings) && step === 'troops'
  const done = acts + (there ? delay('inPlace', state) : 24 * delay(step, state))
  put({ type: 'performance', by: state, pact: pact.id, extent: 'full', means: step, note }, done)
}

/** Does the state have ground forces in the country, as the text is read? */
const standsThere = (pact: Pact, state: string, { reading }: Settings): boolean =>
  (pact.forces ?? []).some(
    ({ by, kind, where, status }) =>
      kind === 'ground' &&
      where !== 'neighbour' &&
      (status === 'deployed' || (status === 'planned' && reading === 'in-force')) &&
      membersOf(pact, by).includes(state),
  )
