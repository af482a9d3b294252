import { ratioContest } from './contest.js'
import type { Adversary, Branch, ChallengeLevel } from './game.js'
import { claim, FIRST_FREE, kernel, memoryOf } from './kernel/kernel.js'
import type { Types } from './types.js'

/** The adversary's free choices at its last move, in order. */
export const lastMoves = ['persist', 'backDown', 'escalate'] as const

/**
 * The adversary's last move in one branch of one level, for every value of the objective, every cell of coalition
 * force, and with (`joined` = 1) or without any guarantor's own forces in the way. Arrays are indexed
 * [(node * 2 + joined) * cells + cell]; `Types.node` gives a type's node.
 */
export interface LastMove {
  readonly cells: number
  readonly persist: Float64Array
  readonly escalate: Float64Array
  /** Expected payoff of the adversary, before economic pain. */
  readonly payoff: Float64Array
  /** Probability that the challenger prevails at each cell, if it persists and if it escalates: [cell]. */
  readonly prevail: Float64Array
  readonly prevailEscalated: Float64Array
}

/** Solves the last move: nothing the guarantors do later matters, so it needs no equilibrium. */
export const lastMoveOf = (
  adversary: Adversary,
  level: ChallengeLevel,
  branch: Branch,
  types: Types,
  cells: number,
  step: number,
): LastMove => {
  const prevail = new Float64Array(cells)
  const prevailEscalated = new Float64Array(cells)
  const cost = new Float64Array(cells)
  const ease = branch === 'faitAccompli' ? level.evict : 1
  for (let cell = 0; cell < cells; cell++) {
    const force = cell * step
    const opposing = (level.defenders + force) / ease
    prevail[cell] = ratioContest(level.attackers, opposing, level.decisiveness)
    prevailEscalated[cell] = ratioContest(
      level.attackers * adversary.escalateForce,
      opposing,
      level.decisiveness,
    )
    cost[cell] = level.fightingCost * (1 + (level.costSlope * force) / Math.max(level.attackers, step))
  }
  const size = types.values.length * 2 * cells
  const persist = new Float64Array(size)
  const escalate = new Float64Array(size)
  const payoff = new Float64Array(size)
  // The kernel works on pairs of cells.
  const even = cells + (cells % 2)
  const [at, views] = roomFor(even)
  views[0].set(prevail)
  views[1].set(prevailEscalated)
  views[2].set(cost)
  for (let node = 0; node < types.values.length; node++)
    for (let joined = 0; joined < 2; joined++) {
      kernel.lastMove(
        at[0],
        at[1],
        at[2],
        at[3],
        at[4],
        at[5],
        even,
        adversary.lambda,
        types.values[node] * level.share,
        level.backDownCost,
        joined * level.clash * adversary.clashCost,
        joined * level.clashIfEscalated * adversary.clashCost,
        adversary.escalateCost,
      )
      const base = (node * 2 + joined) * cells
      persist.set(views[3].subarray(0, cells), base)
      escalate.set(views[4].subarray(0, cells), base)
      payoff.set(views[5].subarray(0, cells), base)
    }
  return { cells, persist, escalate, payoff, prevail, prevailEscalated }
}

/** Six arrays of so many numbers in the kernel's memory, zeroed, with their addresses. */
const roomFor = (numbers: number): [readonly number[], readonly Float64Array[]] => {
  const addresses = Array.from({ length: 6 }, (_, k) => FIRST_FREE + 8 * numbers * k)
  const buffer = memoryOf(FIRST_FREE + 48 * numbers)
  claim(addresses)
  const views = addresses.map((address) => new Float64Array(buffer, address, numbers).fill(0))
  return [addresses, views]
}

/**
 * What a guarantor expects of the adversary's last move, by cell, given beliefs over types: probability that the
 * prize is lost, that fighting goes on, and that it is a direct clash for whoever is exposed. `joined` is the value
 * when some guarantor's own forces are in the field; `apart` is what to add when none are.
 */
export interface Curves {
  readonly joined: readonly [Float64Array, Float64Array, Float64Array]
  readonly apart: readonly [Float64Array, Float64Array, Float64Array]
}

export const newCurves = (cells: number): Curves => ({
  joined: [new Float64Array(cells), new Float64Array(cells), new Float64Array(cells)],
  apart: [new Float64Array(cells), new Float64Array(cells), new Float64Array(cells)],
})

/** Types believed less than this cannot be seen in any probability. */
const NEGLIGIBLE = 1e-18

/** Adds weighted rows of `table` to `out`, four nodes at a time so that each number of `out` is touched less often. */
const addRows = (
  table: Float64Array,
  nodes: readonly number[],
  weights: Float64Array,
  joined: number,
  cells: number,
  out: Float64Array,
): void => {
  const row = (k: number): number => (nodes[k] * 2 + joined) * cells
  const whole = nodes.length - (nodes.length % 4)
  for (let k = 0; k < whole; k += 4) {
    const [a, b, c, d] = [row(k), row(k + 1), row(k + 2), row(k + 3)]
    const p = weights[nodes[k]]
    const q = weights[nodes[k + 1]]
    const r = weights[nodes[k + 2]]
    const s = weights[nodes[k + 3]]
    for (let cell = 0; cell < cells; cell++)
      out[cell] += p * table[a + cell] + q * table[b + cell] + (r * table[c + cell] + s * table[d + cell])
  }
  for (let k = whole; k < nodes.length; k++) {
    const a = row(k)
    const p = weights[nodes[k]]
    for (let cell = 0; cell < cells; cell++) out[cell] += p * table[a + cell]
  }
}

/** Mixes the last move over `beliefs` (by type, sum 1) into `out`. */
export const mixCurves = (
  move: LastMove,
  level: ChallengeLevel,
  types: Types,
  beliefs: Float64Array,
  out: Curves,
): void => {
  const { cells, prevail, prevailEscalated } = move
  const byNode = new Float64Array(types.values.length)
  for (let type = 0; type < beliefs.length; type++) byNode[types.node[type]] += beliefs[type]
  const believed = Array.from(byNode.keys()).filter((node) => byNode[node] > NEGLIGIBLE)
  for (let joined = 1; joined >= 0; joined--) {
    const [loss, war, clash] = joined === 1 ? out.joined : out.apart
    // Chances to persist and to escalate gather where the curves will stand.
    const persist = loss
    const escalate = war
    persist.fill(0)
    escalate.fill(0)
    addRows(move.persist, believed, byNode, joined, cells, persist)
    addRows(move.escalate, believed, byNode, joined, cells, escalate)
    for (let cell = 0; cell < cells; cell++) {
      const stays = persist[cell]
      const raises = escalate[cell]
      loss[cell] = stays * prevail[cell] + raises * prevailEscalated[cell]
      war[cell] = stays + raises
      clash[cell] = stays * level.clash + raises * level.clashIfEscalated
    }
  }
  for (let k = 0; k < 3; k++)
    for (let cell = 0; cell < cells; cell++) out.apart[k][cell] -= out.joined[k][cell]
}
