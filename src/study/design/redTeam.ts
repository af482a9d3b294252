import { meanOf } from '../../core/search/index.js'
import { intervalOf } from '../../core/summary.js'
import type { Pact } from '../../pact/index.js'
import { type Attack, ambiguities, attacks, HIDING_COST, MONTHS_BETWEEN, SLICES } from './attacks.js'
import { everything, type Job } from './evaluate.js'
import type { RunJobs } from './machinery.js'
import type { AttackRow, DesignRow, MinimaxRow, RedTeam } from './result.js'

/** Draws on which the adversary's best challenge is looked for: the first of the final draws. */
export const RED_TEAM_DRAWS = 6
/** Challenges shown of each design. */
const SHOWN = 3

export interface Target {
  readonly id: string
  readonly pact: Pact
  /** Mean money a year in peace. */
  readonly money: number
}

const attackRow = (attack: Attack, gains: readonly number[]): AttackRow => {
  const { p05, p95 } = intervalOf(gains) ?? { p05: 0, p95: 0 }
  return { ...attack, gain: meanOf(gains), p05, p95 }
}

/**
 * The adversary's side: the best challenge to each design and proposal, and, within several budgets, the design whose worst challenge is
 * least bad, by alternation between the best answer to the challenges known so far and the best challenge to that answer.
 */
export const redTeamOf = async (
  targets: readonly Target[],
  designs: readonly DesignRow[],
  { seed, finalDraws }: { seed: number; finalDraws: number },
  run: RunJobs,
  onDone: (draws: number) => void = () => undefined,
): Promise<RedTeam> => {
  const draws = Math.min(RED_TEAM_DRAWS, finalDraws)
  const jobs = targets.map(
    ({ id, pact }): Job => ({
      key: `attack ${id}`,
      pact,
      seed,
      draws: finalDraws,
      from: 0,
      to: draws,
      wants: everything,
      attacks: true,
    }),
  )
  const results = await run(jobs, onDone)
  const columns = results.map((result) =>
    attacks.map((_, a) => Array.from(result.subarray(a * draws, (a + 1) * draws))),
  )
  // A challenge that a design gives no occasion for is no challenge to it.
  const gains = columns.map((rows) =>
    rows.map((row) => {
      const mean = meanOf(row)
      return Number.isNaN(mean) ? Number.NEGATIVE_INFINITY : mean
    }),
  )
  const best = columns.map((rows) =>
    rows
      .map((row, a) => attackRow(attacks[a], row))
      .filter(({ gain }) => Number.isFinite(gain))
      .sort((x, y) => y.gain - x.gain)
      .slice(0, SHOWN),
  )
  const ids = new Set(designs.map(({ id }) => id))
  const budgets = budgetsOf(targets.filter(({ id }) => ids.has(id)).map(({ money }) => money))
  return {
    draws,
    attacks: attacks.length,
    best: targets.map(({ id }, k) => ({ id, attacks: best[k] })),
    minimax: budgets.map((budget) =>
      alternate(
        budget,
        [...targets.keys()].filter((k) => ids.has(targets[k].id) && targets[k].money <= budget + 1e-6),
        targets,
        gains,
      ),
    ),
    unexplored: [
      `designs beyond the ${targets.filter(({ id }) => ids.has(id)).length} of the front that were tried: search for them with --objective exploit:minimise`,
      `challenges off the grid of ${attacks.length}: other degrees of hiding than ${ambiguities.map((a) => `${Math.round(100 * a)}%`).join(', ')}, other numbers of slices than as many as win all (at most ${SLICES}, ${MONTHS_BETWEEN} months apart), mixtures of challenges`,
      'where the attack falls: the game has no places',
      'an adversary that also chooses how it answers the response: that stays as at equilibrium',
      `what hiding costs (${Math.round(100 * HIDING_COST)}% of the force for each unit) is judgement`,
    ],
  }
}

/** A quarter, a half and all of what the dearest design costs. */
const budgetsOf = (money: readonly number[]): number[] => {
  const most = Math.max(0, ...money)
  return [...new Set([0.25, 0.5, 1].map((share) => Math.ceil((share * most) / 100) * 100))]
}

const alternate = (
  budget: number,
  within: readonly number[],
  targets: readonly Target[],
  gains: readonly (readonly number[])[],
): MinimaxRow => {
  const known = new Set<number>()
  const worst = (k: number, over: Iterable<number>): number => {
    let most = Number.NEGATIVE_INFINITY
    for (const a of over) most = Math.max(most, gains[k][a])
    return most
  }
  const steps: { design: string; attack: Attack; gain: number }[] = []
  if (within.length === 0) return { budget, design: null, gain: null, steps: [] }
  let design = within[0]
  // Each round knows one challenge more, so it ends.
  for (;;) {
    const answer = gains[design].indexOf(Math.max(...gains[design]))
    steps.push({ design: targets[design].id, attack: attacks[answer], gain: gains[design][answer] })
    if (known.has(answer)) break
    known.add(answer)
    design = within.reduce((best, k) => (worst(k, known) < worst(best, known) ? k : best))
  }
  return { budget, design: targets[design].id, gain: worst(design, gains[design].keys()), steps }
}
