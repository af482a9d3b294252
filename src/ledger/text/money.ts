import { BEFORE, type Bound, boundOf, DIGITS, NUMBER_WORDS, numberValue, SCALE } from './numbers.js'
import { longest, matchesOf, type Span } from './span.js'

/** Money as a text names it. */
export interface MoneyFound extends Span {
  /** In units of the currency; the lower end of a range. */
  readonly amount: number
  /** The upper end of a range. */
  readonly high?: number
  /** ISO 4217. */
  readonly currency: string
  /** The words left the currency open ("$", "kroner", "crowns") and the issuer's own was taken, or the likeliest. */
  readonly assumed?: true
  readonly bound: Bound
  readonly per: 'total' | 'year' | 'month'
  /** Said to come on top of what was promised before. */
  readonly further?: true
  /** A sum of promises up to now ("bringing the total to"), not a promise of its own. */
  readonly total?: true
}

const CODES =
  'EUR|USD|GBP|NOK|SEK|DKK|CHF|PLN|CZK|JPY|CAD|AUD|NZD|KRW|TRY|RON|HUF|BGN|ISK|UAH|ALL|MKD|RSD|MDL|GEL|TWD|CNY|INR|BAM|HRK'

/** How each currency is written: its ISO code first, then patterns; `open` ones take the issuer's own where there is one. */
const CURRENCIES: readonly {
  readonly code: string
  readonly before?: string
  readonly after?: string
  /** Issuer to currency, where the words do not tell. */
  readonly open?: Readonly<Record<string, string>>
}[] = [
  { code: 'EUR', before: '€', after: 'euros?|€' },
  { code: 'GBP', before: 'UK£|£', after: 'pounds? sterling|British pounds?|sterling|pounds?|£' },
  { code: 'AUD', before: 'AU\\$|A\\$', after: 'Australian dollars?' },
  { code: 'CAD', before: 'CA\\$|C\\$|CDN\\$', after: 'Canadian dollars?' },
  { code: 'NZD', before: 'NZ\\$', after: 'New Zealand dollars?' },
  { code: 'TWD', before: 'NT\\$', after: 'New Taiwan dollars?' },
  { code: 'USD', before: 'US ?\\$', after: 'U\\.?S\\.? dollars?|American dollars?' },
  {
    code: 'USD',
    before: '\\$',
    after: 'dollars?|\\$',
    open: { AUS: 'AUD', CAN: 'CAD', NZL: 'NZD' },
  },
  { code: 'NOK', after: 'Norwegian (?:kroner|krone|crowns?)' },
  { code: 'DKK', after: 'Danish (?:kroner|krone|crowns?)' },
  { code: 'SEK', after: 'Swedish (?:kronor|krona|kroner|crowns?)|kronor' },
  { code: 'ISK', after: 'Icelandic (?:kr[oó]nur|kr[oó]na|crowns?)' },
  { code: 'CZK', before: 'Kč', after: 'Czech (?:crowns?|koruna)|koruna|Kč' },
  { code: 'NOK', after: 'kroner|krone|crowns?', open: { DNK: 'DKK', SWE: 'SEK', CZE: 'CZK', ISL: 'ISK' } },
  { code: 'CHF', before: 'SFr\\.?', after: 'Swiss francs?' },
  { code: 'JPY', before: '¥', after: 'yen' },
  { code: 'PLN', after: '(?:Polish )?z[lł]ot(?:y|ys|ych)|PLN' },
  { code: 'HUF', after: '(?:Hungarian )?forints?' },
  { code: 'KRW', before: '₩', after: '(?:South Korean |Korean )?won' },
  { code: 'UAH', before: '₴', after: '(?:Ukrainian )?hryvnias?' },
]

const group = (patterns: readonly (string | undefined)[]): string =>
  patterns.filter((pattern) => pattern !== undefined).join('|')

const PREFIX = `(?:${CODES}|${group(CURRENCIES.map(({ before }) => before))})`
const SUFFIX = `(?:${group(CURRENCIES.map(({ after }) => after))}|${CODES})`
const GAP = '[ \\u00a0\\u202f-]?'
const amount = (name: string) =>
  `(?<${name}>${DIGITS}|\\b(?:${NUMBER_WORDS})(?=[ -](?:thousand|million|billion|trillion)))(?:${GAP}(?<${name}Scale>${SCALE})(?![A-Za-z]))?`
const TO = '(?:\\s?[-–—]\\s?|\\s(?:to|and|or)\\s)'
const START = '(?<![\\w.,])'

const before = new RegExp(
  `${START}${BEFORE}(?:(?:between|from)\\s+)?(?<prefix>${PREFIX})\\s?${amount('low')}(?:${TO}(?:${PREFIX}\\s?)?${amount('high')}(?=\\W|$))?`,
  'dgi',
)
const after = new RegExp(
  `${START}${BEFORE}(?:(?:between|from)\\s+)?${amount('low')}(?:(?:\\s${SUFFIX})?${TO}${amount('high')})?${GAP}(?:in\\s)?(?<suffix>${SUFFIX})(?![A-Za-z])`,
  'dgi',
)
/** "10 EUR million", as some tables have it. */
const amid = new RegExp(
  `${START}${BEFORE}(?<low>${DIGITS})\\s?(?<prefix>${CODES})\\s?(?<lowScale>${SCALE})(?![A-Za-z])`,
  'dgi',
)

const PER_AFTER =
  /^(?:\s*(?:\/|(?:a|an|per|each|every)\s)\s*(?<unit>year|annum|month)|\s+(?<adverb>annually|yearly|monthly|p\.a\.))/i
/** "GBP 3 billion of military aid per year": a few words lie between, none of them another amount or the end of a clause. */
const PER_LATER =
  /^[^.;:()\d]{0,60}?\s(?:(?:a|per|each|every)\s(?<unit>year|annum|month)|(?<adverb>annually|yearly|monthly))\b/i
const PER_BEFORE = /\b(?<adverb>annual|yearly|monthly)\b[^.;,\d]{0,40}$/i
const TOTAL_BEFORE =
  /\b(?:bring(?:s|ing)?|brought|tak(?:es|ing)|rais(?:es|ing)|totall?ing|amounts? to|has now|have now|so far|to date|since)\b[^.;]{0,90}\b(?:to|total|over|of|reached|than|committed|provided)\b[^.;\d]{0,20}$/i
const TOTAL_AFTER = /^[^.;\d]{0,60}\b(?:in total|so far|to date|since (?:the|February|Russia|2022|24))\b/i

const perOf = (match: RegExpExecArray | null): 'year' | 'month' | undefined => {
  if (match === null) return undefined
  const word = match.groups?.unit ?? match.groups?.adverb ?? ''
  return /^month/i.test(word) ? 'month' : 'year'
}

const currencyOf = (written: string, issuer: string | undefined): { code: string; assumed: boolean } => {
  const upper = written.toUpperCase()
  if (new RegExp(`^(?:${CODES})$`).test(upper)) return { code: upper, assumed: false }
  const found = CURRENCIES.find(({ before: b, after: a }) =>
    new RegExp(`^(?:${group([b, a])})$`, 'i').test(written),
  )
  if (found === undefined) return { code: 'XXX', assumed: true }
  const own = issuer === undefined ? undefined : found.open?.[issuer]
  return { code: own ?? found.code, assumed: found.open !== undefined }
}

/** An amount that can be meant: "a pound" and "90 (EUR)" pages are not; bare pounds need a scale, they may be weight. */
const meant = (suffix: string | undefined, scale: string | undefined): boolean =>
  suffix === undefined || !/^pounds?$/i.test(suffix) || scale !== undefined

const found = (match: RegExpExecArray, text: string, issuer: string | undefined): MoneyFound[] => {
  const groups = match.groups as Readonly<Record<string, string | undefined>>
  // "in November 2022 to 16 million": a year is no lower end.
  const highAt = match.indices?.groups?.high?.[0]
  if (highAt !== undefined && /^(?:19|20)\d\d$/.test(groups.low as string) && groups.lowScale === undefined)
    return findMoney(text.slice(highAt, match.index + match[0].length), issuer).map((one) => ({
      ...one,
      start: one.start + highAt,
      end: one.end + highAt,
    }))
  const scale = groups.lowScale ?? groups.highScale
  if (!meant(groups.suffix, scale)) return []
  // "$250,00 0" and the like: a letter scale must touch its digits ("3 m" is metres), and so must b.
  const low = numberValue(groups.low as string, scale)
  const high =
    groups.high === undefined ? undefined : numberValue(groups.high, groups.highScale ?? groups.lowScale)
  if (!Number.isFinite(low)) return []
  const { code, assumed } = currencyOf((groups.prefix ?? groups.suffix) as string, issuer)
  const start = match.index
  const end = start + match[0].length
  const tail = text.slice(end, end + 120)
  const head = text.slice(Math.max(0, start - 120), start)
  const per =
    perOf(PER_AFTER.exec(tail)) ?? perOf(PER_LATER.exec(tail)) ?? perOf(PER_BEFORE.exec(head)) ?? 'total'
  const total = TOTAL_BEFORE.test(head) || TOTAL_AFTER.test(tail)
  return [
    {
      start,
      end,
      amount: low,
      ...(high !== undefined && Number.isFinite(high) && high > low ? { high } : {}),
      currency: code,
      ...(assumed ? { assumed: true as const } : {}),
      bound: boundOf(groups.bound ?? groups.bound2),
      per,
      ...(groups.further === undefined ? {} : { further: true as const }),
      ...(total ? { total: true as const } : {}),
    },
  ]
}

/**
 * Money in a text, in the order of the text: "up to GBP 3 billion a year", "NOK 85 billion", "£3bn", "EUR 90 bn",
 * "between 2 and 3 billion euros". `issuer` (ISO alpha-3) settles "$", "kroner" and "crowns".
 */
export const findMoney = (text: string, issuer?: string): MoneyFound[] =>
  longest([
    ...matchesOf(before, text).flatMap((match) => found(match, text, issuer)),
    ...matchesOf(amid, text).flatMap((match) => found(match, text, issuer)),
    ...matchesOf(after, text).flatMap((match) => found(match, text, issuer)),
  ])
