import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Game, Guarantor } from '../../src/crisis/game.js'
import { outcomeOf } from '../../src/crisis/outcome.js'
import { type Equilibrium, solve, stateWeight } from '../../src/crisis/solve.js'
import { lastMove, logit, typesOf } from './brute.js'
import { game, guarantor, level } from './games.js'
import { randomGame } from './random.js'

/*
 * Every line of section 8 of the model page, over random games. Enumeration, the export to Gambit, the window and
 * numerical settings have tests of their own: equilibrium, gambitRoundTrip, window, numerics.
 */

const total = (values: Iterable<number>): number => {
  let sum = 0
  for (const value of values) sum += value
  return sum
}

/** Largest departure of anything that must sum to one, or be a probability, from that. */
const leak = (solved: Equilibrium): number => {
  const { game, types, challenge, beliefs, junctions } = solved
  const width = game.levels.length + 1
  let worst = 0
  const whole = (values: Iterable<number>): void => {
    worst = Math.max(worst, Math.abs(total(values) - 1))
    for (const value of values) worst = Math.max(worst, -value, value - 1)
  }
  for (let t = 0; t < types.count; t++) whole(challenge.subarray(t * width, (t + 1) * width))
  for (let l = 0; l < game.levels.length; l++) {
    whole(beliefs.subarray(l * types.count, (l + 1) * types.count))
    whole(junctions.filter(({ level }) => level === l).map(({ weight }) => weight))
  }
  for (const junction of junctions) {
    whole(junction.states.map((state) => stateWeight(solved, junction, state)))
    for (const yes of junction.votes) for (const p of yes) worst = Math.max(worst, -p, p - 1)
    for (const choice of junction.leads) whole(choice)
    for (const { coalition } of junction.states) {
      const { responses, count } = coalition.layout
      for (let n = 0; n < count; n++) whole(coalition.choice.subarray(n * responses, (n + 1) * responses))
      whole(coalition.force.all)
    }
  }
  const outcome = outcomeOf(solved)
  whole([outcome.deterrence, ...outcome.levels.map((level) => level.challenge)])
  for (const level of outcome.levels) {
    whole(level.responding)
    whole(level.fighting)
    for (const p of [level.war, level.clash, level.lost, level.typesDeterred])
      worst = Math.max(worst, -p, p - 1)
  }
  for (const guarantor of outcome.guarantors) for (const response of guarantor.response) whole(response)
  return worst
}

describe('over random games', () => {
  it('probabilities sum to one everywhere, and what is not solved says so', () => {
    let solvedGames = 0
    let games = 0
    fc.assert(
      fc.property(randomGame(60), (game) => {
        const solved = solve(game)
        games++
        expect(solved.converged).toBe(solved.residual < 1e-8)
        if (solved.converged) solvedGames++
        expect(leak(solved)).toBeLessThan(1e-9)
      }),
      { numRuns: 1500 },
    )
    expect(solvedGames / games).toBeGreaterThan(0.99)
  })

  it('lambda 0 makes every choice uniform', () => {
    fc.assert(
      fc.property(randomGame(8, 0), (game) => {
        const { challenge, junctions } = solve(game)
        for (const p of challenge) expect(p).toBeCloseTo(1 / (game.levels.length + 1), 12)
        for (const { states, votes, leads } of junctions) {
          for (const { coalition } of states)
            for (const p of coalition.choice) expect(p).toBeCloseTo(1 / game.responses.length, 12)
          for (const yes of votes) for (const p of yes) expect(p).toBeCloseTo(0.5, 12)
          for (const choice of leads) for (const p of choice) expect(p).toBeCloseTo(1 / choice.length, 12)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('without guarantors it is autarky: a choice of one, worked out directly', () => {
    fc.assert(
      fc.property(randomGame(0), (game) => {
        const solved = solve(game)
        const width = game.levels.length + 1
        typesOf(game).forEach((type, t) => {
          const worth = game.levels.map((level, l) => {
            const at = (branch: 'contested' | 'faitAccompli') =>
              lastMove(game, { level: l, branch, finding: 'notFound', shock: 0 }, type.value, 0, false).payoff
            return level.faitAccompli * at('faitAccompli') + (1 - level.faitAccompli) * at('contested')
          })
          logit([type.statusQuo, ...worth], game.adversary.lambda).forEach((p, k) => {
            expect(solved.challenge[t * width + k]).toBeCloseTo(p, 10)
          })
        })
      }),
      { numRuns: 1000 },
    )
  })

  it('relabelling guarantors changes nothing', () => {
    fc.assert(
      fc.property(randomGame(20, 0.08), fc.infiniteStream(fc.nat()), (game, keys) => {
        const order = game.guarantors
          .map((_, g) => ({ g, key: keys.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ g }) => g)
        const place = (g: number) => order.indexOf(g)
        const relabelled: Game = {
          ...game,
          guarantors: order.map((g) => game.guarantors[g]),
          levels: game.levels.map((level) => ({
            ...level,
            procedure:
              level.procedure?.kind === 'vote'
                ? { ...level.procedure, members: level.procedure.members.map(place) }
                : level.procedure?.kind === 'lead'
                  ? { ...level.procedure, lead: place(level.procedure.lead) }
                  : null,
          })),
        }
        const [one, other] = [solve(game), solve(relabelled)]
        fc.pre(one.converged && other.converged)
        const [a, b] = [outcomeOf(one), outcomeOf(other)]
        expect(Math.abs(a.deterrence - b.deterrence)).toBeLessThan(1e-6)
        order.forEach((g, place) => {
          a.guarantors[g].response.flat().forEach((p, k) => {
            expect(Math.abs(p - b.guarantors[place].response.flat()[k])).toBeLessThan(1e-6)
          })
        })
      }),
      { numRuns: 400 },
    )
  })

  it('splitting a delegated guarantor into two identical halves changes nothing', () => {
    fc.assert(
      fc.property(randomGame(12, 0.1), (game) => {
        const top = game.responses.length - 1
        const levels = game.levels.map((level) => ({ ...level, found: 1, procedure: null }))
        const perLevel = <T>(value: T): T[] => levels.map(() => value)
        const ladder = (last: number) => game.responses.map((_, r) => (r === top ? last : 0))
        const whole = (id: string, share: number, contact: number): Guarantor => ({
          id,
          stake: 0,
          fear: 0,
          audience: 0,
          tripwire: 0,
          mandate: 0,
          blame: 0,
          cost: ladder(0),
          upfront: ladder(0),
          exposure: ladder(0),
          norm: ladder(0),
          pain: ladder(6 * share),
          contact: perLevel(ladder(contact)),
          force: perLevel(ladder(8 * share * game.forceStep)),
          ifPassed: perLevel({ response: top, bind: 1 }),
          ifBlocked: perLevel({ response: top, bind: 1 }),
          delegated: perLevel(1),
        })
        const withOne = solve({ ...game, levels, guarantors: [...game.guarantors, whole('W', 1, 0.75)] })
        const withTwo = solve({
          ...game,
          levels,
          guarantors: [...game.guarantors, whole('H1', 0.5, 0.5), whole('H2', 0.5, 0.5)],
        })
        fc.pre(withOne.converged && withTwo.converged)
        withOne.challenge.forEach((p, k) => {
          expect(Math.abs(p - withTwo.challenge[k])).toBeLessThan(1e-6)
        })
        const [a, b] = [outcomeOf(withOne), outcomeOf(withTwo)]
        game.guarantors.forEach((_, g) => {
          a.guarantors[g].response.flat().forEach((p, k) => {
            expect(Math.abs(p - b.guarantors[g].response.flat()[k])).toBeLessThan(1e-6)
          })
        })
      }),
      { numRuns: 400 },
    )
  })
})

describe('margins are monotone over random games of one guarantor and one type', () => {
  // With one type there is nothing to learn from a challenge, and with one guarantor nobody to rely on: what is left is
  // that a guarantor more bound, more concerned, stronger or less afraid answers more, and that A minds.
  const margin = (game: Game): number => {
    const { supplied, required } = outcomeOf(solve(game)).levels[0].median
    return supplied - required
  }
  const make = (change: Partial<Record<'stake' | 'bind' | 'fear' | 'value' | 'force', number>>): Game => {
    const duty = [{ response: 1, bind: change.bind ?? 0.5 }]
    return game({
      responses: ['none', 'troops'],
      direct: [false, true],
      rho: 0,
      lambdaGuarantor: 0.1,
      adversary: {
        lambda: 1,
        value: change.value ?? 90,
        valueSigma: 0,
        fearfulShare: 0,
        statusQuo: { greedy: 2, fearful: 2 },
        escalateForce: 1,
        escalateCost: 2,
      },
      levels: [level({ defenders: 12, found: 1, fightingCost: 15 })],
      guarantors: [
        guarantor({
          stake: change.stake ?? 0.5,
          fear: change.fear ?? 10,
          audience: 40,
          cost: [0, 10],
          upfront: [1, 1],
          exposure: [0, 1],
          norm: [0, 0],
          pain: [0, 1],
          contact: [[0, 1]],
          force: [[0, change.force ?? 10]],
          ifPassed: duty,
          ifBlocked: duty,
          delegated: [0],
        }),
      ],
    })
  }
  // A guarantor with next to no stake sends a larger force less readily, and the margin may then fall in force.
  const base = fc.record({
    stake: fc.nat(50).map((k) => 0.3 + k / 100),
    bind: fc.nat(50).map((k) => 0.1 + k / 100),
    fear: fc.nat(20),
    value: fc.nat(40).map((k) => 80 + k),
    force: fc.nat(4).map((k) => 8 + k),
  })

  it('up in bind, stake and force; down in the adversary’s value and in fear', () => {
    let gained = 0
    fc.assert(
      fc.property(base, (at) => {
        const now = margin(make(at))
        // Where the adversary surely backs down there is nothing left to gain: equal but for rounding.
        const rises = (change: number): void => {
          expect(change).toBeGreaterThan(-1e-4)
          gained += change
        }
        rises(margin(make({ ...at, bind: at.bind + 0.2 })) - now)
        rises(margin(make({ ...at, stake: at.stake + 0.2 })) - now)
        rises(margin(make({ ...at, force: at.force + 2 })) - now)
        rises(now - margin(make({ ...at, value: at.value + 10 })))
        rises(now - margin(make({ ...at, fear: at.fear + 5 })))
      }),
      { numRuns: 1000 },
    )
    expect(gained / 5000).toBeGreaterThan(0.01)
  })
})
