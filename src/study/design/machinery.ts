import { evaluator, type Job, type JobResult, type Setting } from './evaluate.js'

/** Evaluates jobs in any order and gives their results in the order of the list; `onDone` hears of draws. */
export type RunJobs = (jobs: readonly Job[], onDone?: (draws: number) => void) => Promise<JobResult[]>

/** Evaluates every job here. `stopped` is asked before each; see `Stopped`. */
export const runJobsHere = (setting: Setting, stopped: () => boolean = () => false): RunJobs => {
  const evaluate = evaluator(setting)
  return async (jobs, onDone = () => undefined) => {
    const results: JobResult[] = []
    for (const job of jobs) {
      if (stopped()) throw new SearchStopped()
      results.push(evaluate(job))
      onDone(job.to - job.from)
      // Signals are heard between jobs.
      await new Promise((resolve) => setTimeout(resolve, 0))
    }
    return results
  }
}

/** A run was asked to stop; whole batches are kept. */
export class SearchStopped extends Error {}
