import { monthNames } from '../monthNames.js'
import { NUMBER_WORDS, numberValue } from './numbers.js'
import { longest, matchesOf, type Span } from './span.js'

/** What the words say of time. */
export type DeadlineKind =
  /** By a date, before a date. */
  | 'by'
  /** Within so long of the statement, or of an event ("within 24 hours" of an attack). */
  | 'within'
  /** In or for a period: 2026, 2026-2027. It is due at its end. */
  | 'during'
  /** Goes on until a date. */
  | 'until'
  /** Goes on for so long: ten years. */
  | 'for'
  /** As long as it takes: no date at all. */
  | 'open'
  /** Soon, swiftly, immediately: a date nobody can name. */
  | 'vague'

export interface DeadlineFound extends Span {
  readonly kind: DeadlineKind
  /** The last day, month or year that it allows (YYYY, YYYY-MM or YYYY-MM-DD); absent where the words fix none. */
  readonly due?: string
  /** First day, month or year of a period. */
  readonly from?: string
  readonly amount?: number
  readonly unit?: 'hour' | 'day' | 'week' | 'month' | 'year'
}

const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?)'
const YEAR = '(?:19|20)\\d\\d'
const DATE = `(?:(?<day>\\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<month>${MONTH}),? (?<year>${YEAR})|(?<month2>${MONTH}) (?<day2>\\d{1,2})(?:st|nd|rd|th)?,? (?<year2>${YEAR})|(?<month3>${MONTH})(?: of)?,? (?<year3>${YEAR})|(?<iso>${YEAR}-\\d\\d-\\d\\d)|(?<month4>${MONTH})(?! \\d))`
const PART = `(?:(?<part>(?:the )?(?:very )?(?:end|middle|mid|close|beginning|start|turn|first half|second half|first quarter|second quarter|third quarter|fourth quarter|first|last)(?: of)?(?: the)?|end|mid|early|late|spring|summer|autumn|fall|winter|Q[1-4])[ -])`
const PERIOD = `(?:(?<span>${YEAR})\\s?(?:[-–—/]|to|and|through)\\s?(?<spanEnd>${YEAR}|\\d\\d)(?!\\d)|${PART}?(?:(?<which>this|next|the current|the coming|the following|the) (?<relative>year|month|week|decade)|(?<plain>${YEAR})(?![\\d%])))`
const LENGTH = `(?<number>\\d{1,4}(?:\\.\\d)?|${NUMBER_WORDS}|several|few)[ -](?<unit>hour|day|week|month|year|decade)s?`

const pattern = (text: string): RegExp => new RegExp(`(?<![\\w-])${text}(?![\\w])`, 'dgi')

const PATTERNS: readonly { readonly kind: DeadlineKind; readonly pattern: RegExp }[] = [
  {
    kind: 'open',
    pattern: pattern(
      '(?:for )?as (?:long|intensely|intensively|much) as (?:it takes|(?:is )?(?:needed|necessary|required)|needed)|until (?:victory|Ukraine (?:wins|prevails))|indefinitely|in the long(?:er)?[ -]term|over the long(?:er)?[ -]term|for the foreseeable future',
    ),
  },
  {
    kind: 'vague',
    pattern: pattern(
      'as soon as possible|without delay|immediately|swiftly|soon|shortly|urgently|in the near future|in the coming (?:days|weeks|months|years)|in due course|at the earliest(?: opportunity| possible date)?|rapidly|promptly|as quickly as possible',
    ),
  },
  {
    kind: 'within',
    pattern: pattern(
      `(?:within|in (?:under|less than|no more than))(?: a maximum of)?(?: the)?(?: next| coming| following)?(?: ${LENGTH}|[ ](?<bare>hours|days|weeks|months))`,
    ),
  },
  { kind: 'within', pattern: pattern(`(?:over|during|in|for)(?: the)? (?:next|coming|following) ${LENGTH}`) },
  {
    kind: 'within',
    pattern: pattern(
      `in (?<number>one|two|three|four|five|six|a|\\d{1,2})[ -](?<unit>year|month|week|day|hour)s?(?:'|’)?(?: time)?`,
    ),
  },
  {
    kind: 'within',
    pattern: pattern(
      '(?:within|over|during) the (?:next|coming|following) (?<bareUnit>year|month|week|decade)',
    ),
  },
  {
    kind: 'by',
    pattern: pattern(
      `(?:by|before|no later than|not later than)(?: the)?(?: ${PART}?)?[ -]?${DATE}`.replace(
        '(?<part>',
        '(?<partDate>',
      ),
    ),
  },
  { kind: 'by', pattern: pattern(`(?:by|before|no later than|not later than)[ ](?:the )?${PERIOD}`) },
  {
    kind: 'until',
    pattern: pattern(
      `(?:until|till|up to and including|through)(?: the)?(?: at least)?[ ](?:the )?${PERIOD}`,
    ),
  },
  { kind: 'until', pattern: pattern(`(?:until|till)(?: at least)? ${DATE}`) },
  {
    kind: 'during',
    pattern: pattern(
      `(?:in|for|during|over|throughout|from|between|across)(?: the)?(?: (?:calendar |fiscal |financial |budget )?(?:years?|period))?[ ](?:the )?(?:fiscal year )?${PERIOD}`,
    ),
  },
  {
    kind: 'during',
    pattern: pattern(`in(?: the)?(?: ${PART}?)?[ -]?${DATE}`.replace('(?<part>', '(?<partDate>')),
  },
  { kind: 'during', pattern: pattern('(?<now>this|next) (?<relative>year|month|week)') },
  { kind: 'for', pattern: pattern(`for (?:a (?:period|term) of )?(?:at least )?${LENGTH}`) },
]

const pad = (value: number, width: number): string => String(value).padStart(width, '0')

const monthNumber = (name: string): number =>
  1 + monthNames.findIndex((month) => month.startsWith(name.toLowerCase().replace('.', '').slice(0, 3)))

/** Last month of a part of a year; 12 where the part says nothing. */
const partMonth = (part: string | undefined): number | undefined => {
  if (part === undefined) return undefined
  const p = part.toLowerCase()
  if (/q1|first quarter|spring/.test(p)) return /spring/.test(p) ? 5 : 3
  if (/q2|first half|second quarter|mid/.test(p)) return 6
  if (/q3|third quarter/.test(p)) return 9
  if (/summer/.test(p)) return 8
  if (/autumn|fall/.test(p)) return 11
  if (/early|beginning|start|turn|^(?:the )?first/.test(p)) return 3
  return undefined
}

/** `date` (YYYY, YYYY-MM or YYYY-MM-DD) plus so many months, as YYYY-MM-DD where a day is known. */
const addMonths = (date: string, months: number): string => {
  const [y, m, d] = date.split('-').map(Number)
  if (m === undefined) return pad(y + Math.ceil(months / 12), 4)
  const index = y * 12 + (m - 1) + months
  const year = Math.floor(index / 12)
  const month = (index % 12) + 1
  if (d === undefined) return `${pad(year, 4)}-${pad(month, 2)}`
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(Math.min(d, last), 2)}`
}

const addDays = (date: string, days: number): string | undefined => {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return undefined
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

type Groups = Readonly<Record<string, string | undefined>>

/** The end of a length of time that starts on `date`; hours round up to days. */
const after = (date: string, amount: number, unit: string): string | undefined => {
  if (unit === 'year') return addMonths(date, Math.round(amount * 12))
  if (unit === 'decade') return addMonths(date, Math.round(amount * 120))
  if (unit === 'month') return addMonths(date, Math.round(amount))
  return addDays(date, unit === 'week' ? amount * 7 : unit === 'day' ? amount : Math.ceil(amount / 24))
}

const dateIn = (groups: Groups, said: string): string | undefined => {
  if (groups.iso !== undefined) return groups.iso
  const month = groups.month ?? groups.month2 ?? groups.month3 ?? groups.month4
  if (month === undefined) return undefined
  const number = monthNumber(month)
  const year = groups.year ?? groups.year2 ?? groups.year3
  // A month alone is the next one of that name.
  const saidMonth = Number(said.slice(5, 7) || '1')
  const full = year ?? pad(Number(said.slice(0, 4)) + (number < saidMonth ? 1 : 0), 4)
  const day = groups.day ?? groups.day2
  return day === undefined ? `${full}-${pad(number, 2)}` : `${full}-${pad(number, 2)}-${pad(Number(day), 2)}`
}

const periodIn = (groups: Groups, said: string): { from: string; due: string } | undefined => {
  const { span, spanEnd, plain, relative, part } = groups
  if (span !== undefined && spanEnd !== undefined) {
    const end = spanEnd.length === 4 ? spanEnd : span.slice(0, 2) + spanEnd
    return end >= span ? { from: span, due: end } : undefined
  }
  if (plain !== undefined) {
    const month = partMonth(part)
    return { from: plain, due: month === undefined ? plain : `${plain}-${pad(month, 2)}` }
  }
  if (relative === undefined) return undefined
  const next = /next|coming|following/i.test(groups.which ?? groups.now ?? '') ? 1 : 0
  const year = Number(said.slice(0, 4))
  if (relative.toLowerCase() === 'year') {
    const month = partMonth(part)
    const due = pad(year + next, 4)
    return { from: due, due: month === undefined ? due : `${due}-${pad(month, 2)}` }
  }
  if (relative.toLowerCase() === 'decade')
    return { from: said, due: pad(Math.floor(year / 10) * 10 + 10 * next + 9, 4) }
  if (relative.toLowerCase() === 'month') return { from: said, due: addMonths(said.slice(0, 7), next) }
  return undefined
}

const exists = (date: string): boolean =>
  date.length < 10 || new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10) === date

const valid = (date: string): boolean => {
  if (!/^\d{4}(-\d\d){0,2}$/.test(date)) return false
  const month = Number(date.slice(5, 7) || '1')
  return (
    month >= 1 &&
    month <= 12 &&
    !Number.isNaN(Date.parse(date.length === 7 ? `${date}-01` : date)) &&
    exists(date)
  )
}

const found = (kind: DeadlineKind, match: RegExpExecArray, said: string | undefined): DeadlineFound[] => {
  const groups = (match.groups ?? {}) as Groups
  const place = { start: match.index, end: match.index + match[0].length }
  if (kind === 'open' || kind === 'vague') return [{ ...place, kind }]
  const unit = (groups.unit ?? groups.bareUnit)?.toLowerCase()
  if (groups.bare !== undefined || groups.number === 'several' || groups.number === 'few')
    return [{ ...place, kind: 'vague' }]
  if (unit !== undefined) {
    const number = groups.number === undefined ? 1 : numberValue(groups.number, undefined)
    if (!Number.isFinite(number)) return []
    const due = said === undefined ? undefined : after(said, number, unit)
    const [amount, shown] = unit === 'decade' ? [10 * number, 'year'] : [number, unit]
    return [
      { ...place, kind, amount, unit: shown as 'year', ...(due === undefined || !valid(due) ? {} : { due }) },
    ]
  }
  // Words that lean on the day of the statement say nothing where that is not known.
  const leans = groups.relative !== undefined || groups.month4 !== undefined
  if (leans && said === undefined) return [{ ...place, kind }]
  const date = dateIn(groups, said ?? '0000')
  if (date !== undefined) return valid(date) ? [{ ...place, kind, due: date }] : []
  const period = periodIn(groups, said ?? '0000')
  if (period === undefined || !valid(period.due)) return []
  const from = kind === 'during' && period.from !== period.due ? { from: period.from } : {}
  return [{ ...place, kind, due: period.due, ...from }]
}

/**
 * Times by which, or over which, a text promises, in its order: "by the end of 2026", "until 2030/31", "within 24 hours",
 * "for as long as it takes". `said` (YYYY-MM-DD) is the day of the statement, which "next year" and "within twelve
 * months" are counted from. A length after an event ("within 24 hours" of an attack) is counted from the statement too:
 * whoever reads it decides (docs/say-do.md).
 */
export const findDeadlines = (text: string, said?: string): DeadlineFound[] =>
  longest(
    PATTERNS.flatMap(({ kind, pattern: one }) =>
      matchesOf(one, text).flatMap((match) => found(kind, match, said)),
    ),
  )
