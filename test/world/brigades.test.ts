import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brigadeEquivalents, findState, historicalStates, states } from '../../src/world/index.js'

describe('brigadeEquivalents', () => {
  it.each([
    [0, 0, 0],
    [900, 0.1, 0],
    [7500, 0.8, 0.3],
    [145_000, 14.5, 5.8],
    [185_000, 18.5, 7.4],
    [925_000, 92.5, 37],
    [2_750_000, 275, 110],
  ])('%i persons are %f at home and %f abroad', (active, home, deployable) => {
    expect(brigadeEquivalents(active)).toEqual({ home, deployable })
  })

  it('stays within a twentieth of the rule and never falls with strength', () => {
    const strength = fc.integer({ min: 0, max: 5_000_000 })
    fc.assert(
      fc.property(strength, strength, (a, b) => {
        const [weak, strong] = [Math.min(a, b), Math.max(a, b)].map(brigadeEquivalents)
        expect(strong.home).toBeGreaterThanOrEqual(weak.home)
        expect(strong.deployable).toBeGreaterThanOrEqual(weak.deployable)
        expect(Math.abs(brigadeEquivalents(a).home - a / 10_000)).toBeLessThanOrEqual(0.05 + 1e-9)
        expect(Math.abs(brigadeEquivalents(a).deployable - a / 25_000)).toBeLessThanOrEqual(0.05 + 1e-9)
      }),
    )
  })

  it('is what the states carry, marked as an estimate of the year of the personnel', () => {
    for (const state of [...states, ...historicalStates(1939), ...historicalStates(1953)]) {
      const { home, deployable } = brigadeEquivalents(state.active?.value ?? Number.NaN)
      expect([state.id, state.brigadesHome?.value]).toEqual([state.id, home])
      expect([state.id, state.brigadesDeployable?.value]).toEqual([state.id, deployable])
      expect(state.brigadesHome?.source).toBe('estimate')
      expect(state.brigadesDeployable?.source).toBe('estimate')
      expect(state.brigadesHome?.year).toBe(state.active?.year)
    }
    expect(findState('UKR')?.brigadesHome?.value).toBe(92.5)
    expect(findState('ISL')?.brigadesDeployable?.value).toBe(0)
  })
})
