import { describe, expect, it } from 'vitest'
import { distance } from './oracle.js'
import { read, solved, twoByTwo } from './solved.js'

const sigma = (x: number): number => 1 / (1 + Math.exp(-x))

/** The zero of a function that is negative at `low` and positive at `high`. */
const bisect = (f: (x: number) => number, low: number, high: number): number => {
  let [a, b] = [low, high]
  for (let k = 0; k < 200; k++) {
    const middle = (a + b) / 2
    if (f(middle) < 0) a = middle
    else b = middle
  }
  return (a + b) / 2
}

describe('closed forms', () => {
  const lambdas = [0, 0.1, 1, 2.5, 10, 100]

  it('matching pennies: uniform at every lambda', () => {
    const game = twoByTwo([
      [1, -1],
      [-1, 1],
      [-1, 1],
      [1, -1],
    ])
    for (const lambda of lambdas)
      expect(
        distance(solved(game, lambda), [
          [0.5, 0.5],
          [0.5, 0.5],
        ]),
      ).toBeLessThan(1e-12)
  })

  it("prisoner's dilemma with equal temptations: 1 / (1 + exp(lambda d))", () => {
    const d = 1.5
    const game = twoByTwo([
      [3, 3],
      [0, 3 + d],
      [3 + d, 0],
      [d, d],
    ])
    for (const lambda of lambdas)
      for (const [cooperate] of solved(game, lambda)) expect(cooperate).toBeCloseTo(sigma(-lambda * d), 12)
  })

  it('coordination: the fixed point found by bisection', () => {
    const game = twoByTwo([
      [2, 2],
      [0, 0],
      [0, 0],
      [1, 1],
    ])
    for (const lambda of lambdas) {
      const p = bisect((x) => x - sigma(lambda * (3 * x - 1)), 0.5, 1)
      for (const [first] of solved(game, lambda)) expect(first).toBeCloseTo(p, 10)
    }
  })

  it('one against one: p = sigma(lambda f(sigma(lambda g(p))))', () => {
    // Asymmetric matching pennies has one equilibrium at every lambda.
    const game = twoByTwo([
      [9, 0],
      [0, 1],
      [0, 1],
      [1, 0],
    ])
    for (const lambda of lambdas) {
      const reply = (p: number): number => sigma(lambda * (1 - 2 * p))
      const p = bisect((x) => x - sigma(lambda * (10 * reply(x) - 1)), 0, 1)
      const profile = solved(game, lambda)
      expect(profile[0][0]).toBeCloseTo(p, 9)
      expect(profile[1][0]).toBeCloseTo(reply(p), 9)
    }
  })

  it('beliefs at a set reached with probability exp(-5000)', () => {
    const game = read(`EFG 2 R "" { "A" "B" } ""
      p "" 1 1 "" { "out" "l" "r" } 0
      t "" 0
      p "" 2 1 "" { "x" "y" } 0
      t "" 2 "" { -100 1 }
      t "" 2
      p "" 2 1 "" { "x" "y" } 0
      t "" 3 "" { -100.02 0 }
      t "" 4 "" { -100.02 1.05 }`)
    const lambda = 50
    const [[out, l, r], [x]] = solved(game, lambda)
    expect([out, l, r]).toEqual([1, 0, 0])
    // A's payoffs do not depend on B, so B believes l with sigma(lambda 0.02), to rounding of lambda 100.
    expect(x).toBeCloseTo(sigma(-lambda * 1.05 * (1 - sigma(0.02 * lambda))), 9)
  })
})
