import { monthText, readDate } from '../cell.js'

/** Name of the data set in the ledger. */
export const KIEL = 'kiel-ust'

/** Which release of the tracker a file belongs to. */
export interface KielRelease {
  /** `29`; whatever the user named it with --release otherwise. */
  readonly name: string
  /** Last month it covers, `2026-04`. */
  readonly until?: string
  /** Day it was published or corrected. */
  readonly published?: string
}

/** `29` as in `Release 29 (04/2026)`. */
export const describeRelease = ({ name, until }: KielRelease): string =>
  `release ${name}${until === undefined ? '' : ` (${until.slice(5)}/${until.slice(0, 4)})`}`

/** Reads the one row of the website's release_info.csv. */
export const releaseOfRow = (row: Readonly<Record<string, string>>): KielRelease | undefined => {
  const name = (row.release ?? '').trim()
  if (!/^\d{1,3}$/.test(name)) return undefined
  const period = /^(\d{1,2})\/(\d{4})$/.exec((row.period ?? '').trim())
  const until = period ? monthText(Number(period[2]), Number(period[1])) : undefined
  const published = readDate(row.date ?? '', ['YYYY-MM-DD'])
  return {
    name,
    ...(until === undefined ? {} : { until }),
    ...(published === undefined ? {} : { published }),
  }
}

const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December'.split(
  '|',
)

/**
 * What a workbook's name or its sheet ReadMe says: `Ukraine_Support_Tracker_Release_28.xlsx`, `7th release (covering
 * January 24 to October 3, 2022)`.
 */
export const releaseOfText = (text: string): KielRelease | undefined => {
  const numbered =
    /\brelease[ _-]*(\d{1,3})\b/i.exec(text.replaceAll('_', ' ')) ??
    /\b(\d{1,3})(?:st|nd|rd|th)[ _]release\b/i.exec(text)
  if (numbered === null) return undefined
  const covering = new RegExp(
    `\\b(?:to|through|until)\\s+(?:\\d{1,2}\\s+)?(${MONTHS.join('|')})(?:\\s+\\d{1,2})?,?\\s+(\\d{4})`,
    'i',
  ).exec(text)
  const month = covering
    ? MONTHS.findIndex((name) => name.toLowerCase() === covering[1].toLowerCase()) + 1
    : 0
  const until = covering ? monthText(Number(covering[2]), month) : undefined
  return { name: numbered[1], ...(until === undefined ? {} : { until }) }
}
