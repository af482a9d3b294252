import { describe, expect, it } from 'vitest'
import { normalQuantile } from '../../src/core/elementary.js'
import {
  drawOf,
  effectiveSize,
  fittedNormal,
  logDensity,
  logImportance,
  type NormalProposal,
  normalisedWeights,
  resampled,
  standardNormals,
} from '../../src/core/importance.js'
import { stratifiedUniforms } from '../../src/core/stream.js'

const normals = (name: string, count: number, dimensions: number): Float64Array[] => {
  const columns = Array.from({ length: dimensions }, (_, i) =>
    stratifiedUniforms(7, `${name} ${i}`, count).map(normalQuantile),
  )
  return Array.from({ length: count }, (_, k) => Float64Array.from(columns, (column) => column[k]))
}

const skewed: NormalProposal = {
  mean: Float64Array.of(1, -2),
  factor: [Float64Array.of(0.5, 0), Float64Array.of(-0.6, 0.8)],
}

describe('a normal proposal', () => {
  it('has the density of its formula', () => {
    // Covariance [[.25, -.3], [-.3, 1]]: inverse and determinant by hand.
    const determinant = 0.25 * 1 - 0.3 * 0.3
    const [x, y] = [0.7 - 1, -1.1 + 2]
    const quadratic = (1 * x * x + 2 * 0.3 * x * y + 0.25 * y * y) / determinant
    expect(logDensity(skewed, [0.7, -1.1])).toBeCloseTo(-quadratic / 2 - Math.log(determinant) / 2, 12)
    expect(logDensity(standardNormals(3), [1, 2, 2])).toBeCloseTo(-4.5, 12)
  })

  it('is found again from its draws', () => {
    const draws = normals('again', 20_000, 2).map((e) => drawOf(skewed, e))
    const { mean, factor } = fittedNormal(draws, new Float64Array(20_000).fill(1 / 20_000), 1)
    expect(mean[0]).toBeCloseTo(1, 2)
    expect(mean[1]).toBeCloseTo(-2, 2)
    const covariance = factor[1][0] * factor[0][0]
    expect(covariance).toBeCloseTo(0.95 * -0.3, 2)
  })

  it('has a factor even where one draw has all the weight', () => {
    const fit = fittedNormal(
      [
        [1, 2],
        [0, 0],
      ],
      [1, 0],
      1,
    )
    expect([...fit.mean]).toEqual([1, 2])
    expect(Number.isFinite(logDensity(fit, [0, 0]))).toBe(true)
  })
})

describe('adaptive importance sampling', () => {
  // Prior N(0, I) in six dimensions, each observed at 2 with sd .4: posterior mean 2 / 1.16, variance .16 / 1.16.
  const dimensions = 6
  const logLikelihood = (z: ArrayLike<number>): number =>
    -Array.from(z).reduce((sum, x) => sum + (x - 2) ** 2 / (2 * 0.16), 0)

  const run = (stages: readonly number[]) => {
    const proposals = [standardNormals(dimensions)]
    const draws: Float64Array[] = []
    let weights: Float64Array = new Float64Array()
    stages.forEach((count, s) => {
      if (s > 0) proposals.push(fittedNormal(draws, weights, 1.3))
      for (const e of normals(`stage ${s}`, count, dimensions)) draws.push(drawOf(proposals[s], e))
      const shares = stages.slice(0, s + 1).map((one) => one / draws.length)
      weights = normalisedWeights(draws.map((z) => logLikelihood(z) + logImportance(z, proposals, shares)))
    })
    return { draws, weights }
  }

  it('gives the posterior of the textbook', () => {
    const { draws, weights } = run([1000, 800, 800, 800, 800, 800])
    for (let i = 0; i < dimensions; i++) {
      const mean = draws.reduce((sum, z, k) => sum + weights[k] * z[i], 0)
      const variance = draws.reduce((sum, z, k) => sum + weights[k] * (z[i] - mean) ** 2, 0)
      expect(mean).toBeCloseTo(2 / 1.16, 1)
      expect(variance).toBeCloseTo(0.16 / 1.16, 1)
    }
  })

  it('makes far more draws count than the prior alone', () => {
    expect(effectiveSize(run([5000]).weights)).toBeLessThan(20)
    expect(effectiveSize(run([1000, 800, 800, 800, 800, 800]).weights)).toBeGreaterThan(500)
  })

  it('is plain weighting by likelihood where only the prior is drawn', () => {
    expect(logImportance([0.3, -1], [standardNormals(2)], [1])).toBeCloseTo(0, 12)
  })
})

describe('weights', () => {
  it('sum to one, leave out what is not finite, and take hundreds of thousands', () => {
    expect([...normalisedWeights([Number.NaN, 0, 0])]).toEqual([0, 0.5, 0.5])
    expect(normalisedWeights(new Float64Array(300_000))[0]).toBeCloseTo(1 / 300_000, 15)
  })

  it('have the effective size of so many equal ones', () => {
    expect(effectiveSize([1, 1, 1, 0, 0])).toBeCloseTo(3, 12)
  })

  it('resample each index as often as its weight says', () => {
    expect([...resampled([0.5, 0.25, 0, 0.25], 8)]).toEqual([0, 0, 0, 0, 1, 1, 3, 3])
  })
})
