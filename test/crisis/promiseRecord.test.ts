import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  assumptions,
  gameOf,
  outcomeOf,
  type PastPromise,
  posteriorOf,
  recordAssumptions,
  resolveCast,
  shiftOf,
  solve,
  type Values,
} from '../../src/crisis/index.js'
import { readPact } from '../../src/pact/index.js'
import { valuesAt } from '../../src/study/index.js'

const medians: Values = valuesAt([...assumptions, ...recordAssumptions], 0.5)
const asInTheModel: Values = {
  ...medians,
  'record.priorKept': 4.5,
  'record.priorBroken': 17.5,
  'record.halfLife': 3,
  'record.late': 0.5,
  'record.relevance': 1,
  'record.alike': 0,
}

describe('the posterior of a record', () => {
  it('is .228 for the golden ledger of the model page', () => {
    const promises: PastPromise[] = [
      { fate: 'kept', years: 0, weight: 1 },
      { fate: 'late', years: 0.3, weight: 1 },
      { fate: 'broken', years: 2, weight: 1 },
    ]
    expect(posteriorOf(promises, asInTheModel).mean).toBeCloseTo(0.228, 3)
  })

  it('is the prior where there is no record, and moves nothing then', () => {
    const none = posteriorOf([], medians)
    expect(none.mean).toBe(none.priorMean)
    expect(shiftOf(none, medians)).toEqual({ audience: 1, resolve: 0 })
  })

  const promise = fc.record({
    fate: fc.constantFrom('kept' as const, 'late' as const, 'broken' as const),
    years: fc.double({ min: 0, max: 20, noNaN: true }),
    weight: fc.double({ min: 0, max: 5, noNaN: true }),
  })

  it('rises with a promise kept, falls with one broken, and lies between 0 and 1', () => {
    fc.assert(
      fc.property(fc.array(promise, { maxLength: 20 }), (promises) => {
        const plain = { ...medians, 'record.alike': 0 }
        const before = posteriorOf(promises, plain).mean
        const kept = posteriorOf([...promises, { fate: 'kept', years: 0, weight: 1 }], plain).mean
        const broken = posteriorOf([...promises, { fate: 'broken', years: 0, weight: 1 }], plain).mean
        expect(kept).toBeGreaterThan(before)
        expect(broken).toBeLessThan(before)
        expect(broken).toBeGreaterThan(0)
        expect(kept).toBeLessThan(1)
      }),
    )
  })

  it('never counts alike promises for more than the share that likeness leaves', () => {
    const many = (n: number): PastPromise[] =>
      Array.from({ length: n }, () => ({ fate: 'kept', years: 0, weight: 1 }))
    const alike = { ...asInTheModel, 'record.alike': 0.1 }
    expect(posteriorOf(many(1), alike).effective).toBeCloseTo(1, 12)
    expect(posteriorOf(many(11), alike).effective).toBeCloseTo(11 / 2, 12)
    expect(posteriorOf(many(10_000), alike).effective).toBeLessThan(10)
  })
})

describe('a record in the game', () => {
  const path = 'examples/ukraine/3-paris-2026.pact.yaml'
  const { pact, locate } = readPact(readFileSync(path, 'utf8'), path)
  const { cast } = resolveCast(pact!, path, locate)
  const honour = (records?: Record<string, readonly PastPromise[]>) => {
    const given = records === undefined ? cast! : { ...cast!, records }
    return outcomeOf(solve(gameOf(pact!, given, 'in-force', medians)))
  }
  const of = (outcome: ReturnType<typeof outcomeOf>, id: string) =>
    outcome.guarantors[cast!.responders.findIndex((state) => state.id === id)].honour[2]

  it('moves nothing where it is empty, to the last bit', () => {
    expect(honour({})).toEqual(honour())
  })

  it('raises the honour of who kept its word and lowers that of who broke it', () => {
    const plain = honour()
    const kept = honour({ FRA: [{ fate: 'kept', years: 0, weight: 40 }] })
    const broken = honour({ FRA: [{ fate: 'broken', years: 0, weight: 40 }] })
    expect(of(kept, 'FRA')).toBeGreaterThan(of(plain, 'FRA'))
    expect(of(broken, 'FRA')).toBeLessThan(of(plain, 'FRA'))
  })
})
