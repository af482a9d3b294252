import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Game, Guarantor } from '../../src/crisis/game.js'
import { outcomeOf } from '../../src/crisis/outcome.js'
import { type Equilibrium, solve, stateWeight } from '../../src/crisis/solve.js'
import {
  type BruteState,
  challengePayoff,
  combine,
  guarantorPayoff,
  happens,
  logit,
  type Profile,
  typesOf,
} from './brute.js'
import { council, game, guarantor, level } from './games.js'

/** Reads a solved game as a plain profile, for the second implementation to check. */
const profileOf = (equilibrium: Equilibrium): Profile => {
  const width = equilibrium.game.levels.length + 1
  const find = (state: Omit<BruteState, 'finding'>) =>
    equilibrium.junctions.find(
      (junction) => junction.level === state.level && junction.branch === state.branch,
    )!
  return {
    challenge: (type, k) => equilibrium.challenge[type * width + k],
    choice: (state, g, r) => {
      const solved = find(state).states.find((s) => s.finding === state.finding && s.shock === state.shock)!
      const { layout, choice } = solved.coalition
      return choice[layout.order.indexOf(g) * layout.responses + r]
    },
    consent: (state, m) => find(state).votes[state.shock][m],
  }
}

const statesOf = (equilibrium: Equilibrium): BruteState[] =>
  equilibrium.junctions.flatMap((junction) =>
    junction.states.map(({ level: l, branch, finding, shock }) => ({ level: l, branch, finding, shock })),
  )

/** Largest distance of any probability in the solution from the logit reply that the second implementation finds. */
const gap = (equilibrium: Equilibrium): number => {
  const { game: spec } = equilibrium
  const profile = profileOf(equilibrium)
  let worst = 0
  for (const state of statesOf(equilibrium))
    spec.guarantors.forEach((_, g) => {
      const reply = logit(
        spec.responses.map((_, r) => guarantorPayoff(spec, profile, state, g, r)),
        spec.lambdaGuarantor,
      )
      reply.forEach((p, r) => {
        worst = Math.max(worst, Math.abs(p - profile.choice(state, g, r)))
      })
    })
  const passOf = (state: Omit<BruteState, 'finding'>) =>
    votersAt(spec, state.level).reduce((product, _, m) => product * profile.consent(state, m), 1)
  typesOf(spec).forEach((type, t) => {
    const utilities = [
      type.statusQuo,
      ...spec.levels.map((_, l) => {
        const findings = [
          ...new Set(statesOf(equilibrium).flatMap((s) => (s.level === l ? [s.finding] : []))),
        ]
        return challengePayoff(spec, profile, l, type, passOf, findings)
      }),
    ]
    logit(utilities, spec.adversary.lambda).forEach((p, k) => {
      worst = Math.max(worst, Math.abs(p - profile.challenge(t, k)))
    })
  })
  return worst
}

const votersAt = (spec: Game, at: number): readonly number[] => {
  const { procedure } = spec.levels[at]
  return procedure?.kind === 'vote' ? procedure.members : []
}

const votingGame = (): Game => {
  const duties = { ifPassed: [{ response: 4, bind: 0.7 }], ifBlocked: [{ response: 4, bind: 0.2 }] }
  return game({
    guarantors: [guarantor({ id: 'A', ...duties }), guarantor({ id: 'B', ...duties, stake: 0.02, blame: 4 })],
    levels: [level({ procedure: council(0, 1) })],
  })
}

describe('an equilibrium of the crisis game', () => {
  it('is one for a second implementation that walks every vector of responses', () => {
    expect(gap(solve(game()))).toBeLessThan(1e-8)
  })

  it('is one with two levels, delegation and three guarantors', () => {
    const levels = [
      level({
        id: 'limited',
        share: 0.3,
        attackers: 8,
        fightingCost: 6,
        found: 0.6,
        severity: 0.4,
        directSeverity: 0.7,
      }),
      level(),
    ]
    const members = ['A', 'B', 'C'].map((id, k) =>
      guarantor({
        id,
        levels: 2,
        stake: 0.1 + 0.2 * k,
        delegated: [0, 0.2 * k],
        force: [
          [0, 0, 0.3, 0.9, 1.4 + k],
          [0, 0, 0.7, 1.9, 2.5 + k],
        ],
      }),
    )
    expect(
      gap(solve(game({ levels, guarantors: members, shockNodes: 2, adversary: { valueNodes: 3 } }))),
    ).toBeLessThan(1e-8)
  })

  it('is one when a body must consent: every vote is a logit reply to the others', () => {
    const spec = votingGame()
    const equilibrium = solve(spec)
    expect(gap(equilibrium)).toBeLessThan(1e-8)
    const profile = profileOf(equilibrium)
    for (const junction of equilibrium.junctions)
      junction.votes.forEach((yes, shock) => {
        const value = (finding: 'passed' | 'blocked', g: number) => {
          const state = { level: 0, branch: junction.branch, finding, shock }
          return spec.responses.reduce(
            (sum, _, r) =>
              sum + happens(spec, profile, state, g, r) * guarantorPayoff(spec, profile, state, g, r),
            0,
          )
        }
        yes.forEach((consent, m) => {
          const other = yes[1 - m]
          const edge = other * (value('passed', m) - value('blocked', m)) + spec.guarantors[m].blame
          expect(consent).toBeCloseTo(1 / (1 + Math.exp(-spec.lambdaGuarantor * edge)), 8)
        })
      })
  })
})

const anyGuarantor: fc.Arbitrary<Partial<Guarantor>> = fc.record({
  stake: fc.double({ min: 0, max: 1, noNaN: true }),
  fear: fc.double({ min: 0, max: 60, noNaN: true }),
  audience: fc.double({ min: 0, max: 100, noNaN: true }),
  force: fc
    .tuple(
      fc.double({ min: 0, max: 3, noNaN: true }),
      fc.double({ min: 0, max: 4, noNaN: true }),
      fc.double({ min: 0, max: 6, noNaN: true }),
    )
    .map(([aid, air, troops]) => [[0, 0, aid, aid + air, aid + air + troops]]),
})

const anyGame = (most: number): fc.Arbitrary<Game> =>
  fc
    .tuple(fc.array(anyGuarantor, { maxLength: most }), fc.double({ min: 0, max: 20, noNaN: true }))
    .map(([members, rho]) =>
      game({
        guarantors: members.map((member, k) => guarantor({ id: `G${k}`, ...member })),
        rho,
        adversary: { valueNodes: 3 },
      }),
    )

describe('conservation', () => {
  it('keeps every distribution at 1 and outcome mass along the tree', () => {
    fc.assert(
      fc.property(anyGame(6), (spec) => {
        const equilibrium = solve(spec)
        const width = spec.levels.length + 1
        for (let t = 0; t < equilibrium.types.count; t++)
          expect(
            equilibrium.challenge.slice(t * width, (t + 1) * width).reduce((a, b) => a + b, 0),
          ).toBeCloseTo(1, 12)
        for (const junction of equilibrium.junctions) {
          let mass = 0
          for (const state of junction.states) {
            mass += stateWeight(equilibrium, junction, state)
            const { all } = state.coalition.force
            expect(all.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
          }
          expect(mass).toBeCloseTo(1, 12)
        }
        const outcome = outcomeOf(equilibrium)
        expect(outcome.deterrence + outcome.levels[0].challenge).toBeCloseTo(1, 12)
        for (const one of outcome.guarantors)
          expect(one.response[0].reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
        expect(outcome.levels[0].responding.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
        const { prize, fighting, sanctions, clash, backDown } = outcome.levels[0].ledger
        expect(prize + fighting + sanctions + clash + backDown).toBeCloseTo(outcome.levels[0].median.eu, 9)
      }),
      { numRuns: 40 },
    )
  })

  it('gives the force distribution that enumeration gives, for up to 6 guarantors, to 1e-12', () => {
    fc.assert(
      fc.property(anyGame(6), (spec) => {
        const equilibrium = solve(spec)
        const profile = profileOf(equilibrium)
        const [state] = statesOf(equilibrium)
        const { coalition } = equilibrium.junctions[0].states[0]
        const { all, apart } = coalition.force
        const members = spec.guarantors.map((_, g) => ({
          g,
          probability: (r: number) => happens(spec, profile, state, g, r),
        }))
        const [every, untouched] = [new Float64Array(all.length), new Float64Array(all.length)]
        // Few guarantors at a time: merging equal (cell, joined) paths keeps the walk finite without convolving.
        for (const path of combine(spec, 0, members.slice(0, 3)))
          for (const rest of combine(spec, 0, members.slice(3, 5)))
            for (const last of combine(spec, 0, members.slice(5))) {
              const p = path.p * rest.p * last.p
              every[path.cell + rest.cell + last.cell] += p
              if (!path.joined && !rest.joined && !last.joined)
                untouched[path.cell + rest.cell + last.cell] += p
            }
        all.forEach((p, cell) => {
          expect(Math.abs(p - every[cell])).toBeLessThan(1e-12)
          expect(Math.abs(apart[cell] - untouched[cell])).toBeLessThan(1e-12)
        })
      }),
      { numRuns: 8 },
    )
  })
})

const deterrence = (spec: Game): number => outcomeOf(solve(spec)).deterrence

describe('invariances', () => {
  it('N = 0 is autarky: the adversary faces the beneficiary alone', () => {
    const spec = game({ guarantors: [], adversary: { valueSigma: 0, fearfulShare: 0 } })
    const { levels, adversary } = spec
    const spot = (branch: 'contested' | 'faitAccompli') => {
      const ease = branch === 'faitAccompli' ? levels[0].evict : 1
      const win = (m: number) => (20 * m) / (20 * m + 10 / ease)
      const u = [100 * win(1) - 20, -8, 100 * win(1.3) - 30]
      const q = logit(u, adversary.lambda)
      return q.reduce((sum, p, k) => sum + p * u[k], 0)
    }
    const eu = 0.8 * spot('contested') + 0.2 * spot('faitAccompli')
    expect(deterrence(spec)).toBeCloseTo(logit([3, eu], adversary.lambda)[0], 12)
  })

  it('does not depend on the order of guarantors', () => {
    fc.assert(
      fc.property(anyGame(5), (spec) => {
        const turned = { ...spec, guarantors: [...spec.guarantors].reverse() }
        const [one, other] = [outcomeOf(solve(spec)), outcomeOf(solve(turned))]
        expect(one.deterrence).toBeCloseTo(other.deterrence, 8)
        one.guarantors.forEach((g, k) => {
          expect(g.honour[0]).toBeCloseTo(other.guarantors[spec.guarantors.length - 1 - k].honour[0], 7)
        })
      }),
      { numRuns: 20 },
    )
  })

  it('does not change when a guarantor is split in two perfectly delegated halves', () => {
    const whole = guarantor({
      id: 'W',
      delegated: [1],
      force: [[0, 0, 2, 4, 8]],
      pain: [0, 2, 4, 4, 4],
      contact: [[0, 0, 0, 0, 0]],
    })
    const half = guarantor({
      id: 'H',
      delegated: [1],
      force: [[0, 0, 1, 2, 4]],
      pain: [0, 1, 2, 2, 2],
      contact: [[0, 0, 0, 0, 0]],
    })
    const spec = (guarantors: Guarantor[]) => game({ guarantors, levels: [level({ found: 1 })] })
    expect(deterrence(spec([whole]))).toBeCloseTo(deterrence(spec([half, { ...half, id: 'H2' }])), 9)
  })

  it('finds the same principal equilibrium whatever the start, where there is only one', () => {
    const spec = game()
    const starts = (['uniform', 'all', 'none'] as const).map(
      (start) => outcomeOf(solve(spec, { start })).deterrence,
    )
    expect(starts[1]).toBeCloseTo(starts[0], 7)
    expect(starts[2]).toBeCloseTo(starts[0], 7)
  })
})

describe('limits', () => {
  it('lambda 0 is uniform everywhere', () => {
    const equilibrium = solve(game({ lambdaGuarantor: 0, adversary: { lambda: 0 } }))
    for (const p of equilibrium.challenge) expect(p).toBeCloseTo(0.5, 12)
    for (const { coalition } of equilibrium.junctions.flatMap((junction) => junction.states))
      for (const p of coalition.choice) expect(p).toBeCloseTo(0.2, 12)
  })

  it('lambda large, one guarantor, one type: the subgame-perfect outcome worked by hand', () => {
    // Attack wins 20/30 = 2/3 alone and 20/40 = 1/2 against 10 BE of troops. Persisting alone is worth
    // 100 * 2/3 - 20 = 46.7 > -8; against troops 50 - 20 * 1.5 - .6 * 40 = -4 > -8 (clash certain to be met): it
    // persists either way. A guarantor with stake 1 loses 66.7 by staying out and 50 + 5 by coming: it comes. The
    // challenge is then worth -4 (no pain) against 3: no challenge.
    const only = guarantor({
      stake: 1,
      fear: 0,
      audience: 0,
      tripwire: 0,
      cost: [0, 50, 50, 50, 5],
      norm: [0, 0, 0, 0, 0],
      pain: [0, 0, 0, 0, 0],
      contact: [[0, 0, 0, 0, 1]],
      force: [[0, 0, 0, 0, 10]],
    })
    const spec = (change: Partial<Guarantor>): Game =>
      game({
        guarantors: [{ ...only, ...change }],
        levels: [level({ faitAccompli: 0, costSlope: 1 })],
        rho: 0,
        lambdaGuarantor: 20,
        adversary: { lambda: 20, valueSigma: 0, fearfulShare: 0, escalateForce: 1, escalateCost: 9 },
      })
    const deterred = outcomeOf(solve(spec({})))
    expect(deterred.deterrence).toBeCloseTo(1, 9)
    expect(deterred.guarantors[0].response[0][4]).toBeCloseTo(1, 9)
    // Dearer troops: staying out costs 66.7, coming 50 + 20. It stays out and the challenge comes.
    const abandoned = outcomeOf(solve(spec({ cost: [0, 50, 50, 50, 20] })))
    expect(abandoned.deterrence).toBeCloseTo(0, 9)
    expect(abandoned.guarantors[0].response[0][0]).toBeCloseTo(1, 9)
  })

  it('rho 0 makes responses independent; a large rho makes them all or none', () => {
    const members = ['A', 'B', 'C', 'D'].map((id) => guarantor({ id }))
    const spread = (rho: number) => {
      const { responding } = outcomeOf(solve(game({ guarantors: members, rho, shockNodes: 8 }))).levels[0]
      const mean = responding.reduce((sum, p, k) => sum + p * k, 0)
      const variance = responding.reduce((sum, p, k) => sum + p * (k - mean) ** 2, 0)
      return { mean, variance, extremes: responding[0] + responding[4] }
    }
    // The finding is common to all, so independence holds given the state; it is checked there by enumeration above.
    const few = spread(0)
    const many = spread(5000)
    expect(many.extremes).toBeGreaterThan(0.99)
    expect(few.extremes).toBeLessThan(0.9)
    expect(many.variance).toBeGreaterThan(few.variance)
  })

  it('a contact probability of 0 or 1 is none or certain', () => {
    const clash = (p: number) =>
      outcomeOf(
        solve(
          game({
            guarantors: [guarantor({ contact: [[0, 0, 0, p, p]], delegated: [1] })],
            levels: [level({ found: 1 })],
          }),
        ),
      ).levels[0].clash
    expect(clash(0)).toBe(0)
    expect(clash(1)).toBeGreaterThan(clash(0.5))
  })
})

describe('margins are monotone (model page, section 8)', () => {
  const margin = (change: Partial<Guarantor>, value = 100): number => {
    const members = ['A', 'B'].map((id) => guarantor({ id, ...change }))
    const { supplied, required } = outcomeOf(
      solve(game({ guarantors: members, adversary: { value, statusQuo: { greedy: 12, fearful: 8 } } })),
    ).levels[0].median
    return supplied - required
  }
  it('up in bind', () => {
    const bind = (b: number) =>
      margin({ ifPassed: [{ response: 4, bind: b }], ifBlocked: [{ response: 4, bind: b }] })
    expect(bind(0.9)).toBeGreaterThan(bind(0.5))
    expect(bind(0.5)).toBeGreaterThan(bind(0.1))
  })
  it('up in stake', () => {
    expect(margin({ stake: 0.9 })).toBeGreaterThan(margin({ stake: 0.1 }))
  })
  it('up in force', () => {
    expect(margin({ force: [[0, 0, 2, 4, 8]] })).toBeGreaterThan(margin({ force: [[0, 0, 1, 2, 4]] }))
  })
  it("down in the adversary's value and in guarantors' fear", () => {
    expect(margin({}, 140)).toBeLessThan(margin({}, 100))
    expect(margin({ fear: 60 })).toBeLessThan(margin({ fear: 0 }))
  })
})

describe('sixty guarantors', () => {
  it('are solved, and their distribution has the mean and mass that single choices give it', () => {
    const members = Array.from({ length: 60 }, (_, k) =>
      guarantor({
        id: `G${k}`,
        stake: 0.05 + (k % 7) / 20,
        force: [[0, 0, 0.1, 0.3 + (k % 5) / 10, 0.6 + (k % 3)]],
      }),
    )
    const equilibrium = solve(game({ guarantors: members, adversary: { valueNodes: 9 } }))
    expect(equilibrium.converged).toBe(true)
    const outcome = outcomeOf(equilibrium)
    const mean = outcome.guarantors.reduce(
      (sum, one, g) => sum + one.response[0].reduce((force, p, r) => force + p * members[g].force[0][r], 0),
      0,
    )
    expect(outcome.levels[0].force.mean).toBeCloseTo(mean, 9)
    expect(outcome.levels[0].responding.length).toBe(61)
  })
})
