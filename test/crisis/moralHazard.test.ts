import { describe, expect, it } from 'vitest'
import { assertiveChance, beneficiaryPayoff, moralHazardOf } from '../../src/crisis/moralHazard.js'
import { outcomeOf } from '../../src/crisis/outcome.js'
import { solve } from '../../src/crisis/solve.js'
import { game, level } from './games.js'

const beneficiary = { lambda: 0.12, gain: 3, war: 20 }
const calm = solve(game())
const alarmed = solve(game({ adversary: { statusQuo: { greedy: 3, fearful: -40 } } }))

describe('moral hazard', () => {
  it('is a coin weighted by the gain where posture changes nothing else', () => {
    const chance = assertiveChance({ restrained: calm, assertive: calm }, beneficiary)
    expect(chance).toBeCloseTo(1 / (1 + Math.exp(-0.12 * 3)), 12)
    expect(assertiveChance({ restrained: calm, assertive: calm }, { ...beneficiary, lambda: 0 })).toBe(0.5)
  })

  it('falls with what an assertive posture brings on', () => {
    expect(beneficiaryPayoff(alarmed, beneficiary)).toBeLessThan(beneficiaryPayoff(calm, beneficiary))
    expect(assertiveChance({ restrained: calm, assertive: alarmed }, beneficiary)).toBeLessThan(
      assertiveChance({ restrained: calm, assertive: calm }, beneficiary),
    )
  })

  it('counts the prize and the fighting of every level, by how likely a challenge is', () => {
    const solved = solve(
      game({ levels: [level({ id: 'limited', share: 0.3, severity: 0.5 }), level()], guarantors: [] }),
    )
    const [limited, full] = outcomeOf(solved).levels
    expect(beneficiaryPayoff(solved, beneficiary)).toBeCloseTo(
      -limited.challenge * (30 * limited.lost + 10 * limited.war) -
        full.challenge * (100 * full.lost + 20 * full.war),
      12,
    )
  })

  it('is told with and without the guarantee, and without a voiding clause where there is one', () => {
    const under = { restrained: calm, assertive: alarmed }
    const found = moralHazardOf(under, { restrained: calm, assertive: calm }, null, beneficiary)
    expect(found.assertive).toBe(assertiveChance(under, beneficiary))
    expect(found.without).toBeGreaterThan(found.assertive)
    expect(found.unvoided).toBeNaN()
    expect(found.challenge.assertive).toBeGreaterThan(found.challenge.restrained)
    expect(moralHazardOf(under, under, under, beneficiary).unvoided).toBe(found.assertive)
  })
})
