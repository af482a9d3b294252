import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { RunShards } from '../compare.js'
import { runHere } from '../compare.js'
import type { DrawResult } from '../solveDraws.js'

/**
 * Runs shards on worker threads (Node only). `threads` 1 runs them here. Results come back in the order of the shards
 * whatever the order they finish in.
 */
export const runOnWorkers =
  (threads: number = Math.min(availableParallelism(), 16)): RunShards =>
  async (shards, onDone) => {
    if (threads <= 1 || shards.length <= 1) return runHere(shards, onDone)
    const pool = new Piscina<unknown, DrawResult[]>({
      filename: new URL('../shard.js', import.meta.url).href,
      minThreads: Math.min(threads, shards.length),
      maxThreads: Math.min(threads, shards.length),
    })
    try {
      return await Promise.all(
        shards.map(async (shard) => {
          const results = await pool.run(shard)
          onDone(shard.to - shard.from)
          return results
        }),
      )
    } finally {
      await pool.destroy()
    }
  }
