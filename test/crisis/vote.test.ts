import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  passes,
  passesWith,
  type QualifiedRule,
  qualifiedMajority,
  settleVote,
  type VotingRule,
  voteChances,
} from '../../src/crisis/vote.js'
import { findState, groupMembers } from '../../src/world/index.js'

const unit = fc.nat(1000).map((k) => k / 1000)

/** Whole weights that sum to 1000. */
const weightsOf = (raw: readonly number[]): number[] => {
  const total = raw.reduce((sum, w) => sum + w, 0)
  const weights = raw.map((w) => Math.floor((1000 * w) / total))
  weights[0] += 1000 - weights.reduce((sum, w) => sum + w, 0)
  return weights
}

const qualified = (members: number): fc.Arbitrary<QualifiedRule> =>
  fc
    .record({
      raw: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: members, maxLength: members }),
      states: fc.integer({ min: 0, max: members + 1 }),
      weight: fc.integer({ min: 0, max: 1001 }),
      blocking: fc.integer({ min: 0, max: members + 1 }),
    })
    .map(({ raw, ...rest }) => ({ kind: 'qualified' as const, weights: weightsOf(raw), ...rest }))

const ruleFor = (members: number): fc.Arbitrary<VotingRule> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant({ kind: 'unanimity' as const }) },
    { weight: 5, arbitrary: qualified(members) },
  )

const vote = fc.integer({ min: 1, max: 9 }).chain((members) =>
  fc.record({
    rule: ruleFor(members),
    yes: fc.array(fc.oneof(unit, fc.constantFrom(0, 1)), { minLength: members, maxLength: members }),
    gain: fc.array(fc.integer({ min: -40, max: 40 }), { minLength: members, maxLength: members }),
    blame: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: members, maxLength: members }),
  }),
)

/** All vectors of votes: who consents, and whether it passes. */
const vectors = (rule: VotingRule, members: number): { consents: boolean[]; passed: boolean }[] =>
  Array.from({ length: 2 ** members }, (_, bits) => {
    const consents = Array.from({ length: members }, (_, m) => ((bits >> m) & 1) === 1)
    return { consents, passed: passesWith(rule, consents) }
  })

/** Probability of the vectors for which `holds`. */
const probability = (
  list: ReturnType<typeof vectors>,
  yes: readonly number[],
  holds: (vector: (typeof list)[number]) => boolean = ({ passed }) => passed,
): number =>
  list.reduce((sum, vector) => {
    if (!holds(vector)) return sum
    let p = 1
    for (let m = 0; m < yes.length; m++) p *= vector.consents[m] ? yes[m] : 1 - yes[m]
    return sum + p
  }, 0)

describe('a vote', () => {
  it('comes to what walking every vector of votes gives', () => {
    fc.assert(
      fc.property(vote, ({ rule, yes }) => {
        const chances = voteChances(rule, Float64Array.from(yes))
        const all = vectors(rule, yes.length)
        expect(chances.passes).toBeCloseTo(probability(all, yes), 12)
        expect(passes(rule, Float64Array.from(yes))).toBe(chances.passes)
        yes.forEach((_, m) => {
          const given = (p: number) => probability(all, yes.with(m, p))
          expect(chances.decisive[m]).toBeCloseTo(given(1) - given(0), 12)
          const blocked = probability(all, yes, ({ consents, passed }) => !consents[m] && !passed)
          expect(chances.blocks[m]).toBeCloseTo(blocked, 12)
        })
      }),
      { numRuns: 2000 },
    )
  })

  it('is settled where every member’s consent is its logit reply to the others', () => {
    fc.assert(
      fc.property(vote, ({ rule, gain, blame }) => {
        const yes = new Float64Array(gain.length).fill(0.5)
        const change = settleVote(rule, Float64Array.from(gain), Float64Array.from(blame), 0.05, yes, 500)
        expect(change).toBeLessThan(1e-12)
        const { decisive } = voteChances(rule, yes)
        yes.forEach((p, m) => {
          expect(p).toBeCloseTo(1 / (1 + Math.exp(-0.05 * (decisive[m] * gain[m] + blame[m]))), 11)
        })
      }),
      { numRuns: 1000 },
    )
  })

  it('never passes less often when a member consents more often', () => {
    fc.assert(
      fc.property(vote, fc.nat(), unit, ({ rule, yes }, member, more) => {
        const m = member % yes.length
        const raised = yes.map((p, k) => (k === m ? p + more * (1 - p) : p))
        expect(passes(rule, Float64Array.from(raised))).toBeGreaterThanOrEqual(
          passes(rule, Float64Array.from(yes)) - 1e-12,
        )
      }),
    )
  })
})

// Art. 16(4) TEU, Art. 238(3)(a) TFEU.
describe('the qualified majority of the EU Council', () => {
  const ids = groupMembers('EU27', '2026-01-01') ?? []
  const persons = ids.map((id) => findState(id)?.population?.value ?? null)
  const rule = qualifiedMajority(persons) as QualifiedRule
  const against = (...refusing: string[]) =>
    passesWith(
      rule,
      ids.map((id) => !refusing.includes(id)),
    )
  const bySize = [...ids].sort((a, b) => (persons[ids.indexOf(b)] ?? 0) - (persons[ids.indexOf(a)] ?? 0))

  it('asks for 15 of 27 members with 65% of the people', () => {
    expect(ids.length).toBe(27)
    expect(rule).toMatchObject({ states: 15, weight: 650, blocking: 4 })
    expect(rule.weights.reduce((sum, w) => sum + w, 0)).toBe(1000)
    expect(against()).toBe(true)
  })

  it('is not blocked by the three largest, though they hold more than 35%; a fourth member makes it', () => {
    const three = bySize.slice(0, 3)
    expect(three.reduce((sum, id) => sum + rule.weights[ids.indexOf(id)], 0)).toBeGreaterThan(350)
    expect(against(...three)).toBe(true)
    expect(against(...three, 'MLT')).toBe(false)
  })

  it('is not blocked by the twelve smallest; by any thirteen it is', () => {
    expect(against(...bySize.slice(-12))).toBe(true)
    expect(against(...bySize.slice(-13))).toBe(false)
  })

  it('follows the rule for those taking part where not all do: the least number with more than 35%, plus one', () => {
    expect(qualifiedMajority([60, 20, 10, 10])).toEqual({
      kind: 'qualified',
      weights: [600, 200, 100, 100],
      states: 3,
      weight: 650,
      blocking: 2,
    })
    expect(qualifiedMajority([10, null])).toBeNull()
    expect(qualifiedMajority([])).toBeNull()
  })

  it('counted in parts per thousand, decides as counted in persons but for coalitions at the very threshold', () => {
    const total = persons.reduce<number>((sum, one) => sum + (one ?? 0), 0)
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 27, maxLength: 27 }), (consents) => {
        const people =
          persons.reduce<number>((sum, one, m) => (consents[m] ? sum + (one ?? 0) : sum), 0) / total
        fc.pre(Math.abs(people - 0.65) > 0.003)
        const count = consents.filter(Boolean).length
        expect(passesWith(rule, consents)).toBe(count > 23 || (count >= 15 && people >= 0.65))
      }),
      { numRuns: 5000 },
    )
  })
})
