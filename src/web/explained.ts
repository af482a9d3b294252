import type { OptionResult } from '../study/index.js'
import type { Unit } from './numbers.js'
import { quantities } from './quantities.js'
import type { Strings } from './strings/en.js'

/** A number that was asked about: one of the table of options, a verdict, or one of a section of the report. */
export type Explained =
  | { readonly kind: 'quantity'; readonly option: string; readonly quantity: string }
  | { readonly kind: 'verdict'; readonly option: string }
  | { readonly kind: 'difference'; readonly option: string }
  | {
      readonly kind: 'report'
      readonly option: string
      readonly section: string
      /** What it is called where it stands, the number as it stands there, and what the place says of it. */
      readonly title: string
      readonly text: string
      readonly note: string
      /** The state it is about, by its code; null for none. */
      readonly state: string | null
      /** Is it the chance that this state sends forces? */
      readonly sends: boolean
    }

/** Section of the report to the measure whose drivers explain it best; `deterrence` for the rest. */
const bySection: Readonly<Record<string, string>> = {
  credibility: 'margin',
  honour: 'honour',
  coalition: 'force',
  ledger: 'net',
  escalation: 'clash',
  map: 'force',
}

/** The measure whose drivers are shown for a number. */
export const measureFor = (asked: Explained): string => {
  if (asked.kind === 'verdict') return 'margin'
  if (asked.kind === 'difference') return 'deterrence'
  if (asked.kind === 'quantity')
    return quantities.find(({ id }) => id === asked.quantity)?.measure ?? 'deterrence'
  if (asked.state !== null && (asked.sends || asked.section === 'honour'))
    return `${asked.sends ? 'sends' : 'honour'}.${asked.state}`
  return bySection[asked.section] ?? 'deterrence'
}

/** What a measure is called, and its unit. */
export const measureWords = (
  measure: string,
  option: OptionResult,
  t: Strings,
): { readonly label: string; readonly unit: Unit } => {
  const row = quantities.find((quantity) => quantity.measure === measure)
  if (row !== undefined) return { label: row.label(t), unit: row.unit }
  if (measure === 'margin') return { label: t.assess.margin, unit: 'number' }
  if (measure === 'net') return { label: t.assess.net, unit: 'number' }
  const [kind, code] = measure.split('.')
  const name = option.guarantors.find(({ id }) => id === code)?.name ?? code
  return { label: kind === 'honour' ? t.assess.honourOf(name) : t.assess.sendsOf(name), unit: 'probability' }
}
