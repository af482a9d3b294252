import { beforeAll, describe, expect, it } from 'vitest'
import { assumptions, gameOf, outcomeOf, solve, type Values } from '../../src/crisis/index.js'
import { type Aspects, solveAspects } from '../../src/study/aspects.js'
import { CURVE_MONTHS, furtherOf } from '../../src/study/further.js'
import { valuesAt } from '../../src/study/index.js'
import { option } from './load.js'

const paris = option('examples/ukraine/3-paris-2026.pact.yaml')
const medians = valuesAt(assumptions, 0.5)
const aspectsWith = (change: Values): Aspects => {
  const values = { ...medians, ...change }
  return solveAspects(paris, values, solve(gameOf(paris.pact, paris.cast, paris.reading, values)))
}

describe('what one draw says beside its outcome', () => {
  let base: Aspects
  beforeAll(() => {
    base = aspectsWith({})
  })

  it('the window runs from the announcement to force, and every further game is solved', () => {
    expect(base.converged).toBe(true)
    const months = base.window!.phases.map(({ from }) => from)
    expect(months[0]).toBe(0)
    expect(months).toEqual([...months].sort((a, b) => a - b))
    expect(months.length).toBeGreaterThan(1)
  })
  it('whatever waiting is worth, the last phase is the game in force', () => {
    const { deterrence } = outcomeOf(solve(gameOf(paris.pact, paris.cast, 'in-force', medians)))
    for (const discount of [0, 0.99]) {
      const { window } = aspectsWith({ 'adversary.discount': discount })
      expect(1 - window!.phases[window!.phases.length - 1].strikes.all.any).toBeCloseTo(deterrence, 6)
    }
  })
  it('an adversary that looks further ahead strikes otherwise before the guarantee is in force', () => {
    const strikes = (discount: number): number =>
      aspectsWith({ 'adversary.discount': discount }).window!.phases[0].strikes.all.any
    expect(strikes(0.99)).not.toBeCloseTo(strikes(0), 4)
  })
  it('the more an assertive posture gains the beneficiary, the likelier it is; without precision it tosses a coin', () => {
    const assertive = (change: Values): number => aspectsWith(change).moralHazard.assertive
    expect(assertive({ 'posture.gain': medians['posture.gain'] + 5 })).toBeGreaterThan(
      base.moralHazard.assertive,
    )
    expect(assertive({ 'beneficiary.lambda': 0 })).toBeCloseTo(0.5, 12)
    expect(assertive({ 'posture.war': medians['posture.war'] + 50 })).not.toBeCloseTo(
      base.moralHazard.assertive,
      6,
    )
  })
  it('a text that promises nothing has no window', () => {
    const none = option('examples/ukraine/0-no-guarantee.pact.yaml')
    const { window } = solveAspects(none, medians, solve(gameOf(none.pact, none.cast, none.reading, medians)))
    expect(window).toBeNull()
  })

  describe('their summary over draws', () => {
    const responders = paris.cast.responders.map(({ id, name, capital: { lat, lon } }) => ({
      id,
      name,
      lat,
      lon,
    }))

    it('leaves draws out that did not converge and says how many; with none left it is null', () => {
      const bad = { aspects: { ...base, converged: false }, occasions: 2 }
      expect(furtherOf([bad], responders)).toBeNull()
      const mixed = furtherOf([bad, { aspects: base, occasions: 2 }], responders)
      expect(mixed).toMatchObject({ draws: 1, unconverged: 1 })
    })
    it('one draw has no spread, and its survival falls month by month from one', () => {
      const { window } = furtherOf([{ aspects: base, occasions: 2 }], responders)!
      const curve = window!.curve.any
      expect(curve.length).toBe(CURVE_MONTHS)
      for (const [month, point] of curve.entries()) {
        expect(point.survival.p05).toBe(point.survival.p95)
        const before = month === 0 ? 1 : curve[month - 1].survival.p50
        expect(point.month).toBe(month + 1)
        expect(point.survival.p50).toBeCloseTo(before * (1 - point.hazard.p50), 12)
      }
    })
  })
})
