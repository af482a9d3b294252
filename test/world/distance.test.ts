import { geoDistance } from 'd3-geo'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Place } from '../../src/world/index.js'
import { distanceKm, findState, states } from '../../src/world/index.js'

const RADIUS = 6371.0088

const between = (a: string, b: string): number => {
  const [from, to] = [findState(a), findState(b)]
  if (from === undefined || to === undefined) throw new Error(`no ${a} or ${b}`)
  return distanceKm(from.capital, to.capital)
}

const place: fc.Arbitrary<Place> = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
})

// One metre: half an ulp of h near 1 is about a tenth of that for opposite points.
const METRE = 1e-3

describe('distanceKm', () => {
  it.each([
    ['UKR', 'POL', 690, 5],
    ['FRA', 'DEU', 878, 5],
    ['GBR', 'USA', 5897, 15],
    ['KOR', 'PRK', 195, 5],
    ['AUS', 'NZL', 2325, 10],
  ])('from %s to %s is about %i km', (a, b, km, tolerance) => {
    expect(Math.abs(between(a, b) - km)).toBeLessThan(tolerance)
  })

  it('knows the quarter and the half of a great circle', () => {
    const equator = { lat: 0, lon: 0 }
    expect(distanceKm(equator, { lat: 90, lon: 0 })).toBeCloseTo((RADIUS * Math.PI) / 2, 6)
    expect(distanceKm(equator, { lat: 0, lon: 180 })).toBeCloseTo(RADIUS * Math.PI, 6)
    expect(distanceKm({ lat: 90, lon: 0 }, { lat: -90, lon: 77 })).toBeCloseTo(RADIUS * Math.PI, 6)
    expect(distanceKm({ lat: 0, lon: 179 }, { lat: 0, lon: -179 })).toBeCloseTo((RADIUS * Math.PI) / 90, 6)
  })

  it('agrees with d3-geo', () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        const oracle = RADIUS * geoDistance([a.lon, a.lat], [b.lon, b.lat])
        expect(Math.abs(distanceKm(a, b) - oracle)).toBeLessThan(METRE)
      }),
    )
  })

  it('is zero for a point and itself, symmetric, at most half round the Earth', () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        expect(distanceKm(a, a)).toBe(0)
        expect(distanceKm(a, b)).toBe(distanceKm(b, a))
        expect(distanceKm(a, b)).toBeGreaterThanOrEqual(0)
        expect(distanceKm(a, b)).toBeLessThanOrEqual(RADIUS * Math.PI + METRE)
      }),
    )
  })

  it('keeps the triangle inequality', () => {
    fc.assert(
      fc.property(place, place, place, (a, b, c) => {
        expect(distanceKm(a, c)).toBeLessThanOrEqual(distanceKm(a, b) + distanceKm(b, c) + METRE)
      }),
    )
  })
})

describe('capitals', () => {
  it('lie on the Earth, no two within 40 km', () => {
    for (const { id, capital } of states) {
      expect(Math.abs(capital.lat), id).toBeLessThanOrEqual(90)
      expect(Math.abs(capital.lon), id).toBeLessThanOrEqual(180)
    }
    for (const [i, a] of states.entries())
      for (const b of states.slice(i + 1))
        expect(distanceKm(a.capital, b.capital), `${a.id} ${b.id}`).toBeGreaterThan(40)
  })
})
