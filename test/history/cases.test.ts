import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openCase } from '../../src/history/node/cases.js'

const record = join(import.meta.dirname, '../../examples/record')
const fixtures = join(import.meta.dirname, 'fixtures')

const casesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.case.yaml'))
        .map((name) => name.replace('.case.yaml', ''))
    : []

describe.each([
  ...casesIn(record).map((id) => [record, id]),
  ...casesIn(fixtures).map((id) => [fixtures, id]),
])('%s: %s', (folder, id) => {
  it('reads with its document, of the same day, and nothing is later than it', async () => {
    const { open, issues } = await openCase(folder, id)
    expect(issues).toEqual([])
    expect(open?.pastCase.id).toBe(id)
    expect(open?.cast.adversary).not.toBeNull()
    expect(open?.pact.asOf).toBe(open?.pastCase.asOf)
  })

  it('has facts of its time for every state', async () => {
    const { readCase } = await import('../../src/crisis/index.js')
    const file = `${id}.pact.yaml`
    const { issues } = readCase(readFileSync(join(folder, file)), file)
    expect(issues.filter(({ code }) => code === 'facts-of-today')).toEqual([])
  })
})
