import { Presets, SingleBar } from 'cli-progress'
import type { Io } from './io.js'

/** Shows how far a run has come: a bar on a terminal, a plain line every tenth elsewhere, nothing when quiet. */
export interface Progress {
  readonly update: (done: number, total: number) => void
  readonly stop: () => void
}

export const progressOn = (io: Io, what: string, quiet: boolean): Progress => {
  if (quiet) return { update: () => undefined, stop: () => undefined }
  return io.errIsTerminal ? bar(what) : lines(io, what)
}

const bar = (what: string): Progress => {
  const shown = new SingleBar(
    {
      format: `${what} {bar} {percentage}% | {value}/{total} | {eta_formatted} left`,
      stream: process.stderr,
      hideCursor: true,
    },
    Presets.shades_classic,
  )
  let started = false
  return {
    update: (done, total) => {
      if (!started) shown.start(total, done)
      else shown.update(done)
      started = true
    },
    stop: () => {
      if (started) shown.stop()
    },
  }
}

const lines = (io: Io, what: string): Progress => {
  let tenth = 0
  return {
    update: (done, total) => {
      const reached = Math.floor((10 * done) / total)
      if (reached > tenth) io.err(`${what} ${reached * 10}% (${done}/${total})\n`)
      tenth = Math.max(tenth, reached)
    },
    stop: () => undefined,
  }
}
