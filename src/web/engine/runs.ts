import { gravest, readExercise, type Simulation, simulate } from '../../exercise/index.js'
import { assumptionsIn, optionsIn } from './case.js'
import type { Case } from './messages.js'

/*
 * A worker of its own for a storyline played many times: whoever wants no more of it ends the worker.
 */

export interface RunsAsked {
  readonly case: Case
  readonly events: string
  readonly times: number
  readonly draws: number
  readonly days: number
}

export type RunsTold =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | {
      readonly kind: 'done'
      readonly simulations: readonly Simulation[]
      readonly names: Readonly<Record<string, string>>
    }
  /** No incident of the storyline has a level, or the log cannot be read. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed'; readonly message: string }

const tell = (told: RunsTold): void => self.postMessage(told)

/** Each document by itself, as `guarantor exercise --times`. */
const run = ({ case: one, events, times, draws, days }: RunsAsked): RunsTold => {
  const { exercise } = readExercise(events, 'events')
  if (exercise === undefined || gravest(exercise.events) === undefined) return { kind: 'nothing' }
  const { assumptions } = assumptionsIn(one.assumptions, one.set, one.prior)
  const options = optionsIn(one)
  const total = times * options.length
  let done = 0
  const simulations = options.map(({ option: { pact, cast } }) =>
    simulate(
      {
        pact,
        cast,
        events: exercise.events,
        settings: exercise,
        assumptions,
        times,
        seed: one.seed,
        draws,
        days,
      },
      () => {
        done += 1
        tell({ kind: 'progress', done, total })
      },
    ),
  )
  return {
    kind: 'done',
    simulations,
    names: Object.fromEntries(options.map(({ option: { pact } }) => [pact.id, pact.short])),
  }
}

self.onmessage = ({ data }: MessageEvent<RunsAsked>) => {
  try {
    tell(run(data))
  } catch (error) {
    tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
}
