import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it, vi } from 'vitest'
import { decimalText, looksLikeFormula, readDate, readNumber } from '../../../src/ledger/intake/cell.js'
import { guessSeparator, readCsv } from '../../../src/ledger/intake/csv.js'
import { decode } from '../../../src/ledger/intake/decode.js'
import { limits } from '../../../src/ledger/intake/limits.js'
import { readIntake } from '../../../src/ledger/intake/recognise.js'
import { guardWorkbook, sheetOf } from '../../../src/ledger/intake/workbook.js'
import { codesThrown, encode, entered, workbook } from './helpers.js'

describe('encodings', () => {
  const utf16 = (text: string, little: boolean, mark: boolean): Uint8Array => {
    const codes = [...(mark ? '\ufeff' : ''), ...text].map((letter) => letter.charCodeAt(0))
    return Uint8Array.from(
      codes.flatMap((code) => (little ? [code & 255, code >> 8] : [code >> 8, code & 255])),
    )
  }
  const latin = Uint8Array.from([...'Türkiye'].map((letter) => letter.charCodeAt(0)))

  it.each([
    ['UTF-8', encode('Türkiye'), undefined],
    ['UTF-8 with its mark', encode('\ufeffTürkiye'), undefined],
    ['UTF-16, little end first, with its mark', utf16('Türkiye', true, true), undefined],
    ['UTF-16, big end first, with its mark', utf16('Türkiye', false, true), undefined],
    ['UTF-16 that is declared', utf16('Türkiye', true, false), 'utf-16le' as const],
    ['windows-1252 that is declared', latin, 'windows-1252' as const],
  ])('reads %s', (_, bytes, declared) => {
    expect(decode(bytes, 'x', declared)).toMatchObject({ text: 'Türkiye', notes: [] })
  })

  it.each([
    ['windows-1252 that is not declared', latin, undefined],
    ['UTF-16 without a mark', utf16('Türkiye', true, false), undefined],
    ['bytes of a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), undefined],
    ['a declaration against the mark', utf16('a', true, true), 'windows-1252' as const],
    ['half a character', encode('Tü').subarray(0, 2), undefined],
  ])('refuses %s', async (_, bytes, declared) => {
    expect(await codesThrown(() => decode(bytes, 'x', declared))).toEqual(['encoding'])
  })

  it('warns of text that was read wrongly once already', () => {
    expect(decode(encode('TÃ¼rkiye'), 'x').notes.map(({ code }) => code)).toEqual(['encoding'])
    expect(decode(encode('Türkiye'), 'x', 'windows-1252').notes).toHaveLength(2)
  })

  it('says where the first wrong byte is', () => {
    const bytes = Uint8Array.from([...encode('a,b\nc,'), ...latin])
    try {
      decode(bytes, 'x')
      expect.unreachable()
    } catch (error) {
      expect((error as { issues: unknown[] }).issues).toMatchObject([{ line: 2, column: 4 }])
    }
  })
})

describe('CSV', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'ü', ' ', ',', ';', '"', '\n', '\r\n', '=', '😀') })
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`

  it('reads back what was written, and knows the line of each record', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, end) => {
          const text = [['x', 'y', 'z'], ...rows].map((row) => row.map(quote).join(',')).join(end)
          const table = readCsv(text, 'f', ',')
          expect(table.rows.map(({ cells }) => cells)).toEqual(
            rows.map((row) => row.map((field) => field.replaceAll('\r\n', '\n'))),
          )
          let line = 2
          for (const [i, row] of rows.entries()) {
            expect(table.rows[i].line).toBe(line)
            line += row.join('').split('\n').length
          }
        },
      ),
    )
  })

  it.each([
    ['a quote that is never closed', 'a,b\n1,"2\n', 'csv'],
    ['a quote inside a bare field', 'a,b\n1,2"3\n', 'csv'],
    ['text behind a closing quote', 'a,b\n1,"2"3\n', 'csv'],
    ['rows of another width', 'a,b\n1\n', 'csv'],
    ['a column twice', 'a,a\n1,2\n', 'csv'],
    ['carriage returns alone', 'a,b\r1,2\r', 'csv'],
    ['nothing', '', 'csv'],
    ['a field without end', `a,b\n1,${'x'.repeat(300_000)}\n`, 'csv-too-long'],
    ['a long field', `a,b\n1,${'x'.repeat(20_001)}\n`, 'csv-too-long'],
    ['columns without end', `${Array.from({ length: 401 }, (_, i) => `c${i}`).join(',')}\n`, 'csv-too-wide'],
  ])('refuses %s', async (_, text, code) => {
    expect(await codesThrown(() => readCsv(text, 'f', ','))).toEqual([code])
  })

  it('guesses the separator from the head line, quotes apart', () => {
    expect(guessSeparator('a;b;"c,d,e,f"\n1;2;3')).toBe(';')
    expect(guessSeparator('a\tb')).toBe('\t')
    expect(guessSeparator('a')).toBe(',')
  })
})

describe('workbooks', () => {
  const sound = { Sheet: [['a', 1, new Date('2024-02-29T00:00:00Z'), null, true]] }

  it('reads values, dates and blanks', async () => {
    expect(await sheetOf(workbook(sound), 'Sheet', 'f')).toEqual([
      ['a', 1, new Date('2024-02-29T00:00:00Z'), null, true],
    ])
    expect(await sheetOf(workbook(sound), 'Other', 'f')).toBeUndefined()
  })

  it('refuses one that unzips to far more than it is, before it is read', async () => {
    vi.spyOn(limits as { unzippedBytes: number }, 'unzippedBytes', 'get').mockReturnValue(5_000_000)
    try {
      const bomb = workbook(sound, { 'xl/media/bomb.bin': new Uint8Array(20_000_000) })
      expect(bomb.length).toBeLessThan(100_000)
      expect(await codesThrown(() => guardWorkbook(bomb, 'f'))).toEqual(['workbook-bomb'])
      expect(await codesThrown(() => guardWorkbook(workbook(sound), 'f'))).toEqual([])
      // A directory that lies about the size is not believed: the bytes are counted.
      const liar = lieAboutSize(bomb)
      expect(await codesThrown(() => guardWorkbook(liar, 'f'))).toEqual(['workbook-bomb'])
    } finally {
      vi.restoreAllMocks()
    }
  })

  it('refuses one with macros, with parts without end, and what is none', async () => {
    const parts = Object.fromEntries(Array.from({ length: 2_100 }, (_, i) => [`p${i}`, new Uint8Array(1)]))
    expect(await codesThrown(() => guardWorkbook(workbook(sound, parts), 'f'))).toEqual(['workbook-bomb'])
    const macros = workbook(sound, { 'xl/vbaProject.bin': new Uint8Array(9) })
    expect(await codesThrown(() => guardWorkbook(macros, 'f'))).toEqual(['workbook-macros'])
    expect(await codesThrown(() => guardWorkbook(encode('no zip'), 'f'))).toEqual(['not-a-workbook'])
    expect(await codesThrown(() => guardWorkbook(zipSync({ a: strToU8('b') }), 'f'))).toEqual([
      'not-a-workbook',
    ])
    const cut = workbook(sound).slice(0, 400)
    expect((await codesThrown(() => guardWorkbook(cut, 'f')))[0]).toBe('not-a-workbook')
  })

  it('does not expand entities', async () => {
    const bytes = workbook(sound, {
      'xl/sharedStrings.xml': strToU8(
        `<!DOCTYPE a [<!ENTITY x "${'y'.repeat(1000)}">]><sst><si><t>${'&x;'.repeat(1000)}</t></si></sst>`,
      ),
    })
    const rows = (await sheetOf(bytes, 'Sheet', 'f')) ?? []
    expect(JSON.stringify(rows).length).toBeLessThan(5_000)
  })
})

/** Writes 1 for the unzipped size of each part in the directory at the end. */
const lieAboutSize = (bytes: Uint8Array): Uint8Array => {
  const copy = bytes.slice()
  const view = new DataView(copy.buffer)
  for (let at = 0; at < copy.length - 46; at++)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1, true)
  return copy
}

describe('cells', () => {
  it.each(['=1+1', ' =A1', '@SUM(A1)', '|calc', '+cmd(1)', '-SUM(A1)', '\t=1'])(
    'takes %j for a formula',
    (text) => {
      expect(looksLikeFormula(text)).toBe(true)
    },
  )
  it.each(['-5', '+3.2', '- item one', 'a=b', '', '-', '+49 30 1234', 'x@y'])('takes %j for none', (text) => {
    expect(looksLikeFormula(text)).toBe(false)
  })

  it('reads numbers exactly, shifted or not', () => {
    expect(readNumber('0.002645', { decimal: '.' }, 9)).toBe(2_645_000)
    expect(readNumber('1.234.567,89', { decimal: ',' })).toBe(1_234_567.89)
    expect(readNumber('1,234,567.89')).toBe(1_234_567.89)
    expect(readNumber("1'234'567")).toBe(1_234_567)
    expect(readNumber('1.5e3')).toBe(1500)
    for (const wrong of ['1,5', '1.2.3', '12,34', '0x10', 'Infinity', '1e999', '', '5 m', '1,2345'])
      expect(readNumber(wrong)).toBeUndefined()
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(readNumber(String(value))).toBe(value + 0)
        expect(Number(decimalText(value))).toBe(value === 0 ? 0 : value)
        expect(decimalText(value)).toMatch(/^-?\d+(\.\d+)?$/)
      }),
    )
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (thousands) => {
        const text = (thousands / 1e6).toFixed(6)
        expect(readNumber(text, { decimal: '.' }, 9)).toBe(thousands * 1000)
      }),
    )
  })

  it('reads days that exist, in the formats that are allowed, and guesses none', () => {
    expect(readDate('29.02.2024', ['DD.MM.YYYY'])).toBe('2024-02-29')
    expect(readDate('29.02.2023', ['DD.MM.YYYY'])).toBeUndefined()
    expect(readDate('03/04/2024', ['DD/MM/YYYY'])).toBe('2024-04-03')
    expect(readDate('03/04/2024', ['MM/DD/YYYY'])).toBe('2024-03-04')
    expect(readDate('03/04/2024', ['YYYY-MM-DD'])).toBeUndefined()
    expect(readDate('2024-03-01 00:00:00', ['YYYY-MM-DD'])).toBe('2024-03-01')
    expect(readDate('45352', ['serial'])).toBe('2024-03-01')
    expect(readDate('60', ['serial'])).toBeUndefined()
    expect(readDate('2024', ['YYYY-MM-DD', 'YYYY'])).toBe('2024')
  })
})

describe('files that are none of ours', () => {
  it.each([
    ['a table', encode('a,b\n1,2\n'), 'unknown-format'],
    ['a page', encode('<html><body>x</body></html>'), 'iati'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1]), 'encoding'],
    ['a PDF', encode('%PDF-1.7 x'), 'unknown-format'],
    ['an old spreadsheet', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0]), 'old-spreadsheet'],
    ['a zip of something', zipSync({ a: strToU8('b') }), 'not-a-workbook'],
  ])('refuses %s', async (_, bytes, code) => {
    const work = () => readIntake([{ name: 'f', bytes }], { format: 'auto', entered })
    expect(await codesThrown(work)).toEqual([code])
  })
})
