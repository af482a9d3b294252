import { describe, expect, it } from 'vitest'
import { exportGame } from '../../src/crisis/exportGame.js'
import { logitResidual, principalBranch, readGame, readProfile } from '../../src/crisis/gambit/index.js'
import { solve } from '../../src/crisis/solve.js'
import { council, game, guarantor, level } from './games.js'

/*
 * The crisis game written as an extensive form and solved by the general solver, which shares no code with ours: the
 * same probabilities at every information set.
 */
const cases = {
  'two guarantors, one delegated in part': game({
    guarantors: [
      guarantor({ id: 'A', delegated: [0.2] }),
      guarantor({ id: 'B', force: [[0, 0, 0.5, 1, 2]] }),
    ],
    adversary: { valueNodes: 3, fearfulShare: 0 },
    rho: 0,
  }),
  'a common shock and two motives': game({
    guarantors: [guarantor({ id: 'A' })],
    adversary: { valueNodes: 3 },
    shockNodes: 3,
  }),
  'two levels': game({
    guarantors: [guarantor({ id: 'A', levels: 2 })],
    levels: [
      level({ id: 'limited', share: 0.3, attackers: 8, fightingCost: 6, severity: 0.4, directSeverity: 0.7 }),
      level(),
    ],
    adversary: { valueNodes: 1, valueSigma: 0 },
    rho: 0,
  }),
  'a body that must consent': game({
    guarantors: ['A', 'B'].map((id) =>
      guarantor({
        id,
        ifPassed: [{ response: 4, bind: 0.7 }],
        ifBlocked: [{ response: 4, bind: 0.2 }],
        force: [[0, 0, 1, 2, 3]],
        contact: [[0, 0, 0, 0, 0]],
      }),
    ),
    levels: [level({ faitAccompli: 0, procedure: council(0, 1) })],
    adversary: { valueNodes: 1, valueSigma: 0, fearfulShare: 0 },
    rho: 0,
  }),
  'a lead nation that moves first': game({
    guarantors: ['A', 'B'].map((id) =>
      guarantor({
        id,
        ifPassed: [{ response: 4, bind: 0.7 }],
        ifBlocked: [{ response: 4, bind: 0.2 }],
        delegated: [id === 'A' ? 0.25 : 0],
        force: [[0, 0, 1, 2, 3]],
        contact: [[0, 0, 0, 0, 0.5]],
      }),
    ),
    levels: [level({ faitAccompli: 0, procedure: { kind: 'lead', name: 'Framework', lead: 0 } })],
    adversary: { valueNodes: 1, valueSigma: 0, fearfulShare: 0 },
    rho: 0,
  }),
  'a qualified majority, two of three with most of the people': game({
    guarantors: ['A', 'B', 'C'].map((id, k) =>
      guarantor({
        id,
        ifPassed: [{ response: 2, bind: 0.5 + 0.1 * k }],
        ifBlocked: [{ response: 2, bind: 0.1 }],
        force: [[0, 0, 1 + k, 1 + k, 1 + k]],
        contact: [[0, 0, 0, 0, 0]],
        blame: 4 * k,
      }),
    ),
    levels: [
      level({
        found: 1,
        faitAccompli: 0,
        procedure: {
          kind: 'vote',
          name: 'Council',
          members: [0, 1, 2],
          rule: { kind: 'qualified', weights: [500, 300, 200], states: 2, weight: 650, blocking: 2 },
        },
      }),
    ],
    adversary: { valueNodes: 1, valueSigma: 0, fearfulShare: 0 },
    rho: 0,
  }),
  'a window: waiting is worth less than the status quo': game({
    guarantors: [guarantor({ id: 'A' })],
    adversary: { valueNodes: 3, fearfulShare: 0, prospects: { discount: 0.95, later: [2, -3, 1] } },
    rho: 0,
  }),
}

describe('the game, exported and solved by the general solver', () => {
  for (const [name, spec] of Object.entries(cases))
    it(`${name}: is the same equilibrium`, () => {
      const equilibrium = solve(spec)
      const { exported } = exportGame(equilibrium, 100_000)
      const { game: tree, issues } = readGame(exported!.efg, 'ours.efg')
      expect(issues).toEqual([])
      const { profile, issues: misfits } = readProfile(exported!.profile, tree!)
      expect(misfits).toEqual([])
      expect(logitResidual(tree!, profile!, 1)).toBeLessThan(1e-7)
      const branch = principalBranch(tree!, { lambda: 1 })
      expect(branch.converged).toBe(true)
      branch.profile.forEach((set, h) => {
        set.forEach((p, action) => {
          expect(Math.abs(p - profile![h][action])).toBeLessThan(1e-6)
        })
      })
    })
})
