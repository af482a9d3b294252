import { en, type Strings } from './strings/en.js'

/** Below this the 5th and 95th percentiles rest on three draws or fewer. */
const FEW_DRAWS = 64

/** What a reader should know before any number: sentences, none where all is well. `pairs` are beneficiary and adversary of each option. */
export const cautionsOf = (
  draws: number,
  pairs: readonly { readonly beneficiary: string; readonly adversary: string | null }[],
  t: Strings = en,
): readonly string[] => [
  ...(draws < FEW_DRAWS ? [t.page.fewDraws(FEW_DRAWS)] : []),
  ...(new Set(pairs.map(({ beneficiary, adversary }) => `${beneficiary} ${adversary}`)).size > 1
    ? [t.page.notAlternatives]
    : []),
]
