import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CorrectedEntry,
  credibilityOf,
  type EntryDraft,
  leagueOf,
  lotsOf,
  recordsOf,
  sayDoRows,
  standing,
} from '../../src/ledger/index.js'

let seq = 0
type Given = Partial<EntryDraft> &
  Pick<EntryDraft, 'kind' | 'dates'> & { id: string; eur?: number; who?: string }

const entry = ({ eur, who = 'POL', ...rest }: Given): CorrectedEntry =>
  ({
    what: {
      area: 'military',
      disclosure: eur === undefined ? 'undisclosed' : 'disclosed',
      ...(eur === undefined
        ? {}
        : { money: { amount: eur, currency: 'EUR', ...(eur < 0 ? { net: true } : {}) } }),
    },
    sources: [{ title: 'test' }],
    entered: { by: 'test', at: '2026-01-01T00:00:00Z' },
    seq: ++seq,
    previous: '0'.repeat(64),
    hash: '0'.repeat(64),
    who,
    ...rest,
  }) as CorrectedEntry

const pledge = (id: string, eur: number, announced: string, due?: string, more: Partial<Given> = {}) =>
  entry({ id, kind: 'pledge', eur, dates: { announced, ...(due === undefined ? {} : { due }) }, ...more })
const delivery = (id: string, eur: number | undefined, happened: string, more: Partial<Given> = {}) =>
  entry({
    id,
    kind: 'delivery',
    ...(eur === undefined ? {} : { eur }),
    dates: { happened },
    milestone: 'confirmed-received',
    ...more,
  })

const options = { asOf: '2026-01-01', seed: 1, resamples: 200 }

describe('lots', () => {
  it('lays a deed against the oldest open promise, or the one it names', () => {
    const { lots, beyond } = lotsOf(
      [
        pledge('a', 100, '2025-01-10'),
        pledge('b', 50, '2025-02-10'),
        delivery('d1', 120, '2025-03-01'),
        delivery('d2', 20, '2025-04-01', { links: { fulfils: ['b'] } }),
        delivery('d3', 30, '2025-05-01'),
      ],
      '2026-01-01',
    )
    expect(lots.map(({ id, delivered }) => [id, delivered])).toEqual([
      ['a', [{ day: '2025-03-01', amount: 100 }]],
      [
        'b',
        [
          { day: '2025-03-01', amount: 20 },
          { day: '2025-04-01', amount: 20 },
          { day: '2025-05-01', amount: 10 },
        ],
      ],
    ])
    expect(beyond.map(({ stage, amount }) => [stage, amount])).toEqual([['delivered', 20]])
  })

  it('counts a repeated promise, and one made firmer, once', () => {
    const { lots, leftOut } = lotsOf(
      [
        pledge('a', 90, '2025-12-18'),
        pledge('again', 90, '2025-12-20', undefined, { links: { repeats: ['a'] } }),
        entry({
          id: 'law',
          kind: 'commitment',
          eur: 90,
          dates: { announced: '2026-04-23' },
          links: { of: 'a' },
        }),
      ],
      '2026-05-01',
    )
    expect(lots.map(({ id, firmed }) => [id, firmed])).toEqual([['a', '2026-04-23']])
    expect(leftOut).toEqual([{ id: 'again', why: 'repeats' }])
  })

  it('takes net changes below nothing back from the latest', () => {
    const { lots } = lotsOf(
      [
        pledge('a', 100, '2025-01-31'),
        pledge('b', 50, '2025-02-28'),
        entry({ id: 'less', kind: 'pledge', eur: -60, dates: { announced: '2025-03-31' } }),
        entry({ id: 'al', kind: 'allocation', eur: 80, dates: { happened: '2025-04-30' } }),
        entry({ id: 'back', kind: 'allocation', eur: -30, dates: { happened: '2025-05-31' } }),
      ],
      '2026-01-01',
    )
    expect(lots.map(standing)).toEqual([90, 0])
    expect(lots.map(({ allocated }) => allocated)).toEqual([[{ day: '2025-04-30', amount: 50 }], []])
  })

  it('never does more than was promised, and loses nothing', () => {
    const amount = fc.integer({ min: 1, max: 100 })
    const month = fc.integer({ min: 1, max: 12 })
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), amount, month), { maxLength: 30 }), (rows) => {
        const entries = rows.map(([promise, eur, m], i) => {
          const day = `2025-${String(m).padStart(2, '0')}-15`
          return promise ? pledge(`p${i}`, eur, day) : delivery(`d${i}`, eur, day)
        })
        const { lots, beyond } = lotsOf(entries, '2026-01-01')
        const done = lots.flatMap(({ delivered }) => delivered).reduce((sum, part) => sum + part.amount, 0)
        const over = beyond.reduce((sum, part) => sum + part.amount, 0)
        const given = rows.reduce((sum, [promise, eur]) => sum + (promise ? 0 : eur), 0)
        expect(done + over).toBe(given)
        for (const lot of lots) {
          const parts = lot.delivered.reduce((sum, part) => sum + part.amount, 0)
          expect(parts).toBeLessThanOrEqual(lot.amount)
          for (const { day } of lot.delivered) expect(day >= lot.day).toBe(true)
        }
      }),
    )
  })

  it('lays deeds of any area against promises that are not split by area, after those of their own', () => {
    const area = (name: 'other' | 'military' | 'humanitarian') => ({
      what: {
        area: name,
        text: 'x',
        disclosure: 'disclosed' as const,
        money: { amount: 60, currency: 'EUR' },
      },
    })
    const deed = (id: string, name: 'military' | 'humanitarian') =>
      entry({ id, kind: 'allocation', dates: { happened: '2025-06-01' }, ...area(name) })
    const deeds = [deed('m', 'military'), deed('h', 'humanitarian')]
    const whole = entry({ id: 'whole', kind: 'pledge', dates: { announced: '2025-01-01' }, ...area('other') })
    const own = entry({ id: 'own', kind: 'pledge', dates: { announced: '2025-01-01' }, ...area('military') })
    const done = (entries: CorrectedEntry[]) => {
      const { lots, beyond } = lotsOf(entries, options.asOf)
      return {
        lots: lots.map(({ id, allocated }) => [id, allocated.reduce((sum, part) => sum + part.amount, 0)]),
        beyond: beyond.reduce((sum, part) => sum + part.amount, 0),
      }
    }
    expect(done([whole, ...deeds])).toEqual({ lots: [['whole', 60]], beyond: 60 })
    expect(done([whole, own, ...deeds])).toEqual({
      lots: [
        ['whole', 60],
        ['own', 60],
      ],
      beyond: 0,
    })
  })

  it('does not look beyond its day', () => {
    const entries = [
      pledge('a', 10, '2025-01-01'),
      delivery('d', 10, '2025-06-01'),
      pledge('later', 5, '2025-07-01'),
    ]
    const { lots } = lotsOf(entries, '2025-05-31')
    expect(lots.map(({ id, delivered }) => [id, delivered.length])).toEqual([['a', 0]])
  })
})

describe('say/do rows', () => {
  const entries = [
    pledge('a', 100, '2025-01-01', '2025-06-30'),
    pledge('b', 300, '2025-01-01', '2026-12-31'),
    pledge('c', 40, '2025-01-01'),
    pledge('secret', 60, '2025-01-01', '2025-06-30'),
    delivery('d1', 70, '2025-04-11', { links: { fulfils: ['a'] } }),
    delivery('d2', undefined, '2025-05-01', { links: { fulfils: ['secret'] } }),
  ]
  const [row] = sayDoRows(lotsOf(entries, options.asOf), options)

  it('keeps apart what is not yet due, overdue, undated and undisclosed', () => {
    expect(row).toMatchObject({
      promised: 500,
      delivered: 70,
      overdue: 30,
      notYetDue: 300,
      undated: 40,
      undisclosed: 60,
    })
  })

  it('gives bounds for what is undisclosed: it is not zero', () => {
    const { value, least, most } = row.deliveredShare!
    expect(value).toBeCloseTo(70 / 440, 12)
    expect(least).toBeCloseTo(70 / 500, 12)
    expect(most).toBeCloseTo(130 / 500, 12)
  })

  it('has a lag curve whose steps are shares of the money', () => {
    const { curve } = row.lags.delivered!
    expect(curve.steps.map(({ time }) => time)).toEqual([100])
    expect(curve.steps[0].survival).toBeCloseTo(1 - 70 / 440, 12)
    expect(row.lags.delivered!.effective).toBeCloseTo(440 ** 2 / (100 ** 2 + 300 ** 2 + 40 ** 2), 9)
  })

  it('says nothing of deliveries where none is known', () => {
    const [only] = sayDoRows(
      lotsOf(
        [
          pledge('x', 10, '2025-01-01'),
          entry({ id: 'y', kind: 'allocation', eur: 4, dates: { happened: '2025-02-01' } }),
        ],
        options.asOf,
      ),
      options,
    )
    expect(only.deliveredShare).toBeNull()
    expect(only.allocatedShare.value).toBeCloseTo(0.4, 12)
  })

  it('ranks with intervals', () => {
    const many = (who: string, done: number) =>
      Array.from({ length: 20 }, (_, i) => [
        pledge(`${who}${i}`, 10, '2025-01-01', undefined, { who }),
        ...(i < done
          ? [delivery(`${who}d${i}`, 10, '2025-02-01', { who, links: { fulfils: [`${who}${i}`] } })]
          : []),
      ]).flat()
    const which = { dataset: null, release: null, measure: 'EUR' }
    const league = leagueOf(
      lotsOf([...many('POL', 19), ...many('FRA', 2), ...many('DEU', 18)], options.asOf),
      'delivered',
      which,
      options,
    )
    expect(league.map(({ who }) => who)).toEqual(['POL', 'DEU', 'FRA'])
    expect(league[2]).toMatchObject({ low: 3, high: 3 })
    expect(league[0].high).toBeGreaterThan(1)
  })
})

describe('the record', () => {
  it('splits a promise into parts kept, late and broken, and leaves out what tests nothing', () => {
    const lots = lotsOf(
      [
        pledge('a', 100, '2024-01-01', '2025-01-01'),
        delivery('in-time', 50, '2024-06-01', { links: { fulfils: ['a'] } }),
        delivery('too-late', 20, '2025-07-01', { links: { fulfils: ['a'] } }),
        pledge('future', 10, '2025-01-01', '2027-01-01'),
        pledge('undated', 10, '2025-01-01'),
        pledge('secret', 10, '2025-01-01', '2025-02-01'),
        delivery('unknown', undefined, '2025-01-15', { links: { fulfils: ['secret'] } }),
      ],
      options.asOf,
    )
    const [basis] = credibilityOf(lots, options)
    expect(basis).toMatchObject({
      who: 'POL',
      notDue: 1,
      undated: 1,
      undisclosed: 1,
      countedBy: ['delivered'],
    })
    expect(basis.promises.map(({ fate, weight }) => [fate, Number(weight.toFixed(12))])).toEqual([
      ['kept', 0.5],
      ['late', 0.2],
      ['broken', 0.3],
    ])
    expect(basis.promises[2].years).toBeCloseTo(1, 1)
    expect(Object.keys(recordsOf([basis]))).toEqual(['POL'])
    const [assumed] = credibilityOf(lots, { ...options, dueAfterMonths: 6 })
    expect(assumed.undated).toBe(0)
    expect(assumed.promises.at(-1)).toMatchObject({ fate: 'broken', weight: 1 })
  })

  it('counts a cancelled promise as broken', () => {
    const lots = lotsOf(
      [
        pledge('a', 10, '2025-01-01', '2027-01-01'),
        entry({ id: 'off', kind: 'cancellation', dates: { announced: '2025-06-01' }, links: { of: 'a' } }),
      ],
      options.asOf,
    )
    expect(credibilityOf(lots, options)[0].promises.map(({ fate, weight }) => [fate, weight])).toEqual([
      ['broken', 1],
    ])
  })
})
