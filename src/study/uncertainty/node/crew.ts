import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { Breaking } from '../breaking.js'
import { solveBreaking } from '../breaking.js'
import type { RunBlocks } from '../stage.js'
import { runBlocksHere } from '../stage.js'
import type { Machinery } from '../study.js'
import type { Task } from '../task.js'

/** Workers of a study, and what ends them. */
export interface Crew extends Pick<Machinery, 'run' | 'answer'> {
  readonly end: () => Promise<void>
}

/** Tasks that wait in a worker's queue: enough to keep it busy, few enough that a cut run loses little. */
const QUEUED = 2

/**
 * A crew of worker threads (Node only); `threads` 1 works here. `study` names the run. Once `stopped()` says so, no further block is
 * started: those under way are finished and kept.
 */
export const crewOf = (
  study: string,
  threads: number = Math.min(availableParallelism(), 16),
  stopped: () => boolean = () => false,
): Crew => {
  if (threads <= 1)
    return {
      run: async (blocks, onDone) => {
        for (const [index, block] of blocks.entries()) {
          if (stopped()) throw new Stopped()
          await runBlocksHere([block], (_, values) => onDone(index, values))
          // Signals are heard between blocks.
          await new Promise((resolve) => setImmediate(resolve))
        }
      },
      answer: async (tasks, onDone) =>
        tasks.map((task) => {
          const answer = solveBreaking(task)
          onDone()
          return answer
        }),
      end: async () => undefined,
    }
  const pool = new Piscina<Task, Float64Array | Breaking>({
    filename: new URL('../task.js', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
  })
  /** Keeps a few tasks a thread under way; gives results to `onResult` as they come. */
  const each = async (
    count: number,
    taskAt: (index: number) => Task,
    onResult: (index: number, result: Float64Array | Breaking) => Promise<void>,
  ) => {
    let next = 0
    const lane = async (): Promise<void> => {
      while (next < count) {
        if (stopped()) throw new Stopped()
        const index = next++
        await onResult(index, await pool.run(taskAt(index)))
      }
    }
    const lanes = await Promise.allSettled(Array.from({ length: threads * QUEUED }, lane))
    for (const one of lanes) if (one.status === 'rejected') throw one.reason
  }
  const run: RunBlocks = (blocks, onDone) =>
    each(
      blocks.length,
      (index) => {
        const { options, space, design, from, to } = blocks[index]
        return { kind: 'block', study, block: { options, space, design, from, to } }
      },
      (index, values) => onDone(index, values as Float64Array),
    )
  return {
    run,
    answer: async (tasks, onDone) => {
      const answers: Breaking[] = []
      await each(
        tasks.length,
        (index) => ({ kind: 'breaking', task: tasks[index] }),
        async (index, answer) => {
          answers[index] = answer as Breaking
          onDone()
        },
      )
      return answers
    },
    end: () => pool.destroy(),
  }
}

/** A run was asked to stop; what it finished is kept. */
export class Stopped extends Error {}
