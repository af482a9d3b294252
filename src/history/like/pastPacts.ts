import { log } from '../../core/elementary.js'
import type { Features } from './features.js'
import { pactTable } from './pactTable.js'

/** What an obligation that fell due in a war came to; null where, by these rules, it did not fall due. */
export type Kept = 'honoured' | 'violated' | null

export interface WarTest {
  readonly war: string
  /** By the rules of Leeds, Long and Mitchell (2000), and by the stricter ones of Berkemeier and Fuhrmann (2018). */
  readonly llm: Kept
  readonly bf: Kept
}

/** An alliance of ATOP that owes defence, offence or consultation. */
export interface PastPact {
  readonly atopId: number
  readonly name: string
  readonly from: number
  /** Null while it was in force in 2018, the last year of the data. */
  readonly to: number | null
  readonly features: Features
  readonly wars: readonly WarTest[]
}

const LN2 = log(2)

/** Number of doublings from 1; null stays null. */
export const doublings = (x: number | null): number | null => (x === null ? null : log(x) / LN2)

/** Columns of `pactTable` in its order. */
const columns = [
  'atopId',
  'from',
  'to',
  'name',
  'defense',
  'offense',
  'neutral',
  'nonagg',
  'consul',
  'conditio',
  'threat',
  'milaid',
  'milcon',
  'intcom',
  'organ1',
  'base',
  'pubsecr',
  'speclgth',
  'asymm',
  'members',
  'major',
  'nuclear',
  'strongest',
  'ratio',
  'km',
  'wars',
] as const

/** Grades of which only "some or none" is compared. */
const asFlag = new Set(['milaid', 'base', 'pubsecr'])
const asDoublings = new Set(['members', 'ratio'])

const letters: Readonly<Record<string, Kept>> = { h: 'honoured', v: 'violated', '-': null }

const parse = (line: string): PastPact => {
  const cells = new Map(line.split('|').map((cell, k) => [columns[k], cell]))
  const number = (name: (typeof columns)[number]): number | null => {
    const cell = cells.get(name) ?? ''
    return cell === '' ? null : Number(cell)
  }
  const value = (name: (typeof columns)[number]): number | null => {
    const x = number(name)
    if (x !== null && asFlag.has(name)) return Number(x > 0)
    return asDoublings.has(name) ? doublings(x) : x
  }
  const wars = cells.get('wars') ?? ''
  return {
    atopId: number('atopId') ?? Number.NaN,
    name: cells.get('name') ?? '',
    from: number('from') ?? Number.NaN,
    to: number('to'),
    features: Object.fromEntries(columns.slice(4, -1).map((name) => [name, value(name)])),
    wars:
      wars === ''
        ? []
        : wars.split(';').map((test): WarTest => {
            const [war, codes] = test.split(':')
            return { war, llm: letters[codes[0]], bf: letters[codes[1]] }
          }),
  }
}

/** All of them, in the order of ATOP's ids. */
export const pastPacts: readonly PastPact[] = pactTable.split('\n').map(parse)
