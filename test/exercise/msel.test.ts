import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MselEntry, mselColumns, readMsel, writeMsel } from '../../src/exercise/msel.js'
import { atOffset, offsetOf } from '../../src/exercise/mselTime.js'
import { addressOf, type Cell, neutral, plain, type Sheet } from '../../src/exercise/sheet.js'

const context = { start: '2026-03-28T10:00:00Z', zone: 'Europe/Kyiv' }
const head = mselColumns.map(([name]) => name)
const sheet = (...rows: Cell[][]): Sheet => ({ name: 'x', rows: [head, ...rows], formulas: [] })
const row = (cells: Readonly<Record<string, Cell>>): Cell[] => head.map((name) => cells[name] ?? null)
const codes = (read: { issues: readonly { code: string; path?: string }[] }): string[] =>
  read.issues.map(({ code, path }) => `${code} ${path ?? ''}`.trim())

describe('times from D-day', () => {
  const at = (text: string, zone = 'UTC'): string | undefined => atOffset(text, '2026-03-28T10:00:00Z', zone)

  it('are read in every form that planners write', () => {
    expect(at('D+1 H+2 M+30')).toBe('2026-03-29T12:30:00Z')
    expect(at('d+1h+2')).toBe('2026-03-29T12:00:00Z')
    expect(at('D')).toBe('2026-03-28T10:00:00Z')
    expect(at('D-2 H-1')).toBe('2026-03-26T09:00:00Z')
    expect(at('H+26')).toBe('2026-03-29T12:00:00Z')
    expect(at('M+5')).toBe('2026-03-28T10:05:00Z')
    for (const bad of ['', ' ', 'D1', 'D+', 'D+1 X+2', 'H+2 D+1', 'D+1.5', '12:00', 'D+999999'])
      expect(at(bad), bad).toBeUndefined()
  })

  it('count days by the calendar and hours by the clock where clocks change', () => {
    // Clocks in Kyiv go forward at 01:00 UTC on 29 March 2026: the same hour next day is 23 hours away.
    expect(at('D+1', 'Europe/Kyiv')).toBe('2026-03-29T09:00:00Z')
    expect(at('H+24', 'Europe/Kyiv')).toBe('2026-03-29T10:00:00Z')
  })

  it('come back from what was written, in any zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -500_000, max: 500_000 }),
        fc.constantFrom('UTC', 'Europe/Kyiv', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia'),
        (minutes, zone) => {
          const start = '2011-12-20T10:00:00Z'
          const moment = new Date(Date.parse(start) + minutes * 60_000).toISOString().replace('.000Z', 'Z')
          const text = offsetOf(moment, start, zone)
          expect(text).toMatch(/^D[+-]\d+ H[+-]\d+( M[+-]\d+)?$/)
          expect(atOffset(text ?? '', start, zone)).toBe(moment)
        },
      ),
    )
    expect(offsetOf('2026-03-28T10:00:01Z', context.start, 'UTC')).toBeUndefined()
  })
})

describe('a cell', () => {
  it('is never a formula once neutralised, and comes back as it was', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `='${text}`),
          fc.constantFrom("'", "''=x", '-1', '@a', '\t=', '＝1'),
        ),
        (text) => {
          expect(neutral(text)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
          expect(plain(neutral(text))).toBe(text)
        },
      ),
    )
    expect(addressOf(6, 2)).toBe('C7')
    expect(addressOf(0, 27)).toBe('AB1')
  })
})

const text = fc.stringMatching(/^[A-Za-z=+@'"-][ -~]{0,30}[!-~]$/)
const moments = fc
  .integer({ min: 0, max: 4_000_000 })
  .map((seconds) => new Date(Date.parse(context.start) + seconds * 1000).toISOString().replace('.000Z', 'Z'))
const entries = fc
  .array(
    fc.record({
      title: text,
      description: fc.option(text, { nil: undefined }),
      knownAt: moments,
      late: fc.integer({ min: 0, max: 9999 }),
      inject: fc.dictionary(fc.constantFrom('move', 'group', 'from', 'expectedAction', 'objective'), text),
      type: fc.constantFrom('note', 'incident', 'vote'),
      fields: fc.dictionary(
        fc.constantFrom('by', 'level', 'place'),
        fc.oneof(text, fc.boolean(), fc.array(text)),
      ),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) =>
    list.map(
      ({ late, description, ...entry }, index): MselEntry => ({
        ...entry,
        control: `C-${index}`,
        ...(description === undefined ? {} : { description }),
        fields: { ...entry.fields },
        inject: { ...entry.inject },
        occurredAt: new Date(Date.parse(entry.knownAt) - late * 1000).toISOString().replace('.000Z', 'Z'),
      }),
    ),
  )

describe('a master scenario events list', () => {
  it('reads back what it wrote, times to the second included', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const { rows, issues } = readMsel(writeMsel(list, context), context)
        expect(issues).toEqual([])
        expect(rows.map(({ row: _, columns: __, ...entry }) => entry)).toEqual(list)
      }),
      { numRuns: 200 },
    )
  })

  it('takes a list with the standard columns alone, whatever their order and spelling', () => {
    const read = readMsel(
      {
        name: 'x',
        rows: [
          ['Exercise Polar Shield', null, null],
          ['Inject #', ' event  time ', 'DATE', 'Event Description', 'From', 'Colour'],
          ['1', '14:30', '2026-03-28', 'Mines are found.', 'EXCON', 'red'],
          [null, null, null, null],
          ['2', 0.5, new Date('2026-03-29T00:00:00Z'), 'Second.', null],
          ['3', new Date('1899-12-30T06:15:00Z'), '2026-03-30', 'Third.', null],
          ['4', new Date('2026-03-30T06:15:00Z'), null, 'Fourth.', null],
          ['5', '2026-03-30T06:15:00Z', null, 'Fifth.', null],
          ['6', 'D+3 H+1', null, 'Sixth.', null],
        ],
        formulas: [],
      },
      context,
    )
    expect(codes(read)).toEqual(['unknown-column F2'])
    expect(read.rows.map(({ control, knownAt }) => [control, knownAt])).toEqual([
      ['1', '2026-03-28T12:30:00Z'],
      ['2', '2026-03-29T09:00:00Z'],
      ['3', '2026-03-30T03:15:00Z'],
      ['4', '2026-03-30T03:15:00Z'],
      ['5', '2026-03-30T06:15:00Z'],
      ['6', '2026-03-31T10:00:00Z'],
    ])
    expect(read.rows[0]).toMatchObject({ title: 'Mines are found.', inject: { from: 'EXCON' }, type: 'note' })
  })

  it('reports every problem with its cell, in one go', () => {
    const good = { 'Control Number': '1', Time: 'D+1', Title: 'x' }
    const columns = [...head, 'Event Type', 'Occurred', 'Event Fields']
    const wide = (more: Readonly<Record<string, Cell>>): Cell[] =>
      columns.map((name) => ({ ...good, ...more })[name as 'Time'] ?? null)
    const read = readMsel(
      {
        name: 'x',
        rows: [
          columns,
          wide({}),
          wide({ Title: null, 'Control Number': '2' }),
          wide({ Time: 'noon', 'Control Number': '3' }),
          wide({ Time: null, 'Control Number': '4' }),
          wide({ Time: '25:00', 'Exercise Date': '2026-03-28', 'Control Number': '5' }),
          wide({ Time: '10:00', 'Exercise Date': '2026-02-30', 'Control Number': '6' }),
          wide({ Time: '10:00', 'Control Number': '7' }),
          wide({ 'Exercise Date': '2026-04-28', 'Control Number': '8' }),
          wide({ Time: '03:30', 'Exercise Date': '2026-03-29', 'Control Number': '9' }),
          wide({ Time: '03:30', 'Exercise Date': '2026-10-25', 'Control Number': '10' }),
          wide({}),
          wide({ Occurred: 'D+2', 'Control Number': '12' }),
          wide({ 'Event Fields': '[1, 2', 'Control Number': '13' }),
          wide({ 'Event Fields': 'just words', 'Control Number': '14' }),
          wide({ Group: new Date('2026-01-01T00:00:00Z'), 'Control Number': '15' }),
          wide({ Description: 'y'.repeat(10_001), 'Control Number': '16' }),
          wide({ Time: true, 'Control Number': '17' }),
        ],
        formulas: ['F2'],
      },
      context,
    )
    expect(codes(read)).toEqual([
      'formula F2',
      'no-title F3',
      'bad-time D4',
      'no-time E5',
      'bad-time D6',
      'bad-date D7',
      'no-date D8',
      'date-disagrees D9',
      'time-ambiguous D10',
      'time-ambiguous D11',
      'duplicate-control A12',
      'known-before-it-happened Q13',
      'bad-fields R14',
      'bad-fields R15',
      'wrong-type C16',
      'cell-too-long G17',
      'bad-time D18',
    ])
    for (const issue of read.issues)
      expect(issue.line, issue.path).toBe(Number(/\d+$/.exec(issue.path ?? '')))
  })

  it('says what is wrong with a sheet as a whole', () => {
    expect(codes(readMsel({ name: 'x', rows: [], formulas: [] }, context))).toEqual(['no-header'])
    expect(codes(readMsel(sheet(), context))).toEqual(['no-rows'])
    expect(
      codes(
        readMsel(
          {
            name: 'x',
            rows: [
              ['Control Number', 'Title', 'Move'],
              ['1', 'x', ''],
            ],
            formulas: [],
          },
          context,
        ),
      ),
    ).toEqual(['missing-column'])
    expect(codes(readMsel({ name: 'x', rows: [[...head, 'Title'], []], formulas: [] }, context))).toEqual([
      'duplicate-column P1',
    ])
    const long = Array.from({ length: 20_001 }, () => row({ Time: 'D', Title: 'x' }))
    expect(codes(readMsel(sheet(...long), context))).toEqual(['sheet-too-large'])
    expect(
      codes(
        readMsel(
          { name: 'x', rows: [Array.from({ length: 101 }, (_, i) => `c${i}`)], formulas: [] },
          context,
        ),
      ),
    ).toEqual(['sheet-too-large'])
  })

  it('does not blow up on anchors and aliases in its fields', () => {
    const bomb = '{a: &a [1,1,1,1,1,1,1,1], b: &b [*a,*a,*a,*a,*a,*a], c: [*b,*b,*b,*b,*b,*b]}'
    const read = readMsel(
      {
        name: 'x',
        rows: [
          ['Time', 'Title', 'Event Fields'],
          ['D', 'x', bomb],
        ],
        formulas: [],
      },
      context,
    )
    expect(codes(read)).toEqual(['bad-fields C2'])
  })
})
