import { evaluator, type Job, type JobResult, type Setting } from './evaluate.js'

let known: { readonly run: string; readonly evaluate: (job: Job) => JobResult } | null = null

/** The worker: see node/crew.ts. It keeps what it has prepared for as long as the run is the same. */
export default ({ setting, job }: { readonly setting: Setting; readonly job: Job }): JobResult => {
  if (known?.run !== setting.run) known = { run: setting.run, evaluate: evaluator(setting) }
  return known.evaluate(job)
}
