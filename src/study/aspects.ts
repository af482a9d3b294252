import {
  asAgreed,
  type Burden,
  burdenOf,
  type Circumstances,
  type Equilibrium,
  type Foreknowledge,
  foreknowledgeOf,
  gameOf,
  type MoralHazard,
  moralHazardOf,
  type PeaceCost,
  type Phase,
  peaceCostOf,
  scheduleOf,
  solve,
  solveOptimum,
  solveWindow,
  strikesOf,
  tippingOf,
  type Values,
  type WindowOutcome,
} from '../crisis/index.js'
import type { Option } from './option.js'

/** What one draw says beside its outcome: each needs further games, so not every draw asks for it. */
export interface Aspects {
  /** Null where the text is in force as soon as it is announced, promises nothing, or is read as it stands. */
  readonly window: WindowOutcome | null
  readonly moralHazard: MoralHazard
  readonly foreknowledge: Foreknowledge
  /** Full attack: the burden at equilibrium and at the coalition's optimum, P(no challenge) there, and what tips each. */
  readonly burden: Burden
  readonly optimum: Burden
  readonly deterrenceAtOptimum: number
  readonly tipping: ReturnType<typeof tippingOf>
  readonly peaceCost: PeaceCost
  /** Every further game solved to the tolerance. */
  readonly converged: boolean
}

/** Does the game, once all is in force, differ from one where nothing is promised? */
const promisesAnything = ({ game }: Equilibrium, { pact }: Option): boolean =>
  (pact.forces?.length ?? 0) > 0 ||
  game.guarantors.some(({ ifPassed }) => ifPassed.some(({ response }) => response > 0))

/** Solves the further games of one draw, each from the solution of the one it resembles most. */
export const solveAspects = (option: Option, values: Values, inForce: Equilibrium): Aspects => {
  const { pact, cast, reading } = option
  const gameIn = (change: Partial<Circumstances>) =>
    gameOf(pact, cast, reading, values, { ...asAgreed, ...change })
  const solveIn = (change: Partial<Circumstances>, warm: Equilibrium): Equilibrium =>
    solve(gameIn(change), { warm })
  const before = solveIn({ phase: 'before' }, inForce)
  const assertive = solveIn({ posture: 'assertive' }, inForce)
  const steps = scheduleOf(pact, values)
  const window =
    reading === 'in-force' && steps.length > 1 && promisesAnything(inForce, option)
      ? solveWindow(steps, (phase: Phase) => gameIn({ phase }), inForce, before, values['adversary.discount'])
      : null
  const beneficiary = {
    lambda: values['beneficiary.lambda'],
    gain: values['posture.gain'],
    war: values['posture.war'],
  }
  const voids = (pact.voiding?.length ?? 0) > 0
  const moralHazard = moralHazardOf(
    { restrained: inForce, assertive },
    { restrained: before, assertive: solveIn({ phase: 'before', posture: 'assertive' }, before) },
    voids
      ? {
          restrained: solveIn({ voiding: false }, inForce),
          assertive: solveIn({ voiding: false, posture: 'assertive' }, assertive),
        }
      : null,
    beneficiary,
  )
  const top = inForce.game.levels.length - 1
  const optimum = solveOptimum(inForce)
  return {
    window,
    moralHazard,
    foreknowledge: foreknowledgeOf(inForce),
    burden: burdenOf(inForce, top),
    optimum: burdenOf(optimum, top),
    deterrenceAtOptimum: 1 - strikesOf(optimum).all.any,
    tipping: tippingOf(inForce, top, {
      contactHalving: values['contact.halving'],
      tripwire: values['tripwire.points'],
      delegated: values['delegated.forward'],
    }),
    peaceCost: peaceCostOf(pact, values),
    converged: moralHazard.converged && optimum.converged && (window?.converged ?? true),
  }
}
