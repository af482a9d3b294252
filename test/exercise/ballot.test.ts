import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Body,
  countVotes,
  qualifiedPasses,
  quorumOf,
  type VoteChoice,
} from '../../src/exercise/index.js'
import { findState, groupMembers } from '../../src/world/index.js'

const eu = groupMembers('EU27', '2026-01-01') ?? []
const people = eu.map((id) => findState(id)?.population?.value ?? 0)

/** The rule written a second way: which coalitions of those against block, in rational numbers. */
const passes = (yes: readonly boolean[], populations: readonly number[]): boolean => {
  const against = populations.filter((_, m) => !yes[m])
  const total = populations.reduce((sum, one) => sum + BigInt(one), 0n)
  const opposed = against.reduce((sum, one) => sum + BigInt(one), 0n)
  let fewest = 0
  let held = 0n
  for (const one of [...populations].sort((a, b) => b - a)) {
    if (held * 100n > total * 35n) break
    held += BigInt(one)
    fewest++
  }
  const least = yes.length === 27 ? 4 : fewest + 1
  if (against.length < least) return true
  const enoughStates = (yes.length - against.length) * 20 >= yes.length * 11
  return enoughStates && opposed * 20n <= total * 7n
}

describe('the qualified majority of the EU', () => {
  it('agrees with the rule written a second way, in the full Council and in part of it', () => {
    fc.assert(
      fc.property(
        fc.subarray(
          eu.map((_, m) => m),
          { minLength: 5 },
        ),
        fc.array(fc.boolean(), { minLength: 27, maxLength: 27 }),
        fc.boolean(),
        (some, votes, full) => {
          const members = full ? eu.map((_, m) => m) : some
          const populations = members.map((m) => people[m])
          const yes = members.map((m) => votes[m])
          expect(qualifiedPasses(yes, populations).passes).toBe(passes(yes, populations))
        },
      ),
      { numRuns: 500 },
    )
  })

  const without = (...refusing: string[]) => eu.map((id) => !refusing.includes(id))

  it('three large members cannot block, four that hold more than 35% can', () => {
    // Germany, France and Italy hold 47% of the population.
    expect(qualifiedPasses(without('DEU', 'FRA', 'ITA'), people).passes).toBe(true)
    expect(qualifiedPasses(without('DEU', 'FRA', 'ITA', 'MLT'), people).passes).toBe(false)
    expect(qualifiedPasses(without('HUN', 'SVK', 'CZE', 'BGR'), people).passes).toBe(true)
  })

  it('55% of 27 members are 15', () => {
    const [large, small] = [[...eu], [...eu]].map((ids) =>
      ids.sort((a, b) => (people[eu.indexOf(b)] ?? 0) - (people[eu.indexOf(a)] ?? 0)),
    )
    const first = (n: number) => eu.map((id) => large.slice(0, n).includes(id))
    expect(qualifiedPasses(first(14), people).passes).toBe(false)
    expect(qualifiedPasses(first(15), people).passes).toBe(true)
    expect(small).toHaveLength(27)
  })
})

const votesOf = (entries: Record<string, VoteChoice>) => new Map(Object.entries(entries))
const body = (change: Partial<Body> = {}): Body => ({
  rule: 'unanimity',
  members: ['POL', 'FRA', 'DEU'],
  ...change,
})

describe('other rules', () => {
  it('one refusal blocks unanimity and is named; abstention does not', () => {
    expect(countVotes(body(), votesOf({ POL: 'no' }))).toMatchObject({ status: 'failed', blockers: ['POL'] })
    expect(countVotes(body(), votesOf({ POL: 'yes', FRA: 'abstain', DEU: 'yes' })).status).toBe('passed')
    expect(countVotes(body(), votesOf({ POL: 'yes', FRA: 'yes' }))).toMatchObject({
      status: 'open',
      awaited: ['DEU'],
    })
  })

  it('a quorum that can no longer be reached ends it', () => {
    const quorate = body({ quorum: { members: 3 } })
    expect(countVotes(quorate, votesOf({ POL: 'absent' }))).toMatchObject({
      status: 'failed',
      blockers: ['POL'],
    })
    expect(quorumOf(body({ quorum: { share: 0.55 }, members: eu.slice(0, 20) }))).toBe(11)
  })

  it('the lead nation alone decides; votes of others count for nothing', () => {
    const led = body({ rule: 'lead-nation', lead: 'FRA' })
    expect(countVotes(led, votesOf({ POL: 'no', FRA: 'yes' })).status).toBe('passed')
    expect(countVotes(body(), votesOf({ POL: 'yes', FRA: 'yes', DEU: 'yes', HUN: 'no' })).status).toBe(
      'passed',
    )
  })

  it('a passed or failed count does not depend on the order of votes', () => {
    const choice = fc.constantFrom<VoteChoice>('yes', 'no', 'abstain', 'absent')
    fc.assert(
      fc.property(
        fc.array(choice, { minLength: 3, maxLength: 3 }),
        fc.constantFrom(0, 1, 2),
        (choices, turn) => {
          const entries = body().members.map((member, m): [string, VoteChoice] => [member, choices[m]])
          const turned = [...entries.slice(turn), ...entries.slice(0, turn)]
          expect(countVotes(body(), new Map(turned)).status).toBe(countVotes(body(), new Map(entries)).status)
        },
      ),
    )
  })
})
