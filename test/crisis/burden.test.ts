import { describe, expect, it } from 'vitest'
import { burdenOf, commonStakes, solveOptimum } from '../../src/crisis/burden.js'
import { layoutOf, newCoalition, type Payoffs, startFrom, sweep } from '../../src/crisis/coalition.js'
import type { Curves } from '../../src/crisis/lastMove.js'
import { outcomeOf } from '../../src/crisis/outcome.js'
import { solve } from '../../src/crisis/solve.js'
import { game, guarantor, level } from './games.js'

describe('burden sharing', () => {
  it('adds up to the coalition’s expected force, and its largest share lies between equal and all', () => {
    const spec = game({
      guarantors: ['A', 'B', 'C'].map((id, k) =>
        guarantor({ id, stake: 0.1 + 0.3 * k, force: [[0, 0, 0.5, 1.5 + k, 3.25 + 2 * k]] }),
      ),
    })
    const solved = solve(spec)
    const burden = burdenOf(solved, 0)
    expect(burden.force).toBeCloseTo(outcomeOf(solved).levels[0].force.mean, 9)
    expect(burden.largest).toBeGreaterThan(1 / 3)
    expect(burden.largest).toBeLessThan(1)
    for (const { cost, fear } of burden.shares) {
      expect(cost).toBeGreaterThan(0)
      expect(fear).toBeGreaterThan(0)
    }
  })

  it('is its cost in full where all is delegated and fighting is certain', () => {
    const solved = solve(
      game({
        guarantors: [guarantor({ id: 'A', delegated: [1], upfront: [1, 1, 1, 1, 1] })],
        levels: [level({ found: 1 })],
      }),
    )
    const { shares } = burdenOf(solved, 0)
    expect(shares[0].force).toBeCloseTo(4, 12)
    expect(shares[0].cost).toBeCloseTo(14, 12)
  })

  it('provides less than a coalition that weighs the prize with all stakes together', () => {
    const members = ['A', 'B', 'C', 'D'].map((id) =>
      guarantor({
        id,
        stake: 0.15,
        ifPassed: [{ response: 0, bind: 0 }],
        ifBlocked: [{ response: 0, bind: 0 }],
      }),
    )
    const solved = solve(game({ guarantors: members }))
    const optimum = solveOptimum(solved)
    expect(optimum.converged).toBe(true)
    expect(commonStakes(solved.game).guarantors.map(({ stake }) => stake)).toEqual([0.6, 0.6, 0.6, 0.6])
    expect(burdenOf(optimum, 0).force).toBeGreaterThan(burdenOf(solved, 0).force)
    // One guarantor alone has no others to rely on.
    const alone = solve(game({ guarantors: members.slice(0, 1) }))
    expect(burdenOf(solveOptimum(alone), 0).force).toBeCloseTo(burdenOf(alone, 0).force, 9)
  })

  // shared/model/golden.md, Olson & Zeckhauser: v = (10, 5, 2, 1, 1), B = ln(1 + Q), cost q^2 / 2.
  it('is the public-good problem that the kernel solves on a fine ladder of contributions', () => {
    const value = [10, 5, 2, 1, 1]
    const provide = (weights: readonly number[], highest: number): number[] => {
      const step = highest / 15
      const ladder = Array.from({ length: 16 }, (_, r) => r * step)
      const spec = game({
        responses: ladder.map((_, r) => `q${r}`),
        direct: ladder.map(() => false),
        guarantors: value.map((_, k) =>
          guarantor({ id: `G${k}`, force: [ladder], contact: [ladder.map(() => 0)] }),
        ),
        forceStep: step,
      })
      const layout = layoutOf(spec, 0)
      const zeros = () => new Float64Array(layout.count * 16)
      const payoffs: Payoffs = {
        loss: Float64Array.from(layout.order, (g) => weights[g]),
        fixed: Float64Array.from(zeros(), (_, at) => -(ladder[at % 16] ** 2) / 2),
        war: zeros(),
        clash: zeros(),
        owed: new Int32Array(layout.count),
        delegated: new Float64Array(layout.count),
      }
      const flat = () => new Float64Array(layout.cells)
      const curves: Curves = {
        joined: [flat().map((_, cell) => Math.log(1 + cell * step)), flat(), flat()],
        apart: [flat(), flat(), flat()],
      }
      const coalition = newCoalition(layout, payoffs, 400, zeros())
      startFrom(coalition, 'uniform')
      for (let k = 0; k < 400; k++) sweep(coalition, curves)
      return value.map((_, g) => {
        const n = layout.order.indexOf(g)
        return ladder.reduce((sum, q, r) => sum + q * coalition.choice[n * 16 + r], 0)
      })
    }
    const nash = provide(value, 3)
    ;[2.046, 1.023, 0.409, 0.205, 0.205].forEach((q, k) => {
      expect(Math.abs(nash[k] - q)).toBeLessThan(0.2)
    })
    const total = value.reduce((a, b) => a + b, 0)
    const optimum = provide(
      value.map(() => total),
      3,
    )
    const sum = (shares: number[]) => shares.reduce((a, b) => a + b, 0)
    expect(Math.abs(sum(nash) - 3.8875)).toBeLessThan(0.2)
    expect(Math.abs(sum(optimum) - 9.2596)).toBeLessThan(0.4)
  })
})
