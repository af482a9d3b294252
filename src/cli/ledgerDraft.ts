import { IssueError } from '../core/issue.js'
import { parseAmount } from '../ledger/amount.js'
import type { CorrectedEntry, EntryDraft } from '../ledger/index.js'
import { usageIssue } from './io.js'

/** What `guarantor ledger add` can be told by options. */
export interface AddOptions {
  readonly id?: string
  readonly kind?: string
  readonly who?: string
  readonly with: readonly string[]
  readonly to?: string
  readonly through?: string
  readonly area?: string
  readonly text?: string
  readonly amount?: string
  readonly bound?: string
  readonly per?: string
  readonly priceYear?: number
  readonly eur?: string
  readonly eurSource?: string
  readonly item?: string
  readonly units?: number
  readonly people?: number
  readonly role?: string
  readonly act?: string
  readonly instrument?: string
  readonly disclosure?: string
  readonly milestone?: string
  readonly announced?: string
  readonly due?: string
  readonly happened?: string
  readonly known?: string
  readonly pact?: string
  readonly of?: string
  readonly repeats: readonly string[]
  readonly fulfils: readonly string[]
  readonly corrects?: string
  readonly withdraw?: string
  readonly reason?: string
  readonly hedge?: string
  readonly hedgeWords?: string
  readonly source?: string
  readonly address?: string
  readonly quote?: string
  readonly sourceDate?: string
  readonly tag: readonly string[]
  readonly note?: string
  readonly by?: string
}

/** An object of what is given; nothing where nothing is. */
const given = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined => {
  const some = Object.entries(fields).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  )
  return some.length === 0 ? undefined : Object.fromEntries(some)
}

const usage = (message: string, hint?: string): IssueError => new IssueError([usageIssue(message, hint)])

const amountOf = (text: string | undefined, option: string) => {
  if (text === undefined) return undefined
  const amount = parseAmount(text)
  if (amount === undefined)
    throw usage(`"${text}" is no amount of money`, `write --${option} "NOK 85 bn" or "EUR 1,250,000"`)
  return amount
}

const moneyOf = (options: AddOptions): Record<string, unknown> | undefined => {
  const eur = amountOf(options.eur, 'eur')
  if (eur !== undefined && eur.currency !== 'EUR') throw usage('--eur is an amount in EUR')
  if (eur !== undefined && options.eurSource === undefined)
    throw usage('--eur wants --eur-source: where the conversion comes from')
  return given({
    ...amountOf(options.amount, 'amount'),
    bound: options.bound,
    per: options.per,
    priceYear: options.priceYear,
    eur: eur === undefined ? undefined : { amount: eur.amount, source: options.eurSource },
  })
}

const pactOf = (text: string | undefined) => {
  if (text === undefined) return undefined
  const [pact, commitment] = text.split('#') as [string, string?]
  return given({ pact, commitment })
}

/** The content that options tell of, as far as they do. */
const contentOf = (options: AddOptions): Record<string, unknown> => {
  const amount = options.amount ?? options.units ?? options.people
  const what = given({
    area: options.area,
    text: options.text,
    money: moneyOf(options),
    equipment: given({ item: options.item, units: options.units }),
    people: given({ role: options.role, count: options.people }),
    legalAct: given({ act: options.act, instrument: options.instrument }),
    disclosure:
      options.disclosure ?? (amount !== undefined || options.act !== undefined ? 'disclosed' : undefined),
  })
  return (
    given({
      kind: options.kind,
      who: options.who,
      with: options.with,
      to: options.to,
      through: options.through,
      what,
      milestone: options.milestone === 'unknown' ? undefined : options.milestone,
      milestoneUnknown: options.milestone === 'unknown' ? true : undefined,
      dates: given({
        announced: options.announced,
        due: options.due,
        happened: options.happened,
        known: options.known,
      }),
      links: given({
        pact: pactOf(options.pact),
        of: options.of,
        repeats: options.repeats,
        fulfils: options.fulfils,
      }),
      hedge: given({ degree: options.hedge, words: options.hedgeWords }),
      tags: options.tag,
      note: options.note,
      sources:
        options.source === undefined
          ? undefined
          : [
              given({
                title: options.source,
                address: options.address,
                quote: options.quote,
                date: options.sourceDate,
              }),
            ],
    }) ?? {}
  )
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** What is new over what was, field by field; lists are replaced whole. */
const over = (before: Record<string, unknown>, changes: Record<string, unknown>): Record<string, unknown> => {
  const merged = { ...before }
  for (const [key, value] of Object.entries(changes)) {
    const old = before[key]
    merged[key] = isObject(value) && isObject(old) ? over(old, value) : value
  }
  return merged
}

/** The draft of a new entry; whether it is a sound one is for the store to say. */
export const newDraft = (options: AddOptions, by: string, at: string): EntryDraft =>
  ({
    ...given({ id: options.id }),
    ...over({ what: { area: 'other', disclosure: 'undisclosed' }, dates: {} }, contentOf(options)),
    entered: { by, at },
  }) as unknown as EntryDraft

/**
 * The draft of a correction: what the entry says now, with what the options change. New sources come before the old.
 */
export const correctionDraft = (
  now: CorrectedEntry,
  options: AddOptions,
  by: string,
  at: string,
): EntryDraft => {
  if (options.reason === undefined) throw usage('a correction says why: --reason')
  const { id, seq, previous, hash, correctedBy, external, entered, testability, kind, ...content } = now
  const {
    kind: newKind,
    sources = [],
    ...changes
  } = contentOf(options) as {
    kind?: string
    sources?: EntryDraft['sources']
  }
  const money = (changes as { what?: { money?: { amount?: number; eur?: unknown } } }).what?.money
  const merged = over(content as unknown as Record<string, unknown>, changes)
  const what = merged.what as { money?: Record<string, unknown> }
  // A new amount is not what the old one was in euros.
  if (money?.amount !== undefined && money.eur === undefined && what.money !== undefined)
    delete what.money.eur
  return {
    ...merged,
    ...given({ id: options.id }),
    kind: 'correction',
    correction: {
      reason: options.reason,
      as: options.withdraw === undefined ? (newKind ?? kind) : 'withdrawn',
    },
    links: { ...(merged.links as object | undefined), corrects: id },
    sources: [...sources, ...now.sources],
    entered: { by, at },
  } as unknown as EntryDraft
}
