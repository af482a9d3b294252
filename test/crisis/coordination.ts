import type { Game } from '../../src/crisis/game.js'
import { game, guarantor, level } from './games.js'

/**
 * Two guarantors hold together or not at all: alone, troops turn a lost contest into one nearly as lost; together they
 * win it. The adversary always challenges and persists.
 */
export const coordination = (lambdaGuarantor: number): Game => {
  const member = guarantor({
    stake: 0.6,
    fear: 0,
    audience: 0,
    tripwire: 0,
    mandate: 0,
    cost: [0, 90, 90, 90, 17],
    norm: [0, 0, 0, 0, 0],
    pain: [0, 0, 0, 0, 0],
    contact: [[0, 0, 0, 0, 0]],
    force: [[0, 0, 0, 0, 5]],
  })
  return game({
    guarantors: [
      { ...member, id: 'A' },
      { ...member, id: 'B' },
    ],
    levels: [
      level({
        defenders: 12,
        decisiveness: 6,
        faitAccompli: 0,
        backDownCost: 300,
        fightingCost: 0,
        costSlope: 0,
      }),
    ],
    lambdaGuarantor,
    rho: 0,
    adversary: {
      lambda: 0.5,
      valueSigma: 0,
      fearfulShare: 0,
      statusQuo: { greedy: -50, fearful: -50 },
      escalateForce: 1,
      escalateCost: 1,
    },
  })
}
