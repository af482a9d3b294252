import { type CodedItem, codedItems, type PastCase } from './schema.js'

/** Two coders that coded one item differently. */
export interface CodingDifference {
  readonly case: string
  readonly item: CodedItem
  readonly first: string
  readonly second: string
}

export interface ItemAgreement {
  readonly item: CodedItem
  readonly cases: number
  readonly agreed: number
  /** Cohen's kappa; null where one code alone was used, so that chance would agree as well. */
  readonly kappa: number | null
}

export interface CoderAgreement {
  /** Cases that two coded. */
  readonly cases: number
  readonly items: readonly ItemAgreement[]
  /** Over all items together: codes, those agreed on, and the mean kappa of the items that have one. */
  readonly codes: number
  readonly agreed: number
  readonly meanKappa: number | null
  readonly differences: readonly CodingDifference[]
}

/**
 * Cohen's kappa (1960) of two codings of the same things: agreement beyond what the two coders' own rates of each code would give by chance.
 * Null for no pairs, or where chance alone would agree always.
 */
export const cohensKappa = (pairs: readonly (readonly [first: string, second: string])[]): number | null => {
  if (pairs.length === 0) return null
  const share = (counts: (pair: readonly [string, string]) => boolean): number =>
    pairs.filter(counts).length / pairs.length
  const observed = share(([first, second]) => first === second)
  const byChance = [...new Set(pairs.flat())].reduce(
    (sum, code) => sum + share(([first]) => first === code) * share(([, second]) => second === code),
    0,
  )
  return byChance >= 1 ? null : (observed - byChance) / (1 - byChance)
}

const items = Object.keys(codedItems) as CodedItem[]

/** Where the two coders of a case differ. */
export const differencesIn = ({ id, codes, second }: PastCase): readonly CodingDifference[] =>
  second === undefined
    ? []
    : items
        .filter((item) => codes[item] !== second.codes[item])
        .map((item) => ({ case: id, item, first: codes[item], second: second.codes[item] }))

/** Agreement of the two coders over all cases that both coded. */
export const agreementOf = (cases: readonly PastCase[]): CoderAgreement => {
  const twice = cases.flatMap(({ codes, second }) =>
    second === undefined ? [] : [{ first: codes, second: second.codes }],
  )
  const byItem = items.map((item): ItemAgreement => {
    const pairs = twice.map(({ first, second }) => [first[item], second[item]] as const)
    return {
      item,
      cases: pairs.length,
      agreed: pairs.filter(([first, second]) => first === second).length,
      kappa: cohensKappa(pairs),
    }
  })
  const kappas = byItem.flatMap(({ kappa }) => (kappa === null ? [] : [kappa]))
  return {
    cases: twice.length,
    items: byItem,
    codes: twice.length * items.length,
    agreed: byItem.reduce((sum, { agreed }) => sum + agreed, 0),
    meanKappa: kappas.length === 0 ? null : kappas.reduce((sum, one) => sum + one, 0) / kappas.length,
    differences: cases.flatMap(differencesIn),
  }
}
