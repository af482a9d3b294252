import { exp } from '../core/elementary.js'

/**
 * A joint decision that needs every member's consent, as a simultaneous vote in agent quantal-response form.
 * `gain[m]` is what member m gains if the decision passes rather than fails, `blame[m]` what it loses by voting
 * against, in points; `yes` holds the probabilities of consent and is updated in place by Gauss-Seidel. Returns the
 * largest change of the last sweep.
 */
export const settleUnanimousVote = (
  gain: Float64Array,
  blame: Float64Array,
  lambda: number,
  yes: Float64Array,
): number => {
  const members = yes.length
  const after = new Float64Array(members + 1)
  let change = 0
  for (let round = 0; round < 50; round++) {
    after[members] = 1
    for (let m = members - 1; m >= 0; m--) after[m] = after[m + 1] * yes[m]
    let before = 1
    change = 0
    for (let m = 0; m < members; m++) {
      const pivotal = before * after[m + 1]
      const consent = 1 / (1 + exp(-lambda * (pivotal * gain[m] + blame[m])))
      change = Math.max(change, Math.abs(consent - yes[m]))
      yes[m] = consent
      before *= consent
    }
    if (change < 1e-13) break
  }
  return change
}

/** Probability that everybody consents. */
export const passes = (yes: Float64Array): number => yes.reduce((product, p) => product * p, 1)

// PLACEHOLDERS so that solve.ts runs until the general votes land here (helper on vote.ts: replace all below and above).
export type VotingRule =
  | { readonly kind: 'unanimity' }
  | {
      readonly kind: 'qualified'
      readonly weights: readonly number[]
      readonly states: number
      readonly weight: number
      readonly blocking: number
    }
export const settleVote = (
  _rule: VotingRule,
  gain: Float64Array,
  blame: Float64Array,
  lambda: number,
  yes: Float64Array,
): number => settleUnanimousVote(gain, blame, lambda, yes)
export const voteChances = (_rule: VotingRule, yes: Float64Array) => ({
  passes: passes(yes),
  decisive: yes.map((_, m) => yes.reduce((product, p, k) => (k === m ? product : product * p), 1)),
  blocks: yes.map((p) => 1 - p),
})
export const passesWith = (_rule: VotingRule, consents: readonly boolean[]): boolean =>
  consents.every((consent) => consent)
export const qualifiedMajority = (_populations: readonly (number | null)[]): VotingRule => ({
  kind: 'unanimity',
})
