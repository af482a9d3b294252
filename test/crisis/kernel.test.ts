import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exp } from '../../src/core/elementary.js'
import { expectationsOf, residual, sweep } from '../../src/crisis/coalition.js'
import { kernel } from '../../src/crisis/kernel/kernel.js'
import { lastMoveOf, mixCurves } from '../../src/crisis/lastMove.js'
import { solve } from '../../src/crisis/solve.js'
import { lastMove } from './brute.js'
import { randomGame } from './random.js'
import { sweepPlainly } from './reference.js'

const far = (a: Float64Array, b: Float64Array): number => {
  expect(a.length).toBe(b.length)
  let worst = 0
  for (let k = 0; k < a.length; k++) worst = Math.max(worst, Math.abs(a[k] - b[k]) / (1 + Math.abs(a[k])))
  return worst
}

describe('the kernel', () => {
  it('has the exponential of core/elementary.ts, bit for bit', () => {
    const check = (x: number): void => {
      expect(Object.is(kernel.exponential(x), exp(x)), `${x}`).toBe(true)
    }
    for (const x of [
      0,
      -0,
      1,
      -1,
      709.78,
      709.79,
      -745.1,
      -745.2,
      -708,
      -707,
      1e300,
      -1e300,
      Infinity,
      -Infinity,
      NaN,
    ])
      check(x)
    fc.assert(fc.property(fc.double({ min: -760, max: 720, noNaN: true }), check), { numRuns: 5000 })
    fc.assert(fc.property(fc.double(), check), { numRuns: 5000 })
  })

  it('sweeps as the plain version does, from any choices, keeping them or not', () => {
    fc.assert(
      fc.property(randomGame(60), fc.boolean(), fc.infiniteStream(fc.nat(1000)), (game, keep, noise) => {
        const solved = solve(game)
        for (const junction of solved.junctions.slice(0, 2))
          for (const { coalition } of junction.states.slice(0, 2)) {
            const { responses } = coalition.layout
            for (let at = 0; at < coalition.choice.length; at += responses) {
              const raw = Array.from({ length: responses }, () => noise.next().value + 0.001)
              const total = raw.reduce((a, b) => a + b, 0)
              coalition.choice.set(
                raw.map((x) => x / total),
                at,
              )
            }
            const plain = sweepPlainly(coalition, junction.curves, keep)
            const before = coalition.choice.slice()
            const expected = expectationsOf(coalition, junction.curves)
            expect(coalition.choice).toEqual(before)
            const change = (keep ? residual : sweep)(coalition, junction.curves)
            expect(Math.abs(change - plain.change)).toBeLessThan(1e-12)
            expect(far(coalition.choice, plain.choice)).toBeLessThan(1e-12)
            expect(far(coalition.utility, plain.utility)).toBeLessThan(1e-12)
            expect(far(coalition.force.all, plain.all)).toBeLessThan(1e-13)
            expect(far(coalition.force.apart, plain.apart)).toBeLessThan(1e-13)
            if (keep) expect(far(expected, plain.expected)).toBeLessThan(1e-12)
          }
      }),
      { numRuns: 200 },
    )
  })

  it('solves the last move as the second implementation does', () => {
    fc.assert(
      fc.property(randomGame(2), fc.integer({ min: 1, max: 9 }), (game, cells) => {
        const { types } = solve(game)
        for (const branch of ['contested', 'faitAccompli'] as const) {
          const move = lastMoveOf(game.adversary, game.levels[0], branch, types, cells, game.forceStep)
          types.values.forEach((value, node) => {
            for (const joined of [0, 1])
              for (let cell = 0; cell < cells; cell++) {
                const state = { level: 0, branch, finding: 'passed' as const, shock: 0 }
                const force = cell * game.forceStep
                const { choice, payoff } = lastMove(game, state, value, force, joined === 1)
                const at = (node * 2 + joined) * cells + cell
                expect(move.persist[at]).toBeCloseTo(choice[0], 12)
                expect(move.escalate[at]).toBeCloseTo(choice[2], 12)
                expect(Math.abs(move.payoff[at] - payoff)).toBeLessThan(1e-10)
              }
          })
        }
      }),
      { numRuns: 200 },
    )
  })

  it('mixes the last move over beliefs, whatever their number', () => {
    fc.assert(
      fc.property(randomGame(3), (game) => {
        const solved = solve(game)
        const { types } = solved
        const { move, curves, level } = solved.junctions[0]
        const beliefs = solved.beliefs.subarray(level * types.count, (level + 1) * types.count)
        mixCurves(move, game.levels[level], types, beliefs, curves)
        for (let cell = 0; cell < move.cells; cell++) {
          const sum = (joined: number) => {
            let [lost, war, clash] = [0, 0, 0]
            beliefs.forEach((weight, type) => {
              const at = (types.node[type] * 2 + joined) * move.cells + cell
              const [persist, escalate] = [move.persist[at], move.escalate[at]]
              lost += weight * (persist * move.prevail[cell] + escalate * move.prevailEscalated[cell])
              war += weight * (persist + escalate)
              clash +=
                weight * (persist * game.levels[level].clash + escalate * game.levels[level].clashIfEscalated)
            })
            return [lost, war, clash]
          }
          const joined = sum(1)
          const alone = sum(0)
          for (const k of [0, 1, 2] as const) {
            expect(curves.joined[k][cell]).toBeCloseTo(joined[k], 12)
            expect(curves.apart[k][cell]).toBeCloseTo(alone[k] - joined[k], 12)
          }
        }
      }),
      { numRuns: 200 },
    )
  })
})
