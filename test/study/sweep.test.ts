import { describe, expect, it } from 'vitest'
import { truncatedQuantile } from '../../src/core/distribution.js'
import { type Assumption, assumptions, outcomeOf } from '../../src/crisis/index.js'
import { driversIn, driversOf, measuresOf, sweepOf, valuesAt } from '../../src/study/index.js'
import { solveAt } from '../../src/study/solveDraws.js'
import { occasionsOf } from '../../src/study/uncertainty/block.js'
import { option } from './load.js'

const poland = option('examples/history/anglo-polish-1939.pact.yaml')

/** A few assumptions move, the others stay at their medians: enough to see every rule. */
const MOVING = ['adversary.valueSigma', 'fighting.full', 'fear.clash', 'audience.points']
const some = assumptions.map(
  (one): Assumption =>
    MOVING.includes(one.name)
      ? one
      : {
          ...one,
          distribution: { kind: 'fixed', value: truncatedQuantile(one.distribution, one.range, 0.5) },
        },
)
const medians = valuesAt(some, 0.5)
const outcomeAt = (name: string, value: number) =>
  outcomeOf(solveAt(poland, { ...medians, [name]: value })[0].equilibrium)

describe('one assumption at a time, all numbers at once', () => {
  const sweep = sweepOf(poland, some)

  it('moves those that can move, and no other', () => {
    expect(sweep.assumptions.map(({ name }) => name).sort()).toEqual([...MOVING].sort())
  })

  it('reads the very numbers of the game solved there from scratch', () => {
    for (const { name, low, high, below, above } of sweep.assumptions)
      for (const [value, seen] of [
        [low, below],
        [high, above],
      ] as const) {
        const alone = measuresOf(outcomeAt(name, value), occasionsOf(poland, { ...medians, [name]: value }))
        for (const [measure, number] of Object.entries(alone))
          if (Number.isNaN(number)) expect(seen[measure]).toBeNaN()
          else expect(seen[measure], `${name} ${measure}`).toBeCloseTo(number, 5)
      }
  })

  it('finds where a verdict turns: it holds there, and not a little nearer to the median', () => {
    const turns = sweep.assumptions.flatMap(({ name, low, high, turns: some }) =>
      some.map((turn) => ({ name, low, high, ...turn })),
    )
    expect(turns.length).toBeGreaterThan(0)
    for (const { name, low, high, level, who, from, to, at } of turns) {
      const l = ['hybrid', 'limited', 'full'].indexOf(level)
      const end = at < medians[name] ? low : high
      const step = (end - medians[name]) / 32
      expect(outcomeAt(name, at).levels[l][who].verdict).not.toBe(from)
      expect(outcomeAt(name, end).levels[l][who].verdict).toBe(to)
      expect(outcomeAt(name, at - step).levels[l][who].verdict).toBe(from)
    }
  })

  it('sorts the drivers of any number by how far they move it', () => {
    for (const measure of ['deterrence', 'honour', 'net', 'honour.GBR', 'sends.GBR']) {
      const drivers = driversIn(sweep, measure)
      const reach = drivers.map(({ atLow, atHigh, base }) =>
        Math.max(Math.abs(atLow - base), Math.abs(atHigh - base)),
      )
      expect(reach).toEqual([...reach].sort((a, b) => b - a))
      expect(reach.every(Number.isFinite), measure).toBe(true)
    }
    expect(driversOf(poland, some)).toEqual(driversIn(sweep, 'deterrence'))
  })
})
