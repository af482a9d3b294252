import { normalGrid, normalQuadrature } from '../../src/core/quadrature.js'
import type { Game } from '../../src/crisis/game.js'

/**
 * The game written a second time, straight from docs/model.md, by walking every vector of responses: no chains, no
 * grid, no acceleration, and Math.exp instead of our own. Used to check the solver's equilibria from outside.
 */

type Finding = 'notFound' | 'blocked' | 'passed'

export interface Profile {
  /** P(level | type); index 0 is no challenge. */
  readonly challenge: (type: number, k: number) => number
  /** P(free choice r of guarantor g | state). */
  readonly choice: (state: BruteState, g: number, r: number) => number
  /** P(member m consents | level, branch, shock). */
  readonly consent: (state: Omit<BruteState, 'finding'>, m: number) => number
}

export interface BruteState {
  readonly level: number
  readonly branch: 'contested' | 'faitAccompli'
  readonly finding: Finding
  readonly shock: number
}

export interface BruteType {
  readonly value: number
  readonly statusQuo: number
  readonly prior: number
}

export const typesOf = (game: Game): BruteType[] => {
  const { adversary } = game
  const rule = normalGrid(adversary.valueSigma > 0 ? adversary.valueNodes : 1, 4)
  const motives = [
    { share: 1 - adversary.fearfulShare, sq: adversary.statusQuo.greedy },
    { share: adversary.fearfulShare, sq: adversary.statusQuo.fearful },
  ].filter(({ share }) => share > 0)
  return motives.flatMap(({ share, sq }) =>
    Array.from(rule.nodes, (z, k) => ({
      value: adversary.value * Math.exp(adversary.valueSigma * z),
      statusQuo: sq,
      prior: rule.weights[k] * share,
    })),
  )
}

export const shocksOf = (game: Game) => normalQuadrature(game.rho > 0 ? game.shockNodes : 1)

export const logit = (utilities: number[], lambda: number): number[] => {
  const best = Math.max(...utilities)
  const terms = utilities.map((u) => Math.exp(lambda * (u - best)))
  const total = terms.reduce((a, b) => a + b, 0)
  return terms.map((t) => t / total)
}

const contest = (attack: number, defence: number, m: number) =>
  attack <= 0 ? (defence <= 0 ? 0.5 : 0) : attack ** m / (attack ** m + defence ** m)

/** The adversary's last move at one total force: utilities and choice, [persist, back down, escalate]. */
export const lastMove = (game: Game, state: BruteState, value: number, force: number, joined: boolean) => {
  const level = game.levels[state.level]
  const { adversary } = game
  const ease = state.branch === 'faitAccompli' ? level.evict : 1
  const opposing = (level.defenders + force) / ease
  const p = contest(level.attackers, opposing, level.decisiveness)
  const pEscalated = contest(level.attackers * adversary.escalateForce, opposing, level.decisiveness)
  const cost =
    level.fightingCost * (1 + (level.costSlope * force) / Math.max(level.attackers, game.forceStep))
  const clash = joined ? adversary.clashCost : 0
  const utilities = [
    value * level.share * p - cost - clash * level.clash,
    -level.backDownCost,
    value * level.share * pEscalated - cost * adversary.escalateCost - clash * level.clashIfEscalated,
  ]
  const choice = logit(utilities, adversary.lambda)
  return { choice, payoff: choice.reduce((sum, q, k) => sum + q * utilities[k], 0), p, pEscalated }
}

/** Every outcome of one guarantor's response: force (split between two cells) and contact, with probabilities. */
const results = (game: Game, g: number, level: number, r: number) => {
  const guarantor = game.guarantors[g]
  const cells = guarantor.force[level][r] / game.forceStep
  const low = Math.floor(cells + 1e-9)
  const above = cells - low > 1e-9 ? cells - low : 0
  const contact = guarantor.contact[level][r]
  return [
    { cell: low, joined: false, p: (1 - above) * (1 - contact) },
    { cell: low, joined: true, p: (1 - above) * contact },
    { cell: low + 1, joined: false, p: above * (1 - contact) },
    { cell: low + 1, joined: true, p: above * contact },
  ].filter(({ p }) => p > 0)
}

/** All combinations of force and contact of some guarantors whose response distributions are given. */
export const combine = (
  game: Game,
  level: number,
  members: readonly { g: number; probability: (r: number) => number }[],
): { cell: number; joined: boolean; p: number }[] => {
  let paths = [{ cell: 0, joined: false, p: 1 }]
  for (const { g, probability } of members)
    paths = paths.flatMap((path) =>
      game.responses.flatMap((_, r) =>
        results(game, g, level, r).map((result) => ({
          cell: path.cell + result.cell,
          joined: path.joined || result.joined,
          p: path.p * result.p * probability(r),
        })),
      ),
    )
  return paths
}

const duty = (game: Game, g: number, state: BruteState) =>
  state.finding === 'blocked'
    ? game.guarantors[g].ifBlocked[state.level]
    : game.guarantors[g].ifPassed[state.level]

const owes = (game: Game, g: number, state: BruteState) =>
  state.finding === 'notFound' ? 0 : duty(game, g, state).response

/** Delegated or free: the probability that response r happens. */
export const happens = (game: Game, profile: Profile, state: BruteState, g: number, r: number): number => {
  const owed = owes(game, g, state)
  const share = owed > 0 ? game.guarantors[g].delegated[state.level] : 0
  return (1 - share) * profile.choice(state, g, r) + (owed === r ? share : 0)
}

/** Beliefs over types after a challenge at a level. */
export const beliefs = (game: Game, profile: Profile, level: number): number[] => {
  const mass = typesOf(game).map((type, t) => type.prior * profile.challenge(t, level + 1))
  const total = mass.reduce((a, b) => a + b, 0)
  return mass.map((m) => m / total)
}

/** Expected payoff of guarantor g for response r against the others' behaviour. */
export const guarantorPayoff = (
  game: Game,
  profile: Profile,
  state: BruteState,
  g: number,
  r: number,
): number => {
  const guarantor = game.guarantors[g]
  const level = game.levels[state.level]
  const z = shocksOf(game).nodes[state.shock]
  const others = game.guarantors.flatMap((_, other) =>
    other === g ? [] : [{ g: other, probability: (s: number) => happens(game, profile, state, other, s) }],
  )
  const paths = combine(game, state.level, [...others, { g, probability: (s) => (s === r ? 1 : 0) }])
  const types = typesOf(game)
  const weights = beliefs(game, profile, state.level)
  let lost = 0
  let war = 0
  let clash = 0
  for (const { cell, joined, p } of paths)
    types.forEach((type, t) => {
      const { choice, p: win, pEscalated } = lastMove(game, state, type.value, cell * game.forceStep, joined)
      lost += p * weights[t] * (choice[0] * win + choice[2] * pEscalated)
      war += p * weights[t] * (choice[0] + choice[2])
      clash += p * weights[t] * (choice[0] * level.clash + choice[2] * level.clashIfEscalated)
    })
  const owed = owes(game, g, state)
  const bind = owed > 0 ? duty(game, g, state).bind : 0
  const unmandated = game.direct[r] && !game.direct[owed]
  const shortfall = r < owed ? (owed - r) / owed : 0
  const cost = guarantor.cost[r] * (game.direct[r] ? level.directSeverity : level.severity)
  return (
    -100 * guarantor.stake * level.share * lost -
    cost * (guarantor.upfront[r] + (1 - guarantor.upfront[r]) * war) -
    guarantor.exposure[r] * guarantor.fear * clash -
    bind * guarantor.audience * shortfall -
    (unmandated ? guarantor.mandate : 0) +
    guarantor.norm[r] * level.severity +
    (game.rho * z * r) / (game.responses.length - 1) +
    (r >= 2 ? guarantor.tripwire * level.forwardHit : 0)
  )
}

/** The adversary's expected payoff, by type, of challenging at a level. */
export const challengePayoff = (
  game: Game,
  profile: Profile,
  levelIndex: number,
  type: BruteType,
  pass: (state: Omit<BruteState, 'finding'>) => number,
  findings: readonly Finding[],
): number => {
  const level = game.levels[levelIndex]
  const shocks = shocksOf(game)
  let total = 0
  for (const branch of ['contested', 'faitAccompli'] as const)
    shocks.weights.forEach((shockWeight, shock) => {
      for (const finding of findings) {
        const state: BruteState = { level: levelIndex, branch, finding, shock }
        const passed = findings.includes('blocked') ? pass(state) : 1
        const weight =
          (branch === 'faitAccompli' ? level.faitAccompli : 1 - level.faitAccompli) *
          shockWeight *
          (findings.length === 1
            ? 1
            : finding === 'notFound'
              ? 1 - level.found
              : level.found * (finding === 'passed' ? passed : 1 - passed))
        const members = game.guarantors.map((_, g) => ({
          g,
          probability: (r: number) => happens(game, profile, state, g, r),
        }))
        for (const { cell, joined, p } of combine(game, levelIndex, members))
          total += weight * p * lastMove(game, state, type.value, cell * game.forceStep, joined).payoff
        for (const { g, probability } of members)
          game.responses.forEach((_, r) => {
            total -= weight * probability(r) * game.guarantors[g].pain[r] * level.severity
          })
      }
    })
  return total
}
