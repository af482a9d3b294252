import { IssueError } from '../../../core/issue.js'
import type { EntryDraft } from '../../entry.js'
import { monthNames } from '../../monthNames.js'
import { monthText } from '../cell.js'
import { aside, type Entered, type SetAside } from '../intake.js'
import type { SheetRow } from '../workbook.js'
import { DISBURSEMENT_SHEET } from './columns.js'
import { donorCode } from './donors.js'
import { kielDraft } from './draft.js'
import type { KielRelease } from './release.js'
import { cellText } from './row.js'

const FIRST_YEAR = 2022
const BILLION = 1_000_000_000
/** Above this a month of one donor is no amount in billions, but something else. */
const LARGEST = 200

/** `January`, later `January (2023)`: a month without a year is of the last year named, 2022 at first. */
const monthsOf = (row: SheetRow): ReadonlyMap<number, string> => {
  const months = new Map<number, string>()
  let year = FIRST_YEAR
  for (const [i, cell] of row.entries()) {
    const found = /^([A-Za-z]+)(?:\s*\((\d{4})\))?$/.exec(cellText(cell))
    const month = found ? monthNames.indexOf(found[1].toLowerCase()) + 1 : 0
    if (found === null || month === 0) continue
    if (found[2] !== undefined) year = Number(found[2])
    const text = monthText(year, month)
    if (text !== undefined) months.set(i, text)
  }
  return months
}

const isSum = (name: string): boolean => /total|cumm?ulative/i.test(name)

/**
 * Budget support paid out by donor and month, in billions of euros: the tracker's only series of money that arrived.
 * Words such as `No budget support` and zeros make no entry.
 * @throws IssueError `kiel-columns` if the months or the donors are not found
 */
export const readDisbursements = (
  sheet: readonly SheetRow[],
  file: string,
  release: KielRelease,
  entered: Entered,
): { drafts: EntryDraft[]; setAside: SetAside[]; rows: number } => {
  const head = sheet.findIndex((row) => row.some((cell) => cellText(cell) === 'Country'))
  const months = head < 0 ? new Map<number, string>() : monthsOf(sheet[head])
  const named = months.size > 0 || head < 1 ? months : monthsOf(sheet[head - 1])
  if (named.size === 0)
    throw new IssueError([
      {
        code: 'kiel-columns',
        level: 'error',
        message: `"${DISBURSEMENT_SHEET}" has no row of months above its countries.`,
        file,
      },
    ])
  const column = sheet[head].findIndex((cell) => cellText(cell) === 'Country')
  const drafts: EntryDraft[] = []
  const setAside: SetAside[] = []
  let rows = 0
  for (const [i, cells] of sheet.entries()) {
    const name = cellText(cells[column])
    if (i <= head || name === '' || isSum(name)) continue
    const numbers = [...named].filter(([at]) => typeof cells[at] === 'number' && cells[at] !== 0)
    if (numbers.length === 0) continue
    rows++
    const who = donorCode(name)
    if (who === undefined) {
      setAside.push(
        aside(file, i + 1, cells, {
          code: 'kiel-donor',
          message: `"${name}" in "${DISBURSEMENT_SHEET}" is not a donor that is known.`,
          received: name,
        }),
      )
      continue
    }
    for (const [at, month] of numbers) {
      const billions = cells[at] as number
      if (Math.abs(billions) > LARGEST) {
        setAside.push(
          aside(
            file,
            i + 1,
            { name, month, billions },
            {
              code: 'absurd-amount',
              message: `${name} cannot have paid ${billions} billion euros in ${month}.`,
              received: String(billions),
            },
          ),
        )
        continue
      }
      const amount = Math.round(billions * BILLION)
      drafts.push(
        kielDraft(
          release,
          `${who}-${month}-budget-support-disbursement`,
          {
            kind: 'disbursement',
            who,
            what: {
              area: 'financial',
              text: 'Budget support paid out in the month.',
              money: { amount, currency: 'EUR', ...(amount < 0 ? { net: true } : {}) },
              disclosure: 'disclosed',
            },
            dates: { happened: month },
          },
          entered,
        ),
      )
    }
  }
  return { drafts, setAside, rows }
}
