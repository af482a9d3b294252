import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { restoreText } from '../../src/ledger/csv.js'
import { type Cell, csvText } from '../../src/web/csv.js'

/*
 * Tables that are kept open in spreadsheets, and hold what documents say.
 */

const read = (text: string): string[][] => parse(text, { bom: true })

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '=1+1',
    '+SUM(A1)',
    '-2+3+cmd|x',
    '@x',
    '\t=1',
    ' =1',
    '＝1',
    '%x',
    'a"b',
    'a,b',
    'a\r\nb',
    '',
    '-5',
    '+4%',
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(null),
)

describe('a kept table', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const wanted = rows.map((row) => row.map((one) => (one === null ? '' : String(one))))
        expect(read(csvText(rows)).map((row) => row.map(restoreText))).toEqual(
          wanted.map((row) => row.map(restoreText)),
        )
      }),
    )
  })

  it('holds no formula: what begins like one is a plain number or marked as text', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), (row) => {
        for (const one of read(csvText([row])).flat())
          if (/^[\s\u00a0\ufeff]*[=+\-@|%\t\r\n＝＋－＠]/.test(one))
            expect(one).toMatch(/^[+-]?\d[\d.,]*(e[+-]?\d+)?%?$/)
      }),
    )
    expect(csvText([['-2+3+cmd|x', '-2', '+4%', '+4 (−1 to +14)']])).toBe(
      "\ufeff'-2+3+cmd|x,-2,+4%,'+4 (−1 to +14)\r\n",
    )
  })
})
