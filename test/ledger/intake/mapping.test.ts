import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { draftSchema } from '../../../src/ledger/entry.js'
import { readRates, withEuros } from '../../../src/ledger/intake/euros.js'
import { readMapped } from '../../../src/ledger/intake/mapped.js'
import { readMapping, readParties } from '../../../src/ledger/intake/mapping.js'
import { inEuros, inPricesOf } from '../../../src/ledger/intake/rates.js'
import { averageRates, priceIndices } from '../../../src/ledger/intake/rateTables.js'
import { readData, root } from '../../world/data.js'
import { bytesOf, codesThrown, entered, kielAbsent } from './helpers.js'

const mappingText = (fields: string, more = ''): string => `mapping: 1
dataset: pledges
release: "2026"
source: { title: A list of pledges, official: true }
id: [no]
dates: [DD/MM/YYYY, YYYY]
decimal: ","
separator: ";"
${more}
fields:
  kind: { value: pledge }
  who: { column: who, values: { Norway: NOR, Poland: POL } }
${fields}`

const read = (table: string, fields: string, more = '') =>
  readMapped(table, 'f.csv', readMapping(mappingText(fields, more), 'f.yaml'), entered)

describe('a table by a mapping', () => {
  const fields = `  amount: { column: sum, scale: billion }
  currency: { column: in, default: EUR }
  due: { column: by }
  text: { column: what }`

  it('takes columns, words, scales, dates and defaults, and keeps the rest', () => {
    const { drafts, setAside } = read(
      'no;who;sum;in;by;what;desk\n7;Norway;85,5;NOK;31/12/2030;Support;north\n8;Poland;n/a;;2027;Shells;\n',
      fields,
    )
    expect(setAside).toEqual([])
    expect(drafts[0]).toMatchObject({
      kind: 'pledge',
      who: 'NOR',
      what: { area: 'other', text: 'Support', money: { amount: 85_500_000_000, currency: 'NOK' } },
      dates: { due: '2030-12-31' },
      external: { dataset: 'pledges', release: '2026', id: '7' },
      extra: { desk: 'north' },
    })
    expect(drafts[1].what).toEqual({ area: 'other', text: 'Shells', disclosure: 'undisclosed' })
    for (const draft of drafts) expect(draftSchema.safeParse(draft).error).toBeUndefined()
  })

  it('knows undisclosed from missing from zero', () => {
    const { drafts } = read(
      'no;who;sum;in;by;what\n1;Norway;undisclosed;;;x\n2;Norway;0;;;x\n3;Norway;;;;x\n',
      fields,
    )
    expect(drafts.map(({ what }) => [what.money?.amount, what.disclosure])).toEqual([
      [undefined, 'undisclosed'],
      [0, 'disclosed'],
      [undefined, 'undisclosed'],
    ])
  })

  it('sets rows aside with line, column and reason, and counts rows that share their id', () => {
    const { drafts, setAside } = read(
      'no;who;sum;in;by;what\n1;Sweden;1;;;x\n2;Norway;1.5;;;x\n3;Norway;1;;02/30/2024;x\n4;Norway;1;;;=x()\n5;Norway;1;kr;;x\n6;Norway;1;;;a\n6;Norway;1;;;b\n',
      fields,
    )
    expect(setAside.map(({ line, issues: [{ code, path }] }) => [line, code, path])).toEqual([
      [2, 'mapping-value', 'who'],
      [3, 'number', 'sum'],
      [4, 'date', 'by'],
      [5, 'formula', 'what'],
      [6, 'bad-entry', 'what.money.currency'],
    ])
    expect(drafts.map(({ external }) => external?.id)).toEqual(['6', '6 (2)'])
  })

  it.each([
    ['a column that is not there', '  text: { column: absent }', 'mapping-column'],
    ['a field that is none', '  colour: { column: who }', 'mapping'],
    ['a word that is no area', '  area: { value: wishful }', 'mapping'],
    ['no YAML', '  text: { column: [', 'mapping'],
    ['names that grow', '  text: &a { column: who }\n  note: *a', 'mapping'],
  ])('refuses %s', async (_, field, code) => {
    const codes = await codesThrown(() => read('no;who\n1;Norway\n', field))
    expect(codes.length).toBeGreaterThan(0)
    expect(new Set(codes)).toEqual(new Set([code]))
  })

  it('reads parties for IATI', () => {
    expect(readParties('parties: { GB-GOV-1: GBR }', 'p')).toEqual({ 'GB-GOV-1': 'GBR' })
  })
})

describe.skipIf(kielAbsent)('the example mapping in docs', () => {
  it('reads the pledge texts of release 18, and sums to what they sum to', () => {
    const mapping = readMapping(readFileSync(join(root, 'docs/kiel-r18.mapping.yaml'), 'utf8'), 'm')
    const text = new TextDecoder().decode(bytesOf('r18_pledges_text.csv'))
    const { drafts, setAside, notes } = readMapped(text, 'r18', mapping, entered)
    expect(setAside).toEqual([])
    const lines = readData('kiel_ust/r18_pledges_text.csv').filter(({ measure }) => measure === 'Allocation')
    expect(drafts).toHaveLength(lines.length)
    expect(notes.map(({ message }) => message)).toEqual([
      expect.stringContaining(`${3737 - lines.length} rows`),
    ])
    const expected = lines.reduce((sum, line) => sum + (Number(line.allocated_eur) || 0), 0)
    const sum = drafts.reduce((all, { what }) => all + (what.money?.amount ?? 0), 0)
    expect(sum / expected).toBeCloseTo(1, 9)
    expect(drafts.filter(({ what }) => what.equipment?.units !== undefined).length).toBeGreaterThan(1000)
  })
})

describe('exchange rates', () => {
  it('carry rate, period and source into the result, and leave the money as it was', () => {
    const money = { amount: 85_000_000_000, currency: 'NOK' }
    expect(inEuros(money, '2024-06-15')).toEqual({
      money: {
        ...money,
        eur: {
          amount: 7_444_516_456.76,
          rate: 11.4178,
          rateDate: '2024-06',
          source: expect.stringContaining('Kiel'),
        },
      },
    })
    expect(inEuros({ amount: 1, currency: 'USD' }, '2023-05-01')).toMatchObject({
      money: { eur: { rate: 1.0813, rateDate: '2023' } },
    })
  })

  it('are refused by name where there is none, never taken from another time', () => {
    expect(inEuros({ amount: 1, currency: 'NOK' }, '2026-01')).toMatchObject({
      issue: { code: 'no-rate', message: expect.stringContaining('NOK for 2026-01 or 2026') },
    })
    expect(inEuros({ amount: 1, currency: 'NOK' }, undefined)).toMatchObject({ issue: { code: 'no-rate' } })
    const intake = {
      file: 'f',
      dataset: 'd',
      release: '1',
      recognised: '',
      rows: 2,
      setAside: [],
      notes: [],
      cumulative: false,
      drafts: (['USD', 'XAU', 'XAU'] as const).map((currency, i) => ({
        kind: 'pledge' as const,
        who: 'NOR',
        what: { area: 'other' as const, money: { amount: i, currency }, disclosure: 'disclosed' as const },
        dates: { announced: '2024-01-01' },
        sources: [{ title: 'x' }],
        entered,
      })),
    }
    const { drafts, notes } = withEuros(intake)
    expect(drafts.map(({ what }) => what.money?.eur?.rate)).toEqual([1.0824, undefined, undefined])
    expect(notes.map(({ message }) => message)).toEqual([expect.stringContaining('XAU 2024: 2 entries stay')])
  })

  it('each have a source and a day, a rate above zero, and stand once', () => {
    for (const { currency, perEuro, source, sourceDate } of averageRates) {
      expect(currency).toMatch(/^[A-Z]{3}$/)
      expect(perEuro).toBeGreaterThan(0)
      expect(source.length).toBeGreaterThan(10)
      expect(source.length).toBeLessThanOrEqual(200)
      expect(sourceDate).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    }
    const keys = averageRates.map(({ currency, period }) => `${currency} ${period}`)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it.skipIf(kielAbsent)('of June 2024 are those by which release 18 was converted, in every row', () => {
    const rates = new Map(
      averageRates
        .filter(({ period }) => period === '2024-06')
        .map(({ currency, perEuro }) => [currency, perEuro]),
    )
    let compared = 0
    for (const { currency, value_as_given, package_value_eur } of readData('kiel_ust/r18_pledges_text.csv')) {
      const given = Number(value_as_given)
      const eur = Number(package_value_eur)
      const rate = rates.get(currency)
      if (!(given > 0) || !(eur > 0) || rate === undefined) continue
      compared++
      expect(Math.abs(given / eur / rate - 1)).toBeLessThan(1e-3)
    }
    expect(compared).toBeGreaterThan(300)
  })

  it('of the user go before our own, and must be complete', () => {
    const head = 'currency,period,per_euro,source,source_date'
    const { rates, issues } = readRates(`${head}\nNOK,2026,11.9,Norges Bank,2026-11-01\n`, 'r')
    expect(issues).toEqual([])
    expect(inEuros({ amount: 119, currency: 'NOK' }, '2026-03-01', rates)).toMatchObject({
      money: { eur: { amount: 10, source: 'Norges Bank' } },
    })
    expect(readRates(`${head}\nNOK,2026,0,x,2026-11-01\nNOK,2026,1,,2026-11-01\n`, 'r').issues).toHaveLength(
      2,
    )
    expect(readRates('currency\nNOK\n', 'r').issues).toHaveLength(1)
  })
})

describe('prices', () => {
  it('of one year in those of another, and back', () => {
    const there = inPricesOf(100, 'EUR', 2021, 2024)
    if ('issue' in there) return expect.unreachable()
    expect(there.amount).toBeCloseTo((100 * 126.07) / 107.78, 10)
    const back = inPricesOf(there.amount, 'EUR', 2024, 2021)
    expect('issue' in back ? 0 : back.amount).toBeCloseTo(100, 10)
  })

  it('are refused by name where there is no index or year', () => {
    expect(inPricesOf(1, 'NOK', 2021, 2024)).toMatchObject({
      issue: { code: 'no-deflator', message: expect.stringContaining('NOK') },
    })
    expect(inPricesOf(1, 'USD', 2021, 2025)).toMatchObject({
      issue: { message: expect.stringContaining('no year 2025; it has 2015 to 2024') },
    })
  })

  it('rise every year from 2015 on', () => {
    for (const { byYear } of priceIndices) {
      const years = Object.keys(byYear).map(Number)
      expect(years[0]).toBe(2015)
      for (const year of years.slice(1)) expect(byYear[year]).toBeGreaterThan(byYear[year - 1])
    }
  })
})
