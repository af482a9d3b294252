import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { dyadTable } from '../../src/history/cases/dyadTable.js'
import {
  agreementOf,
  answer,
  baseRateOf,
  baseRates,
  blind,
  cohensKappa,
  dyadFacts,
  honourRows,
  type JudgedCase,
  type OpenCase,
  type PastCase,
  ruleChances,
  scoreCases,
  scoreHonour,
} from '../../src/history/cases/index.js'
import { applyOverrides } from '../../src/study/index.js'
import { historicalStates } from '../../src/world/index.js'
import { dataAbsent, dataFolder, root } from '../world/data.js'
import { fixture } from './openFixture.js'

let poland: OpenCase
let korea: OpenCase
let judged: JudgedCase
beforeAll(async () => {
  ;[poland, korea] = await Promise.all([fixture('made-up-poland'), fixture('made-up-korea')])
  const settings = { assumptions: applyOverrides([], []), seed: 1, draws: 1 }
  judged = { ...(await answer(blind(poland), settings)), pastCase: poland.pastCase }
})

describe('rules', () => {
  it('know neighbours and rivals of the year', () => {
    expect(dyadFacts(poland.pact, poland.cast)).toEqual({
      neighbours: 'by land',
      rivals: true,
      pair: ['DEU', 'POL'],
    })
    expect(baseRateOf(poland.pact, dyadFacts(poland.pact, poland.cast))).toBe(baseRates.rivals)
    expect(baseRateOf(korea.pact, dyadFacts(korea.pact, korea.cast))).toBe(baseRates.recent)
  })

  it('take a place that is no state for the pair of the adversary and the first guarantor', () => {
    const pact = {
      ...poland.pact,
      facts: [
        { state: 'DZG', year: 1938, name: 'Danzig', capital: { lat: 54, lon: 18 }, source: { title: 'x' } },
      ],
    }
    const cast = { ...poland.cast, beneficiary: { ...poland.cast.beneficiary, id: 'DZG' } }
    expect(dyadFacts(pact, cast).pair).toEqual(['DEU', 'GBR'])
    expect(dyadFacts(pact, cast).neighbours).toBe('across water')
  })

  it('spread a chance a year over any horizon', () => {
    const chance = (months: number): number => ruleChances(poland.pact, poland.cast, months).base.any
    const year = baseRates.rivals.any
    expect(chance(12)).toBeCloseTo(year, 12)
    expect(chance(60)).toBeCloseTo(1 - (1 - year) ** 5, 12)
    expect(chance(6)).toBeCloseTo(year / 2, 12)
    expect(chance(18)).toBeCloseTo(1 - (1 - year) * (1 - year / 2), 12)
  })

  it('of local balance say more where the challenger is near and stronger', () => {
    const balance = (pact: OpenCase['pact'], cast: OpenCase['cast']) =>
      ruleChances(pact, cast, 12).balance.any
    const { pact, cast } = poland
    const weaker = {
      ...cast,
      adversary: cast.adversary && {
        ...cast.adversary,
        brigadesHome: { ...cast.beneficiary.brigadesHome!, value: 1 },
      },
    }
    expect(balance(pact, cast)).toBeGreaterThan(balance(pact, weaker))
    expect(balance(pact, cast)).toBeGreaterThan(balance({ ...pact, context: { year: 1900 } }, cast))
  })

  it('rest on a table of pairs that are in the historical table, each once, in order of that table', () => {
    const seen = new Set<string>()
    for (const line of dyadTable.split('\n')) {
      const [year, a, b, near, rivals] = line.split(' ')
      const ids = historicalStates(Number(year)).map(({ id }) => id)
      expect([line, ids.includes(a), ids.includes(b)]).toEqual([line, true, true])
      expect(Number(near) > 0 || rivals === '1').toBe(true)
      const pair = `${year} ${[a, b].sort().join(' ')}`
      expect(seen.has(pair)).toBe(false)
      seen.add(pair)
    }
    // Land neighbours and rivals that anybody knows.
    for (const line of ['1989 IRQ KWT 1 1', '1913 DEU FRA 1 1', '1949 KOR PRK 1 1', '2021 RUS UKR 1 1'])
      expect(dyadTable.split('\n')).toContain(line)
  })

  it.skipIf(dataAbsent)('and tables are those that the script writes', () => {
    const out = mkdtempSync(join(tmpdir(), 'past-'))
    try {
      mkdirSync(join(out, 'cases'))
      mkdirSync(join(out, 'like'))
      execFileSync(process.execPath, [
        join(root, 'scripts/make-past.mjs'),
        '--data',
        dataFolder,
        '--out',
        out,
      ])
      for (const file of ['cases/dyadTable.ts', 'like/pactTable.ts'])
        expect(readFileSync(join(out, file), 'utf8')).toBe(
          readFileSync(join(root, 'src/history', file), 'utf8'),
        )
    } finally {
      rmSync(out, { recursive: true })
    }
  })
})

const spread = (x: number) => ({ mean: x, p05: x, p50: x, p95: x })

/** The same case with other chances, and something else that came of it. */
const like = (challenge: PastCase['outcome']['challenge'], p: number, occasion = p): JudgedCase => ({
  ...judged,
  run: {
    ...judged.run,
    within: { any: spread(p), force: spread(p / 2), full: spread(p / 4) },
    givenOccasion: { any: spread(occasion), force: spread(occasion), full: spread(occasion) },
  },
  pastCase: { ...judged.pastCase, outcome: { ...judged.pastCase.outcome, challenge } },
})

describe('scores', () => {
  const settings = { samples: 50, seed: 1 }

  it('are those worked out by hand', () => {
    const [any, force, full] = scoreCases(
      [like('full', 0.8), like('limited', 0.6), like('none', 0.2)],
      settings,
    )
    expect([any.happened, force.happened, full.happened]).toEqual([2, 2, 1])
    const model = any.methods[0]
    expect(model.brier.value).toBeCloseTo((0.04 + 0.16 + 0.04) / 3, 12)
    expect(model.log.value).toBeCloseTo(-(Math.log(0.8) + Math.log(0.6) + Math.log(0.8)) / 3, 12)
    expect(model.auc.value).toBe(1)
    const never = any.methods.find(({ id }) => id === 'never')
    expect(never?.brier.value).toBeCloseTo((2 * 0.99 ** 2 + 0.01 ** 2) / 3, 12)
    expect(never?.brierSkill.value).toBeCloseTo(1 - 0.08 / (never?.brier.value ?? 0), 12)
    const share = any.methods.find(({ id }) => id === 'share')
    expect(share?.brier.value).toBeCloseTo((2 / 3) * (1 / 3), 12)
    expect(any.onOccasion.brier).toBeCloseTo(0.08, 12)
  })

  it('have intervals about the value, which shrink with more cases', () => {
    const few = Array.from({ length: 6 }, (_, k) => like(k % 2 === 0 ? 'full' : 'none', 0.1 + 0.1 * k))
    const width = (cases: readonly JudgedCase[]): number => {
      const { value, low, high } = scoreCases(cases, { samples: 400, seed: 1 })[0].methods[0].brier
      expect(low).toBeLessThanOrEqual(value)
      expect(high).toBeGreaterThanOrEqual(value)
      return high - low
    }
    expect(width([...few, ...few, ...few, ...few])).toBeLessThan(width(few))
  })

  it('of calibration put every case into one group', () => {
    const cases = Array.from({ length: 10 }, (_, k) => like(k > 4 ? 'hybrid' : 'none', 0.05 + 0.09 * k))
    const { calibration } = scoreCases(cases, settings)[0].methods[0]
    expect(calibration.reduce((sum, { count }) => sum + count, 0)).toBe(10)
    expect(calibration.reduce((sum, bin) => sum + bin.cases, 0)).toBe(5)
  })
})

describe('honour', () => {
  const with_ = (
    challenge: PastCase['outcome']['challenge'],
    honour: PastCase['outcome']['honour'],
  ): JudgedCase => ({
    ...judged,
    pastCase: { ...judged.pastCase, outcome: { ...judged.pastCase.outcome, challenge, honour } },
  })

  it('counts who owed something in the attack that came, at its level', () => {
    const gbr = { state: 'GBR', response: 'troops', honoured: 'partly' } as const
    const fra = { state: 'FRA', response: 'troops', honoured: 'nothing-owed' } as const
    const rows = honourRows([with_('limited', [gbr, fra]), with_('none', [gbr])])
    expect(rows).toEqual([
      {
        case: 'made-up-poland',
        state: 'GBR',
        level: 'limited',
        said: judged.run.responders[0].honour.limited?.mean,
        honoured: 'partly',
      },
    ])
    const scores = scoreHonour(rows)
    expect([scores?.count, scores?.honoured, scores?.atLeastPartly]).toEqual([1, 0, 1])
  })

  it('has no number for a state that owes nothing in the document or is not in it, and none without a row', () => {
    const rows = honourRows([
      with_('full', [
        { state: 'FRA', response: 'troops', honoured: 'yes' },
        { state: 'USA', response: 'aid', honoured: 'no' },
      ]),
    ])
    expect(rows.map(({ said }) => said)).toEqual([null, null])
    expect(scoreHonour(rows)).toBeNull()
  })
})

describe('agreement of two coders', () => {
  it('is kappa of published tables', () => {
    const pairs = (yes: number, yesNo: number, noYes: number, no: number) => [
      ...Array.from({ length: yes }, () => ['y', 'y'] as const),
      ...Array.from({ length: yesNo }, () => ['y', 'n'] as const),
      ...Array.from({ length: noYes }, () => ['n', 'y'] as const),
      ...Array.from({ length: no }, () => ['n', 'n'] as const),
    ]
    // 50 grant proposals (20, 5, 10, 15): .40; and the two tables of equal agreement in Wikipedia, "Cohen's kappa": .1304 and .2593.
    expect(cohensKappa(pairs(20, 5, 10, 15))).toBeCloseTo(0.4, 12)
    expect(cohensKappa(pairs(45, 15, 25, 15))).toBeCloseTo(0.1304, 4)
    expect(cohensKappa(pairs(25, 35, 5, 35))).toBeCloseTo(0.2593, 4)
  })

  it('is 1 for the same codes, symmetric, at most 1, and none without variety', () => {
    const code = fc.constantFrom('a', 'b', 'c')
    fc.assert(
      fc.property(fc.array(fc.tuple(code, code), { minLength: 1, maxLength: 30 }), (pairs) => {
        const kappa = cohensKappa(pairs)
        const turned = cohensKappa(pairs.map(([a, b]) => [b, a] as const))
        if (kappa === null) expect(turned).toBeNull()
        else {
          expect(turned).toBeCloseTo(kappa, 9)
          expect(kappa).toBeLessThanOrEqual(1 + 1e-12)
        }
        const same = cohensKappa(pairs.map(([a]) => [a, a] as const))
        expect(same === null || Math.abs(same - 1) < 1e-9).toBe(true)
      }),
    )
    expect(cohensKappa([])).toBeNull()
    expect(cohensKappa([['a', 'a']])).toBeNull()
  })

  it('lists every difference, and counts only cases coded twice', () => {
    const agreement = agreementOf([poland.pastCase, korea.pastCase])
    expect([agreement.cases, agreement.codes, agreement.agreed]).toEqual([1, 12, 11])
    expect(agreement.differences).toEqual([
      { case: 'made-up-korea', item: 'conditions', first: 'none', second: 'some' },
    ])
  })
})
