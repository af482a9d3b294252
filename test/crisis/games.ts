import type { ChallengeLevel, Game, Guarantor, Obligation, Procedure } from '../../src/crisis/game.js'

/** A vote that needs everybody. */
export const council = (...members: number[]): Procedure => ({
  kind: 'vote',
  name: 'Council',
  members,
  rule: { kind: 'unanimity' },
})

/** Small games for tests: every field can be replaced. */
export const level = (change: Partial<ChallengeLevel> = {}): ChallengeLevel => ({
  id: 'full',
  share: 1,
  attackers: 20,
  defenders: 10,
  decisiveness: 1,
  faitAccompli: 0.2,
  evict: 1.5,
  found: 0.9,
  fightingCost: 20,
  costSlope: 0.5,
  backDownCost: 8,
  clash: 0.6,
  clashIfEscalated: 0.9,
  severity: 1,
  directSeverity: 1,
  forwardHit: 1,
  procedure: null,
  ...change,
})

export const guarantor = (change: Partial<Guarantor> & { levels?: number } = {}): Guarantor => {
  const { levels = 1, ...rest } = change
  const duty: Obligation = { response: 4, bind: 0.6 }
  const perLevel = <T>(value: T): T[] => new Array<T>(levels).fill(value)
  return {
    id: 'G',
    stake: 0.3,
    fear: 15,
    audience: 30,
    tripwire: 1,
    mandate: 6,
    blame: 10,
    cost: [0, 2, 4, 8, 14],
    upfront: [0.5, 0.5, 0.5, 0.5, 0.5],
    exposure: [0, 0, 0.05, 0.6, 1],
    norm: [0, 3, 5, 5, 5],
    pain: [0, 2, 2, 2, 2],
    contact: perLevel([0, 0, 0, 0.4, 0.8]),
    force: perLevel([0, 0, 1, 2, 4]),
    ifPassed: perLevel(duty),
    ifBlocked: perLevel(duty),
    delegated: perLevel(0),
    ...rest,
  }
}

export const game = (
  change: Partial<Omit<Game, 'adversary'>> & { adversary?: Partial<Game['adversary']> } = {},
): Game => {
  const { adversary, ...rest } = change
  return {
    adversary: {
      lambda: 0.12,
      value: 100,
      valueSigma: 0.5,
      valueNodes: 7,
      fearfulShare: 0.3,
      statusQuo: { greedy: 3, fearful: -4 },
      prospects: null,
      clashCost: 40,
      escalateForce: 1.3,
      escalateCost: 1.5,
      ...adversary,
    },
    levels: [level()],
    responses: ['none', 'sanctions', 'aid', 'air', 'troops'],
    direct: [false, false, false, true, true],
    guarantors: [guarantor({ id: 'A' }), guarantor({ id: 'B', stake: 0.1, force: [[0, 0, 0.4, 1.3, 2.6]] })],
    lambdaGuarantor: 0.15,
    rho: 6,
    shockNodes: 3,
    forceStep: 1,
    ...rest,
  }
}
