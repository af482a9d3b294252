import { describe, expect, it } from 'vitest'
import type { Step } from '../../src/crisis/circumstances.js'
import { solve } from '../../src/crisis/solve.js'
import {
  provocationOf,
  type Strikes,
  solveWindow,
  strikesOf,
  survivalOf,
  type WindowOutcome,
} from '../../src/crisis/window.js'
import { logit } from './brute.js'
import { game, guarantor, level } from './games.js'

const strong = game({ guarantors: ['A', 'B'].map((id) => guarantor({ id, stake: 0.8, audience: 60 })) })
const weak = game({
  guarantors: ['A', 'B'].map((id) =>
    guarantor({
      id,
      stake: 0.1,
      ifPassed: [{ response: 0, bind: 0 }],
      ifBlocked: [{ response: 0, bind: 0 }],
    }),
  ),
})
const steps: readonly Step[] = [
  { phase: 'announced', from: 0, to: 6 },
  { phase: 'signed', from: 6, to: 18 },
  { phase: 'in-force', from: 18, to: Number.POSITIVE_INFINITY },
]

const strikes = (any: number): Strikes => {
  const one = { any, levels: [any] }
  return { all: one, greedy: one, fearful: one }
}

/** A window made by hand: chances on an occasion in each phase, and with nothing promised. */
const window = (chances: readonly number[], before: number): WindowOutcome => ({
  phases: steps.map((step, k) => ({ ...step, strikes: strikes(chances[k]) })),
  before: strikes(before),
  residual: 0,
  converged: true,
})

describe('the window', () => {
  it('changes nothing where nothing is about to change', () => {
    const inForce = solve(strong)
    const { phases, converged } = solveWindow(steps, () => strong, inForce, inForce, 0.9)
    expect(converged).toBe(true)
    for (const phase of phases) expect(phase.strikes.all.any).toBeCloseTo(strikesOf(inForce).all.any, 8)
  })

  it('draws strikes that would not have come had nothing been on its way', () => {
    const inForce = solve(strong)
    const before = solve(weak)
    const { phases } = solveWindow(steps, () => weak, inForce, before, 0.9)
    expect(strikesOf(inForce).all.any).toBeLessThan(strikesOf(before).all.any)
    expect(phases[0].strikes.all.any).toBeGreaterThan(strikesOf(before).all.any)
    expect(phases[1].strikes.all.any).toBeGreaterThan(phases[0].strikes.all.any)
    expect(phases[2].strikes.all.any).toBe(strikesOf(inForce).all.any)
  })

  it('makes waiting worth the status quo plus the discounted change in what an occasion is worth', () => {
    const inForce = solve(strong)
    const discount = 0.8
    const later = Array.from(inForce.worth)
    const solved = solve({
      ...weak,
      adversary: { ...weak.adversary, prospects: { discount, later } },
    })
    const { types, payoff, challenge, outside } = solved
    for (let type = 0; type < types.count; type++) {
      const utilities = [types.statusQuo[type], payoff[type]]
      const now = logit(utilities, weak.adversary.lambda).reduce((sum, p, k) => sum + p * utilities[k], 0)
      const wait = types.statusQuo[type] + discount * (later[type] - now)
      expect(outside[type]).toBeCloseTo(wait, 9)
      expect(challenge[2 * type]).toBeCloseTo(logit([wait, payoff[type]], weak.adversary.lambda)[0], 8)
    }
  })

  it('matters less the further off the change is', () => {
    const inForce = solve(strong)
    const before = solve(weak)
    const strikeAfter = (months: number): number => {
      const long = [
        { phase: 'announced' as const, from: 0, to: months },
        { phase: 'in-force' as const, from: months, to: Number.POSITIVE_INFINITY },
      ]
      return solveWindow(long, () => weak, inForce, before, 0.5).phases[0].strikes.all.any
    }
    const far = strikeAfter(400)
    expect(strikeAfter(1)).toBeGreaterThan(strikeAfter(24))
    expect(far).toBeCloseTo(strikesOf(before).all.any, 6)
  })

  it('gives the motives their own chances, which mix to that over all types', () => {
    const solved = solve(game({ levels: [level(), level({ id: 'other', share: 0.4 })], guarantors: [] }))
    const { all, greedy, fearful } = strikesOf(solved)
    const share = solved.game.adversary.fearfulShare
    all.levels.forEach((p, l) => {
      expect(p).toBeCloseTo((1 - share) * greedy.levels[l] + share * fearful.levels[l], 12)
    })
    expect(strikesOf(solve(game({ adversary: { fearfulShare: 0 } }))).fearful.any).toBeNaN()
  })
})

describe('survival', () => {
  it('is exp(-rate t) while nothing changes', () => {
    const curve = survivalOf(window([0.3, 0.3, 0.3], 0.3).phases, 2, 60)
    for (const { month, hazard, survival } of curve) {
      expect(survival).toBeCloseTo(Math.exp((-0.6 * month) / 12), 12)
      expect(hazard).toBeCloseTo(1 - Math.exp(-0.6 / 12), 12)
    }
  })

  it('takes each phase for its months, and shares of a month where they meet inside one', () => {
    const { phases } = window([0.9, 0.5, 0.1], 0.6)
    const moved = [{ ...phases[0], to: 6.25 }, { ...phases[1], from: 6.25 }, phases[2]]
    const curve = survivalOf(moved, 1.2, 36)
    const expected = 0.1 * (6.25 * 0.9 + 11.75 * 0.5 + 18 * 0.1)
    expect(curve[35].survival).toBeCloseTo(Math.exp(-expected), 12)
    expect(curve[6].hazard).toBeCloseTo(1 - Math.exp(-0.1 * (0.25 * 0.9 + 0.75 * 0.5)), 12)
    expect(curve[0].hazard).toBeGreaterThan(curve[20].hazard)
  })
})

describe('provocation', () => {
  it('is what the window adds to the months it takes', () => {
    const found = provocationOf(window([0.9, 0.5, 0.1], 0.6), 1.2)
    const rate = (months: number) => (0.1 * months * (6 * 0.9 + 12 * 0.5)) / 18
    const base = (months: number) => 0.1 * months * 0.6
    expect(found.strike).toBeCloseTo(1 - Math.exp(-rate(18)), 12)
    expect(found.baseline).toBeCloseTo(1 - Math.exp(-base(18)), 12)
    const excess = (months: number) => Math.exp(-base(months)) - Math.exp(-rate(months))
    expect(found.perMonth).toBeCloseTo(excess(19) - excess(18), 12)
  })

  it('is nothing without a window', () => {
    const none: WindowOutcome = {
      phases: [{ phase: 'in-force', from: 0, to: Number.POSITIVE_INFINITY, strikes: strikes(0.2) }],
      before: strikes(0.6),
      residual: 0,
      converged: true,
    }
    expect(provocationOf(none, 1)).toEqual({ strike: 0, baseline: 0, perMonth: Number.NaN })
  })
})
