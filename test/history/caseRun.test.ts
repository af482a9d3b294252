import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  answer,
  asItStood,
  type BlindAnswer,
  blind,
  codedItems,
  countsAs,
  type OpenCase,
  type PastCase,
  runCase,
} from '../../src/history/cases/index.js'
import { type Pact, responses } from '../../src/pact/index.js'
import { applyOverrides, compare } from '../../src/study/index.js'
import { fixture } from './openFixture.js'

const assumptions = applyOverrides([], [])
const settings = { assumptions, seed: 1, draws: 2 }

let poland: OpenCase
let korea: OpenCase
beforeAll(async () => {
  ;[poland, korea] = await Promise.all([fixture('made-up-poland'), fixture('made-up-korea')])
})

/** The product's own comparison of one document on the same draws. */
const product = async ({ pact, cast }: OpenCase, reading: 'in-force' | 'as-is', draws: number) => {
  const { options } = await compare({
    options: [{ pact, cast, reading }],
    findings: [[]],
    assumptions,
    overridden: new Set(),
    seed: 1,
    draws,
    version: 'test',
  })
  return options[0]
}

describe('a blind run', () => {
  const text = fc.string({ minLength: 1, maxLength: 20 })
  const codes = fc.record(
    Object.fromEntries(
      Object.entries(codedItems).map(([item, list]) => [item, fc.constantFrom(...list)]),
    ) as unknown as { readonly [K in keyof PastCase['codes']]: fc.Arbitrary<PastCase['codes'][K]> },
  )
  const later = fc.record({
    outcome: fc.record({
      challenge: fc.constantFrom('none', 'hybrid', 'limited', 'full'),
      date: fc.constantFrom('1939-09-01', '1940-05-10'),
      text,
      honour: fc.array(
        fc.record({
          state: fc.constantFrom('GBR', 'FRA', 'USA'),
          response: fc.constantFrom(...responses),
          honoured: fc.constantFrom('yes', 'partly', 'no', 'nothing-owed'),
        }),
        { maxLength: 3 },
      ),
      sources: fc.constant([{ title: 'later' }]),
    }),
    second: fc.option(fc.record({ by: text, on: fc.constant('2026-01-01'), codes }), { nil: undefined }),
    why: fc.option(text, { nil: undefined }),
    codes,
  })

  it('gives the same bytes whatever happened, whoever coded it again and whatever was written after it', async () => {
    const bytes = JSON.stringify(await answer(blind(poland), settings))
    await fc.assert(
      fc.asyncProperty(later, async (change) => {
        const pastCase = { ...poland.pastCase, ...change } as unknown as PastCase
        expect(JSON.stringify(await answer(blind({ ...poland, pastCase }), settings))).toBe(bytes)
      }),
      { numRuns: 12 },
    )
  })

  it('hands over nothing but the question', () => {
    expect(Object.keys(blind(poland)).sort()).toEqual(
      ['asOf', 'cast', 'horizonMonths', 'id', 'pact', 'question', 'title'].sort(),
    )
  })

  it('does hang on what it is asked: text, facts and horizon', async () => {
    const ask = (pact: Pact, months = 12) => runCase(pact, poland.cast, months, settings)
    const run = await ask(poland.pact)
    expect(await ask({ ...poland.pact, commitments: [] })).not.toEqual(run)
    expect((await ask(poland.pact, 24)).within.any.mean).toBeGreaterThan(run.within.any.mean)
    const war = { ...poland.pact, context: { ...poland.pact.context, recentWar: true } }
    expect((await ask(war)).within.any.mean).toBeGreaterThan(run.within.any.mean)
  })
})

describe("the product's own assessment", () => {
  it('of a text in force: the same chances on an occasion, over a year, and of honour', async () => {
    const run = await runCase(korea.pact, korea.cast, 12, settings)
    const assessed = await product(korea, 'as-is', 2)
    expect(run.standing).toBe('as it stood')
    for (const step of ['none', 'hybrid', 'limited', 'full'] as const)
      expect(run.occasion[step].p50).toBeCloseTo(assessed.challenge[step].p50, 6)
    expect(run.within.any.p50).toBeCloseTo(assessed.horizon.any['1'].p50, 6)
    expect(run.within.full.p95).toBeCloseTo(assessed.horizon.full['1'].p95, 6)
    const [usa] = run.responders
    expect(usa.honour.full?.p50).toBeCloseTo(assessed.guarantors[0].honour?.p50 ?? Number.NaN, 6)
    expect(run.levels.full.net.p50).toBeCloseTo(assessed.ledger.full.net.p50, 4)
    const five = await runCase(korea.pact, korea.cast, 60, settings)
    expect(five.within.any.p50).toBeCloseTo(assessed.horizon.any['5'].p50, 6)
  })

  it('of a text under way: the survival curve of its window', async () => {
    const pact: Pact = {
      ...korea.pact,
      status: [{ stage: 'signed', date: '1953-10-01' }],
      schedule: { signed: 2, ratified: 9 },
    }
    const one = { ...settings, draws: 1 }
    const run = await runCase(pact, korea.cast, 18, one)
    const window = (await product({ ...korea, pact }, 'in-force', 1)).further?.window
    expect(run.standing).toBe('under way')
    expect(1 - run.within.any.mean).toBeCloseTo(window?.curve.any[17].survival.p50 ?? Number.NaN, 6)
    expect(1 - run.within.full.mean).toBeCloseTo(window?.curve.full[17].survival.p50 ?? Number.NaN, 6)
    // What is said of an occasion is said of the day.
    expect(run.givenOccasion.any.mean).toBeCloseTo(window?.phases[0].challenge.p50 ?? Number.NaN, 6)
  })

  it('takes a declaration as binding once it is announced, a treaty only once it is in force', () => {
    expect(asItStood(poland.pact).status.at(-1)?.stage).toBe('in-force')
    const treaty: Pact = { ...poland.pact, form: 'treaty' }
    expect(asItStood(treaty)).toBe(treaty)
    const ended: Pact = {
      ...poland.pact,
      status: [...poland.pact.status, { stage: 'terminated', date: '1939-05-01' }],
    }
    expect(asItStood(ended)).toBe(ended)
  })
})

describe('chances', () => {
  let given: BlindAnswer
  beforeAll(async () => {
    given = await answer(blind(poland), settings)
  })

  it('add up, and more is never likelier than less', () => {
    const { occasion, givenOccasion, within } = given.run
    const sum = occasion.none.mean + occasion.hybrid.mean + occasion.limited.mean + occasion.full.mean
    expect(sum).toBeCloseTo(1, 9)
    expect(givenOccasion.any.mean).toBeCloseTo(1 - occasion.none.mean, 9)
    for (const chances of [givenOccasion, within])
      for (const key of ['mean', 'p05', 'p50', 'p95'] as const) {
        expect(chances.any[key]).toBeGreaterThanOrEqual(chances.force[key])
        expect(chances.force[key]).toBeGreaterThanOrEqual(chances.full[key])
      }
  })

  it('of honour are there where something is owed, and nowhere else', () => {
    const [gbr, fra] = given.run.responders
    expect([gbr.role, gbr.owes.full, fra.role, fra.owes.full]).toEqual([
      'guarantor',
      'troops',
      'supporter',
      null,
    ])
    expect(gbr.honour.full?.mean).toBeGreaterThan(0)
    expect(fra.honour.full).toBeNull()
    for (const { response } of given.run.responders)
      expect(Object.values(response.full).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9)
  })

  it('count steps upwards', () => {
    expect((['none', 'hybrid', 'limited', 'full'] as const).map((step) => countsAs(step, 'force'))).toEqual([
      false,
      false,
      true,
      true,
    ])
  })

  it('need an adversary', async () => {
    await expect(runCase(poland.pact, { ...poland.cast, adversary: null }, 12, settings)).rejects.toThrow(
      /no adversary/,
    )
  })
})
