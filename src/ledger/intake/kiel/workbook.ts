import { type Issue, IssueError } from '../../../core/issue.js'
import type { EntryDraft } from '../../entry.js'
import { aside, type Entered, type Intake, type SetAside } from '../intake.js'
import { guardWorkbook, type SheetRow, sheetOf } from '../workbook.js'
import { DISBURSEMENT_SHEET, findColumns, type KielColumns, MAIN_SHEET, README_SHEETS } from './columns.js'
import { readDisbursements } from './disbursements.js'
import { kielDraft, kielId } from './draft.js'
import { describeRelease, KIEL, type KielRelease, releaseOfText } from './release.js'
import { type Amount, cellText, type KielRow, readRow } from './row.js'

const given = (amount: Amount): number | undefined => (typeof amount === 'number' ? amount : undefined)

/** Money, if the sheet has any: zero there means that the value stands in another row or is not known. */
const moneyOf = (amount: Amount): EntryDraft['what']['money'] => {
  const value = given(amount)
  if (value === undefined || value === 0) return undefined
  return { amount: value, currency: 'EUR', ...(value < 0 ? { net: true } : {}) }
}

const equipmentOf = (row: KielRow, units: Amount): EntryDraft['what']['equipment'] => {
  if (row.item === '' && row.itemType === '') return undefined
  const count = given(units)
  return {
    item: (row.item || row.itemType).slice(0, 200),
    ...(row.itemType === '' ? {} : { type: row.itemType.slice(0, 200) }),
    ...(count === undefined ? {} : { units: count, ...(count < 0 ? { net: true } : {}) }),
  }
}

const disclosureOf = (
  money: unknown,
  units: number | undefined,
  kept: boolean,
): EntryDraft['what']['disclosure'] => {
  const known = money !== undefined || units !== undefined
  return known ? (kept ? 'partly' : 'disclosed') : 'undisclosed'
}

const whatOf = (row: KielRow, value: Amount, units: Amount): EntryDraft['what'] => {
  const money = moneyOf(value)
  const equipment = equipmentOf(row, units)
  const text = row.text === '' ? row.areaSpecific : row.text
  return {
    area: row.area,
    ...(text === '' ? {} : { text }),
    ...(money === undefined ? {} : { money }),
    ...(equipment === undefined ? {} : { equipment }),
    disclosure: disclosureOf(money, given(units), value === 'undisclosed' || units === 'undisclosed'),
  }
}

/** Names for rows: the sheet's ids where it has them, counted where one stands in several rows. */
const namer = () => {
  const counts = new Map<string, number>()
  return (row: KielRow): string => {
    const base =
      [row.id, row.subId].filter((part) => part !== '').join(':') ||
      [row.who, row.date ?? 'undated', row.area].join('-')
    const count = (counts.get(base) ?? 0) + 1
    counts.set(base, count)
    return `${base}:${count}`
  }
}

/**
 * Entries of the main sheet's rows. By the institute's method, checked against its own country summaries (releases 7
 * and 28): what is allocated is the sum of the (redistributed) values of parts of activities in rows that say Allocation;
 * what is committed is the sum of the values of activities over all rows, for an allocation that draws on no earlier
 * commitment is one. Releases without the column `measure` have commitments alone.
 */
export const draftsOfRows = (
  rows: readonly KielRow[],
  release: KielRelease,
  measured: boolean,
  entered: Entered,
): EntryDraft[] => {
  const drafts: EntryDraft[] = []
  const nameOf = namer()
  const committedBy = new Map<string, string>()
  for (const row of rows) {
    const name = nameOf(row)
    const parent = row.id === '' ? undefined : committedBy.get(row.id)
    const common = (when: 'announced' | 'happened'): Partial<EntryDraft> & Pick<EntryDraft, 'dates'> => ({
      dates: {
        ...(row.date === undefined ? {} : { [when]: row.date }),
        ...(row.dateUntil === undefined ? {} : { known: row.dateUntil }),
      },
      ...(row.date === undefined ? { tags: [row.dateUntil === undefined ? 'undated' : 'date-until'] } : {}),
      sources: row.sources.slice(0, 18).map((address) => ({
        title: `Source of the tracker for ${name}`.slice(0, 500),
        address: address.slice(0, 2000),
        ...(row.official === undefined ? {} : { official: row.official }),
      })),
    })
    const extra = { row: row.line, ...row.extra }
    const committed = given(row.activityEur)
    const commits = !measured || row.measure === 'Commitment' || (committed !== undefined && committed !== 0)
    let commitment: string | undefined
    if (commits) {
      const id = `${name}:commitment`
      // A sum of its own is a promise of its own; a row without one is an item of the package above it.
      const within =
        parent === undefined || (committed !== undefined && committed !== 0) ? {} : { links: { of: parent } }
      drafts.push(
        kielDraft(
          release,
          id,
          {
            kind: 'commitment',
            who: row.who,
            what:
              measured && row.measure === 'Allocation'
                ? whatOf({ ...row, item: '', itemType: '' }, row.activityEur, 'missing')
                : whatOf(row, row.activityEur, row.units),
            ...common('announced'),
            ...within,
            extra,
          },
          entered,
        ),
      )
      commitment = kielId(release, id)
      if (row.id !== '' && parent === undefined) committedBy.set(row.id, commitment)
    }
    const own = committed === undefined || committed === 0 ? undefined : commitment
    const promise = own ?? parent ?? commitment
    if (measured && row.measure === 'Allocation')
      drafts.push(
        kielDraft(
          release,
          `${name}:allocation`,
          {
            kind: 'allocation',
            who: row.who,
            what: whatOf(row, row.allocatedEur, row.units),
            ...common('happened'),
            ...(promise === undefined ? {} : { links: { of: promise } }),
            extra,
          },
          entered,
        ),
      )
    const delivered = given(row.unitsDelivered)
    if (delivered !== undefined && delivered !== 0 && (row.item !== '' || row.itemType !== ''))
      drafts.push(
        kielDraft(
          release,
          `${name}:delivery`,
          {
            kind: 'delivery',
            who: row.who,
            what: whatOf({ ...row, text: '' }, 'missing', row.unitsDelivered),
            milestoneUnknown: true,
            dates: release.until === undefined ? {} : { known: release.until },
            ...(promise === undefined ? {} : { links: { fulfils: [promise] } }),
            extra,
          },
          entered,
        ),
      )
  }
  return drafts
}

interface MainReading {
  readonly drafts: EntryDraft[]
  readonly setAside: SetAside[]
  readonly rows: number
}

/** Entries of a main sheet, from its head on; also of one that was saved as CSV. */
export const readMain = (
  columns: KielColumns,
  body: readonly { readonly line: number; readonly cells: SheetRow }[],
  file: string,
  release: KielRelease,
  entered: Entered,
): MainReading => {
  const good: KielRow[] = []
  const setAside: SetAside[] = []
  let rows = 0
  for (const { line, cells } of body) {
    const row = readRow(cells, columns, line)
    if (row === undefined) continue
    rows++
    if ('code' in row)
      setAside.push(
        aside(file, line, Object.fromEntries(columns.head.map((name, i) => [name, cellText(cells[i])])), {
          code: row.code,
          message: row.message,
          path: row.column,
          received: row.received,
        }),
      )
    else good.push(row)
  }
  return { drafts: draftsOfRows(good, release, columns.at.has('measure'), entered), setAside, rows }
}

/** Notes on what a reader of the entries must know about the sheet. */
const notesOf = (columns: KielColumns, drafts: readonly EntryDraft[], file: string): Issue[] => {
  const undated = drafts.filter(({ tags }) => tags?.includes('undated')).length
  const notes: Issue[] = []
  if (undated > 0)
    notes.push({
      code: 'kiel-undated',
      level: 'note',
      message: `${undated} entries have no date in the sheet; they are tagged undated and count in totals only.`,
      file,
    })
  if (columns.at.has('measure') && !columns.at.has('redistributedEur'))
    notes.push({
      code: 'kiel-columns',
      level: 'warning',
      message:
        'The sheet has no redistributed values; those of parts of activities are taken, which may not sum to the published totals.',
      file,
    })
  return notes
}

const releaseFrom = async (bytes: Uint8Array, file: string): Promise<KielRelease | undefined> => {
  const named = releaseOfText(file)
  for (const sheet of README_SHEETS) {
    const rows = await sheetOf(bytes, sheet, file)
    if (rows === undefined) continue
    const found = releaseOfText(
      rows
        .slice(0, 40)
        .flat()
        .map((cell) => cellText(cell))
        .join('\n'),
    )
    if (found !== undefined) return named === undefined ? found : { ...found, name: named.name }
  }
  return named
}

/**
 * Reads the tracker's workbook: the main sheet, and from the sheet of budget support paid out the only disbursements there are.
 * @param named release as the user names it, where neither the file's name nor the sheet ReadMe does
 * @throws IssueError as {@link guardWorkbook}; `kiel-columns`, `kiel-release`
 */
export const readKielWorkbook = async (
  bytes: Uint8Array,
  file: string,
  named: string | undefined,
  entered: Entered,
): Promise<Intake> => {
  guardWorkbook(bytes, file)
  const main = await sheetOf(bytes, MAIN_SHEET, file)
  const columns = main?.[0] === undefined ? undefined : findColumns(main[0].map((cell) => cellText(cell)))
  if (main === undefined || columns === undefined)
    throw new IssueError([
      {
        code: 'kiel-columns',
        level: 'error',
        message:
          main === undefined
            ? `The workbook has no sheet "${MAIN_SHEET}".`
            : `The first row of "${MAIN_SHEET}" does not have the columns of the tracker.`,
        file,
        hint: 'Another table can be read as CSV with --mapping.',
      },
    ])
  const found = await releaseFrom(bytes, file)
  const release = named === undefined ? found : { ...found, name: named }
  if (release === undefined)
    throw new IssueError([
      {
        code: 'kiel-release',
        level: 'error',
        message: 'Neither the name of the file nor its sheet ReadMe says which release this is.',
        file,
        hint: 'Name it: --release 28.',
      },
    ])
  // The website and the workbook of one release say the same twice, so they are releases of their own to the ledger.
  const own = { ...release, name: `${release.name}-workbook` }
  const body = main.slice(1).map((cells, i) => ({ line: i + 2, cells }))
  const reading = readMain(columns, body, file, own, entered)
  const paid = await sheetOf(bytes, DISBURSEMENT_SHEET, file)
  const disbursed =
    paid === undefined ? { drafts: [], setAside: [], rows: 0 } : readDisbursements(paid, file, own, entered)
  const drafts = [...reading.drafts, ...disbursed.drafts]
  return {
    file,
    dataset: KIEL,
    release: own.name,
    recognised: `Kiel Ukraine Support Tracker, ${describeRelease(release)}, workbook`,
    rows: reading.rows + disbursed.rows,
    drafts,
    setAside: [...reading.setAside, ...disbursed.setAside],
    notes: notesOf(columns, drafts, file),
    covers: () => true,
    cumulative: true,
  }
}
