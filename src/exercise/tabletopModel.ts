import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { streamFor } from '../core/stream.js'
import { responseProbability } from '../crisis/coalition.js'
import {
  type Assumption,
  type Cast,
  type Equilibrium,
  findEquilibria,
  gameOf,
  type Reading,
} from '../crisis/index.js'
import { type Junction, type State, stateWeight } from '../crisis/solve.js'
import { type Level, levels, type Pact, type Response, responses } from '../pact/index.js'
import { valuesAt } from '../study/index.js'

/*
 * States played by the model: what they do is drawn with the probabilities that the crisis game gives them. One hidden
 * situation (the common shock, the branch) is drawn for each incident and shared by all who are asked about it, so that
 * their answers hang together as in the game.
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

interface Situation {
  readonly junction: Junction
  readonly state: State
  readonly weight: number
}

const situationsAt = ({ equilibrium }: Player, moment: Moment): Situation[] => {
  const level = levels.indexOf(moment.level)
  const all = equilibrium.junctions
    .filter((junction) => junction.level === level)
    .flatMap((junction) =>
      junction.states.map((state) => ({
        junction,
        state,
        weight: junction.weight * stateWeight(equilibrium, junction, state),
      })),
    )
  const fitting = all.filter(({ state }) =>
    moment.decided === 'passed'
      ? state.finding === 'passed'
      : moment.decided === 'failed'
        ? state.finding === 'blocked'
        : !moment.found || state.finding !== 'notFound',
  )
  // Where the game has no such situation (no procedure there), what is known does not narrow it.
  return fitting.some(({ weight }) => weight > 0) ? fitting : all
}

/** The first whose share of the whole passes u; the last where rounding leaves a gap. */
const pick = <T>(items: readonly T[], weight: (item: T) => number, u: number): T => {
  const total = items.reduce((sum, item) => sum + weight(item), 0)
  let reached = 0
  for (const item of items) {
    reached += weight(item)
    if (u * total < reached) return item
  }
  return items[items.length - 1]
}

const uniform = (seed: number, name: string): number => uniformFloat64(streamFor(seed, name))

const situationOf = (player: Player, moment: Moment): Situation =>
  pick(
    situationsAt(player, moment),
    ({ weight }) => weight,
    uniform(moment.seed, `tabletop/${player.pact}/${moment.incident}/situation`),
  )

const whole = (chance: number): string => `${Math.round(chance * 100)}%`

const drawn = <T extends string>(
  chances: readonly { readonly choice: T; readonly chance: number }[],
  moment: Moment,
  name: string,
  what: string,
): Drawn<T> => {
  const u = uniform(moment.seed, name)
  const { choice } = pick(chances, ({ chance }) => chance, u)
  const shares = chances
    .filter(({ chance }) => chance >= 0.005)
    .map((one) => `${one.choice} ${whole(one.chance)}`)
    .join(', ')
  return {
    choice,
    chances,
    reason: `drawn by the crisis game, ${what}: ${shares}; seed ${moment.seed}, draw ${u.toFixed(4)}. Not a forecast.`,
  }
}

/** Chances of each response of a guarantor; undefined where the game does not have this state. */
export const responseChances = (
  player: Player,
  state: string,
  moment: Moment,
): readonly { readonly choice: Response; readonly chance: number }[] | undefined => {
  const { game } = player.equilibrium
  const index = game.guarantors.findIndex(({ id }) => id === state)
  if (index < 0) return undefined
  const { coalition } = situationOf(player, moment).state
  const n = coalition.layout.order.indexOf(index)
  return responses.map((choice, r) => ({ choice, chance: responseProbability(coalition, n, r) }))
}

/** What a guarantor does about an incident. */
export const drawResponse = (player: Player, state: string, moment: Moment): Drawn<Response> | undefined => {
  const chances = responseChances(player, state, moment)
  return chances === undefined
    ? undefined
    : drawn(
        chances,
        moment,
        `tabletop/${player.pact}/${moment.incident}/${state}`,
        `${player.pact}, a ${moment.level} challenge`,
      )
}

/** How a member votes; undefined where the game has no such vote. */
export const drawVote = (player: Player, state: string, moment: Moment): Drawn<'yes' | 'no'> | undefined => {
  const { game } = player.equilibrium
  const { procedure } = game.levels[levels.indexOf(moment.level)]
  if (procedure?.kind !== 'vote') return undefined
  const member = procedure.members.findIndex((g) => game.guarantors[g].id === state)
  const { junction, state: situation } = situationOf(player, { ...moment, decided: null })
  const yes = junction.votes[situation.shock]?.[member]
  if (member < 0 || yes === undefined) return undefined
  return drawn(
    [
      { choice: 'yes' as const, chance: yes },
      { choice: 'no' as const, chance: 1 - yes },
    ],
    moment,
    `tabletop/${player.pact}/${moment.incident}/${state}/vote`,
    `${player.pact}, vote after a ${moment.level} challenge`,
  )
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
  return drawn(
    chances,
    { seed, incident: occasion, level: 'hybrid', decided: null, found: false },
    `tabletop/${player.pact}/${occasion}/challenge`,
    `${player.pact}, one occasion`,
  )
}
