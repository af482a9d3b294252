import type { Issue } from '../../core/issue.js'
import { readNumber } from './cell.js'
import { readCsv } from './csv.js'
import type { Intake } from './intake.js'
import { inEuros } from './rates.js'
import { averageRates, type Rate } from './rateTables.js'

const COLUMNS = ['currency', 'period', 'per_euro', 'source', 'source_date'] as const

/**
 * Rates of the user's: a CSV with the columns currency, period (2024 or 2024-06), per_euro, source, source_date.
 * They go before our own.
 * @throws IssueError as {@link readCsv}; `rates` with the line
 */
export const readRates = (
  text: string,
  file: string,
): { readonly rates: readonly Rate[]; readonly issues: readonly Issue[] } => {
  const table = readCsv(text, file)
  const issue = (line: number, message: string): Issue => ({
    code: 'rates',
    level: 'error',
    message,
    file,
    line,
  })
  const absent = COLUMNS.filter((column) => !table.columns.includes(column))
  if (absent.length > 0)
    return { rates: [], issues: [issue(1, `The table has no column ${absent.join(', ')}.`)] }
  const rates: Rate[] = []
  const issues: Issue[] = []
  for (const { line, cells } of table.rows) {
    const [currency, period, rate, source, sourceDate] = COLUMNS.map((column) =>
      cells[table.columns.indexOf(column)].trim(),
    )
    const perEuro = readNumber(rate)
    if (
      !/^[A-Z]{3}$/.test(currency) ||
      !/^\d{4}(-\d{2})?$/.test(period) ||
      perEuro === undefined ||
      perEuro <= 0 ||
      source === ''
    )
      issues.push(
        issue(line, 'A rate has a currency, a year or month, units for one euro above 0, and a source.'),
      )
    else rates.push({ currency, period, perEuro, source, sourceDate })
  }
  return { rates: [...rates, ...averageRates], issues }
}

/**
 * The intake with amounts in euros beside those in other currencies. What no table has a rate for stays as it is and is named in a
 * warning, by currency and year: nothing is converted by a rate of another time.
 */
export const withEuros = (intake: Intake, rates: readonly Rate[] = averageRates): Intake => {
  const lacking = new Map<string, number>()
  const drafts = intake.drafts.map((draft) => {
    if (draft.what.money === undefined) return draft
    const on = draft.dates.happened ?? draft.dates.announced
    const converted = inEuros(draft.what.money, on, rates)
    if ('money' in converted) return { ...draft, what: { ...draft.what, money: converted.money } }
    const name = `${draft.what.money.currency} ${on?.slice(0, 4) ?? 'without a date'}`
    lacking.set(name, (lacking.get(name) ?? 0) + 1)
    return draft
  })
  const notes: Issue[] = [...lacking].sort().map(([name, count]) => ({
    code: 'no-rate',
    level: 'warning',
    message: `There is no rate for ${name}: ${count === 1 ? 'one entry stays' : `${count} entries stay`} without an amount in euros.`,
    file: intake.file,
    hint: 'Give a table of rates with --rates.',
  }))
  return { ...intake, drafts, notes: [...intake.notes, ...notes] }
}
