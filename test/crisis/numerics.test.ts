import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { assumptions, gameOf, outcomeOf, resolveCast, solve } from '../../src/crisis/index.js'
import { readPact } from '../../src/pact/index.js'
import { drawAll, valuesOf } from '../../src/study/index.js'

describe('numerical settings', () => {
  it('leave no probability more than .005 from much finer ones', () => {
    const file = 'examples/ukraine/3-paris-2026.pact.yaml'
    const { pact, locate } = readPact(readFileSync(file), file)
    const { cast } = resolveCast(pact!, file, locate)
    const draws = drawAll(assumptions, 7, 6)
    for (let k = 0; k < draws.count; k++) {
      const usual = gameOf(pact!, cast!, 'in-force', valuesOf(draws, k))
      const fine = {
        ...usual,
        forceStep: 1,
        shockNodes: 7,
        adversary: { ...usual.adversary, valueNodes: 161 },
      }
      const [one, other] = [outcomeOf(solve(usual)), outcomeOf(solve(fine))]
      expect(Math.abs(one.deterrence - other.deterrence)).toBeLessThan(0.005)
      one.levels.forEach((level, l) => {
        expect(Math.abs(level.challenge - other.levels[l].challenge)).toBeLessThan(0.005)
      })
      one.guarantors.forEach((guarantor, g) => {
        guarantor.honour.forEach((honour, l) => {
          if (!Number.isNaN(honour))
            expect(Math.abs(honour - other.guarantors[g].honour[l])).toBeLessThan(0.005)
        })
      })
    }
  })
})
