import { wilsonInterval } from '../core/discovery/index.js'
import { exp } from '../core/elementary.js'
import { type Interval, intervalOf } from '../core/summary.js'
import { type Assumption, attributionDays, gameOf, solve } from '../crisis/index.js'
import { type Level, levels } from '../pact/index.js'
import { drawAll, valuesAt, valuesOf } from '../study/draws.js'
import { delays } from './delays.js'
import type { ExerciseEvent, Incident } from './event.js'
import { exercise } from './exercise.js'
import { type Run, runOnce, type SimulationInput, type Solved, type Storyline } from './run.js'

/*
 * The same storyline many times, with guarantors played by the crisis game: the facts are those of the storyline, what
 * guarantors do about them is drawn, and the obligation engine says what comes of it.
 */

/** A share of runs with Wilson's 95% interval: the error of so many runs, not of the assumptions. */
export interface Share {
  readonly count: number
  readonly runs: number
  readonly share: number
  readonly low: number
  readonly high: number
}

export interface Timing {
  readonly happened: Share
  /** Hours from the incident, of runs in which it happened: 5%, median, 95%. */
  readonly hours: Interval | null
}

export interface Simulation {
  readonly pact: string
  readonly incident: string
  readonly level: Level
  readonly runs: number
  readonly seed: number
  readonly draws: number
  readonly days: number
  readonly consultation: Timing
  readonly decision: Timing
  /** First of a guarantor's own forces, in the air, at sea or on the ground. */
  readonly force: Timing
  readonly ground: Timing
  readonly faitAccompli: Timing
  /** Own force comes, and before a fait accompli is complete. */
  readonly inTime: Share
  /** The casus foederis is found. */
  readonly found: Share
  /** Something owed was blocked, by a body or a parliament. */
  readonly blocked: Share
  readonly blockers: readonly { readonly name: string; readonly share: Share }[]
  readonly delays: readonly Assumption[]
}

/** The gravest incident that a game can be played about: of the highest level, the first. */
export const gravest = (
  events: readonly ExerciseEvent[],
): (Incident & { readonly level: Level }) | undefined =>
  events
    .filter(
      (event): event is Incident & { level: Level } => event.type === 'incident' && event.level !== undefined,
    )
    .sort((a, b) => levels.indexOf(b.level) - levels.indexOf(a.level))[0]

/**
 * Plays a storyline so many times. `tell` hears of every run. Throws a RangeError where the storyline has no incident of
 * known level, or the document no adversary.
 */
export const simulate = (input: SimulationInput, tell: (run: Run) => void = () => {}): Simulation => {
  const { pact, events, times, seed, draws, days } = input
  const incident = gravest(events)
  if (incident === undefined) throw new RangeError('the storyline has no incident of a known level')
  const solved = solveAll(input, incident.level)
  const facts = events.filter(
    ({ type, knownAt }) =>
      knownAt <= incident.knownAt && (type === 'incident' || type === 'circumstance' || type === 'status'),
  )
  const before = exercise({
    documents: [pact],
    events: facts,
    settings: input.settings,
    now: incident.knownAt,
  })
  const open = (before.incidents.find(({ event }) => event === incident.id)?.verdicts ?? [])
    .filter(({ verdict }) => verdict === 'undetermined')
    .map(({ commitment }) => commitment)
  const storyline: Storyline = { incident, facts, open: new Set(open) }
  const runs = Array.from({ length: times }, (_, index) => {
    const run = runOnce(input, storyline, solved[index % solved.length], index)
    tell(run)
    return run
  })
  const share = (count: number): Share => {
    const [low, high] = wilsonInterval(count, times) ?? [0, 1]
    return { count, runs: times, share: count / times, low, high }
  }
  const timing = (of: (run: Run) => number | null): Timing => {
    const hours = runs.flatMap((run) => of(run) ?? [])
    return { happened: share(hours.length), hours: intervalOf(hours) }
  }
  const names = [...new Set(runs.flatMap(({ blockers }) => blockers))]
  return {
    pact: pact.id,
    incident: incident.id,
    level: incident.level,
    runs: times,
    seed,
    draws,
    days,
    consultation: timing(({ consultation }) => consultation),
    decision: timing(({ decision }) => decision),
    force: timing(({ force }) => force),
    ground: timing(({ ground }) => ground),
    faitAccompli: timing(({ faitAccompli }) => faitAccompli),
    inTime: share(
      runs.filter(
        ({ force, faitAccompli }) => force !== null && (faitAccompli === null || force < faitAccompli),
      ).length,
    ),
    found: share(runs.filter(({ found }) => found).length),
    blocked: share(runs.filter(({ blockers }) => blockers.length > 0).length),
    blockers: names
      .map((name) => ({ name, share: share(runs.filter(({ blockers }) => blockers.includes(name)).length) }))
      .sort((a, b) => b.share.count - a.share.count || (a.name < b.name ? -1 : 1)),
    delays,
  }
}

const solveAll = (
  { pact, cast, assumptions, settings, draws, seed }: SimulationInput,
  level: Level,
): Solved[] => {
  const drawn = draws === 0 ? null : drawAll(assumptions, seed, draws)
  return Array.from({ length: Math.max(1, draws) }, (_, k) => {
    const values = drawn === null ? valuesAt(assumptions, 0.5) : valuesOf(drawn, k)
    const equilibrium = solve(gameOf(pact, cast, settings.reading, values))
    const attribution = attributionDays(pact, level, values)
    const { faitAccompli } = equilibrium.game.levels[levels.indexOf(level)]
    // The game adds to this what comes of waiting for attribution; here the waiting takes its own time.
    const waited = exp(attribution / values['faitAccompli.delay'])
    return { values, equilibrium, attribution, atOnce: Math.max(0, 1 - (1 - faitAccompli) * waited) }
  })
}
