import type { Share, Simulation, Timing } from '../../exercise/index.js'
import { paintFor } from '../paint.js'
import { cleanText, pad, shorten, wrap } from '../text.js'
import type { ExerciseView } from './terminal.js'

const LABEL = 34

const percent = (share: number): string => `${Math.round(100 * share)}%`

const shown = ({ share, low, high, count, runs }: Share): string =>
  `${percent(share)} of runs [${percent(low)}, ${percent(high)}] (${count} of ${runs})`

/** Hours up to three days, days after that. */
const span = (hours: number): string =>
  hours < 72 ? `${Math.round(hours)} h` : `${(hours / 24).toFixed(hours < 240 ? 1 : 0)} d`

const timed = ({ happened, hours }: Timing): string =>
  hours === null
    ? `in no run of ${happened.runs}`
    : `${span(hours.p50)} [${span(hours.p05)}, ${span(hours.p95)}], in ${shown(happened)}`

/** What many runs of one storyline under one document come to, for the terminal. */
export const renderSimulation = (simulation: Simulation, view: ExerciseView): string => {
  const paint = paintFor(view.colour)
  const { pact, incident, level, runs, seed, draws, days, blockers, delays } = simulation
  const rows: readonly (readonly [string, string])[] = [
    ['first consultation', timed(simulation.consultation)],
    ['first decision', timed(simulation.decision)],
    ["first of guarantors' own forces", timed(simulation.force)],
    ['first troops on the ground', timed(simulation.ground)],
    ['fait accompli complete', timed(simulation.faitAccompli)],
    ['casus foederis found', shown(simulation.found)],
    ['own forces before fait accompli', shown(simulation.inTime)],
    ['something owed was blocked', shown(simulation.blocked)],
    ...blockers.slice(0, 8).map(({ name, share }): [string, string] => [`  by ${name}`, shown(share)]),
  ]
  const of = draws === 0 ? 'at the medians of the assumptions' : `over ${draws} draws of the assumptions`
  return `${[
    paint.bold(cleanText(`${pact}: ${incident}, ${level}`)),
    ...rows.flatMap(([name, text]) =>
      wrap(text, view.width - LABEL).map(
        (line, k) => pad(k === 0 ? shorten(name, LABEL - 1) : '', LABEL) + line,
      ),
    ),
    ...wrap(
      `${runs} runs of ${days} days, seed ${seed}, ${of}. Times: median [5%, 95%] from the incident, of the runs in which it happened; shares with Wilson's 95% interval, which is the error of so many runs and not of the model. What states do is drawn from the crisis game; that they consult is supposed, and the ${delays.length} delays (exercise.*) are judgement. Not a forecast.`,
      view.width,
    ),
  ].join('\n')}\n`
}
