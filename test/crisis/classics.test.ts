import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalCdf } from '../../src/core/elementary.js'
import {
  bivariateNormalCdf,
  classics,
  copulaCoalition,
  crisisSignalling,
  laplacianValue,
  publicGood,
  waitValue,
} from '../../src/crisis/classics.js'

// Published numbers: shared/model/golden.md.
describe('classic games give what was published, to its digits', () => {
  for (const { id, rows } of classics())
    for (const { label, published, digits, value } of rows)
      it(`${id}: ${label}`, () => {
        expect(Number(value.toFixed(digits))).toBe(published)
      })
})

const base = { warA: -1.9, warB: -2.9, audience: -1.2, prizeA: 1, prizeB: 1, statusQuoA: 0, concedeB: 0 }
const listed = '../shared/peers/solver/crisis_signalling_equilibria.csv'

describe('the crisis-signalling game', () => {
  it('has the equilibria that the R package sigInt lists as W_B varies', (context) => {
    if (!existsSync(listed)) context.skip(`${listed} is not beside the project`)
    const rows = readFileSync(listed, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.replaceAll('"', '').split(',').map(Number))
    const byWar = new Map<number, number[][]>()
    for (const row of rows) byWar.set(row[4], [...(byWar.get(row[4]) ?? []), row])
    expect(byWar.size).toBeGreaterThan(3)
    for (const [warB, expected] of byWar) {
      const found = crisisSignalling({ ...base, warB })
      expect(found.length, `W_B ${warB}`).toBe(expected.length)
      const sorted = [...expected].sort((a, b) => a[2] - b[2])
      found.forEach(({ resist, challenge, fight }, k) => {
        // The list was made to a tolerance of about 1e-4.
        expect(Math.abs(resist - sorted[k][2])).toBeLessThan(5e-4)
        expect(Math.abs(challenge - sorted[k][1])).toBeLessThan(5e-4)
        expect(Math.abs(fight - sorted[k][3])).toBeLessThan(5e-4)
      })
    }
  })
})

describe('their pieces', () => {
  const unit = fc.nat(100).map((k) => k / 100)

  it('bivariate normal: independent, symmetric, and Sheppard’s closed form at the origin', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), fc.nat(180), (a, b, r) => {
        const [h, k, rho] = [a / 10 - 3, b / 10 - 3, r / 100 - 0.9]
        expect(bivariateNormalCdf(h, k, 0)).toBeCloseTo(normalCdf(h) * normalCdf(k), 9)
        expect(bivariateNormalCdf(h, k, rho)).toBeCloseTo(bivariateNormalCdf(k, h, rho), 8)
        expect(bivariateNormalCdf(0, 0, rho)).toBeCloseTo(0.25 + Math.asin(rho) / (2 * Math.PI), 8)
      }),
      { numRuns: 200 },
    )
  })

  it('copula: a distribution whose mean no correlation moves', () => {
    const p = fc.array(
      unit.map((x) => 0.02 + 0.96 * x),
      { minLength: 1, maxLength: 6 },
    )
    fc.assert(
      fc.property(
        p,
        unit.map((x) => 0.9 * x),
        (chances, rho) => {
          const count = copulaCoalition(chances, rho)
          expect(count.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 8)
          expect(count.reduce((sum, q, k) => sum + k * q, 0)).toBeCloseTo(
            chances.reduce((a, b) => a + b, 0),
            8,
          )
        },
      ),
      { numRuns: 50 },
    )
  })

  it('Laplacian value: the mean over every number of others, each as likely', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 14 }),
        unit,
        (count, needed, cost) => {
          let sum = 0
          for (let others = 0; others < count; others++) sum += (others + 1 >= needed ? 1 : 0) - cost
          expect(laplacianValue(count, needed, 1, cost)).toBeCloseTo(sum / count, 12)
        },
      ),
    )
  })

  it('public good: first-order conditions, and nobody alone is short', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 }), (values) => {
        const { shares, nash, optimum } = publicGood(values)
        expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(nash, 9)
        shares.forEach((q, k) => {
          expect(values[k] / (1 + nash)).toBeCloseTo(q, 12)
        })
        const total = values.reduce((a, b) => a + b, 0)
        expect(optimum / values.length).toBeCloseTo(total / (1 + optimum), 9)
        if (values.length === 1) expect(optimum).toBeCloseTo(nash, 12)
        else expect(optimum).toBeGreaterThan(nash)
      }),
    )
  })

  it('waiting: no periods leave what comes after; no discount adds up', () => {
    expect(waitValue(3, 7, 0.9, 0)).toBe(7)
    expect(waitValue(3, 7, 1, 5)).toBe(22)
  })
})
