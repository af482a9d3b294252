import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnOrder, csvLine, flatten, neutralise, restoreText, unflatten } from '../../src/ledger/csv.js'
import { draft } from './drafts.js'

/** What OWASP's page on CSV injection and spreadsheets' own behaviour name as beginnings of a formula. */
const dangerous = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '|', '%']

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .tuple(
      fc.constantFrom("'", "''", '', ' ', '\ufeff', "' "),
      fc.constantFrom(...dangerous, ''),
      fc.string(),
    )
    .map((parts) => parts.join('')),
)

describe('a text in a spreadsheet', () => {
  it('never begins as a formula, also behind blanks and apostrophes', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const cell = neutralise(text)
        for (const sign of dangerous) expect(cell.trimStart().startsWith(sign) && cell !== '').toBe(false)
      }),
    )
    expect(neutralise('=HYPERLINK("https://evil.example")')).toBe('\'=HYPERLINK("https://evil.example")')
    expect(neutralise('  =1+1')).toBe("'  =1+1")
    expect(neutralise('plain')).toBe('plain')
    expect(neutralise("'tis")).toBe("'tis")
  })
  it('comes back as it was', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(restoreText(neutralise(text))).toBe(text)
      }),
    )
  })
})

describe('an entry as a row', () => {
  const there = (entry: object): unknown => {
    const cells = flatten(entry)
    const columns = columnOrder(cells.keys())
    const text = `\ufeff${csvLine(columns.map(neutralise))}${csvLine(columns.map((column) => cells.get(column)!))}`
    const [row] = parse(text, { bom: true, columns: (names: string[]) => names.map(restoreText) }) as Record<
      string,
      string
    >[]
    return unflatten(row!)
  }
  it('comes back with every field and type', () => {
    const whole = draft({
      with: ['DEU', 'EU'],
      tags: ['1', 'true', '=cmd|calc'],
      testability: { missing: [] },
      links: { repeats: ['a', 'b'], fulfils: ['c'], pact: { pact: 'p', commitment: 'c-1' } },
      sources: [
        { title: '-1', official: true },
        { title: '2', official: false, quote: 'a "quoted", line\r\nand another\n' },
      ],
      extra: { a: 1, b: '1', c: true, d: 'true', e: '', 'f.g.1': '=x', h: '"', i: -2.5e-7, '=k': 'null' },
    })
    whole.what.money = { amount: -1.5e-9, currency: 'EUR', net: true, priceYear: 2021 }
    expect(there(whole)).toEqual(whole)
  })
  it('comes back whatever its texts and numbers are', () => {
    const text = nasty.filter((one) => one !== '')
    fc.assert(
      fc.property(
        text,
        text,
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
        fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(nasty, fc.integer(), fc.boolean())),
        (words, quote, amount, extra) => {
          const entry = {
            what: { text: words, money: { amount } },
            sources: [{ title: quote }],
            ...(Object.keys(extra).length === 0 ? {} : { extra }),
          }
          expect(there(entry)).toEqual(entry)
        },
      ),
    )
  })
  it('cannot reach the prototype of objects', () => {
    const entry = unflatten({ '__proto__.polluted': 'yes', 'constructor.prototype.polluted': 'yes' })
    expect(({} as { polluted?: string }).polluted).toBeUndefined()
    expect(Object.keys(entry as object)).toContain('constructor')
  })
})
