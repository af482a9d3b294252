import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { type MselEntry, readMsel, writeMsel } from '../../src/exercise/msel.js'
import { csvOf, readSpreadsheet, sheetOf, xlsxOf } from '../../src/exercise/node/spreadsheet.js'
import { MAX_ENTRIES, MAX_STORED, MAX_UNPACKED } from '../../src/exercise/node/zip.js'

const context = { start: '2026-03-28T10:00:00Z', zone: 'Europe/Kyiv' }
const entries: readonly MselEntry[] = [
  {
    control: '1.01',
    title: '=HYPERLINK("http://x","y")',
    description: 'Mines, "many";\nfound off Ōdesa',
    knownAt: '2026-03-29T12:30:00Z',
    occurredAt: '2026-03-29T11:30:07Z',
    inject: { group: '+A', objective: 'O1' },
    type: 'incident',
    fields: { level: 'hybrid', place: { name: 'Odesa' } },
  },
  {
    control: '2',
    title: '@SUM(A1)',
    knownAt: '2026-03-28T10:00:00Z',
    occurredAt: '2026-03-28T10:00:00Z',
    inject: {},
    type: 'note',
    fields: {},
  },
]
const sheet = writeMsel(entries, context)
const codes = async (bytes: Uint8Array | string, file = 'x.xlsx'): Promise<string[]> => {
  const read = await sheetOf(Buffer.from(bytes as Uint8Array), file)
  if (read.sheet === undefined) expect(read.issues.length).toBeGreaterThan(0)
  return read.issues.map(({ code }) => code)
}
const text = (value: string): Uint8Array => new TextEncoder().encode(value)

/** The parts of a good workbook, with some of them replaced. */
const workbook = async (more: Readonly<Record<string, string>> = {}): Promise<Uint8Array> =>
  zipSync({
    ...unzipSync(await xlsxOf(sheet)),
    ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, text(value)])),
  })
const SHEET = 'xl/worksheets/sheet1.xml'
const sheetXml = async (): Promise<string> => new TextDecoder().decode(unzipSync(await xlsxOf(sheet))[SHEET])

/** A zip archive of one deflated file that claims a size, made by hand: no library would write it. */
const handmade = (name: string, packed: Uint8Array, claimed: number): Buffer => {
  const title = Buffer.from(name)
  const head = (signature: number, central: boolean): Buffer => {
    const fixed = Buffer.alloc(central ? 46 : 30)
    let at = fixed.writeUInt32LE(signature, 0)
    if (central) at = fixed.writeUInt16LE(20, at)
    at = fixed.writeUInt16LE(20, at)
    at = fixed.writeUInt16LE(0, at)
    at = fixed.writeUInt16LE(8, at)
    at = fixed.writeUInt32LE(0x21_0000, at)
    at = fixed.writeUInt32LE(0, at)
    at = fixed.writeUInt32LE(packed.byteLength, at)
    at = fixed.writeUInt32LE(claimed, at)
    fixed.writeUInt16LE(title.byteLength, at)
    return Buffer.concat([fixed, title])
  }
  const local = Buffer.concat([head(0x04034b50, false), packed])
  const central = head(0x02014b50, true)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.byteLength, 12)
  end.writeUInt32LE(local.byteLength, 16)
  return Buffer.concat([local, central, end])
}

describe('a list of injects', () => {
  it('comes back the same from .xlsx and from CSV', async () => {
    for (const bytes of [await xlsxOf(sheet), text(csvOf(sheet))]) {
      const read = await sheetOf(Buffer.from(bytes), 'x')
      expect(read.issues).toEqual([])
      const { rows, issues } = readMsel(read.sheet ?? sheet, context)
      expect(issues).toEqual([])
      expect(rows.map(({ row: _, columns: __, ...entry }) => entry)).toEqual(entries)
    }
  })

  it('is written with the same bytes each time, without a formula, every cell a text', async () => {
    const [one, two] = [await xlsxOf(sheet), await xlsxOf(sheet)]
    expect(Buffer.compare(Buffer.from(one), Buffer.from(two))).toBe(0)
    const parts = unzipSync(one)
    const xml = Object.values(parts)
      .map((part) => new TextDecoder().decode(part))
      .join('\n')
    expect(xml).not.toMatch(/<f[\s>/]/)
    expect(xml).not.toMatch(/>[=@+]/)
    expect(csvOf(sheet)).not.toMatch(/(^|,)"?[=@+]/m)
  })

  it('is read from CSV with commas, semicolons or tabs, with or without a mark of UTF-8', async () => {
    for (const mark of [',', ';', '\t']) {
      const rows = [
        ['Control Number', 'Time', 'Title'],
        ['1', 'D', 'x'],
      ]
        .map((row) => row.join(mark))
        .join('\r\n')
      for (const start of ['', '\ufeff']) {
        const read = await sheetOf(Buffer.from(start + rows), 'x.csv')
        expect(readMsel(read.sheet ?? sheet, context).rows).toHaveLength(1)
      }
    }
  })

  it('is refused where a cell holds a formula', async () => {
    const xml = await sheetXml()
    const spiked = xml.replace(
      /<c r="F3"([^>]*)>.*?<\/c>/,
      '<c r="F3"><f>WEBSERVICE("http://x")</f><v>1</v></c>',
    )
    expect(spiked).not.toBe(xml)
    const read = await sheetOf(Buffer.from(await workbook({ [SHEET]: spiked })), 'x.xlsx')
    const { issues } = readMsel(read.sheet ?? sheet, context)
    expect(issues.map(({ code, path }) => [code, path])).toContainEqual(['formula', 'F3'])
    const csv = await sheetOf(Buffer.from('Control Number,Time,Title\n1,D,=cmd|calc\n'), 'x.csv')
    expect(readMsel(csv.sheet ?? sheet, context).issues.map(({ code, path }) => [code, path])).toEqual([
      ['formula', 'C2'],
    ])
  })
})

describe('a hostile file', () => {
  it('that unpacks to gigabytes is refused, whatever size it claims', async () => {
    const zeros = deflateRawSync(Buffer.alloc(MAX_UNPACKED + 1024))
    expect(zeros.byteLength).toBeLessThan(200_000)
    expect(await codes(handmade(SHEET, zeros, MAX_UNPACKED + 1024))).toEqual(['zip-bomb'])
    // One that lies about it.
    expect(await codes(handmade(SHEET, zeros, 100))).toEqual(['bad-zip'])
  })

  it('with thousands of parts, or with an entity, is refused', async () => {
    const many = Object.fromEntries(
      Array.from({ length: MAX_ENTRIES + 1 }, (_, i) => [`${i}.xml`, text('x')]),
    )
    expect(await codes(zipSync(many))).toEqual(['too-many-files'])
    const entity = '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'
    expect(await codes(await workbook({ [SHEET]: entity }))).toEqual(['bad-spreadsheet'])
  })

  it('whose sheet claims a cell far out is refused before the sheet is built', async () => {
    const xml = await sheetXml()
    for (const far of ['A1048576', 'XFD2', 'ZZZZZZZ9999999999'])
      expect(await codes(await workbook({ [SHEET]: xml.replace('r="A2"', `r="${far}"`) })), far).toEqual([
        'sheet-too-large',
      ])
    expect(await codes(await workbook({ [SHEET]: xml.replace('<row r="2"', '<row r="99999999"') }))).toEqual([
      'sheet-too-large',
    ])
    expect(await codes(text(`a${',b'.repeat(500)}\n`), 'x.csv')).toEqual(['sheet-too-large'])
  })

  it('that is something else says so', async () => {
    expect(await codes(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toEqual(['old-spreadsheet'])
    expect(await codes(zipSync({ 'a.txt': text('x') }))).toEqual(['no-spreadsheet'])
    expect(await codes(Buffer.from('Größe;1', 'latin1'))).toEqual(['not-text'])
    expect(await codes(text('a\u0000b'))).toEqual(['not-text'])
    expect(await codes(text('a,"b\nc'))).toEqual(['bad-csv'])
    expect(await codes(new Uint8Array(MAX_STORED + 1))).toEqual(['file-too-large'])
    expect(await codes((await xlsxOf(sheet)).slice(0, 1000))).toEqual(['bad-zip'])
  })

  it('of random or flipped bytes never throws', async () => {
    const good = await xlsxOf(sheet)
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: good.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const bytes = Buffer.from(good)
          bytes[at] ^= flip
          const { sheet: read, issues } = await sheetOf(bytes, 'x.xlsx')
          expect(read !== undefined || issues.length > 0).toBe(true)
          if (read !== undefined) readMsel(read, context)
        },
      ),
      { numRuns: 200 },
    )
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const { sheet: read, issues } = await sheetOf(Buffer.from(bytes), 'x')
        expect(read !== undefined || issues.length > 0).toBe(true)
      }),
    )
  })

  it('is looked at by its size first', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'guarantor-')), 'large.csv')
    writeFileSync(path, Buffer.alloc(MAX_STORED + 1))
    expect((await readSpreadsheet(path)).issues[0].code).toBe('file-too-large')
    expect((await readSpreadsheet(join(path, 'none'))).issues[0].code).toBe('file')
  })
})
