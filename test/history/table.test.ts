import { describe, expect, it } from 'vitest'
import { type SourceName, sources } from '../../src/history/sources.js'
import { countIssue, readTable, type TableSpec } from '../../src/history/table.js'
import { recordAbsent, tableOf } from './data.js'

const spec: TableSpec = {
  id: 'test',
  path: 'test.csv',
  authority: 'Nobody 1900',
  columns: [
    { name: 'ccode', kind: 'whole', min: 1, max: 999 },
    { name: 'milex', kind: 'real', min: 0, missing: [-9], optional: true },
    { name: 'name', kind: 'text' },
  ],
  published: 2,
}

describe('a published table', () => {
  it('turns missing codes and blanks into null and keeps the rest', () => {
    const { rows, issues } = readTable(
      spec,
      '\ufeffname,ccode,extra,milex\r\n"A, B",2,x,-9\r\nC,3,,\r\nD,4,y,1.5\r\n',
    )
    expect(issues).toEqual([])
    expect(rows).toEqual([
      { ccode: 2, milex: null, name: 'A, B' },
      { ccode: 3, milex: null, name: 'C' },
      { ccode: 4, milex: 1.5, name: 'D' },
    ])
  })

  it.each([
    ['', 'empty-table', undefined],
    ['ccode,milex\n1,2\n', 'no-column', 1],
    ['ccode,milex,name\n1,2\n', 'row-length', 2],
    ['ccode,milex,name\n1,2,a\nx,2,a\n', 'bad-cell', 3],
    ['ccode,milex,name\n0,2,a\n', 'bad-cell', 2],
    ['ccode,milex,name\n1.5,2,a\n', 'bad-cell', 2],
    ['ccode,milex,name\n-9,2,a\n', 'bad-cell', 2],
    ['ccode,milex,name\n1,-3,a\n', 'bad-cell', 2],
    ['ccode,milex,name\n1,2,\n', 'bad-cell', 2],
  ])('names what is wrong: %j', (text, code, line) => {
    const { rows, issues } = readTable(spec, text, 'there.csv')
    expect(issues[0]).toMatchObject({ code, level: 'error', file: 'there.csv' })
    expect(issues[0].line).toBe(line)
    expect(rows.every((row) => Number(row.ccode) > 0)).toBe(true)
  })

  it('gives a bounded number of issues for a file full of them', () => {
    expect(readTable(spec, `ccode,milex,name\n${'x,1,a\n'.repeat(5000)}`).issues.length).toBe(20)
  })

  it('says where rows are missing', () => {
    expect(countIssue(readTable(spec, 'ccode,milex,name\n1,2,a\n'))).toMatchObject({
      level: 'warning',
      received: '1',
    })
    expect(countIssue(readTable(spec, 'ccode,milex,name\n1,2,a\n2,2,a\n'))).toBeNull()
  })
})

describe.skipIf(recordAbsent)('the published files', () => {
  it.each(Object.keys(sources) as SourceName[])(
    '%s: every row is read, as many as the authors have',
    (name) => {
      const table = tableOf(name)
      expect(table.issues).toEqual([])
      expect(countIssue(table)).toBeNull()
    },
  )

  it('ATOP spells expand to 273,296 directed dyad-years', () => {
    const years = tableOf('obligations').rows.reduce(
      (sum, row) => sum + Number(row.end) - Number(row.start) + 1,
      0,
    )
    expect(years).toBe(273296)
  })
})
