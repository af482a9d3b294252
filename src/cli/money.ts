import { grouped } from '../world/number.js'

const MINUS = '−'

/** An amount with its currency, to a few digits that can be compared: EUR 358.4 bn, NOK 27.5 m, USD 12,000. */
export const moneyText = (amount: number, currency: string): string => {
  const size = Math.abs(amount)
  const sign = amount < 0 ? MINUS : ''
  if (size >= 1e9)
    return `${currency} ${sign}${grouped(Number((size / 1e9).toFixed(size >= 1e11 ? 1 : 2)))} bn`
  if (size >= 1e6) return `${currency} ${sign}${Number((size / 1e6).toFixed(2))} m`
  return `${currency} ${sign}${grouped(Math.round(size))}`
}
