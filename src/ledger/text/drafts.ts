import { hashText } from '../../core/hash.js'
import type { EntryDraft } from '../entry.js'
import type { DeadlineFound } from './deadlines.js'
import type { MoneyFound } from './money.js'
import type { Candidate } from './promises.js'
import type { QuantityFound } from './quantities.js'

/** Where a statement comes from. */
export interface StatementSource {
  readonly issuer: string
  readonly date: string
  readonly title: string
  readonly address?: string
  readonly textKind?: 'verbatim' | 'reported' | 'translated' | 'paraphrase'
  /** Beginning of the ids of its entries. */
  readonly id: string
}

/**
 * Beginning of the ids of a statement's entries: two of one issuer on one day do not share it, and the same one read twice
 * does.
 */
export const statementId = (issuer: string, date: string, text: string): string =>
  `said-${issuer}-${date}-${(hashText(text) >>> 0).toString(36).padStart(7, '0').slice(-5)}`

/** A draft before it says who entered it: what a person reads, edits and confirms. */
export type PledgeDraft = Omit<EntryDraft, 'entered'>

type Money = NonNullable<EntryDraft['what']['money']>

const moneyOf = ({ amount, high, currency, bound, per }: MoneyFound): Money => ({
  // A range is kept by its lower end, which is what was surely promised.
  amount,
  currency,
  ...(high !== undefined ? { bound: 'at-least' as const } : bound === 'exact' ? {} : { bound }),
  ...(per === 'total' ? {} : { per }),
})

const countedOf = (quantity: QuantityFound): Pick<EntryDraft['what'], 'equipment' | 'people'> => {
  const { kind, item, amount, bound } = quantity
  const how = bound === 'exact' ? {} : { bound }
  if (kind === 'people') return { people: { count: Math.round(amount), role: item, ...how } }
  return kind === 'equipment' ? { equipment: { item, units: amount, ...how } } : {}
}

/** The time by which it is due: one that is fixed, before one that goes on. None where time runs from an event. */
export const dueOf = ({ deadlines, fromEvent }: Candidate): DeadlineFound | undefined => {
  if (fromEvent) return undefined
  const dated = deadlines.filter(({ due }) => due !== undefined)
  return dated.find(({ kind }) => kind === 'by' || kind === 'within') ?? dated[0]
}

/** Notes on what a person should look at before confirming. */
const notesOf = (candidate: Candidate): string[] => {
  const { money, quantities, deadlines, conditions, whoAssumed, fromEvent } = candidate
  return [
    ...(whoAssumed ? ['Who promises is not in the sentence: the issuer is assumed.'] : []),
    ...money.flatMap(({ assumed, currency, high }) => [
      ...(assumed === true ? [`The currency is not said: ${currency} is assumed.`] : []),
      ...(high === undefined ? [] : [`A range up to ${high} ${currency}: its lower end is entered.`]),
    ]),
    ...quantities
      .filter(({ kind }) => kind === 'share')
      .map(({ amount, item }) => `${amount}% ${item}: a share, not an amount.`),
    ...(fromEvent && deadlines.length > 0 ? ['Its time runs from an event, not from the statement.'] : []),
    ...conditions.map(({ words }) => `Condition: ${words}`),
  ]
}

/** What each entry of a candidate is about: money and a count in one where there is one of each, else one apiece. */
const subjectsOf = ({
  money,
  quantities,
}: Candidate): Omit<EntryDraft['what'], 'area' | 'text' | 'disclosure'>[] => {
  const counted = quantities.filter(({ kind }) => kind !== 'share')
  if (money.length === 1 && counted.length === 1)
    return [{ money: moneyOf(money[0]), ...countedOf(counted[0]) }]
  const all = [...money.map((one) => ({ money: moneyOf(one) })), ...counted.map(countedOf)]
  return all.length === 0 ? [{}] : all
}

/**
 * Drafts of pledges for one candidate: one for each amount it names. `number` tells the candidates of a statement apart.
 * Missing parts are named in `testability`, so that a pledge that cannot be tested is kept and marked.
 */
export const draftsOf = (candidate: Candidate, number: number, source: StatementSource): PledgeDraft[] => {
  const { who, to, area, hedge, sentence, missing } = candidate
  const due = dueOf(candidate)
  const notes = notesOf(candidate)
  const subjects = subjectsOf(candidate)
  return subjects.map((subject, k): PledgeDraft => {
    const amount = Object.keys(subject).length > 0
    return {
      id: `${source.id}-${number}${subjects.length > 1 ? String.fromCharCode(97 + (k % 26)) : ''}`,
      kind: 'pledge',
      who,
      ...(to === undefined ? {} : { to }),
      what: {
        area,
        text: sentence.text.slice(0, 1000),
        ...subject,
        disclosure: amount ? 'disclosed' : 'undisclosed',
      },
      dates: { announced: source.date, ...(due?.due === undefined ? {} : { due: due.due }) },
      hedge: { degree: hedge.degree, words: hedge.words.slice(0, 200) },
      testability: { missing: [...missing] },
      sources: [
        {
          title: source.title,
          ...(source.address === undefined ? {} : { address: source.address }),
          quote: sentence.text,
          ...(source.textKind === undefined ? {} : { textKind: source.textKind }),
          date: source.date,
        },
      ],
      ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
    }
  })
}
