import type { Money } from './entry.js'

const scales: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  bn: 1e9,
  billion: 1e9,
  trn: 1e12,
  trillion: 1e12,
}

/**
 * An amount as people write it by hand: `NOK 85 bn`, `EUR 1,250,000`, `GBP 3 billion`. Commas part thousands, a full
 * stop the decimals.
 * @returns undefined where it is none
 */
export const parseAmount = (text: string): Pick<Money, 'amount' | 'currency'> | undefined => {
  const match = /^\s*([A-Z]{3})\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*([a-z]+)?\s*$/.exec(text)
  if (match === null) return undefined
  const [, currency, whole, fraction = '', scale] = match as unknown as [
    string,
    string,
    string,
    string?,
    string?,
  ]
  const factor = scale === undefined ? 1 : scales[scale]
  if (factor === undefined) return undefined
  // Scaled as text, so that 85.3 bn is 85,300,000,000 to the unit.
  const zeros = String(factor).length - 1
  const decimals = fraction.slice(1)
  const digits = whole.replaceAll(',', '') + decimals.slice(0, zeros).padEnd(zeros, '0')
  const left = decimals.slice(zeros)
  return { currency, amount: Number(left === '' ? digits : `${digits}.${left}`) }
}
