import { type Issue, IssueError } from '../../../core/issue.js'
import type { EntryDraft, Money } from '../../entry.js'
import { type Area, areas } from '../../vocabulary.js'
import { looksLikeFormula, readDate, readNumber } from '../cell.js'
import { aside, type Entered, type Intake, refused, type SetAside } from '../intake.js'
import { limits } from '../limits.js'
import { childOf, childrenOf, type Element, readXml, writeXml } from '../xml.js'
import { alpha3 } from './countries.js'
import { nameOf, type Parties, partyOf } from './parties.js'
import { PREFIX, transactionTypes } from './words.js'

/** Keys of what an entry keeps of its IATI file, so that it can be written as it was. */
export const KEPT = {
  activity: 'iati.activity',
  activityId: 'iati.activity-id',
  transaction: 'iati.transaction',
  type: 'iati.type',
} as const

/** Name of the data set in the ledger: identifiers of activities are unique over all publishers. */
export const IATI = 'iati'

const VERSIONS = ['2.01', '2.02', '2.03']

const day = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : readDate(text.replace(/(Z|[+-]\d{2}:\d{2})$/, ''), ['YYYY-MM-DD'])

const own = (of: Element, name: string): string | undefined => of.attributes[`${PREFIX}:${name}`]

interface Fault {
  readonly code: string
  readonly path: string
  readonly message: string
  readonly received?: string
  readonly hint?: string
}

const isArea = (text: string | undefined): text is Area => areas.some((area) => area === text)

const BOUNDS = ['exact', 'about', 'up-to', 'at-least'] as const
const PERS = ['total', 'year', 'month'] as const
const oneOf = <T extends string>(words: readonly T[], text: string | undefined): T | undefined =>
  words.find((word) => word === text)

const moneyOf = (value: Element | undefined, currency: string | undefined): Money | Fault => {
  const amount = value === undefined ? undefined : readNumber(value.text)
  if (value === undefined || amount === undefined)
    return {
      code: 'number',
      path: 'value',
      message: `"${value?.text ?? ''}" is no amount.`,
      received: value?.text ?? '',
    }
  const code = value.attributes.currency ?? currency
  if (code === undefined || !/^[A-Z]{3}$/.test(code))
    return {
      code: 'iati-currency',
      path: 'value/@currency',
      message: 'The value has no currency, and the activity no default-currency.',
      received: code ?? '',
    }
  const bound = oneOf(BOUNDS, own(value, 'bound'))
  const per = oneOf(PERS, own(value, 'per'))
  const priceYear = Number(own(value, 'price-year'))
  return {
    amount,
    currency: code,
    ...(bound === undefined ? {} : { bound }),
    ...(per === undefined ? {} : { per }),
    ...(Number.isInteger(priceYear) && priceYear > 0 ? { priceYear } : {}),
    ...(amount < 0 || own(value, 'net') === 'true' ? { net: true } : {}),
  }
}

interface Activity {
  readonly element: Element
  readonly id: string
  readonly title: string
  readonly reporter: Element | undefined
  readonly currency: string | undefined
  /** The one country that receives, as the ledger writes it. */
  readonly recipient: string | undefined
}

const countryOf = (parent: Element): string | undefined => {
  const countries = childrenOf(parent, 'recipient-country')
  return countries.length === 1 ? alpha3(countries[0].attributes.code ?? '') : undefined
}

const activityOf = (element: Element): Activity => ({
  element,
  id: childOf(element, 'iati-identifier')?.text ?? '',
  title: nameOf(childOf(element, 'title')),
  reporter: childOf(element, 'reporting-org'),
  currency: element.attributes['default-currency'],
  recipient: countryOf(element),
})

/** A transaction that the ledger has a word for, as a draft, or what is wrong with it. */
const draftOf = (
  transaction: Element,
  activity: Activity,
  externalId: string,
  parties: Parties,
  entered: Entered,
): EntryDraft | Fault | undefined => {
  const code = childOf(transaction, 'transaction-type')?.attributes.code ?? ''
  const type = transactionTypes.find((one) => one.code === code)
  if (type === undefined) return undefined
  const money = moneyOf(childOf(transaction, 'value'), activity.currency)
  if ('code' in money) return money
  const dated = childOf(transaction, 'transaction-date')
  const date = day(dated?.attributes['iso-date'])
  if (date === undefined)
    return {
      code: 'date',
      path: 'transaction-date/@iso-date',
      message: `"${dated?.attributes['iso-date'] ?? ''}" is no day.`,
      received: dated?.attributes['iso-date'] ?? '',
    }
  const provider = childOf(transaction, 'provider-org')
  const funder = childrenOf(activity.element, 'participating-org').find(
    ({ attributes }) => attributes.role === '1',
  )
  const outgoing = [provider, activity.reporter, funder]
  const who = (type.incoming ? [provider] : outgoing)
    .map((org) => partyOf(org, parties))
    .find((party) => party !== undefined)
  if (who === undefined) {
    const org = provider ?? activity.reporter
    const ref = org?.attributes.ref ?? nameOf(org)
    return {
      code: 'iati-party',
      path: type.incoming ? 'provider-org' : 'reporting-org',
      message: `"${ref}" is not an organisation whose state can be told.`,
      received: ref,
      hint: `Name it in a mapping: parties: { "${ref}": GBR }.`,
    }
  }
  const to =
    partyOf(childOf(transaction, 'receiver-org'), parties) ?? countryOf(transaction) ?? activity.recipient
  const words = nameOf(childOf(transaction, 'description')) || activity.title
  const period = dated === undefined ? undefined : own(dated, 'period')
  const on = period !== undefined && date.startsWith(period) ? period : date
  const due = own(transaction, 'due')
  const known = own(transaction, 'known')
  const area = own(transaction, 'area')
  const humanitarian =
    transaction.attributes.humanitarian ?? activity.element.attributes.humanitarian ?? 'false'
  const id = own(transaction, 'id')
  return {
    ...(id === undefined ? {} : { id }),
    kind: type.kind,
    who,
    ...(to === undefined || to === who ? {} : { to }),
    what: {
      area: isArea(area) ? area : /^(1|true)$/.test(humanitarian) ? 'humanitarian' : 'other',
      ...(words === '' ? {} : { text: words.slice(0, limits.field) }),
      money,
      disclosure: 'disclosed',
    },
    dates: {
      [type.kind === 'disbursement' ? 'happened' : 'announced']: on,
      ...(due === undefined ? {} : { due }),
      ...(known === undefined ? {} : { known }),
    },
    sources: [
      {
        title: `IATI activity ${activity.id}${activity.title === '' ? '' : `: ${activity.title}`}`.slice(
          0,
          500,
        ),
        official: activity.reporter?.attributes['secondary-reporter'] !== '1',
      },
    ],
    external: { dataset: IATI, release: '2', id: externalId },
    ...(type.tag === undefined ? {} : { tags: [type.tag] }),
    extra: { [KEPT.type]: code, [KEPT.activityId]: activity.id },
    entered,
  }
}

/** Names of the transactions of an activity: by their ref where it is theirs alone, else by what they say. */
const namesOf = (activity: Activity, transactions: readonly Element[]): string[] => {
  const refs = new Map<string, number>()
  for (const { attributes } of transactions)
    if (attributes.ref !== undefined) refs.set(attributes.ref, (refs.get(attributes.ref) ?? 0) + 1)
  const counts = new Map<string, number>()
  return transactions.map((transaction) => {
    const ref = transaction.attributes.ref
    const type = childOf(transaction, 'transaction-type')?.attributes.code ?? ''
    const date = childOf(transaction, 'transaction-date')?.attributes['iso-date'] ?? ''
    const alone = ref !== undefined && ref !== '' && refs.get(ref) === 1
    const base = alone ? ref : `${type} ${date} ${childOf(transaction, 'value')?.text ?? ''}`
    const count = (counts.get(base) ?? 0) + 1
    counts.set(base, count)
    return `${activity.id.replaceAll(' ', '_')} ${base}${count === 1 ? '' : ` ${count}`}`.slice(0, 200)
  })
}

/**
 * Reads an IATI 2.0x activity file: transactions of the types 2, 3, 4, 10, 11, 12 and 13 become entries; all else in the
 * activities is kept beside, so that {@link writeIati} gives the file back.
 * @throws IssueError as {@link readXml}; `iati` (another root), `iati-version`
 */
export const readIati = (xml: string, file: string, parties: Parties, entered: Entered): Intake => {
  const root = readXml(xml, file)
  const refuse = (code: string, message: string, hint?: string): never => {
    throw new IssueError([
      {
        code,
        level: 'error',
        message,
        file,
        line: root.line ?? 1,
        ...(hint === undefined ? {} : { hint }),
      },
    ])
  }
  if (root.name !== 'iati-activities') refuse('iati', `The file is <${root.name}>, not <iati-activities>.`)
  const version = root.attributes.version ?? ''
  if (!VERSIONS.includes(version))
    refuse('iati-version', `The file is of IATI version "${version}"; 2.01 to 2.03 are read.`)
  const drafts: EntryDraft[] = []
  const setAside: SetAside[] = []
  const leftOut = new Map<string, number>()
  const notKept: string[] = []
  const ids = new Set<string>()
  let rows = 0
  const namespaces = Object.fromEntries(
    Object.entries(root.attributes).filter(
      ([name]) => name.startsWith('xmlns:') && name !== `xmlns:${PREFIX}`,
    ),
  )
  const keep = (into: Record<string, string | number | boolean>, key: string, what: Element, of: string) => {
    const written = writeXml(what)
    if (written.length <= limits.field) into[key] = written
    else notKept.push(of)
  }
  for (const [i, child] of childrenOf(root, 'iati-activity').entries()) {
    const activity = activityOf(child)
    if (activity.id === '' || ids.has(activity.id)) {
      setAside.push(
        aside(
          file,
          child.line ?? 1,
          { activity: i + 1 },
          {
            code: 'iati-identifier',
            path: `iati-activity[${i + 1}]`,
            message:
              activity.id === ''
                ? 'The activity has no iati-identifier.'
                : `A second activity is called ${activity.id}.`,
          },
        ),
      )
      continue
    }
    ids.add(activity.id)
    const transactions = childrenOf(child, 'transaction')
    const names = namesOf(activity, transactions)
    const taken = new Set<Element>()
    const ofActivity: { draft: EntryDraft; transaction: Element }[] = []
    for (const [j, transaction] of transactions.entries()) {
      rows++
      const made = draftOf(transaction, activity, names[j], parties, entered)
      if (made === undefined) {
        const code = childOf(transaction, 'transaction-type')?.attributes.code ?? 'none'
        leftOut.set(code, (leftOut.get(code) ?? 0) + 1)
        continue
      }
      const fault: Fault | undefined =
        'code' in made
          ? made
          : looksLikeFormula(made.what.text ?? '')
            ? {
                code: 'formula',
                path: 'description',
                message: 'A text that a spreadsheet would run as a formula.',
              }
            : undefined
      if (fault !== undefined) {
        setAside.push(
          aside(
            file,
            transaction.line ?? 1,
            { xml: writeXml(transaction).slice(0, limits.field) },
            {
              ...fault,
              path: `${activity.id} ${fault.path}`,
            },
          ),
        )
        continue
      }
      const draft = made as EntryDraft
      const unsound = refused(draft, file, transaction.line ?? 1, {
        xml: writeXml(transaction).slice(0, limits.field),
      })
      if (unsound !== undefined) {
        setAside.push(unsound)
        continue
      }
      taken.add(transaction)
      ofActivity.push({ draft, transaction })
    }
    for (const [j, { draft, transaction }] of ofActivity.entries()) {
      const extra = { ...draft.extra }
      keep(extra, KEPT.transaction, transaction, names[j])
      if (j === 0)
        keep(
          extra,
          KEPT.activity,
          {
            ...child,
            attributes: { ...namespaces, ...child.attributes },
            children: child.children.filter((one) => !taken.has(one)),
          },
          activity.id,
        )
      drafts.push({ ...draft, extra })
    }
  }
  const covered = new Set([...ids].map((id) => id.replaceAll(' ', '_')))
  const notes: Issue[] = []
  if (leftOut.size > 0)
    notes.push({
      code: 'iati-left-out',
      level: 'note',
      message: `Transactions of types that are no promise, grant or payment are kept in the file only: ${[
        ...leftOut,
      ]
        .map(([code, count]) => `${count} of type ${code}`)
        .join(', ')}.`,
      file,
    })
  if (notKept.length > 0)
    notes.push({
      code: 'iati-not-kept',
      level: 'warning',
      message: `What ${notKept.length} activities or transactions have beside is too long to keep, so an export will not have it; first ${notKept[0]}.`,
      file,
    })
  return {
    file,
    dataset: IATI,
    release: '2',
    recognised: `IATI ${version} activity file, ${ids.size} activities`,
    rows,
    drafts,
    setAside,
    notes,
    covers: (id) => covered.has(id.slice(0, id.indexOf(' '))),
    cumulative: false,
  }
}
