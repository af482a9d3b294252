import { describe, expect, it } from 'vitest'
import { exportGame } from '../../src/crisis/exportGame.js'
import { solve } from '../../src/crisis/solve.js'
import { council, game, guarantor, level } from './games.js'

const small = () =>
  game({
    guarantors: [
      guarantor({ id: 'A', delegated: [0.2] }),
      guarantor({ id: 'B', force: [[0, 0, 0.5, 1, 2]] }),
    ],
    adversary: { valueNodes: 3 },
    shockNodes: 2,
  })

describe('a game written for Gambit', () => {
  it('has as many nodes as were counted, chance fractions that sum to 1, and a profile for every set', () => {
    const { exported } = exportGame(solve(small()), 1e6)
    const { efg, profile, nodes } = exported!
    expect(efg.split('\n')[0]).toBe('EFG 2 R "Guarantor: coalition crisis game" { "Adversary" "A" "B" }')
    expect(efg.trimEnd().split('\n').length - 3).toBe(nodes)
    for (const line of efg.split('\n').filter((one) => one.startsWith('c '))) {
      const parts = [...line.matchAll(/(\d+)\/(\d+)/g)]
      expect(parts.reduce((sum, [, top]) => sum + Number(top), 0)).toBe(Number(parts[0][2]))
    }
    for (const [player, name] of ['Adversary', 'A', 'B'].entries()) {
      const sets = new Set(
        [...efg.matchAll(new RegExp(`^p "" ${player + 1} (\\d+)`, 'gm'))].map(([, n]) => n),
      )
      expect(Object.keys(profile.profile[name]).sort()).toEqual([...sets].sort())
      for (const p of Object.values(profile.profile[name]))
        expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
    }
  })

  it('is refused, with its size, when it would be larger than the limit', () => {
    const many = Array.from({ length: 20 }, (_, k) => guarantor({ id: `G${k}` }))
    const { exported, issues } = exportGame(
      solve(game({ guarantors: many, adversary: { valueNodes: 3 } })),
      1e6,
    )
    expect(exported).toBeUndefined()
    expect(issues[0]).toMatchObject({
      code: 'too-many-nodes',
      message: expect.stringMatching(/e\+1\d nodes/),
    })
  })

  it('makes voters players of their own', () => {
    const duties = { ifPassed: [{ response: 4, bind: 0.7 }], ifBlocked: [{ response: 4, bind: 0.2 }] }
    const voting = game({
      guarantors: [guarantor({ id: 'A', ...duties })],
      levels: [level({ procedure: council(0) })],
      adversary: { valueNodes: 1, valueSigma: 0 },
      rho: 0,
    })
    const { exported } = exportGame(solve(voting), 1e6)
    expect(exported?.efg.split('\n')[0]).toContain('"A (vote)"')
    expect(exported?.nodes).toBe(exported!.efg.trimEnd().split('\n').length - 3)
  })
})
