import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type AtopLine, agrees, atopCoding, atopNumber, compareWithAtop } from '../../src/pact/index.js'
import { exampleById, perfect } from '../pact/documents.js'
import { dataAbsent, root } from '../world/data.js'
import { compared, copied, count, kappa, telling } from './comparison.js'

/** Cells of the rows of the table in docs/atop.md whose head begins so. */
const table = (head: string): string[][] => {
  const lines = readFileSync(join(root, 'docs/atop.md'), 'utf8').split('\n')
  const start = lines.findIndex((line) => line.startsWith(head))
  const rows = lines.slice(start + 2)
  return rows.slice(0, rows.indexOf('')).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}
const words = ({ same, of }: { same: number; of: number }): string => `${same} of ${of}`

describe.skipIf(dataAbsent)('ten treaties beside the published table', () => {
  const all = dataAbsent ? [] : compared()
  const ten = all.filter(({ id }) => !copied.includes(id))
  const fields = ten.flatMap((one) => one.fields)

  it('are as docs/atop.md says, document by document', () => {
    const told = table('| document | ATOP | agree')
    expect(told.slice(0, -1)).toEqual(
      ten.map((one) => [
        one.id,
        String(one.atopId),
        words(count(one.fields)),
        words(count(one.fields.filter(telling))),
      ]),
    )
    expect(ten).toHaveLength(10)
    const [whole, part] = [count(fields), count(fields.filter(telling))]
    expect(told.at(-1)).toEqual([
      'together',
      '',
      `${words(whole)} (${Math.round((100 * whole.same) / whole.of)}%)`,
      `${words(part)} (${Math.round((100 * part.same) / part.of)}%)`,
    ])
    const text = readFileSync(join(root, 'docs/atop.md'), 'utf8')
    expect(text).toContain(`is ${kappa(fields).toFixed(2)}.`)
    const five = fields.filter(({ variable }) =>
      ['defense', 'offense', 'neutral', 'nonagg', 'consul'].includes(variable),
    )
    expect(text).toContain(`${words(count(five))} agree`)
  })

  it('are as docs/atop.md says, variable by variable', () => {
    const names = [...new Set(fields.map(({ variable }) => variable))]
    const differing = names.filter((name) =>
      fields.some((field) => field.variable === name && !agrees(field)),
    )
    const rates = differing.map((name) => {
      const of = fields.filter(({ variable }) => variable === name)
      return [name, words(count(of)), words(count(of.filter(telling)))]
    })
    const byName = (rows: string[][]): string[][] => [...rows].sort((a, b) => (a[0] < b[0] ? -1 : 1))
    expect(byName(table('| variable | agree'))).toEqual(byName(rates))
    expect(readFileSync(join(root, 'docs/atop.md'), 'utf8')).toContain(
      `The other ${names.length - differing.length} variables agree`,
    )
  })

  it('differ where docs/atop.md lists and explains it, and nowhere else', () => {
    const found = ten.flatMap((one) =>
      one.fields
        .filter((field) => !agrees(field))
        .map(({ variable, ours, theirs }) => [one.id, variable, atopNumber(ours), theirs].join(' ')),
    )
    const told = table('| document | variable | ours')
    expect(told.map(([id, variable, ours, theirs]) => [id, variable, ours, theirs].join(' ')).sort()).toEqual(
      found.sort(),
    )
    for (const [id, variable, , , why] of told) expect(why.length, `${id} ${variable}`).toBeGreaterThan(20)
  })

  it('agree by construction where the coding was copied', () => {
    for (const { id, fields } of all.filter(({ id }) => copied.includes(id)))
      expect(count(fields), id).toEqual({ same: fields.length, of: fields.length })
  })
})

describe('a comparison', () => {
  const line = (cells: AtopLine): AtopLine => ({ atopid: '9', member: '2', phase: '0', ...cells })
  const coding = { ...atopCoding(perfect), atopid: 9 }

  it('takes the highest of the members, and leaves out what the table misses', () => {
    const found = compareWithAtop(coding, [
      line({ defense: '0', milcon: '-9', base: '' }),
      line({ defense: '1', milcon: 'NA', base: '' }),
    ])
    expect(found?.fields).toEqual([{ variable: 'defense', ours: 1, theirs: 1 }])
  })

  it('takes the phase asked for, by default the last', () => {
    const lines = [line({ phase: '1', defense: '0' }), line({ phase: '2', defense: '1' })]
    expect(compareWithAtop(coding, lines)?.fields[0].theirs).toBe(1)
    expect(compareWithAtop(coding, lines, 1)?.fields[0].theirs).toBe(0)
    expect(compareWithAtop(coding, lines, 3)).toBeUndefined()
    expect(compareWithAtop({ ...coding, atopid: 8 }, lines)).toBeUndefined()
  })

  it('writes states as Correlates of War numbers', () => {
    expect(atopNumber('DEU')).toBe(255)
    expect(agrees({ variable: 'statthr1', ours: 'RUS', theirs: 365 })).toBe(true)
    // A state without a number here never agrees.
    expect(agrees({ variable: 'statthr1', ours: 'ZWE', theirs: 0 })).toBe(false)
    expect(atopCoding(exampleById('anglo-polish-1939')).statthr1).toBe('DEU')
  })
})
