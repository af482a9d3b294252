import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { Values } from '../../crisis/index.js'
import { READING, readRows, type Solver, sliceSituations } from '../readings.js'
import type { Grid, Situations } from '../situation.js'

/** Games handed to a worker at a time. */
const SHARD = 256

export interface SolveTask {
  readonly situations: Situations
  readonly values: Values
  readonly grid: Grid
}

/** Worker threads that solve the record's games (Node only), and what ends them. Any number of threads gives the same bytes. */
export interface RecordCrew {
  readonly solve: Solver
  readonly end: () => Promise<void>
}

export const recordCrew = (
  threads: number = Math.min(availableParallelism(), 16),
  onDone: (games: number) => void = () => undefined,
): RecordCrew => {
  const pool =
    threads <= 1
      ? null
      : new Piscina<SolveTask, Float64Array>({
          filename: new URL('./solveTask.js', import.meta.url).href,
          minThreads: threads,
          maxThreads: threads,
        })
  const solve: Solver = async (situations, values, grid) => {
    const all = values.map(() => new Float64Array(situations.count * READING))
    const jobs = values.flatMap((one, v) =>
      Array.from({ length: Math.ceil(situations.count / SHARD) }, (_, k) => ({ one, v, from: k * SHARD })),
    )
    let next = 0
    const lane = async (): Promise<void> => {
      while (next < jobs.length) {
        const { one, v, from } = jobs[next++]
        const part = sliceSituations(situations, from, Math.min(situations.count, from + SHARD))
        const readings =
          pool === null ? readRows(part, one, grid) : await pool.run({ situations: part, values: one, grid })
        all[v].set(readings, from * READING)
        onDone(part.count)
        if (pool === null) await new Promise((resolve) => setImmediate(resolve))
      }
    }
    await Promise.all(Array.from({ length: pool === null ? 1 : threads * 2 }, lane))
    return all
  }
  return { solve, end: async () => pool?.destroy() }
}
