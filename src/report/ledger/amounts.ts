import { type CorrectedEntry, type Entry, partyName } from '../../ledger/index.js'
import { NO_NUMBER } from '../numbers.js'
import { en, type Strings } from '../strings/en.js'

/** The name of a party of the ledger in the language. */
export const partyIn = (code: string, t: Strings): string =>
  t.states[code] ?? t.track.parties[code] ?? partyName(code)

/** An amount of money to three digits, in millions or billions: `EUR 7.31 bn`. */
export const moneyText = (amount: number, currency: string, t: Strings = en): string => {
  const size = Math.abs(amount)
  const [scale, unit] =
    size >= 1e9 ? [1e9, t.track.money.billion] : size >= 1e6 ? [1e6, t.track.money.million] : [1, '']
  return `${currency} ${t.significant(amount / scale)}${unit}`
}

/** Billions of euros for a table that says so in its head: two decimals, more where it would be zero. */
export const billions = (eur: number | null, t: Strings = en): string => {
  if (eur === null) return NO_NUMBER
  const bn = eur / 1e9
  const text =
    Math.abs(bn) >= 0.01 || bn === 0
      ? t.fixed(Math.abs(bn), 2)
      : t.decimals(Number(Math.abs(bn).toPrecision(1)))
  return bn < 0 ? `−${text}` : text
}

/** What an entry is about, on one line: equipment, people, money, act or words. */
export const subjectOf = ({ what }: Pick<Entry | CorrectedEntry, 'what'>, t: Strings = en): string => {
  const { money, equipment, people, legalAct, text, disclosure, area } = what
  const boundOf = (bound: string | undefined): string => t.track.bounds[bound ?? ''] ?? ''
  const parts: string[] = []
  if (equipment !== undefined)
    parts.push(
      equipment.units === undefined
        ? equipment.item
        : `${boundOf(equipment.bound)}${t.significant(equipment.units)} × ${equipment.item}`,
    )
  if (people !== undefined)
    parts.push(
      `${people.count === undefined ? '' : `${boundOf(people.bound)}${t.significant(people.count)} `}${people.role}`,
    )
  if (money !== undefined)
    parts.push(
      `${boundOf(money.bound)}${moneyText(money.amount, money.currency, t)}${money.per === undefined || money.per === 'total' ? '' : t.track.per(money.per)}`,
    )
  if (legalAct !== undefined)
    parts.push(`${t.track.legalActs[legalAct.act] ?? legalAct.act}: ${legalAct.instrument}`)
  if (text !== undefined) parts.push(text)
  if (parts.length === 0) parts.push(t.track.areas[area] ?? area)
  if (disclosure === 'undisclosed') parts.push(t.track.amountUndisclosed)
  return parts.join('; ')
}
