import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { streamFor } from '../core/stream.js'
import {
  type Assumption,
  type Cast,
  type Equilibrium,
  findEquilibria,
  gameOf,
  type Reading,
} from '../crisis/index.js'
import { type Level, levels, type Pact, type Response, responses } from '../pact/index.js'
import { valuesAt } from '../study/index.js'
import { type Course, type Draw, drawCourse, drawResponse, responseChances } from './model.js'

/*
 * States played by the model at the table. What is drawn, and from what, is in `model.ts`; here it is fitted to what is
 * known at the table. One course (the common shock, the finding, the votes) is drawn for each incident and shared by all
 * who are asked about it, so that their answers hang together as in the game.
 */

/** The solved game of one document, from which answers are drawn. */
export interface Player {
  readonly pact: string
  readonly equilibrium: Equilibrium
}

/** Solves the game of a document at the medians of the assumptions. Null where it names no adversary. */
export const playerOf = (
  pact: Pact,
  cast: Cast,
  reading: Reading,
  assumptions: readonly Assumption[],
): Player | null => {
  if (cast.adversary === null) return null
  const [{ equilibrium }] = findEquilibria(gameOf(pact, cast, reading, valuesAt(assumptions, 0.5)))
  return { pact: pact.id, equilibrium }
}

/** What is known when somebody is asked. */
export interface Moment {
  readonly seed: number
  /** Id of the incident: it keys the draws, so that the same question gets the same answer. */
  readonly incident: string
  readonly level: Level
  /** How the decision in common went; null where there is none, or it is open. */
  readonly decided: 'passed' | 'failed' | null
  /** Has the casus foederis been found? */
  readonly found: boolean
}

/** A choice drawn, with the chances it was drawn from. */
export interface Drawn<T extends string> {
  readonly choice: T
  readonly chances: readonly { readonly choice: T; readonly chance: number }[]
  /** In words, for the log. */
  readonly reason: string
}

const drawsOf =
  ({ pact }: Player, { seed, incident }: Pick<Moment, 'seed' | 'incident'>): Draw =>
  (what) =>
    uniformFloat64(streamFor(seed, `tabletop/${pact}/${incident}/${what}`))

/** The course of an incident: as drawn, but for what the table knows better. */
const courseOf = (player: Player, moment: Moment): Course => {
  const course = drawCourse(player.equilibrium, moment.level, drawsOf(player, moment))
  if (moment.decided !== null)
    return { ...course, found: true, finding: moment.decided === 'passed' ? 'passed' : 'blocked' }
  return moment.found && !course.found ? { ...course, found: true, finding: 'passed' } : course
}

const whole = (chance: number): string => `${Math.round(chance * 100)}%`

const reasonOf = (
  chances: readonly { readonly choice: string; readonly chance: number }[],
  what: string,
  seed: number,
): string =>
  `drawn by the crisis game, ${what}: ${chances
    .filter(({ chance }) => chance >= 0.005)
    .map(({ choice, chance }) => `${choice} ${whole(chance)}`)
    .join(', ')}; seed ${seed}. Not a forecast.`

/** What a guarantor does about an incident; undefined where the game does not have this state. */
export const drawAnswer = (player: Player, state: string, moment: Moment): Drawn<Response> | undefined => {
  const all = responseChances(player.equilibrium, courseOf(player, moment), 'contested')
  const own = all.find((one) => one.state === state)
  if (own === undefined) return undefined
  const { step } = drawResponse(own, drawsOf(player, moment))
  const chances = responses.map((choice, r) => ({ choice, chance: own.chances[r] ?? 0 }))
  return {
    choice: step,
    chances,
    reason: reasonOf(chances, `${player.pact}, a ${moment.level} challenge`, moment.seed),
  }
}

/** How a member votes; undefined where the game has no such vote. */
export const drawVote = (player: Player, state: string, moment: Moment): Drawn<'yes' | 'no'> | undefined => {
  // The vote is on facts that are before the body.
  const draw = drawsOf(player, moment)
  const course = drawCourse(player.equilibrium, moment.level, (what) => (what === 'found' ? 0 : draw(what)))
  const vote = course.votes.find((one) => one.state === state)
  if (vote === undefined) return undefined
  const chances = [
    { choice: 'yes' as const, chance: vote.chance },
    { choice: 'no' as const, chance: 1 - vote.chance },
  ]
  return {
    choice: vote.yes ? 'yes' : 'no',
    chances,
    reason: reasonOf(chances, `${player.pact}, vote after a ${moment.level} challenge`, moment.seed),
  }
}

/** What the adversary does on one occasion: no challenge, or one of a level. `occasion` keys the draw. */
export const drawChallenge = (player: Player, seed: number, occasion: string): Drawn<Level | 'none'> => {
  const { types, challenge, game } = player.equilibrium
  const width = game.levels.length + 1
  const chances = (['none', ...levels] as const).map((choice, k) => {
    let chance = 0
    for (let type = 0; type < types.count; type++) chance += types.prior[type] * challenge[type * width + k]
    return { choice, chance }
  })
  const u = drawsOf(player, { seed, incident: occasion })('challenge')
  let reached = 0
  const found = chances.find(({ chance }) => {
    reached += chance
    return u < reached
  })
  const { choice } = found ?? chances[0]
  return { choice, chances, reason: reasonOf(chances, `${player.pact}, one occasion`, seed) }
}
