import type { CorrectedEntry, Entry } from '../../ledger/index.js'
import { NO_NUMBER, significant } from '../numbers.js'

/** An amount of money to three digits, in millions or billions: `EUR 7.31 bn`. */
export const moneyText = (amount: number, currency: string): string => {
  const size = Math.abs(amount)
  const [scale, unit] = size >= 1e9 ? [1e9, ' bn'] : size >= 1e6 ? [1e6, ' m'] : [1, '']
  return `${currency} ${significant(amount / scale)}${unit}`
}

/** Billions of euros for a table that says so in its head: two decimals, more where it would be zero. */
export const billions = (eur: number | null): string => {
  if (eur === null) return NO_NUMBER
  const bn = eur / 1e9
  const text =
    Math.abs(bn) >= 0.01 || bn === 0 ? Math.abs(bn).toFixed(2) : String(Number(Math.abs(bn).toPrecision(1)))
  return bn < 0 ? `−${text}` : text
}

const bounds: Readonly<Record<string, string>> = {
  about: 'about ',
  'up-to': 'up to ',
  'at-least': 'at least ',
}

/** What an entry is about, on one line: equipment, people, money, act or words. */
export const subjectOf = ({ what }: Pick<Entry | CorrectedEntry, 'what'>): string => {
  const { money, equipment, people, legalAct, text, disclosure, area } = what
  const parts: string[] = []
  if (equipment !== undefined)
    parts.push(
      equipment.units === undefined
        ? equipment.item
        : `${bounds[equipment.bound ?? ''] ?? ''}${significant(equipment.units)} × ${equipment.item}`,
    )
  if (people !== undefined)
    parts.push(
      `${people.count === undefined ? '' : `${bounds[people.bound ?? ''] ?? ''}${significant(people.count)} `}${people.role}`,
    )
  if (money !== undefined)
    parts.push(
      `${bounds[money.bound ?? ''] ?? ''}${moneyText(money.amount, money.currency)}${money.per === undefined || money.per === 'total' ? '' : ` a ${money.per}`}`,
    )
  if (legalAct !== undefined) parts.push(`${legalAct.act}: ${legalAct.instrument}`)
  if (text !== undefined) parts.push(text)
  if (parts.length === 0) parts.push(area)
  if (disclosure === 'undisclosed') parts.push('amount undisclosed')
  return parts.join('; ')
}
