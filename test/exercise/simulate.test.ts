import { describe, expect, it } from 'vitest'
import {
  assumptions,
  gameOf,
  outcomeOf,
  passesWith,
  resolveCast,
  responseProbability,
  solve,
} from '../../src/crisis/index.js'
import { delays, drawCourse, type Run, responseChances, simulate } from '../../src/exercise/index.js'
import type { Pact } from '../../src/pact/index.js'
import { valuesAt } from '../../src/study/draws.js'
import { attack, clause, consult, pact, settings } from './make.js'

const document = pact({
  bodies: [{ id: 'council', name: 'Council', members: ['POL', 'FRA', 'DEU'], rule: 'consensus' }],
  parties: { beneficiary: 'UKR', adversary: 'RUS', guarantors: ['POL', 'FRA', 'DEU'] },
  commitments: [
    consult(),
    clause({
      response: { means: 'troops', words: 'deems-necessary', force: 'discretionary', precision: 'none' },
      decision: {
        rule: 'consensus',
        body: 'council',
        approvals: [{ states: ['DEU'], organ: 'Bundestag', from: 'air' }],
      },
    }),
  ],
})
const cast = (of: Pact) => resolveCast(of, 'test', () => ({ line: 1, column: 1 })).cast!
const equilibrium = solve(gameOf(document, cast(document), 'in-force', valuesAt(assumptions, 0.5)))
const play = (times: number, seed = 1, tell?: (run: Run) => void) =>
  simulate(
    {
      pact: document,
      cast: cast(document),
      events: [attack()],
      settings,
      assumptions,
      times,
      seed,
      draws: 0,
      days: 60,
    },
    tell,
  )

/** The middle of n equal parts of [0, 1), in an order that mixes what is drawn for each name. */
const spread = (n: number, k: number, step: number): number => (((k * step) % n) + 0.5) / n

describe('guarantors played by the crisis game', () => {
  it('are found, vote and answer as often as the game says', () => {
    const { game } = equilibrium
    const level = game.levels[2]
    const steps: Record<string, number> = {
      shock: 1,
      found: 7,
      'vote POL': 31,
      'vote FRA': 131,
      'vote DEU': 523,
    }
    const n = 20_011
    let [found, blocked] = [0, 0]
    const sums = game.guarantors.map(() => new Float64Array(game.responses.length))
    for (let k = 0; k < n; k++) {
      const course = drawCourse(equilibrium, 'full', (what) => spread(n, k, steps[what] ?? 2029))
      if (course.found) found++
      if (course.finding === 'blocked') blocked++
      for (const branch of ['contested', 'faitAccompli'] as const) {
        const weight =
          equilibrium.junctions.find((one) => one.level === 2 && one.branch === branch)?.weight ?? 0
        responseChances(equilibrium, course, branch).forEach(({ chances }, g) => {
          chances.forEach((chance, r) => {
            sums[g][r] += (weight * chance) / n
          })
        })
      }
    }
    const outcome = outcomeOf(equilibrium)
    expect(found / n).toBeCloseTo(level.found, 3)
    expect(blocked / found).toBeCloseTo(outcome.levels[2].blocked, 2)
    outcome.guarantors.forEach(({ response }, g) => {
      response[2].forEach((chance, r) => {
        expect(sums[g][r]).toBeCloseTo(chance, 2)
      })
    })
  })

  it('a state of the game gives probabilities that add up to one', () => {
    for (const { states } of equilibrium.junctions)
      for (const { coalition } of states)
        for (let n = 0; n < coalition.layout.count; n++) {
          let sum = 0
          for (let r = 0; r < coalition.layout.responses; r++) sum += responseProbability(coalition, n, r)
          expect(sum).toBeCloseTo(1, 9)
        }
    expect(passesWith({ kind: 'unanimity' }, [true, false])).toBe(false)
  })
})

describe('many runs of one storyline', () => {
  it('give the same bytes for the same seed, other ones for another', () => {
    expect(JSON.stringify(play(6))).toBe(JSON.stringify(play(6)))
    expect(JSON.stringify(play(6))).not.toBe(JSON.stringify(play(6, 2)))
  })

  it('a run does not hang on how many there are', () => {
    const [few, many]: [Run[], Run[]] = [[], []]
    play(3, 1, (run) => few.push(run))
    play(6, 1, (run) => many.push(run))
    expect(many.slice(0, 3)).toEqual(few)
  })

  it('hold together: nobody acts before deciding, helps in time only before the fait accompli, or against a parliament', () => {
    const runs: Run[] = []
    const result = play(60, 3, (run) => runs.push(run))
    for (const { events, force, ground, decision } of runs) {
      if (ground !== null) expect(force !== null && force <= ground).toBe(true)
      if (force !== null) expect(decision !== null && decision <= force).toBe(true)
      const refused = events.some((event) => event.type === 'approval' && !event.given)
      const acted = events.some(
        (event) => event.type === 'performance' && event.by === 'DEU' && event.means === 'air',
      )
      if (refused) expect(acted).toBe(false)
    }
    const inTime = runs.filter(
      ({ force, faitAccompli }) => force !== null && (faitAccompli === null || force < faitAccompli),
    )
    expect(result.inTime.count).toBe(inTime.length)
    expect(result.inTime.low).toBeLessThanOrEqual(result.inTime.share)
    expect(result.inTime.high).toBeGreaterThanOrEqual(result.inTime.share)
    expect(result.consultation.happened.count).toBe(60)
  })

  it('every delay says where it comes from', () => {
    for (const { name, source, unit } of delays) {
      expect(name).toMatch(/^exercise\./)
      expect(source).not.toBe('')
      expect(unit).not.toBe('')
    }
  })

  it('a storyline without an incident of known level is refused', () => {
    expect(() =>
      simulate({
        pact: document,
        cast: cast(document),
        events: [],
        settings,
        assumptions,
        times: 1,
        seed: 1,
        draws: 0,
        days: 60,
      }),
    ).toThrow(RangeError)
  })
})
