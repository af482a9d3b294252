import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateActions, newWork } from '../../../src/crisis/gambit/evaluate.js'
import { checkGame, compileTree, evaluateProfile, readGame } from '../../../src/crisis/gambit/index.js'
import { flatten } from '../../../src/crisis/gambit/tree.js'
import { gameArbitrary, gameWithTape, profileFrom } from './arbitrary.js'
import { expectedPayoff, slowEvaluation } from './oracle.js'

describe('the compiled tree', () => {
  it('gives the payoffs of a slow recursive evaluation', () => {
    fc.assert(
      fc.property(gameWithTape({ impossible: true }), ([game, tape]) => {
        const profile = profileFrom(game, tape)
        const fast = evaluateProfile(compileTree(game), profile)
        const slow = slowEvaluation(game, profile)
        slow.reach.forEach((reach, s) => {
          expect(fast.reach[s]).toBeCloseTo(reach, 12)
          if (reach > 0) slow.payoffs[s].forEach((u, k) => void expect(fast.payoffs[s][k]).toBeCloseTo(u, 9))
          else expect(fast.payoffs[s].every(Number.isFinite)).toBe(true)
        })
        game.players.forEach((_, player) => {
          expect(fast.expected[player]).toBeCloseTo(expectedPayoff(game, profile, player), 10)
        })
      }),
      { numRuns: 300 },
    )
  })

  it('differentiates itself', () => {
    fc.assert(
      fc.property(gameWithTape(), ([game, tape]) => {
        const tree = compileTree(game)
        const work = newWork(tree)
        const logs = flatten(profileFrom(game, tape)).map(Math.log)
        const slopes = new Float64Array(logs.length * logs.length)
        evaluateActions(tree, work, logs, slopes)
        const payoffs = (k: number, step: number): Float64Array => {
          evaluateActions(
            tree,
            work,
            logs.map((value, a) => (a === k ? value + step : value)),
          )
          return work.payoff.slice()
        }
        for (let k = 0; k < logs.length; k++) {
          const [up, down] = [payoffs(k, 1e-5), payoffs(k, -1e-5)]
          for (let a = 0; a < logs.length; a++)
            expect(slopes[a * logs.length + k]).toBeCloseTo((up[a] - down[a]) / 2e-5, 5)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('keeps beliefs where the set is all but never reached', () => {
    const text = `EFG 2 R "" { "A" "B" } ""
      p "" 1 1 "" { "out" "l" "r" } 0
      t "" 1 "" { 0 0 }
      p "" 2 1 "" { "x" "y" } 0
      t "" 2 "" { 0 10 }
      t "" 3 "" { 0 0 }
      p "" 2 1 "" { "x" "y" } 0
      t "" 4 "" { 0 0 }
      t "" 5 "" { 0 1 }`
    const { game } = readGame(text, 'rare.efg')
    const tiny = 1e-300
    const { payoffs, reach } = evaluateProfile(compileTree(game!), [
      [1 - 4 * tiny, tiny, 3 * tiny],
      [0.5, 0.5],
    ])
    expect(reach[1] / tiny).toBeCloseTo(4, 12)
    expect(payoffs[1][0]).toBeCloseTo(2.5, 12)
    expect(payoffs[1][1]).toBeCloseTo(0.75, 12)
    // Further down than doubles go: only logarithms are left.
    const work = newWork(compileTree(game!))
    evaluateActions(compileTree(game!), work, [0, -5000 + Math.log(0.25), -5000 + Math.log(0.75), -1, -1])
    expect(work.payoff[3]).toBeCloseTo(2.5, 11)
  })

  it('has no beliefs at a set that a pure choice keeps from being reached', () => {
    const text = 'EFG 2 R "" { "A" } "" p "" 1 1 "" { "a" "b" } 0 t "" 0 p "" 1 2 "" { "c" } 0 t "" 0'
    const { payoffs, reach } = evaluateProfile(compileTree(readGame(text, 'x').game!), [[1, 0], [1]])
    expect(reach).toEqual([1, 0])
    expect(payoffs[1]).toEqual([Number.NaN])
  })

  it('adds what outcomes on the way pay', () => {
    const text = `EFG 2 R "" { "A" } "" p "" 1 1 "" { "a" "b" } 1 "" { 10 } c "" 1 "" { "h" 1/4 "t" 3/4 } 2 "" { 1 }
      t "" 3 "" { 4 } t "" 0 t "" 2`
    const { payoffs } = evaluateProfile(compileTree(readGame(text, 'x').game!), [[0.5, 0.5]])
    expect(payoffs).toEqual([[12, 11]])
  })
})

describe('checkGame', () => {
  it('finds no error in the random games', () => {
    fc.assert(
      fc.property(gameArbitrary({ impossible: true }), (game) => {
        expect(checkGame(game).filter(({ level }) => level === 'error')).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('refuses nodes that are no tree', () => {
    const { game } = readGame('NFG 1 R "" { "A" } { 2 } 1 2', 'x')
    const codes = (nodes: NonNullable<typeof game>['nodes']): string[] =>
      checkGame({ ...game!, nodes }).map(({ code }) => code)
    expect(codes(game!.nodes)).toEqual([])
    expect(codes(game!.nodes.slice(1))).toEqual(['no-tree'])
    expect(codes(game!.nodes.slice(0, 2))).toEqual(['no-tree'])
    expect(codes([])).toEqual(['no-tree'])
    expect(codes(game!.nodes.map((node) => ({ ...node, set: 7 })))).toEqual(['bad-node'])
  })
})
