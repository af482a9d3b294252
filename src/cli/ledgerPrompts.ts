import * as clack from '@clack/prompts'
import { IssueError } from '../core/issue.js'
import { parseAmount } from '../ledger/amount.js'
import { areas, entryKinds, isParty, milestones, partyName, period } from '../ledger/index.js'
import { usageIssue } from './io.js'
import type { AddOptions } from './ledgerDraft.js'

const orCancel = <Value>(value: Value): Exclude<Value, symbol> => {
  if (clack.isCancel(value)) throw new IssueError([usageIssue('nothing was added')])
  return value as Exclude<Value, symbol>
}

interface Question {
  readonly message: string
  readonly placeholder?: string
  readonly wrong: (answer: string) => string | undefined
}

/** A line of text, blank for none where that is allowed. */
const ask = async ({ message, placeholder, wrong }: Question): Promise<string | undefined> => {
  const answer = orCancel(
    await clack.text({
      message,
      ...(placeholder === undefined ? {} : { placeholder }),
      validate: (value) => wrong((value ?? '').trim()),
    }),
  )
  return answer === undefined || answer.trim() === '' ? undefined : answer.trim()
}

const choose = async (message: string, values: readonly string[], initial?: string): Promise<string> =>
  orCancel(
    await clack.select({
      message,
      options: values.map((value) => ({ value, label: value })),
      ...(initial === undefined ? {} : { initialValue: initial }),
    }),
  )

const party =
  (optional: boolean) =>
  (answer: string): string | undefined =>
    (optional && answer === '') || isParty(answer)
      ? undefined
      : 'A state as ISO 3166-1 alpha-3 (POL), or an organisation (EU)'
const date = (answer: string): string | undefined =>
  answer === '' || period.safeParse(answer).success ? undefined : 'YYYY-MM-DD, YYYY-MM or YYYY, or nothing'
const amount = (answer: string): string | undefined =>
  answer === '' || parseAmount(answer) !== undefined ? undefined : 'Such as NOK 85 bn, or nothing'
const needed = (answer: string): string | undefined => (answer === '' ? 'This is needed' : undefined)
const number = (answer: string): string | undefined =>
  answer === '' || /^\d+(\.\d+)?$/.test(answer) ? undefined : 'A number, or nothing'
const anything = (): undefined => undefined

/** Asks on the terminal for what the options did not say. */
export const promptFor = async (options: AddOptions): Promise<AddOptions> => {
  clack.intro('A new entry. Ctrl-C leaves without adding anything.')
  const kind =
    options.kind ??
    (await choose(
      'What is it?',
      entryKinds.filter((one) => one !== 'correction' && one !== 'cancellation'),
    ))
  const who =
    options.who ?? (await ask({ message: 'Who promises or acts?', placeholder: 'NOR', wrong: party(false) }))
  const to = options.to ?? (await ask({ message: 'For whom?', placeholder: 'UKR', wrong: party(true) }))
  const area = options.area ?? (await choose('What is it about?', areas))
  const text = options.text ?? (await ask({ message: 'In words', wrong: anything }))
  const money =
    options.amount ?? (await ask({ message: 'How much money?', placeholder: 'NOK 85 bn', wrong: amount }))
  const item = options.item ?? (await ask({ message: 'Which equipment?', wrong: anything }))
  const units = item === undefined ? undefined : await ask({ message: 'How many?', wrong: number })
  const milestone =
    options.milestone ??
    (kind === 'delivery' ? await choose('How far has it come?', [...milestones, 'unknown']) : undefined)
  const announced = options.announced ?? (await ask({ message: 'Announced on', wrong: date }))
  const due = options.due ?? (await ask({ message: 'Due by', wrong: date }))
  const happened = options.happened ?? (await ask({ message: 'Done on', wrong: date }))
  const source = options.source ?? (await ask({ message: 'Source: its title', wrong: needed }))
  const address = options.address ?? (await ask({ message: 'Source: its address', wrong: anything }))
  const quote = options.quote ?? (await ask({ message: 'The words themselves', wrong: anything }))
  const said = { to, text, amount: money, item, milestone, announced, due, happened, source, address, quote }
  const known = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
  const answers: AddOptions = {
    ...options,
    ...known,
    kind,
    area,
    ...(who === undefined ? {} : { who }),
    ...(units === undefined ? {} : { units: Number(units) }),
  }
  const sure = orCancel(
    await clack.confirm({
      message: `Add this ${kind} by ${partyName(who ?? '')}? Entries cannot be deleted, only corrected.`,
    }),
  )
  if (!sure) throw new IssueError([usageIssue('nothing was added')])
  clack.outro('Adding it')
  return answers
}
