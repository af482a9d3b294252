import {
  type Branch,
  type Equilibrium,
  type Finding,
  type Junction,
  passesWith,
  responseProbability,
} from '../crisis/index.js'
import { type Level, levels, type Response, responses } from '../pact/index.js'

/*
 * Guarantors played by the crisis game: what it gives as probabilities, drawn one by one. Anything that plays a state by
 * the model (many runs, a tabletop) draws from here.
 */

/** A number in [0, 1), drawn for what is named. */
export type Draw = (what: string) => number

/** What comes of facts and procedure, before the guarantors choose. */
export interface Course {
  readonly level: number
  /** Index of the common shock, on which all choices hang. */
  readonly shock: number
  readonly found: boolean
  readonly foundChance: number
  /** Votes of the body, by state; empty where nothing is voted on. */
  readonly votes: readonly { readonly state: string; readonly yes: boolean; readonly chance: number }[]
  /** What the lead nation is seen to do; null where nobody leads. */
  readonly led: { readonly state: string; readonly step: Response; readonly chance: number } | null
  readonly finding: Finding
}

const pick = (chances: ArrayLike<number>, u: number): number => {
  let sum = 0
  for (let k = 0; k < chances.length; k++) {
    sum += chances[k]
    if (u < sum) return k
  }
  return Math.max(0, chances.length - 1)
}

const junctionAt = (equilibrium: Equilibrium, level: number, branch: Branch): Junction =>
  equilibrium.junctions.find((one) => one.level === level && one.branch === branch) ??
  (equilibrium.junctions.find((one) => one.level === level) as Junction)

/** Draws what is found and what the body, or the lead nation, does about it. */
export const drawCourse = (equilibrium: Equilibrium, challenge: Level, draw: Draw): Course => {
  const level = levels.indexOf(challenge)
  const { game, shocks } = equilibrium
  const shock = pick(shocks.weights, draw('shock'))
  const { found: foundChance, procedure } = game.levels[level]
  const found = draw('found') < foundChance
  const base = { level, shock, found, foundChance }
  const nothing = { votes: [], led: null }
  if (!found) return { ...base, ...nothing, finding: 'notFound' }
  const junction = junctionAt(equilibrium, level, 'contested')
  const consents = junction.votes[shock]
  if (procedure?.kind === 'vote' && consents !== undefined) {
    const votes = procedure.members.map((g, m) => {
      const state = game.guarantors[g].id
      return { state, yes: draw(`vote ${state}`) < consents[m], chance: consents[m] }
    })
    const passed = passesWith(
      procedure.rule,
      votes.map(({ yes }) => yes),
    )
    return { ...base, votes, led: null, finding: passed ? 'passed' : 'blocked' }
  }
  const leads = junction.leads[shock]
  if (procedure?.kind === 'lead' && leads !== undefined) {
    const step = pick(leads, draw('lead'))
    const state = junction.states.find((one) => one.shock === shock && one.led === step)
    return {
      ...base,
      votes: [],
      led: { state: game.guarantors[procedure.lead].id, step: responses[step], chance: leads[step] },
      finding: state?.finding ?? 'passed',
    }
  }
  return { ...base, ...nothing, finding: 'passed' }
}

/** What each state that may respond does, in the order of the game: probabilities of the steps of the ladder. */
export const responseChances = (
  equilibrium: Equilibrium,
  course: Course,
  branch: Branch,
): readonly { readonly state: string; readonly chances: readonly number[] }[] => {
  const { level, shock, finding, led } = course
  const { states } = junctionAt(equilibrium, level, branch)
  const step = led === null ? null : responses.indexOf(led.step)
  const fits = states.filter((one) => one.shock === shock)
  const state =
    fits.find((one) => one.finding === finding && one.led === step) ??
    fits.find((one) => one.finding === finding) ??
    fits[0]
  const { coalition } = state
  const { layout } = coalition
  const byGuarantor = new Map<number, readonly number[]>()
  for (let n = 0; n < layout.count; n++)
    byGuarantor.set(
      layout.order[n],
      responses.map((_, r) => responseProbability(coalition, n, r)),
    )
  return equilibrium.game.guarantors.map(({ id }, g) => ({ state: id, chances: byGuarantor.get(g) ?? [1] }))
}

/** Draws one state's step of the ladder, with its probability. */
export const drawResponse = (
  { state, chances }: { readonly state: string; readonly chances: readonly number[] },
  draw: Draw,
): { readonly state: string; readonly step: Response; readonly chance: number } => {
  const step = pick(chances, draw(`response ${state}`))
  return { state, step: responses[step], chance: chances[step] }
}
