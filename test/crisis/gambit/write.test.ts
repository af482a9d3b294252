import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainDecimal } from '../../../src/crisis/gambit/decimal.js'
import { exactShares } from '../../../src/crisis/gambit/fractions.js'
import {
  type ExtensiveGame,
  playerKeys,
  principalBranch,
  profileJson,
  readGame,
  readProfile,
  writeEfg,
} from '../../../src/crisis/gambit/index.js'
import { parseNumber } from '../../../src/crisis/gambit/number.js'
import { gameArbitrary, gameWithTape, profileFrom } from './arbitrary.js'
import { familyGame } from './family.js'

/** Sets, events and outcomes in the order of their first node, those without one left out: what a reader can know. */
const inOrder = (game: ExtensiveGame): ExtensiveGame => {
  const order = (indexOf: (node: ExtensiveGame['nodes'][number]) => number): number[] => [
    ...new Set(game.nodes.map(indexOf).filter((index) => index >= 0)),
  ]
  const sets = order(({ kind, set }) => (kind === 'personal' ? set : -1))
  const events = order(({ kind, set }) => (kind === 'chance' ? set : -1))
  const outcomes = order(({ outcome }) => outcome)
  return {
    ...game,
    sets: sets.map((s) => game.sets[s]),
    events: events.map((e) => game.events[e]),
    outcomes: outcomes.map((o) => game.outcomes[o]),
    nodes: game.nodes.map((node) => ({
      ...node,
      set: node.kind === 'terminal' ? -1 : (node.kind === 'chance' ? events : sets).indexOf(node.set),
      outcome: outcomes.indexOf(node.outcome),
    })),
  }
}

describe('writeEfg', () => {
  it('is read back as the same game', () => {
    fc.assert(
      fc.property(gameArbitrary({ impossible: true }), (game) => {
        const { game: back, issues } = readGame(writeEfg(game), 'x')
        expect(issues.filter(({ level }) => level === 'error')).toEqual([])
        expect(back).toEqual(inOrder(game))
      }),
      { numRuns: 200 },
    )
    for (const text of [familyGame('gc2', 'het', 2), familyGame('sub', 'sym', 3)]) {
      const { game } = readGame(text, 'x')
      expect(readGame(writeEfg(game!), 'x').game).toEqual(game)
    }
  })

  it('keeps every double and every name', () => {
    const double = fc.double({ noNaN: true, noDefaultInfinity: true })
    const name = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .map((text) => (text.endsWith('\\') ? `${text}.` : text))
    fc.assert(
      fc.property(double, double, name, name, (a, b, title, player) => {
        const nodes = [{ kind: 'terminal', name: title, set: -1, outcome: 0 }] as const
        const outcomes = [{ number: 3, name: player, payoffs: [a + 0, b + 0] }]
        const game = {
          title,
          comment: player,
          players: [player, title],
          sets: [],
          events: [],
          outcomes,
          nodes,
        }
        const text = writeEfg(game)
        expect(readGame(text, 'x').game).toEqual(game)
      }),
      { numRuns: 300 },
    )
    expect(
      readGame(writeEfg({ ...readGame('EFG 2 R "" { } t "" 0', 'x').game!, title: 'a\\' }), 'x').game!.title,
    ).toBe('a\\ ')
  })

  it('writes no exponents', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const text = plainDecimal(x)
        expect(text).toMatch(/^-?\d+(\.\d+)?$/)
        expect(parseNumber(text)).toBe(x + 0)
      }),
      { numRuns: 500 },
    )
    expect([1e21, -1.5e-7, 1.25e22, 0.1, -0].map(plainDecimal)).toEqual([
      '1000000000000000000000',
      '-0.00000015',
      '12500000000000000000000',
      '0.1',
      '0',
    ])
  })
})

describe('exactShares', () => {
  const sumOf = (shares: readonly string[]): boolean => {
    let [n, d] = [0n, 1n]
    for (const share of shares) {
      const [above, below = '1'] = share.split('/')
      ;[n, d] = [n * BigInt(below) + BigInt(above) * d, d * BigInt(below)]
    }
    return n === d
  }

  it('sum to exactly 1 and are the same doubles, but for a last digit of the largest', () => {
    const weight = fc.double({ min: 1e-300, max: 1, noNaN: true })
    let same = 0
    fc.assert(
      fc.property(fc.array(weight, { minLength: 1, maxLength: 8 }), (weights) => {
        const sum = weights.reduce((a, b) => a + b, 0)
        const shares = weights.map((value) => value / sum)
        const texts = exactShares(shares)
        const back = texts.map((text) => parseNumber(text)!)
        expect(sumOf(texts)).toBe(true)
        const changed = back.flatMap((value, k) => (value === shares[k] ? [] : [k]))
        if (changed.length === 0) same++
        expect(changed.length).toBeLessThan(2)
        for (const k of changed) {
          expect(shares[k]).toBe(Math.max(...shares))
          expect(Math.abs(back[k] - shares[k])).toBeLessThan(1e-15)
        }
      }),
      { numRuns: 300, seed: 1 },
    )
    expect(same).toBeGreaterThan(200)
  })

  it('are simple where they can be', () => {
    expect(exactShares([1 / 3, 1 / 3, 1 / 3])).toEqual(['1/3', '1/3', '1/3'])
    expect(exactShares([0.52, 0.48])).toEqual(['13/25', '12/25'])
    expect(exactShares([1, 0])).toEqual(['1', '0'])
    // Not probabilities at all: left for the reader to refuse.
    expect(exactShares([0.5, 0.4])).toEqual(['0.5', '0.4'])
  })
})

describe('a profile as JSON', () => {
  const game = readGame(familyGame('gc1', 'het', 1), 'x').game!

  it('has the players by name and the sets by number', () => {
    const { profile } = principalBranch(game, { lambda: 1 })
    const document = profileJson(game, profile, 1)
    expect(document).toEqual({
      lambda: 1,
      profile: { A: { 1: profile[0], 2: profile[3] }, G1: { 1: profile[1], 2: profile[2] } },
    })
    expect(document.profile.A[1][0]).toBeCloseTo(0.804499052865, 9)
  })

  it('is read back bit by bit', () => {
    fc.assert(
      fc.property(gameWithTape(), ([random, tape]) => {
        const profile = profileFrom(random, tape)
        const text = JSON.stringify(profileJson(random, profile, 0.3))
        expect(readProfile(text, random)).toEqual({ lambda: 0.3, profile, issues: [] })
      }),
      { numRuns: 100 },
    )
  })

  it('keeps players of the same name apart, as Gambit does', () => {
    expect(playerKeys(['x', 'x', 'x_1', '', 'y'])).toEqual(['x_2', 'x_3', 'x_1', '_1', 'y'])
    const twins = readGame('NFG 1 R "" { "__proto__" "__proto__" } { 2 2 } 1 1 0 0 0 0 1 1', 'x').game!
    const text = JSON.stringify(
      profileJson(
        twins,
        [
          [1, 0],
          [0.5, 0.5],
        ],
        2,
      ),
    )
    expect(readProfile(text, twins).profile).toEqual([
      [1, 0],
      [0.5, 0.5],
    ])
  })

  it('says what is wrong', () => {
    const faults = (input: unknown): string[] =>
      readProfile(input, game, 'p.json').issues.map(({ code, path = '' }) => `${code} ${path}`)
    const good = { A: { 1: [1, 0], 2: [0, 1] }, G1: { 1: [0.5, 0.5], 2: [0.5, 0.5] } }
    expect(faults({ lambda: 1, profile: good })).toEqual([])
    expect(faults('{')).toEqual(['not-a-profile '])
    expect(faults([])).toEqual(['not-a-profile '])
    expect(faults({ lambda: 1 })).toEqual(['not-a-profile profile'])
    expect(faults({ lambda: '1', profile: good })).toEqual(['bad-lambda lambda'])
    expect(faults({ lambda: 1, profile: { ...good, Z: {} } })).toEqual(['unknown-player profile.Z'])
    expect(faults({ lambda: 1, profile: { ...good, A: { ...good.A, 9: [1] } } })).toEqual([
      'unknown-set profile.A.9',
    ])
    expect(faults({ lambda: 1, profile: { ...good, A: { 1: [1, 0] } } })).toEqual([
      'bad-probabilities profile.A.2',
    ])
    for (const bad of [[1], [1, 0, 0], [0.5, 0.4], [2, -1], ['1', 0], null])
      expect(faults({ lambda: 1, profile: { ...good, A: { 1: bad, 2: [0, 1] } } })).toEqual([
        'bad-probabilities profile.A.1',
      ])
    fc.assert(
      fc.property(fc.anything(), (input) => void readProfile(input, game)),
      { numRuns: 300 },
    )
  })
})
