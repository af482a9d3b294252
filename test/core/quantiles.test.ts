import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cdf, type Distribution, density, quantile } from '../../src/core/index.js'

interface Row {
  readonly distribution: Distribution
  readonly p: readonly number[]
  readonly x: readonly number[]
}

/** Made by test/core/quantiles.py: scipy's inverse distribution functions, checked with mpmath at 50 digits. */
const rows: readonly Row[] = JSON.parse(readFileSync('test/core/quantiles.json', 'utf8'))

const nameOf = ({ distribution }: Row): string => JSON.stringify(distribution)

describe('quantiles agree with scipy and mpmath to 1e-12', () => {
  it.each(rows.map((row) => [nameOf(row), row] as const))('%s', (_, { distribution, p, x }) => {
    expect(p.length).toBeGreaterThan(5)
    p.forEach((level, k) => {
      const found = quantile(distribution, level)
      // Relative; to the width where one is cut or passes through 0.
      const width =
        distribution.kind === 'truncated' ? 1 : distribution.kind === 'normal' ? distribution.sd : 0
      const size = Math.max(width, Math.abs(x[k]))
      expect(Math.abs(found - x[k]) / size, `at ${level}: ${found}, not ${x[k]}`).toBeLessThan(1e-12)
    })
  })

  it.each(rows.map((row) => [nameOf(row), row] as const))(
    '%s: cdf undoes them',
    (_, { distribution, p, x }) => {
      p.forEach((level, k) => {
        // x itself holds only so many digits.
        const slack = 1e-12 + 4e-16 * Math.abs(x[k]) * density(distribution, x[k])
        expect(Math.abs(cdf(distribution, x[k]) - level), `at ${level}`).toBeLessThan(slack)
      })
    },
  )
})
