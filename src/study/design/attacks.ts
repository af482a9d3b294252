import { pow } from '../../core/elementary.js'
import {
  asAgreed,
  type Cast,
  type Equilibrium,
  type Game,
  gameOf,
  levelsOf,
  scheduleOf,
  solve,
  type Values,
} from '../../crisis/index.js'
import { type Level, levels, type Pact } from '../../pact/index.js'

/*
 * What an adversary gains by each challenge that it could choose: level, phase of the guarantee, how far it hides who does it, once or in
 * slices. The grid is the same for all designs.
 */

export const timings = ['announced', 'signed', 'ratified', 'in-force'] as const
export type Timing = (typeof timings)[number]

/** How far it hides its hand: shares by which the chance that the facts are found falls. Judgement. */
export const ambiguities = [0, 0.3, 0.6] as const

/** Share of its force that it cannot use for each unit of hiding. Judgement: what is hidden is small. */
export const HIDING_COST = 0.5

/** Slices at most, and months between two. Judgement. */
export const SLICES = 8
export const MONTHS_BETWEEN = 6

export interface Attack {
  readonly timing: Timing
  readonly level: Level
  readonly ambiguity: number
  readonly sliced: boolean
}

/** All challenges of the grid, in the order of the columns. A full attack is neither hidden nor sliced. */
export const attacks: readonly Attack[] = timings.flatMap((timing) =>
  ambiguities.flatMap((ambiguity) =>
    levels.flatMap((level) =>
      level === 'full' && ambiguity > 0
        ? []
        : (level === 'full' ? [false] : [false, true]).map((sliced) => ({
            timing,
            level,
            ambiguity,
            sliced,
          })),
    ),
  ),
)

const MONTHS = 12

/** Does a document promise anything that an adversary could wait for? */
export const promises = ({ forces, commitments }: Pact): boolean =>
  (forces?.length ?? 0) > 0 || commitments.some(({ response }) => response !== undefined)

/** The game with a hidden hand below a full attack: the facts are found less often, and less force can be used. */
const hidden = (game: Game, ambiguity: number): Game =>
  ambiguity === 0
    ? game
    : {
        ...game,
        levels: game.levels.map((level) =>
          level.id === 'full'
            ? level
            : {
                ...level,
                found: level.found * (1 - ambiguity),
                attackers: level.attackers * (1 - HIDING_COST * ambiguity),
              },
        ),
      }

/**
 * Gain over the status quo, points, of each challenge of the grid for an adversary that values the objective as nine in ten do not (90th
 * percentile); NaN for phases that the text does not pass through and games that did not settle. Slices follow one another while each is
 * won without a direct clash, until the whole is won.
 */
export const attackGains = (pact: Pact, cast: Cast, median: Equilibrium, values: Values): Float64Array => {
  const out = new Float64Array(attacks.length).fill(Number.NaN)
  // Where nothing is promised nothing is on its way.
  const steps = promises(pact) ? scheduleOf(pact, values) : [{ phase: 'in-force' as const }]
  let warm = median
  for (const { phase } of [...steps].reverse())
    for (const ambiguity of ambiguities) {
      const game = hidden(gameOf(pact, cast, 'in-force', values, { ...asAgreed, phase }), ambiguity)
      const equilibrium = solve(game, { warm })
      if (!equilibrium.converged) continue
      if (ambiguity === 0) warm = equilibrium
      const outcome = levelsOf(equilibrium)
      attacks.forEach((attack, k) => {
        if (attack.timing !== phase || attack.ambiguity !== ambiguity) return
        const l = levels.indexOf(attack.level)
        const { motivated, lost, clash } = outcome.levels[l]
        const once = motivated.eu - motivated.statusQuo
        const slices = Math.max(1, Math.min(SLICES, Math.floor(1 / Math.max(game.levels[l].share, 1e-9))))
        const next = lost * (1 - clash) * pow(values['adversary.discount'], MONTHS_BETWEEN / MONTHS)
        out[k] = attack.sliced ? once * seriesOf(next, slices) : once
      })
    }
  return out
}

/** 1 + q + q^2 + ..., so many terms. */
const seriesOf = (q: number, terms: number): number => {
  let sum = 0
  let term = 1
  for (let k = 0; k < terms; k++) {
    sum += term
    term *= q
  }
  return sum
}
