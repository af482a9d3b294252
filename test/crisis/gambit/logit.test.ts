import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ExtensiveGame, logitResidual, principalBranch } from '../../../src/crisis/gambit/index.js'
import { gameArbitrary } from './arbitrary.js'
import { familyGame } from './family.js'
import { distance, setIndex, slowResidual } from './oracle.js'
import { read, solved, twoByTwo } from './solved.js'

describe('the principal branch', () => {
  it('begins uniform', () => {
    fc.assert(
      fc.property(gameArbitrary(), (game) => {
        const uniform = game.sets.map(({ actions }) => actions.map(() => 1 / actions.length))
        expect(distance(solved(game, 0), uniform)).toBeLessThan(1e-14)
      }),
      { numRuns: 30 },
    )
  })

  it('ends in an equilibrium of random games, by a slow evaluation', () => {
    fc.assert(
      fc.property(gameArbitrary({ impossible: true }), fc.constantFrom(0.3, 1, 4), (game, lambda) => {
        const profile = solved(game, lambda)
        expect(slowResidual(game, profile, lambda)).toBeLessThan(1e-9)
        expect(logitResidual(game, profile, lambda)).toBeLessThan(1e-9)
      }),
      { numRuns: 150 },
    )
  })

  it('does not change with constants added to payoffs, nor with lambda against their scale', () => {
    fc.assert(
      fc.property(
        gameArbitrary(),
        fc.constantFrom(0.5, 3, 10),
        fc.constantFrom(0.5, 2),
        (game, factor, lambda) => {
          // Every path ends in an outcome of its own total, so that a constant can be added.
          const with_ = (change: (payoff: number, player: number) => number): ExtensiveGame => ({
            ...game,
            outcomes: game.outcomes.map((outcome) => ({ ...outcome, payoffs: outcome.payoffs.map(change) })),
          })
          const base = solved(game, lambda)
          expect(
            distance(
              solved(
                with_((u) => u * factor),
                lambda / factor,
              ),
              base,
            ),
          ).toBeLessThan(1e-9)
          const constant = { number: 999, name: '', payoffs: game.players.map((_, player) => 7 - 5 * player) }
          const root = { ...game.nodes[0], outcome: game.outcomes.length }
          const raised = {
            ...game,
            outcomes: [...game.outcomes, constant],
            nodes: [root, ...game.nodes.slice(1)],
          }
          const bare = { ...game, nodes: [{ ...game.nodes[0], outcome: -1 }, ...game.nodes.slice(1)] }
          expect(distance(solved(raised, lambda), solved(bare, lambda))).toBeLessThan(1e-9)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('does not depend on the order of players and strategies', () => {
    const payoffs = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(payoffs, fc.constantFrom(0.5, 2, 8), (numbers, lambda) => {
        // Cell (a, b) of a 2x3 game; then strategies in reverse, then players exchanged.
        const cell = (a: number, b: number): readonly number[] =>
          numbers.slice(2 * (a + 2 * b), 2 * (a + 2 * b) + 2)
        const plain: number[] = []
        const reversed: number[] = []
        const exchanged: number[] = []
        for (let b = 0; b < 3; b++)
          for (let a = 0; a < 2; a++) {
            plain.push(...cell(a, b))
            reversed.push(...cell(1 - a, 2 - b))
          }
        for (let a = 0; a < 2; a++) for (let b = 0; b < 3; b++) exchanged.push(...[...cell(a, b)].reverse())
        const p = solved(read(`NFG 1 R "" { "A" "B" } { 2 3 } ${plain.join(' ')}`), lambda)
        const q = solved(read(`NFG 1 R "" { "A" "B" } { 2 3 } ${reversed.join(' ')}`), lambda)
        const r = solved(read(`NFG 1 R "" { "B" "A" } { 3 2 } ${exchanged.join(' ')}`), lambda)
        expect(
          distance(
            p,
            q.map((set) => [...set].reverse()),
          ),
        ).toBeLessThan(1e-9)
        expect(distance(p, [r[1], r[0]])).toBeLessThan(1e-9)
      }),
      { numRuns: 60 },
    )
  })

  it('is passed around its turning points', () => {
    // Found by search; the branch turns back near 2.5987 and forward again near .6894.
    const game = read('NFG 1 R "" { "A" "B" "C" } { 2 2 2 } 0 5 1 1 4 7 0 0 5 8 4 7 5 3 6 0 7 9 6 3 9 9 8 0')
    const far = principalBranch(game, { lambda: 5, branch: true })
    expect(far.converged).toBe(true)
    expect(far.turningPoints.length).toBe(2)
    expect(far.turningPoints[0]).toBeCloseTo(2.5987, 3)
    expect(far.turningPoints[1]).toBeCloseTo(0.6894, 3)
    // A certificate: a chain of equilibria from the uniform profile to the answer.
    const branch = far.branch!
    expect(branch[0].lambda).toBe(0)
    expect(branch.at(-1)).toEqual({ lambda: 5, profile: far.profile })
    branch.forEach(({ lambda, profile }, k) => {
      expect(slowResidual(game, profile, lambda)).toBeLessThan(1e-6)
      if (k > 0) expect(distance(profile, branch[k - 1].profile)).toBeLessThan(0.2)
    })
    // Before the first turn the first passage is meant.
    const near = principalBranch(game, { lambda: 2.5 })
    expect(near.turningPoints).toEqual([])
    expect(near.converged).toBe(true)
  })

  it('stays on the symmetric branch of a symmetric game and says that another crosses it', () => {
    const game = twoByTwo([
      [1, 1],
      [0, 0],
      [0, 0],
      [1, 1],
    ])
    const before = principalBranch(game, { lambda: 1.9 })
    expect(before.bifurcations).toEqual([])
    for (const lambda of [2, 3]) {
      const { converged, bifurcations, profile, issues } = principalBranch(game, { lambda })
      expect(converged).toBe(true)
      expect(
        distance(profile, [
          [0.5, 0.5],
          [0.5, 0.5],
        ]),
      ).toBeLessThan(1e-9)
      expect(bifurcations.length).toBe(1)
      expect(bifurcations[0][0]).toBeLessThan(2)
      expect(bifurcations[0][1]).toBeGreaterThan(2)
      expect(issues.map(({ code, level }) => [code, level])).toEqual([['bifurcation', 'note']])
    }
  })

  it('agrees with what is told of gc1: with five guarantors nobody honours, with four the resolved ones do', () => {
    const first = (count: number): number[] => {
      const game = read(familyGame('gc1', 'het', count))
      const profile = solved(game, 200)
      const at = (player: string, set: number): number => profile[setIndex(game, player, set)][0]
      return [at('A', 1), at('A', 2), at('G1', 1), at(`G${count}`, 1), at('G1', 2)].map(Math.round)
    }
    expect(first(4)).toEqual([1, 0, 1, 1, 0])
    expect(first(5)).toEqual([1, 1, 0, 0, 0])
  })

  it('tells its steps', () => {
    const game = read(familyGame('gc1', 'het', 1))
    const seen: number[] = []
    const result = principalBranch(game, { lambda: 1, onStep: ({ step }) => seen.push(step) })
    expect(seen).toEqual(Array.from({ length: result.steps }, (_, k) => k + 1))
    expect(result.branch).toBeUndefined()
  })
})

describe('an answer that is none', () => {
  const game = read(familyGame('gc1', 'het', 1))

  it('is not called an equilibrium', () => {
    const short = principalBranch(game, { lambda: 5, maxSteps: 3 })
    expect(short.converged).toBe(false)
    expect(short.reached).toBeLessThan(5)
    expect(short.issues.map(({ code }) => code)).toEqual(['not-converged'])
    const strict = principalBranch(game, { lambda: 5, tolerance: 0 })
    expect(strict.converged).toBe(strict.residual === 0)
  })

  it('is given for a lambda that is no number, and for a game with errors', () => {
    for (const lambda of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      const { converged, issues } = principalBranch(game, { lambda })
      expect([converged, issues[0].code]).toEqual([false, 'bad-lambda'])
    }
    const broken = principalBranch({ ...game, nodes: game.nodes.slice(1) }, { lambda: 1 })
    expect([broken.converged, broken.issues[0].code]).toEqual([false, 'no-tree'])
  })

  it('is given for games too large for dense equations', () => {
    const many = Array.from({ length: 5001 }, () => '1').join(' ')
    const { issues } = principalBranch(read(`NFG 1 R "" { "A" } { 5001 } ${many}`), { lambda: 1 })
    expect(issues[0].code).toBe('too-large')
  })
})

it('a game without choices has its one profile', () => {
  const result = principalBranch(read('EFG 2 R "" { } t "" 0'), { lambda: 3 })
  expect([result.converged, result.profile]).toEqual([true, []])
})
