import type { Option } from '../option.js'
import { type Block, evaluateBlock } from './block.js'
import { type Design, designSize } from './designs.js'
import { metrics } from './metrics.js'
import type { Space } from './space.js'
import type { Store } from './store.js'

/** Points in a block: enough that starting one costs nothing beside it, few enough that little is lost when a run is cut. */
const POINTS = 64

/** A part of a study that is computed in blocks: a design under a name that no other part has. */
export interface Stage {
  readonly name: string
  readonly design: Design
}

/** Evaluates blocks in any order; `onDone` is called with each as it is finished. */
export type RunBlocks = (
  blocks: readonly Block[],
  onDone: (index: number, values: Float64Array) => Promise<void>,
) => Promise<void>

/** Evaluates every block here. */
export const runBlocksHere: RunBlocks = async (blocks, onDone) => {
  for (const [index, block] of blocks.entries()) await onDone(index, evaluateBlock(block))
}

export interface StageBlock extends Block {
  readonly key: string
}

/** The blocks of a stage, in order. */
export const blocksOf = (
  { name, design }: Stage,
  options: readonly Option[],
  space: Space,
): readonly StageBlock[] => {
  const size = designSize(design, space)
  return Array.from({ length: Math.ceil(size / POINTS) }, (_, k) => {
    const from = k * POINTS
    return { key: `${name}-${k}`, options, space, design, from, to: Math.min(size, from + POINTS) }
  })
}

/** Computes those blocks of a stage that are not in the store. `onProgress` hears of games, of all options together. */
export const computeBlocks = async (
  blocks: readonly StageBlock[],
  store: Store,
  run: RunBlocks,
  onProgress: (games: number) => void,
): Promise<void> => {
  const missing: StageBlock[] = []
  for (const block of blocks) {
    if (await store.has(block.key)) onProgress((block.to - block.from) * block.options.length)
    else missing.push(block)
  }
  await run(missing, async (index, values) => {
    const block = missing[index]
    await store.put(block.key, values)
    onProgress((block.to - block.from) * block.options.length)
  })
}

/** One metric of one option at all points of a stage, in their order. */
export const columnOf = async (
  blocks: readonly StageBlock[],
  store: Store,
  option: number,
  metric: number,
): Promise<Float64Array> => {
  const size = blocks.length === 0 ? 0 : blocks[blocks.length - 1].to
  const out = new Float64Array(size)
  for (const { key, from, to } of blocks) {
    const start = (option * metrics.length + metric) * (to - from)
    out.set(await store.slice(key, start, start + to - from), from)
  }
  return out
}
