import { buildPanel } from '../history/node/panel.js'
import { renderIssues } from '../report/index.js'
import type { Io } from './io.js'

export interface HistoryPanelOptions {
  readonly data: string
  readonly out: string
  readonly from: number
  readonly to: number
}

/** `guarantor history panel`. */
export const historyPanelCommand = async (options: HistoryPanelOptions, io: Io): Promise<number> => {
  const summary = await buildPanel(options.data, options.out, options)
  if (summary.warnings.length > 0)
    io.err(renderIssues(summary.warnings, new Map(), { colour: io.colour && io.errIsTerminal }))
  io.out(
    `${options.out}: ${summary.rows} directed dyad-years, ${summary.dyads} directed dyads, ${summary.from} to ${summary.to}\n` +
      `new disputes begun by A: ${summary.initiations}; with force: ${summary.withForce}; wars: ${summary.wars} (GML 2.2.1)\n`,
  )
  return 0
}
