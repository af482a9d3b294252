import { IssueError } from '../core/issue.js'
import { compareReleases, type DonorChange, type ReleaseComparison } from '../ledger/intake/kiel/compare.js'
import { KIEL } from '../ledger/intake/kiel/release.js'
import { readFiles } from '../ledger/intake/node/files.js'
import { type NamedBytes, readIntake } from '../ledger/intake/recognise.js'
import { billions, moneyText } from '../report/ledger/index.js'
import type { Io } from './io.js'
import { usageIssue } from './io.js'
import { now } from './ledgerPlace.js'

export interface CompareOptions {
  readonly top: number
  readonly releases?: string
  readonly json?: boolean
}

const read = async (path: string, release: string | undefined) => {
  const files: readonly NamedBytes[] = readFiles(path)
  const intake = await readIntake(files, {
    format: 'kiel',
    ...(release === undefined ? {} : { release }),
    entered: { by: 'compare-releases', at: now() },
  })
  if (intake.dataset !== KIEL)
    throw new IssueError([
      { ...usageIssue('Only releases of the Kiel tracker can be compared.'), file: path },
    ])
  return intake
}

const euros = (amount: number): string =>
  Math.abs(amount) >= 1e9 ? `EUR ${billions(amount)} bn` : moneyText(amount, 'EUR')

const signed = (amount: number): string =>
  amount > 0 ? euros(amount).replace('EUR ', 'EUR +') : euros(amount)

const changeLine = ({ who, before, after, revised, newMonths, undated }: DonorChange): string => {
  const parts = [
    ['revised in months both cover', revised],
    ['in months only one covers', newMonths],
    ['without a date', undated],
  ] as const
  const said = parts.flatMap(([name, eur]) => (Math.abs(eur) < 1_000 ? [] : [`${signed(eur)} ${name}`]))
  return `  ${who.padEnd(4)} ${euros(before)} -> ${euros(after)}${said.length === 0 ? '' : ` (${said.join(', ')})`}\n`
}

const textOf = (comparison: ReleaseComparison, top: number): string => {
  const { before, after, totals, donors, cells, notes } = comparison
  const lines = [
    `before: ${before.recognised}, months to ${before.lastMonth}\n`,
    `after:  ${after.recognised}, months to ${after.lastMonth}\n`,
    ...notes.map((note) => `note: ${note}\n`),
  ]
  for (const total of totals) {
    lines.push(`\n${total.measure}s, all donors and the ${top} that changed most\n`, changeLine(total))
    lines.push(
      ...donors
        .filter(
          ({ measure, before: was, after: is }) => measure === total.measure && Math.abs(is - was) >= 1_000,
        )
        .slice(0, top)
        .map(changeLine),
    )
  }
  const count = (change: string) => cells.filter((cell) => cell.change === change).length
  lines.push(
    `\nmonths of donors that both cover: ${count('revised')} revised, ${count('added')} added, ${count('withdrawn')} withdrawn; the ${Math.min(top, cells.length)} largest\n`,
    ...cells
      .slice(0, top)
      .map(
        ({ who, month, measure, area, change, before: was, after: is }) =>
          `  ${who.padEnd(4)} ${month} ${measure}, ${area}: ${change}, ${euros(was)} -> ${euros(is)}\n`,
      ),
  )
  return lines.join('')
}

/** `guarantor ledger compare-releases`: what a later release of the tracker says otherwise. */
export const compareReleasesCommand = async (
  before: string,
  after: string,
  options: CompareOptions,
  io: Io,
): Promise<number> => {
  const [first, second] = options.releases?.split(',') ?? []
  const comparison = compareReleases(await read(before, first), await read(after, second))
  io.out(options.json === true ? `${JSON.stringify(comparison, null, 2)}\n` : textOf(comparison, options.top))
  return 0
}
