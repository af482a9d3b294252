import type { Area, EntryKind } from '../../../ledger/vocabulary.js'
import { countText, type Named } from './words.js'

/** Steps from word to deed, as they are drawn. */
export type Step = Extract<EntryKind, 'pledge' | 'commitment' | 'allocation' | 'disbursement' | 'delivery'>

const steps: Readonly<Record<Step, string>> = {
  pledge: 'Pledged',
  commitment: 'Committed',
  allocation: 'Allocated',
  disbursement: 'Disbursed',
  delivery: 'Delivered',
}

const bounds: Named = { about: 'about ', 'up-to': 'up to ', 'at-least': 'at least ' }

/** The page of a ledger. */
export const track = {
  title: 'Promised and delivered',
  lead: (asOf: string, entries: number) =>
    `As of ${asOf}: ${countText(entries, 'entry', 'entries')} in the ledger, as corrected. A record of what sources say was promised and done, not a judgement of intent.`,
  apart: 'Data sets and releases stand apart: to add them up would count things twice.',
  footer: (version: string) => `Made by Guarantor ${version}. Head of the ledger `,
  verify: ': ',
  verifyEnd: ' shows whether a ledger still holds all of this.',
  /** Names of organisations by code, where other than the ledger's. */
  parties: {} as Named,
  areas: {} as Readonly<Partial<Record<Area | 'all', string>>>,
  steps,
  byHand: 'entered by hand',
  fromData: (dataset: string, release: string | null) => `${dataset}, release ${release}`,
  word: (title: string) => `From word to deed: ${title}`,
  wordLabel: (title: string) => `From word to deed, ${title}`,
  ownScale:
    'Each figure has a scale of its own. A step that no entry is about has no bar: that is not known, not zero.',
  largest: (shown: number, all: number) => `The ${shown} largest of ${all}; the table has all.`,
  unit: 'EUR bn',
  stepsCaption:
    '. Left out of the sums: repeated promises, parts of a package entered whole, amounts per year, and what is undisclosed or in a currency that nobody converted; the last two are counted in their columns. Undisclosed is not zero.',
  guarantor: 'Guarantor',
  entries: 'Entries',
  undisclosed: 'Undisclosed',
  notInEuros: 'Not in euros',
  months: (title: string) => `By month: ${title}`,
  monthsLead: 'Sums of what is dated, up to each month. A line falls where a source takes something back.',
  monthsUnit: 'EUR bn up to each month',
  funnelLabel: (name: string, steps: string) => `${name}, EUR bn: ${steps}`,
  linesLabel: (name: string, last: string, steps: string) =>
    `${name}, cumulative EUR bn to ${last}: ${steps}`,
  due: {
    title: 'Due next',
    caption: (asOf: string, shown: number, all: number) =>
      `Promises due within 365 days of ${asOf} or overdue, less what is fulfilled or cancelled.${all > shown ? ` The first ${shown} of ${all}.` : ''}`,
    heads: ['Due', 'In days', 'Guarantor', 'What', 'State', 'Entry'],
    overdue: (days: number) => `overdue by ${days}`,
    done: (share: string) => `${share} done`,
    states: {} as Named,
  },
  sayDo: {
    title: 'Say and do',
    lead: 'Share of the promised amount done, over days since the promise. What is not done yet counts as awaited, not as failed.',
    caption:
      'Promised: what stands, less cancellations. Shares with 5 to 95% over resampled promises. Not yet due, overdue and without a date: of what is not delivered (allocated, where no delivery is known).',
    heads: [
      'Guarantor',
      'Area',
      'Source',
      'Promised',
      'Allocated',
      'Delivered',
      'Half done after',
      'Not yet due',
      'Overdue',
      'Without a date',
      'Undisclosed',
    ],
    byHand: 'by hand',
    label: 'Say and do per guarantor',
    notKnown: 'not known',
    withUndisclosed: (range: string) => `, ${range} with undisclosed`,
    notYet: 'not yet',
    billion: (currency: string, amount: string) => `${currency} ${amount} bn`,
    days: (n: string) => `${n} d`,
    curveLabel: (title: string, share: string, stage: 'allocated' | 'delivered', days: string) =>
      `${title}: ${share} of what was promised ${stage} after ${days} days`,
    curve: (stage: 'allocated' | 'delivered', promises: number, equal: string) =>
      `share of the promised amount ${stage}, days after the promise; band: 95%; ${countText(promises, 'promise', 'promises')}, worth ${equal} equal ones`,
  },
  repeats: {
    title: 'Said again',
    summary: (said: string, times: number) =>
      `: first said ${said}, then ${countText(times, 'time', 'times')}`,
    alike: (date: string, score: string) => `${date}, ${score} alike: `,
    shared: 'shared: ',
    nothingNew: 'nothing new',
    news: (kind: 'amount' | 'date' | 'hedge' | 'scope', words: string) => `new ${kind}: ${words}`,
    label: (chains: string) => `Repeated promises: ${chains}`,
    chain: (who: string, said: string, times: number) => `${who} first on ${said}, ${times} times again`,
    said: 'When it was said',
    key: 'filled dot: the first time; ring: said again with nothing new; diamond: with a new amount, date, hedge or scope',
  },
  money: { billion: ' bn', million: ' m' },
  bounds,
  per: (per: string) => ` a ${per}`,
  legalActs: {} as Named,
  amountUndisclosed: 'amount undisclosed',
}
