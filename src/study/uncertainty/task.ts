import { type Block, type Evaluate, evaluateBlock, evaluator } from './block.js'
import { type Breaking, type BreakingTask, solveBreaking } from './breaking.js'

/** What a worker is sent. `study` names the run, so that a worker solves the medians once and not for every block. */
export type Task =
  | { readonly kind: 'block'; readonly study: string; readonly block: Block }
  | { readonly kind: 'breaking'; readonly task: BreakingTask }

let known: { readonly study: string; readonly evaluate: Evaluate } | null = null

/** The worker: see `workers.ts`. */
export default (sent: Task): Float64Array | Breaking => {
  if (sent.kind === 'breaking') return solveBreaking(sent.task)
  const { study, block } = sent
  if (known?.study !== study) known = { study, evaluate: evaluator(block.options, block.space) }
  return evaluateBlock(block, known.evaluate)
}
