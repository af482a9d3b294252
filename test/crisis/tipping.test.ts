import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Game, Guarantor } from '../../src/crisis/game.js'
import { type Equilibrium, solve } from '../../src/crisis/solve.js'
import { tippingOf } from '../../src/crisis/tipping.js'
import { type BruteState, guarantorPayoff, logit, type Profile } from './brute.js'
import { game, guarantor } from './games.js'

const inPlace = { contactHalving: 4, tripwire: 1.5, delegated: 0.1 }

/** P(honour) of guarantor g if it were another, all else as at the equilibrium: by the second implementation. */
const honourIf = (solved: Equilibrium, g: number, change: Partial<Guarantor>): number => {
  const spec: Game = {
    ...solved.game,
    guarantors: solved.game.guarantors.map((one, k) => (k === g ? { ...one, ...change } : one)),
  }
  const width = spec.levels.length + 1
  const profile: Profile = {
    challenge: (type, k) => solved.challenge[type * width + k],
    consent: () => 0,
    choice: (state, other, r) => {
      const { coalition } = solved.junctions
        .find(({ branch }) => branch === state.branch)!
        .states.find(({ finding, shock }) => finding === state.finding && shock === state.shock)!
      return coalition.choice[coalition.layout.order.indexOf(other) * coalition.layout.responses + r]
    },
  }
  let sum = 0
  for (const { branch, weight, states } of solved.junctions)
    for (const { finding, shock } of states) {
      if (finding !== 'passed') continue
      const state: BruteState = { level: 0, branch, finding, shock }
      const choice = logit(
        spec.responses.map((_, r) => guarantorPayoff(spec, profile, state, g, r)),
        spec.lambdaGuarantor,
      )
      const { response } = spec.guarantors[g].ifPassed[0]
      const free = choice.slice(response).reduce((a, b) => a + b, 0)
      const share = spec.guarantors[g].delegated[0]
      sum += weight * solved.shocks.weights[shock] * (share + (1 - share) * free)
    }
  return sum
}

describe('what tips a guarantor', () => {
  it('is where P(honour) crosses one half, by the second implementation', () => {
    const cases = fc.record({
      stake: fc.nat(80).map((k) => k / 100),
      bind: fc.nat(90).map((k) => k / 100),
      fear: fc.nat(40),
      response: fc.constantFrom(2, 3, 4),
    })
    let crossed = 0
    fc.assert(
      fc.property(cases, ({ stake, bind, fear, response }) => {
        const duty = { ifPassed: [{ response, bind }], ifBlocked: [{ response, bind }] }
        const solved = solve(
          game({
            guarantors: [
              guarantor({ id: 'A', stake, fear, ...duty }),
              guarantor({ id: 'B', force: [[0, 0, 0.5, 1.5, 2.25]] }),
            ],
            shockNodes: 2,
            adversary: { valueNodes: 3 },
          }),
        )
        const tips = tippingOf(solved, 0, inPlace)[0]!
        const lean = (change: Partial<Guarantor>) => honourIf(solved, 0, change)
        const now = lean({})
        const byBind = (b: number) => lean({ ifPassed: [{ response, bind: b }] })
        for (const [tip, honour, ends] of [
          [tips.bind, byBind, [0, 1]],
          [tips.stake, (s: number) => lean({ stake: s }), [0, 2]],
        ] as const) {
          if (Number.isNaN(tip.at)) {
            expect(honour(ends[now >= 0.5 ? 0 : 1]) >= 0.5).toBe(now >= 0.5)
            continue
          }
          crossed++
          expect(honour(tip.at)).toBeCloseTo(0.5, 5)
        }
        expect(tips.bind.now).toBe(bind)
        expect(tips.stake.now).toBe(stake)
      }),
      { numRuns: 60 },
    )
    expect(crossed).toBeGreaterThan(30)
  })

  it('counts forces in place as more force, contact, a tripwire and a share that needs no choice', () => {
    const force = [[0, 0, 1, 3, 5]]
    const contactOf = (own: number) => own / (own + inPlace.contactHalving)
    const contact = [[0, 0, 0, contactOf(2), contactOf(4)]]
    const solved = solve(
      game({
        guarantors: [
          guarantor({ id: 'A', stake: 0.35, fear: 5, force, contact, tripwire: 0, audience: 16 }),
          guarantor({ id: 'B', force: [[0, 0, 0.5, 1.5, 2.25]] }),
        ],
        lambdaGuarantor: 0.1,
        shockNodes: 2,
        adversary: { valueNodes: 3 },
      }),
    )
    const now = honourIf(solved, 0, {})
    const { forwardForce } = tippingOf(solved, 0, inPlace)[0]!
    const withForces = (x: number) =>
      honourIf(solved, 0, {
        force: [[0, 0, 1, 3 + x, 5 + x]],
        contact: [[0, 0, 0, contactOf(2 + x), contactOf(4 + x)]],
        tripwire: inPlace.tripwire,
        delegated: [inPlace.delegated],
      })
    expect(forwardForce.now).toBe(0)
    expect(now).toBeLessThan(0.5)
    if (Number.isNaN(forwardForce.at)) expect(withForces(20)).toBeLessThan(0.5)
    else expect(withForces(forwardForce.at)).toBeCloseTo(0.5, 4)
  })

  it('is not asked of one that owes nothing', () => {
    const none = { ifPassed: [{ response: 0, bind: 0 }], ifBlocked: [{ response: 0, bind: 0 }] }
    const solved = solve(game({ guarantors: [guarantor({ id: 'A' }), guarantor({ id: 'B', ...none })] }))
    expect(tippingOf(solved, 0, inPlace)[1]).toBeNull()
  })
})
