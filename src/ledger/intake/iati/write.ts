import { compareText } from '../../../core/order.js'
import { findState } from '../../../world/index.js'
import type { Entry, EntryDraft } from '../../entry.js'
import { decimalText } from '../cell.js'
import { childrenOf, type Element, element, readXml, writeXml } from '../xml.js'
import { alpha2 } from './countries.js'
import { KEPT } from './read.js'
import { activityOrder, NAMESPACE, PREFIX, transactionOrder, transactionTypes } from './words.js'

/** Who publishes the file: not the states whose promises it lists. */
export interface Publisher {
  readonly ref: string
  readonly name: string
}

export interface IatiExport {
  readonly xml: string
  readonly transactions: number
  readonly activities: number
  /** Entries that the standard has no place for, by why. */
  readonly leftOut: ReadonlyMap<string, number>
}

type Written = EntryDraft | Entry

const typeOf = (entry: Written): string | undefined => {
  const kept = entry.extra?.[KEPT.type]
  const candidates = transactionTypes.filter(({ kind }) => kind === entry.kind)
  const type =
    candidates.find(({ code }) => code === kept) ??
    candidates.find(({ tag }) => tag !== undefined && entry.tags?.includes(tag)) ??
    candidates.find(({ tag }) => tag === undefined)
  return type?.code
}

const lastDay = (period: string): string => {
  if (period.length === 10) return period
  const [year, month = 12] = period.split('-').map(Number)
  return `${year}-${String(month).padStart(2, '0')}-${String(new Date(Date.UTC(year, month, 0)).getUTCDate()).padStart(2, '0')}`
}

const reasonAgainst = (entry: Written): string | undefined => {
  if (typeOf(entry) === undefined) return `IATI has no transaction for the kind ${entry.kind}`
  if (entry.what.money === undefined) return 'no amount of money'
  if ((entry.dates.happened ?? entry.dates.announced) === undefined) return 'no date'
  return undefined
}

const nameOfParty = (code: string): string => findState(code)?.name ?? code

const narrative = (text: string): Element => element('narrative', {}, text)

const party = (name: string, code: string): Element =>
  element(name, { [`${PREFIX}:party`]: code }, [narrative(nameOfParty(code))])

/** Puts children into the order of the schema, keeping theirs within a name; foreign ones come last. */
const inOrder = (children: readonly Element[], order: readonly string[]): Element[] => {
  const place = (child: Element) => {
    const at = order.indexOf(child.name)
    return at < 0 ? order.length : at
  }
  return children
    .map((child, i) => ({ child, i }))
    .sort((a, b) => place(a.child) - place(b.child) || a.i - b.i)
    .map(({ child }) => child)
}

/** A transaction made anew; one that was read keeps all it had, with the kind, day and amount that the entry has now. */
const transactionOf = (entry: Written): Element => {
  const kept = entry.extra?.[KEPT.transaction]
  const old = typeof kept === 'string' ? readXml(kept, 'ledger') : undefined
  const money = entry.what.money
  const on = entry.dates.happened ?? entry.dates.announced ?? ''
  const day = lastDay(on)
  const amount = decimalText(money?.amount ?? 0)
  const set = (name: string, value: string | undefined): Record<string, string> =>
    value === undefined ? {} : { [`${PREFIX}:${name}`]: value }
  const before = (name: string) => old?.children.find((child) => child.name === name)
  const value = before('value')
  const sameValue = value !== undefined && Number(value.text) === money?.amount
  const made: Element[] = [
    element('transaction-type', { ...before('transaction-type')?.attributes, code: typeOf(entry) }),
    element('transaction-date', {
      ...before('transaction-date')?.attributes,
      'iso-date': before('transaction-date')?.attributes['iso-date']?.startsWith(day)
        ? before('transaction-date')?.attributes['iso-date']
        : day,
      ...(on === day ? {} : set('period', on)),
    }),
    element(
      'value',
      {
        ...value?.attributes,
        ...(value === undefined || value.attributes.currency !== undefined
          ? { currency: money?.currency }
          : {}),
        'value-date': value?.attributes['value-date'] ?? day,
        ...(old === undefined
          ? {
              ...set('bound', money?.bound),
              ...set('per', money?.per),
              ...set('price-year', money?.priceYear?.toString()),
              ...set('net', money?.net === true ? 'true' : undefined),
            }
          : {}),
      },
      sameValue ? value.text : amount,
    ),
  ]
  if (old !== undefined) {
    const names = new Set(made.map(({ name }) => name))
    return {
      ...old,
      children: inOrder([...made, ...old.children.filter(({ name }) => !names.has(name))], transactionOrder),
    }
  }
  const incoming = transactionTypes.find(({ code }) => code === typeOf(entry))?.incoming === true
  const country = entry.to === undefined ? undefined : alpha2(entry.to)
  return element(
    'transaction',
    {
      ...(entry.id === undefined ? {} : { ref: entry.id }),
      ...(entry.what.area === 'humanitarian' ? { humanitarian: '1' } : {}),
      ...set('id', entry.id),
      ...set('area', entry.what.area),
      ...set('due', entry.dates.due),
      ...set('known', entry.dates.known),
    },
    inOrder(
      [
        ...made,
        ...(entry.what.text === undefined ? [] : [element('description', {}, [narrative(entry.what.text)])]),
        party('provider-org', entry.who),
        ...(entry.to === undefined ? [] : [party('receiver-org', entry.to)]),
        ...(country === undefined || incoming ? [] : [element('recipient-country', { code: country })]),
      ],
      transactionOrder,
    ),
  )
}

const AREAS_IN_WORDS: Readonly<Record<string, string>> = { military: 'Military aid', other: 'Support' }

/** An activity made here, for what one guarantor does for one beneficiary in one area. */
const newActivity = (entries: readonly Written[], publisher: Publisher): Element => {
  const [{ who, to, what }] = entries
  const area = AREAS_IN_WORDS[what.area] ?? `${what.area[0].toUpperCase()}${what.area.slice(1)} support`
  const title = `${area} of ${nameOfParty(who)}${to === undefined ? '' : ` for ${nameOfParty(to)}`}`
  const first = entries.map(({ dates }) => lastDay(dates.happened ?? dates.announced ?? '')).sort()[0]
  const country = to === undefined ? undefined : alpha2(to)
  return element('iati-activity', { 'default-currency': 'EUR', [`xmlns:${PREFIX}`]: NAMESPACE }, [
    element('iati-identifier', {}, `${publisher.ref}-${[who, to, what.area].filter(Boolean).join('-')}`),
    element('reporting-org', { ref: publisher.ref, type: '90', 'secondary-reporter': '1' }, [
      narrative(publisher.name),
    ]),
    element('title', {}, [narrative(title)]),
    element('description', { type: '1' }, [
      narrative(`${title}, as entered in a ledger of promises and deeds.`),
    ]),
    element('participating-org', { role: '1', type: '10', [`${PREFIX}:party`]: who }, [
      narrative(nameOfParty(who)),
    ]),
    element('activity-status', { code: '2' }),
    element('activity-date', { type: '2', 'iso-date': first }),
    ...(country === undefined ? [] : [element('recipient-country', { code: country })]),
  ])
}

/**
 * Writes entries as an IATI 2.03 activity file, valid against its schema: pledges (12), commitments (2, 10), disbursements
 * (3, 4). What came from an IATI file goes back with all that stood beside it. Allocations, deliveries and statements have
 * no transaction there and are counted, not forced into one.
 */
export const writeIati = (entries: readonly Written[], publisher: Publisher): IatiExport => {
  const leftOut = new Map<string, number>()
  const groups = new Map<string, Written[]>()
  for (const entry of entries) {
    const reason = reasonAgainst(entry)
    if (reason !== undefined) {
      leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1)
      continue
    }
    const key = String(
      entry.extra?.[KEPT.activityId] ?? `${publisher.ref}-${entry.who}-${entry.to ?? ''}-${entry.what.area}`,
    )
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [entry])
    else group.push(entry)
  }
  let transactions = 0
  const activities = [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, group]) => {
      const kept = group.map(({ extra }) => extra?.[KEPT.activity]).find((one) => typeof one === 'string')
      const shell = typeof kept === 'string' ? readXml(kept, 'ledger') : newActivity(group, publisher)
      transactions += group.length + childrenOf(shell, 'transaction').length
      return {
        ...shell,
        children: inOrder([...shell.children, ...group.map(transactionOf)], activityOrder),
      }
    })
  const root = element('iati-activities', { version: '2.03', [`xmlns:${PREFIX}`]: NAMESPACE }, activities)
  return {
    xml: `<?xml version="1.0" encoding="UTF-8"?>\n${writeXml(root)}`,
    transactions,
    activities: activities.length,
    leftOut,
  }
}
