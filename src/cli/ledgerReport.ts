import { resolve } from 'node:path'
import { IssueError } from '../core/issue.js'
import { findRepeats, isDay, lotsOf, sayDoRows } from '../ledger/index.js'
import { dueIn, monthsOf, statusOf, writeTexts } from '../ledger/node/index.js'
import { renderLedgerReport } from '../report/index.js'
import type { Language } from '../report/strings/language.js'
import type { Io } from './io.js'
import { usageIssue } from './io.js'
import { type FilterOptions, filterOf, now, type PlaceOptions, withLedger } from './ledgerPlace.js'
import { saidIn } from './ledgerSaid.js'

export interface ReportOptions extends PlaceOptions, FilterOptions {
  readonly html: string
  readonly language?: Language
  readonly asOf?: string
}

const RESAMPLES = 500

/** `guarantor ledger report`. */
export const reportCommand = async (options: ReportOptions, io: Io): Promise<number> => {
  const asOf = options.asOf ?? now().slice(0, 10)
  if (!isDay(asOf)) throw new IssueError([usageIssue(`"${asOf}" is no day`, 'write --as-of YYYY-MM-DD')])
  const filter = filterOf(options)
  return await withLedger(options, async (ledger) => {
    const entries = []
    for await (const entry of ledger.readCorrected(filter)) entries.push(entry)
    const rows = sayDoRows(lotsOf(entries, asOf), { asOf, seed: 1, resamples: RESAMPLES })
    const report = {
      version: io.version,
      asOf,
      head: await ledger.head(),
      status: await statusOf(ledger, filter),
      months: await monthsOf(ledger, filter),
      due: await dueIn(ledger, asOf, 365, filter),
      // Only where a deed is laid against a promise at all is there something to say of a lag.
      sayDo: rows.filter(({ lags }) =>
        [lags.allocated, lags.delivered].some((lag) => lag !== null && lag.curve.steps.length > 0),
      ),
      chains: findRepeats(await saidIn(ledger, filter)),
    }
    const page = renderLedgerReport(report, options.language)
    const path = resolve(options.html)
    await writeTexts(
      path,
      (async function* () {
        yield page
      })(),
    )
    io.out(`${path}\n`)
    return 0
  })
}
