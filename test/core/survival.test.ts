import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bootstrapRanks,
  kaplanMeier,
  quantileTime,
  ranksOf,
  survivalAt,
  type Watched,
} from '../../src/core/index.js'

const watched = (text: string): Watched[] =>
  text.split(' ').map((word) => ({ time: Number.parseFloat(word), happened: !word.endsWith('+') }))

/*
 * Remission of leukaemia, in weeks: Freireich et al. 1963, the textbook case (Cox & Oakes 1984, table 1.1; Kalbfleisch &
 * Prentice; Collett). + marks those still in remission.
 */
const treated = watched('6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+')
const placebo = watched('1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23')

describe('the product-limit estimate', () => {
  it('is that of the books for 6-mercaptopurine', () => {
    const { steps, count, events } = kaplanMeier(treated)
    expect([count, events]).toEqual([21, 9])
    // Kalbfleisch & Prentice, Collett: time, at risk, S, Greenwood's se.
    const table = [
      [6, 21, 0.8571, 0.0764],
      [7, 17, 0.8067, 0.0869],
      [10, 15, 0.7529, 0.0963],
      [13, 12, 0.6902, 0.1068],
      [16, 11, 0.6275, 0.1141],
      [22, 7, 0.5378, 0.1282],
      [23, 6, 0.4482, 0.1346],
    ]
    expect(steps.map(({ time, atRisk }) => [time, atRisk])).toEqual(table.map(([time, n]) => [time, n]))
    steps.forEach(({ survival, se }, i) => {
      expect(survival).toBeCloseTo(table[i][2], 4)
      expect(se).toBeCloseTo(table[i][3], 4)
    })
    expect(quantileTime({ steps, count, events, until: 35 }, 0.5).time).toBe(23)
  })

  it('has the log-log intervals that R and Stata print for it', () => {
    // Stata `sts list` for the 6-MP arm (log-log is its default).
    const { steps } = kaplanMeier(treated)
    const bounds = [
      [0.6197, 0.9516],
      [0.5631, 0.9228],
      [0.5032, 0.8894],
      [0.4316, 0.8491],
      [0.3675, 0.8049],
      [0.2678, 0.7468],
      [0.1881, 0.6801],
    ]
    steps.forEach(({ low, high }, i) => {
      expect(low).toBeCloseTo(bounds[i][0], 3)
      expect(high).toBeCloseTo(bounds[i][1], 3)
    })
  })

  it('is the plain share where nobody is lost', () => {
    const curve = kaplanMeier(placebo)
    expect(quantileTime(curve, 0.5).time).toBe(8)
    for (const step of curve.steps) {
      const alive = placebo.filter(({ time }) => time > step.time).length / placebo.length
      expect(step.survival).toBeCloseTo(alive, 12)
      if (alive > 0) expect(step.se).toBeCloseTo(Math.sqrt((alive * (1 - alive)) / placebo.length), 12)
    }
    expect(curve.steps.at(-1)?.survival).toBe(0)
  })

  it('falls, keeps within its bounds, and does not move when all are doubled', () => {
    const one = fc.record({ time: fc.integer({ min: 0, max: 30 }), happened: fc.boolean() })
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 40 }), (sample) => {
        const curve = kaplanMeier(sample)
        let before = 1
        for (const { survival, low, high } of curve.steps) {
          expect(survival).toBeLessThanOrEqual(before)
          if (!Number.isNaN(low)) {
            expect(low).toBeLessThanOrEqual(survival)
            expect(high).toBeGreaterThanOrEqual(survival)
          }
          before = survival
        }
        const twice = kaplanMeier([...sample, ...sample])
        twice.steps.forEach(({ survival }, i) => {
          expect(survival).toBeCloseTo(curve.steps[i].survival, 10)
        })
        expect(kaplanMeier(sample.map((member) => ({ ...member, weight: 2 }))).steps).toEqual(twice.steps)
      }),
    )
  })

  it('knows the time before the first event, and refuses what is no time', () => {
    const curve = kaplanMeier(treated)
    expect(survivalAt(curve, 5)).toBeUndefined()
    expect(survivalAt(curve, 9)?.time).toBe(7)
    expect(quantileTime(curve, 0.75)).toEqual({ time: null, low: 23, high: null })
    expect(() => kaplanMeier([{ time: Number.NaN, happened: true }])).toThrow(RangeError)
    expect(() => kaplanMeier([{ time: -1, happened: true }])).toThrow(RangeError)
  })
})

describe('ranks with intervals', () => {
  it('ranks the highest first and lets equals share', () => {
    expect(ranksOf([3, 1, 3, 2])).toEqual([1, 4, 1, 3])
    expect(ranksOf([Number.NaN, 1])).toEqual([2, 1])
  })

  it('has a wide interval where groups are alike and a narrow one where they are not', () => {
    const group = (name: string, share: number, n: number) => ({
      name,
      members: Array.from({ length: n }, (_, i) => (i < share * n ? 1 : 0)),
    })
    const mean = (members: readonly number[]) => members.reduce((a, b) => a + b, 0) / members.length
    const apart = bootstrapRanks([group('a', 0.9, 100), group('b', 0.1, 100)], mean, 1, 400)
    expect(apart.map(({ rank, low, high }) => [rank, low, high])).toEqual([
      [1, 1, 1],
      [2, 2, 2],
    ])
    const alike = bootstrapRanks(
      [group('a', 0.5, 20), group('b', 0.5, 20), group('c', 0.5, 20)],
      mean,
      1,
      400,
    )
    for (const { low, high } of alike) expect(high - low).toBeGreaterThanOrEqual(1)
  })

  it('has the binomial spread of a share', () => {
    const members = Array.from({ length: 50 }, (_, i) => (i < 20 ? 1 : 0))
    const mean = (sample: readonly number[]) => sample.reduce((a, b) => a + b, 0) / sample.length
    const [{ valueLow, valueHigh }] = bootstrapRanks([{ name: 'x', members }], mean, 7, 4000)
    const sd = Math.sqrt((0.4 * 0.6) / 50)
    expect(valueLow).toBeCloseTo(0.4 - 1.645 * sd, 1)
    expect(valueHigh).toBeCloseTo(0.4 + 1.645 * sd, 1)
  })
})
