import { describe, expect, it } from 'vitest'
import { foreknowledgeOf } from '../../src/crisis/foreknowledge.js'
import { solve } from '../../src/crisis/solve.js'
import { strikesOf } from '../../src/crisis/window.js'
import { combine, happens, lastMove, logit, typesOf } from './brute.js'
import { game, guarantor, level } from './games.js'

const certain = guarantor({ id: 'S', delegated: [1], force: [[0, 0, 0, 0, 6]], contact: [[0, 0, 0, 0, 1]] })

describe('foreknowledge', () => {
  it('is worth nothing where nothing is uncertain', () => {
    const solved = solve(
      game({ guarantors: [certain], levels: [level({ found: 1, faitAccompli: 0 })], rho: 0 }),
    )
    const { expecting, knowing, dissuaded, invited } = foreknowledgeOf(solved)
    expect(knowing.all.any).toBeCloseTo(expecting.all.any, 9)
    expect(expecting.all.any).toBeCloseTo(strikesOf(solved).all.any, 12)
    expect(dissuaded + invited).toBe(0)
  })

  it('is what walking every coalition gives, but for the slices', () => {
    const spec = game({
      guarantors: [
        guarantor({ id: 'A', force: [[0, 0, 2, 6, 20]], contact: [[0, 0, 0, 1, 1]] }),
        guarantor({ id: 'B', force: [[0, 0, 1, 3, 12]], contact: [[0, 0, 0, 0, 1]] }),
      ],
      levels: [level({ faitAccompli: 0.3 })],
      adversary: { valueNodes: 3 },
    })
    const solved = solve(spec)
    const { knowing, expecting } = foreknowledgeOf(solved)
    let sum = 0
    typesOf(spec).forEach((type, t) => {
      for (const junction of solved.junctions)
        for (const { finding, shock, coalition } of junction.states) {
          const state = { level: 0, branch: junction.branch, finding, shock }
          const weight =
            junction.weight *
            solved.shocks.weights[shock] *
            (finding === 'notFound' ? 1 - spec.levels[0].found : spec.levels[0].found)
          const profile = {
            challenge: () => 0,
            consent: () => 0,
            choice: (_: unknown, g: number, r: number) =>
              coalition.choice[coalition.layout.order.indexOf(g) * coalition.layout.responses + r],
          }
          const probability = (g: number) => (r: number) => happens(spec, profile, state, g, r)
          let pain = 0
          spec.guarantors.forEach((one, g) => {
            spec.responses.forEach((_, r) => {
              pain += probability(g)(r) * one.pain[r]
            })
          })
          const members = spec.guarantors.map((_, g) => ({ g, probability: probability(g) }))
          for (const { cell, joined, p } of combine(spec, 0, members)) {
            const { payoff } = lastMove(spec, state, type.value, cell, joined)
            const choice = logit([solved.types.statusQuo[t], payoff - pain], spec.adversary.lambda)
            sum += type.prior * weight * p * choice[1]
          }
        }
    })
    expect(Math.abs(knowing.all.any - sum)).toBeLessThan(0.003)
    expect(Math.abs(knowing.all.any - expecting.all.any)).toBeGreaterThan(0.01)
  })

  it('mixes over motives, and counts whom it dissuades and whom it invites', () => {
    const solved = solve(
      game({
        levels: [level(), level({ id: 'small', share: 0.3, attackers: 5 })],
        guarantors: ['A', 'B'].map((id) =>
          guarantor({
            id,
            levels: 2,
            force: [
              [0, 0, 2, 6, 20],
              [0, 0, 2, 6, 20],
            ],
          }),
        ),
      }),
    )
    const { knowing, expecting, dissuaded, invited } = foreknowledgeOf(solved)
    const share = solved.game.adversary.fearfulShare
    for (const one of [knowing, expecting])
      expect(one.all.any).toBeCloseTo((1 - share) * one.greedy.any + share * one.fearful.any, 12)
    for (const p of [dissuaded, invited]) {
      expect(p).toBeGreaterThanOrEqual(0)
      expect(p).toBeLessThan(1)
    }
  })
})
