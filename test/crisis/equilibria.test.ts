import { describe, expect, it } from 'vitest'
import { findEquilibria, tracePrincipal } from '../../src/crisis/equilibria.js'
import { outcomeOf } from '../../src/crisis/outcome.js'
import { distanceBetween, solve } from '../../src/crisis/solve.js'
import { coordination } from './coordination.js'

describe('several equilibria', () => {
  it('are found, are distinct, are equilibria, and are labelled with the principal one first', () => {
    const found = findEquilibria(coordination(2))
    expect(found.length).toBeGreaterThan(1)
    expect(found[0].label).toBe('principal')
    const coming = found.map(({ equilibrium }) => outcomeOf(equilibrium).guarantors[0].response[0][4])
    expect(Math.max(...coming)).toBeGreaterThan(0.95)
    expect(Math.min(...coming)).toBeLessThan(0.05)
    for (const { equilibrium } of found) {
      expect(equilibrium.converged).toBe(true)
      expect(equilibrium.residual).toBeLessThan(1e-7)
    }
    found.forEach((one, k) => {
      for (const other of found.slice(k + 1))
        expect(distanceBetween(one.equilibrium, other.equilibrium)).toBeGreaterThan(0.01)
    })
  })

  it('are not invented where choices are noisy enough for one', () => {
    expect(findEquilibria(coordination(0.05)).map(({ label }) => label)).toEqual(['principal'])
  })

  it('leave the principal branch to be the one that starts at lambda 0', () => {
    const spec = coordination(2)
    const traced = tracePrincipal(spec)
    expect(distanceBetween(findEquilibria(spec)[0].equilibrium, traced)).toBeLessThan(1e-6)
    // Symmetric guarantors stay symmetric along the branch.
    const [a, b] = outcomeOf(traced).guarantors
    expect(a.response[0][4]).toBeCloseTo(b.response[0][4], 6)
  })
})

describe('an answer that did not settle', () => {
  it('says so', () => {
    const wild = solve(
      { ...coordination(2), guarantors: [...coordination(2).guarantors, ...coordination(2).guarantors] },
      {},
    )
    expect(wild.converged).toBe(wild.residual < 1e-7)
  })
})
