import { runShard, type Shard, type Start, startOf } from '../../study/shard.js'
import type { DrawResult } from '../../study/solveDraws.js'
import type { Breaking } from '../../study/uncertainty/breaking.js'
import evaluateTask, { type Task } from '../../study/uncertainty/task.js'

/*
 * A worker that solves games and knows nothing else. The desk deals it work, one piece at a time.
 */

/** `run` names the comparison, so that the median of an option is solved once and not for every piece. */
export type Work =
  | { readonly kind: 'shard'; readonly run: string; readonly shard: Shard }
  | { readonly kind: 'task'; readonly task: Task }

export type Worked = DrawResult[] | Float64Array | Breaking

export interface Dealt {
  readonly id: number
  readonly work: Work
}

export type Returned =
  | { readonly id: number; readonly worked: Worked }
  | { readonly id: number; readonly error: string }

const starts = new Map<string, Start>()
let current = ''

const startFor = (run: string, shard: Shard): Start => {
  if (run !== current) starts.clear()
  current = run
  const known = starts.get(shard.option.pact.id) ?? startOf(shard)
  starts.set(shard.option.pact.id, known)
  return known
}

const solveWork = (work: Work): Worked =>
  work.kind === 'shard'
    ? runShard(work.shard, undefined, startFor(work.run, work.shard))
    : evaluateTask(work.task)

self.onmessage = ({ data }: MessageEvent<Dealt>) => {
  try {
    self.postMessage({ id: data.id, worked: solveWork(data.work) } satisfies Returned)
  } catch (error) {
    self.postMessage({ id: data.id, error: String(error) } satisfies Returned)
  }
}
