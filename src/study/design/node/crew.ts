import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { Job, JobResult, Setting } from '../evaluate.js'
import { type RunJobs, runJobsHere, SearchStopped } from '../machinery.js'

export interface DesignCrew {
  readonly run: RunJobs
  readonly end: () => Promise<void>
}

/** Jobs that wait in a worker's queue. */
const QUEUED = 2

/** Worker threads that evaluate designs (Node only); `threads` 1 works here. Once `stopped()` says so, no further job is started. */
export const designCrew = (
  setting: Setting,
  threads: number = Math.min(availableParallelism(), 16),
  stopped: () => boolean = () => false,
): DesignCrew => {
  if (threads <= 1) return { run: runJobsHere(setting, stopped), end: async () => undefined }
  const pool = new Piscina<{ setting: Setting; job: Job }, JobResult>({
    filename: new URL('../task.js', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
  })
  return {
    run: async (jobs, onDone = () => undefined) => {
      const results: JobResult[] = []
      let next = 0
      const lane = async (): Promise<void> => {
        while (next < jobs.length) {
          if (stopped()) throw new SearchStopped()
          const index = next++
          const job = jobs[index]
          results[index] = await pool.run({ setting, job })
          onDone(job.to - job.from)
        }
      }
      const lanes = await Promise.allSettled(Array.from({ length: threads * QUEUED }, lane))
      for (const one of lanes) if (one.status === 'rejected') throw one.reason
      return results
    },
    end: () => pool.destroy(),
  }
}
