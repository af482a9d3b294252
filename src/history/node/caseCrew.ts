import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { CaseDraw, CaseSolver } from '../cases/run.js'
import caseTask, { type CaseTask } from './caseTask.js'

/** Draws handed to a worker at a time. */
const PART = 64

/** Worker threads that solve past cases (Node only), and what ends them. Any number of threads gives the same bytes. */
export interface CaseCrew {
  readonly solve: CaseSolver
  readonly end: () => Promise<void>
}

export const caseCrew = (
  threads: number = Math.min(availableParallelism(), 16),
  onDone: (draws: number) => void = () => undefined,
): CaseCrew => {
  const pool =
    threads <= 1
      ? null
      : new Piscina<CaseTask, readonly CaseDraw[]>({
          filename: new URL('./caseTask.js', import.meta.url).href,
          minThreads: threads,
          maxThreads: threads,
        })
  const solve: CaseSolver = async (pact, cast, horizonMonths, settings) => {
    const parts = Array.from({ length: Math.ceil(settings.draws / PART) }, (_, k): CaseTask => {
      const part = [k * PART, Math.min(settings.draws, (k + 1) * PART)] as const
      return { pact, cast, horizonMonths, settings, part }
    })
    const run = async (task: CaseTask): Promise<readonly CaseDraw[]> => {
      const draws = pool === null ? caseTask(task) : await pool.run(task)
      onDone(draws.length)
      return draws
    }
    if (pool !== null) return (await Promise.all(parts.map(run))).flat()
    const done: CaseDraw[] = []
    for (const task of parts) done.push(...(await run(task)))
    return done
  }
  return { solve, end: async () => pool?.destroy() }
}
