import type { Issue } from '../../core/issue.js'
import type { Money } from '../entry.js'
import { averageRates, type PriceIndex, priceIndices, type Rate } from './rateTables.js'

export type Converted = { readonly money: Money } | { readonly issue: Issue }

const noRate = (message: string, hint: string): Converted => ({
  issue: { code: 'no-rate', level: 'error', message, hint },
})

/**
 * The rate of a currency for a day, month or year: of the month if there is one, else the average of its year.
 * @returns undefined if no table has it
 */
export const rateFor = (
  currency: string,
  on: string,
  rates: readonly Rate[] = averageRates,
): Rate | undefined =>
  rates.find((rate) => rate.currency === currency && rate.period === on.slice(0, 7)) ??
  rates.find((rate) => rate.currency === currency && rate.period === on.slice(0, 4))

/**
 * Money with its amount in euros beside it, and the rate, its period and source. The money itself is not changed, and money
 * that has an amount in euros keeps it.
 * @param on day, month or year whose rate is taken: when it was promised or done
 */
export const inEuros = (money: Money, on: string | undefined, rates?: readonly Rate[]): Converted => {
  if (money.eur !== undefined || money.currency === 'EUR') return { money }
  if (on === undefined)
    return noRate(
      `${money.currency} cannot be converted: the entry has no date.`,
      'Give it a date, or leave it in its currency.',
    )
  const rate = rateFor(money.currency, on, rates)
  if (rate === undefined)
    return noRate(
      `There is no rate of ${money.currency} for ${on.slice(0, 7)} or ${on.slice(0, 4)}.`,
      'Give a table with --rates, or leave the amount in its currency.',
    )
  return {
    money: {
      ...money,
      eur: {
        amount: Math.round((money.amount / rate.perEuro) * 100) / 100,
        rate: rate.perEuro,
        rateDate: rate.period,
        source: rate.source.slice(0, 200),
      },
    },
  }
}

export type Deflated =
  | {
      readonly amount: number
      readonly priceYear: number
      readonly index: string
      readonly factor: number
      readonly source: string
    }
  | { readonly issue: Issue }

/**
 * An amount of one year's prices in those of another.
 * @param currency EUR (harmonised index of consumer prices, euro area) or USD (consumer price index, urban)
 */
export const inPricesOf = (
  amount: number,
  currency: string,
  from: number,
  to: number,
  indices: readonly PriceIndex[] = priceIndices,
): Deflated => {
  const index = indices.find((one) => one.currency === currency)
  const missing = [from, to].find((year) => index?.byYear[String(year)] === undefined)
  if (index === undefined || missing !== undefined)
    return {
      issue: {
        code: 'no-deflator',
        level: 'error',
        message:
          index === undefined
            ? `There is no price index for ${currency}.`
            : `${index.name} has no year ${missing}; it has ${Object.keys(index.byYear)[0]} to ${Object.keys(index.byYear).at(-1)}.`,
      },
    }
  const factor = index.byYear[String(to)] / index.byYear[String(from)]
  return { amount: amount * factor, priceYear: to, index: index.id, factor, source: index.source }
}
