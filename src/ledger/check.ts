import type { Issue } from '../core/issue.js'
import { suggestState } from '../world/index.js'
import { draftSchema, type EntryDraft } from './entry.js'
import { isParty } from './parties.js'
import { deedKinds } from './vocabulary.js'

/*
 * What can be said of one entry by itself. Whether its links lead anywhere is the store's to say.
 */

const EARLIEST = '1800'
const LATEST = '2200'
/** Above every sum ever promised in any currency still in use; a slip of thousands for millions is caught in euros. */
const LARGEST_AMOUNT = 1e17
/** Ten times the yearly product of the European Union. */
const LARGEST_EUR = 2e14
const LARGEST_COUNT = 1e10

const error = (code: string, message: string, path: string, received?: unknown, hint?: string): Issue => ({
  code,
  level: 'error',
  message,
  path,
  ...(received === undefined ? {} : { received: String(received) }),
  ...(hint === undefined ? {} : { hint }),
})

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  )

/** Texts that no file or database gives back as they were. */
const unsafeText = (value: unknown, path: readonly PropertyKey[]): Issue[] => {
  if (typeof value === 'string')
    return value.includes('\u0000') || /\p{Cs}/u.test(value)
      ? [error('bad-text', 'a text with a NUL or half a character cannot be kept', pathText(path))]
      : []
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, field]) => [
    ...unsafeText(key, path),
    ...unsafeText(field, [...path, Array.isArray(value) ? Number(key) : key]),
  ])
}

const partyFaults = (draft: EntryDraft): Issue[] =>
  [
    ['who', draft.who] as const,
    ['to', draft.to] as const,
    ...(draft.with ?? []).map((code, k) => [`with[${k}]`, code] as const),
  ].flatMap(([path, code]) =>
    code === undefined || isParty(code)
      ? []
      : [
          error(
            'unknown-party',
            `${code} is no state, group or organisation that the ledger knows`,
            path,
            code,
            suggestState(code) === undefined ? undefined : `${suggestState(code)}?`,
          ),
        ],
  )

const dateFaults = (draft: EntryDraft, today: string): Issue[] => {
  const { announced, due, happened, known } = draft.dates
  const faults: Issue[] = []
  for (const [name, date] of Object.entries({ announced, due, happened, known }))
    if (date !== undefined && (date < EARLIEST || date >= LATEST))
      faults.push(
        error('absurd-date', `${date} is not between ${EARLIEST} and ${LATEST}`, `dates.${name}`, date),
      )
  const kind = draft.correction?.as ?? draft.kind
  const done = deedKinds.some((deed) => deed === kind) ? { announced, happened, known } : { announced, known }
  for (const [name, date] of Object.entries(done))
    if (date !== undefined && date > today)
      faults.push(
        error(
          'absurd-date',
          `${date} has not come yet on ${today}`,
          `dates.${name}`,
          date,
          'is it when it is due?',
        ),
      )
  if (due !== undefined && announced !== undefined && due < announced.slice(0, due.length))
    faults.push(error('absurd-date', `due ${due}, before it was announced on ${announced}`, 'dates.due', due))
  return faults
}

const amountFaults = ({ what: { money, equipment, people, disclosure } }: EntryDraft): Issue[] => {
  const faults: Issue[] = []
  const tooLarge = (value: number | undefined, most: number, path: string) => {
    if (value !== undefined && Math.abs(value) > most)
      faults.push(error('absurd-amount', `${value} is more than there is`, path, value))
  }
  tooLarge(money?.amount, LARGEST_AMOUNT, 'what.money.amount')
  tooLarge(money?.currency === 'EUR' ? money.amount : undefined, LARGEST_EUR, 'what.money.amount')
  tooLarge(money?.eur?.amount, LARGEST_EUR, 'what.money.eur.amount')
  tooLarge(equipment?.units, LARGEST_COUNT, 'what.equipment.units')
  tooLarge(people?.count, LARGEST_COUNT, 'what.people.count')
  if (equipment?.units !== undefined && equipment.units < 0 && equipment.net !== true)
    faults.push(
      error(
        'absurd-amount',
        'a negative number of units is a net change: say net: true',
        'what.equipment.units',
      ),
    )
  const figure = money?.amount ?? equipment?.units ?? people?.count
  if (disclosure === 'undisclosed' && figure !== undefined)
    faults.push(
      error('undisclosed-amount', `undisclosed, and yet ${figure}`, 'what.disclosure', figure, 'partly?'),
    )
  return faults
}

/**
 * What is wrong with a draft by itself: its shape, parties, dates and amounts. Empty for a sound one.
 * @param today the day on which it is entered, YYYY-MM-DD: what was done cannot lie after it
 */
export const checkDraft = (draft: unknown, today: string): readonly Issue[] => {
  const parsed = draftSchema.safeParse(draft)
  if (!parsed.success)
    return parsed.error.issues.map((issue) => error('bad-entry', issue.message, pathText(issue.path)))
  const entry = parsed.data
  return [
    ...unsafeText(entry, []),
    ...partyFaults(entry),
    ...dateFaults(entry, today),
    ...amountFaults(entry),
  ]
}
