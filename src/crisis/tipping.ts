import { type Coalition, forceOf, responseProbability } from './coalition.js'
import { logit } from './contest.js'
import { type Curves, lastMoveOf, mixCurves, newCurves } from './lastMove.js'
import { weightsOf } from './outcome.js'
import { type Equilibrium, hasLed, type Junction, type State, stateWeight } from './solve.js'

/*
 * Tipping points: how far one lever must move for a guarantor to be as likely as not to do what it owes, while everybody
 * else, and what it believes of the adversary, stay as at the equilibrium. One lever at a time.
 */

export const levers = ['bind', 'stake', 'forwardForce'] as const
export type Lever = (typeof levers)[number]

/** Ranges searched: bind 0 to 1, stake 0 to 2 (1 = vital), forward force 0 to 20 BE beside what it would bring now. */
const RANGE: Readonly<Record<Lever, readonly [number, number]>> = {
  bind: [0, 1],
  stake: [0, 2],
  forwardForce: [0, 20],
}

export interface Tipping {
  /** Where the lever stands, and where P(honour) crosses one half; NaN where it does nowhere in the range. */
  readonly now: number
  readonly at: number
}

/** What having forces in place changes beside their number. */
export interface InPlace {
  /** Force with which a guarantor is in the adversary's way with probability 1/2, BE. */
  readonly contactHalving: number
  /** Points for answering when its own forward troops are hit. */
  readonly tripwire: number
  /** Share of its response that happens without a choice. */
  readonly delegated: number
}

/** One state in which guarantor g may honour: what the others bring, and what it means to g. */
interface Stage {
  readonly state: State
  readonly weight: number
  readonly n: number
  readonly curves: Curves
  /** Force of the others by cell: all mass, and the part without contact. */
  readonly others: { readonly all: Float64Array; readonly apart: Float64Array }
  /** [3 * response + k]: expectations at its present force. */
  readonly expected: Float64Array
}

/** Expectation of curve k if the guarantor brings `force` and is in the way with probability `contact`. */
const expectation = (
  { all, apart }: Stage['others'],
  curves: Curves,
  cells: number,
  contact: number,
  k: 0 | 1 | 2,
): number => {
  const low = Math.floor(cells + 1e-9)
  const above = Math.max(0, cells - low)
  const joined = curves.joined[k]
  const alone = curves.apart[k]
  let sum = 0
  for (let cell = 0; cell < all.length; cell++) {
    const at = cell + low
    sum += all[cell] * (joined[at] + above * (joined[at + 1] - joined[at]))
    sum += (1 - contact) * apart[cell] * (alone[at] + above * (alone[at + 1] - alone[at]))
  }
  return sum
}

/** The last move and its curves on a grid long enough for a larger force. */
const longCurves = (equilibrium: Equilibrium, junction: Junction, extra: number): Curves => {
  const { game, types, beliefs } = equilibrium
  const { level, branch } = junction
  const cells = junction.move.cells + extra
  const curves = newCurves(cells)
  const move = lastMoveOf(game.adversary, game.levels[level], branch, types, cells, game.forceStep)
  const held = beliefs.subarray(level * types.count, (level + 1) * types.count)
  mixCurves(move, game.levels[level], types, held, curves)
  return curves
}

const contactAt = ({ layout }: Coalition, n: number, r: number): number =>
  layout.contact[n * layout.responses + r]

/** What all but position n bring: nothing is put in its place. */
const othersThan = (coalition: Coalition, n: number): Stage['others'] => {
  const probability = (m: number, r: number): number =>
    m === n ? (r === 0 ? 1 : 0) : responseProbability(coalition, m, r)
  // Its own place brings nothing and touches nobody: response 0 has neither force nor contact.
  return forceOf(coalition.layout, weightsOf(coalition, probability))
}

const stagesOf = (
  equilibrium: Equilibrium,
  level: number,
  g: number,
  curvesOf: ReadonlyMap<Junction, Curves>,
): Stage[] => {
  const { game } = equilibrium
  const guarantor = game.guarantors[g]
  return equilibrium.junctions.flatMap((junction) => {
    const curves = curvesOf.get(junction)
    if (junction.level !== level || curves === undefined) return []
    return junction.states.flatMap((state): Stage[] => {
      // The lead nation's own choice is one, made before these states: each holds what follows one response.
      if (state.finding === 'notFound') return []
      const n = state.coalition.layout.order.indexOf(g)
      const weight = junction.weight * stateWeight(equilibrium, junction, state)
      const others = othersThan(state.coalition, n)
      const expected = new Float64Array(3 * game.responses.length)
      game.responses.forEach((_, r) => {
        for (const k of [0, 1, 2] as const)
          expected[3 * r + k] = expectation(
            others,
            curves,
            guarantor.force[level][r] / game.forceStep,
            contactAt(state.coalition, n, r),
            k,
          )
      })
      return [{ state, weight, n, curves, others, expected }]
    })
  })
}

/** The lever set to a value, the others as they are. */
interface Setting {
  readonly lever: Lever
  readonly value: number
}

/** Utilities of guarantor g in one stage with one lever moved. */
const utilitiesAt = (
  { game }: Equilibrium,
  level: number,
  g: number,
  stage: Stage,
  { lever, value }: Setting,
  inPlace: InPlace,
): Float64Array => {
  const guarantor = game.guarantors[g]
  const spec = game.levels[level]
  const { payoffs } = stage.state.coalition
  const duty =
    stage.state.finding === 'blocked' && !hasLed(game, stage.state, g)
      ? guarantor.ifBlocked[level]
      : guarantor.ifPassed[level]
  const whole = guarantor.ifPassed[level].bind
  const bind = whole > 0 ? duty.bind / whole : 1
  const placed = lever === 'forwardForce' ? value : 0
  return Float64Array.from(game.responses, (_, r) => {
    const at = stage.n * game.responses.length + r
    let [lost, war, clash] = stage.expected.subarray(3 * r, 3 * r + 3)
    let fixed = payoffs.fixed[at]
    if (lever === 'bind' && r < duty.response)
      fixed -= (bind * value - duty.bind) * guarantor.audience * ((duty.response - r) / duty.response)
    if (placed > 0) {
      if (r >= Math.min(2, game.responses.length - 1))
        fixed += Math.max(0, inPlace.tripwire - guarantor.tripwire) * spec.forwardHit
      if (game.direct[r]) {
        const before = contactAt(stage.state.coalition, stage.n, r)
        const half = inPlace.contactHalving
        const own = before < 1 ? (half * before) / (1 - before) + placed : Number.POSITIVE_INFINITY
        const contact = before < 1 ? own / (own + half) : 1
        const cells = (guarantor.force[level][r] + placed) / game.forceStep
        lost = expectation(stage.others, stage.curves, cells, contact, 0)
        war = expectation(stage.others, stage.curves, cells, contact, 1)
        clash = expectation(stage.others, stage.curves, cells, contact, 2)
      }
    }
    const loss = lever === 'stake' ? -100 * value * spec.share : payoffs.loss[stage.n]
    return fixed + loss * lost + payoffs.war[at] * war + payoffs.clash[at] * clash
  })
}

/** P(response >= what it owes | challenge, casus foederis found) with one lever moved and everybody else as they are. */
export const honourWith = (
  equilibrium: Equilibrium,
  level: number,
  g: number,
  stages: readonly Stage[],
  setting: Setting,
  inPlace: InPlace,
): number => {
  const { game } = equilibrium
  const guarantor = game.guarantors[g]
  const owed = guarantor.ifPassed[level].response
  const choice = new Float64Array(game.responses.length)
  const moved = setting.lever === 'forwardForce' && setting.value > 0
  const share = Math.max(guarantor.delegated[level], moved ? inPlace.delegated : 0)
  let honoured = 0
  let total = 0
  for (const group of courses(game.levels[level].procedure?.kind === 'lead', equilibrium, stages, g)) {
    const utilities = utilitiesOfGroup(equilibrium, level, g, group, setting, inPlace)
    logit(utilities, game.lambdaGuarantor, choice)
    let free = 0
    for (let r = owed; r < choice.length; r++) free += choice[r]
    const weight = group.reduce((sum, stage) => sum + stage.weight, 0)
    honoured += weight * (share + (1 - share) * free)
    total += weight
  }
  return honoured / total
}

/** Stages that belong to one choice: each its own, but a lead nation's courses, which are compared with one another. */
const courses = (
  led: boolean,
  { game }: Equilibrium,
  stages: readonly Stage[],
  g: number,
): (readonly Stage[])[] => {
  const first = stages[0]
  if (!led || first === undefined || !hasLed(game, first.state, g)) return stages.map((stage) => [stage])
  const groups = new Map<string, Stage[]>()
  for (const stage of stages) {
    const key = `${stage.state.branch} ${stage.state.shock}`
    groups.set(key, [...(groups.get(key) ?? []), stage])
  }
  return [...groups.values()]
}

const utilitiesOfGroup = (
  equilibrium: Equilibrium,
  level: number,
  g: number,
  group: readonly Stage[],
  setting: Setting,
  inPlace: InPlace,
): Float64Array => {
  const each = group.map((stage) => utilitiesAt(equilibrium, level, g, stage, setting, inPlace))
  return group.length === 1 ? each[0] : Float64Array.from(each, (utilities, r) => utilities[r])
}

const presentOf = (equilibrium: Equilibrium, level: number, g: number): Readonly<Record<Lever, number>> => {
  const guarantor = equilibrium.game.guarantors[g]
  return { bind: guarantor.ifPassed[level].bind, stake: guarantor.stake, forwardForce: 0 }
}

const STEPS = 24

/**
 * Where a function of one lever crosses one half: above where it stands if it is below one half there, else below. NaN if
 * it does not within the range.
 */
const crossing = (
  honour: (value: number) => number,
  now: number,
  [low, high]: readonly [number, number],
): number => {
  const above = honour(now) >= 0.5
  const end = above ? low : high
  if (honour(end) >= 0.5 === above) return Number.NaN
  let same = now
  let other = end
  for (let step = 0; step < STEPS; step++) {
    const middle = (same + other) / 2
    if (honour(middle) >= 0.5 === above) same = middle
    else other = middle
  }
  return (same + other) / 2
}

/**
 * What tips each guarantor at one level, in the order of the game; null for one that owes nothing there. Exact for the
 * others' behaviour as it is: it does not follow how they would react.
 */
export const tippingOf = (
  equilibrium: Equilibrium,
  level: number,
  inPlace: InPlace,
): readonly (Readonly<Record<Lever, Tipping>> | null)[] => {
  const { game } = equilibrium
  const extra = Math.ceil(RANGE.forwardForce[1] / game.forceStep) + 2
  const curves = new Map(
    equilibrium.junctions.flatMap((junction) =>
      junction.level === level ? [[junction, longCurves(equilibrium, junction, extra)] as const] : [],
    ),
  )
  return game.guarantors.map((guarantor, g) => {
    if (guarantor.ifPassed[level].response === 0) return null
    const stages = stagesOf(equilibrium, level, g, curves)
    if (stages.length === 0) return null
    const present = presentOf(equilibrium, level, g)
    const tip = (lever: Lever): Tipping => {
      const honour = (value: number): number =>
        honourWith(equilibrium, level, g, stages, { lever, value }, inPlace)
      return { now: present[lever], at: crossing(honour, present[lever], RANGE[lever]) }
    }
    return { bind: tip('bind'), stake: tip('stake'), forwardForce: tip('forwardForce') }
  })
}
