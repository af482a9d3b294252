import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compileTree,
  type ExtensiveGame,
  pureEquilibria,
  readGame,
  subgameRoots,
} from '../../../src/crisis/gambit/index.js'
import { gameArbitrary } from './arbitrary.js'
import { familyGame } from './family.js'
import { expectedPayoff, setIndex } from './oracle.js'

const read = (text: string): ExtensiveGame => readGame(text, 'test').game!

/** All ways to choose one action at each of some sets. */
const choices = (game: ExtensiveGame, sets: readonly number[]): number[][] =>
  sets.reduce<number[][]>(
    (lists, set) => lists.flatMap((list) => game.sets[set].actions.map((_, a) => [...list, a])),
    [[]],
  )

/** Nash equilibria by trying every deviation of every player, payoffs from the recursive evaluation. */
const slowNash = (game: ExtensiveGame): string[] => {
  const all = game.sets.map((_, s) => s)
  const paid = (actions: readonly number[], player: number): number =>
    expectedPayoff(
      game,
      game.sets.map((set, s) => set.actions.map((_, a) => (a === actions[s] ? 1 : 0))),
      player,
    )
  return choices(game, all)
    .filter((actions) =>
      game.players.every((_, player) => {
        const own = all.filter((s) => game.sets[s].player === player)
        const now = paid(actions, player)
        return choices(game, own).every((other) => {
          const deviation = actions.map((a, s) => (own.includes(s) ? other[own.indexOf(s)] : a))
          return paid(deviation, player) <= now + 1e-8
        })
      }),
    )
    .map((actions) => actions.join())
}

describe('pure equilibria', () => {
  it('are those that no deviation beats, by brute force', () => {
    fc.assert(
      fc.property(gameArbitrary({ players: 2, depth: 3, impossible: true }), (game) => {
        fc.pre(game.sets.reduce((product, { actions }) => product * actions.length, 1) <= 80)
        const { equilibria, issues } = pureEquilibria(game)
        expect(issues).toEqual([])
        expect(equilibria.map(({ actions }) => actions.join()).sort()).toEqual(slowNash(game).sort())
        for (const { profile, payoffs } of equilibria)
          payoffs.forEach((u, player) => void expect(u).toBeCloseTo(expectedPayoff(game, profile, player), 9))
      }),
      { numRuns: 100 },
    )
  })

  it('deterrence by an empty threat is an equilibrium but not subgame perfect', () => {
    const game = read(`EFG 2 R "entry" { "Entrant" "Owner" } ""
      p "" 1 1 "" { "Stay out" "Enter" } 0
      t "" 1 "" { 0 2 }
      p "" 2 1 "" { "Fight" "Share" } 0
      t "" 2 "" { -1 -1 }
      t "" 3 "" { 1 1 }`)
    const { equilibria, profiles, subgames } = pureEquilibria(game)
    expect(profiles).toBe(4)
    expect(subgames).toEqual([0, 2])
    expect(
      equilibria.map(({ actions, subgamePerfect, sequential }) => [actions, subgamePerfect, sequential]),
    ).toEqual([
      [[0, 0], false, false],
      [[1, 1], true, true],
    ])
  })

  it("Selten's horse: no subgame tells, beliefs do", () => {
    const horse = (duty: number): string[] => {
      const game = read(`EFG 2 R "horse" { "1" "2" "3" } ""
        p "" 1 1 "" { "across" "down" } 0
        p "" 2 1 "" { "across" "down" } 0
        t "" 1 "" { 1 1 1 }
        p "" 3 1 "" { "L" "R" } 0
        t "" 2 "" { 4 4 0 }
        t "" 3 "" { 0 0 ${duty} }
        p "" 3 1 "" { "L" "R" } 0
        t "" 4 "" { 3 3 2 }
        t "" 5 "" { 0 0 0 }`)
      const { equilibria, subgames } = pureEquilibria(game)
      expect(subgames).toEqual([0])
      expect(equilibria.every(({ subgamePerfect }) => subgamePerfect)).toBe(true)
      return equilibria.map(({ actions, sequential }) => `${actions.join('')} ${sequential}`).sort()
    }
    // (across, across, R) needs that 3 thinks 2 the likelier to have erred when duty is 1, but not when it is 3.
    expect(horse(1)).toEqual(['001 false', '100 false'])
    expect(horse(3)).toEqual(['001 true', '100 false'])
  })

  it('matching pennies has none, coordination two', () => {
    expect(pureEquilibria(read('NFG 1 R "" { "A" "B" } { 2 2 } 1 -1 -1 1 -1 1 1 -1')).equilibria).toEqual([])
    expect(pureEquilibria(read('NFG 1 R "" { "A" "B" } { 2 2 } 2 2 0 0 0 0 1 1')).equilibria.length).toBe(2)
  })

  it('gc1_het_N3 has 12; in 10 nobody attacks, on promises that would not be kept', () => {
    const game = read(familyGame('gc1', 'het', 3))
    const { equilibria, profiles, subgames } = pureEquilibria(game)
    expect(profiles).toBe(256)
    expect(equilibria.length).toBe(12)
    const attacks = (set: number) => (e: (typeof equilibria)[number]) =>
      e.actions[setIndex(game, 'A', set)] === 0
    expect(equilibria.filter((e) => !attacks(1)(e) && !attacks(2)(e)).length).toBe(10)
    // The guarantors do not know the adversary's type: no subgame begins after an attack, and only beliefs tell.
    expect(subgames).toEqual([0])
    const credible = equilibria.filter(({ sequential }) => sequential)
    expect(credible.length).toBe(2)
    expect(credible.every(attacks(1))).toBe(true)
    // The credible ones are the equilibria of the guarantors' game after an attack.
    const sub = read(familyGame('sub', 'het', 3))
    const honours = (which: ExtensiveGame, actions: readonly number[]): string =>
      ['G1', 'G2', 'G3'].flatMap((name) => [1, 2].map((set) => actions[setIndex(which, name, set)])).join()
    expect(credible.map(({ actions }) => honours(game, actions)).sort()).toEqual(
      pureEquilibria(sub)
        .equilibria.map(({ actions }) => honours(sub, actions))
        .sort(),
    )
  })

  it('are not looked for beyond the limit, and the count is told', () => {
    const game = read(familyGame('gc1', 'het', 3))
    const { equilibria, profiles, issues } = pureEquilibria(game, { limit: 255 })
    expect(equilibria).toEqual([])
    expect(profiles).toBe(256)
    expect(issues[0]).toMatchObject({
      code: 'too-many-profiles',
      received: '256 pure profiles',
      expected: '255',
    })
    const nodes = game.nodes.slice(1)
    expect(pureEquilibria({ ...game, nodes }).issues[0].code).toBe('no-tree')
  })
})

describe('subgames', () => {
  it('begin where no set is cut, by definition', () => {
    fc.assert(
      fc.property(gameArbitrary({ depth: 5 }), (game) => {
        const tree = compileTree(game)
        const nodesOf = (set: number): number[] =>
          game.nodes.flatMap(({ kind, set: own }, n) => (kind === 'personal' && own === set ? [n] : []))
        const children = (n: number): number =>
          game.nodes.reduce((count, _, child) => (tree.parent[child] === n ? count + 1 : count), 0)
        const want = game.nodes.flatMap((_, n) => {
          const inside = game.nodes.flatMap((_, m) => (m >= n && m < tree.end[n] ? [m] : []))
          const sets = new Set(inside.map((m) => tree.setOf[m]).filter((set) => set >= 0))
          const whole = [...sets].every((set) => nodesOf(set).every((m) => inside.includes(m)))
          return n === 0 || (sets.size > 0 && whole && children(n) > 1) ? [n] : []
        })
        expect(subgameRoots(tree)).toEqual(want)
      }),
      { numRuns: 60 },
    )
  })
})
