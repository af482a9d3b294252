import type { RunShards } from '../../study/compare.js'
import type { Shard } from '../../study/shard.js'
import type { DrawResult } from '../../study/solveDraws.js'
import type { Breaking } from '../../study/uncertainty/breaking.js'
import type { Machinery } from '../../study/uncertainty/study.js'
import type { Dealt, Returned, Work, Worked } from './solver.js'

/** Draws dealt at a time: few, so that a run that is no longer wanted ends soon. */
const PIECE = 4

/** A run was no longer wanted. */
export class Cancelled extends Error {}

/** What a run asks now and then. */
export type IsCancelled = () => boolean

interface Waiting {
  readonly resolve: (worked: Worked) => void
  readonly reject: (error: Error) => void
}

/** Solver workers, each with one piece of work at a time. */
export class Crew {
  readonly #idle: Worker[] = []
  readonly #queue: { work: Work; waiting: Waiting }[] = []
  readonly #busy = new Map<number, Waiting>()
  #next = 0

  constructor(count: number, make: () => Worker) {
    for (let k = 0; k < count; k++) {
      const worker = make()
      worker.onmessage = ({ data }: MessageEvent<Returned>) => {
        const waiting = this.#busy.get(data.id)
        this.#busy.delete(data.id)
        this.#idle.push(worker)
        if ('worked' in data) waiting?.resolve(data.worked)
        else waiting?.reject(new Error(data.error))
        this.#deal()
      }
      this.#idle.push(worker)
    }
  }

  get size(): number {
    return this.#idle.length + this.#busy.size
  }

  #deal(): void {
    while (this.#idle.length > 0 && this.#queue.length > 0) {
      const worker = this.#idle.pop() as Worker
      const { work, waiting } = this.#queue.shift() as { work: Work; waiting: Waiting }
      const id = this.#next++
      this.#busy.set(id, waiting)
      worker.postMessage({ id, work } satisfies Dealt)
    }
  }

  solve(work: Work): Promise<Worked> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ work, waiting: { resolve, reject } })
      this.#deal()
    })
  }

  /** Does `count` things, no more at a time than there are workers, until the run is cancelled. */
  async each<T>(
    count: number,
    isCancelled: IsCancelled,
    workAt: (index: number) => Work,
    onResult: (index: number, worked: T) => void | Promise<void>,
  ): Promise<void> {
    let next = 0
    const lane = async (): Promise<void> => {
      while (next < count) {
        if (isCancelled()) throw new Cancelled()
        const index = next++
        await onResult(index, (await this.solve(workAt(index))) as T)
      }
    }
    await Promise.all(Array.from({ length: Math.min(count, this.size) }, lane))
    if (isCancelled()) throw new Cancelled()
  }

  /** Runs the shards of a comparison; `run` names it. The same results whatever the number of workers. */
  runShards(run: string, isCancelled: IsCancelled): RunShards {
    return async (shards, onDone) => {
      const pieces = shards.flatMap((shard, index) =>
        Array.from({ length: Math.ceil((shard.to - shard.from) / PIECE) }, (_, k) => {
          const from = shard.from + k * PIECE
          return { index, shard: { ...shard, from, to: Math.min(shard.to, from + PIECE) } satisfies Shard }
        }),
      )
      const results: DrawResult[][] = pieces.map(() => [])
      await this.each<DrawResult[]>(
        pieces.length,
        isCancelled,
        (k) => ({ kind: 'shard', run, shard: pieces[k].shard }),
        (k, worked) => {
          results[k] = worked
          onDone(worked.length)
        },
      )
      return shards.map((_, index) => results.filter((_, k) => pieces[k].index === index).flat())
    }
  }

  /** What a study is computed with, apart from its store. */
  machinery(study: string, isCancelled: IsCancelled): Pick<Machinery, 'run' | 'answer'> {
    return {
      run: (blocks, onDone) =>
        this.each<Float64Array>(
          blocks.length,
          isCancelled,
          (k) => {
            const { options, space, design, from, to } = blocks[k]
            return {
              kind: 'task',
              task: { kind: 'block', study, block: { options, space, design, from, to } },
            }
          },
          onDone,
        ),
      answer: async (tasks, onDone) => {
        const answers: Breaking[] = []
        await this.each<Breaking>(
          tasks.length,
          isCancelled,
          (k) => ({ kind: 'task', task: { kind: 'breaking', task: tasks[k] } }),
          (k, answer) => {
            answers[k] = answer
            onDone()
          },
        )
        return answers
      },
    }
  }
}
